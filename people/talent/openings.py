"""Who opened what is said of somebody, as a holder of posts, as one who could hold them or as one who grows: for that
person to read.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from core import kinds
from core.models import Reading
from core.organisations import key_of
from people.models import Activity, LeadershipPost, Nomination, PostHolder, TalentRecord, User

POST, COVER, BOARD = "post", "cover-map", "board-map"
DEVELOPMENT, ACTIVITY = "development", "activity"
STAFF_REGISTER = "staff-register"
"""The register of staff as a file, which left the house."""
TALENT, TALENT_REGISTER = "talent-record", "talent-register"
MOST = 50


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody opened a page on which this person stands."""

    at: datetime.datetime
    by: str
    what: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A page of another room on which somebody stands since a moment: kind and subject as they are written down."""

    kind: str
    subject: str
    organisation: str
    since: datetime.datetime
    words: str


ROOMS: list[str] = []
"""Functions of other rooms, named as in core.kinds: a person to each `Elsewhere`."""


def in_words(kind: str, subject: str) -> str:
    """What was opened; nothing for pages about other things."""
    if kind == POST:
        return f"The plan of post number {subject}" if subject else "The form to propose cover for the headship"
    if kind in {ACTIVITY, TALENT}:
        return f"{'Activity' if kind == ACTIVITY else 'The talent record'} number {subject}"
    return {
        DEVELOPMENT: "The list of who does what to grow",
        STAFF_REGISTER: "The register of staff, as a file",
        TALENT_REGISTER: "The talent register",
        COVER: "The cover map",
        BOARD: "The map of the headship and the board",
    }.get(kind, "")


def openings_about(person: User) -> list[Opening]:
    """The latest openings, by others, of pages on which this person stood by then; at most MOST."""
    asked = Q(pk__in=[])
    titles: dict[str, str] = {}
    activities: dict[str, str] = {}
    for post, since in _posts(person):
        titles[str(post.pk)] = post.title
        pages = Q(kind=POST, subject=str(post.pk)) | Q(kind=BOARD if post.is_boards else COVER)
        asked |= pages & Q(organisation=key_of(post.school), at__gte=since)
    for activity in Activity.objects.filter(Q(staff__user=person) | Q(mentor__user=person)).select_related("school"):
        activities[str(activity.pk)] = activity.title
        pages = Q(kind=ACTIVITY, subject=str(activity.pk)) | Q(kind=DEVELOPMENT)
        asked |= pages & Q(organisation=key_of(activity.school), at__gte=activity.recorded_at)
    for record in TalentRecord.objects.filter(staff__user=person).select_related("staff__school"):
        pages = Q(kind=TALENT, subject=str(record.pk)) | Q(kind=TALENT_REGISTER)
        asked |= pages & Q(organisation=key_of(record.staff.school), at__gte=record.opened_at)
    elsewhere = {(one.kind, one.subject): one for room in ROOMS for one in kinds.named(room)(person)}
    for one in elsewhere.values():
        asked |= Q(kind=one.kind, subject=one.subject, organisation=one.organisation, at__gte=one.since)
    found = Reading.objects.filter(asked).exclude(by=person).select_related("by").order_by("-at", "-pk")[:MOST]
    return [
        Opening(
            line.at,
            line.by.name,
            elsewhere[line.kind, line.subject].words
            if (line.kind, line.subject) in elsewhere
            else _called(line, titles, activities),
        )
        for line in found
    ]


def _called(line: Reading, titles: Mapping[str, str], activities: Mapping[str, str]) -> str:
    """What was opened, by the name that the person knows it by."""
    if line.kind == POST:
        return f"The plan of {titles[line.subject]}"
    if line.kind == TALENT:
        return "Your talent record"
    return f"“{activities[line.subject]}”" if line.kind == ACTIVITY else in_words(line.kind, line.subject)


def _posts(person: User) -> Iterable[tuple[LeadershipPost, datetime.datetime]]:
    """Each post on whose page they stand, with the moment from which they did."""
    own = Q(staff__user=person) | Q(governor__user=person)
    for nomination in Nomination.objects.filter(own).select_related("post__school"):
        yield nomination.post, nomination.nominated_at
    for held in PostHolder.objects.filter(own).select_related("post__school"):
        yield held.post, datetime.datetime.combine(held.starts_on, datetime.time(), datetime.UTC)
