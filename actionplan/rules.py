"""The words of an action plan, the state of its dates on a day, and the sentences of what may not be done. Pure.

The database stores the short word, pages show the label.
"""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from actionplan.answering.control import Control


class Response(StrEnum):
    """What the council said to a recommendation. Not what was then done, nor what came of it."""

    NOT_RECORDED = "not-recorded"
    ACCEPTED = "accepted"
    PARTLY = "in-part"
    DECLINED = "declined"
    NOTED = "noted"


RESPONSE_LABELS = {
    Response.NOT_RECORDED: "Not recorded",
    Response.ACCEPTED: "Accepted",
    Response.PARTLY: "Accepted in part",
    Response.DECLINED: "Declined",
    Response.NOTED: "Noted",
}
# Those that mean little without their reason.
REASONED = frozenset({Response.PARTLY, Response.DECLINED})


class Delivery(StrEnum):
    """How far an action has got, as the officer or the team says. A paper does not say it."""

    NOT_RECORDED = "not-recorded"
    NOT_STARTED = "not-started"
    UNDER_WAY = "under-way"
    DELIVERED = "delivered"
    STOPPED = "stopped"


DELIVERY_LABELS = {
    Delivery.NOT_RECORDED: "Not recorded",
    Delivery.NOT_STARTED: "Not started",
    Delivery.UNDER_WAY: "Under way",
    Delivery.DELIVERED: "Delivered",
    Delivery.STOPPED: "Stopped",
}


class MeasureKind(StrEnum):
    """What an outcome measure really is."""

    NOT_RECORDED = "not-recorded"
    OUTCOME = "outcome"
    OUTPUT = "output"
    ACTIVITY = "activity"
    MONITORING = "monitoring"


MEASURE_KIND_LABELS = {
    MeasureKind.NOT_RECORDED: "Not recorded",
    MeasureKind.OUTCOME: "Outcome: what changed for people",
    MeasureKind.OUTPUT: "Output: what was made",
    MeasureKind.ACTIVITY: "Activity: what was done",
    MeasureKind.MONITORING: "Monitoring arrangement: only who watches",
}


class Progress(StrEnum):
    """What an update says of its milestone."""

    UNDER_WAY = "under-way"
    HELD_UP = "held-up"
    DONE = "done"


PROGRESS_LABELS = {
    Progress.UNDER_WAY: "Under way",
    Progress.HELD_UP: "Held up",
    Progress.DONE: "Done",
}


class DateState(StrEnum):
    """Where a dated thing stands on a day."""

    NOT_YET = "not-yet"
    OPEN = "open"
    DUE_SOON = "due-soon"
    LATE = "late"
    DONE = "done"
    NO_DATE = "no-date"
    SCHOOLS_DECIDE = "schools-decide"


DATE_STATE_LABELS = {
    DateState.LATE: "Late",
    DateState.DUE_SOON: "Due soon",
    DateState.OPEN: "Open",
    DateState.NOT_YET: "Not yet",
    DateState.SCHOOLS_DECIDE: "Schools decide",
    DateState.NO_DATE: "No date",
    DateState.DONE: "Done",
}


class Precision(StrEnum):
    """How finely a date as written says when."""

    DAY = "day"
    MONTH = "month"
    TERM = "term"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    ACADEMIC_YEAR = "academic year"
    FINANCIAL_YEAR = "financial year"
    CONDITION = "condition"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Window:
    """The first and last day a date as written allows. No `earliest` is a deadline, no `latest` is open-ended."""

    earliest: datetime.date | None
    latest: datetime.date | None

    @property
    def is_known(self) -> bool:
        """Whether it says anything a calendar can hold."""
        return self.earliest is not None or self.latest is not None

    def has_ended(self, today: datetime.date) -> bool:
        """Whether its last day has passed. It ends at local midnight after that day."""
        return self.latest is not None and today > self.latest


# For so many days up to its last one, a date that has not passed is due soon.
DUE_SOON_DAYS = 14


# The state of a date -------------------------------------------------------------------------------------------------
def window_state(window: Window, today: datetime.date) -> DateState:
    """The state of one window on a day in London, whatever has been done.

    A window ends at local midnight after its latest day, so it is late from the next day on. "By March 2015" gives no
    day before which nothing is expected, so it is open from the start of the plan: "not yet" is said only where the
    paper itself gives a first day. "From May 2015" gives no last day, so it is never late. In its last days an open
    window is due soon: never before its first day, so a window of a few days is due soon for as long as it is open.
    """
    if not window.is_known:
        return DateState.NO_DATE
    if window.has_ended(today):
        return DateState.LATE
    if window.earliest is not None and today < window.earliest:
        return DateState.NOT_YET
    if window.latest is not None and (window.latest - today).days <= DUE_SOON_DAYS:
        return DateState.DUE_SOON
    return DateState.OPEN


# What it is called when the last day has passed, by who can make it happen: a council is not late for schools' choices.
PASSED = {
    Control.NOT_RECORDED: DateState.LATE,
    Control.COUNCIL_DECIDES: DateState.LATE,
    Control.COUNCIL_FUNDS: DateState.LATE,
    Control.PARTNER_DELIVERS: DateState.LATE,
    Control.SCHOOL_DECIDES: DateState.SCHOOLS_DECIDE,
}


def date_state(
    windows: Iterable[Window],
    today: datetime.date,
    completed_on: datetime.date | None,
    control: str = Control.NOT_RECORDED,
) -> DateState:
    """The state of a thing that may carry several dates and is completed once.

    It is late only when its last window has ended: a draft in July and a final report in October, written as one
    milestone, is waiting for October once July has passed. It is due soon where the next of its dates is.
    """
    if completed_on is not None:
        return DateState.DONE
    found = {window_state(window, today) for window in windows}
    in_order = (DateState.DUE_SOON, DateState.OPEN, DateState.NOT_YET, DateState.LATE)
    state = next((state for state in in_order if state in found), DateState.NO_DATE)
    return PASSED[Control(control)] if state is DateState.LATE else state


# A date as it is shown -----------------------------------------------------------------------------------------------
def long_date(day: datetime.date) -> str:
    """A day as every page writes it: "12 March 2026"."""
    return f"{day.day} {day:%B %Y}"


_GIVES_ITS_YEAR = re.compile(
    r"\b\d{4}\b|\d[/.-]\d{1,2}[/.-]\d{2}\b|\d(st|nd|rd|th)?\s+[a-z]+\s+[’']?\d{2}\b", re.IGNORECASE
)


def reading_of(words: str, window: Window, precision: str, *, year_inferred: bool) -> str:
    """Our reading of a date as written, for the brackets behind its words; empty where the words say it all.

    "By March 2015" is read "to 31 March 2015", and "October" in a plan of 2014-15 "October 2014, our reading".
    """
    if not window.is_known:
        if precision in (Precision.CONDITION, Precision.NONE):
            return ""
        # A day that gives its year and still has no window is one that no calendar has, like 31/2/2027.
        is_no_day = precision == Precision.DAY and _GIVES_ITS_YEAR.search(words)
        return "not a day in the calendar" if is_no_day else "we could not tell which year"
    read = span(window)
    if year_inferred:
        return f"{read}, our reading"
    return "" if _squeezed(read) == _squeezed(words) else read


def span(window: Window) -> str:
    """The days of a known window in words: "October 2014", "to 31 March 2015"."""
    first, last = window.earliest, window.latest
    if first is None:
        assert last is not None, "a known window has an end"  # noqa: S101
        return f"to {long_date(last)}"
    if last is None:
        return f"from {long_date(first)}"
    if first == last:
        return long_date(first)
    next_month = (last + datetime.timedelta(days=1)).day == 1
    if first.day == 1 and next_month and (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    return f"{long_date(first)} to {long_date(last)}"


def _squeezed(words: str) -> str:
    return re.sub(r"[^a-z0-9]", "", re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", words.casefold()))


# Words that stand for no answer --------------------------------------------------------------------------------------
_NO_ANSWER = re.compile(r"\s*(n\s*/?\s*a\.?|not applicable|none|nil|-+|–|—|tbc|tba)\s*", re.IGNORECASE)


def is_no_answer(words: str) -> bool:
    """Whether a cell says nothing: "N/A", a dash, "TBC". Such words are kept as written and made into nothing."""
    return not words.strip() or _NO_ANSWER.fullmatch(words) is not None


_RESPONSES = (
    (Response.PARTLY, r"((accepted|agreed|approved) )?(in part|partly|partially)( (accepted|agreed|approved))?"),
    (Response.ACCEPTED, r"accepted|agreed|approved|fully (accepted|agreed)|(accepted|agreed) in full"),
    (Response.DECLINED, r"declined|rejected|not (accepted|agreed|approved)|refused"),
    (Response.NOTED, r"noted"),
)


def read_response(words: str) -> tuple[Response, str]:
    """The response in words like "Agreed" or "Rejected: no funding", and the reason that follows it.

    Only a plain word counts: "accepted in principle" says nothing, so it stays not recorded. So does a decline or a
    partial acceptance that gives no reason.
    """
    head, _, reason = (
        part.strip() for part in re.sub(r"\s+[-–—]\s+|\.\s+", ": ", words.strip(), count=1).partition(":")
    )
    said = " ".join(head.rstrip(".").casefold().split())
    response = next((kind for kind, pattern in _RESPONSES if re.fullmatch(pattern, said)), Response.NOT_RECORDED)
    reason = "" if is_no_answer(reason) else reason
    if response is Response.NOT_RECORDED or (response in REASONED and not reason):
        return Response.NOT_RECORDED, ""
    return response, reason


_MONITORED = re.compile(
    r"(progress|actions?( plans?)?|this|it)?\s*(to be|will be|is|are)?\s*"
    r"(monitored|reviewed|reported|overseen|watched)\b[^.;]*\.?",
    re.IGNORECASE,
)


def only_names_a_monitor(text: str) -> bool:
    """Whether an outcome measure says who watches and nothing about what should come of it."""
    return _MONITORED.fullmatch(text.strip()) is not None


def name_of(label: str, position: int) -> str:
    """What people call a recommendation: "2a", or its place where the paper gives no number."""
    return label.rstrip(".:) ") or str(position)


# What is worth a look ------------------------------------------------------------------------------------------------
def suggests_a_decline(*, response: str, has_teams: bool, milestones: int, measures: int) -> bool:
    """Whether a recommendation reads as one that was turned down without saying so: nobody, no step, no measure."""
    return response == Response.NOT_RECORDED and not has_teams and not milestones and not measures


def delivery_of(deliveries: Sequence[str]) -> Delivery:
    """How far a recommendation has got, from its actions: delivered or stopped only when all of them are."""
    every = {Delivery(word) for word in deliveries}
    if len(every) == 1:
        return next(iter(every))
    if every == {Delivery.DELIVERED, Delivery.STOPPED}:
        return Delivery.DELIVERED
    if every & {Delivery.UNDER_WAY, Delivery.DELIVERED}:
        return Delivery.UNDER_WAY
    return Delivery.NOT_STARTED if Delivery.NOT_STARTED in every else Delivery.NOT_RECORDED


# One sentence for a plan ---------------------------------------------------------------------------------------------
_RESPONSE_ORDER = (
    (Response.ACCEPTED, "accepted"),
    (Response.PARTLY, "in part"),
    (Response.DECLINED, "declined"),
    (Response.NOTED, "noted"),
    (Response.NOT_RECORDED, "with no response recorded"),
)
_STATE_ORDER = (
    (DateState.LATE, "{n} {is_are} late"),
    (DateState.DUE_SOON, "{n} {is_are} due soon"),
    (DateState.OPEN, "{n} {is_are} open"),
    (DateState.NOT_YET, "{n} {is_are} not yet open"),
    (DateState.SCHOOLS_DECIDE, "{n} {is_are} past {its_their} day where schools decide"),
    (DateState.NO_DATE, "{n} {has_have} no date"),
    (DateState.DONE, "{n} {is_are} done"),
)


def plan_sentence(responses: Mapping[Response, int], milestones: Mapping[DateState, int]) -> str:
    """A plan in two sentences: "13 recommendations: 9 accepted, 2 declined. 2 milestones are late, 3 have no date."."""
    return f"{_recommendations(responses)} {_milestones(milestones)}"


def _recommendations(responses: Mapping[Response, int]) -> str:
    total = sum(responses.values())
    parts = [f"{responses[word]} {said}" for word, said in _RESPONSE_ORDER if responses.get(word)]
    if len(parts) == 1:
        _, _, said = parts[0].partition(" ")
        return f"{count(total, 'recommendation')}, {'all ' if total > 1 else ''}{said}."
    return f"{count(total, 'recommendation')}{': ' if parts else ''}{', '.join(parts)}."


def _milestones(states: Mapping[DateState, int]) -> str:
    parts: list[str] = []
    for state, pattern in _STATE_ORDER:
        n = states.get(state, 0)
        if n:
            noun = n if parts else count(n, "milestone")
            words = {"is_are": "is", "has_have": "has", "its_their": "its"}
            if n > 1:
                words = {"is_are": "are", "has_have": "have", "its_their": "their"}
            parts.append(pattern.format(n=noun, **words))
    return f"{', '.join(parts)}." if parts else "It has no milestones, so nothing can be open or late."


def count(n: int, noun: str) -> str:
    """A number with what it counts: "1 milestone", "2 milestones"."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


# Refusals ------------------------------------------------------------------------------------------------------------
class Refused(Exception):
    """Something that may not be done as asked. Its text is the sentence the person reads; `field` is what to mend."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


def check_update(*, words: str, on: datetime.date, today: datetime.date) -> None:
    """Raise Refused unless this can be added to a milestone."""
    if is_no_answer(words):
        raise Refused("Say what happened, in a sentence or two.", field="words")
    if on > today:
        raise Refused("The date is in the future. Enter the day it happened, or today.", field="on")


def check_sent_again(*, was: object, now: object) -> None:
    """Raise Refused when a form that was sent before comes back saying something else."""
    if was != now:
        raise Refused(
            "This form was sent before, and what it said then is kept below. Check, and send this as another update."
        )


def check_response(*, response: str, reason: str, on: datetime.date | None, today: datetime.date) -> None:
    """Raise Refused unless this can stand as the response to a recommendation."""
    if response == Response.NOT_RECORDED:
        raise Refused("Choose what the council said to this recommendation.", field="response")
    if response in REASONED and is_no_answer(reason):
        raise Refused(
            "Enter the reason. A recommendation that is declined, or accepted in part, needs one.", field="reason"
        )
    if on is not None and on > today:
        raise Refused("The date is in the future. Enter the day the council decided.", field="on")


# For how long a plan that was brought in by mistake can be taken out again.
UNDO_FOR = datetime.timedelta(hours=24)


def check_undo_in_time(*, imported_at: datetime.datetime, now: datetime.datetime) -> None:
    """Raise Refused when a plan has been here too long to be taken out again."""
    if now >= imported_at + UNDO_FOR:
        raise Refused("This plan was brought in more than 24 hours ago, so it can no longer be taken out.")


def check_all_placed(*, left: int) -> None:
    """Raise Refused while words of the paper stand nowhere by nobody's choice."""
    if left:
        pieces = "1 piece of the paper stands" if left == 1 else f"{left} pieces of the paper stand"
        raise Refused(f"{pieces} nowhere yet. Place or set aside each.")


def check_nothing_recorded(*, is_recorded_on: bool) -> None:
    """Raise Refused when people have worked with a plan: what they said of it is kept."""
    if is_recorded_on:
        raise Refused("Something has been recorded on this plan, so it can no longer be taken out.")


def check_owner(*, is_editor: bool, owning: Iterable[str], own: Iterable[str]) -> None:
    """Raise Refused unless a person in the teams `own` may add to what the teams `owning` own."""
    owning, own = sorted(owning), sorted(own)
    if is_editor or set(owning) & set(own):
        return
    theirs = f"belongs to {', '.join(owning)}" if owning else "has no team yet"
    yours = (
        f"You can update what belongs to {', '.join(own)}."
        if own
        else "You are in no team yet: ask your council's officer to add you."
    )
    raise Refused(f"This milestone {theirs}. {yours}")
