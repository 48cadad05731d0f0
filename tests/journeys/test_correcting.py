"""Correcting what was read, by keyboard alone and without scripts; and leaving it to come back."""

import re

import pytest

from actionplan.models import ScrutinyReview
from people.access.roles import Role
from policies.document import ClauseKind
from policies.models import Version
from tests.actionplan.builders import PLAN
from tests.builders import make_council, make_member
from tests.journeys.cast import SHORT_POLICY, read_without_scripts
from tests.journeys.conftest import Visit
from tests.journeys.keyboard import enter, tab_to
from tests.journeys.visiting import PHONE
from tests.policies.cast import Cast, make_cast

CHECK = "Check what we read"
MENTOR = "Offer every deputy a mentor"


@pytest.fixture
def cast(site: str) -> Cast:
    return make_cast(name="Maes Gwyn School")


def test_a_head_corrects_a_policy_by_keyboard_leaves_it_and_comes_back(cast: Cast, visit: Visit) -> None:
    head = visit(cast.head).go(f"/schools/{cast.school.urn}/policy/import/", "Bring in a policy")
    head.fill(words=SHORT_POLICY)
    enter(head, head.button("Read it"), CHECK)
    enter(head, head.link(re.compile(f"^Correct.*{MENTOR}")), CHECK)
    tab_to(head, head.page.get_by_label("What it is", exact=True))
    head.page.keyboard.type("Paragraph")
    enter(head, head.button(re.compile("^Change Offer")), CHECK)
    assert "is a paragraph." in head.words
    enter(head, head.button("Undo the last correction"), CHECK)
    assert "Undone: " in head.words
    enter(head, head.link(re.compile(f"^Correct.*{MENTOR}")), CHECK)
    tab_to(head, head.page.get_by_label(re.compile("^Split it")))
    head.page.keyboard.type("from another")
    enter(head, head.button(re.compile("^Split Offer")), CHECK)
    head.go("/", cast.school.name).go(f"/schools/{cast.school.urn}/policy/import/", "Bring in a policy")
    assert "Readings you have not finished" in head.words
    enter(head, head.link("pasted.txt"), CHECK)
    enter(head, head.button("Continue"), "Confirm what will be made")
    enter(head, head.button("Make this version"), "Version 1 is made")
    assert "is split before “from another”." in head.words
    clauses = Version.objects.of(cast.school).get().text.clauses()
    said = [clause.text for clause in clauses if clause.kind is ClauseKind.CLAUSE]
    assert "from another school." in said
    enter(head, head.link("Undo: take this version out again"), "Take version 1 out again?")
    enter(head, head.button("Take it out"), "Bring in a policy")
    assert not Version.objects.of(cast.school).exists()


def test_a_policy_is_corrected_on_a_phone_without_scripts(cast: Cast, visit: Visit) -> None:
    head = read_without_scripts(visit(cast.head, viewport=PHONE, java_script_enabled=False), cast.school)
    head.follow(re.compile(f"^Correct.*{MENTOR}"), CHECK).press(re.compile("^Set aside Offer"), CHECK)
    assert "Every word is placed, or set aside by you" in head.words
    head.press("Continue", "Confirm what will be made")
    assert MENTOR in head.facts["Set aside"]
    head.press("Make this version", "Version 1 is made")
    assert MENTOR not in str(Version.objects.of(cast.school).get().document)


def test_an_officer_corrects_a_plan_by_keyboard(site: str, visit: Visit) -> None:
    council = make_council(name="Netherby Council")
    officer = visit(make_member(Role.OFFICER, council))
    officer.go(f"/councils/{council.code}/plan/import/", "Bring in an action plan").fill(words=PLAN)
    enter(officer, officer.button("Read it"), CHECK)
    enter(officer, officer.link(re.compile("^Correct.*recommendation 1$")), CHECK)
    tab_to(officer, officer.page.get_by_label("Another team (optional)"))
    officer.page.keyboard.type("Governor Services")
    enter(officer, officer.button(re.compile("^Save the owners")), CHECK)
    assert "The owners of recommendation 1: SES, Governor Services." in officer.words
    officer.press("Go on to confirm", "Confirm the plan").press("Save the plan", "The plan is here")
    review = ScrutinyReview.objects.get(council=council)
    assert {team.code for team in review.recommendations.get(position=1).teams.all()} == {"SES", "Governor Services"}
