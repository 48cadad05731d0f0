"""Files of staff, made by script, and what becomes of them."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import openpyxl

from core import reading
from core.models import Preview
from people.actions import registers
from people.models import School, StagedStaff, User

HEADING = ("Full name", "Job title", "Contract", "FTE", "Start date", "End date", "Reference")


def csv_of(
    *rows: Sequence[object], heading: Sequence[str] = HEADING, encoding: str = "utf-8", delimiter: str = ","
) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([heading, *rows])
    return text.getvalue().encode(encoding)


def workbook_of(*rows: Sequence[object], heading: Sequence[str] = HEADING) -> bytes:
    book = openpyxl.Workbook()
    for row in (heading, *rows):
        book.active.append(list(row))
    return saved(book)


def saved(book: Any) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def person(name: str, job: str = "Teacher", reference: str = "", **kw: object) -> tuple[object, ...]:
    """A row under HEADING."""
    return (name, job, *(kw.get(key, "") for key in ("contract", "fte", "starts", "ends")), reference)


def sent(school: School, by: User, content: bytes, name: str = "staff.csv") -> Preview:
    """A preview that its job has read."""
    preview = registers.send_register(school=school, name=name, content=io.BytesIO(content), size=len(content), by=by)
    reading.read(str(preview.pk))
    preview.refresh_from_db()
    return preview


def save(preview: Preview, school: School, by: User, *, leaving_out: bool = False) -> Preview:
    return registers.save_register(
        school=school, preview=preview, shown=preview.upload.sha256, leaving_out=leaving_out, by=by
    )


def counts(preview: Preview) -> dict[str, int]:
    """How many rows there are of each sort that is there."""
    return {state: count for state, count in (preview.result or {})["counts"].items() if count}


def reasons(preview: Preview) -> dict[int, str]:
    found = StagedStaff.objects.filter(preview=preview, state="refused")
    return dict(found.values_list("row_number", "reason"))
