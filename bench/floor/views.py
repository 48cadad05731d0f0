"""The bare pages."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from bench.floor.models import Row

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


class _RowForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Row
        fields = ["words"]


@csrf_exempt
def save(request: HttpRequest) -> HttpResponse:
    """Save the words of one row, and lead to it: the least that saving can be. Whoever has a session is asked for."""
    row = Row.objects.get(pk=Row.objects.order_by("pk").values("pk")[:1])
    form = _RowForm(request.POST, instance=row)
    if form.is_valid() and request.user.is_authenticated:
        form.save()
    return redirect("/1/")


def bare(request: HttpRequest, number: int, fields: str = "") -> HttpResponse:
    """A plain table of `number` rows from one query, and a form of the fields named, as Django itself shows it.

    fields: like `email.password` or `select-12.area`. Whoever has a session is asked for, as on any page.
    """
    shown = forms.Form()
    for place, field in enumerate(filter(None, fields.split("."))):
        kind, _, choices = field.partition("-")
        shown.fields[f"field_{place}"] = _FIELDS[kind](int(choices or 0))
    rows = Row.objects.all()[:number] if number else ()
    return render(request, "floor/bare.html", {"rows": rows, "form": shown})
