"""Makes the Word files of tests/documents/rendered that are printed as PDFs: our examples as people lay them out.

    scripts/print_samples.py FOLDER OTHERS

The policy has styles, a running header, page numbers and a table; the plan is a table on landscape pages, whose names
stand again on each. To the folder of others go the same plan without lines, with lines here and there, in stripes, and
as a page of a website.
"""

import sys
from html import escape
from pathlib import Path

from docx import Document
from docx.document import Document as Written
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from actionplan.reading.files import reading_of as read_plan  # noqa: E402
from policies.reading.files import reading_of as read_policy  # noqa: E402

POLICY = ROOT / "policies" / "examples" / "policy-as-schools-have-them.txt"
PLAN = ROOT / "actionplan" / "examples" / "action-plan-as-councils-have-them.txt"
STAND_INS = (
    ("Post", "Who would stand in", "Since"),
    ("Head", "The deputy, with the help of the head of the next school along the road", "2015"),
    ("Office manager", "Nobody yet: a trainee begins in the summer and needs a year", "2016"),
)
WIDTHS = (1.4, 6, 6, 2.2, 5, 4.5)
OTHERS = {
    "plan-without-lines": "Normal Table",
    "plan-with-some-lines": "Light List Accent 1",
    "plan-in-stripes": "Medium Shading 1 Accent 1",
}
LOOK = (
    "td, th { padding: 4px; vertical-align: top; text-align: left } tr:nth-child(even) { background: #eee } "
    "thead { background: #024; color: #fff } @page { size: A4 landscape; margin: 15mm }"
)


def number_pages(paragraph: Paragraph) -> None:
    """Write the number of the page."""
    for kind in ("begin", "PAGE", "end"):
        element = OxmlElement("w:instrText" if kind == "PAGE" else "w:fldChar")
        if kind == "PAGE":
            element.text = kind
        else:
            element.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(element)


def policy() -> Written:
    """The example of a policy, with styles."""
    reading = read_policy(POLICY, POLICY.name)
    paper = Document()
    paper.styles["Normal"].font.name, paper.styles["Normal"].font.size = "Carlito", Pt(11)
    paper.sections[0].header.paragraphs[0].text = "Netherby Schools Partnership\t\tSuccession"
    foot = paper.sections[0].footer.paragraphs[0]
    foot.add_run("Page ")
    number_pages(foot)
    paper.add_paragraph(reading.title or "", style="Title")
    paper.add_paragraph(reading.subtitle or "", style="Subtitle")
    for section in reading.sections:
        paper.add_heading(section.heading or "", 1)
        for part in section.body:
            paper.add_paragraph(part.text, style="List Bullet" if part.type == "clause" else None)
    paper.add_heading("Who does what", 1)
    table = paper.add_table(rows=0, cols=3, style="Table Grid")
    for row in STAND_INS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    return paper


def page_of(paper: Written) -> str:
    """The plan as a page of a website."""
    title, subtitle = (paragraph.text for paragraph in paper.paragraphs)
    names, *rows = (
        "".join(f"<td>{escape(cell.text).replace(chr(10), '<br>')}</td>" for cell in row.cells)
        for row in paper.tables[0].rows
    )
    table = f"<thead><tr>{names.replace('td>', 'th>')}</tr></thead>" + "".join(f"<tr>{row}</tr>" for row in rows)
    head = f'<meta charset="utf-8"><style>{LOOK}</style>'
    return f"<html lang=en>{head}<h1>{escape(title)}</h1><p>{escape(subtitle)}</p><table>{table}</table></html>"


def plan(style: str = "Table Grid") -> Written:
    """The example of an action plan, as a table of that style."""
    reading = read_plan(PLAN, PLAN.name)
    paper = Document()
    page = paper.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    paper.styles["Normal"].font.name, paper.styles["Normal"].font.size = "Liberation Sans", Pt(10)
    page.header.paragraphs[0].text = "Netherby Council, Education Panel"
    number_pages(page.footer.paragraphs[0])
    for words in (reading.title or "", reading.subtitle or ""):
        run = paper.add_paragraph().add_run(words)
        run.bold, run.font.size = True, Pt(14)
    table = paper.add_table(rows=1, cols=len(WIDTHS), style=style)
    table.autofit = False
    for cell, words in zip(table.rows[0].cells, ("No.", *reading.columns), strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in reading.recommendations:
        actions = row.response or " ".join(action.text for action in row.actions)
        milestones = "\n".join(milestone.text for milestone in row.milestones)
        measures = "\n".join(measure.text for measure in row.outcome_measures)
        owners = row.owners.words if row.owners else ""
        said = (row.label or "", row.text or "", actions, owners, milestones, measures)
        for cell, words in zip(table.add_row().cells, said, strict=True):
            cell.text, *others = words.split("\n")
            for line in others:
                cell.add_paragraph(line)
    for made in table.rows:
        for cell, width in zip(made.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
    return paper


if __name__ == "__main__":
    folder, others = map(Path, sys.argv[1:])
    policy().save(str(folder / "policy-printed.docx"))
    plan().save(str(folder / "plan-printed.docx"))
    for name, style in OTHERS.items():
        plan(style).save(str(others / f"{name}.docx"))
    (others / "plan-from-a-browser.html").write_text(page_of(plan()), encoding="utf-8")
