"""What is drawn on a page of a PDF beside its letters: ruled lines, fields of colour and pictures."""

import ctypes
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

from .pdf_shapes import Box, Page, Turn

_THIN = 3.0  # points; a field so narrow is a line
_SHORTEST = 3.0
_HAIR = 0.05
_LEAST_DOT = 1.5
_LARGEST_DOT = 8.0
_MOST_DOTS = 200
_MOST_SEGMENTS = 400
_MOST_THINGS = 20_000
_DEEPEST = 12
_BRIGHT = 0.97


def draw(page: pypdfium2.PdfPage, turn: Turn, shown: Page) -> None:
    """Put the lines, fields and pictures of a page on it, also those within drawings."""
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


def _draw_path(thing: object, matrix: _Matrix, turn: Turn, shown: Page) -> None:
    count = raw.FPDFPath_CountSegments(thing)
    if not 2 <= count <= _MOST_SEGMENTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(thing, fill, stroke)
    if not fill.value and not stroke.value:
        return
    outlines = list(_outlines(thing, count, matrix, turn))
    if _is_dot(outlines, shown):
        return
    if stroke.value:
        for points in outlines:
            for one, two in pairwise(points):
                _rule(one, two, shown)
    if fill.value:
        boxes = [box for points in outlines if (box := _box_of(points)) is not None]
        if len(boxes) == len(outlines) == 2 and _frame(boxes[0], boxes[1], shown):
            return
        for box in boxes:
            _fill(thing, box, shown)


def _is_dot(outlines: list[list[tuple[float, float]]], shown: Page) -> bool:
    """Take a shape that is so small and even that it may be a bullet."""
    if len(outlines) != 1 or len(outlines[0]) <= 4:
        return False
    xs, ys = [x for x, _ in outlines[0]], [y for _, y in outlines[0]]
    box = Box(min(xs), min(ys), max(xs), max(ys))
    width, height = box.x1 - box.x0, box.y1 - box.y0
    is_even = min(width, height) >= _LEAST_DOT and abs(width - height) <= _HAIR + 0.2 * width
    if not is_even or max(width, height) > _LARGEST_DOT or len(shown.dots) >= _MOST_DOTS:
        return False
    shown.dots.append(box)
    return True


def _box_of(points: list[tuple[float, float]]) -> Box | None:
    """The rectangle that has these corners."""
    if len(points) < 4 or not all(min(abs(a[0] - b[0]), abs(a[1] - b[1])) < 1 for a, b in pairwise(points)):
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _frame(one: Box, two: Box, shown: Page) -> bool:
    """Take a box that was cut out of another for what is left of it: the lines of a border, where these are thin."""
    inner, outer = sorted((one, two), key=lambda box: box.area)
    sides = (inner.x0 - outer.x0, inner.y0 - outer.y0, outer.x1 - inner.x1, outer.y1 - inner.y1)
    if inner.area <= _THIN * _THIN or not all(-0.1 <= side <= _THIN for side in sides):
        return False
    left, top, right, bottom = (side > _HAIR for side in sides)
    shown.rules += [Box(x, outer.y0, x, outer.y1) for x, is_drawn in ((outer.x0, left), (outer.x1, right)) if is_drawn]
    shown.rules += [Box(outer.x0, y, outer.x1, y) for y, is_drawn in ((outer.y0, top), (outer.y1, bottom)) if is_drawn]
    return True


def _outlines(thing: object, count: int, matrix: _Matrix, turn: Turn) -> Iterator[list[tuple[float, float]]]:
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


def _fill(thing: object, box: Box, shown: Page) -> None:
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
