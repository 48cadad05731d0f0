"""Whether a reading kept every word of its file and made none. Pure: it counts the printed reading against the file."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from documents.blocks import words

_INDEXES = {
    "file", "refused", "declined", "warnings", "place", "reason", "placeholders", "dates", "context_year",
    "kind", "type", "teams",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """How many words were lost and made up, and the sentence about a count that does not come out, or ""."""

    lost: int = 0
    invented: int = 0
    miscounted: str = ""


def kept(reading: Mapping[str, Any], source: Sequence[str]) -> Kept:
    """Count the words of all fields that carry words against those of the file; a declined file's are not placed.

    A word that was broken at a line end and mended stands for both its halves.
    """
    said = reading["words"]
    if said["placed"] + said["unplaced"] + said["furniture"] != said["source"]:
        return Kept(miscounted="The four counts of words do not come out.")
    if reading["declined"] or reading["refused"]:
        return Kept()
    carried = Counter(carried_words(reading, with_organisation=True))
    if carried.total() != said["placed"] + said["unplaced"]:  # an organisation named in a sentence is no field of words
        carried = Counter(carried_words(reading, with_organisation=False))
    lost, invented = _unmended(Counter(source) - carried, carried - Counter(source))
    gone = max(lost.total() - said["furniture"], 0)
    counted = (
        "" if carried.total() == said["placed"] + said["unplaced"] else "The fields hold other words than counted."
    )
    return Kept(gone, invented.total(), counted)


def carried_words(reading: Mapping[str, Any], *, with_organisation: bool) -> list[str]:
    """Every word that stands in a field of words."""
    return [word for text in _texts(reading, with_organisation=with_organisation) for word in words(text)]


def _texts(value: Any, *, with_organisation: bool = True, key: str = "") -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, item in value.items():
            is_index = name in _INDEXES and key != "other"
            if not is_index and (with_organisation or name != "organisation"):
                yield from _texts(item, with_organisation=with_organisation, key=name)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, with_organisation=with_organisation, key=key)


def _unmended(lost: Counter[str], gained: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """Both without the words that were joined: two are lost and one is gained for each."""
    for word in list(gained.elements()):
        for cut in range(1, len(word)):
            head, tail = word[:cut], word[cut:]
            if lost[head] > 0 and lost[tail] > (head == tail):
                lost.subtract([head, tail])
                gained.subtract([word])
                break
    return +lost, +gained
