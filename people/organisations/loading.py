"""Loading a register of schools: copied to a temporary table, told apart in SQL, merged by two statements.

Called by the command that the people who run the installation use, inside one transaction of its own: a run that is
killed, or that is refused at its last row, leaves nothing.

Decisions:
- A closed school that was never here is left out: nobody has papers in it. One that is here becomes closed, and keeps
  its policies, members and headcount.
- A council keeps the name it has here, which may have been made fuller; trusts and schools take the register's.
- What the file does not say stays as it is: a blank headcount or opening day, and every column the file lacks.
- An older file changes schools back like any other, for no column says what day it was made on. Schools seldom open
  again, so those that are closed here and open in the file are reported.
- A predecessor is joined to its successor only by a person, in the admin: no column of the register names the one who
  took over, and a wrong guess would hand one school's papers to another. A school that closed for any reason but
  closure is reported at every load until somebody has said.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.db.backends.utils import CursorWrapper

from people.models.organisations import DEFAULT_COLOUR
from people.organisations import gias

_LOCK = 7_202_610_141  # one load at a time, whoever started it


@dataclass(slots=True)
class Outcome:
    """What a load found and did. Rows are numbered as a spreadsheet numbers them."""

    new: int = 0
    changed: int = 0
    same: int = 0
    councils: int = 0
    trusts: int = 0
    refused: list[gias.Refusal] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    mended: dict[str, list[int]] = field(default_factory=dict)
    without_successor: list[str] = field(default_factory=list)
    open_again: list[str] = field(default_factory=list)

    @property
    def schools(self) -> int:
        """Schools of the file that are here now."""
        return self.new + self.changed + self.same


def load(register: gias.Register, *, council: str = "") -> Outcome:
    """Bring the schools of an opened register up to date; call it in a transaction.

    council: the code of the one council whose schools are wanted, or all. A refused row is named in the outcome and
    touches nothing; whether the rest may stand is the caller's to decide.
    """
    outcome = Outcome()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute(_STAGE)
        _copy(cursor, _sorted_out(register.read(council), outcome))
        _refuse_repeats(cursor, outcome)
        cursor.execute("ANALYZE staged_school")
        outcome.councils = _changed_rows(cursor, _ADD_COUNCILS, colour=DEFAULT_COLOUR)
        outcome.trusts = _changed_rows(cursor, _ADD_TRUSTS)
        cursor.execute(_TELL_APART, {"trusts": register.has_trusts, "closing_days": register.has_closing_days})
        _count(cursor, outcome)
        cursor.execute(_ADD_SCHOOLS)
        cursor.execute(_OPEN_AGAIN)
        outcome.open_again = [f"{name} (URN {urn})" for name, urn in cursor.fetchall()]
        cursor.execute(_CHANGE_SCHOOLS)
        cursor.execute(_WITHOUT_SUCCESSOR)
        outcome.without_successor = [
            f"{name} (URN {urn}) closed{f' on {on:%-d %B %Y}' if on else ''}: {why}."
            for urn, name, on, why in cursor.fetchall()
        ]
        cursor.execute("DROP TABLE staged_school, classified_school")
    return outcome


def _sorted_out(rows: Iterable[gias.Read], outcome: Outcome) -> Iterable[gias.Establishment]:
    """The schools among the rows; everything else is counted or kept by number."""
    for row in rows:
        if isinstance(row, gias.Refusal):
            outcome.refused.append(row)
        elif isinstance(row, gias.LeftOut):
            outcome.left_out[row.reason] = outcome.left_out.get(row.reason, 0) + 1
        else:
            for what in row.mended:
                outcome.mended.setdefault(what, []).append(row.row)
            yield row


def _copy(cursor: CursorWrapper, schools: Iterable[gias.Establishment]) -> None:
    with cursor.copy(_COPY) as copy:
        for school in schools:
            copy.write_row(
                (
                    *(school.row, school.urn, school.name, school.council_code, school.council_name),
                    *(school.trust_uid, school.trust_name, school.phase.value, school.kind, school.status.value),
                    *(school.opened_on, school.closed_on, school.why_closed, school.headcount),
                )
            )


def _refuse_repeats(cursor: CursorWrapper, outcome: Outcome) -> None:
    """A school that stands twice with the same facts counts once; with different facts, neither row can be believed."""
    repeats = _changed_rows(cursor, _DROP_REPEATS)
    if repeats:
        outcome.left_out["rows that repeat another word for word"] = repeats
    cursor.execute(_REFUSE_CONTRADICTIONS)
    for row, urn, other in cursor.fetchall():
        outcome.refused.append(gias.Refusal(row, f"URN {urn} stands in row {other} too, with other facts."))
    outcome.refused.sort(key=lambda refusal: refusal.row)


def _count(cursor: CursorWrapper, outcome: Outcome) -> None:
    cursor.execute("SELECT state, count(*) FROM classified_school GROUP BY state")
    counts: dict[str, int] = dict(cursor.fetchall())
    outcome.new, outcome.changed, outcome.same = (counts.get(state, 0) for state in ("new", "changed", "same"))
    if counts.get("unknown"):
        outcome.left_out["closed schools that were never here"] = counts["unknown"]


def _changed_rows(cursor: CursorWrapper, statement: str, **values: str) -> int:
    cursor.execute(statement, values)
    return int(cursor.rowcount)


_STAGE = """
CREATE TEMPORARY TABLE staged_school (
    row_number integer NOT NULL,
    urn integer NOT NULL,
    name text NOT NULL,
    council_code text NOT NULL,
    council_name text NOT NULL,
    trust_uid integer,
    trust_name text NOT NULL,
    phase text NOT NULL,
    kind text NOT NULL,
    status text NOT NULL,
    opened_on date,
    closed_on date,
    why_closed text NOT NULL,
    headcount integer
)
"""

_COPY = """
COPY staged_school (row_number, urn, name, council_code, council_name, trust_uid, trust_name, phase, kind, status,
                    opened_on, closed_on, why_closed, headcount) FROM STDIN
"""

_DROP_REPEATS = """
DELETE FROM staged_school repeat USING staged_school kept
WHERE kept.urn = repeat.urn AND kept.row_number < repeat.row_number
  AND (to_jsonb(kept) - 'row_number') = (to_jsonb(repeat) - 'row_number')
"""

_REFUSE_CONTRADICTIONS = """
DELETE FROM staged_school one USING staged_school other
WHERE one.urn = other.urn AND one.row_number <> other.row_number
RETURNING one.row_number, one.urn, other.row_number
"""

# Only for schools that will stand here. A register that spells a name in two ways is taken at its most frequent.
_ADD_COUNCILS = """
INSERT INTO people_council (code, name, colour)
SELECT council_code, mode() WITHIN GROUP (ORDER BY council_name), %(colour)s
FROM staged_school staged
WHERE status <> 'closed' OR EXISTS (SELECT FROM people_school school WHERE school.urn = staged.urn)
GROUP BY council_code
ON CONFLICT (code) DO NOTHING
"""

_ADD_TRUSTS = """
INSERT INTO people_trust (uid, name)
SELECT trust_uid, mode() WITHIN GROUP (ORDER BY trust_name)
FROM staged_school staged
WHERE trust_uid IS NOT NULL
  AND (status <> 'closed' OR EXISTS (SELECT FROM people_school school WHERE school.urn = staged.urn))
GROUP BY trust_uid
ON CONFLICT (uid) DO UPDATE SET name = EXCLUDED.name WHERE people_trust.name <> EXCLUDED.name
"""

# A name that lost letters to question marks ("T? Mawr") does not replace one that a person has put right.
_TELL_APART = r"""
CREATE TEMPORARY TABLE classified_school AS
WITH merged AS (
    SELECT staged.row_number, staged.urn, staged.phase, staged.kind, staged.status, staged.why_closed,
           known.id AS school_id, council.id AS council_id,
           CASE WHEN staged.name LIKE '%%?%%' AND known.name LIKE
                     replace(replace(replace(replace(staged.name, '\', '\\'), '%%', '\%%'), '_', '\_'), '?', '_')
                THEN known.name ELSE staged.name END AS name,
           CASE WHEN %(trusts)s THEN trust.id ELSE known.trust_id END AS trust_id,
           CASE WHEN %(closing_days)s THEN staged.closed_on ELSE known.closed_on END AS closed_on,
           coalesce(staged.opened_on, known.opened_on) AS opened_on,
           coalesce(staged.headcount, known.headcount) AS headcount
    FROM staged_school staged
    LEFT JOIN people_council council ON council.code = staged.council_code
    LEFT JOIN people_trust trust ON trust.uid = staged.trust_uid
    LEFT JOIN people_school known ON known.urn = staged.urn
), credible AS (
    SELECT row_number, urn, phase, kind, status, why_closed, school_id, council_id, name, trust_id, closed_on,
           CASE WHEN opened_on > closed_on THEN NULL ELSE opened_on END AS opened_on, headcount
    FROM merged
)
SELECT fresh.*,
       CASE WHEN known.id IS NULL AND fresh.status = 'closed' THEN 'unknown'
            WHEN known.id IS NULL THEN 'new'
            WHEN (fresh.name, fresh.council_id, fresh.trust_id, fresh.phase, fresh.kind, fresh.status,
                  fresh.opened_on, fresh.closed_on, fresh.headcount)
                 IS NOT DISTINCT FROM
                 (known.name, known.council_id, known.trust_id, known.phase, known.kind, known.status,
                  known.opened_on, known.closed_on, known.headcount) THEN 'same'
            ELSE 'changed' END AS state
FROM credible fresh
LEFT JOIN people_school known ON known.id = fresh.school_id
"""

_ADD_SCHOOLS = """
INSERT INTO people_school (urn, name, council_id, trust_id, phase, kind, status, opened_on, closed_on, headcount)
SELECT urn, name, council_id, trust_id, phase, kind, status, opened_on, closed_on, headcount
FROM classified_school WHERE state = 'new' ORDER BY urn
"""

_OPEN_AGAIN = """
SELECT known.name, known.urn
FROM classified_school fresh JOIN people_school known ON known.id = fresh.school_id
WHERE known.status = 'closed' AND fresh.status <> 'closed'
ORDER BY known.urn
"""

_CHANGE_SCHOOLS = """
UPDATE people_school school
SET name = fresh.name, council_id = fresh.council_id, trust_id = fresh.trust_id, phase = fresh.phase,
    kind = fresh.kind, status = fresh.status, opened_on = fresh.opened_on, closed_on = fresh.closed_on,
    headcount = fresh.headcount
FROM classified_school fresh
WHERE school.id = fresh.school_id AND fresh.state = 'changed'
"""

_WITHOUT_SUCCESSOR = """
SELECT school.urn, school.name, school.closed_on, fresh.why_closed
FROM classified_school fresh JOIN people_school school ON school.id = fresh.school_id
WHERE fresh.status = 'closed' AND school.successor_id IS NULL
  AND lower(fresh.why_closed) NOT IN ('', 'not applicable', 'closure')
ORDER BY school.urn
"""
