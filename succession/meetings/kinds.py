"""The kinds of paper there are: a policy or criteria that wait for their board, and a report to the body that meets."""

from collections.abc import Collection

from core.addresses import address
from people import rules
from people.access.guards import allows
from people.access.roles import Permission
from people.actions import criteria
from people.models import CriteriaVersion, Meeting, User
from people.talent.criteria import CriteriaState
from policies.actions import adoptions
from policies.document import Refused
from policies.models import Adoption as Recorded
from policies.models import Version
from policies.rules import WAITING
from succession.meetings.papers import Adoption, Offered, PaperKind, register
from succession.models import Report
from succession.reports.rules import ReportState

POLICY, CRITERIA, REPORT = "policy", "criteria", "report"
_MOST = 50


def register_all() -> None:
    """Let these be put on agendas."""
    register(
        PaperKind(
            slug=POLICY,
            label="A version of the policy that waits for a decision",
            offered=_waiting,
            addresses=_policy_addresses,
            adopt=_adopt_policy,
            asks_days=True,
            refused=Refused,
        )
    )
    register(
        PaperKind(
            slug=CRITERIA,
            label="Criteria for leaders that wait to be agreed",
            offered=_proposed,
            addresses=_criteria_addresses,
            adopt=_adopt_criteria,
            refused=rules.Refused,
        )
    )
    register(
        PaperKind(
            slug=REPORT,
            label="A report that was issued to this body",
            offered=_reports,
            addresses=_report_addresses,
        )
    )


def _waiting(by: User, meeting: Meeting) -> list[Offered]:
    """Versions that schools of the body have submitted, which this person may read."""
    schools = [school for school in meeting.body.schools.all() if allows(by, Permission.POLICY_SUBMITTED_READ, school)]
    found = Version.objects.filter(policy__school__in=schools, state__in=WAITING)
    return [
        Offered(str(version.pk), f"Succession policy of {version.policy.school}, version {version.number}")
        for version in found.select_related("policy__school").order_by("policy__school__name", "number")[:_MOST]
    ]


def _policy_addresses(subjects: Collection[str]) -> dict[str, str]:
    found = Version.objects.filter(pk__in=_keys(subjects)).select_related("policy__school").defer("document")
    return {
        str(version.pk): address("policies:version", urn=version.policy.school.urn, number=version.number)
        for version in found
        if version.policy.school is not None
    }


def _adopt_policy(given: Adoption) -> object:
    assert given.effective_on is not None and given.review_due_on is not None, "its kind asks for both"  # noqa: S101, PT018
    version = Version.objects.select_related("policy__school__council").get(pk=int(given.subject))
    # Somebody may have recorded on the policy's own page what this meeting adopted.
    recorded = Recorded.objects.filter(version=version, meeting=given.meeting).first()
    if recorded is not None:
        return recorded
    return adoptions.adopt(
        version=version,
        body=given.meeting.body,
        on=given.meeting.on,
        minute_reference=given.minute_reference,
        effective_on=given.effective_on,
        review_due_on=given.review_due_on,
        by=given.by,
        today=given.today,
    )


def _proposed(by: User, meeting: Meeting) -> list[Offered]:
    """Criteria that schools of the body have proposed, for whoever may record that they were agreed."""
    schools = [school for school in meeting.body.schools.all() if allows(by, Permission.ADOPTION_RECORD, school)]
    found = CriteriaVersion.objects.filter(school__in=schools, state=CriteriaState.PROPOSED.value)
    return [
        Offered(str(version.pk), f"Criteria for leaders of {version.school}, version {version.number}")
        for version in found.select_related("school").order_by("school__name", "number")[:_MOST]
    ]


def _criteria_addresses(subjects: Collection[str]) -> dict[str, str]:
    found = CriteriaVersion.objects.filter(pk__in=_keys(subjects), school__isnull=False).select_related("school")
    return {
        str(version.pk): address("people:school-criteria", urn=version.school.urn)
        for version in found
        if version.school is not None
    }


def _adopt_criteria(given: Adoption) -> object:
    version = CriteriaVersion.objects.select_related("school__council", "council").get(pk=int(given.subject))
    if version.state == CriteriaState.ADOPTED and version.meeting_id == given.meeting.pk:
        return version
    return criteria.adopt_criteria(
        version=version,
        meeting=given.meeting,
        minute_reference=given.minute_reference,
        by=given.by,
        today=given.today,
    )


def _reports(by: User, meeting: Meeting) -> list[Offered]:
    """Reports that were issued to the body and stand, which this person may read."""
    found = Report.objects.visible_to(by).filter(body=meeting.body_id, state=ReportState.ISSUED.value)
    return [
        Offered(str(report.pk), f"Report {report.number} to {meeting.body}, as at {report.as_at:%-d %B %Y}")
        for report in found.only("number", "as_at", "kind").order_by("-as_at", "-pk")[:_MOST]
    ]


def _report_addresses(subjects: Collection[str]) -> dict[str, str]:
    found = Report.objects.filter(pk__in=_keys(subjects)).select_related("school", "council")
    return {
        str(report.pk): address("school-report", urn=report.school.urn, report_id=report.pk)
        if report.school is not None
        else address("council-report", code=report.council.code if report.council else "", report_id=report.pk)
        for report in found.only("pk", "school__urn", "council__code")
    }


def _keys(subjects: Collection[str]) -> list[int]:
    return [int(subject) for subject in subjects if subject.isdecimal()]
