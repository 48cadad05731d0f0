"""The physical lines of a plain-text file: where its margin stood, and which line goes on from the one before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

# Characters that end a line inside a line: vertical tab (Word's soft break), form feed, Unicode separators.
_INNER_BREAK = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
_TERMINAL = re.compile(r"[.!?:;][\"'”’)\]]*$")
_LAST_BUT_ONE = re.compile(r";\s+(?:and|or)$")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*$")
# A line that ends so is not finished, whatever the next one begins with.
_UNFINISHED = re.compile(
    r"(?:,|\b(?:a|an|and|as|at|by|for|from|in|into|is|of|on|or|our|that|the|their|these|this|to|with|which|who)"
    r"|\b(?:AND|AT|BY|FOR|FROM|IN|OF|ON|OR|OUR|THE|TO|WITH))$"
)
# A sentence that stops so goes on in a list: "We aim to", "Training may include", "Please".
_LEADS_ON = re.compile(
    r"\b(?:to|that|will|shall|must|should|(?-i:may)|can(?:not)?|are|is|be|includes?"
    r"|(?:is|are) (?:also )?(?:asked|expected|required|encouraged|invited|entitled|advised|urged))(?: not)?$"
    r"|^please$|^we (?:also |all )?\w+$",
    re.IGNORECASE,
)
# A name that asks may end so: "How we will do this", "What this policy is for".
_ASKS = re.compile(r"(?:How|What|Who|Why|When|Where)\b(?: [\w’']+){1,7}$")
_LETTER_BULLET = re.compile(r"[olnqvu]\s+\S")
_ENCLOSED = re.compile(r"[‘“\"'(].*[’”\"')]")
_HYPHENATED = re.compile(r"([^\W\d_]+)[-\u2010\u2011\u00ad]$")
_LONGEST_WORD = 80  # how far back a word that was broken at a line end may begin
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_SUSPENDED = {"and", "or", "to"}  # "middle- and senior leaders"
# How much shorter than the margin a full line may be where letters have different widths.
_RAGGED = 0.85


@dataclass(frozen=True)
class Row:
    """One physical line. `number` is that of its line in the file; `opens_page` tells that a form feed stood before."""

    number: int
    text: str
    opens_page: bool = False

    @cached_property
    def wide(self) -> str:
        """The line with tabs as spaces and nothing at its end."""
        return self.text.expandtabs(8).rstrip()

    @cached_property
    def body(self) -> str:
        """The line without the space around it."""
        return self.text.strip()

    @property
    def indent(self) -> int:
        """How many columns stand before its first sign."""
        return len(self.wide) - len(self.wide.lstrip())

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.body


def rows_of(lines: Sequence[str]) -> list[Row]:
    """The physical lines of a file; a line broken inside gives several with the same number."""
    rows = []
    for number, line in enumerate(lines, start=1):
        at, opens_page = 0, False
        for found in _INNER_BREAK.finditer(line):
            rows.append(Row(number, line[at : found.start()], opens_page))
            at, opens_page = found.end(), found[0] == "\f"
        rows.append(Row(number, line[at:], opens_page))
    return rows


def begins_lower(text: str) -> bool:
    """Whether the first sign of the text is a small letter."""
    return text[:1].islower()


def is_finished(text: str) -> bool:
    """Whether the text ends as a sentence, a lead-in or an item of a list does."""
    return bool(_TERMINAL.search(text))


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a full stop, or a question or exclamation mark."""
    return bool(_SENTENCE_END.search(text))


def is_unfinished(text: str) -> bool:
    """Whether the text ends in a comma or in a word that cannot end a sentence."""
    return bool(_UNFINISHED.search(text)) and not _ASKS.match(text)


def leads_on(text: str) -> bool:
    """Whether the text ends as a lead-in does that has no colon."""
    return bool(_LEADS_ON.search(text)) and not _ASKS.match(text)


def opens_list(rows: Sequence[Row], index: int, longest: int) -> bool:
    """Whether the row is a lead-in without a colon to lines in small letters that have lost their bullets.

    No margin broke it: it ends before half of the `longest` line.
    """
    row, following = rows[index], rows[index + 1 : index + 3]
    if len(row.wide) * 2 > longest or begins_lower(row.body) or not leads_on(row.body):
        return False
    listed = len(following) == 2 and all(begins_lower(item.body) for item in following)
    return listed and not _LETTER_BULLET.match(following[0].body) and not is_unfinished(following[0].body)


def _was_ended(text: str) -> bool:
    """Whether the line ended where the writer ended it: as a sentence, or as the last item but one, "; and"."""
    return is_finished(text) or ends_last_but_one(text)


def ends_last_but_one(text: str) -> bool:
    """Whether the text ends as the last item but one of a list does: "; and"."""
    return bool(_LAST_BUT_ONE.search(text))


def margin_of(rows: Sequence[Row]) -> int | None:
    """The column at which the writer's lines were wrapped, or None where each paragraph is one line.

    The evidence is lines that the next one continues with a small letter. A file of unwrapped paragraphs has none,
    or a few of very different lengths; but the items of a list without bullets may begin with small letters too, and
    are evidence only where no line is longer.
    """
    lengths: list[int] = []
    listed: list[int] = []
    in_list = False
    longest = max((len(row.wide) for row in rows), default=0)
    for index, (row, following) in enumerate(pairwise(rows)):
        opens = row.body.endswith(":") or opens_list(rows, index, longest)
        in_list = opens or (in_list and (row.is_blank or begins_lower(row.body)))
        if _goes_on_in_lower(row, following) and len(row.wide) >= 30:
            (listed if in_list else lengths).append(len(row.wide))
    if not lengths and listed and longest <= max(listed) * 1.4:
        lengths = listed
    lengths.sort()
    if not lengths:
        return None
    middle = lengths[len(lengths) // 2]
    return max(length for length in lengths if length <= middle * 1.4)


def _goes_on_in_lower(row: Row, following: Row) -> bool:
    """Whether the next line begins with a small letter that is no bullet, and this one was not ended."""
    begins = begins_lower(following.body) and not _LETTER_BULLET.match(following.body)
    return bool(row.body) and begins and not _was_ended(row.body)


@dataclass(frozen=True)
class Margin:
    """The right margin of a file; `column` is None where nothing is wrapped."""

    column: int | None

    def is_full(self, row: Row, following: Row) -> bool:
        """Whether the first word of `following` had no room left on `row`."""
        if self.column is None or len(row.wide) > self.column * 1.4:
            return False
        first_word = following.body.split(maxsplit=1)[0]
        return len(row.wide) + 1 + len(first_word) > self.column

    def is_nearly_full(self, row: Row) -> bool:
        """Whether the line reaches about as far as the margin, as lines of uneven letters do."""
        return self.column is not None and self.column * _RAGGED <= len(row.wide) <= self.column * 1.4


def _stands_alone(row: Row, following: Row, after: Row | None, margin: Margin) -> bool:
    """Whether `following` is a short line of its own: no end of a sentence, yet nothing goes on after it."""
    if margin.column is None or len(following.wide) > margin.column * 0.7 or is_finished(following.body):
        return False
    if _ENCLOSED.fullmatch(following.body):
        return True
    if not following.body[0].isupper() or (after is not None and begins_lower(after.body)):
        return False
    return ends_sentence(row.body) or (after is not None and after.body.endswith(":"))


def continues(row: Row, following: Row, after: Row | None, margin: Margin) -> bool:
    """Whether `following`, which directly follows `row` and has no marker, goes on with the same paragraph.

    `after` is the row that follows both.
    """
    if _stands_alone(row, following, after, margin) and not is_unfinished(row.body):
        return False
    if row.body.endswith(":"):
        return margin.is_full(row, following) and begins_lower(following.body)
    if begins_lower(following.body):
        return not is_finished(row.body) or margin.is_full(row, following)
    if is_unfinished(row.body) or margin.is_full(row, following):
        return True
    return margin.is_nearly_full(row) and not is_finished(row.body)


@dataclass(frozen=True)
class Joiner:
    """Joins the lines of a paragraph. `known` holds the words that may have been broken at a line end."""

    known: frozenset[str]

    def join(self, text: str, following: str) -> str:
        """Both as one text: a word hyphenated between them is one word where that word is known, else as written."""
        broken = _HYPHENATED.search(text[-_LONGEST_WORD:])
        rest = _FIRST_WORD.match(following)
        if not text or broken is None or rest is None or not begins_lower(following) or rest[0] in _SUSPENDED:
            return f"{text} {following}" if text else following
        if (broken[1] + rest[0]).casefold() in self.known:
            return text[:-1] + following
        return text + following
