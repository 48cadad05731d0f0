"""What a clause of a model policy can be about: dated data, so that a council can count what its schools promise. Pure.

A word that is no longer used gets a last day and stays: the clauses that carry it keep their label.
"""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tag:
    """One word for what clauses are about. `since` and `until` are the first and last day it is offered."""

    key: str
    label: str
    since: datetime.date
    until: datetime.date | None = None


_FIRST = datetime.date(2015, 9, 1)

TAGS = (
    Tag("representation", "Representation in appointment", _FIRST),
    Tag("talent", "Finding talent early", _FIRST),
    Tag("mentoring", "Mentoring", _FIRST),
    Tag("coaching", "Coaching", _FIRST),
    Tag("acting_up", "Acting up", _FIRST),
    Tag("shadowing", "Shadowing and internships", _FIRST),
    Tag("secondment", "Secondment and work in other schools", _FIRST),
    Tag("qualifications", "Leadership qualifications", _FIRST),
    Tag("sudden_absence", "Cover for a sudden absence", _FIRST),
    Tag("handover", "Handover and induction", _FIRST),
    Tag("governors", "Succession among governors", _FIRST),
    Tag("wellbeing", "Workload and well-being", _FIRST),
    Tag("monitoring", "Monitoring and reporting", _FIRST),
)
"""Every tag there has been, in the order people read them."""

_BY_KEY = {tag.key: tag for tag in TAGS}


def tags_on(day: datetime.date) -> tuple[Tag, ...]:
    """The tags that are offered on this day."""
    return tuple(tag for tag in TAGS if tag.since <= day and (tag.until is None or day <= tag.until))


def label_of(key: str) -> str:
    """The label of a tag; one that is in no list, from a document brought in, is shown as it is written."""
    return _BY_KEY[key].label if key in _BY_KEY else key


def labels(keys: tuple[str, ...]) -> str:
    """Several tags as words: "mentoring, acting up"."""
    return ", ".join(label_of(key) for key in keys)
