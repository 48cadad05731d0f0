"""What the council asks a school: every open question on one page, each with the form that answers it."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.actions.returns import answer_return
from actionplan.models import AskedSchool
from actionplan.returns import queries, rules
from actionplan.returns.forms import ReturnForm
from actionplan.rules import Refused
from actionplan.views.shared import status_of
from core import clock, conflicts, uploads
from core.addresses import address
from documents import gate
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.models import School


@school_view(Permission.RETURN_ANSWER)
@require_safe
def returns(request: SignedInRequest, school: School) -> HttpResponse:
    """Every open question to the school, with its form; and what it has answered."""
    today = clock.today()
    found = queries.open_to(request.user, school)
    context = {
        "school": school,
        "waiting": [(one, ReturnForm.of(one), one.request.due_on < today) for one in found if one.latest is None],
        "answered": [one for one in found if one.latest is not None],
        "is_full": len(found) == queries.OPEN,
        "crumbs": [(school.name, school.get_absolute_url())],
    }
    return render(request, "actionplan/school_returns.html", context)


@school_view(Permission.RETURN_ANSWER)
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, school: School, asked_id: int) -> HttpResponse:
    """One question to the school: answer it, or put another answer in place of the one that stands."""
    found, clash = asked_or_404(request, school, asked_id), False
    posted = request.method == "POST"
    form = ReturnForm(request.POST, request.FILES, asked=found) if posted else ReturnForm.of(found)
    if form.is_valid():
        try:
            made = answer_return(asked=found, by=request.user, **form.values)
        except Refused as refusal:
            form.refuse(str(refusal), refusal.field)
        except gate.Refused as refusal:
            form.refuse(str(refusal), "file")
        except conflicts.Conflict:
            found, clash = asked_or_404(request, school, asked_id), True
            form = ReturnForm.again(request.POST, found)
        else:
            late = rules.late_words(answered_on=made.on, due_on=found.request.due_on)
            messages.success(request, f"The answer is with {school.council}.{f' It came {late}.' if late else ''}")
            return redirect(_url(school))
    context = {"form": form, "clash": clash, "asked": found, "school": school, "returns": queries.returns_of(found)}
    context |= {"is_late": found.request.due_on < clock.today(), "back_url": _url(school)}
    return render(request, "actionplan/school_return.html", context, status=status_of(form.errors, clash))


@school_view(Permission.RETURN_ANSWER)
@require_safe
def file(request: SignedInRequest, school: School, return_id: int) -> HttpResponseBase:
    """The file that shows an answer of the school, as it came."""
    found = queries.own_return(request.user, school, return_id)
    if found is None or found.file is None:
        raise Http404
    return uploads.as_attachment(found.file)


def asked_or_404(request: SignedInRequest, school: School, key: int) -> AskedSchool:
    """One question to the school."""
    found = queries.asked_of(request.user, school, key)
    if found is None:
        raise Http404
    return found


def _url(school: School) -> str:
    return address("actionplan:school-returns", urn=school.urn)
