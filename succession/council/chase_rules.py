"""What a council may ask a school's head and clerk for, and how often. Pure."""

import datetime
from collections.abc import Mapping
from enum import StrEnum

from policies.document import Refused

INTERVAL = datetime.timedelta(days=14)
"""A school is asked for the same thing at most once in this time."""
MOST_AT_ONCE = 50


class Reason(StrEnum):
    """What is missing."""

    NONE = "none"
    IN_DRAFT = "in-draft"
    LAPSED = "lapsed"
    REVIEW_DUE = "review-due"
    TAG = "tag"


REASON_LABELS = {
    Reason.NONE: "No policy yet",
    Reason.IN_DRAFT: "Policy in draft, none adopted yet",
    Reason.LAPSED: "Policy past its review date",
    Reason.REVIEW_DUE: "Review of the policy due soon",
    Reason.TAG: "No clause about a subject",
}

_ASKS = {
    Reason.NONE: "asks {school} to begin its succession planning policy",
    Reason.IN_DRAFT: "asks {school} to bring its draft policy to the governing board",
    Reason.LAPSED: "asks {school} to review its policy, whose review date has passed",
    Reason.REVIEW_DUE: "asks {school} to review its policy, which is due for review soon",
    Reason.TAG: "asks {school} to consider a clause about “{about}” in its policy",
}


_ASKED_BY_FILTER = {
    ("standing", "none"): Reason.NONE,
    ("standing", "in-draft"): Reason.IN_DRAFT,
    ("standing", "lapsed"): Reason.LAPSED,
    ("review", "past"): Reason.LAPSED,
    ("review", "soon"): Reason.REVIEW_DUE,
}


def reason_of(filters: Mapping[str, str]) -> str:
    """What every school that a list's filters leave lacks, as a Reason; empty where they say nothing of it."""
    found = (_ASKED_BY_FILTER.get((name, str(value))) for name, value in filters.items())
    return next((reason.value for reason in found if reason), "")


def asks(reason: Reason, *, council: str, school: str, about: str = "") -> str:
    """The sentence that head and clerk read. about: the label of the tag, where that is what is missing."""
    return f"{council} {_ASKS[reason].format(school=school, about=about)}."


def next_day(last: datetime.date) -> datetime.date:
    """The first day on which a school may be asked for the same again."""
    return last + INTERVAL


def check_schools(count: int) -> None:
    """Refuse to ask nobody, or more schools than can be looked through before they are written to."""
    if not count:
        raise Refused("Tick the schools to ask.")
    if count > MOST_AT_ONCE:
        raise Refused(f"Ask at most {MOST_AT_ONCE} schools at once.")
