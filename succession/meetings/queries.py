"""What pages ask of agendas, each with who may know it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from core import clock
from people.models import Council, Meeting, School, TermOfOffice, User
from people.rules import MeetingStatus
from succession.actions.agenda import is_late, to_adopt
from succession.meetings import access, papers
from succession.meetings.rules import Standing
from succession.models import AgendaIssue, AgendaItem, AgendaPaper, Decision

Place = School | Council


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A paper with where it is read; empty where that is nowhere now."""

    paper: AgendaPaper
    href: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An item that its reader may know of, with what hangs on it. number: its place on the agenda."""

    number: int
    item: AgendaItem
    papers: list[ShownPaper]
    decision: Decision | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """The agenda of a meeting, as one person may know it.

    shown: open items. confidential: how many of the others they may open. hidden: the numbers of items that they are
    no part of. is_out: whether it was issued, or the meeting held.
    """

    meeting: Meeting
    issue: AgendaIssue | None
    standing: Standing
    is_out: bool
    items: list[Shown]
    hidden: list[int]

    @property
    def open(self) -> list[Shown]:
        """Items that everybody may see."""
        return [one for one in self.items if not one.item.is_confidential]

    @property
    def confidential(self) -> list[Shown]:
        """Items apart."""
        return [one for one in self.items if one.item.is_confidential]


def meeting_of(user: User, place: Place, key: int) -> Meeting | None:
    """One meeting of a body of this place, where this person may read of its meetings."""
    if not access.reads_at(user, place):
        return None
    found = Meeting.objects.of(place).select_related("body__council", "minutes_approved_in__body")
    return found.prefetch_related("body__schools").filter(pk=key).first()


def agenda_of(user: User, meeting: Meeting, today: datetime.date) -> Agenda:
    """The agenda of a meeting that this person may read of: before it is out, for who writes it alone."""
    standing = access.standing_of(user, meeting, today)
    issue = AgendaIssue.objects.filter(meeting=meeting).select_related("issued_by").first()
    is_out = issue is not None or meeting.status == MeetingStatus.HELD
    if not (is_out or standing.keeps):
        return Agenda(meeting, issue, standing, is_out, [], [])
    every = AgendaItem.objects.filter(meeting=meeting).order_by("position").select_related("decision", "added_by")
    rows = list(enumerate(every.prefetch_related("exclusions__term", "papers"), start=1))
    known = [(number, item) for number, item in rows if access.may_know(standing, item)]
    hidden = [number for number, item in rows if not access.may_know(standing, item)]
    found = papers.addresses_of([(paper.kind, paper.subject) for _, item in known for paper in item.papers.all()])
    items = [
        Shown(
            number,
            item,
            [
                ShownPaper(paper, found.get((paper.kind, paper.subject), ""), is_late(paper.added_at, issue))
                for paper in item.papers.all()
            ],
            getattr(item, "decision", None),
            is_late(item.added_at, issue),
        )
        for number, item in known
    ]
    return Agenda(meeting, issue, standing, is_out, items, hidden)


def item_to_keep(user: User, meeting: Meeting, key: int) -> AgendaItem | None:
    """One item, for who writes the agenda and may know of it."""
    item = AgendaItem.objects.filter(meeting=meeting, pk=key).prefetch_related("exclusions__term", "papers").first()
    standing = access.standing_of(user, meeting, clock.today())
    if item is None or not standing.keeps or not access.may_know(standing, item):
        return None
    item.meeting = meeting
    return item


def file_to_read(user: User, meeting: Meeting, key: int) -> AgendaPaper | None:
    """One paper that is a file, for whoever may know of its item once the agenda is out; who writes it, before."""
    shown = agenda_of(user, meeting, clock.today())
    rows = [one.paper for item in shown.items for one in item.papers if one.paper.pk == key and one.paper.upload_id]
    return rows[0] if rows else None


def members_of(meeting: Meeting, today: datetime.date) -> Sequence[TermOfOffice]:
    """Who has a place on the body, by name, for who writes its agenda."""
    return list(TermOfOffice.objects.filter(body=meeting.body_id).in_force(today).order_by("name", "pk")[:100])


def later_meetings(meeting: Meeting, today: datetime.date) -> list[Meeting]:
    """The meetings at which its minutes could have been approved: the next ten whose day has come."""
    found = Meeting.objects.filter(body=meeting.body_id, on__gt=meeting.on, on__lte=today)
    return list(found.exclude(status=MeetingStatus.CANCELLED).select_related("body").order_by("on")[:10])


def asks_days(item: AgendaItem) -> bool:
    """Whether what an item asks a meeting to adopt has days of its own."""
    paper = to_adopt(item)
    kind = papers.kind_of(paper.kind) if paper else None
    return kind is not None and kind.asks_days
