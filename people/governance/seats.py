"""The places of a body: how many there are, how many somebody holds, which stand vacant or soon will. Pure."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from people.rules import GOVERNOR_CATEGORY_LABELS, GovernorCategory

SOON = datetime.timedelta(days=90)
"""How long before its last day a place is one to see to: time for an election, or for somebody else to appoint."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one category. total: None where nobody has said how many there are."""

    category: GovernorCategory
    total: int | None
    held: int

    @property
    def label(self) -> str:
        """The category in words."""
        return GOVERNOR_CATEGORY_LABELS[self.category]

    @property
    def vacant(self) -> int:
        """How many of them nobody holds; none where nobody has said how many there are."""
        return max(0, (self.total or 0) - self.held)

    @property
    def beyond(self) -> int:
        """How many more are held than there are."""
        return max(0, self.held - self.total) if self.total is not None else 0


def places_of(totals: Mapping[GovernorCategory, int | None], held: Iterable[str]) -> list[Places]:
    """The places of a body by category, those that are said or held. held: the category of each place held today."""
    counted = Counter(held)
    every = [Places(category, totals.get(category), counted[category.value]) for category in GovernorCategory]
    return [one for one in every if one.total or one.held]


def vacancies(places: Iterable[Places]) -> int:
    """How many places nobody holds."""
    return sum(one.vacant for one in places)


def is_to_see_to(ends_on: datetime.date | None, today: datetime.date) -> bool:
    """Whether a place that is held today ends so soon that who follows is to be settled."""
    return ends_on is not None and today <= ends_on <= today + SOON
