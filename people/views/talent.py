"""The talent register of a school, and the records in it: what was seen, by whom, and what comes next."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock, conflicts
from core.addresses import address
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.actions import talent as actions
from people.models import School, TalentRecord
from people.planning.queries import staff_of
from people.rules import Refused
from people.talent import pipeline
from people.talent import queries as talent_queries
from people.talent import rules as talent
from people.talent.forms import (
    AnswerForm,
    EvidenceForm,
    NextStepForm,
    OpenForm,
    ReasonForm,
    RegisterFilterForm,
    ReviewForm,
    ViewForm,
)
from people.talent.openings import TALENT, TALENT_REGISTER
from people.talent.queries import CLOSED_MOST
from people.talent.rules import TalentCondition
from people.views.confidential import confidential

SEEN_BY = (
    "Only the headteacher, the school leads and the trust’s lead can see this page. Each opening is written down, and "
    "the person reads all of it."
)


@school_view(Permission.TALENT_READ)
@confidential(TALENT_REGISTER)
@require_safe
def register(request: SignedInRequest, school: School) -> HttpResponse:
    """Who is growing into leading: running records or, with ?state=closed, those that are over."""
    today = clock.today()
    form = RegisterFilterForm(request.GET)
    closed = form.chosen.get("state") == TalentCondition.CLOSED
    found = talent_queries.register_of(request.user, school, today, closed=closed)
    every = [(one, one.condition(today)) for one in (found[:CLOSED_MOST] if closed else found)]
    waiting = [one for one in talent_queries.corrections_of(request.user, school, today) if one.answered_at is None]
    context = {
        "school": school,
        "who_sees": SEEN_BY,
        "form": form,
        "rows": [(one, now) for one, now in every if form.takes(one, now, today)],
        "total": len(every),
        "more": closed and len(found) > CLOSED_MOST,
        "lapsed": sum(now is TalentCondition.LAPSED for _, now in every),
        "waiting": len(waiting),
        "agreed": pipeline.criteria_in_force(school, today),
        "crumbs": _crumbs(school)[:2],
    }
    return render(request, "people/talent.html", context)


@school_view(Permission.TALENT_EDIT)
@confidential(TALENT_REGISTER)
@require_http_methods(["GET", "POST"])
def talent_open(request: SignedInRequest, school: School) -> HttpResponse:
    """Open somebody's record, by nomination or at recruitment."""
    today = clock.today()
    people = talent_queries.staff_to_nominate(request.user, school, today)
    form = OpenForm(request.POST or None, people=people, initial={"review_by": talent.latest_review(today)})
    if form.is_valid():
        given = form.cleaned_data
        try:
            record = actions.open_record(
                staff=given["person"],
                source=given["source"],
                reason=given["reason"],
                review_by=given["review_by"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            told = " They are told by letter." if given["person"].user_id else ""
            messages.success(request, f"The record of {given['person'].name} is open.{told}")
            return redirect(_url(record, school))
    back_url = address("people:talent", urn=school.urn)
    return render(request, "people/talent_open.html", {"form": form, "has_people": bool(people), "back_url": back_url})


@school_view(Permission.TALENT_READ)
@confidential(TALENT, "record_id")
@require_safe
def talent_record(request: SignedInRequest, school: School, record_id: int) -> HttpResponse:
    """One record, whole."""
    record, today = _record(request, school, record_id), clock.today()
    content, now = talent_queries.content_of(record), record.condition(today)
    waiting = content.waiting_view
    context = {
        "school": school,
        "who_sees": SEEN_BY,
        "record": record,
        "content": content,
        "now": now,
        "name": record.staff.name,
        "can_write": now in talent.COUNTED,
        "can_review": now in talent.COUNTED or now is TalentCondition.LAPSED,
        "is_own_view": waiting is not None and waiting.by_id == request.user.pk,
        "agreed": pipeline.criteria_in_force(school, today),
        "crumbs": _crumbs(school),
    }
    return render(request, "people/talent_record.html", context)


@school_view(Permission.TALENT_EDIT)
@confidential(TALENT, "record_id")
@require_http_methods(["GET", "POST"])
def talent_evidence(request: SignedInRequest, school: School, record_id: int) -> HttpResponse:
    """Write down what happened and, apart from it, what one makes of it."""
    record, today = _record(request, school, record_id), clock.today()
    agreed = pipeline.criteria_in_force(school, today)
    offered = [criterion for criterion, _ in talent_queries.criteria_in(agreed)] if agreed else []
    form = EvidenceForm(request.POST or None, name=record.staff.name, offered=offered, initial={"on": today})

    def save() -> str:
        given = form.cleaned_data
        actions.add_evidence(
            record=record,
            criterion=given["criterion"],
            on=given["on"],
            fact=given["fact"],
            opinion=given["opinion"],
            by=request.user,
        )
        return "The evidence stands in the record."

    return _form_page(request, record, form, save, "people/talent_evidence.html", agreed=agreed, school=school)


@school_view(Permission.TALENT_EDIT)
@confidential(TALENT, "record_id")
@require_http_methods(["GET", "POST"])
def talent_evidence_remove(request: SignedInRequest, school: School, record_id: int, evidence_id: int) -> HttpResponse:
    """Take out evidence that should not stand there."""
    record = _record(request, school, record_id)
    found = next((one for one in talent_queries.content_of(record).evidence if one.pk == evidence_id), None)
    if found is None:
        raise Http404
    form = ReasonForm(request.POST or None, name=record.staff.name)

    def save() -> str:
        actions.remove_evidence(evidence=found, reason=form.cleaned_data["reason"], by=request.user)
        return "The evidence is taken out."

    return _form_page(request, record, form, save, "people/talent_evidence_remove.html", evidence=found)


@school_view(Permission.TALENT_EDIT)
@confidential(TALENT, "record_id")
@require_http_methods(["GET", "POST"])
def talent_view(request: SignedInRequest, school: School, record_id: int) -> HttpResponse:
    """Write a first view or, where one waits, the second that answers it."""
    record = _record(request, school, record_id)
    first = talent_queries.content_of(record).waiting_view
    form = ViewForm(request.POST or None, name=record.staff.name)

    def save() -> str:
        is_second = first is not None and first.by_id != request.user.pk
        actions.write_view(record=record, words=form.cleaned_data["words"], second=is_second, by=request.user)
        return "Your view stands in the record."

    return _form_page(request, record, form, save, "people/talent_view.html", first=first)


@school_view(Permission.TALENT_EDIT)
@confidential(TALENT, "record_id")
@require_http_methods(["GET", "POST"])
def talent_next_step(request: SignedInRequest, school: School, record_id: int) -> HttpResponse:
    """Say what would help somebody, and what is done next. Of two who do, the second sees what the first saved."""
    record = _record(request, school, record_id)
    people = staff_of(request.user, school, clock.today())
    initial = {
        "needs": record.needs,
        "next_step": record.next_step,
        "on": record.next_step_on,
        "owner": record.next_step_owner_id or "",
        "opened_on": actions.next_step_token(record),
    }
    asked: dict[str, Any] = {"name": record.staff.name, "people": people}
    form = NextStepForm(request.POST or None, initial=initial, **asked)
    clash = False
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.plan_next_step(
                record=record,
                needs=given["needs"],
                next_step=given["next_step"],
                on=given["on"],
                owner=given["owner"],
                opened_on=given["opened_on"],
                by=request.user,
            )
        except conflicts.Conflict:
            record, clash = _record(request, school, record_id), True
            form = NextStepForm(request.POST.dict() | {"opened_on": actions.next_step_token(record)}, **asked)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The next step stands in the record.")
            return redirect(_url(record, school))
    context = {"form": form, "record": record, "clash": clash, "back_url": _url(record, school)}
    return render(request, "people/talent_next_step.html", context)


@school_view(Permission.TALENT_EDIT)
@confidential(TALENT, "record_id")
@require_http_methods(["GET", "POST"])
def talent_review(request: SignedInRequest, school: School, record_id: int) -> HttpResponse:
    """Say that a record was gone through, and until when it holds."""
    record = _record(request, school, record_id)
    initial = {"review_by": talent.latest_review(clock.today())}
    form = ReviewForm(request.POST or None, name=record.staff.name, initial=initial)

    def save() -> str:
        given = form.cleaned_data
        actions.review_record(record=record, review_by=given["review_by"], words=given["words"], by=request.user)
        return f"Reviewed. It holds until {given['review_by']:%-d %B %Y}."

    return _form_page(request, record, form, save, "people/talent_review.html")


@school_view(Permission.TALENT_EDIT)
@confidential(TALENT, "record_id")
@require_http_methods(["GET", "POST"])
def talent_pause(request: SignedInRequest, school: School, record_id: int) -> HttpResponse:
    """Let a record rest for a while."""
    record = _record(request, school, record_id)
    form = ReasonForm(request.POST or None, name=record.staff.name)

    def save() -> str:
        actions.pause_record(record=record, reason=form.cleaned_data["reason"], by=request.user)
        return f"The record of {record.staff.name} is paused."

    return _form_page(request, record, form, save, "people/talent_pause.html")


@school_view(Permission.TALENT_EDIT)
@require_POST
def talent_resume(request: SignedInRequest, school: School, record_id: int) -> HttpResponse:
    """Take a paused record up again."""
    record = _record(request, school, record_id)
    actions.resume_record(record=record, by=request.user)
    messages.success(request, f"The record of {record.staff.name} is taken up again.")
    return redirect(_url(record, school))


@school_view(Permission.TALENT_EDIT)
@confidential(TALENT, "record_id")
@require_http_methods(["GET", "POST"])
def talent_close(request: SignedInRequest, school: School, record_id: int) -> HttpResponse:
    """Close a record, once that was asked."""
    record = _record(request, school, record_id)
    form = ReasonForm(request.POST or None, name=record.staff.name)

    def save() -> str:
        actions.close_record(record=record, reason=form.cleaned_data["reason"], by=request.user)
        return f"The record of {record.staff.name} is closed."

    return _form_page(request, record, form, save, "people/talent_close.html")


@school_view(Permission.TALENT_EDIT)
@confidential(TALENT_REGISTER)
@require_safe
def corrections(request: SignedInRequest, school: School) -> HttpResponse:
    """What people asked to be put right."""
    context = {
        "school": school,
        "who_sees": SEEN_BY,
        "rows": talent_queries.corrections_of(request.user, school, clock.today()),
        "crumbs": _crumbs(school),
    }
    return render(request, "people/corrections.html", context)


@school_view(Permission.TALENT_EDIT)
@confidential(TALENT_REGISTER)
@require_http_methods(["GET", "POST"])
def correction_answer(request: SignedInRequest, school: School, correction_id: int) -> HttpResponse:
    """Answer somebody who asked for something to be put right."""
    every = talent_queries.corrections_of(request.user, school, clock.today())
    found = next((one for one in every if one.pk == correction_id), None)
    if found is None:
        raise Http404
    form = AnswerForm(request.POST or None, name=found.staff.name)
    list_url = address("people:corrections", urn=school.urn)
    if form.is_valid():
        try:
            actions.answer_correction(correction=found, answer=form.cleaned_data["answer"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{found.staff.name} reads your answer under “My record”.")
            return redirect(list_url)
    context = {"form": form, "correction": found, "back_url": list_url}
    return render(request, "people/correction_answer.html", context)


# ---------------------------------------------------------------------------------------------------------------------
def _form_page(
    request: SignedInRequest, record: TalentRecord, form: forms.Form, save: Callable[[], str], page: str, **more: Any
) -> HttpResponse:
    """A form about a record: what `save` says once it is saved, or the form with the sentence that refuses it."""
    back_url = _url(record, record.staff.school)
    if form.is_valid():
        try:
            said = save()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect(back_url)
    return render(request, page, {"form": form, "record": record, "back_url": back_url} | more)


def _record(request: SignedInRequest, school: School, key: int) -> TalentRecord:
    found = talent_queries.record_of(request.user, school, key, clock.today())
    if found is None:
        raise Http404
    return found


def _url(record: TalentRecord, school: School) -> str:
    return address("people:talent-record", urn=school.urn, record_id=record.pk)


def _crumbs(school: School) -> list[tuple[str, str]]:
    urn = {"urn": school.urn}
    return [
        (school.name, address("school", **urn)),
        ("People", address("people:cover", **urn)),
        ("Talent register", address("people:talent", **urn)),
    ]
