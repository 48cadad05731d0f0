"""A paper as plain text, which the reader of plain text understands again. Pure."""

from collections.abc import Iterator
from itertools import groupby

from documents.writers.parts import Grid, Heading, Item, Paper, Part, Text, Words, plain


def render(paper: Paper) -> str:
    """The text of a paper: signs of Markdown mark headings and tables, a blank line stands between parts."""
    title = [f"# {_line(paper.title)}", *([_line(paper.subtitle)] if plain(paper.subtitle) else [])]
    lists = groupby(paper.parts, key=lambda part: isinstance(part, Item))
    blocks = ["\n\n".join(title)]
    for is_list, parts in lists:
        blocks.append(("\n" if is_list else "\n\n").join("\n".join(_lines(part)) for part in parts))
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"


def _lines(part: Part) -> Iterator[str]:
    match part:
        case Heading(level, text):
            yield f"{'#' * (level + 1)} {_line(text)}"
        case Words(text):
            yield _line(text)
        case Item(text, _, points):
            # A number would be read again as the first word of the clause.
            yield f"- {_line(text)}"
            yield from (f"    - {_line(point)}" for point in points)
        case Grid(caption, rows):
            if plain(caption):
                yield _line(caption)
                yield ""
            width = max((len(row) for row in rows), default=0)
            for place, row in enumerate(rows):
                cells = [*(_cell(cell) for cell in row), *[""] * (width - len(row))]
                yield f"| {' | '.join(cells)} |"
                if place == 0:
                    yield f"|{' --- |' * width}"


def _line(text: Text) -> str:
    """The words on one line; where a link leads stands in brackets after its words."""
    shown = "".join(f"{run.text} ({run.href})" if run.href and run.href != run.text else run.text for run in text)
    return " ".join(shown.split())


def _cell(text: Text) -> str:
    return _line(text).replace("|", "/")
