"""Small numbers: how a count of people or posts is shown where nobody may be picked out by it. Pure.

Open parts of reports, and the pages of councils, officers and governors, show such counts through here and in no other
way: a view or a report hands a template a `Count`, never the number. In a template `{{ count }}` is its words.

    shown(3)                            "fewer than 5"
    shown(12, of=60)                    "12", and .percent is 20
    shown(58, of=60)                    "all but fewer than 5": 2 is what would be left
    table({"today": 7, "term": 2, ...}) parts that add up, their total with them: use it whenever parts are shown
                                        together, never `shown` on each
    two_way({"primary": {"yes": 7 ...}}) parts by two things at once, with both rows of totals
    over_schools({urn: 3, ...})         one number over schools, for a council: five schools or more
    again(18, before=17)                the next publication of a figure that last showed 17
    may_replace(now, before)            whether a new table may stand in the place of the one published before

A count under the threshold is hidden, nought too, for that nobody is there says something of everybody. So is what it
could be worked out from. The threshold is 5, and 10 for the special categories across a council (`at_least=10`); a
smaller one is refused. Three things stay with the caller: show one thing in one cut only (a count over six schools
beside the count over five of them tells of the sixth); show no percentage but `Count.percent`; and where figures are
published again, hold them against what was published before.

What is promised: whoever knows these rules, and all that is shown by one call of them, finds for each hidden number
at least two values that it can have. Why that is so stands beside each rule, and the tests are such a reader.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)

AT_LEAST = 5
"""Counts below it are hidden: the threshold of the Department for Education's own publications."""
AT_LEAST_SPECIAL = 10
"""The same for special categories of personal data across a council."""
AT_LEAST_SCHOOLS = 5
"""A council's counts of posts or people are over so many schools or more."""
NOT_SHOWN = "not shown"
NOTE = "Numbers under 5 are not shown, nor numbers from which they could be worked out."


@dataclass(frozen=True, slots=True)
class Count:
    """A number as it may be shown. value is None where it is hidden; words are what stands in its place.

    of: what it is a part of. last: the number that the next publication is to be held against (`again`).
    """

    value: int | None
    words: str
    of: "Count | None" = None
    last: int | None = None

    def __str__(self) -> str:
        return self.words

    @property
    def is_shown(self) -> bool:
        """Whether the number itself is shown."""
        return self.value is not None

    @property
    def percent(self) -> int | None:
        """A whole per cent of what it is a part of, where both are shown and there is something to be a part of."""
        if self.value is None or self.of is None or not self.of.value:
            return None
        return (200 * self.value + self.of.value) // (2 * self.of.value)


@dataclass(frozen=True, slots=True)
class Table(Generic[Key]):
    """Parts and their total as they may be shown together."""

    cells: Mapping[Key, Count]
    total: Count

    def __getitem__(self, key: Key) -> Count:
        return self.cells[key]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is hidden."""
        return self.total.is_shown and all(cell.is_shown for cell in self.cells.values())

    @property
    def note(self) -> str:
        """What to say under the table; nothing where nothing is hidden."""
        return "" if self.is_whole else NOTE


@dataclass(frozen=True, slots=True)
class TwoWay(Generic[Key, Column]):
    """Parts by two things at once. inside is None where only the totals of rows and of columns can be shown."""

    rows: Mapping[Key, Count]
    columns: Mapping[Column, Count]
    inside: Mapping[Key, Mapping[Column, Count]] | None
    total: Count


def shown(count: int, *, of: int | None = None, at_least: int = AT_LEAST) -> Count:
    """One number; with `of`, what it is a part of, which is then shown beside it.

    What is left of the whole is held to the same rule, so 58 of 60 is "all but fewer than 5". Nought of nought is 0.
    """
    _check((count,) if of is None else (count, of - count), at_least)
    if of is None:
        return _shown(count) if count >= at_least else Count(None, _few(at_least))
    if of == 0:
        return Count(0, "0", of=_shown(0), last=0)
    if of < at_least:
        few = Count(None, _few(at_least))
        return Count(None, few.words, of=few)
    words = _words(of, at_least)[count]
    return Count(None, words, of=_shown(of)) if words else Count(count, str(count), of=_shown(of), last=count)


def table(parts: Mapping[Key, int], *, nought: Collection[Key] = (), at_least: int = AT_LEAST) -> Table[Key]:
    """Parts that add up to a total, which is shown with them.

    nought: parts of which everybody knows beforehand that nobody can be in them; they are shown as 0.

    The small parts are hidden, and beside them the next larger ones until two different numbers are hidden. Which are
    hidden depends on the numbers alone and all hidden ones are worded alike, so any two of them could be exchanged and
    the table would look the same: each could be the other. Where all parts are small and equal, no exchange tells them
    apart from themselves, and the total is hidden too.
    """
    _check(parts.values(), at_least)
    if any(parts[key] for key in nought):
        raise ValueError("A part that nobody can be in has somebody in it.")
    total = sum(parts.values())
    if total == 0:
        return Table({key: _shown(0) for key in parts}, _shown(0))
    hidden = _hidden([number for key, number in parts.items() if key not in nought], at_least)
    if total < at_least or len(hidden) == 1:
        few = Count(None, _few(at_least))
        every = Count(None, NOT_SHOWN) if total >= at_least else few
        return Table({key: _shown(0) if key in nought else few for key in parts}, every)
    instead = Count(None, _few(at_least) if max(hidden, default=0) < at_least else NOT_SHOWN, of=_shown(total))
    return Table(
        {
            key: instead
            if number in hidden and key not in nought
            else Count(number, str(number), _shown(total), number)
            for key, number in parts.items()
        },
        _shown(total),
    )


def two_way(cells: Mapping[Key, Mapping[Column, int]], *, at_least: int = AT_LEAST) -> TwoWay[Key, Column]:
    """Parts by two things at once, with the totals of rows and of columns; every row has the same columns.

    The inside is shown whole, or where it holds one small number not at all. Between the least and the most that a
    cell can be, given the totals, lie the tables that look the same: at either end one of its neighbours is 0, so the
    inside would be hidden there too. Each line of totals is a `table`; where one of them may not show the whole, no
    number is shown.
    """
    columns = list(next(iter(cells.values()), {}))
    if any(list(row) != columns for row in cells.values()):
        raise ValueError("Each row of a table has the same columns.")
    inside = [number for row in cells.values() for number in row.values()]
    _check(inside, at_least)
    down = table({key: sum(row.values()) for key, row in cells.items()}, at_least=at_least)
    across = table({column: sum(row[column] for row in cells.values()) for column in columns}, at_least=at_least)
    if not (down.total.is_shown and across.total.is_shown):
        nothing = Count(None, NOT_SHOWN)
        return TwoWay(dict.fromkeys(cells, nothing), dict.fromkeys(columns, nothing), None, nothing)
    total = down.total
    if total.value == 0 or min(inside) >= at_least:
        each = {key: {column: Count(n, str(n), total, n) for column, n in row.items()} for key, row in cells.items()}
        return TwoWay(down.cells, across.cells, each, total)
    return TwoWay(down.cells, across.cells, None, total)


def over_schools(
    values: Mapping[Key, int],
    *,
    of: Mapping[Key, int] | None = None,
    at_least_schools: int = AT_LEAST_SCHOOLS,
    at_least: int = AT_LEAST,
) -> Count:
    """The sum over schools, each by its key, for their council; of fewer than five schools nothing is said.

    of: what the numbers are parts of, for the same schools.
    """
    if of is not None and of.keys() != values.keys():
        raise ValueError("A part and its whole are over the same schools.")
    _check(values.values(), at_least)
    if at_least_schools < AT_LEAST_SCHOOLS:
        raise ValueError(f"A count of posts or people is over {AT_LEAST_SCHOOLS} schools or more.")
    if len(values) < at_least_schools:
        return Count(None, f"{NOT_SHOWN}: it is counted over {at_least_schools} schools or more")
    return shown(sum(values.values()), of=None if of is None else sum(of.values()), at_least=at_least)


def again(count: int, *, before: int | None, at_least: int = AT_LEAST) -> Count:
    """The next publication of a single figure. before: `last` of the one before it, None where none was shown.

    A figure that moved by less than the threshold, or not at all, is not shown again: whoever holds both papers would
    else know that one person came or went. It then says what it is near to, and the number to hold the next one
    against stays what it was.
    """
    _check((count,), at_least)
    if before is None or count < at_least or abs(count - before) >= at_least:
        return shown(count, at_least=at_least)
    return Count(None, f"within {at_least - 1} of {before}", last=before)


def change(now: Count, before: Count, *, at_least: int = AT_LEAST) -> Count:
    """By how much a figure moved since it was published before, where both are shown and the change is not small."""
    if now.value is None or before.value is None or abs(now.value - before.value) < at_least:
        return Count(None, NOT_SHOWN)
    moved = now.value - before.value
    return Count(moved, f"{abs(moved)} {'more' if moved > 0 else 'fewer'}", last=moved)


def may_replace(
    now: Mapping[Key, int], before: Mapping[Key, int], *, nought: Collection[Key] = (), at_least: int = AT_LEAST
) -> bool:
    """Whether a new table of these parts may be published; where not, the one from before stands, with its own day.

    before: the parts as they were then. No figure that both tables show, and no sum of what one of them hides, may
    have moved by less than the threshold, unless nothing has moved at all.
    """
    if now == before:
        return True
    if now.keys() != before.keys():
        return False
    new, old = (table(parts, nought=nought, at_least=at_least) for parts in (now, before))
    if not (new.total.is_shown and old.total.is_shown):
        return True
    both = [key for key in now if new[key].is_shown and old[key].is_shown]
    moves = [now[key] - before[key] for key in both]
    moves += [sum(now.values()) - sum(before.values())]
    moves += [moves[-1] - sum(moves[:-1])]
    return all(move == 0 or abs(move) >= at_least for move in moves)


def _hidden(numbers: Collection[int], at_least: int) -> set[int]:
    """Which numbers are hidden: the small ones, and the next larger until two different ones are, where there are."""
    hidden = {number for number in numbers if number < at_least}
    if len(hidden) == 1:
        hidden |= set(sorted(set(numbers) - hidden)[:1])
    return hidden


def _words(of: int, at_least: int) -> list[str]:
    """For each number out of this whole what is said in its place; nothing where it is shown.

    Worded by which side is small, for that says most; but not for a whole where that wording would leave one number.
    """

    def side(count: int) -> str:
        if count < at_least:
            return _few(at_least)
        return f"all but {_few(at_least)}" if of - count < at_least else ""

    words = [side(count) for count in range(of + 1)]
    pairs = [pair for pair in zip(words, reversed(words), strict=True) if any(pair)]
    if any(pairs.count(pair) == 1 for pair in set(pairs)):
        return [NOT_SHOWN if word else "" for word in words]
    return words


def _few(at_least: int) -> str:
    return f"fewer than {at_least}"


def _shown(number: int) -> Count:
    return Count(number, str(number), last=number)


def _check(numbers: Iterable[int], at_least: int) -> None:
    if at_least < AT_LEAST:
        raise ValueError(f"Counts under {AT_LEAST} are never shown: the threshold cannot be {at_least}.")
    if any(number < 0 for number in numbers):
        raise ValueError("A count of people or posts is nought or more, and a part no more than its whole.")
