"""The bare pages."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bench.floor.models import Row


@login_required
def rows(request: HttpRequest, number: int) -> HttpResponse:
    """A plain table of `number` rows, from one query."""
    return render(request, "floor/rows.html", {"rows": Row.objects.all()[:number]})


class SignInForm(forms.Form):
    """The fields of a sign-in, rendered by Django itself."""

    login = forms.EmailField()
    password = forms.CharField(widget=forms.PasswordInput)


def form(request: HttpRequest) -> HttpResponse:
    """A page with a form of two fields."""
    return render(request, "floor/form.html", {"form": SignInForm()})
