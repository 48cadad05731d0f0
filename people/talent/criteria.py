"""Criteria by which a school spots leadership: what may become of a version, and the sentence that refuses the rest.
Pure.

A school's version is agreed by its governing board at a meeting; a council publishes its set, which a school may take
whole, change, or leave for words of its own.
"""

import datetime
from collections.abc import Mapping, Sequence
from enum import StrEnum

from people.rules import Refused

MOST = 40
"""How many criteria a version may hold: a list that nobody reads guides nobody."""

LONGEST_REFERENCE = 100


class CriteriaState(StrEnum):
    """What the database stores of a version. That it is superseded follows from a later one."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ADOPTED = "adopted"


CRITERIA_STATE_LABELS = {
    CriteriaState.DRAFT: "Draft",
    CriteriaState.PROPOSED: "Proposed",
    CriteriaState.ADOPTED: "Adopted",
}


class CriteriaStep(StrEnum):
    """What can be done to a version."""

    EDIT = "edit"
    PROPOSE = "propose"
    TAKE_BACK = "take_back"
    ADOPT = "adopt"
    PUBLISH = "publish"
    DISCARD = "discard"


_WAITS = "These criteria are with the governing board. Take them back to change them."
_STANDS = "These criteria are agreed. Change them in a new draft."

CRITERIA_STEPS: Mapping[CriteriaStep, Mapping[CriteriaState, CriteriaState | str]] = {
    CriteriaStep.EDIT: {
        CriteriaState.DRAFT: CriteriaState.DRAFT,
        CriteriaState.PROPOSED: _WAITS,
        CriteriaState.ADOPTED: _STANDS,
    },
    CriteriaStep.PROPOSE: {
        CriteriaState.DRAFT: CriteriaState.PROPOSED,
        CriteriaState.PROPOSED: "These criteria are with the governing board already.",
        CriteriaState.ADOPTED: _STANDS,
    },
    CriteriaStep.TAKE_BACK: {
        CriteriaState.DRAFT: "These criteria are with the school already.",
        CriteriaState.PROPOSED: CriteriaState.DRAFT,
        CriteriaState.ADOPTED: _STANDS,
    },
    CriteriaStep.ADOPT: {
        CriteriaState.DRAFT: "These criteria have not been proposed. The school proposes them, then you record it.",
        CriteriaState.PROPOSED: CriteriaState.ADOPTED,
        CriteriaState.ADOPTED: "That these criteria were agreed has been recorded already.",
    },
    CriteriaStep.PUBLISH: {
        CriteriaState.DRAFT: CriteriaState.ADOPTED,
        CriteriaState.PROPOSED: "A council publishes its set from a draft.",
        CriteriaState.ADOPTED: "This set is published already.",
    },
    CriteriaStep.DISCARD: {
        CriteriaState.DRAFT: CriteriaState.DRAFT,
        CriteriaState.PROPOSED: _WAITS,
        CriteriaState.ADOPTED: _STANDS,
    },
}
"""The state machine: what each step makes of each state, or the sentence that refuses it."""


def after(step: CriteriaStep, state: str) -> CriteriaState:
    """The state that `step` leads to. Raises Refused where it may not be taken."""
    outcome = CRITERIA_STEPS[step][CriteriaState(state)]
    if isinstance(outcome, CriteriaState):
        return outcome
    raise Refused(outcome)


def check_whole(mapped: Sequence[tuple[str, int]]) -> None:
    """Refuse to propose or publish criteria that nobody could use.

    mapped: the heading of each criterion, and how many standards it is mapped to.
    """
    if not mapped:
        raise Refused("There is no criterion yet. Write at least one, or take the council’s set.")
    bare = [heading for heading, standards in mapped if not standards]
    if bare:
        raise Refused(f"Choose a standard for “{bare[0]}”, so that everybody can see what it rests on.")


def check_room(held: int) -> None:
    """Refuse one criterion more than a version may hold."""
    if held >= MOST:
        raise Refused(f"There are {MOST} criteria. Take one away before you write another.")


def moved(order: Sequence[tuple[int, str]], key: int, *, up: bool) -> list[int]:
    """The keys of the criteria once the one with `key` has changed places with the one above, or below.

    order: the key and the heading of each, in their order, `key` among them. Raises Refused at the ends.
    """
    keys, headings = [one for one, _ in order], dict(order)
    at = keys.index(key)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(keys):
        raise Refused(f"“{headings[key]}” is the {'first' if up else 'last'} already.")
    keys[at], keys[to] = keys[to], keys[at]
    return keys


def check_recorder(*, is_proposer: bool, is_clerk: bool, school_has_clerk: bool) -> None:
    """Refuse whoever proposed the criteria, and a chair where the school has a clerk."""
    if is_proposer:
        raise Refused("You proposed these criteria, so somebody else records that they were agreed.")
    if school_has_clerk and not is_clerk:
        raise Refused("This school has a clerk, who records what was agreed.")


def check_meeting(*, on: datetime.date, today: datetime.date, is_cancelled: bool, decides: bool) -> None:
    """Refuse a meeting that could not have agreed to the criteria."""
    if not decides:
        raise Refused("Choose a meeting of a body that decides for this school.")
    if is_cancelled:
        raise Refused("That meeting was cancelled. Choose the meeting that agreed to the criteria.")
    if on > today:
        raise Refused("That meeting is in the future. Record what it agreed after it has been held.")


def check_minute(reference: str) -> None:
    """Refuse an adoption without a minute reference."""
    if not reference.strip():
        raise Refused("Enter the minute reference, like 7.2 of 14 October 2026.")
    if len(reference.strip()) > LONGEST_REFERENCE:
        raise Refused(f"Enter a minute reference of at most {LONGEST_REFERENCE} letters, like 7.2 of 14 October 2026.")
