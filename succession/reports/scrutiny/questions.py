"""What members may want to ask: at most five questions, each from a fixed rule that says why. Pure.

The rules stand in one table, the weightiest first. They come of what members of scrutiny panels complain of: silence on
what is late, dates that are moved, recommendations that are narrowed, acceptance that means nothing.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from actionplan.rules import DateState, Response, long_date
from succession.reports.scrutiny.changes import Changes
from succession.reports.scrutiny.record import Asked, Record, Step
from succession.reports.scrutiny.wording import count, how_long, naming, quoted, since

MOST = 5
QUIET = datetime.timedelta(weeks=8)
"""How long a late milestone may go without an update before members are told to ask."""
_TAKEN_UP = frozenset({Response.ACCEPTED, Response.PARTLY})


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask, and what in the record leads to it. about: the keys of its recommendations."""

    ask: str
    why: str
    about: tuple[int, ...]


def questions(record: Record, changes: Changes) -> tuple[Question, ...]:
    """The questions of a report, the weightiest first."""
    found = (rule(record, changes) for rule in RULES)
    return tuple(question for question in found if question is not None)[:MOST]


# The rules -----------------------------------------------------------------------------------------------------------
def _quiet_and_late(record: Record, _: Changes) -> Question | None:
    """Something is late, and nobody has said anything of it for eight weeks."""
    late = _late(record)
    quiet = [(asked, step) for asked, step in late if not _heard_of(step, record.as_at - QUIET)]
    if not quiet:
        return None
    asked, step = quiet[0]
    silence = (
        f"nothing has been recorded on it for {since(step.latest.on, record.as_at)}"
        if step.latest is not None
        else "nothing was ever recorded on it"
    )
    return Question(
        ask=f"What stands in the way of {quoted(step.text)} ({naming([asked.name])})?",
        why=f"It is {how_long(step.days_late(record.as_at))} late, and {silence}.{_same_of(len(quiet) - 1)}",
        about=_keys(asked for asked, _ in quiet),
    )


def _redated(_: Record, changes: Changes) -> Question | None:
    """A target date was moved."""
    if not changes.redated:
        return None
    first = changes.redated[0]
    return Question(
        ask=f"Why was the date of {quoted(first.what)} ({naming([first.recommendation])}) changed?",
        why=f"It was {first.before}, and is now {first.now}.{_same_of(len(changes.redated) - 1)}",
        about=_once(change.asked for change in changes.redated),
    )


def _reworded(_: Record, changes: Changes) -> Question | None:
    """What was promised is no longer what is written."""
    if not changes.reworded:
        return None
    first = changes.reworded[0]
    names = list(dict.fromkeys(change.recommendation for change in changes.reworded))
    return Question(
        ask=f"Do the new words of {naming(names)} still promise what was agreed?",
        why=f"In {naming([first.recommendation])}, {first.what} was {quoted(first.before)}, now {quoted(first.now)}.",
        about=_once(change.asked for change in changes.reworded),
    )


def _unanswered(record: Record, _: Changes) -> Question | None:
    """The council has not said what it will do."""
    found = [asked for asked in record.every() if asked.response is Response.NOT_RECORDED]
    return _about(
        found,
        ask="What does the council say to {these}?",
        why="No response is recorded, so nobody can tell whether {it} {was} accepted.",
    )


def _accepted_without_steps(record: Record, _: Changes) -> Question | None:
    """It was accepted, and nothing follows from that."""
    found = [asked for asked in record.every() if asked.response in _TAKEN_UP and not asked.steps and not asked.actions]
    return _about(
        found,
        ask="What will be done about {these}?",
        why="{It} {was} accepted, but no action and no milestone is set.",
    )


def _silent(_: Record, changes: Changes) -> Question | None:
    """Nothing was recorded since the last report."""
    if not changes.silent or changes.since is None:
        return None
    names = [whole.recommendation for whole in changes.silent]
    return Question(
        ask=f"What has been done about {naming(names)} since the last report?",
        why=f"Nothing was recorded on {'it' if len(names) == 1 else 'them'} since {long_date(changes.since)}.",
        about=tuple(whole.asked for whole in changes.silent),
    )


def _in_part(record: Record, _: Changes) -> Question | None:
    """Something was accepted in part: the rest belongs to nobody."""
    found = [asked for asked in record.every() if asked.response is Response.PARTLY]
    if not found:
        return None
    first = found[0]
    return Question(
        ask=f"Which part of {naming([asked.name for asked in found])} is not taken up, and who could do it?",
        why=f"{naming([first.name]).capitalize()} was accepted in part. The reason given: {quoted(first.reason)}",
        about=_keys(found),
    )


def _undated(record: Record, _: Changes) -> Question | None:
    """What has no date can never be late."""
    found = [
        (asked, step)
        for asked, step in record.steps()
        if step.state is DateState.NO_DATE and asked.response is not Response.DECLINED
    ]
    if not found:
        return None
    asked, step = found[0]
    return Question(
        ask=f"By when will {quoted(step.text)} ({naming([asked.name])}) be done?",
        why=f"It has no date, so it can never be late.{_same_of(len(found) - 1)}",
        about=_keys(asked for asked, _ in found),
    )


def _only_watched(record: Record, _: Changes) -> Question | None:
    """Its measure says who watches, and nothing of what should come of it."""
    found = [
        asked for asked in record.every() if asked.measures and all(measure.only_watched for measure in asked.measures)
    ]
    if not found:
        return None
    says = "What it is to be judged by says" if len(found) == 1 else "What they are to be judged by says"
    return Question(
        ask=f"How will members know whether {naming([asked.name for asked in found])} worked?",
        why=f"{says} only who watches: {quoted(found[0].measures[0].text)}",
        about=_keys(found),
    )


def _declined(record: Record, _: Changes) -> Question | None:
    """It was declined for good: no day is kept on which it is looked at again."""
    found = [asked for asked in record.every() if asked.response is Response.DECLINED]
    return _about(
        found,
        ask="When will {these} be looked at again?",
        why="{It} {was} declined, and no day is recorded for looking at the reasons again.",
    )


def _late_of_all(record: Record, _: Changes) -> Question | None:
    """Something is late, of which somebody said something lately."""
    late = [(asked, step) for asked, step in _late(record) if _heard_of(step, record.as_at - QUIET)]
    if not late:
        return None
    asked, step = late[0]
    return Question(
        ask=f"When will {quoted(step.text)} ({naming([asked.name])}) be done?",
        why=f"It is {how_long(step.days_late(record.as_at))} late.{_same_of(len(late) - 1)}",
        about=_keys(asked for asked, _ in late),
    )


Rule = Callable[[Record, Changes], Question | None]
RULES: tuple[Rule, ...] = (
    _quiet_and_late,
    _redated,
    _reworded,
    _unanswered,
    _accepted_without_steps,
    _silent,
    _late_of_all,
    _in_part,
    _undated,
    _only_watched,
    _declined,
)


def _late(record: Record) -> list[tuple[Asked, Step]]:
    """What is late, the longest first."""
    late = [(asked, step) for asked, step in record.steps() if step.state is DateState.LATE]
    return sorted(late, key=lambda found: -found[1].days_late(record.as_at))


def _heard_of(step: Step, since_day: datetime.date) -> bool:
    return step.latest is not None and step.latest.on > since_day


def _same_of(others: int) -> str:
    return f" So it is with {count(others, 'other milestone')}." if others else ""


def _keys(every: Iterable[Asked]) -> tuple[int, ...]:
    return _once(asked.key for asked in every)


def _once(keys: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(keys))


def _about(found: Sequence[Asked], *, ask: str, why: str) -> Question | None:
    """A question about several recommendations alike; None where it is about none."""
    if not found:
        return None
    one = len(found) == 1
    words = {
        "these": naming([asked.name for asked in found]),
        "it": "it" if one else "they",
        "It": "It" if one else "They",
        "was": "was" if one else "were",
    }
    return Question(ask=ask.format(**words), why=why.format(**words), about=_keys(found))
