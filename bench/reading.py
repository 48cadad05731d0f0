"""`make bench-reading`: how long reading takes, how much memory, and how soon a file made to harm is turned away.

Each file is read in a process of its own, as an upload is: the seconds are those of the processor after start-up, which
a busy machine does not lengthen, and those of the clock are told beside them; the memory is the most that the process
ever held. A file made to harm goes through the child process that uploads go through, whose own start counts; nothing
of it is parsed anywhere else. At the end all of them are sent in over the web, one after the other, while a page is
asked again and again, which is to answer all the same. Exits 1 where a limit is passed.
"""

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench import reading_files as made
from bench import reading_pages
from core import sandbox

ROOT = Path(__file__).resolve().parent.parent
RESULT = Path(__file__).resolve().parent / "results" / "reading.json"
MEGABYTES, REFUSED_SECONDS, ENDLESS_SECONDS, TIMES = 300, 2.0, 2.0, 5
_CHILD = "--child"
POLICY, PLAN = "policies.reading.files", "actionplan.reading.files"

# What is read: the name of its file, how it is made, what reads it, and the seconds that it may take.
FILES: tuple[tuple[str, Callable[[], bytes], str, float], ...] = (
    ("policy.txt", lambda: made.text(marks=False), POLICY, 1.0),
    ("policy.md", lambda: made.text(marks=True), POLICY, 1.0),
    ("policy.docx", made.word, POLICY, 1.0),
    ("policy.odt", made.opendocument, POLICY, 1.0),
    ("plan.csv", made.comma_separated, PLAN, 2.0),
)


def files(folder: Path) -> Iterator[tuple[Path, str, float]]:
    """Make each file, and give its path, its reader and its limit."""
    for name, content, reader, seconds in FILES:
        (folder / name).write_bytes(content())
        yield folder / name, reader, seconds
    made.workbook(folder / "plan.xlsx")
    yield folder / "plan.xlsx", PLAN, 2.0
    from weasyprint import HTML  # noqa: PLC0415 (a measured process must not hold it)

    HTML(string=made.table_pages()).write_pdf(folder / "plan.pdf")
    yield folder / "plan.pdf", PLAN, 4.0


def child(reader: str, path: str, times: str = str(TIMES)) -> None:
    """Read one file several times and print the middle of the seconds, the most memory, and what was found."""
    module = __import__(reader, fromlist=["reading_of"])
    taken, waited = [], []
    for _ in range(int(times)):
        began, at = time.process_time(), time.perf_counter()
        reading = module.reading_of(Path(path), Path(path).name)
        taken.append(time.process_time() - began)
        waited.append(time.perf_counter() - at)
    found = reading.as_json()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps(
            {
                "seconds": round(statistics.median(taken), 3),
                "first_seconds": round(taken[0], 3),
                "clock_seconds": round(statistics.median(waited), 3),
                "peak_mb": round(most),
                "words": found["words"]["source"],
                "found": len(found.get("sections") or found.get("recommendations") or ()),
                "turned_down": found["refused"] or found["declined"],
            }
        )
    )


def measure() -> dict[str, dict[str, Any]]:
    """The figures of each file, printed as they come."""
    results: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as name:
        for path, reader, limit in files(Path(name)):
            results[path.name] = _read(path, reader, limit)
        for what, bit in made.ENDLESS.items():
            path = Path(name, "endless.txt")
            path.write_bytes(made.endless(bit))
            results[f"a line of {what} without end"] = _endless(what, path)
        for what, (called, content) in made.BOMBS.items():
            path = Path(name, called)
            path.write_bytes(content())
            results[what] = _refused(what, path)
    return results


def _figures(reader: str, path: Path, times: int = TIMES) -> dict[str, Any]:
    """What a child prints of a file."""
    command = [sys.executable, "-m", "bench.reading", _CHILD, reader, str(path), str(times)]
    done = subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def _endless(what: str, path: Path) -> dict[str, Any]:
    """How long the slower of both readers looks at a line without end, whatever it makes of it."""
    worst = max(_figures(reader, path, times=1)["seconds"] for reader in (POLICY, PLAN))
    kept = worst < ENDLESS_SECONDS
    print(
        f"{f'a line of {what} without end':<46}{worst:>6.2f} s of {ENDLESS_SECONDS:.0f} "
        f"({round(worst / ENDLESS_SECONDS, 2)}), {path.stat().st_size / 1024:>9,.0f} KiB{'' if kept else '  MISSED'}"
    )
    return {"seconds": worst, "limit_seconds": ENDLESS_SECONDS, "kept": kept}


def _read(path: Path, reader: str, limit: float) -> dict[str, Any]:
    figures = _figures(reader, path)
    worst = max(figures["seconds"], figures["first_seconds"])
    figures |= {
        "limit_seconds": limit,
        "ratio_seconds": round(worst / limit, 2),
        "limit_mb": MEGABYTES,
        "ratio_memory": round(figures["peak_mb"] / MEGABYTES, 2),
        "kept": worst < limit and figures["peak_mb"] < MEGABYTES and not figures.pop("turned_down"),
    }
    print(
        f"{path.name:<46}{worst:>6.2f} s of {limit:.0f} ({figures['ratio_seconds']}), clock "
        f"{figures['clock_seconds']:.2f} s, {figures['peak_mb']:>4} MB of "
        f"{MEGABYTES} ({figures['ratio_memory']}), {figures['words']:>7,} words, {figures['found']:>5} parts"
        f"{'' if figures['kept'] else '  MISSED'}"
    )
    return figures


def _refused(what: str, path: Path) -> dict[str, Any]:
    target = "actionplan.incoming:read" if path.suffix == ".xlsx" else f"{POLICY}:read_upload"
    size = path.stat().st_size
    began, before = time.perf_counter(), _processor_seconds()
    try:
        said = sandbox.run(target, str(path), path.name)["refused"]
    except sandbox.Failed as failed:
        said = str(failed)
    waited, seconds = round(time.perf_counter() - began, 2), round(_processor_seconds() - before, 2)
    most = round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
    kept = bool(said) and seconds < REFUSED_SECONDS
    print(
        f"{what:<46}{seconds:>6.2f} s of {REFUSED_SECONDS:.0f} ({round(seconds / REFUSED_SECONDS, 2)}), clock "
        f"{waited:.2f} s, {size / 1024:>9,.0f} KiB: {said}{'' if kept else '  MISSED'}"
    )
    return {
        "kib": round(size / 1024),
        "seconds": seconds,
        "clock_seconds": waited,
        "limit_seconds": REFUSED_SECONDS,
        "ratio_seconds": round(seconds / REFUSED_SECONDS, 2),
        "most_mb_of_any_child": most,
        "said": said,
        "kept": kept,
    }


def _processor_seconds() -> float:
    """Of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Measure, print, write down, and say whether every limit was kept."""
    if sys.argv[1:2] == [_CHILD]:
        child(*sys.argv[2:])
        return 0
    results = measure()
    results |= reading_pages.measure(ROOT)
    machine = {"processors": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps({"machine": machine, "results": results}, indent=1, sort_keys=True) + "\n")
    missed = sorted(name for name, figures in results.items() if not figures["kept"])
    print("Every limit was kept." if not missed else f"Missed: {', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
