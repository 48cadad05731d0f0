"""How a named measure is asked: the schools of a council on a day, the facts of each, and what becomes of it.

A measure gives one piece of SQL, its facts: `school_id`, `counted`, `every`, and in `lacking` why a school that has
none is left out. Everything else is the same for all of them: which schools there are, who is left out and why, the
sum, and the list behind it. Each is one query, however many schools there are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from actionplan.measures.registry import After, Behind, Counted, Part, Question, Recorded, SchoolRow
from people.calendar import terms_back
from people.rules import SchoolStatus
from succession.measures.known import known

_SCHOOL = known("people_school", "council_id", "urn", "name", "status", "opened_on", "closed_on")
_NOT_BOUGHT = known("actionplan_servicenotbought", "council_id", "school_id", "service", "starts_on", "ends_on")
PLACE = f"""place AS MATERIALIZED (
    SELECT every.*, every.left_out = '' AS is_asked FROM (
        SELECT r.id, r.urn, r.name, CASE
            WHEN r.closed_on <= %(day)s OR r.status = '{SchoolStatus.CLOSED.value}' AND r.closed_on IS NULL
                THEN '{Part.CLOSED.value}'
            WHEN r.opened_on > %(day)s OR r.status = '{SchoolStatus.PROPOSED.value}' AND r.opened_on IS NULL
                THEN '{Part.NOT_OPEN.value}'
            WHEN EXISTS (
                SELECT FROM {_NOT_BOUGHT} o WHERE o.council_id = %(council)s AND o.school_id = r.id
                AND o.service = %(service)s AND o.starts_on <= %(day)s AND (o.ends_on IS NULL OR o.ends_on >= %(day)s)
            ) THEN '{Part.NOT_BOUGHT.value}'
            ELSE '' END AS left_out
        FROM {_SCHOOL} r WHERE r.council_id = %(council)s
    ) every
)"""  # noqa: S608 (names of our own tables)
# By a yes or no of its own: of those the planner expects every second, of equal texts one in two hundred, and where it
# expects few it compares each row with each school.
OF_PLACE = "r.school_id IN (SELECT id FROM place WHERE is_asked)"
"""A condition on a row with a school: that the school is asked."""

Values = Callable[[Question], Mapping[str, Any]]


def no_values(question: Question) -> Mapping[str, Any]:  # noqa: ARG001 (a measure without parameters)
    """What a measure without parameters fills in beside the day."""
    return {}


def terms_began(question: Question) -> Mapping[str, Any]:
    """From which day a measure over the last terms looks."""
    return {"since": list(terms_back(question.day, int(question.given["terms"])))[-1].starts_on}


@dataclass(frozen=True, slots=True)
class Asking:
    """The three questions of one measure, from the SQL of its facts.

    late: SQL for what was recorded since: `at`, `school_id`, `what`; empty where a list would tell of people.
    """

    facts: str
    values: Values = no_values
    late: str = ""
    keeps_urns: bool = False

    def figure(self, question: Question) -> Counted:
        """So many of how many."""
        urns = "array_agg(urn ORDER BY urn)" if self.keeps_urns else "NULL"
        sums = f"SELECT part, count(*), sum(counted), sum(every), {urns} FROM answered GROUP BY part"  # noqa: S608 (as above)
        rows = self._rows(question, f"{self._answered()} {sums}", {})
        counted = next((row for row in rows if row[0] == Part.COUNTED), (Part.COUNTED, 0, 0, 0, None))
        parts = {Part(part): int(schools) for part, schools, *_ in rows}
        return Counted(int(counted[2]), int(counted[3]), parts, tuple(counted[4] or ()))

    def behind(self, question: Question, which: Behind, after: After, most: int) -> Sequence[SchoolRow]:
        """The schools behind it, by name, so many at most, behind one of them."""
        where = {
            Behind.COUNTED: f"part = '{Part.COUNTED.value}' AND counted > 0",
            Behind.OTHERS: f"part = '{Part.COUNTED.value}' AND counted = 0",
            Behind.EXCLUDED: f"part <> '{Part.COUNTED.value}'",
        }[which]
        if self.keeps_urns:  # of people and posts no school's own numbers are told, so they narrow no list
            where = {
                Behind.COUNTED: f"part = '{Part.COUNTED.value}'",
                Behind.OTHERS: "false",
                Behind.EXCLUDED: where,
            }[which]
        listed = f"""SELECT urn, name, part, counted, every FROM answered
            WHERE {where} AND (name, urn) > (%(after_name)s, %(after_urn)s) ORDER BY name, urn LIMIT %(most)s"""  # noqa: S608 (as above)
        given = {"after_name": after.name, "after_urn": after.urn, "most": most}
        rows = self._rows(question, f"{self._answered()} {listed}", given)
        hides = self.keeps_urns
        return [
            SchoolRow(urn, name, Part(part), 0 if hides else counted, 0 if hides else every)
            for urn, name, part, counted, every in rows
        ]

    def since(self, question: Question, most: int) -> Sequence[Recorded]:
        """What was recorded of the day after the moment, the latest first, so many at most."""
        if not self.late:
            return []
        listed = f"""WITH late AS ({self.late})
            SELECT late.at, school.name, late.what FROM late
            JOIN people_school school ON school.id = late.school_id AND school.council_id = %(council)s
            ORDER BY late.at DESC, school.name LIMIT %(most)s"""  # noqa: S608 (as above)
        return [Recorded(*row) for row in self._rows(question, listed, {"most": most})]

    def _answered(self) -> str:
        return f"""WITH {PLACE}, facts AS ({self.facts}), answered AS (
            SELECT place.urn, place.name, coalesce(facts.counted, 0) AS counted, coalesce(facts.every, 0) AS every, CASE
                WHEN place.left_out <> '' THEN place.left_out
                WHEN coalesce(facts.every, 0) > 0 THEN '{Part.COUNTED.value}'
                ELSE coalesce(nullif(facts.lacking, ''), '{Part.NO_RETURN.value}') END AS part
            FROM place LEFT JOIN facts ON facts.school_id = place.id
        )"""  # noqa: S608 (as above)

    def _rows(self, question: Question, sql: str, more: Mapping[str, Any]) -> list[Any]:
        asked: dict[str, Any] = {
            "council": question.council,
            "day": question.day,
            "known_at": question.known_at,
            "service": question.service,
        }
        with connection.cursor() as cursor:
            cursor.execute(sql, {**asked, **self.values(question), **more})
            return list(cursor.fetchall())
