"""Published standards as a file: read, and refused with the sentence that says what to mend. Pure.

A file is JSON: key, name, source, from, until (a day or null) and standards, each with number, heading and gist.
"""

import datetime
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BUILT_IN = Path(__file__).parent.parent / "data" / "headteachers-standards-2020.json"
MOST = 200


class Unreadable(Exception):
    """A file that holds no framework. Its text is the sentence the person reads."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One standard: its number, which may be empty, its heading, and our own words for it."""

    number: str
    heading: str
    gist: str


@dataclass(frozen=True, slots=True)
class Read:
    """A framework as its file has it."""

    key: str
    name: str
    source: str
    starts_on: datetime.date
    ends_on: datetime.date | None
    standards: tuple[Heading, ...]


def read(text: str) -> Read:
    """The framework that the words of a file hold. Raises Unreadable."""
    try:
        held = json.loads(text)
    except ValueError as error:
        raise Unreadable("This file is not JSON. Begin with a copy of the one that comes with Succession.") from error
    if not isinstance(held, dict):
        raise Unreadable("This file holds no framework: it must begin with {.")
    key = _words(held, "key", 60)
    if not re.fullmatch(r"[a-z0-9-]+", key):
        raise Unreadable("Write the key in small letters, digits and hyphens, like headteachers-2020.")
    starts_on, ends_on = _day(held, "from"), _day(held, "until") if held.get("until") else None
    if ends_on is not None and ends_on < starts_on:
        raise Unreadable("The day in “until” is before the one in “from”. Correct one of them.")
    return Read(key, _words(held, "name", 200), _words(held, "source", 300), starts_on, ends_on, _standards(held))


def _standards(held: dict[str, Any]) -> tuple[Heading, ...]:
    given = held.get("standards")
    if not isinstance(given, list) or not given or not all(isinstance(one, dict) for one in given):
        raise Unreadable("Write at least one standard in “standards”, each with a heading.")
    if len(given) > MOST:
        raise Unreadable(f"A framework holds at most {MOST} standards: this one has {len(given)}.")
    found = tuple(
        Heading(_words(one, "number", 20, optional=True), _words(one, "heading", 200), _gist(one)) for one in given
    )
    headings = [one.heading for one in found]
    twice = next((heading for heading in headings if headings.count(heading) > 1), None)
    if twice:
        raise Unreadable(f"The heading “{twice}” stands in the file twice. Keep one of them.")
    return found


def _gist(one: dict[str, Any]) -> str:
    return _words(one, "gist", 500, optional=True)


def _words(held: dict[str, Any], name: str, longest: int, *, optional: bool = False) -> str:
    value = held.get(name, "")
    if not isinstance(value, str) or (not value.strip() and not optional):
        raise Unreadable(f"Write words in “{name}”.")
    if len(value.strip()) > longest:
        raise Unreadable(f"Shorten “{name}” to {longest} characters: it has {len(value.strip())}.")
    return value.strip()


def _day(held: dict[str, Any], name: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(str(held.get(name)))
    except ValueError as error:
        raise Unreadable(f"Write the day in “{name}” as year, month and day, like 2020-10-13.") from error
