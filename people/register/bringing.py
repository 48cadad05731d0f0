"""A file of staff beside the register: read in a job, staged by COPY, told apart in SQL, kept until it is confirmed.

How a row is known:
- By its reference, where the register has it at this school.
- Where the row or the register has no reference, by name and job together. A name alone is too little, since two people
  may share one: such a row is refused, and says whom it could mean.
- Two rows that could be the same person are refused both: which counts is not ours to say.

What a file does not say stays as it is: an empty cell, and every column the file lacks. Whom it leaves out stays too,
and is listed.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from core.models import Preview
from people.register.resources import StaffResource

COLUMNS = ("name", "job_title", "contract", "fte", "starts_on", "ends_on", "reference")
_NAMED = ", ".join(COLUMNS)


def keep(preview: Preview, reading: dict[str, Any]) -> dict[str, Any]:
    """Stage what was read, beside the register as it stands: what of it stays with the preview. In a transaction."""
    kind, _, school = preview.organisation.partition(":")
    if kind != "school":
        return {"refused": "A register is brought in at a school. Open the school’s register and send the file there."}
    rows = reading["rows"]
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        _copy(cursor, _read(rows))
        cursor.execute("SELECT pg_get_serial_sequence('people_staffmember', 'id')::regclass::oid")
        asked = {"school": int(school), "preview": preview.pk, "numbers": cursor.fetchone()[0]}
        for statement in (
            _KNOWN,
            "ANALYZE read_staff (reference)",
            "ANALYZE known_staff (reference)",
            _COMPARED,
            _CLASSIFIED,
        ):
            cursor.execute(statement, asked)
        cursor.execute(_KEEP, asked)
        cursor.execute(_KEEP_ABSENT, asked)
        absent = cursor.rowcount
        cursor.execute("SELECT state, count(*) FROM classified_staff GROUP BY state")
        counts = {**dict(cursor.fetchall()), "absent": absent}
        cursor.execute("DROP TABLE read_staff, known_staff, compared_staff, classified_staff")
    return {
        "counts": {state: counts.get(state, 0) for state in ("new", "changed", "same", "refused", "absent")},
        "rows": len(rows),
        **{name: reading[name] for name in ("columns", "unread", "sheet")},
    }


def _read(rows: Iterable[list[Any]]) -> Iterator[tuple[Any, ...]]:
    """Each row with its cells read, or with the sentences that say why it cannot be."""
    resource = StaffResource()
    readers = resource.readers()
    for number, *cells in rows:
        values, wrong = resource.read_cells(readers, cells)
        yield (number, " ".join(wrong)[:500], *values)


def _copy(cursor: CursorWrapper, rows: Iterable[tuple[Any, ...]]) -> None:
    with cursor.copy(f"COPY read_staff (row_number, reason, {_NAMED}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


_READ = """
CREATE TEMPORARY TABLE read_staff (
    row_number integer NOT NULL,
    reason text NOT NULL,
    name text NOT NULL,
    job_title text NOT NULL,
    contract text NOT NULL,
    fte numeric(4, 3),
    starts_on date,
    ends_on date,
    reference text NOT NULL
)
"""

_KNOWN = """
CREATE TEMPORARY TABLE known_staff AS
SELECT id, name, job_title, contract, fte, starts_on, ends_on, reference,
       lower(name) AS called, lower(job_title) AS does
FROM people_staffmember WHERE school_id = %(school)s
"""

_ANALYSED = ("ANALYZE read_staff (reference)", "ANALYZE known_staff (reference)")

# Whom each row means. `alike`: how many on the register have this name and job, and could be meant; `namesake`: the job
# of somebody who has this name alone.
_COMPARED = """
CREATE TEMPORARY TABLE compared_staff AS
WITH alike AS (
    SELECT called, does, min(id) AS id, count(*) AS many,
           min(id) FILTER (WHERE reference = '') AS free_id, count(*) FILTER (WHERE reference = '') AS free
    FROM known_staff GROUP BY called, does
), namesake AS (
    SELECT called, min(job_title) AS job, min(job_title) FILTER (WHERE reference = '') AS free_job
    FROM known_staff GROUP BY called
)
SELECT fresh.*, coalesce(known.id, CASE WHEN fresh.reference = '' THEN alike.id ELSE alike.free_id END) AS known_id,
       CASE WHEN known.id IS NOT NULL THEN 0 WHEN fresh.reference = '' THEN alike.many ELSE alike.free END AS alike,
       CASE WHEN fresh.reference = '' THEN namesake.job ELSE namesake.free_job END AS namesake
FROM read_staff fresh
LEFT JOIN known_staff known ON fresh.reference <> '' AND known.reference = fresh.reference
LEFT JOIN alike ON known.id IS NULL AND alike.called = lower(fresh.name) AND alike.does = lower(fresh.job_title)
LEFT JOIN namesake ON known.id IS NULL AND namesake.called = lower(fresh.name)
"""

# A reason quotes at most four other rows, so that a file of one reference 100,000 times stays small.
_CLASSIFIED = """
CREATE TEMPORARY TABLE classified_staff AS
WITH twice_referred AS (
    SELECT reference, (array_agg(row_number ORDER BY row_number))[1:4] AS rows, count(*) AS many
    FROM compared_staff WHERE reference <> '' GROUP BY reference HAVING count(*) > 1
), twice_meant AS (
    SELECT known_id, (array_agg(row_number ORDER BY row_number))[1:4] AS rows, count(*) AS many
    FROM compared_staff WHERE known_id IS NOT NULL AND reason = '' GROUP BY known_id HAVING count(*) > 1
), twice_named AS (
    SELECT lower(name) AS called, lower(job_title) AS does,
           (array_agg(row_number ORDER BY row_number))[1:4] AS rows, count(*) AS many
    FROM compared_staff WHERE reason = '' GROUP BY 1, 2
    HAVING count(*) > 1 AND bool_or(reference = '')
), judged AS (
    SELECT fresh.row_number, fresh.known_id AS staff_id, fresh.name, fresh.job_title,
           coalesce(nullif(fresh.contract, ''), known.contract, '') AS contract,
           coalesce(fresh.fte, known.fte) AS fte,
           coalesce(fresh.starts_on, known.starts_on) AS starts_on,
           coalesce(fresh.ends_on, known.ends_on) AS ends_on,
           coalesce(nullif(fresh.reference, ''), known.reference, '') AS reference,
           CASE
           WHEN fresh.reason <> '' THEN fresh.reason
           WHEN twice_referred.many IS NOT NULL THEN
                'The reference ' || fresh.reference || ' stands in rows ' || array_to_string(twice_referred.rows, ', ')
                || CASE WHEN twice_referred.many > 4 THEN ' and more' ELSE '' END || '. Give each person their own.'
           WHEN twice_named.many IS NOT NULL AND (fresh.reference = '' OR fresh.known_id IS NULL) THEN
                'The same name and job stand in rows ' || array_to_string(twice_named.rows, ', ')
                || CASE WHEN twice_named.many > 4 THEN ' and more' ELSE '' END
                || '. Give each of them a reference, or take out the one that stands twice.'
           WHEN fresh.alike > 1 THEN
                fresh.alike || ' people on the register have this name and job. Give each of them a reference there, '
                || 'and in the file.'
           WHEN fresh.known_id IS NULL AND fresh.namesake IS NOT NULL THEN
                'Somebody of this name is on the register as ' || fresh.namesake || '. If it is the same person, give '
                || 'them one reference here and there; if not, give each their own.'
           WHEN twice_meant.many IS NOT NULL THEN
                'Rows ' || array_to_string(twice_meant.rows, ', ') || CASE WHEN twice_meant.many > 4 THEN ' and more'
                ELSE '' END || ' are the same person on the register. Keep one of them.'
           WHEN coalesce(fresh.starts_on, known.starts_on) > coalesce(fresh.ends_on, known.ends_on) THEN
                'The last day, ' || to_char(coalesce(fresh.ends_on, known.ends_on), 'FMDD FMMonth YYYY')
                || ', is before the first, ' || to_char(coalesce(fresh.starts_on, known.starts_on), 'FMDD FMMonth YYYY')
                || '. Correct one of them.'
           ELSE '' END AS reason,
           known.name AS was_name, known.job_title AS was_job_title, known.contract AS was_contract,
           known.fte AS was_fte, known.starts_on AS was_starts_on, known.ends_on AS was_ends_on,
           known.reference AS was_reference
    FROM compared_staff fresh
    LEFT JOIN known_staff known ON known.id = fresh.known_id
    LEFT JOIN twice_referred ON twice_referred.reference = fresh.reference
    LEFT JOIN twice_meant ON twice_meant.known_id = fresh.known_id
    LEFT JOIN twice_named ON twice_named.called = lower(fresh.name) AND twice_named.does = lower(fresh.job_title)
)
SELECT *, CASE
    WHEN reason <> '' THEN 'refused'
    WHEN staff_id IS NULL THEN 'new'
    WHEN (name, job_title, contract, fte, starts_on, ends_on, reference) IS NOT DISTINCT FROM
         (was_name, was_job_title, was_contract, was_fte, was_starts_on, was_ends_on, was_reference) THEN 'same'
    ELSE 'changed' END AS state
FROM judged
"""

_KEEP = """
INSERT INTO people_stagedstaff (preview_id, row_number, state, reason, staff_id, name, job_title, contract, fte,
                                starts_on, ends_on, reference, was)
SELECT %(preview)s, row_number, state, reason,
       CASE WHEN state = 'new' THEN nextval(%(numbers)s) ELSE staff_id END,
       name, job_title, contract, fte, starts_on, ends_on, reference,
       CASE WHEN state = 'changed' THEN jsonb_build_object(
           'name', was_name, 'job_title', was_job_title, 'contract', was_contract, 'fte', was_fte,
           'starts_on', was_starts_on, 'ends_on', was_ends_on, 'reference', was_reference) END
FROM (SELECT * FROM classified_staff WHERE state <> 'same' ORDER BY row_number) kept
"""

# Whoever has left already is not missed; nor is somebody whose row was refused.
_KEEP_ABSENT = """
INSERT INTO people_stagedstaff (preview_id, row_number, state, reason, staff_id, name, job_title, contract, fte,
                                starts_on, ends_on, reference)
SELECT %(preview)s, 0, 'absent', '', id, name, job_title, contract, fte, starts_on, ends_on, reference
FROM (SELECT * FROM known_staff known
      WHERE (ends_on IS NULL OR ends_on >= (now() AT TIME ZONE 'Europe/London')::date)
        AND NOT EXISTS (SELECT FROM classified_staff fresh WHERE fresh.staff_id = known.id)
        AND NOT EXISTS (SELECT FROM classified_staff fresh
                        WHERE fresh.state = 'refused' AND lower(fresh.name) = known.called)
      ORDER BY name, id) absent
"""
