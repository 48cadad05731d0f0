"""The styles of a Word file: what each says of a paragraph or of letters, with what it takes from another."""

import re
from dataclasses import dataclass, replace

from .parts import Element
from .word_names import W, is_on, number_of, val

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_ENTRY = re.compile(r"toc \d|table of figures|index \d", re.IGNORECASE)
TWIPS_A_COLUMN = 120
_NO_HEADING = 9
_MOST_BASES = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, None where it leaves it to what it is based on. `size` is in half points."""

    id: str = ""
    name: str = ""
    bold: bool | None = None
    hidden: bool | None = None
    size: int | None = None
    outline: int | None = None
    number: str | None = None
    depth: int | None = None
    indent: int | None = None

    def over(self, base: "Style") -> "Style":
        """Both together, this one first."""
        own = {
            name: getattr(base, name) if getattr(self, name) is None else getattr(self, name)
            for name in ("bold", "hidden", "size", "outline", "number", "depth", "indent")
        }
        return replace(self, **own)

    @property
    def level(self) -> int:
        """The level of the heading that it makes, 0 for none: by its outline, or by its name."""
        if found := _HEADING.fullmatch(self.name):
            return int(found[1])
        if self.name.casefold() == "title":
            return 1
        return self.outline + 1 if self.outline is not None and self.outline < _NO_HEADING else 0

    @property
    def is_entry(self) -> bool:
        """Whether it is that of a line of a contents page."""
        return bool(_ENTRY.match(self.name))


def letters(properties: Element | None) -> Style:
    """What run properties say."""
    size = val(properties, "sz")
    return Style(
        bold=is_on(properties, "b"),
        hidden=is_on(properties, "vanish"),
        size=number_of(size) if size else None,
    )


def paragraph(properties: Element | None) -> Style:
    """What paragraph properties say: the outline, the list and the indent."""
    if properties is None:
        return Style()
    list_ = properties.find(f"{W}numPr")
    outline = val(properties, "outlineLvl")
    indent = properties.find(f"{W}ind")
    left = None if indent is None else indent.get(f"{W}left", indent.get(f"{W}start"))
    depth = val(list_, "ilvl")
    return Style(
        outline=number_of(outline, _NO_HEADING) if outline is not None else None,
        number=val(list_, "numId"),
        depth=number_of(depth) if depth is not None else None,
        indent=number_of(left) if left is not None else None,
    )


class Styles:
    """The styles of a file by their key."""

    def __init__(self, root: Element | None) -> None:
        self._found: dict[str, tuple[Style, str]] = {}
        self._whole: dict[str, Style] = {}
        self.default = Style()
        self._first = ""
        if root is None:
            return
        self.default = letters(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for found in root.findall(f"{W}style"):
            key = found.get(f"{W}styleId", "")
            said = letters(found.find(f"{W}rPr")).over(paragraph(found.find(f"{W}pPr")))
            self._found[key] = replace(said, id=key, name=val(found, "name") or ""), val(found, "basedOn") or ""
            if found.get(f"{W}type") == "paragraph" and found.get(f"{W}default") in ("1", "true"):
                self._first = key

    def of(self, key: str | None, *, is_paragraph: bool = False) -> Style:
        """The style of that key with all it is based on; without one, what every paragraph begins with."""
        key = self._first if is_paragraph and key not in self._found else key or ""
        if key not in self._whole:
            self._whole[key] = self._gathered(key)
        return self._whole[key]

    def _gathered(self, key: str) -> Style:
        found = Style()
        bases = 0
        while key in self._found and bases < _MOST_BASES:
            own, base = self._found[key]
            found = own if not bases else found.over(own)
            key, bases = base, bases + 1
        return found
