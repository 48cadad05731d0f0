"""A paper as a Word document with real styles, numbering, table heads and properties.

Written as the parts of the package themselves (ECMA-376): a policy needs few of them, and each is plain XML.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from documents.writers.parts import Grid, Heading, Item, Paper, Part, Words

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DEEPEST = 3
_WIDTH = 9638  # twentieths of a point: A4 less its margins
_FIRST = (1980, 1, 1, 0, 0, 0)  # so that the same paper is the same bytes


def render(paper: Paper, *, made_at: datetime.datetime) -> bytes:
    """The bytes of the document. made_at: when it is said to be made, with its time zone."""
    body, lists = _body(paper)
    moment = made_at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _PACKAGE,
        "docProps/core.xml": _core(paper, moment),
        "word/document.xml": body,
        "word/styles.xml": _STYLES,
        "word/numbering.xml": _numbering(lists),
        "word/settings.xml": _SETTINGS,
        "word/footer1.xml": _footer(paper),
        "word/_rels/document.xml.rels": _RELATIONS,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, _FIRST), _HEAD + content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _body(paper: Paper) -> tuple[str, int]:
    """The document, and how many numbered lists it has."""
    lists = 0
    written = [_paragraph("Title", paper.title)]
    if paper.subtitle:
        written.append(_paragraph("Subtitle", paper.subtitle))
    for part in paper.parts:
        if isinstance(part, Item) and part.number == 1:
            lists += 1
        written.extend(_part(part, lists))
    section = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" '
        'w:gutter="0"/></w:sectPr>'
    )
    whole = f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{"".join(written)}{section}</w:body></w:document>'
    return whole, lists


def _part(part: Part, lists: int) -> Iterator[str]:
    match part:
        case Heading(level, text):
            yield _paragraph(f"Heading{min(level, _DEEPEST)}", text)
        case Words(text, is_lead_in):
            yield _paragraph("LeadIn" if is_lead_in else "Normal", text)
        case Item(text, _, points):
            # A list that goes on below another paragraph keeps its numbers: they are one list to Word.
            yield _paragraph("ListNumber", text, number=max(lists, 1) + 1)
            yield from (_paragraph("ListBullet", point, number=1) for point in points)
        case Grid(caption, rows):
            if caption:
                yield _paragraph("Caption", caption)
            yield _table(rows)
            yield _paragraph("Normal", "")  # Word joins two tables that touch


def _paragraph(style: str, text: str, *, number: int = 0) -> str:
    listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{listed}</w:pPr>{_run(text)}</w:p>'


def _run(text: str) -> str:
    """The words of a paragraph, its line ends as breaks; what no XML holds is left out."""
    lines = _NOT_IN_XML.sub("", text).splitlines()
    shown = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines if line]
    return f"<w:r>{'<w:br/>'.join(shown)}</w:r>" if shown else ""


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ""
    each = _WIDTH // width
    grid = f'<w:gridCol w:w="{each}"/>' * width
    written = []
    for place, row in enumerate(rows):
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{each}" w:type="dxa"/></w:tcPr>'
            f"{_paragraph('TableHead' if place == 0 else 'TableText', cell)}</w:tc>"
            for cell in [*row, *[""] * (width - len(row))]
        )
        head = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if place == 0 else "<w:trPr><w:cantSplit/></w:trPr>"
        written.append(f"<w:tr>{head}{cells}</w:tr>")
    look = (
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        'w:noVBand="1"/>'
    )
    about = f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{_WIDTH}" w:type="dxa"/>{look}</w:tblPr>'
    return f"<w:tbl>{about}<w:tblGrid>{grid}</w:tblGrid>{''.join(written)}</w:tbl>"


def _numbering(lists: int) -> str:
    """The bullets, and one count for each numbered list, each from 1."""

    def abstract(key: int, form: str, text: str, style: str, left: int) -> str:
        return (
            f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
            f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>'
        )

    counts = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for key in range(2, max(lists, 1) + 2)
    )
    bullets = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    kinds = abstract(0, "bullet", "•", "ListBullet", 992) + abstract(1, "decimal", "%1.", "ListNumber", 567)
    return f'<w:numbering xmlns:w="{_W}">{kinds}{bullets}{counts}</w:numbering>'


def _core(paper: Paper, moment: str) -> str:
    title, author = (escape(_NOT_IN_XML.sub("", text)) for text in (paper.title, paper.author))
    stamps = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:language>en-GB</dc:language>{stamps}"
        "</cp:coreProperties>"
    )


def _footer(paper: Paper) -> str:
    """The number of the page and the title."""

    def field(name: str) -> str:
        return f"<w:fldSimple w:instr={quoteattr(name)}><w:r><w:t>1</w:t></w:r></w:fldSimple>"

    def words(text: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

    title = _NOT_IN_XML.sub("", paper.title)[:100]
    line = f"{words('Page ')}{field('PAGE')}{words(' of ')}{field('NUMPAGES')}{words(f' · {title}')}"
    return f'<w:ftr xmlns:w="{_W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{line}</w:p></w:ftr>'


def _style(
    key: str, name: str, looks: str = "", about: str = "", *, after: str = "Normal", is_first: bool = False
) -> str:
    based = "" if key == "Normal" else '<w:basedOn w:val="Normal"/>'
    first = ' w:default="1"' if is_first else ""
    return (
        f'<w:style w:type="paragraph"{first} w:styleId="{key}"><w:name w:val="{name}"/>{based}<w:next w:val="{after}"/>'
        f"<w:qFormat/><w:pPr>{about}</w:pPr><w:rPr>{looks}</w:rPr></w:style>"
    )


def _space(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


_BOLD, _KEEP = "<w:b/><w:bCs/>", "<w:keepNext/><w:keepLines/>"
_STYLES = (
    f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
    f'{_size(22)}<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    + _style("Normal", "Normal", is_first=True)
    + _style("Title", "Title", _BOLD + _size(44), _KEEP + _space(0, 120))
    + _style("Subtitle", "Subtitle", '<w:color w:val="34434E"/>' + _size(26), _space(0, 240))
    + _style("Heading1", "heading 1", _BOLD + _size(28), _KEEP + _space(360, 120) + '<w:outlineLvl w:val="0"/>')
    + _style("Heading2", "heading 2", _BOLD + _size(24), _KEEP + _space(240, 80) + '<w:outlineLvl w:val="1"/>')
    + _style("Heading3", "heading 3", _BOLD + _size(22), _KEEP + _space(200, 60) + '<w:outlineLvl w:val="2"/>')
    + _style("LeadIn", "Lead-in", "", "<w:keepNext/>")
    + _style(
        "ListNumber", "List Number", "", '<w:numPr><w:numId w:val="2"/></w:numPr>' + _space(0, 100), after="ListNumber"
    )
    + _style(
        "ListBullet", "List Bullet", "", '<w:numPr><w:numId w:val="1"/></w:numPr>' + _space(0, 80), after="ListBullet"
    )
    + _style("Caption", "caption", _BOLD, "<w:keepNext/>" + _space(120, 80))
    + _style("TableText", "Table text", _size(20), _space(40, 40), after="TableText")
    + _style("TableHead", "Table head", _BOLD + _size(20), "<w:keepNext/>" + _space(40, 40), after="TableText")
    + _style("Footer", "footer", '<w:color w:val="4D5A63"/>' + _size(17), _space(0, 0))
    + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    '</w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808B93"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr></w:style></w:styles>"
)
_SETTINGS = (
    f'<w:settings xmlns:w="{_W}"><w:defaultTabStop w:val="567"/><w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/></w:settings>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PACKAGE = (
    f'<Relationships xmlns="{_PACKAGE_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE_RELATIONS}/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_RELATIONS = f'<Relationships xmlns="{_PACKAGE_RELATIONS}">' + "".join(
    f'<Relationship Id="rId{number}" Type="{_OFFICE}/{name}" Target="{target}.xml"/>'
    for number, (name, target) in enumerate(
        (("styles", "styles"), ("numbering", "numbering"), ("settings", "settings"), ("footer", "footer1")), start=1
    )
)
_RELATIONS += "</Relationships>"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in (
            ("styles", "styles"),
            ("numbering", "numbering"),
            ("settings", "settings"),
            ("footer1", "footer"),
        )
    )
    + '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
