"""What differs between two versions, kept for a while: their words never change, and a page is asked for again."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from policies.document import Comparison, compare, fill, from_json
from policies.models import Version


@dataclass(frozen=True, slots=True)
class _Saved:
    """A version as it was saved; equal to itself alone."""

    key: int
    made_at: datetime.datetime
    document: Any = field(compare=False)


def between(before: Version, after: Version, facts: Mapping[str, str] | None = None) -> Comparison:
    """What became of every clause of the one version in the other.

    facts: what fills the blanks of both first, where one has a name in so many words and the other a blank.
    """
    saved = (_Saved(version.pk, version.made_at, version.document) for version in (before, after))
    return _between(*saved, tuple((facts or {}).items()))


@lru_cache(maxsize=16)  # of 300 clauses each, 10 MiB
def _between(before: _Saved, after: _Saved, facts: tuple[tuple[str, str], ...]) -> Comparison:
    return compare(*(fill(from_json(saved.document), dict(facts)) for saved in (before, after)))
