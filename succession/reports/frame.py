"""What a kind of report is, and what it is asked with."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from documents.charts import Chart
from people.models import Body, Council, Meeting, School
from succession.reports.shape import Changes
from succession.reports.tokens import Names

Place = School | Council


@dataclass(frozen=True, slots=True)
class Asked:
    """A report to be gathered: by whom it is to be read, and as at which day.

    since: the day of the report before, None for the first one. before: the facts of the last one that was issued to
    the body, against which small numbers are held. compared: the facts of the report before, with which this one is
    compared. names: through it alone a person is named.
    """

    place: Place
    body: Body
    meeting: Meeting | None
    as_at: datetime.date
    since: datetime.date | None
    before: Any
    names: Names
    compared: Any = None


class Facts(Protocol):
    """What a kind gathers: a frozen dataclass of frozen dataclasses, tuples, days, words and numbers."""

    @property
    def open(self) -> Any:
        """What everybody may know who may read the report."""

    @property
    def confidential(self) -> Any:
        """What only its audience may; None where there is nothing of the sort."""

    @property
    def decisions(self) -> tuple[str, ...]:
        """What is shown to whom and what is not shown, each in a sentence, kept with the report."""


F = TypeVar("F", bound=Facts)


def _no_pictures(_: Any) -> Mapping[str, Chart]:
    return {}


@dataclass(frozen=True, slots=True)
class Kind(Generic[F]):
    """One kind of report.

    of: whose it is, "school" or "council". facts: the dataclass of what it gathers. gather: reads it, as at a day.
    compare: pure; what changed between two. context: pure; what its templates show beside `facts`, such as questions.
    audience: who the confidential part is for, with {body}; empty where the kind has none. pictures: pure; its charts,
    by the names under which its templates place them.
    """

    slug: str
    title: str
    of: str
    facts: type[F]
    gather: Callable[[Asked], F]
    compare: Callable[[F, F], Changes]
    context: Callable[[F], dict[str, Any]]
    open_template: str
    confidential_template: str = ""
    audience: str = ""
    pictures: Callable[[F], Mapping[str, Chart]] = _no_pictures

    def audience_of(self, body: str) -> str:
        """The words on every page of the confidential part."""
        return self.audience.format(body=body)
