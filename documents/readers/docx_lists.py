"""The numbers and bullets of a Word file, counted as Word counts them."""

import re
from dataclasses import dataclass, field

from .docx_styles import TWIPS_A_COLUMN, paragraph
from .parts import Element
from .pieces import Label
from .word_names import W, number_of, val

_DEEPEST = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Bullets that are letters in a symbol font: shown as signs, so that no word is made of them.
_BULLETS = {"o": "◦", "l": "●", "n": "■", "u": "◆", "v": "❖", "q": "❑", "ü": "✓", "Ø": "➢", "à": "→", "è": "➢"}


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restarts_after: int | None = None  # None: after any higher level; 0: never
    legal: bool = False
    style: str = ""
    indent: int | None = None


@dataclass(slots=True)
class _List:
    """One numbering that paragraphs refer to: the counters it shares, its levels, and where it starts anew."""

    counters: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


def counted(value: int, form: str) -> str:
    """A number in one of Word's and OpenDocument's forms: "4", "04", "d", "IV", "4th", "four"."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if 0 < value <= 26 * 50 else str(value)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(value) if 0 < value < 5000 else str(value)
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{value:02}"
    if form == "ordinal":
        ending = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
        return f"{value}{ending}"
    if form == "cardinalText" and 0 <= value < 100:
        return _said(value).capitalize()
    return "" if form == "none" else str(value)


def _roman(value: int) -> str:
    parts = []
    for worth, letters in _ROMAN:
        times, value = divmod(value, worth)
        parts.append(letters * times)
    return "".join(parts)


def _said(value: int) -> str:
    if value < len(_ONES):
        return _ONES[value]
    tens, ones = divmod(value, 10)
    return f"{_TENS[tens]}-{_ONES[ones]}" if ones else _TENS[tens]


def bullet(text: str) -> str:
    """The sign of a bullet that a list gives, which is never a word."""
    sign = text.strip() or "•"
    return _BULLETS.get(sign, sign if not any(letter.isalnum() for letter in sign) else "•")


class Numbering:
    """The lists of a file with their counters, which go on from paragraph to paragraph."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        abstract: dict[str, dict[int, _Level]] = {}
        linked: dict[str, str] = {}  # the numbering of a style, by the style
        links: dict[str, str] = {}
        for found in root.findall(f"{W}abstractNum"):
            key = found.get(f"{W}abstractNumId", "")
            abstract[key] = dict(map(_level, found.findall(f"{W}lvl")))
            if style := val(found, "styleLink"):
                linked[style] = key
            if style := val(found, "numStyleLink"):
                links[key] = style
        for found in root.findall(f"{W}num"):
            key = val(found, "abstractNumId") or ""
            key = linked.get(links.get(key, ""), key)
            own = _List(key, dict(abstract.get(key, {})))
            for override in found.findall(f"{W}lvlOverride"):
                depth = number_of(override.get(f"{W}ilvl"))
                if (level := override.find(f"{W}lvl")) is not None:
                    own.levels[depth] = _level(level)[1]
                if (start := val(override, "startOverride")) is not None:
                    own.starts[depth] = number_of(start)
            self._lists[found.get(f"{W}numId", "")] = own

    def depth_of_style(self, number: str, style: str) -> int | None:
        """The level of a list that belongs to a style, which says the list and not the level."""
        own = self._lists.get(number)
        return next((depth for depth, level in own.levels.items() if level.style == style), None) if own else None

    def label(self, number: str, depth: int) -> Label | None:
        """The sign before the next paragraph of a list; None where the list gives it none."""
        own = self._lists.get(number)
        if own is None or not 0 <= depth < _DEEPEST:
            return None
        level = own.levels.get(depth, _Level())
        counts = self._counts.setdefault(own.counters, {})
        if number not in self._begun:
            self._begun.add(number)
            for place, start in own.starts.items():
                counts[place] = start - 1
        for above in range(depth):
            counts.setdefault(above, own.levels.get(above, _Level()).start)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for below in [place for place in counts if place > depth]:
            after = own.levels.get(below, _Level()).restarts_after
            if after is None or (after and depth < after):
                del counts[below]
        if level.form == "bullet":
            return Label(bullet(level.text), is_bullet=True, depth=depth + 1, indent=level.indent)

        def said(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            other = own.levels.get(place, _Level())
            return counted(counts.get(place, other.start), "decimal" if level.legal else other.form)

        sign = _PLACEHOLDER.sub(said, level.text).strip()
        return Label(sign, is_bullet=False, depth=depth + 1, indent=level.indent) if sign else None


def _level(found: Element) -> tuple[int, _Level]:
    restart = val(found, "lvlRestart")
    legal = found.find(f"{W}isLgl")
    left = paragraph(found.find(f"{W}pPr")).indent
    return number_of(found.get(f"{W}ilvl")), _Level(
        start=number_of(val(found, "start"), 1),
        form=val(found, "numFmt") or "decimal",
        text=val(found, "lvlText") or "",
        restarts_after=None if restart is None else number_of(restart),
        legal=legal is not None and legal.get(f"{W}val") not in ("0", "false"),
        style=val(found, "pStyle") or "",
        indent=None if left is None else left // TWIPS_A_COLUMN,
    )
