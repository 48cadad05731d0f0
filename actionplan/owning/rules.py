"""What may be shown for an update, and how a team hands back what is not its own. Pure."""

from collections.abc import Collection
from enum import StrEnum

from actionplan.rules import Refused

LONGEST_REASON = 1_000
LONGEST_LINK = 500


class Answer(StrEnum):
    """What an officer does with something that a team handed back."""

    GIVEN = "given"
    SHARED = "shared"
    RETURNED = "returned"


ANSWER_LABELS = {
    Answer.GIVEN: "Give it to another team",
    Answer.SHARED: "Let another team own it as well",
    Answer.RETURNED: "Send it back to this team, with a reply",
}
ANSWERED_LABELS = {
    Answer.GIVEN: "Given to another team",
    Answer.SHARED: "Shared with another team",
    Answer.RETURNED: "Sent back with a reply",
}


def check_link(link: str) -> None:
    """Refuse an address that is not of the web, or not a secure one."""
    if link and not link.startswith("https://"):
        raise Refused("Enter a whole address that begins with https://.", field="link")
    if len(link) > LONGEST_LINK:
        raise Refused(f"Enter an address of at most {LONGEST_LINK} characters.", field="link")


def check_reason(reason: str) -> None:
    """Refuse to hand something back without saying why."""
    if not reason.strip():
        raise Refused("Say why it is not your team’s, and whose it may be. The officer reads it.", field="reason")
    if len(reason.strip()) > LONGEST_REASON:
        raise Refused(f"Shorten this to {LONGEST_REASON:,} characters: it has {len(reason.strip()):,}.", field="reason")


def check_owned(team: int, owning: Collection[int]) -> None:
    """Refuse to hand back what the team does not own, or no more."""
    if team not in owning:
        raise Refused("This does not belong to the team any more, so there is nothing to hand back.")


def check_answer(answer: str, *, has_team: bool, is_other: bool, reply: str) -> None:
    """Refuse an answer that names no team where it gives to one, or says nothing where it sends back."""
    if answer == Answer.RETURNED:
        if not reply.strip():
            raise Refused("Say in a sentence why it is this team’s after all.", field="reply")
        return
    if not has_team:
        raise Refused("Choose the team that it goes to.", field="team")
    if not is_other:
        raise Refused("Choose another team than the one that handed it back.", field="team")


def check_code(code: str) -> None:
    """Refuse a team without a name to be known by."""
    if not code.strip():
        raise Refused("Enter what the papers call the team, like SIS.", field="code")
