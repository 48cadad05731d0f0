"""What a clerk has to see to about meetings and members: the first thing their page says."""

import datetime
from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from core.addresses import address
from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.governance.notice import last_day
from people.governance.seats import SOON, places_of
from people.models import Body, Council, Meeting, School, TermOfOffice, User
from people.queries import bodies_of
from people.rules import GOVERNOR_CATEGORY_LABELS, GovernorCategory, MeetingStatus
from succession.home.items import Need
from succession.models import Decision

_MOST = 6
_AHEAD = datetime.timedelta(days=60)
_BACK = datetime.timedelta(days=200)


def needs(user: User, place: School | Council, today: datetime.date) -> Iterator[Need]:
    """What there is to do for whoever keeps the meetings of this place. Three queries at a school, one at a
    council; none for anybody else.

    A chair has the right to keep them too, and is asked to only where the school has no clerk.
    """
    if not (allows(user, Permission.MEETING_EDIT, place) and allows(user, Permission.REPORT_ISSUE, place)):
        return
    for meeting in _meetings(place, today):
        need = _of_meeting(place, meeting, today)
        if need is not None:
            yield need
    # A council appoints councillors to its panels itself, year by year: their clerk has nobody to see to.
    if isinstance(place, School):
        yield from _of_members(user, place, today)


def _of_meeting(place: School | Council, meeting: Meeting, today: datetime.date) -> Need | None:
    """The next step of a meeting, where it waits for one."""
    if meeting.status == MeetingStatus.HELD:
        if getattr(meeting, "is_followed", False):
            return Need(
                f"Confirm the minutes of {meeting}",
                _url(place, "meeting-minutes", meeting),
                "What it decided rests on a draft minute. A later meeting has been held",
            )
        return None
    if meeting.on < today:
        return Need(f"Record what {meeting} decided", _url(place, "meeting", meeting), "Its day has passed")
    if getattr(meeting, "is_issued", False):
        return None
    items, bare = getattr(meeting, "items", 0), getattr(meeting, "bare", 0)
    by = last_day(meeting.body.notice, meeting.on)
    if by < today:
        why = f"The last day for {meeting.body.notice} of notice has passed: issue them all the same, and say why"
    elif not items:
        why = "The agenda is empty"
    else:
        why = (
            f"{bare} of {items} item{'' if items == 1 else 's'} without a paper" if bare else "Every item has its paper"
        )
    return Need(f"Issue the papers of {meeting}", _url(place, "meeting", meeting), why, by)


def _of_members(user: User, place: School, today: datetime.date) -> Iterator[Need]:
    """Terms that end within three months with nobody to follow, and places that stand vacant."""
    href = address("people:school-members", urn=place.urn)
    bodies = bodies_of(user, place)
    seats = _seats(bodies=[body.pk for body in bodies], today=today)
    ending = [seat for seat in seats if seat.ends_on and seat.ends_on <= today + SOON and not seat.is_followed]  # type: ignore[attr-defined]
    if ending:
        first = min(ending, key=lambda seat: (seat.ends_on or datetime.date.max, seat.pk))
        more = f", and {len(ending) - 1} more" if len(ending) > 1 else ""
        what = f"Renew the term of {first.name}{more}, or say who follows"
        yield Need(what, href, "It ends within three months", first.ends_on)
    for body in bodies:
        vacant = _vacant(body, [seat.category for seat in seats if seat.body_id == body.pk])
        if vacant:
            yield Need(f"See to the vacancies on {body}", href, vacant)


def _vacant(body: Body, held: list[str]) -> str:
    """The vacant places in words; empty where there is none."""
    found = [one for one in places_of(body.places, held) if one.vacant]
    return ", ".join(f"{GOVERNOR_CATEGORY_LABELS[GovernorCategory(one.category)]}: {one.vacant}" for one in found)


def _meetings(place: School | Council, today: datetime.date) -> list[Meeting]:
    asked = {"today": today, "until": today + _AHEAD, "since": today - _BACK}
    return _of_school(school=place.pk, **asked) if isinstance(place, School) else _of_council(council=place.pk, **asked)


@prepared()
def _of_school(school: int, today: datetime.date, until: datetime.date, since: datetime.date) -> QuerySet[Meeting]:
    return _waiting(Meeting.objects.filter(body__schools=school), today, until, since)


@prepared()
def _of_council(council: int, today: datetime.date, until: datetime.date, since: datetime.date) -> QuerySet[Meeting]:
    return _waiting(Meeting.objects.filter(body__council=council), today, until, since)


def _waiting(
    found: QuerySet[Meeting], today: datetime.date, until: datetime.date, since: datetime.date
) -> QuerySet[Meeting]:
    """Planned meetings near this day, and held ones whose draft minutes a later meeting could have confirmed."""
    later = Meeting.objects.filter(body=OuterRef("body"), on__gt=OuterRef("on"), on__lte=today)
    later = later.exclude(status=MeetingStatus.CANCELLED.value)
    decided = Decision.objects.filter(item__meeting=OuterRef("pk"))
    near = found.filter(on__range=(since, until)).annotate(
        is_issued=Q(agenda_issue__isnull=False),
        is_followed=Exists(later),
        is_decided=Exists(decided) | Q(adoptions__isnull=False) | Q(criteria__isnull=False),
        items=Count("agenda", distinct=True),
        bare=Count("agenda", filter=Q(agenda__papers__isnull=True), distinct=True),
    )
    to_do = Q(status=MeetingStatus.PLANNED.value, on__lt=today) | Q(status=MeetingStatus.PLANNED.value, is_issued=False)
    to_confirm = Q(status=MeetingStatus.HELD.value, minutes_approved_in__isnull=True, is_followed=True, is_decided=True)
    return near.filter(to_do | to_confirm).select_related("body").order_by("on", "pk").distinct()[:_MOST]


@prepared(bodies="bigint")
def _seats(bodies: list[int], today: datetime.date) -> QuerySet[TermOfOffice]:
    following = TermOfOffice.objects.filter(
        body=OuterRef("body"), name=OuterRef("name"), starts_on__gt=OuterRef("ends_on")
    )
    held = TermOfOffice.objects.filter(body__in=bodies).in_force(today)
    return held.annotate(is_followed=Exists(following)).order_by("ends_on", "pk")


def _url(place: School | Council, page: str, meeting: Meeting) -> str:
    if isinstance(place, School):
        return address(f"school-{page}", urn=place.urn, meeting_id=meeting.pk)
    return address(f"council-{page}", code=place.code, meeting_id=meeting.pk)
