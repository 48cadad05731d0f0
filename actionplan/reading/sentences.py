"""Sentences that say themselves who does something and by when: "By July the Clerk will write to every tenant."."""

import re
from dataclasses import dataclass

from actionplan.reading.columns import is_people
from documents.dates import find_dates

# "Heads will be asked", "Staff will know": they do nothing for it themselves.
_OPENING = re.compile(
    r"(?P<time>(?:By|Before|From|In|During|Within|Until)\b[^.;:]{2,40}?,?\s(?=the\s|[A-Z]))?(?:[Tt]he\s)?"
    r"(?P<who>[A-Z][\w’'&-]*(?:,?\s[\w’'&./-]+){0,7}?)\s"
    r"(?:will|shall|must|should|to|(?:is|are) to|(?:has|have) agreed to)\s"
    r"(?:(?!(?:be|receive|get|know|feel|understand|have (?:an?|the|their|its|no|more|access|time))\b)[a-z]"
    r"|be responsible\b)"
)
_ENDS = re.compile(r"[.?!](?=\s+[A-Z“\"'‘])")
_AND_THE = re.compile(r"\b(and|&) the ")
_ASKED = re.compile(r"(?:by|before|until|from|in|during|within|at|every|each)\b", re.IGNORECASE)
# Whoever writes the paper: that they will do it says nothing of who does.
_WRITERS = {"council", "school", "schools", "trust", "board", "panel", "committee", "cabinet"}


@dataclass(frozen=True, slots=True)
class Said:
    """Who does it, in the words of a sentence, and the times in it that say by when, where there are any."""

    who: str
    when: tuple[str, ...] = ()


def said_of(text: str) -> Said | None:
    """Who the first sentence of a text says will do it, and by when; None where it begins with nobody."""
    found = _OPENING.match(text)
    if found is None or not is_people(found["who"]) or found["who"].casefold() in _WRITERS:
        return None
    if found["time"] and not find_dates(found["time"])[0]:
        return None
    windows, _ = find_dates(first_sentence(text))
    return Said(
        _AND_THE.sub(r"\1 ", found["who"]), tuple(window.words for window in windows if _ASKED.match(window.words))
    )


def first_sentence(text: str) -> str:
    """The text up to its first full stop before another sentence."""
    ends = _ENDS.search(text)
    return text[: ends.end()] if ends else text
