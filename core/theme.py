"""A council's colour as the colours of a page: readable whatever colour the council chose. Pure."""

import re
from dataclasses import dataclass

READABLE = 7.0
"""The contrast with white that a brand colour must reach: WCAG asks 4.5 of text at level AA, 7 at AAA."""

_HEX = re.compile(r"#?([0-9a-fA-F]{6})")

_Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Theme:
    """The three colours a page takes from its council, as #rrggbb."""

    brand: str
    shade: str
    tint: str


def theme(colour: str) -> Theme:
    """The theme of a council's colour: itself, darkened until white text on it is easily read; a shade; a tint.

    `colour` is #rrggbb or rrggbb; anything else raises ValueError.
    """
    brand = _parse(colour)
    while _contrast_with_white(brand) < READABLE:
        brand = _mix(brand, (0, 0, 0), 0.04)
    return Theme(_format(brand), _format(_mix(brand, (0, 0, 0), 0.4)), _format(_mix(brand, (255, 255, 255), 0.9)))


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(_parse(one)), _luminance(_parse(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _parse(colour: str) -> _Rgb:
    if not (match := _HEX.fullmatch(colour)):
        raise ValueError(f"Write a colour as # and six digits, like #17495a, not {colour!r}.")
    digits = match[1]
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _format(colour: _Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _mix(colour: _Rgb, towards: _Rgb, share: float) -> _Rgb:
    red, green, blue = (int(a + (b - a) * share) for a, b in zip(colour, towards, strict=True))
    return red, green, blue


def _contrast_with_white(colour: _Rgb) -> float:
    return 1.05 / (_luminance(colour) + 0.05)


def _luminance(colour: _Rgb) -> float:
    """Relative luminance, 0 to 1, as WCAG 2 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
