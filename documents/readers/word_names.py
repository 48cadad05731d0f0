"""The names that a Word file's XML uses, and how its simple values are read."""

from .parts import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_MOST_DIGITS = 6


def val(of: Element | None, name: str) -> str | None:
    """The value of a child such as <w:sz w:val="24"/>; None where there is no such child, "" where it has no value."""
    child = None if of is None else of.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val", "")


def is_on(of: Element | None, name: str) -> bool | None:
    """Whether a property such as <w:b/> is set or unset; None where nothing is said."""
    value = val(of, name)
    return None if value is None else value not in ("0", "false", "off", "none")


def number_of(text: str | None, otherwise: int = 0) -> int:
    """A whole number as written; `otherwise` where none is, or one that nothing needs."""
    digits = (text or "").strip()
    return int(digits) if digits.lstrip("-").isdecimal() and len(digits) <= _MOST_DIGITS else otherwise
