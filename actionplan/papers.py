"""The paper's own table, printed back as a PDF for a meeting."""

import unicodedata

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.text import slugify

from actionplan.models import ScrutinyReview
from core.making import Made
from core.papers import digest_of
from documents.writers import pdf

KIND = "actionplan.table"
_EDITION = 3
"""Raised when the look of the paper changes, so that kept papers are made again."""
_FEW_LETTERS = 48
_FONTS = settings.STATICFILES_DIRS[0] / "dist" / "fonts"


def digest(review: ScrutinyReview) -> str:
    """The hash of all that the table of a plan shows. Its cells never change once they are imported."""
    return digest_of(_EDITION, review.pk, review.title, review.subtitle, review.committee, review.council)


def table_pdf(subject: str) -> Made:
    """Make the table of the review with this primary key, on landscape A4."""
    review = ScrutinyReview.objects.select_related("council", "source").get(pk=int(subject))
    rows = _rows(review)
    columns = [(name, _is_narrow(number, rows)) for number, name in enumerate(review.columns)]
    words = "".join(
        (review.title, review.subtitle, review.committee, *review.columns, *(c for row in rows for c in row))
    )
    context = {
        "review": review,
        "columns": columns,
        "rows": [[cell.splitlines() for cell in row] for row in rows],
        "unprintable": [_name_of(sign) for sign in pdf.unprintable(words, fonts=_FONTS)],
    }
    content = pdf.render(render_to_string("actionplan/paper.html", context), fonts=_FONTS)
    return Made(content=content, filename=filename(review, "pdf"), content_type="application/pdf")


def _name_of(sign: str) -> str:
    """A character that may not print, in words: "check mark"."""
    return unicodedata.name(sign, "").lower() or f"number {ord(sign):X}"


def _is_narrow(column: int, rows: list[list[str]]) -> bool:
    """Whether a column holds only a few words a row, like the owners, and can leave room for the others."""
    longest = max((len(row[column]) for row in rows), default=0)
    return column > 0 and longest <= _FEW_LETTERS


def filename(review: ScrutinyReview, extension: str) -> str:
    """What the file is called: the review's title, short enough for any computer."""
    return f"{slugify(review.title)[:80] or 'action-plan'}.{extension}"


def _rows(review: ScrutinyReview) -> list[list[str]]:
    return list(review.recommendations.order_by("position").values_list("cells", flat=True))
