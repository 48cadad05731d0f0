"""Many milestones changed at once, and an update said in the list: by keyboard, and on a phone without scripts."""

import datetime
import re

import pytest

from actionplan.models import DateChange, Milestone, ScrutinyReview, Update
from core import clock
from people.access.roles import Role
from tests.actionplan.builders import make_date_change, make_milestone, make_recommendation, make_review, make_update
from tests.builders import make_council, make_member
from tests.journeys.conftest import Visit
from tests.journeys.keyboard import enter, tab_to
from tests.journeys.visiting import PHONE, Visitor

CHECK = "Check what will change"


@pytest.fixture
def review(site: str) -> ScrutinyReview:
    """A plan of three late milestones, one of which has moved twice."""
    officer = make_member(Role.OFFICER, make_council(name="Netherby Council"))
    review = make_review(council=officer.memberships.get().council, by=officer, title="Growing leaders")
    for number in range(1, 4):
        row = make_recommendation(review=review, teams=["SES"])
        make_milestone((None, datetime.date(2020, 3, 31)), recommendation=row, text=f"Step {number}")
    moved = Milestone.objects.get(text="Step 3", recommendation__review=review)
    make_date_change(moved, officer)
    make_date_change(moved, officer)
    return review


def officer_at(visit: Visit, review: ScrutinyReview, **options: object) -> Visitor:
    officer = visit(make_member(Role.OFFICER, review.council), **options)
    return officer.go(f"{review.get_absolute_url()}?by=state", "Growing leaders")


def typed(officer: Visitor, name: str, words: str) -> None:
    tab_to(officer, officer.page.locator(f"main [name={name}]"))
    officer.page.keyboard.type(words)


def test_an_officer_changes_what_is_ticked_by_keyboard_alone(review: ScrutinyReview, visit: Visit) -> None:
    officer = officer_at(visit, review)
    for step in ("Step 1", "Step 3"):
        tab_to(officer, officer.page.get_by_label(f"Tick {step}"))
        officer.page.keyboard.press("Space")
    enter(officer, officer.button("Change the ticked"), "Change 2 milestones")
    enter(officer, officer.link("Move their date"), "Move their date")
    for name, words in (
        ("words", "by July 2090"),
        ("reason", "No trainer"),
        ("asked_by", "SES"),
        ("agreed_by", "Head"),
    ):
        typed(officer, name, words)
    enter(officer, officer.button(CHECK), CHECK)
    assert "1 milestone will change, 1 will not." in officer.words
    assert "This milestone has moved twice. Say first which body watches it" in officer.words
    enter(officer, officer.button("Change 1 milestone"), "Growing leaders")
    assert "1 milestone has a new date: by July 2090. The old one is kept beside it." in officer.words
    assert officer.page.url.endswith("?by=state#list")
    assert DateChange.objects.get(words="by July 2090").milestone.text == "Step 1"


def test_an_officer_says_an_update_in_the_list_by_keyboard_alone(review: ScrutinyReview, visit: Visit) -> None:
    said = Milestone.objects.get(text="Step 2", recommendation__review=review)
    make_update(said, review.imported_by, words="Two have begun.")
    officer = officer_at(visit, review)
    tab_to(officer, officer.page.get_by_label("Tick Step 1"))
    officer.page.keyboard.press("Space")
    link = officer.page.get_by_role("link", name="Update Step 2")
    tab_to(officer, link)
    officer.page.keyboard.press("Enter")
    box = officer.page.locator("[data-opened]")
    box.locator("textarea").wait_for()
    assert "Two have begun." in box.inner_text()
    officer.look()
    officer.page.keyboard.press("Escape")
    box.wait_for(state="detached")
    assert link.evaluate("link => link === document.activeElement")
    officer.page.keyboard.press("Enter")
    box.locator("textarea").wait_for()
    officer.page.keyboard.type("All have begun.")
    tab_to(officer, box.get_by_role("button", name="Add the update"))
    officer.page.keyboard.press("Enter")
    box.locator("[role=alert]").wait_for()
    officer.look()
    assert "Choose where it is now." in box.inner_text()
    assert box.locator("textarea").input_value() == "All have begun."
    tab_to(officer, box.get_by_label("Under way"))
    officer.page.keyboard.press("Space")
    tab_to(officer, box.get_by_role("button", name="Add the update"))
    officer.page.keyboard.press("Enter")
    box.wait_for(state="detached")
    assert "Your update is added." in officer.look().words
    assert officer.page.get_by_role("link", name="Update Step 2").evaluate("link => link === document.activeElement")
    assert officer.page.get_by_label("Tick Step 1").is_checked()
    assert said.updates.latest_first()[0].words == "All have begun."


def test_an_officer_changes_all_that_is_shown_without_scripts_on_a_phone(review: ScrutinyReview, visit: Visit) -> None:
    officer = officer_at(visit, review, java_script_enabled=False, viewport=PHONE)
    officer.press("Change the ticked", "Growing leaders")
    assert "Tick at least one milestone" in officer.words
    officer.press("Change all 3 milestones shown", "Change 3 milestones").follow("Mark them done", "Mark them done")
    officer.press(CHECK, "Mark them done")
    assert [sentence for sentence, _ in officer.errors()] == ["Say what happened, in a sentence or two."]
    officer.fill(words="All of it was done.").press(CHECK, CHECK)
    make_update(Milestone.objects.get(text="Step 1", recommendation__review=review), review.imported_by)
    officer.press("Change 3 milestones", CHECK)
    assert "Something has changed meanwhile" in officer.words.replace("\n", " ")
    assert not Update.objects.filter(milestone__recommendation__review=review, progress="done").exists()
    officer.press("Change what you asked for", "Mark them done").press(CHECK, CHECK)
    officer.press("Change 3 milestones", "Growing leaders")
    assert "3 milestones are now done" in officer.words
    assert set(Milestone.objects.filter(recommendation__review=review).values_list("completed_on", flat=True)) == {
        clock.today()
    }


def test_an_officer_says_an_update_without_scripts_on_a_phone(review: ScrutinyReview, visit: Visit) -> None:
    officer = officer_at(visit, review, java_script_enabled=False, viewport=PHONE)
    officer.follow(re.compile("Update Step 2"), "Update: Step 2")
    officer.press("Add the update", "Update: Step 2")
    assert len(officer.errors()) == 2
    officer.fill(words="Two have begun.").choose("Held up").press("Add the update", "Growing leaders")
    assert re.search(r"\?by=state#g1-\d+$", officer.page.url)
    assert "Your update is added." in officer.words
