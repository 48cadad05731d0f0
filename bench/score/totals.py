"""The score of many files and what it must reach. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.score.kept import Kept
from bench.score.verdicts import Mark, Tally, Verdict, tally


@dataclass(frozen=True, slots=True)
class Target:
    """A share of what was to be found that must be right, of all the fields named."""

    name: str
    fields: tuple[str, ...]
    least: float


TARGETS = (
    Target("recommendations found", ("rows",), 0.98),
    Target("labels", ("labels",), 0.95),
    Target("owners", ("owners", "teams"), 0.95),
    Target("due and other dates", ("due", "dates", "review date", "date windows"), 0.95),
    Target("clauses per section exact", ("clauses",), 0.90),
    Target("what is none is declined, what is one is not", ("declined",), 1.0),
    Target("renderings the same", ("renderings",), 1.0),
)


@dataclass(frozen=True, slots=True)
class Result:
    """One total: what was reached and whether that is enough. `figure` is printed; `share` is None for a count."""

    name: str
    figure: str
    wanted: str
    reached: bool


def results(marks: Sequence[Mark], kept: Iterable[Kept]) -> list[Result]:
    """Each total beside its target; words lost, words made up and fields made up must be none."""
    found = []
    for target in TARGETS:
        counts = tally(mark for mark in marks if mark.field in target.fields)
        reached = counts.share >= target.least
        figure = f"{counts.share:.1%} ({counts.right} of {counts.asked})"
        found.append(Result(target.name, figure, f"{target.least:.0%}", reached))
    every = list(kept)
    made_up = sum(mark.verdict is Verdict.INVENTED for mark in marks)
    for name, count in (
        ("fields invented", made_up),
        ("words lost", sum(one.lost for one in every)),
        ("words invented", sum(one.invented for one in every)),
        ("files whose words are miscounted", sum(bool(one.miscounted) for one in every)),
    ):
        found.append(Result(name, str(count), "0", count == 0))
    return found


def by_field(marks: Iterable[Mark]) -> dict[str, Tally]:
    """The verdicts of each field, in the order in which the fields are met."""
    fields: dict[str, list[Mark]] = {}
    for mark in marks:
        fields.setdefault(mark.field, []).append(mark)
    return {field: tally(given) for field, given in fields.items()}
