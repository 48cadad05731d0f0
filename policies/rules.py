"""What may become of a version of a policy, and the sentence that refuses the rest.

Each `check_...` raises `Refused`; `allows` is its boolean twin and hides the button, so page and guard never disagree.
"""

import datetime
from collections.abc import Callable, Mapping
from enum import StrEnum

from policies.document import Refused

REVIEW_NOTICE = datetime.timedelta(days=90)
"""How long before its review date a policy is shown as due for review."""

LONGEST_REFERENCE = 100


class VersionState(StrEnum):
    """What the database stores of a version. Superseded and lapsed follow from later adoptions and from dates."""

    DRAFT = "draft"
    CONSULTATION = "in_consultation"
    SUBMITTED = "submitted"
    RECOMMENDED = "recommended"
    ADOPTED = "adopted"


WAITING = (VersionState.SUBMITTED, VersionState.RECOMMENDED)
"""The states in which a version is with the governing board."""

VERSION_STATE_LABELS = {
    VersionState.DRAFT: "Draft",
    VersionState.CONSULTATION: "In consultation",
    VersionState.SUBMITTED: "Submitted",
    VersionState.RECOMMENDED: "Recommended",
    VersionState.ADOPTED: "Adopted",
}


class Step(StrEnum):
    """What can be done to a version."""

    OPEN = "open"
    EXTEND = "extend"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    SUBMIT = "submit"
    RECOMMEND = "recommend"
    RETURN = "return"
    ADOPT = "adopt"


_NOT_OUT = "This version is not out for consultation."
_WITH_BOARD = "This version is with the governing board already. Once it is returned, it can go out for consultation."
_IS_ADOPTED = "This version has been adopted. Change the policy and save a new version first."
_IS_OUT = "This version is out for consultation. Close the consultation first, or wait for its last day."
_NOT_SUBMITTED = "This version has not been submitted. The school submits it first."

STEPS: Mapping[Step, Mapping[VersionState, VersionState | str]] = {
    Step.OPEN: {
        VersionState.DRAFT: VersionState.CONSULTATION,
        VersionState.CONSULTATION: "This version is out for consultation already.",
        VersionState.SUBMITTED: _WITH_BOARD,
        VersionState.RECOMMENDED: _WITH_BOARD,
        VersionState.ADOPTED: _IS_ADOPTED,
    },
    Step.EXTEND: {
        VersionState.DRAFT: "The consultation has ended. Open another one.",
        VersionState.CONSULTATION: VersionState.CONSULTATION,
        VersionState.SUBMITTED: _NOT_OUT,
        VersionState.RECOMMENDED: _NOT_OUT,
        VersionState.ADOPTED: _NOT_OUT,
    },
    Step.CLOSE: {
        VersionState.DRAFT: "The consultation has ended already.",
        VersionState.CONSULTATION: VersionState.DRAFT,
        VersionState.SUBMITTED: _NOT_OUT,
        VersionState.RECOMMENDED: _NOT_OUT,
        VersionState.ADOPTED: _NOT_OUT,
    },
    Step.WITHDRAW: {
        VersionState.DRAFT: "The consultation has ended already, so it can no longer be withdrawn.",
        VersionState.CONSULTATION: VersionState.DRAFT,
        VersionState.SUBMITTED: _NOT_OUT,
        VersionState.RECOMMENDED: _NOT_OUT,
        VersionState.ADOPTED: _NOT_OUT,
    },
    Step.SUBMIT: {
        VersionState.DRAFT: VersionState.SUBMITTED,
        VersionState.CONSULTATION: _IS_OUT,
        VersionState.SUBMITTED: "This version has been submitted already.",
        VersionState.RECOMMENDED: "This version has been submitted already.",
        VersionState.ADOPTED: "This version has been adopted. Change the policy and submit the new version.",
    },
    Step.RECOMMEND: {
        VersionState.DRAFT: _NOT_SUBMITTED,
        VersionState.CONSULTATION: _IS_OUT,
        VersionState.SUBMITTED: VersionState.RECOMMENDED,
        VersionState.RECOMMENDED: "A committee has recommended this version already.",
        VersionState.ADOPTED: "This version has been adopted, so there is nothing left to recommend.",
    },
    Step.RETURN: {
        VersionState.DRAFT: "This version is with the school already.",
        VersionState.CONSULTATION: "This version is with the school already.",
        VersionState.SUBMITTED: VersionState.DRAFT,
        VersionState.RECOMMENDED: VersionState.DRAFT,
        VersionState.ADOPTED: "This version has been adopted, so it can no longer be returned.",
    },
    Step.ADOPT: {
        VersionState.DRAFT: "This version has not been submitted. The school submits it, then you record its adoption.",
        VersionState.CONSULTATION: _IS_OUT,
        VersionState.SUBMITTED: VersionState.ADOPTED,
        VersionState.RECOMMENDED: VersionState.ADOPTED,
        VersionState.ADOPTED: "The adoption of this version has been recorded already.",
    },
}
"""The state machine: what each step makes of each state, or the sentence that refuses it."""


class Condition(StrEnum):
    """What a version is on a given day."""

    DRAFT = "draft"
    IN_CONSULTATION = "in_consultation"
    SUBMITTED = "submitted"
    RECOMMENDED = "recommended"
    ADOPTED = "adopted"
    REVIEW_DUE = "review_due"
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"


def allows(check: Callable[[], object]) -> bool:
    """Whether a check passes: hides the button that would be refused."""
    try:
        check()
    except Refused:
        return False
    return True


def after(step: Step, state: str) -> VersionState:
    """The state that `step` leads to. Raises Refused where it may not be taken."""
    outcome = STEPS[step][VersionState(state)]
    if isinstance(outcome, VersionState):
        return outcome
    raise Refused(outcome)


def check_latest(number: int, latest: int) -> None:
    """Refuse to submit a version that has been left behind."""
    if number != latest:
        raise Refused(f"Version {latest} has been saved since. Submit that one.")


def check_all_placed(*, left: int) -> None:
    """Refuse to confirm what was read while words of the document stand nowhere by nobody's choice."""
    if left:
        pieces = "1 piece" if left == 1 else f"{left} pieces"
        raise Refused(
            f"{pieces} of the document {'stands' if left == 1 else 'stand'} nowhere yet. Place or set aside each."
        )


UNDO_FOR = datetime.timedelta(hours=24)
"""How long a version that was brought in from a document can be taken out again."""

WENT_ON = "Somebody has gone on from this version, so it can no longer be taken out."


def check_import_undo(*, is_brought_in: bool, state: str, made_at: datetime.datetime, now: datetime.datetime) -> None:
    """Refuse to take out a version that was not brought in, that left its draft, or that has been here for a day."""
    if not is_brought_in:
        raise Refused("This version was not brought in from a document, so it stays.")
    if state != VersionState.DRAFT:
        raise Refused("This version is no draft any more, so it stays.")
    if now >= made_at + UNDO_FOR:
        raise Refused("This version was brought in more than 24 hours ago, so it can no longer be taken out.")


def check_nobody_went_on(*, went_on: bool) -> None:
    """Refuse to take out a version that somebody has gone on from."""
    if went_on:
        raise Refused(WENT_ON)


def check_all_saved(*, has_draft: bool) -> None:
    """Refuse to submit while the person has changes that are in no version."""
    if has_draft:
        raise Refused("You have changes that are not saved as a version yet. Save or discard them, then submit.")


def check_nothing_waits(waiting: int | None) -> None:
    """Refuse to submit while another version is with the governing board."""
    if waiting is not None:
        raise Refused(
            f"Version {waiting} is waiting for the governing board. Once it is adopted or returned, submit another."
        )


def check_none_out(out: int | None) -> None:
    """Refuse what must wait while a version of the same policy is out for consultation."""
    if out is not None:
        raise Refused(f"Version {out} is out for consultation. Close its consultation first, or wait for its last day.")


def check_comments(comments: str) -> None:
    """Refuse to return a version without saying why."""
    if not comments.strip():
        raise Refused("Enter the comments of the governing board, so that the school knows what to change.")


def check_recorder(*, is_submitter: bool, is_clerk: bool, school_has_clerk: bool) -> None:
    """Refuse the person who submitted the version, and a chair where the school has a clerk."""
    if is_submitter:
        raise Refused("You submitted this version, so somebody else records its adoption: the clerk, or the chair.")
    if school_has_clerk and not is_clerk:
        raise Refused("This school has a clerk, who records adoptions.")


def check_authority(*, governs_school: bool, can_decide: bool) -> None:
    """Refuse a body of elsewhere, and a committee to which nothing was delegated."""
    if not governs_school:
        raise Refused("Choose a meeting of a body that decides for this school.")
    if not can_decide:
        raise Refused(
            "No authority to decide is recorded for that committee. Record that it recommends the version, or record "
            "what the board delegated to it first."
        )


def check_committee(*, is_committee: bool, governs_school: bool) -> None:
    """Refuse a recommendation by anything but a committee of this school."""
    if not governs_school or not is_committee:
        raise Refused("Choose a meeting of a committee of this school. What the full board decides is an adoption.")


def check_meeting(*, on: datetime.date, today: datetime.date, is_cancelled: bool) -> None:
    """Refuse a meeting that could not have decided about the policy."""
    if is_cancelled:
        raise Refused("That meeting was cancelled. Choose the meeting that decided about the policy.")
    if on > today:
        raise Refused("That meeting is in the future. Record what it decided after it has been held.")


def early_meeting(on: datetime.date, *, saved_on: datetime.date, submitted_on: datetime.date | None) -> str:
    """What to look at where a meeting came before the version it is said to have adopted; empty where none did.

    It is no refusal: an older policy that is brought in was adopted long before it was here.
    """
    if on < saved_on:
        step, day = "saved", saved_on
    elif submitted_on is not None and on < submitted_on:
        step, day = "submitted", submitted_on
    else:
        return ""
    return (
        f"This version was {step} on {day:%-d %B %Y}, after the meeting of {on:%-d %B %Y}. That is right for an older "
        "policy that was brought in. Otherwise choose the meeting that adopted this version."
    )


def check_minute(reference: str) -> None:
    """Refuse an adoption without a minute reference."""
    if not reference.strip():
        raise Refused("Enter the minute reference, like 7.2 of 14 October 2026.")
    if len(reference.strip()) > LONGEST_REFERENCE:
        raise Refused(f"Enter a minute reference of at most {LONGEST_REFERENCE} letters, like 7.2 of 14 October 2026.")


def check_effective(effective_on: datetime.date, *, meeting_on: datetime.date, in_force: datetime.date | None) -> None:
    """Refuse a first day before the meeting, or before the first day of the version now in force."""
    if effective_on < meeting_on:
        raise Refused(
            "The policy cannot take effect before the meeting that adopted it. Enter that day or a later one."
        )
    if in_force is not None and effective_on < in_force:
        raise Refused(f"The policy now in force took effect on {in_force:%-d %B %Y}. Enter that day or a later one.")


def check_review(review_due_on: datetime.date, *, effective_on: datetime.date) -> None:
    """Refuse a review that is due before the policy has been in force for a day."""
    if review_due_on <= effective_on:
        raise Refused("Enter a review date after the day the policy takes effect.")


def condition(
    state: str, *, review_due_on: datetime.date | None = None, is_superseded: bool = False, today: datetime.date
) -> Condition:
    """What a version is today. The review date is that of its adoption."""
    if state != VersionState.ADOPTED:
        return Condition(state)
    if is_superseded:
        return Condition.SUPERSEDED
    if review_due_on is None:
        return Condition.ADOPTED
    if review_due_on < today:
        return Condition.LAPSED
    return Condition.REVIEW_DUE if review_due_on - REVIEW_NOTICE <= today else Condition.ADOPTED
