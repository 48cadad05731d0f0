"""Queries whose SQL is written once answer as the querysets they were written from."""

import datetime
from collections.abc import Collection

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from core.database.privileges import as_owner
from core.prepared import prepared
from people.access.roles import Role
from people.models import Body, Membership, School
from tests.builders import make_body, make_member, make_school

pytestmark = pytest.mark.django_db

written: list[str] = []


@prepared(keys="bigint")
def schools(keys: Collection[int], name: str) -> QuerySet[School]:
    written.append("schools")
    return School.objects.filter(pk__in=keys, name__gte=name).select_related("council").order_by("name")


@prepared()
def roles(school: int, on: datetime.date) -> QuerySet[Membership, tuple[str, str]]:
    held = Membership.objects.filter(school=school, starts_on__lte=on).order_by("role")
    return held.values_list("role", "user__name")


@prepared()
def bodies(school: int) -> QuerySet[Body]:
    return Body.objects.filter(schools=school).prefetch_related("schools")


def test_it_answers_with_the_rows_of_its_values_and_of_no_call_before() -> None:
    first, second = make_school(name="Alder"), make_school(name="Birch")
    assert schools(keys=[first.pk, second.pk], name="A") == [first, second]
    assert schools(keys=[first.pk, second.pk], name="B") == [second]
    assert schools(keys=[first.pk], name="A") == [first]
    assert schools(keys=[], name="A") == []


def test_its_sql_is_written_once() -> None:
    schools(keys=[], name="A")
    before = len(written)
    schools(keys=[1], name="B")
    assert len(written) == before


def test_what_was_asked_for_beside_a_row_comes_in_the_same_query() -> None:
    school = make_school()
    with CaptureQueriesContext(connection) as asked:
        (found,) = schools(keys=[school.pk], name="")
        assert found.council.name
    assert len(asked) == 1


def test_values_come_as_they_do_from_a_queryset() -> None:
    school = make_school()
    make_member(Role.HEAD, school, name="Ann")
    make_member(Role.CLERK, school, name="Bea")
    assert roles(school=school.pk, on=datetime.date.max) == [("clerk", "Bea"), ("head", "Ann")]
    assert roles(school=school.pk, on=datetime.date.min) == []


def test_rows_that_are_fetched_ahead_come_with_it() -> None:
    school = make_school()
    make_body(school=school)
    (found,) = bodies(school=school.pk)
    with CaptureQueriesContext(connection) as asked:
        assert list(found.schools.all()) == [school]
    assert len(asked) == 0


def test_a_value_is_never_part_of_the_sql() -> None:
    school = make_school(name="Alder")
    assert schools(keys=[school.pk], name="'; DROP TABLE people_school; --") == [school]


def test_it_is_asked_on_the_connection_of_the_moment() -> None:
    schools(keys=[], name="")
    with as_owner() as owner, CaptureQueriesContext(owner) as asked:
        schools(keys=[], name="")
    assert len(asked) == 1


@pytest.mark.parametrize("values", [{}, {"keys": [1]}, {"keys": [1], "name": None}, {"keys": [], "name": "", "x": 1}])
def test_it_refuses_a_call_that_leaves_a_slot_empty(values: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="takes a value for each of keys, name, by name"):
        schools(**values)  # type: ignore[arg-type]
