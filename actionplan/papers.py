"""The paper's own table, printed back: as a PDF for a meeting and as a spreadsheet."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.text import slugify

from actionplan.models import ScrutinyReview
from core.making import Made
from core.papers import digest_of
from documents.writers import pdf
from documents.writers.sheet import Sheet, workbook

KIND = "actionplan.table"
_EDITION = 1
"""Raised when the look of the paper changes, so that kept papers are made again."""
_WIDTH = 40
_FEW_LETTERS = 48


def digest(review: ScrutinyReview) -> str:
    """The hash of all that the table of a plan shows. Its cells never change once they are imported."""
    return digest_of(_EDITION, review.pk, review.title, review.subtitle, review.committee, review.council)


def table_pdf(subject: str) -> Made:
    """Make the table of the review with this primary key, on landscape A4."""
    review = ScrutinyReview.objects.select_related("council", "source").get(pk=int(subject))
    rows = _rows(review)
    columns = [(name, _is_narrow(number, rows)) for number, name in enumerate(review.columns)]
    context = {"review": review, "columns": columns, "rows": rows}
    html = render_to_string("actionplan/paper.html", context)
    content = pdf.render(html, fonts=settings.STATICFILES_DIRS[0] / "dist" / "fonts")
    return Made(content=content, filename=filename(review, "pdf"), content_type="application/pdf")


def table_workbook(review: ScrutinyReview) -> bytes:
    """The table as an .xlsx file of one sheet."""
    widths = [_WIDTH] * len(review.columns)
    sheet = Sheet(title="Action plan", columns=review.columns, rows=_rows(review), widths=widths)
    return workbook([sheet], title=review.title)


def _is_narrow(column: int, rows: list[list[str]]) -> bool:
    """Whether a column holds only a few words a row, like the owners, and can leave room for the others."""
    longest = max((len(row[column]) for row in rows), default=0)
    return column > 0 and longest <= _FEW_LETTERS


def filename(review: ScrutinyReview, extension: str) -> str:
    """What the file is called: the review's title, short enough for any computer."""
    return f"{slugify(review.title)[:80] or 'action-plan'}.{extension}"


def _rows(review: ScrutinyReview) -> list[list[str]]:
    return list(review.recommendations.order_by("position").values_list("cells", flat=True))
