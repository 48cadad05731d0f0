"""How the Personnel Committee report says days and numbers. Pure."""

import datetime
from collections.abc import Sized


def day(on: datetime.date | None) -> str:
    """A day in full; that none is given for none."""
    return f"{on:%-d %B %Y}" if on else "a day not given"


def count(number: int, noun: str) -> str:
    """A number with what it counts: "1 term", "3 terms"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def verb(things: Sized | int, one: str, many: str) -> str:
    """The form of a verb that fits how many there are."""
    number = things if isinstance(things, int) else len(things)
    return one if number == 1 else many


def first_lower(words: str) -> str:
    """The words for the middle of a sentence."""
    return words[:1].lower() + words[1:]
