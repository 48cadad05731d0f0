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


_FIELDS = {
    "area": lambda _: forms.CharField(widget=forms.Textarea),
    "checkbox": lambda _: forms.BooleanField(),
    "email": lambda _: forms.EmailField(),
    "file": lambda _: forms.FileField(),
    "password": lambda _: forms.CharField(widget=forms.PasswordInput),
    "radio": lambda number: forms.ChoiceField(choices=_choices(number), widget=forms.RadioSelect),
    "select": lambda number: forms.ChoiceField(choices=_choices(number)),
    "text": lambda _: forms.CharField(),
}


def _choices(number: int) -> list[tuple[int, str]]:
    return [(choice, f"Choice {choice}") for choice in range(number)]


def form(request: HttpRequest, fields: str) -> HttpResponse:
    """A form of the fields named, as Django itself shows them: `email.password`, `select-12.text.area`."""
    shown = forms.Form()
    for place, field in enumerate(fields.split(".")):
        kind, _, number = field.partition("-")
        shown.fields[f"field_{place}"] = _FIELDS[kind](int(number or 0))
    return render(request, "floor/form.html", {"form": shown})
