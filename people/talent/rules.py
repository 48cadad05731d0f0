"""A talent record: what may become of it, how long it lasts, and who may write what in it. Pure.

A record helps somebody to grow. It holds no score and no rank; facts and opinions stand apart, two people look, the
person reads all of it, and it lapses unless it is reviewed within twelve months.
"""

import datetime
from collections.abc import Mapping
from enum import StrEnum

from people.rules import Refused


class Aim(StrEnum):
    """What somebody would like to lead, in their own choice of these."""

    HEADSHIP = "headship"
    SENIOR = "senior"
    MIDDLE = "middle"
    SUBJECT = "subject"
    UNSURE = "unsure"


AIM_LABELS = {
    Aim.HEADSHIP: "A school, as its head",
    Aim.SENIOR: "A senior post, like deputy or SENCO",
    Aim.MIDDLE: "A phase, a year or a department",
    Aim.SUBJECT: "A subject or a project",
    Aim.UNSURE: "I would like to lead, and do not know yet what",
}


class Source(StrEnum):
    """How a record came to be."""

    SELF = "self"
    NOMINATED = "nominated"
    RECRUITMENT = "recruitment"


SOURCE_LABELS = {
    Source.SELF: "Opened by the person themself",
    Source.NOMINATED: "Nominated by the school",
    Source.RECRUITMENT: "Opened when they were recruited",
}


class TalentState(StrEnum):
    """What the database stores of a record. That it has lapsed follows from its date."""

    OPEN = "open"
    READ = "read"
    PAUSED = "paused"
    CLOSED = "closed"


TALENT_STATE_LABELS = {
    TalentState.OPEN: "Open: the person has yet to read it",
    TalentState.READ: "Open: the person has read it",
    TalentState.PAUSED: "Paused",
    TalentState.CLOSED: "Closed",
}


class Ending(StrEnum):
    """Why a record was closed."""

    WISH = "wish"
    LEFT = "left"
    SCHOOL = "school"


ENDING_LABELS = {
    Ending.WISH: "The person wished it",
    Ending.LEFT: "The person left the school",
    Ending.SCHOOL: "The school closed it",
}


class TalentStep(StrEnum):
    """What can be done to a record. Each is kept with who, when and why."""

    OPENED = "opened"
    SAY = "say"
    TAKE_BACK = "take_back"
    WRITE = "write"
    ACKNOWLEDGE = "acknowledge"
    REVIEW = "review"
    PAUSE = "pause"
    RESUME = "resume"
    CLOSE = "close"


TALENT_STEP_LABELS = {
    TalentStep.OPENED: "Opened",
    TalentStep.SAY: "The person said what they would like",
    TalentStep.TAKE_BACK: "The person took back what they had said",
    TalentStep.WRITE: "Something was written",
    TalentStep.ACKNOWLEDGE: "Read by the person",
    TalentStep.REVIEW: "Reviewed",
    TalentStep.PAUSE: "Paused",
    TalentStep.RESUME: "Taken up again",
    TalentStep.CLOSE: "Closed",
}

_OVER = "This record is closed. What it held is kept, and nothing is added to it."
_RESTS = "This record is paused. Take it up again first."
_S = TalentState

TALENT_STEPS: Mapping[TalentStep, Mapping[TalentState, TalentState | str]] = {
    TalentStep.OPENED: dict.fromkeys(TalentState, "There is a record already."),
    TalentStep.SAY: {_S.OPEN: _S.OPEN, _S.READ: _S.READ, _S.PAUSED: _S.PAUSED, _S.CLOSED: _OVER},
    TalentStep.TAKE_BACK: {_S.OPEN: _S.OPEN, _S.READ: _S.READ, _S.PAUSED: _S.PAUSED, _S.CLOSED: _S.CLOSED},
    TalentStep.WRITE: {_S.OPEN: _S.OPEN, _S.READ: _S.OPEN, _S.PAUSED: _RESTS, _S.CLOSED: _OVER},
    TalentStep.ACKNOWLEDGE: {_S.OPEN: _S.READ, _S.READ: _S.READ, _S.PAUSED: _S.PAUSED, _S.CLOSED: _OVER},
    TalentStep.REVIEW: {_S.OPEN: _S.OPEN, _S.READ: _S.OPEN, _S.PAUSED: _RESTS, _S.CLOSED: _OVER},
    TalentStep.PAUSE: {
        _S.OPEN: _S.PAUSED,
        _S.READ: _S.PAUSED,
        _S.PAUSED: "This record is paused already.",
        _S.CLOSED: _OVER,
    },
    TalentStep.RESUME: {
        _S.OPEN: "This record is not paused.",
        _S.READ: "This record is not paused.",
        _S.PAUSED: _S.OPEN,
        _S.CLOSED: _OVER,
    },
    TalentStep.CLOSE: {
        _S.OPEN: _S.CLOSED,
        _S.READ: _S.CLOSED,
        _S.PAUSED: _S.CLOSED,
        _S.CLOSED: "This record is closed already.",
    },
}
"""The state machine: what each step makes of each state, or the sentence that refuses it. The person may take back what
they said at any time, from a closed record too."""


class TalentCondition(StrEnum):
    """What a record is on a given day."""

    OPEN = "open"
    READ = "read"
    PAUSED = "paused"
    LAPSED = "lapsed"
    CLOSED = "closed"


REVIEW_NOTICE = datetime.timedelta(days=30)
"""How long before a record lapses its review is asked for: time for the two of them to sit down together."""

COUNTED = frozenset({TalentCondition.OPEN, TalentCondition.READ})
"""What a record must be to count in a pipeline: one that lapsed, rests or is over says nothing about today."""


def after(step: TalentStep, state: str) -> TalentState:
    """The state that `step` leads to. Raises Refused where it may not be taken."""
    outcome = TALENT_STEPS[step][TalentState(state)]
    if isinstance(outcome, TalentState):
        return outcome
    raise Refused(outcome)


def condition(
    state: str, *, review_by: datetime.date, left_on: datetime.date | None, today: datetime.date
) -> TalentCondition:
    """What a record is today. left_on: the person's last day at the school, where one is known."""
    if state == TalentState.CLOSED or (left_on is not None and left_on < today):
        return TalentCondition.CLOSED
    if state == TalentState.PAUSED:
        return TalentCondition.PAUSED
    return TalentCondition.LAPSED if review_by < today else TalentCondition(state)


def wants_review(found: TalentCondition, review_by: datetime.date, today: datetime.date) -> bool:
    """Whether a review is to be asked for: the record has lapsed, or counts and lapses within REVIEW_NOTICE."""
    return found is TalentCondition.LAPSED or (found in COUNTED and review_by <= today + REVIEW_NOTICE)


def is_overdue(found: TalentCondition, next_step_on: datetime.date | None, today: datetime.date) -> bool:
    """Whether the next step of a record that counts was to be done before today."""
    return found in COUNTED and next_step_on is not None and next_step_on < today


def latest_review(today: datetime.date) -> datetime.date:
    """The last day that a review may be put off to: twelve months from today."""
    if (today.month, today.day) == (2, 29):
        return datetime.date(today.year + 1, 2, 28)
    return today.replace(year=today.year + 1)


def check_review_by(on: datetime.date, today: datetime.date) -> None:
    """Refuse a review that is due before tomorrow or after twelve months."""
    if on <= today:
        raise Refused("Enter a day after today.")
    if on > latest_review(today):
        raise Refused(f"Enter a day within twelve months: {latest_review(today):%-d %B %Y} at the latest.")


def check_writer(*, is_subject: bool) -> None:
    """Refuse whoever would judge themself."""
    if is_subject:
        raise Refused("This record is about you, so somebody else writes in it. Say what you think under “My record”.")


def check_current(found: TalentCondition) -> None:
    """Refuse to write in a record that has lapsed, or whose person has left."""
    if found is TalentCondition.LAPSED:
        raise Refused("This record has lapsed. Review it first, then write in it.")
    if found is TalentCondition.CLOSED:
        raise Refused(_OVER)


def check_second_view(*, first_by: int | None, by: int) -> None:
    """Refuse a second view where there is no first, or by whoever wrote the first. first_by, by: keys of people."""
    if first_by is None:
        raise Refused("There is no view yet that waits for a second. Write the first.")
    if first_by == by:
        raise Refused("You wrote the first view, so somebody else writes the second.")


def check_first_view(*, waiting: bool) -> None:
    """Refuse a new view while the one before it waits for its second."""
    if waiting:
        raise Refused("The last view still waits for a second, by somebody else. Ask them for it first.")


def check_day_of_fact(on: datetime.date, today: datetime.date) -> None:
    """Refuse a fact of a day to come."""
    if on > today:
        raise Refused("Enter the day on which it happened: today or before.")


def check_window(earliest: datetime.date, latest: datetime.date, today: datetime.date) -> None:
    """Refuse an intention whose days are the wrong way round, or over."""
    if latest < earliest:
        raise Refused("The last day is before the first. Correct one of them.")
    if latest < today:
        raise Refused("Those days are over. Enter days to come.")
