"""The parts of a paper that is written as Word or as plain text, in reading order. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. href: where they lead; empty where nowhere."""

    text: str
    bold: bool = False
    href: str = ""


Text = tuple[Run, ...]


def said(text: str) -> Text:
    """Words without bold ones and links."""
    return (Run(text),) if text else ()


def plain(text: Text) -> str:
    """The words alone."""
    return "".join(run.text for run in text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 or below."""

    level: int
    text: Text


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. is_lead_in: it stands with what follows it."""

    text: Text
    is_lead_in: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list with the points below it. number: where it is counted; 1 begins a new list."""

    text: Text
    number: int
    points: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its first row are the heads of its columns."""

    caption: Text
    rows: tuple[tuple[Text, ...], ...]


Part = Heading | Words | Item | Grid


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper: its title, what stands below it, whose it is, and its parts. is_wide: on its side, for a table."""

    title: Text
    subtitle: Text
    author: str
    parts: tuple[Part, ...]
    is_wide: bool = False
