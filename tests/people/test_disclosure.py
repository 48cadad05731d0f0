"""Small numbers: what is hidden, and a reader who knows the rules and all that is shown and still cannot say it."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from people import disclosure
from people.disclosure import (
    AT_LEAST_SPECIAL,
    NOT_SHOWN,
    Count,
    Table,
    TwoWay,
    again,
    change,
    may_replace,
    over_schools,
    shown,
    table,
    two_way,
)

NUMBERS = st.integers(0, 25)


# What is said --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("count", "of", "words"),
    [
        (0, None, "fewer than 5"),
        (4, None, "fewer than 5"),
        (5, None, "5"),
        (0, 0, "0"),
        (0, 60, "fewer than 5"),
        (4, 60, "fewer than 5"),
        (5, 60, "5"),
        (55, 60, "55"),
        (56, 60, "all but fewer than 5"),
        (60, 60, "all but fewer than 5"),
        (2, 3, "fewer than 5"),
        (3, 3, "fewer than 5"),
        # All of five would be named by "all but fewer than 5", for it is the only number from 5 on.
        (5, 5, NOT_SHOWN),
        (0, 5, NOT_SHOWN),
        (2, 7, "fewer than 5"),
        (6, 7, "all but fewer than 5"),
    ],
)
def test_a_number_under_five_is_not_said_nor_is_one_that_leaves_so_few(count: int, of: int | None, words: str) -> None:
    assert str(shown(count, of=of)) == words


def test_the_whole_of_a_number_is_hidden_with_it_where_it_is_small() -> None:
    few = shown(2, of=3).of
    assert few is not None
    assert (few.value, str(few)) == (None, "fewer than 5")


def test_a_percentage_is_of_what_is_shown() -> None:
    assert shown(12, of=60).percent == 20
    assert shown(5, of=40).percent == 13  # 12.5 and halves go up
    assert [shown(n, of=60).percent for n in (4, 57)] == [None, None]
    assert (shown(0, of=0).percent, shown(12).percent, shown(3, of=4).percent) == (None, None, None)


@pytest.mark.parametrize(
    ("parts", "cells", "total"),
    [
        ({}, [], "0"),
        ({"a": 0, "b": 0}, ["0", "0"], "0"),
        ({"a": 7, "b": 9}, ["7", "9"], "16"),
        ({"a": 3, "b": 1, "c": 9}, ["fewer than 5", "fewer than 5", "9"], "13"),
        # One alone would be what the others leave of the total, so the next larger goes with it.
        ({"a": 3, "b": 12, "c": 9}, [NOT_SHOWN, "12", NOT_SHOWN], "24"),
        # Two alike are each half of what the others leave.
        ({"a": 3, "b": 3, "c": 9, "d": 20}, [NOT_SHOWN, NOT_SHOWN, NOT_SHOWN, "20"], "35"),
        ({"a": 3, "b": 9, "c": 9, "d": 20}, [NOT_SHOWN, NOT_SHOWN, NOT_SHOWN, "20"], "41"),
        ({"a": 2, "b": 2, "c": 2}, ["fewer than 5"] * 3, NOT_SHOWN),
        ({"a": 1, "b": 2}, ["fewer than 5"] * 2, "fewer than 5"),
        ({"a": 5, "b": 0}, [NOT_SHOWN, NOT_SHOWN], "5"),
    ],
)
def test_a_table_hides_what_its_total_would_give_away(parts: dict[str, int], cells: list[str], total: str) -> None:
    found = table(parts)
    assert [str(found[key]) for key in parts] == cells
    assert str(found.total) == total
    assert bool(found.note) is not found.is_whole


def test_a_part_that_nobody_can_be_in_is_nought_and_hides_nothing() -> None:
    found = table({"a": 7, "b": 0, "c": 9}, nought=["b"])
    assert [str(cell) for cell in found.cells.values()] == ["7", "0", "9"]
    with pytest.raises(ValueError, match="nobody can be in"):
        table({"a": 7, "b": 1}, nought=["b"])


def test_a_table_by_two_things_shows_its_inside_whole_or_not_at_all() -> None:
    whole = two_way({"a": {"x": 7, "y": 9}, "b": {"x": 5, "y": 6}})
    assert whole.inside is not None
    assert [str(cell) for row in whole.inside.values() for cell in row.values()] == ["7", "9", "5", "6"]
    partly = two_way({"a": {"x": 7, "y": 9}, "b": {"x": 5, "y": 4}})
    assert partly.inside is None
    assert [str(one) for one in (*partly.rows.values(), *partly.columns.values(), partly.total)] == [
        "16",
        "9",
        "12",
        "13",
        "25",
    ]
    # The columns would show a whole of which the rows, all alike, are a third each.
    alike = two_way({"a": {"x": 2, "y": 2}, "b": {"x": 2, "y": 2}, "c": {"x": 2, "y": 2}})
    assert {str(one) for one in (*alike.rows.values(), *alike.columns.values(), alike.total)} == {NOT_SHOWN}
    with pytest.raises(ValueError, match="same columns"):
        two_way({"a": {"x": 1}, "b": {"y": 1}})


def test_a_council_counts_over_five_schools_or_more() -> None:
    assert not over_schools(dict.fromkeys(range(4), 9)).is_shown
    assert str(over_schools(dict.fromkeys(range(4), 9))) == "not shown: it is counted over 5 schools or more"
    assert str(over_schools(dict.fromkeys(range(5), 9))) == "45"
    assert str(over_schools(dict.fromkeys(range(60), 0) | {7: 4})) == "fewer than 5"
    of_posts = over_schools(dict.fromkeys(range(10), 1), of=dict.fromkeys(range(10), 8))
    assert (str(of_posts), str(of_posts.of), of_posts.percent) == ("10", "80", 13)
    with pytest.raises(ValueError, match="same schools"):
        over_schools({1: 2}, of={2: 2})
    with pytest.raises(ValueError, match="5 schools or more"):
        over_schools({1: 2}, at_least_schools=4)


def test_a_figure_that_moved_little_is_not_published_again() -> None:
    assert str(again(17, before=None)) == "17"
    for now in range(13, 22):
        assert (again(now, before=17).value, str(again(now, before=17))) == (None, "within 4 of 17")
        assert again(now, before=17).last == 17
    assert (str(again(12, before=17)), str(again(22, before=17)), str(again(4, before=17))) == (
        "12",
        "22",
        "fewer than 5",
    )


def test_a_change_is_said_where_both_figures_are_and_it_is_not_small() -> None:
    assert str(change(shown(22), shown(17))) == "5 more"
    assert str(change(shown(12), shown(17))) == "5 fewer"
    for now, before in ((18, 17), (17, 17), (4, 17), (17, 4)):
        assert change(shown(now), shown(before)).value is None


def test_a_table_whose_figures_moved_little_leaves_the_one_before_standing() -> None:
    before = {"a": 10, "b": 20, "c": 30}
    assert may_replace(before, before)
    assert may_replace(before | {"a": 15}, before)
    assert not may_replace(before | {"a": 11}, before)
    # Two moves of five whose sum is hidden in neither.
    assert may_replace(before | {"a": 15, "b": 15}, before)
    assert not may_replace({"a": 10, "b": 20}, before)
    # What is hidden moved by one between them.
    assert not may_replace({"a": 3, "b": 1, "c": 30}, {"a": 2, "b": 1, "c": 30})


def test_special_categories_take_ten() -> None:
    assert str(shown(9, at_least=AT_LEAST_SPECIAL)) == "fewer than 10"
    assert str(shown(51, of=60, at_least=AT_LEAST_SPECIAL)) == "all but fewer than 10"


@pytest.mark.parametrize(
    "call",
    [
        lambda: shown(3, at_least=4),
        lambda: table({"a": 3}, at_least=1),
        lambda: two_way({"a": {"x": 3}}, at_least=0),
        lambda: over_schools({1: 3}, at_least=2),
        lambda: again(3, before=3, at_least=2),
        lambda: shown(-1),
        lambda: shown(6, of=5),
    ],
)
def test_a_smaller_threshold_and_an_impossible_number_are_refused(call: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"threshold|nought or more"):
        call()


# The reader who knows the rules ---------------------------------------------------------------------------------------
# Each page is put beside every other state of affairs that would have given the very same page. What is hidden on it
# must have differed in one of them.
Page = Hashable
Numbers = tuple[int, ...]


def found_out(affairs: Iterable[Numbers], publish: Callable[[Numbers], tuple[Page, Sequence[bool]]]) -> list[str]:
    """What such a reader can say of a hidden number. publish: the page, and for each number whether it is shown."""
    alike: dict[Page, list[Numbers]] = defaultdict(list)
    showing: dict[Page, Sequence[bool]] = {}
    for numbers in affairs:
        page, shows = publish(numbers)
        alike[page].append(numbers)
        showing[page] = shows
    return [
        f"{page}: number {place} is {values[0][place]}"
        for page, values in alike.items()
        for place, is_shown in enumerate(showing[page])
        if not is_shown and len({numbers[place] for numbers in values}) == 1
    ]


def said(count: Count) -> tuple[str, int | None]:
    return count.words, count.percent


def page_of(found: Table[int]) -> tuple[Page, list[bool]]:
    page = (tuple(said(cell) for cell in found.cells.values()), said(found.total))
    return page, [*(cell.is_shown for cell in found.cells.values())]


def _table(numbers: Numbers) -> tuple[Page, list[bool]]:
    return page_of(table(dict(enumerate(numbers))))


def of_totals(parts: int, most: int) -> Iterator[Numbers]:
    """Every way to divide every total up to `most` among so many parts."""
    if parts == 0:
        yield ()
        return
    for first in range(most + 1):
        yield from ((first, *rest) for rest in of_totals(parts - 1, most - first))


@pytest.mark.parametrize(("parts", "most"), [(1, 30), (2, 40), (3, 40), (4, 26), (5, 17)])
def test_no_reader_of_a_table_can_say_a_hidden_number(parts: int, most: int) -> None:
    assert found_out(of_totals(parts, most), _table) == []


def test_no_reader_of_a_table_with_a_part_that_nobody_can_be_in_can_say_a_hidden_number() -> None:
    def publish(numbers: Numbers) -> tuple[Page, list[bool]]:
        page, shows = page_of(table(dict(enumerate((*numbers, 0))), nought=[2]))
        return page, shows[:2]

    assert found_out(of_totals(2, 40), publish) == []


@pytest.mark.parametrize("at_least", [5, 10])
def test_no_reader_of_a_number_can_say_it_nor_what_is_left_of_its_whole(at_least: int) -> None:
    for of in range(1, 40):

        def publish(numbers: Numbers, of: int = of) -> tuple[Page, list[bool]]:
            # Both sides are shown by two careless calls.
            sides = [shown(n, of=of, at_least=at_least) for n in (numbers[0], of - numbers[0])]
            return tuple(said(side) for side in sides), [sides[0].is_shown]

        assert found_out(((count,) for count in range(of + 1)), publish) == []

    def alone(numbers: Numbers) -> tuple[Page, list[bool]]:
        one = shown(numbers[0], of=numbers[1], at_least=at_least)
        assert one.of is not None
        return (said(one), said(one.of)), [one.is_shown, one.of.is_shown]

    assert found_out(((count, of) for of in range(1, 40) for count in range(of + 1)), alone) == []


def _two_way(rows: int, columns: int) -> Callable[[Numbers], tuple[Page, list[bool]]]:
    def publish(numbers: Numbers) -> tuple[Page, list[bool]]:
        cells = {i: {j: numbers[i * columns + j] for j in range(columns)} for i in range(rows)}
        found: TwoWay[int, int] = two_way(cells)
        inside = found.inside
        page = (
            tuple(said(one) for one in (*found.rows.values(), *found.columns.values(), found.total)),
            None if inside is None else tuple(said(one) for row in inside.values() for one in row.values()),
        )
        is_shown = [inside is not None and inside[i][j].is_shown for i in range(rows) for j in range(columns)]
        return page, is_shown

    return publish


@pytest.mark.parametrize(("rows", "columns", "most"), [(1, 2, 40), (2, 1, 40), (2, 2, 26), (2, 3, 15), (3, 2, 15)])
def test_no_reader_of_a_table_by_two_things_can_say_a_hidden_number(rows: int, columns: int, most: int) -> None:
    assert found_out(of_totals(rows * columns, most), _two_way(rows, columns)) == []


@given(st.lists(NUMBERS, min_size=2, max_size=12))
@settings(max_examples=300)
def test_each_hidden_number_of_a_table_could_be_exchanged_with_another(numbers: list[int]) -> None:
    page, shows = _table(tuple(numbers))
    hidden = [place for place, is_shown in enumerate(shows) if not is_shown]
    if not hidden:
        return
    if len({numbers[place] for place in hidden}) == 1:
        # All small and alike, and then the total is hidden: one more or one less of each gives the same page.
        assert len(hidden) == len(numbers)
        assert any(_table((other,) * len(numbers))[0] == page for other in range(1, 5) if other != numbers[0]) or (
            sum(numbers) < 5
        )
        return
    for place in hidden:
        swapped = list(numbers)
        other = next(at for at in hidden if numbers[at] != numbers[place])
        swapped[place], swapped[other] = numbers[other], numbers[place]
        assert _table(tuple(swapped))[0] == page


def test_no_reader_of_two_publications_of_a_figure_can_say_a_hidden_one_nor_a_small_move() -> None:
    def publish(numbers: Numbers) -> tuple[Page, list[bool]]:
        first = shown(numbers[0])
        second = again(numbers[1], before=first.last)
        third = again(numbers[2], before=second.last)
        if second.is_shown and first.is_shown:
            assert abs(numbers[1] - numbers[0]) >= 5
        return (said(first), said(second), said(third)), [one.is_shown for one in (first, second, third)]

    assert found_out(product(range(22), repeat=3), publish) == []


def test_no_reader_of_two_tables_one_after_the_other_can_say_a_hidden_number_or_a_small_move() -> None:
    def publish(numbers: Numbers) -> tuple[Page, list[bool]]:
        before, now = dict(enumerate(numbers[:2])), dict(enumerate(numbers[2:]))
        first, first_shows = page_of(table(before))
        if not may_replace(now, before):
            return (first, "stands"), [*first_shows, False, False]
        second, second_shows = page_of(table(now))
        for place in range(2):
            moved = abs(now[place] - before[place])
            assert not (first_shows[place] and second_shows[place]) or moved == 0 or moved >= 5
        return (first, second), [*first_shows, *second_shows]

    assert found_out(product(range(13), repeat=4), publish) == []


def test_the_reader_finds_out_what_a_rule_that_is_too_weak_lets_slip(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small numbers alone are hidden: no second one beside them, and the total shown whatever it gives away."""

    def small_alone(numbers: Iterable[int], at_least: int) -> set[int]:
        return {number for number in numbers if number < at_least} | {-1, -2}

    monkeypatch.setattr(disclosure, "_hidden", small_alone)
    assert any("number 0 is 4" in one for one in found_out(of_totals(3, 20), _table))
    assert found_out(of_totals(4, 24), _two_way(2, 2))
