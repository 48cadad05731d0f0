"""Names, and free text about a person, kept apart from the report that shows them. Pure.

In data and HTML stands a mark like ⟨3f0c…⟩. What it stands for lies beside the report with a salt; the digest of the
report covers the digest of salt and content. When the person is erased, content and salt go, and the report is as it
was. A mark is drawn at random, so that nobody can write one into a text beforehand.
"""

import hashlib
import re
import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape

from succession.reports.rules import Part

ERASED = "name erased"
_MARK = re.compile("⟨([0-9a-f]{24})⟩")


class SubjectKind(StrEnum):
    """By which record of theirs a person is meant."""

    STAFF = "staff"
    TERM = "term"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Subject:
    """The person whom a token is about: an entry of a staff register, a governor's place, or an account."""

    kind: SubjectKind
    key: int


@dataclass(frozen=True, slots=True)
class Token:
    """One name or text in one part of a report. content and salt are empty once the person is erased."""

    token: str
    part: Part
    subject: Subject
    content: str
    salt: str
    digest: str


@dataclass(slots=True)
class Names:
    """Collects the tokens of a report while it is put together."""

    _known: dict[tuple[Part, Subject, str], Token] = field(default_factory=dict)

    def mark(self, part: Part, subject: Subject, content: str) -> str:
        """The mark that stands in this part for a name, or a text about this person; nothing for no text."""
        if not content:
            return ""
        key = (part, subject, content)
        if key not in self._known:
            salt = secrets.token_hex(16)
            self._known[key] = Token(secrets.token_hex(12), part, subject, content, salt, salted(salt, content))
        return f"⟨{self._known[key].token}⟩"

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Every token, in the order in which they were asked for."""
        return tuple(self._known.values())


def salted(salt: str, content: str) -> str:
    """The digest by which a report knows what a token stood for, and from which nobody can tell it."""
    return hashlib.sha256(f"{salt}\x1f{content}".encode()).hexdigest()


def marks_in(text: str) -> set[str]:
    """The tokens that a text holds."""
    return set(_MARK.findall(text))


def disarmed(text: str, known: Collection[str]) -> str:
    """A text in which what looks like a mark and is none of ours, as somebody may type it, is no mark any more."""
    return _MARK.sub(lambda found: found[0] if found[1] in known else f"‹{found[1]}›", text)


def filled(html: str, contents: Mapping[str, str]) -> str:
    """HTML with what its marks stand for, escaped. A mark whose content is gone or unknown becomes `ERASED`."""
    return _MARK.sub(lambda found: escape(contents.get(found[1]) or ERASED), html)


def plain(text: str, contents: Mapping[str, str]) -> str:
    """The same for text that is not HTML."""
    return _MARK.sub(lambda found: contents.get(found[1]) or ERASED, text)


def without(text: str, say: Callable[[str], str]) -> str:
    """A text whose marks are replaced by what `say` gives for each token."""
    return _MARK.sub(lambda found: say(found[1]), text)
