"""Where one is signed in, and ending it elsewhere."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from people.access.decorators import SignedInRequest, personal_view
from people.access.proof import own_security
from people.accounts import signed_in


@personal_view
@own_security
@require_http_methods(["GET", "POST"])
def sessions(request: SignedInRequest) -> HttpResponse:
    """The list. A button ends one session, or all but this one."""
    here = request.session.session_key or ""
    if request.method == "POST":
        which = request.POST.get("session", "")
        if which == "others":
            signed_in.end_all(request.user, but=here)
            messages.success(request, "You are signed out everywhere but here.")
        elif which.isascii() and which.isdigit() and len(which) < 18:
            signed_in.end(request.user, int(which))
            messages.success(request, "You are signed out there.")
        return redirect("people:sessions")
    return render(request, "people/sessions.html", {"places": signed_in.places_of(request.user, here)})


@personal_view
@require_GET
def left(request: SignedInRequest) -> HttpResponse:
    """How many seconds until this session ends. A page that asks by itself says so, and does not prolong it."""
    return JsonResponse({"left": request.session.get_expiry_age()})
