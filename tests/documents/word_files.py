"""Word files that tests make part by part, so that what is read was not written by the library that reads it."""

import io
import zipfile
from html import escape
from pathlib import Path

from documents.blocks import Source
from documents.opening import open_file

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
STYLES = (
    f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Toc"><w:name w:val="toc 1"/></w:style></w:styles>'
)


def level(depth: int, form: str, text: str, more: str = "") -> str:
    """One level of a list."""
    said = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{said}</w:lvl>'


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """A part of lists with one list."""
    inside = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'
    return f'<w:numbering xmlns:w="{_W}">{inside}</w:numbering>'


def p(text: str = "", *, style: str = "", item: tuple[int, int] | None = None, run: str = "", inside: str = "") -> str:
    """A paragraph. item: number and level of its list. run: properties of its letters. inside: XML instead of text."""
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    if item:
        said += f'<w:numPr><w:ilvl w:val="{item[1]}"/><w:numId w:val="{item[0]}"/></w:numPr>'
    letters = f"<w:rPr>{run}</w:rPr>" if run else ""
    words = inside or f'<w:r>{letters}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"<w:p><w:pPr>{said}</w:pPr>{words}</w:p>"


def r(text: str) -> str:
    """A run."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def cell(*inside: str, more: str = "") -> str:
    """A cell of the paragraphs given, or of the words given. more: its properties."""
    filled = "".join(part if part.startswith("<") else p(part) for part in inside)
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{filled}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table of cells."""
    return f"<w:tbl>{''.join('<w:tr>' + ''.join(row) + '</w:tr>' for row in rows)}</w:tbl>"


def part(name: str, inside: str) -> str:
    """Another part, such as the footnotes."""
    return f"<w:{name} {_SPACES}>{inside}</w:{name}>"


def content(*body: str, styles: str = STYLES, types: str = TYPES, **parts: str) -> bytes:
    """The bytes of a file. parts: other parts, whose names are written with __ for / and _ for the last dot."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("[Content_Types].xml", types)
        container.writestr("word/document.xml", f"<w:document {_SPACES}><w:body>{''.join(body)}</w:body></w:document>")
        container.writestr("word/styles.xml", styles)
        for key, text in parts.items():
            container.writestr(key if "/" in key else ".".join(key.replace("__", "/").rsplit("_", 1)), text)
    return file.getvalue()


def source(folder: Path, *body: str, name: str = "paper.docx", **parts: str) -> Source:
    """What is read in a file."""
    (folder / name).write_bytes(content(*body, **parts))
    return open_file(folder / name, name)
