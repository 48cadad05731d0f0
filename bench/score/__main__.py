"""`make score`: every sample beside what a careful person reads in it. Exits 1 where a total misses its target.

For each file what was wrong, missed or invented, field by field; then the fields, then the totals beside the targets,
for the project's own samples and, where SUCCESSION_SAMPLES names their folder, for those beside it too.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from bench.score.days import judge_dates
from bench.score.files import OWN, Sample, Scored, renderings, samples_in, score
from bench.score.totals import by_field, results
from bench.score.verdicts import Mark, Tally, Verdict, tally

OURS, GIVEN = "our own", "given"


def collections(given: str | None) -> dict[str, list[Sample]]:
    """The samples there are to score. given: the folder of those that are no part of the project, or None."""
    found = {OURS: list(samples_in(OWN, OURS))}
    if given:
        found[GIVEN] = list(samples_in(Path(given) / "samples", GIVEN))
    return found


def dates_of(given: str | None) -> list[Mark]:
    """The marks of the dates that a person read, where there are any."""
    path = Path(given, "samples", "dates.json") if given else None
    if path is None or not path.exists():
        return []
    return list(judge_dates(json.loads(path.read_text(encoding="utf-8"))["expressions"]))


def main() -> int:
    """Score, print, and say whether every target was reached."""
    given = os.environ.get("SUCCESSION_SAMPLES")
    missed = []
    for name, samples in collections(given).items():
        scored = [score(sample) for sample in samples]
        marks = [mark for one in scored for mark in one.marks]
        marks += [*renderings(samples), *(dates_of(given) if name == GIVEN else ())]
        print("\n".join(_report(name, scored, marks)))
        missed += [
            f"{total.name} of {name}" for total in results(marks, (one.kept for one in scored)) if not total.reached
        ]
    print("\nEvery target was reached." if not missed else f"\nMissed: {'; '.join(missed)}.")
    return 1 if missed else 0


def _report(name: str, scored: Sequence[Scored], marks: Sequence[Mark]) -> Iterator[str]:
    yield f"\n== {name}: {len(scored)} files ==\n"
    for one in scored:
        yield from _file(one)
    yield from _failures([mark for mark in marks if mark.field in ("renderings", "date windows")])
    yield f"\n{'field':<22}{'right':>7}{'wrong':>7}{'missed':>8}{'invented':>10}{'share':>9}"
    for field, counts in by_field(marks).items():
        yield (
            f"{field:<22}{counts.right:>7}{counts.wrong:>7}{counts.missed:>8}{counts.invented:>10}{counts.share:>9.1%}"
        )
    yield f"\n{'total':<48}{'reached':>22}{'target':>8}"
    for total in results(marks, [one.kept for one in scored]):
        yield f"{total.name:<48}{total.figure:>22}{total.wanted:>8}{'' if total.reached else '  MISSED'}"


def _file(one: Scored) -> Iterator[str]:
    fields = groupby(sorted(one.marks, key=lambda mark: mark.field), key=lambda mark: mark.field)
    counts = ", ".join(f"{field} {_short(tally(given))}" for field, given in fields)
    yield f"{one.sample.path.name}: {counts}"
    if one.kept.lost or one.kept.invented or one.kept.miscounted:
        yield f"    words lost {one.kept.lost}, invented {one.kept.invented}. {one.kept.miscounted}"
    yield from _failures(one.marks)


def _short(counts: Tally) -> str:
    extra = f" + {counts.invented} invented" if counts.invented else ""
    return f"{counts.right}/{counts.asked}{extra}"


def _failures(marks: Sequence[Mark]) -> Iterator[str]:
    for mark in marks:
        if mark.verdict is not Verdict.RIGHT:
            where = f" of {mark.where}" if mark.where else ""
            yield f"    {mark.verdict} {mark.field}{where}: wanted “{mark.wanted[:90]}”, found “{mark.found[:90]}”"


if __name__ == "__main__":
    sys.exit(main())
