"""Every way to change what is recorded of a plan, in two windows at once: the second is told, and nothing is lost.

A view that learns to meet a conflict fails the first test until it has its row here. For each row the same is tried
with the check off: what stood there is then written over, so the row would notice if the check went.
"""

import html
import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from actionplan import urls
from actionplan.models import Action, OutcomeMeasure, Recommendation, ScrutinyReview, Team
from core import conflicts
from people.access.roles import Role
from people.models import Body, Council, User
from people.rules import BodyKind
from tests.actionplan.builders import (
    make_ask,
    make_full_plan,
    make_hand_back,
    make_not_bought,
    make_owner,
    make_reply,
    make_reply_time,
    make_team,
)
from tests.builders import make_body, make_council, make_member, make_school
from tests.sent_forms import form_of

pytestmark = pytest.mark.django_db

BY_THE_SECOND = "Written in the second window"
MY_OWN = "Written in the first window"


@dataclass
class Room:
    """A plan, and an officer with two windows open on it."""

    council: Council
    officer: User
    review: ScrutinyReview

    @property
    def recommendation(self) -> Recommendation:
        return self.review.recommendations.get()

    @property
    def action(self) -> Action:
        return self.recommendation.actions.all()[0]

    @property
    def measure(self) -> OutcomeMeasure:
        return self.recommendation.measures.all()[0]

    @property
    def milestone(self) -> Any:
        return self.recommendation.milestones.order_by("position")[0]

    @property
    def teams(self) -> list[Team]:
        return list(Team.objects.filter(council=self.council).order_by("pk"))

    @property
    def bodies(self) -> list[Body]:
        return list(Body.objects.filter(council=self.council).order_by("pk"))


@pytest.fixture
def room() -> Room:
    council = make_council()
    officer = make_member(Role.OFFICER, council)
    review = make_full_plan(rows=1, council=council)
    for code in ("Aaa", "Bbb"):
        make_team(council, code)
    for name in ("One board", "Other board"):
        make_body(council=council, kind=BodyKind.SCRUTINY_PANEL, name=name)
    return Room(council, officer, review)


def state() -> list[Any]:
    """All rows of the plans' tables, but what only says that something else changed."""
    return [
        [{name: held for name, held in row.items() if name != "revision"} for row in model._base_manager.values()]
        for model in apps.get_app_config("actionplan").get_models()
        if "Event" not in model.__name__
    ]


Given = Mapping[str, Any]


@dataclass(frozen=True)
class Way:
    """One form. of: the keys of its address. second, first: what each window sends.

    says: own words that the answer still holds, where there are any. query, other: what follows the address in the
    first window, and in the second where that is another.
    """

    of: Callable[[Room], Given]
    second: Given | Callable[[Room], Given]
    first: Given | Callable[[Room], Given]
    says: str = ""
    query: str = ""
    other: str = ""


def _recommendation(room: Room) -> Given:
    return {"recommendation_id": room.recommendation.pk}


def _review(room: Room) -> Given:
    return {"review_id": room.review.pk}


def _milestone(room: Room) -> Given:
    return {"milestone_id": room.milestone.pk}


def _measure(room: Room) -> Given:
    return {"measure_id": room.measure.pk}


def _handed(room: Room) -> Given:
    team = room.teams[0]
    room.recommendation.teams.add(team)
    return {"hand_back_id": make_hand_back(room.recommendation, team=team, by=make_owner(team)).pk}


def _asked(room: Room) -> Given:
    return {"ask_id": make_ask(room.recommendation).pk}


def _not_bought(room: Room) -> Given:
    school = make_school(council=room.council)
    return {"record_id": make_not_bought(school, council=room.council).pk}


def _replied(room: Room) -> Given:
    make_reply(room.review)
    return _review(room)


def _timed(room: Room) -> Given:
    make_reply_time(room.council)
    return {}


WAYS = {
    "response-record": Way(
        _recommendation,
        {"response": "declined", "reason": BY_THE_SECOND},
        {"response": "in-part", "reason": MY_OWN},
        says=MY_OWN,
    ),
    "control-record": Way(_recommendation, {"control": "school-decides"}, {"control": "council-decides"}),
    "reply-record": Way(
        _replied,
        {"replied_on": "1 May 2026"},
        {"replied_on": "2 May 2026"},
        says="2 May 2026",
    ),
    "reply-time": Way(
        _timed,
        {"months": "3", "applies_from": "1 May 2030", "source": BY_THE_SECOND},
        {"months": "4", "applies_from": "1 May 2031", "source": MY_OWN},
        says=MY_OWN,
    ),
    "ask": Way(
        _asked,
        lambda room: {f"serves_{room.action.pk}": "whole"},
        lambda room: {f"serves_{room.action.pk}": "part", f"left_{room.action.pk}": MY_OWN},
        says=MY_OWN,
    ),
    "panel": Way(_review, lambda room: {"body": str(room.bodies[0].pk)}, lambda room: {"body": str(room.bodies[1].pk)}),
    "monitor": Way(
        _milestone, lambda room: {"body": str(room.bodies[0].pk)}, lambda room: {"body": str(room.bodies[1].pk)}
    ),
    "measure-value": Way(
        _measure,
        {},
        {"which": "any"},
        query="?named=schools-with-policy",
        other="?named=reported",
    ),
    "measure-weigh": Way(
        _measure,
        {"kind": "outcome", "baseline": BY_THE_SECOND},
        {"kind": "output", "baseline": MY_OWN},
        says=MY_OWN,
    ),
    "team-name": Way(
        lambda room: {"team_id": room.teams[0].pk},
        {"name": BY_THE_SECOND},
        {"name": MY_OWN},
        says=MY_OWN,
    ),
    "owners": Way(
        _recommendation,
        lambda room: {"teams": [str(room.teams[0].pk)]},
        lambda room: {"teams": [str(room.teams[1].pk)]},
    ),
    "hand-back-answer": Way(
        _handed,
        {"answer": "returned", "reply": BY_THE_SECOND},
        {"answer": "returned", "reply": MY_OWN},
        says=MY_OWN,
    ),
    "delivery-record": Way(
        lambda room: {"action_id": room.action.pk},
        {"delivery": "delivered"},
        {"delivery": "stopped"},
    ),
    "service-end": Way(_not_bought, {"ends_on": "1 May 2030"}, {"ends_on": "2 May 2030"}, says="2 May 2030"),
    "milestone-date": Way(
        _milestone,
        {"words": "By March 2030", "reason": BY_THE_SECOND, "asked_by": "A", "agreed_by": "B"},
        {"words": "By May 2031", "reason": MY_OWN, "asked_by": "A", "agreed_by": "B"},
        says=MY_OWN,
    ),
}
# What meets a conflict in ways of its own, with the test of it.
ELSEWHERE = {
    "import-confirm": "test_correcting.py",
    "import-correct": "test_correcting.py",
    "plan-change": "test_bulk.py",
    "clash": "test_clashes.py",
    "school-return": "test_returns.py",
    "school-returns": "test_returns.py",
}


def meeting_conflicts() -> set[str]:
    """The names of the addresses whose views, or what those call beside them, meet a conflict."""
    found = set()
    for pattern in urls.urlpatterns:
        view = inspect.unwrap(pattern.callback)
        beside = [part for name, part in vars(inspect.getmodule(view)).items() if name in _names(view.__code__)]
        own = [part for part in beside if inspect.isfunction(part) and part.__module__ == view.__module__]
        if any("conflicts.Conflict" in inspect.getsource(part) for part in (view, *own, *_called(own))):
            found.add(pattern.name)
    return found


def _names(code: CodeType) -> set[str]:
    """What a function names, in its comprehensions too."""
    inner = [part for part in code.co_consts if isinstance(part, CodeType)]
    return {*code.co_names, *(name for part in inner for name in _names(part))}


def _called(parts: list[Any]) -> list[Any]:
    return [
        inner
        for part in parts
        for name, inner in vars(inspect.getmodule(part)).items()
        if name in _names(part.__code__) and inspect.isfunction(inner) and inner.__module__ == part.__module__
    ]


def test_every_view_that_meets_a_conflict_has_its_row() -> None:
    assert meeting_conflicts() == {*WAYS, *ELSEWHERE}


@pytest.mark.parametrize("file", sorted(set(ELSEWHERE.values())))
def test_a_test_elsewhere_tries_a_conflict(file: str) -> None:
    assert "conflicts.Conflict" in (Path(__file__).parent / file).read_text()


def in_two_windows(room: Room, name: str, way: Way) -> tuple[bool, Any]:
    """Whether what the second window sent stands as it was, and what the first was answered."""
    address = reverse(f"actionplan:{name}", kwargs={"code": room.council.code, **way.of(room)})
    client = Client()
    client.force_login(room.officer)
    first, second = address + way.query, address + (way.other or way.query)
    opened = [form_of(client.get(one).content.decode()) for one in (first, second)]
    before = state()
    _send(client, second, opened[1] | _of(room, way.second))
    after = state()
    assert after != before, "the second window changes something"
    answer = _send(client, first, opened[0] | _of(room, way.first))
    return state() == after, answer


def _of(room: Room, given: Given | Callable[[Room], Given]) -> dict[str, Any]:
    return dict(given(room) if callable(given) else given)


def _send(client: Client, address: str, given: dict[str, Any]) -> Any:
    """Send a form, and once more where it only reads back what was typed."""
    answer = client.post(address, given)
    if answer.status_code == HTTPStatus.OK and "read" in (again := form_of(answer.content.decode())):
        return client.post(address, given | {"read": again["read"]})
    return answer


@pytest.mark.parametrize(("name", "way"), WAYS.items())
def test_the_second_is_told_and_nothing_is_lost(room: Room, name: str, way: Way) -> None:
    stands, answer = in_two_windows(room, name, way)
    page = html.unescape(answer.content.decode())
    assert stands
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert re.search("Somebody else has|Somebody (chose|answered) .*meanwhile", page)
    assert way.says in page


# An answer to a team stands once, whatever a form was opened on.
@pytest.mark.parametrize(("name", "way"), [(name, way) for name, way in WAYS.items() if name != "hand-back-answer"])
def test_with_the_check_off_it_would_be_written_over(
    room: Room, name: str, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflicts, "check", lambda **_tokens: None)
    stands, _ = in_two_windows(room, name, way)
    assert not stands
