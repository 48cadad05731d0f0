"""The Personnel Committee report: what it holds, what changed since the last one, and the questions it raises. Pure.

Counts of posts and people stand in the open part only as `people.disclosure` shows them, names in the confidential
part alone. The headship and the board's own offices are the chair's: of them the report says no more than whether
somebody could lead the school tomorrow, and that in the confidential part.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from people.cover import BAND_LABELS, Band
from policies.standing import STANDING_LABELS, Standing
from succession.reports.shape import Changes

TITLE = "Personnel Committee report"
AUDIENCE = "Confidential: for the members of {body}, its clerk and the headteacher only"
MOST_QUESTIONS = 5
_YEAR = datetime.timedelta(days=365)
_SOON = datetime.timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Figure:
    """A count as it may be shown. last: what the next report is held against (`people.disclosure.again`)."""

    words: str
    last: int | None = None

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy in force on the day, and what is on its way."""

    standing: Standing
    version: int | None = None
    adopted_by: str = ""
    adopted_on: datetime.date | None = None
    minute: str = ""
    in_force_from: datetime.date | None = None
    review_due_on: datetime.date | None = None
    next_state: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A commitment of the policy, and how quiet it is. terms: whole terms without evidence."""

    key: int
    text: str
    words: str
    terms: int = 0


@dataclass(frozen=True, slots=True)
class Commitments:
    """The commitments in force: how many, for how many something was written down this term, and the quiet ones."""

    total: int
    this_term: int
    quiet: int
    rows: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class Development:
    """What the school's people took part in since a day, counted. kinds: the words of a kind and its figure."""

    since: datetime.date
    people: Figure
    kinds: tuple[tuple[str, Figure], ...] = ()
    note: str = ""
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """The school's own leadership posts, counted. looked_at: since which day all of them were; None where not all."""

    posts: Figure
    uncovered: Figure
    without_successor: Figure
    vacant: Figure
    looked_at: datetime.date | None = None
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Who stands behind the posts, each person once, under the soonest band. as_at: of which day the figures are."""

    bands: tuple[Figure, ...]
    total: Figure
    note: str
    as_at: datetime.date


@dataclass(frozen=True, slots=True)
class Seat:
    """A governor's place on the board. key: the place; name: a mark."""

    key: int
    name: str
    category: str
    office: str = ""
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A recommendation of the council's plan that speaks of schools."""

    key: int
    name: str
    text: str
    response: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """The open part."""

    policy: Policy
    cover: Cover
    pipeline: Pipeline
    seats: tuple[Seat, ...] = ()
    asks: tuple[Ask, ...] = ()
    has_plan: bool = False
    commitments: Commitments | None = None
    development: Development | None = None
    criteria: str = ""


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody behind a post, and why: both are marks."""

    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NamedPost:
    """A post of the school's own with the people of its plan. bands: in the order of the bands."""

    key: int
    title: str
    impact: str
    holders: tuple[str, ...] = ()
    held_since: datetime.date | None = None
    changes_from: datetime.date | None = None
    changes_until: datetime.date | None = None
    change_source: str = ""
    change_reason: str = ""
    bands: tuple[tuple[NamedPerson, ...], ...] = ()

    @property
    def is_covered(self) -> bool:
        """Whether somebody could act today."""
        return bool(self.bands and self.bands[0])

    @property
    def has_successor(self) -> bool:
        """Whether somebody is on the way to hold it for good."""
        return any(self.bands[1:])

    @property
    def shown_bands(self) -> list[tuple[str, tuple[NamedPerson, ...]]]:
        """Each band with its words."""
        return [(BAND_LABELS[band], people) for band, people in zip(Band, self.bands, strict=False)]


@dataclass(frozen=True, slots=True)
class Relied:
    """Somebody who is the only cover today of several posts; name: a mark."""

    name: str
    posts: int


@dataclass(frozen=True, slots=True)
class Confidential:
    """The confidential part. headship_covered: None where the headship is not on the map.

    people: how many stand in each band, each under the soonest: what the next report's figures are held against.
    """

    posts: tuple[NamedPost, ...] = ()
    relied: tuple[Relied, ...] = ()
    headship_covered: bool | None = None
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Personnel:
    """All that the report holds."""

    as_at: datetime.date
    open: Open
    confidential: Confidential | None = None
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something a governor may want to ask, and why it is worth asking."""

    question: str
    why: str


# Where we are ---------------------------------------------------------------------------------------------------------
def lines(facts: Personnel) -> tuple[str, ...]:
    """Where the school stands: a sentence with its figure for each of the sections."""
    shown = facts.open
    return (
        _policy_line(shown.policy),
        _commitments_line(shown.commitments),
        _cover_line(shown.cover),
        _pipeline_line(shown.pipeline),
        _development_line(shown.development),
        _seats_line(shown.seats, facts.as_at),
        _asks_line(shown),
    )


def _policy_line(policy: Policy) -> str:
    if policy.version is None:
        return f"The school has no succession policy in force: {_first_lower(STANDING_LABELS[policy.standing])}."
    due = f", and its review is due on {_day(policy.review_due_on)}" if policy.review_due_on else ""
    if policy.standing is Standing.LAPSED:
        due = f", and its review was due on {_day(policy.review_due_on)}"
    return f"Version {policy.version} of the policy is in force since {_day(policy.in_force_from)}{due}."


def _commitments_line(commitments: Commitments | None) -> str:
    if commitments is None or commitments.total == 0:
        return "No commitment is in force, so there is nothing to show evidence for."
    some = f"{commitments.this_term} of {_count(commitments.total, 'commitment')}"
    return f"This term something was written down for {some}; {commitments.quiet} have been quiet for a term or more."


def _development_line(development: Development | None) -> str:
    if development is None or development.is_empty:
        return "No development of staff is written down for this time."
    return f"Staff who took part in development since {_day(development.since)}: {development.people}."


def _cover_line(cover: Cover) -> str:
    if cover.is_empty:
        return "No leadership post is on the school’s map yet, so nothing can be said about cover."
    return f"In {cover.uncovered} of {cover.posts} leadership posts nobody could act today."


def _pipeline_line(pipeline: Pipeline) -> str:
    return f"People who stand behind the school’s leadership posts: {pipeline.total}, each counted once."


def _seats_line(seats: tuple[Seat, ...], as_at: datetime.date) -> str:
    if not seats:
        return "No governor’s place is written down here, so nothing can be said about terms of office."
    ending = ending_soon(seats, as_at)
    verb = "ends" if len(ending) == 1 else "end"
    return f"{len(ending) or 'None'} of {_count(len(seats), 'term')} of office {verb} within a year."


def _asks_line(shown: Open) -> str:
    if not shown.has_plan:
        return "The council has no action plan here that could ask something of schools."
    verb = "speaks" if len(shown.asks) == 1 else "speak"
    return f"{_count(len(shown.asks), 'recommendation')} of the council’s plan {verb} of schools."


def ending_soon(seats: Iterable[Seat], as_at: datetime.date) -> list[Seat]:
    """The places whose term ends within a year."""
    return [seat for seat in seats if seat.ends_on is not None and seat.ends_on <= as_at + _YEAR]


# Questions ------------------------------------------------------------------------------------------------------------
Rule = Callable[[Personnel], Question | None]


def questions(facts: Personnel) -> tuple[Question, ...]:
    """At most five questions, the weightiest first. Each rule reads the open part alone."""
    return tuple(found for rule in RULES if (found := rule(facts)) is not None)[:MOST_QUESTIONS]


def _no_policy(facts: Personnel) -> Question | None:
    policy = facts.open.policy
    if policy.version is not None:
        return None
    return Question(
        "By when will the school have a succession policy for us to adopt?",
        f"None is in force: {_first_lower(STANDING_LABELS[policy.standing])}.",
    )


def _review(facts: Personnel) -> Question | None:
    due = facts.open.policy.review_due_on
    if facts.open.policy.version is None or due is None or due > facts.as_at + _SOON:
        return None
    passed = "was" if due < facts.as_at else "is"
    return Question("Which meeting will review the policy?", f"Its review {passed} due on {_day(due)}.")


def _no_posts(facts: Personnel) -> Question | None:
    if not facts.open.cover.is_empty:
        return None
    return Question(
        "Which leadership posts could the school least be without?",
        "No post is on the map, so nobody can say who would act if somebody were away tomorrow.",
    )


def _uncovered(facts: Personnel) -> Question | None:
    cover = facts.open.cover
    if cover.is_empty or cover.uncovered.words == "0":
        return None
    return Question(
        "Who would act tomorrow in each post, if its holder were away?",
        f"In {cover.uncovered} of {cover.posts} posts nobody could. The confidential part says in which.",
    )


def _quiet(facts: Personnel) -> Question | None:
    commitments = facts.open.commitments
    if commitments is None or not commitments.quiet:
        return None
    verb = "has" if commitments.quiet == 1 else "have"
    return Question(
        "What will be done this term for the commitments that have been quiet?",
        f"{commitments.quiet} of {_count(commitments.total, 'commitment')} {verb} had no evidence for a whole term.",
    )


def _no_development(facts: Personnel) -> Question | None:
    development = facts.open.development
    if development is None or not development.is_empty:
        return None
    return Question(
        "How do people here get the chance to try leading?",
        f"No development of staff is written down since {_day(development.since)}.",
    )


def _not_looked_at(facts: Personnel) -> Question | None:
    cover = facts.open.cover
    if cover.is_empty or (cover.looked_at is not None and cover.looked_at >= facts.as_at - _YEAR):
        return None
    since = f"since {_day(cover.looked_at)}" if cover.looked_at else "yet"
    return Question("When will cover for every post be looked at?", f"Not all posts were looked at {since}.")


def _terms(facts: Personnel) -> Question | None:
    ending = ending_soon(facts.open.seats, facts.as_at)
    if not ending:
        return None
    return Question(
        "Who will follow the governors whose terms end, and what should they be able to do?",
        f"{_count(len(ending), 'term')} of office {'ends' if len(ending) == 1 else 'end'} within a year.",
    )


def _late_asks(facts: Personnel) -> Question | None:
    late = [ask for ask in facts.open.asks if ask.state == "late"]
    if not late:
        return None
    names = ", ".join(ask.name for ask in late[:4])
    return Question(
        "What has the school done about what the council’s plan asks of schools?",
        f"A date has passed in {_count(len(late), 'recommendation')} that {_verb(late)} of schools: {names}.",
    )


RULES: tuple[Rule, ...] = (
    _no_policy,
    _review,
    _no_posts,
    _uncovered,
    _quiet,
    _not_looked_at,
    _no_development,
    _terms,
    _late_asks,
)
"""In the order of weight."""


# What changed ---------------------------------------------------------------------------------------------------------
def compare(now: Personnel, before: Personnel) -> Changes:
    """What is otherwise than in an earlier report."""
    return Changes(tuple(_open_changes(now, before)), tuple(_confidential_changes(now, before)))


def _open_changes(now: Personnel, before: Personnel) -> Iterator[str]:
    yield from _policy_changes(now.open.policy, before.open.policy)
    yield from _commitment_changes(now.open.commitments, before.open.commitments)
    if now.open.criteria != before.open.criteria:
        yield now.open.criteria or "The school has no criteria for leaders in force any more."
    yield from _cover_changes(now.open.cover, before.open.cover)
    if now.open.pipeline.total.words != before.open.pipeline.total.words:
        was = before.open.pipeline.total
        yield f"People behind the school’s posts: {now.open.pipeline.total}; it was {was}."
    yield from _seat_changes(now.open.seats, before.open.seats)
    yield from _ask_changes(now.open.asks, before.open.asks)


def _policy_changes(now: Policy, before: Policy) -> Iterator[str]:
    if now.version is not None and now.version != before.version:
        whose = f" {now.adopted_by} adopted it on {_day(now.adopted_on)}." if now.adopted_on else ""
        yield f"Version {now.version} of the policy took effect on {_day(now.in_force_from)}.{whose}"
    elif now.standing != before.standing:
        words, were = STANDING_LABELS[now.standing], STANDING_LABELS[before.standing]
        yield f"The policy’s standing is now “{words}”; it was “{were}”."
    if now.next_state != before.next_state and now.next_state == "submitted":
        yield "A new version of the policy waits for the board."


def _commitment_changes(now: Commitments | None, before: Commitments | None) -> Iterator[str]:
    if now is None or before is None:
        return
    if now.total != before.total:
        yield f"Commitments in force: {now.total}; it was {before.total}."
    were = {one.key: one.terms for one in before.rows}
    woken = sum(were.get(one.key, 0) > 0 and not one.terms for one in now.rows)
    fallen = sum(one.key in were and not were[one.key] and one.terms > 0 for one in now.rows)
    if woken:
        yield f"{_count(woken, 'commitment')} that had been quiet now {'has' if woken == 1 else 'have'} evidence."
    if fallen:
        yield f"{_count(fallen, 'commitment')} fell quiet."


def _cover_changes(now: Cover, before: Cover) -> Iterator[str]:
    for name, is_now, was in (
        ("Leadership posts on the map", now.posts, before.posts),
        ("Posts in which nobody could act today", now.uncovered, before.uncovered),
        ("Posts with nobody on the way to follow", now.without_successor, before.without_successor),
        ("Vacant posts", now.vacant, before.vacant),
    ):
        if is_now.words != was.words:
            yield f"{name}: {is_now}; it was {was}."
    if now.looked_at is not None and now.looked_at != before.looked_at:
        yield f"All posts were looked at since {_day(now.looked_at)}."


def _seat_changes(now: tuple[Seat, ...], before: tuple[Seat, ...]) -> Iterator[str]:
    held, were = {seat.key for seat in now}, {seat.key for seat in before}
    if held - were:
        yield f"{_count(len(held - were), 'governor')} took up a place."
    if were - held:
        yield f"{_count(len(were - held), 'term')} of office ended."


def _ask_changes(now: tuple[Ask, ...], before: tuple[Ask, ...]) -> Iterator[str]:
    were = {ask.key: ask for ask in before}
    for ask in now:
        was = were.get(ask.key)
        if was is None:
            yield f"Recommendation {ask.name} of the council’s plan is new here."
        elif was.response != ask.response:
            yield f"Recommendation {ask.name}: the council’s response is “{ask.response}”; it was “{was.response}”."
        elif was.state != "late" and ask.state == "late":
            yield f"Recommendation {ask.name}: a date of the plan has passed."


def _confidential_changes(now: Personnel, before: Personnel) -> Iterator[str]:
    if now.confidential is None or before.confidential is None:
        return
    were = {post.key: post for post in before.confidential.posts}
    for post in now.confidential.posts:
        was = were.pop(post.key, None)
        yield from _post_changes(post, was)
    yield from (f"{post.title} is not on the map any more." for post in were.values())
    is_now, was_then = now.confidential.headship_covered, before.confidential.headship_covered
    if is_now is not None and is_now != was_then:
        yield "Somebody could lead the school tomorrow." if is_now else "Nobody could lead the school tomorrow."


def _post_changes(now: NamedPost, was: NamedPost | None) -> Iterator[str]:
    if was is None:
        yield f"{now.title} is new on the map."
        return
    if now.held_since is not None and now.held_since != was.held_since:
        yield f"{now.title} has had another holder since {_day(now.held_since)}."
    if was.holders and not now.holders:
        yield f"{now.title} is vacant."
    if now.is_covered != was.is_covered:
        yield f"{now.title}: {'somebody' if now.is_covered else 'nobody'} could act today; before, it was otherwise."
    if now.has_successor != was.has_successor:
        yield f"{now.title}: {'somebody' if now.has_successor else 'nobody'} is on the way to follow."
    if now.changes_from != was.changes_from:
        expected = f"may change hands from {_day(now.changes_from)}" if now.changes_from else "is to stay as it is held"
        yield f"{now.title} {expected}."


# Words ----------------------------------------------------------------------------------------------------------------
def context(facts: Personnel) -> dict[str, Any]:
    """What the templates show beside the facts."""
    bands = list(zip((BAND_LABELS[band] for band in Band), facts.open.pipeline.bands, strict=True))
    return {
        "lines": lines(facts),
        "questions": questions(facts),
        "standing": STANDING_LABELS[facts.open.policy.standing],
        "bands": bands,
        "ending": [seat.key for seat in ending_soon(facts.open.seats, facts.as_at)],
    }


def _day(day: datetime.date | None) -> str:
    return f"{day:%-d %B %Y}" if day else "a day not given"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _verb(asks: list[Ask]) -> str:
    return "speaks" if len(asks) == 1 else "speak"


def _first_lower(words: str) -> str:
    return words[:1].lower() + words[1:]
