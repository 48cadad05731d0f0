"""The list of reports: paged by key, filtered and searched by what its rows show."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib.admin.utils import label_for_field, lookup_field
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.http import urlencode

from people.access.reporting import asking
from succession.admin.about import url_of
from succession.admin.filters import Chosen
from succession.admin.steps import links_of
from succession.models import Report

AFTER = "after"
"""Behind which report a page begins: its day and its key."""


@dataclass(frozen=True, slots=True)
class Row:
    """One report: its first cell, where it leads, the others with the heads of their columns, and what can be done."""

    pk: int
    href: str
    name: str
    cells: Sequence[tuple[str, Any]]
    links: Sequence[tuple[str, str]]


class ReportList(ChangeList):
    """A page of the list, which is never counted. older: the query of the next page, empty on the last."""

    older = ""
    is_first = True
    rows: Sequence[Row] = ()

    def get_filters_params(self, params: Any = None) -> Any:
        """What is asked for, without the row behind which the page begins."""
        found = super().get_filters_params(params)
        return {name: value for name, value in found.items() if name != AFTER}

    def get_ordering(self, request: HttpRequest, queryset: Any) -> Any:  # noqa: ARG002 (the admin's signature)
        """One order, by which the pages follow each other."""
        return self.model_admin.ordering

    def get_results(self, request: HttpRequest) -> None:
        """One page, and whether another follows."""
        found = cast("QuerySet[Report]", self.queryset)
        after = _after(request.GET.get(AFTER, ""))
        if after is not None:
            on, key = after
            found, self.is_first = found.filter(Q(as_at__lt=on) | Q(as_at=on, pk__lt=key)), False
        reports = list(found[: self.list_per_page + 1])
        shown = reports[: self.list_per_page]
        self.result_list = shown
        self.result_count, self.full_result_count = len(shown), None
        self.paginator = Paginator(shown, self.list_per_page)
        self.show_full_result_count, self.show_admin_actions = False, True
        self.can_show_all = self.multi_page = False
        self.rows = [self._row(request, one) for one in shown]
        if len(reports) > len(shown):
            self.older = f"?{urlencode(self._asked() | {AFTER: _key_of(shown[-1])})}"

    @property
    def columns(self) -> list[str]:
        """The heads of the table."""
        return [str(label_for_field(name, self.model, self.model_admin)) for name in self._shown]

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set and known, by their words: "School" and its name."""
        return {
            str(one.title): {str(key): str(label) for key, label in one.lookup_choices}[str(one.value())]
            for one in self._filters
            if one.value()
        }

    @property
    def form(self) -> forms.Form:
        """The search, and a menu for each filter."""
        fields: dict[str, forms.Field] = {"q": forms.CharField(label=str(self.search_help_text), required=False)}
        for one in self._filters:
            choices = [("", "All"), *one.lookup_choices]
            fields[str(one.parameter_name)] = forms.ChoiceField(label=str(one.title), choices=choices, required=False)
        made = type("FilterForm", (forms.Form,), fields)
        return cast("forms.Form", made(initial=self._asked(), auto_id="filter-%s"))

    @property
    def asked(self) -> str:
        """The search and the filters as the address has them, for the first page and for the file of the same rows."""
        return urlencode(self._asked())

    @property
    def _shown(self) -> Sequence[str]:
        """The columns. Django puts one before them for ticking, which has a place of its own at the end of our rows."""
        return [str(name) for name in self.list_display if name != "action_checkbox"]

    @property
    def _filters(self) -> Sequence[Chosen]:
        return cast("Sequence[Chosen]", self.filter_specs)

    def _asked(self) -> dict[str, str]:
        chosen = {str(one.parameter_name): str(one.value()) for one in self._filters if one.value()}
        return ({"q": self.query} if self.query else {}) | chosen

    def _row(self, request: HttpRequest, report: Report) -> Row:
        cells = [
            (head, lookup_field(name, report, self.model_admin)[2])
            for head, name in zip(self.columns, self._shown, strict=True)
        ]
        return Row(report.pk, url_of("change", report), str(cells[0][1]), cells[1:], links_of(asking(request), report))


def _key_of(report: Report) -> str:
    return f"{report.as_at.isoformat()}.{report.pk}"


def _after(given: str) -> tuple[datetime.date, int] | None:
    """The day and the key of a report, from the address; None for the first page, and for a key that none can have."""
    day, _, key = given.partition(".")
    if not (key.isascii() and key.isdigit() and len(key) <= 18):
        return None
    try:
        return datetime.date.fromisoformat(day), int(key)
    except ValueError:
        return None
