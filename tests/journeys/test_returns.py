"""An officer asks schools and a head answers: on a phone, without scripts, and with two windows open."""

import re

import pytest

from actionplan.models import Recommendation, ReturnRequest, SchoolReturn
from people.access.roles import Role
from people.models import School
from tests.actionplan.builders import make_recommendation, make_request, make_review
from tests.builders import make_council, make_member, make_school
from tests.journeys.conftest import Visit
from tests.journeys.visiting import PHONE

QUESTION = "Has your school agreed a policy?"


@pytest.fixture
def row(site: str) -> Recommendation:
    review = make_review(council=make_council(name="Netherby Council"))
    return make_recommendation(review=review, control="school-decides")


@pytest.fixture
def school(row: Recommendation) -> School:
    return make_school(council=row.review.council, name="Netherby Primary School")


def test_an_officer_asks_and_a_head_answers_without_scripts_on_a_phone(
    row: Recommendation, school: School, visit: Visit
) -> None:
    officer = visit(make_member(Role.OFFICER, row.review.council), java_script_enabled=False, viewport=PHONE)
    officer.go(row.get_absolute_url(), "Recommendation 1")
    officer.follow("Ask schools", "Ask schools about recommendation 1")
    officer.fill(question=QUESTION).press("Check whom it reaches", "Ask schools about recommendation 1")
    assert [sentence for sentence, _ in officer.errors()] == ["Enter the day to answer by, like 12 March 2027."]
    officer.fill(due_on="12 March 2099").press("Check whom it reaches", "One school will be asked")
    officer.press("Change it", "Ask schools about recommendation 1").press(
        "Check whom it reaches", "One school will be asked"
    )
    officer.press("Ask 1 school", "What schools answered")
    assert "0 of 1 asked has answered; 1 has not answered." in officer.words
    head = visit(make_member(Role.HEAD, school), java_script_enabled=False, viewport=PHONE)
    head.go(school.get_absolute_url(), school.name).follow(re.compile("The council asks"), QUESTION)
    key = ReturnRequest.objects.get(recommendation=row).schools.get().pk
    head.fill(**{f"q{key}-note": "In May."}).press("Send the answer", QUESTION)
    assert [sentence for sentence, _ in head.errors()] == ["Choose yes, no or not yet."]
    head.choose("Not yet").press("Send the answer", "Returns")
    assert SchoolReturn.objects.get(asked=key).note == "In May."
    officer.go(row.get_absolute_url(), "Recommendation 1").follow(
        re.compile("School by school"), "What schools answered"
    )
    assert "1 of 1 asked has answered: 0 yes, 0 no, 1 not yet." in officer.words
    assert "In May." in officer.words


def test_every_question_is_answered_on_one_page_and_two_windows_lose_no_word(
    row: Recommendation, school: School, visit: Visit
) -> None:
    keys = [make_request(row, school, question=f"Question {n}?").schools.get().pk for n in (1, 2)]
    where = f"/schools/{school.urn}/returns/"
    head = visit(make_member(Role.HEAD, school)).go(where, "Returns")
    lead = visit(make_member(Role.SCHOOL_LEAD, school)).go(where, "Returns")
    lead.page.locator(f"[name=q{keys[0]}-answer][value=yes]").check()
    lead.press("Send what you answered", "Returns")
    head.page.locator(f"[name=q{keys[0]}-answer][value=no]").check()
    head.fill(**{f"q{keys[0]}-note": "My own words", f"q{keys[1]}-note": "Of the second"})
    head.press("Send what you answered", "Returns")
    assert "Somebody else has answered" in head.words
    assert [sentence for sentence, _ in head.errors()] == ["Choose yes, no or not yet."]
    assert head.page.locator("textarea").first.input_value() == "My own words"
    assert head.page.locator("textarea").nth(1).input_value() == "Of the second"
    head.page.locator(f"[name=q{keys[1]}-answer][value=yes]").check()
    head.press("Send what you answered", "Returns")
    kept = SchoolReturn.objects.filter(asked__in=keys).order_by("pk")
    assert list(kept.values_list("answer", flat=True)) == ["yes", "no", "yes"]
