"""The sample files and what is expected of each; running the readers over them.

A folder of samples holds `plans/` and `policies/`, in them `NAME.expected.json` and the file that it speaks of in one
format or several: those are renderings of one document and must give one answer.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actionplan.reading.files import reading_of as read_plan
from bench.score.kept import Kept, kept
from bench.score.plans import judge_plan
from bench.score.policies import judge_policy
from bench.score.verdicts import Mark, Verdict
from documents import gate
from documents.blocks import words
from documents.opening import open_file
from policies.reading.files import reading_of as read_policy

OWN = Path(__file__).resolve().parent.parent.parent / "tests" / "samples"
_EXPECTED = ".expected.json"


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of document is read and judged."""

    read: Callable[[Path, str], Any]
    judge: Callable[[Mapping[str, Any], Mapping[str, Any], str], Iterator[Mark]]


_KINDS = {"action_plan": _Kind(read_plan, judge_plan), "policy": _Kind(read_policy, judge_policy)}


@dataclass(frozen=True, slots=True)
class Sample:
    """One file and the facts that a person read in it. `collection`: "ours", or the folder outside it came from."""

    path: Path
    collection: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scored:
    """What became of one file."""

    sample: Sample
    marks: tuple[Mark, ...]
    kept: Kept


def samples_in(folder: Path, collection: str) -> Iterator[Sample]:
    """Every file of the folder that has expected facts beside it and is of a format that is read today."""
    for expected in sorted(folder.glob(f"*/*{_EXPECTED}")):
        facts = json.loads(expected.read_text(encoding="utf-8"))
        stem = expected.name.removesuffix(_EXPECTED)
        named = (expected.parent / facts["file"]).resolve() if "file" in facts else None
        files = [named] if named and named.exists() else sorted(expected.parent.glob(f"{stem}.*"))
        yield from (Sample(path, collection, facts) for path in files if path.suffix in gate.EITHER)


def score(sample: Sample) -> Scored:
    """Read one file and judge what was read."""
    kind = _KINDS[sample.facts["kind"]]
    reading = kind.read(sample.path, sample.path.name).as_json()
    source = _words(sample.path)
    return Scored(sample, tuple(kind.judge(reading, sample.facts, " ".join(source))), kept(reading, source))


def _words(path: Path) -> list[str]:
    """The words of a file: of a text as it lies on the disk, of another as its reader opened it; none if refused."""
    if path.suffix in gate.EXTENSIONS:
        return words(path.read_text(encoding="utf-8-sig"))
    try:
        return open_file(path, path.name, gate.EITHER).words
    except gate.Refused:
        return []


def renderings(samples: Iterable[Sample]) -> Iterator[Mark]:
    """Whether each document that lies here in several formats reads the same in all of them."""
    families: dict[Path, list[Sample]] = {}
    for sample in samples:
        families.setdefault(sample.path.with_suffix(""), []).append(sample)
    for family in families.values():
        first, *others = (answer(sample) for sample in family)
        for sample, other in zip(family[1:], others, strict=True):
            apart = {key for key in first if first[key] != other[key]}
            verdict = Verdict.WRONG if apart else Verdict.RIGHT
            yield Mark("renderings", verdict, sample.path.name, family[0].path.name, f"differs in {sorted(apart)}")


def answer(sample: Sample) -> dict[str, Any]:
    """All that is read but where it stands and how it is laid out, which each format says in its own way."""
    found = _KINDS[sample.facts["kind"]].read(sample.path, sample.path.name).as_json()
    return {key: _bare(value) for key, value in found.items() if key not in _OF_THE_FILE}


_OF_THE_FILE = {"file", "words", "warnings"}


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _bare(item) for key, item in value.items() if key != "place"}
    if isinstance(value, list):
        return [_bare(item) for item in value]
    return words(value) if isinstance(value, str) else value
