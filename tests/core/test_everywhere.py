"""What every template has: addresses as Django gives them, and days as papers write them."""

import datetime

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch
from django.utils import timezone


def rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% url "school" urn=urn %}', "/schools/999001/"),
        ('{% url "school" urn %}', "/schools/999001/"),
        ('{% url "school" urn as found %}[{{ found }}]', "[/schools/999001/]"),
        ('{% url "nowhere" urn as found %}[{{ found }}]', "[]"),
    ],
)
def test_an_address_is_given_by_name(source: str, expected: str) -> None:
    assert rendered(source, urn=999001) == expected
    assert rendered(source, urn=999001) == expected


def test_an_address_of_no_page_is_an_error() -> None:
    with pytest.raises(NoReverseMatch):
        rendered('{% url "nowhere" %}')


def test_each_address_is_its_own() -> None:
    assert rendered('{% for urn in urns %}{% url "school" urn %} {% endfor %}', urns=[999001, 999002]) == (
        "/schools/999001/ /schools/999002/ "
    )


def test_a_day_is_written_as_papers_write_it() -> None:
    assert rendered("{{ on|day }}", on=datetime.date(2026, 3, 2)) == "2 March 2026"
    assert rendered("[{{ on|day }}]", on=None) == "[]"


def test_the_day_of_a_moment_is_the_day_here() -> None:
    moment = datetime.datetime(2026, 6, 30, 23, 30, tzinfo=datetime.UTC)
    assert timezone.get_current_timezone_name() == "Europe/London"
    assert rendered("{{ at|day }}", at=moment) == "1 July 2026"
