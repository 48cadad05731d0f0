"""Where a school stands: six sentences with their figures, one for each thing the report is about. Pure."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from people.disclosure import NOT_SHOWN
from policies.standings.rules import STANDING_LABELS, Standing
from succession.reports.personnel.record import (
    Board,
    Commitments,
    Confidential,
    Cover,
    Development,
    Kept,
    Open,
    Personnel,
    Pipeline,
    Policy,
    Seat,
)
from succession.reports.personnel.wording import count, day, first_lower, verb

YEAR = datetime.timedelta(days=365)
_NEVER = datetime.date.max
_MOST_TITLES, _LONGEST_TITLE = 6, 80


def lines(facts: Personnel) -> tuple[str, ...]:
    """Where the school stands."""
    shown = facts.open
    return (
        _policy(shown.policy),
        _commitments(shown.commitments),
        _cover(shown.cover, shown.pipeline),
        _development(shown.development),
        _board(shown.seats, shown.board, facts.as_at),
        _asks(shown),
    )


def ending_soon(seats: Iterable[Seat], as_at: datetime.date) -> list[Seat]:
    """The places whose term ends within a year."""
    return [seat for seat in seats if seat.ends_on is not None and seat.ends_on <= as_at + YEAR]


def vacancies(board: Board) -> str:
    """How many places nobody holds, in a sentence."""
    if board.vacancies is None:
        return "Vacancies cannot be counted: nobody has written down how many places the board has."
    places = count(sum(one.total or 0 for one in board.places), "place")
    if not board.vacancies:
        return f"All {places} on the board are held."
    return f"{board.vacancies} of {places} on the board {verb(board.vacancies, 'is', 'are')} vacant."


def uncounted(board: Board) -> str:
    """Which places are not among those counted, in a sentence; nothing where all are, or none."""
    if board.vacancies is None or not board.unsaid:
        return ""
    named = ", ".join(first_lower(category) for category in board.unsaid)
    return f"Not counted, as nobody has written down how many there are: places of {named}."


@dataclass(frozen=True, slots=True)
class Silent:
    """Commitments for which nothing was written down lately, under the words for how long."""

    heading: str
    rows: tuple[Kept, ...]


def silent(commitments: Commitments | None) -> list[Silent]:
    """The commitments without evidence in the time that is told of, the quietest first."""
    rows = [one for one in commitments.rows if not one.lines] if commitments else []
    found: dict[int, list[Kept]] = {}
    for one in rows:
        found.setdefault(one.terms, []).append(one)
    return [
        Silent(
            f"Quiet for {count(terms, 'term')}" if terms else "Nothing in this time, and not quiet for a whole term",
            tuple(found[terms]),
        )
        for terms in sorted(found, reverse=True)
    ]


def standing_out(part: Confidential) -> list[str]:
    """What stands out among the posts, in sentences, for the first page of the confidential part."""
    bare = [post.title for post in part.posts if not post.is_covered]
    vacant = [post.title for post in part.posts if not post.holders]
    moving = sorted((post for post in part.posts if post.changes_from), key=lambda post: post.changes_from or _NEVER)
    found = [
        ("Nobody could act today", bare),
        ("Nobody holds", vacant),
        ("May change hands", [f"{_short(post.title)} from {day(post.changes_from)}" for post in moving]),
    ]
    return [f"{words}: {_listed(titles)}." for words, titles in found if titles]


def _listed(titles: Sequence[str]) -> str:
    shown = [_short(title) for title in titles[:_MOST_TITLES]]
    rest = len(titles) - len(shown)
    return "; ".join(shown) + (f"; and {rest} more" if rest else "")


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE].rstrip()} …"


def _policy(policy: Policy) -> str:
    if policy.version is None:
        return f"The school has no succession policy in force: {first_lower(STANDING_LABELS[policy.standing])}."
    due = f", and its review is due on {day(policy.review_due_on)}" if policy.review_due_on else ""
    if policy.standing is Standing.LAPSED:
        due = f", and its review was due on {day(policy.review_due_on)}"
    return f"Version {policy.version} of the policy is in force since {day(policy.in_force_from)}{due}."


def _commitments(commitments: Commitments | None) -> str:
    if commitments is None or commitments.total == 0:
        return "No commitment is in force, so there is nothing to show evidence for."
    some = f"{commitments.this_term} of {count(commitments.total, 'commitment')}"
    number = commitments.quiet
    quiet = f"{number or 'none'} {verb(number or 1, 'has', 'have')} been quiet for a whole term or more"
    return f"Evidence was written down this term for {some}; {quiet}."


def _development(development: Development | None) -> str:
    if development is None or development.is_empty:
        return "No development of staff is written down for this time."
    return f"Staff who took part in development since {day(development.since)}: {development.people}."


def _cover(cover: Cover, pipeline: Pipeline) -> str:
    if cover.is_empty:
        return "No leadership post is on the school’s map yet, so nothing can be said about cover."
    behind = f"People who stand behind the posts, each counted once: {pipeline.total}."
    if not cover.posts.words.isdecimal():
        return f"Leadership posts on the school’s map: {cover.posts}, too few to say more here. {behind}"
    return f"{uncovered(cover)} {behind}"


def uncovered(cover: Cover) -> str:
    """In how many posts nobody could act today, in a sentence, of a school that has enough of them to be counted."""
    if cover.uncovered.words == NOT_SHOWN:
        return f"In how many posts nobody could act today is not said, as there are no more than {cover.posts} of them."
    return f"In {cover.uncovered} of {cover.posts} leadership posts nobody could act today."


def _board(seats: tuple[Seat, ...], board: Board, as_at: datetime.date) -> str:
    if not seats:
        return "No governor’s place is written down here, so nothing can be said about terms of office."
    ending = ending_soon(seats, as_at)
    terms = f"{len(ending) or 'None'} of {count(len(seats), 'term')} of office"
    return f"{terms} {verb(ending, 'ends', 'end')} within a year. {vacancies(board)}"


def _asks(shown: Open) -> str:
    if not shown.has_plan:
        return "The council has no action plan here that could ask something of schools."
    number = len(shown.asks) + shown.more_asks
    late = sum(ask.state == "late" for ask in shown.asks)
    passed = f"; in {late or 'none'} of them a date has passed" if number else ""
    return f"{count(number, 'recommendation')} of the council’s plan {verb(number, 'names', 'name')} schools{passed}."
