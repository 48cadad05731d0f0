"""What a reading of one field is worth beside what a careful person read there. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from documents.blocks import words


class Verdict(StrEnum):
    """What became of one field that was judged."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"
    INVENTED = "invented"


@dataclass(frozen=True, slots=True)
class Mark:
    """One field that was judged. `where`: the row or section; `wanted` and `found` are its words."""

    field: str
    verdict: Verdict
    where: str = ""
    wanted: str = ""
    found: str = ""


Same = Callable[[str, str], bool]


def same_words(found: str, wanted: str) -> bool:
    """Whether both are the same words; spaces and signs do not matter, capitals do."""
    return words(found) == words(wanted)


def begins(found: str, wanted: str) -> bool:
    """Whether the text begins with the words; the last of them may have been cut off."""
    start = words(wanted)
    had = words(found)[: len(start)]
    return len(had) == len(start) and had[:-1] == start[:-1] and had[-1].startswith(start[-1])


def same_label(found: str, wanted: str) -> bool:
    """Whether both are the same label, sign by sign, but for spaces and what stands at the end: "2a." is "2a"."""
    return _label(found) == _label(wanted)


def _label(text: str) -> str:
    return re.sub(r"[\W_]+$", "", "".join(unicodedata.normalize("NFKC", text).split()))


def same_but_for_number(found: str, wanted: str) -> bool:
    """Whether both are the same heading, with its number or without."""
    return words(_UNNUMBERED.sub("", found)) == words(_UNNUMBERED.sub("", wanted))


_UNNUMBERED = re.compile(r"^\s*\(?(?:(?:\d+(?:\.\d+)*|[A-Za-z])(?:[.)]\s*|\s+)|(?i:[ivxlc]+)[.)]\s+)")


def same_number(found: str, wanted: str) -> bool:
    """Whether both are the same count."""
    return int(found) == int(wanted)


def judge(
    field: str, found: Any, wanted: Any, *, where: str = "", accept: Sequence[Any] = (), same: Same = same_words
) -> Mark | None:
    """The mark of one field, or None where neither says anything, which is nothing to count.

    accept: other readings that are as good; None among them allows that nothing was found.
    """
    had, asked = "" if found is None else str(found), "" if wanted is None else str(wanted)
    others = ["" if other is None else str(other) for other in accept]
    if not _says(had) and not _says(asked):
        return None
    if not _says(had):
        verdict = Verdict.RIGHT if any(not _says(other) for other in others) else Verdict.MISSED
    elif any(same(had, choice) for choice in (asked, *others) if _says(choice)):
        verdict = Verdict.RIGHT
    else:
        verdict = Verdict.WRONG if _says(asked) else Verdict.INVENTED
    return Mark(field, verdict, where, asked, had)


def _says(text: str) -> bool:
    """Whether anything is written: "-" is, spaces are not."""
    return bool(text.strip())


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of each verdict."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    invented: int = 0

    @property
    def asked(self) -> int:
        """How many were to be found."""
        return self.right + self.wrong + self.missed

    @property
    def share(self) -> float:
        """Right among those that were to be found, 0 to 1; 1 where nothing was. What is invented is counted apart."""
        return self.right / self.asked if self.asked else 1.0


def tally(marks: Iterable[Mark]) -> Tally:
    """Count the verdicts."""
    counts = Counter(mark.verdict for mark in marks)
    return Tally(*(counts[verdict] for verdict in Verdict))
