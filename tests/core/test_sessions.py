"""Sessions are Django's, kept without waiting for the disk."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.sessions import SessionStore


@pytest.mark.django_db
def test_a_session_is_found_by_its_key_until_its_time_is_over() -> None:
    session = SessionStore()
    session["words"] = "kept"
    session.save(must_create=True)
    assert SessionStore(session.session_key)["words"] == "kept"
    session.set_expiry(timezone.now() - datetime.timedelta(seconds=1))
    session.save()
    assert "words" not in SessionStore(session.session_key)
    assert "words" not in SessionStore("nobody's")


SET, RESET = "SET synchronous_commit TO off", "RESET synchronous_commit"


@pytest.mark.django_db(transaction=True)
def test_nothing_but_the_session_is_kept_without_waiting_for_the_disk() -> None:
    with CaptureQueriesContext(connection) as asked:
        SessionStore().save(must_create=True)
    first, *between, last = [query["sql"] for query in asked.captured_queries]
    assert (first, last) == (SET, RESET)
    assert [sql.split()[0] for sql in between] == ["BEGIN", "INSERT", "COMMIT"]


@pytest.mark.django_db(transaction=True)
def test_a_session_that_cannot_be_kept_leaves_the_connection_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(SessionStore, "create_model_instance", fail)
    with CaptureQueriesContext(connection) as asked, pytest.raises(RuntimeError):
        SessionStore().save(must_create=True)
    assert [query["sql"] for query in asked.captured_queries] == [SET, RESET]
