"""Characters that no text needs: those nobody sees, and those that turn the direction of the writing. Pure."""

import re
import unicodedata

_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Tab, line feed, vertical tab, form feed and carriage return belong in text; U+0085 ends a line on some systems.
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f"
_UNSEEN_CATEGORIES = {"Cc", "Cf", "Zs", "Zl", "Zp"}
# Letters by their category, and nothing to see: the fillers of Korean and the empty cell of Braille.
_UNSEEN_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"

CONTROLS = re.compile(f"[{_CONTROLS}]")
DIRECTION = re.compile(f"[{_DIRECTION}]")
_HIDDEN = re.compile(f"[{_CONTROLS}{_DIRECTION}]")


def hidden_in(text: str) -> re.Match[str] | None:
    """The first character of `text` that nobody sees and that does not belong in it; None where there is none."""
    return _HIDDEN.search(text)


def without_hidden(text: str) -> str:
    """The text without the characters that nobody sees, to be quoted in a sentence."""
    return _HIDDEN.sub("", text)


def name_of(found: re.Match[str]) -> str:
    """What to call a character that cannot be shown, as in "U+202E"."""
    return f"U+{ord(found[0]):04X}"


def line_of(found: re.Match[str]) -> int:
    """The line in which it stands, from 1."""
    return found.string.count("\n", 0, found.start()) + 1


def is_blank(text: str) -> bool:
    """Whether there is nothing to see in `text`: no character at all, or only spaces and invisible ones."""
    return all(unicodedata.category(sign) in _UNSEEN_CATEGORIES or sign in _UNSEEN_LETTERS for sign in text)
