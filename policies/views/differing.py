"""How a school's policy differs from the council's model, and the label that follows from it, which it may dispute."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.addresses import address
from people.access.decorators import SignedInRequest, council_view, school_view
from people.access.roles import Permission
from people.models import Council, School
from policies.actions.disputes import answer_dispute, dispute_standing
from policies.comparison.kept import between
from policies.document import Refused
from policies.models import Adoption
from policies.queries import blanks_of, published_to_compare
from policies.standings.disputes import adoption_in_force, dispute_of, disputes_of, latest_dispute
from policies.standings.forms import AnswerForm, DisputeForm
from policies.standings.rules import HOW_WORKED_OUT, LINEAGE_LABELS, Lineage
from policies.views.shared import may, school_crumbs, sent


@school_view(Permission.POLICY_ADOPTED_READ)
@require_safe
def differences(request: SignedInRequest, school: School) -> HttpResponse:
    """Clause by clause what differs between the policy in force and the council's model; with ?all=1 the whole text."""
    adoption = _in_force_or_404(school)
    version = adoption.version
    model = version.model_version or published_to_compare(school.council)
    facts = blanks_of(school)
    shows_all = "all" in request.GET
    context: dict[str, Any] = {
        "school": school,
        "adoption": adoption,
        "model": model,
        "is_copy": version.model_version is not None,
        "how": HOW_WORKED_OUT[adoption.relation],
        "can_dispute": may(request, Permission.POLICY_EDIT, school),
        "shows_all": shows_all,
        "facts": facts,
        "crumbs": school_crumbs(school),
    }
    if _reads_disputes(request, school):
        context["dispute"] = latest_dispute(adoption)
    if model is not None:
        # A school that wrote its own has its name where the model has a blank.
        context["comparison"] = between(model, version, {} if version.model_version else facts)
    return render(request, "policies/differences.html", context)


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def dispute(request: SignedInRequest, school: School) -> HttpResponse:
    """Say how the policy should be labelled, and why."""
    adoption = _in_force_or_404(school)
    form = DisputeForm(sent(request), now=adoption.relation)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            dispute_standing(adoption=adoption, said=given["said"], reason=given["reason"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Sent to {school.council.name}. Its answer will stand here.")
            return redirect("policies:differences", urn=school.urn)
    context = {
        "school": school,
        "form": form,
        "adoption": adoption,
        "how": HOW_WORKED_OUT[adoption.relation],
        "back_url": address("policies:differences", urn=school.urn),
    }
    return render(request, "policies/dispute.html", context)


@council_view(Permission.MODEL_EDIT)
@require_safe
def disputes(request: SignedInRequest, council: Council) -> HttpResponse:
    """What schools said of how their policies are labelled: what waits for an answer, then what was answered."""
    waiting, answered = disputes_of(council)
    context = {
        "council": council,
        "waiting": waiting,
        "answered": answered,
        "crumbs": [(council.name, address("council", code=council.code))],
    }
    return render(request, "policies/disputes.html", context)


@council_view(Permission.MODEL_EDIT)
@require_http_methods(["GET", "POST"])
def dispute_answer(request: SignedInRequest, council: Council, dispute_id: int) -> HttpResponse:
    """What one school said, beside how its policy differs, and the council's decision."""
    found = dispute_of(council, dispute_id)
    if found is None:
        raise Http404
    form = AnswerForm(sent(request), initial={"settled": found.said})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            answer_dispute(dispute=found, settled=given["settled"], words=given["words"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            label = LINEAGE_LABELS[Lineage(given["settled"])]
            messages.success(request, f"The policy is labelled “{label}”, and the school is told.")
            return redirect("policies:model-disputes", code=council.code)
    school = found.adoption.version.policy.school
    context = {
        "council": council,
        "school": school,
        "dispute": found,
        "form": form,
        "how": HOW_WORKED_OUT[Lineage(found.worked_out)],
        "back_url": address("policies:model-disputes", code=council.code),
    }
    return render(request, "policies/dispute_answer.html", context)


def _in_force_or_404(school: School) -> Adoption:
    found = adoption_in_force(school, clock.today())
    if found is None:
        raise Http404
    return found


def _reads_disputes(request: SignedInRequest, school: School) -> bool:
    asked = (Permission.POLICY_SUBMITTED_READ, Permission.POLICY_STATE_READ)
    return any(may(request, permission, school) for permission in asked)
