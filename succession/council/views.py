"""The council's page."""

from django.http import HttpResponse
from django.shortcuts import render

from people.access.decorators import SignedInRequest, council_view
from people.access.roles import Permission
from people.models import Council


@council_view(Permission.COUNCIL_READ)
def council(request: SignedInRequest, council: Council) -> HttpResponse:
    """The council's page."""
    return render(request, "succession/council/council.html", {"council": council})
