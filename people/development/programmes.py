"""The programmes that come with a release, read from their file. Pure.

Years stand where they are known for sure; a programme that has ended says so whether or not its last year is known.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent.parent / "reference" / "programmes.csv"


@dataclass(frozen=True, slots=True)
class Listed:
    """One programme of the file. from_year, until_year: None where not known, or where it has no last year."""

    key: str
    name: str
    provider: str
    from_year: int | None
    until_year: int | None
    has_ended: bool
    replaced_by: str


class Unreadable(Exception):
    """A file that cannot be read as programmes. Its text says which line, and what to do."""


def programmes(file: Path = FILE) -> list[Listed]:
    """Every programme of the file, in its order. Raises Unreadable."""
    with file.open(encoding="utf-8", newline="") as lines:
        found = list(_rows(csv.DictReader(lines)))
    keys = [listed.key for listed in found]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise Unreadable(f"The key {twice} stands twice. Give each programme a key of its own.")
    return found


def _rows(reader: "csv.DictReader[str]") -> Iterator[Listed]:
    for number, row in enumerate(reader, start=2):
        try:
            listed = Listed(
                key=row["key"],
                name=row["name"],
                provider=row["provider"],
                from_year=int(row["from_year"]) if row["from_year"] else None,
                until_year=int(row["until_year"]) if row["until_year"] else None,
                has_ended=row["ended"] == "yes",
                replaced_by=row["replaced_by"] or "",
            )
        except (KeyError, TypeError, ValueError):
            raise Unreadable(f"Line {number} does not hold a programme. Write it like the first line says.") from None
        if not (listed.key and listed.name and listed.provider):
            raise Unreadable(f"Line {number} lacks a key, a name or a provider. Fill them in.")
        yield listed
