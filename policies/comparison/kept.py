"""What differs between two versions, kept for a while: their words never change, and a page is asked for again."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from policies.document import Comparison, compare, fill
from policies.models import Version


@dataclass(frozen=True, slots=True)
class _Saved:
    """A version as it was saved; equal to itself alone. Its text is asked for where it has not been compared lately."""

    key: int
    made_at: datetime.datetime
    version: Version = field(compare=False)


def between(before: Version, after: Version, facts: Mapping[str, str] | None = None) -> Comparison:
    """What became of every clause of the one version in the other: the same object while it is kept.

    facts: what fills the blanks of both first, where one has a name in so many words and the other a blank. The
    versions may come without their text: of most that are asked for, the comparison is kept.
    """
    saved = (_Saved(version.pk, version.made_at, version) for version in (before, after))
    return _between(*saved, tuple((facts or {}).items()))


@lru_cache(maxsize=16)  # of 300 clauses each, 10 MiB
def _between(before: _Saved, after: _Saved, facts: tuple[tuple[str, str], ...]) -> Comparison:
    return compare(*(fill(saved.version.text, dict(facts)) for saved in (before, after)))
