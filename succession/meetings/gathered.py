"""What a council's body watches of the action plan, gathered on the agenda of its next meeting.

Looked up whenever who writes the agenda looks at it; kept as it stood when the agenda is issued, for all who read it.
"""

import datetime
from dataclasses import dataclass

from actionplan.bodies import queries
from actionplan.bodies.rules import Watched, from_json
from core import clock
from people.models import Meeting
from people.rules import MeetingStatus
from succession.models import AgendaPlan


@dataclass(frozen=True, slots=True)
class Gathered:
    """The part of an agenda that is from the action plan.

    since: the day of the body's meeting before. is_kept: whether it stands as the agenda was issued.
    """

    since: datetime.date | None
    rows: list[Watched]
    is_kept: bool

    @property
    def milestones(self) -> list[Watched]:
        """Those rows that are milestones."""
        return [row for row in self.rows if row.what == "milestone"]

    @property
    def measures(self) -> list[Watched]:
        """Those rows that are measures."""
        return [row for row in self.rows if row.what == "measure"]


def part_of(meeting: Meeting, today: datetime.date, *, is_out: bool, keeps: bool) -> Gathered | None:
    """The part for a reader of the meeting; None where its body watches no plan, or its agenda is not out yet.

    keeps: whether the reader writes the agenda, and sees what has gathered so far.
    """
    if meeting.body.council_id is None:
        return None
    kept = AgendaPlan.objects.filter(meeting=meeting).first() if is_out else None
    if kept is not None:
        return Gathered(kept.since, from_json(kept.rows), is_kept=True)
    if is_out or not keeps or meeting.status != MeetingStatus.PLANNED:
        return None
    return _now(meeting, today)


def keep(meeting: Meeting, today: datetime.date) -> None:
    """Keep what has gathered, in the transaction that issues the agenda of a council's body."""
    if meeting.body.council_id is None:
        return
    now = _now(meeting, today)
    rows = [row.as_json() for row in now.rows]
    AgendaPlan.objects.get_or_create(
        meeting=meeting, defaults={"since": now.since, "rows": rows, "kept_at": clock.now()}
    )


def _now(meeting: Meeting, today: datetime.date) -> Gathered:
    before = Meeting.objects.filter(body=meeting.body_id, on__lt=meeting.on, status=MeetingStatus.HELD.value)
    last = before.order_by("-on").values_list("on", flat=True).first()
    return Gathered(last, queries.gathered(meeting.body, today, last), is_kept=False)
