"""Blocks of `Label: value`: "Recommendation 1: ...", "Lead: ...", "By when: ..."."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actionplan.reading.columns import roles_of
from actionplan.reading.decisions import begins_decision
from actionplan.reading.fragments import (
    Cell,
    Fragment,
    clean,
    filled,
    is_page_number,
    letters_are_capitals,
    paragraphs,
    same,
    trimmed,
)
from actionplan.reading.grids import Grid, Row, Stray, names_a_plan, squeezed
from actionplan.reading.labels import counts_on, split_label
from actionplan.reading.names import SUBJECT, Role, is_name, is_value, kind_of
from actionplan.reading.strips import AFTER, SECTION
from documents.blocks import words

_MARKS = r"[\s#>*]*(?:[-•·▪]\s+)?\*{0,2}"
_COLON = re.compile(rf"^{_MARKS}(?P<name>[^:|\t]{{2,70}}?)\*{{0,2}}\s*:\*{{0,2}}(?:\s+|(?=\S)|$)(?P<value>.*)$")
# "Executive response – Agreed".
_DASH = re.compile(rf"^{_MARKS}(?P<name>[A-Za-z][A-Za-z /'’]{{2,40}}?)\*{{0,2}}\s+[–—-]\s+(?P<value>\S.*)$")
# "Responsible officer    Head of ICT".
_SPACED = re.compile(r"^\s*(?P<name>[A-Z][A-Za-z0-9/'’]*(?: [A-Za-z0-9/'’]+){0,4})\s{3,}(?P<value>\S.*)$")
# "Accepted? Yes": a question for a name.
_QUESTION = re.compile(rf"^{_MARKS}(?P<name>[A-Za-z][A-Za-z /]{{2,40}}?\?)\*{{0,2}}\s+(?P<value>\S.{{0,60}})$")
_NUMBERED = re.compile(
    r"^[\s#>*]*(?P<name>(?:scrutiny |panel |improvement |audit |key |statutory |interim |further )?"
    r"(?:recommendation|rec|proposal|objective|priority|aim|issue|action|task))s?\s*"
    r"(?:no\.?\s*)?\(?(?P<number>\d{1,3}(?:\.\d+)*[a-z]?|(?<=\s)(?-i:[A-Z])(?=\s*[:.)–—-]))(?![\w]|\.\d)\*{0,2}\s*"
    r"(?P<sign>[:.)–—-]|(?<=\s)(?-i:(?=[A-Z]))|$)\*{0,2}\s*(?P<value>.*)$",
    re.IGNORECASE,
)
# "Who: HR. When: in May." within a line, "Who: HR    When: in May", or "Who: HR | When: in May".
_INSIDE = re.compile(r"(?:(?<=[.;])\s+|(?<=\S)\s{2,}|\s+\|\s+)(?=(?P<name>[A-Z][A-Za-z /'’]{1,30}?)\s*:(?:\s+\S|$))")
_STOP = re.compile(r"(?:\s*(?<!\.)[.;])?\s*$")  # not a run of dots, which is a word
_FIELDS = (Role.OWNERS, Role.DUE, Role.STATUS, Role.MEASURES, Role.MILESTONES, Role.ACTIONS, Role.RESPONSE)
_SHORT = (Role.OWNERS, Role.DUE, Role.STATUS)
_ITEM = "Recommendation"
"""What an item of a list is called that says itself only its number."""
# The number before the name: "1. Recommendation: That all schools are asked".
_NUMBER_FIRST = re.compile(
    rf"^{_MARKS}(?P<number>\d{{1,3}}(?:\.\d+)*[a-z]?[.)])\s*(?P<name>[A-Za-z][A-Za-z ]{{2,40}}?)\s*:\s*(?P<value>\S.*)$"
)
# Whatever else may be called what is recommended: "Area for improvement 2: ...", "Key issue 1: ...".
_NUMBERED_SUBJECT = re.compile(
    rf"^{_MARKS}(?P<name>[A-Za-z][A-Za-z ]{{3,40}}?)\s+(?P<number>\d{{1,3}}(?:\.\d+)*[a-z]?)"
    r"\s*:\s*\*{0,2}\s*(?P<value>\S.*)$"
)


# "Key priority 2" on a line by itself names a part, and so does the line right below it.
_PART = re.compile(
    r"^[\s#*]*(?:key |strategic )?(?:priority|theme|strand|aim|goal|part|section|workstream)\s+"
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\*{0,2}\s*$",
    re.IGNORECASE,
)
_LONGEST_PART = 14  # words


@dataclass(frozen=True, slots=True)
class _Field:
    """One labelled value: where its label stands, its number if it has one, and the first line of the value.

    is_item: its label is no more than a number.
    """

    line: Fragment
    name: str
    number: str
    value: str
    is_item: bool = False


def read_labelled(lines: Sequence[Fragment], *, least: int) -> Grid | None:
    """The grid of a file written as labelled blocks, one for each recommendation; at least so many of them."""
    lines = _lines_of_their_own(lines)
    fields = _fields(lines)
    items = _items(lines, fields)
    # "Priority 1" above items 1.1 and 1.2 names a part of the list.
    parts = {index for index, field in fields.items() if items and field.number}
    fields = dict(sorted({i: field for i, field in (fields | items).items() if i not in parts}.items()))
    counts = Counter(squeezed(field.name) for field in fields.values())
    names: list[str] = []
    for field in fields.values():
        if squeezed(field.name) not in map(squeezed, names):
            names.append(field.name)
    opener = _opener(names, counts, fields)
    numbered = {squeezed(field.name) for field in fields.values() if field.number}
    said = [_ITEM if kind_of(name) == Role.LABEL and squeezed(name) in numbered else name for name in names]
    if opener is None or not names_a_plan(said):
        return None
    sections = {squeezed(name) for name in names[: names.index(opener)] if counts[squeezed(name)] > 1}
    names = [name for name in names if squeezed(name) not in sections]
    named = {index for index, field in fields.items() if squeezed(field.name) in sections}
    named |= parts
    fields = {index: field for index, field in fields.items() if index not in named}
    if len(names) < 3 and counts[squeezed(opener)] < 2:
        return None
    if max(counts.values()) < 2 and len(names) < 4:
        return None
    grid = _Blocks(lines, fields, names, squeezed(opener), named).read()
    if grid is None or len(grid.rows) < least:
        return None
    filled_cells = sum(filled(cell) for row in grid.rows for cell in row.cells)
    return grid if filled_cells >= 2 * len(grid.rows) else None


def _fields(lines: Sequence[Fragment]) -> dict[int, _Field]:
    """By index of line, the labelled values; a name alone on its line counts where it does so again."""
    fields: dict[int, _Field] = {}
    dashed, spaced = _parted_by(_DASH, lines), _parted_by(_SPACED, lines)
    for index, line in enumerate(lines):
        numbered, colon = _NUMBERED.match(line.text), _COLON.match(line.text) or _QUESTION.match(line.text)
        colon = spaced.get(index) or colon or dashed.get(index)
        subject = _NUMBERED_SUBJECT.match(line.text) or _NUMBER_FIRST.match(line.text)
        if numbered:
            fields[index] = _Field(line, numbered["name"], numbered["number"], numbered["value"])
        elif subject and kind_of(subject["name"]) in (Role.TEXT, SUBJECT):
            fields[index] = _Field(line, clean(subject["name"]), subject["number"], subject["value"])
        elif colon and is_name(clean(colon["name"])) and not _is_sentence(colon["name"]):
            fields[index] = _Field(line, clean(colon["name"]), "", colon["value"])
    alone = Counter(squeezed(line.text) for line in lines if is_name(clean(line.text.strip("*#: "))))
    known = {squeezed(field.name) for field in fields.values()}
    single = set()
    for index, line in enumerate(lines):
        bare = squeezed(line.text)
        if index in fields or not bare or is_value(line.text) or not is_name(clean(line.text)):
            continue
        if alone[bare] > 1 or bare in known:
            fields[index] = _Field(line, clean(line.text.strip("*# ")), "", "")
            single.add(index)
    for run in _runs(lines, single):
        for index in run if len(run) > 2 else ():
            del fields[index]
    return dict(sorted(fields.items()))


def _parted_by(sign: re.Pattern[str], lines: Sequence[Fragment]) -> dict[int, re.Match[str]]:
    """By index of line, the names of fields that stand before a dash, or before room, as they do in other lines too."""
    found = {index: match for index, line in enumerate(lines) if (match := sign.match(line.text))}
    named = {index: match for index, match in found.items() if _is_field(match["name"])}
    counts = Counter([*(squeezed(match["name"]) for match in named.values()), *(squeezed(line.text) for line in lines)])
    return {index: match for index, match in named.items() if counts[squeezed(match["name"])] > 1}


def _lines_of_their_own(lines: Sequence[Fragment]) -> list[Fragment]:
    """The lines, those cut that hold several labels which stand so in other lines too."""
    found = [[cut for cut in _INSIDE.finditer(line.text) if _may_cut(cut)] for line in lines]
    counts = Counter(squeezed(cut["name"]) for cuts in found for cut in cuts)
    parted: list[Fragment] = []
    for line, cuts in zip(lines, found, strict=True):
        begins = [0, *(cut.end() for cut in cuts if counts[squeezed(cut["name"])] > 1)]
        ends = [*(cut.start() for cut in cuts if counts[squeezed(cut["name"])] > 1), len(line.text)]
        if len(begins) == 1:
            parted.append(line)
            continue
        pieces = [line.text[begin:end] for begin, end in zip(begins, ends, strict=True)]
        parted.append(Fragment(line.number, pieces[0]))
        parted.extend(Fragment(line.number, _STOP.sub("", piece)) for piece in pieces[1:])
    return parted


def _may_cut(cut: re.Match[str]) -> bool:
    return _is_field(cut["name"]) or ("|" in cut[0] and is_name(cut["name"]))


def _is_field(name: str) -> bool:
    return kind_of(name) in _FIELDS or name.casefold() in {"target", "targets"}


def _items(lines: Sequence[Fragment], fields: Mapping[int, _Field]) -> dict[int, _Field]:
    """By index of line, the items of a numbered list below most of which labels stand; none where a label opens."""
    kinds = [kind_of(field.name) for field in fields.values() if not field.number]
    numbered = [kind_of(field.name) for field in fields.values() if field.number]
    if {Role.TEXT, Role.LABEL} & set(kinds) or kinds[:1] == [SUBJECT] or any(not _groups(kind) for kind in numbered):
        return {}
    items: dict[int, _Field] = {}
    label = ""
    for index, line in enumerate(lines):
        found = None if index in fields else split_label(line.text)
        if found and found[1] and counts_on(found[0], label):
            items[index] = _Field(line, _ITEM, *found, is_item=True)
            label = found[0]
    ends = [*list(items)[1:], len(lines)]
    followed = sum(any(index in fields for index in range(a, b)) for a, b in zip(items, ends, strict=False))
    told = followed > max(1, len(numbered)) and followed * 3 >= len(items) * 2
    return items if told else {}


def _groups(kind: str | None) -> bool:
    """Whether what is called so may be a part of a plan that holds several rows: a priority, not an action."""
    return kind in (SUBJECT, Role.OTHER)


def _runs(lines: Sequence[Fragment], wanted: set[int]) -> list[list[int]]:
    """The wanted lines that follow each other with nothing but blank lines between: names of columns, not labels."""
    runs: list[list[int]] = [[]]
    for index, line in enumerate(lines):
        if index in wanted:
            runs[-1].append(index)
        elif not line.is_gap:
            runs.append([])
    return runs


def _is_sentence(name: str) -> bool:
    return len(words(name)) > 5 and kind_of(name) not in (Role.MEASURES, Role.OWNERS, Role.ACTIONS, Role.DUE)


def _opener(names: Sequence[str], counts: Counter[str], fields: dict[int, _Field]) -> str | None:
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


def _with_answer(row: Row, column: int, parts: Sequence[Cell]) -> Row:
    """The row with a cell more: what stands below the first paragraph of this column."""
    answer = tuple(f for part in parts[1:] for f in (*part, Fragment(part[-1].number, "")))
    cells = [parts[0] if index == column else cell for index, cell in enumerate(row.cells)]
    return Row((*cells, trimmed(answer)))


class _Blocks:
    """The walk over the lines that fills one block after another."""

    def __init__(
        self, lines: Sequence[Fragment], fields: dict[int, _Field], names: list[str], opener: str, sections: set[int]
    ) -> None:
        self.lines, self.fields, self.opener, self.sections = lines, fields, opener, sections
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
                self.cells[column].append(line if not line.is_gap else Fragment(line.number, ""))
        self._close()
        self._know_columns()
        return self.grid if self.grid.rows else None

    def _stands_after(self, index: int, column: int) -> bool:
        """Whether a paragraph below the last field, a short one that has its words, is no more of it."""
        apart = self.lines[index - 1].is_gap and not self.lines[index].is_gap
        return apart and kind_of(self.grid.names[column]) in _SHORT and filled(self.cells[column])

    def _know_columns(self) -> None:
        """Say what is known of the columns of numbers and of what they number."""
        if self.numbered and not any(filled(row.cells[1 + self._place]) for row in self.grid.rows):
            self._number_alone()
        elif self.grid.rows:
            self._part_answers()
        if not self.numbered or self.grid.roles is not None:
            return
        subject = 1 + self._place
        self.grid.known[0] = Role.LABEL
        if self._is_named_below(subject):
            return
        if kind_of(self.grid.names[subject]) == Role.LABEL:  # "Rec 1: Publish a statement"
            self.grid.known[subject] = Role.TEXT
        if any(field.is_item for field in self.fields.values()):
            # Nothing names the column of items: what it was called here is no word of the paper.
            self.grid.known[subject] = Role.TEXT
            self.grid.names[subject] = ""

    def _is_named_below(self, subject: int) -> bool:
        """Whether what is recommended stands under a name of its own, below "Improvement recommendation 1: Finance"."""
        kinds = [kind_of(name) for name in self.grid.names]
        below = [i for i, kind in enumerate(kinds) if kind == Role.TEXT and i != subject]
        if not below or not all(filled(row.cells[below[0]]) for row in self.grid.rows):
            return False
        self.grid.known |= {subject: Role.OTHER, below[0]: Role.TEXT}
        return True

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

    def _open(self, field: _Field, names: list[str]) -> int:
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
        parts = [paragraphs(row.cells[column]) for row in self.grid.rows]
        answered = [len(own) > 1 and begins_decision(clean(" ".join(f.text for f in own[1]))) for own in parts]
        if sum(answered) * 3 < len(answered) * 2:
            return
        self.grid.roles = [Role.LABEL if self.numbered and i == 0 else role for i, role in enumerate(roles)]
        self.grid.roles.append(Role.RESPONSE)
        self.grid.names.append("")
        self.grid.rows = [
            _with_answer(row, column, own) if is_answered else Row((*row.cells, ()))
            for row, own, is_answered in zip(self.grid.rows, parts, answered, strict=True)
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
