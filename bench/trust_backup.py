"""`make bench-backup`: a backup and a restore of a whole county, each in under five minutes.

24,000 schools, 120,000 users with a membership each, and 1,000,000 rows of history. The database and the files are the
benchmark's own, and are removed at the end.
"""

import datetime
import json
import os
import platform
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.own_database import own_database

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "bench-backup"
RESULT = Path(__file__).resolve().parent / "results" / "backup.json"

SCHOOLS, USERS, HISTORY = 24_000, 120_000, 1_000_000
SECONDS = 300
_BATCH = 5_000


def measure() -> dict[str, dict[str, Any]]:
    """Seconds that a backup and a restore take, and whether each kept to five minutes."""
    try:
        with own_database(VAR):
            held, made, backup, restore = _both_ways()
    finally:
        shutil.rmtree(VAR, ignore_errors=True)
    size = {"file_mb": round(made.size / 1e6, 1), **held}
    return {
        f"{name} of a county": {"seconds": round(taken[0], 1), "most": SECONDS, "kept": taken[0] < SECONDS, **size}
        for name, taken in (("backup", backup), ("restore", restore))
    }


def _both_ways() -> tuple[dict[str, int], Any, list[float], list[float]]:
    """Fill the database, back it up and restore it: what it held, the backup made, and the seconds of each."""
    from django.conf import settings  # noqa: PLC0415 (once Django is set up)

    from core.backups import keys, making, restoring  # noqa: PLC0415 (as above)

    held = _fill()
    files = Path(settings.MEDIA_ROOT)
    files.mkdir(parents=True, exist_ok=True)
    for number in range(200):
        (files / f"paper-{number}.pdf").write_bytes(os.urandom(250_000))
    public, secret = keys.new_pair()
    target = VAR / "county.age"
    with _timed() as backup:
        made = making.make(target, keys.to_make([public]))
    with _timed() as restore:
        restoring.restore(target, keys.to_open([secret]), replace=True, replay=lambda _header: None)
    return held, made, backup, restore


@contextmanager
def _timed() -> Iterator[list[float]]:
    taken: list[float] = []
    began = time.monotonic()
    yield taken
    taken.append(time.monotonic() - began)


def _fill() -> dict[str, int]:
    """The rows, and how many history rows there are of which kind."""
    from django.db import connection  # noqa: PLC0415

    from people.models import Council, Membership, School, User  # noqa: PLC0415

    councils = Council.objects.bulk_create(Council(code=f"{n:03d}", name=f"Council {n}") for n in range(1, 151))
    School.objects.bulk_create(
        (
            School(
                urn=100_000 + n, name=f"School number {n}", phase="primary", kind="Community", council=councils[n % 150]
            )
            for n in range(SCHOOLS)
        ),
        batch_size=_BATCH,
    )
    User.objects.bulk_create(
        (User(email=f"person{n}@example.org", name=f"Person Number {n}", password="!" * 40) for n in range(USERS)),
        batch_size=_BATCH,
    )
    schools, users = (list(model.objects.values_list("pk", flat=True)) for model in (School, User))
    since = datetime.date(2024, 9, 1)
    Membership.objects.bulk_create(
        (
            Membership(user_id=user, school_id=schools[n % SCHOOLS], role="governor", starts_on=since)
            for n, user in enumerate(users)
        ),
        batch_size=_BATCH,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE '%%event'")
        events = [row[0] for row in cursor.fetchall()]
        for number in range(12):  # each change of a tracked row is one row of history
            if not events or _count(cursor, events) >= HISTORY:
                break
            cursor.execute("UPDATE people_user SET name = name || %s", [str(number)])
        held = _count(cursor, events)
        cursor.execute(
            "INSERT INTO django_admin_log (action_time, object_id, object_repr, action_flag, change_message, user_id)"
            " SELECT now(), n::text, 'Person Number ' || n, 2, repeat('what was changed and why ', 10), %s"
            " FROM generate_series(1, %s) n",
            [users[0], max(0, HISTORY - held)],
        )
    return {"history_rows": held, "stand_in_rows": max(0, HISTORY - held)}


def _count(cursor: Any, tables: list[str]) -> int:
    total = 0
    for table in tables:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        total += cursor.fetchone()[0]
    return total


def main() -> int:
    """Measure, print and write down the figures, and say whether the promise was kept."""
    results = measure()
    machine = {"processors": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}
    RESULT.write_text(json.dumps({"machine": machine, "results": results}, indent=1, sort_keys=True) + "\n")
    for name, figures in results.items():
        print(f"{name:<24}{figures['seconds']:>7.1f} s of {figures['most']} s, {figures['file_mb']} MB")
    return 0 if all(figures["kept"] for figures in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
