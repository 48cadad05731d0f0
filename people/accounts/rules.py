"""What people read when something about an account cannot be done, and how long things last. Pure."""

import datetime
import unicodedata
from collections.abc import Collection

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1000
RESET_WAITS = datetime.timedelta(hours=24)
REQUEST_LASTS = datetime.timedelta(days=1)
"""A letter that could not be sent for so long is not sent any more."""

LINK_IS_OVER = "This link does not work any more. It works once, and for one hour."
NOT_YOURS = "This link belongs to another account. Sign out, sign in with that account, and open the link again."
TAKEN = "This address cannot be used, because an account has it already."

TOO_SHORT = f"Use {SHORTEST_PASSWORD} characters or more. Three or four words that do not belong together are enough."
TOO_LONG = f"Use {LONGEST_PASSWORD} characters or fewer."
TOO_COMMON = (
    "Many people use this password, or one like it, so it is tried first. Use three or four words that do not belong"
    " together."
)
TOO_NEAR = (
    "This is little more than your name or the name of your school, council or this service. Add two or three other"
    " words."
)

NOT_ONESELF = "Somebody else has to reset your second step: an administrator who checks face to face that it is you."
NONE_SET_UP = "There is nothing to reset: this person has not set up a second step."
ASKED_ALREADY = "A reset is under way already. A second administrator can make it take effect at once."
SECOND_NEEDED = "A second administrator has to agree: you asked for this reset yourself."
RESET_IS_OVER = "This reset has ended: it took effect, or was stopped."


def normalised(password: str) -> str:
    """A password as it is hashed and compared: however a keyboard puts its letters together, they are the same."""
    return unicodedata.normalize("NFKC", password)


def core_of(password: str) -> str:
    """The letters and digits of a password, in lower case."""
    return "".join(letter for letter in normalised(password).casefold() if letter.isalnum())


def is_like_a_common_one(password: str, common: Collection[str]) -> bool:
    """Whether it is a common password, one with digits around it, or one said over and over."""
    whole = normalised(password).casefold().strip()
    core = core_of(password)
    bare = core.strip("0123456789")
    return (
        whole in common or core in common or _unit(core) in common or _unit(bare) in common or len(set(core)) in {1, 2}
    )


def _unit(words: str) -> str:
    """What is said again and again in `words`; all of them where nothing is."""
    at = (words + words).find(words, 1) if words else 0
    return words[:at] if words else ""


def is_little_more_than(password: str, names: Collection[str]) -> bool:
    """Whether hardly anything is left of it without these names."""
    left = core_of(password)
    for word in sorted({part for name in names for part in _parts(name)}, key=len, reverse=True):
        left = left.replace(word, "")
    return len(left.strip("0123456789")) < 4 and left != core_of(password)


def _parts(name: str) -> list[str]:
    """A name as a whole and its words, but for short ones."""
    return [part for part in (core_of(name), *(core_of(word) for word in name.split())) if len(part) >= 4]
