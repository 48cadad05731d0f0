"""What kinds of record a history shows, what each is called, and who may read it.

A history shows nothing that its reader could not read in the record itself: each kind names the permission, which is
asked for at the organisation whose history it is. Kinds that are no organisation's (accounts, changes of an email
address) and files, which are their sender's alone, stand in no history.
"""

from dataclasses import dataclass
from typing import Any, cast

from django.apps import apps
from django.db.models import Field, Model
from pghistory.core import event_models

from people.access.guards import allows
from people.access.roles import Permission
from people.membership.queries import Place
from people.models import User

P = Permission


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record.

    label: the model, as Django names it. noun: what people call one. named_by: the fields that tell one from another.
    school, council, trust: what a reader must be allowed at such a place; None where it has none of these.
    of_body: whether its rows belong to a body rather than to an organisation.
    word: its word in addresses, where another model has the same name.
    """

    label: str
    noun: str
    named_by: tuple[str, ...]
    school: P | None = None
    council: P | None = None
    trust: P | None = None
    of_body: bool = False
    word: str = ""

    @property
    def slug(self) -> str:
        """Its word in addresses."""
        return self.word or self.label.split(".")[1].lower()

    @property
    def event(self) -> Any:
        """The model of its events."""
        return _events()[self.label]

    @property
    def table(self) -> str:
        """The table of its events."""
        return str(self.event._meta.db_table)

    def field(self, column: str) -> "Field[Any, Any] | None":
        """The tracked field with this column, as its own model has it."""
        model = cast("type[Model]", apps.get_model(self.label))
        return next((field for field in model._meta.concrete_fields if field.column == column), None)


KINDS = (
    Kind("people.School", "School", ("name",), school=P.SCHOOL_READ),
    Kind("people.Council", "Council", ("name",), council=P.COUNCIL_READ),
    Kind("people.Trust", "Trust", ("name",), trust=P.HISTORY_READ),
    Kind("people.Membership", "Role", ("user", "role"), P.SCHOOL_READ, P.COUNCIL_READ, P.HISTORY_READ),
    Kind("people.Invitation", "Invitation", ("name", "role"), P.ROLES_GRANT, P.ROLES_GRANT, P.ROLES_GRANT),
    Kind("people.SecondStepReset", "Reset of a second step", ("user",), P.ROLES_GRANT, P.ROLES_GRANT, P.ROLES_GRANT),
    Kind("people.Body", "Board or committee", ("name",), P.MEETING_READ, P.MEETING_READ, of_body=True),
    Kind("people.BodySchool", "School of a board", ("body", "school"), school=P.MEETING_READ),
    Kind("people.Meeting", "Meeting", ("body", "on"), P.MEETING_READ, P.MEETING_READ, of_body=True),
    Kind("people.TermOfOffice", "Term of office", ("name", "body"), P.MEETING_READ, P.MEETING_READ, of_body=True),
    Kind("people.StaffMember", "Member of staff", ("name",), school=P.STAFF_EDIT),
    Kind("people.LeadershipPost", "Leadership post", ("title",), school=P.POSTS_EDIT),
    Kind("people.PostHolder", "Holder of a post", ("post", "starts_on"), school=P.POSTS_EDIT),
    Kind("people.Nomination", "Nomination", ("post", "band"), school=P.POSTS_EDIT),
    Kind("succession.AgendaIssue", "Issue of papers", ("meeting",), P.MEETING_READ, P.MEETING_READ, of_body=True),
    Kind("succession.Report", "Report", ("kind", "as_at"), P.REPORT_PREPARE, P.REPORT_PREPARE),
    Kind("people.CriteriaVersion", "Version of the criteria", ("number",), P.CRITERIA_EDIT, P.CRITERIA_EDIT),
    Kind("people.Criterion", "Criterion", ("heading",), P.CRITERIA_EDIT, P.CRITERIA_EDIT),
    Kind(
        "people.CriterionStandard",
        "Standard of a criterion",
        ("criterion", "standard"),
        P.CRITERIA_EDIT,
        P.CRITERIA_EDIT,
    ),
    Kind("people.Opportunity", "Opportunity", ("title",), P.DEVELOPMENT_EDIT, P.OPPORTUNITY_EDIT),
    Kind("people.Interest", "Interest in an opportunity", ("staff", "opportunity"), school=P.DEVELOPMENT_EDIT),
    Kind("people.Activity", "Activity", ("title",), school=P.DEVELOPMENT_EDIT),
    Kind("policies.Policy", "Policy", (), P.POLICY_ADOPTED_READ, P.MODEL_READ),
    Kind("policies.Version", "Version of the policy", ("number",), P.POLICY_DRAFT_READ, P.MODEL_EDIT),
    Kind("policies.Adoption", "Adoption", ("version",), P.POLICY_ADOPTED_READ, P.MODEL_READ),
    Kind("policies.ModelOffer", "Offer of the council’s model", ("model_version",), school=P.POLICY_DRAFT_READ),
    Kind("policies.HandedPolicy", "Document from the council", ("answer",), school=P.POLICY_HANDED_READ),
    Kind("policies.MergeAnswer", "Answer about the council’s model", ("offer",), school=P.POLICY_DRAFT_READ),
    Kind("policies.ModelWithdrawal", "Withdrawal of a model", ("version",), council=P.MODEL_READ),
    Kind(
        "policies.Recommendation",
        "Recommendation by a committee",
        ("version",),
        school=P.POLICY_SUBMITTED_READ,
        word="committee-recommendation",
    ),
    Kind("policies.Consultation", "Consultation", ("version",), P.POLICY_EDIT, P.MODEL_EDIT),
    Kind("policies.ReadRequest", "Request to read the policy", ("version",), school=P.POLICY_EDIT),
    Kind("policies.Commitment", "Commitment", ("version", "in_force_from"), P.POLICY_ADOPTED_READ, P.MODEL_READ),
    Kind("policies.StandingDispute", "Dispute of a label", ("said",), P.POLICY_SUBMITTED_READ),
    Kind("succession.Chase", "Request of the council", ("reason",), P.POLICY_EDIT, P.SCHOOLS_CHASE),
    Kind("policies.Sharing", "Sharing of the policy", ("policy",), P.POLICY_ADOPTED_READ),
    Kind("policies.Evidence", "Evidence", ("on", "line"), school=P.EVIDENCE_READ),
    Kind("policies.CommitmentReview", "Review of a commitment", ("status", "seen"), school=P.EVIDENCE_READ),
    Kind("policies.Priority", "Priority of the improvement plan", ("words",), school=P.EVIDENCE_READ),
    Kind("policies.Served", "Priority that a commitment serves", ("priority",), school=P.EVIDENCE_READ),
    Kind("policies.Publication", "Public page of the policy", ("at",), school=P.POLICY_ADOPTED_READ),
    Kind("actionplan.ScrutinyReview", "Action plan", ("title",), council=P.PLAN_READ),
    Kind("actionplan.Recommendation", "Recommendation", ("label", "text"), council=P.PLAN_READ),
    Kind("actionplan.Ask", "Ask", ("words",), council=P.PLAN_READ),
    Kind("actionplan.Serving", "Action that serves an ask", ("action", "ask"), council=P.PLAN_READ),
    Kind("actionplan.EarlierResponse", "Earlier response", ("response", "reason"), council=P.PLAN_READ),
    Kind("actionplan.ScrutinyReply", "Reply to scrutiny", ("sent_on",), council=P.PLAN_READ),
    Kind("actionplan.ReplyTime", "Time for replies to scrutiny", ("months", "source"), council=P.PLAN_READ),
    Kind("actionplan.RecommendationTeam", "Owner", ("team", "recommendation"), council=P.PLAN_READ),
    Kind("actionplan.Action", "Action", ("text",), council=P.PLAN_READ),
    Kind("actionplan.Milestone", "Milestone", ("text",), council=P.PLAN_READ),
    Kind("actionplan.OutcomeMeasure", "Outcome measure", ("text",), council=P.PLAN_READ),
    Kind("actionplan.Valuation", "How a measure is valued", ("measure", "way"), council=P.PLAN_READ),
    Kind("actionplan.ReportedItem", "Reported item", ("on", "words"), council=P.PLAN_READ),
    Kind("actionplan.ServiceNotBought", "Service not bought", ("school", "service"), council=P.PLAN_READ),
    Kind("actionplan.ReturnRequest", "Question to schools", ("question",), council=P.PLAN_READ),
    Kind("actionplan.SchoolReturn", "Return to the council", ("asked", "answer"), school=P.RETURN_READ),
    Kind("actionplan.PlanDate", "Date in the plan", ("words",), council=P.PLAN_READ),
    Kind("actionplan.DateChange", "Change of a date", ("was_words", "words"), council=P.PLAN_READ),
    Kind("actionplan.ClashAnswer", "Answer to dates that may clash", ("one_words", "other_words"), council=P.PLAN_READ),
    Kind("actionplan.Update", "Update", ("on", "words"), council=P.PLAN_READ),
    Kind("actionplan.UpdateEvidence", "Evidence of an update", ("link", "file"), council=P.PLAN_READ),
    Kind("actionplan.HandBack", "Recommendation handed back", ("recommendation", "team"), council=P.PLAN_READ),
    Kind("actionplan.Team", "Team", ("code",), council=P.PLAN_READ),
    Kind("actionplan.TeamMember", "Member of a team", ("user", "team"), council=P.PLAN_EDIT),
)
BY_LABEL = {kind.label: kind for kind in KINDS}

SHOWN_TO_NOBODY = {
    "core.Upload": "a file is its sender's alone until something is made of it, and that is shown",
    "people.User": "an account is its person's, who may have roles at several places",
    "people.EmailChange": "an address is its person's",
    **dict.fromkeys(
        (
            *("people.TalentRecord", "people.TalentLog", "people.TalentEvidence", "people.TalentView"),
            "people.Correction",
        ),
        "a talent record keeps its own log, and a head who reads histories reads nothing there that is said of them",
    ),
    "policies.Comment": "what somebody says in a consultation; its page shows it to whoever may read it",
    "policies.BoardReply": "never changes, and stands on the page of what the board was asked with all it said before",
    "policies.ReadReceipt": "never changes, and stands on the page of who has read a version",
    "people.Intention": "what a head says of the headship is told to the chair, and taken back when they wish",
    "people.Framework": "published standards are nobody’s",
    "people.Standard": "published standards are nobody’s",
    "people.Programme": "comes with a release, the same for everybody",
    "people.Hold": "stands on the page of personal data, with who placed and lifted it",
    "succession.AgendaItem": "an item may be kept from somebody; its page shows it to whoever may know of it",
    "succession.AgendaPaper": "a paper of such an item",
    "succession.Decision": "what was decided on such an item",
    "succession.ItemExclusion": "who is kept out of an item, shown to who writes the agenda",
    "succession.ReportToken": "a name in a report, which its report shows to whoever may know it",
    "people.Erasure": "is its own certificate, on the page of personal data",
}
"""Tracked models that stand in no history, each with its reason."""


def readable(reader: User, place: Place) -> dict[str, Kind]:
    """The kinds whose records this person may read at this place, by their words in addresses."""
    where = str(place._meta.model_name)
    asked = [(kind, getattr(kind, where)) for kind in KINDS]
    return {kind.slug: kind for kind, permission in asked if permission and allows(reader, permission, place)}


def _events() -> dict[str, Any]:
    return {cast("Any", event).pgh_tracked_model._meta.label: event for event in event_models()}
