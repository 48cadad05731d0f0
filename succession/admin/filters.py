"""By what the list of reports is narrowed: what everybody who sees a row can read in it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from people.access.reporting import asking, holds
from people.access.roles import Permission
from succession.models import Report
from succession.reports import kinds, rules

MOST_CHOICES = 50
"""Choices of a filter. Where there are more, there is the search."""
_MOST_ALIKE = 500


@dataclass(frozen=True, slots=True)
class Alike:
    """What reports that somebody may know of have in common: whose they are, to which body, of which kind."""

    urn: int | None
    place: str
    body: int
    body_name: str
    kind: str


def alike(request: HttpRequest) -> list[Alike]:
    """The different ones, by place, then body; asked once for all filters. None where there are too many for menus."""
    found: list[Alike] | None = getattr(request, "_reports_alike", None)
    if found is None:
        place = Coalesce("school__name", "council__name")
        names = ("school__urn", place, "body", "body__name", "kind")
        every = Report.objects.visible_to(asking(request)).order_by(place, *names[2:]).values_list(*names).distinct()
        rows = list(every[: _MOST_ALIKE + 1])
        found = [Alike(*row) for row in rows] if len(rows) <= _MOST_ALIKE else []
        request._reports_alike = found  # type: ignore[attr-defined]
    return found


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
        return _told_apart({one.urn: (one.place, f"URN {one.urn}") for one in alike(request) if one.urn is not None})

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:  # noqa: ARG002
        """Those about the school that was chosen."""
        urn = self.value()
        return queryset.filter(school__urn=urn) if urn else queryset


class BodyFilter(Chosen):
    """Reports to one body."""

    title, parameter_name = "Body", "body"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        """The bodies of the reports that this person may know of."""
        return _told_apart({one.body: (one.body_name, one.place) for one in alike(request)})

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
        return [(kind, kinds.named(kind).title) for kind in sorted({one.kind for one in alike(request)})]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:  # noqa: ARG002
        """Those of that kind."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


def _told_apart(found: Mapping[int, tuple[str, str]]) -> list[tuple[str, str]]:
    """Choices of a menu, by name: of each key its name and, where two have one name, what tells them apart."""
    named = Counter(name for name, _ in found.values())
    words = {str(key): name if named[name] == 1 else f"{name}, {more}" for key, (name, more) in found.items()}
    return sorted(words.items(), key=lambda choice: choice[1])
