"""The policy as a PDF."""

import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify

from core import clock
from core.making import Made
from core.papers import digest_of
from documents.writers import pdf
from policies.consultation import queries as consultations
from policies.layout import laid_out
from policies.models import Adoption, Version
from policies.publishing import Published, published, status_of
from policies.queries import blanks_of, recommendation_to_show
from policies.rules import VersionState
from policies.wording import initials_of, known

KIND = "policies.version"
PUBLIC_KIND = "policies.public"
_EDITION = 4
"""Raised when the look of the paper changes, so that kept papers are made again."""


def digest(version: Version) -> str:
    """The hash of all that the paper of a version shows."""
    adoption = _adoption(version)
    # Once the minutes are confirmed the paper is made again, without the word that they are a draft.
    recorded = (adoption.pk, adoption.minute) if adoption is not None else (None,)
    came = [words for _, words in _came_to_be(version)]
    return digest_of(_EDITION, known().as_at, version.pk, version.state, *recorded, *came, *_names(version))


def version_pdf(subject: str) -> Made:
    """Make the paper of the version with this primary key."""
    version = (
        Version.objects.with_people()
        .select_related("policy__school__council", "policy__council", "model_version", "submitted_by")
        .get(pk=int(subject))
    )
    return _made(version, adoption=_adoption(version), control=control(version), status=status(version))


def public_subject(found: Published, adoption: Adoption) -> str:
    """What the paper for everybody is of: a school, a colon, and the number of the version."""
    return f"{found.school.urn}:{adoption.version.number}"


def public_digest(found: Published, adoption: Adoption) -> str:
    """The hash of all that it shows."""
    said = [status_of(found, adoption), *map(str, _told_to_all(adoption))]
    return digest_of(_EDITION, known().as_at, adoption.version.pk, *said, *_names(adoption.version))


def public_pdf(subject: str) -> Made:
    """Make the paper for everybody, without who wrote, saved and recorded what. subject: see `public_subject`.

    Raises LookupError where the school took its policy down meanwhile: nothing is made that nobody may have.
    """
    urn, _, number = subject.partition(":")
    found = published(int(urn), clock.today())
    adoption = found.adoption(int(number)) if found is not None else None
    if found is None or adoption is None:
        raise LookupError("the policy is not published any more")
    return _made(
        adoption.version,
        adoption=adoption,
        control=_told_to_all(adoption),
        status=status_of(found, adoption),
    )


def _told_to_all(adoption: Adoption) -> list[tuple[str, str]]:
    return [
        ("Version", str(adoption.version.number)),
        ("Adopted by", str(adoption.meeting.body)),
        ("Meeting", f"{adoption.meeting.on:%-d %B %Y}"),
        ("In force from", f"{adoption.effective_on:%-d %B %Y}"),
        ("Review due", f"{adoption.review_due_on:%-d %B %Y}"),
    ]


def _made(version: Version, **told: object) -> Made:
    owner, document = version.policy.owner, version.text
    context = {
        "version": version,
        "owner": owner,
        "document": document,
        "sections": laid_out(document),
        "facts": blanks_of(owner),
        "initials": initials_of(document),
    }
    html = render_to_string("policies/paper.html", context | told)
    content = pdf.render(html, fonts=settings.STATICFILES_DIRS[0] / "dist" / "fonts")
    filename = f"{slugify(owner.name)[:80]}-policy-version-{version.number}.pdf"
    return Made(content=content, filename=filename, content_type="application/pdf")


def status(version: Version) -> str:
    """What a version is, said below its title."""
    adoption, number = _adoption(version), version.number
    if adoption is not None:
        return (
            f"Adopted by {adoption.meeting.body} on {adoption.meeting.on:%-d %B %Y}, minute {adoption.minute}. "
            f"In force from {adoption.effective_on:%-d %B %Y}. Review due {adoption.review_due_on:%-d %B %Y}."
        )
    if version.policy.council:
        return f"Model policy, version {number}, published on {_day(version.made_at)}."
    if version.submitted_at and version.state in {VersionState.SUBMITTED, VersionState.RECOMMENDED}:
        submitted = f"submitted by {version.submitted_by} on {_day(version.submitted_at)}"
        return f"For adoption by the governing board. Version {number}, {submitted}."
    if version.state == VersionState.CONSULTATION:
        return f"Out for consultation, not adopted. Version {number}, saved on {_day(version.made_at)}."
    return f"Draft, not adopted. Version {number}, saved on {_day(version.made_at)}."


def control(version: Version) -> list[tuple[str, str]]:
    """The rows of the document control table."""
    adoption = _adoption(version)
    rows = [("Version", str(version.number)), ("Saved", f"{_day(version.made_at)}, {version.made_by}")]
    if version.model_version:
        rows.append(("Taken from", f"version {version.model_version.number} of the council’s model policy"))
    rows += _came_to_be(version)
    if version.submitted_by and version.submitted_at:
        rows.append(("Submitted", f"{_day(version.submitted_at)}, {version.submitted_by}"))
    if adoption is not None:
        rows += [
            ("Adopted by", str(adoption.meeting.body)),
            ("Meeting", f"{adoption.meeting.on:%-d %B %Y}"),
            ("Minute reference", adoption.minute),
            ("In force from", f"{adoption.effective_on:%-d %B %Y}"),
            ("Review due", f"{adoption.review_due_on:%-d %B %Y}"),
            ("Recorded by", f"{adoption.recorded_by}, {_day(adoption.recorded_at)}"),
        ]
    return rows


def _came_to_be(version: Version) -> list[tuple[str, str]]:
    """How the consultation on it went, and what a committee recommended, where there was either."""
    school, rows = version.policy.school, []
    if school is None:
        return []
    out = consultations.standing_with(school, version.number)
    if out is not None and version.state not in {VersionState.DRAFT, VersionState.CONSULTATION}:
        rows.append(("Consultation", consultations.tally(school, out, clock.today()).words))
    recommended = recommendation_to_show(version)
    if recommended is not None:
        where = f"{recommended.meeting.body}, {recommended.meeting.on:%-d %B %Y}, minute {recommended.minute}"
        rows.append(("Recommended by", where))
    return rows


def _day(moment: datetime.datetime) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y}"


def _adoption(version: Version) -> Adoption | None:
    return getattr(version, "adoption", None)


def _names(version: Version) -> list[str]:
    return [f"{name}={value}" for name, value in sorted(blanks_of(version.policy.owner).items())]
