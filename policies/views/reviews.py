"""Reviewing a commitment, the priorities it serves, and saying that it is one the policy held before."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import clock, conflicts
from core.addresses import address
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.calendar import term_of
from people.models import School
from policies.actions import reviews as actions
from policies.document import Refused
from policies.living.commitments import commitment_of
from policies.living.review_forms import ContinueForm, PrioritiesForm, ReviewForm, ServeForm
from policies.living.reviewing import year_words
from policies.living.reviews import earlier_commitment, earlier_of, priorities_of, reviews_of, served_in, this_year
from policies.models import Commitment, CommitmentReview
from policies.views.shared import sent

_FIELDS = ("status", "seen", "next_step", "next_by")


@school_view(Permission.EVIDENCE_EDIT)
@require_http_methods(["GET", "POST"])
def commitment_review(request: SignedInRequest, school: School, commitment_id: int) -> HttpResponse:
    """Write down how a commitment is kept this term or, where that is done, correct it."""
    row, text = _commitment(request, school, commitment_id)
    standing = _of_this_term(request, school, row)
    form = ReviewForm(sent(request), initial=_initial(standing))
    clash = False
    if form.is_valid():
        try:
            _save(request, row, standing, form)
        except conflicts.Conflict:
            standing, clash = _of_this_term(request, school, row), True
            again = request.POST.copy()
            again["opened_on"] = actions.review_token(standing) if standing else ""
            form = ReviewForm(again)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your review is saved. You can correct it until the term ends.")
            return redirect(_url(school, row))
    context = {"form": form, "text": text, "standing": standing, "clash": clash, "term": term_of(clock.today())}
    return render(request, "policies/commitment_review.html", context | {"back_url": _url(school, row)})


def _save(request: SignedInRequest, row: Commitment, standing: CommitmentReview | None, form: ReviewForm) -> None:
    said = {name: form.cleaned_data[name] for name in _FIELDS} | {"by": request.user, "today": clock.today()}
    opened_on = form.cleaned_data["opened_on"]
    # Opened before anybody had reviewed it, it is a first review: the action says where somebody has since.
    if standing is None or not opened_on:
        actions.review_commitment(commitment=row, **said)
    else:
        actions.correct_review(review=standing, opened_on=opened_on, **said)


def _of_this_term(request: SignedInRequest, school: School, row: Commitment) -> CommitmentReview | None:
    term = term_of(clock.today()).number
    return next((one for one in reviews_of(request.user, school, row.pk) if one.term == term), None)


def _initial(standing: CommitmentReview | None) -> dict[str, object]:
    if standing is None:
        return {}
    return {name: getattr(standing, name) for name in _FIELDS} | {"opened_on": actions.review_token(standing)}


@school_view(Permission.EVIDENCE_EDIT)
@require_http_methods(["GET", "POST"])
def priorities(request: SignedInRequest, school: School) -> HttpResponse:
    """List the priorities of the improvement plan for this academic year; last year's stand there to begin with."""
    today, user = clock.today(), request.user
    year = this_year(today)
    standing = priorities_of(user, school, year)
    before = [] if standing else priorities_of(user, school, year - 1)
    words = {one.place: one.words for one in standing or before}
    form = PrioritiesForm(sent(request), words=words, initial={"opened_on": actions.priorities_token(standing)})
    clash = False
    if form.is_valid():
        try:
            actions.set_priorities(
                school=school,
                year=year,
                words=form.words,
                opened_on=form.cleaned_data["opened_on"],
                by=user,
                today=today,
            )
        except conflicts.Conflict:
            standing, clash = priorities_of(user, school, year), True
            again = request.POST.copy()
            again["opened_on"] = actions.priorities_token(standing)
            form = PrioritiesForm(again, words={})
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The priorities for {year_words(year)} are saved.")
            return redirect(address("policies:commitments", urn=school.urn))
    context = {
        "form": form,
        "school": school,
        "year": year_words(year),
        "standing": standing,
        "is_last_years": bool(before),
        "clash": clash,
        "back_url": address("policies:commitments", urn=school.urn),
    }
    return render(request, "policies/priorities.html", context)


@school_view(Permission.EVIDENCE_EDIT)
@require_http_methods(["GET", "POST"])
def commitment_serve(request: SignedInRequest, school: School, commitment_id: int) -> HttpResponse:
    """Choose the priority of this year that a commitment serves."""
    row, text = _commitment(request, school, commitment_id)
    year = this_year(clock.today())
    listed = priorities_of(request.user, school, year)
    if not listed:
        context = {"school": school, "text": text, "year": year_words(year), "back_url": _url(school, row)}
        return render(request, "policies/no_priorities.html", context)
    served = served_in(request.user, school, year).get(row.pk)
    form = ServeForm(sent(request), priorities=listed, initial={"priority": served.pk if served else None})
    if form.is_valid():
        try:
            actions.serve_priority(commitment=row, year=year, priority=form.cleaned_data["priority"], by=request.user)
        except Refused as refusal:
            form.add_error("priority", str(refusal))
        else:
            messages.success(request, "The priority is saved.")
            return redirect(_url(school, row))
    context = {"form": form, "school": school, "text": text, "year": year_words(year)}
    return render(request, "policies/commitment_serve.html", context | {"back_url": _url(school, row)})


@school_view(Permission.EVIDENCE_EDIT)
@require_http_methods(["GET", "POST"])
def commitment_continue(request: SignedInRequest, school: School, commitment_id: int) -> HttpResponse:
    """Say that a commitment is one that was taken out of the policy and put in again."""
    row, text = _commitment(request, school, commitment_id)
    offered = earlier_of(request.user, school, row, text)
    if not offered:
        raise Http404
    like = next((one.key for one in offered if one.is_like), None)
    form = ContinueForm(sent(request), earlier=offered, initial={"earlier": like})
    if form.is_valid():
        chosen = earlier_commitment(request.user, school, form.cleaned_data["earlier"].key)
        assert chosen is not None, "it was offered"  # noqa: S101
        try:
            came = actions.continue_commitment(commitment=row, earlier=chosen, by=request.user, today=clock.today())
        except Refused as refusal:
            form.add_error("earlier", str(refusal))
        else:
            lines = f"{came} line{'' if came == 1 else 's'} of evidence"
            messages.success(request, f"It goes on from the earlier commitment, with {lines}.")
            return redirect(_url(school, row))
    context = {"form": form, "text": text, "back_url": _url(school, row)}
    return render(request, "policies/commitment_continue.html", context)


# ---------------------------------------------------------------------------------------------------------------------
def _commitment(request: SignedInRequest, school: School, key: int) -> tuple[Commitment, str]:
    """A commitment in force, with its words."""
    found = commitment_of(request.user, school, key, clock.today())
    if found is None:
        raise Http404
    return found[0], found[1].text


def _url(school: School, row: Commitment) -> str:
    return address("policies:commitment", urn=school.urn, commitment_id=row.pk)
