"""Every way to change a policy, in two windows at once: the second is told, and nothing of either is lost.

A new address that takes a form fails the first test until it has its row here. For each row the same is tried with the
check off: what stood there is then written over without a word, so the row would notice if the check went.
"""

import html
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from core import conflicts
from people.access.roles import Role
from people.models import School, User
from policies import urls
from policies.document import Clause, ClauseKind, Document, Section, SectionKind
from policies.models import Draft, MergeAnswer, Version
from policies.owners import Owner, addresses_of
from tests.builders import make_member
from tests.policies.cast import Cast
from tests.policies.merging_cast import Merging
from tests.sent_forms import form_of

pytestmark = pytest.mark.django_db


def _section(key: str, kind: SectionKind, *texts: str) -> Section:
    clauses = tuple(Clause(f"{key}{number}", text) for number, text in enumerate(texts, start=1))
    return Section(key, kind, f"Section {key}", clauses)


def model() -> Document:
    first = _section("a", SectionKind.AIMS, "One", "Two", "Three")
    table = Clause("t", "Who covers", ClauseKind.TABLE, rows=(("Post", "Cover"), ("Head", "Deputy")))
    second = _section("b", SectionKind.IMPLEMENTATION, "Four", "Five")
    third = replace(second, id="c", heading="Section c", clauses=(table,))
    return Document("Policy", "Ours", (first, second, third))


@dataclass
class Window:
    """One window of somebody's browser, on the policy of a school or on a council's model."""

    owner: Owner
    user: User
    opened: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def client(self) -> Client:
        client = Client()
        client.force_login(self.user)
        return client

    def url(self, page: str, **keys: str) -> str:
        return addresses_of(self.owner).of(page, **keys)

    def get(self, page: str, query: str = "", **keys: str) -> str:
        return self.client.get(self.url(page, **keys) + query, follow=True).content.decode()

    def open(self, page: str, query: str = "", **keys: str) -> None:
        """Open a page, and hold what its form holds."""
        self.page, self.keys, self.query = page, keys, query
        self.opened = form_of(self.get(page, query, **keys))

    def send(self, page: str = "", *, autosaves: bool = False, **given: Any) -> HttpResponse:
        """Send what is held, with what was typed."""
        headers = {"X-Autosave": "1"} if autosaves else {}
        url = self.url(page or self.page, **self.keys) + self.query
        return self.client.post(url, self.opened | given, follow=True, headers=headers)  # type: ignore[return-value]

    def do(self, page: str, given: Mapping[str, Any], query: str = "", **keys: str) -> None:
        """Open a page and send it at once."""
        self.open(page, query, **keys)
        self.send(**given)


class Room:
    """A policy with everybody who writes it."""

    def __init__(self, cast: Cast, place: str) -> None:
        self.cast = cast
        self.owner: Owner = cast.school if place == "school" else cast.school.council
        cast.publish(model())
        if place == "school":
            cast.take()
        council = cast.school.council
        self.user = cast.head if place == "school" else cast.officer
        self.other_user = cast.lead if place == "school" else make_member(Role.OFFICER, council, name="Ola Other")
        self.first, self.second = Window(self.owner, self.user), Window(self.owner, self.user)
        self.other = Window(self.owner, self.other_user)

    @property
    def latest(self) -> Version:
        return Version.objects.of(self.owner)[0]

    @property
    def document(self) -> Document:
        draft = Draft.objects.of(self.owner).filter(editor=self.user).first()
        return draft.text if draft else self.latest.text

    def clause(self, words: str) -> str:
        return next(clause.id for clause in self.document.clauses() if clause.text == words)

    def state(self) -> object:
        """All that could be lost: every draft and every version as it stands."""
        drafts = Draft.objects.of(self.owner).order_by("editor").values_list("editor", "document")
        versions = Version.objects.of(self.owner).values_list("number", "state", "document")
        answers = MergeAnswer.objects.order_by("pk").values_list("key", "choice", "text", "note")
        return list(drafts), list(versions), list(answers)

    def reword(self, words: str, to: str) -> None:
        """In the second window somebody gives a clause other words."""
        self.second.do("clause-change", {"text": to}, clause_id=self.clause(words))


Told = str | tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """One way to change a policy.

    opens: what the first window opens. meanwhile: what the second then does. sends: how the first sends it.
    told: what the answer says; own words too, where some were typed.
    """

    opens: Callable[[Room], None]
    meanwhile: Callable[[Room], None]
    sends: Callable[[Room], HttpResponse]
    told: Told
    places: tuple[str, ...] = ("school", "council")


def _open(page: str, words: str = "", **keys: str) -> Callable[[Room], None]:
    def opens(room: Room) -> None:
        room.first.open(page, **(keys | ({"clause_id": room.clause(words)} if words else {})))

    return opens


def _send(**given: Any) -> Callable[[Room], HttpResponse]:
    return lambda room: room.first.send(**given)


def _reworded(words: str, to: str = "By the second window") -> Callable[[Room], None]:
    return lambda room: room.reword(words, to)


def _open_buttons(words: str, page: str, way: str) -> Callable[[Room], None]:
    """Open the editor, and hold what the button that moves a clause or section sends."""

    def opens(room: Room) -> None:
        part = room.clause(words) if page == "clause-move" else words
        shown = room.first.get("edit")
        room.first.page, room.first.keys, room.first.query = page, {}, ""
        (value,) = re.findall(rf'name="{way}"\s+value="({part}:[^"]*)"', shown)
        room.first.opened = {way: value}

    return opens


def _moved(words: str, way: str) -> Callable[[Room], None]:
    def moves(room: Room) -> None:
        shown = room.second.get("edit")
        page, part = ("section-move", words) if len(words) == 1 else ("clause-move", room.clause(words))
        (value,) = re.findall(rf'name="{way}"\s+value="({part}:[^"]*)"', shown)
        room.second.client.post(room.second.url(page), {way: value})

    return moves


def _pasted(room: Room) -> None:
    """The first window adds a text, and has the page with the button that takes it out again."""
    room.first.open("paste")
    shown = room.first.send(whole="# Pasted\n\nFrom the paste.", signed="True", add="1")
    room.first.page, room.first.keys, room.first.query = "paste-undo", {}, ""
    room.first.opened = form_of(shown.content.decode())


def _theirs(words: str) -> Callable[[Room], None]:
    """Another person changes a clause and saves a version."""

    def saves(room: Room) -> None:
        clause_id = next(clause.id for clause in room.latest.text.clauses() if clause.text == words)
        room.other.do("clause-change", {"text": f"By another person: {words}"}, clause_id=clause_id)
        room.other.do("version-save", {"why": ""})

    return saves


def _mine(room: Room) -> None:
    room.first.do("clause-change", {"text": "Of my own"}, clause_id=room.clause("One"))
    room.first.open("version-save")


def _met(room: Room) -> None:
    """Two people changed one clause; the first is at the page that shows both texts."""
    _mine(room)
    _theirs("One")(room)
    room.first.open("conflict")


def _choose(room: Room) -> HttpResponse:
    return room.first.send(whole="mine")


def _publishing(room: Room) -> None:
    room.first.do("clause-change", {"text": "Of my own"}, clause_id=room.clause("One"))
    room.first.do("version-save", {"why": ""})
    room.first.open("publish")


def _start(room: Room) -> None:
    room.first.open("start")
    room.first.page = "start-model"


MEANWHILE = "was changed after you opened the page"
ORDER = "The order changed after you opened the page"
PATHS: dict[str, Way] = {
    "names": Way(
        _open("names"),
        lambda room: room.second.do("names", {"title": "By the second window"}),
        _send(title="Of my own"),
        ("Meanwhile this became “By the second window”", 'value="Of my own"'),
    ),
    "clause-change": Way(
        _open("clause-change", "Two"),
        _reworded("Two"),
        _send(text="Of my own"),
        ("Somebody changed this clause", "second", "Of my own</textarea>"),
    ),
    "clause-change: kind": Way(
        _open("clause-change", "Two"),
        lambda room: room.second.do("clause-change", {"kind": "paragraph"}, clause_id=room.clause("Two")),
        _send(text="Of my own"),
        ("Somebody changed this clause", "Of my own</textarea>"),
    ),
    "clause-change: tags": Way(
        _open("clause-change", "Two"),
        lambda room: room.second.do("clause-change", {"tags": ["mentoring"]}, clause_id=room.clause("Two")),
        _send(text="Of my own"),
        ("Somebody changed this clause", "Of my own</textarea>"),
        ("council",),
    ),
    "clause-change: lock": Way(
        _open("clause-change", "Two"),
        lambda room: room.second.do("clause-change", {"locked": "on"}, clause_id=room.clause("Two")),
        _send(text="Of my own"),
        ("Somebody changed this clause", "Of my own</textarea>"),
        ("council",),
    ),
    "clause-change: autosave": Way(
        _open("clause-change", "Two"),
        _reworded("Two"),
        _send(text="Of my own", autosaves=True),
        ("This clause was changed meanwhile. Choose Save to see both texts.", '"met": true'),
    ),
    "clause-change: cells": Way(
        _open("clause-change", "Who covers"),
        lambda room: room.second.do(
            "clause-change", {"cell-1-1": "By the second window"}, clause_id=room.clause("Who covers")
        ),
        _send(**{"cell-1-1": "Of my own"}),
        ("Somebody changed this clause", "second", "Of my own</textarea>"),
    ),
    "clause-move": Way(_open_buttons("Two", "clause-move", "up"), _moved("Three", "up"), _send(), ORDER),
    "clause-place": Way(
        _open("clause-place", "One"),
        _moved("Three", "up"),
        lambda room: room.first.send(place=f"b:{room.clause('Five')}"),
        ORDER,
    ),
    "clause-remove": Way(_open("clause-remove", "Two"), _reworded("Two"), _send(), (MEANWHILE, "second window")),
    "section-change": Way(
        _open("section-change", section_id="a"),
        lambda room: room.second.do("section-change", {"heading": "By the second window"}, section_id="a"),
        _send(heading="Of my own"),
        ("Meanwhile this became “By the second window”", 'value="Of my own"'),
    ),
    "section-move": Way(_open_buttons("b", "section-move", "up"), _moved("c", "up"), _send(), ORDER),
    "section-remove": Way(
        _open("section-remove", section_id="b"), _reworded("Four"), _send(), (MEANWHILE, "second window")
    ),
    "paste": Way(
        _open("paste"),
        _moved("Three", "up"),
        _send(whole="Of my own", add="1"),
        ("The order of the policy changed after you opened the page", "Of my own"),
    ),
    "paste-undo": Way(_pasted, _reworded("From the paste."), _send(), (MEANWHILE, "second window")),
    "discard": Way(
        lambda room: (_mine(room), room.first.open("discard"))[0],
        _reworded("Two"),
        _send(),
        (MEANWHILE, "second"),
    ),
    "version-save": Way(_mine, _theirs("One"), _send(), ("Two texts of the policy", "By another person", "Of my own")),
    "conflict": Way(_met, _theirs("Two"), _choose, ("changed again after you opened the page", "Of my own")),
    "publish": Way(_publishing, _theirs("Two"), _send(), "Somebody saved another version meanwhile", ("council",)),
    "start-model": Way(_start, _theirs("Two"), _send(), "Somebody saved another version meanwhile", ("school",)),
}

ADDING = {"clause-add": {"section_id": "a"}, "section-add": {}}
"""Ways that only add: whatever was added meanwhile stays, and nobody has to be asked."""

MERGING = ("merge-clash", "merge-check")

_COMMENTS, _LIFE = "test_actions_consultations.py", "test_views_commitments.py"
_REVIEWS = "test_views_reviews.py"
ELSEWHERE = {
    "board-reply": "test_views_boards.py::test_what_was_typed_stays_where_somebody_replied_meanwhile",
    "board-comment-correct": "test_actions_boards.py::test_whoever_replies_for_the_board_may_correct_what_it_said",
    "model-boards-answer": "test_views_boards.py::test_an_officer_answers_a_board_and_reminds_the_others",
    "import-correct": "test_views_correcting.py"
    "::test_of_two_windows_the_second_keeps_what_was_typed_and_changes_nothing",
    "comment-answer": f"{_COMMENTS}::test_no_words_are_lost_when_the_clause_was_changed_meanwhile",
    "comment-correct": "test_views_consulting.py::test_words_typed_while_it_closed_stand_on_the_page",
    "evidence-correct": f"{_LIFE}::test_of_two_who_correct_a_line_the_second_sees_what_the_first_saved",
    "commitment-review": f"{_REVIEWS}::test_of_two_who_review_at_once_the_second_sees_the_first_and_keeps_their_words",
}
"""Ways to change something beside the words of a policy, and the test of its own that each has."""

ADDS = "it adds a row of its own, and takes none away"
ONE_WAY = "it moves a version on once, as the table of its states has it; the words stay as they are"
MAKES = "it makes a version, and every other stays"
SWITCH = "it is on or off, and says which"
NOTHING_TO_LOSE = {
    "dispute": ADDS,
    "model-dispute": ONE_WAY,
    "merge-decline": ONE_WAY,
    "council-hand": ADDS,
    "council-hand-on": ONE_WAY,
    "handed-take": ADDS,
    "handed-decline": ONE_WAY,
    "import": ADDS,
    "import-confirm": MAKES,
    "import-undo": ONE_WAY,
    "model-begin": MAKES,
    "model-withdraw": ONE_WAY,
    "publish": SWITCH,
    "sharing": SWITCH,
    "submit": ONE_WAY,
    "version-return": ONE_WAY,
    "adopt": ONE_WAY,
    "adopted-others": ONE_WAY,
    "consultation-open": ONE_WAY,
    "consultation-extend": ONE_WAY,
    "consultation-end": ONE_WAY,
    "comment-add": ADDS,
    "comment-withdraw": ONE_WAY,
    "board-comment-add": ADDS,
    "board-comment-withdraw": ONE_WAY,
    "model-ask": ONE_WAY,
    "model-boards-close": ONE_WAY,
    "model-boards-remind": ADDS,
    "recommend": ONE_WAY,
    "read": ADDS,
    "readers": ADDS,
    "readers-remind": ADDS,
    "evidence-add": ADDS,
    "evidence-withdraw": ONE_WAY,
    "commitment-serve": SWITCH,
    "commitment-continue": ONE_WAY,
    "priorities": "the plan's priorities are asked about with the token of what stood there (test_actions_reviews)",
}


def taking_forms() -> set[str]:
    """The names of the addresses that take a form."""
    return {str(pattern.name) for pattern in urls.urlpatterns if "POST" in _methods(pattern.callback)}


def _methods(view: Any) -> tuple[str, ...]:
    """The methods of a view, as its decorator has them; POST where it has none."""
    found = None
    while view is not None:
        found = inspect.getclosurevars(view).nonlocals.get("request_method_list", found)
        view = getattr(view, "__wrapped__", None)
    return tuple(found or ("POST",))


def tried() -> set[str]:
    """The names of the addresses that have a row here."""
    of_paths = {
        (f"model-{name}" if place == "council" else name)
        for key, path in PATHS.items()
        for name in [key.partition(":")[0]]
        for place in path.places
    }
    of_adding = {f"{prefix}{name}" for name in ADDING for prefix in ("", "model-")}
    return of_paths | of_adding | set(MERGING) | set(ELSEWHERE) | set(NOTHING_TO_LOSE)


def test_every_address_that_takes_a_form_has_its_row() -> None:
    assert taking_forms() == tried()


@pytest.mark.parametrize("named", ELSEWHERE.values())
def test_a_test_that_is_named_is_there(named: str) -> None:
    file, _, test = named.partition("::")
    assert f"def {test}(" in (Path(__file__).parent / file).read_text()


def cases() -> Iterator[Any]:
    for name, path in PATHS.items():
        for place in path.places:
            yield pytest.param(path, place, id=f"{name}-{place}")


def changed_in_two_windows(cast: Cast, path: Way, place: str) -> tuple[bool, str]:
    """Whether what the second window did still stands as it was, and what the first was answered."""
    room = Room(cast, place)
    path.opens(room)
    path.meanwhile(room)
    before = room.state()
    answer = path.sends(room)
    return room.state() == before, html.unescape(answer.content.decode())


@pytest.mark.parametrize(("path", "place"), list(cases()))
def test_the_second_is_told_and_nothing_is_lost(cast: Cast, path: Way, place: str) -> None:
    stands, page = changed_in_two_windows(cast, path, place)
    assert stands
    for told in (path.told,) if isinstance(path.told, str) else path.told:
        assert told in page


@pytest.mark.parametrize(("path", "place"), list(cases()))
def test_with_the_check_off_it_would_be_written_over(
    cast: Cast, path: Way, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflicts, "check", lambda **_tokens: None)
    stands, _ = changed_in_two_windows(cast, path, place)
    assert not stands


@pytest.mark.parametrize("place", ["school", "council"])
@pytest.mark.parametrize("name", ADDING)
def test_what_two_windows_add_stands_both(cast: Cast, name: str, place: str) -> None:
    room = Room(cast, place)
    words = "text" if name == "clause-add" else "heading"
    rest = {} if name == "clause-add" else {"what_for": "other"}
    room.first.open(name, **ADDING[name])
    room.second.do(name, {words: "By the second window"} | rest, **ADDING[name])
    room.first.send(**{words: "Of my own"} | rest)
    texts = {*room.document.texts()}
    assert {"By the second window", "Of my own"} <= texts


@pytest.mark.parametrize("name", MERGING)
@pytest.mark.parametrize("checks", [True, False])
def test_a_merge_in_two_windows(cast: Cast, name: str, checks: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    story = Merging(cast)
    room = Room.__new__(Room)
    room.owner, room.user = cast.school, cast.head
    first, second = Window(cast.school, cast.head), Window(cast.school, cast.head)
    for key in story.keys:
        second.do("merge-clash", {"choice": "ours"}, key=key)
    keys = {"key": story.keys[0]} if name == "merge-clash" else {}
    first.open(name, **keys)
    second.do("merge-clash", {"choice": "combined", "text": "By the second window", "note": ""}, key=story.keys[0])
    if not checks:
        monkeypatch.setattr(conflicts, "check", lambda **_tokens: None)
    before = room.state()
    first.send(**({"choice": "theirs"} if name == "merge-clash" else {}))
    assert (room.state() == before) is checks


def test_the_rooms_are_of_a_school_and_of_a_council(cast: Cast) -> None:
    assert isinstance(Room(cast, "school").owner, School)
    assert reverse("policies:model-edit", kwargs={"code": cast.school.council.code}) == Window(
        cast.school.council, cast.officer
    ).url("edit")
