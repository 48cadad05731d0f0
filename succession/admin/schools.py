"""How schools stand, in the admin: one row a school for who prepares reports there, or works for its council."""

import datetime
from collections.abc import Mapping
from typing import Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from import_export import fields, resources

from core import clock
from core.filters import FilterForm
from people import disclosure
from people.access.reporting import asking, holds
from people.access.roles import Permission
from people.models import User
from policies.standings.rules import STANDING_LABELS
from succession.admin.about import crumbs
from succession.admin.school_rows import NO_REPORT, Row, chosen, rows_of, with_urn
from succession.council.figures import COVER_LOOK_LABELS, REVIEW_DUE_LABELS
from succession.council.narrowing import NO_DATE
from succession.reports import exporting

PAGE: Final = 50


class SchoolsForm(FilterForm):
    """Which schools to show."""

    anything = "All"

    q = forms.CharField(label="School or URN", required=False, max_length=200)
    standing = forms.ChoiceField(label="Policy", required=False)
    review = forms.ChoiceField(label="Review of the policy", required=False)
    cover = forms.ChoiceField(label="Cover of posts", required=False)
    report = forms.ChoiceField(label="Last report", required=False)

    def __init__(self, asked: Mapping[str, str]) -> None:
        words = {
            "standing": {key.value: word for key, word in STANDING_LABELS.items()},
            "review": {key.value: word for key, word in REVIEW_DUE_LABELS.items()} | {NO_DATE: "No date"},
            "cover": {key.value: word for key, word in COVER_LOOK_LABELS.items()},
            "report": {NO_REPORT: "None issued within a year"},
        }
        super().__init__(asked, words, auto_id="filter-%s")

    @property
    def in_words(self) -> list[str]:
        """What is asked for, as in "policy: No policy yet"."""
        return [f"{str(self.fields[name].label).lower()}: {self.word(name)}" for name in self.chosen]


@require_safe
def schools(request: HttpRequest) -> HttpResponseBase:
    """Every school that this person may see here, by name."""
    user, form, today = _user(request), SchoolsForm(request.GET.dict()), clock.today()
    after = with_urn(user, request.GET.get("after", ""))
    found = list(chosen(user, form.chosen, today).after(after)[: PAGE + 1])
    rows = rows_of(user, found[:PAGE], today)
    context = {
        "form": form,
        "rows": rows,
        "prepares": any(row.prepare_url for row in rows),
        "note": disclosure.NOTE if any(row.counts_posts for row in rows) else "",
        "today": today,
        "older": f"?{urlencode(form.chosen | {'after': rows[-1].urn})}" if len(found) > PAGE else "",
        "is_first": after is None,
        "crumbs": crumbs(),
    }
    return render(request, "admin/succession/report/schools.html", context)


@require_safe
def schools_file(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The same rows in a file. It names nobody."""
    user, form, today = _user(request), SchoolsForm(request.GET.dict()), clock.today()
    if kind not in exporting.TYPES:
        raise Http404
    rows = rows_of(user, list(chosen(user, form.chosen, today).after(None)[: exporting.MOST]), today)
    return exporting.written(
        SchoolResource(), kind, rows, title="Schools", widths=_WIDTHS, name="schools", by=user, now=clock.now()
    )


_WIDTHS = (12, 40, 30, 44, 18, 44, 34, 18)


class SchoolResource(resources.Resource):  # type: ignore[misc] # without types
    """Schools, one a row, as the list says them."""

    urn = fields.Field(column_name="URN", attribute="urn")
    name = fields.Field(column_name="School", attribute="name")
    council = fields.Field(column_name="Council", attribute="council")
    standing = fields.Field(column_name="Policy", attribute="standing")
    review_due = fields.Field(column_name="Review due", attribute="review_due")
    cover = fields.Field(column_name="Cover of posts", attribute="cover")
    last_report = fields.Field(column_name="Last report", attribute="last_report")
    last_on = fields.Field(column_name="Issued on", attribute="last_on")

    class Meta:
        export_order = ("urn", "name", "council", "standing", "review_due", "cover", "last_report", "last_on")

    def dehydrate_urn(self, row: Row) -> int:
        """A number stays one."""
        return row.urn

    def dehydrate_review_due(self, row: Row) -> datetime.date | None:
        """A day stays one."""
        return row.review_due

    def dehydrate_last_on(self, row: Row) -> datetime.date | None:
        """The same."""
        return row.last_on


def _user(request: HttpRequest) -> User:
    """Who asks, where this list is for them."""
    user = asking(request)
    if not holds(user, Permission.REPORT_PREPARE):
        raise PermissionDenied("This list is for those who prepare reports.")
    return user
