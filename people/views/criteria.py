"""Criteria for spotting leadership: a school's and the council's set, read by everybody, written and agreed to here."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from core import clock, conflicts
from core.addresses import address
from people.access.decorators import SignedInRequest
from people.access.guards import allows
from people.access.roles import Permission
from people.actions import criteria as actions
from people.models import Council, CriteriaVersion, Criterion, School
from people.rules import Refused
from people.talent import queries as talent_queries
from people.talent.criteria import CriteriaState
from people.talent.forms import AgreedForm, CriterionForm

Place = School | Council


def shown(request: SignedInRequest, place: Place) -> HttpResponse:
    """What is agreed, and what is being written or waits, for those who may know of it."""
    every = talent_queries.criteria_of(request.user, place)
    agreed = [version for version in every if version.state == CriteriaState.ADOPTED]
    worked_on = next((version for version in every if version.state != CriteriaState.ADOPTED), None)
    edits = allows(request.user, Permission.CRITERIA_EDIT, place)
    today = clock.today()
    is_school = isinstance(place, School)
    council = talent_queries.criteria_of(request.user, place.council)[:1] if isinstance(place, School) and edits else []
    worked_criteria = talent_queries.criteria_in(worked_on) if worked_on else []
    context = {
        "organisation": place,
        "is_school": is_school,
        "in_force": agreed[0] if agreed else None,
        "criteria": talent_queries.criteria_in(agreed[0]) if agreed else [],
        "before": agreed[1:],
        "worked_on": worked_on,
        "worked_criteria": worked_criteria,
        "order": actions.order_token(one for one, _ in worked_criteria),
        "is_draft": worked_on is not None and worked_on.state == CriteriaState.DRAFT,
        "edits": edits,
        "council_set": next((one for one in council if one.state == CriteriaState.ADOPTED), None),
        "may_record": worked_on is not None and actions.may_record(version=worked_on, by=request.user, today=today),
        "urls": {name.replace("-", "_"): _url(place, name) for name in _PAGES[is_school]},
        "crumbs": _crumbs(request, place)[:-1],
    }
    return render(request, "people/criteria.html", context)


_PAGES = {
    True: (
        *("criteria-begin", "criteria-take", "criterion-new", "criteria-discard"),
        *("criteria-propose", "criteria-take-back", "criteria-adopt"),
    ),
    False: ("criteria-begin", "criterion-new", "criteria-discard", "criteria-publish"),
}


def begin(request: SignedInRequest, place: Place) -> HttpResponse:
    """Begin a draft: a copy of what is agreed, or an empty one."""
    return _done(request, place, lambda: actions.begin_criteria(place=place, by=request.user), "Here is your draft.")


def take(request: SignedInRequest, place: School) -> HttpResponse:
    """Begin a draft with the council's set."""
    said = "The council’s set is your draft now. Change it, or propose it as it is."
    return _done(request, place, lambda: actions.take_council_criteria(school=place, by=request.user), said)


def propose(request: SignedInRequest, place: School) -> HttpResponse:
    """Put the draft before the governing board."""
    return _with_draft(request, place, actions.propose_criteria, "The criteria wait for the governing board.")


def take_back(request: SignedInRequest, place: School) -> HttpResponse:
    """Take proposed criteria back."""
    return _with_draft(request, place, actions.take_back_criteria, "The criteria are a draft again.")


def publish(request: SignedInRequest, place: Council) -> HttpResponse:
    """Publish a council's set."""
    return _with_draft(request, place, actions.publish_criteria, "The set is published. Schools can take it.")


def criterion_new(request: SignedInRequest, place: Place) -> HttpResponse:
    """Write one more criterion."""
    version = _worked_on(request, place)
    if version is None:
        return _no_draft(request, place)
    standards = talent_queries.standards_in_use(clock.today())
    form = CriterionForm(request.POST or None, standards=standards)
    if form.is_valid():
        try:
            written = _write(request, version, None, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{written.heading}” is in the draft.")
            return redirect(_url(place, "criteria"))
    context = {"form": form, "has_standards": bool(standards), "back_url": _url(place, "criteria")}
    return render(request, "people/criterion_new.html", context)


def criterion_change(request: SignedInRequest, place: Place, criterion_id: int) -> HttpResponse:
    """Change a criterion of the draft. Of two who do, the second sees what the first saved."""
    criterion, rests = _criterion(request, place, criterion_id)
    standards = talent_queries.standards_in_use(clock.today())
    initial = {
        "heading": criterion.heading,
        "description": criterion.description,
        "standards": [one.pk for one in rests],
        "opened_on": actions.criterion_token(criterion),
    }
    form = CriterionForm(request.POST or None, standards=standards, initial=initial)
    clash = False
    if form.is_valid():
        try:
            written = _write(request, criterion.version, criterion, form)
        except conflicts.Conflict:
            criterion, rests = _criterion(request, place, criterion_id)
            clash, again = True, request.POST.copy()
            again["opened_on"] = actions.criterion_token(criterion)
            form = CriterionForm(again, standards=standards)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{written.heading}” is changed.")
            return redirect(_url(place, "criteria"))
    context = {
        "form": form,
        "criterion": criterion,
        "rests": rests,
        "clash": clash,
        "remove_url": _url(place, "criterion-remove", criterion_id=criterion.pk),
        "back_url": _url(place, "criteria"),
    }
    return render(request, "people/criterion_change.html", context)


def criterion_remove(request: SignedInRequest, place: Place, criterion_id: int) -> HttpResponse:
    """Take a criterion out of the draft, once that was asked."""
    criterion, _ = _criterion(request, place, criterion_id)
    if request.method == "POST":
        said = f"“{criterion.heading}” is out of the draft."
        return _done(request, place, lambda: actions.remove_criterion(criterion=criterion, by=request.user), said)
    context = {"criterion": criterion, "back_url": _url(place, "criteria")}
    return render(request, "people/criterion_remove.html", context)


def criterion_move(request: SignedInRequest, place: Place, criterion_id: int) -> HttpResponse:
    """Move a criterion of the draft up or down by one."""
    criterion, _ = _criterion(request, place, criterion_id)
    up = request.POST.get("to") == "up"

    def move() -> object:
        opened_on = request.POST.get("opened_on", "")
        return actions.move_criterion(criterion=criterion, up=up, opened_on=opened_on, by=request.user)

    said = f"“{criterion.heading}” is one place {'higher' if up else 'lower'}."
    try:
        return _done(request, place, move, said)
    except conflicts.Conflict:
        messages.error(request, "The order had changed since you opened this page. Here it is: move what is not right.")
        return redirect(_url(place, "criteria"))


def discard(request: SignedInRequest, place: Place) -> HttpResponse:
    """Throw the draft away, once that was asked."""
    if request.method == "POST":
        return _with_draft(request, place, actions.discard_criteria, "The draft is gone. What is agreed stays.")
    version = _worked_on(request, place)
    if version is None:
        return _no_draft(request, place)
    context = {"version": version, "back_url": _url(place, "criteria")}
    return render(request, "people/criteria_discard.html", context)


def adopt(request: SignedInRequest, place: School) -> HttpResponse:
    """Record at which meeting the criteria were agreed."""
    version, today = _proposed(request, place), clock.today()
    if version is None:
        return _no_draft(request, place)
    meetings = talent_queries.meetings_that_could_agree(request.user, place, today)
    form = AgreedForm(request.POST or None, meetings=meetings)
    if form.is_valid():
        try:
            actions.adopt_criteria(
                version=version,
                meeting=form.cleaned_data["meeting"],
                minute_reference=form.cleaned_data["minute_reference"],
                by=request.user,
                today=today,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "It is recorded that the criteria were agreed. They are in force now.")
            return redirect(_url(place, "criteria"))
    context = {
        "form": form,
        "version": version,
        "has_meetings": bool(meetings),
        "meetings_url": address("people:school-meetings", urn=place.urn),
        "back_url": _url(place, "criteria"),
    }
    return render(request, "people/criteria_adopt.html", context)


# ---------------------------------------------------------------------------------------------------------------------
def _write(
    request: SignedInRequest, version: CriteriaVersion, criterion: Criterion | None, form: CriterionForm
) -> Criterion:
    given = form.cleaned_data
    return actions.write_criterion(
        version=version,
        criterion=criterion,
        heading=given["heading"],
        description=given["description"],
        standards=given["standards"],
        opened_on=given["opened_on"],
        by=request.user,
    )


def _with_draft(request: SignedInRequest, place: Place, do: Callable[..., object], said: str) -> HttpResponse:
    version = _worked_on(request, place)
    if version is None:
        return _no_draft(request, place)
    return _done(request, place, lambda: do(version=version, by=request.user), said)


def _done(request: SignedInRequest, place: Place, do: Callable[[], object], said: str) -> HttpResponse:
    """Do it, and say so or why not, on the page of the criteria."""
    try:
        do()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(_url(place, "criteria"))


def _no_draft(request: SignedInRequest, place: Place) -> HttpResponse:
    messages.error(request, "Nothing is being written at the moment.")
    return redirect(_url(place, "criteria"))


def _worked_on(request: SignedInRequest, place: Place) -> CriteriaVersion | None:
    every = talent_queries.criteria_of(request.user, place)
    return next((version for version in every if version.state != CriteriaState.ADOPTED), None)


def _proposed(request: SignedInRequest, place: School) -> CriteriaVersion | None:
    version = _worked_on(request, place)
    return version if version is not None and version.state == CriteriaState.PROPOSED else None


def _criterion(request: SignedInRequest, place: Place, key: int) -> tuple[Criterion, list[Any]]:
    version = _worked_on(request, place)
    inside = talent_queries.criteria_in(version) if version is not None else []
    found = next(((criterion, rests) for criterion, rests in inside if criterion.pk == key), None)
    if found is None:
        raise Http404
    return found


def _url(place: Place, page: str, **keys: int) -> str:
    if isinstance(place, School):
        return address(f"people:school-{page}", urn=place.urn, **keys)
    return address(f"people:council-{page}", code=place.code, **keys)


def _crumbs(request: SignedInRequest, place: Place) -> list[tuple[str, str]]:
    crumbs = [(place.name, place.get_absolute_url())]
    if isinstance(place, School) and allows(request.user, Permission.TALENT_READ, place):
        crumbs.append(("Talent register", address("people:talent", urn=place.urn)))
    return [*crumbs, ("Criteria", _url(place, "criteria"))]
