"""Reports as they were issued, and the names in them, kept apart."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from core import clock
from core.history.tracking import owner, track
from people.access.roles import Permission
from people.access.scoping import Scope, ScopedQuerySet
from people.models import Body, Council, Meeting, School, StaffMember, TermOfOffice
from succession.reports import rules
from succession.reports.rules import Part, ReportState
from succession.reports.tokens import Subject, SubjectKind

if TYPE_CHECKING:
    from people.models import User

_SCOPE = Scope(read=Permission.REPORT_READ, schools="school", councils="council")
_OF_REPORT = Scope(read=Permission.REPORT_READ, schools="report__school", councils="report__council")
_OWNER = """coalesce((SELECT coalesce('school:' || report.school_id, 'council:' || report.council_id)
    FROM succession_report report WHERE report.id = {row}.report_id), '')"""


def report_states() -> list[tuple[str, str]]:
    """Choices for the state of a report."""
    return [(state.value, label) for state, label in rules.REPORT_STATE_LABELS.items()]


def report_parts() -> list[tuple[str, str]]:
    """Choices for the part of a report in which a name stands."""
    return [(part.value, label) for part, label in rules.PART_LABELS.items()]


def _seats(user: "User", prefix: str) -> Q:
    """Whether this person has a place on the body today, or it is a council's whose places nobody keeps."""
    held = TermOfOffice.objects.filter(body=OuterRef(f"{prefix}body")).in_force(clock.today()).order_by()
    own = Q(Exists(held.filter(user=user.pk)))
    return own | Q(~Exists(held), **{f"{prefix}council__isnull": False})


def _readable(scope: Scope, user: "User", prefix: str) -> Q:
    prepared = scope.matching(user.holdings, Permission.REPORT_PREPARE)
    issued = Q(**{f"{prefix}state__in": sorted(rules.KEPT)})
    return prepared | (scope.matching(user.holdings, Permission.REPORT_READ) & issued & _seats(user, prefix))


class ReportQuerySet(ScopedQuerySet["Report"]):
    """Reports, by who may read them and what became of them."""

    def visible_to(self, user: "User") -> "ReportQuerySet":
        """All reports of places where this person prepares them; issued ones to bodies on which they have a place."""
        return self.filter(_readable(_SCOPE, user, ""))

    def of(self, place: School | Council) -> "ReportQuerySet":
        """Reports about this school, or by this council."""
        return self.filter(school=place) if isinstance(place, School) else self.filter(council=place)

    def alike(self, report: "Report") -> "ReportQuerySet":
        """Reports of the same kind to the same body about the same place."""
        found = self.filter(kind=report.kind, body=report.body_id)
        return found.filter(school=report.school_id, council=report.council_id)

    def kept(self) -> "ReportQuerySet":
        """Reports that were issued, whatever became of them."""
        return self.filter(state__in=sorted(rules.KEPT))


@track(
    organisation=owner(school="{row}.school_id", council="{row}.council_id"),
    exclude=["data", "decisions", "open_html", "confidential_html"],
)
class Report(models.Model):
    """One report to one body. Once issued it never changes but to be withdrawn: a trigger in the database keeps it.

    In data and HTML stand tokens where a name, or a text about a person, is shown. number: counts what was issued to
    the body of this kind; none in a draft. previous: the report it is compared with. replaces: the report it corrects.
    """

    scope: ClassVar = _SCOPE

    kind = models.CharField(max_length=20)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reports")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="reports", null=True, blank=True)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="reports", null=True, blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="reports", null=True, blank=True)
    as_at = models.DateField("day on which what it says holds")
    number = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=report_states, default=ReportState.DRAFT.value)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, related_name="corrections", null=True, blank=True)
    correction = models.CharField("what it corrects", max_length=rules.LONGEST_REASON, blank=True)
    data = models.JSONField()
    decisions = models.JSONField("what is shown to whom, and what is not", default=list)
    open_html = models.TextField()
    confidential_html = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    checked_at = models.DateTimeField("confidential part read before issue", null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=rules.LONGEST_REASON, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-as_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False, council__isnull=True) | Q(school__isnull=True, council__isnull=False),
                name="report_is_about_one_school_or_council",
            ),
            models.UniqueConstraint(
                fields=["kind", "body", "school", "council"],
                condition=Q(state=ReportState.DRAFT.value),
                nulls_distinct=False,
                name="report_has_one_draft_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["kind", "body", "school", "council", "number"],
                condition=Q(number__isnull=False),
                nulls_distinct=False,
                name="report_number_is_given_once",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT.value, number__isnull=True, issued_at__isnull=True)
                | (
                    ~Q(state=ReportState.DRAFT.value)
                    & Q(number__gte=1, issued_at__isnull=False, issued_by__isnull=False)
                ),
                name="report_issued_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.WITHDRAWN.value, withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_reason="")
                | ~Q(state=ReportState.WITHDRAWN.value) & Q(withdrawn_at__isnull=True, withdrawn_reason=""),
                name="report_withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, correction="") | Q(replaces__isnull=False) & ~Q(correction=""),
                name="report_that_corrects_says_what",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")), name="report_does_not_replace_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["school", "-as_at", "-id"], name="report_of_school"),
            models.Index(fields=["council", "-as_at", "-id"], name="report_of_council"),
        ]

    def __str__(self) -> str:
        return f"report {self.number}" if self.number else "draft report"

    @property
    def place(self) -> School | Council:
        """The school it is about, or the council whose it is."""
        place = self.school or self.council
        assert place is not None, "the database keeps exactly one"  # noqa: S101
        return place

    @property
    def is_draft(self) -> bool:
        """Whether it is not issued yet."""
        return self.state == ReportState.DRAFT

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back."""
        return self.state == ReportState.WITHDRAWN

    @property
    def has_confidential(self) -> bool:
        """Whether it has a confidential part."""
        return self.confidential_html != ""

    def html(self, part: Part) -> str:
        """One of its two papers, with tokens."""
        return self.open_html if part is Part.OPEN else self.confidential_html

    def can(self, step: rules.Step) -> bool:
        """Whether a step can be taken from where it stands: hides the button."""
        return rules.can(step, self.state)


class ReportTokenQuerySet(ScopedQuerySet["ReportToken"]):
    """What stands for the names of reports."""

    def visible_to(self, user: "User") -> "ReportTokenQuerySet":
        """Names of the open part, with the report. Names of the other part are asked for by whoever may open it."""
        return self.filter(_readable(_OF_REPORT, user, "report__"), part=Part.OPEN.value)

    def shown_in(self, part: Part) -> "ReportTokenQuerySet":
        """Those of one part."""
        return self.filter(part=part.value)


@track(organisation=_OWNER, exclude=["content", "salt"])
class ReportToken(models.Model):
    """A name, or a text about a person, that stands in one part of a report under a token.

    Erasing the person empties content and salt; a trigger in the database says on which day. Nothing else ever changes
    once the report is issued.
    """

    scope: ClassVar = _OF_REPORT

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="tokens")
    token = models.CharField(max_length=24)
    part = models.CharField(max_length=20, choices=report_parts)
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    term = models.ForeignKey(TermOfOffice, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    content = models.TextField(blank=True)
    salt = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64)
    erased_on = models.DateField(null=True, blank=True)

    objects = ReportTokenQuerySet.as_manager()

    class Meta:
        ordering = ["report", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "token"], name="report_token_is_once_in_a_report"),
            models.CheckConstraint(
                condition=Q(staff__isnull=False, term__isnull=True, user__isnull=True)
                | Q(staff__isnull=True, term__isnull=False, user__isnull=True)
                | Q(staff__isnull=True, term__isnull=True, user__isnull=False),
                name="report_token_is_about_one_person",
            ),
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True) & ~Q(content="") & ~Q(salt="")
                | Q(erased_on__isnull=False, content="", salt=""),
                name="report_token_is_whole_or_erased",
            ),
        ]

    def __str__(self) -> str:
        return f"token of {self.report}"

    @property
    def subject(self) -> Subject:
        """Whom it is about."""
        if self.staff_id is not None:
            return Subject(SubjectKind.STAFF, self.staff_id)
        if self.term_id is not None:
            return Subject(SubjectKind.TERM, self.term_id)
        assert self.user_id is not None, "the database keeps exactly one"  # noqa: S101
        return Subject(SubjectKind.USER, self.user_id)
