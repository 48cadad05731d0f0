"""What a council may hand to its schools, and what a school may answer. Pure.

Each `check_...` raises `Refused` with the sentence the person will read.
"""

from enum import StrEnum

from policies.document import Refused

KIND = "policies.handed"
"""The kind of previews that wait at a council, and of the letters that tell a school of one."""
MOST_AT_ONCE = 60
"""Files that one person may have waiting at a council."""
LONGEST_REASON = 300


class Answer(StrEnum):
    """What a school made of a document that it was handed."""

    WAITING = ""
    TAKEN = "taken"
    DECLINED = "declined"


ANSWER_LABELS = {
    Answer.WAITING: "With the school",
    Answer.TAKEN: "Taken up",
    Answer.DECLINED: "Not taken",
}


def check_room(*, waiting: int, more: int) -> None:
    """Of files that wait and files that come, no more than can be looked at."""
    left = MOST_AT_ONCE - waiting
    if more <= left:
        return
    if not waiting:
        raise Refused(f"Send at most {MOST_AT_ONCE} files at a time.")
    then = f"Send at most {left} more." if left > 0 else "Hand over or set aside these first."
    raise Refused(f"{MOST_AT_ONCE} files can wait here at a time, and {waiting} do. {then}")


def check_decline(*, reason: str) -> None:
    """A school says why, so that the council looks again."""
    if not reason.strip():
        raise Refused("Say why, so that the council can look again. For example: it is another school’s.")
    if len(reason.strip()) > LONGEST_REASON:
        raise Refused(f"Say it in at most {LONGEST_REASON} characters.")
