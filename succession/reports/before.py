"""What is to be done before a draft is issued, by whom, and by when."""

import datetime
from dataclasses import dataclass

from people.access.guards import allows
from people.access.roles import Permission, Role
from people.governance import notice
from people.models import School, User
from people.rules import MeetingStatus
from succession.models import Report
from succession.reports import audience, queries, rules
from succession.reports.frame import Place
from succession.reports.views.finding import url_of

_OFFICERS = {Role.CHAIR: "the chair", Role.VICE_CHAIR: "the vice-chair"}


@dataclass(frozen=True, slots=True)
class Task:
    """A task before issue."""

    title: str
    href: str
    hint: str
    state: str


def tasks_of(user: User, place: Place, draft: Report, today: datetime.date) -> list[Task]:
    """The tasks before a draft is issued, in their order."""
    reader = reader_of(place)
    part = "The open part" if draft.has_confidential else "The report"
    found = [
        Task("Draft ready", "", f"As at {draft.as_at:%-d %B %Y}, by {draft.prepared_by}", "done"),
        Task(f"See it as a {reader} will", url_of(place, "report-preview", draft), f"{part}, word for word", "open"),
    ]
    if draft.has_confidential:
        found.append(_checking(user, place, draft, today))
    ready = draft.checked_at is not None or not draft.has_confidential
    issues = allows(user, Permission.REPORT_ISSUE, place)
    hint = "From then on it never changes, and its members get a letter"
    if not issues or _acts_in_stead(user, place):
        who = issuers_at(place, today)
        hint = f"{who} {hint}" if issues else who
    href = url_of(place, "report-issue", draft) if ready and issues else ""
    found.append(Task("Issue", href, hint, "open" if ready else "not yet"))
    return found


def _checking(user: User, place: Place, draft: Report, today: datetime.date) -> Task:
    is_checked = draft.checked_at is not None
    opens = audience.may_open_confidential(user, draft, today)
    hint = f"Checked by {draft.checked_by}" if is_checked else "Somebody reads it before it is issued"
    if not opens:
        hint = f"{hint}. It is closed to you: it speaks of you"
    href = url_of(place, "report-check", draft) if opens else ""
    return Task("Check the confidential part", href, hint, "done" if is_checked else "not started")


def reader_of(place: Place) -> str:
    """Who reads the reports of a place, in a word."""
    return "governor" if isinstance(place, School) else "councillor"


def issuers_at(place: Place, today: datetime.date) -> str:
    """Who issues the reports of a place, in a sentence."""
    if not isinstance(place, School):
        return "An officer issues it."
    roles = queries.issuing_roles(place, today)
    if Role.CLERK in roles:
        return "The clerk issues it."
    officers = [words for role, words in _OFFICERS.items() if role in roles]
    if officers:
        return f"The school has no clerk here, so {' or '.join(officers)} issues it."
    return "Nobody here can issue it yet: the school has no clerk and no chair. The council’s officer invites a clerk."


def _acts_in_stead(user: User, place: Place) -> bool:
    return isinstance(place, School) and any(
        holding.is_in_stead and holding.school_id == place.pk and holding.role in _OFFICERS for holding in user.holdings
    )


def issue_by(draft: Report) -> datetime.date | None:
    """The last day on which a draft can be issued so that its body has the notice it gives; None without a meeting."""
    return notice.last_day(draft.body.notice, draft.meeting.on) if draft.meeting else None


def meeting_since(report: Report, said: datetime.date | None) -> str:
    """What became of a report's meeting since, in a sentence. said: its day as the report says it."""
    if report.meeting is None:
        return ""
    is_cancelled = report.meeting.status == MeetingStatus.CANCELLED
    return rules.meeting_since(said=said, on=report.meeting.on, is_cancelled=is_cancelled)


def timing(draft: Report, meeting_on: datetime.date | None, today: datetime.date) -> tuple[str, bool]:
    """By when a draft is to be issued, or what stands in the way of issuing it, in words; and whether it is a warning.

    meeting_on: the day of the meeting as the draft says it.
    """
    if draft.meeting is None:
        return "", False
    refusal = rules.meeting_refusal(
        said=meeting_on, on=draft.meeting.on, is_cancelled=draft.meeting.status == MeetingStatus.CANCELLED
    )
    if refusal:
        return refusal, True
    given, meets = draft.body.notice, draft.meeting.on
    late = notice.late_sentence(given, issued=today, meets=meets)
    if late:
        return late, True
    last = notice.last_day(given, meets)
    return f"{draft.body} gives {given} of notice before {meets:%-d %B %Y}: issue it by {last:%-d %B %Y}.", False
