"""The register of staff as a file, and an empty one to fill in. No cell runs as a formula (documents.writers.sheet)."""

import datetime
from collections.abc import Sequence
from typing import Any, Final

from django.utils import timezone

from documents.writers.sheet import Sheet, csv_file, workbook
from people.models import School, StaffMember, User
from people.register.columns import HEADINGS, MEANINGS, Column
from people.register.resources import StaffResource

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The kinds of file there are, with what each says of itself."""

_WIDTHS: Final = (30, 34, 18, 12, 20, 20, 16)


def register_file(
    kind: str, school: School, staff: Sequence[StaffMember], *, by: User, now: datetime.datetime
) -> bytes:
    """The register, saying whose it is, who took it out and when. It can be brought in again as it is.

    kind: one of TYPES.
    """
    headings, rows = StaffResource().rows_of(staff)
    title = f"Register of staff of {school.name}"
    said = [
        title,
        f"Taken out by {by.name} on {timezone.localtime(now):%-d %B %Y at %H:%M}, for use at {school.name}.",
        "It names people. Keep it where nobody else reads it, and delete it when it is no longer needed.",
    ]
    if kind == "csv":
        return csv_file([*([line] for line in said), headings, *rows])
    about = Sheet("About this file", ["About this file"], [[line] for line in said], widths=[100])
    return workbook([Sheet("Register", headings, rows, widths=_WIDTHS), about], title=title)


def template_file(kind: str) -> bytes:
    """A file with the headings and nobody in it, and what each column holds."""
    headings: list[Any] = [HEADINGS[column] for column in Column]
    meanings = [[HEADINGS[column], MEANINGS[column]] for column in Column]
    if kind == "csv":
        said = [[f"{heading}: {meaning}"] for heading, meaning in meanings]
        return csv_file([["One person a row, below the headings. Lines above them are not read."], *said, headings])
    columns = Sheet("What each column holds", ["Column", "What it holds"], meanings, widths=(24, 90))
    return workbook([Sheet("Register", headings, [], widths=_WIDTHS), columns], title="Register of staff to fill in")
