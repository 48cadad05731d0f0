"""Plans written as a numbered list: each item says who and by when at its end, or is followed by what was decided.

"1. Draft a guide (HR, by May 2027)", "2. Heads will meet – Director – termly", "3. The board will look at it in June
2027.", or "4. That a fund be set up." with a paragraph below it that begins "Not agreed.".
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from actionplan.reading.columns import is_code, is_people, is_time
from actionplan.reading.decisions import begins_decision
from actionplan.reading.fragments import (
    Cell,
    Fragment,
    clean,
    ends_open,
    filled,
    lines_above,
    looks_capital,
    said_in,
    without_bullet,
)
from actionplan.reading.grids import Grid, Row, Stray
from actionplan.reading.labels import counts_on, is_first, split_label
from actionplan.reading.names import Role, kind_of
from actionplan.reading.sentences import first_sentence, said_of
from actionplan.reading.strips import SECTION
from documents.blocks import words
from documents.dates import find_dates

_HEAD = re.compile(
    r"\b(action plan|actions?|recommendations?|next steps|response|(improvement|development|delivery) plan|what we will"
    r"|milestones)\b",
    re.IGNORECASE,
)
_NO_HEAD = re.compile(r"\b(minutes|dear|agenda|resolved|newsletter)\b", re.IGNORECASE)
_BRACKET = re.compile(r"\((?P<inside>[^()]{2,90})\)\s*\.?$")
_DASHED = re.compile(r"\s[–—-]\s")
_LABELLED = re.compile(r"(?P<name>[A-Za-z][A-Za-z ]{1,24}?)\s*:\s*(?P<value>\S.*)$")
_JUDGED = re.compile(
    r"\s(?:COMPLETED?|(?:NOT |PARTLY )?(?:ON TRACK|STARTED|ACHIEVED|DONE|MET)|IN PROGRESS|UNDER ?WAY|ONGOING"
    r"|DELAYED|OVERDUE|LATE|GREEN|AMBER|RED|CLOSED|OPEN)\W*$"
)
_CALLED = re.compile(r"\s*(?P<name>action|task|recommendation)\s*:\s+(?P<text>\S.*)", re.IGNORECASE)
_OPEN_TIME = re.compile(r"(?:tbc|tba|on-?\s?going|asap|when|subject to)\b", re.IGNORECASE)
_MOST_NAME = 8  # words of what names a part of the list
_MOST_HEAD = 14  # lines above the first item that may say what the list is
_FEWEST_NAMED = 3
_AFTER = "It stands after the list of actions."


@dataclass(frozen=True, slots=True)
class _Ending:
    """What an item says at its end: the words it takes, the owner and the time in them, and the owner's label."""

    taken: str
    owner: str = ""
    when: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One item: its paragraphs, the first with its number, unless a bullet opened it."""

    paragraphs: list[list[Fragment]]
    is_bulleted: bool = False

    @property
    def text(self) -> str:
        """What the item says, its number left out."""
        said = said_in(self.paragraphs[0])
        found = _opened(said) if self.is_bulleted else None
        labelled = None if found else split_label(said)
        return found[0] if found else labelled[1] if labelled else ""

    @property
    def is_answered(self) -> bool:
        """Whether what was decided about it stands below it."""
        return len(self.paragraphs) > 1 and begins_decision(said_in(self.paragraphs[1]))


def read_numbered(lines: Sequence[Fragment]) -> Grid | None:
    """The items of the longest numbered list that says of most of them who, by when, or what was decided."""
    best: list[_Entry] = []
    for entries in _lists(lines):
        if len(entries) > len(best) and any(_most(entries, fits) for fits in (_is_timed, _is_judged, _is_answered)):
            best = entries
    signs: list[Fragment] = []
    if not best:
        best, signs = _bulleted(lines)
    if not best or not _is_headed(lines, best[0].paragraphs[0][0]):
        return None
    grid = _grid(lines, best)
    if signs and _CALLED.match(best[0].paragraphs[0][0].text):
        grid.names[0] = signs.pop(0).text
    grid.furniture.extend(signs)
    return grid


def _bulleted(lines: Sequence[Fragment]) -> tuple[list[_Entry], list[Fragment]]:
    """The items with the outermost bullets of the file, or that begin with "Action:", and these signs; none where
    not most end with who does it.
    """
    called = sum(_CALLED.match(line.text) is not None for line in lines) >= _FEWEST_NAMED
    entries: list[_Entry] = []
    signs: list[Fragment] = []
    outermost = _indent_of_bullets(lines)
    is_open = False
    for line in lines:
        opened = _opened(line.text)
        if opened is not None and (_CALLED.match(line.text) if called else _indent(line) == outermost):
            entries.append(_Entry([[line]], is_bulleted=True))
            signs.append(Fragment(line.number, " ".join(opened[1])))
            is_open = True
        elif line.is_gap:
            is_open = False
        elif is_open:
            entries[-1].paragraphs[0].append(line)
    endings = [ending for entry in entries if (ending := _in_brackets(entry.text)) is not None]
    named = sum(called or bool(ending.name) for ending in endings)
    return (entries, signs) if named >= _FEWEST_NAMED and named * 3 >= len(entries) * 2 else ([], [])


def _opened(text: str) -> tuple[str, list[str]] | None:
    """The text after the sign that opens an item, and the words of the sign."""
    called = _CALLED.match(text)
    return (called["text"], [called["name"]]) if called else without_bullet(text)


def _indent_of_bullets(lines: Sequence[Fragment]) -> int:
    return min((_indent(line) for line in lines if without_bullet(line.text) is not None), default=0)


def _indent(line: Fragment) -> int:
    return len(line.text) - len(line.text.lstrip())


def _most(entries: Sequence[_Entry], fits: Callable[[_Entry], bool]) -> bool:
    fitting = sum(map(fits, entries))
    return fitting >= 2 and fitting * 3 >= len(entries) * 2


def _is_timed(entry: _Entry) -> bool:
    ending = _ending(entry.text)
    if ending is not None and (ending.when or ending.name):
        return True
    said = said_of(entry.text)
    return said is not None and bool(said.when)


def _is_spoken(entry: _Entry) -> bool:
    """Whether the item is a sentence that says who will do it."""
    return said_of(entry.text) is not None


def _is_judged(entry: _Entry) -> bool:
    """Whether the item ends with how far it has got: "... ON TRACK"."""
    return _JUDGED.search(said_in(entry.paragraphs[-1])) is not None


def _is_answered(entry: _Entry) -> bool:
    return entry.is_answered


def _is_headed(lines: Sequence[Fragment], first: Fragment) -> bool:
    """Whether the lines above the list say that actions or recommendations follow, and not a policy or minutes."""
    above = [clean(line.text) for line in lines_above(lines, first) if not line.is_gap][:_MOST_HEAD]
    head = " ".join(above)
    is_policy = re.search(r"\bpolicy\b", " ".join(above[:2]), re.IGNORECASE) and "action plan" not in head.casefold()
    return bool(_HEAD.search(head)) and not _NO_HEAD.search(head) and not is_policy


def _lists(lines: Sequence[Fragment]) -> list[list[_Entry]]:
    """The numbered lists of the file, each item with the paragraphs below it."""
    lists: list[list[_Entry]] = []
    label, gap = "", False
    for line in lines:
        if line.is_gap:
            gap = True
            continue
        found = split_label(line.text)
        if found and found[1] and counts_on(found[0], label):
            if not label or is_first(found[0]):
                lists.append([])
            lists[-1].append(_Entry([[line]]))
            label = found[0]
        elif lists:
            entry = lists[-1][-1]
            if gap or _begins_answer(entry, line):
                entry.paragraphs.append([line])
            else:
                entry.paragraphs[-1].append(line)
        gap = False
    return [found for found in lists if len(found) > 1]


def _begins_answer(entry: _Entry, line: Fragment) -> bool:
    ended = entry.paragraphs[-1][-1].text.rstrip().endswith((".", "?", "!"))
    return ended and len(entry.paragraphs) == 1 and begins_decision(clean(line.text))


# What stands at the end


def _ending(text: str, *, is_judged: bool = False) -> _Ending | None:
    """Who and when at the end of an item, in brackets, after a dash, or as the last words of the sentence.

    is_judged: how far it has got stood there too, so that the sentence before says what was done, not by when to do it.
    """
    return _in_brackets(text) or _after_dashes(text) or (None if is_judged else _at_the_end(text))


def _in_brackets(text: str) -> _Ending | None:
    found = _BRACKET.search(text)
    if found is None or not text[: found.start()].strip():
        return None
    labelled = _LABELLED.fullmatch(found["inside"].strip())
    if labelled and kind_of(labelled["name"]) == Role.OWNERS:
        return _parted(found[0], labelled["value"], labelled["name"])
    return _parted(found[0], found["inside"])


def _parted(taken: str, inside: str, name: str = "") -> _Ending | None:
    """The bracket's words as an owner, then a time; None where they are neither."""
    pieces = [piece.strip() for piece in re.split(r"[,;]\s+|\s[–—-]\s|\s/\s", inside)]
    first_time = next((i for i, piece in enumerate(pieces) if _is_when(piece)), len(pieces))
    owner, when = pieces[:first_time], pieces[first_time:]
    if not when and not name and not all(is_people(piece) or is_code(piece) for piece in owner):
        return None
    if any(len(words(piece)) > 8 for piece in pieces):
        return None
    said = inside[inside.index(when[0]) :] if when else ""
    return _Ending(taken, ", ".join(owner), said.strip(), name)


def _is_when(text: str) -> bool:
    return bool(find_dates(text)[0] or _OPEN_TIME.match(text)) or (is_time(text) and len(words(text)) <= 6)


def _after_dashes(text: str) -> _Ending | None:
    pieces = _DASHED.split(text.rstrip("."))
    if len(pieces) < 2 or not _is_when(pieces[-1]) or len(words(pieces[-1])) > 8:
        return None
    has_owner = len(pieces) > 2 and (is_people(pieces[-2]) or is_code(pieces[-2]))
    kept = pieces[: -2 if has_owner else -1]
    taken = text[len(" - ".join(kept)) :]
    return _Ending(taken, pieces[-2].strip() if has_owner else "", pieces[-1].strip())


def _at_the_end(text: str) -> _Ending | None:
    ended = text.rstrip(" .;")
    windows, _ = find_dates(ended)
    if not windows or not ended.endswith(windows[-1].words):
        return None
    before = ended[: -len(windows[-1].words)].rstrip()
    if len(words(before)) < 3 or ends_open(before):
        return None
    return _Ending(text[len(before) :], when=windows[-1].words)


# The grid


def _grid(lines: Sequence[Fragment], entries: Sequence[_Entry]) -> Grid:
    roles = [Role.TEXT, Role.RESPONSE, Role.OWNERS, Role.DUE, Role.STATUS]
    grid = Grid(names=[""] * len(roles), rows=[], roles=roles)
    grid.before = lines_above(lines, entries[0].paragraphs[0][0])
    answered, spoken = _most(entries, _is_answered), _most(entries, _is_spoken)
    for entry in entries[:-1]:
        _part_sections(entry)
    for entry in entries:
        row = _row(grid, entry, answered=answered, spoken=spoken, is_last=entry is entries[-1])
        grid.rows.append(row)
    inside = {id(line) for entry in entries for part in entry.paragraphs for line in part}
    last = entries[-1].paragraphs[0][0].number
    rest = [line for line in lines[len(grid.before) :] if id(line) not in inside and not line.is_gap]
    grid.strays.extend(Stray((line,), SECTION if line.number < last else _AFTER) for line in rest)
    grid.warnings.append(
        "There is no table here: each item of the list was read as a recommendation, with who and when where it says."
    )
    return grid


def _part_sections(entry: _Entry) -> None:
    """Leave out the paragraphs below an item that says who and when which name the part that follows it."""
    timed = len(entry.paragraphs) > 1 and _is_timed(entry)
    while timed and len(entry.paragraphs) > 1 and _names_part(entry.paragraphs[-1]):
        entry.paragraphs.pop()


def _names_part(lines: Sequence[Fragment]) -> bool:
    text = clean(lines[0].text)
    short = len(lines) == 1 and len(words(text)) <= _MOST_NAME
    return short and looks_capital(text) and text[-1] not in ".;:,?!)" and not _JUDGED.search(f" {text}")


def _row(grid: Grid, entry: _Entry, *, answered: bool, spoken: bool, is_last: bool) -> Row:
    parts = entry.paragraphs
    count = _length(entry, answered=answered, is_last=is_last)
    grid.strays.extend(Stray(tuple(part), _AFTER) for part in parts[count:])
    kept = [parts[0], *parts[1:count]]
    if entry.is_bulleted and (bullet := _opened(kept[0][0].text)):
        kept[0] = [Fragment(kept[0][0].number, bullet[0]), *kept[0][1:]]
    text: Cell = tuple(kept[0]) if answered else _spaced(kept)
    response: Cell = _spaced(kept[1:]) if answered else ()
    text, status = _without_judgement(text)
    said = said_of(entry.text) if spoken and not status else None
    ending = _ending(said_in(response if answered and response else text), is_judged=bool(status))
    if said and said.when and ending and not first_sentence(entry.text).endswith(ending.taken.strip()):
        ending = None  # what the next sentence ends with is not when it is to be done
    owner: Cell = ()
    when: Cell = ()
    if ending is not None and (not answered or ending.name):
        number = (response or text)[-1].number
        if response:
            response = _without_end(response, ending.taken)
        else:
            text = _without_end(text, ending.taken)
        named = _owner_named(grid, ending, number)
        owner, when = (((Fragment(number, part),) if part else ()) for part in (named, ending.when))
    return Row((text, response, owner, when, status), said)


def _without_judgement(text: Cell) -> tuple[Cell, Cell]:
    """What is recommended without how far it has got, and that."""
    found = _JUDGED.search(said_in(text))
    if found is None:
        return text, ()
    return _without_end(text, found[0]), (Fragment(text[-1].number, found[0].strip()),)


def _owner_named(grid: Grid, ending: _Ending, number: int) -> str:
    """The owner. Its label names the column, is counted when it stands again, and another one stays with its words."""
    if ending.name in ("", grid.names[2]):
        grid.furniture.append(Fragment(number, ending.name))
        return ending.owner
    if grid.names[2]:
        return f"{ending.name}: {ending.owner}"
    grid.names[2] = ending.name
    return ending.owner


def _length(entry: _Entry, *, answered: bool, is_last: bool) -> int:
    """How many paragraphs belong to the item: after the last one only its answer, or nothing."""
    if not is_last:
        return len(entry.paragraphs)
    return min(len(entry.paragraphs), 2 if answered and entry.is_answered else 1)


def _spaced(parts: Sequence[Sequence[Fragment]]) -> Cell:
    """Paragraphs as one cell, a gap between each two."""
    found: list[Fragment] = []
    for part in parts:
        found.extend([*([Fragment(part[0].number, "")] if found else []), *part])
    return tuple(found)


def _without_end(cell: Cell, taken: str) -> Cell:
    """The cell without its last words, which are those of `taken`, and without the comma before them."""
    count = len(taken.split())
    kept = list(cell)
    while count and kept:
        tokens = kept[-1].text.split()
        if len(tokens) > count:
            kept[-1] = Fragment(kept[-1].number, " ".join(tokens[:-count]))
            break
        count -= len(tokens)
        kept.pop()
    if kept:
        kept[-1] = Fragment(kept[-1].number, kept[-1].text.rstrip(" ,;"))
    return tuple(kept) if filled(kept) else ()
