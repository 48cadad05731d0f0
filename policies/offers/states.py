"""What became of an offer of a new model version, as the council sees it. Pure."""

from enum import StrEnum


class Taking(StrEnum):
    """How far a school is with a version that it was offered."""

    WAITING = "waiting"
    DRAFTED = "drafted"
    ADOPTED = "adopted"
    DECLINED = "declined"


TAKING_LABELS = {
    Taking.WAITING: "Not answered yet",
    Taking.DRAFTED: "Taken into a draft",
    Taking.ADOPTED: "Adopted by the board",
    Taking.DECLINED: "Declined",
}


def taking(*, is_drafted: bool, is_adopted: bool, is_declined: bool) -> Taking:
    """How far a school is. A school that declined and made a draft of it after all has taken it."""
    if is_adopted and is_drafted:
        return Taking.ADOPTED
    if is_drafted:
        return Taking.DRAFTED
    return Taking.DECLINED if is_declined else Taking.WAITING
