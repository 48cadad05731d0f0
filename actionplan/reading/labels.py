"""Numbers and references that name a row: "1.", "2a.", "R3", "SR (25/26) 01", "4.01.02", "1/17"."""

import re

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
_NUMBERED_WORD = (
    r"(?:recommendations?|recs?|actions?|objectives?|proposals?|issues?|items?|tasks?|targets?|priority|no)"
)
_FORMS = (
    rf"{_NUMBERED_WORD}\.?\s*\d{{1,3}}(?:\.\d{{1,3}})*[a-z]?\b[.:)]?",  # Recommendation 3
    r"[A-Z]{1,6}\s?\(\d\d(?:/\d\d)?\)\s?\d{1,4}",  # SR (25/26) 01
    r"[A-Z]{1,6}\s?[-/.]?\s?\d{1,4}[a-z]?(?:[./-]\d{1,4})*[.:)]?",  # R3, EDU-04, A1.2
    r"\d{1,3}/\d{2,4}",  # 1/17
    r"\d{1,3}(?:\.\d{1,3})+[a-z]?[.:)]?",  # 4.01.02
    r"\d{1,3}\s?[a-z]?[.:)]+",  # 1.  2a.  3)
    r"\(\d{1,3}[a-z]?\)|\([a-z]\)|\((?:i{1,3}|i?v|vi{0,3}|ix|x)\)",  # (1) (a) (iv)
    r"(?:i{1,3}|iv|vi{0,3}|ix|x|I{1,3}|IV|VI{0,3}|IX|X)[.)]",  # iv.
    r"[a-z][.)]|[A-Z]\)",  # a)
    r"[A-Z]\.|\d{1,3}[a-z]?",  # A. 7
)
_ALONE = re.compile("|".join(f"(?:{form})" for form in _FORMS))
_CUT_OFF = re.compile(r"\d{1,3}/")
# In front of its text a bare number must be told from a quantity or a day, so what follows is looked at as well.
_SAFE = re.compile("(?:" + "|".join(f"(?:{form})" for form in (_FORMS[0], *_FORMS[1:9])) + r")(?=\s+\S|$)")
_BARE = re.compile(r"\d{1,3}[a-z]?(?=\s+[A-Z“\"'‘(])")
_WORD_FORM = re.compile(_FORMS[0] + r"(?=\s+\S|$)", re.IGNORECASE)
_NUMBERED_WORD_FIRST = re.compile(rf"{_NUMBERED_WORD}\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"{_MONTH}[.,]?\s*\d", re.IGNORECASE)
_COUNTED = re.compile(r"(?P<number>\d{1,6})(?:\s?[.:)]+(?=\s+\S|$)|$)")
_NUMBER = re.compile(r"\d{1,6}")
_DAY = re.compile(rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}", re.IGNORECASE)


def is_label(text: str) -> bool:
    """Whether the whole text is a row's number or reference."""
    text = " ".join(text.split())
    if not text or len(text) > 24 or _MONTH_FIRST.match(text):
        return False
    return bool(_ALONE.fullmatch(text) or _CUT_OFF.fullmatch(text) or _WORD_FORM.fullmatch(text))


def number_of(label: str) -> int | None:
    """The number in a row's label, by which the next is known; None where it has none, or several."""
    found = _NUMBER.findall(label)
    return int(found[0]) if len(found) == 1 else None


def name_of(label: str | None, otherwise: str) -> str:
    """What a row is called in a sentence: "Recommendation 2a", as on the plan's pages, or "Action 4" as written."""
    name = (label or "").rstrip(".:) ") or otherwise
    return name if _NUMBERED_WORD_FIRST.match(name) else f"Recommendation {name}"


def name_of_words(head: str) -> str:
    """What a row is called by the first words it was found with: its label, or the beginning of its text."""
    return name_of(head, head) if is_label(head) else f"The row “{' '.join(head.split()[:6])}…”"


def split_label(text: str, *, after: int | None = None) -> tuple[str, str] | None:
    """The label at the head of `text` and the rest ("2a.", "That Cabinet ..."), or None where there is none.

    after: the number of the row before. The one that follows it is a label whatever its length, so 1,000 may have it.
    """
    text = text.strip()
    if after is not None and (next_one := _COUNTED.match(text)) and int(next_one["number"]) == after + 1:
        return next_one[0].strip(), text[next_one.end() :].lstrip(" \t\u00a0–—-").rstrip()
    if _DAY.match(text) or _MONTH_FIRST.match(text):
        return None
    found = _WORD_FORM.match(text) or _SAFE.match(text) or _BARE.match(text)
    if not found:
        return (text, "") if is_label(text) else None
    return found[0].strip(), text[found.end() :].lstrip(" \t\u00a0–—-").rstrip()


def key(label: str) -> str:
    """The label as it is compared: no case, no blanks, no trailing punctuation."""
    return re.sub(r"\s+", "", label).casefold().rstrip(".:)(").lstrip("(")


def follows(label: str, earlier: str) -> bool:
    """Whether `label` is the next after `earlier` ("2a" after "1" or "2", "R4" after "R3") or begins again at 1."""
    one, two = _last_number(earlier), _last_number(label)
    if one is None or two is None:
        return False
    (head_one, number_one, letter_one), (head_two, number_two, letter_two) = one, two
    if number_two == 1 and letter_two in ("", "a"):
        return True
    if head_one != head_two and not (head_one and head_two):
        return False
    if number_two == number_one:
        return letter_two > letter_one
    return number_two == number_one + 1 and letter_two in ("", "a")


def _last_number(label: str) -> tuple[str, int, str] | None:
    found = re.fullmatch(r"(.*?)(\d+)([a-z]?)(?:/\d*)?", key(label))
    return (found[1], int(found[2]), found[3]) if found else None


def counts_on(label: str, before: str) -> bool:
    """Whether a label is the next of a list after `before`, or the first of one where that is empty."""
    if not re.search(r"\d", label):
        return False
    return follows(label, before) or _steps_out(label, before) if before else is_first(label)


def _steps_out(label: str, before: str) -> bool:
    """Whether the label is next to a part that `before` belongs to: "1.2" or "2" after "1.1.4"."""
    outer, inner = path(label), path(before)
    depth = len(outer)
    return 0 < depth < len(inner) and outer == (*inner[: depth - 1], inner[depth - 1] + 1)


def path(label: str) -> tuple[int, ...]:
    """The numbers of a label that is nothing but numbers and stops, from the part to its own; else none."""
    numbers = key(label)
    return tuple(map(int, numbers.split("."))) if re.fullmatch(r"\d+(?:\.\d+)*", numbers) else ()


def is_first(label: str) -> bool:
    """Whether a list begins with this label."""
    return bool(re.search(r"(?<!\d)1a?\W*$", label))
