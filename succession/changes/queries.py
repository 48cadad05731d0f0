"""What changed in a plan since a moment: its texts by the history of their rows, the rest by the ledgers.

The caller has asked who may read the plan. What came with the plan itself is not told as added: it was written by the
same request. A plan that was taken out and brought in again is another plan, and its rows are other rows. Counts of
people and posts are left out, which are shown through `people.disclosure` alone. What stands in the SQL are names of
our own tables; everything else is a parameter.
"""

import datetime
from typing import Any

from django.db import connection

from actionplan.models import ScrutinyReview
from actionplan.rules import Progress, name_of
from core.organisations import key_of
from succession.changes.rules import KINDS, TEXTS, Changed, said

_TABLES = dict(
    zip(
        TEXTS,
        (
            "actionplan_recommendationevent",
            "actionplan_actionevent",
            "actionplan_milestoneevent",
            "actionplan_outcomemeasureevent",
        ),
        strict=True,
    )
)

Place = tuple[int, int, int, int]
START: Place = (-1, 0, 0, 0)


def _texts(noun: str, table: str) -> str:
    is_row = noun == TEXTS[0]
    own = "latest.pgh_obj_id" if is_row else "latest.recommendation_id"
    of_plan = (
        "latest.review_id = %(review)s"
        if is_row
        else "EXISTS (SELECT FROM actionplan_recommendationevent r"
        " WHERE r.pgh_obj_id = latest.recommendation_id AND r.review_id = %(review)s)"
    )
    # "removed" is the last that was kept of a row that is gone; nothing was kept of one that was not there yet.
    return f"""
    SELECT {own} AS recommendation, latest.pgh_obj_id AS key, '' AS about,
        CASE WHEN was_there THEN before.text ELSE '' END AS was, CASE WHEN is_here THEN latest.text ELSE '' END AS now,
        '' AS why, coalesce(latest.pgh_context->>'by', '') AS by_key, latest.pgh_created_at AS at,
        '{noun} ' || CASE WHEN NOT is_here THEN 'deleted' WHEN was_there THEN 'reworded' ELSE 'added' END AS kind
    FROM (SELECT DISTINCT pgh_obj_id FROM {table}
        WHERE pgh_organisation = %(council)s AND pgh_created_at >= %(since)s) touched
    CROSS JOIN LATERAL (SELECT * FROM {table} e WHERE e.pgh_obj_id = touched.pgh_obj_id
        ORDER BY e.pgh_id DESC LIMIT 1) latest
    LEFT JOIN LATERAL (SELECT e.text, e.pgh_label FROM {table} e WHERE e.pgh_obj_id = touched.pgh_obj_id
        AND (e.pgh_created_at < %(since)s OR e.pgh_context = (SELECT pgh_context FROM came))
        ORDER BY e.pgh_id DESC LIMIT 1) before ON true
    CROSS JOIN LATERAL (SELECT latest.pgh_label <> 'removed' AS is_here,
        coalesce(before.pgh_label <> 'removed', false) AS was_there) AS stands
    WHERE {of_plan} AND (is_here OR was_there)
        AND (is_here <> was_there OR before.text IS DISTINCT FROM latest.text)"""  # noqa: S608 (names of our own tables)


_CHANGES = "\n    UNION ALL".join(
    [
        *(_texts(noun, table) for noun, table in _TABLES.items()),
        """
    SELECT r.id, c.id, m.text, c.was_words, c.words, c.reason, c.by_id::text, c.recorded_at,
        CASE c.was_words WHEN '' THEN 'date given' ELSE 'date moved' END
    FROM actionplan_datechange c JOIN actionplan_milestone m ON m.id = c.milestone_id
    JOIN actionplan_recommendation r ON r.id = m.recommendation_id
    WHERE r.review_id = %(review)s AND c.recorded_at >= %(since)s""",
        """
    SELECT r.id, u.id, m.text, '', u.words, '', u.by_id::text, u.recorded_at,
        CASE u.progress WHEN %(done)s THEN 'milestone done' ELSE 'update given' END
    FROM actionplan_update u JOIN actionplan_milestone m ON m.id = u.milestone_id
    JOIN actionplan_recommendation r ON r.id = m.recommendation_id
    WHERE r.review_id = %(review)s AND u.recorded_at >= %(since)s""",
        """
    SELECT r.id, r.id, '', coalesce((SELECT e.response FROM actionplan_earlierresponse e
        WHERE e.recommendation_id = r.id AND e.replaced_at >= %(since)s ORDER BY e.replaced_at, e.id LIMIT 1),
        'not_recorded'), r.response, r.response_reason, r.response_recorded_by_id::text, r.response_recorded_at,
        'response changed'
    FROM actionplan_recommendation r WHERE r.review_id = %(review)s AND r.response_recorded_at >= %(since)s""",
        """
    SELECT m.recommendation_id, v.id, m.text, was.counted || ' of ' || was.every,
        latest.counted || ' of ' || latest.every, '', '', latest.known_at, 'measure value changed'
    FROM actionplan_valuation v JOIN actionplan_outcomemeasure m ON m.id = v.measure_id
    JOIN actionplan_recommendation r ON r.id = m.recommendation_id
    CROSS JOIN LATERAL (SELECT * FROM actionplan_measurevalue x WHERE x.valuation_id = v.id
        ORDER BY x.as_at DESC LIMIT 1) latest
    CROSS JOIN LATERAL (SELECT * FROM actionplan_measurevalue x WHERE x.valuation_id = v.id
        AND x.known_at < %(since)s ORDER BY x.as_at DESC LIMIT 1) was
    WHERE r.review_id = %(review)s AND latest.known_at >= %(since)s AND latest.urns = '{}' AND was.urns = '{}'
        AND (was.counted, was.every) IS DISTINCT FROM (latest.counted, latest.every)""",
        """
    SELECT m.recommendation_id, i.id, m.text, '', i.words, '', i.by_id::text, i.recorded_at, 'reported item added'
    FROM actionplan_reporteditem i JOIN actionplan_outcomemeasure m ON m.id = i.measure_id
    JOIN actionplan_recommendation r ON r.id = m.recommendation_id
    WHERE r.review_id = %(review)s AND i.recorded_at >= %(since)s AND i.withdrawn_at IS NULL""",
        """
    SELECT m.recommendation_id, i.id, m.text, i.words, '', i.withdrawn_reason, i.withdrawn_by_id::text, i.withdrawn_at,
        'reported item withdrawn'
    FROM actionplan_reporteditem i JOIN actionplan_outcomemeasure m ON m.id = i.measure_id
    JOIN actionplan_recommendation r ON r.id = m.recommendation_id
    WHERE r.review_id = %(review)s AND i.withdrawn_at >= %(since)s AND i.recorded_at < %(since)s""",
    ]
)
_ALL = f"""WITH came AS (SELECT pgh_context FROM actionplan_scrutinyreviewevent
    WHERE pgh_obj_id = %(review)s AND pgh_label = 'added' ORDER BY pgh_id LIMIT 1),
changes AS ({_CHANGES})"""  # noqa: S608 (as above)
_LISTED = f"""{_ALL}
SELECT c.recommendation, r.label, r.position, r.pgh_label <> 'removed', c.kind, c.about, c.was, c.now, c.why,
    coalesce(person.name, ''), c.at, array_position(%(kinds)s::text[], c.kind), c.key
FROM changes c
CROSS JOIN LATERAL (SELECT e.label, e.position, e.pgh_label FROM actionplan_recommendationevent e
    WHERE e.pgh_obj_id = c.recommendation ORDER BY e.pgh_id DESC LIMIT 1) r
LEFT JOIN people_user person ON person.id = nullif(c.by_key, '')::bigint
WHERE (r.position, c.recommendation, array_position(%(kinds)s::text[], c.kind), c.key) > %(after)s
ORDER BY r.position, c.recommendation, array_position(%(kinds)s::text[], c.kind), c.key LIMIT %(most)s"""  # noqa: S608 (as above)
_COUNTED = f"{_ALL} SELECT kind, count(*) FROM changes GROUP BY kind"  # noqa: S608 (as above)


def changes_of(review: ScrutinyReview, since: datetime.datetime, *, after: Place = START, most: int) -> list[Changed]:
    """The changes of a plan from a moment on, by recommendation, and there by kind."""
    sql = _LISTED.replace("%(after)s", "(%(a)s::int, %(b)s::bigint, %(c)s::int, %(d)s::bigint)")
    values = dict(zip("abcd", after, strict=True)) | {"most": most}
    return [_changed(*row) for row in _asked(sql, _params(review, since) | values)]


def counts_of(review: ScrutinyReview, since: datetime.datetime) -> dict[str, int]:
    """How many changes of each kind there are."""
    return dict(_asked(_COUNTED, _params(review, since)))


def _params(review: ScrutinyReview, since: datetime.datetime) -> dict[str, Any]:
    whose = key_of(review.council)
    return {
        "review": review.pk,
        "council": whose,
        "since": since,
        "kinds": list(KINDS),
        "done": Progress.DONE.value,
    }


def _changed(*row: Any) -> Changed:
    recommendation, label, position, is_here, kind, about, was, now, why, by, at, rank, key = row
    words = (said(kind, was), said(kind, now))
    place = (position, recommendation, rank, key)
    return Changed(recommendation, name_of(label, position), is_here, kind, about, *words, why, by, at, place)


def _asked(sql: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
