"""A day ends at midnight in London, on every page that asks whether it has: in summer, on the nights when the clocks
change, in a leap year and at the end of a year. Moments are kept in UTC."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from actionplan.rules import DateState, Window, window_state
from core import clock
from people.access.roles import Role
from people.models import School, User
from tests.actionplan.builders import make_milestone, make_recommendation, make_review, make_update
from tests.builders import make_body, make_meeting, make_member, make_school

# (the day something is due, the last moment it is not late, the first at which it is)
NIGHTS = [
    ("2026-12-01", "2026-12-01T23:59:59+00:00", "2026-12-02T00:00:00+00:00"),  # winter: London keeps UTC
    ("2026-07-31", "2026-07-31T22:59:59+00:00", "2026-07-31T23:00:00+00:00"),  # summer: an hour ahead
    ("2026-03-28", "2026-03-28T23:59:59+00:00", "2026-03-29T00:00:00+00:00"),  # the night before they go forward
    ("2026-03-29", "2026-03-29T22:59:59+00:00", "2026-03-29T23:00:00+00:00"),  # a day of 23 hours
    ("2026-10-24", "2026-10-24T22:59:59+00:00", "2026-10-24T23:00:00+00:00"),  # the night they go back
    ("2026-10-25", "2026-10-25T23:59:59+00:00", "2026-10-26T00:00:00+00:00"),  # a day of 25 hours
    ("2028-02-28", "2028-02-28T23:59:59+00:00", "2028-02-29T00:00:00+00:00"),  # a leap year
    ("2028-02-29", "2028-02-29T23:59:59+00:00", "2028-03-01T00:00:00+00:00"),
    ("2027-02-28", "2027-02-28T23:59:59+00:00", "2027-03-01T00:00:00+00:00"),  # and one that is none
    ("2026-12-31", "2026-12-31T23:59:59+00:00", "2027-01-01T00:00:00+00:00"),  # the year ends
]


def day_of(moment: str) -> datetime.date:
    with clock.at(datetime.datetime.fromisoformat(moment)):
        return clock.today()


@pytest.mark.parametrize(("due", "before", "after"), NIGHTS)
def test_a_due_day_ends_at_midnight_in_london(due: str, before: str, after: str) -> None:
    day = datetime.date.fromisoformat(due)
    window = Window(earliest=None, latest=day)
    assert window_state(window, day_of(before)) is not DateState.LATE
    assert window_state(window, day_of(after)) is DateState.LATE


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture
def officer(school: School, client: Client) -> User:
    user = make_member(Role.OFFICER, school.council)
    client.force_login(user)
    return user


@pytest.mark.django_db
@pytest.mark.parametrize(("due", "before", "after"), NIGHTS)
def test_a_milestones_page_says_late_from_midnight_in_london(
    client: Client, officer: User, school: School, due: str, before: str, after: str
) -> None:
    day = datetime.date.fromisoformat(due)
    plan = make_review(council=school.council)
    milestone = make_milestone((None, day), recommendation=make_recommendation(review=plan))
    for moment, is_late in ((before, False), (after, True)):
        with clock.at(datetime.datetime.fromisoformat(moment)):
            page = client.get(milestone.get_absolute_url()).content.decode()
        assert ("Late" in page) is is_late, moment


@pytest.mark.django_db
@pytest.mark.parametrize(("held", "before", "after"), NIGHTS)
def test_a_meeting_can_be_recorded_from_midnight_in_london(
    client: Client, school: School, held: str, before: str, after: str
) -> None:
    """The day after the one that ends here."""
    on = datetime.date.fromisoformat(held) + datetime.timedelta(days=1)
    meeting = make_meeting(body=make_body(school=school), on=on)
    client.force_login(make_member(Role.CLERK, school))
    held_url = reverse("people:school-meeting-held", kwargs={"urn": school.urn, "meeting_id": meeting.pk})
    for moment, status in ((before, "planned"), (after, "held")):
        with clock.at(datetime.datetime.fromisoformat(moment)):
            client.post(held_url)
        meeting.refresh_from_db()
        assert meeting.status == status, moment


@pytest.mark.django_db
def test_moments_are_kept_in_utc(officer: User, school: School) -> None:
    summer = datetime.datetime.fromisoformat("2026-07-31T23:30:00+00:00")  # 1 August in London
    with clock.at(summer):
        update = make_update(make_milestone(), officer)
    with connection.cursor() as cursor:
        cursor.execute("SHOW timezone")
        assert cursor.fetchone() == ("UTC",)
        cursor.execute("SELECT recorded_at::text FROM actionplan_update WHERE id = %s", [update.pk])
        assert cursor.fetchone() == ("2026-07-31 23:30:00+00",)
