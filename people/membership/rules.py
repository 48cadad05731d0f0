"""When an invitation can be accepted, when a role may end, and the sentences people read when not. Pure."""

import datetime
from collections.abc import Iterable
from enum import StrEnum

OPEN_FOR = datetime.timedelta(hours=72)


class InvitationState(StrEnum):
    """What became of an invitation."""

    OPEN = "open"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    RUN_OUT = "run-out"
    # Whoever sent it may not grant this role any more.
    VOID = "void"


def invitation_state(
    *, is_accepted: bool, is_withdrawn: bool, expires_at: datetime.datetime, now: datetime.datetime
) -> InvitationState:
    """What became of an invitation, but for `VOID`, which depends on who sent it."""
    if is_accepted:
        return InvitationState.ACCEPTED
    if is_withdrawn:
        return InvitationState.WITHDRAWN
    return InvitationState.RUN_OUT if now >= expires_at else InvitationState.OPEN


CLOSED: dict[InvitationState, str] = {
    InvitationState.ACCEPTED: "This invitation has been accepted already, and a link works once. Sign in as usual.",
    InvitationState.WITHDRAWN: (
        "This invitation was withdrawn, or sent again with a new link. "
        "Look for a later letter, or ask whoever invited you."
    ),
    InvitationState.RUN_OUT: (
        "This invitation has run out: it was open for 72 hours. Ask whoever invited you to send it again."
    ),
    InvitationState.VOID: (
        "Whoever sent this invitation does not look after this role any more, so it cannot be accepted. "
        "Ask the school or council to invite you again."
    ),
}
"""For each state but open: what the person who follows the link reads."""


# Days of a role -----------------------------------------------------------------------------------------------------
Days = tuple[datetime.date, datetime.date | None]
_DAY = datetime.timedelta(days=1)


def first_day_without(held: Iterable[Days], today: datetime.date) -> datetime.date | None:
    """The first day from `today` on that none of these spans of days covers; None where there never is one.

    A span is a first day and a last day, or None for no last day.
    """
    day = today
    for starts, ends in sorted(held, key=lambda span: span[0]):
        if starts > day:
            break
        if ends is None:
            return None
        day = max(day, ends + _DAY)
    return day


def opens_a_gap(before: Iterable[Days], after: Iterable[Days], today: datetime.date) -> bool:
    """Whether a change of who the administrators are leaves a day without any on which there was to be one."""
    was, will_be = first_day_without(before, today), first_day_without(after, today)
    return will_be is not None and (was is None or will_be < was)


def last_day_refusal(*, starts_on: datetime.date, ends_on: datetime.date | None, today: datetime.date) -> str | None:
    """Why a role cannot have this last day, or None."""
    if ends_on is None:
        return None
    if ends_on < today:
        return "Choose today or a later day: a role that is over cannot be made shorter."
    if ends_on < starts_on:
        return f"Choose a day on or after the role’s first day, {starts_on:%-d %B %Y}."
    return None
