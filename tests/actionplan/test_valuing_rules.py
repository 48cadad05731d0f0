"""What may be reported, what of a count may be published, and what a measure comes to."""

import datetime
import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplan.measures import registry
from actionplan.measures.registry import EXCLUDED_LABELS, NEVER_ASKED, Counted, Measure, Parameter, Part, Question
from actionplan.measures.rules import (
    OUTCOME_LABELS,
    WAY_LABELS,
    Kept,
    Outcome,
    Way,
    check_item,
    check_not_bought,
    month_ends,
    number_in,
    outcome_of,
    published,
    shown_of,
)
from actionplan.rules import Refused
from core.states import STATES

DAY = datetime.date(2026, 11, 2)
NOW = datetime.datetime(2026, 11, 2, 12, tzinfo=datetime.UTC)
A_DAY = datetime.timedelta(days=1)


def test_every_word_has_its_label() -> None:
    assert set(OUTCOME_LABELS) == set(Outcome)
    assert set(WAY_LABELS) == set(Way)
    assert {Part.COUNTED, *EXCLUDED_LABELS} == set(Part)
    assert set(EXCLUDED_LABELS) > NEVER_ASKED
    tags = {key.replace("_", "-") for key in STATES}
    assert {outcome.value for outcome in Outcome} | {way.value for way in Way} <= tags


@pytest.mark.parametrize(
    ("value", "target", "last_day", "outcome"),
    [
        (None, 5, DAY, Outcome.NOT_MEASURABLE),
        (5, None, DAY, Outcome.NOT_MEASURABLE),
        (5, 5, None, Outcome.MET),
        (5, 5, DAY - A_DAY, Outcome.MET),
        (4, 5, DAY - A_DAY, Outcome.NOT_MET),
        (4, 5, DAY, Outcome.TOO_EARLY),
        (4, 5, DAY + A_DAY, Outcome.TOO_EARLY),
        (4, 5, None, Outcome.NOT_MEASURABLE),
        (0, 0, DAY, Outcome.MET),
    ],
)
def test_a_measure_comes_to(
    value: int | None, target: int | None, last_day: datetime.date | None, outcome: Outcome
) -> None:
    assert outcome_of(value=value, target=target, last_day=last_day, today=DAY) is outcome


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"words": "  "}, "words"),
        ({"words": "x" * 501}, "words"),
        ({"on": DAY + A_DAY}, "on"),
        ({"on": datetime.date(1926, 1, 1)}, "on"),
        ({"has_evidence": False}, "link"),
    ],
)
def test_an_item_says_something_that_has_happened_and_shows_it(changed: dict[str, object], field: str) -> None:
    good = {"words": "An article", "on": DAY, "has_evidence": True, "today": DAY}
    check_item(**good)  # type: ignore[arg-type]
    with pytest.raises(Refused) as refusal:
        check_item(**good | changed)  # type: ignore[arg-type]
    assert refusal.value.field == field


@pytest.mark.parametrize("changed", [{"service": ""}, {"reason": " "}, {"ends_on": DAY - A_DAY}])
def test_an_exclusion_says_which_service_why_and_ends_after_it_starts(changed: dict[str, object]) -> None:
    good = {"service": "Heads", "reason": "Elsewhere", "starts_on": DAY, "ends_on": DAY}
    check_not_bought(**good)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        check_not_bought(**good | changed)  # type: ignore[arg-type]


def kept(counted: int, every: int, schools: range = range(10), day: datetime.date = DAY) -> Kept:
    return Kept(day, NOW, counted, every, tuple(schools))


@pytest.mark.parametrize(
    ("then", "now", "follows"),
    [
        (kept(20, 60), kept(20, 60), True),
        (kept(20, 60), kept(26, 60), True),
        (kept(20, 60), kept(22, 60), False),
        (kept(20, 60), kept(26, 62), False),
        (kept(20, 60), kept(30, 80, range(12)), False),
        (kept(20, 60), kept(30, 80, range(15)), True),
    ],
)
def test_a_count_of_people_is_published_again_only_where_the_move_tells_of_nobody(
    then: Kept, now: Kept, follows: bool
) -> None:
    assert published([then, now]) == ([then, now] if follows else [then])


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_no_two_publications_differ_by_a_few(numbers: list[tuple[int, int]]) -> None:
    every = published([kept(counted, counted + others) for counted, others in numbers])
    for before, after in itertools.pairwise(every):
        told = [shown_of(one).value for one in (before, after)]
        if None not in told and before != after:
            assert abs(told[0] - told[1]) >= 5 or told[0] == told[1]  # type: ignore[operator]


def test_of_a_few_schools_or_people_no_number_is_said() -> None:
    assert shown_of(kept(20, 60, range(4))).value is None
    assert str(shown_of(kept(3, 60))) == "fewer than 5"
    assert str(shown_of(kept(58, 60))) == "all but fewer than 5"
    assert shown_of(kept(20, 60)).value == 20


@pytest.mark.parametrize(
    ("target", "number"),
    [("", None), ("at least 2 articles", 2), ("all schools", None), ("66%", None), ("2 of 3", None), ("half", None)],
)
def test_a_target_is_a_number_where_it_names_one_alone(target: str, number: int | None) -> None:
    assert number_in(target) == number


def test_months_end_with_their_last_day_that_there_is() -> None:
    days = [datetime.date(2026, 9, 30), datetime.date(2026, 9, 1), DAY, DAY + A_DAY]
    assert month_ends(days) == [datetime.date(2026, 9, 30), DAY + A_DAY]


def make(**kw: object) -> Measure:
    nothing = {name: lambda *_: Counted(0, 0, {}) for name in ("figure", "behind", "since")}
    given = {
        "slug": "a",
        "title": "Things",
        "what": "Things.",
        "sentence": "{counted} of {every} {have} it.",
        "unit": "x",
    }
    return Measure(**given | nothing | kw)  # type: ignore[arg-type]


def test_a_measure_says_its_sentence_and_refuses_what_it_does_not_know() -> None:
    tagged = make(
        parameters=(Parameter("tag", "About what", (("m", "Mentoring"),)),),
        sentence="{counted} of {every} {are} {tag}.",
    )
    assert tagged.says("1", "3 schools", {"tag": "m"}, is_one=True) == "1 of 3 schools is Mentoring."
    assert tagged.says("all", "3", {"tag": "m"}, is_one=False) == "All of 3 are Mentoring."
    assert tagged.in_full({"tag": "m"}) == "Things: Mentoring"
    assert tagged.refusal({"tag": "m"}) is None
    assert tagged.refusal({"tag": "x"})
    assert tagged.refusal({})
    assert make().refusal({"tag": "m"})


def test_a_name_is_registered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_MEASURES", {})
    first = make()
    registry.register(first)
    registry.register(first)
    with pytest.raises(ValueError, match="already"):
        registry.register(make())
    assert registry.named("a") is first
    assert registry.named("b") is None


def test_coverage_leaves_out_those_of_whom_nothing_is_asked() -> None:
    found = Counted(3, 9, {Part.COUNTED: 4, Part.CLOSED: 2, Part.NO_RETURN: 1})
    assert (found.schools, found.asked) == (4, 5)
    assert found.excluded == {Part.CLOSED: 2, Part.NO_RETURN: 1}
    assert Question(1, DAY, NOW).service == ""
