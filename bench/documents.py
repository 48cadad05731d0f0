"""Reading and writing documents: each figure beside the promise it must keep."""

import os
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from unittest.mock import patch

from bench.plain_pdf import plainly
from documents.writers import pdf

SEED_SECONDS = 0.3
PDF_SECONDS = 1.0
TIMES = 7


def measure() -> dict[str, dict[str, object]]:
    """Print and give back the seconds of each, after start-up."""
    from actionplan.reading.files import reading_of as read_plan  # noqa: PLC0415 (once Django is set up)
    from policies.reading.files import reading_of as read_policy  # noqa: PLC0415 (as above)

    results: dict[str, dict[str, object]] = {}
    for name, path, read in _documents(read_policy, read_plan):
        results[f"read {name}"] = _timed(f"read {name}", partial(read, path, path.name), SEED_SECONDS)
    results["policy as PDF"] = _policy_pdf()
    return results


def _documents(read_policy: Callable, read_plan: Callable) -> list[tuple[str, Path, Callable]]:
    root = Path(__file__).resolve().parent.parent
    found = [("example policy", path, read_policy) for path in sorted((root / "policies/examples").glob("*.txt"))]
    found += [("example plan", path, read_plan) for path in sorted((root / "actionplan/examples").glob("*.txt"))]
    samples = os.environ.get("SUCCESSION_SAMPLES")
    if samples:
        found += [("seed policy", path, read_policy) for path in Path(samples).glob("seeds/000_*.txt")]
        found += [("seed plan", path, read_plan) for path in Path(samples).glob("seeds/003_*.txt")]
    return found


def _policy_pdf() -> dict[str, object]:
    """The policy as a paper, beside the same HTML under a plain stylesheet as WeasyPrint comes."""
    from policies.models import Version  # noqa: PLC0415 (as above)
    from policies.papers import version_pdf  # noqa: PLC0415 (as above)

    version = Version.objects.filter(state="adopted", policy__school__isnull=False).first()
    given: list[str] = []
    with patch.object(pdf, "render", lambda html, fonts: given.append(html) or _RENDER(html, fonts=fonts)):
        version_pdf(str(version.pk))
    figures = _timed("policy as PDF", lambda: version_pdf(str(version.pk)), PDF_SECONDS)
    floor = _median(lambda: plainly(given[0]))
    ratio = round(float(str(figures["seconds"])) / floor, 2)
    print(f"{'the same HTML, plain':<28}{floor:>8.3f} s, ratio {ratio}")
    return figures | {"floor_seconds": round(floor, 3), "ratio": ratio}


_RENDER = pdf.render


def _timed(name: str, run: Callable[[], object], promise: float) -> dict[str, object]:
    seconds = round(_median(run), 3)
    kept = seconds < promise
    print(f"{name:<28}{seconds:>8} s, promised under {promise} s{'' if kept else '  MISSED'}")
    return {"seconds": seconds, "promise": promise, "kept": kept}


def _median(run: Callable[[], object]) -> float:
    """Seconds of the middle one of several runs, after one that counts for nothing."""
    run()
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)
