"""Plans without a table: lists of items that end in their time, and columns read out one after another."""

import re
from collections.abc import Sequence
from itertools import pairwise

from actionplan.reading.chunks import Chunk, find_names, paragraphs_of, single_lines
from actionplan.reading.columns import is_code, is_people, is_time
from actionplan.reading.fragments import Cell, Fragment, lines_above, without_bullet
from actionplan.reading.grids import Grid, Row, Stray, names_a_plan
from actionplan.reading.labels import is_label, split_label
from actionplan.reading.names import SUBJECT, Role, is_name, is_value, kind_of
from documents.blocks import words

_LIST_NAME = re.compile(r"\b(activit|action|task|target|step|recommendation|what we will)", re.IGNORECASE)
_ENDING = re.compile(r"^(?P<text>.*\S)\s+[–—-]\s+(?P<when>\S[^–—]{1,60})$")
_CONDITION = re.compile(
    r"\b(when|as and when|as required|as needed|on-?\s?going|needs?|tbc|continuous)\b", re.IGNORECASE
)
_OUTSIDE = "It stands outside the list of actions."
COLUMNS_APART = (
    "The columns of this paper were read out one after another, so what belongs to which recommendation cannot be "
    "told: upload the original file, or fill in each row by hand."
)


def read_listed(lines: Sequence[Fragment]) -> Grid | None:
    """The items under a heading such as "Activities including timescale:", each with the time it ends in."""
    best: list[list[Fragment]] = []
    for index, line in enumerate(lines):
        if _LIST_NAME.search(line.text) and len(words(line.text)) <= 8 and without_bullet(line.text) is None:
            items = _items(lines[index + 1 :])
            timed = sum(1 for item in items if _when(item) is not None)
            if timed >= 2 and timed * 2 >= len(items) and len(items) > len(best):
                best = items
    if not best:
        return None
    inside = {id(fragment) for item in best for fragment in item}
    roles = [Role.TEXT, Role.OWNERS, Role.DUE]
    grid = Grid(names=["", "", ""], rows=[_row(item) for item in best], roles=roles)
    grid.furniture.extend(_sign(item[0]) for item in best)
    grid.before = lines_above(lines, best[0][0])
    rest = [line for line in lines[len(grid.before) :] if id(line) not in inside and not line.is_gap]
    grid.strays.extend(Stray((line,), _OUTSIDE) for line in rest)
    grid.warnings.append("There is no table here: each item of the list was read as an action with its time.")
    return grid


def _items(lines: Sequence[Fragment]) -> list[list[Fragment]]:
    """The items of the list that begins here, each with the lines it runs over."""
    items: list[list[Fragment]] = []
    for line in lines:
        if line.is_gap:
            continue
        if without_bullet(line.text) is not None or split_label(line.text.strip()):
            items.append([line])
        elif items and line.text.startswith((" ", "\t")):
            items[-1].append(line)
        else:
            break
    return items


def _when(item: Sequence[Fragment]) -> re.Match[str] | None:
    found = _ENDING.match(item[-1].text.rstrip().rstrip("."))
    if found and len(words(found["when"])) <= 8 and (is_time(found["when"]) or _CONDITION.search(found["when"])):
        return found
    return None


def _sign(line: Fragment) -> Fragment:
    found = without_bullet(line.text)
    return Fragment(line.number, "" if found is None else line.text.strip()[:1])


def _row(item: Sequence[Fragment]) -> Row:
    found = _when(item)
    lines = list(item)
    due: tuple[Fragment, ...] = ()
    if found:
        lines[-1] = Fragment(lines[-1].number, found["text"])
        due = (Fragment(lines[-1].number, found["when"]),)
    bare = without_bullet(lines[0].text)
    if bare is not None:
        lines[0] = Fragment(lines[0].number, bare[0])
    text, owner = _owner_after_dash(tuple(lines)) if found else (tuple(lines), ())
    return Row((text, owner, due))


def _owner_after_dash(lines: Cell) -> tuple[Cell, Cell]:
    """The item without the owner that stands after its last dash, and the owner: "Visit each school – Chair"."""
    last = lines[-1]
    before, dash, owner = last.text.rpartition(" – ") if " – " in last.text else last.text.rpartition(" - ")
    if not dash or not before.strip() or not (is_people(owner) or is_code(owner)):
        return lines, ()
    return (*lines[:-1], Fragment(last.number, before)), (Fragment(last.number, owner),)


def read_apart(lines: Sequence[Fragment]) -> Grid | None:
    """A plan whose columns were read out whole: the recommendations alone, and all the rest left unplaced."""
    for chunks in (paragraphs_of(lines), single_lines(lines)):
        chunks = [chunk for chunk in chunks if not chunk.empty]  # noqa: PLW2901
        grid = _names_between(lines, chunks) or _names_first(lines, chunks)
        if grid is not None:
            grid.warnings.append(COLUMNS_APART)
            return grid
    return None


def _names_between(lines: Sequence[Fragment], chunks: Sequence[Chunk]) -> Grid | None:
    """Each column under its own name."""
    heads = [i for i, chunk in enumerate(chunks) if is_name(chunk.text) and not is_value(chunk.text)]
    names = [chunks[i].text for i in heads]
    if len(set(names)) != len(names) or not names_a_plan(names) or any(b - a < 3 for a, b in pairwise(heads)):
        return None
    spans = {name: chunks[a + 1 : b] for name, a, b in zip(names, heads, [*heads[1:], len(chunks)], strict=True)}
    subject = next((n for kind in (Role.TEXT, SUBJECT) for n in names if kind_of(n) == kind), None)
    if subject is None or sum(1 for chunk in spans[subject] if split_label(chunk.text)) < 2:
        return None
    grid = Grid(names=names, rows=[], before=lines_above(lines, chunks[heads[0]].lines[0]))
    for name, span in spans.items():
        if name == subject:
            _rows(grid, span, names.index(name))
        else:
            grid.strays.extend(Stray(chunk.lines, f"It stands under “{name}”, away from its row.") for chunk in span)
    return grid


def _names_first(lines: Sequence[Fragment], chunks: Sequence[Chunk]) -> Grid | None:
    """All the names, then each column whole: the numbered recommendations follow each other without a break."""
    found = find_names(chunks)
    if found is None or found[1] - found[0] < 3:
        return None
    names = [chunk.text for chunk in chunks[found[0] : found[1]]]
    body = chunks[found[1] :]
    count = 0
    while count < len(body) and split_label(body[count].text) and not is_label(body[count].text):
        count += 1
    subject = next((i for i, name in enumerate(names) if kind_of(name) in (Role.TEXT, SUBJECT)), None)
    if subject is None or count < 3 or len(body) - count < count:
        return None
    grid = Grid(names=names, rows=[], before=lines_above(lines, chunks[found[0]].lines[0]))
    _rows(grid, body[:count], subject)
    grid.strays.extend(Stray(chunk.lines, "It stands away from its row.") for chunk in body[count:])
    return grid


def _rows(grid: Grid, span: Sequence[Chunk], subject: int) -> None:
    """A row for each number, with nothing but its recommendation; words before the first number stay outside."""
    current: list[Fragment] = []
    for chunk in span:
        if split_label(chunk.text):
            _end(grid, current, subject)
            current = []
        if not current and not split_label(chunk.text):
            grid.strays.append(Stray(chunk.lines, "It stands away from its row."))
        else:
            current.extend(chunk.lines)
    _end(grid, current, subject)


def _end(grid: Grid, lines: list[Fragment], subject: int) -> None:
    if lines:
        grid.rows.append(Row(tuple(tuple(lines) if i == subject else () for i in range(len(grid.names)))))
