"""Whether pages answer while files made to harm come in over the web, and how soon their sender is told.

An officer sends each as a plan and waits, as a browser does that asks again; meanwhile somebody opens a plan again and
again. The page is to answer within a second, whatever is being turned away.
"""

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import reading_files as made
from bench.servers import Site, serving
from bench.timing import Asked, once

SLOWEST_PAGE, LONGEST_UNTIL_TOLD, BETWEEN = 1.0, 20.0, 0.05
_ALONE = 40
_PLAN = "/councils/{code}/plan/{plan}/"
_IMPORT = "/councils/{code}/plan/import/"


def measure(root: Path) -> dict[str, dict[str, Any]]:
    """Print and give back how soon each sender was told, and how a page answered meanwhile."""
    var = root / "var" / "bench-reading"
    os.environ["SUCCESSION_VAR"] = str(var)
    os.environ["DJANGO_SETTINGS_MODULE"] = "succession.settings"
    for outside in ("DATABASE_URL", "DATABASE_OWNER_URL", "SUCCESSION_PRODUCTION"):
        os.environ.pop(outside, None)
    from core.database.cluster import Cluster  # noqa: PLC0415 (the environment comes first)
    from core.database.locations import embedded_locations  # noqa: PLC0415 (as above)

    try:
        with serving(root, var) as site, _worker(root):
            return _asked_meanwhile(site)
    finally:
        Cluster(embedded_locations(var)).remove()


@contextmanager
def _worker(root: Path) -> Iterator[None]:
    """What reads uploads, beside the pages."""
    command = [sys.executable, "manage.py", "procrastinate", "worker"]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def _asked_meanwhile(site: Site) -> dict[str, dict[str, Any]]:
    import django  # noqa: PLC0415 (the environment comes first)

    django.setup()
    from procrastinate.contrib.django.models import ProcrastinateJob  # noqa: PLC0415 (as above)

    from actionplan.models import ScrutinyReview  # noqa: PLC0415 (once Django is set up)
    from bench.pages import session_of  # noqa: PLC0415 (as above)

    while ProcrastinateJob.objects.filter(status__in=["todo", "doing"], scheduled_at=None).exists():
        time.sleep(BETWEEN)  # the demonstration's own letters and papers are no part of it
    plan = ScrutinyReview.objects.select_related("council")[0]
    given = {"code": plan.council.code, "plan": plan.pk}
    session = session_of("officer")
    page = Asked(site.product, _PLAN.format(**given), session)
    alone = [once(page)[0] / 1000 for _ in range(_ALONE)]
    over, meanwhile = threading.Event(), list[float]()

    def ask() -> None:
        while not over.is_set():
            meanwhile.append(once(page)[0] / 1000)
            time.sleep(BETWEEN)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        told = _sent(site, _IMPORT.format(**given), session)
    finally:
        over.set()
        asking.join()
    slowest = max(meanwhile)
    kept = slowest < SLOWEST_PAGE and all(told.values())
    found = {
        "asked": len(meanwhile),
        "alone_p50_seconds": round(statistics.median(alone), 3),
        "p50_seconds": round(statistics.median(meanwhile), 3),
        "slowest_seconds": round(slowest, 3),
        "limit_seconds": SLOWEST_PAGE,
        "ratio_seconds": round(slowest / SLOWEST_PAGE, 2),
        "told_after_seconds": told,
        "kept": kept,
    }
    print(
        f"a page while {len(told)} harmful files came in: p50 {found['p50_seconds']} s ({found['alone_p50_seconds']} "
        f"alone), slowest {found['slowest_seconds']} s of {SLOWEST_PAGE:.0f}; their sender was told after "
        f"{min(told.values())} to {max(told.values())} s{'' if kept else '  MISSED'}"
    )
    return {"a page while harmful files come in": found}


def _sent(site: Site, path: str, session: str) -> dict[str, float]:
    """Send each file in and wait until its sender is told: seconds by what it is, 0 where nothing was said."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (after Django, whose models it would forbid)

    told: dict[str, float] = {}
    origin = f"http://127.0.0.1:{site.product}"
    with sync_playwright() as playwright:
        # A cookie of its own, and no header that says the same: a redirect would leave that behind.
        signed_in = {"name": "sessionid", "value": session, "domain": "127.0.0.1", "path": "/", "expires": -1}
        cookies = [signed_in | {"httpOnly": True, "secure": False, "sameSite": "Lax"}]
        web = playwright.request.new_context(
            base_url=origin,
            extra_http_headers={"Referer": origin},
            storage_state={"cookies": cookies, "origins": []},  # type: ignore[typeddict-item]
        )
        token = web.get(path).text().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        for what, (name, content) in made.BOMBS.items():
            file = {"name": name, "mimeType": "application/octet-stream", "buffer": content()}
            began = time.perf_counter()
            answer = web.post(path, multipart={"csrfmiddlewaretoken": token, "words": "", "file": file})
            while "There is a problem" not in answer.text():
                if time.perf_counter() - began > LONGEST_UNTIL_TOLD:
                    break
                time.sleep(BETWEEN * 2)
                answer = web.get(answer.url)
            else:
                told[what] = round(time.perf_counter() - began, 2)
                continue
            told[what] = 0.0
        web.dispose()
    return told
