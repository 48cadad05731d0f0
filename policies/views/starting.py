"""Beginning a policy: the council's model, or a document of the school's own."""

from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.conflicts import Conflict
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.models import School
from policies.actions.versions import start_from_model, version_token
from policies.document import Refused
from policies.models import Version
from policies.queries import published_model
from policies.views.shared import school_crumbs

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "policy-as-schools-have-them.txt"
STEPS = ("Choose", "Check what we read", "Confirm", "Done")


@school_view(Permission.POLICY_EDIT)
@require_safe
def start(request: SignedInRequest, school: School) -> HttpResponse:
    """Two ways to begin: the council's model policy, or the school's own document."""
    latest = Version.objects.visible_to(request.user).of(school).first()
    context = {
        "school": school,
        "latest": latest,
        "model": published_model(school.council),
        "opened_on": version_token(latest),
        "crumbs": school_crumbs(school),
    }
    return render(request, "policies/start.html", context)


@school_view(Permission.POLICY_EDIT)
@require_POST
def start_model(request: SignedInRequest, school: School) -> HttpResponse:
    """Take the council's model policy, and go on to change it."""
    try:
        version = start_from_model(school=school, by=request.user, opened_on=request.POST.get("opened_on", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("policies:start", urn=school.urn)
    except Conflict:
        messages.error(request, "Somebody saved another version meanwhile. Look at it before you take the model again.")
        return redirect("policies:start", urn=school.urn)
    messages.success(request, f"Version {version.number} is the school’s own copy of the model policy. Change it here.")
    return redirect("policies:edit", urn=school.urn)


@school_view(Permission.POLICY_EDIT)
@require_safe
def example(request: SignedInRequest, school: School) -> HttpResponseBase:  # noqa: ARG001 (the same for every school)
    """A policy of a school that does not exist, as hard to read as real ones, to try an import with."""
    return FileResponse(EXAMPLE.open("rb"), as_attachment=True, filename=EXAMPLE.name, content_type="text/plain")
