"""What changed in a plan as a PDF, and as a table for a spreadsheet."""

import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify

from actionplan.models import ScrutinyReview
from core.making import Made
from core.papers import digest_of
from documents.writers import pdf
from documents.writers.sheet import csv_file
from succession.changes import rules
from succession.changes.queries import changes_of, counts_of
from succession.changes.shown import grouped

KIND = "succession.plan-changes"
MOST_ON_PAPER, MOST_IN_FILE = 500, 10_000
_EDITION = 1
"""Raised when the look of the paper changes, so that kept papers are made again."""
_HEAD = ("Recommendation", "What", "Of", "Before", "After", "Why", "Who", "When")


def start_of(day: datetime.date) -> datetime.datetime:
    """The first moment of a day by London's clocks."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def subject(review: ScrutinyReview, since: datetime.date) -> str:
    """What the paper is kept under."""
    return f"{review.pk}:{since:%Y-%m-%d}"


def digest(review: ScrutinyReview, since: datetime.date) -> str:
    """The hash of all that the paper shows."""
    rows = changes_of(review, start_of(since), most=MOST_ON_PAPER + 1)
    shown = [(row.name, row.kind, row.about, row.was, row.now, row.why, row.by, row.at) for row in rows]
    return digest_of(_EDITION, review.pk, review.title, review.council, since, shown)


def changes_pdf(subject: str) -> Made:
    """Make the paper of the plan and day that `subject` names."""
    key, _, day = subject.partition(":")
    review, since = ScrutinyReview.objects.select_related("council").get(pk=int(key)), datetime.date.fromisoformat(day)
    rows = changes_of(review, start_of(since), most=MOST_ON_PAPER + 1)
    context = {
        "review": review,
        "sentence": rules.sentence(since, counts_of(review, start_of(since))),
        "groups": grouped(rows[:MOST_ON_PAPER]),
        "no_facts": {},
        "is_cut": len(rows) > MOST_ON_PAPER,
    }
    fonts = settings.STATICFILES_DIRS[0] / "dist" / "fonts"
    content = pdf.render(render_to_string("succession/changes/paper.html", context), fonts=fonts)
    return Made(content=content, filename=filename(review, since, "pdf"), content_type="application/pdf")


def changes_csv(review: ScrutinyReview, since: datetime.date) -> bytes:
    """Every change as a row; at most MOST_IN_FILE."""
    rows = changes_of(review, start_of(since), most=MOST_IN_FILE)
    told = [
        [row.name, row.title, row.about, row.was, row.now, row.why, row.by, f"{timezone.localtime(row.at):%Y-%m-%d}"]
        for row in rows
    ]
    return csv_file([_HEAD, *told])


def filename(review: ScrutinyReview, since: datetime.date, extension: str) -> str:
    """What the file is called."""
    return f"{slugify(review.title)[:80] or 'action-plan'}-changes-since-{since:%Y-%m-%d}.{extension}"
