"""Reading a policy: the one in force, and any version."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock, uploads
from core import papers as core_papers
from core.addresses import address
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.models import School
from policies import papers
from policies.actions import adoptions
from policies.boards import queries as boards
from policies.comparison.changes import to_compare
from policies.consultation import queries as consultations
from policies.layout import Note
from policies.living.commitments import commitments_of
from policies.models import Version
from policies.offers import queries as offers
from policies.queries import recommendation_of, standing_of, still_to_begin
from policies.rules import WAITING, VersionState
from policies.version_lists import Listed, latest_and_ahead, listed
from policies.views.shared import may, school_crumbs, text_context, version_or_404


@school_view(Permission.POLICY_ADOPTED_READ)
@require_safe
def policy(request: SignedInRequest, school: School) -> HttpResponse:
    """The policy in force, as it will print, and what is on its way."""
    standing = standing_of(school, clock.today())
    adoption = standing.adoption
    ahead, has_draft = latest_and_ahead(request.user, school, clock.today())
    latest = next(iter(ahead), None)
    context = _what_can_be_done(request, school, latest, ahead) | {
        "school": school,
        "latest": latest,
        "has_draft": has_draft,
        "standing": standing,
        "adoption": adoption,
    }
    if adoption is None:
        return render(request, "policies/no_policy.html", context | {"crumbs": school_crumbs(school)[:1]})
    in_force = version_or_404(request, school, adoption.version.number)
    text = text_context(in_force.text, school) | {"version": in_force, "notes": _notes(request, school)}
    return render(request, "policies/policy.html", context | text)


def _notes(request: SignedInRequest, school: School) -> tuple[Note, ...]:
    """What stands beside each commitment, for who reads how quiet they are."""
    if not may(request, Permission.COMMITMENTS_READ, school):
        return ()
    can_add = may(request, Permission.EVIDENCE_ADD, school)
    return tuple(
        Note(
            clause_id=held.clause_id,
            words=held.quiet.words,
            is_quiet=held.quiet.is_quiet,
            href=address("policies:commitment", urn=school.urn, commitment_id=held.key),
            add_href=address("policies:evidence-add", urn=school.urn, commitment_id=held.key) if can_add else "",
            about=f"for “{held.text[:60]}”",
        )
        for held in commitments_of(school, clock.today())
    )


def _what_can_be_done(
    request: SignedInRequest, school: School, version: Version | None, ahead: list[Version]
) -> dict[str, Any]:
    """What stands above a policy for those who write it, adopt it or follow how far it is.

    version: the one that is shown, or waits; ahead: `latest_and_ahead`.
    """
    board_asked = boards.latest_asked(request.user, school)
    return {
        "board_asked": board_asked,
        "board_asked_is_open": board_asked is not None and board_asked.consultation.is_open(clock.today()),
        "can_reply": may(request, Permission.MODEL_REPLY, school),
        "offer": offers.to_take(request.user, school, ahead),
        "to_begin": still_to_begin(ahead, clock.today()),
        "can_edit": may(request, Permission.POLICY_EDIT, school),
        "can_publish": may(request, Permission.POLICY_PUBLISH, school),
        "can_return": may(request, Permission.ADOPTION_RECORD, school),
        "can_record": version is not None
        and adoptions.may_record(version=version, school=school, by=request.user, today=clock.today()),
        "running": consultations.running_at(request.user, school, clock.today()),
        "can_comment": may(request, Permission.CONSULTATION_COMMENT, school),
        "sees_state": may(request, Permission.POLICY_STATE_READ, school),
        "can_share": may(request, Permission.POLICY_SHARE, school),
        "reads_library": may(request, Permission.LIBRARY_READ, school.council),
        "sees_versions": may(request, Permission.POLICY_SUBMITTED_READ, school),
        "crumbs": school_crumbs(school)[:1],
    }


@school_view(Permission.POLICY_ADOPTED_READ)
@require_safe
def version(request: SignedInRequest, school: School, number: int) -> HttpResponse:
    """One version: who made it and when, what became of it, and its text."""
    shown = version_or_404(request, school, number)
    every = listed(request.user, school, clock.today())
    ahead, _ = latest_and_ahead(request.user, school, clock.today())
    context = _what_can_be_done(request, school, shown, ahead) | {
        "school": school,
        "version": shown,
        "latest": ahead[0],
        "condition": next(found.condition for found in every if found.key == shown.pk),
        "merge": offers.merge_line_of(shown),
        "before": _before(shown, every),
        "recommendation": recommendation_of(request.user, school, shown),
        "consultation": _consultation_on(request, school, shown),
        "asks_readers": shown.state == VersionState.ADOPTED and may(request, Permission.POLICY_EDIT, school),
        "waits": shown.state in WAITING,
        "crumbs": school_crumbs(school),
    }
    return render(request, "policies/version.html", context | text_context(shown.text, school))


def _before(shown: Version, every: list[Listed]) -> int | None:
    """The number of the version that this one is best compared with, where there is one to read."""
    until = [(version.number, version.state) for version in every if version.number <= shown.number]
    found = to_compare(until)
    return found[0] if found else None


def _consultation_on(request: SignedInRequest, school: School, shown: Version) -> dict[str, Any] | None:
    """How the consultation that stands with a version went, for who reads what is submitted."""
    if not may(request, Permission.POLICY_SUBMITTED_READ, school):
        return None
    out = consultations.standing_with(school, shown.number)
    if out is None:
        return None
    return {"out": out, "tally": consultations.tally(school, out, clock.today())}


@school_view(Permission.POLICY_ADOPTED_READ)
@require_safe
def version_pdf(request: SignedInRequest, school: School, number: int) -> HttpResponseBase:
    """The version as a paper fit for a governing body."""
    shown = version_or_404(request, school, number)
    return core_papers.respond(
        request,
        kind=papers.KIND,
        subject=str(shown.pk),
        digest=papers.digest(shown),
        what="the policy",
        back_url=reverse("policies:version", kwargs={"urn": school.urn, "number": number}),
    )


@school_view(Permission.POLICY_SUBMITTED_READ)
@require_safe
def version_source(request: SignedInRequest, school: School, number: int) -> HttpResponseBase:
    """The document the version was brought in from, as it came."""
    shown = version_or_404(request, school, number)
    if shown.source is None:
        raise Http404
    return uploads.as_attachment(shown.source)
