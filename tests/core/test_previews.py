"""What is confirmed is what was previewed: the same bytes, by the same person, once, within 24 hours."""

import datetime
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from core import clock, kinds, previews, reading, rules, uploads
from core.models import Preview, Upload
from people.models import User
from tests.builders import make_user
from tests.core.filing import kept, send

KIND = "tests.paper"
PLACE = "school:1"
DAY = datetime.timedelta(hours=24)
MOMENT = datetime.timedelta(microseconds=1)


@pytest.fixture(autouse=True)
def _readers(monkeypatch: pytest.MonkeyPatch, files: Path) -> None:
    monkeypatch.setitem(kinds.READERS, KIND, "tests.core.readers:count")


def begun(by: User, *, kind: str = KIND) -> Preview:
    return previews.begin(kind=kind, upload=send(by, organisation=PLACE), by=by)


def ready(by: User) -> Preview:
    preview = begun(by)
    reading.read(str(preview.pk))
    preview.refresh_from_db()
    return preview


def claim(preview: Preview, **kw: object) -> Preview:
    asked = {"shown": preview.upload.sha256, "by": preview.made_by, "kind": KIND, "organisation": PLACE} | kw
    with transaction.atomic():
        return previews.claim(preview=preview, **asked)  # type: ignore[arg-type]


@contextmanager
def rolled_back() -> Iterator[None]:
    """A transaction that comes to nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# Beginning -----------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_begin_asks_for_a_reading_in_a_job_that_holds_an_id_alone() -> None:
    preview = begun(make_user())
    assert preview.is_reading
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.status, job.args) == ("core.read_upload", "todo", {"preview_id": str(preview.pk)})


@pytest.mark.django_db
def test_begin_keeps_a_preview_for_24_hours() -> None:
    preview = begun(make_user())
    assert preview.expires_at - preview.made_at == DAY


@pytest.mark.django_db
def test_begin_asks_for_nothing_when_its_transaction_is_rolled_back() -> None:
    with rolled_back():
        begun(make_user())
    assert not Preview.objects.exists()
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db
def test_visible_to_shows_a_preview_to_its_maker_alone() -> None:
    maker, other = make_user(), make_user()
    preview = begun(maker)
    assert list(Preview.objects.visible_to(maker)) == [preview]
    assert not Preview.objects.visible_to(other).exists()


# Confirming ----------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_claim_takes_what_was_read() -> None:
    claimed = claim(ready(make_user()))
    assert claimed.result == {"refused": None, "declined": None, "name": "policy.txt", "length": 20}
    assert claimed.confirmed_at is not None


@pytest.mark.django_db
def test_claim_refuses_a_preview_confirmed_before() -> None:
    preview = ready(make_user())
    claim(preview)
    with pytest.raises(rules.Stale, match="has been confirmed already"):
        claim(preview)


@pytest.mark.django_db
def test_claim_refuses_a_preview_somebody_else_made() -> None:
    preview = ready(make_user())
    with pytest.raises(rules.Stale, match="made by somebody else"):
        claim(preview, by=make_user())


@pytest.mark.django_db
@pytest.mark.parametrize("other", [{"kind": "tests.other"}, {"organisation": "school:2"}], ids=["kind", "place"])
def test_claim_refuses_a_preview_of_another(other: dict[str, str]) -> None:
    with pytest.raises(rules.Stale, match="for another place"):
        claim(ready(make_user()), **other)


@pytest.mark.django_db
def test_claim_takes_a_preview_until_its_24_hours_are_over() -> None:
    preview = ready(make_user())
    with clock.at(preview.expires_at), pytest.raises(rules.Stale, match="kept for 24 hours and has run out"):
        claim(preview)
    with clock.at(preview.expires_at - MOMENT):
        assert claim(preview).confirmed_at == preview.expires_at - MOMENT


@pytest.mark.django_db
def test_claim_refuses_a_file_that_was_altered_where_it_is_stored() -> None:
    preview = ready(make_user())
    Path(preview.upload.file.path).write_bytes(b"Other words of policy")
    with pytest.raises(rules.Stale, match="not the one that was shown to you"):
        claim(preview)


@pytest.mark.django_db
def test_claim_refuses_a_file_that_is_gone() -> None:
    preview = ready(make_user())
    Path(preview.upload.file.path).unlink()
    with pytest.raises(rules.Stale, match="not the one that was shown to you"):
        claim(preview)


@pytest.mark.django_db
@pytest.mark.parametrize("shown", ["", "0" * 64])
def test_claim_refuses_a_page_that_showed_another_file(shown: str) -> None:
    with pytest.raises(rules.Stale, match="not the one that was shown to you"):
        claim(ready(make_user()), shown=shown)


@pytest.mark.django_db
def test_claim_refuses_what_was_read_in_other_bytes_than_the_row_says() -> None:
    preview = ready(make_user())
    Path(preview.upload.file.path).write_bytes(b"Other words of policy")
    now = uploads.digest(preview.upload)
    with pytest.raises(rules.Stale, match="not the one that was shown to you"):
        claim(preview, shown=now)


@pytest.mark.django_db
@pytest.mark.parametrize("reader", ["", "decline"], ids=["still being read", "turned down"])
def test_claim_refuses_what_was_never_shown(reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = begun(make_user())
    if reader:
        monkeypatch.setitem(kinds.READERS, KIND, f"tests.core.readers:{reader}")
        reading.read(str(preview.pk))
    with pytest.raises(rules.Stale, match="has not been read yet"):
        claim(preview)


@pytest.mark.django_db
def test_a_refused_claim_leaves_the_preview_as_it_was() -> None:
    preview = ready(make_user())
    with pytest.raises(rules.Stale):
        claim(preview, by=make_user())
    assert Preview.objects.get().confirmed_at is None
    claim(preview)


@pytest.mark.django_db
def test_a_preview_can_be_confirmed_again_when_what_it_made_was_rolled_back() -> None:
    preview = ready(make_user())
    with rolled_back():
        claim(preview)
    claim(preview)


@pytest.mark.django_db(transaction=True)
def test_claim_asks_for_a_transaction_to_be_part_of() -> None:
    preview = ready(make_user())
    with pytest.raises(transaction.TransactionManagementError):
        previews.claim(preview=preview, shown=preview.upload.sha256, by=preview.made_by, kind=KIND, organisation=PLACE)


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Run each in a thread and a transaction of its own, none ending before the others began. What each gave."""
    outcomes: list[object] = []
    start, acted = threading.Barrier(len(actions)), threading.Barrier(len(actions))

    def run(action: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
                connection.ensure_connection()
                start.wait(10)
                outcome = action()
                # Committing waits for the other, as long as the other is not waiting for this one's lock.
                with suppress(threading.BrokenBarrierError):
                    acted.wait(0.5)
        except rules.Stale as refusal:
            outcome = str(refusal)
        finally:
            connection.close()
        outcomes.append(outcome)

    threads = [threading.Thread(target=run, args=[action]) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_of_two_confirmations_at_once_one_is_taken() -> None:
    preview = ready(make_user())
    outcomes = at_once(lambda: claim(preview), lambda: claim(preview))
    assert len(outcomes) == 2
    assert [outcome for outcome in outcomes if isinstance(outcome, str)] == [
        "This has been confirmed already, so nothing was added again."
    ]


# Reading, in the job -------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_read_keeps_what_the_child_read() -> None:
    preview = ready(make_user())
    assert preview.is_ready
    assert preview.result is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reader", "sentence"),
    [
        ("decline", "These are minutes, not a plan."),
        ("refuse", "The file is text in UTF-16."),
        ("crash", "We could not read this file. Save it again as plain text and send that. The reference is "),
        ("hoard", "We could not read this file. Save it again as plain text and send that. The reference is "),
        ("die", "We could not read this file. Save it again as plain text and send that. The reference is "),
        ("endless", "We could not keep what was read in this file. Save it again as plain text and send that."),
    ],
)
def test_read_turns_a_file_down_with_a_sentence(
    reader: str, sentence: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(kinds.READERS, KIND, f"tests.core.readers:{reader}")
    preview = ready(make_user())
    assert preview.state == rules.PreviewState.TURNED_DOWN
    assert preview.sentence.startswith(sentence)
    assert preview.result is None
    assert "Four words" not in caplog.text
    assert "words of the file" not in caplog.text


@pytest.mark.django_db
def test_read_changes_nothing_when_it_is_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    preview = ready(make_user())
    claim(preview)
    before = Preview.objects.values().get()
    monkeypatch.setitem(kinds.READERS, KIND, "tests.core.readers:crash")
    reading.read(str(preview.pk))
    assert Preview.objects.values().get() == before


@pytest.mark.django_db
def test_read_leaves_the_file_as_it_came(files: Path) -> None:
    preview = ready(make_user())
    upload = Upload.objects.get()
    assert uploads.digest(upload) == preview.upload.sha256
    assert kept(files) == [Path(upload.file.path)]
