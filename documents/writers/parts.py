"""The parts of a paper that is written as Word or as plain text, in reading order. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 or below."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. is_lead_in: it stands with what follows it."""

    text: str
    is_lead_in: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list with the points below it. number: where it is counted; 1 begins a new list."""

    text: str
    number: int
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its first row are the heads of its columns."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


Part = Heading | Words | Item | Grid


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper: its title, what stands below it, whose it is, and its parts."""

    title: str
    subtitle: str
    author: str
    parts: tuple[Part, ...]
