"""Bringing in a policy: choose, check, confirm, done; and what is turned down on the way."""

import hashlib
import itertools
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from core import reading
from core.correcting import keeping
from core.models import Preview, Upload
from people.models import User
from policies.actions.correcting import correct_reading
from policies.actions.versions import import_policy, version_token
from policies.document import SectionKind
from policies.models import Version
from policies.reading import incoming
from policies.views.starting import EXAMPLE
from tests.documents import odt_files, pdf_files, word_files
from tests.policies.cast import Cast

MINUTES = """Minutes of the meeting of the governing board held on 14 October 2026 at 6 pm

Present: A. Archer (chair), B. Baker, C. Carter
Apologies: D. Dyer
In attendance: E. East (clerk)

1. Welcome and apologies
The chair welcomed everybody. Apologies were accepted.
2. Minutes of the last meeting
The minutes were agreed and signed.
3. Any other business
There was none. The meeting closed at 7.15 pm.
"""


@pytest.fixture(autouse=True)
def _files(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


class Importer:
    """A head with a browser."""

    def __init__(self, cast: Cast, user: User) -> None:
        self.cast = cast
        self.user = user
        self.client = Client()
        self.client.force_login(user)

    def url(self, name: str, **kwargs: Any) -> str:
        return reverse(f"policies:{name}", kwargs={"urn": self.cast.school.urn} | kwargs)

    def choose(self, data: bytes | str, name: str = "policy.txt") -> HttpResponse:
        given = {"words": data} if isinstance(data, str) else {"file": SimpleUploadedFile(name, data)}
        return self.client.post(self.url("import"), given)

    def read(self, data: bytes | str, name: str = "policy.txt") -> Preview:
        """Choose a document and let the job read it."""
        response = self.choose(data, name)
        preview = Preview.objects.get(made_by=self.user, state="reading")
        assert response.headers["Location"] == self.url("import-check", preview_id=preview.pk)
        reading.read(str(preview.pk))
        preview.refresh_from_db()
        return preview

    def page(self, preview: Preview) -> HttpResponse:
        return self.client.get(self.url("import-check", preview_id=preview.pk))

    def correct(self, preview: Preview, **sent: Any) -> HttpResponse:
        """Send one correction, from a page that shows the reading as it stands now."""
        opened_on = keeping.log_of(preview.upload).token
        return self.client.post(self.url("import-correct", preview_id=preview.pk), {"opened_on": opened_on} | sent)

    def confirm(self, preview: Preview, **kw: str) -> HttpResponse:
        sent = {"shown": preview.upload.sha256, "opened_on": keeping.log_of(preview.upload).token} | kw
        return self.client.post(self.url("import-confirm", preview_id=preview.pk), sent)


@pytest.fixture
def head(cast: Cast) -> Importer:
    return Importer(cast, cast.head)


def content(response: HttpResponse) -> str:
    return response.content.decode()


def test_a_document_is_read_checked_confirmed_and_becomes_a_draft(head: Importer) -> None:
    preview = head.read(EXAMPLE.read_bytes())
    page = content(head.page(preview))
    assert "We found 4 aims, 14 commitments and 3 blanks. Every word is placed." in page
    assert "3 blanks stand for the school&#x27;s name and will read “Bryn Awel School”." in page
    assert 'id="line-49"' in page
    assert not Version.objects.exists()
    corrected = head.correct(preview, op="kinds", then="confirm", **{"kind-s4": SectionKind.MONITORING.value})
    assert "Checking (Monitoring)" in content(head.client.get(corrected.headers["Location"]))
    assert not Version.objects.exists()
    response = head.confirm(preview)
    assert response.headers["Location"] == head.url("import-done", preview_id=preview.pk)
    version = Version.objects.get()
    assert version.text.sections[4].kind is SectionKind.MONITORING
    assert version.source == preview.upload
    assert "{school} deserve better notice" in str(version.document)
    assert "Version 1 is made" in content(head.client.get(response.headers["Location"]))


def test_doubtful_sections_stand_first(head: Importer) -> None:
    page = content(head.page(head.read(EXAMPLE.read_bytes())))
    assert page.index("What “Checking” is for") < page.index("What “Background” is for")


def test_confirming_twice_makes_one_version(head: Importer) -> None:
    preview = head.read(EXAMPLE.read_bytes())
    answers = {head.confirm(preview).headers["Location"] for _ in range(2)}
    assert answers == {head.url("import-done", preview_id=preview.pk)}
    assert Version.objects.count() == 1


@pytest.mark.parametrize("page", ["import-check", "import-confirm"])
def test_the_pages_of_a_preview_that_ran_out_say_so_and_show_no_more(head: Importer, page: str) -> None:
    preview = head.read(EXAMPLE.read_bytes())
    Preview.objects.update(expires_at=preview.made_at)
    answer = head.client.get(head.url(page, preview_id=preview.pk), follow=True)
    assert answer.redirect_chain == [(head.url("import"), 302)]
    assert "This preview was kept for 24 hours and has run out. Send the file again." in content(answer)


def test_pasted_words_are_read_like_a_file(head: Importer) -> None:
    head.confirm(head.read(EXAMPLE.read_text("utf-8")))
    assert Version.objects.get().text.title == "DRAFT Leadership and Succession Policy 2016"


def test_the_document_comes_back_as_it_was_sent(head: Importer) -> None:
    head.confirm(head.read(EXAMPLE.read_bytes()))
    response = head.client.get(head.url("version-source", number=1))
    data = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert hashlib.sha256(data).digest() == hashlib.sha256(EXAMPLE.read_bytes()).digest()
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_while_it_is_read_a_page_waits_and_then_leads_on(head: Importer) -> None:
    head.choose(EXAMPLE.read_bytes())
    preview = Preview.objects.get()
    waiting = content(head.page(preview))
    assert 'data-hx-trigger="every 1s"' in waiting
    assert "Check again" in waiting
    reading.read(str(preview.pk))
    polled = head.client.get(head.url("import-check", preview_id=preview.pk), headers={"HX-Request": "true"})
    assert polled.headers["HX-Redirect"] == head.url("import-check", preview_id=preview.pk)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty.txt"),
        (b"MZ\x90\x00" + bytes(range(256)), "renamed.exe"),
        (b"Words", "policy.rtf"),
    ],
)
def test_what_the_gate_refuses_is_said_on_the_page_and_not_kept(head: Importer, data: bytes, name: str) -> None:
    page = content(head.choose(data, name))
    assert "There is a problem" in page
    assert not Upload.objects.exists()


def test_an_empty_file_says_what_to_choose_instead(head: Importer) -> None:
    page = content(head.choose(b"", "empty.txt"))
    assert "The file is empty: choose the one that holds the words." in page
    assert "submitted" not in page


@pytest.mark.parametrize(
    "data",
    [MINUTES.encode(), "Our policy".encode("utf-16"), b"MZ\x90\x00\x03" + bytes(range(256))],
    ids=["minutes", "utf-16", "exe"],
)
def test_what_cannot_be_read_as_a_policy_is_said_in_one_sentence(head: Importer, data: bytes) -> None:
    preview = head.read(data)
    page = content(head.page(preview))
    assert preview.sentence
    assert "There is a problem" in page
    assert head.confirm(preview).headers["Location"] == head.url("import-check", preview_id=preview.pk)
    assert not Version.objects.exists()


def test_the_page_opens_without_a_problem(head: Importer) -> None:
    page = content(head.client.get(head.url("import")))
    assert "There is a problem" not in page
    assert "<title>Error: " not in page


def test_pasted_words_that_are_turned_down_are_still_in_the_box(head: Importer) -> None:
    page = content(head.page(head.read(MINUTES)))
    assert MINUTES.splitlines()[0] in page
    assert 'href="#id_words"' in page
    assert 'href="#id_file"' not in page


def test_a_file_that_is_turned_down_leaves_the_box_empty(head: Importer) -> None:
    page = content(head.page(head.read(MINUTES.encode())))
    assert "</textarea>" in page
    assert MINUTES.splitlines()[0] not in page
    assert 'href="#id_file"' in page


@pytest.mark.parametrize("given", [{}, {"words": " "}])
def test_nothing_chosen_is_asked_for(head: Importer, given: dict[str, str]) -> None:
    assert "Choose a file, or paste the words" in content(head.client.post(head.url("import"), given))


def test_a_file_and_words_together_are_too_much(head: Importer) -> None:
    given = {"words": "Words", "file": SimpleUploadedFile("policy.txt", b"Words")}
    assert "one of the two" in content(head.client.post(head.url("import"), given))


def test_somebody_elses_preview_is_not_found(head: Importer) -> None:
    preview = head.read(EXAMPLE.read_bytes())
    lead = Importer(head.cast, head.cast.lead)
    assert lead.page(preview).status_code == HTTPStatus.NOT_FOUND
    assert lead.confirm(preview).status_code == HTTPStatus.NOT_FOUND


def test_an_altered_file_is_not_confirmed(head: Importer) -> None:
    preview = head.read(EXAMPLE.read_bytes())
    Path(preview.upload.file.path).chmod(0o600)
    Path(preview.upload.file.path).write_bytes(b"Something else")
    assert head.confirm(preview).headers["Location"] == head.url("import")
    assert not Version.objects.exists()


def test_the_second_of_two_clicks_is_shown_what_the_first_made(head: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both requests found the preview unconfirmed; the first confirms it before the second can."""

    def confirm_first(**given: Any) -> Version:
        import_policy(**given)
        return import_policy(**given)

    preview = head.read(EXAMPLE.read_bytes())
    monkeypatch.setattr("policies.views.importing.import_policy", confirm_first)
    assert head.confirm(preview).headers["Location"] == head.url("import-done", preview_id=preview.pk)
    assert Version.objects.count() == 1


def test_a_correction_that_comes_after_the_confirming_is_shown_what_was_made(
    head: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def confirm_first(**given: Any) -> object:
        import_policy(school=head.cast.school, preview=preview, shown=preview.upload.sha256, by=head.cast.head)
        return correct_reading(**given)

    preview = head.read(EXAMPLE.read_bytes())
    monkeypatch.setattr("policies.views.correcting.correct_reading", confirm_first)
    answer = head.correct(preview, op="kinds", **{"kind-s4": SectionKind.MONITORING.value})
    assert answer.headers["Location"] == head.url("import-check", preview_id=preview.pk)
    assert Version.objects.count() == 1


def test_a_page_that_showed_another_file_confirms_nothing(head: Importer) -> None:
    preview = head.read(EXAMPLE.read_bytes())
    assert head.confirm(preview, shown="0" * 64).headers["Location"] == head.url("import")
    assert not Version.objects.exists()


def test_a_preview_that_ran_out_confirms_nothing(head: Importer) -> None:
    preview = head.read(EXAMPLE.read_bytes())
    Preview.objects.filter(pk=preview.pk).update(expires_at=preview.made_at)
    assert head.confirm(preview).headers["Location"] == head.url("import")
    assert not Version.objects.exists()


def test_a_kind_that_does_not_exist_is_not_taken(head: Importer) -> None:
    preview = head.read(EXAMPLE.read_bytes())
    assert head.correct(preview, op="kinds", **{"kind-s0": "treaty"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not keeping.log_of(preview.upload).lines


def test_a_failing_write_leaves_the_preview_unclaimed(head: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = head.read(EXAMPLE.read_bytes())
    calls = itertools.count()

    def fails(*_args: Any, **_kw: Any) -> None:
        next(calls)
        raise OSError("disk full")

    monkeypatch.setattr(Version, "save", fails)
    with pytest.raises(OSError, match="disk full"):
        import_policy(school=head.cast.school, preview=preview, shown=preview.upload.sha256, by=head.cast.head)
    preview.refresh_from_db()
    assert preview.confirmed_at is None


def test_the_example_is_downloaded(head: Importer) -> None:
    response = head.client.get(head.url("import-example"))
    assert b"".join(response.streaming_content) == EXAMPLE.read_bytes()  # type: ignore[attr-defined]


def test_the_model_is_taken_with_one_button(head: Importer) -> None:
    head.cast.publish()
    assert "Take the model policy" in content(head.client.get(head.url("start")))
    for _ in range(2):
        response = head.client.post(head.url("start-model"), {"opened_on": version_token(None)})
        assert response.headers["Location"] == head.url("edit")
    assert Version.objects.of(head.cast.school).count() == 1


def test_a_model_that_is_not_there_cannot_be_taken(head: Importer) -> None:
    assert "has not published a model policy yet" in content(head.client.get(head.url("start")))
    assert head.client.post(head.url("start-model"), {}).headers["Location"] == head.url("start")


@pytest.mark.samples
def test_the_seed_policy_goes_all_the_way_to_a_draft(head: Importer, samples: Path) -> None:
    (seed,) = samples.glob("seeds/000_*.txt")
    preview = head.read(seed.read_bytes())
    assert "We found 4 aims, 18 commitments and 3 blanks. Every word is placed." in content(head.page(preview))
    head.confirm(preview)
    page = content(head.client.get(head.url("version", number=1)))
    assert page.count(">Bryn Awel School</dfn>") == 3
    assert "....." not in page


def test_a_document_of_ten_thousand_clauses_is_refused_in_a_sentence(tmp_path: Path) -> None:
    items = "\n".join(f"- plan for post {number} with care" for number in range(10_000))
    file = tmp_path / "long.txt"
    file.write_text(f"Succession planning policy\n\nWhat we will do\n\nThe school will:\n{items}\n")
    found = incoming.read(str(file), "long.txt")
    assert found["refused"] == (
        "This document makes 10,001 clauses, and a policy holds at most 1,000. Bring in a part of it."
    )


REVIEW = "Every two years, and sooner where a leader leaves without notice or the number of pupils changes by a fifth"
WORD = word_files.content(
    word_files.p("Succession Policy", style="Title"),
    word_files.p("Aims", style="H1"),
    word_files.p("This policy aims to:"),
    word_files.p("grow our own leaders", item=(1, 0)),
    word_files.p("keep what a leader knows when the leader goes", item=(1, 0)),
    word_files.p("Review", style="H1"),
    word_files.table(["<w:tc><w:p/></w:tc>", word_files.cell(REVIEW)]),
    word__numbering_xml=word_files.numbering(word_files.level(0, "bullet", "•")),
)
OPEN = odt_files.content(
    odt_files.p("Succession Policy", style="Title"),
    odt_files.h("Aims"),
    odt_files.p("This policy aims to:"),
    odt_files.items("grow our own leaders", "keep what a leader knows when the leader goes"),
    odt_files.h("Review"),
    odt_files.table(["", REVIEW]),
    styles=odt_files.BULLETS,
)


@pytest.mark.parametrize(("name", "content"), [("policy.docx", WORD), ("policy.odt", OPEN)])
def test_a_policy_in_a_word_processors_file_is_read_checked_and_confirmed(
    name: str, content: bytes, cast: Cast
) -> None:
    head = Importer(cast, cast.head)
    preview = head.read(content, name)
    assert preview.is_ready, preview.sentence
    page = head.page(preview).content.decode()
    assert '<a href="#line-2">Paragraphs 2-5</a>' in page
    assert '<li id="line-2" data-line="2" data-taken="yes"><a href="#s0">Aims</a></li>' in page
    assert f'<li id="line-7" data-line="7" data-taken="yes"><a href="#s1.0">{REVIEW}</a></li>' in page
    head.confirm(preview)
    version = Version.objects.get(source=preview.upload)
    aims = version.text.sections[0]
    assert [clause.text for clause in aims.clauses][1:] == [
        "grow our own leaders",
        "keep what a leader knows when the leader goes",
    ]


def test_a_policy_in_a_pdf_is_checked_beside_its_pages_and_confirmed(cast: Cast) -> None:
    first = pdf_files.text(72, 72, "Succession Policy", size=18, font="B") + pdf_files.text(72, 110, "Aims", font="B")
    first += pdf_files.text(72, 140, "This policy aims to:")
    first += "".join(
        pdf_files.text(90, 160 + 16 * index, f"- {words}")
        for index, words in enumerate(("grow our own leaders", "keep what a leader knows when the leader goes"))
    )
    second = pdf_files.text(72, 72, "Review", font="B") + pdf_files.text(72, 100, REVIEW)
    head = Importer(cast, cast.head)
    preview = head.read(pdf_files.content(first, second), "policy.pdf")
    assert preview.is_ready, preview.sentence
    page = head.page(preview).content.decode()
    assert '<a href="#line-2">Page 1</a>' in page
    assert '<a href="#line-6">Page 2</a>' in page
    head.confirm(preview)
    aims = Version.objects.get(source=preview.upload).text.sections[0]
    assert [clause.text for clause in aims.clauses][1:] == [
        "grow our own leaders",
        "keep what a leader knows when the leader goes",
    ]


def test_a_pdf_that_only_shows_pictures_is_turned_down_when_it_is_read(cast: Cast) -> None:
    picture = pdf_files.stream(
        b"\0" * 100, "/Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    scan = pdf_files.content("595 0 0 842 0 0 cm /I Do", more=[picture], resources="/XObject << /I 20 0 R >>")
    preview = Importer(cast, cast.head).read(scan, "policy.pdf")
    assert not preview.is_ready
    assert preview.sentence.startswith("This PDF is a picture of its pages")


def test_the_page_says_which_files_it_takes(cast: Cast) -> None:
    page = Importer(cast, cast.head).client.get(Importer(cast, cast.head).url("import")).content.decode()
    assert "Word or OpenDocument file (.docx or .odt), a PDF (.pdf)" in page
    refused = Importer(cast, cast.head).choose(b"x", "policy.doc").content.decode()
    assert "Choose a Word or OpenDocument file" in refused


def test_a_word_file_with_macros_is_turned_down_when_it_is_read(cast: Cast) -> None:
    macros = word_files.content(word_files.p("x"), **{"word/vbaProject.bin": "x"})
    preview = Importer(cast, cast.head).read(macros, "policy.docx")
    assert not preview.is_ready
    assert preview.sentence.startswith("The file holds macros")
