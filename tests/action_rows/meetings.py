"""The actions about agendas, their issue, decisions and places on bodies."""

import datetime
import io
import uuid
from typing import Any

from people.actions import meetings, terms
from people.governance.notice import NoticeKind
from people.rules import GovernorCategory, MeetingStatus
from policies.models import Version
from succession.actions import agenda, calendars, decisions, issuing
from succession.meetings.rules import Audience, Decides, ItemKind, Outcome
from succession.models import AgendaItem
from tests.action_rows.scene import Call, Row, Scene
from tests.builders import make_exclusion, make_issue, make_item, make_meeting, make_paper, make_term
from tests.policies.cast import EFFECTIVE, REVIEW, TODAY

DAY = datetime.date(2027, 1, 12)
BEFORE = datetime.date(2026, 12, 1)
WORDS: dict[str, Any] = {
    "title": "Cover",
    "kind": ItemKind.DECISION,
    "decides": Decides.OTHER,
    "presenter": "The chair",
}


def _item(s: Scene, **kw: Any) -> AgendaItem:
    """An item of a meeting to come, of a body with two members who are told."""
    meeting = make_meeting(body=s.cast.board, on=DAY)
    for user in (s.cast.governor, s.cast.head):
        make_term(s.cast.board, user=user)
    return make_item(meeting, **kw)


def add_item(s: Scene) -> Call:
    meeting = _item(s).meeting
    out = [make_term(meeting.body), make_term(meeting.body)]
    given = {"audience": Audience.GOVERNORS, "shut_out": out, "key": uuid.uuid4(), "by": s.cast.clerk}
    return lambda: agenda.add_item(meeting=meeting, **WORDS, **given)  # type: ignore[arg-type]


def change_item(s: Scene) -> Call:
    item = _item(s)
    make_exclusion(item)
    given = {"audience": None, "shut_out": [make_term(item.meeting.body)], "opened_on": agenda.item_token(item)}
    return lambda: agenda.change_item(item=item, **WORDS, by=s.cast.clerk, **given)  # type: ignore[arg-type]


def move_item(s: Scene) -> Call:
    item = _item(s)
    make_item(item.meeting)
    return lambda: agenda.move_item(item=item, up=False, position=item.position, by=s.cast.clerk)


def remove_item(s: Scene) -> Call:
    item = _item(s)
    make_paper(item)
    make_exclusion(item)
    return lambda: agenda.remove_item(item=item, by=s.cast.clerk)


def add_file(s: Scene) -> Call:
    """After the issue, so that members are told."""
    item = _item(s)
    make_issue(item.meeting)
    given = {"key": uuid.uuid4(), "title": "Budget", "name": "budget.txt", "by": s.cast.clerk}
    return lambda: agenda.add_file(item=item, content=io.BytesIO(b"Plan"), **given)  # type: ignore[arg-type]


def add_reference(s: Scene) -> Call:
    item, version = _item(s), s.cast.submitted()
    given = {"kind": "policy", "subject": str(version.pk), "key": uuid.uuid4()}
    return lambda: agenda.add_reference(item=item, by=s.cast.clerk, **given)  # type: ignore[arg-type]


def remove_paper(s: Scene) -> Call:
    paper = make_paper(_item(s))
    return lambda: agenda.remove_paper(paper=paper, by=s.cast.clerk)


def issue(s: Scene) -> Call:
    meeting = _item(s).meeting
    return lambda: issuing.issue(meeting=meeting, reason="", by=s.cast.clerk, today=BEFORE)


def move(s: Scene) -> Call:
    meeting = _item(s).meeting
    make_issue(meeting)
    on = DAY + datetime.timedelta(days=7)
    return lambda: issuing.move(meeting=meeting, on=on, reason="", by=s.cast.clerk, today=BEFORE)


def cancel(s: Scene) -> Call:
    meeting = _item(s).meeting
    make_issue(meeting)
    return lambda: issuing.cancel(meeting=meeting, by=s.cast.clerk, today=BEFORE)


def plan(s: Scene) -> Call:
    """One that was cancelled after its papers went out."""
    meeting = _item(s).meeting
    make_issue(meeting)
    meeting.status = MeetingStatus.CANCELLED.value
    meeting.save()
    return lambda: issuing.plan(body=meeting.body, on=DAY, by=s.cast.clerk, today=BEFORE)


def record_decision(s: Scene) -> Call:
    """Which adopts the policy that waits."""
    version: Version = s.cast.submitted()
    meeting = make_meeting(body=s.cast.board)
    item = make_item(meeting, kind=ItemKind.DECISION.value, decides=Decides.ADOPT.value)
    make_paper(item, kind="policy", subject=str(version.pk))
    given = {"minute_reference": "7.2", "effective_on": EFFECTIVE, "review_due_on": REVIEW, "words": "Adopted"}
    given |= {"opened_on": decisions.decision_token(None), "by": s.cast.clerk, "today": TODAY}
    return lambda: decisions.record_decision(item=item, outcome=Outcome.AGREED, **given)  # type: ignore[arg-type]


def confirm_minutes(s: Scene) -> Call:
    """At a meeting that was not recorded as held."""
    meeting = make_meeting(body=s.cast.board, status=MeetingStatus.HELD.value)
    later = make_meeting(body=s.cast.board, on=datetime.date(2026, 10, 28))
    return lambda: meetings.confirm_minutes(meeting=meeting, approved_in=later, by=s.cast.clerk, today=TODAY)


def _term(**kw: Any) -> dict[str, Any]:
    days = {"starts_on": BEFORE, "ends_on": None}
    return {"category": GovernorCategory.PARENT, "office": None, "appointing_body": "", "user": None, **days, **kw}


def add_term(s: Scene) -> Call:
    return lambda: terms.add_term(body=s.cast.board, name="Ann", by=s.cast.clerk, **_term())


def change_term(s: Scene) -> Call:
    term = make_term(s.cast.board)
    opened_on = terms.term_token(term)
    return lambda: terms.change_term(term=term, name="Bea", opened_on=opened_on, by=s.cast.clerk, **_term())


def end_term(s: Scene) -> Call:
    term = make_term(s.cast.board)
    return lambda: terms.end_term(term=term, ends_on=DAY, opened_on=terms.term_token(term), by=s.cast.clerk)


def set_body(s: Scene) -> Call:
    board = s.cast.board
    given = {"notice_kind": NoticeKind.CLEAR_DAYS, "notice_days": 10, "places": {GovernorCategory.PARENT: 2}}
    return lambda: terms.set_body(body=board, opened_on=terms.body_token(board), by=s.cast.clerk, **given)  # type: ignore[arg-type]


def renew_link(s: Scene) -> Call:
    return lambda: calendars.renew_link(by=s.officer)


def revoke_link(s: Scene) -> Call:
    calendars.renew_link(by=s.officer)
    return lambda: calendars.revoke_link(by=s.officer)


ROWS: dict[str, Row] = {
    **{
        f"succession.actions.agenda.{row.__name__}": row
        for row in (add_item, change_item, move_item, remove_item, add_file, add_reference, remove_paper)
    },
    **{f"succession.actions.issuing.{row.__name__}": row for row in (issue, move, cancel, plan)},
    "succession.actions.calendars.renew_link": renew_link,
    "succession.actions.calendars.revoke_link": revoke_link,
    "succession.actions.decisions.record_decision": record_decision,
    "people.actions.meetings.confirm_minutes": confirm_minutes,
    **{f"people.actions.terms.{row.__name__}": row for row in (add_term, change_term, end_term, set_body)},
}
