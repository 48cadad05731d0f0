"""What changed between two policies, clause by clause and word by word."""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from diff_match_patch import diff_match_patch

from .model import Clause, Document, Section

# A word with its inner apostrophes and hyphens, or one sign.
_TOKEN = re.compile(r"\w+(?:[\u2019'-]\w+)*|[^\w\s]")
# Beyond this many comparisons of word with word the least difference is no longer worth waiting for.
_LEAST_DIFFERENCE_UP_TO = 4_000_000
# Each word is told to the differ as one sign: those above the first plane, where no surrogates are.
_OLD_ALONE, _NEW_ALONE, _FIRST_CODE, _LAST_CODE = "\U00010000", "\U00010001", 0x10002, 0x10FFFF


class Status(StrEnum):
    """What became of a clause."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stands in both versions or in one of them."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """What became of one clause; `pieces` are those of its `full_text`. A changed clause may have moved as well.

    section: where it stands now, or stood last. moved_from: the section it left for another.
    """

    status: Status
    moved: bool
    before: Clause | None
    after: Clause | None
    pieces: tuple[Piece, ...]
    section: Section
    moved_from: Section | None = None

    @property
    def clause(self) -> Clause:
        """The clause as it stands now, or stood last."""
        clause = self.after or self.before
        assert clause is not None  # noqa: S101 - a change has at least one side
        return clause

    @property
    def differs(self) -> bool:
        """Whether anything of it changed: its words, its place, or what it is."""
        return self.status is not Status.SAME or self.moved or bool(self.turned)

    @property
    def turned(self) -> tuple[str, ...]:
        """What changed about a clause besides its words and its place, a sentence each."""
        before, after = self.before, self.after
        if before is None or after is None:
            return ()
        said = []
        if before.kind is not after.kind:
            said.append(f"Was {before.kind.in_a_sentence}, is now {after.kind.in_a_sentence}.")
        if before.locked != after.locked:
            said.append("Is now a core clause." if after.locked else "Is no longer a core clause.")
        return tuple(said)


@dataclass(frozen=True, slots=True)
class HeadingChange:
    """A title, subtitle or heading that differs."""

    name: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two policies, in the order of the later one; removed clauses stand where they stood."""

    clauses: tuple[ClauseChange, ...]
    headings: tuple[HeadingChange, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not self.headings and not self.differing

    @property
    def differing(self) -> tuple[ClauseChange, ...]:
        """The clauses of which something changed."""
        return tuple(change for change in self.clauses if change.differs)

    @property
    def summary(self) -> str:
        """One sentence, like "3 clauses changed, 1 added, 1 moved; 41 the same"."""
        counts = [
            (sum(change.status is Status.CHANGED or bool(change.turned) for change in self.clauses), "changed"),
            (sum(change.status is Status.ADDED for change in self.clauses), "added"),
            (sum(change.status is Status.REMOVED for change in self.clauses), "removed"),
            (sum(change.moved for change in self.clauses), "moved"),
        ]
        said = [(count, word) for count, word in counts if count]
        same = len(self.clauses) - len(self.differing)
        parts = (
            [f"{_clauses(said[0][0])} {said[0][1]}", *(f"{count} {word}" for count, word in said[1:])] if said else []
        )
        if self.headings:
            parts.append(f"{len(self.headings)} heading{'s' if len(self.headings) > 1 else ''} changed")
        if not parts:
            return f"Nothing changed; {_clauses(same)} the same"
        return f"{', '.join(parts)}; {same} the same"


def _clauses(count: int) -> str:
    return f"{count} clause" if count == 1 else f"{count} clauses"


def compare(before: Document, after: Document) -> Comparison:
    """Tell what became of every clause of `before` in `after`.

    Clauses are the same clause when they share an id, when one was taken from the other as its model clause, or
    else when every word is the same. A clause that changed its order or its section is moved, not removed and added.
    """
    old, new = list(_placed(before)), list(_placed(after))
    pairs = _paired([clause for _, clause in old], [clause for _, clause in new])
    kept = {section.id for section in before.sections} & {section.id for section in after.sections}
    stayed = _stayed(pairs, old, new, kept)
    matched = {place: origin for origin, place in pairs.items()}
    changes: list[ClauseChange] = []
    reported = 0
    for place, (section, clause) in enumerate(new):
        origin = matched.get(place)
        if origin is not None and origin in stayed:
            changes.extend(_removed(old[reported:origin], pairs, reported))
            reported = origin + 1
        if origin is None:
            changes.append(_change(section, None, clause, moved=False))
        else:
            left, before_it = old[origin]
            moved_from = left if origin not in stayed and _differ(left, section, kept) else None
            changes.append(_change(section, before_it, clause, moved=origin not in stayed, moved_from=moved_from))
    changes.extend(_removed(old[reported:], pairs, reported))
    return Comparison(tuple(changes), tuple(_headings(before, after)))


def _placed(document: Document) -> Iterator[tuple[Section, Clause]]:
    for section in document.sections:
        for clause in section.clauses:
            yield section, clause


def _removed(old: Sequence[tuple[Section, Clause]], pairs: dict[int, int], first: int) -> Iterator[ClauseChange]:
    for place, (section, clause) in enumerate(old, start=first):
        if place not in pairs:
            yield _change(section, clause, None, moved=False)


def _change(
    section: Section,
    before: Clause | None,
    after: Clause | None,
    *,
    moved: bool,
    moved_from: Section | None = None,
) -> ClauseChange:
    pieces = compare_texts(before.full_text if before else "", after.full_text if after else "")
    if before is None:
        status = Status.ADDED
    elif after is None:
        status = Status.REMOVED
    else:
        status = Status.SAME if before.full_text == after.full_text else Status.CHANGED
    return ClauseChange(status, moved, before, after, pieces, section, moved_from)


def _paired(old: Sequence[Clause], new: Sequence[Clause]) -> dict[int, int]:
    """Which place of `old` each place of `new` comes from, as {old: new}."""
    pairs: dict[int, int] = {}
    keys: tuple[tuple[Callable[[Clause], Hashable], Callable[[Clause], Hashable]], ...] = (
        (_own_id, _own_id),
        (_own_id, _model_id),
        (_model_id, _own_id),
        (_model_id, _model_id),
        (_wording, _wording),
    )
    for key_old, key_new in keys:
        waiting: dict[Hashable, list[int]] = {}
        for place, clause in enumerate(old):
            if place not in pairs and key_old(clause) is not None:
                waiting.setdefault(key_old(clause), []).append(place)
        taken = set(pairs.values())
        for place, clause in enumerate(new):
            if place not in taken and (places := waiting.get(key_new(clause))):
                pairs[places.pop(0)] = place
    return pairs


def _own_id(clause: Clause) -> str:
    return clause.id


def _model_id(clause: Clause) -> str | None:
    return clause.model_clause.id if clause.model_clause else None


def _wording(clause: Clause) -> Hashable:
    return clause.kind, clause.full_text


def _stayed(
    pairs: dict[int, int],
    old: Sequence[tuple[Section, Clause]],
    new: Sequence[tuple[Section, Clause]],
    kept: Collection[str],
) -> set[int]:
    """The places of `old` whose clause kept its section and its order: the longest run that still rises."""
    at_home = [place for place in sorted(pairs) if not _differ(old[place][0], new[pairs[place]][0], kept)]
    return {at_home[index] for index in longest_rising_run([pairs[place] for place in at_home])}


def _differ(before: Section, after: Section, kept: Collection[str]) -> bool:
    """Whether these are two sections. kept: the ids that both texts have; without one, kind and heading tell."""

    def identity(section: Section) -> Hashable:
        return section.id if section.id in kept else (section.kind, section.heading.casefold())

    return identity(before) != identity(after)


def longest_rising_run(values: Sequence[int]) -> list[int]:
    """The indexes of the longest subsequence of `values` that rises strictly."""
    tails: list[int] = []  # the least last value of a rising run of each length
    holders: list[int] = []  # where that value stands
    before: list[int] = []
    for index, value in enumerate(values):
        length = bisect_left(tails, value)
        before.append(holders[length - 1] if length else -1)
        tails[length : length + 1] = [value]
        holders[length : length + 1] = [index]
    run: list[int] = []
    index = holders[-1] if holders else -1
    while index >= 0:
        run.append(index)
        index = before[index]
    return run[::-1]


def _headings(before: Document, after: Document) -> Iterator[HeadingChange]:
    yield from _heading("Title", before.title, after.title)
    yield from _heading("Subtitle", before.subtitle, after.subtitle)
    old = {section.id: section for section in before.sections}
    new = {section.id: section for section in after.sections}
    if not old.keys() & new.keys():
        # Two documents that were read apart share no ids: their headings are compared as lists.
        yield from _heading("Headings", _listed(before.sections), _listed(after.sections))
        return
    for section in after.sections:
        held = old.get(section.id)
        yield from _heading("Heading", held.heading if held else "", section.heading)
        if held is not None:
            yield from _heading(f"What “{section.heading}” is for", held.kind.label, section.kind.label)
    for section in before.sections:
        if section.id not in new:
            yield from _heading("Heading", section.heading, "")


def _heading(name: str, before: str, after: str) -> Iterator[HeadingChange]:
    if before != after:
        yield HeadingChange(name, before, after, compare_texts(before, after))


def _listed(sections: Iterable[Section]) -> str:
    return "\n".join(section.heading for section in sections)


def compare_texts(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of two texts, word by word.

    Read without what was added they are `before`, without what was removed `after`. A word that need not be
    marked is not: what is the same between the texts is as long as it can be.
    """
    if before == after:
        return (Piece(Mark.SAME, before),) if before else ()
    old, new = list(_TOKEN.finditer(before)), list(_TOKEN.finditer(after))
    pieces: list[tuple[Mark, str]] = []
    at_old = at_new = 0
    for place_old, place_new in _same_words([word[0] for word in old], [word[0] for word in new]):
        first, second = old[place_old], new[place_new]
        pieces.extend(_between(before[at_old : first.start()], after[at_new : second.start()]))
        pieces.append((Mark.SAME, first[0]))
        at_old, at_new = first.end(), second.end()
    pieces.extend(_between(before[at_old:], after[at_new:]))
    return tuple(_merged(pieces))


def _same_words(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places at which the two lists of words agree."""
    known = frozenset(old)
    # Words of one list alone agree with nothing, so one sign stands for them all; words beyond the last sign are marked
    # though they need not be, in texts of a million different words.
    shared = dict.fromkeys(word for word in new if word in known)
    codes = {word: chr(code) for word, code in zip(shared, range(_FIRST_CODE, _LAST_CODE + 1), strict=False)}
    differ = diff_match_patch()
    differ.Diff_Timeout = 0 if len(old) * len(new) <= _LEAST_DIFFERENCE_UP_TO else 1
    at_old = at_new = 0
    for operation, text in differ.diff_main(
        "".join(codes.get(word, _OLD_ALONE) for word in old),
        "".join(codes.get(word, _NEW_ALONE) for word in new),
        False,
    ):
        if operation == differ.DIFF_EQUAL:
            yield from zip(range(at_old, at_old + len(text)), range(at_new, at_new + len(text)), strict=True)
        at_old += len(text) if operation != differ.DIFF_INSERT else 0
        at_new += len(text) if operation != differ.DIFF_DELETE else 0


def _between(old: str, new: str) -> Iterator[tuple[Mark, str]]:
    """What stands between two agreeing words: the spaces around a change that both texts have stay unmarked."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start] and old[start].isspace():
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-end - 1] == new[-end - 1] and old[-end - 1].isspace():
        end += 1
    yield Mark.SAME, old[:start]
    yield Mark.REMOVED, old[start : len(old) - end]
    yield Mark.ADDED, new[start : len(new) - end]
    yield Mark.SAME, old[len(old) - end :]


def _merged(pieces: Iterable[tuple[Mark, str]]) -> Iterator[Piece]:
    mark, held = Mark.SAME, ""
    for next_mark, text in pieces:
        if not text:
            continue
        if next_mark is not mark:
            if held:
                yield Piece(mark, held)
            mark, held = next_mark, ""
        held += text
    if held:
        yield Piece(mark, held)
