"""After an adoption: the other schools that the same board decides for, and recording it for them too."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from core.addresses import address
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.models import School
from policies.actions.adopting_together import adopt_for_others, check_for_another, others_of
from policies.document import Refused, names_itself
from policies.forms import OtherSchoolsForm
from policies.models import Adoption
from policies.views.shared import adoption_or_404, school_crumbs, sent


@school_view(Permission.ADOPTION_RECORD)
@require_http_methods(["GET", "POST"])
def adopted_others(request: SignedInRequest, school: School, number: int) -> HttpResponse:
    """Choose the schools for which the meeting adopted the policy too, and record it for all of them at once."""
    adoption = adoption_or_404(request, school, number)
    every = others_of(adoption, request.user)
    found = [(one, _refusal(request, adoption, one)) for one in every]
    form = OtherSchoolsForm(sent(request), schools=[one for one, refusal in found if not refusal])
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["schools"]
        try:
            adopt_for_others(adoption=adoption, schools=chosen, by=request.user, today=clock.today())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            names = ", ".join(str(one) for one in chosen)
            messages.success(request, f"The adoption is recorded for {names} too.")
            return redirect("policies:adopted", urn=school.urn, number=number)
    context = {
        "school": school,
        "adoption": adoption,
        "form": form,
        "refused": [(one, refusal) for one, refusal in found if refusal],
        "times_named": names_itself(adoption.version.text, school.name),
        "crumbs": school_crumbs(school),
        "back_url": address("policies:adopted", urn=school.urn, number=number),
    }
    can_choose = any(not refusal for _, refusal in found)
    return render(request, f"policies/adopted_others{'' if can_choose else '_none'}.html", context)


def _refusal(request: SignedInRequest, adoption: Adoption, school: School) -> str:
    """Why the adoption cannot be recorded for this school too; empty where it can."""
    try:
        check_for_another(adoption, school, by=request.user, today=clock.today())
    except Refused as refusal:
        return str(refusal)
    return ""
