"""The files that reading is measured with: long papers of nobody's in every format, and files made to harm."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from pathlib import Path

from tests.documents import odt_files, word_files

PAGES, SECTIONS_A_PAGE, SHEET_ROWS = 20, 3, 5_000
_WORDS = ["leaders", "plan", "ahead", "so", "that", "the", "school", "is", "ready", "when", "somebody", "leaves", "and"]
_COLUMNS = ("Ref", "Recommendation", "Response", "Action", "Lead officer", "Target date", "Status")
ROWS_A_PAGE = 14


def _sentence(number: int) -> str:
    chosen = random.Random(number)  # noqa: S311 (the same words each time, no secret)
    return f"{' '.join(chosen.choice(_WORDS) for _ in range(14))}.".capitalize()


def _parts() -> Iterator[tuple[str, str, list[str]]]:
    """The parts of a long policy: a heading, a lead-in and clauses; three take about a page."""
    for number in range(PAGES * SECTIONS_A_PAGE):
        clauses = [_sentence(number * 10 + item) for item in range(8)]
        yield f"{number + 1}. What we do about matter {number + 1}", "The school will:", clauses


def plan_rows(many: int) -> Iterator[tuple[str, ...]]:
    """The rows of a plan that nobody has."""
    for number in range(1, many + 1):
        month = ("March", "May", "July", "October")[number % 4]
        owner = ("HR", "Governor Services", "School Improvement", "Finance / HR")[number % 4]
        yield (
            f"R{number}", f"That {_sentence(number)}", ("Agreed", "Not agreed", "Agreed in part")[number % 3],
            _sentence(number + 7), owner, f"By {month} {2026 + number % 3}", ("Green", "Amber", "Red")[number % 3],
        )  # fmt: skip


def text(*, marks: bool) -> bytes:
    """A policy of about twenty pages as plain text, or as Markdown with its marks."""
    lines = ["# Succession Planning Policy" if marks else "Succession Planning Policy", ""]
    for heading, lead_in, clauses in _parts():
        lines += [f"## {heading}" if marks else heading, "", lead_in, *(f"- {clause}" for clause in clauses), ""]
    return "\n".join(lines).encode()


def word() -> bytes:
    """The same as a Word file, headings by style, clauses in a list, and a table of a plan's width after each page."""
    body = [word_files.p("Succession Planning Policy", style="Title")]
    for number, (heading, lead_in, clauses) in enumerate(_parts()):
        body += [word_files.p(heading, style="H1"), word_files.p(lead_in)]
        body += [word_files.p(clause, item=(1, 0)) for clause in clauses]
        if number % SECTIONS_A_PAGE == 0:
            body.append(word_files.table(*([word_files.cell(cell) for cell in row] for row in plan_rows(4))))
    bullets = word_files.numbering(word_files.level(0, "bullet", "•"))
    return word_files.content(*body, **{"word/numbering.xml": bullets})


def opendocument() -> bytes:
    """The same as an OpenDocument file."""
    body = [odt_files.p("Succession Planning Policy", style="Title")]
    for number, (heading, lead_in, clauses) in enumerate(_parts()):
        body += [odt_files.h(heading), odt_files.p(lead_in), odt_files.items(*clauses)]
        if number % SECTIONS_A_PAGE == 0:
            body.append(odt_files.table(*(list(row) for row in plan_rows(4))))
    return odt_files.content(*body, styles=odt_files.BULLETS)


def table_pages() -> str:
    """A plan of twenty pages with a table on each, as the page of HTML that a PDF is made of."""
    rows = list(plan_rows(PAGES * ROWS_A_PAGE))
    pages = []
    for page in range(PAGES):
        body = "".join(
            f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
            for row in rows[page * ROWS_A_PAGE : (page + 1) * ROWS_A_PAGE]
        )
        head = "".join(f"<th>{name}</th>" for name in _COLUMNS)
        pages.append(f"<section><h2>Part {page + 1}</h2><table><tr>{head}</tr>{body}</table></section>")
    style = "section { break-before: page } td, th { border: 1px solid; font-size: 8pt; padding: 2pt }"
    paged = f"<style>@page {{ size: A4 landscape }} table {{ border-collapse: collapse }} {style}</style>"
    return f"<html><head>{paged}</head><body><h1>Action plan</h1>{''.join(pages)}</body></html>"


def comma_separated() -> bytes:
    """A plan of five thousand rows as CSV."""
    rows = (_COLUMNS, *plan_rows(SHEET_ROWS))
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()


def workbook(path: Path) -> None:
    """The same as a workbook."""
    import xlsxwriter  # noqa: PLC0415 (in a process of its own, whose memory is not measured)

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((_COLUMNS, *plan_rows(SHEET_ROWS))):
            sheet.write_row(number, 0, row)


# Files made to harm


def _with(content: bytes, name: str, inside: bytes) -> bytes:
    """The file with one part more, or another in the place of its own."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, inside)
    return file.getvalue()


def _plain() -> bytes:
    return word_files.content(word_files.p("We plan."))


def _workbook_part(inside: bytes) -> bytes:
    import openpyxl  # noqa: PLC0415 (as above)

    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    return _with(file.getvalue(), "xl/worksheets/sheet1.xml", inside)


def _two_million_paragraphs() -> bytes:
    """Packed just as tightly as is let through, so that the ratio says nothing."""
    noise = random.Random(1)  # noqa: S311 (bytes that do not pack, no secret)
    return word_files.content("".join("<w:p/>" * 25 + noise.choice("abcdefgh") for _ in range(80_100)))


def _entities() -> bytes:
    layers = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    start = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "lol">{layers}]>'
    body = "<w:document xmlns:w='w'><w:body><w:p>&j;</w:p></w:body></w:document>"
    return _with(_plain(), "word/document.xml", (start + body).encode())


def _claiming() -> bytes:
    sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row>'
    claim = f'<worksheet xmlns="{sheet}"><dimension ref="A1:XFD1048576"/><sheetData>{cells}</sheetData></worksheet>'
    return _workbook_part(claim.encode())


def _nested() -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("deeper.zip", b"\0" * 10_000_000)
    return _with(_plain(), "word/embeddings/inner.zip", inner.getvalue())


def _many_parts() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", odt_files.KIND)
        for number in range(50_000):
            archive.writestr(f"{number}", b"")
    return file.getvalue()


def _harmful_pdf(case: str) -> bytes:
    from tests.documents import harmful_pdfs  # noqa: PLC0415 (it makes them all, which a measured process must not hold)

    return harmful_pdfs.REFUSED[case][0]


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a zip bomb": ("bomb.docx", lambda: _with(_plain(), "word/media/image1.png", b"\0" * 400_000_000)),
    "two million paragraphs in a .docx": ("paragraphs.docx", _two_million_paragraphs),
    "entities that expand": ("entities.docx", _entities),
    "a sheet of a million rows by 16,384 columns": ("claim.xlsx", _claiming),
    "a sheet of spaces that pack to nothing": ("spaces.xlsx", lambda: _workbook_part(b" " * 230_000_000)),
    "archives in archives": ("nested.docx", _nested),
    "macros": ("macros.docx", lambda: _with(_plain(), "word/vbaProject.bin", b"x" * 10_000)),
    "a file with a password": ("locked.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 60_000),
    "fifty thousand parts": ("parts.odt", _many_parts),
    "sections in sections": (
        "deep.odt",
        lambda: odt_files.content("<text:section>" * 20_000 + "</text:section>" * 20_000),
    ),
}
_HARMFUL_PDFS = {
    "password": "a PDF with a password",
    "bomb": "a page that unpacks to a thousand times what it takes",
    "bombs": "forty streams that fill the memory together",
    "old bomb": "letters packed in the way of old",
    "broad": "drawings that each draw forty others",
    "deep drawing": "sixty drawings in each other",
    "letters": "letters that are drawings",
    "script inside": "a script in a packed stream",
    "attached": "a PDF with a file in it",
}
BOMBS |= {what: (f"{case}.pdf", partial(_harmful_pdf, case)) for case, what in _HARMFUL_PDFS.items()}

# What a line may be made of that has no end: each is said twenty thousand times.
ENDLESS = {
    "capitals": "A B C ",
    "tabs": "Lead\t ",
    "dashes": "Lead - ",
    "labels": "Lead: ",
    "commas": ",a",
    "quotation marks": '"a",',
    "pipes": "| a ",
    "brackets": "[a] ",
    "dates": "May 2027 ",
    "numbers": "1. ",
}


def endless(bit: str) -> bytes:
    """A plan whose last line has no end."""
    rows = "Action plan\n\nNo\tAction\tLead\n1\tAsk heads\tClerk\n2\tTell the board\tHR\n\n"
    return (rows + bit * 20_000 + "\n").encode()
