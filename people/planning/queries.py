"""What pages about posts and cover ask, each with who may know it.

The headship and the board's own offices are shown to the chair and the vice-chair, the other posts to those who lead
the school. A head sees of the headship that it is theirs, and what they proposed for it.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from core import clock
from core.prepared import prepared
from people.access.guards import allows
from people.access.planning import planned_with
from people.access.roles import Permission
from people.models import (
    Council,
    LeadershipPost,
    Membership,
    Nomination,
    PostHolder,
    School,
    StaffMember,
    TermOfOffice,
    User,
)
from people.planning import cover
from people.planning.cover import BOARDS, Band, CoverMap, Impact, Level, NominationState, Nominee, Post

LEAVERS_PAGE = 50
_SCHOOLS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Plan:
    """One post with all that its page shows."""

    post: LeadershipPost
    holders: list[PostHolder]
    before: list[PostHolder]
    bands: list[tuple[Band, list[Nomination]]]
    proposed: list[Nomination]
    ended: list[Nomination]


def levels_of(user: User, school: School) -> list[Level]:
    """The levels whose posts this person plans at this school."""
    return [level for level in Level if allows(user, planned_with(level), school)]


@dataclass(frozen=True, slots=True)
class Cover:
    """The map of the posts that somebody plans; for a head that there is a headship, and what they proposed for it.

    to_answer: what somebody else proposed for these posts, which waits for this person's answer.
    """

    map: CoverMap
    headship: LeadershipPost | None
    proposals: list[Nomination]
    to_answer: list[Nomination]


def cover_of(user: User, school: School, today: datetime.date) -> Cover:
    """What this person may see of a school's cover. Three queries, however many posts there are."""
    levels, proposes = levels_of(user, school), allows(user, Permission.HEADSHIP_PROPOSE, school)
    asked = {*levels, Level.HEADSHIP} if proposes else {*levels}
    every = _posts(school=school.pk, levels=sorted(asked))
    posts = [post for post in every if post.level in levels]
    headship = next((post for post in every if post.level == Level.HEADSHIP), None) if proposes else None
    keys = [post.pk for post in every]
    holders: dict[int, list[PostHolder]] = defaultdict(list)
    for held in _holders(posts=keys, today=today):
        holders[held.post_id].append(held)
    nominations: dict[int, list[Nomination]] = defaultdict(list)
    for nomination in _nominations(posts=keys):
        nominations[nomination.post_id].append(nomination)
    own = nominations[headship.pk] if headship is not None else []
    return Cover(
        map=cover.cover_map((_post(post, holders[post.pk], nominations[post.pk]) for post in posts), today),
        headship=headship,
        proposals=[one for one in own if one.nominated_by_id == user.pk],
        to_answer=[one for post in posts for one in nominations[post.pk] if one.state == NominationState.PROPOSED],
    )


def map_of(user: User, school: School, today: datetime.date) -> CoverMap:
    """The cover map of the posts that this person plans."""
    return cover_of(user, school, today).map


def post_of(user: User, school: School, key: int) -> LeadershipPost | None:
    """One post of a school, where this person plans it."""
    levels = [level.value for level in levels_of(user, school)]
    return next(iter(_one_post(school=school.pk, levels=levels, key=key)), None)


def headship_of(user: User, school: School) -> LeadershipPost | None:
    """The headship, for a head who may propose who covers it: nothing but that it is there."""
    if not allows(user, Permission.HEADSHIP_PROPOSE, school):
        return None
    return next(iter(_posts(school=school.pk, levels=[Level.HEADSHIP.value])), None)


def proposals_of(user: User, headship: LeadershipPost) -> list[Nomination]:
    """What this person has proposed for the headship, and nobody has ended."""
    return [one for one in _nominations(posts=[headship.pk]) if one.nominated_by_id == user.pk]


def headship_to_answer(user: User, school: School) -> int | None:
    """The key of the headship where the head has proposed who leads meanwhile, and this person has yet to answer."""
    if not allows(user, Permission.HEADSHIP_EDIT, school):
        return None
    return next(iter(_proposed(school=school.pk)), None)


def plan_of(post: LeadershipPost, today: datetime.date) -> Plan:
    """All about a post that its caller may plan."""
    every = _all_holders(post=post.pk)
    nominations = _all_nominations(post=post.pk)
    standing = [one for one in nominations if one.state == NominationState.AGREED]
    return Plan(
        post=post,
        holders=[held for held in every if held.starts_on <= today and (held.ends_on is None or held.ends_on >= today)],
        before=[held for held in every if held.ends_on is not None and held.ends_on < today],
        bands=[(band, [one for one in standing if one.band == band]) for band in Band],
        proposed=[one for one in nominations if one.state == NominationState.PROPOSED],
        ended=[one for one in nominations if one.state == NominationState.ENDED],
    )


def reviews_of(user: User, council: Council, schools: Collection[School]) -> dict[int, datetime.date]:
    """By the key of each school whose own posts were all looked at: since which day that is so.

    All that a council learns of a school's cover. One whose posts were not all looked at, or none, is left out.
    """
    if not allows(user, Permission.COVER_STATE_READ, council):
        return {}
    return dict(_reviewed(schools=[school.pk for school in schools]))


def reviews_in(user: User, council: Council) -> dict[int, datetime.date] | None:
    """As `reviews_of`, for every school of a council; None for who may not know it."""
    return dict(_reviewed_in(council=council.pk)) if allows(user, Permission.COVER_STATE_READ, council) else None


def looked_at_since(council: Council, day: datetime.date) -> list[School]:
    """A council's open schools all of whose own posts were looked at since this day; for a job."""
    keys = [key for key, since in _reviewed_in(council=council.pk) if since >= day]
    return list(School.objects.filter(pk__in=keys).open().order_by("pk"))


def uncovered_in(schools: Collection[int], today: datetime.date) -> dict[int, tuple[int, int]]:
    """By the key of each school: how many posts of its own it has, and in how many nobody could act; for a job."""
    counted: dict[int, tuple[int, int]] = dict.fromkeys(schools, (0, 0))
    for batch in _batches(sorted(schools), _SCHOOLS_AT_ONCE):
        of_school: dict[int, list[LeadershipPost]] = defaultdict(list)
        for post in _own_posts(schools=batch):
            of_school[post.school_id].append(post)
        keys = [post.pk for posts in of_school.values() for post in posts]
        holders: dict[int, list[PostHolder]] = defaultdict(list)
        for held in _holders(posts=keys, today=today):
            holders[held.post_id].append(held)
        nominations: dict[int, list[Nomination]] = defaultdict(list)
        for one in _nominations(posts=keys):
            nominations[one.post_id].append(one)
        for school, posts in of_school.items():
            rows = cover.cover_map((_post(post, holders[post.pk], nominations[post.pk]) for post in posts), today).rows
            counted[school] = (len(rows), sum(row.is_uncovered for row in rows))
    return counted


def _batches(keys: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Keys, so many at a time."""
    return (keys[start : start + size] for start in range(0, len(keys), size))


def knowing_looks(user: User) -> Q:
    """A condition: schools of which this person may know whether their cover was looked at.

    Those whose reports they prepare, which say it too, and those of a council where they may know it.
    """
    asking = Council.objects.reaching(user, Permission.COVER_STATE_READ).values("pk")
    preparing = School.objects.reaching(user, Permission.REPORT_PREPARE).values("pk")
    return Q(pk__in=preparing) | Q(council__in=asking)


def looked_at(user: User, schools: Collection[School]) -> dict[int, datetime.date]:
    """As `reviews_of`, for schools of any council, of those of which this person may know it."""
    known = [
        school.pk
        for school in schools
        if allows(user, Permission.REPORT_PREPARE, school)
        or allows(user, Permission.COVER_STATE_READ, Council(pk=school.council_id))
    ]
    return dict(_reviewed(schools=known))


def looked_since(day: datetime.date) -> Q:
    """A condition: schools all of whose own posts were looked at since this day, for who may know it of them."""
    own = _own(LeadershipPost.objects.filter(school=OuterRef("pk")))
    return Q(Exists(own)) & ~Q(Exists(own.filter(Q(reviewed_on__isnull=True) | Q(reviewed_on__lt=day))))


def gaps_of(user: User, schools: Collection[School], today: datetime.date) -> dict[int, tuple[int, int]]:
    """As `uncovered_in`, for those of these schools whose posts this person plans."""
    known = [school.pk for school in schools if allows(user, Permission.POSTS_EDIT, school)]
    return uncovered_in(known, today) if known else {}


def people_for(post: LeadershipPost, today: datetime.date) -> list[StaffMember] | list[TermOfOffice]:
    """Who can be named in a post that the caller may plan: its staff, or for the board's offices its governors."""
    if post.level == Level.BOARD:
        return _governors(school=post.school_id, today=today)
    return _staff(school=post.school_id, today=today)


def staff_of(user: User, school: School, today: datetime.date) -> list[StaffMember]:
    """A school's staff who have not left, by name, for who keeps the register."""
    return _staff(school=school.pk, today=today) if allows(user, Permission.STAFF_EDIT, school) else []


def register_of(user: User, school: School, today: datetime.date) -> list[StaffMember]:
    """All of a school's staff who have not left, by name, to be taken out as a file by who keeps the register."""
    return _register(school=school.pk, today=today) if allows(user, Permission.STAFF_EDIT, school) else []


def leavers_of(user: User, school: School, today: datetime.date) -> list[StaffMember]:
    """Those who left, the latest first; at most LEAVERS_PAGE and one more."""
    return _leavers(school=school.pk, today=today) if allows(user, Permission.STAFF_EDIT, school) else []


def staff_member_of(user: User, school: School, key: int) -> StaffMember | None:
    """One of a school's staff, for who keeps the register."""
    found = _member(school=school.pk, key=key) if allows(user, Permission.STAFF_EDIT, school) else []
    return next(iter(found), None)


def accounts_of(user: User, school: School, member: StaffMember | None = None) -> list[User]:
    """Accounts of people with a role at the school that are nobody's on its register but this member's, by name."""
    if not allows(user, Permission.STAFF_EDIT, school):
        return []
    return _accounts(school=school.pk, today=clock.today(), but=member.pk if member else 0)


def _post(post: LeadershipPost, holders: Collection[PostHolder], nominations: Collection[Nomination]) -> Post:
    leaving = [held.changes_from for held in holders if held.changes_from is not None]
    return Post(
        key=post.pk,
        title=post.title,
        level=Level(post.level),
        impact=Impact(post.impact),
        holders=tuple((_key(held.person), held.person.name) for held in holders),
        nominees=tuple(
            Nominee(_key(one.person), one.person.name, Band(one.band), one.person.ends_on)
            for one in nominations
            if one.state == NominationState.AGREED
        ),
        changes_from=min(leaving, default=None),
    )


def _key(person: StaffMember | TermOfOffice) -> str:
    """The same for the same human being: a governor may be one of the staff too."""
    if person.user_id is not None:
        return f"user:{person.user_id}"
    return f"{'staff' if isinstance(person, StaffMember) else 'term'}:{person.pk}"


@prepared(levels="text")
def _posts(school: int, levels: Collection[str]) -> QuerySet[LeadershipPost]:
    return LeadershipPost.objects.filter(school=school, level__in=levels).open().order_by("title", "pk")[:200]


@prepared(schools="bigint")
def _own_posts(schools: Collection[int]) -> QuerySet[LeadershipPost]:
    own = LeadershipPost.objects.filter(school__in=schools).exclude(level__in=sorted(BOARDS)).open()
    return own.order_by("school", "pk")


@prepared(levels="text")
def _one_post(school: int, levels: Collection[str], key: int) -> QuerySet[LeadershipPost]:
    found = LeadershipPost.objects.filter(school=school, level__in=levels, pk=key)
    return found.select_related("school").order_by("pk")


@prepared(posts="bigint")
def _holders(posts: Collection[int], today: datetime.date) -> QuerySet[PostHolder]:
    found = PostHolder.objects.filter(post__in=posts).on(today)
    return found.select_related("staff", "governor").order_by("starts_on", "pk")


@prepared()
def _all_holders(post: int) -> QuerySet[PostHolder]:
    found = PostHolder.objects.filter(post=post).select_related("staff", "governor")
    return found.order_by("-starts_on", "-pk")[:50]


@prepared(posts="bigint")
def _nominations(posts: Collection[int]) -> QuerySet[Nomination]:
    found = Nomination.objects.filter(post__in=posts).exclude(state="ended")
    return found.select_related("staff", "governor").order_by("pk")


@prepared()
def _proposed(school: int) -> QuerySet[Nomination, int]:
    found = Nomination.objects.filter(post__school=school, post__closed_on=None, state="proposed")
    return found.order_by("pk").values_list("post", flat=True)[:1]


@prepared()
def _all_nominations(post: int) -> QuerySet[Nomination]:
    found = Nomination.objects.filter(post=post).select_related("staff", "governor", "nominated_by", "ended_by")
    return found.order_by("-nominated_at", "-pk")[:200]


@prepared()
def _staff(school: int, today: datetime.date) -> QuerySet[StaffMember]:
    return StaffMember.objects.filter(school=school).here(today).order_by("name", "pk")[:1000]


@prepared()
def _register(school: int, today: datetime.date) -> QuerySet[StaffMember]:
    return StaffMember.objects.filter(school=school).here(today).order_by("name", "pk")


@prepared()
def _leavers(school: int, today: datetime.date) -> QuerySet[StaffMember]:
    found = StaffMember.objects.filter(school=school).leavers(today)
    return found.order_by("-ends_on", "name", "pk")[: LEAVERS_PAGE + 1]


@prepared()
def _member(school: int, key: int) -> QuerySet[StaffMember]:
    return StaffMember.objects.filter(school=school, pk=key).select_related("school").order_by("pk")


@prepared()
def _accounts(school: int, today: datetime.date, but: int) -> QuerySet[User]:
    roles = Membership.objects.filter(user=OuterRef("pk"), school=school).current(today)
    taken = StaffMember.objects.filter(user=OuterRef("pk"), school=school).exclude(pk=but)
    return User.objects.filter(Exists(roles), ~Exists(taken)).order_by("name", "pk")[:500]


@prepared(schools="bigint")
def _reviewed(schools: Collection[int]) -> QuerySet[LeadershipPost, tuple[Any, ...]]:
    return _looked_at(LeadershipPost.objects.filter(school__in=schools))


@prepared()
def _reviewed_in(council: int) -> QuerySet[LeadershipPost, tuple[Any, ...]]:
    return _looked_at(LeadershipPost.objects.filter(school__council=council))


def _looked_at(posts: QuerySet[LeadershipPost]) -> QuerySet[LeadershipPost, tuple[Any, ...]]:
    """By school: since which day all of its own posts were looked at, where they all were."""
    counted = _own(posts).values("school").annotate(oldest=Min("reviewed_on"), left=Count("pk") - Count("reviewed_on"))
    return counted.filter(left=0).values_list("school", "oldest")


def _own(posts: QuerySet[LeadershipPost]) -> QuerySet[LeadershipPost]:
    """Posts that a school plans itself, which the board does not."""
    return posts.exclude(level__in=sorted(BOARDS)).filter(closed_on__isnull=True).order_by()


@prepared()
def _governors(school: int, today: datetime.date) -> QuerySet[TermOfOffice]:
    found = TermOfOffice.objects.filter(body__schools=school, body__kind="governing-board").in_force(today)
    return found.order_by("name", "pk")[:100]
