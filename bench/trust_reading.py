"""What writing that a confidential page was opened costs: one statement, beside one bare committed INSERT.

The bare one is psycopg's own, in autocommit, of a row as wide into a plain table without keys, indexes or constraints,
of the same cluster and in the same run; the two take turns, so that neither meets another disk.
"""

import io
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

from bench.own_database import own_database

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "bench-reading"
ROUNDS = 400
MOST = 1.5
_BARE = "bench_bare_reading"


def measure() -> list[dict[str, Any]]:
    """The figures, each with whether it keeps what is promised."""
    from django.db import connection  # noqa: PLC0415 (Django is set up first)
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from core.database.privileges import as_owner  # noqa: PLC0415
    from core.reading_log import logged  # noqa: PLC0415
    from people.models import User  # noqa: PLC0415

    by = User.objects.order_by("pk").values_list("pk", flat=True)[0]
    line = {"by": by, "kind": "record-history", "subject": "membership 12345", "organisation": "school:12345"}
    with as_owner() as owner, owner.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {_BARE}")
        cursor.execute(
            f"CREATE TABLE {_BARE} (id bigint, by_id bigint, kind text, subject text, organisation text,"
            " at timestamptz, request text)"
        )
    try:
        with CaptureQueriesContext(connection) as caught:
            logged(**line)
        ours, bare = _in_turns(lambda: logged(**line), line)
    finally:
        with as_owner() as owner, owner.cursor() as cursor:
            cursor.execute(f"DROP TABLE {_BARE}")
    ratio = statistics.median(ours) / statistics.median(bare)
    return [
        {"what": "reading log: statements", "value": len(caught), "most": 1, "kept": len(caught) == 1},
        {
            "what": "reading log: a line beside a bare committed INSERT",
            "value": round(ratio, 2),
            "most": MOST,
            "kept": ratio <= MOST,
            "ours_ms": round(statistics.median(ours) * 1000, 3),
            "bare_ms": round(statistics.median(bare) * 1000, 3),
        },
    ]


def _in_turns(write: Any, line: dict[str, Any]) -> tuple[list[float], list[float]]:
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    ours, bare = [], []
    with psycopg.connect(**_parameters(connection), autocommit=True) as plain, plain.cursor() as cursor:
        values = [1, line["by"], line["kind"], line["subject"], line["organisation"], timezone.now(), "K7MC-PD94"]
        insert = f"INSERT INTO {_BARE} VALUES (%s, %s, %s, %s, %s, %s, %s)"
        for _ in range(ROUNDS):
            ours.append(_time(write))
            bare.append(_time(lambda: cursor.execute(insert, values)))
    return ours[20:], bare[20:]


def _parameters(connection: Any) -> dict[str, Any]:
    known = ("host", "port", "user", "password", "dbname")
    return {name: value for name, value in connection.get_connection_params().items() if name in known}


def _time(write: Any) -> float:
    begun = time.perf_counter()
    write()
    return time.perf_counter() - begun


def main() -> int:
    """Print the figures; 1 where one is missed."""
    with own_database(VAR):
        from django.core.management import call_command  # noqa: PLC0415 (Django is set up first)

        call_command("load_demo", verbosity=0, stdout=io.StringIO())
        figures = measure()
    for figure in figures:
        print(figure)
    return 0 if all(figure["kept"] for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
