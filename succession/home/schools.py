"""The home page of a school: for each role what it can act on."""

import datetime
from collections.abc import Iterator, Sequence

from core import clock
from core.addresses import address
from people.access.guards import allows
from people.access.roles import Permission
from people.calendar import term_of
from people.development.queries import waiting_count
from people.models import School, User
from people.planning.queries import headship_to_answer
from people.queries import next_meetings
from policies.actions import adoptions
from policies.models import Adoption, Version
from policies.offers import merged as offering
from policies.queries import SchoolStanding
from policies.rules import REVIEW_NOTICE, WAITING, Condition, VersionState
from policies.waiting import Waiting, waiting_for
from succession.council.chases import unanswered
from succession.home import policies, talent
from succession.home.items import Change, Coming, Need
from succession.meetings import todo
from succession.models import Report
from succession.reports import kinds
from succession.reports import queries as reports
from succession.reports.before import issue_by
from succession.reports.rules import ReportState

_MOST_REPORTS = 2
_MONTH = datetime.timedelta(days=30)


def needs(
    user: User,
    school: School,
    standing: SchoolStanding,
    versions: Sequence[Version],
    to_begin: Adoption | None,
    today: datetime.date,
) -> Iterator[Need]:
    """What this person can do for this school now. versions: those they may read, latest first."""
    latest = next(iter(versions), None)
    growing = waiting_count(user, school)
    if growing:
        yield Need(
            f"Answer {growing} request{'' if growing == 1 else 's'} about development",
            _to("people:development", school),
            "Somebody asked for an opportunity, or wrote down what they did",
        )
    headship = headship_to_answer(user, school)
    if headship is not None:
        yield Need(
            "Answer the headteacher’s proposal",
            _to("people:post", school, post_id=headship),
            "They have said who could lead the school while they are away",
        )
    yield from talent.needs(user, school, today)
    yield from _reports(user, school, today)
    yield from todo.needs(user, school, today)
    yield from policies.needs(user, school, versions, standing.adoption, today)
    edits, replies = (allows(user, one, school) for one in (Permission.POLICY_EDIT, Permission.MODEL_REPLY))
    ahead = waiting_for(user, school, today) if edits or replies else Waiting(has_draft=False)
    if replies and ahead.asked is not None:
        yield Need(
            "Send your board’s reply about the council’s next model policy",
            _to("policies:board-model", school, consultation_id=ahead.asked),
            "Read the draft, comment on its clauses, and say what the board thinks",
            ahead.until,
        )
    if edits:
        # Of a school whose policy is as it should be nothing is asked but for a subject, which its council follows.
        asked = unanswered(user, school, today) if standing.condition is not Condition.ADOPTED else None
        if asked:
            yield Need(asked[0], _to("policies:policy", school), f"Asked on {asked[1]:%-d %B %Y}")
        yield from _of_editor(school, latest, ahead, today)
    if to_begin is None and any(
        allows(user, one, school) for one in (Permission.POLICY_EDIT, Permission.ADOPTION_RECORD)
    ):
        yield from _review(school, standing, today)
    # A later version may be in work while this one waits for its meeting.
    waiting = next((version for version in versions if version.state in WAITING), None)
    if waiting is None:
        return
    if adoptions.may_record(version=waiting, school=school, by=user, today=today):
        yield Need(
            f"Record what the board decided on version {waiting.number} of the policy",
            _to("policies:adopt", school),
            f"Submitted by {waiting.submitted_by}",
        )
    elif allows(user, Permission.POLICY_SUBMITTED_READ, school) and not allows(user, Permission.POLICY_EDIT, school):
        yield Need(
            f"Read version {waiting.number} of the policy before the board decides",
            _to("policies:version", school, number=waiting.number),
            f"Submitted by {waiting.submitted_by}",
        )


def _commitments(school: School, waiting: Waiting, today: datetime.date) -> Iterator[Need]:
    due = waiting.unreviewed
    if due:
        what = "1 commitment" if due == 1 else f"{due} commitments"
        href = f"{_to('policies:commitments', school)}?show=review"
        why = f"{'It has' if due == 1 else 'They have'} had no review this term"
        yield Need(f"Review {what} of the policy", href, why, term_of(today).ends_on)


def _reports(user: User, school: School, today: datetime.date) -> Iterator[Need]:
    """For who prepares and issues reports the drafts that wait; for those who read them what is new to them."""
    if not allows(user, Permission.REPORT_PREPARE, school):
        issued = reports.reports_of(user, school, today)
        for report in [one for one in issued if _is_news(one, today)][:_MOST_REPORTS]:
            yield Need(
                f"Read the {kinds.called(report)}",
                _to("school-report", school, report_id=report.pk),
                "5 minutes: what changed, where the school stands, what to ask",
                report.meeting.on if report.meeting else None,
            )
        return
    issues = allows(user, Permission.REPORT_ISSUE, school)
    for draft in reports.drafts_of(user, school)[:_MOST_REPORTS]:
        named, is_checked = f"the {kinds.called(draft)}", draft.checked_at is not None
        if issues:
            why = "It is checked, and waits for you" if is_checked else "The draft is ready: look at it, then issue it"
            yield Need(f"Issue {named}", _to("school-report-draft", school, report_id=draft.pk), why, issue_by(draft))
        elif not is_checked:
            why = "The draft is ready: read it as a governor will, and check what is confidential"
            href = _to("school-report-draft", school, report_id=draft.pk)
            yield Need(f"Check {named}", href, why, issue_by(draft))


def _is_news(report: Report, today: datetime.date) -> bool:
    """Whether a report is still to be talked about or, where it is for no meeting, was issued within a month."""
    if report.state != ReportState.ISSUED or report.issued_at is None:
        return False
    return report.meeting.on >= today if report.meeting else clock.local(report.issued_at).date() > today - _MONTH


def _of_editor(school: School, latest: Version | None, waiting: Waiting, today: datetime.date) -> Iterator[Need]:
    if waiting.handed:
        yield Need(
            "Look at a document that the council takes to be your policy",
            _to("policies:handed", school, handed_id=waiting.handed),
            "Take it up, or say why not",
        )
    if latest is None:
        yield Need(
            "Take or write the school’s policy",
            _to("policies:start", school),
            "Start from the council’s model, or bring in the text the school has",
        )
        return
    yield from _commitments(school, waiting, today)
    if waiting.is_offered(latest):
        yield Need(
            f"Look at version {waiting.offered} of the council’s model policy",
            _to("policies:merge-offer", school),
            offering.offered(waiting.differing, waiting.clashes, is_counted=waiting.copy == latest.pk),
        )
    if waiting.has_draft:
        yield Need("Go on with your changes to the policy", _to("policies:edit", school), "They are not a version yet")
    if latest.state == VersionState.DRAFT and latest.was_returned:
        yield Need(
            f"Answer what the board asked about version {latest.number}", _to("policies:edit", school), latest.comments
        )
    elif latest.state == VersionState.DRAFT:
        yield Need(
            f"Submit version {latest.number} of the policy to the board",
            _to("policies:policy", school),
            "It is saved, and nobody on the board can see it yet",
        )


def _review(school: School, standing: SchoolStanding, today: datetime.date) -> Iterator[Need]:
    if standing.adoption is None or standing.next_state is not None:
        return
    due = standing.adoption.review_due_on
    if due < today:
        yield Need("Review the policy", _to("policies:policy", school), "Its review date has passed", due)
    elif due - today <= REVIEW_NOTICE:
        yield Need("Review the policy", _to("policies:policy", school), "Its review date is near", due)


def changes(user: User, school: School, versions: Sequence[Version]) -> Iterator[Change]:
    """What happened to the school's policy, as far as this person may know it."""
    for version in versions[:8]:
        href = _to("policies:version", school, number=version.number)
        name = f"version {version.number} of the policy"
        if hasattr(version, "adoption"):
            adoption = version.adoption
            said = f"{adoption.meeting.body} adopted {name} on {adoption.meeting.on:%-d %B %Y}"
            yield Change(adoption.recorded_at, f"{adoption.recorded_by} recorded that {said}", href)
        if version.submitted_at:
            yield Change(version.submitted_at, f"{version.submitted_by} submitted {name}", href)
        if version.returned_at:
            yield Change(version.returned_at, f"{version.returned_by} returned {name} with comments", href)
        if allows(user, Permission.POLICY_DRAFT_READ, school):
            yield Change(version.made_at, f"{version.made_by} saved {name}", href)


def coming(
    user: User, school: School, standing: SchoolStanding, to_begin: Adoption | None, today: datetime.date
) -> Iterator[Coming]:
    """The days ahead."""
    for meeting in next_meetings(user, school, today):
        yield Coming(meeting.on, f"{meeting.body} meets", _to("people:school-meetings", school))
    if to_begin is not None:
        version = to_begin.version
        href = _to("policies:version", school, number=version.number)
        yield Coming(to_begin.effective_on, f"Version {version.number} of the policy takes effect", href)
        yield Coming(to_begin.review_due_on, f"Version {version.number} of the policy is due for review", href)
    elif standing.adoption is not None and standing.adoption.review_due_on >= today:
        yield Coming(standing.adoption.review_due_on, "The policy is due for review", _to("policies:policy", school))


def _to(name: str, school: School, **kwargs: int) -> str:
    return address(name, urn=school.urn, **kwargs)
