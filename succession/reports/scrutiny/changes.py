"""What changed between two progress reports to the same panel. Pure.

A recommendation, milestone, action or measure is the same in both where it has the same key.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from actionplan.rules import RESPONSE_LABELS, DateState, Response
from succession.reports.scrutiny.record import Asked, Record, Step
from succession.reports.scrutiny.wording import count, how_long, naming


@dataclass(frozen=True, slots=True)
class Moved:
    """A milestone that came into a state or left it, or has stayed in it.

    key: the milestone's; asked, recommendation: the key and name of its recommendation. days: how long it is late.
    """

    key: int
    asked: int
    recommendation: str
    text: str
    written: str
    days: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A recommendation whose response is another than it was, or was not known before."""

    asked: int
    recommendation: str
    before: Response
    now: Response
    reason: str

    @property
    def was(self) -> str:
        """The earlier response in words."""
        return RESPONSE_LABELS[self.before]

    @property
    def is_now(self) -> str:
        """The response in words."""
        return RESPONSE_LABELS[self.now].lower()


@dataclass(frozen=True, slots=True)
class Reworded:
    """Words that are others than they were. what: "its text", "an action"; of dates, the milestone's text."""

    asked: int
    recommendation: str
    what: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A recommendation named whole: one that is new, or gone, or of which nothing was recorded."""

    asked: int
    recommendation: str
    text: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a report; and beside it what did not: what is late still, and where nobody recorded anything.

    since: the day of the report before; None for a panel's first.
    """

    since: datetime.date | None
    newly_late: tuple[Moved, ...] = ()
    no_longer_late: tuple[Moved, ...] = ()
    newly_done: tuple[Moved, ...] = ()
    no_longer_done: tuple[Moved, ...] = ()
    answered: tuple[Answered, ...] = ()
    redated: tuple[Reworded, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    added: tuple[Whole, ...] = ()
    gone: tuple[Whole, ...] = ()
    still_late: tuple[Moved, ...] = ()
    silent: tuple[Whole, ...] = ()

    @property
    def are_none(self) -> bool:
        """Whether nothing changed."""
        return not any(
            (
                self.newly_late,
                self.no_longer_late,
                self.newly_done,
                self.no_longer_done,
                self.answered,
                self.redated,
                self.reworded,
                self.added,
                self.gone,
            )
        )


def compare(before: Record | None, now: Record) -> Changes:
    """What changed from the panel's last report to this one; for a first report only what is late."""
    if before is None:
        late = _in_state(now, DateState.LATE)
        return Changes(since=None, still_late=_moved(now, late, _steps(now)))
    was, is_ = _steps(before), _steps(now)
    late_before, late_now = _in_state(before, DateState.LATE), _in_state(now, DateState.LATE)
    done_before, done_now = _in_state(before, DateState.DONE), _in_state(now, DateState.DONE)
    old, new = {asked.key: asked for asked in before.every()}, {asked.key: asked for asked in now.every()}
    both = [(old[key], asked) for key, asked in new.items() if key in old]
    return Changes(
        since=before.as_at,
        newly_late=_moved(now, late_now - late_before, is_),
        no_longer_late=_moved(before, late_before - late_now, was),
        newly_done=_moved(now, done_now - done_before, is_),
        no_longer_done=_moved(before, done_before - done_now, was),
        answered=tuple(_answered(one, other) for one, other in both if one.response is not other.response),
        redated=tuple(_redated(was, is_)),
        reworded=tuple(change for one, other in both for change in _reworded(one, other)),
        added=_whole(asked for key, asked in new.items() if key not in old),
        gone=_whole(asked for key, asked in old.items() if key not in new),
        still_late=_moved(now, late_now & late_before, is_),
        silent=_whole(other for one, other in both if _is_silent(one, other)),
    )


_Steps = Mapping[int, tuple[Asked, Step]]


def _steps(record: Record) -> _Steps:
    return {step.key: (asked, step) for asked, step in record.steps()}


def _in_state(record: Record, state: DateState) -> set[int]:
    return {step.key for _, step in record.steps() if step.state is state}


def _moved(record: Record, keys: set[int], steps: _Steps) -> tuple[Moved, ...]:
    """These milestones, in the order of the paper."""
    return tuple(
        Moved(key, asked.key, asked.name, step.text, step.written, step.days_late(record.as_at))
        for key, (asked, step) in steps.items()
        if key in keys
    )


def _whole(every: Iterable[Asked]) -> tuple[Whole, ...]:
    return tuple(Whole(asked.key, asked.name, asked.text) for asked in every)


def _answered(before: Asked, now: Asked) -> Answered:
    return Answered(now.key, now.name, before.response, now.response, now.reason)


def _redated(was: _Steps, is_: _Steps) -> Iterator[Reworded]:
    for key, (asked, step) in is_.items():
        if key in was and step.dates != was[key][1].dates:
            yield Reworded(asked.key, asked.name, step.text, _dates(was[key][1]), _dates(step))


def _dates(step: Step) -> str:
    """The dates of a milestone with our reading of each, for comparing them in words."""
    return "; ".join(f"{date.words} ({date.reading})" if date.reading else date.words for date in step.dates) or "none"


def _reworded(before: Asked, now: Asked) -> Iterator[Reworded]:
    for what, one, other in _texts(before, now):
        if one != other:
            yield Reworded(now.key, now.name, what, one, other)


def _texts(before: Asked, now: Asked) -> Iterator[tuple[str, str, str]]:
    """Each text that both have, with what it is, as it was and as it is."""
    yield "its text", before.text, now.text
    yield "who does it", ", ".join(before.owners), ", ".join(now.owners)
    if before.response is now.response:
        yield "the reason given", before.reason, now.reason
    for what, olds, news in (
        ("an action", before.actions, now.actions),
        ("a milestone", before.steps, now.steps),
        ("an outcome measure", before.measures, now.measures),
    ):
        texts = {old.key: old.text for old in olds}
        for new in news:
            if new.key in texts:
                yield what, texts[new.key], new.text


def _is_silent(before: Asked, now: Asked) -> bool:
    """Whether there was something to record and nobody recorded anything: no update, no response.

    An update is never taken away, so as many as before means none since.
    """
    is_over = all(step.state is DateState.DONE for step in now.steps)
    return not is_over and before.updates == now.updates and before.response is now.response


# In sentences --------------------------------------------------------------------------------------------------------
def sentences(changes: Changes) -> tuple[str, ...]:
    """What changed, a sentence for each sort of change, the weightiest first. None where nothing changed."""
    return tuple(f"{said}." for said in _told(changes))


def unmoved(changes: Changes) -> tuple[str, ...]:
    """What did not change and should have: what is late still, and where nobody recorded anything."""
    found = []
    if changes.still_late:
        n, longest = len(changes.still_late), how_long(max(moved.days for moved in changes.still_late))
        still = "" if changes.since is None else "still "
        how = f"by {longest}" if n == 1 else f"the longest by {longest}"
        found.append(f"{count(n, 'milestone')} {_is(n)} {still}late, {how}{_of(changes.still_late)}.")
    if changes.silent:
        found.append(f"Nothing was recorded on {count(len(changes.silent), 'recommendation')}{_of(changes.silent)}.")
    return tuple(found)


def _told(changes: Changes) -> Iterator[str]:
    for moved, became in (
        (changes.newly_late, "became late"),
        (changes.newly_done, "{was} done"),
        (changes.no_longer_done, "that {was} done {is} no longer"),
    ):
        if moved:
            n = len(moved)
            yield f"{count(n, 'milestone')} {became.format(**{'was': _was(n), 'is': _is(n)})}{_of(moved)}"
    if changes.answered:
        n = len(changes.answered)
        yield f"{count(n, 'response')} {_was(n)} recorded or changed{_of(changes.answered)}"
    if changes.redated:
        yield f"The dates of {count(len(changes.redated), 'milestone')} were changed{_of(changes.redated)}"
    if changes.reworded:
        n = len({change.asked for change in changes.reworded})
        yield f"The words of {count(n, 'recommendation')} were changed{_of(changes.reworded)}"
    if changes.added:
        yield f"{count(len(changes.added), 'recommendation')} {_was(len(changes.added))} added{_of(changes.added)}"
    if changes.gone:
        yield f"{count(len(changes.gone), 'recommendation')} {_was(len(changes.gone))} taken out{_of(changes.gone)}"
    left = [moved for moved in changes.no_longer_late if moved.key not in {done.key for done in changes.newly_done}]
    if left:
        yield f"{count(len(left), 'milestone')} {_is(len(left))} late no longer{_of(left)}"


def _of(changes: Sequence[Moved | Answered | Reworded | Whole]) -> str:
    """In which recommendations, in brackets."""
    return f" ({naming(list(dict.fromkeys(change.recommendation for change in changes)))})"


def _was(n: int) -> str:
    return "was" if n == 1 else "were"


def _is(n: int) -> str:
    return "is" if n == 1 else "are"
