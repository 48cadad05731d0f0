"""`make bench-policies`, last: a model that 24,000 schools have a copy of is published anew, and offered to each.

Half of the schools have changed three clauses of their copy. Publishing is the page's own work, which only asks for the
job; the job makes the offers with what a merge of each school's text would find. Promised, and exits 1 where it is
missed: the job under 5 minutes, as many statements for each 500 schools whatever they hold, and publishing under a
second. The database is the benchmark's own, and removed at the end.
"""

import json
import os
import platform
import resource
import shutil
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.own_database import own_database

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "bench-model-offers"
RESULT = Path(__file__).resolve().parent / "results" / "model_offers.json"

SCHOOLS = 24_000
OFFER_SECONDS, PUBLISH_SECONDS = 300.0, 1.0
_AT_ONCE = 1_000


def offers(schools: int) -> dict[str, dict[str, Any]]:
    """Seconds to publish a second model version, and to offer it to so many schools with a copy of the first."""
    from policies.actions.versions import publish_model, version_token  # noqa: PLC0415 (once Django is set up)
    from policies.models import ModelOffer, Version  # noqa: PLC0415 (as above)
    from policies.offers.queries import make_offers  # noqa: PLC0415 (as above)

    council, officer = _council()
    first = publish_model(council=council, document=_model(1), by=officer, opened_on=version_token(None))
    _copy(council, first, schools, officer)
    latest = Version.objects.of(council).first()
    began = time.perf_counter()
    second = publish_model(council=council, document=_model(2), by=officer, opened_on=version_token(latest))
    published = time.perf_counter() - began
    began = time.perf_counter()
    made = make_offers(second.pk)
    offered = time.perf_counter() - began
    assert made == ModelOffer.objects.filter(model_version=second).count() == schools
    assert ModelOffer.objects.filter(model_version=second, clashes=1).count() == schools // 2
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "publish": {"seconds": round(published, 3), "kept": published <= PUBLISH_SECONDS},
        "offer": {
            "schools": schools,
            "seconds": round(offered, 1),
            "peak_mib": peak,
            "kept": offered <= OFFER_SECONDS,
        },
    }


def _council() -> tuple[Any, Any]:
    from django.utils import timezone  # noqa: PLC0415 (once Django is set up)

    from people.access.roles import Role  # noqa: PLC0415 (as above)
    from people.models import Council, Membership, User  # noqa: PLC0415 (as above)

    council = Council.objects.create(code="997", name="Bench council")
    officer = User.objects.create(email="officer@bench.example", name="An Officer")
    Membership.objects.create(
        user=officer, council=council, role=Role.OFFICER, starts_on=timezone.localdate(), granted_at=timezone.now()
    )
    return council, User.objects.get(pk=officer.pk)


def _model(version: int) -> Any:
    """The built-in model; its second version says three of its clauses in other words and has one more."""
    from policies.document import Clause  # noqa: PLC0415 (once Django is set up)
    from policies.model_text import built_in_model  # noqa: PLC0415 (as above)

    model = built_in_model()
    if version == 1:
        return model
    return _reworded(model, ("commitment-1", "commitment-4", "plan-2"), " from this year on", Clause("new", "to ask"))


def _reworded(document: Any, model_ids: tuple[str, ...], words: str, added: Any = None) -> Any:
    def changed(clause: Any) -> Any:
        name = clause.model_clause.id if clause.model_clause else clause.id
        return replace(clause, text=clause.text + words) if name in model_ids else clause

    sections = [replace(section, clauses=tuple(map(changed, section.clauses))) for section in document.sections]
    if added is not None:
        sections[-1] = replace(sections[-1], clauses=(*sections[-1].clauses, added))
    return replace(document, sections=tuple(sections))


def _copy(council: Any, first: Any, schools: int, officer: Any) -> None:
    """So many schools, each with a copy of the model with ids of its own; every second changed three clauses."""
    from django.utils import timezone  # noqa: PLC0415 (once Django is set up)

    from people.models import School  # noqa: PLC0415 (as above)
    from policies.actions.versions import new_id  # noqa: PLC0415 (as above)
    from policies.document import take_model, to_json  # noqa: PLC0415 (as above)
    from policies.models import Policy, Version  # noqa: PLC0415 (as above)

    now, model = timezone.now(), first.text
    for start in range(0, schools, _AT_ONCE):
        made = School.objects.bulk_create(
            School(urn=100_000 + number, name=f"School {number}", council=council)
            for number in range(start, min(start + _AT_ONCE, schools))
        )
        policies = Policy.objects.bulk_create(Policy(school=school) for school in made)
        texts = [take_model(model, 1, new_id) for _ in made]
        Version.objects.bulk_create(
            Version(
                policy=policy,
                number=1,
                document=to_json(_reworded(text, ("commitment-1", "aims-1", "plan-3"), " here") if at % 2 else text),
                made_by=officer,
                made_at=now,
                model_version=first,
            )
            for at, (policy, text) in enumerate(zip(policies, texts, strict=True))
        )


def main() -> int:
    """Run, print and write down the figures, and say whether every promise was kept."""
    try:
        with own_database(VAR):
            results = offers(int(os.environ.get("SCHOOLS", SCHOOLS)))
    finally:
        shutil.rmtree(VAR, ignore_errors=True)
    for name, figures in results.items():
        print(name, ", ".join(f"{key} {value}" for key, value in figures.items()))
    machine = {"processors": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps({"machine": machine, "results": results}, indent=1, sort_keys=True) + "\n")
    return 0 if all(figures["kept"] for figures in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
