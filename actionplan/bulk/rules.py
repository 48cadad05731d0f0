"""What one change would do to each of many milestones: now, then, or why it will not change. Pure.

The page that tells it and the action that does it both ask here, so that what was told is what is done.
"""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from actionplan import rules
from actionplan.rules import Refused, long_date
from actionplan.slippage.rules import Written, check_change
from core import conflicts

MOST = 1_000
"""So many milestones change at once."""


class Kind(StrEnum):
    """What can be changed of many milestones at once."""

    OWNERS = "owners"
    BODY = "body"
    DONE = "done"
    DATE = "date"


KIND_LABELS = {
    Kind.OWNERS: "Who owns them",
    Kind.BODY: "Which body watches them",
    Kind.DONE: "Mark them done",
    Kind.DATE: "Move their date",
}


class How(StrEnum):
    """What becomes of the teams that own something already."""

    ADD = "add"
    REPLACE = "replace"


HOW_LABELS = {How.ADD: "It owns them as well", How.REPLACE: "It alone owns them, in place of those who do now"}


@dataclass(frozen=True, slots=True)
class Named:
    """A team or a body, by its key and by what it is called."""

    key: int
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """The latest update of a milestone."""

    key: int
    on: datetime.date
    label: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All of a milestone that such a change depends on.

    name: of its recommendation. panel: the body its review is told to. moves: how often its dates have moved. family:
    how many milestones its recommendation has, for its owners are theirs too.
    """

    key: int
    recommendation: int
    name: str
    text: str
    teams: tuple[Named, ...]
    watched_by: Named | None
    panel: str
    done_on: datetime.date | None
    said: Said | None
    dates: tuple[Written, ...]
    moves: int
    family: int


@dataclass(frozen=True, slots=True)
class Owners:
    """A team owns them, as well as those that do or in their place."""

    team: Named
    how: How


@dataclass(frozen=True, slots=True)
class Watched:
    """A body watches them; None for the one that their review is told to."""

    body: Named | None


@dataclass(frozen=True, slots=True)
class Done:
    """They were done on a day."""

    words: str
    on: datetime.date


@dataclass(frozen=True, slots=True)
class Moved:
    """They have another date."""

    to: Written
    reason: str
    asked_by: str
    agreed_by: str


Change = Owners | Watched | Done | Moved


@dataclass(frozen=True, slots=True)
class Line:
    """One milestone before and after. why: what keeps it as it is; empty where it changes."""

    facts: Facts
    now: str
    then: str
    why: str = ""

    @property
    def changes(self) -> bool:
        """Whether it changes."""
        return not self.why


def planned(change: Change, every: Sequence[Facts], today: datetime.date) -> list[Line]:
    """What the change would do to each of these milestones. Raises Refused where it could do nothing to any."""
    if isinstance(change, Done):
        rules.check_update(words=change.words, on=change.on, today=today)
    return [_line(change, facts) for facts in every]


def _line(change: Change, facts: Facts) -> Line:
    now, then = _words(change, facts)
    try:
        _check(change, facts)
    except Refused as refusal:
        return Line(facts, now, now, str(refusal))
    return Line(facts, now, then)


def _words(change: Change, facts: Facts) -> tuple[str, str]:
    """Now and then."""
    if isinstance(change, Owners):
        kept = facts.teams if change.how is How.ADD else ()
        return _owners(facts.teams), _owners((*kept, change.team))
    if isinstance(change, Watched):
        return _watches(facts.watched_by, facts), _watches(change.body, facts)
    if isinstance(change, Done):
        return _stands(facts), f"Done, {long_date(change.on)}"
    return "; ".join(_date(date) for date in facts.dates) or "No date", _date(change.to)


def _owners(teams: Sequence[Named]) -> str:
    return ", ".join(team.name for team in teams) or "Nobody"


def _watches(body: Named | None, facts: Facts) -> str:
    return body.name if body else f"As the review: {facts.panel or 'none'}"


def _stands(facts: Facts) -> str:
    if facts.done_on is not None:
        return f"Done, {long_date(facts.done_on)}"
    return f"{facts.said.label}, {long_date(facts.said.on)}" if facts.said else "Nothing said yet"


def _date(date: Written) -> str:
    return f"{date.words} ({date.reading})" if date.reading else date.words


# Why a milestone stays as it is ---------------------------------------------------------------------------------------
def _check(change: Change, facts: Facts) -> None:
    """Raise Refused, with the reason, where a milestone stays as it is."""
    if isinstance(change, Owners):
        _check_owners(change, facts)
    elif isinstance(change, Watched):
        _check_watched(change, facts)
    elif isinstance(change, Done):
        _check_done(change, facts)
    else:
        _check_moved(change, facts)


def _check_owners(change: Owners, facts: Facts) -> None:
    if change.team not in facts.teams:
        return
    if change.how is How.ADD:
        raise Refused(f"{change.team.name} owns it already.")
    if len(facts.teams) == 1:
        raise Refused(f"{change.team.name} alone owns it already.")


def _check_watched(change: Watched, facts: Facts) -> None:
    if change.body != facts.watched_by:
        return
    watching = change.body.name if change.body else facts.panel
    raise Refused(f"{watching} watches it already." if watching else "No body watches it, as its review says.")


def _check_done(change: Done, facts: Facts) -> None:
    if facts.done_on is not None:
        raise Refused(f"It is done already, since {long_date(facts.done_on)}.")
    if facts.said is not None and facts.said.on > change.on:
        raise Refused(f"Something was said of a later day: {facts.said.label}, {long_date(facts.said.on)}.")


def _check_moved(change: Moved, facts: Facts) -> None:
    if facts.done_on is not None:
        raise Refused(f"It is done, since {long_date(facts.done_on)}, so its date stays.")
    if len(facts.dates) > 1:
        raise Refused(f"It has {len(facts.dates)} dates. Say on its own page which of them moves.")
    check_change(
        was=facts.dates[0] if facts.dates else None,
        now=change.to,
        moves=facts.moves,
        has_body=facts.watched_by is not None or bool(facts.panel),
        has_meeting=False,
        agreed_by=change.agreed_by,
    )


# What the page says ---------------------------------------------------------------------------------------------------
def token_of(change: Change, lines: Sequence[Line]) -> str:
    """What was told, so that nothing else is done: other by any fact of any of the milestones, or by the change."""
    return conflicts.token(change, *lines)


def changing(lines: Sequence[Line]) -> list[Line]:
    """Those that change."""
    return [line for line in lines if line.changes]


def staying(lines: Sequence[Line]) -> list[Line]:
    """Those that stay as they are."""
    return [line for line in lines if not line.changes]


def sentence(lines: Sequence[Line]) -> str:
    """How many will change: "35 milestones will change, 2 will not."."""
    change = len(changing(lines))
    stay = len(lines) - change
    if not change:
        return f"None of the {rules.count(stay, 'milestone')} will change." if stay > 1 else "It will not change."
    return f"{rules.count(change, 'milestone')} will change{f', {stay} will not' if stay else ''}."


def taken_along(change: Change, lines: Sequence[Line]) -> list[str]:
    """Whose owners change with those of milestones that were chosen, for a recommendation's are all its milestones'."""
    if not isinstance(change, Owners):
        return []
    chosen = Counter(line.facts.recommendation for line in lines)
    rows = {line.facts.recommendation: line.facts for line in changing(lines)}
    return [
        f"Recommendation {facts.name} has {rules.count(facts.family - chosen[key], 'more milestone')}, "
        f"which {'gets' if facts.family - chosen[key] == 1 else 'get'} the same owners."
        for key, facts in rows.items()
        if facts.family > chosen[key]
    ]


def told(change: Change, changed: int) -> str:
    """What is said when it is done."""
    many = rules.count(changed, "milestone")
    verb = "is" if changed == 1 else "are"
    if isinstance(change, Owners):
        alone = " alone" if change.how is How.REPLACE else ""
        return f"{many} {verb} now owned by {change.team.name}{alone}."
    if isinstance(change, Watched):
        return f"{many} {verb} now watched {f'by {change.body.name}' if change.body else 'as the review says'}."
    if isinstance(change, Done):
        return f"{many} {verb} now done, on {long_date(change.on)}."
    has = "has" if changed == 1 else "have"
    return f"{many} {has} a new date: {change.to.words}. The old one is kept beside it."
