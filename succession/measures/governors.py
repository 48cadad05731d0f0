"""Measures of governors’ places and of what staff do to grow. Never shown but through small numbers."""

from collections.abc import Mapping
from typing import Any

from actionplan.measures.registry import TERMS, Measure, Parameter, Part, Question, register
from people.access.roles import Permission
from people.calendar import Term, term_of
from people.development.rules import KINDS
from people.models.governance import places_field
from people.rules import ON_BOARDS, BodyKind
from succession.measures.asking import OF_PLACE, Asking, no_values, terms_began
from succession.measures.known import known

_BOARD = known("people_body", "kind", *(places_field(one) for one in ON_BOARDS))
_OF_SCHOOL = known("people_body_schools", "body_id", "school_id", kept="people_bodyschoolevent")
_TERM = known("people_termofoffice", "body_id", "category", "starts_on", "ends_on")
# Each governing board stands with one school of those it governs, so that a federation's counts once.
_BOARDS = f"""boards AS MATERIALIZED (
        SELECT DISTINCT ON (board.id) board.*, r.school_id FROM {_BOARD} board
        JOIN {_OF_SCHOOL} r ON r.body_id = board.id
        WHERE board.kind = '{BodyKind.GOVERNING_BOARD.value}' AND {OF_PLACE}
        ORDER BY board.id, r.school_id
    ), shared AS (
        SELECT DISTINCT r.school_id FROM {_OF_SCHOOL} r JOIN boards ON boards.id = r.body_id
        WHERE r.school_id <> boards.school_id
    ), terms AS MATERIALIZED (
        SELECT one.body_id, one.category, one.ends_on FROM {_TERM} one JOIN boards ON boards.id = one.body_id
        WHERE one.starts_on <= %(day)s AND (one.ends_on IS NULL OR one.ends_on >= %(day)s)
    )"""  # noqa: S608 (names of our own tables)
_PLACES = " UNION ALL ".join(
    f"SELECT id, school_id, '{one.value}' AS category, {places_field(one)}::int AS places FROM boards"  # noqa: S608 (as above)
    for one in ON_BOARDS
)
_WITH_SHARED = f"""SELECT place.id AS school_id, counts.counted, counts.every,
        CASE WHEN shared.school_id IS NOT NULL THEN '{Part.SHARED_BOARD.value}' ELSE '' END AS lacking
    FROM place LEFT JOIN counts ON counts.school_id = place.id LEFT JOIN shared ON shared.school_id = place.id"""  # noqa: S608 (as above)
_VACANT = f"""WITH {_BOARDS}, counts AS (
        SELECT placed.school_id, sum(greatest(0, placed.places - coalesce(held.number, 0))) AS counted,
            sum(placed.places) AS every
        FROM ({_PLACES}) placed LEFT JOIN (
            SELECT body_id, category, count(*) AS number FROM terms GROUP BY body_id, category
        ) held ON held.body_id = placed.id AND held.category = placed.category
        WHERE placed.places IS NOT NULL GROUP BY placed.school_id
    ) {_WITH_SHARED}"""  # noqa: S608 (as above)
_ENDING = f"""WITH {_BOARDS}, counts AS (
        SELECT boards.school_id, count(*) FILTER (WHERE terms.ends_on <= %(until)s) AS counted, count(*) AS every
        FROM boards JOIN terms ON terms.body_id = boards.id GROUP BY boards.school_id
    ) {_WITH_SHARED}"""  # noqa: S608 (as above)

_ACTIVITY = known("people_activity", "school_id", "kind", "state", "starts_on", "ends_on", "agreed_at")
_OF_KIND = f"""SELECT r.school_id, count(*) FILTER (WHERE r.kind = %(kind)s) AS counted, count(*) AS every,
        '' AS lacking
    FROM {_ACTIVITY} r WHERE {OF_PLACE} AND r.agreed_at IS NOT NULL AND r.starts_on <= %(day)s
        AND (r.ends_on IS NULL OR r.ends_on >= %(since)s)
    GROUP BY r.school_id"""  # noqa: S608 (as above)

_AHEAD = Parameter(
    "terms", "How far ahead", (("1", "this term"), ("2", "this term or the next"), ("3", "this term or the next two"))
)
_KIND = Parameter("kind", "Which kind", tuple((kind.value, about.label) for kind, about in KINDS.items()))


def _until(question: Question) -> Mapping[str, Any]:
    last = Term(term_of(question.day).number + int(question.given["terms"]) - 1)
    return {"until": last.ends_on}


def _kind(question: Question) -> Mapping[str, Any]:
    return {"kind": question.given["kind"], **terms_began(question)}


def register_all() -> None:
    """Make them known."""
    told: dict[str, Any] = {"is_of_people": True, "read": Permission.COVER_STATE_READ}
    vacant = Asking(_VACANT, no_values, keeps_urns=True)
    ending = Asking(_ENDING, _until, keeps_urns=True)
    of_kind = Asking(_OF_KIND, _kind, keeps_urns=True)
    register(
        Measure(
            slug="governors-vacancies",
            title="Vacant places of governors",
            what="Of the places on governing boards that have said how many they have, those that nobody holds.",
            sentence="{counted} of {every} {are} vacant.",
            unit="places on governing boards",
            figure=vacant.figure,
            behind=vacant.behind,
            since=vacant.since,
            **told,
        )
    )
    register(
        Measure(
            slug="governors-terms-ending",
            title="Governors whose term ends soon",
            what="Of those who hold a place on a governing board, those whose term of office ends soon.",
            sentence="{counted} of {every} {have} a term of office that ends {terms}.",
            unit="governors",
            parameters=(_AHEAD,),
            figure=ending.figure,
            behind=ending.behind,
            since=ending.since,
            **told,
        )
    )
    register(
        Measure(
            slug="activities-of-kind",
            title="Development activities of a kind",
            what="Of the development activities that schools stand behind, those of one kind.",
            sentence="{counted} of {every} in {terms} {are} of this kind: {kind}.",
            unit="development activities",
            parameters=(_KIND, TERMS),
            figure=of_kind.figure,
            behind=of_kind.behind,
            since=of_kind.since,
            **told,
        )
    )
