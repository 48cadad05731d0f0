"""Resetting somebody's lost second step, and stopping that."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from people.access.decorators import SignedInRequest, personal_view
from people.access.proof import fresh_proof, own_security
from people.accounts.forms import MetForm
from people.actions import second_steps
from people.queries import person_to_reset
from people.rules import Refused


@personal_view
@fresh_proof
@require_http_methods(["GET", "POST"])
def reset(request: SignedInRequest, user_id: int) -> HttpResponse:
    """Ask for a reset, take it back, or agree to the one that another administrator asked for."""
    person = person_to_reset(request.user, user_id)
    if person is None:
        raise Http404
    waiting = second_steps.under_way(person)
    is_mine = waiting is not None and waiting.asked_by_id == request.user.pk
    if waiting is not None and is_mine and request.method == "POST":
        second_steps.stop_reset(reset=waiting, by=request.user)
        messages.success(request, "The reset is stopped.")
        return redirect("people:second-step-reset", user_id)
    form = MetForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            if waiting is None:
                second_steps.ask_for_reset(user=person, by=request.user)
                messages.success(request, f"{person} is told by mail, and has a day to stop it.")
            else:
                second_steps.agree_to_reset(reset=waiting, by=request.user)
                messages.success(request, f"The second step of {person} is reset.")
            return redirect("people:second-step-reset", user_id)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "person": person, "waiting": waiting, "is_mine": is_mine}
    return render(request, "people/second_step_reset.html", context)


@personal_view
@own_security
@require_POST
def stop(request: SignedInRequest) -> HttpResponse:
    """Keep one's own second step: whoever can give it has not lost it."""
    waiting = second_steps.under_way(request.user)
    if waiting is not None:
        second_steps.stop_reset(reset=waiting, by=request.user)
        messages.success(request, "The reset is stopped. Your second step stays as it is.")
    return redirect("people:second-step")
