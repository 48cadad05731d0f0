"""Preparing a report in the admin: about which place, then which report, and to whom."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core import clock
from core.addresses import address
from people.access.reporting import asking
from people.access.roles import Permission
from people.models import Council, School, User
from people.rules import Refused
from succession.actions import reports as actions
from succession.admin.about import crumbs, url_of
from succession.reports import kinds, queries
from succession.reports.forms import PrepareForm
from succession.reports.frame import Place

MOST_PLACES = 50
"""Places to choose from. Where there are more, each is found in the list of schools."""


def prepare(request: HttpRequest) -> HttpResponse:
    """Choose the place where there are several; then the draft is made, or made again."""
    user = asking(request)
    places = _places(user)
    place = _asked_for(user, request.GET.get("place", ""))
    if place is None and len(places) == 1:
        (place,) = places
    context: dict[str, Any] = {"crumbs": crumbs(), "back_url": address("admin:succession_report_changelist")}
    if place is None:
        offered = [(key_of(one), one.name) for one in places[:MOST_PLACES]]
        context |= {"places": offered, "has_more": len(places) > MOST_PLACES}
        return render(request, "admin/succession/report/choose_place.html", context)
    addressees = queries.addressees_of(user, place, clock.today())
    form = PrepareForm(request.POST or None, kinds=kinds.kinds_of(place), addressees=addressees)
    if form.is_valid():
        body, meeting = form.chosen
        try:
            draft = actions.prepare(kind=form.cleaned_data["kind"], place=place, body=body, meeting=meeting, by=user)
        except Refused as refusal:
            form.add_error("to", str(refusal))
        else:
            messages.success(request, "The draft is ready. Nobody on the body can see it yet.")
            return redirect(url_of("change", draft))
    context |= {"form": form, "organisation": place, "addressees": addressees}
    return render(request, "succession/reports/prepare.html", context)


def key_of(place: Place) -> str:
    """The word of a place in the address of this page."""
    return f"school-{place.urn}" if isinstance(place, School) else f"council-{place.code}"


def _places(user: User) -> list[Place]:
    """Where this person prepares reports, by name: councils, then open schools; one more than are offered."""
    councils = Council.objects.reaching(user, Permission.REPORT_PREPARE).order_by("name")
    schools = School.objects.reaching(user, Permission.REPORT_PREPARE).open().select_related("council")
    most = MOST_PLACES + 1
    return [*councils[:most], *schools.order_by("name", "urn")[:most]][:most]


def _asked_for(user: User, asked: str) -> Place | None:
    """The place that the address names, where this person prepares reports there."""
    kind, _, word = asked.partition("-")
    if kind == "council":
        return Council.objects.reaching(user, Permission.REPORT_PREPARE).filter(code=word).first()
    if kind != "school" or not (word.isascii() and word.isdigit() and len(word) <= 9):
        return None
    found = School.objects.reaching(user, Permission.REPORT_PREPARE).open().select_related("council")
    return found.filter(urn=int(word)).first()
