"""Sending a version to the governing board, returning it, and recording that the board adopted it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.models import School
from policies import rules
from policies.actions import adoptions, submissions
from policies.actions.adopting_together import others_of
from policies.document import PLACEHOLDERS, Refused, SectionKind, compare, placeholders
from policies.forms import AdoptionForm, ReturnForm
from policies.models import Adoption, Version
from policies.queries import blanks_of, draft_of
from policies.views.shared import (
    adoption_or_404,
    latest_or_404,
    may,
    school_crumbs,
    sent,
    version_or_404,
    waiting_version,
)


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def submit(request: SignedInRequest, school: School, number: int) -> HttpResponse:
    """Check what goes to the governing board, then send it."""
    version = version_or_404(request, school, number)
    if request.method == "POST":
        try:
            submissions.submit(version=version, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Version {version.number} is with the governing board.")
        return redirect("policies:version", urn=school.urn, number=number)
    context = {
        "school": school,
        "version": version,
        "refusal": _submit_refusal(request, school, version),
        "in_force": _in_force(request, school),
        "remarks": _remarks(school, version),
        "facts": blanks_of(school),
        "crumbs": school_crumbs(school),
    }
    return render(request, "policies/submit.html", context | _changes(request, school, version))


def _submit_refusal(request: SignedInRequest, school: School, version: Version) -> str:
    latest = latest_or_404(request, school)
    waiting = waiting_version(request, school)
    try:
        submissions.check_submit(version, latest, waiting, draft_of(request.user, school))
    except Refused as refusal:
        return str(refusal)
    return ""


def _in_force(request: SignedInRequest, school: School) -> Adoption | None:
    of_school = Adoption.objects.visible_to(request.user).filter(version__policy__school=school)
    return of_school.select_related("version").in_force(clock.today()).first()


def _changes(request: SignedInRequest, school: School, version: Version) -> dict[str, Any]:
    """What changed since the version in force, or else since the model it was taken from."""
    in_force = _in_force(request, school)
    before = in_force.version if in_force else version.model_version
    if before is None:
        return {"before": None}
    comparison = compare(before.text, version.text)
    return {"before": before, "comparison": comparison, "changes": comparison.differing}


def _remarks(school: School, version: Version) -> list[str]:
    """What to look at before a board is asked to adopt the text."""
    filled = blanks_of(school)
    text = version.text
    blanks = [PLACEHOLDERS[name] for name in placeholders(text) if name not in filled]
    remarks = [f"A blank is still open: {meaning}." for meaning in blanks]
    if "draft" in text.title.casefold().split():
        remarks.append("The title still says that this is a draft.")
    if any(section.kind is SectionKind.CONTROL and section.clauses for section in text.sections):
        remarks.append(
            "The text holds its own record of approval and review. The adoption is printed below it with its own days: "
            "take out of the text what is no longer right."
        )
    return remarks


@school_view(Permission.ADOPTION_RECORD)
@require_http_methods(["GET", "POST"])
def version_return(request: SignedInRequest, school: School, number: int) -> HttpResponse:
    """Give a submitted version back to the school with the board's comments."""
    version = version_or_404(request, school, number)
    back_url = reverse("policies:version", kwargs={"urn": school.urn, "number": number})
    try:
        submissions.check_return(version)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(back_url)
    form = ReturnForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            submissions.return_with_comments(version=version, comments=form.cleaned_data["comments"], by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Version {version.number} is back with the school, with these comments.")
        return redirect("policies:policy", urn=school.urn)
    return render(request, "policies/version_return.html", {"form": form, "version": version, "back_url": back_url})


@school_view(Permission.ADOPTION_RECORD)
@require_http_methods(["GET", "POST"])
def adopt(request: SignedInRequest, school: School) -> HttpResponse:
    """Which meeting, which minute, from when, reviewed when; answers in the address are filled in, to be changed."""
    version = waiting_version(request, school)
    if version is None:
        return _nothing_waits(request, school)
    if refusal := _recorder_refusal(request, school, version):
        return _refused(request, school, version, refusal)
    form = AdoptionForm(
        sent(request), initial=request.GET.dict(), school=school, user=request.user, today=clock.today()
    )
    if form.is_valid() and _is_acceptable(form, school):
        if "record" in request.POST:
            return _record(request, school, version, form)
        return redirect(_with_answers("policies:adopt-check", school, form))
    context = {"school": school, "version": version, "form": form, "crumbs": school_crumbs(school)}
    return render(request, "policies/adopt.html", context)


@school_view(Permission.ADOPTION_RECORD)
@require_safe
def adopt_check(request: SignedInRequest, school: School) -> HttpResponse:
    """The answers, which are in the address, read back before they are recorded. Going back to it sends nothing."""
    version = waiting_version(request, school)
    if version is None:
        return _nothing_waits(request, school)
    if refusal := _recorder_refusal(request, school, version):
        return _refused(request, school, version, refusal)
    form = AdoptionForm(request.GET, school=school, user=request.user, today=clock.today())
    change_url = _with_answers("policies:adopt", school, form)
    if not form.is_valid() or not _is_acceptable(form, school):
        return redirect(change_url)
    context = {
        "school": school,
        "version": version,
        "in_force": _in_force(request, school),
        "change_url": change_url,
        "back_url": change_url,
    }
    return render(request, "policies/adopt_check.html", context | _answers(form, version))


def _with_answers(name: str, school: School, form: AdoptionForm) -> str:
    """The address of a step of the record, with what the form was sent."""
    return f"{reverse(name, kwargs={'urn': school.urn})}?{urlencode(form.as_sent)}"


def _refused(request: SignedInRequest, school: School, version: Version, refusal: str) -> HttpResponse:
    context = {"school": school, "version": version, "refusal": refusal, "crumbs": school_crumbs(school)}
    return render(request, "policies/adopt_refused.html", context)


def _answers(form: AdoptionForm, version: Version) -> dict[str, Any]:
    """The answers read back, with what to look at, and what the form sent, to be sent again."""
    given = form.cleaned_data
    submitted_on = timezone.localdate(version.submitted_at) if version.submitted_at else None
    early = rules.early_meeting(given["on"], saved_on=timezone.localdate(version.made_at), submitted_on=submitted_on)
    days = {name: f"{given[name]:%-d %B %Y}" for name in ("on", "effective_on", "review_due_on")}
    rows = [
        ("Adopted by", f"{given['body']}, {days['on']}"),
        ("Minute reference", given["minute_reference"]),
        ("Takes effect on", days["effective_on"]),
        ("Review due on", days["review_due_on"]),
    ]
    return {
        "early": early,
        "answers": given,
        "rows": rows,
        "sent": [(name, form[name].value() or "") for name in form.fields],
    }


def _nothing_waits(request: SignedInRequest, school: School) -> HttpResponse:
    """A form sent twice finds the adoption it made; otherwise there is nothing to record."""
    mine = Adoption.objects.visible_to(request.user).filter(version__policy__school=school, recorded_by=request.user)
    recorded = mine.order_by("-recorded_at").first() if "record" in request.POST else None
    if recorded is not None:
        return redirect("policies:adopted", urn=school.urn, number=recorded.version.number)
    messages.info(request, "No version is waiting for the governing board.")
    return redirect("policies:policy", urn=school.urn)


def _recorder_refusal(request: SignedInRequest, school: School, version: Version) -> str:
    try:
        adoptions.check_recorder(version=version, school=school, by=request.user, today=clock.today())
    except Refused as refusal:
        return str(refusal)
    return ""


def _is_acceptable(form: AdoptionForm, school: School) -> bool:
    """Whether the rules accept the answers; what they refuse stands on the form."""
    try:
        adoptions.check_adoption(school=school, today=clock.today(), **form.answers)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _record(request: SignedInRequest, school: School, version: Version, form: AdoptionForm) -> HttpResponse:
    try:
        adoptions.adopt(version=version, by=request.user, today=clock.today(), **form.answers)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("policies:adopt", urn=school.urn)
    return redirect("policies:adopted", urn=school.urn, number=version.number)


@school_view(Permission.POLICY_ADOPTED_READ)
@require_safe
def adopted(request: SignedInRequest, school: School, number: int) -> HttpResponse:
    """The adoption as it is recorded, and its PDF."""
    adoption = adoption_or_404(request, school, number)
    context = {
        "school": school,
        "version": adoption.version,
        "adoption": adoption,
        "has_others": may(request, Permission.ADOPTION_RECORD, school) and bool(others_of(adoption, request.user)),
        "is_still_to_begin": adoption.effective_on > clock.today(),
        "crumbs": school_crumbs(school),
    }
    return render(request, "policies/adopted.html", context)
