"""A policy as Word and as plain text: the same words, real styles, and nothing that a name or a clause could break."""

import datetime
import io
import itertools
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.opening import open_file
from documents.readers.text import read
from documents.writers import docx, text
from documents.writers.parts import Grid, Heading, Item, Paper, Words, said
from people.access.roles import Role
from policies.document import Document, fill, in_words
from policies.model_text import built_in_model
from policies.outgoing import paper_of
from policies.reading import read_policy, to_document
from tests.builders import make_member
from tests.policies.cast import Cast, make_cast, plain_document
from tests.policies.test_views_commitments import client_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOW = datetime.datetime(2026, 11, 26, tzinfo=datetime.UTC)
FACTS = {"school": "Hill Top School", "council": "Wexmoor Council"}


def package(content: bytes) -> Mapping[str, ET.Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.testzip() is None
        named = [name for name in opened.namelist() if name.endswith((".xml", ".rels"))]
        return {name: ET.fromstring(opened.read(name)) for name in named}  # noqa: S314 (our own)


def paragraphs(content: bytes) -> list[tuple[str, str, str]]:
    """Each paragraph of the body: its style, its list and its words."""
    found = []
    for paragraph in package(content)["word/document.xml"].iter(f"{W}p"):
        style, number = paragraph.find(f"{W}pPr/{W}pStyle"), paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        words = "".join(
            part.text or "" if part.tag == f"{W}t" else "\n"
            for part in paragraph.iter()
            if part.tag in {f"{W}t", f"{W}br"}
        )
        named, listed = (one.get(f"{W}val", "") if one is not None else "" for one in (style, number))
        found.append((named, listed, words))
    return found


def clauses_of(document: Document) -> list[tuple[str, str, tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    return [(one.kind.value, one.text, one.sub_clauses, one.rows) for one in document.clauses()]


def read_back(words: str) -> Document:
    reading = read_policy(read("policy.md", words))
    assert reading.declined is None
    ids = itertools.count()
    return to_document(reading, new_id=lambda: str(next(ids)))


def test_the_plain_text_of_the_model_is_read_back_as_the_same_clauses() -> None:
    model = built_in_model()
    paper = paper_of(model, FACTS, owner="Hill Top School")
    told = text.render(Paper(paper.title, paper.subtitle, paper.author, paper.parts[:-3]))
    again = fill(read_back(told), FACTS)
    assert clauses_of(again) == clauses_of(fill(model, FACTS))
    assert [section.heading for section in again.sections] == [section.heading for section in model.sections]


def test_the_word_document_of_the_model_is_read_back_as_the_same_clauses(tmp_path: Path) -> None:
    model = built_in_model()
    paper = paper_of(model, FACTS, owner="Hill Top School")
    told = replace(paper, parts=paper.parts[:-3])
    (tmp_path / "policy.docx").write_bytes(docx.render(told, made_at=NOW))
    reading = read_policy(open_file(tmp_path / "policy.docx", "policy.docx"))
    ids = itertools.count()
    again = to_document(reading, new_id=lambda: str(next(ids)))
    numbers = re.compile(r"^\d+\. ")
    told_of = [(kind, numbers.sub("", words), subs, rows) for kind, words, subs, rows in clauses_of(again)]
    assert told_of == clauses_of(fill(model, FACTS))
    assert [section.heading for section in again.sections] == [section.heading for section in model.sections]
    assert again.title == in_words(model.title, FACTS)


def test_the_word_document_of_the_model_holds_the_same_clauses_in_real_styles() -> None:
    model = fill(built_in_model(), FACTS)
    found = paragraphs(docx.render(paper_of(model, FACTS, owner="Hill Top School"), made_at=NOW))
    assert [words for style, _, words in found if style == "Title"] == [model.title]
    headings = [words for style, _, words in found if style == "Heading1"]
    assert headings == [section.heading for section in model.sections] + ["Initials in this policy"]
    numbered = [words for style, _, words in found if style == "ListNumber"]
    assert numbered == [one.text for one in model.clauses() if one.kind.value == "clause"]
    lists = {number for style, number, _ in found if style == "ListNumber"}
    assert len(lists) == 3, "each list counts from one"
    everything = "\n".join(words for _, _, words in found)
    assert all(line in everything for one in model.clauses() for line in one.full_text.splitlines())


def test_a_table_has_a_head_row_a_list_its_points_and_the_file_its_properties() -> None:
    parts = (
        Heading(2, said("Who")),
        Words(said("Line one\nline two")),
        Item(said("first"), 1, (said("point"),)),
        Words(said("between")),
        Item(said("second"), 2),
        Item(said("another first"), 1),
        Grid(said("Dates"), ((said("When"), said("What")), (said("May"),))),
    )
    content = docx.render(Paper(said("Policy <1>"), (), "Hill & Top", parts), made_at=NOW)
    files = package(content)
    rows = list(files["word/document.xml"].iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False]
    assert all(len(row.findall(f"{W}tc")) == 2 for row in rows)
    found = paragraphs(content)
    assert ("", "", "Line one\nline two") in found, "the style of a paragraph that names none is Normal"
    first, second, third = (number for style, number, _ in found if style == "ListNumber")
    assert first == second != third, "a list goes on counting, and another begins at one"
    assert ("ListBullet2", "", "point") in found
    told = {element.tag.rpartition("}")[2]: element.text for element in files["docProps/core.xml"]}
    assert (told["title"], told["creator"], told["language"]) == ("Policy <1>", "Hill & Top", "en-GB")
    assert told["created"] == "2026-11-26T00:00:00Z"
    footer = files["word/footer1.xml"]
    assert [field.get(f"{W}instr") for field in footer.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]


def test_bold_words_and_links_stay_so() -> None:
    paper = paper_of(
        plain_document("keep **every promise**, see [the guide](https://x.example/a?b=1&c)"), {}, owner="A"
    )
    files = package(docx.render(paper, made_at=NOW))
    body = files["word/document.xml"]
    bold = ["".join(run.itertext()) for run in body.iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None]
    assert bold == ["every promise"]
    (link,) = body.iter(f"{W}hyperlink")
    assert "".join(link.itertext()) == "the guide"
    leads = [one.get("Target") for one in files["word/_rels/document.xml.rels"] if one.get("TargetMode") == "External"]
    assert leads == ["https://x.example/a?b=1&c"]
    assert "- keep every promise, see the guide (https://x.example/a?b=1&c)" in text.render(paper)


HOSTILE = '<w:p/>]]>&amp;<script>alert(1)</script> " \x0b\x00\x1f {school} | # 1. ' + "x" * 200


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_hostile_words_are_only_words(form: str) -> None:
    paper = paper_of(plain_document(HOSTILE), {"school": HOSTILE}, owner=HOSTILE, status=HOSTILE)
    if form == "docx":
        assert any("<script>alert(1)</script>" in words for _, _, words in paragraphs(docx.render(paper, made_at=NOW)))
    else:
        assert "<script>alert(1)</script>" in text.render(paper)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_whatever_a_policy_says_makes_a_sound_package(texts: list[str]) -> None:
    items = (Item(said(one), number, (said(one),)) for number, one in enumerate(texts, 1))
    paper = Paper(said(texts[0]), said(texts[-1]), texts[0], tuple(items))
    found = [words for style, _, words in paragraphs(docx.render(paper, made_at=NOW)) if style == "ListNumber"]
    assert len(found) == len(texts)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_prints_every_clause(tmp_path: Path) -> None:
    model = fill(built_in_model(), FACTS)
    content = docx.render(paper_of(model, FACTS, owner="Hill Top School", control=[("Version", "1")]), made_at=NOW)
    (tmp_path / "policy.docx").write_bytes(content)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "policy.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)  # noqa: S603
    printed = pypdfium2.PdfDocument(tmp_path / "policy.pdf")
    words = " ".join("\n".join(page.get_textpage().get_text_range() for page in printed).split())
    printed.close()
    for clause in model.clauses():
        assert " ".join(clause.text.split()) in words
    assert "12. considering representation" in words
    assert "Page 1 of" in words


# The downloads --------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_each_reader_of_a_version_takes_it_along() -> None:
    cast = make_cast(name="Hill Top " + "x" * 190)
    cast.publish(plain_document("give {school} people to shadow"))
    cast.adopted()
    for form in ("docx", "txt"):
        answer = client_of(cast.governor).get(_file(cast, form))
        assert answer.status_code == 200
        name = f"hill-top-{'x' * 71}-policy-version-1.{form}"
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
        assert "public" not in answer["Cache-Control"]
        assert client_of(cast.outsider).get(_file(cast, form)).status_code == 404
        assert Client().get(_file(cast, form)).status_code == 302
    assert "Clara Clerk" in str(paragraphs(client_of(cast.governor).get(_file(cast, "docx")).content))
    assert client_of(cast.head).get(_file(cast, "exe")).status_code == 404
    draft = cast.take()
    assert client_of(make_member(Role.STAFF, cast.school)).get(_file(cast, "txt", draft.number)).status_code == 404


def _file(cast: Cast, form: str, number: int = 1) -> str:
    return reverse("policies:version-file", args=[cast.school.urn, number, form])


@pytest.mark.django_db
def test_the_model_is_taken_along_too() -> None:
    cast = make_cast()
    address = reverse("policies:model-file", args=[cast.school.council.code, "txt"])
    assert client_of(cast.head).get(address).status_code == 404
    cast.publish()
    assert "Model policy, version 1" in client_of(cast.head).get(address).content.decode()
