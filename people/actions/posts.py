"""Planning for a post: making it, who holds it, when it may fall vacant, who could follow, and that it was looked at.

The headship and the board's own offices are the chair's and the vice-chair's to plan, the others the head's.
"""

import datetime
from typing import Any

from django.db import transaction

from core import clock, conflicts, mail
from people.access.guards import allows, require
from people.access.planning import planned_with
from people.access.roles import Permission
from people.models import LeadershipPost, Nomination, PostHolder, School, StaffMember, TermOfOffice, User
from people.planning.cover import Band, ChangeSource, Impact, Level, NominationState
from people.rules import Refused

Person = StaffMember | TermOfOffice
_DAY = datetime.timedelta(days=1)


@transaction.atomic
def add_post(*, school: School, title: str, level: Level, impact: Impact, by: User) -> LeadershipPost:
    """Add a post to a school's map. Sent twice, it is added once. Raises Refused where another is there already."""
    require(by, planned_with(level), school)
    School.objects.select_for_update(of=["self"]).get(pk=school.pk)
    there = LeadershipPost.objects.filter(school=school).open()
    same = there.filter(title=title, level=level.value, impact=impact.value).first()
    if same is not None:
        return same
    if level is Level.HEADSHIP and there.filter(level=level).exists():
        raise Refused("The headship is on the map already.")
    if there.filter(title__iexact=title).exists():
        raise Refused(f"There is a post called {title} already. Two alike need two titles, like “Phase lead, lower”.")
    post = LeadershipPost(school=school, title=title, level=level.value, impact=impact.value)
    post.full_clean()
    post.save()
    return post


@transaction.atomic
def change_post(*, post: LeadershipPost, title: str, impact: Impact, opened_on: str, by: User) -> LeadershipPost:
    """Call a post something else, or weigh it otherwise. Raises conflicts.Conflict, and Refused for a title taken."""
    locked = _locked(post, by)
    if (locked.title, locked.impact) == (title, impact.value):
        return locked
    conflicts.check(opened_on=opened_on, now=post_token(locked))
    if LeadershipPost.objects.filter(school=locked.school, title__iexact=title).open().exclude(pk=locked.pk).exists():
        raise Refused(f"There is a post called {title} already. Two alike need two titles, like “Phase lead, lower”.")
    locked.title, locked.impact = title, impact.value
    locked.full_clean()
    locked.save(update_fields=["title", "impact"])
    return locked


def post_token(post: LeadershipPost) -> str:
    """What a form about a post was opened on."""
    return conflicts.token(post.title, post.impact)


@transaction.atomic
def close_post(*, post: LeadershipPost, by: User) -> LeadershipPost:
    """Say that there is no such post any more: its plan is kept, and stands on no map. Sent twice, it closes once."""
    locked = _locked(post, by)
    if locked.closed_on is None:
        locked.closed_on = clock.today()
        locked.save(update_fields=["closed_on"])
    return locked


@transaction.atomic
def record_holder(
    *, post: LeadershipPost, person: Person, starts_on: datetime.date, beside: bool, by: User
) -> PostHolder:
    """Say who holds a post from this day on, in place of those before or, where they share it, beside them.

    Raises Refused for somebody of another school, one who has left, or a governor in a post of the staff.
    """
    locked = _locked(post, by)
    _check_person(locked, person, starts_on)
    others = list(PostHolder.objects.select_for_update().filter(post=locked, ends_on__isnull=True))
    same = next((held for held in others if held.person == person), None)
    if not beside:
        for held in others:
            if held is not same:
                held.ends_on = max(starts_on - _DAY, held.starts_on)
                held.save(update_fields=["ends_on"])
    if same is not None:
        return same
    holder = PostHolder(post=locked, starts_on=starts_on, **_as(person))
    holder.full_clean()
    holder.save()
    return holder


@transaction.atomic
def end_holding(*, post: LeadershipPost, from_day: datetime.date, by: User) -> LeadershipPost:
    """Say that nobody holds a post from this day on. The plan stays with it."""
    locked = _locked(post, by)
    for held in PostHolder.objects.select_for_update().filter(post=locked, ends_on__isnull=True):
        held.ends_on = max(from_day - _DAY, held.starts_on)
        held.save(update_fields=["ends_on"])
    return locked


@transaction.atomic
def expect_change(
    *,
    holder: PostHolder,
    earliest: datetime.date | None,
    latest: datetime.date | None,
    source: ChangeSource | None,
    reason: str,
    by: User,
) -> PostHolder:
    """Say between which days somebody may leave a post and how that is known; without days, that nothing is expected.

    Raises Refused where the days are the wrong way round, or nothing says how it is known.
    """
    _locked(holder.post, by)
    locked = PostHolder.objects.select_for_update(of=["self"]).select_related("staff", "governor").get(pk=holder.pk)
    first, last = earliest or latest, latest or earliest
    if first is not None and last is not None and last < first:
        raise Refused("The last day is before the first. Correct one of them.")
    if first is not None and source is None:
        raise Refused("Choose how you know. Nothing is worked out from anybody’s age.")
    locked.changes_from, locked.changes_until = first, last
    locked.change_source = source.value if source and first else ""
    locked.change_reason = reason.strip() if first else ""
    locked.full_clean()
    locked.save()
    return locked


@transaction.atomic
def nominate(*, post: LeadershipPost, person: Person, band: Band, reason: str, by: User) -> Nomination:
    """Say that somebody could hold a post, how soon, and why. They are told by letter where they have an account.

    Sent twice, it is said once. The head's own nomination for the headship is a proposal for cover today, to which the
    chair agrees.
    Raises Refused for the holder of the post, somebody who has left, and one who stands in this band already.
    """
    is_proposal = not allows(by, planned_with(Level(post.level)), post.school)
    if is_proposal:
        if post.level != Level.HEADSHIP or band is not Band.TODAY:
            require(by, planned_with(Level(post.level)), post.school)
        require(by, Permission.HEADSHIP_PROPOSE, post.school)
    locked = _lock(post)
    today = clock.today()
    _check_person(locked, person, today)
    if PostHolder.objects.filter(post=locked, **_as(person)).on(today).exists():
        raise Refused(f"{person.name} holds this post now, so they cannot stand behind it.")
    standing = Nomination.objects.filter(post=locked, band=band, **_as(person)).standing().first()
    if standing is not None:
        if (standing.reason, standing.nominated_by_id) == (reason.strip(), by.pk):
            return standing
        raise Refused(f"{person.name} stands under “{band.label}” already.")
    nomination = Nomination(
        post=locked,
        band=band.value,
        reason=reason.strip(),
        state=(NominationState.PROPOSED if is_proposal else NominationState.AGREED).value,
        nominated_by=by,
        nominated_at=clock.now(),
        **_as(person),
    )
    nomination.full_clean()
    nomination.save()
    if not is_proposal:
        _tell(nomination)
    return nomination


@transaction.atomic
def agree_nomination(*, nomination: Nomination, by: User) -> Nomination:
    """The chair agrees to cover that the head proposed. Sent twice, it is agreed once; one that ended stays so."""
    locked = _locked_nomination(nomination, by)
    if locked.state == NominationState.PROPOSED:
        locked.state = NominationState.AGREED.value
        locked.save(update_fields=["state"])
        _tell(locked)
    return locked


@transaction.atomic
def end_nomination(*, nomination: Nomination, reason: str, by: User) -> Nomination:
    """Somebody stands behind a post no more. Sent twice, it ends once; a head may take back what they proposed."""
    own = nomination.nominated_by_id == by.pk and nomination.state == NominationState.PROPOSED
    locked = _locked_nomination(nomination, by, own=own)
    if locked.state != NominationState.ENDED:
        locked.state, locked.ended_by, locked.ended_at = NominationState.ENDED.value, by, clock.now()
        locked.ended_reason = reason.strip()
        locked.full_clean()
        locked.save()
    return locked


@transaction.atomic
def record_review(*, post: LeadershipPost, by: User) -> LeadershipPost:
    """Say that the cover of a post was looked at today, whether or not anything was changed."""
    locked = _locked(post, by)
    locked.reviewed_on = clock.today()
    locked.save(update_fields=["reviewed_on"])
    return locked


# ---------------------------------------------------------------------------------------------------------------------
def _locked(post: LeadershipPost, by: User) -> LeadershipPost:
    """The post as it is now, once `by` may plan it. Raises Refused where there is none such any more."""
    require(by, planned_with(Level(post.level)), post.school)
    return _lock(post)


def _lock(post: LeadershipPost) -> LeadershipPost:
    locked = LeadershipPost.objects.select_for_update(of=["self"]).select_related("school").get(pk=post.pk)
    if locked.closed_on is not None:
        raise Refused("There is no such post any more. What was planned for it is kept.")
    return locked


def _locked_nomination(nomination: Nomination, by: User, *, own: bool = False) -> Nomination:
    if not own:
        require(by, planned_with(Level(nomination.post.level)), nomination.post.school)
    found = Nomination.objects.select_for_update(of=["self"]).select_related("post__school", "staff", "governor")
    return found.get(pk=nomination.pk)


def _check_person(post: LeadershipPost, person: Person, today: datetime.date) -> None:
    """Raise Refused unless somebody can be named in this post, as they are now; nobody leaves meanwhile."""
    if isinstance(person, TermOfOffice):
        ends_on = TermOfOffice.objects.select_for_update().get(pk=person.pk).ends_on
        fits = post.level == Level.BOARD and person.body.schools.filter(pk=post.school_id).exists()
    else:
        ends_on = StaffMember.objects.select_for_update().get(pk=person.pk).ends_on
        fits = post.level != Level.BOARD and person.school_id == post.school_id
    if not fits:
        raise Refused("Choose somebody from the list.")
    if ends_on is not None and ends_on < today:
        raise Refused(f"{person.name} left on {ends_on:%-d %B %Y}, so they cannot be named here.")


def _as(person: Person) -> dict[str, Any]:
    is_staff = isinstance(person, StaffMember)
    return {"staff": person if is_staff else None, "governor": None if is_staff else person}


def _tell(nomination: Nomination) -> None:
    if nomination.person.user_id is not None:
        mail.post(kind="people.nominated", about=nomination.pk)
