"""What the demonstration's scrutiny panel was told: two reports that it has read, and the draft of the next."""

import datetime
from collections.abc import Mapping

from core import clock
from people.actions.meetings import plan_meeting, record_meeting_held
from people.models import Body, Council, Meeting, TermOfOffice, User
from people.rules import BodyKind, GovernorCategory, Office
from succession.actions import reports
from succession.demo.moments import days_before, moment
from succession.models import Report
from succession.reports.kinds import SCRUTINY

# The panel's other members, who cannot sign in.
MEMBERS = (
    ("Councillor Idris Colwyn", Office.CHAIR),
    ("Councillor Margery Stott", Office.VICE_CHAIR),
    ("Councillor Neha Bhatt", ""),
)
# So many days ago a report was issued, a week before the panel met.
ISSUED = (147, 77)
_WEEK = 7
_NEXT = 18


def tell(council: Council, people: Mapping[str, User], today: datetime.date) -> None:
    """The panel's members, its meetings, and its reports."""
    officer = people["officer"]
    panel = Body.objects.get(council=council, kind=BodyKind.SCRUTINY_PANEL)
    _seat(panel, people["councillor"], today)
    for days in ISSUED:
        on = days_before(today, days - _WEEK)
        with clock.at(moment(days_before(today, days))):
            meeting = plan_meeting(body=panel, on=on, by=officer)
            draft = _prepare(council, panel, meeting, officer)
            reports.issue(report=draft, opened_on=reports.draft_token(draft), by=officer)
        with clock.at(moment(on)):
            record_meeting_held(meeting=meeting, by=officer, today=on)
    following = plan_meeting(body=panel, on=today + datetime.timedelta(days=_NEXT), by=officer)
    _prepare(council, panel, following, officer)


def _prepare(council: Council, panel: Body, meeting: Meeting, officer: User) -> Report:
    draft = reports.prepare(kind=SCRUTINY.slug, place=council, body=panel, meeting=meeting, by=officer)
    draft.refresh_from_db()
    return draft


def _seat(panel: Body, councillor: User, today: datetime.date) -> None:
    since = days_before(today, 500)
    for name, office, user in (*((name, office, None) for name, office in MEMBERS), (councillor.name, "", councillor)):
        TermOfOffice.objects.create(
            body=panel,
            name=name,
            user=user,
            category=GovernorCategory.COUNCILLOR,
            office=office,
            starts_on=since,
        )
