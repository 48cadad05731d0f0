"""The first page after sign-in, and the first page of a school."""

from django.http import HttpResponse
from django.shortcuts import render

from people.access.decorators import SignedInRequest, personal_view, school_view
from people.access.roles import Permission
from people.models import Council, School


@personal_view
def home(request: SignedInRequest) -> HttpResponse:
    """Straight to the one place a person has, or a choice of places."""
    schools = School.objects.visible_to(request.user)
    councils = Council.objects.visible_to(request.user)
    return render(request, "succession/home/home.html", {"schools": schools, "councils": councils})


@school_view(Permission.SCHOOL_READ)
def school(request: SignedInRequest, school: School) -> HttpResponse:
    """The school's page."""
    return render(request, "succession/home/school.html", {"school": school})
