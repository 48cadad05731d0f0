"""Blocks of `Label: value`: "Recommendation 1: ...", "Lead: ...", "By when: ..."."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from actionplan.reading.above import with_numbers_above
from actionplan.reading.columns import roles_of
from actionplan.reading.decisions import begins_decision
from actionplan.reading.fields import HEADING, ITEM, Field, fields_of, headings_of, items_of, lines_of_their_own
from actionplan.reading.fragments import (
    Cell,
    Fragment,
    filled,
    first_word,
    is_page_number,
    letters_are_capitals,
    looks_capital,
    paragraphs,
    said_in,
    same,
    trimmed,
)
from actionplan.reading.grids import Grid, Row, Stray, names_a_plan, squeezed
from actionplan.reading.labels import split_label
from actionplan.reading.names import SUBJECT, Role, kind_of
from actionplan.reading.strips import AFTER, SECTION
from documents.blocks import words

_SHORT = (Role.OWNERS, Role.DUE, Role.STATUS)
# "Key priority 2" on a line by itself names a part, and so does the line right below it.
_PART = re.compile(
    r"^[\s#*]*(?:key |strategic )?(?:priority|theme|strand|aim|goal|part|section|workstream)\s+"
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\*{0,2}\s*$",
    re.IGNORECASE,
)
_LONGEST_PART = 14  # words
_LONGEST_TOPIC = 3  # words
_TAG = re.compile(r"\s*\[(?P<said>[^\[\]]{3,40})\]\s*(?P<rest>\S.*)$")


def read_labelled(lines: Sequence[Fragment], *, least: int) -> Grid | None:
    """The grid of a file written as labelled blocks, one for each recommendation; at least so many of them."""
    whole = {id(line) for line in lines}
    lines = lines_of_their_own(lines)
    cut = {id(line) for line in lines} - whole
    fields = fields_of(lines)
    items, parts = items_of(lines, fields)
    # "Priority 1" above items 1.1 and 1.2 names a part of the list.
    parts |= {index for index, field in fields.items() if items and field.number}
    fields = dict(sorted({i: field for i, field in (fields | items).items() if i not in parts}.items()))
    counts = Counter(squeezed(field.name) for field in fields.values())
    names: list[str] = []
    for field in fields.values():
        if squeezed(field.name) not in map(squeezed, names):
            names.append(field.name)
    opener = _opener(names, counts, fields)
    numbered = {squeezed(field.name) for field in fields.values() if field.number}
    said = [ITEM if kind_of(name) == Role.LABEL and squeezed(name) in numbered else name for name in names]
    if opener is None or not names_a_plan(said):
        return None
    if headings := headings_of(lines, fields, squeezed(opener)):
        fields, names, opener = dict(sorted((fields | headings).items())), [HEADING, *names], HEADING
        counts[HEADING] = len(headings)
    sections = {squeezed(name) for name in names[: names.index(opener)] if counts[squeezed(name)] > 1}
    names = [name for name in names if squeezed(name) not in sections]
    named = {index for index, field in fields.items() if squeezed(field.name) in sections}
    named |= parts
    fields = {index: field for index, field in fields.items() if index not in named}
    if len(names) < 3 and counts[squeezed(opener)] < 2:
        return None
    if max(counts.values()) < 2 and len(names) < 4:
        return None
    grid = _Blocks(lines, fields, names, squeezed(opener), named, cut).read()
    if grid is None or len(grid.rows) < least:
        return None
    filled_cells = sum(filled(cell) for row in grid.rows for cell in row.cells)
    return with_numbers_above(grid) if filled_cells >= 2 * len(grid.rows) else None


def _opener(names: Sequence[str], counts: Counter[str], fields: dict[int, Field]) -> str | None:
    """The label that opens each block: the first that says what is recommended, or gives its number."""
    numbered = [field.name for field in fields.values() if field.number]
    often = counts.most_common(1)[0][1] if counts else 0
    kinds = {name: kind_of(name) for name in names}
    for name in names:
        # A "Priority 1" over several blocks of What, Who and When is the name of a section.
        repeated = counts[squeezed(name)] < often and kinds[name] in (None, SUBJECT, Role.OTHER)
        if repeated and any(kinds[n] == Role.ACTIONS and counts[squeezed(n)] == often for n in names):
            continue
        opening = kind_of(name) in (Role.LABEL, Role.TEXT, SUBJECT, Role.ACTIONS) or name in numbered
        if opening and (counts[squeezed(name)] * 2 >= often or name in numbered):
            return name
    return None


def _with_answer(row: Row, column: int, parts: tuple[Cell, Cell]) -> Row:
    """The row with a cell more: the answer that stood in this column."""
    cells = [parts[0] if index == column else cell for index, cell in enumerate(row.cells)]
    return Row((*cells, parts[1]))


def _answered(cell: Cell) -> tuple[Cell, Cell] | None:
    """What is recommended, and what was decided: in brackets before it, or in the paragraphs below it."""
    parts = paragraphs(cell)
    tag = _TAG.match(parts[0][0].text) if parts else None
    if tag and begins_decision(tag["said"]):
        number = parts[0][0].number
        first = next(i for i, fragment in enumerate(cell) if not fragment.is_gap)
        return (Fragment(number, tag["rest"]), *cell[first + 1 :]), (Fragment(number, tag["said"]),)
    if len(parts) > 1 and begins_decision(said_in(parts[1])):
        answer = tuple(f for part in parts[1:] for f in (*part, Fragment(part[-1].number, "")))
        return parts[0], trimmed(answer)
    return None


class _Blocks:
    """The walk over the lines that fills one block after another; `cut` are the ids of what stood on a shared line."""

    def __init__(
        self,
        lines: Sequence[Fragment],
        fields: dict[int, Field],
        names: list[str],
        opener: str,
        sections: set[int],
        cut: set[int],
    ) -> None:
        self.lines, self.fields, self.opener, self.sections, self.cut = lines, fields, opener, sections, cut
        first = min(i for i, field in fields.items() if squeezed(field.name) == opener)
        used = [field.name for i, field in fields.items() if i >= first]
        names = [name for name in names if squeezed(name) in map(squeezed, used)]
        self.numbered = any(f.number and squeezed(f.name) == opener for f in fields.values())
        self.grid = Grid(names=["", *names] if self.numbered else list(names), rows=[])
        if any(field.is_item for field in fields.values()):
            # "1.0 RECRUITMENT" above 1.1 names a part of the list.
            sections = sections | {index for index in range(first) if split_label(lines[index].text)}
        parts = {index for index in range(first) if _PART.match(lines[index].text)}
        below = {index + 1 for index in parts if index + 1 < first and not lines[index + 1].is_gap}
        sections = sections | parts | below
        self.grid.before = [line for index, line in enumerate(lines[:first]) if index not in sections]
        self.grid.strays = [Stray((lines[index],), SECTION) for index in sorted(sections) if index < first]
        self.first = first
        self.margin = max(len(line.text) for line in lines)
        self.apart = {index for index in range(first + 1, len(lines)) if self._stands_apart(index)}
        self.beside = len(self.grid.names)
        if self.apart:
            self.grid.names.append("")
            self.grid.known[self.beside] = Role.ACTIONS
        self.seen: set[str] = set()
        self.cells: list[list[Fragment]] = []

    def read(self) -> Grid | None:
        """The grid."""
        column: int | None = None
        names = [squeezed(name) for name in self.grid.names]
        last = max(self.fields)
        for index in range(self.first, len(self.lines)):
            line, field = self.lines[index], self.fields.get(index)
            if field is not None:
                column = self._open(field, names)
            elif is_page_number(line.text) or self._repeats_title(line):
                self.grid.furniture.append(line)
            elif index in self.sections or self._names_section(index):
                self.grid.strays.append(Stray((line,), SECTION))
            elif index > last and column is not None and self._stands_after(index, column):
                self.grid.strays.append(Stray(tuple(one for one in self.lines[index:] if not one.is_gap), AFTER))
                break
            elif column is not None:
                column = self.beside if index in self.apart else column
                self.cells[column].append(line if not line.is_gap else Fragment(line.number, ""))
        self._close()
        self._know_columns()
        return self.grid if self.grid.rows else None

    def _stands_apart(self, index: int) -> bool:
        """Whether a line begins anew below one that several labels share, none of which it goes on with."""
        line, above = self.lines[index], self.lines[index - 1]
        shared = all(i in self.fields and id(self.lines[i]) in self.cut for i in (index - 1, index - 2))
        if not shared or index in self.fields or id(line) in self.cut:
            return False
        pieces = takewhile(lambda one: one.number == above.number, reversed(self.lines[:index]))
        length = sum(len(one.text) for one in pieces)
        return length + len(first_word(line.text)) < self.margin and looks_capital(line.text)

    def _stands_after(self, index: int, column: int) -> bool:
        """Whether a paragraph below the last field, a short one that has its words, is no more of it."""
        apart = self.lines[index - 1].is_gap and not self.lines[index].is_gap
        return apart and kind_of(self.grid.names[column]) in (*_SHORT, None) and filled(self.cells[column])

    def _know_columns(self) -> None:
        """Say what is known of the columns of numbers and of what they number."""
        if self.numbered and not any(filled(row.cells[1 + self._place]) for row in self.grid.rows):
            self._number_alone()
        elif self.grid.rows:
            self._part_answers()
        if self.numbered and self.grid.roles is None:
            self._know_subject(1 + self._place)
        if any(field.is_item for field in self.fields.values()):
            # What it was called here is no word of the paper.
            self.grid.names[1 + self._place] = ""

    def _know_subject(self, subject: int) -> None:
        self.grid.known[0] = Role.LABEL
        is_item = self.grid.names[subject] in (ITEM, HEADING)
        if self._is_named_below(subject):
            return
        if is_item or kind_of(self.grid.names[subject]) == Role.LABEL:  # "Rec 1: Publish a statement"
            self.grid.known[subject] = Role.TEXT

    def _is_named_below(self, subject: int) -> bool:
        """Whether what is recommended stands under a name of its own, below "Improvement recommendation 1: Finance"."""
        kinds = [kind_of(name) for name in self.grid.names]
        below = [i for i, kind in enumerate(kinds) if kind == Role.TEXT and i != subject]
        if not below and kinds[subject] != Role.TEXT and self._is_topic(subject):
            below = [i for i, kind in enumerate(kinds) if kind == Role.ACTIONS]
        if not below or not all(filled(row.cells[below[0]]) for row in self.grid.rows):
            return False
        self.grid.known |= {subject: Role.OTHER, below[0]: Role.TEXT}
        return True

    def _is_topic(self, subject: int) -> bool:
        """Whether the headings of the blocks only name what each is about: "Induction", "Safer recruitment"."""
        said = [words(" ".join(fragment.text for fragment in row.cells[subject])) for row in self.grid.rows]
        return sum(map(len, said)) <= _LONGEST_TOPIC * len(said)

    @property
    def _place(self) -> int:
        """Where the label that opens a block stands among the names that are written."""
        return [squeezed(name) for name in self.grid.names[1:]].index(self.opener)

    def _number_alone(self) -> None:
        """ "Action 1" on a line by itself only numbers the block: what is recommended is what the next label says."""
        column = 1 + self._place
        names = [name for index, name in enumerate(self.grid.names) if index not in (0, column)]
        self.grid.roles = [Role.LABEL, *roles_of(names)]
        self.grid.names = [self.grid.names[column], *names]
        self.grid.rows = [
            Row(tuple(cell for index, cell in enumerate(row.cells) if index != column)) for row in self.grid.rows
        ]

    def _open(self, field: Field, names: list[str]) -> int:
        name = squeezed(field.name)
        column = names.index(name)
        opens = name == self.opener and (bool(field.number) or not self.numbered)
        if opens or not self.cells:
            self._close()
            self.cells = [[] for _ in names]
        if name in self.seen and not field.is_item:
            self.grid.furniture.append(Fragment(field.line.number, field.name))
        self.seen.add(name)
        if field.number and opens:
            self.cells[0].append(Fragment(field.line.number, field.number))
        elif field.number:
            self._gap(column, field.line.number)
            self.cells[column].append(Fragment(field.line.number, f"{field.number}. {field.value}"))
            return column
        elif any(not f.is_gap for f in self.cells[column]):
            self._gap(column, field.line.number)
        self.cells[column].append(Fragment(field.line.number, field.value))
        return column

    def _gap(self, column: int, number: int) -> None:
        if self.cells[column]:
            self.cells[column].append(Fragment(number, ""))

    def _part_answers(self) -> None:
        """Where no label names a response, the paragraph below the recommendation that says what was decided is one."""
        roles = roles_of(self.grid.names)
        if Role.RESPONSE in roles or Role.TEXT not in roles:
            return
        column = roles.index(Role.TEXT)
        parts = [_answered(row.cells[column]) for row in self.grid.rows]
        if sum(part is not None for part in parts) * 3 < len(parts) * 2:
            return
        self.grid.roles = [Role.LABEL if self.numbered and i == 0 else role for i, role in enumerate(roles)]
        self.grid.roles = [self.grid.known.get(i, role) for i, role in enumerate(self.grid.roles)]
        self.grid.roles.append(Role.RESPONSE)
        self.grid.names.append("")
        self.grid.rows = [
            _with_answer(row, column, part or (row.cells[column], ()))
            for row, part in zip(self.grid.rows, parts, strict=True)
        ]

    def _close(self) -> None:
        if any(not f.is_gap for cell in self.cells for f in cell):
            cells: list[Cell] = [trimmed(tuple(cell)) for cell in self.cells]
            self.grid.rows.append(Row(tuple(cells)))
        self.cells = []

    def _repeats_title(self, line: Fragment) -> bool:
        return len(words(line.text)) >= 3 and any(same(line.text, title.text) for title in self.grid.before)

    def _names_section(self, index: int) -> bool:
        """Whether a short line that stands apart leads into the next block, alone or below the number of a part."""
        line = self.lines[index]
        if index > 0 and _PART.match(self.lines[index - 1].text) and index not in self.fields and not line.is_gap:
            return len(words(line.text)) <= _LONGEST_PART
        if _PART.match(line.text):
            return True
        if line.is_gap or index == 0 or not self.lines[index - 1].is_gap or len(words(line.text)) > 10:
            return False
        if line.text.rstrip().endswith((".", ",", ";")) and not letters_are_capitals(line.text):
            return False
        after = next((i for i in range(index + 1, len(self.lines)) if not self.lines[i].is_gap), None)
        following = self.fields.get(after) if after is not None else None
        return following is not None and squeezed(following.name) == self.opener
