"""Reading text in which every block says what it is: what a page makes of rich text that was pasted.

A line is a block. `# ` to `###### ` begin a heading, `- ` an item, two spaces before it for each list it stands in,
`| ` a row of a table, whose cells are parted by ` | ` (a bar in a cell is written `\\|`); every other line is a
paragraph. A backslash at the end of a line carries its block on to the next. Nothing is guessed and nothing is left
out: all that is not such a sign stays as it is written.
"""

import re
from collections.abc import Iterator

from documents.blocks import Block, Heading, ListItem, Paragraph, Place, Source, Table

_LINE_END = re.compile(r"\r\n|\r|\n")
_HEADING = re.compile(r"(#{1,6}) +(\S.*)")
_ITEM = re.compile(r"( *)- +(\S.*)", re.DOTALL)
_ROW = re.compile(r"\| ?(.*?) ?\|?", re.DOTALL)
_BAR = re.compile(r"(?<!\\)\|")
_DEEPEST = 9


def read(name: str, text: str) -> Source:
    """The text as blocks, each at its line. `name` is what to call it."""
    return Source(name=name, blocks=tuple(_with_tables(text)))


def _with_tables(text: str) -> Iterator[Block]:
    rows: list[tuple[tuple[str, ...], Place]] = []
    for words, place in _joined(text):
        if words.startswith("|"):
            rows.append((_cells(words), place))
            continue
        if rows:
            yield _table(rows)
            rows = []
        if words.strip():
            yield _block(words, place)
    if rows:
        yield _table(rows)


def _joined(text: str) -> Iterator[tuple[str, Place]]:
    """The lines, those that carry on joined; an empty line is kept, since it ends a table."""
    held: list[str] = []
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if line.endswith("\\"):
            held.append(line[:-1])
            continue
        yield "\n".join([*held, line]).rstrip(), Place(number - len(held), number)
        held = []
    if held:
        last = text.count("\n") + 1
        yield "\n".join(held).rstrip(), Place(last, last)


def _block(words: str, place: Place) -> Block:
    if found := _HEADING.fullmatch(words):
        return Heading(len(found[1]), found[2].strip(), place)
    if found := _ITEM.fullmatch(words):
        return ListItem(min(len(found[1]) // 2 + 1, _DEEPEST), "-", found[2].strip(), place)
    return Paragraph(words.strip(), place)


def _cells(words: str) -> tuple[str, ...]:
    found = _ROW.fullmatch(words)
    inner = found[1] if found else words[1:]
    return tuple(cell.strip().replace("\\|", "|") for cell in _BAR.split(inner))


def _table(rows: list[tuple[tuple[str, ...], Place]]) -> Table:
    cells = [row for row, _ in rows]
    return Table(cells[0], tuple(cells[1:]), rows[0][1].joined(rows[-1][1]))
