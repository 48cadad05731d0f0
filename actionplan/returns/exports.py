"""What schools answered, as a file. No cell runs as a formula (documents.writers.sheet)."""

import datetime
from typing import Final

from actionplan.models import ReturnRequest
from actionplan.returns.queries import Row, coverages, rows_of
from actionplan.returns.rules import BUYS_LABELS, Buys
from documents.writers.sheet import Cell, csv_file
from people.models import User

CSV: Final = "text/csv; charset=utf-8"
HEAD: Final = ("URN", "School", "Answer", "Buys the service", "Answered on", "Late", "Note", "Link", "File")
MOST = 30_000
"""More schools than England has."""


def returns_csv(request: ReturnRequest, today: datetime.date, *, stand: str, by: User) -> bytes:
    """The schools that were asked, one a row, with below them the question, the coverage and for whom this is.

    For callers who asked who may know them.
    """
    rows = [_cells(row) for row in rows_of(request, today, stand=stand, most=MOST)]
    coverage = coverages([request], today)[request.pk]
    told: list[list[Cell]] = [
        [],
        [f"Recommendation {request.recommendation.name}: {request.question}"],
        [f"{coverage.sentence} {coverage.left_out_sentence}".strip()],
        [f"As at {today:%-d %B %Y}. Taken out by {by}."],
    ]
    return csv_file([list(HEAD), *rows, *told])


def _cells(row: Row) -> list[Cell]:
    latest = row.latest
    first: list[Cell] = [row.school.urn, row.school.name, row.label]
    if latest is None:
        return [*first, *[""] * (len(HEAD) - len(first))]
    buys = BUYS_LABELS[Buys(latest.buys)] if latest.buys else ""
    file = latest.file.name if latest.file else ""
    return [*first, buys, latest.on, row.late, latest.note, latest.link, file]
