"""`make bench-measures`: each named measure of a council that has 24,000 schools itself.

Each is asked as at today as known now, as at today as known before half of the rows were written, and for its list of
schools. Promised, and exits 1 where it is missed: one query and under 2 s each.
"""

import datetime
import json
import os
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.own_database import own_database

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).resolve().parent / "results"
VAR = ROOT / "var" / "bench-measures"
SCHOOLS, COUNCILS = 24_000, 153
MOST_SECONDS = 2.0
ASKED = 3

# What the registry counts beside schools, posts and adoptions: 240,000 staff, holders and nominations for each post,
# a governing board with six places held, three activities, and for each policy ten clauses and four commitments.
_MORE = (
    """INSERT INTO people_staffmember (school_id, name, job_title, contract, reference)
    SELECT id, 'Staff ' || n, 'Teacher', '', '' FROM people_school, generate_series(1, 10) n WHERE urn < 600000""",
    """INSERT INTO people_postholder (post_id, staff_id, starts_on, ends_on, change_source, change_reason)
    SELECT post.id, staff.id, current_date - 900, CASE WHEN post.id % 4 = 0 THEN current_date - 90 END, '', ''
    FROM people_leadershippost post JOIN LATERAL (
        SELECT id FROM people_staffmember WHERE school_id = post.school_id ORDER BY id LIMIT 1
    ) staff ON true WHERE post.title LIKE 'Post %'""",
    """INSERT INTO people_nomination (post_id, staff_id, band, reason, state, nominated_by_id, nominated_at,
        ended_reason)
    SELECT post.id, staff.id, CASE post.id % 3 WHEN 0 THEN 'today' WHEN 1 THEN 'years' ELSE 'later' END, 'Has done it',
        'agreed', (SELECT min(id) FROM people_user), now(), ''
    FROM people_leadershippost post JOIN LATERAL (
        SELECT id FROM people_staffmember WHERE school_id = post.school_id ORDER BY id DESC LIMIT 1
    ) staff ON true WHERE post.title LIKE 'Post %'""",
    """INSERT INTO people_body (name, kind, delegated_authority, notice_kind, places_parent, places_co_opted)
    SELECT 'Board ' || urn, 'governing-board', '', '', 4, 4 FROM people_school WHERE urn < 600000""",
    """INSERT INTO people_body_schools (body_id, school_id)
    SELECT body.id, school.id FROM people_body body JOIN people_school school ON body.name = 'Board ' || school.urn""",
    """INSERT INTO people_termofoffice (body_id, name, category, appointing_body, office, starts_on, ends_on)
    SELECT id, 'Governor ' || n, CASE WHEN n % 2 = 0 THEN 'parent' ELSE 'co-opted' END, '', '', current_date - 900,
        current_date + n * 100 FROM people_body, generate_series(1, 6) n WHERE name LIKE 'Board 5%'""",
    """INSERT INTO people_activity (school_id, people, kind, title, starts_on, state, recorded_by_id, recorded_at,
        agreed_by_id, agreed_at, partner, partner_school, stopped_reason, done, own_words, mentor_words)
    SELECT school.id, 1, CASE WHEN n = 1 THEN 'shadowing' ELSE 'mentoring' END, 'Activity', current_date - n * 60,
        'planned', someone.id, now(), someone.id, now(), '', '', '', '', '', ''
    FROM people_school school, generate_series(1, 3) n, (SELECT min(id) AS id FROM people_user) someone
    WHERE school.urn < 600000""",
    """INSERT INTO policies_clauserow (version_id, clause_id, kind, section_kind, "order", text, tags, model_clause_id,
        relation)
    SELECT version.id, 'b' || n, 'paragraph', 'aims', 1000 + n, 'We will.',
        CASE n WHEN 1 THEN ARRAY['mentoring'] WHEN 2 THEN ARRAY['representation'] ELSE ARRAY[]::varchar[] END, '', 'own'
    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id
    JOIN people_school school ON school.id = policy.school_id, generate_series(1, 10) n WHERE school.urn < 600000""",
    """INSERT INTO policies_commitment (policy_id, version_id, clause_id, in_force_from)
    SELECT version.policy_id, version.id, 'b' || n, current_date - 700
    FROM policies_version version JOIN policies_policy policy ON policy.id = version.policy_id
    JOIN people_school school ON school.id = policy.school_id, generate_series(1, 4) n WHERE school.urn < 600000""",
    """INSERT INTO policies_evidence (commitment_id, "on", line, channels, link, by_id, added_at, first_line,
        withdrawn_reason)
    SELECT held.id, current_date - (held.id % 300)::int, 'Done', '{}', '', (SELECT min(id) FROM people_user), now(),
        '', ''
    FROM policies_commitment held WHERE held.clause_id LIKE 'b%' AND held.id % 2 = 0""",
)


def fill() -> None:
    """A council with 24,000 schools, and something of everything in each."""
    from django.core.management import call_command  # noqa: PLC0415 (Django is set up first)
    from django.db import connection  # noqa: PLC0415 (as above)

    from bench import many_schools  # noqa: PLC0415 (as above)
    from core.database.privileges import as_owner  # noqa: PLC0415 (as above)
    from people.models import Council, School  # noqa: PLC0415 (as above)

    for command in ("load_standards", "load_programmes", "load_demo"):
        call_command(command, verbosity=0)
    many_schools.fill(SCHOOLS, COUNCILS)
    School.objects.filter(urn__gte=many_schools.FIRST_URN).update(council=Council.objects.get(code="999"))
    with connection.cursor() as cursor:
        for statement in _MORE:
            cursor.execute(statement)
    with as_owner() as owner, owner.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure() -> dict[str, dict[str, float | int | bool]]:
    """Print and give back what each measure takes."""
    from django.db import connection  # noqa: PLC0415 (Django is set up first)
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 (as above)

    from actionplan.measures import registry  # noqa: PLC0415 (as above)
    from actionplan.measures.registry import After, Behind, Question  # noqa: PLC0415 (as above)
    from core import clock  # noqa: PLC0415 (as above)
    from people.models import Council, SchoolEvent  # noqa: PLC0415 (as above)

    council, now = Council.objects.get(code="999"), clock.now()
    early = SchoolEvent.objects.order_by("-pgh_created_at").values_list("pgh_created_at", flat=True)[0]
    found: dict[str, dict[str, float | int | bool]] = {}
    print(f"{'measure':<26}{'of':>9}{'now s':>8}{'before s':>10}{'list s':>8}{'queries':>9}")
    for one in registry.every():
        given = {parameter.name: parameter.choices[-1][0] for parameter in one.parameters}
        live = Question(council.pk, clock.today(), now, given)
        before = Question(council.pk, clock.today(), early, given)
        with CaptureQueriesContext(connection) as queries:
            answer = one.figure(live)
        row: dict[str, float | int | bool] = {
            "of": answer.every,
            "now_s": _seconds(lambda: one.figure(live)),  # noqa: B023 (asked at once)
            "before_s": _seconds(lambda: one.figure(before)),  # noqa: B023 (as above)
            "list_s": _seconds(lambda: one.behind(live, Behind.COUNTED, After(), 51)),  # noqa: B023 (as above)
            "queries": len(queries),
        }
        slowest = max(row["now_s"], row["before_s"], row["list_s"])
        row["kept"] = slowest < MOST_SECONDS and row["queries"] == 1
        found[one.slug] = row
        print(
            f"{one.slug:<26}{row['of']:>9}{row['now_s']:>8}{row['before_s']:>10}{row['list_s']:>8}{row['queries']:>9}"
            f"{'' if row['kept'] else '  missed'}"
        )
    return found


def _seconds(ask: Callable[[], object]) -> float:
    """The middle of a few times, in seconds."""
    taken = []
    for _ in range(ASKED):
        began = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began)
    return round(sorted(taken)[ASKED // 2], 2)


def main() -> int:
    """Print and write down the figures; 1 where one is missed."""
    with own_database(VAR):
        fill()
        results = measure()
    machine = {"processors": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    written = json.dumps({"day": day, "machine": machine, "results": results}, indent=1, sort_keys=True)
    (RESULTS / "measures.json").write_text(written + "\n")
    missed = sorted(slug for slug, row in results.items() if not row["kept"])
    print("Every promise was kept." if not missed else f"Missed: {', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
