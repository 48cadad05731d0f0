"""What is otherwise than in an earlier report to the same committee. Pure."""

from collections.abc import Iterator, Sequence

from policies.rules import WAITING
from policies.standings.rules import STANDING_LABELS
from succession.reports.personnel.record import Ask, Commitments, Cover, NamedPost, Open, Personnel, Policy
from succession.reports.personnel.wording import count, day, verb
from succession.reports.scrutiny.wording import naming
from succession.reports.shape import Changes


def compare(now: Personnel, before: Personnel) -> Changes:
    """What is otherwise than in an earlier report."""
    return Changes(tuple(_open_changes(now, before)), tuple(_confidential_changes(now, before)))


def _open_changes(now: Personnel, before: Personnel) -> Iterator[str]:
    yield from _policy_changes(now.open.policy, before.open.policy)
    yield from _commitment_changes(now.open.commitments, before.open.commitments)
    yield from _evidence(now, before)
    if now.open.criteria != before.open.criteria:
        yield now.open.criteria or "The school has no criteria for leaders in force any more."
    yield from _cover_changes(now.open.cover, before.open.cover)
    if now.open.pipeline.total.words != before.open.pipeline.total.words:
        was = before.open.pipeline.total
        yield f"People behind the school’s posts: {now.open.pipeline.total}; it was {was}."
    yield from _board_changes(now.open, before.open)
    yield from _ask_changes(now.open.asks, before.open.asks)


def _policy_changes(now: Policy, before: Policy) -> Iterator[str]:
    if now.version is not None and now.version != before.version:
        whose = f" {now.adopted_by} adopted it on {day(now.adopted_on)}." if now.adopted_on else ""
        yield f"Version {now.version} of the policy took effect on {day(now.in_force_from)}.{whose}"
    elif now.standing != before.standing:
        words, were = STANDING_LABELS[now.standing], STANDING_LABELS[before.standing]
        yield f"The policy’s standing is now “{words}”; it was “{were}”."
    if now.next_state in WAITING and before.next_state not in WAITING:
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
        yield f"{count(woken, 'commitment')} that had been quiet now {'has' if woken == 1 else 'have'} evidence."
    if fallen:
        yield f"{count(fallen, 'commitment')} fell quiet."


def _evidence(now: Personnel, before: Personnel) -> Iterator[str]:
    """What was written down since; a report that corrects another tells of the same time as that one did."""
    held = now.open.commitments
    if held is not None and held.done and held.since == before.as_at:
        yield f"{count(held.done, 'line')} of evidence {verb(held.done, 'was', 'were')} written down for commitments."


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
        yield f"All posts were looked at since {day(now.looked_at)}."


def _board_changes(now: Open, before: Open) -> Iterator[str]:
    held, were = {seat.key for seat in now.seats}, {seat.key for seat in before.seats}
    if held - were:
        yield f"{count(len(held - were), 'governor')} took up a place."
    if were - held:
        yield f"{count(len(were - held), 'term')} of office ended."
    vacant, was = now.board.vacancies, before.board.vacancies
    if vacant is not None and was is not None and vacant != was:
        yield f"Vacant places on the board: {vacant}; it was {was}."


def _ask_changes(now: tuple[Ask, ...], before: tuple[Ask, ...]) -> Iterator[str]:
    were = {ask.key: ask for ask in before}
    met = [(ask, were[ask.key]) for ask in now if ask.key in were]
    new = [ask for ask in now if ask.key not in were]
    answered = [ask for ask, was in met if ask.response != was.response]
    late = [ask for ask, was in met if was.state != "late" and ask.state == "late"]
    if new:
        yield f"New among what the council’s plan says of schools: {_named(new)}."
    if answered:
        yield f"The council’s response is another than it was: {_named(answered)}."
    if late:
        yield f"A date of the council’s plan has passed: {_named(late)}."


def _named(asks: Sequence[Ask]) -> str:
    return naming([ask.name for ask in asks])


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
        yield f"{now.title} has had another holder since {day(now.held_since)}."
    if was.holders and not now.holders:
        yield f"{now.title} is vacant."
    if now.is_covered != was.is_covered:
        could, before = ("somebody", "nobody") if now.is_covered else ("nobody", "somebody")
        yield f"{now.title}: {could} could act today, where {before} could before."
    if now.has_successor != was.has_successor:
        yield f"{now.title}: {'somebody' if now.has_successor else 'nobody'} is on the way to follow."
    if now.changes_from != was.changes_from:
        expected = f"may change hands from {day(now.changes_from)}" if now.changes_from else "is to stay as it is held"
        yield f"{now.title} {expected}."
