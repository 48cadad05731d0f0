"""What may become of a report, and the sentence that refuses the rest. Pure."""

import datetime
from collections.abc import Iterable, Mapping
from enum import StrEnum

from people.rules import Refused


class Part(StrEnum):
    """The two papers of a report."""

    OPEN = "open"
    CONFIDENTIAL = "confidential"


PART_LABELS = {Part.OPEN: "Open part", Part.CONFIDENTIAL: "Confidential part"}


class ReportState(StrEnum):
    """Where a report stands. One that was replaced by a later issue stays issued, and says which replaced it."""

    DRAFT = "draft"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


REPORT_STATE_LABELS = {
    ReportState.DRAFT: "Draft",
    ReportState.ISSUED: "Issued",
    ReportState.WITHDRAWN: "Withdrawn",
}
KEPT = frozenset({ReportState.ISSUED, ReportState.WITHDRAWN})
"""States in which nothing of a report can change any more."""


class Step(StrEnum):
    """What can be done to a report."""

    CHANGE = "change"
    ISSUE = "issue"
    WITHDRAW = "withdraw"
    CORRECT = "correct"


_IS_ISSUED = "This report is issued and stays as it is. Correct it by issuing another."
_IS_WITHDRAWN = "This report was withdrawn, and stays as it was."
STEPS: Mapping[Step, Mapping[ReportState, ReportState | str]] = {
    Step.CHANGE: {
        ReportState.DRAFT: ReportState.DRAFT,
        ReportState.ISSUED: _IS_ISSUED,
        ReportState.WITHDRAWN: _IS_WITHDRAWN,
    },
    Step.ISSUE: {
        ReportState.DRAFT: ReportState.ISSUED,
        ReportState.ISSUED: "This report is issued already.",
        ReportState.WITHDRAWN: _IS_WITHDRAWN,
    },
    Step.WITHDRAW: {
        ReportState.DRAFT: "This report is not issued yet. Discard the draft instead.",
        ReportState.ISSUED: ReportState.WITHDRAWN,
        ReportState.WITHDRAWN: "This report is withdrawn already.",
    },
    Step.CORRECT: {
        ReportState.DRAFT: "This report is not issued yet. Prepare it again with what is right.",
        ReportState.ISSUED: ReportState.ISSUED,
        ReportState.WITHDRAWN: ReportState.WITHDRAWN,
    },
}
"""The state machine: what each step makes of each state, or the sentence that refuses it."""

LONGEST_REASON = 500


def after(step: Step, state: str) -> ReportState:
    """The state that `step` leads to. Raises Refused where it may not be taken."""
    outcome = STEPS[step][ReportState(state)]
    if isinstance(outcome, ReportState):
        return outcome
    raise Refused(outcome)


def can(step: Step, state: str) -> bool:
    """Whether `after` would let the step be taken: hides the button."""
    return isinstance(STEPS[step][ReportState(state)], ReportState)


def check_checked(*, has_confidential: bool, is_checked: bool) -> None:
    """Refuse to issue a confidential part that nobody has read first."""
    if has_confidential and not is_checked:
        raise Refused("Nobody has checked the confidential part of this draft yet. Read it, then say that you did.")


def meeting_since(*, said: datetime.date | None, on: datetime.date, is_cancelled: bool) -> str:
    """What became of the meeting of an issued report, in a sentence; nothing where it stands as the report says."""
    if said is None:
        return ""
    if is_cancelled:
        return f"The meeting of {said:%-d %B %Y} was cancelled after this report was prepared."
    if said != on:
        return f"Since this report was prepared, the meeting was moved from {said:%-d %B %Y} to {on:%-d %B %Y}."
    return ""


def meeting_refusal(*, said: datetime.date | None, on: datetime.date, is_cancelled: bool) -> str:
    """Why a draft for a meeting cannot be issued as it stands; nothing where it can.

    said: the day of the meeting as the draft says it. on: the day on which it is to be now.
    """
    if is_cancelled:
        return f"The meeting of {on:%-d %B %Y} was cancelled. Prepare the report for another meeting, or for none."
    if said is not None and said != on:
        return (
            f"The meeting was moved from {said:%-d %B %Y} to {on:%-d %B %Y} after this draft was prepared. "
            "Prepare it again, so that it says so."
        )
    return ""


def check_meeting(*, said: datetime.date | None, on: datetime.date, is_cancelled: bool) -> None:
    """Refuse to issue a draft that speaks of a meeting which is on another day now, or never takes place."""
    refusal = meeting_refusal(said=said, on=on, is_cancelled=is_cancelled)
    if refusal:
        raise Refused(refusal)


def check_reason(reason: str) -> None:
    """Refuse to withdraw or correct without saying why."""
    if not reason.strip():
        raise Refused("Enter why, in a sentence that its readers can understand. Name nobody in it.")
    if len(reason.strip()) > LONGEST_REASON:
        raise Refused(f"Enter why in at most {LONGEST_REASON} letters.")


def erasures_sentence(days: Iterable[datetime.date]) -> str:
    """What verifying says of names that were erased, one day for each name: "2 names erased on 3 May 2027"."""
    counted: dict[datetime.date, int] = {}
    for day in sorted(days):
        counted[day] = counted.get(day, 0) + 1
    parts = [f"{count} {'name' if count == 1 else 'names'} erased on {day:%-d %B %Y}" for day, count in counted.items()]
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
