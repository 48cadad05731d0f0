"""OpenDocument files that tests make part by part, so that what is read was not written by what reads it."""

import io
import zipfile
from html import escape
from pathlib import Path

from documents.blocks import Source
from documents.opening import open_file

_O = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{key}="{_O}:{name}:1.0"'
    for key, name in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style")),
        *(("fo", "xsl-fo-compatible"), ("svg", "svg-compatible")),
    )
)
KIND = "application/vnd.oasis.opendocument.text"
STYLES = (
    '<style:style style:family="paragraph" style:name="Standard"/>'
    '<style:style style:family="paragraph" style:name="Title" style:parent-style-name="Standard"/>'
    '<style:style style:family="paragraph" style:name="Bold"><style:text-properties fo:font-weight="bold"/>'
    "</style:style>"
    '<style:style style:family="text" style:name="Hidden"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:family="paragraph" style:name="Contents_20_1"/>'
)


def p(text: str = "", *, style: str = "Standard", inside: str = "") -> str:
    """A paragraph. inside: XML instead of text."""
    return f'<text:p text:style-name="{style}">{inside or escape(text)}</text:p>'


def h(text: str, depth: int = 1) -> str:
    """A heading."""
    return f'<text:h text:outline-level="{depth}">{escape(text)}</text:h>'


def items(*inside: str, style: str = "L1", more: str = "") -> str:
    """A list; each item is the words given, or the XML given."""
    filled = (part if part.startswith("<") else p(part) for part in inside)
    said = "".join(f"<text:list-item>{part}</text:list-item>" for part in filled)
    return f'<text:list text:style-name="{style}" {more}>{said}</text:list>'


def list_style(*levels: tuple[str, str, str, int]) -> str:
    """A style of lists: of each level the form, what stands before and after the number, and how many levels show."""
    said = "".join(
        f'<text:list-level-style-number text:level="{depth}" style:num-format="{form}" style:num-prefix="{before}" '
        f'style:num-suffix="{after}" text:display-levels="{shown}"/>'
        for depth, (form, before, after, shown) in enumerate(levels, start=1)
    )
    return f'<text:list-style style:name="L1">{said}</text:list-style>'


BULLETS = (
    '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
    '<text:list-level-style-bullet text:level="2" text:bullet-char="o"/></text:list-style>'
)


def table(*rows: list[str]) -> str:
    """A table; a cell is the words given, or the XML given."""

    def cell(part: str) -> str:
        return part if part.startswith("<table:") else f"<table:table-cell>{p(part)}</table:table-cell>"

    said = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    return f"<table:table>{said}</table:table>"


def content(*body: str, styles: str = "", pages: str = "", kind: str = KIND, **parts: str) -> bytes:
    """The bytes of a file. styles: those of the text; pages: what stands in the part of styles beside them."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("mimetype", kind, zipfile.ZIP_STORED)
        container.writestr(
            "content.xml",
            f"<office:document-content {_SPACES}><office:automatic-styles>{STYLES}{styles}</office:automatic-styles>"
            f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document-content>",
        )
        container.writestr("styles.xml", f"<office:document-styles {_SPACES}>{pages}</office:document-styles>")
        for name, text in parts.items():
            container.writestr(name, text)
    return file.getvalue()


def source(folder: Path, *body: str, name: str = "paper.odt", styles: str = "", pages: str = "") -> Source:
    """What is read in a file."""
    (folder / name).write_bytes(content(*body, styles=styles, pages=pages))
    return open_file(folder / name, name)
