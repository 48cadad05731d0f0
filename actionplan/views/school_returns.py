"""What the council asks a school: every open question on one page, each with the form that answers it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.actions.returns import answer_return
from actionplan.models import AskedSchool, SchoolReturn
from actionplan.returns import queries, rules
from actionplan.returns.forms import ReturnForm, keys_sent
from actionplan.rules import Refused
from actionplan.views.shared import status_of
from core import clock, conflicts, uploads
from core.addresses import address
from core.bodies import takes_a_document
from documents import gate
from people.access.decorators import SignedInRequest, school_view
from people.access.roles import Permission
from people.models import School


@dataclass(slots=True)
class Card:
    """A question with the form that answers it. clash: somebody else answered while this was being written."""

    asked: AskedSchool
    form: ReturnForm
    clash: bool = False

    @property
    def is_late(self) -> bool:
        """Whether the day to answer by is over."""
        return self.asked.request.due_on < clock.today()

    @property
    def has_fault(self) -> bool:
        """Whether what was sent does not stand."""
        return self.clash or bool(self.form.errors)


@school_view(Permission.RETURN_ANSWER)
@takes_a_document
@require_http_methods(["GET", "POST"])
def returns(request: SignedInRequest, school: School) -> HttpResponse:
    """Every open question to the school, with its form; and what it has answered.

    What was filled in is sent together. An answer that cannot stand comes back with its words and holds up no other.
    """
    sent = _sent(request, school) if request.method == "POST" else []
    made = [made for card in sent if (made := _send(request, card))]
    faults = [card for card in sent if card.has_fault]
    if made:
        messages.success(request, _thanks(school, made))
        if not faults:
            return redirect(_url(school))
    found = queries.open_to(request.user, school)
    faulty = {card.asked.pk for card in faults}
    fresh = [Card(one, ReturnForm.of(one)) for one in found if one.latest is None and one.pk not in faulty]
    context = {
        "school": school,
        "waiting": [*faults, *fresh],
        "forms": [card.form for card in faults],
        "answered": [one for one in found if one.latest is not None and one.pk not in faulty],
        "is_full": len(found) == queries.OPEN,
        "crumbs": [(school.name, school.get_absolute_url())],
    }
    return render(request, "actionplan/school_returns.html", context, status=status_of(faults))


def _sent(request: SignedInRequest, school: School) -> list[Card]:
    """What was filled in on the page of every question; all that stood on it where nothing was."""
    open_ones = {one.pk: one for one in queries.open_to(request.user, school)}
    keys = keys_sent(request.POST)[: queries.OPEN]
    # One that was closed since the page was opened says so beside its words.
    there = [open_ones.get(key) or asked_or_404(request, school, key) for key in keys]
    cards = [Card(one, ReturnForm(request.POST, request.FILES, asked=one)) for one in there]
    return [card for card in cards if card.form.is_filled_in] or cards


def _send(request: SignedInRequest, card: Card) -> SchoolReturn | None:
    """The answer, or None where it cannot stand: the card says why, and holds what was typed."""
    if not card.form.is_valid():
        return None
    try:
        return answer_return(asked=card.asked, by=request.user, **card.form.values)
    except Refused as refusal:
        card.form.refuse(str(refusal), refusal.field)
    except gate.Refused as refusal:
        card.form.refuse(str(refusal), "file")
    except conflicts.Conflict:
        card.asked, card.clash = asked_or_404(request, card.asked.school, card.asked.pk), True
        card.form = ReturnForm.again(request.POST, card.asked)
    return None


def _thanks(school: School, made: Sequence[SchoolReturn]) -> str:
    late = [rules.late_words(answered_on=one.on, due_on=one.asked.request.due_on) for one in made]
    if len(made) == 1:
        return f"The answer is with {school.council}.{f' It came {late[0]}.' if late[0] else ''}"
    after = sum(map(bool, late))
    return (
        f"{len(made)} answers are with {school.council}.{f' {after} came after the day to answer by.' if after else ''}"
    )


@school_view(Permission.RETURN_ANSWER)
@takes_a_document
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, school: School, asked_id: int) -> HttpResponse:
    """One question to the school: answer it, or put another answer in place of the one that stands."""
    found = asked_or_404(request, school, asked_id)
    posted = request.method == "POST"
    card = Card(found, ReturnForm(request.POST, request.FILES, asked=found) if posted else ReturnForm.of(found))
    if posted and (made := _send(request, card)):
        messages.success(request, _thanks(school, [made]))
        return redirect(_url(school))
    context = {"form": card.form, "card": card, "asked": card.asked, "school": school, "back_url": _url(school)}
    context["returns"] = queries.returns_of(card.asked)
    return render(request, "actionplan/school_return.html", context, status=status_of(card.form.errors, card.clash))


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
