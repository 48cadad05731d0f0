"""The order of things that two people moved, added to and took from."""

from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from policies.document.comparison import longest_rising_run


@dataclass(frozen=True, slots=True)
class Woven:
    """An order made of two. follows_theirs: whether it is their order that the common things stand in."""

    keys: tuple[str, ...]
    follows_theirs: bool


def woven(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], members: AbstractSet[str]) -> Woven:
    """The members in the order of whoever moved things; where both did, in ours.

    What stands in one of the two alone comes after what it comes after there. members: a set of keys, each of which
    is in `ours` or in `theirs`.
    """
    common = members & (set(base) & set(ours) & set(theirs))
    was, is_ours, is_theirs = (_only(keys, common) for keys in (base, ours, theirs))
    follows_theirs = was == is_ours and was != is_theirs
    lead, other = (theirs, ours) if follows_theirs else (ours, theirs)
    return Woven(tuple(_filled(_only(lead, members), _only(other, members))), follows_theirs)


def _only(keys: Sequence[str], wanted: AbstractSet[str]) -> list[str]:
    return [key for key in keys if key in wanted]


def _filled(lead: Sequence[str], other: Sequence[str]) -> list[str]:
    """`lead`, with what only `other` has after the nearest thing before it that both have."""
    known = set(lead)
    after: dict[str | None, list[str]] = {}
    nearest: str | None = None
    for key in other:
        if key in known:
            nearest = key
        else:
            after.setdefault(nearest, []).append(key)
    filled = after.get(None, [])
    for key in lead:
        filled.append(key)
        filled.extend(after.get(key, ()))
    return filled


def moved(before: Sequence[tuple[Hashable, str]], after: Sequence[tuple[Hashable, str]]) -> set[str]:
    """The keys whose place differs. Both are lists of (section, key); as few keys as can be are said to have moved."""
    home = {key: section for section, key in before}
    places = {key: place for place, (_, key) in enumerate(after)}
    section_after = {key: section for section, key in after}
    common = [key for _, key in before if key in places]
    at_home = [key for key in common if home[key] == section_after[key]]
    stayed = {at_home[index] for index in longest_rising_run([places[key] for key in at_home])}
    return set(common) - stayed
