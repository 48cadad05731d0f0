"""The parts of an office file as trees: parsed with nothing resolved, fetched or expanded.

Whatever is parsed here has passed documents.container, which looks at size, names and definitions first.
"""

import zipfile
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from documents import container, gate

Element: TypeAlias = etree._Element
_STRICT = b"http://purl.oclc.org/ooxml/"
# The strict form of the format gives the same names in another space.
_SPACES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": (
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}


class Parts:
    """The parts of one file, each parsed when it is asked for."""

    def __init__(self, opened: zipfile.ZipFile, program: str) -> None:
        self._opened = opened
        self._program = program
        self.names = frozenset(opened.namelist())

    def tree(self, name: str) -> Element | None:
        """The root of a part; None where there is no such part. Raises gate.Refused for one that is not whole."""
        if name not in self.names:
            return None
        content = self._opened.read(name)
        if _STRICT in content:
            for strict, usual in _SPACES.items():
                content = content.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as broken:
            raise damaged(self._program) from broken
        if root.getroottree().docinfo.doctype:
            raise gate.Refused(f"The file holds definitions that no document needs: save it again in {self._program}.")
        return root

    def needed(self, name: str) -> Element:
        """The root of a part without which there is no document. Raises gate.Refused."""
        root = self.tree(name)
        if root is None:
            raise damaged(self._program)
        return root


def damaged(program: str) -> gate.Refused:
    """The refusal of a file that is not whole."""
    return gate.Refused(f"The file is damaged. Open it in {program}, save it again and send that.")


def opened(path: Path) -> zipfile.ZipFile:
    """The container of a file that has passed the gate. Raises gate.Refused."""
    try:
        return zipfile.ZipFile(path)
    except container.DAMAGED as broken:
        raise gate.Refused("The file is damaged. Save it again and send that.") from broken
