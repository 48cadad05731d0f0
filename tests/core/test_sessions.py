"""Sessions are Django's, kept without waiting for the disk."""

import datetime

import pytest
from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.sessions import SessionStore


def last_moment(session: SessionStore, **ago: float) -> None:
    """Let the session's last moment have been so long ago."""
    Session.objects.filter(pk=session.session_key).update(expire_date=timezone.now() - datetime.timedelta(**ago))


def minutes_left(session: SessionStore) -> float:
    return (Session.objects.get(pk=session.session_key).expire_date - timezone.now()).total_seconds() / 60


def begun(**data: object) -> SessionStore:
    session = SessionStore()
    session.update({"words": "kept"} | data)
    session.save(must_create=True)
    return session


def idle_for(session: SessionStore, minutes: float) -> None:
    """Let its person have done nothing for so long."""
    row = Session.objects.get(pk=session.session_key)
    Session.objects.filter(pk=row.pk).update(expire_date=row.expire_date - datetime.timedelta(minutes=minutes))


@pytest.mark.django_db
def test_a_session_is_found_by_its_key_until_its_time_is_over() -> None:
    session = begun()
    assert SessionStore(session.session_key)["words"] == "kept"
    last_moment(session, seconds=1)
    assert "words" not in SessionStore(session.session_key)
    assert "words" not in SessionStore("nobody's")


@pytest.mark.django_db
def test_two_hours_of_doing_nothing_end_it_and_half_an_hour_where_names_are_held() -> None:
    session, named = begun(), begun(_holds_names=True)
    assert 119 < minutes_left(session) <= 120
    assert 29 < minutes_left(named) <= 30
    for one, most in ((session, 120), (named, 30)):
        idle_for(one, most - 1)
        assert SessionStore(one.session_key).get("words") == "kept"
        idle_for(one, 2)
        assert SessionStore(one.session_key).get("words") is None


@pytest.mark.django_db
def test_whatever_its_person_does_prolongs_it_noted_once_a_minute() -> None:
    session = begun()
    idle_for(session, 0.5)
    again = SessionStore(session.session_key)
    assert (again["words"], again.modified) == ("kept", False)
    idle_for(session, 30)
    again = SessionStore(session.session_key)
    assert (again["words"], again.modified) == ("kept", True)
    again.save()
    assert minutes_left(session) > 119


@pytest.mark.django_db
def test_what_a_page_asks_by_itself_does_not_prolong_it_even_where_something_is_kept() -> None:
    session = begun()
    idle_for(session, 30)
    again = SessionStore(session.session_key)
    again.is_by_itself = True
    assert (again["words"], again.modified) == ("kept", False)
    again["more"] = 1
    again.save()
    assert minutes_left(session) < 91


@pytest.mark.django_db
def test_twelve_hours_after_sign_in_it_ends_whatever_its_person_does() -> None:
    session = begun(_began=(timezone.now() - datetime.timedelta(hours=11, minutes=50)).timestamp())
    assert minutes_left(session) <= 10
    again = SessionStore(session.session_key)
    again["more"] = 1
    again.save()
    assert minutes_left(session) <= 10


@pytest.mark.django_db(transaction=True)
def test_an_end_waits_for_the_disk_and_takes_what_was_not_yet_there_along() -> None:
    session = begun()
    with CaptureQueriesContext(connection) as asked:
        session.flush()
    ended = [query["sql"] for query in asked.captured_queries]
    assert any(sql.startswith("DELETE") for sql in ended)
    assert not any("synchronous_commit" in sql for sql in ended)


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
