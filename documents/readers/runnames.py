"""Undoing what an extractor ran together: parts whose names, which parts commonly have, stand inside one paragraph.

"STAFF POLICY Introduction We plan ahead. Aims The aims are: ..." is a title, a name and its text, a name and its text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .passages import Passage

_ONE = (
    r"introduction|background|rationale|context|overview|vision|mission|purpose|scope|policy statement|preamble"
    r"|statement of intent|aims?|objectives?|(?:guiding )?principles|values|(?:our )?commitments?|implementation"
    r"|(?:roles and )?responsibilities|roles|procedures?|strategies|strategy|actions?|monitoring|evaluation|review"
    r"|(?:the |our )?(?:succession )?plan|equality|equal opportunities|legislation|legal framework|definitions?"
    r"|approval|reporting|training|resources"
)
# Written as a name: with a capital, or all in capitals, and before a sentence or a list of its own.
_NAME = re.compile(
    rf"(?P<before>^|[.!?;:…]\s+|\s+)(?P<name>(?i:{_ONE})(?:\s+(?i:and|&)\s+(?i:{_ONE}))*:?)\s+(?=[A-Z“‘\"'(•·▪●➢\uf0b7])"
)
_INLINE_BULLET = re.compile(r"\s[·•▪●➢\uf0b7]\s")
# A word with which an item may end: none that a name belongs to ("the Aims", "and Review").
_ENDS_ITEM = re.compile(
    r"(?<!\S)(?!(?:the|an?|our|its|their|this|that|each|every|and|or|of|for|to|in|on|by|with|from|as|at)\s)[a-z]\S*\s+$"
)
_ENDED = re.compile(r"[.!?;:…]\s+$")
_NUMBERED = re.compile(r"(?<!\S)\d{1,2}\.\s+$")
_LEAST_PARTS = 3
_LONGEST_TITLE = 20  # words that may stand before the first name


# A name that its own text follows after a colon: "Aims: We want to be ready."
_LABELLED = re.compile(rf"(?P<name>(?i:{_ONE})(?:\s+(?i:and|&)\s+(?i:{_ONE}))*):\s+(?P<text>[A-Z“‘].*[.!?])$")
_LEAST_TEXT = 5  # words; "Review: May 2028." is a label with its value


def split_labelled(passages: Sequence[Passage]) -> list[Passage]:
    """The passages, each name parted from the text after its colon, where several parts are named so."""
    named = [_labelled(passage) for passage in passages]
    if len({found["name"].casefold() for found in named if found}) < _LEAST_PARTS:
        return list(passages)
    parted: list[Passage] = []
    for passage, found in zip(passages, named, strict=True):
        if found is None:
            parted.append(passage)
            continue
        parted.append(replace(passage, text=f"{found['name']}:", rows=1, after_gap=True))
        parted.append(replace(passage, text=found["text"], after_gap=True))
    return parted


def _labelled(passage: Passage) -> re.Match[str] | None:
    found = None if passage.is_listed or passage.hashes else _LABELLED.match(passage.text)
    return found if found and found["name"][0].isupper() and len(found["text"].split()) >= _LEAST_TEXT else None


def split_names(group: Sequence[Passage]) -> Iterator[Passage]:
    """The passages of one group, cut at the names of parts, where there are several such names inside."""
    cuts = [list(_cuts(passage, is_first=index == 0)) for index, passage in enumerate(group)]
    inside = sum(cut.start("name") > 0 for found in cuts for cut in found)
    numbered = sum(bool(_NUMBERED.search(passage.text[: cut.start("name")])) for passage, cut in _each(group, cuts))
    if sum(map(len, cuts)) < _LEAST_PARTS or inside < _LEAST_PARTS - 1 or numbered * 2 > sum(map(len, cuts)):
        yield from group  # what is numbered is cut at its numbers
        return
    for passage, found in zip(group, cuts, strict=True):
        yield from _parts(passage, found)


def name_before_text(text: str) -> int | None:
    """Where the name of a part ends that begins this text and stands before its own: "Aims The aims are"."""
    found = _NAME.match(text)
    return found.end("name") if found and found["name"][0].isupper() else None


def _cuts(passage: Passage, *, is_first: bool) -> Iterator[re.Match[str]]:
    """The names inside a passage; a title may stand before one without having ended as a sentence, and an item may."""
    listed = len(_INLINE_BULLET.findall(passage.text)) > 1
    for cut in _NAME.finditer(passage.text):
        ended = not cut["before"] or bool(_ENDED.search(cut["before"]))
        title = is_first and len(passage.text[: cut.start()].split()) <= _LONGEST_TITLE
        item = listed and bool(_ENDS_ITEM.search(passage.text[: cut.start("name")]))
        if cut["name"][0].isupper() and (
            ended or item or (title and not re.search(r"[.!?]", passage.text[: cut.start()]))
        ):
            yield cut


def _each(group: Sequence[Passage], cuts: Sequence[Sequence[re.Match[str]]]) -> Iterator[tuple[Passage, re.Match[str]]]:
    return ((passage, cut) for passage, found in zip(group, cuts, strict=True) for cut in found)


def _parts(passage: Passage, cuts: Sequence[re.Match[str]]) -> Iterator[Passage]:
    at = 0
    whole = passage
    for cut in cuts:
        if before := passage.text[at : cut.start("name")].strip():
            yield replace(whole, text=before, rows=1)
        at = cut.end()
        yield replace(passage, text=cut["name"], marker=None, rows=1, after_gap=True, hashes=0)
        whole = replace(passage, marker=None, after_gap=True, hashes=0)
    if after := passage.text[at:].strip():
        yield replace(whole, text=after)
