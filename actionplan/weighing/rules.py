"""What makes an outcome measure weak, in sentences. Pure."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from actionplan.rules import MeasureKind, Refused, Window, count, is_no_answer, only_names_a_monitor

# A threshold as papers put it: a number or a share that something has to reach. Dates are taken out before.
_THRESHOLD = re.compile(
    r"\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|half|all|every|each|no|none|majority"
    r"|two thirds|third|quarter|increase[sd]?|more than|fewer than|at least|at most)\b|%|per cent",
    re.IGNORECASE,
)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATE = re.compile(
    rf"\b(\d{{1,2}}(st|nd|rd|th)?\s+)?({_MONTHS}|spring|summer|autumn|winter)(\s+term)?(\s+\d{{2,4}})?\b"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b(19|20)\d{2}([/–-]\d{2,4})?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is known of a measure. windows: of its dates, as the paper and its target day give them."""

    text: str
    kind: MeasureKind
    baseline: str = ""
    target: str = ""
    windows: tuple[Window, ...] = ()


def has_threshold(text: str) -> bool:
    """Whether words say how much is enough: "at least two", "every school", "60 %"."""
    return _THRESHOLD.search(_DATE.sub(" ", text)) is not None


def weaknesses(measure: Weighed) -> tuple[str, ...]:
    """Why a measure is weak, the weightiest first; none where it says what, how much, from where and by when.

    One that only says who watches is weak for that alone: the rest could not be asked of it.
    """
    if measure.kind is MeasureKind.MONITORING or (
        measure.kind is MeasureKind.NOT_RECORDED and only_names_a_monitor(measure.text)
    ):
        return ("It only says who watches, not what should come of it.",)
    found = []
    if measure.kind is MeasureKind.NOT_RECORDED:
        found.append("Nobody has said what kind of measure it is.")
    if not measure.target and not has_threshold(measure.text):
        found.append("It has no target: nothing says how much is enough.")
    if measure.kind is MeasureKind.OUTCOME and not measure.baseline:
        found.append("It has no baseline: nothing says where it began.")
    if not any(window.is_known for window in measure.windows):
        found.append("It has no date: nothing says by when.")
    return tuple(found)


def weak_sentence(weak: int, total: int) -> str:
    """How many of some measures are weak, in a sentence."""
    if not total:
        return "It has no outcome measure, so nothing says what should come of it."
    if not weak:
        return f"{_all(total)} what should come of it, how much and by when."
    measures = "outcome measure is" if total == 1 else f"outcome measures {'is' if weak == 1 else 'are'}"
    return f"{weak} of {total} {measures} weak."


def _all(total: int) -> str:
    return "Its outcome measure says" if total == 1 else f"All {count(total, 'outcome measure')} say"


def check_measure(*, kind: str, baseline: str, target: str, due_on: datetime.date | None) -> None:
    """Raise Refused unless this can be said of a measure."""
    if kind == MeasureKind.NOT_RECORDED:
        raise Refused("Choose what kind of measure it is.", field="kind")
    if kind == MeasureKind.MONITORING and (baseline.strip() or target.strip() or due_on):
        raise Refused(
            "A monitoring arrangement has no baseline, target or date. Empty them, or choose another kind.",
            field="kind",
        )
    for field, words in (("baseline", baseline), ("target", target)):
        if words.strip() and is_no_answer(words):
            raise Refused(f"“{words.strip()}” says nothing. Say it in words, or leave it empty.", field=field)


def windows_of(windows: Iterable[Window], due_on: datetime.date | None) -> tuple[Window, ...]:
    """The windows of a measure's dates, with the day that was set for it."""
    return (*windows, *([Window(None, due_on)] if due_on else []))
