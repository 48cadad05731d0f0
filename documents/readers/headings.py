"""Which passages of a plain-text file are headings."""

import re
from collections.abc import Sequence

from .markers import Kind
from .passages import Passage
from .rows import begins_lower, ends_sentence, is_unfinished, leads_on

_MOST_WORDS = 12
_MOST_LETTERS = 90
# A line with one of these says something about something: it introduces a list rather than naming a part.
_VERB = re.compile(
    r"\b(?:will|shall|must|should|would|can(?:not)?|may|is|are|be|has|have|includes?|follows?|following|aims? to|we|to"
    r"|these|below|seeks?|believes?|expects?|supports?|covers?|applies|rests?|means|requires?|provides?|ensures?|involves?"
    r"|sets?|consists?|comprises?|commits?|agrees?)\b",
    re.IGNORECASE,
)
ENTRY_LINK = re.compile(r"\[([^\]]+)\]\(#\S+\)")  # an entry of a page of contents in Markdown
_QUOTED = re.compile(r"[“\"].*[”\"]")
# "The school aims:" says what somebody does; "The aims:" names a part.
_INTENDS = re.compile(
    r"(?:the|our|this) .*\b(?:aims|hopes|intends|wishes|promises|undertakes|pledges|plans|seeks|asks|looks):",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?!(?:appendix|annex|section|part|stage|step|phase|chapter|schedule|q)\b"
    r"|(?:(?:key |strategic )?priority|theme|strand|pillar)\s+\w{1,3}:)[^:]{2,50}:\s+\S",
    re.IGNORECASE,
)
_NAMED_PART = re.compile(r"(?:appendix|annex|section|part|chapter|schedule)\s+[A-Z0-9]{1,4}\b", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Sir|Dame|Rev)\.? )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3}, "
    r"(?:(?:Executive|Deputy|Acting|Interim) )?"
    r"(?:Chief Executive|Head ?teacher|Head|Principal|(?:Vice-?|Co-?)?Chair|Director|Leader|Mayor|Governor|Clerk)"
    r"(?:,? (?:of|for|to|and) .+)?"
)
# What begins a sentence, and no verb that goes on from a lead-in.
OPENERS = re.compile(
    r"(?:We|The|This|These|It|Our|All|Every|Each|In|To|There|What|When|Where|Who|How|Any|At|As|By|For|If|No|Staff"
    r"|Schools|Governors|They|You|Your|An?|On|With)\b"
)
_NUMBER_OF = re.compile(r"\d ([^\W\d_]+)$")
SENTENCE_BREAK = re.compile(r"[a-z]{3}\. +[A-Z]")
_DEEPEST = 12  # runs of numbers that may be open at once
_LEADER = re.compile(r"\.{3,}|_{3,}|…")


def is_named(text: str) -> bool:
    """Whether the text could be the name of a part: short, begun with a capital, not a sentence, not a label."""
    words = text.split()
    if not words or len(words) > _MOST_WORDS or len(text) > _MOST_LETTERS or text[-1] in ".;,!-–|>":
        return False
    if _QUOTED.fullmatch(text) or ENTRY_LINK.fullmatch(text) or is_signature(text):
        return False  # a motto names nothing, nor does who signed, nor an entry of a page of contents
    if begins_lower(text) or not any(letter.isalpha() for letter in text) or is_unfinished(text):
        return False
    if leads_on(text):
        return False  # "The plan will" introduces the list below it
    if _LEADER.search(text) or "\t" in text or SENTENCE_BREAK.search(text):
        return False
    if text.endswith(":"):
        is_sentence = (
            _VERB.search(text) or _INTENDS.fullmatch(text) or (words[0] in {"Each", "Every", "All"} and len(words) > 2)
        )
        return len(words) <= 6 and not is_sentence
    return bool(_NAMED_PART.match(text)) or not _LABELLED.match(text)


def is_signature(text: str) -> bool:
    """Whether the text says who wrote what stands above it: "J Smith, Chair of Governors"."""
    return bool(_SIGNED.fullmatch(text))


def is_capitals(text: str) -> bool:
    """Whether all its letters are capitals, and there are enough of them to be on purpose."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 4 and all(not letter.islower() for letter in letters)


def heading_levels(passages: Sequence[Passage], *, tables_after: frozenset[int] = frozenset()) -> list[int]:
    """For each passage the level of the heading it is, or 0. `tables_after` are those that a table follows."""
    levels = _numbered(passages)
    _nest_numbers(passages, levels, tables_after)
    # Where parts are numbered, or named in capitals, a plain name is that of a part within a part.
    shouted = sum(is_capitals(passage.text) and is_named(passage.text) for passage in passages) >= 3
    ranked = shouted or sum(level == 1 for level in levels) >= 2
    inside = False  # whether a heading stands before
    for index, passage in enumerate(passages):
        if passage.hashes:
            levels[index] = passage.hashes
        elif not passage.is_listed and _names_what_follows(passages, index, tables_after):
            levels[index] = 2 if ranked and inside and not is_capitals(passage.text) else 1
        inside = inside or levels[index] > 0
    _unname_close_lines(passages, levels)
    _unname_rows(passages, levels)
    _unname_lists(passages, levels, tables_after)
    return levels


def _nest_numbers(passages: Sequence[Passage], levels: list[int], tables_after: frozenset[int]) -> None:
    """Let numbered names stand below a plain one, where all of them follow it before the next plain one.

    "Why we plan", "How we do it", "1. Audit", "2. Growing", "Who checks": nothing plain stands among the numbers.
    """
    numbers = [index for index, level in enumerate(levels) if level]
    names = [
        index
        for index, passage in enumerate(passages)
        if not levels[index] and not passage.is_listed and _names_what_follows(passages, index, tables_after)
    ]
    if not numbers or numbers[0] - 1 not in names or any(numbers[0] < name < numbers[-1] for name in names):
        return
    others = [name for name in names if name != numbers[0] - 1]
    if any(name < numbers[0] - 2 for name in others) and any(name > numbers[-1] for name in others):
        for index in numbers:
            levels[index] += 1


def _unname_rows(passages: Sequence[Passage], levels: list[int]) -> None:
    """Of lines close below each other that end with a number of one thing, "4 terms", none is a name.

    They are rows of a table whose columns were lost; of two names right above them the second names the columns.
    """
    index = 0
    while index < len(passages):
        unit = _unit(passages[index])
        end = index + 1
        while unit and end < len(passages) and not passages[end].after_gap and _unit(passages[end]) == unit:
            end += 1
        if unit and end - index >= 3:
            has_columns = index > 1 and levels[index - 1] and levels[index - 2]
            start = index - 1 if has_columns else index
            levels[start:end] = [0] * (end - start)
        index = end


def _unit(passage: Passage) -> str:
    """The word behind the number that a line ends with, or nothing."""
    found = None if passage.is_listed or passage.hashes else _NUMBER_OF.search(passage.text)
    return found[1] if found else ""


def _unname_close_lines(passages: Sequence[Passage], levels: list[int]) -> None:
    """Of names close below each other that nothing else follows, the first may name the others: "Other policies"."""
    has_text = False  # before it all may be a title page
    for index, passage in enumerate(passages):
        has_text = has_text or (not levels[index] and ends_sentence(passage.text))
        if not (has_text and levels[index] and _is_plain(passage) and passage.after_gap):
            continue
        end = index + 1
        while end < len(passages) and _stands_close(passages[end]):
            end += 1
        ends = end == len(passages) or passages[end].after_gap
        if end - index > 2 and ends and _names_sort(passage.text, [one.text for one in passages[index + 1 : end]]):
            levels[index + 1 : end] = [0] * (end - index - 1)


def _names_sort(name: str, others: Sequence[str]) -> bool:
    """Whether a name says what sort of things the others are: a word of it stands, as one of them, in most."""
    sorts = {_singular(word) for word in name.casefold().split() if word.endswith("s")}
    alike = sum(bool(sorts & set(other.casefold().split())) for other in others)
    return alike * 2 > len(others)


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


def _stands_close(passage: Passage) -> bool:
    """Whether a line is a name right below another."""
    is_name = not passage.is_listed and _is_plain(passage) and is_named(passage.text)
    return is_name and not passage.after_gap and not is_capitals(passage.text)


def _names_what_follows(passages: Sequence[Passage], index: int, tables_after: frozenset[int]) -> bool:
    passage = passages[index]
    if not is_named(passage.text) or passage.rows > 2:
        return False
    return index + 1 < len(passages) or index in tables_after


def _unname_lists(passages: Sequence[Passage], levels: list[int], tables_after: frozenset[int]) -> None:
    """Of three or more names in a row only the last names what follows; the others are a list of names.

    The first names of the file are left: a title page is such a row.
    """
    index = 0
    while index < len(passages):
        end = index
        while end < len(passages) and levels[end] and _is_plain(passages[end]):
            end += 1
            if end - 1 in tables_after:
                break
        at_end = end == len(passages) and end - 1 not in tables_after
        if index > 0 and (end - index >= 3 or at_end):
            last = end if at_end else end - 1
            for place in range(index, last):
                if not is_capitals(passages[place].text):
                    levels[place] = 0
        index = max(end, index + 1)


def _is_plain(passage: Passage) -> bool:
    return passage.marker is None and not passage.hashes


def _numbered(passages: Sequence[Passage]) -> list[int]:
    """Levels of the numbered headings.

    Numbers of one style form runs (1, 2, 3); a run is of headings when its members are short names and most of
    them have something of their own after them, and of items otherwise.
    """
    levels = [0] * len(passages)
    for run in _runs(passages):
        if _is_run_of_headings(passages, run):
            for index in run:
                marker = passages[index].marker
                levels[index] = len(marker.path) if marker and marker.kind is Kind.NUMBER else 1
    return levels


def _runs(passages: Sequence[Passage]) -> list[list[int]]:
    """The runs of numbers that count up, nested ones apart: [[0, 7], [1, 2, 3]] for 1 (1 2 3) 2."""
    runs: list[list[int]] = []
    open_runs: list[list[int]] = []
    for index, passage in enumerate(passages):
        marker = passage.marker
        if marker is None or not marker.counts:
            continue
        for place in range(len(open_runs) - 1, max(len(open_runs) - _DEEPEST, 0) - 1, -1):
            last = passages[open_runs[place][-1]].marker
            if last is None or last.style != marker.style or last.path[:-1] != marker.path[:-1]:
                continue
            if any(value - 1 in last.values for value in marker.values):
                open_runs[place].append(index)
                del open_runs[place + 1 :]
                break
        else:
            runs.append([index])
            open_runs.append(runs[-1])
    return runs


def _is_run_of_headings(passages: Sequence[Passage], run: Sequence[int]) -> bool:
    first = passages[run[0]].marker
    if first is None or first.style in {"(a)", "a)", "a."}:
        return False
    if first.style in {"(#)", "#)"} and not _all_have_sentences(passages, run):
        return False
    named = [index for index in run if is_named(passages[index].text) and passages[index].rows <= 2]
    if len(named) < len(run) * 0.8:
        return False
    own_text = [
        index for index in run if index + 1 < len(passages) and index + 1 not in run and _has_text(passages, index)
    ]
    return len(own_text) * 2 > len(run)


def _all_have_sentences(passages: Sequence[Passage], run: Sequence[int]) -> bool:
    """Whether the run is no list below a lead-in, and a sentence follows each of its members before the next."""
    if run[0] and passages[run[0] - 1].text.endswith(":"):
        return False
    ends = [*run[1:], len(passages)]
    return all(
        any(ends_sentence(passage.text) for passage in passages[first + 1 : end])
        for first, end in zip(run, ends, strict=True)
    )


def _has_text(passages: Sequence[Passage], index: int) -> bool:
    """Whether something deeper than the next number of the same run follows."""
    marker, following = passages[index].marker, passages[index + 1].marker
    if marker is None or following is None or not following.counts:
        return True
    return len(following.path) > len(marker.path) or following.style != marker.style
