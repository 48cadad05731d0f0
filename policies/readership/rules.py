"""Who may be asked to read a policy, and when they are reminded. Pure: each `check_...` raises `Refused`."""

import datetime
from dataclasses import dataclass

from policies.document import Refused
from policies.rules import VersionState


def check_asking(
    *, state: str, of_staff: bool, of_governors: bool, by_day: datetime.date | None, today: datetime.date
) -> None:
    """Refuse to have anything read but what was adopted, by nobody, or by a day that has passed."""
    if state != VersionState.ADOPTED:
        raise Refused("This version has not been adopted. Once it is, people can be asked to read it.")
    if not (of_staff or of_governors):
        raise Refused("Choose who is asked: staff, governors, or both.")
    if by_day is not None and by_day <= today:
        raise Refused("Enter a day after today, or leave it empty.")


def check_reminder(*, reminded_on: datetime.date | None, today: datetime.date) -> None:
    """Refuse a second reminder on one day."""
    if reminded_on is not None and reminded_on >= today:
        raise Refused("They were reminded today already. Remind them again tomorrow.")


def check_confirming(*, is_asked: bool) -> None:
    """Refuse a confirmation that nobody asked for."""
    if not is_asked:
        raise Refused("Nobody has been asked to read this version yet.")


REMINDERS = (90, 30, 7, -1)
"""How many days before its review date a policy's head and clerk are reminded; -1 is the day after, when it lapses."""


def due(review_due_on: datetime.date, today: datetime.date) -> int | None:
    """Which reminder is due on a day, in days before the review: the latest whose day has come. None before the first.

    One reminder stands for those that came before it, so that a policy adopted a fortnight before its review gets the
    next and not two at once.
    """
    left = (review_due_on - today).days
    reached = [days for days in REMINDERS if left <= days]
    return min(reached, default=None)


@dataclass(frozen=True, slots=True)
class Readers:
    """How far a version has been read: by how many of how many who were asked."""

    read: int
    asked: int

    @property
    def words(self) -> str:
        """In words."""
        return f"{self.read} of {self.asked} {'person' if self.asked == 1 else 'people'} confirmed"
