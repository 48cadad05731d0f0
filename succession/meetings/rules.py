"""What an agenda is made of, who sees an item, and the sentences that refuse the rest. Pure."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

MOST_ITEMS, MOST_PAPERS = 60, 20
LONGEST_TITLE, LONGEST_WORDS, LONGEST_REASON, LONGEST_REFERENCE = 200, 4_000, 300, 100


class ItemKind(StrEnum):
    """What an item is on the agenda for."""

    INFORMATION = "information"
    DECISION = "decision"


ITEM_KIND_LABELS = {ItemKind.INFORMATION: "For information", ItemKind.DECISION: "For decision"}


class Decides(StrEnum):
    """What there is to decide."""

    ADOPT = "adopt"
    REPORT = "report"
    OTHER = "other"


DECIDES_LABELS = {
    Decides.ADOPT: "Adopt what its paper puts forward",
    Decides.REPORT: "Receive a report",
    Decides.OTHER: "Something else",
}


class Audience(StrEnum):
    """Who may know of a confidential item. A person named as shut out of it is not among them, whichever it is."""

    GOVERNORS = "governors"
    MEMBERS = "members"
    HEAD = "head"


AUDIENCE_LABELS = {
    Audience.GOVERNORS: "Members who do not work at the school, and the clerk",
    Audience.MEMBERS: "All members, and the clerk",
    Audience.HEAD: "All members, the clerk and the headteacher",
}


class Outcome(StrEnum):
    """What became of an item."""

    AGREED = "agreed"
    NOT_AGREED = "not-agreed"
    DEFERRED = "deferred"
    NOTED = "noted"


OUTCOME_LABELS = {
    Outcome.AGREED: "Agreed",
    Outcome.NOT_AGREED: "Not agreed",
    Outcome.DEFERRED: "Put off to another meeting",
    Outcome.NOTED: "Noted",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is to a meeting today.

    keeps: writes its agenda and minutes. is_member: has a place on its body. works_there: is of the staff of a school
    that the body governs. is_head: leads one of them.
    """

    user: int
    keeps: bool = False
    is_member: bool = False
    works_there: bool = False
    is_head: bool = False


def may_know(standing: Standing, *, is_confidential: bool, audience: str, shut_out: frozenset[int]) -> bool:
    """Whether somebody may know of an item. shut_out: the keys of the accounts of those who are kept out of it."""
    if standing.user in shut_out:
        return False
    if not is_confidential:
        return True
    if standing.keeps:
        return True
    if audience == Audience.HEAD and standing.is_head:
        return True
    if audience == Audience.GOVERNORS and standing.works_there:
        return False
    return standing.is_member


FROZEN = "The agenda has been issued, so its order and its items stay. Add a late item, or decide to put one off."
NOTHING = "The agenda is empty. Add what the meeting is to talk about, then issue it."


def change_refusal(*, is_issued: bool, status: str) -> str | None:
    """Why an agenda's items can no longer be changed, moved or taken off, or None.

    The agenda of a past meeting that was never issued here can still be written down, so that its decisions can.
    """
    if status == "cancelled":
        return "This meeting was cancelled. Plan it again if it takes place after all."
    return FROZEN if is_issued else None


def issue_refusal(*, meets: datetime.date, today: datetime.date, status: str, items: int) -> str | None:
    """Why the papers of a meeting cannot be issued today, or None. How much notice they give is asked apart."""
    if status == "cancelled":
        return "This meeting was cancelled. Plan it again if it takes place after all."
    if status == "held" or meets < today:
        return "This meeting's day has passed, so its papers can no longer be issued. Record what it decided."
    return None if items else NOTHING


def decision_refusal(*, meets: datetime.date, today: datetime.date, status: str) -> str | None:
    """Why what a meeting decided cannot be recorded today, or None."""
    if status == "cancelled":
        return "This meeting was cancelled, so it decided nothing."
    if meets > today:
        return "This meeting is in the future. Record what it decided after it has been held."
    return None


def reference_refusal(reference: str) -> str | None:
    """Why a minute reference cannot be kept, or None."""
    if not reference.strip():
        return "Enter the minute reference, like 7.2."
    if len(reference.strip()) > LONGEST_REFERENCE:
        return f"Enter a minute reference of at most {LONGEST_REFERENCE} letters, like 7.2."
    return None
