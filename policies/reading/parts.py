"""Reading a text that goes into a policy which there is already: sections and clauses, and no title of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.blocks import Block, Heading, Source
from documents.readers import signs, text
from policies.document import NewId, Section

from .converting import to_sections
from .lines import is_titled
from .sections import read_sections
from .shape import ReadSection

_AGAIN = "It stands again and again, as at the foot of each page."


@dataclass(frozen=True, slots=True)
class PartReading:
    """What a text makes: its sections in order, and what of it is left out, each with the reason."""

    sections: tuple[ReadSection, ...]
    left_out: tuple[tuple[str, str], ...] = ()


def read_part(words: str, *, signed: bool) -> PartReading:
    """The sections that a text makes, as an import would make them.

    signed: whether each of its lines says what it is (documents.readers.signs), as those of rich text do. Words under
    no heading stand first, in sections without one.
    """
    source = signs.read("text", words) if signed else text.read("text.txt", words)
    blocks, title = _without_title(source)
    furniture = tuple(
        (line.text, "It stands again and again, as at the foot of each page.") for line in source.furniture
    )
    return PartReading(tuple(read_sections(blocks)), (*title, *furniture))


def to_part(reading: PartReading, new_id: NewId) -> tuple[Section, ...]:
    """The sections of a reading as those of a policy, ready to be put into one."""
    return to_sections(reading.sections, new_id=new_id)


def _without_title(source: Source) -> tuple[Sequence[Block], tuple[tuple[str, str], ...]]:
    """The blocks, but for the title of the whole, which the policy has already."""
    first, *rest = source.blocks or (None,)
    if isinstance(first, Heading) and rest and isinstance(rest[0], Heading) and is_titled(first.text):
        return rest, ((first.text, "The policy has a title already."),)
    return source.blocks, ()
