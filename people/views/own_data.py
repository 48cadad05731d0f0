"""What we hold about you: to read, to take along, and to have erased."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core import clock
from people.access.decorators import SignedInRequest, personal_view
from people.access.proof import fresh_proof
from people.membership.queries import Place
from people.models import DataPack
from people.privacy import erasure, packs
from people.privacy import texts as privacy_texts
from people.privacy.retention import Ground
from people.talent import openings
from people.views.personal_data import hand_over, show_pack

MOST_ROWS = 20
"""How many rows of a kind the page shows; the copy holds all."""


@personal_view
@require_http_methods(["GET", "HEAD"])
def own(request: SignedInRequest) -> HttpResponse:
    """Everything that is held about the person, kind by kind."""
    context = {
        "parts": packs.held_about(request.user, most=MOST_ROWS),
        "most": MOST_ROWS,
        "waiting": erasure.waiting_for(request.user),
        "places": _places(request),
        "openings": openings.openings_about(request.user),
    }
    return render(request, "people/own_data.html", context)


@personal_view
@require_http_methods(["POST"])
@fresh_proof
def copy(request: SignedInRequest) -> HttpResponse:
    """Have a copy made to take along."""
    pack = packs.ask_for_pack(person=request.user, controller=None, by=request.user)
    return redirect("people:own-pack", pack_id=pack.pk)


@personal_view
@require_http_methods(["GET", "HEAD"])
def pack(request: SignedInRequest, pack_id: int) -> HttpResponse:
    """One's copy: being made, or ready to be downloaded once."""
    found = _pack(request, pack_id)
    download = reverse("people:own-pack-download", kwargs={"pack_id": found.pk})
    return show_pack(request, found, here=request.path, download=download, back=reverse("people:own-data"))


@personal_view
@require_http_methods(["POST"])
@fresh_proof
def pack_download(request: SignedInRequest, pack_id: int) -> HttpResponseBase:
    """Hand over one's copy."""
    return hand_over(request, _pack(request, pack_id), back=reverse("people:own-data"))


@personal_view
@require_http_methods(["GET", "POST"])
@fresh_proof
def erase(request: SignedInRequest) -> HttpResponse:
    """Ask one's school, trust or council to be erased. Somebody there confirms it."""
    places = _places(request)
    if request.method == "POST" and places:
        try:
            erasure.ask_for_erasure(
                person=request.user, controller=places[0], ground=Ground.ASKED, by=request.user, today=clock.today()
            )
        except erasure.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"{places[0].name} was asked to erase you. They must answer within a month.")
        return redirect("people:own-data")
    context = {"places": places, "effects": privacy_texts.effects(), "back_url": reverse("people:own-data")}
    return render(request, "people/own_erase.html", context)


@personal_view
@require_http_methods(["POST"])
def erase_withdraw(request: SignedInRequest) -> HttpResponse:
    """Take back what one asked for."""
    found = erasure.waiting_for(request.user)
    if found is not None:
        erasure.withdraw(erasure=found, by=request.user)
        messages.success(request, "You stay. Nothing is erased.")
    return redirect("people:own-data")


def _pack(request: SignedInRequest, pack_id: int) -> DataPack:
    found = packs.own_pack(request.user, pack_id)
    if found is None:
        raise Http404
    return found


def _places(request: SignedInRequest) -> list[Place]:
    """The schools, trusts and councils where the person holds a role today: they decide."""
    return list(dict.fromkeys(membership.organisation for membership in request.user.memberships_today))
