"""What Larkfield's board and the council's panel met about: confirmed minutes, draft ones, an agenda that is out."""

import datetime
import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from core import clock
from people.actions.meetings import confirm_minutes, plan_meeting
from people.models import Body, Council, Meeting, User
from people.rules import BodyKind
from succession.actions import agenda, decisions, issuing
from succession.demo.moments import days_before, moment
from succession.demo.policies import Actors
from succession.meetings.kinds import REPORT
from succession.meetings.rules import Audience, Decides, ItemKind, Outcome
from succession.models import AgendaItem, Report
from succession.reports.rules import ReportState

# So many days ago the board met; the second approved the minutes of the first, and its own are a draft.
FIRST, SECOND = 130, 60
_NOTICE, _WRITTEN_UP = 14, 3
_SUMMARY = """Who stood in for whom this term

Acting up for the deputy, two weeks in March: went well, and is offered again.
Cover for phase leaders was found within a day each time.
Two teachers asked to lead a staff meeting; both have a date.
"""


@dataclass(frozen=True, slots=True)
class _Item:
    title: str
    presenter: str = ""
    asks: Decides | None = None
    audience: Audience | None = None
    outcome: Outcome | None = None
    minute: str = ""
    words: str = ""


_THEN = (
    _Item("Apologies and interests", outcome=Outcome.NOTED, minute="1"),
    _Item(
        "Cover for senior leaders over the summer",
        presenter="Miriam Castell",
        asks=Decides.OTHER,
        outcome=Outcome.AGREED,
        minute="4.1",
        words="The deputy covers July and the phase leaders share August. The chair is told of any change.",
    ),
    _Item(
        "A request for leave",
        asks=Decides.OTHER,
        audience=Audience.GOVERNORS,
        outcome=Outcome.AGREED,
        minute="9.1",
        words="Agreed for half a term. The headteacher finds the cover.",
    ),
)
_LATELY = (
    _Item("Minutes of the last meeting", asks=Decides.OTHER, outcome=Outcome.AGREED, minute="2"),
    _Item(
        "A governor to link with the leadership programme",
        presenter="Gareth Pell",
        asks=Decides.OTHER,
        outcome=Outcome.DEFERRED,
        minute="6.2",
        words="Priya Nandakumar asks the others first, and brings a name to the next meeting.",
    ),
)
_NEXT = (
    _Item("Minutes of the last meeting", asks=Decides.OTHER),
    _Item("A governor to link with the leadership programme", presenter="Priya Nandakumar", asks=Decides.OTHER),
    _Item("Who stood in for whom this term", presenter="Miriam Castell"),
)


def tell(larkfield: Actors, council: Council, officer: User, today: datetime.date) -> None:
    """Three meetings of the board, and two of the panel."""
    clerk, board = larkfield.clerk, larkfield.board
    first = _met(board, days_before(today, FIRST), _THEN, clerk)
    second = _met(board, days_before(today, SECOND), _LATELY, clerk)
    with clock.at(moment(days_before(second.on, -_WRITTEN_UP))):
        confirm_minutes(meeting=first, approved_in=second, by=clerk, today=second.on)
    coming = Meeting.objects.filter(body=board, on__gt=today).order_by("on")[0]
    with clock.at(moment(days_before(today, 1))):
        items = _written(coming, _NEXT, clerk)
        agenda.add_file(
            item=items[-1],
            key=uuid.uuid4(),
            title="Summary for governors",
            name="who-stood-in.txt",
            content=io.BytesIO(_SUMMARY.encode()),
            by=clerk,
        )
        issuing.issue(meeting=coming, reason="", by=clerk, today=days_before(today, 1))
    _panel(council, officer, today)


def _panel(council: Council, officer: User, today: datetime.date) -> None:
    """The panel received its last report, and has the same one before it again beside a new question."""
    panel = Body.objects.get(council=council, kind=BodyKind.SCRUTINY_PANEL)
    report = Report.objects.filter(body=panel, state=ReportState.ISSUED).order_by("-as_at", "-pk")[0]
    for meeting, is_past in (
        (Meeting.objects.filter(body=panel, on__lte=today).order_by("-on")[0], True),
        (Meeting.objects.filter(body=panel, on__gt=today).order_by("on")[0], False),
    ):
        day = days_before(meeting.on, _NOTICE) if is_past else days_before(today, 1)
        with clock.at(moment(day)):
            title = "Progress on the review’s recommendations" if is_past else "Late milestones: what owners say"
            item = _written(meeting, [_Item(title, presenter=officer.name, asks=Decides.REPORT)], officer)[0]
            agenda.add_reference(item=item, key=uuid.uuid4(), kind=REPORT, subject=str(report.pk), by=officer)
            if not is_past:
                issuing.issue(meeting=meeting, reason="", by=officer, today=day)
        if is_past:
            words = "The panel thanks the teams, and asks for late milestones first next time."
            _decided(item, Outcome.NOTED, "5", words, officer)


def _met(board: Body, on: datetime.date, items: Sequence[_Item], clerk: User) -> Meeting:
    """A meeting with its papers in time, and what it decided, written up some days after."""
    issued = days_before(on, _NOTICE)
    with clock.at(moment(issued)):
        meeting = plan_meeting(body=board, on=on, by=clerk)
        written = _written(meeting, items, clerk)
        issuing.issue(meeting=meeting, reason="", by=clerk, today=issued)
    for item, given in zip(written, items, strict=True):
        if given.outcome is not None:
            _decided(item, given.outcome, given.minute, given.words, clerk)
    return Meeting.objects.get(pk=meeting.pk)


def _written(meeting: Meeting, items: Sequence[_Item], by: User) -> list[AgendaItem]:
    return [
        agenda.add_item(
            meeting=meeting,
            key=uuid.uuid4(),
            title=one.title,
            kind=ItemKind.DECISION if one.asks else ItemKind.INFORMATION,
            decides=one.asks,
            presenter=one.presenter,
            audience=one.audience,
            shut_out=[],
            by=by,
        )
        for one in items
    ]


def _decided(item: AgendaItem, outcome: Outcome, minute: str, words: str, by: User) -> None:
    day = days_before(item.meeting.on, -_WRITTEN_UP)
    with clock.at(moment(day)):
        decisions.record_decision(
            item=item,
            outcome=outcome,
            words=words,
            minute_reference=minute,
            effective_on=None,
            review_due_on=None,
            opened_on=decisions.decision_token(None),
            by=by,
            today=day,
        )
