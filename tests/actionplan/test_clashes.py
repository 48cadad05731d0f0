"""Where a plan may contradict itself."""

from datetime import date, timedelta

import pytest
from django.test import Client

from actionplan.clashes import rules
from actionplan.clashes.rules import Due, Promise
from actionplan.models import OutcomeMeasure
from people.access.roles import Role
from people.rules import BodyKind
from tests.actionplan.builders import make_date, make_milestone, make_recommendation, make_review
from tests.builders import make_body, make_council, make_member

MARCH, DECEMBER = date(2027, 3, 31), date(2027, 12, 31)
ADOPTED = "By March 2027 schools have written their own policy or adopted the council's."
TRAINED = "The training offer has courses and all schools have succession policies by December 2027"


def promise(recommendation: int, text: str, ends: date) -> Promise:
    return Promise(f"{recommendation} {text}", recommendation, str(recommendation), text, "in time", ends)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (promise(1, ADOPTED, MARCH), promise(4, TRAINED, DECEMBER), ("policy", "school")),
        # The same day, the same recommendation, or one word in common: no clash.
        (promise(1, ADOPTED, MARCH), promise(4, TRAINED, MARCH), None),
        (promise(1, ADOPTED, MARCH), promise(1, TRAINED, DECEMBER), None),
        (promise(1, ADOPTED, MARCH), promise(4, "Two in three schools have sent somebody", DECEMBER), None),
        # Words of time and of papers are no fact.
        (promise(1, "First draft report March", MARCH), promise(4, "First draft report to the board", DECEMBER), None),
    ],
)
def test_two_promises_of_one_fact_by_different_days_may_clash(
    one: Promise, other: Promise, shared: tuple[str, ...] | None
) -> None:
    for pair in ([one, other], [other, one]):
        found = rules.clashes(pair)
        assert [clash.shared for clash in found] == ([shared] if shared else [])
        assert [(clash.one, clash.other) for clash in found] == ([(one, other)] if shared else [])


def test_a_clash_says_why_it_is_suggested() -> None:
    (clash,) = rules.clashes([promise(1, ADOPTED, MARCH), promise(4, TRAINED, DECEMBER)])
    assert clash.why == "Both speak of policy and school, and end 275 days apart."


def test_a_large_plan_is_not_paired_word_by_word_without_end() -> None:
    every = [promise(n, "Every school has a policy", MARCH + timedelta(days=n)) for n in range(5_000)]
    assert rules.clashes(every) == []
    assert len(rules.clashes(every[:60])) == rules.MOST


@pytest.mark.parametrize(
    ("days", "bodies", "found"),
    [
        ((0, 3, 6), ("A", "B", "C"), 1),
        ((0, 3, 7), ("A", "B", "C"), 0),
        ((0, 1, 2), ("A", "B", "B"), 0),
        ((0, 3, 6, 8), ("B", "B", "A", "C"), 1),
    ],
)
def test_a_team_is_due_everywhere_at_once(days: tuple[int, ...], bodies: tuple[str, ...], found: int) -> None:
    due = [
        Due("SES", body, MARCH + timedelta(days=day), "1", f"Step {day}")
        for day, body in zip(days, bodies, strict=True)
    ]
    every = rules.crowded([*due, Due("Press", "A", MARCH, "2", "Another team's")])
    assert len(every) == found
    for one in every:
        assert one.sentence.startswith("SES is due at 3 bodies within a week from ")
        assert one.sentence.endswith(": A, B and C.")


@pytest.mark.django_db
def test_the_page_lists_what_may_clash_and_who_is_due_everywhere(client: Client) -> None:
    council = make_council()
    officer = make_member(Role.OFFICER, council)
    review = make_review(council=council, by=officer)
    first = make_recommendation(review=review, teams=["SES"])
    measure = OutcomeMeasure.objects.create(recommendation=first, position=1, text=ADOPTED)
    make_date(measure=measure, words="By March 2027", latest=MARCH)
    make_milestone((None, DECEMBER), recommendation=make_recommendation(review=review), text=TRAINED)
    for n in range(3):
        body = make_body(council=council, kind=BodyKind.PARTNERSHIP, name=f"Body {n}")
        make_milestone((None, MARCH), recommendation=first, text=f"Step {n}", monitored_by=body)
    client.force_login(officer)
    page = client.get(f"{review.get_absolute_url()}clashes/").content.decode()
    assert "Both speak of policy and school, and end 275 days apart." in page
    assert "SES is due at 3 bodies within a week from 31 March 2027: Body 0, Body 1 and Body 2." in page
    empty = client.get(f"{make_review(council=council, by=officer).get_absolute_url()}clashes/").content.decode()
    assert "No two recommendations seem to promise the same thing" in empty
    assert "No team is due at three bodies" in empty
