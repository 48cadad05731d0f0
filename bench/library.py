"""`make bench-library`: clauses by tag, and the library of adopted policies, in a country of 24,000 schools.

14,400 of them have a policy in force of some twenty clauses and share it. Each page is asked of a council of 160
schools among the others, and of one that has all of them itself, in turn with a bare page that shows as many rows.
Promised, and exits 1 where it is missed: at most 12 queries, and at most twice the bare page. Counting a council's tags
anew is a job: how long it takes is printed.
"""

import json
import os
import platform
import shutil
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULT = Path(__file__).resolve().parent / "results" / "library.json"
VAR = ROOT / "var" / "bench-library"
os.environ["SUCCESSION_VAR"] = str(VAR)
os.environ["DJANGO_SETTINGS_MODULE"] = "succession.settings"
for outside in ("DATABASE_URL", "DATABASE_OWNER_URL", "SUCCESSION_PRODUCTION"):
    os.environ.pop(outside, None)

import django  # noqa: E402 (the environment comes first)

from bench.many_schools import FIRST_URN, fill  # noqa: E402
from bench.pages import Page, compared, session_of  # noqa: E402
from bench.servers import Site, serving  # noqa: E402
from bench.timing import figures, in_turn  # noqa: E402
from core.database.cluster import Cluster  # noqa: E402
from core.database.locations import embedded_locations  # noqa: E402

SCHOOLS, COUNCILS, OF_ONE = 24_000, 153, 160
ROUNDS, ASKED = 3, 10
MOST_QUERIES, MOST = 12, 2.0

_SCHOOLS = "/councils/999/schools/"
_FOUND = rb'<div class="app-card'
PAGES = (
    Page("schools", _SCHOOLS, "officer"),
    Page("clauses by tag", f"{_SCHOOLS}clauses/", "officer"),
    Page("schools with a tag", f"{_SCHOOLS}clauses/mentoring/?presence=same", "officer"),
    Page("library", f"{_SCHOOLS}library/", "officer"),
    Page("library: common word", f"{_SCHOOLS}library/?q=leader", "officer", row=_FOUND),
    Page("library: rare word", f"{_SCHOOLS}library/?q=Headteachers%27+Standards+workshop", "officer", row=_FOUND),
    Page("library: tag", f"{_SCHOOLS}library/?tag=mentoring", "officer", row=_FOUND),
    Page("library: word and tag", f"{_SCHOOLS}library/?q=mentor&tag=mentoring", "head", row=_FOUND),
)

# What shelving would write where schools went to a council, without reading 14,400 documents: the shelf of a school of
# the demonstration, for each.
_TAKE_OFF = """
DELETE FROM policies_shelvedclause USING people_school school
WHERE school.id = school_id AND school.urn BETWEEN %s AND %s
"""
_LEFT = (
    """DELETE FROM policies_shelvedtext
    WHERE NOT EXISTS (SELECT FROM policies_shelvedclause WHERE words_id = policies_shelvedtext.id)""",
    """UPDATE policies_shelvedtext SET held = now.held, held_shared = now.shared FROM (
        SELECT words_id, count(*) AS held, count(*) FILTER (WHERE is_shared) AS shared
        FROM policies_shelvedclause GROUP BY words_id
    ) AS now WHERE id = words_id""",
)
_SAID = """
WITH said AS (
    SELECT school.council_id, school.id AS school_id, version.id AS version_id, example.clause_id, example."order",
        example.heading, CASE WHEN own THEN 'changed' ELSE 'same' END AS relation, example.model_clause_id, words.tags,
        words.text || CASE WHEN own THEN ' At school ' || school.urn ELSE '' END AS text,
        CASE WHEN own THEN md5(school.urn || words.digest) ELSE words.digest END AS digest,
        CASE WHEN own THEN md5(school.urn || words.key) ELSE words.key END AS key
    FROM people_school school
    JOIN policies_policy policy ON policy.school_id = school.id
    JOIN policies_version version ON version.policy_id = policy.id AND version.state = 'adopted'
    CROSS JOIN policies_shelvedclause example
    JOIN people_school of_example ON of_example.id = example.school_id AND of_example.urn = 999003
    JOIN policies_shelvedtext words ON words.id = example.words_id
    CROSS JOIN LATERAL (SELECT (school.id + example."order") %% 7 = 0 AS own) AS rewritten
    WHERE school.urn BETWEEN %s AND %s
)
"""
# The tokens say whose a text is, and in which samples.
_TEXTS = f"""{_SAID}
INSERT INTO policies_shelvedtext AS shelved (council_id, key, text, digest, tags, held, held_shared, tokens)
SELECT council_id, key, text, digest, tags, count(*), count(*), ARRAY(SELECT ' tag ' || tag FROM unnest(tags) AS tag)
    || ARRAY(SELECT ' council ' || council_id || sample || shared
        FROM unnest(ARRAY[true, bool_or(school_id %% 4 = 0), bool_or(school_id %% 32 = 0)],
            ARRAY['', ' one in 4', ' one in 32']) AS samples(has, sample), unnest(ARRAY['', ' shared']) AS shared
        WHERE has)
FROM said GROUP BY council_id, key, text, digest, tags
ON CONFLICT (council_id, key) DO UPDATE SET held = shelved.held + excluded.held,
    held_shared = shelved.held_shared + excluded.held_shared,
    tokens = ARRAY(SELECT unnest(shelved.tokens) UNION SELECT unnest(excluded.tokens))
"""
_CLAUSES = f"""{_SAID}
INSERT INTO policies_shelvedclause (council_id, school_id, version_id, words_id, clause_id, "order", heading, relation,
    model_clause_id, is_shared)
SELECT said.council_id, school_id, version_id, shelved.id, clause_id, "order", heading, relation, model_clause_id, true
FROM said JOIN policies_shelvedtext shelved USING (council_id, key)
"""
_TAGS = """
INSERT INTO policies_schooltags (school_id, stands) SELECT school_id, array_agg(tag || ' ' || presence)
FROM (
    SELECT school_id, tag, CASE WHEN bool_or(relation = 'changed') THEN 'changed' ELSE 'same' END AS presence
    FROM policies_shelvedclause clause JOIN policies_shelvedtext words ON words.id = clause.words_id,
        unnest(tags) AS tag
    GROUP BY school_id, tag
) AS stand JOIN people_school school ON school.id = school_id WHERE school.urn BETWEEN %s AND %s GROUP BY school_id
"""
_SHARE = """
INSERT INTO policies_sharing (policy_id, is_shared, changed_by_id, changed_at)
SELECT policy.id, true, (SELECT min(id) FROM people_user), now()
FROM policies_policy policy JOIN people_school school ON school.id = policy.school_id WHERE school.urn BETWEEN %s AND %s
"""


def measure(site: Site) -> dict[str, dict[str, Any]]:
    """Print and give back the figures of every page in both places."""
    django.setup()
    fill(SCHOOLS, COUNCILS)
    _asked(_SHARE, FIRST_URN, FIRST_URN + SCHOOLS)
    found: dict[str, dict[str, Any]] = {}
    for schools in (OF_ONE, SCHOOLS):
        counted = _move(schools)
        print(f"{schools} schools in the council, whose tags are counted in {counted:.2f} s")
        print(f"{'page':<28}{'rows':>5}{'p50 ms':>9}{'floor':>8}{'ratio':>7}{'queries':>9}")
        for page in PAGES:
            one = found[f"{page.name}, {schools}"] = _measured(site, page)
            kept = "" if one["kept"] else "  missed"
            columns = f"{one['rows']:>5}{one['p50_ms']:>9}{one['floor_p50_ms']:>8}{one['ratio']:>7}{one['queries']:>9}"
            print(f"{page.name:<28}{columns}{kept}", flush=True)
    return found


def _asked(sql: str, *given: object) -> None:
    from django.db import connection  # noqa: PLC0415 (Django is set up first)

    with connection.cursor() as cursor:
        cursor.execute(sql, given)


def _move(schools: int) -> float:
    """Let the demonstration's council have so many schools; how long counting their tags takes, in seconds."""
    from django.db import connection  # noqa: PLC0415 (Django is set up first)

    from core.database.privileges import as_owner  # noqa: PLC0415 (as above)
    from people.models import Council, School  # noqa: PLC0415 (as above)
    from policies.library.shelving import count_tags  # noqa: PLC0415 (as above)

    council, end = Council.objects.get(code="999"), FIRST_URN + schools - 12
    School.objects.filter(urn__gte=FIRST_URN, urn__lt=end).update(council=council)
    every = FIRST_URN, FIRST_URN + SCHOOLS
    _asked(_TAKE_OFF, *every)
    for sql in _LEFT:
        _asked(sql)
    for sql in (_TEXTS, _CLAUSES, *([_TAGS] if schools == OF_ONE else [])):
        # What the tables held a moment ago would have the statement planned for quite others.
        with as_owner() as owner, owner.cursor() as cursor:
            cursor.execute("ANALYZE policies_shelvedtext, policies_shelvedclause")
        _asked(sql, *every)
    with as_owner() as owner, owner.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    began = time.perf_counter()
    count_tags(council)
    connection.close()
    return time.perf_counter() - began


def _measured(site: Site, page: Page) -> dict[str, Any]:
    one = compared(site, page)
    for _ in range(ROUNDS):
        one.pairs.extend(in_turn(one.ours, one.floor, ASKED))
    found: dict[str, Any] = {"rows": one.rows, **figures(one.pairs), "queries": _queries(page)}
    found["kept"] = found["queries"] <= MOST_QUERIES and found["ratio"] <= MOST
    return found


def _queries(page: Page) -> int:
    from django.db import connection  # noqa: PLC0415 (Django is set up first)
    from django.test import Client  # noqa: PLC0415 (as above)
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 (as above)

    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies["sessionid"] = session_of(page.who)
    client.get(page.path)
    with CaptureQueriesContext(connection) as queries:
        client.get(page.path)
    return len(queries)


def main() -> int:
    """Print and write down the figures; 1 where one is missed."""
    try:
        with serving(ROOT, VAR) as site:
            results = measure(site)
    finally:
        Cluster(embedded_locations(VAR)).remove()
        shutil.rmtree(VAR, ignore_errors=True)
    machine = {"processors": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}
    RESULT.write_text(json.dumps({"machine": machine, "results": results}, indent=1, sort_keys=True) + "\n")
    missed = sorted(name for name, one in results.items() if not one["kept"])
    print("Every promise was kept." if not missed else f"Missed: {', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
