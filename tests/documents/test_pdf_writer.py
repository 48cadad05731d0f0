import time
from pathlib import Path

import pypdfium2
import pytest

from documents.writers import pdf
from tests.pdf_structure import structure_of

FONTS = Path(__file__).resolve().parents[2] / "static" / "dist" / "fonts"

_MARGIN = 20 * 72 / 25.4 - 1
"""The margin at the right of a page in points, less a hair's breadth."""


def page(body: str, *, lang: str = ' lang="en-GB"', head: str = "") -> str:
    head = f"<head><title>A paper</title>{head}</head>"
    return f"<!DOCTYPE html><html{lang}>{head}<body><h1>A paper</h1>{body}</body></html>"


TABLE = """<table><caption>Control</caption><thead><tr><th scope="col">What</th><th scope="col">When</th></tr></thead>
<tbody><tr><th scope="row">Adopted</th><td>14 October 2026</td></tr></tbody></table>"""


def test_a_paper_keeps_what_pdf_ua_promises() -> None:
    found = structure_of(pdf.render(page(f"<h2>Aims</h2><ul><li>One</li></ul>{TABLE}"), fonts=FONTS))
    assert found.problems() == []
    assert found.headings == [1, 2]
    assert found.title == "A paper"
    assert {"/L", "/LI", "/Table", "/TH", "/TD"} <= set(found.tags)


def test_a_page_that_is_xml_as_well_makes_the_same_paper() -> None:
    body = f"<h2>Aims &amp; <em>ends</em></h2><ul><li>One</li></ul><p>A<br />b</p>{TABLE}"
    well, loose = page(body), page(body.replace("<br />", "<br>"))
    assert "WellFormed" in type(pdf._parsed(well, pdf._BundledOnly(FONTS))).__name__
    assert "WellFormed" not in type(pdf._parsed(loose, pdf._BundledOnly(FONTS))).__name__
    one, other = (structure_of(pdf.render(html, fonts=FONTS)) for html in (well, loose))
    assert one == other


@pytest.mark.parametrize("ended", ["", " /"])
def test_neither_parser_lets_a_page_fetch(ended: str) -> None:
    with pytest.raises(pdf.OutsideFetch):
        pdf.render(page(f'<img alt="x" src="file:///etc/hostname"{ended}>'), fonts=FONTS)


def test_the_structure_check_can_fail() -> None:
    found = structure_of(pdf.render(page("<h4>Deep</h4><h1>Another</h1>"), fonts=FONTS))
    assert found.problems() == ["there are 2 headings of level 1", "heading levels are skipped: [(1, 4)]"]


def test_a_line_is_not_broken_after_its_first_word() -> None:
    """Space at the front of a paragraph, which nobody sees, made it so for lines that were almost full."""
    line = "Confidential part. As at 29 July 2026. To Personnel Committee, for the meeting of 7 August 2026."
    paper = pypdfium2.PdfDocument(pdf.render(page(f'<p class="document-status">\n    {line}\n</p>'), fonts=FONTS))
    assert line in paper[0].get_textpage().get_text_range()


def test_much_space_is_read_past_in_no_time() -> None:
    began = time.monotonic()
    assert pdf._AROUND.sub(r"\1\2", f"<p> {' ' * 200_000}x</p>{' ' * 200_000}") == f"<p>x</p>{' ' * 200_000}"
    assert time.monotonic() - began < 5


def test_accents_beyond_latin_1_are_printed() -> None:
    assert "Łódź ő ŵ" in structure_of(pdf.render(page("<p>Łódź ő ŵ</p>"), fonts=FONTS)).text


def test_a_word_without_an_end_stays_on_the_page_in_the_text_and_in_the_footer() -> None:
    long = "W" * 300
    paper = page(f"<h2>{long}</h2><p>{long}</p><ul><li>{long}</li></ul>{TABLE.replace('Adopted', long)}")
    content = pdf.render(paper.replace("<h1>A paper</h1>", f"<h1>{long}</h1>"), fonts=FONTS)
    assert structure_of(content).text.replace("\n", "").count("W") >= 5 * 300
    document = pypdfium2.PdfDocument(content)
    for sheet in document:
        text = sheet.get_textpage()
        boxes = [text.get_charbox(number) for number in range(text.count_chars())]
        assert max(box[2] for box in boxes) <= sheet.get_width() - _MARGIN
        assert min(box[1] for box in boxes) >= 18
        text.close()
        sheet.close()
    document.close()


def test_unprintable_names_each_sign_without_a_letter_once() -> None:
    text = "Ze\u0301 Łódź – “½”\u00a0\u200b\n\t漢✓漢"
    assert pdf.unprintable(text, fonts=FONTS) == ["漢", "✓"]


def test_render_refuses_a_page_without_a_language() -> None:
    with pytest.raises(pdf.NotAccessible, match="lang"):
        pdf.render(page("", lang=""), fonts=FONTS)


@pytest.mark.parametrize(
    "asking",
    [
        '<img alt="x" src="file:///etc/passwd">',
        '<img alt="x" src="http://127.0.0.1:1/x.png">',
        '<img alt="x" src="bundled:../app.css">',
        '<img alt="x" src="data:image/svg+xml,%3Csvg/%3E">',
        '<img alt="x" src="relative.png">',
        '<p style="background: url(file:///etc/passwd)">x</p>',
        '<object data="file:///etc/passwd"></object>',
        '<style>@import "file:///etc/passwd";</style>',
        "<style>@font-face { font-family: x; src: url(file:///etc/passwd) } p { font-family: x }</style><p>x</p>",
    ],
)
def test_render_refuses_to_fetch(asking: str) -> None:
    with pytest.raises(pdf.OutsideFetch):
        pdf.render(page(asking), fonts=FONTS)


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd" title="x">',
    ],
)
def test_render_refuses_what_the_head_links(head: str) -> None:
    with pytest.raises(pdf.OutsideFetch):
        pdf.render(page("", head=head), fonts=FONTS)


def test_the_structure_check_sees_a_table_without_headers() -> None:
    found = structure_of(pdf.render(page("<table><tbody><tr><td>One</td></tr></tbody></table>"), fonts=FONTS))
    assert found.problems() == ["1 cells name no header cell"]
