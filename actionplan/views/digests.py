"""The weekly letter, stopped and asked for again by the person themselves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from actionplan.actions.digests import resume_digest, stop_digest
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council


@council_view(Permission.PLAN_UPDATE)
@require_POST
def digest(request: SignedInRequest, council: Council) -> HttpResponse:
    """Stop the weekly letter, or have it again."""
    if request.POST.get("letter") == "again":
        resume_digest(council=council, by=request.user)
        messages.success(request, "The weekly letter comes again, on Mondays when something is late or due.")
    else:
        stop_digest(council=council, by=request.user)
        messages.success(request, "The weekly letter is stopped. What is yours still stands here.")
    return redirect(reverse("actionplan:ours", kwargs={"code": council.code}))
