"""Measures of posts and the people in them. Never shown but through small numbers: `is_of_people` sees to it."""

import datetime
from collections.abc import Mapping
from typing import Any

from actionplan.measures.registry import TERMS, Measure, Part, Question, Taken, register
from people.access.roles import Permission
from people.models import CoverCount
from people.planning.cover import BOARDS, Band, NominationState
from succession.measures.asking import OF_PLACE, Asking, no_values, terms_began
from succession.measures.known import known

_BOARDS = ", ".join(f"'{level.value}'" for level in sorted(BOARDS))
_POST = known(
    "people_leadershippost",
    *("school_id", "level", "reviewed_on", "closed_on"),
    within=f"{OF_PLACE} AND r.level NOT IN ({_BOARDS}) AND (r.closed_on IS NULL OR r.closed_on > %(day)s)",
)
_HOLDER = known("people_postholder", "post_id", "starts_on", "ends_on", within="r.starts_on <= %(day)s")
_HELD_NOW = known(
    "people_postholder",
    *("post_id", "staff_id", "governor_id", "starts_on", "ends_on"),
    within="r.starts_on <= %(day)s AND (r.ends_on IS NULL OR r.ends_on >= %(day)s)",
)
_STAFF = known(
    "people_staffmember",
    *("school_id", "starts_on", "ends_on"),
    within=f"{OF_PLACE} AND (r.starts_on IS NULL OR r.starts_on <= %(day)s)"
    " AND (r.ends_on IS NULL OR r.ends_on >= %(day)s)",
)
_STAFF_GONE = known("people_staffmember", "ends_on", within="r.ends_on < %(day)s")
_GOVERNOR_GONE = known("people_termofoffice", "ends_on", within="r.ends_on < %(day)s")
_OPEN_POST = known(
    "people_leadershippost", "school_id", "closed_on", within="(r.closed_on IS NULL OR r.closed_on > %(day)s)"
)

_LATER = ", ".join(f"'{band.value}'" for band in Band if band is not Band.TODAY)


def _standing_behind(bands: str) -> str:
    """Posts of schools that looked at their cover within a year, and how many have somebody in one of these bands.

    As `people.planning.cover` says it: agreed, not the holder of the post, and not gone by the day.
    """
    nomination = known(
        "people_nomination",
        *("post_id", "staff_id", "governor_id", "band", "state"),
        within=f"r.state = '{NominationState.AGREED.value}' AND r.band IN ({bands})",
    )
    return f"""WITH post AS MATERIALIZED ({_POST}), looked AS (
            SELECT school_id FROM post GROUP BY school_id
            HAVING count(*) = count(*) FILTER (WHERE reviewed_on >= %(day)s - 365)
        ), behind AS (
            SELECT DISTINCT one.post_id FROM {nomination} one
            WHERE NOT EXISTS (SELECT FROM {_STAFF_GONE} gone WHERE gone.id = one.staff_id)
            AND NOT EXISTS (SELECT FROM {_GOVERNOR_GONE} gone WHERE gone.id = one.governor_id)
            AND NOT EXISTS (
                SELECT FROM {_HELD_NOW} held WHERE held.post_id = one.post_id
                AND (held.staff_id, held.governor_id) IS NOT DISTINCT FROM (one.staff_id, one.governor_id)
            )
        )
        SELECT post.school_id, CASE WHEN looked.school_id IS NULL THEN 0 ELSE count(behind.post_id) END AS counted,
            CASE WHEN looked.school_id IS NULL THEN 0 ELSE count(*) END AS every, '{Part.NOT_LOOKED.value}' AS lacking
        FROM post LEFT JOIN looked USING (school_id) LEFT JOIN behind ON behind.post_id = post.id
        GROUP BY post.school_id, looked.school_id"""  # noqa: S608 (names of our own tables)


_DENSITY = f"""WITH here AS MATERIALIZED (SELECT r.id, r.school_id FROM {_STAFF} r), leads AS (
        SELECT DISTINCT held.staff_id FROM {_HELD_NOW} held JOIN {_OPEN_POST} post ON post.id = held.post_id
    )
    SELECT here.school_id, count(leads.staff_id) AS counted, count(*) AS every, '' AS lacking
    FROM here LEFT JOIN leads ON leads.staff_id = here.id GROUP BY here.school_id"""  # noqa: S608 (as above)

# A post whose holder left in the time, and whether somebody came to it since: on the day they left or later.
_APPOINTED = f"""WITH held AS MATERIALIZED (
        SELECT h.id, h.post_id, h.ends_on, r.school_id FROM {_HOLDER} h
        JOIN {_OPEN_POST} r ON r.id = h.post_id WHERE {OF_PLACE}
    ), ends AS (
        SELECT post_id, school_id, max(ends_on) FILTER (WHERE ends_on >= %(since)s AND ends_on < %(day)s) AS fell_on,
            max(coalesce(ends_on, 'infinity')) AS held_until
        FROM held GROUP BY post_id, school_id
    )
    SELECT school_id, count(*) FILTER (WHERE held_until > fell_on) AS counted, count(*) AS every, '' AS lacking
    FROM ends WHERE fell_on IS NOT NULL GROUP BY school_id"""  # noqa: S608 (as above)


def _cover_taken(council: int, day: datetime.date) -> Taken | None:
    """Cover is counted once a term elsewhere, and is not counted again here: a second count a day later would tell."""
    count = CoverCount.objects.filter(council=council, counted_on__lte=day).order_by("-counted_on", "-pk").first()
    if count is None:
        return None
    return Taken(count.counted_on, count.posts - count.uncovered, count.posts, tuple(count.urns))


def _terms(question: Question) -> Mapping[str, Any]:
    return terms_began(question)


def register_all() -> None:
    """Make them known."""
    told: dict[str, Any] = {"is_of_people": True, "read": Permission.COVER_STATE_READ}
    for slug, title, what, sentence, unit, asking, parameters in (
        (
            "posts-with-cover",
            "Leadership posts with cover today",
            "Of the posts of schools that looked at cover within a year, those with somebody who could act today.",
            "{counted} of {every} {have} somebody who could act today.",
            "leadership posts",
            Asking(_standing_behind(f"'{Band.TODAY.value}'"), no_values, keeps_urns=True),
            (),
        ),
        (
            "posts-with-successor",
            "Leadership posts with a successor",
            "Of the posts of schools that looked at cover within a year, those with somebody on the way to hold them.",
            "{counted} of {every} {have} somebody who is on the way to hold the post.",
            "leadership posts",
            Asking(_standing_behind(_LATER), no_values, keeps_urns=True),
            (),
        ),
        (
            "leadership-density",
            "Staff who lead something",
            "Of the staff of open schools, those who hold a leadership post.",
            "{counted} of {every} {have} a leadership post.",
            "staff",
            Asking(_DENSITY, no_values, keeps_urns=True),
            (),
        ),
        (
            "appointments-made",
            "Appointments made",
            "Of leadership posts whose holder left, those to which somebody came after them.",
            "{counted} of {every} whose holder left in {terms} {have} somebody new.",
            "leadership posts",
            Asking(_APPOINTED, _terms, keeps_urns=True),
            (TERMS,),
        ),
    ):
        register(
            Measure(
                slug=slug,
                title=title,
                what=what,
                sentence=sentence,
                unit=unit,
                parameters=parameters,
                figure=asking.figure,
                behind=asking.behind,
                since=asking.since,
                taken=_cover_taken if slug == "posts-with-cover" else None,
                **told,
            )
        )
