"""What makes an outcome measure weak, and the page that mends it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplan.actions.weighing import weigh_measure
from actionplan.models import OutcomeMeasure
from actionplan.rules import MeasureKind, Refused, Window
from actionplan.weighing import rules
from actionplan.weighing.queries import weak_in
from core import conflicts
from people.access.roles import Role
from people.models import User
from tests.actionplan.builders import make_date, make_recommendation
from tests.builders import make_member

DATED = (Window(None, date(2027, 3, 31)),)
WATCHED = "It only says who watches, not what should come of it."
NO_KIND = "Nobody has said what kind of measure it is."
NO_TARGET = "It has no target: nothing says how much is enough."
NO_BASELINE = "It has no baseline: nothing says where it began."
NO_DATE = "It has no date: nothing says by when."


@pytest.mark.parametrize("kind", MeasureKind)
def test_every_kind_says_why_it_is_weak_and_can_be_mended_unless_it_only_watches(kind: MeasureKind) -> None:
    bare = rules.weaknesses(rules.Weighed("Better leadership", kind))
    whole = rules.weaknesses(rules.Weighed("Better leadership", kind, "12 in 2026", "40", DATED))
    expected = {
        MeasureKind.NOT_RECORDED: ((NO_KIND, NO_TARGET, NO_DATE), (NO_KIND,)),
        MeasureKind.OUTCOME: ((NO_TARGET, NO_BASELINE, NO_DATE), ()),
        MeasureKind.OUTPUT: ((NO_TARGET, NO_DATE), ()),
        MeasureKind.ACTIVITY: ((NO_TARGET, NO_DATE), ()),
        MeasureKind.MONITORING: ((WATCHED,), (WATCHED,)),
    }
    assert set(expected) == set(MeasureKind)
    assert (bare, whole) == expected[kind]


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("At least two features published", True),
        ("Every school has a policy by March 2027", True),
        ("60 % of boards", True),
        ("Published by March 2027", False),
        ("Reported in 2027-28", False),
        ("By 31/3/2027", False),
        ("Successful appointments made", False),
    ],
)
def test_a_threshold_is_how_much_and_never_a_date(text: str, has: bool) -> None:
    assert rules.has_threshold(text) is has


def test_a_measure_that_names_a_monitor_is_weak_for_that_until_its_kind_is_said() -> None:
    text = "Monitored through the partnership board"
    assert rules.weaknesses(rules.Weighed(text, MeasureKind.NOT_RECORDED)) == (WATCHED,)
    assert WATCHED not in rules.weaknesses(rules.Weighed(text, MeasureKind.OUTCOME, "None", "Two", DATED))


def test_a_window_that_nobody_can_read_is_no_date() -> None:
    weighed = rules.Weighed("Two boards", MeasureKind.OUTPUT, windows=(Window(None, None),))
    assert rules.weaknesses(weighed) == (NO_DATE,)
    assert rules.windows_of([Window(None, None)], date(2027, 1, 1)) == (
        Window(None, None),
        Window(None, date(2027, 1, 1)),
    )


@pytest.mark.parametrize(
    ("weak", "total", "said"),
    [
        (0, 0, "It has no outcome measure"),
        (0, 1, "Its outcome measure says what should come of it"),
        (0, 2, "All 2 outcome measures say"),
        (1, 1, "1 of 1 outcome measure is weak."),
        (1, 3, "1 of 3 outcome measures is weak."),
        (2, 3, "2 of 3 outcome measures are weak."),
    ],
)
def test_how_many_are_weak_is_said(weak: int, total: int, said: str) -> None:
    assert said in rules.weak_sentence(weak, total)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "not-recorded"},
        {"kind": "monitoring", "target": "Two"},
        {"kind": "monitoring", "due_on": date(2027, 1, 1)},
        {"baseline": "N/A"},
        {"target": "-"},
    ],
)
def test_what_says_nothing_of_a_measure_is_refused(wrong: dict[str, Any]) -> None:
    given = {"kind": "outcome", "baseline": "", "target": "", "due_on": None}
    rules.check_measure(**given)
    with pytest.raises(Refused):
        rules.check_measure(**given | wrong)


# In the database and on pages ----------------------------------------------------------------------------------------
@pytest.fixture
def measure() -> OutcomeMeasure:
    return OutcomeMeasure.objects.create(recommendation=make_recommendation(), position=1, text="Better leadership")


@pytest.fixture
def officer(measure: OutcomeMeasure) -> User:
    return make_member(Role.OFFICER, measure.recommendation.review.council)


def weigh(measure: OutcomeMeasure, by: User, **kw: Any) -> OutcomeMeasure:
    given = {"kind": MeasureKind.OUTCOME, "baseline": "12", "target": "40", "due_on": date(2027, 1, 1)}
    return weigh_measure(measure=measure, by=by, **given | {"opened_on": measure.weighing_token} | kw)


@pytest.mark.django_db
def test_the_count_of_a_plan_is_that_of_its_pages(measure: OutcomeMeasure, officer: User) -> None:
    review, row = measure.recommendation.review, measure.recommendation
    other = OutcomeMeasure.objects.create(recommendation=row, position=2, text="Two boards", kind="output")
    for number, day in enumerate((None, date(2027, 3, 31)), start=1):
        make_date(measure=other, position=number, latest=day)
    assert weak_in(review) == (1, 2)
    client = Client()
    client.force_login(officer)
    assert "1 of 2 outcome measures is weak" in client.get(row.get_absolute_url()).content.decode()
    assert "1 of 2 outcome measures is weak" in client.get(review.get_absolute_url()).content.decode()
    weigh(measure, officer)
    assert weak_in(review) == (0, 2)
    assert "All outcome measures say" in client.get(review.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_the_second_of_two_who_weigh_a_measure_sees_the_first(measure: OutcomeMeasure, officer: User) -> None:
    opened_on = measure.weighing_token
    weigh(measure, officer, opened_on=opened_on)
    with pytest.raises(conflicts.Conflict):
        weigh(measure, officer, opened_on=opened_on, target="50")
    measure.refresh_from_db()
    assert measure.target == "40"


@pytest.mark.django_db
def test_an_officer_says_what_a_measure_is_to_show(measure: OutcomeMeasure, officer: User) -> None:
    client = Client()
    client.force_login(officer)
    council = measure.recommendation.review.council
    where = reverse("actionplan:measure-weigh", kwargs={"code": council.code, "measure_id": measure.pk})
    page = client.get(measure.recommendation.get_absolute_url()).content.decode()
    assert NO_TARGET in page
    assert where in page
    sent = {"kind": "outcome", "baseline": "12 of 40", "target": "Every school", "due_on": "autumn term 2027"}
    stale = sent | {"opened_on": measure.weighing_token}
    assert client.post(where, sent | {"kind": ""}).status_code == 422
    assert client.post(where, stale).status_code == 302
    again = client.post(where, stale | {"target": "Half"})
    assert again.status_code == 422
    assert "Somebody else has changed this" in again.content.decode()
    assert "Every school" in again.content.decode()
    page = client.get(measure.recommendation.get_absolute_url()).content.decode()
    for told in ("Baseline: 12 of 40", "Target: Every school", "Due by 31 December 2027, set here"):
        assert told in page
    assert NO_TARGET not in page
