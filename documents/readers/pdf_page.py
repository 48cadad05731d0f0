"""What a page of a PDF shows: its letters, each once and in words that a person sees, and what is drawn beside them.

The page is turned so that most of its writing runs from left to right.
"""

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from .pdf_shapes import Box, Glyph, Page, Turn
from .pdf_strokes import draw
from .pdf_tags import Tag, tags_of

_SAME = 0.12  # of the size; a letter drawn again so near is the same, made bold or shadowed
_BRIGHT = 0.97
_UNSEEN = (3, 7)  # the modes in which letters are set and not painted
_FILLED_AND_STROKED = (2, 6)
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_BOLD_WEIGHT = 600
_SYMBOLS = ("wingdings", "webdings", "symbol", "dingbats")
_BULLET = "•"
_BEFORE = 2.5  # of the size; how far a bullet may be drawn before its line
_HYPHEN_AT_END = "\x02"
_SLANT = 4.0  # degrees by which a straight line may be off
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}


@dataclass(frozen=True, slots=True)
class _Set:
    """How a run of letters is set."""

    size: float
    angle: float
    bold: bool
    symbols: bool
    unseen: bool
    bright: bool
    marked: int = -1  # with which number, for the tags


@dataclass(slots=True)
class _Letter:
    text: str
    box: tuple[float, float, float, float]  # left, bottom, right, top, as the file counts
    origin: tuple[float, float]
    how: _Set
    begins: bool


def pages(content: bytes) -> Iterator[Page]:
    """The pages of a PDF that has passed its gate, one after the other. Raises pypdfium2.PdfiumError."""
    document = pypdfium2.PdfDocument(content)
    try:
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            try:
                yield _page(index + 1, page, text)
            finally:
                text.close()
                page.close()
    finally:
        document.close()


def _page(number: int, page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> Page:
    left, bottom, right, top = page.get_bbox()
    letters = list(_letters(text))
    angles = Counter(letter.how.angle for letter in letters if not letter.text.isspace())
    straight = [(count, angle) for angle, count in angles.items() if angle in (0, 90, 180, 270)]
    angle = max(straight)[1] if straight else (360 - page.get_rotation()) % 360
    turn = Turn(angle, Box(left, bottom, right, top))
    shown = Page(number, turn.width, turn.height)
    draw(page, turn, shown)
    _write(letters, turn, shown, tags_of(page.raw))
    shown.glyphs += [bullet for dot in shown.dots if (bullet := _bullet(dot, shown.glyphs)) is not None]
    return shown


def _bullet(dot: Box, glyphs: list[Glyph]) -> Glyph | None:
    """The bullet that was drawn before a line of writing; None where the shape stands elsewhere."""
    middle = (dot.y0 + dot.y1) / 2
    beside = [one for one in glyphs if not one.is_space and one.base - one.size * 0.8 < middle < one.base]
    after = [one for one in beside if 0 < one.x0 - dot.x1 < _BEFORE * one.size]
    if not after or any(0 <= dot.x0 - one.x1 < _BEFORE * one.size or one.x0 < dot.x1 < one.x1 for one in beside):
        return None
    first = min(after, key=lambda one: one.x0)
    return Glyph(_BULLET, dot.x0, dot.x1, first.base, first.size, bold=False)


# Letters


def _letters(text: pypdfium2.PdfTextPage) -> Iterator[_Letter]:
    handle = text.raw
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    at: int | None = None
    how = _Set(0, 0, bold=False, symbols=False, unseen=True, bright=False)
    last: _Letter | None = None
    for index in range(raw.FPDFText_CountChars(handle)):
        if raw.FPDFText_IsGenerated(handle, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(handle, index)
        thing = raw.FPDFText_GetTextObject(handle, index)
        address = ctypes.cast(thing, ctypes.c_void_p).value
        is_new = address != at
        if is_new:
            how, at = _how(thing), address
        said = _said(code, how)
        if not said or not raw.FPDFText_GetLooseCharBox(handle, index, box):
            continue
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        letter = _Letter(said, (box.left, box.bottom, box.right, box.top), (x.value, y.value), how, is_new)
        if last is not None and not is_new and letter.origin == last.origin:
            last.text += said  # one sign for several letters
            last.box = (
                min(last.box[0], box.left),
                min(last.box[1], box.bottom),
                *map(max, last.box[2:], letter.box[2:]),
            )
            continue
        if last is not None:
            yield last
        last = letter
    if last is not None:
        yield last


def _said(code: int, how: _Set) -> str:
    if code in _LIGATURES:
        return _LIGATURES[code]
    letter = "-" if chr(code) == _HYPHEN_AT_END else chr(code)
    if letter.isspace():
        return " "
    if unicodedata.category(letter) in ("Cc", "Cs", "Cn") or code in (0xFFFE, 0xFFFF):
        return ""
    is_private = 0xF000 <= code <= 0xF0FF
    if is_private or (how.symbols and code < 0x2000):
        return _BULLET
    return letter


def _how(thing: object) -> _Set:
    matrix, size = raw.FS_MATRIX(), ctypes.c_float()
    if not thing or not raw.FPDFPageObj_GetMatrix(thing, matrix) or not raw.FPDFTextObj_GetFontSize(thing, size):
        return _Set(0, 0, bold=False, symbols=False, unseen=True, bright=False)
    font = raw.FPDFTextObj_GetFont(thing)
    name, weight = _font(font) if font else ("", 0)
    mode = raw.FPDFTextObj_GetTextRenderMode(thing)
    angle = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
    near = round(angle / 90) * 90
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    painted = raw.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha)
    return _Set(
        size=abs(size.value) * math.hypot(matrix.c, matrix.d),
        angle=near % 360 if abs(angle - near) < _SLANT else round(angle, 1),
        bold=weight >= _BOLD_WEIGHT or any(part in name for part in _BOLD_NAMES) or mode in _FILLED_AND_STROKED,
        symbols=any(part in name for part in _SYMBOLS),
        unseen=mode in _UNSEEN or (bool(painted) and alpha.value == 0),
        bright=bool(painted) and min(red.value, green.value, blue.value) >= 255 * _BRIGHT,
        marked=raw.FPDFPageObj_GetMarkedContentID(thing),
    )


def _font(font: object) -> tuple[str, int]:
    """The name of a font in small letters, and its weight."""
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFFont_GetBaseFontName(font, name, length)
    return name.value.decode("utf-8", "replace").casefold(), raw.FPDFFont_GetWeight(font)


def _write(letters: list[_Letter], turn: Turn, page: Page, tags: Mapping[int, Tag]) -> None:
    """Put the letters on the page, each once."""
    seen: dict[tuple[str, int, int], Glyph] = {}
    others: list[_Letter] = []
    unseen: list[str] = []
    slanted: list[str] = []
    dark = [box for box, bright in page.fields if not bright] + page.pictures
    for letter in letters:
        box = turn.box(*letter.box)
        x, base = turn.point(*letter.origin)
        middle = (box.x0 + box.x1) / 2
        is_off = not (-1 <= middle <= page.width + 1 and -1 <= base <= page.height + letter.how.size)
        is_lost = letter.how.bright and not any(one.holds(middle, base - letter.how.size * 0.3) for one in dark)
        if is_off or is_lost or (letter.how.unseen and not page.is_picture):
            unseen.append(letter.text)
        elif letter.how.angle != turn.angle:
            (others if letter.how.angle in (0, 90, 180, 270) else _held(slanted, letter.text)).append(letter)
        else:
            size = letter.how.size or box.y1 - box.y0
            left = min(x, box.x0) if x > 0 else box.x0
            glyph = Glyph(letter.text, left, box.x1, base, size, letter.how.bold, begins=letter.begins)
            glyph.order, glyph.tag = len(page.glyphs), tags.get(letter.how.marked)
            if not _is_again(glyph, seen):
                page.glyphs.append(glyph)
    page.turned = _turned(others, turn)
    if said := "".join(slanted).strip():
        page.slanted.append(said)
    if said := "".join(unseen).strip():
        page.hidden.append(said)


def _held(slanted: list[str], text: str) -> list[_Letter]:
    slanted.append(text)
    return []


def _is_again(glyph: Glyph, seen: dict[tuple[str, int, int], Glyph]) -> bool:
    """Whether the same letter was drawn there before; it is bold then."""
    if glyph.is_space:
        return False
    step = 4.0
    column, row = round(glyph.x0 / step), round(glyph.base / step)
    for across in (column - 1, column, column + 1):
        for down in (row - 1, row, row + 1):
            first = seen.get((glyph.text, across, down))
            if first is not None and max(abs(first.x0 - glyph.x0), abs(first.base - glyph.base)) < _SAME * glyph.size:
                first.bold = True
                return True
    seen[(glyph.text, column, row)] = glyph
    return False


def _turned(letters: list[_Letter], turn: Turn) -> list[tuple[str, Box, float]]:
    """Writing that runs another way: a line of it after the other, each with its place on the page."""
    lines: list[tuple[str, Box, float]] = []
    held: list[_Letter] = []
    for letter in [*letters, None]:
        if held and (letter is None or not _goes_on(held[-1], letter)):
            boxes = [turn.box(*one.box) for one in held]
            box = Box(
                min(one.x0 for one in boxes),
                min(one.y0 for one in boxes),
                max(one.x1 for one in boxes),
                max(one.y1 for one in boxes),
            )
            text = " ".join("".join(one.text for one in held).split())
            if text:
                lines.append((text, box, held[0].how.size))
            held = []
        if letter is not None:
            held.append(letter)
    return lines


def _goes_on(last: _Letter, letter: _Letter) -> bool:
    if last.how.angle != letter.how.angle:
        return False
    ahead, aside = letter.origin[0] - last.origin[0], letter.origin[1] - last.origin[1]
    if last.how.angle in (90, 270):
        ahead, aside = aside, ahead
    size = max(last.how.size, 1)
    return abs(aside) < size * 0.3 and abs(ahead) < size * 3
