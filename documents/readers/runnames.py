"""Undoing what an extractor ran together: parts whose names, which parts commonly have, stand inside one paragraph.

"STAFF POLICY Introduction We plan ahead. Aims The aims are: ..." is a title, a name and its text, a name and its text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .headings import is_named
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
_PART = re.compile(rf"(?:{_ONE})(?: (?:and|&) (?:{_ONE}))*", re.IGNORECASE)
# A name that its own text follows on the line: "Aims: We want to be ready.", "AIMS – We want ...", "Aims. We want ...".
_LABELLED = re.compile(r"(?P<name>[A-Z][^.:;!?]{1,60}?)(?P<sign>:|\.| [-–—])\s+(?P<text>[A-Z“‘].*[.!?:])")
_LEAST_TEXT = 5  # words, but of a lead-in; "Review: May 2028." is a label with its value
_LONGEST_NAME = 6  # words
_LEAST_KNOWN = 2  # names that parts commonly have, beside which others are believed


def split_labelled(passages: Sequence[Passage]) -> list[list[Passage]]:
    """For each passage its parts: the name and the text behind it, where several parts are named so."""
    labelled = [_labelled(passage) for passage in passages]
    paragraphs = sum(not passage.is_listed and len(passage.text.split()) > _LEAST_TEXT for passage in passages)
    signs = {found["sign"] for found in labelled if found}
    naming = {sign for sign in signs if _names_parts(sign, [found for found in labelled if found], paragraphs)}
    return [
        list(_apart(passage, found)) if found and found["sign"] in naming else [passage]
        for passage, found in zip(passages, labelled, strict=True)
    ]


def _labelled(passage: Passage) -> re.Match[str] | None:
    """The name that may begin a passage; before a colon only one that parts commonly have, for labels stand so too."""
    found = None if passage.is_listed or passage.hashes else _LABELLED.fullmatch(passage.text)
    if found is None or (len(found["text"].split()) < _LEAST_TEXT and not found["text"].endswith(":")):
        return None
    name = found["name"]
    is_name = is_named(name) and len(name.split()) <= _LONGEST_NAME and found["sign"] != ":"
    return found if is_name or _PART.fullmatch(name) else None


def _names_parts(sign: str, labelled: Sequence[re.Match[str]], paragraphs: int) -> bool:
    """Whether the sign stands behind names: several of them, some known, and before most paragraphs if no colon."""
    names = [found["name"].casefold() for found in labelled if found["sign"] == sign]
    known = {name for name in names if _PART.fullmatch(name)}
    several = len(set(names)) >= _LEAST_PARTS and len(known) >= _LEAST_KNOWN
    return several and (sign == ":" or len(names) * 2 > paragraphs)


def _apart(passage: Passage, found: re.Match[str]) -> Iterator[Passage]:
    name = f"{found['name']}:" if found["sign"] == ":" else found["name"]
    yield replace(passage, text=name, rows=1, after_gap=True)
    yield replace(passage, text=found["text"], after_gap=True)


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
        later = replace(passage, marker=None, after_gap=True, hashes=0)
        named = whole if whole is passage and not before else later  # the first keeps the number that stands before it
        yield replace(named, text=cut["name"], rows=1, after_gap=True)
        whole = later
    if after := passage.text[at:].strip():
        yield replace(whole, text=after)
