"""What changed between two versions as a PDF: the paper by which a governing board sees what it is asked to adopt."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.text import slugify

from core.making import Made
from core.papers import digest_of
from documents.writers import pdf
from policies.document import compare
from policies.models import Version
from policies.queries import blanks_of

KIND = "policies.changes"
_EDITION = 1
"""Raised when the look of the paper changes, so that kept papers are made again."""


def subject(before: Version, after: Version) -> str:
    """What the paper is kept under."""
    return f"{before.pk}-{after.pk}"


def digest(before: Version, after: Version) -> str:
    """The hash of all that the paper shows. The texts of the two never change."""
    owner = after.policy.owner
    stands = [(version.pk, version.state, *_minute(version)) for version in (before, after)]
    return digest_of(_EDITION, *stands, sorted(blanks_of(owner).items()))


def changes_pdf(subject: str) -> Made:
    """Make the paper of two versions, named by `subject`."""
    keys = [int(key) for key in subject.split("-")]
    wanted = Version.objects.filter(pk__in=keys)
    before, after = wanted.select_related("policy__school__council", "adoption__meeting__body").order_by("number")
    owner = after.policy.owner
    comparison = compare(before.text, after.text)
    context = {
        "before": before,
        "after": after,
        "owner": owner,
        "document": after.text,
        "comparison": comparison,
        "facts": blanks_of(owner),
    }
    content = pdf.render(
        render_to_string("policies/change_paper.html", context), fonts=settings.STATICFILES_DIRS[0] / "dist" / "fonts"
    )
    filename = f"{slugify(owner.name)[:80]}-policy-changes-{before.number}-to-{after.number}.pdf"
    return Made(content=content, filename=filename, content_type="application/pdf")


def _minute(version: Version) -> tuple[object, ...]:
    """What was recorded of its adoption: another once the minutes are confirmed."""
    adoption = getattr(version, "adoption", None)
    return (adoption.pk, adoption.minute) if adoption is not None else ()
