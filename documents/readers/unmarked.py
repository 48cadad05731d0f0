"""Which lines of a plain-text file are items of a list whose bullets were lost."""

import re
from collections.abc import Sequence
from dataclasses import replace

from .headings import OPENERS, SENTENCE_BREAK, is_capitals, is_named
from .passages import Passage
from .rows import begins_lower, ends_sentence, leads_on

_MOST_LISTED = 20  # words of a line of a list
# A lead-in that verbs go on from; what begins with one of the openers after it is no such verb.
_TAKES_VERBS = re.compile(r"\b(?:will|to|must|shall|should)(?: also)?:$")
_LISTS = re.compile(r"\b(?:these are|as follows|the following)\b[^.]*:$")  # short lines after it are no names
_COUNT = re.compile(r"\d{1,3} [a-z]")  # "7 parents"
_INFINITIVE = re.compile(r"To [a-z]+\b")


def mark_unmarked_items(passages: Sequence[Passage]) -> list[Passage]:
    """Make items of the lines of a list whose bullets were lost.

    Those are lines after a lead-in's colon, lines in a row that each begin "To sustain", "To develop", and lines close
    below each other under a name that stands alone.
    """
    marked = list(passages)
    end = 0
    has_text = False  # before it all may be a title page
    for index, passage in enumerate(passages):
        has_text = has_text or ends_sentence(passage.text)
        first = index + 1
        if first < end:
            continue  # inside a list already
        end = first
        if passage.text.endswith(":") and not is_named(passage.text):
            end = _end_of_items(passages, first)
        elif leads_on(passage.text) and _is_lower(passages, first):
            end = _end_of_lower(passages, first)
        if end == first:
            end = _end_of_infinitives(passages, first)
        if end == first and has_text and _stands_alone(passages, index):
            end = _end_of_close_lines(passages, first)
        for place in range(first, end):
            marked[place] = replace(marked[place], is_item=True)
    return marked


def _stands_alone(passages: Sequence[Passage], index: int) -> bool:
    """Whether the passage is a name with room above and below it."""
    passage = passages[index]
    below = passages[index + 1 : index + 2]
    is_name = not passage.is_listed and is_named(passage.text) and not passage.text.endswith(":")
    return is_name and passage.after_gap and all(following.after_gap for following in below)


def _end_of_close_lines(passages: Sequence[Passage], first: int) -> int:
    """The end of three lines or more with no room between, none of which ends as a sentence does."""
    end = first
    while end < len(passages) and (end == first or not passages[end].after_gap):
        line = passages[end]
        if line.is_listed or line.hashes or ends_sentence(line.text) or len(line.text.split()) > _MOST_LISTED:
            return first
        end += 1
    lines = passages[first:end]
    told = len(lines) >= 3 and sum(len(line.text.split()) for line in lines) >= 3 * len(lines)
    return end if told and not any(_is_shouted(line) for line in lines) else first


def _end_of_infinitives(passages: Sequence[Passage], first: int) -> int:
    end = first
    while end < len(passages) and _may_be_item(passages[end]) and _INFINITIVE.match(passages[end].text):
        end += 1
    return end if end - first >= 2 else first


def _end_of_items(passages: Sequence[Passage], first: int) -> int:
    """Where the unmarked list that begins at `first` ends; `first` itself where there is none."""
    if _is_lower(passages, first):
        return _end_of_lower(passages, first)
    close = _run(passages, first, gaps=False)
    if close - first == 2 and _alternates(passages, first, close):
        return first
    if close - first >= 2 and (close == len(passages) or not _introduces(passages, close - 1)):
        return close
    if close - first >= 3:
        return close if _closes_list(passages, first, close) else close - 1
    end = _run(passages, first, gaps=True)
    lines = passages[first:end]
    if all(line.text.endswith(";") or begins_lower(line.text) for line in lines[:-1]) and len(lines) >= 2:
        return end
    if (end := _end_of_sentences(passages, first)) > first:
        return end
    while end < len(passages) and _may_be_item(passages[end]) and not ends_sentence(passages[end].text):
        end += 1
    while end > first and _introduces(passages, end - 1):
        end -= 1
    lines = passages[first:end]
    all_names = all(len(line.text.split()) <= 6 for line in lines) and not _LISTS.search(passages[first - 1].text)
    return first if len(lines) < 2 or all_names or _alternates(passages, first, end) else end


def _is_lower(passages: Sequence[Passage], index: int) -> bool:
    return index < len(passages) and begins_lower(passages[index].text)


def _closes_list(passages: Sequence[Passage], first: int, end: int) -> bool:
    """Whether the last line of a run stands close to those before it, or counts as they do, and apart from the next."""
    counted = all(_COUNT.match(line.text) for line in passages[first:end])
    return passages[end].after_gap and (counted or len(passages[end - 1].text.split()) > 3)


def _alternates(passages: Sequence[Passage], first: int, end: int) -> bool:
    """Whether some line is short and the next one long, as a heading and its text are."""
    return any(
        len(line.text.split()) <= 8 and len(following.text.split()) >= 12
        for line, following in zip(passages[first:end], passages[first + 1 : end + 1], strict=False)
    )


def _end_of_lower(passages: Sequence[Passage], first: int) -> int:
    end = first
    while end < len(passages) and _may_be_item(passages[end]) and begins_lower(passages[end].text):
        end += 1
    return end if end - first >= 2 else first


def _end_of_sentences(passages: Sequence[Passage], first: int) -> int:
    """The end of the items "Provide...", "Ensure..." that each are a sentence, after "The school will:"."""
    if not _TAKES_VERBS.search(passages[first - 1].text):
        return first
    end = first
    while (
        end < len(passages)
        and _may_be_item(passages[end])
        and not OPENERS.match(passages[end].text)
        and not SENTENCE_BREAK.search(passages[end].text)
        and not _introduces(passages, end)
    ):
        end += 1
    return end if end - first >= 2 else first


def _run(passages: Sequence[Passage], first: int, *, gaps: bool) -> int:
    """The end of the unmarked lines from `first`, with or without blank lines between."""
    end = first
    while end < len(passages) and _may_be_item(passages[end]):
        if end > first and not gaps and passages[end].after_gap:
            break
        end += 1
        if gaps and ends_sentence(passages[end - 1].text):
            break
    return end


def _may_be_item(passage: Passage) -> bool:
    text = passage.text
    return not passage.is_listed and not passage.hashes and not text.endswith(":") and not _is_shouted(passage)


def _is_shouted(passage: Passage) -> bool:
    return is_capitals(passage.text) and is_named(passage.text)


def _introduces(passages: Sequence[Passage], index: int) -> bool:
    """Whether the passage is a name with a text of its own after it."""
    if not is_named(passages[index].text) or len(passages[index].text.split()) > 6:
        return False
    if index + 1 >= len(passages):
        return False
    following = passages[index + 1]
    return following.is_listed or following.text.endswith(":") or ends_sentence(following.text)
