"""What is turned away of PDFs: in one sentence, and before it can fill the memory or draw for hours."""

import io
import time
import tracemalloc
import zlib
from pathlib import Path

import pikepdf
import pytest

from documents import gate, pdf_gate

from .harmful_pdfs import PLAIN, REFUSED, drawing_of_drawings, many_small_bombs
from .pdf_files import content, packed, stream, text

NOTE = "/OpenAction [100 0 R /XYZ null null 0]"


@pytest.mark.parametrize("case", REFUSED)
def test_what_may_not_be_opened_is_refused_in_one_sentence_and_soon(case: str, tmp_path: Path) -> None:
    made, sentence = REFUSED[case]
    (tmp_path / "a.pdf").write_bytes(made)
    begun = time.process_time()
    with pytest.raises(gate.Refused, match=sentence) as refused:
        pdf_gate.opened("a.pdf", tmp_path / "a.pdf")
    assert time.process_time() - begun < 2
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")


def test_a_bomb_takes_little_memory_to_refuse(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(many_small_bombs())
    tracemalloc.start()
    with pytest.raises(gate.Refused):
        pdf_gate.opened("a.pdf", tmp_path / "a.pdf")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20 * 1024 * 1024


def test_the_drawings_are_as_small_as_was_measured() -> None:
    assert len(drawing_of_drawings(9, 40)) < 6_000
    assert len(zlib.compress(many_small_bombs())) < len(many_small_bombs())


LET_IN = {
    "plain": PLAIN,
    "a beginning before it": b"\n\n" + PLAIN,
    "a page to begin with": content(text(72, 72, "We plan."), catalog=NOTE),
    "words of scripts": content(text(72, 72, "We plan."), said="/Info << /Title (Of /JS and /Launch) >>"),
    "drawings": content(
        text(72, 72, "We plan.") + "/X Do " * 9,
        more=[stream(b"0 0 m 9 9 l S", "/Subtype /Form /BBox [0 0 9 9]")],
        resources="/XObject << /X 20 0 R >>",
    ),
    "spelt": content(
        "", page="/Contents 20 0 R", more=[stream(packed(b"0 0 m").hex().encode() + b">", "/Filter [/AHx /Fl]")]
    ),
    "old": content("", page="/Contents 20 0 R", more=[stream(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", "/Filter /LZW")]),
    "wrong place of the table": PLAIN.replace(b"startxref\n", b"startxref\n9"),
}


@pytest.mark.parametrize("case", LET_IN)
def test_a_plain_one_is_opened(case: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(LET_IN[case])
    copy = pdf_gate.opened("a.pdf", tmp_path / "a.pdf").content
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert len(pdf.pages) == 1


def test_what_comes_out_holds_only_the_pages_that_were_looked_at(tmp_path: Path) -> None:
    """Two readers may see two files in one; what is drawn is a copy of the one that was looked at."""
    other = content(text(72, 72, "Another file."), said="/Info << /Title (hidden) >>")
    (tmp_path / "a.pdf").write_bytes(other + PLAIN)
    copy = pdf_gate.opened("a.pdf", tmp_path / "a.pdf").content
    assert b"hidden" not in copy
    assert copy.count(b"/Type /Page\n") + copy.count(b"/Type /Page ") == 1


def test_comments_are_told_with_their_page_and_what_was_typed_is_part_of_it(tmp_path: Path) -> None:
    note = "/Annots [<< /Subtype /Text /Rect [0 0 9 9] /Contents (Who says so?) >> 20 0 R]"
    typed = (
        "<< /Subtype /Widget /FT /Tx /T (name) /V (Hill Top) /Rect [72 700 300 720] /AP << /N 21 0 R >> /P 100 0 R >>"
    )
    shown = stream(
        b"BT /F 11 Tf 2 5 Td (Hill Top) Tj ET",
        "/Subtype /Form /BBox [0 0 228 20] /Resources << /Font << /F << /Type /Font /Subtype /Type1 "
        "/BaseFont /Helvetica >> >> >>",
    )
    made = content(
        text(72, 72, "School:"), page=note, catalog="/AcroForm << /Fields [20 0 R] >>", more=[typed.encode(), shown]
    )
    (tmp_path / "a.pdf").write_bytes(made)
    opened = pdf_gate.opened("a.pdf", tmp_path / "a.pdf")
    assert opened.comments == ((1, "Who says so?"),)
    assert b"(Hill Top) Tj" in opened.content
