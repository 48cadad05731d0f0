"""What may be kept as it came, and what is refused in a sentence."""

import io
import zipfile

import pytest

from documents import attachments, container
from documents.gate import Refused

_KINDS = {
    ".docx": ("[Content_Types].xml", b"wordprocessingml.document.main+xml"),
    ".xlsx": ("[Content_Types].xml", b"spreadsheetml.sheet.main+xml"),
    ".odt": ("mimetype", b"application/vnd.oasis.opendocument.text"),
}


def packed(suffix: str, *, more: dict[str, bytes] | None = None) -> bytes:
    part, mark = _KINDS[suffix]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in {part: b"<a>" + mark + b"</a>" * 9, **(more or {})}.items():
            written.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize("suffix", _KINDS)
def test_an_office_file_that_is_what_it_says_is_taken(suffix: str) -> None:
    attachments.check(f"paper{suffix}", packed(suffix))


@pytest.mark.parametrize("suffix", _KINDS)
@pytest.mark.parametrize("where", [40, 55, 62])
def test_one_that_was_damaged_on_the_way_is_refused_in_a_sentence(suffix: str, where: int) -> None:
    """Any byte may be wrong: among them some of which the packing itself can make nothing."""
    whole = packed(suffix)
    for value in (0x00, 0x07, 0xFF):
        broken = whole[:where] + bytes([value]) * 4 + whole[where + 4 :]
        with pytest.raises(Refused, match=f"save it again as {suffix}"):
            attachments.check(f"paper{suffix}", broken)


def test_one_that_holds_a_program_or_unpacks_to_far_more_is_refused() -> None:
    with pytest.raises(Refused):
        attachments.check("paper.docx", packed(".docx", more={"word/vbaProject.bin": b"x"}))
    with pytest.raises(Refused, match="unpacks to far more"):
        attachments.check("paper.docx", packed(".docx", more={"word/a.xml": b"0" * (container.MOST_RATIO * 90_000)}))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("paper.exe", b"MZ"),
        ("paper.pdf", b""),
        ("paper.pdf", b"PK\x03\x04"),
        ("paper.pdf", b"%PDF-1.7 /Encrypt"),
        ("paper.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("paper.odt", packed(".docx")),
    ],
)
def test_what_is_none_of_the_kinds_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Refused):
        attachments.check(name, content)
