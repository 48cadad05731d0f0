"""Roles, permissions, and the one table that joins them.

The table is DESIGN's "who may see what". A role is held at one organisation (a school, a trust or a council); each
grant says how far from there it reaches.
"""

from enum import Enum, StrEnum


class Role(StrEnum):
    """What a person is at one organisation. The database stores the value."""

    HEAD = "head"
    SCHOOL_LEAD = "school-lead"
    GOVERNOR = "governor"
    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    CLERK = "clerk"
    STAFF = "staff"
    TRUST_LEAD = "trust-lead"
    OFFICER = "officer"
    ACTION_OWNER = "action-owner"
    COUNCILLOR = "councillor"


ROLE_LABELS = {
    Role.HEAD: "Headteacher",
    Role.SCHOOL_LEAD: "School lead",
    Role.GOVERNOR: "Governor",
    Role.CHAIR: "Chair of governors",
    Role.VICE_CHAIR: "Vice-chair of governors",
    Role.CLERK: "Clerk",
    Role.STAFF: "Member of staff",
    Role.TRUST_LEAD: "Trust lead",
    Role.OFFICER: "School improvement officer",
    Role.ACTION_OWNER: "Action owner",
    Role.COUNCILLOR: "Councillor",
}

SCHOOL_ROLES = frozenset(
    {Role.HEAD, Role.SCHOOL_LEAD, Role.GOVERNOR, Role.CHAIR, Role.VICE_CHAIR, Role.CLERK, Role.STAFF}
)
TRUST_ROLES = frozenset({Role.TRUST_LEAD})
COUNCIL_ROLES = frozenset({Role.OFFICER, Role.ACTION_OWNER, Role.COUNCILLOR})


class Permission(StrEnum):
    """One thing a person may do. Noun first, verb last."""

    SCHOOL_READ = "school_read"
    COUNCIL_READ = "council_read"
    SCHOOLS_READ = "schools_read"
    POLICY_EDIT = "policy_edit"
    POLICY_DRAFT_READ = "policy_draft_read"
    POLICY_SUBMITTED_READ = "policy_submitted_read"
    POLICY_ADOPTED_READ = "policy_adopted_read"
    POLICY_STATE_READ = "policy_state_read"
    POLICY_HAND = "policy_hand"
    POLICY_HANDED_READ = "policy_handed_read"
    POLICY_PUBLISH = "policy_publish"
    CONSULTATION_COMMENT = "consultation_comment"
    RECEIPT_GIVE = "receipt_give"
    POLICY_SHARE = "policy_share"
    LIBRARY_READ = "library_read"
    SCHOOLS_CHASE = "schools_chase"
    MODEL_READ = "model_read"
    MODEL_EDIT = "model_edit"
    MODEL_REPLY = "model_reply"
    MEETING_READ = "meeting_read"
    MEETING_EDIT = "meeting_edit"
    ADOPTION_RECORD = "adoption_record"
    PLAN_READ = "plan_read"
    PLAN_EDIT = "plan_edit"
    PLAN_UPDATE = "plan_update"
    RETURN_READ = "return_read"
    RETURN_ANSWER = "return_answer"
    ROLES_GRANT = "roles_grant"
    PRIVACY_MANAGE = "privacy_manage"
    LEAD_NAME = "lead_name"
    HISTORY_READ = "history_read"
    STAFF_EDIT = "staff_edit"
    COVER_READ = "cover_read"
    POSTS_EDIT = "posts_edit"
    HEADSHIP_EDIT = "headship_edit"
    HEADSHIP_PROPOSE = "headship_propose"
    COVER_STATE_READ = "cover_state_read"
    REPORT_READ = "report_read"
    REPORT_PREPARE = "report_prepare"
    REPORT_ISSUE = "report_issue"
    REPORT_STATE_READ = "report_state_read"
    CRITERIA_EDIT = "criteria_edit"
    TALENT_READ = "talent_read"
    TALENT_EDIT = "talent_edit"
    HEADS_TALENT_EDIT = "heads_talent_edit"
    OPPORTUNITY_READ = "opportunity_read"
    OPPORTUNITY_EDIT = "opportunity_edit"
    DEVELOPMENT_EDIT = "development_edit"
    COMMITMENTS_READ = "commitments_read"
    EVIDENCE_READ = "evidence_read"
    EVIDENCE_ADD = "evidence_add"
    EVIDENCE_EDIT = "evidence_edit"


class Reach(Enum):
    """How far from the organisation where a role is held a grant goes."""

    OWN = "that organisation"
    BELOW = "the schools of that council or trust"
    WITHIN = "that council and its schools"
    ABOVE = "the council of that school or trust's schools"


P, OWN, BELOW, WITHIN, ABOVE = Permission, Reach.OWN, Reach.BELOW, Reach.WITHIN, Reach.ABOVE

_AT_SCHOOL = {
    P.SCHOOL_READ: OWN,
    P.POLICY_ADOPTED_READ: OWN,
    P.COUNCIL_READ: ABOVE,
    P.MODEL_READ: ABOVE,
}
_LEADING = _AT_SCHOOL | {
    P.POLICY_EDIT: OWN,
    P.POLICY_DRAFT_READ: OWN,
    P.POLICY_SUBMITTED_READ: OWN,
    P.MEETING_READ: OWN,
    P.PLAN_READ: ABOVE,
    P.LIBRARY_READ: ABOVE,
    P.STAFF_EDIT: OWN,
    P.COVER_READ: OWN,
    P.POSTS_EDIT: OWN,
    P.REPORT_READ: OWN,
    P.REPORT_PREPARE: OWN,
    P.CRITERIA_EDIT: OWN,
    P.TALENT_READ: OWN,
    P.TALENT_EDIT: OWN,
    P.OPPORTUNITY_READ: OWN,
    P.OPPORTUNITY_EDIT: OWN,
    P.DEVELOPMENT_EDIT: OWN,
    P.COMMITMENTS_READ: OWN,
    P.EVIDENCE_READ: OWN,
    P.EVIDENCE_ADD: OWN,
    P.EVIDENCE_EDIT: OWN,
    P.RETURN_READ: OWN,
    P.RETURN_ANSWER: OWN,
    P.POLICY_HANDED_READ: OWN,
}
# Of reports governors read those that were issued to a body on which they have a place: the reports' own models ask.
_GOVERNING = _AT_SCHOOL | {
    P.POLICY_SUBMITTED_READ: OWN,
    P.MEETING_READ: OWN,
    P.PLAN_READ: ABOVE,
    P.LIBRARY_READ: ABOVE,
    P.REPORT_READ: OWN,
    P.COMMITMENTS_READ: OWN,
    P.EVIDENCE_READ: OWN,
}
# Those who are asked what they think of a version, and to read what was adopted; who writes it is asked to read alone.
_ASKED = {P.CONSULTATION_COMMENT: OWN, P.RECEIPT_GIVE: OWN}
# For a board reply to the council's draft of its model those who write for it: head, chair, vice-chair and clerk. Who
# reads what goes to the board reads the draft and the reply.
# What the board plans itself: the headship, and its own offices. Where there is no clerk, the reports too: IN_STEAD.
_CHAIRING = (
    _GOVERNING
    | _ASKED
    | {P.COVER_READ: OWN, P.HEADSHIP_EDIT: OWN, P.REPORT_PREPARE: OWN, P.REPORT_ISSUE: OWN}
    | {P.MODEL_REPLY: OWN}
)
_AT_COUNCIL = {
    P.COUNCIL_READ: OWN,
    P.SCHOOLS_READ: OWN,
    P.MODEL_READ: OWN,
    P.LIBRARY_READ: OWN,
    P.SCHOOL_READ: BELOW,
    P.POLICY_ADOPTED_READ: BELOW,
}

GRANTS: dict[Role, dict[Permission, Reach]] = {
    Role.HEAD: _LEADING
    | {P.HEADSHIP_PROPOSE: OWN, P.POLICY_PUBLISH: OWN, P.MODEL_REPLY: OWN}
    | {P.ROLES_GRANT: OWN, P.LEAD_NAME: OWN, P.PRIVACY_MANAGE: OWN, P.HISTORY_READ: OWN, P.POLICY_SHARE: OWN},
    Role.SCHOOL_LEAD: _LEADING | {P.RECEIPT_GIVE: OWN},
    Role.GOVERNOR: _GOVERNING | _ASKED,
    # A chair records an adoption only where the school has no clerk: policies.rules says so.
    Role.CHAIR: _CHAIRING | {P.MEETING_EDIT: OWN, P.ADOPTION_RECORD: OWN},
    Role.VICE_CHAIR: _CHAIRING,
    Role.CLERK: _GOVERNING
    | {P.POLICY_DRAFT_READ: OWN, P.MEETING_EDIT: OWN, P.ADOPTION_RECORD: OWN, P.ROLES_GRANT: OWN}
    | {P.MODEL_REPLY: OWN}
    | {P.REPORT_PREPARE: OWN, P.REPORT_ISSUE: OWN},
    # Staff add evidence, and see when each commitment was last evidenced and what they added themselves.
    Role.STAFF: _AT_SCHOOL | _ASKED | {P.OPPORTUNITY_READ: OWN, P.COMMITMENTS_READ: OWN, P.EVIDENCE_ADD: OWN},
    Role.TRUST_LEAD: {
        P.SCHOOL_READ: BELOW,
        P.POLICY_ADOPTED_READ: BELOW,
        P.POLICY_PUBLISH: BELOW,
        P.POLICY_EDIT: BELOW,
        P.POLICY_SHARE: BELOW,
        P.LIBRARY_READ: ABOVE,
        P.POLICY_DRAFT_READ: BELOW,
        P.POLICY_SUBMITTED_READ: BELOW,
        P.MEETING_READ: BELOW,
        P.ROLES_GRANT: BELOW,
        P.PRIVACY_MANAGE: BELOW,
        P.LEAD_NAME: BELOW,
        P.HISTORY_READ: BELOW,
        P.STAFF_EDIT: BELOW,
        P.COVER_READ: BELOW,
        P.POSTS_EDIT: BELOW,
        P.REPORT_READ: BELOW,
        P.REPORT_PREPARE: BELOW,
        P.CRITERIA_EDIT: BELOW,
        P.TALENT_READ: BELOW,
        P.TALENT_EDIT: BELOW,
        # A head's own record is not for those whom they lead.
        P.HEADS_TALENT_EDIT: BELOW,
        P.OPPORTUNITY_READ: BELOW,
        P.OPPORTUNITY_EDIT: BELOW,
        P.DEVELOPMENT_EDIT: BELOW,
        P.COMMITMENTS_READ: BELOW,
        P.EVIDENCE_READ: BELOW,
        P.EVIDENCE_ADD: BELOW,
        P.EVIDENCE_EDIT: BELOW,
        P.RETURN_READ: BELOW,
        P.RETURN_ANSWER: BELOW,
        P.POLICY_HANDED_READ: BELOW,
        P.COUNCIL_READ: ABOVE,
        P.MODEL_READ: ABOVE,
        P.PLAN_READ: ABOVE,
    },
    Role.OFFICER: _AT_COUNCIL
    | {
        P.POLICY_STATE_READ: BELOW,
        # What it hands to schools: a document each, of which the school makes what it will.
        P.POLICY_HAND: OWN,
        P.POLICY_HANDED_READ: BELOW,
        P.SCHOOLS_CHASE: OWN,
        P.COVER_STATE_READ: OWN,
        # Of a school's reports a council is told on which day the last one was issued.
        P.REPORT_STATE_READ: BELOW,
        # Of evidence a council is told counts alone.
        P.COMMITMENTS_READ: BELOW,
        P.OPPORTUNITY_EDIT: OWN,
        P.MODEL_EDIT: OWN,
        P.CRITERIA_EDIT: OWN,
        P.MEETING_READ: OWN,
        P.MEETING_EDIT: OWN,
        P.ADOPTION_RECORD: OWN,
        P.PLAN_READ: OWN,
        P.PLAN_EDIT: OWN,
        P.PLAN_UPDATE: OWN,
        # What schools answered to the council, by name.
        P.RETURN_READ: BELOW,
        P.ROLES_GRANT: WITHIN,
        P.PRIVACY_MANAGE: OWN,
        P.HISTORY_READ: OWN,
        P.REPORT_READ: OWN,
        P.REPORT_PREPARE: OWN,
        P.REPORT_ISSUE: OWN,
    },
    # An action owner updates what belongs to their own team: actionplan.rules says which.
    Role.ACTION_OWNER: _AT_COUNCIL | {P.PLAN_READ: OWN, P.PLAN_UPDATE: OWN},
    # What councillors read of a meeting is its agenda, once it is issued.
    Role.COUNCILLOR: _AT_COUNCIL | {P.REPORT_READ: OWN, P.MEETING_READ: OWN},
}

SECOND_STEP_ROLES = COUNCIL_ROLES | TRUST_ROLES | (SCHOOL_ROLES - {Role.GOVERNOR, Role.STAFF})
"""Roles whose pages ask for a second step: they work with what is said of named people, or are held at a council."""


MARKED: frozenset[tuple[Role, Permission]] = frozenset(
    (Role.OFFICER, permission) for permission in (P.ROLES_GRANT, P.PRIVACY_MANAGE, P.HISTORY_READ)
)
"""Grants that hold only where the membership is marked as an administrator's."""
IN_STEAD: frozenset[tuple[Role, Permission]] = frozenset(
    (role, permission) for role in (Role.CHAIR, Role.VICE_CHAIR) for permission in (P.REPORT_PREPARE, P.REPORT_ISSUE)
)
"""Grants that hold only at a school that has no clerk today, in whose stead the board's officers act."""


def reach_of(role: Role, permission: Permission, *, is_marked: bool, is_in_stead: bool = False) -> Reach | None:
    """How far this role's grant of `permission` goes; None where it has none.

    is_marked: whether the membership is marked as an administrator's. is_in_stead: whether the school has no clerk.
    """
    if (role, permission) in MARKED and not is_marked:
        return None
    if (role, permission) in IN_STEAD and not is_in_stead:
        return None
    return GRANTS[role].get(permission)
