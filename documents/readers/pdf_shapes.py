"""The shapes on a page of a PDF, with their places: in points from the top left corner of the page as it is read."""

from dataclasses import dataclass, field

from .pdf_tags import Tag


@dataclass(slots=True)
class Glyph:
    """One letter. `base` is where its line of writing stands. `mark`: it is a small raised one.

    begins: it is the first of what was drawn in one go. order: how many letters were drawn before it. tag: what the
    tags of the file say of it.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    mark: bool = False
    begins: bool = False
    order: int = 0
    tag: Tag | None = None

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

    dots: small even shapes, as bullets are drawn.
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
    dots: list[Box] = field(default_factory=list)
    turned: list[tuple[str, Box, float]] = field(default_factory=list)
    slanted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    @property
    def is_picture(self) -> bool:
        """Whether pictures cover most of it."""
        return any(picture.area > self.width * self.height * 0.5 for picture in self.pictures)


class Turn:
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
