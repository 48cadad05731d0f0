"""Reading one source as a policy."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from documents.blocks import ListItem, Source, words
from documents.collecting import at_rest

from .blanks import read_blanks
from .dating import read_dates
from .declining import reason_to_decline
from .front import Front, read_front
from .lines import text_of
from .organisations import organisation_in
from .sections import is_bullet, read_sections
from .shape import PolicyReading, ReadSection, Unplaced, WordCount, word_count
from .website import links_in, without_foot, without_menu


@at_rest()
def read_policy(source: Source) -> PolicyReading:
    """The policy that the source holds, or one sentence that says why it is none."""
    total = len(replace(source, lines=()).words)
    declined = reason_to_decline(source)
    if declined is not None:
        return PolicyReading.turned_down(source.name, declined=declined, source_words=total)
    page = without_menu(source.blocks)
    front = read_front(page.rest)
    body = without_foot(front.rest, links_in([text_of(block) for block in source.blocks]))
    sections = tuple(read_sections(body.rest))
    texts = [front.title or "", front.subtitle or "", *(text for section in sections for text in section.texts())]
    dates, warnings = read_dates(front.title, sections)
    placed = word_count(iter(texts)) + len(words(front.organisation or ""))
    left_over = (
        *page.unplaced,
        *front.unplaced,
        *body.unplaced,
        *(Unplaced(note.text, note.place, note.reason) for note in source.notes),
    )
    unplaced = word_count(left.text for left in left_over)
    return PolicyReading(
        file=source.name,
        words=WordCount(total, placed, unplaced, _furniture(source)),
        title=front.title,
        subtitle=front.subtitle,
        organisation=front.organisation
        or organisation_in(texts)
        or organisation_in(left.text for left in (*page.unplaced, *front.unplaced)),
        organisation_is_own_line=front.organisation is not None,
        sections=sections,
        placeholders=read_blanks(_in_context(front, sections)),
        dates=dates,
        unplaced=left_over,
        warnings=(*guesses(sections), *warnings, *source.warnings),
    )


def _in_context(front: Front, sections: tuple[ReadSection, ...]) -> Iterator[tuple[str, str]]:
    yield "", front.title or ""
    yield "", front.subtitle or ""
    for section in sections:
        yield "", section.heading or ""
        for part in section.body:
            yield from part.texts_in_context()


def _furniture(source: Source) -> int:
    """Words that are counted and not repeated: those of the page, and bullets that are letters."""
    bullets = sum(
        len(words(block.marker)) for block in source.blocks if isinstance(block, ListItem) and is_bullet(block.marker)
    )
    return bullets + word_count(block.text for block in source.furniture)


def guesses(sections: Iterable[ReadSection]) -> tuple[str, ...]:
    """The sentence that says how many sections are for what we think; nothing where none is."""
    count = sum(section.kind_is_guess for section in sections)
    if not count:
        return ()
    if count == 1:
        return ("What one section is for is our reading, because its heading does not say it.",)
    return (f"What {count} sections are for is our reading, because their headings do not say it.",)
