"""An officer marks what a recommendation asks for: by keyboard alone, and without scripts."""

import re

import pytest

from actionplan.models import Action, Recommendation
from people.access.roles import Role
from tests.actionplan.builders import make_recommendation, make_review
from tests.builders import make_council, make_member
from tests.journeys.conftest import Visit
from tests.journeys.keyboard import enter, tab_to
from tests.journeys.visiting import PHONE, Visitor

TEXT = "That Cabinet consults heads — and pays for 𝒕en coaches."
HEADING = "What does recommendation 1 ask for?"


@pytest.fixture
def row(site: str) -> Recommendation:
    row = make_recommendation(review=make_review(council=make_council(name="Netherby Council")), text=TEXT)
    Action.objects.create(recommendation=row, position=1, text="Write to heads")
    return row


def officer_at(visit: Visit, row: Recommendation, **options: object) -> Visitor:
    officer = visit(make_member(Role.OFFICER, row.review.council), **options)
    return officer.go(row.get_absolute_url(), "Recommendation 1")


def test_an_officer_selects_words_and_says_what_serves_them_by_keyboard_alone(
    row: Recommendation, visit: Visit
) -> None:
    officer = officer_at(visit, row)
    enter(officer, officer.link("Mark what it asks for"), HEADING)
    tab_to(officer, officer.page.locator("[data-ask-text]"))
    officer.page.keyboard.press("Control+End")
    officer.page.keyboard.press("ArrowLeft")
    for _ in "pays for 𝒕en coaches":
        officer.page.keyboard.press("Shift+ArrowLeft")
    enter(officer, officer.button("Mark as an ask"), HEADING)
    ask = row.asks.get()
    assert (ask.words, TEXT[ask.start : ask.end]) == ("pays for 𝒕en coaches",) * 2
    assert "1 ask: 1 has no action. 1 action serves no ask." in officer.words
    enter(officer, officer.link("Say what serves it"), "Which actions serve this ask?")
    tab_to(officer, officer.page.get_by_label("Does not serve this ask"))
    officer.page.keyboard.press("ArrowDown")
    officer.page.keyboard.press("ArrowDown")
    tab_to(officer, officer.page.locator("textarea").first)
    officer.page.keyboard.type("Five of the ten coaches")
    enter(officer, officer.button("Record"), "Recommendation 1")
    assert "1 ask: 1 is served only in part." in officer.words
    assert "Leaves out: Five of the ten coaches" in officer.words


def test_an_officer_types_and_ticks_without_scripts_on_a_phone(row: Recommendation, visit: Visit) -> None:
    officer = officer_at(visit, row, java_script_enabled=False, viewport=PHONE)
    officer.follow("Mark what it asks for", HEADING).press("Mark as an ask", HEADING)
    assert [sentence for sentence, _ in officer.errors()] == [
        "Select, type or choose the words that ask for one thing."
    ]
    officer.fill(words="buys boats").press("Mark as an ask", HEADING)
    assert "do not stand in the recommendation" in officer.words
    officer.fill(words="consults  HEADS").press("Mark as an ask", HEADING)
    officer.page.get_by_label("pays for").check()
    officer.press("Mark as an ask", HEADING)
    assert list(row.asks.values_list("words", flat=True)) == ["consults heads", "pays for 𝒕en coaches"]
    officer.follow("Say what serves it", "Which actions serve this ask?").choose(re.compile("^Serves it$"))
    officer.press("Record", "Recommendation 1")
    assert "2 asks: 1 has no action." in officer.words
    officer.follow("Say what serves it", "Which actions serve this ask?")
    officer.follow("Remove this mark", "Remove this mark?").press("Remove the mark of this ask", HEADING)
    assert row.asks.get().words == "pays for 𝒕en coaches"
