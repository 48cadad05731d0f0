"""The actions about reports."""

from core import clock
from succession.actions import chasing, reports
from succession.council.chase_rules import Reason
from tests.action_rows.scene import Call, Row, Scene
from tests.succession.reports_cast import Committee


def _committee(s: Scene) -> Committee:
    committee = Committee(s.cast.school)
    committee.head, committee.clerk = s.cast.head, s.cast.clerk
    assert committee.nominee
    assert committee.governor
    return committee


def prepare(s: Scene) -> Call:
    committee = _committee(s)
    body = committee.body
    return lambda: reports.prepare(kind="personnel", place=committee.school, body=body, meeting=None, by=s.cast.head)


def prepare_again(s: Scene) -> Call:
    draft = _committee(s).draft()
    return lambda: reports.prepare_again(report=draft, by=s.cast.head)


def correct(s: Scene) -> Call:
    issued = _committee(s).issue()
    return lambda: reports.correct(report=issued, why="A post was left out", by=s.cast.head)


def record_check(s: Scene) -> Call:
    draft = _committee(s).draft()
    token = reports.draft_token(draft)
    return lambda: reports.record_check(report=draft, opened_on=token, by=s.cast.head)


def issue(s: Scene) -> Call:
    committee = _committee(s)
    draft = committee.checked(committee.draft())
    token = reports.draft_token(draft)
    return lambda: reports.issue(report=draft, opened_on=token, by=s.cast.clerk)


def withdraw(s: Scene) -> Call:
    issued = _committee(s).issue()
    return lambda: reports.withdraw(report=issued, reason="It told of the wrong school", by=s.cast.clerk)


def discard(s: Scene) -> Call:
    draft = _committee(s).draft()
    return lambda: reports.discard(report=draft, by=s.cast.head)


def chase(s: Scene) -> Call:
    given = {"council": s.world.council, "urns": [s.world.school.urn], "reason": Reason.NONE}
    return lambda: chasing.chase(by=s.officer, today=clock.today(), **given)  # type: ignore[arg-type]


ROWS: dict[str, Row] = {
    f"succession.actions.reports.{row.__name__}": row
    for row in (prepare, prepare_again, correct, record_check, issue, withdraw, discard)
}
ROWS["succession.actions.chasing.chase"] = chase
