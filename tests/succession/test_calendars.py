"""A person's own calendar: what stands in it, who can read it, and that a real calendar program reads it back."""

import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from icalendar.cal import Component

from actionplan.models import Milestone
from core import clock
from people.access.roles import Role
from people.models import Council, User
from people.rules import MeetingStatus
from succession.actions.calendars import renew_link, revoke_link
from succession.calendars import links, queries, views, writing
from succession.calendars.rules import Entry
from succession.models import CalendarFeed
from tests.actionplan.builders import make_milestone, make_owner, make_recommendation, make_review, make_team
from tests.at_once import at_once
from tests.builders import make_body, make_council, make_meeting, make_member, make_school, make_user

pytestmark = pytest.mark.django_db

SUMMER = date(2027, 3, 28)  # the day the clocks go forward


@pytest.fixture
def council() -> Council:
    return make_council()


@pytest.fixture
def owner(council: Council) -> User:
    return make_owner(make_team(council))


def feed_of(user: User) -> str:
    return reverse("calendar-feed", kwargs={"token": links.token_of(renew_link(by=user).nonce)})


def events(address: str) -> dict[str, Component]:
    answer = Client().get(address)
    assert answer.status_code == 200
    found = Calendar.from_ical(answer.content)
    return {str(event["uid"]): event for event in found.walk("VEVENT")}


def due(council: Council, *windows: tuple[date | None, date | None], team: str = "SES") -> list[int]:
    row = make_recommendation(review=make_review(council=council), teams=[team])
    return [make_milestone(window, recommendation=row, text="Ask Ann Lee").pk for window in windows]


# What stands in it ----------------------------------------------------------------------------------------------------
def test_a_teams_milestones_stand_on_the_last_day_of_their_windows_without_a_word_of_theirs(
    council: Council, owner: User
) -> None:
    first, _undated = due(council, (date(2027, 3, 1), SUMMER), (None, None))
    due(council, (None, SUMMER), team="Press")
    found = events(feed_of(owner))
    (event,) = found.values()
    assert str(event["uid"]).startswith(f"milestone-{first}-1@")
    assert (event["dtstart"].dt, event["dtend"].dt) == (SUMMER, SUMMER + timedelta(days=1))
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event["summary"] == "Action plan: recommendation 1, milestone 1 is due"
    assert event["url"].endswith(f"/milestones/{first}/")
    assert "Ann Lee" not in Client().get(feed_of(owner)).content.decode()


def test_what_is_done_goes_and_what_moves_keeps_its_key(council: Council, owner: User) -> None:
    (key,) = due(council, (None, SUMMER))
    address = feed_of(owner)
    before = set(events(address))
    milestone = Milestone.objects.get(pk=key)
    milestone.dates.update(latest=SUMMER + timedelta(days=40))
    after = events(address)
    assert set(after) == before
    assert next(iter(after.values()))["dtstart"].dt == SUMMER + timedelta(days=40)
    Milestone.objects.filter(pk=key).update(completed_on=date(2026, 1, 1))
    assert events(address) == {}


def test_meetings_of_bodies_that_a_person_may_read_of_stand_in_it_and_no_others() -> None:
    school, today = make_school(), clock.today()
    on = today + timedelta(days=20)
    ours = make_meeting(body=make_body(school=school, name="Board of ours"), on=on)
    off = make_meeting(body=make_body(school=school, name="Committee"), on=on, status=MeetingStatus.CANCELLED.value)
    make_meeting(body=make_body(school=make_school(council=school.council), name="Another board"), on=on)
    make_meeting(body=make_body(council=school.council, name="A panel"), on=on)
    make_meeting(body=ours.body, on=today - timedelta(days=900), status=MeetingStatus.HELD.value)
    found = events(feed_of(make_member(Role.GOVERNOR, school)))
    by_title = {str(event["summary"]): event for event in found.values()}
    assert set(by_title) == {"Meeting: Board of ours", "Meeting: Committee"}
    assert by_title["Meeting: Committee"]["status"] == "CANCELLED"
    assert by_title["Meeting: Board of ours"]["status"] == "CONFIRMED"
    assert {key.partition("@")[0] for key in found} == {f"meeting-{ours.pk}", f"meeting-{off.pk}"}


# Who can read it ------------------------------------------------------------------------------------------------------
def test_a_link_works_without_sign_in_until_it_is_renewed_or_taken_back(council: Council, owner: User) -> None:
    due(council, (None, SUMMER))
    client = Client()
    client.force_login(owner)
    page = reverse("calendar")
    assert "Make a link" in client.get(page).content.decode()
    client.post(reverse("calendar-renew"))
    first = links.link_of(owner)
    assert first in client.get(page).content.decode()
    path = "/" + first.partition("://")[2].partition("/")[2]
    assert len(events(path)) == 1
    client.post(reverse("calendar-renew"))
    assert Client().get(path).status_code == 404
    second = "/" + links.link_of(owner).partition("://")[2].partition("/")[2]
    assert len(events(second)) == 1
    for _ in range(2):
        assert client.post(reverse("calendar-revoke")).status_code == 302
    assert Client().get(second).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_the_secret_is_in_no_row(owner: User) -> None:
    token = links.token_of(renew_link(by=owner).nonce)
    row = CalendarFeed.objects.values().get()
    assert token not in str(row)
    assert row["token_hash"] == links.hash_of(token)
    for guess in (row["nonce"], row["token_hash"], token[:-1], token.upper(), "x"):
        assert Client().get(reverse("calendar-feed", kwargs={"token": guess})).status_code == 404


def test_what_a_person_may_read_is_asked_again_each_time(council: Council, owner: User) -> None:
    due(council, (None, SUMMER))
    address = feed_of(owner)
    assert len(events(address)) == 1
    memberships = owner.memberships.all()
    memberships.update(ends_on=date(2020, 1, 1))
    assert events(address) == {}
    memberships.update(ends_on=None)
    owner.team_memberships.all().delete()
    assert events(address) == {}
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_a_link_shows_its_own_persons_things_whoever_is_signed_in(council: Council, owner: User) -> None:
    due(council, (None, SUMMER))
    foreign = make_council()
    stranger = make_owner(make_team(foreign))
    client = Client()
    client.force_login(owner)
    answer = client.get(feed_of(stranger))
    assert b"VEVENT" not in answer.content


def test_nobody_keeps_it_and_what_did_not_change_is_not_sent_again(council: Council, owner: User) -> None:
    due(council, (None, SUMMER))
    address = feed_of(owner)
    answer = Client().get(address)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    again = Client().get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    due(council, (None, SUMMER))
    assert Client().get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 200
    assert Client().post(address).status_code == 405


def test_whoever_tries_out_links_is_slowed_down(owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST", 3)
    address = feed_of(owner)
    guess = reverse("calendar-feed", kwargs={"token": "0" * 64})
    assert [Client().get(guess).status_code for _ in range(4)] == [404, 404, 404, 429]
    assert Client().get(address).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").get(address).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_leave_one_link() -> None:
    user = make_user()
    assert at_once(*[lambda: renew_link(by=user)] * 2) == []
    assert CalendarFeed.objects.count() == 1
    revoke_link(by=user)


def test_its_questions_do_not_grow(council: Council, owner: User, django_assert_max_num_queries: object) -> None:
    due(council, *[(None, SUMMER)] * 40)
    for n in range(10):
        make_meeting(body=make_body(council=council, name=f"Body {n}"), on=clock.today() + timedelta(days=n))
    address = feed_of(make_member(Role.OFFICER, council))
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert Client().get(address).status_code == 200
    mine = feed_of(owner)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert len(events(mine)) == 40
    assert len(queries.entries(User.objects.get(pk=owner.pk), clock.today())) == 40


# Read back by a calendar program --------------------------------------------------------------------------------------
_SETTINGS = """
[calendars]
[[ours]]
path = {folder}/calendar
type = calendar
[locale]
local_timezone = Europe/London
default_timezone = Europe/London
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = ours
"""


def _khal(folder: Path, *words: str) -> str:
    command = ["khal", "-c", str(folder / "settings"), *words]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=120)  # noqa: S603
    return done.stdout


@pytest.mark.skipif(shutil.which("khal") is None, reason="khal is not installed: apt-get install khal")
def test_khal_reads_it_back(tmp_path: Path) -> None:
    long = "Board, of; the \\ school " + "x" * 176
    entries = [
        Entry("milestone-1-1", SUMMER, "Action plan: recommendation 2a, milestone 1 is due", "https://x.example/a"),
        Entry("meeting-2", date(2027, 10, 31), f"Meeting: {long}", "https://x.example/b", is_cancelled=True),
        Entry("meeting-3", date(2028, 2, 29), "Meeting: Zoë’s Committee", "https://x.example/c"),
    ]
    (tmp_path / "calendar").mkdir()
    (tmp_path / "settings").write_text(_SETTINGS.format(folder=tmp_path))
    # Read in twice, as a program does that asks again: what it knows by its key is there once, as it is now.
    for moved in (entries, [*entries[:2], Entry("meeting-3", date(2028, 3, 1), entries[2].title, entries[2].href)]):
        (tmp_path / "ours.ics").write_bytes(writing.written(moved, date(2026, 11, 26)))
        _khal(tmp_path, "import", "--batch", "-a", "ours", str(tmp_path / "ours.ics"))
    form = "{start-date}|{end-date}|{title}|{status}|{url}"
    listed = _khal(tmp_path, "list", "-df", "", "--format", form, "2027-01-01", "2028-12-31").splitlines()
    assert [line.split("|") for line in listed] == [
        ["2027-03-28", "2027-03-28", entries[0].title, "CONFIRMED ", "https://x.example/a"],
        ["2027-10-31", "2027-10-31", entries[1].title, "CANCELLED ", "https://x.example/b"],
        ["2028-03-01", "2028-03-01", entries[2].title, "CONFIRMED ", "https://x.example/c"],
    ]
