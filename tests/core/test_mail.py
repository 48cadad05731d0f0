"""Letters: asked for with their cause, written when they are sent, sent once, and never lost."""

import datetime
import itertools
import os
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from core import kinds, mail, mailing, rules, tasks
from core.models import Letter

ROOT = Path(__file__).resolve().parents[2]
KIND = "tests.letter"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _writers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(kinds.WRITERS, KIND, "tests.core.writers:note")


def posted(about: str = "7") -> Letter:
    with transaction.atomic():
        return mail.post(kind=KIND, about=about)


def test_a_letter_is_written_and_sent_once() -> None:
    letter = posted()
    mailing.send(letter.pk)
    mailing.send(letter.pk)
    (sent,) = outbox.outbox
    assert (sent.to, sent.subject, sent.body) == (["reader-7@school.example"], "A note", "There is a note about 7.")
    assert sent.message()["Auto-Submitted"] == "auto-generated"
    letter.refresh_from_db()
    assert letter.state == rules.LetterState.SENT
    assert letter.ended_at is not None


def test_many_letters_are_asked_for_in_two_statements_and_each_has_its_job() -> None:
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        assert mail.post_many(kind=KIND, abouts=(str(number) for number in range(200))) == 200
    assert len(asked) == 2
    waiting = [job.args["letter_id"] for job in ProcrastinateJob.objects.filter(task_name="core.send_letter")]
    assert sorted(waiting) == sorted(Letter.objects.values_list("pk", flat=True))
    with transaction.atomic():
        assert mail.post_many(kind=KIND, abouts=()) == 0


@pytest.mark.django_db(transaction=True)
def test_a_letter_whose_cause_is_undone_is_not_asked_for() -> None:
    def cause() -> None:
        mail.post(kind=KIND, about=7)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        cause()
    assert not Letter.objects.exists()
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_no_letter_is_asked_for_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        mail.post(kind=KIND, about=7)


def test_whoever_should_not_have_it_any_more_gets_none() -> None:
    letter = posted("nobody")
    mailing.send(letter.pk)
    letter.refresh_from_db()
    assert letter.state == rules.LetterState.DROPPED
    assert outbox.outbox == []


def test_the_job_holds_an_id_alone() -> None:
    letter = posted()
    assert ProcrastinateJob.objects.get().args == {"letter_id": letter.pk}


def test_a_letter_that_is_sent_again_has_the_same_message_id(monkeypatch: pytest.MonkeyPatch) -> None:
    letter, save = posted(), Letter.save

    def die(self: Letter, *args: Any, **kwargs: Any) -> None:
        if self.state == rules.LetterState.SENT:
            monkeypatch.setattr(Letter, "save", save)
            raise KeyboardInterrupt
        save(self, *args, **kwargs)

    monkeypatch.setattr(Letter, "save", die)
    with pytest.raises(KeyboardInterrupt):
        mailing.send(letter.pk)
    mailing.send(letter.pk)
    first, again = (sent.message()["Message-ID"] for sent in outbox.outbox)
    assert first == again
    other = posted()
    mailing.send(other.pk)
    assert outbox.outbox[-1].message()["Message-ID"] != first


def test_a_mail_server_that_refuses_costs_no_letter_and_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any) -> int:
        raise OSError("550 reader-7@school.example unknown")

    letter = posted()
    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", refuse)
        with pytest.raises(mailing.NotSent, match=rf"^letter {letter.pk}: OSError$") as refused:
            mailing.send(letter.pk)
    assert refused.value.__cause__ is None
    letter.refresh_from_db()
    assert (letter.state, letter.failures) == (rules.LetterState.WAITING, 1)
    assert letter.failed_at is not None
    mailing.send(letter.pk)
    assert len(outbox.outbox) == 1


def test_what_a_writer_wrote_down_is_undone_where_the_letter_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(kinds.WRITERS, KIND, "tests.core.writers:remembers")
    letter = posted()

    def refuse(*_args: Any) -> int:
        raise OSError

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    with pytest.raises(mailing.NotSent):
        mailing.send(letter.pk)
    assert not Letter.objects.filter(kind="written down").exists()


def test_it_is_tried_for_two_days_at_growing_distance() -> None:
    waits = list(itertools.takewhile(bool, map(rules.wait_before_sending_again, range(1, 1000))))
    assert waits == sorted(waits)
    assert waits[0] == datetime.timedelta(seconds=15)
    assert sum(waits, datetime.timedelta()) > datetime.timedelta(days=1.5)
    assert max(waits) <= datetime.timedelta(hours=1)
    assert len(waits) < 60


# A worker killed between the mail server's word and its own ----------------------------------------------------------
class _Mailbox(socketserver.StreamRequestHandler):
    """Enough of a mail server for one letter: keeps it, then does what the test asks before it answers."""

    def handle(self) -> None:
        box: Any = self.server
        self._say("220 ready")
        for line in iter(self.rfile.readline, b""):
            if line.upper().startswith(b"DATA"):
                self._say("354 go on")
                box.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                box.kept.set()
                box.answer.wait(20)
            self._say("250 kept")

    def _say(self, words: str) -> None:
        try:
            self.wfile.write(f"{words}\r\n".encode())
        except OSError:
            return


def working(port: str, *options: str) -> "subprocess.Popen[bytes]":
    """A worker on the tests' database that sends by this port."""
    given = connection.settings_dict
    program = (
        "import django; django.setup(); from core import kinds; from django.core.management import call_command\n"
        f"kinds.register_writer({KIND!r}, 'tests.core.writers:note')\n"
        f"call_command('procrastinate', 'worker', *{options!r})"
    )
    environment = {
        "DJANGO_SETTINGS_MODULE": "succession.settings",
        "DATABASE_URL": f"host={given['HOST']} user={given['USER']} dbname={given['NAME']}",
        "MAIL_HOST": "127.0.0.1",
        "MAIL_PORT": port,
        "MAIL_TLS": "0",
    }
    return subprocess.Popen(  # noqa: S603 (our own interpreter and program)
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def mailbox() -> Iterator[Any]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Mailbox) as server:
        box: Any = server
        box.daemon_threads, box.letters, box.kept, box.answer = True, [], threading.Event(), threading.Event()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield box
        box.answer.set()
        server.shutdown()


@pytest.mark.enable_socket
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_between_sending_and_noting_it_sends_the_same_letter_again(mailbox: Any) -> None:
    with transaction.atomic():
        letter = mail.post(kind=KIND, about=7)
    job, port = ProcrastinateJob.objects.get(), str(mailbox.server_address[1])
    with working(port) as worker:
        assert mailbox.kept.wait(30), "no letter came"
        worker.kill()
        worker.wait()
    mailbox.answer.set()
    letter.refresh_from_db()
    assert letter.state == rules.LetterState.WAITING
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    async_to_sync(tasks.retry_stalled.func)(0)
    with working(port, "--one-shot") as worker:
        assert worker.wait(60) == 0
    letter.refresh_from_db()
    job.refresh_from_db()
    assert (letter.state, job.status) == (rules.LetterState.SENT, "succeeded")
    first, again = (message_from_bytes(kept)["Message-ID"] for kept in mailbox.letters)
    assert first == again
