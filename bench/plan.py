"""`make bench-plan`: one action plan of 1,000 recommendations and 10,000 milestones.

Its pages are asked in turn with a bare page that shows as many rows. How many queries each takes is measured in this
process. Promised, and exits 1 where it is missed: at most 12 queries, and at most twice the bare page.
"""

import datetime
import json
import os
import platform
import shutil
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULT = Path(__file__).resolve().parent / "results" / "plan.json"
VAR = ROOT / "var" / "bench-plan"
os.environ["SUCCESSION_VAR"] = str(VAR)
os.environ["DJANGO_SETTINGS_MODULE"] = "succession.settings"
for outside in ("DATABASE_URL", "DATABASE_OWNER_URL", "SUCCESSION_PRODUCTION"):
    os.environ.pop(outside, None)

import django  # noqa: E402 (the environment comes first)

from bench.pages import Page, compared, session_of  # noqa: E402
from bench.servers import Site, serving  # noqa: E402
from bench.timing import figures, in_turn  # noqa: E402
from core.database.cluster import Cluster  # noqa: E402
from core.database.locations import embedded_locations  # noqa: E402

RECOMMENDATIONS, MILESTONES = 1_000, 10
ROUNDS, ASKED = 3, 10
MOST_QUERIES, MOST = 12, 2.0


def measure(site: Site) -> dict[str, dict[str, Any]]:
    """Print and give back the figures of every page of the plan."""
    django.setup()
    plan = _fill()
    print(f"{'page':<28}{'rows':>5}{'p50 ms':>9}{'floor':>8}{'ratio':>7}{'queries':>9}")
    found: dict[str, dict[str, Any]] = {}
    for name, query in (
        ("plan, by recommendation", ""),
        ("plan, by month", "?by=month"),
        ("plan, late", "?state=late"),
    ):
        found[name] = one = _measured(site, Page(name, f"{plan}{query}", "officer"))
        kept = "" if one["kept"] else "  missed"
        print(
            f"{name:<28}{one['rows']:>5}{one['p50_ms']:>9}{one['floor_p50_ms']:>8}{one['ratio']:>7}"
            f"{one['queries']:>9}{kept}"
        )
    return found


def _fill() -> str:
    """Make the plan, a milestone due in each of many months; its address."""
    from actionplan.models import Milestone, PlanDate, Recommendation, ScrutinyReview  # noqa: PLC0415 (Django is set up)
    from core import clock  # noqa: PLC0415 (as above)
    from core.database.privileges import as_owner  # noqa: PLC0415 (as above)
    from core.models import Upload  # noqa: PLC0415 (as above)
    from people.models import Council, User  # noqa: PLC0415 (as above)

    officer, council = User.objects.get(email="officer@demo.example"), Council.objects.get(code="999")
    known = ScrutinyReview.objects.filter(council=council).earliest("pk")
    source = Upload.objects.get(pk=known.source_id)
    source.pk = None
    source._state.adding = True
    source.save()
    review = ScrutinyReview.objects.create(
        council=council,
        title="A plan of a county",
        source=source,
        fingerprint="f" * 64,
        columns=["Recommendation"],
        imported_by=officer,
        imported_at=clock.now(),
    )
    recommendations = Recommendation.objects.bulk_create(
        Recommendation(review=review, position=n, label=f"{n}.", text=f"That something be done, {n}.", cells=["-"])
        for n in range(1, RECOMMENDATIONS + 1)
    )
    teams = list(known.recommendations.exclude(teams=None).values_list("teams", flat=True).distinct())
    owns = Recommendation.teams.through
    owns.objects.bulk_create(
        owns(recommendation=one, team_id=teams[n % len(teams)]) for n, one in enumerate(recommendations)
    )
    milestones = Milestone.objects.bulk_create(
        Milestone(recommendation=one, position=n, text=f"Step {n} of recommendation {one.position}")
        for one in recommendations
        for n in range(1, MILESTONES + 1)
    )
    start = clock.today() - datetime.timedelta(days=300)
    ends = [start + datetime.timedelta(days=n % 900) for n in range(len(milestones))]
    PlanDate.objects.bulk_create(
        PlanDate(review=review, milestone=one, position=1, words=f"by {end:%-d %B %Y}", latest=end, precision="day")
        for one, end in zip(milestones, ends, strict=True)
    )
    with as_owner() as owner, owner.cursor() as cursor:
        cursor.execute("ANALYZE")
    return review.get_absolute_url()


def _measured(site: Site, page: Page) -> dict[str, Any]:
    one = compared(site, page)
    for _ in range(ROUNDS):
        one.pairs.extend(in_turn(one.ours, one.floor, ASKED))
    found: dict[str, Any] = {"rows": one.rows, **figures(one.pairs), "queries": _queries(page)}
    found["kept"] = found["queries"] <= MOST_QUERIES and found["ratio"] <= MOST
    return found


def _queries(page: Page) -> int:
    """How many queries the page takes."""
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
