"""The styles and lists of an OpenDocument file: what each says of a paragraph, of letters, and of an item's number."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .docx_lists import bullet, counted
from .parts import Element
from .pieces import Label
from .word_names import number_of

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_HEAVY = {"bold", "600", "700", "800", "900"}
_MOST_BASES = 20
_MOST_LEVELS = 10
_COLUMNS = {"cm": 4.72, "mm": 0.472, "in": 12, "pt": 1 / 6}  # how many columns a length is worth
_FARTHEST = 1_000


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, None where it leaves it to its parent. `size` is in points, `scale` a part of the parent's."""

    name: str = ""
    bold: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    scale: float = 1
    level: int | None = None
    list: str | None = None
    is_entry: bool = False

    def over(self, base: "Style") -> "Style":
        """Both together, this one first."""
        size = self.size if self.size is not None else base.size and base.size * self.scale
        return replace(
            self,
            bold=base.bold if self.bold is None else self.bold,
            hidden=base.hidden if self.hidden is None else self.hidden,
            size=size,
            scale=1 if size is not None else self.scale * base.scale,
            level=base.level if self.level is None else self.level,
            list=base.list if self.list is None else self.list,
            is_entry=self.is_entry or base.is_entry,
        )


@dataclass(slots=True)
class _Level:
    form: str = ""
    before: str = ""
    after: str = ""
    shown: int = 1
    start: int = 1
    bullet: str = ""
    indent: int | None = None


@dataclass(slots=True)
class OpenList:
    """A list while it is read: its levels, and how far each has counted."""

    style: str = ""
    counts: list[int | None] = field(default_factory=lambda: [None] * _MOST_LEVELS)


class Styles:
    """The styles of a file, from its two parts."""

    def __init__(self, roots: Iterable[Element | None]) -> None:
        self._found: dict[tuple[str, str], tuple[Style, str]] = {}
        self._whole: dict[tuple[str, str], Style] = {}
        self._lists: dict[str, dict[int, _Level]] = {}
        self._outline: dict[int, _Level] = {}
        self._default = Style()
        for root in roots:
            if root is not None:
                self._read(root)

    def _read(self, root: Element) -> None:
        for found in root.iter(f"{STYLE}default-style"):
            if found.get(f"{STYLE}family") == "paragraph":
                self._default = _style(found)
        for found in root.iter(f"{STYLE}style"):
            key = found.get(f"{STYLE}family", ""), found.get(f"{STYLE}name", "")
            self._found[key] = _style(found), found.get(f"{STYLE}parent-style-name", "")
        for found in root.iter(f"{TEXT}list-style"):
            self._lists[found.get(f"{STYLE}name", "")] = dict(map(_level, found))
        for found in root.iter(f"{TEXT}outline-style"):
            self._outline = dict(map(_level, found))

    def of(self, family: str, name: str | None) -> Style:
        """The style of that name with all it is based on."""
        key = family, name or ""
        if key not in self._whole:
            found, at, bases = Style(), key, 0
            while at in self._found and bases < _MOST_BASES:
                own, parent = self._found[at]
                found = found.over(own) if bases else own
                at, bases = (family, parent), bases + 1
            self._whole[key] = found.over(self._default) if family == "paragraph" else found
        return self._whole[key]

    def label(self, list_: OpenList, depth: int, start: int | None = None) -> Label | None:
        """The sign of the next item of a list at a depth, 1 for the outermost; `start`: where it counts anew."""
        return _label(self._lists.get(list_.style, {}), list_.counts, depth, start)

    def heading_label(self, outline: OpenList, depth: int, start: int | None = None) -> Label | None:
        """The number that the outline of the file gives the next heading of a level."""
        return _label(self._outline, outline.counts, depth, start)


def _label(levels: dict[int, _Level], counts: list[int | None], depth: int, start: int | None) -> Label | None:
    if not 1 <= depth <= _MOST_LEVELS:
        return None
    level = levels.get(depth, _Level())
    before = counts[depth - 1]
    counts[depth - 1] = start if start is not None else level.start if before is None else before + 1
    counts[depth:] = [None] * (_MOST_LEVELS - depth)
    if level.bullet:
        return Label(bullet(level.bullet), is_bullet=True, depth=depth, indent=level.indent)
    if not level.form:
        return None
    numbers = []
    for above in range(max(depth - level.shown, 0), depth):
        own = levels.get(above + 1, _Level())
        if own.form:
            value = counts[above]
            numbers.append(counted(own.start if value is None else value, _FORMS.get(own.form, "decimal")))
    sign = f"{level.before}{'.'.join(numbers)}{level.after}".strip()
    return Label(sign, is_bullet=False, depth=depth, indent=level.indent) if sign else None


def _level(found: Element) -> tuple[int, _Level]:
    tag = str(found.tag)
    return number_of(found.get(f"{TEXT}level")), _Level(
        form=found.get(f"{STYLE}num-format", "") if tag.endswith(("number", "outline-level-style")) else "",
        before=found.get(f"{STYLE}num-prefix", ""),
        after=found.get(f"{STYLE}num-suffix", ""),
        shown=number_of(found.get(f"{TEXT}display-levels"), 1),
        start=number_of(found.get(f"{TEXT}start-value"), 1),
        indent=_indent(found),
        bullet=(found.get(f"{TEXT}bullet-char", "") or "•") if tag.endswith("bullet") else "",
    )


def _indent(found: Element) -> int | None:
    """How far in a level of a list stands, in columns; None where it does not say."""
    said = found.find(f"{STYLE}list-level-properties/{STYLE}list-level-label-alignment")
    length = "" if said is None else said.get(f"{FO}margin-left", "")
    worth = _COLUMNS.get(length[-2:])
    number = _number(length[:-2])
    return None if worth is None or number is None else round(min(abs(number), _FARTHEST) * worth)


def _style(found: Element) -> Style:
    letters = found.find(f"{STYLE}text-properties")
    weight = None if letters is None else letters.get(f"{FO}font-weight")
    size = "" if letters is None else letters.get(f"{FO}font-size", "")
    hidden = None if letters is None else letters.get(f"{TEXT}display")
    outline = found.get(f"{STYLE}default-outline-level")
    name = found.get(f"{STYLE}display-name", found.get(f"{STYLE}name", "")).replace("_20_", " ")
    return Style(
        name=name,
        bold=None if weight is None else weight in _HEAVY,
        hidden=None if hidden is None else hidden == "none",
        size=_number(size.removesuffix("pt")) if size.endswith("pt") else None,
        scale=(_number(size.removesuffix("%")) or 100) / 100 if size.endswith("%") else 1,
        level=number_of(outline) if outline else 1 if name == "Title" else None,
        list=found.get(f"{STYLE}list-style-name") or None,
        is_entry=name.startswith(("Contents ", "Index ")) and not name.endswith("Heading"),
    )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
