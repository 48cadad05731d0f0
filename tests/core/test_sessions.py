"""Sessions are Django's, kept without waiting for the disk."""

import datetime

import pytest
from django.contrib.sessions.backends.base import CreateError, UpdateError
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


@pytest.mark.django_db(transaction=True)
def test_a_session_is_kept_and_changed_in_one_statement_each_that_waits_for_no_disk() -> None:
    session = SessionStore()
    session["words"] = "first"
    with CaptureQueriesContext(connection) as asked:
        session.save(must_create=True)
        session["words"] = "second"
        session.save()
    begun = [query["sql"].split()[0] for query in asked.captured_queries]
    assert begun == ["INSERT", "UPDATE"]
    assert all("set_config('synchronous_commit', 'off', true)" in query["sql"] for query in asked.captured_queries)
    assert SessionStore(session.session_key)["words"] == "second"
    with connection.cursor() as cursor:
        cursor.execute("SELECT source FROM pg_settings WHERE name = 'synchronous_commit'")
        assert cursor.fetchone() != ("session",), "what comes after waits again"


@pytest.mark.django_db(transaction=True)
def test_a_key_that_is_taken_and_a_session_that_is_gone_are_refused() -> None:
    session = SessionStore()
    session.save(must_create=True)
    with pytest.raises(CreateError):
        SessionStore(session.session_key).save(must_create=True)
    session.delete()
    with pytest.raises(UpdateError):
        session.save()
