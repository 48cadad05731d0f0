"""The table of grants is whole: every role and every permission stands in it, and it says what DESIGN says."""

import pytest

from people.access.roles import (
    COUNCIL_ROLES,
    GRANTS,
    IN_STEAD,
    MARKED,
    ROLE_LABELS,
    SCHOOL_ROLES,
    TRUST_ROLES,
    Permission,
    Reach,
    Role,
    reach_of,
)

P, R = Permission, Role


def test_every_role_has_a_label_and_grants() -> None:
    assert set(ROLE_LABELS) == set(GRANTS) == set(Role)
    assert all(label and label[0].isupper() for label in ROLE_LABELS.values())
    assert all(GRANTS.values())


def test_every_role_is_held_at_one_kind_of_organisation() -> None:
    assert sorted([*SCHOOL_ROLES, *TRUST_ROLES, *COUNCIL_ROLES]) == sorted(Role)


def test_every_permission_is_granted_to_somebody() -> None:
    assert {permission for grants in GRANTS.values() for permission in grants} == set(Permission)


@pytest.mark.parametrize("role", Role)
def test_a_reach_fits_where_the_role_is_held(role: Role) -> None:
    held_at_school, held_at_trust = role in SCHOOL_ROLES, role in TRUST_ROLES
    beyond = Reach.ABOVE if held_at_school else Reach.BELOW
    allowed = {Reach.BELOW, Reach.ABOVE} if held_at_trust else {Reach.OWN, beyond}
    if role in COUNCIL_ROLES:
        allowed.add(Reach.WITHIN)
    assert set(GRANTS[role].values()) <= allowed


@pytest.mark.parametrize("permission", Permission)
def test_a_grant_of_an_administrators_holds_where_the_membership_is_marked(permission: Permission) -> None:
    for role in Role:
        granted, is_special = GRANTS[role].get(permission), (role, permission) in MARKED
        assert reach_of(role, permission, is_marked=True, is_in_stead=True) is granted
        assert reach_of(role, permission, is_marked=False, is_in_stead=True) is (None if is_special else granted)


@pytest.mark.parametrize("permission", Permission)
def test_a_grant_in_the_clerks_stead_holds_where_the_school_has_no_clerk(permission: Permission) -> None:
    for role in Role:
        granted, is_special = GRANTS[role].get(permission), (role, permission) in IN_STEAD
        assert reach_of(role, permission, is_marked=True) is (None if is_special else granted)


def test_the_chair_and_the_vice_chair_act_in_the_clerks_stead_for_reports_alone() -> None:
    assert {role for role, _ in IN_STEAD} == {R.CHAIR, R.VICE_CHAIR}
    assert {permission for _, permission in IN_STEAD} == {P.REPORT_PREPARE, P.REPORT_ISSUE}


GOVERNORS = {R.GOVERNOR, R.CHAIR, R.VICE_CHAIR}
AT_SCHOOL = set(SCHOOL_ROLES) | {R.TRUST_LEAD}
MAY = {
    P.SCHOOL_READ: AT_SCHOOL | set(COUNCIL_ROLES),
    P.COUNCIL_READ: set(Role),
    P.SCHOOLS_READ: set(COUNCIL_ROLES),
    P.POLICY_SHARE: {R.HEAD, R.TRUST_LEAD},
    P.LIBRARY_READ: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD, R.CLERK} | GOVERNORS | set(COUNCIL_ROLES),
    P.SCHOOLS_CHASE: {R.OFFICER},
    P.POLICY_EDIT: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD},
    P.POLICY_DRAFT_READ: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD, R.CLERK},
    P.POLICY_SUBMITTED_READ: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD, R.CLERK} | GOVERNORS,
    P.POLICY_ADOPTED_READ: set(Role),
    P.POLICY_STATE_READ: {R.OFFICER},
    P.POLICY_HAND: {R.OFFICER},
    P.POLICY_HANDED_READ: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD, R.OFFICER},
    P.CONSULTATION_COMMENT: {R.STAFF} | GOVERNORS,
    P.RECEIPT_GIVE: {R.STAFF, R.SCHOOL_LEAD} | GOVERNORS,
    P.MODEL_READ: set(Role),
    P.MODEL_EDIT: {R.OFFICER},
    P.MODEL_REPLY: {R.HEAD, R.CLERK, R.CHAIR, R.VICE_CHAIR},
    P.MEETING_READ: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD, R.CLERK, R.OFFICER, R.COUNCILLOR} | GOVERNORS,
    P.MEETING_EDIT: {R.CLERK, R.CHAIR, R.OFFICER},
    P.ADOPTION_RECORD: {R.CLERK, R.CHAIR, R.OFFICER},
    P.PLAN_READ: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD, R.CLERK, R.OFFICER, R.ACTION_OWNER} | GOVERNORS,
    P.PLAN_EDIT: {R.OFFICER},
    P.PLAN_UPDATE: {R.OFFICER, R.ACTION_OWNER},
    P.RETURN_READ: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD, R.OFFICER},
    P.RETURN_ANSWER: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD},
    P.PRIVACY_MANAGE: {R.HEAD, R.TRUST_LEAD, R.OFFICER},
    P.LEAD_NAME: {R.HEAD, R.TRUST_LEAD},
    P.HISTORY_READ: {R.HEAD, R.TRUST_LEAD, R.OFFICER},
    P.STAFF_EDIT: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD},
    P.COVER_READ: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD, R.CHAIR, R.VICE_CHAIR},
    P.POSTS_EDIT: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD},
    P.HEADSHIP_EDIT: {R.CHAIR, R.VICE_CHAIR},
    P.HEADSHIP_PROPOSE: {R.HEAD},
    P.COVER_STATE_READ: {R.OFFICER},
    P.REPORT_STATE_READ: {R.OFFICER},
    P.REPORT_READ: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD, R.CLERK, R.OFFICER, R.COUNCILLOR} | GOVERNORS,
    P.REPORT_PREPARE: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD, R.CLERK, R.OFFICER, R.CHAIR, R.VICE_CHAIR},
    P.REPORT_ISSUE: {R.CLERK, R.OFFICER, R.CHAIR, R.VICE_CHAIR},
    P.CRITERIA_EDIT: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD, R.OFFICER},
    P.TALENT_READ: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD},
    P.TALENT_EDIT: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD},
    P.HEADS_TALENT_EDIT: {R.TRUST_LEAD},
    P.OPPORTUNITY_READ: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD, R.STAFF},
    P.OPPORTUNITY_EDIT: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD, R.OFFICER},
    P.DEVELOPMENT_EDIT: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD},
    P.COMMITMENTS_READ: AT_SCHOOL | {R.OFFICER},
    P.EVIDENCE_READ: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD, R.CLERK} | GOVERNORS,
    P.EVIDENCE_ADD: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD, R.STAFF},
    P.POLICY_PUBLISH: {R.HEAD, R.TRUST_LEAD},
    P.EVIDENCE_EDIT: {R.HEAD, R.SCHOOL_LEAD, R.TRUST_LEAD},
    P.ROLES_GRANT: {R.HEAD, R.CLERK, R.TRUST_LEAD, R.OFFICER},
}
"""Who may see what, written down a second time, permission by permission: a slip in the grants shows here."""


@pytest.mark.parametrize("permission", Permission)
def test_the_grants_say_who_may_see_what(permission: Permission) -> None:
    assert {role for role in Role if permission in GRANTS[role]} == MAY[permission]


@pytest.mark.parametrize("role", [R.OFFICER, R.ACTION_OWNER, R.COUNCILLOR])
def test_a_council_reads_no_schools_unfinished_papers(role: Role) -> None:
    closed = {P.POLICY_DRAFT_READ, P.POLICY_SUBMITTED_READ, P.POLICY_EDIT}
    assert closed.isdisjoint(GRANTS[role])
    assert GRANTS[role].get(P.MEETING_READ) is not Reach.BELOW
