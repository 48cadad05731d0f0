"""How much a page of a PDF draws, with all that is drawn by way of something else.

What a page draws may be a drawing that draws others, and so on: a few thousand bytes can ask for billions of strokes.
The programs that draw have no bound of their own, so it is counted here before one is asked.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

import pikepdf

from documents import pdf_streams

MOST_OF_A_PAGE: Final = 4 * 1024 * 1024
MOST_OF_ALL: Final = 48 * 1024 * 1024
"""Bytes of what is drawn, counted as often as it is drawn. A page of close print has some 50,000."""
_DEEPEST: Final = 12
_LEAST: Final = 32  # what drawing a thing costs, though nothing be in it
_DONE: Final = re.compile(rb"(?:/([^\s()<>\[\]{}/%]+)\s+)?(?<![A-Za-z0-9])Do(?![A-Za-z0-9])")


class TooMuch(Exception):
    """More is drawn than is let in, or something draws itself."""


def check(pdf: pikepdf.Pdf) -> None:
    """Count what all pages draw. Raises TooMuch, and pikepdf.PdfError for what is broken."""
    drawn = _Drawn()
    total = 0
    for page in pdf.pages:
        content = page.obj.get("/Contents")
        parts = list(content) if isinstance(content, pikepdf.Array) else [content]
        if not all(part is None or isinstance(part, pikepdf.Stream) for part in parts):
            raise pikepdf.PdfError("the content of a page is no stream")
        # The parts of a page are one text: a word may be begun in one and ended in the next.
        text = b"\n".join(part.read_bytes() for part in parts if part is not None)
        of_page = drawn.cost(text, page.resources, depth=0)
        total += of_page
        if of_page > MOST_OF_A_PAGE or total > MOST_OF_ALL:
            raise TooMuch


class _Drawn:
    """What each drawing costs, once it is known."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], int] = {}
        self._open: set[tuple[int, int]] = set()

    def cost(self, text: bytes, resources: pikepdf.Object | None, *, depth: int) -> int:
        """The bytes that are drawn by `text`."""
        if depth > _DEEPEST or len(text) > MOST_OF_A_PAGE:
            raise TooMuch
        total = _LEAST + len(text)
        if not isinstance(resources, pikepdf.Dictionary):
            return total
        named: Counter[bytes | None] = Counter(found[1] for found in _DONE.finditer(text))
        costs: dict[bytes, int] = {}
        asked = {pdf_streams.plain_names(said) for said in named if said is not None}
        for name, thing in _entries(resources, "/XObject") if named else ():
            said = pdf_streams.plain_names(name.encode())
            if not isinstance(thing, pikepdf.Stream) or thing.get("/Subtype") == pikepdf.Name.Image:
                continue
            if said in asked or None in named:
                costs[said] = self._of(thing, resources, depth)
        most = max(costs.values(), default=0)
        for called, count in named.items():
            # Where it is not plain what is drawn, it is the largest.
            total += count * (most if called is None else costs.get(pdf_streams.plain_names(called), 0))
        return total + sum(self._of(thing, resources, depth) for thing in _others(resources))

    def _of(self, thing: pikepdf.Object, around: pikepdf.Object, depth: int) -> int:
        key = thing.objgen
        if key in self._open:
            raise TooMuch
        if key not in self._known:
            self._open.add(key)
            own = thing.get("/Resources", around)
            self._known[key] = self.cost(thing.read_bytes(), own, depth=depth + 1)
            self._open.discard(key)
        if self._known[key] > MOST_OF_A_PAGE:
            raise TooMuch
        return self._known[key]


def _entries(resources: pikepdf.Object, kind: str) -> Iterator[tuple[str, pikepdf.Object]]:
    found = resources.get(kind)
    if isinstance(found, pikepdf.Dictionary):
        for name in found.keys():  # noqa: SIM118 (no dictionary of Python's)
            yield name.removeprefix("/"), found[name]


def _others(resources: pikepdf.Object) -> Iterator[pikepdf.Stream]:
    """What else draws: letters that are drawings themselves, patterns, and masks."""
    for _, font in _entries(resources, "/Font"):
        if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == pikepdf.Name.Type3:
            letters = font.get("/CharProcs")
            for _, letter in _entries(font, "/CharProcs") if isinstance(letters, pikepdf.Dictionary) else ():
                if isinstance(letter, pikepdf.Stream):
                    yield letter
    for _, pattern in _entries(resources, "/Pattern"):
        if isinstance(pattern, pikepdf.Stream):
            yield pattern
    for _, state in _entries(resources, "/ExtGState"):
        mask = state.get("/SMask") if isinstance(state, pikepdf.Dictionary) else None
        group = mask.get("/G") if isinstance(mask, pikepdf.Dictionary) else None
        if isinstance(group, pikepdf.Stream):
            yield group
