"""The evidence of a year for one thing it counts for, as a PDF."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.text import slugify

from core.making import Made
from core.papers import digest_of
from documents.writers import pdf
from people.models import School
from policies.living.channels import Sheet, sheet
from policies.living.evidence import Channel
from policies.living.reviewing import year_words

KIND = "policies.channel"
_EDITION = 2
"""Raised when the look of the paper changes, so that kept papers are made again."""


def subject(school: School, channel: Channel, year: int) -> str:
    """What the paper is made of, as its maker reads it."""
    return f"{school.pk}:{channel.value}:{year}"


def digest(school: School, shown: Sheet) -> str:
    """The hash of all that the paper shows."""
    return digest_of(_EDITION, school.name, shown)


def channel_pdf(subject: str) -> Made:
    """Make the paper of this subject."""
    key, channel, year = subject.split(":")
    school = School.objects.select_related("council").get(pk=int(key))
    shown = sheet(school, Channel(channel), int(year))
    html = render_to_string("policies/channel_paper.html", {"school": school, "sheet": shown})
    content = pdf.render(html, fonts=settings.STATICFILES_DIRS[0] / "dist" / "fonts")
    years = year_words(int(year)).replace("/", "-")
    filename = f"{slugify(school.name)[:80]}-evidence-{channel}-{years}.pdf"
    return Made(content=content, filename=filename, content_type="application/pdf")
