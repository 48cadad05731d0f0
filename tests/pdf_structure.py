"""Walks the structure tree of a PDF as a screen reader does, and says what it would stumble over."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pikepdf
import pypdfium2

HEADINGS = [f"/H{level}" for level in range(1, 7)]


@dataclass
class Structure:
    """What the tags of a PDF say."""

    language: str = ""
    title: str = ""
    is_marked: bool = False
    part: str = ""
    tags: list[str] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    cells_without_headers: int = 0
    figures_without_description: int = 0
    pages: int = 0
    text: str = ""

    @property
    def headings(self) -> list[int]:
        """The levels of the headings, in order."""
        return [int(tag[-1]) for tag in self.tags if tag in HEADINGS]

    def problems(self) -> list[str]:
        """What breaks PDF/UA, each in words; none for a paper that is as it should be."""
        levels = self.headings
        skipped = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        found = {
            "the document has no language": not self.language,
            "the document has no title": not self.title,
            "the document is not marked as tagged": not self.is_marked,
            "the metadata do not claim PDF/UA-1": self.part != "1",
            f"there are {levels.count(1)} headings of level 1": levels.count(1) != 1,
            f"heading levels are skipped: {skipped}": bool(skipped),
            f"{self.cells_without_headers} cells name no header cell": self.cells_without_headers > 0,
            f"{self.figures_without_description} figures have no description": self.figures_without_description > 0,
            "there are no bookmarks": not self.bookmarks,
        }
        return [problem for problem, is_so in found.items() if is_so]


def structure_of(content: bytes) -> Structure:
    """Read the tags of a PDF."""
    found = Structure()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        root = pdf.Root
        found.language = str(root.get("/Lang", ""))
        found.is_marked = bool(root.get("/MarkInfo", {}).get("/Marked", False))
        with pdf.open_metadata() as metadata:
            found.title = str(metadata.get("dc:title", ""))
            found.part = str(metadata.get("pdfuaid:part", ""))
        found.pages = len(pdf.pages)
        with pdf.open_outline() as outline:
            found.bookmarks = [item.title for item in outline.root]
        for node in _walk(root["/StructTreeRoot"]):
            tag = str(node.get("/S", ""))
            found.tags.append(tag)
            found.cells_without_headers += tag == "/TD" and not len(node.get("/A", {}).get("/Headers", []))
            found.figures_without_description += tag == "/Figure" and not str(node.get("/Alt", ""))
    document = pypdfium2.PdfDocument(content)
    found.text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return found


def _walk(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    kids = node.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _walk(kid)
