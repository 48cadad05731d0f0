"""PDFs and spreadsheets: made once for each content, kept, and asked for again when they failed."""

import threading
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import FileResponse, HttpResponseBase
from django.test import RequestFactory
from procrastinate.contrib.django.models import ProcrastinateJob

from core import kinds, making, papers
from core.models import Paper
from core.rules import PaperState
from tests.core.filing import kept

KIND = "tests.note"
DIGEST = papers.digest_of("words")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _makers(monkeypatch: pytest.MonkeyPatch, files: Path) -> None:
    monkeypatch.setitem(kinds.MAKERS, KIND, "tests.core.makers:note")


def ask(digest: str = DIGEST) -> Paper:
    return papers.ask_for(kind=KIND, subject="7", digest=digest)


def made() -> Paper:
    paper = ask()
    making.make(paper.pk)
    paper.refresh_from_db()
    return paper


@pytest.fixture
def failed(monkeypatch: pytest.MonkeyPatch) -> Paper:
    with monkeypatch.context() as patch:
        patch.setitem(kinds.MAKERS, KIND, "tests.core.makers:crash")
        return made()


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="core.make_paper").count()


def respond(rf: RequestFactory, query: str = "", **headers: str) -> HttpResponseBase:
    request = rf.get(f"/note/{query}", headers=headers)
    request.user = AnonymousUser()
    request.session = SessionStore()
    return papers.respond(request, kind=KIND, subject="7", digest=DIGEST, what="the note", back_url="/notes/")


def content(response: HttpResponseBase) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


# Making --------------------------------------------------------------------------------------------------------------
def test_digest_of_tells_contents_apart() -> None:
    assert papers.digest_of("a", "b") == papers.digest_of("a", "b")
    assert len({papers.digest_of("a", "b"), papers.digest_of("ab"), papers.digest_of("b", "a")}) == 3


def test_ask_for_makes_a_content_once_for_all_who_ask() -> None:
    assert ask() == ask()
    assert jobs() == 1
    made()
    ask()
    assert jobs() == 1
    ask(papers.digest_of("other words"))
    assert jobs() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_ask_at_once_one_makes_the_job() -> None:
    start = threading.Barrier(2)
    found: list[int] = []

    def run() -> None:
        try:
            connection.ensure_connection()
            start.wait(10)
            found.append(ask().pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(found) == 2
    assert len(set(found)) == 1
    assert jobs() == 1


def test_make_keeps_the_paper_under_its_number(files: Path) -> None:
    paper = made()
    assert (paper.state, paper.filename, paper.content_type) == (PaperState.MADE, "note-7.txt", "text/plain")
    assert kept(files) == [files / f"papers/{paper.pk}.txt"]
    assert kept(files)[0].read_text() == "A note on 7"


def test_make_run_again_makes_nothing(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = made()
    monkeypatch.setitem(kinds.MAKERS, KIND, "tests.core.makers:crash")
    making.make(paper.pk)
    assert Paper.objects.get().state == PaperState.MADE
    assert len(kept(files)) == 1


@pytest.mark.parametrize("maker", ["crash", "unkeepable"])
def test_make_marks_a_paper_that_could_not_be_made_and_leaves_no_file(
    maker: str, files: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(kinds.MAKERS, KIND, f"tests.core.makers:{maker}")
    paper = made()
    assert paper.state == PaperState.FAILED
    assert kept(files) == []
    assert f"paper={paper.pk} kind={KIND}" in caplog.text


def test_ask_for_makes_a_failed_paper_again(failed: Paper) -> None:
    assert ask() == failed
    assert jobs() == 2
    assert made().state == PaperState.MADE


def test_ask_for_makes_a_paper_again_whose_file_is_gone(files: Path) -> None:
    paper = made()
    kept(files)[0].unlink()
    assert ask() == paper
    assert ask() == paper
    assert jobs() == 2
    assert made().is_ready
    assert kept(files)[0].read_text() == "A note on 7"


# Answering -----------------------------------------------------------------------------------------------------------
def test_respond_asks_once_and_says_that_the_paper_is_being_made(rf: RequestFactory) -> None:
    for _ in range(2):
        response = respond(rf)
        assert response.status_code == 200
        assert "Making the note" in content(response)
        assert 'data-hx-get="/note/"' in content(response)
        assert '<a href="/note/">Check again</a>' in content(response)
        assert 'href="/notes/"' in content(response)
        assert "<p>This usually takes a few seconds." in content(response)
    assert jobs() == 1


def test_respond_gives_a_made_paper_as_an_attachment(rf: RequestFactory) -> None:
    made()
    response = respond(rf)
    assert isinstance(response, FileResponse)
    assert response.getvalue() == b"A note on 7"
    assert response["Content-Type"] == "text/plain"
    assert response["Content-Disposition"] == 'attachment; filename="note-7.txt"'
    response.close()


def test_respond_offers_a_made_paper_to_the_page_that_waited_for_it(rf: RequestFactory) -> None:
    made()
    response = respond(rf, HX_Request="true")
    assert "The note is ready." in content(response)
    assert 'href="/note/"' in content(response)


@pytest.mark.parametrize("headers", [{}, {"HX_Request": "true"}], ids=["the page", "what waits in it"])
def test_respond_has_a_paper_made_again_whose_file_is_gone(
    rf: RequestFactory, files: Path, headers: dict[str, str]
) -> None:
    made()
    kept(files)[0].unlink()
    response = respond(rf, **headers)
    assert response.status_code == 200
    assert 'data-hx-get="/note/"' in content(response)
    assert jobs() == 2


def test_respond_says_that_a_paper_failed_and_makes_it_only_when_asked_again(rf: RequestFactory, failed: Paper) -> None:
    for headers in ({}, {"HX_Request": "true"}):
        response = respond(rf, **headers)
        assert 'href="/notes/"' in content(response)
        assert response.status_code == 503
        # What waits takes this part of the answer.
        _, _, progress = content(response).partition('<div id="progress">')
        assert "We could not make the note." in progress
        assert 'href="/note/?again=1"' in progress
    assert jobs() == 1
    again = respond(rf, "?again=1")
    assert again.status_code == 200
    assert 'data-hx-get="/note/"' in content(again)
    assert jobs() == 2


def test_remove_takes_the_papers_of_one_thing_with_their_files(files: Path) -> None:
    made()
    other = papers.ask_for(kind=KIND, subject="8", digest=DIGEST)
    making.make(other.pk)
    papers.remove(kind=KIND, subject="7")
    assert list(Paper.objects.all()) == [other]
    assert len(kept(files)) == 1


def test_make_leaves_a_paper_that_was_removed_meanwhile() -> None:
    paper = ask()
    papers.remove(kind=KIND, subject="7")
    making.make(paper.pk)
    assert not Paper.objects.exists()
