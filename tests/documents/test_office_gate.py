"""What is turned away of Word and OpenDocument files: in one sentence, and before it can fill the memory."""

import io
import random
import time
import zipfile
from pathlib import Path

import pytest

from documents import gate
from documents.opening import open_file
from documents.readers.parts import Parts

from . import odt_files, word_files
from .word_files import p

PLAIN = word_files.content(p("We plan."))
ODT = odt_files.content(odt_files.p("We plan."))
_MANIFEST = '<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>'


def with_parts(content: bytes, **parts: bytes) -> bytes:
    """The file with parts more, or with other parts in the place of its own."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, inside in parts.items():
            new.writestr(name, inside)
    return file.getvalue()


def many_paragraphs() -> bytes:
    """Two million paragraphs in some 226 KiB: as tightly packed as is let through, so that the ratio says nothing."""
    noise = random.Random(1)  # noqa: S311 (bytes that do not pack, no secret)
    lines = "".join("<w:p/>" * 25 + noise.choice("abcdefgh") for _ in range(80_100))
    return word_files.content(lines)


def text_of(start: str) -> bytes:
    """A part of a document that begins with something else than its text."""
    return f"{start}<w:document xmlns:w='w'><w:body><w:p/></w:body></w:document>".encode()


ENTITIES = text_of('<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>')
REFUSED = [
    ("a.docx", b"%PDF-1.7", "The name says Word, but the file is not"),
    ("a.docx", b"plain words", "The name says Word, but the file is not"),
    ("a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "has a password or comes from an old Word"),
    ("a.docx", b"PK\x03\x04broken", "The file is damaged"),
    ("a.docx", ODT, "The name says Word, but the file is not"),
    ("a.odt", PLAIN, "The name says OpenDocument, but the file is not"),
    ("a.odt", b"words", "The name says OpenDocument, but the file is not"),
    ("a.odt", odt_files.content(kind="application/vnd.oasis.opendocument.spreadsheet"), "says OpenDocument"),
    ("a.odt", with_parts(ODT, **{"META-INF/manifest.xml": _MANIFEST.encode()}), "has a password"),
    ("a.odt", with_parts(ODT, **{"Basic/Standard/Module1.xml": b"<x/>"}), "holds macros"),
    ("a.odt", with_parts(ODT, **{"Object 1/content.xml": b"<x/>"}), "other files inside"),
    ("a.docx", with_parts(PLAIN, **{"word/vbaProject.bin": b"x"}), "holds macros"),
    (
        "a.docx",
        word_files.content(p("x"), types=word_files.TYPES.replace("main+xml", "macroEnabled.main+xml")),
        "macros",
    ),
    ("a.docx", with_parts(PLAIN, **{"word/embeddings/sheet.xlsx": b"x"}), "other files inside"),
    ("a.docx", with_parts(PLAIN, **{"word/inside.zip": PLAIN}), "other files inside"),
    ("a.docx", with_parts(PLAIN, **{"../outside.xml": b"x"}), "points outside"),
    ("a.docx", with_parts(PLAIN, **{"word/document.xml": ENTITIES}), "holds definitions"),
    ("a.docx", with_parts(PLAIN, **{"word/document.xml": ENTITIES.decode().encode("utf-16")}), "holds definitions"),
    ("a.docx", with_parts(PLAIN, **{"word/document.xml": b"<w:document"}), "The file is damaged"),
    ("a.docx", with_parts(PLAIN, **{"word/media/a.png": b"\0" * 60_000_000}), "grows too large"),
    ("a.docx", with_parts(PLAIN, **{f"word/{n}.xml": b"" for n in range(2_001)}), "parts inside, more than"),
    ("a.docx", many_paragraphs(), "far longer than a policy or a plan"),
    ("a.docx", word_files.content("<w:sdt><w:sdtContent>" * 4_000 + "</w:sdtContent></w:sdt>" * 4_000), "damaged"),
    ("a.odt", odt_files.content("<text:section>" * 4_000 + "</text:section>" * 4_000), "damaged"),
    ("a.doc", b"\xd0\xcf\x11\xe0", "Choose a Word"),
    ("a.docm", PLAIN, "Choose a Word"),
]


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED)
def test_what_may_not_be_opened_is_refused_in_one_sentence_and_soon(
    name: str, content: bytes, sentence: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    begun = time.monotonic()
    with pytest.raises(gate.Refused, match=sentence) as refused:
        open_file(tmp_path / name, name)
    assert time.monotonic() - begun < 2
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")


def test_the_two_million_paragraphs_are_as_small_as_was_measured() -> None:
    content = many_paragraphs()
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        assert container.read("word/document.xml").count(b"<w:p/>") > 2_000_000
    assert len(content) < 230 * 1024


def test_definitions_are_refused_by_the_parser_too(tmp_path: Path) -> None:
    file = io.BytesIO(with_parts(PLAIN, **{"word/document.xml": ENTITIES}))
    with zipfile.ZipFile(file) as container, pytest.raises(gate.Refused, match="holds definitions"):
        Parts(container, "Word").tree("word/document.xml")


@pytest.mark.parametrize(("name", "content"), [("a.docx", PLAIN), ("a.odt", ODT)])
def test_a_plain_one_is_opened(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert open_file(tmp_path / name, name).words == ["We", "plan"]
