"""Reading an adopted version and confirming it, and who has."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.models import School
from policies.actions import receipts as actions
from policies.consultation.forms import AskForm
from policies.document import Refused
from policies.readership import queries
from policies.rules import VersionState
from policies.views.shared import school_crumbs, sent, text_context, version_or_404


@school_view(Permission.RECEIPT_GIVE)
@require_http_methods(["GET", "POST"])
def read(request: SignedInRequest, school: School, number: int) -> HttpResponse:
    """An adopted version, and under its text the button that says "I have read it"."""
    version = version_or_404(request, school, number)
    asked = queries.request_for(request.user, school, number)
    if version.state != VersionState.ADOPTED or asked is None:
        raise Http404
    if request.method == "POST":
        actions.confirm_read(version=version, by=request.user)
        messages.success(request, f"Thank you. It is kept that you have read version {number}.")
        return redirect("policies:read", urn=school.urn, number=number)
    context = {
        "school": school,
        "version": version,
        "asked": asked,
        "receipt": queries.receipt_of(request.user, version),
        "crumbs": school_crumbs(school),
    }
    return render(request, "policies/read.html", context | text_context(version.text, school))


@school_view(Permission.POLICY_EDIT)
@require_http_methods(["GET", "POST"])
def readers(request: SignedInRequest, school: School, number: int) -> HttpResponse:
    """Who has confirmed and who has not; and whom to ask."""
    version, today = version_or_404(request, school, number), clock.today()
    asked = queries.request_for(request.user, school, number)
    who = (
        [word for word, is_asked in (("staff", asked.of_staff), ("governors", asked.of_governors)) if is_asked]
        if (asked)
        else ["staff"]
    )
    form = AskForm(sent(request), initial={"who": who, "by_day": asked.by_day if asked else None})
    if form.is_valid():
        try:
            actions.ask_to_read(version=version, by=request.user, today=today, **form.asked)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "They are asked by mail, and on their home page.")
            return redirect("policies:readers", urn=school.urn, number=number)
    unread = queries.unread_page(request.user, school, asked, today, _key(request, "after")) if asked else []
    receipts = queries.receipts_page(request.user, school, version, _key(request, "before"))
    context = {
        "school": school,
        "version": version,
        "form": form,
        "asked": asked,
        "readers": queries.readers(request.user, school, asked, today) if asked else None,
        "unread": unread[: queries.PAGE],
        "more_unread": f"?after={unread[queries.PAGE - 1].pk}" if len(unread) > queries.PAGE else "",
        "receipts": receipts[: queries.PAGE],
        "older": f"?before={receipts[queries.PAGE - 1].pk}" if len(receipts) > queries.PAGE else "",
        "can_ask": version.state == VersionState.ADOPTED,
        "was_reminded": asked is not None and asked.reminded_on == today,
        "crumbs": school_crumbs(school),
    }
    return render(request, "policies/readers.html", context)


def _key(request: SignedInRequest, name: str) -> int | None:
    given = request.GET.get(name, "")
    return int(given) if given.isdecimal() and len(given) <= 18 else None


@school_view(Permission.POLICY_EDIT)
@require_POST
def readers_remind(request: SignedInRequest, school: School, number: int) -> HttpResponse:
    """Write once more to those who have not confirmed."""
    asked = queries.request_for(request.user, school, number)
    if asked is None:
        raise Http404
    try:
        count = actions.remind(request=asked, by=request.user, today=clock.today())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{count} {'person is' if count == 1 else 'people are'} reminded by mail.")
    return redirect("policies:readers", urn=school.urn, number=number)
