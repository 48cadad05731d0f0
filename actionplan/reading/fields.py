"""Values that stand beside their labels, "Lead: HR", and the numbered items that such labels stand below."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from actionplan.reading.fragments import Fragment, clean, looks_capital
from actionplan.reading.grids import squeezed
from actionplan.reading.labels import counts_on, path, split_label
from actionplan.reading.names import SUBJECT, Role, is_name, is_value, kind_of
from documents.blocks import words

_MARKS = r"[\s#>*]*(?:[-•·▪]\s+)?\*{0,2}"
_COLON = re.compile(rf"^{_MARKS}(?P<name>[^:|\t]{{2,70}}?)\*{{0,2}}\s*:\*{{0,2}}(?:\s+|(?=\S)|$)(?P<value>.*)$")
# "Executive response – Agreed".
_DASH = re.compile(rf"^{_MARKS}(?P<name>[A-Za-z][A-Za-z /'’]{{2,40}}?)\*{{0,2}}\s+[–—-]\s+(?P<value>\S.*)$")
# "Responsible officer    Head of ICT", or a tab between them.
_SPACED = re.compile(
    r"^\s*(?P<name>[A-Z][A-Za-z0-9/'’]*(?: [A-Za-z0-9/'’]+){0,4})(?P<sign>\s{3,}|\s*\t\s*)(?P<value>\S.*)$"
)
# "| Target date | May 2027 |": a row of two cells.
_PIPED = re.compile(r"\s*+\|\s*+(?P<name>[A-Z][^|:]{1,40}?)\s{0,9}:?\s{0,9}\|\s*+(?P<value>[^|]*+)(?:\|\s*+)?$")
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
_INSIDE = re.compile(
    r"(?:(?<=[.;])\s+|(?<=\S)\s{2,}|(?<!\s)\s+\|\s+)"
    r"(?=(?P<name>[A-Za-z][A-Za-z /'’]{1,30}?)(?:\s*:|\s[–—-])(?:\s+\S|$))"
)
_STOP = re.compile(r"(?:\s*(?<!\.)[.;])?\s*$")  # not a run of dots, which is a word
_FIELDS = (Role.OWNERS, Role.DUE, Role.STATUS, Role.MEASURES, Role.MILESTONES, Role.ACTIONS, Role.RESPONSE)
ITEM = "Recommendation"
"""What an item of a list is called that says itself only its number."""
HEADING = "\0"
"""What a heading with a number is called that stands above the labels of its block."""
_CODE = re.compile(r"(?=\S*\d)\w[\w./-]{0,15}")
_SHAPE = re.compile(r"\d+[a-z]?")  # of a label: "R0" of "R12", "0.0" of "1.2a"
_FEWEST_KNOWN = 3  # times
_LONGEST_UNKNOWN = 3  # words
_FEWEST_UNKNOWN = 3  # times
# The number before the name: "1. Recommendation: That all schools are asked".
_NUMBER_FIRST = re.compile(
    rf"^{_MARKS}(?P<number>\d{{1,3}}(?:\.\d+)*[a-z]?[.)])\s*(?P<name>[A-Za-z][A-Za-z ]{{2,40}}?)\s*:\s*(?P<value>\S.*)$"
)
# Whatever else may be called what is recommended: "Area for improvement 2: ...", "Key issue 1: ...".
_NUMBERED_SUBJECT = re.compile(
    rf"^{_MARKS}(?P<name>[A-Za-z][A-Za-z ]{{3,40}}?)\s+(?P<number>\d{{1,3}}(?:\.\d+)*[a-z]?)"
    r"(?:\s*:|(?=\s+\([^()]{1,20}\):))\s*(?P<value>\S.*)$"
)


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled value: where its label stands, its number if it has one, and the first line of the value.

    is_item: its label is no more than a number.
    """

    line: Fragment
    name: str
    number: str
    value: str
    is_item: bool = False


def fields_of(lines: Sequence[Fragment]) -> dict[int, Field]:
    """By index of line, the labelled values; a name alone on its line counts where it does so again."""
    fields: dict[int, Field] = {}
    dashed, spaced = _parted_by(_DASH, lines), _parted_by(_PIPED, lines) | _parted_by(_SPACED, lines)
    for index, line in enumerate(lines):
        numbered, colon = _NUMBERED.match(line.text), _COLON.match(line.text) or _QUESTION.match(line.text)
        colon = spaced.get(index) or colon or dashed.get(index)
        subject = _NUMBERED_SUBJECT.match(line.text) or _NUMBER_FIRST.match(line.text)
        if numbered:
            fields[index] = Field(line, numbered["name"], numbered["number"], numbered["value"])
        elif subject and kind_of(subject["name"]) in (Role.TEXT, SUBJECT):
            fields[index] = Field(line, clean(subject["name"]), subject["number"], subject["value"])
        elif colon and is_name(clean(colon["name"])) and not _is_sentence(colon["name"]):
            fields[index] = Field(line, clean(colon["name"]), "", colon["value"])
    alone = Counter(squeezed(line.text) for line in lines if is_name(clean(line.text.strip("*#: "))))
    known = {squeezed(field.name) for field in fields.values()}
    single = set()
    for index, line in enumerate(lines):
        bare = squeezed(line.text)
        if index in fields or not bare or is_value(line.text) or not is_name(clean(line.text)):
            continue
        if alone[bare] > 1 or bare in known:
            fields[index] = Field(line, clean(line.text.strip("*# ")), "", "")
            single.add(index)
    for run in _runs(lines, single):
        for index in run if len(run) > 2 else ():
            del fields[index]
    return dict(sorted((fields | _unknown(lines, fields)).items()))


def _unknown(lines: Sequence[Fragment], fields: Mapping[int, Field]) -> dict[int, Field]:
    """By index of line, the values under names nobody knows that stand beside known ones, and as often: "Closed: No".

    What names nothing but codes, "Ref 2027-01", numbers the blocks.
    """
    found: dict[str, list[tuple[int, Field]]] = {}
    for index, line in enumerate(lines):
        match = (_SPACED if "\t" in line.text else _COLON).match(line.text)
        if index in fields or not match or not looks_capital(match["name"]):
            continue
        if len(words(match["name"])) <= _LONGEST_UNKNOWN and not split_label(match["name"]):
            field = Field(line, clean(match["name"]), "", match["value"])
            found.setdefault(squeezed(field.name), []).append((index, field))
    often = max(Counter(squeezed(field.name) for field in fields.values()).values(), default=0)
    kept: dict[int, Field] = {}
    for alike in found.values():
        beside = sum((index - 1 in fields or index + 1 in fields) for index, _ in alike)
        if len(alike) < _FEWEST_UNKNOWN or len(alike) * 3 < often * 2 or beside * 3 < len(alike) * 2:
            continue
        codes = {field.value for _, field in alike if _CODE.fullmatch(field.value)}
        numbers = len(codes) == len(alike)
        kept |= {i: replace(field, number=field.value, value="") if numbers else field for i, field in alike}
    return kept


def _parted_by(sign: re.Pattern[str], lines: Sequence[Fragment]) -> dict[int, re.Match[str]]:
    """By index of line, the names of fields that stand before a dash, or before room, as they do in other lines too."""
    found = {index: match for index, line in enumerate(lines) if (match := sign.match(line.text))}
    often = Counter(squeezed(match["name"]) for match in found.values())
    named = {index: match for index, match in found.items() if _may_part(match, often[squeezed(match["name"])])}
    counts = Counter([*(squeezed(match["name"]) for match in named.values()), *(squeezed(line.text) for line in lines)])
    return {index: match for index, match in named.items() if counts[squeezed(match["name"])] > 1}


def _may_part(match: re.Match[str], often: int) -> bool:
    """Whether a name is one of a field by itself, by the tab behind it, or since room or a line parts it so often."""
    if _is_field(match["name"]) or _is_tabbed(match):
        return True
    return match.re is not _DASH and often >= _FEWEST_KNOWN and is_name(match["name"])


def _is_tabbed(match: re.Match[str]) -> bool:
    return "\t" in match.groupdict().get("sign", "") and is_name(match["name"])


def lines_of_their_own(lines: Sequence[Fragment]) -> list[Fragment]:
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
        parted.append(Fragment(line.number, pieces[0].rstrip("; ")))
        parted.extend(Fragment(line.number, _STOP.sub("", piece)) for piece in pieces[1:])
    return parted


def _may_cut(cut: re.Match[str]) -> bool:
    return _is_field(cut["name"]) or ("|" in cut[0] and is_name(cut["name"]))


def _is_field(name: str) -> bool:
    return kind_of(name) in _FIELDS or name.casefold() in {"target", "targets"}


def items_of(lines: Sequence[Fragment], fields: Mapping[int, Field]) -> tuple[dict[int, Field], set[int]]:
    """By index of line, the items of a numbered list below most of which labels stand; none where a label opens.

    And where the parts are named that these belong to: "1.1" above 1.1.1.
    """
    kinds = [kind_of(field.name) for field in fields.values() if not field.number]
    numbered = [kind_of(field.name) for field in fields.values() if field.number]
    if {Role.TEXT, Role.LABEL} & set(kinds) or kinds[:1] == [SUBJECT] or any(not _groups(kind) for kind in numbered):
        return {}, set()
    items: dict[int, Field] = {}
    label = ""
    for index, line in enumerate(lines):
        found = None if index in fields else split_label(line.text)
        if found and found[1] and counts_on(found[0], label):
            items[index] = Field(line, ITEM, *found, is_item=True)
            label = found[0]
    parts = {index for index, below in pairwise(items) if _holds(items[index].number, items[below].number)}
    items = _without_preamble({index: item for index, item in items.items() if index not in parts}, fields)
    ends = [*list(items)[1:], len(lines)]
    followed = sum(any(index in fields for index in range(a, b)) for a, b in zip(items, ends, strict=False))
    told = followed > max(1, len(numbered)) and followed * 3 >= len(items) * 2
    return (items, parts) if told else ({}, set())


def _without_preamble(items: dict[int, Field], fields: Mapping[int, Field]) -> dict[int, Field]:
    """The items without the numbered paragraphs before them, which are numbered otherwise and have no labels below."""
    shapes = Counter(_SHAPE.sub("0", item.number) for item in items.values())
    labelled = sorted(fields)
    for index, below in pairwise(items):
        alike = shapes[_SHAPE.sub("0", items[index].number)] > 1
        if alike or bisect_right(labelled, index) < bisect_left(labelled, below):
            return {i: item for i, item in items.items() if i >= index}
    return items


def _holds(label: str, below: str) -> bool:
    outer, inner = path(label), path(below)
    return bool(outer) and len(inner) > len(outer) and inner[: len(outer)] == outer


def headings_of(lines: Sequence[Fragment], fields: Mapping[int, Field], opener: str) -> dict[int, Field]:
    """By index of line, the headings with a number that stand right above most labels that open a block: "R3: Pay"."""
    found: dict[int, Field] = {}
    openers = [index for index, field in fields.items() if squeezed(field.name) == opener and not field.number]
    for index in openers:
        above = next((i for i in range(index - 1, -1, -1) if not lines[i].is_gap), -1)
        parted = split_label(lines[above].text.lstrip("#> ")) if above >= 0 and above not in fields else None
        if parted and parted[1] and any(sign.isdigit() for sign in parted[0]):
            found[above] = Field(lines[above], HEADING, *parted, is_item=True)
    return found if len(found) > 1 and len(found) * 3 >= len(openers) * 2 else {}


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
