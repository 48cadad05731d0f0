"""What was staged of a file into the register, and out of it again: a few statements, however many rows.

Called by actions, which have asked who may, locked the school and claimed the preview.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection

from core.models import Preview
from people.models import School, StaffMember, StagedStaff

_FACTS = ("name", "job_title", "contract", "fte", "starts_on", "ends_on", "reference")
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody whom an undo leaves as they are, and why."""

    name: str
    why: str


def clashes(preview: Preview, school: School) -> list[str]:
    """The names of those whose entry is not what it was when the file was read, at most SHOWN. Locks them."""
    with connection.cursor() as cursor:
        asked: dict[str, Any] = {"preview": preview.pk, "school": school.pk, "most": SHOWN}
        cursor.execute(_LOCK, asked)
        cursor.execute(_CLASHES, asked)
        return [name for (name,) in cursor.fetchall()]


def merge(preview: Preview, school: School) -> None:
    """Add what is new and change what is changed. Whoever now has a last day holds their posts until then."""
    with connection.cursor() as cursor:
        asked: dict[str, Any] = {"preview": preview.pk, "school": school.pk}
        cursor.execute(_END_HOLDINGS, asked)
        cursor.execute(_CHANGE, asked)
        cursor.execute(_ADD, asked)


def undo(preview: Preview) -> tuple[int, int]:
    """Put back what a file changed, and take out whom it added, unless used since. How many of each.

    The rows that stay as they are stay staged; the others go.
    """
    with connection.cursor() as cursor:
        asked = {"preview": preview.pk}
        cursor.execute(_LOCK, asked)
        cursor.execute(f"CREATE TEMPORARY TABLE undone_staff AS {_sorted()}", asked)
        cursor.execute("DELETE FROM undone_staff WHERE why <> ''")
        cursor.execute(_HOLD_AGAIN, asked)
        cursor.execute(_PUT_BACK)
        put_back = cursor.rowcount
        cursor.execute(_TAKE_OUT)
        taken_out = cursor.rowcount
        cursor.execute("DELETE FROM people_stagedstaff WHERE id IN (SELECT id FROM undone_staff)")
        cursor.execute("DROP TABLE undone_staff")
    return put_back, taken_out


def going(preview: Preview) -> dict[str, Any]:
    """What an undo would put back, take out, and leave: counts, and the first SHOWN that stay with their reason."""
    with connection.cursor() as cursor:
        cursor.execute(_GOING.format(sorted=_sorted()), {"preview": preview.pk})
        put_back, taken_out, left = cursor.fetchone()
        cursor.execute(_LEFT.format(sorted=_sorted()), {"preview": preview.pk, "most": SHOWN})
        kept = [Kept(name, why) for name, why in cursor.fetchall()]
    return {"put_back": put_back, "taken_out": taken_out, "left": left, "kept": kept}


def _row(alias: str) -> str:
    return "(" + ", ".join(f"{alias}.{name}" for name in _FACTS) + ")"


def _of_json(alias: str) -> str:
    return (
        f"({alias}.was ->> 'name', {alias}.was ->> 'job_title', {alias}.was ->> 'contract', "
        f"({alias}.was ->> 'fte')::numeric, ({alias}.was ->> 'starts_on')::date, ({alias}.was ->> 'ends_on')::date, "
        f"{alias}.was ->> 'reference')"
    )


def _used() -> str:
    """SQL for whether anything was made of a member of staff, in whatever table that leads to them."""
    asked = []
    relation: Any
    for relation in StaffMember._meta.get_fields(include_hidden=True):
        is_row = relation.auto_created and not relation.concrete and relation.related_model is not StagedStaff
        if is_row and relation.field.db_constraint:
            table, column = relation.related_model._meta.db_table, relation.field.column
            asked.append(f'EXISTS (SELECT FROM "{table}" used WHERE used."{column}" = now.id)')
    return " OR ".join(["now.user_id IS NOT NULL", *asked])


_LOCK = """
SELECT 1 FROM people_staffmember now JOIN people_stagedstaff staged ON staged.staff_id = now.id
WHERE staged.preview_id = %(preview)s AND staged.state IN ('changed', 'new') ORDER BY now.id FOR UPDATE OF now
"""

_CLASHES = f"""
SELECT name FROM (
    SELECT staged.name, staged.id FROM people_stagedstaff staged
    LEFT JOIN people_staffmember now ON now.id = staged.staff_id AND now.school_id = %(school)s
    WHERE staged.preview_id = %(preview)s AND staged.state = 'changed'
      AND (now.id IS NULL OR {_row("now")} IS DISTINCT FROM {_of_json("staged")})
    UNION
    SELECT staged.name, staged.id FROM people_stagedstaff staged
    JOIN people_staffmember now ON now.school_id = %(school)s AND now.reference = staged.reference
    WHERE staged.preview_id = %(preview)s AND staged.state = 'new' AND staged.reference <> ''
    UNION
    SELECT staged.name, staged.id FROM people_stagedstaff staged
    JOIN people_staffmember now ON now.school_id = %(school)s AND lower(now.name) = lower(staged.name)
    WHERE staged.preview_id = %(preview)s AND staged.state = 'new' AND (staged.reference = '' OR now.reference = '')
) found ORDER BY id LIMIT %(most)s
"""  # noqa: S608 (constants)

_ADD = """
INSERT INTO people_staffmember (id, school_id, name, job_title, contract, fte, starts_on, ends_on, reference)
SELECT staff_id, %(school)s, name, job_title, contract, fte, starts_on, ends_on, reference
FROM people_stagedstaff WHERE preview_id = %(preview)s AND state = 'new' ORDER BY id
"""

_CHANGE = """
UPDATE people_staffmember now
SET name = staged.name, job_title = staged.job_title, contract = staged.contract, fte = staged.fte,
    starts_on = staged.starts_on, ends_on = staged.ends_on, reference = staged.reference
FROM people_stagedstaff staged
WHERE staged.preview_id = %(preview)s AND staged.state = 'changed' AND now.id = staged.staff_id
  AND now.school_id = %(school)s
"""

# As people.actions.staff.record_leaving does for one.
_END_HOLDINGS = """
WITH ended AS (
    UPDATE people_postholder held SET ends_on = greatest(staged.ends_on, held.starts_on)
    FROM people_stagedstaff staged
    WHERE staged.preview_id = %(preview)s AND staged.state = 'changed' AND held.staff_id = staged.staff_id
      AND held.ends_on IS NULL AND staged.ends_on IS NOT NULL
      AND staged.ends_on IS DISTINCT FROM (staged.was ->> 'ends_on')::date
    RETURNING held.id, staged.id AS staged_id
)
UPDATE people_stagedstaff staged SET holders = found.holders
FROM (SELECT staged_id, jsonb_agg(id) AS holders FROM ended GROUP BY staged_id) found
WHERE staged.id = found.staged_id
"""


@cache
def _sorted() -> str:
    """SQL for each row that was saved, and why it stays where it is used; the apps are all there once it is asked."""
    return f"""
SELECT staged.id, staged.state, staged.staff_id, staged.name, CASE
    WHEN now.id IS NULL THEN 'They are not on the register any more.'
    WHEN {_row("now")} IS DISTINCT FROM {_row("staged")} THEN 'Their entry was changed since.'
    WHEN staged.state = 'new' AND ({_used()}) THEN 'They were named for a post, or given an account, since.'
    ELSE '' END AS why
FROM people_stagedstaff staged LEFT JOIN people_staffmember now ON now.id = staged.staff_id
WHERE staged.preview_id = %(preview)s AND staged.state IN ('new', 'changed')
"""  # noqa: S608 (constants, and names of our own tables)


_GOING = """
SELECT count(*) FILTER (WHERE why = '' AND state = 'changed'), count(*) FILTER (WHERE why = '' AND state = 'new'),
       count(*) FILTER (WHERE why <> '')
FROM ({sorted}) sorted
"""

_LEFT = "SELECT name, why FROM ({sorted}) sorted WHERE why <> '' ORDER BY id LIMIT %(most)s"

# A holding that ended with the file is open again, unless it was changed since or they hold the post again already.
_HOLD_AGAIN = """
UPDATE people_postholder held SET ends_on = NULL
FROM people_stagedstaff staged JOIN undone_staff ON undone_staff.id = staged.id
CROSS JOIN LATERAL jsonb_array_elements_text(staged.holders) ended
WHERE jsonb_typeof(staged.holders) = 'array' AND held.id = ended::bigint
  AND held.ends_on = greatest(staged.ends_on, held.starts_on)
  AND NOT EXISTS (SELECT FROM people_postholder other
                  WHERE other.post_id = held.post_id AND other.staff_id = held.staff_id AND other.ends_on IS NULL)
"""

_PUT_BACK = """
UPDATE people_staffmember now
SET name = staged.was ->> 'name', job_title = staged.was ->> 'job_title', contract = staged.was ->> 'contract',
    fte = (staged.was ->> 'fte')::numeric, starts_on = (staged.was ->> 'starts_on')::date,
    ends_on = (staged.was ->> 'ends_on')::date, reference = staged.was ->> 'reference'
FROM people_stagedstaff staged JOIN undone_staff ON undone_staff.id = staged.id
WHERE staged.state = 'changed' AND now.id = staged.staff_id
"""

_TAKE_OUT = """
DELETE FROM people_staffmember now USING undone_staff
WHERE undone_staff.state = 'new' AND now.id = undone_staff.staff_id
"""
