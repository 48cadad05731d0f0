"""What a page of a PDF shows, as it is shown: letters, ruled lines, fields of colour and pictures, each with its place.

The page is turned so that most of its writing runs from left to right; places count in points from its top left corner.
"""

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

_THIN = 3.0  # points; a field so narrow is a line
_SHORTEST = 3.0
_MOST_SEGMENTS = 400
_MOST_THINGS = 20_000
_DEEPEST = 12
_SAME = 0.12  # of the size; a letter drawn again so near is the same, made bold or shadowed
_BRIGHT = 0.97
_UNSEEN = (3, 7)  # the modes in which letters are set and not painted
_FILLED_AND_STROKED = (2, 6)
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_BOLD_WEIGHT = 600
_SYMBOLS = ("wingdings", "webdings", "symbol", "dingbats")
_BULLET = "•"
_HYPHEN_AT_END = "\x02"
_SLANT = 4.0  # degrees by which a straight line may be off
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}


@dataclass(slots=True)
class Glyph:
    """One letter. `base` is where its line of writing stands. `mark`: it is a small raised one."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    mark: bool = False

    @property
    def is_space(self) -> bool:
        """Whether nothing shows."""
        return self.text.isspace()


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its left, top, right and bottom edge."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float, slack: float = 0) -> bool:
        """Whether the point stands in it."""
        return self.x0 - slack <= x <= self.x1 + slack and self.y0 - slack <= y <= self.y1 + slack

    @property
    def area(self) -> float:
        """Its area, in square points."""
        return max(self.x1 - self.x0, 0) * max(self.y1 - self.y0, 0)


@dataclass(slots=True)
class Page:
    """One page. `rules` are lines drawn along it or down it, each a box with no breadth.

    turned: writing that runs another way, as in the head of a narrow column, with its place. slanted: writing laid
    across the page. hidden: letters that nobody sees.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    fields: list[tuple[Box, bool]] = field(default_factory=list)  # and whether it is bright
    pictures: list[Box] = field(default_factory=list)
    turned: list[tuple[str, Box, float]] = field(default_factory=list)
    slanted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    @property
    def is_picture(self) -> bool:
        """Whether pictures cover most of it."""
        return any(picture.area > self.width * self.height * 0.5 for picture in self.pictures)


@dataclass(frozen=True, slots=True)
class _Set:
    """How a run of letters is set."""

    size: float
    angle: float
    bold: bool
    symbols: bool
    unseen: bool
    bright: bool


@dataclass(slots=True)
class _Letter:
    text: str
    box: tuple[float, float, float, float]  # left, bottom, right, top, as the file counts
    origin: tuple[float, float]
    how: _Set


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
    turn = _Turn(angle, Box(left, bottom, right, top))
    shown = Page(number, turn.width, turn.height)
    _draw(page, turn, shown)
    _write(letters, turn, shown)
    return shown


class _Turn:
    """From the file's places, which count upwards, to those on the page as it is read."""

    def __init__(self, angle: float, box: Box) -> None:
        self._angle = angle
        self._box = box
        across = angle in (90, 270)
        self.width = box.y1 - box.y0 if across else box.x1 - box.x0
        self.height = box.x1 - box.x0 if across else box.y1 - box.y0

    @property
    def angle(self) -> float:
        """The direction of the writing."""
        return self._angle

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file, on the page."""
        box = self._box
        if self._angle == 90:
            return y - box.y0, x - box.x0
        if self._angle == 270:
            return box.y1 - y, box.x1 - x
        if self._angle == 180:
            return box.x1 - x, y - box.y0
        return x - box.x0, box.y1 - y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A rectangle of the file, on the page."""
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


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
        letter = _Letter(said, (box.left, box.bottom, box.right, box.top), (x.value, y.value), how)
        if last is not None and not is_new and letter.origin == last.origin and letter.box == last.box:
            last.text += said  # one sign for several letters
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
    )


def _font(font: object) -> tuple[str, int]:
    """The name of a font in small letters, and its weight."""
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFFont_GetBaseFontName(font, name, length)
    return name.value.decode("utf-8", "replace").casefold(), raw.FPDFFont_GetWeight(font)


def _write(letters: list[_Letter], turn: _Turn, page: Page) -> None:
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
            glyph = Glyph(letter.text, min(x, box.x0) if x > 0 else box.x0, box.x1, base, size, letter.how.bold)
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


def _turned(letters: list[_Letter], turn: _Turn) -> list[tuple[str, Box, float]]:
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


# Lines and fields


def _draw(page: pypdfium2.PdfPage, turn: _Turn, shown: Page) -> None:
    count = 0
    handle = page.raw
    todo = [
        (raw.FPDFPage_GetObject(handle, index), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)
        for index in range(min(raw.FPDFPage_CountObjects(handle), _MOST_THINGS))
    ]
    while todo and count < _MOST_THINGS:
        thing, around, depth = todo.pop()
        count += 1
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            matrix = _times(_matrix(thing), around)
            todo.extend(
                (raw.FPDFFormObj_GetObject(thing, index), matrix, depth + 1)
                for index in range(min(raw.FPDFFormObj_CountObjects(thing), _MOST_THINGS))
            )
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            _draw_path(thing, _times(_matrix(thing), around), turn, shown)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            corners = [_moved(_times(_matrix(thing), around), x, y) for x, y in ((0, 0), (1, 1), (0, 1), (1, 0))]
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            shown.pictures.append(turn.box(min(xs), min(ys), max(xs), max(ys)))


_Matrix = tuple[float, float, float, float, float, float]


def _matrix(thing: object) -> _Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, found):
        return (1, 0, 0, 1, 0, 0)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(one: _Matrix, two: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    k, m, n, p, q, r = two
    return (a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p, e * k + f * n + q, e * m + f * p + r)


def _moved(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _draw_path(thing: object, matrix: _Matrix, turn: _Turn, shown: Page) -> None:
    count = raw.FPDFPath_CountSegments(thing)
    if not 2 <= count <= _MOST_SEGMENTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(thing, fill, stroke)
    if not fill.value and not stroke.value:
        return
    for points in _outlines(thing, count, matrix, turn):
        if stroke.value:
            for one, two in pairwise(points):
                _rule(one, two, shown)
        if fill.value and len(points) >= 4:
            _fill(thing, points, shown)


def _outlines(thing: object, count: int, matrix: _Matrix, turn: _Turn) -> Iterator[list[tuple[float, float]]]:
    """The lines of a path, each as its corners on the page."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(thing, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(turn.point(*_moved(matrix, x.value, y.value)))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def _rule(one: tuple[float, float], two: tuple[float, float], shown: Page) -> None:
    (ax, ay), (bx, by) = one, two
    across, down = abs(ax - bx), abs(ay - by)
    if down < 1 and across >= _SHORTEST:
        shown.rules.append(Box(min(ax, bx), (ay + by) / 2, max(ax, bx), (ay + by) / 2))
    elif across < 1 and down >= _SHORTEST:
        shown.rules.append(Box((ax + bx) / 2, min(ay, by), (ax + bx) / 2, max(ay, by)))


def _fill(thing: object, points: list[tuple[float, float]], shown: Page) -> None:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = Box(min(xs), min(ys), max(xs), max(ys))
    straight = all(min(abs(a[0] - b[0]), abs(a[1] - b[1])) < 1 for a, b in pairwise(points))
    if not straight:
        return
    middle_x, middle_y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    if box.y1 - box.y0 <= _THIN and box.x1 - box.x0 >= _SHORTEST and box.x1 - box.x0 > box.y1 - box.y0:
        shown.rules.append(replace(box, y0=middle_y, y1=middle_y))
    elif box.x1 - box.x0 <= _THIN and box.y1 - box.y0 >= _SHORTEST:
        shown.rules.append(replace(box, x0=middle_x, x1=middle_x))
    elif box.area > _THIN * _THIN:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        painted = raw.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha)
        bright = not painted or alpha.value == 0 or min(red.value, green.value, blue.value) >= 255 * _BRIGHT
        shown.fields.append((box, bright))
