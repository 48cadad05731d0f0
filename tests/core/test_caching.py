"""The cache in the database: Django's interface, forgetting in time, and counts that are right whoever counts."""

import datetime
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

from core.caching import counts, remove_run_out

WITHIN = datetime.timedelta(minutes=5)


@contextmanager
def later(**by: int) -> Iterator[None]:
    with patch("core.caching.timezone.now", return_value=timezone.now() + datetime.timedelta(**by)):
        yield


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
@pytest.mark.parametrize("value", [1, "words", [1.5, "2"], None, {"a": (1, 2)}])
def test_what_is_kept_is_given_back(value: object) -> None:
    cache.set("one", value, 60)
    assert cache.get("one", "nothing") == value
    assert cache.get("two", "nothing") == "nothing"
    assert cache.get_many(["one", "two"]) == {"one": value}
    assert "one" in cache
    assert cache.delete("one")
    assert not cache.delete("one")
    assert cache.get("one", "nothing") == "nothing"


@pytest.mark.django_db
def test_a_value_is_kept_in_place_of_another() -> None:
    cache.set("one", 1, 60)
    cache.set("one", 2, 60)
    assert cache.get("one") == 2


@pytest.mark.django_db
def test_a_value_is_added_where_there_is_none_or_one_that_ran_out() -> None:
    assert cache.add("one", 1, 60)
    assert not cache.add("one", 2, 60)
    assert cache.get("one") == 1
    with later(seconds=61):
        assert cache.add("one", 3, 600)
        assert cache.get("one") == 3


@pytest.mark.django_db
def test_a_value_that_ran_out_is_nothing_and_is_removed() -> None:
    cache.set("short", 1, 60)
    cache.set("long", 2, 600)
    cache.set("for-ever", 3, None)
    with later(seconds=61):
        assert cache.get_many(["short", "long", "for-ever"]) == {"long": 2, "for-ever": 3}
        remove_run_out()
    assert cache.get_many(["short", "long", "for-ever"]) == {"long": 2, "for-ever": 3}
    assert rows() == 2


@pytest.mark.django_db
def test_what_is_kept_within_a_transaction_goes_with_it() -> None:
    with transaction.atomic():
        cache.set("one", 1, 60)
        counts().count(["two"], WITHIN)
        transaction.set_rollback(True)
    assert rows() == 0


@pytest.mark.django_db(transaction=True)
def test_what_else_is_kept_waits_for_the_disk() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO on")
        try:
            cache.set("one", 1, 60)
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone() == ("on",)
            with transaction.atomic():
                cache.set("two", 1, 60)
                cursor.execute("SHOW synchronous_commit")
                assert cursor.fetchone() == ("on",)
        finally:
            cursor.execute("RESET synchronous_commit")


@pytest.mark.django_db
def test_a_count_is_the_highest_of_its_keys_and_begins_again_in_time() -> None:
    cache.set("beside-it", "words", 60)
    assert [counts().count(["a"], WITHIN) for _ in range(3)] == [1, 2, 3]
    assert counts().count(["b", "a"], WITHIN) == 4
    assert counts().count(["b"], WITHIN) == 2
    with later(minutes=4):
        assert counts().count(["a"], WITHIN) == 5
    with later(minutes=5, seconds=1):  # of the first, not of the last
        assert counts().count(["a"], WITHIN) == 1


@pytest.mark.django_db
def test_what_is_counted_back_is_never_less_than_nothing() -> None:
    cache.set("beside-it", "words", 60)
    counts().count(["a", "b"], WITHIN)
    for _ in range(3):
        counts().count_back(["a", "never-counted"])
    assert counts().count(["a"], WITHIN) == 1
    assert counts().count(["b"], WITHIN) == 2


@pytest.mark.django_db(transaction=True)
def test_each_of_many_at_once_gets_a_number_of_its_own() -> None:
    """Under two keys, named in either order, which would else wait for each other."""
    found: list[int] = []
    start = threading.Barrier(8)

    def count(keys: list[str]) -> None:
        start.wait()
        try:
            found.extend(counts().count(keys, WITHIN) for _ in range(25))
        finally:
            connection.close()

    threads = [threading.Thread(target=count, args=[["a", "b"] if n % 2 else ["b", "a"]]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == list(range(1, 201))
