"""`make bench-reports`: the papers of Personnel Committee reports, each figure beside its floor in the same run.

A report's paper takes at most 0.8 of the time of the same HTML under a plain stylesheet as WeasyPrint comes; both
papers of the reports of 60 schools, made by two workers from the queue, are as many a second as 0.85 of what two bare
WeasyPrint processes make of their HTML and keep nowhere; a paper that is kept is served within twice the time of the
bare page. The database, its schools and the servers are the benchmark's own, and are removed at the end.
"""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULT = Path(__file__).resolve().parent / "results" / "reports.json"
VAR = ROOT / "var" / "bench-reports"
PAGES = VAR / "pages"

SCHOOLS = int(os.environ.get("SCHOOLS", "60"))
PROCESSES = 2
PAPER, SHARE, SERVED = 0.8, 0.85, 2.0
TIMES, ROUNDS = 41, 3
_BARE = "--bare"


def main() -> int:
    """Measure, print and write down the figures, and say whether each promise was kept."""
    if sys.argv[1:2] == [_BARE]:
        _be_bare([Path(name) for name in sys.argv[2:]])
        return 0
    os.environ["SUCCESSION_VAR"] = str(VAR)
    os.environ["DJANGO_SETTINGS_MODULE"] = "succession.settings"
    for outside in ("DATABASE_URL", "DATABASE_OWNER_URL", "SUCCESSION_PRODUCTION"):
        os.environ.pop(outside, None)
    found = _measured()
    machine = {"processors": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}
    RESULT.write_text(json.dumps({"machine": machine, "results": found}, indent=1, sort_keys=True) + "\n")
    missed = [name for name, figures in found.items() if not figures["kept"]]
    print("Every promise was kept." if not missed else f"Missed: {', '.join(missed)}")
    return 1 if missed else 0


def _measured() -> dict[str, dict[str, Any]]:
    from bench.servers import serving  # noqa: PLC0415 (the environment comes first)
    from core.database.cluster import Cluster  # noqa: PLC0415 (as above)
    from core.database.locations import embedded_locations  # noqa: PLC0415 (as above)

    try:
        with serving(ROOT, VAR) as site:
            import django  # noqa: PLC0415 (as above)

            django.setup()
            reports = list(_reports())
            found = {
                "the open paper": _one(reports[0], "open"),
                "the confidential paper": _one(reports[0], "confidential"),
                f"both papers of {SCHOOLS} schools": _all(reports),
                "a kept paper, served": _served(site),
            }
    finally:
        Cluster(embedded_locations(VAR)).remove()
        shutil.rmtree(VAR, ignore_errors=True)
    return found


# Schools --------------------------------------------------------------------------------------------------------------
def _reports() -> Iterator[Any]:
    """An issued report of each of as many schools, told by the demonstration's own stories."""
    from core import clock  # noqa: PLC0415 (once Django is set up)
    from people.models import Council, School  # noqa: PLC0415 (as above)

    council, today = Council.objects.get(code="999"), clock.today()
    for number in range(SCHOOLS):
        school = School.objects.create(
            urn=800_000 + number,
            name=f"Brackenhill Primary School {number}",
            council=council,
            phase="primary",
            kind="Community school",
        )
        yield _report_of(school, today)


def _report_of(school: Any, today: Any) -> Any:
    from people.access.roles import Role  # noqa: PLC0415 (once Django is set up)
    from people.models import Body, TermOfOffice  # noqa: PLC0415 (as above)
    from people.rules import BodyKind  # noqa: PLC0415 (as above)
    from succession.demo import cast, growing, planning, policies, reports  # noqa: PLC0415 (as above)
    from succession.demo.moments import days_before  # noqa: PLC0415 (as above)
    from succession.models import Report  # noqa: PLC0415 (as above)

    since = days_before(today, 900)
    roles = {"lead": Role.SCHOOL_LEAD, "teacher": Role.STAFF}
    roles |= {role.value: role for role in (Role.HEAD, Role.CHAIR, Role.GOVERNOR, Role.CLERK)}
    people = {local: _user(school, local, role, since) for local, role in roles.items()}
    board = Body.objects.create(name=f"Governing board of {school.name}", kind=BodyKind.GOVERNING_BOARD)
    board.schools.add(school)
    for name, category, office in cast.GOVERNORS:
        TermOfOffice.objects.create(
            body=board, name=name, category=category, office=office, appointing_body="", starts_on=since
        )
    actors = policies.Actors(school, people["head"], people["clerk"], board)
    version = policies.take(actors, days_before(today, 400))
    version = policies.submit(actors, version, days_before(today, 390))
    policies.adopt(actors, version, days_before(today, 380), minute="7.2")
    planning.tell(school, people, today)
    growing.tell_of_last_year(school, people, today)
    reports.tell_first(actors, people, today)
    return Report.objects.get(school=school)


def _user(school: Any, local: str, role: str, since: Any) -> Any:
    from people.models import Membership, User  # noqa: PLC0415 (once Django is set up)

    user = User.objects.create_user(f"{local}.{school.urn}@bench.example", None, name=f"{local} {school.urn}")
    Membership.objects.create(user=user, role=role, school=school, starts_on=since)
    return user


# One paper ------------------------------------------------------------------------------------------------------------
def _one(report: Any, part: str) -> dict[str, Any]:
    """Seconds of a paper and of the same HTML plain, made in turn."""
    from django.conf import settings  # noqa: PLC0415 (once Django is set up)

    from bench.plain_pdf import plainly  # noqa: PLC0415 (as above)
    from documents.writers import pdf  # noqa: PLC0415 (as above)

    html, fonts = _html(report, part), settings.STATICFILES_DIRS[0] / "dist" / "fonts"
    ours, floor = [], []
    for number in range(TIMES + 1):
        for taken, make in ((ours, lambda: pdf.render(html, fonts=fonts)), (floor, lambda: plainly(html))):
            seconds = _seconds(make)
            if number:
                taken.append(seconds)
    own, bare = statistics.median(ours), statistics.median(floor)
    figures = {"seconds": round(own, 3), "floor_seconds": round(bare, 3), "ratio": round(own / bare, 2)}
    figures["kept"] = figures["ratio"] <= PAPER
    print(f"{f'the {part} paper':<34}{own:>8.3f} s, plain {bare:.3f} s, ratio {figures['ratio']}, at most {PAPER}")
    return figures


def _html(report: Any, part: str) -> str:
    from succession.reports.papers import paper_html  # noqa: PLC0415 (once Django is set up)
    from succession.reports.rules import Part  # noqa: PLC0415 (as above)

    return paper_html(report, Part(part))


def _seconds(run: Any) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


# All papers -----------------------------------------------------------------------------------------------------------
def _all(reports: list[Any]) -> dict[str, Any]:
    """Papers a second of two workers and of two bare processes, in turn. Both have made one paper before they begin."""
    files = _written(reports)
    ours, bare = [], []
    with _workers():
        _made_by_workers(reports[:1] * PROCESSES, "warm")
        for number in range(ROUNDS):
            ours.append(2 * len(reports) / _made_by_workers(reports, str(number)))
            bare.append(len(files) / _made_bare(files))
    own, floor = statistics.median(ours), statistics.median(bare)
    figures = {"papers_a_second": round(own, 2), "floor": round(floor, 2), "share": round(own / floor, 2)}
    figures |= {"schools": len(reports), "kept": figures["share"] >= SHARE}
    print(
        f"{f'both papers of {len(reports)} schools':<34}{own:>8.2f} papers/s, two bare processes {floor:.2f}: "
        f"{figures['share']}, at least {SHARE}"
    )
    return figures


def _written(reports: list[Any]) -> list[Path]:
    PAGES.mkdir()
    found = []
    for report in reports:
        for part in ("open", "confidential"):
            found.append(PAGES / f"{report.pk}-{part}.html")
            found[-1].write_text(_html(report, part), encoding="utf-8")
    return found


@contextmanager
def _workers() -> Iterator[None]:
    """Two workers of the product, as the demonstration and production run one or more."""
    from core.models import Paper  # noqa: PLC0415 (once Django is set up)

    command = [sys.executable, "manage.py", "procrastinate", "worker", "--concurrency=1"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = [subprocess.Popen(command, cwd=ROOT, **quiet) for _ in range(PROCESSES)]
    try:
        # What was issued is made before anything is measured.
        _until(lambda: not Paper.objects.filter(state="making").exists())
        yield
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(timeout=60)


def _made_by_workers(reports: list[Any], mark: str) -> float:
    """Seconds until the papers of these reports are made and kept. mark: a content that was never asked for."""
    from django.db import transaction  # noqa: PLC0415 (once Django is set up)

    from core.models import Paper  # noqa: PLC0415 (as above)
    from core.papers import ask_for  # noqa: PLC0415 (as above)
    from succession.reports.papers import kind_of  # noqa: PLC0415 (as above)
    from succession.reports.rules import Part  # noqa: PLC0415 (as above)

    with transaction.atomic():
        asked = [
            ask_for(kind=kind_of(part), subject=str(report.pk), digest=f"{mark}-{number}").pk
            for number, report in enumerate(reports)
            for part in Part
        ]
    mine = Paper.objects.filter(pk__in=asked)
    taken = _seconds(lambda: _until(lambda: not mine.filter(state="making").exists()))
    failed = mine.exclude(state="made").count()
    if failed:
        raise RuntimeError(f"{failed} papers could not be made")
    return taken


def _until(is_so: Any) -> None:
    while not is_so():
        time.sleep(0.02)


def _made_bare(files: list[Path]) -> float:
    """Seconds until two bare processes have made a PDF of each page."""
    shares = [files[start::PROCESSES] for start in range(PROCESSES)]
    command = [sys.executable, "-m", "bench.reports", _BARE]
    started = [
        subprocess.Popen(
            [*command, *map(str, share)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for share in shares
    ]
    for process in started:
        process.stdout.readline()

    def run() -> None:
        for process in started:
            process.stdin.write("begin\n")
            process.stdin.flush()
        for process in started:
            process.stdout.readline()

    taken = _seconds(run)
    for process in started:
        process.communicate(timeout=60)
    return taken


def _be_bare(files: list[Path]) -> None:
    from bench.plain_pdf import plainly  # noqa: PLC0415 (only here is nothing else imported)

    pages = [path.read_text(encoding="utf-8") for path in files]
    plainly(pages[0])
    print("ready", flush=True)
    sys.stdin.readline()
    for page in pages:
        plainly(page)
    print("done", flush=True)


# Serving --------------------------------------------------------------------------------------------------------------
def _served(site: Any) -> dict[str, Any]:
    """Milliseconds until somebody who may read it has a kept paper, beside the bare page with one row."""
    from bench.pages import session_of  # noqa: PLC0415 (the environment comes first)
    from bench.timing import ASKED, ROUNDS, Asked, figures, in_turn, once, warm  # noqa: PLC0415
    from succession.models import Report  # noqa: PLC0415 (once Django is set up)

    report = Report.objects.filter(school__urn=999_001, state="issued").order_by("-number")[0]
    path = f"/schools/999001/reports/{report.pk}/open.pdf"
    ours = Asked(site.product, path, session_of("governor"))
    floor = Asked(site.floor, "/1/", site.floor_session)
    _until(lambda: once(ours)[1].startswith(b"%PDF"))
    warm(ours, floor)
    pairs = [pair for _ in range(ROUNDS) for pair in in_turn(ours, floor, ASKED)]
    found: dict[str, Any] = dict(figures(pairs))
    found["kept"] = found["ratio"] <= SERVED
    print(
        f"{'a kept paper, served':<34}{found['p50_ms']:>8} ms, the bare page {found['floor_p50_ms']} ms, "
        f"ratio {found['ratio']}, at most {SERVED}"
    )
    return found


if __name__ == "__main__":
    sys.exit(main())
