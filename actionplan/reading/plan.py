"""The way in: which layout a file has, and what it says once that is known."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from actionplan.reading.decline import reason_to_decline
from actionplan.reading.delimited import read_delimited, read_spaced, split_slashes
from actionplan.reading.fragments import Cell, Fragment, clean, first_word, flow, joiner_of, lines_of, paragraphs
from actionplan.reading.grids import Grid, Stray, squeezed
from actionplan.reading.headed import under_headings
from actionplan.reading.labelled import read_labelled
from actionplan.reading.listed import read_apart, read_listed
from actionplan.reading.margins import read_margins
from actionplan.reading.names import Role
from actionplan.reading.numbered import read_numbered
from actionplan.reading.pages import furniture_of
from actionplan.reading.piped import read_piped
from actionplan.reading.preamble import Preamble, read_preamble
from actionplan.reading.quoted import read_commas, read_tabs
from actionplan.reading.records import Recorder, dates_of
from actionplan.reading.result import ContextYear, PlanReading, Unplaced, counted
from actionplan.reading.stacked import read_stacked
from actionplan.reading.storeys import read_storeys
from actionplan.reading.strips import SECTION
from actionplan.reading.successive import roles_in
from actionplan.reading.tables import read_tables
from actionplan.reading.tagged import read_tagged
from actionplan.reading.upright import read_upright
from actionplan.reading.years import context_of, guessed_year, in_years, is_financial, stated_year
from documents.blocks import Source, words
from documents.collecting import at_rest
from documents.readers.rows import Joiner

_UNPLACEABLE = "This file was not read as an action plan."
_LONGEST_NAME = 8  # words
_NO_MARGIN = 10**6  # a line break inside a table's cell was typed there
# In this order: what leaves least doubt first.
_LAYOUTS: tuple[Callable[[Sequence[Fragment]], Grid | None], ...] = (
    read_tabs,
    read_commas,
    read_piped,
    lambda lines: read_delimited(lines, split_slashes),
    read_storeys,
    read_spaced,
    lambda lines: read_labelled(lines, least=2),
    read_margins,
    read_tagged,
    read_apart,
    read_stacked,
    read_listed,
    read_numbered,
    lambda lines: read_labelled(lines, least=1),
)


@at_rest()
def read_plan(source: Source) -> PlanReading:
    """Read a file as an action plan, or decline it with one sentence that says what it seems to be."""
    lines = lines_of(source)
    running = furniture_of(source, lines)
    grid = _grid(source, [line for line in lines if line.number not in running])
    if grid is None:
        return _declined(source, lines)
    grid.furniture.extend(line for line in lines if line.number in running)
    grid.places = source.places()
    return _reading(source, lines, grid)


def _grid(source: Source, lines: Sequence[Fragment]) -> Grid | None:
    if not source.lines and (found := read_upright(source) or read_tables(source)) is not None:
        return under_headings(found) if found.rows else None
    for layout in _LAYOUTS:
        grid = layout(lines)
        if grid is not None and grid.rows:
            return under_headings(_named_first(grid, lines))
    return None


def _named_first(grid: Grid, lines: Sequence[Fragment]) -> Grid:
    """The grid, with the name of its first part among the names of parts, where the header stands below each of these.

    "Improving the building", names of columns, rows, "Improving the curriculum", the same names, rows.
    """
    written = [line for line in lines if not line.is_gap]
    below = {line.number: following.number for line, following in pairwise(written)}
    texts = {f.number: "" for f in grid.furniture}
    for fragment in grid.furniture:
        texts[fragment.number] += squeezed(fragment.text)
    heads = {number for number, text in texts.items() if all(squeezed(name) in text for name in grid.names)}
    named = any(s.reason == SECTION and below.get(s.fragments[-1].number) in heads for s in grid.strays if s.fragments)
    above = [line for line in grid.before if not line.is_gap]
    marks = {first_word(s.fragments[0].text) for s in grid.strays if s.reason == SECTION and s.fragments}
    named = named or (bool(above) and above[-1].text.startswith("#") and first_word(above[-1].text) in marks)
    if named and len(above) > 1 and len(words(above[-1].text)) <= _LONGEST_NAME:
        grid.before = [line for line in grid.before if line is not above[-1]]
        grid.strays.insert(0, Stray((above[-1],), SECTION))
    return grid


def _declined(source: Source, lines: Sequence[Fragment]) -> PlanReading:
    joiner = joiner_of(line.text for line in lines)
    grid = Grid([], [], places=source.places())
    kept = [_unplaced(Stray(part, _UNPLACEABLE), joiner, grid) for part in paragraphs(lines)]
    kept += _beside(source)
    sentence = source.unread or reason_to_decline("\n".join(line.text for line in lines))
    return counted(PlanReading(source.name, declined=sentence, unplaced=tuple(kept)), source.words, _set_aside(source))


def _set_aside(source: Source) -> list[str]:
    """The words that the file's reader already knew to be furniture; those of plain text are still in its lines."""
    return [word for block in source.margins for word in words(block.text)]


def _reading(source: Source, lines: Sequence[Fragment], grid: Grid) -> PlanReading:
    joiner = joiner_of(line.text for line in lines)
    texts = [[flow(cell, joiner) for cell in row.cells] for row in grid.rows]
    roles = grid.roles or roles_in(grid, texts)
    margin = max((len(line.text) for line in lines), default=0)
    above = read_preamble(grid.before, margin)
    year = _context_year(above, roles, texts, joiner)
    financial = is_financial([*grid.names, *(line.text for line in grid.before)])
    context = context_of(year, financial=financial) if year else None
    # A paper of financial years needs its year even as a guess: without it 2014/15 would be read as academic.
    guess = year is not None and year.guess and not financial
    margin = margin if source.lines else _NO_MARGIN
    recorder = Recorder(
        grid, roles, joiner, margin=margin, stated=None if guess else context, guessed=context if guess else None
    )
    recommendations = recorder.recommendations()
    strays = [stray for stray in (*above.strays, *grid.strays) if any(words(f.text) for f in stray.fragments)]
    strays.sort(key=lambda stray: stray.fragments[0].number)
    reading = PlanReading(
        file=source.name,
        title=above.title,
        subtitle=above.subtitle,
        organisation=above.organisation,
        context_year=year,
        columns=tuple(name for name in grid.names if name),
        recommendations=tuple(recommendations),
        unplaced=(*(_unplaced(stray, joiner, grid) for stray in strays), *_beside(source)),
        warnings=tuple(dict.fromkeys([*grid.warnings, *recorder.warnings, *source.warnings])),
    )
    furniture = [word for line in (*above.furniture, *grid.furniture) for word in words(line.text)]
    furniture += [*recorder.signs, *_set_aside(source)]
    return counted(reading, source.words, furniture)


def _context_year(
    above: Preamble, roles: Sequence[Role], texts: Sequence[Sequence[str]], joiner: Joiner
) -> ContextYear | None:
    titles = [text for text in (above.title, above.subtitle) if text]
    stated = stated_year(titles, [flow(stray.fragments, joiner) for stray in above.strays])
    if stated is not None:
        return stated
    cells = [text for row in texts for role, text in zip(roles, row, strict=True) if role != Role.LABEL and text]
    labels = [row[i] for row in texts for i, role in enumerate(roles) if role == Role.LABEL]
    asked = [text for row in texts for role, text in zip(roles, row, strict=True) if role == Role.DUE and text]
    dates = [found for text in cells for found in dates_of(text)]
    if not any(found.earliest or found.latest for found in dates):
        dates = dates_of(in_years(asked))
    return guessed_year(dates, labels, cells)


def _unplaced(stray: Stray, joiner: Joiner, grid: Grid) -> Unplaced:
    return Unplaced(flow(_cell(stray), joiner), str(grid.place_of(stray.fragments) or ""), stray.reason)


def _beside(source: Source) -> list[Unplaced]:
    """What stands beside the text: footnotes and comments."""
    return [Unplaced(note.text, str(note.place), note.reason) for note in source.notes]


def _cell(stray: Stray) -> Cell:
    return tuple(Fragment(f.number, clean(f.text)) for f in stray.fragments if not f.is_gap)
