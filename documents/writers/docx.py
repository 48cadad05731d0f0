"""A paper as a Word document with real styles, numbering, table heads, links and properties."""

import datetime
import io
import re
from collections.abc import Iterable
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from documents.writers.parts import Grid, Heading, Item, Paper, Part, Text, Words, plain

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT, _INK, _QUIET = "Arial", RGBColor(0x16, 0x22, 0x2B), RGBColor(0x4D, 0x5A, 0x63)
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DEEPEST = 3
_LEAD_IN, _INDENT = "Lead-in", "520"  # twentieths of a point: room for a number of two digits
# Points of each style that we change, and whether it is bold.
_LOOKS = {
    "Normal": (11, False),
    "Title": (22, True),
    "Subtitle": (13, False),
    "Heading 1": (14, True),
    "Heading 2": (12, True),
    "Heading 3": (11, True),
    "Caption": (11, True),
}


def render(paper: Paper, *, made_at: datetime.datetime) -> bytes:
    """The bytes of the document. made_at: when it is said to be made, with its time zone."""
    document = docx.Document()
    _set_looks(document.styles)
    _set_page(document, is_wide=paper.is_wide)
    _set_properties(document, paper, made_at)
    _write_foot(document, plain(paper.title))
    _write(document.add_paragraph(style="Title"), paper.title)
    if plain(paper.subtitle):
        _write(document.add_paragraph(style="Subtitle"), paper.subtitle)
    _write_parts(document, paper.parts)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


# How it looks ---------------------------------------------------------------------------------------------------------
def _set_looks(styles: Any) -> None:
    for name, (points, is_bold) in _LOOKS.items():
        font = styles[name].font
        # A font of the theme goes before one that is named.
        fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        font.name, font.size, font.bold, font.italic, font.color.rgb = _FONT, Pt(points), is_bold, False, _INK
    for line in styles["Title"].element.xpath("w:pPr/w:pBdr"):
        line.getparent().remove(line)
    for name in ("List Number", "List Bullet 2"):
        styles[name].paragraph_format.space_after = Pt(5)
        for close in styles[name].element.xpath("w:pPr/w:contextualSpacing"):
            close.getparent().remove(close)
    for level in range(1, _DEEPEST + 1):
        styles[f"Heading {level}"].paragraph_format.space_after = Pt(4)
    lead_in = styles.add_style(_LEAD_IN, WD_STYLE_TYPE.PARAGRAPH)
    lead_in.base_style = styles["Normal"]
    lead_in.paragraph_format.keep_with_next = True
    styles["Caption"].paragraph_format.keep_with_next = True
    for language in styles.element.xpath("w:docDefaults//w:lang"):
        language.set(qn("w:val"), "en-GB")


def _set_page(document: Any, *, is_wide: bool) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Pt(842), Pt(595)) if is_wide else (Pt(595), Pt(842))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(57)


def _set_properties(document: Any, paper: Paper, made_at: datetime.datetime) -> None:
    about, moment = document.core_properties, made_at.astimezone(datetime.UTC)
    # The format holds 255 letters of each.
    about.title, about.author = _known(plain(paper.title))[:255], _known(paper.author)[:255]
    about.language, about.created, about.modified = "en-GB", moment, moment
    about.last_modified_by, about.comments = "", ""


def _write_foot(document: Any, title: str) -> None:
    """The number of the page and the title."""
    foot = document.sections[0].footer.paragraphs[0]
    foot.add_run("Page ")
    _add_field(foot, "PAGE")
    foot.add_run(" of ")
    _add_field(foot, "NUMPAGES")
    foot.add_run(f" · {_known(title)[:100]}")
    font = document.styles["Footer"].font
    font.name, font.size, font.color.rgb = _FONT, Pt(8.5), _QUIET


def _add_field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)
    field.append(paragraph.add_run("1")._r)


# What it says ---------------------------------------------------------------------------------------------------------
def _write_parts(document: Any, parts: Iterable[Part]) -> None:
    counted = None
    for part in parts:
        match part:
            case Heading(level, text):
                _write(document.add_paragraph(style=f"Heading {min(level, _DEEPEST)}"), text)
            case Words(text, is_lead_in):
                _write(document.add_paragraph(style=_LEAD_IN if is_lead_in else "Normal"), text)
            case Item(text, number, points):
                # A list that goes on below another paragraph keeps its numbers: they are one list to Word.
                counted = _new_list(document) if counted is None or number == 1 else counted
                item = document.add_paragraph(style="List Number")
                numbering = item._p.get_or_add_pPr().get_or_add_numPr()
                numbering.get_or_add_ilvl().val, numbering.get_or_add_numId().val = 0, counted
                _write(item, text)
                for point in points:
                    _write(document.add_paragraph(style="List Bullet 2"), point)
            case Grid(caption, rows):
                _write_table(document, caption, rows)


def _new_list(document: Any) -> int:
    """A count that begins at one, for the style of numbered lists."""
    numbering = document.part.numbering_part.element
    count = numbering.add_num(_form_of_lists(document))
    count.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(count.numId)


def _form_of_lists(document: Any) -> int:
    """The key of the form that numbered lists have, with room for their numbers."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    form = next(one for one in numbering.num_lst if one.numId == style).abstractNumId.val
    level = f"w:abstractNum[@w:abstractNumId='{form}']/w:lvl[@w:ilvl='0']/w:pPr"
    for stop in numbering.xpath(f"{level}/w:tabs/w:tab"):
        stop.set(qn("w:pos"), _INDENT)
    for indent in numbering.xpath(f"{level}/w:ind"):
        indent.set(qn("w:left"), _INDENT)
        indent.set(qn("w:hanging"), _INDENT)
    return int(form)


def _write_table(document: Any, caption: Text, rows: tuple[tuple[Text, ...], ...]) -> None:
    if plain(caption):
        _write(document.add_paragraph(style="Caption"), caption)
    width = max((len(row) for row in rows), default=0)
    if not width:
        return
    table = document.add_table(rows=0, cols=width, style="Table Grid")
    for place, row in enumerate(rows):
        added = table.add_row()
        about = added._tr.get_or_add_trPr()
        about.append(OxmlElement("w:cantSplit"))
        if place == 0:
            about.append(OxmlElement("w:tblHeader"))
        for cell, text in zip(added.cells, row, strict=False):
            _write(cell.paragraphs[0], text, is_bold=place == 0)
    document.add_paragraph()  # Word joins two tables that touch


def _write(paragraph: Paragraph, text: Text, *, is_bold: bool = False) -> None:
    """The runs of a text, its line ends as breaks."""
    for run in text:
        added = paragraph.add_run(_known(run.text))
        added.bold = True if run.bold or is_bold else None
        if run.href:
            link = OxmlElement("w:hyperlink")
            kept = paragraph.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link.set(qn("r:id"), kept)
            added.underline = True
            paragraph._p.append(link)
            link.append(added._r)


def _known(text: str) -> str:
    """The text without what no XML holds."""
    return _NOT_IN_XML.sub("", text)
