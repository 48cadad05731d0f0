"""`make bench-policies`: writing, comparing and reading policies of 20 and of 300 clauses.

Each page is asked in turn with a bare page that shows as many rows, or with one that saves a row. Promised, and exits 1
where it is missed: with 20 clauses at most twice the bare page; with 300 a policy opens, saves and compares each within
0.3 s; and no page is as many times its bare page as Wagtail's was of the bare one (1.4 ms; editor 53, comparison 27,
history 32, saving 36 ms). The database and the servers are the benchmark's own, and are removed at the end.
"""

import json
import os
import platform
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
RESULT = Path(__file__).resolve().parent / "results" / "policies.json"
VAR = ROOT / "var" / "bench-policies"
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

FEW, MANY = 20, 300
VERSIONS = 60
MOST, MOST_MS = 2.0, 300.0
ROUNDS, ASKED, SAVED = 4, 12, 40
# Wagtail's milliseconds over those of the bare page, measured in one run on a machine of this kind.
WAGTAIL = {"to change": 53 / 1.4, "two versions": 27 / 1.4, "its versions": 32 / 1.4, "saving a clause": 36 / 1.4}
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?')


@dataclass(frozen=True, slots=True)
class Place:
    """A school of the demonstration whose policy has so many clauses, and who writes it."""

    urn: int
    who: str
    clauses: int

    @property
    def policy(self) -> str:
        """Where its pages begin."""
        return f"/schools/{self.urn}/policy/"


PLACES = (Place(999_001, "head", FEW), Place(999_002, "otherhead", MANY))


def main() -> int:
    """Measure, print and write down the figures, and say whether each promise was kept."""
    try:
        with serving(ROOT, VAR) as site:
            django.setup()
            found = dict(_measured(site))
    finally:
        Cluster(embedded_locations(VAR)).remove()
        shutil.rmtree(VAR, ignore_errors=True)
    machine = {"processors": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}
    RESULT.write_text(json.dumps({"machine": machine, "results": found}, indent=1, sort_keys=True) + "\n")
    missed = [name for name, one in found.items() if not one["kept"]]
    print("Every promise was kept." if not missed else f"Missed: {', '.join(missed)}")
    return 1 if missed else 0


def _measured(site: Site) -> Iterator[tuple[str, dict[str, Any]]]:
    print(f"{'page':<34}{'rows':>5}{'p50 ms':>9}{'p95 ms':>9}{'floor':>8}{'ratio':>7}{'Wagtail':>9}")
    for place in PLACES:
        _write_policy(place)
        for page in _pages(place):
            one = compared(site, page)
            for _ in range(ROUNDS):
                one.pairs.extend(in_turn(one.ours, one.floor, ASKED))
            yield _told(page.name, place, one.rows, figures(one.pairs))
        for what, save in (("saving a clause", _save_clause), ("saving a version", _save_version)):
            yield _told(what, place, 0, figures(_saved(site, place, save)))


def _told(what: str, place: Place, rows: int, one: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Print a line, with whether its promise was kept."""
    name = f"{what}, {place.clauses} clauses"
    kept = one["p50_ms"] <= MOST_MS if place.clauses == MANY else one["ratio"] <= MOST
    wagtail = WAGTAIL.get(what)
    kept = kept and (wagtail is None or one["ratio"] < wagtail)
    peer = f"{wagtail:>9.0f}" if wagtail else " " * 9
    print(
        f"{name:<34}{rows:>5}{one['p50_ms']:>9}{one['p95_ms']:>9}{one['floor_p50_ms']:>8}{one['ratio']:>7}{peer}"
        f"{'' if kept else '  missed'}"
    )
    return name, one | {"rows": rows, "kept": kept}


def _pages(place: Place) -> Iterator[Page]:
    yield Page("to read", place.policy, place.who)
    yield Page("to change", f"{place.policy}edit/", place.who)
    yield Page("a clause, to change", f"{place.policy}edit/clauses/{_clause(place)}/", place.who, is_form=True)
    yield Page("two versions", f"{place.policy}versions/compare/", place.who)
    yield Page("its versions", f"{place.policy}versions/", place.who)
    yield Page("beside the model", f"{place.policy}differences/", place.who)


# The policies ---------------------------------------------------------------------------------------------------------
def _write_policy(place: Place) -> None:
    """Give a school many versions of a policy; the second is adopted, and in each every tenth clause changes."""
    from django.db import transaction  # noqa: PLC0415 (models can be imported once Django is set up)
    from django.utils import timezone  # noqa: PLC0415 (as above)

    from people.models import Body, Meeting, School, User  # noqa: PLC0415 (as above)
    from policies.models import Draft  # noqa: PLC0415 (as above)
    from policies.writing import next_version, policy_of, record_adoption  # noqa: PLC0415 (as above)

    school = School.objects.get(urn=place.urn)
    user = User.objects.get(email=f"{place.who}@demo.example")
    Draft.objects.filter(policy__school=school).delete()
    with transaction.atomic():
        for number in range(VERSIONS):
            version = next_version(
                policy_of(school), _text(place.clauses, number), by=user, base=None, why=f"Turn {number}"
            )
            if number == 1:
                board = Body.objects.filter(schools=school).order_by("pk")[0]
                today = timezone.localdate()
                meeting = Meeting.objects.create(body=board, on=today, status="held")
                after_a_year = today.replace(year=today.year + 1, day=1)
                record_adoption(
                    version,
                    school=school,
                    meeting=meeting,
                    minute_reference="7",
                    effective_on=today,
                    review_due_on=after_a_year,
                    by=user,
                )


def _text(clauses: int, turn: int) -> Any:
    from policies.document import Clause, Document, Section, SectionKind  # noqa: PLC0415 (as above)

    kinds = (SectionKind.AIMS, SectionKind.PLAN, SectionKind.IMPLEMENTATION, SectionKind.MONITORING)
    each = clauses // len(kinds)

    def words(number: int) -> str:
        changed = f", looked at again in turn {turn}" if number % 10 == 0 else ""
        return (
            f"promise {number}: every leader of {{school}} plans with the member of staff who may follow, keeps what "
            f"was agreed where both can read it, and reports to the governing board once a term{changed}."
        )

    return Document(
        "Succession planning policy",
        sections=tuple(
            Section(
                f"s{place}",
                kind,
                kind.label,
                tuple(Clause(f"c{place * each + n}", words(place * each + n)) for n in range(each)),
            )
            for place, kind in enumerate(kinds)
        ),
    )


def _clause(place: Place) -> str:
    from policies.models import Version  # noqa: PLC0415 (as above)

    return next(iter(Version.objects.filter(policy__school__urn=place.urn)[0].text.clauses())).id


# Saving ---------------------------------------------------------------------------------------------------------------
def _saved(site: Site, place: Place, save: Callable[[Site, Place, str, int], float]) -> list[tuple[float, float]]:
    """Milliseconds of saving, and of a bare page that saves one row, in turn; the first few of both are not counted."""
    session = session_of(place.who)
    pairs = []
    for turn in range(SAVED):
        own = save(site, place, session, turn)
        bare = _post(site.floor, "/save/", site.floor_session, {"words": f"Turn {turn}"})
        pairs.append((own, bare))
    return pairs[SAVED // 4 :]


def _save_clause(site: Site, place: Place, session: str, turn: int) -> float:
    """Other words for one clause, sent by its form."""
    path = f"{place.policy}edit/clauses/{_clause(place)}/"
    return _post(site.product, path, session, _hidden(site.product, path, session) | {"text": f"Turn {turn}"})


def _save_version(site: Site, place: Place, session: str, turn: int) -> float:
    """A version of what has changed, sent by its form, after a change."""
    _save_clause(site, place, session, 1000 + turn)
    path = f"{place.policy}edit/save/"
    return _post(site.product, path, session, _hidden(site.product, path, session) | {"why": f"Turn {turn}"})


def _hidden(port: int, path: str, session: str) -> dict[str, str]:
    """What the form of a page sends without being asked."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Cookie": f"sessionid={session}"})
    body = connection.getresponse().read().decode()
    connection.close()
    return dict(_HIDDEN.findall(body))


def _post(port: int, path: str, session: str, fields: dict[str, str]) -> float:
    """Milliseconds until a form that was sent leads on. Raises where it does not."""
    headers = {"Cookie": f"sessionid={session}", "Content-Type": "application/x-www-form-urlencoded"}
    began = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST", path, urlencode(fields), headers)
    response = connection.getresponse()
    body = response.read()
    took = (time.perf_counter() - began) * 1000
    connection.close()
    if response.status != 302:
        raise RuntimeError(f"{path} answered {response.status}: {body[:300]!r}")
    return took


if __name__ == "__main__":
    sys.exit(main())
