"""The page on which an officer sees who would be written to, and writes."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from core import clock
from core.addresses import address
from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council
from policies.document import Refused
from policies.tagging.rules import Presence
from policies.tagging.tags import TAGS, label_of
from succession.actions import chasing
from succession.council.chase_rules import REASON_LABELS, Reason, asks, check_schools
from succession.council.chases import ticked

_LONGEST_URN = 9


@council_view(Permission.SCHOOLS_CHASE)
def chase(request: SignedInRequest, council: Council) -> HttpResponseBase:
    """Who of the ticked schools would get a letter, and the letter; sending the page sends them."""
    given = request.POST if request.method == "POST" else request.GET
    reason, tag = _asked_for(given)
    back_url = _list_url(council, reason, tag)
    urns = _urns(given)
    try:
        check_schools(len(urns))
        if request.method == "POST":
            return _sent(request, council, urns, reason, tag)
    except Refused as refused:
        messages.info(request, str(refused))
        return redirect(back_url)
    asked = ticked(council, urns, reason, tag, clock.today())
    about = label_of(tag) if tag else ""
    context = {
        "council": council,
        "asked": asked,
        "urns": [one.school.urn for one in asked],
        "count": sum(not one.refused for one in asked),
        "reason": reason.value,
        "tag": tag,
        "label": f"No clause about “{about}”" if tag else REASON_LABELS[reason],
        "example": asks(reason, council=council.name, school="the school", about=about),
        "back_url": back_url,
    }
    return render(request, "succession/council/chase.html", context)


def _sent(request: SignedInRequest, council: Council, urns: set[int], reason: Reason, tag: str) -> HttpResponse:
    made = chasing.chase(council=council, urns=urns, reason=reason, tag=tag, by=request.user, today=clock.today())
    if made:
        messages.success(request, f"Letters go out to {len(made)} school{'' if len(made) == 1 else 's'}.")
    else:
        messages.info(request, "Nobody was written to: nothing is missing there any more, or they were asked lately.")
    return redirect(_list_url(council, reason, tag))


def _asked_for(given: QueryDict) -> tuple[Reason, str]:
    """What is missing, as the address or the form says; what it does not know is the first reason."""
    reason, tag = given.get("reason", ""), given.get("tag", "")
    if reason == Reason.TAG and tag in {known.key for known in TAGS}:
        return Reason.TAG, tag
    known = {one.value for one in Reason} - {Reason.TAG.value}
    return (Reason(reason) if reason in known else Reason.NONE), ""


def _urns(given: QueryDict) -> set[int]:
    """The schools that were ticked, or with "all" those that the page showed."""
    found = given.getlist("shown" if given.get("all") else "school")
    return {int(urn) for urn in found if urn.isdecimal() and len(urn) <= _LONGEST_URN}


def _list_url(council: Council, reason: Reason, tag: str) -> str:
    """The list on which the schools were ticked."""
    if reason is Reason.TAG:
        shown = urlencode({"presence": Presence.ABSENT.value})
        return f"{address('policies:council-tag', code=council.code, tag=tag)}?{shown}"
    shown = urlencode({"review": "soon"} if reason is Reason.REVIEW_DUE else {"standing": reason.value})
    return f"{address('council-schools', code=council.code)}?{shown}"
