"""By what the list of reports is narrowed: what everybody who sees a row can read in it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Min, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from people.access.reporting import asking, holds
from people.access.roles import Permission
from succession.models import Report
from succession.reports import kinds, rules

MOST_CHOICES = 50
"""Choices of a filter. Where there are more, there is the search."""


class Chosen(admin.SimpleListFilter):
    """A filter with few choices, which a menu can hold. Words that it does not know are passed over."""

    def has_output(self) -> bool:
        """Whether there is anything to choose between."""
        return 1 < len(self.lookup_choices) <= MOST_CHOICES

    def value(self) -> str | None:
        """What was chosen, where it is one of the choices."""
        given = super().value()
        return given if given in {str(key) for key, _ in self.lookup_choices} else None


class SchoolFilter(Chosen):
    """Reports about one school."""

    title, parameter_name = "School", "school"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        """The schools of the reports that this person may know of."""
        found = Report.objects.visible_to(asking(request)).filter(school__isnull=False)
        every = found.order_by("school__name", "school__urn").values_list("school__urn", "school__name").distinct()
        return _told_apart([(urn, name, f"URN {urn}") for urn, name in every[: MOST_CHOICES + 1]])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:  # noqa: ARG002
        """Those about the school that was chosen."""
        urn = self.value()
        return queryset.filter(school__urn=urn) if urn else queryset


class BodyFilter(Chosen):
    """Reports to one body."""

    title, parameter_name = "Body", "body"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        """The bodies of the reports that this person may know of."""
        whose = Min(Coalesce("school__name", "council__name"))
        found: Any = Report.objects.visible_to(asking(request)).values("body", "body__name").annotate(whose=whose)
        every = found.order_by("body__name", "body").values_list("body", "body__name", "whose")
        return _told_apart(list(every[: MOST_CHOICES + 1]))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:  # noqa: ARG002
        """Those to the body that was chosen."""
        body = self.value()
        return queryset.filter(body=int(body)) if body else queryset


class StateFilter(Chosen):
    """Reports that stand where was chosen."""

    title, parameter_name = "State", "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        """Who only reads knows of no draft."""
        prepares = holds(asking(request), Permission.REPORT_PREPARE)
        shown = [state for state in rules.ReportState if prepares or state in rules.KEPT]
        return [(state.value, rules.REPORT_STATE_LABELS[state]) for state in shown]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:  # noqa: ARG002
        """Those that stand there."""
        return queryset.filter(state=self.value()) if self.value() else queryset


class KindFilter(Chosen):
    """Reports of one kind."""

    title, parameter_name = "Kind", "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        """The kinds of the reports that this person may know of."""
        found = Report.objects.visible_to(asking(request)).order_by("kind").values_list("kind", flat=True)
        return [(kind, kinds.named(kind).title) for kind in found.distinct()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:  # noqa: ARG002
        """Those of that kind."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


def _told_apart(found: Sequence[tuple[Any, str, str]]) -> list[tuple[str, str]]:
    """Choices of a menu: keys with names, and where two have one name, with what tells them apart."""
    named = Counter(name for _, name, _ in found)
    return [(str(key), name if named[name] == 1 else f"{name}, {more}") for key, name, more in found]
