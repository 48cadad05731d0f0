"""Tables as they were known at a moment, in SQL.

A row that nothing happened to since is as it stands. One that was added, changed or removed since is as its history had
it then (core.history.tracking), so that the same moment always shows the same rows, whatever is recorded later.
"""

from core.rules import Happened


def known(table: str, *columns: str, within: str = "", kept: str = "") -> str:
    """SQL for the rows of a tracked table as known at %(known_at)s: its id and these columns.

    within: a condition on `r`, the row, that both halves are narrowed by. kept: the table that keeps its history, where
    that is not called as it is.
    """
    now, then, again = (", ".join(f'{row}."{column}"' for column in ("id", *columns)) for row in ("r", "e", "r"))
    narrowed = f"AND ({within})" if within else ""
    events = kept or f"{table}event"
    since = f"SELECT late.pgh_obj_id FROM {events} late WHERE late.pgh_created_at > %(known_at)s"  # noqa: S608 (names of our own tables)
    return f"""(
        SELECT {now} FROM {table} r
        WHERE NOT EXISTS ({since} AND late.pgh_obj_id = r.id) {narrowed}
        UNION ALL
        SELECT {again} FROM (
            SELECT DISTINCT ON (e.pgh_obj_id) e.pgh_label, {then} FROM {events} e
            WHERE e.pgh_created_at <= %(known_at)s AND e.pgh_obj_id IN ({since})
            ORDER BY e.pgh_obj_id, e.pgh_id DESC
        ) r WHERE r.pgh_label <> '{Happened.REMOVED.value}' {narrowed}
    )"""  # noqa: S608 (as above)
