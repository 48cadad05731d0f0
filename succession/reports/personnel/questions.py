"""The questions a governor may want to ask, from fixed rules that say why. Pure."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from people.disclosure import NOT_SHOWN
from policies.standings.rules import STANDING_LABELS
from succession.reports.personnel.lines import YEAR, ending_soon, uncovered
from succession.reports.personnel.record import Personnel
from succession.reports.personnel.wording import count, day, first_lower, verb

MOST_QUESTIONS = 5
_SOON = datetime.timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Question:
    """Something a governor may want to ask, and why it is worth asking."""

    question: str
    why: str


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
        f"None is in force: {first_lower(STANDING_LABELS[policy.standing])}.",
    )


def _review(facts: Personnel) -> Question | None:
    due = facts.open.policy.review_due_on
    if facts.open.policy.version is None or due is None or due > facts.as_at + _SOON:
        return None
    passed = "was" if due < facts.as_at else "is"
    return Question("Which meeting will review the policy?", f"Its review {passed} due on {day(due)}.")


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
    where = "The confidential part says in which nobody could."
    if cover.uncovered.words != NOT_SHOWN and cover.posts.words.isdecimal():
        where = f"{uncovered(cover)} The confidential part says in which."
    return Question("Who would act tomorrow in each post, if its holder were away?", where)


def _quiet(facts: Personnel) -> Question | None:
    commitments = facts.open.commitments
    if commitments is None or not commitments.quiet:
        return None
    return Question(
        "What will be done this term for the commitments that have been quiet?",
        f"{commitments.quiet} of {count(commitments.total, 'commitment')} "
        f"{verb(commitments.quiet, 'has', 'have')} had no evidence for a whole term.",
    )


def _no_development(facts: Personnel) -> Question | None:
    development = facts.open.development
    if development is None or not development.is_empty:
        return None
    return Question(
        "How do people here get the chance to try leading?",
        f"No development of staff is written down since {day(development.since)}.",
    )


def _not_looked_at(facts: Personnel) -> Question | None:
    cover = facts.open.cover
    if cover.is_empty or (cover.looked_at is not None and cover.looked_at >= facts.as_at - YEAR):
        return None
    since = f"since {day(cover.looked_at)}" if cover.looked_at else "yet"
    return Question("When will cover for every post be looked at?", f"Not all posts were looked at {since}.")


def _terms(facts: Personnel) -> Question | None:
    ending = ending_soon(facts.open.seats, facts.as_at)
    if not ending:
        return None
    return Question(
        "Who will follow the governors whose terms end, and what should they be able to do?",
        f"{count(len(ending), 'term')} of office {verb(ending, 'ends', 'end')} within a year.",
    )


def _vacancies(facts: Personnel) -> Question | None:
    vacant = facts.open.board.vacancies
    if not vacant:
        return None
    return Question(
        "Who looks for governors for the places that nobody holds?",
        f"{count(vacant, 'place')} on the board {verb(vacant, 'is', 'are')} vacant.",
    )


def _late_asks(facts: Personnel) -> Question | None:
    late = [ask for ask in facts.open.asks if ask.state == "late"]
    if not late:
        return None
    names = ", ".join(ask.name for ask in late[:4])
    return Question(
        "What has the school done about the council’s recommendations that name schools?",
        f"Of these a date has passed in {count(len(late), 'recommendation')}: {names}.",
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
    _vacancies,
    _late_asks,
)
"""In the order of weight. No rule reads anything but the open part."""
