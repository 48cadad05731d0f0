"""A clerk keeps a meeting from the calendar to its confirmed minutes; governors read what is theirs, on a phone."""

import re

import pytest

from core import clock
from people.access.roles import Role
from people.models import Meeting
from people.rules import MeetingStatus
from tests.builders import make_body, make_meeting, make_member, make_school, make_term
from tests.journeys.conftest import Visit
from tests.journeys.visiting import PHONE

LONG = ("Maximiliana " * 16 + "Featherst")[:200]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_clerk_keeps_a_meeting_from_its_day_to_its_confirmed_minutes(site: str, visit: Visit, scripts: bool) -> None:
    school = make_school(name="Bryn Awel School")
    board = make_body(school=school, name="Governing board")
    reader = make_member(Role.GOVERNOR, school, name="Gina Governor")
    works = make_member(Role.GOVERNOR, school, name="Sam Staff")
    make_term(board, name=reader.name, user=reader)
    make_term(board, name=works.name, user=works, category="staff")
    clerk = visit(make_member(Role.CLERK, school, name="Clara Clerk"), java_script_enabled=scripts)
    today = clock.today()
    titled = f"Governing board, {today:%-d %B %Y}"
    clerk.go("/", school.name).follow("Meetings", "Meetings").press("Plan a meeting", "Plan a meeting")
    clerk.fill(on=today.isoformat()).press("Put it in the calendar", "Meetings")
    clerk.follow(re.compile(f"^{today:%-d %B %Y}"), titled)
    assert "The agenda is empty" in clerk.words
    clerk.press("Add an item", "Add an item").press("Add the item", "Add an item")
    assert clerk.errors()[0] == ("Enter what the item is called.", "#id_title")
    clerk.fill(title="Cover for the summer").choose("For information").press("Add the item", "Cover for the summer")
    paper = {"name": "cover.txt", "mimeType": "text/plain", "buffer": b"Who covers when"}
    clerk.page.get_by_label("Upload a paper").set_input_files(paper)  # type: ignore[arg-type]
    clerk.press("Add the paper", "Cover for the summer")
    clerk.go(clerk.page.url.removeprefix(site).partition("items/")[0], titled)
    clerk.press("Add an item", "Add an item").fill(title="The pay of one person")
    clerk.choose("For information").choose(re.compile("Confidential: members who do not work"))
    clerk.press("Add the item", "The pay of one person")
    clerk.go(clerk.page.url.removeprefix(site).partition("items/")[0], titled)
    clerk.press("Issue agenda and papers", "Issue agenda and papers")
    assert "are late" in clerk.words
    clerk.press("Issue them all the same", "Issue agenda and papers")
    assert clerk.errors()[0][1] == "#id_reason"
    clerk.fill(reason="The chair agreed").press("Issue them all the same", titled)
    path = clerk.page.url.removeprefix(site)
    # Who reads it.
    governor = visit(reader, viewport=PHONE).go(path, titled)
    assert "1. Cover for the summer" in governor.words
    assert "The pay of one person" not in governor.words
    assert governor.download(governor.link("cover.txt")) == b"Who covers when"
    governor.follow(re.compile("Open the confidential items"), "Confidential items")
    assert "The pay of one person" in governor.words
    shut_out = visit(works, viewport=PHONE).go(path, titled)
    assert "2. An item you are not part of" in shut_out.words
    shut_out.go(f"{path}confidential/", "There is no such page here", status=404)
    # What it decided, and who confirmed it.
    clerk.follow("Record the decision", "What was decided").press("Record the decision", "What was decided")
    assert [href for _, href in clerk.errors()] == ["#id_outcome_0", "#id_minute_reference"]
    clerk.choose("Noted").fill(minute_reference="4.1").press("Record the decision", titled)
    assert "Minute 4.1" in clerk.words
    assert "draft until the minutes are confirmed" in clerk.words
    # The next meeting comes, and it has the minutes of this one before it.
    Meeting.objects.filter(body=board).update(on=today.replace(year=today.year - 1))
    later = make_meeting(body=board, on=today, status=MeetingStatus.HELD.value)
    titled = f"Governing board, {today.replace(year=today.year - 1):%-d %B %Y}"
    clerk.go("/", school.name).follow("Meetings", "Meetings")
    clerk.go(path, titled).follow("Confirm the minutes", "Confirm the minutes").choose(str(later))
    clerk.press("Confirm the minutes", titled)
    assert f"Its minutes were approved at {later}." in clerk.words
    assert "draft until" not in clerk.words


@pytest.mark.parametrize("scripts", [True, False])
def test_a_clerk_keeps_the_members_of_a_board(site: str, visit: Visit, scripts: bool) -> None:
    school = make_school(name="Hill Top School")
    make_body(school=school, name="Governing board")
    clerk = visit(make_member(Role.CLERK, school, name="Clara Clerk"), java_script_enabled=scripts)
    clerk.go("/", school.name).follow("Members", "Members").press("Add a member", "Add a member")
    clerk.press("Add the member", "Add a member")
    assert [href for _, href in clerk.errors()] == ["#id_name", "#id_category_0", "#id_starts_on"]
    clerk.fill(name=LONG, starts_on="1 September 2024").choose("Parent governor")
    clerk.fill(ends_on=f"{clock.today():%-d %B %Y}").press("Add the member", "Members")
    assert "Ends soon" in clerk.words
    clerk.follow(re.compile("Set places and notice"), "Places and notice").fill(places_parent="3", notice_days="10")
    clerk.press("Save", "Members")
    assert "2 are vacant." in clerk.words
    clerk.follow("Home", school.name)
    assert "See to the vacancies on Governing board" in clerk.words
    clerk.follow(re.compile("^Renew the term of"), "Members").follow(re.compile("^Renew"), re.compile("A further term"))
    clerk.press("Add the further term", "Members")
    assert "Ends soon" not in clerk.words
    clerk.follow(re.compile("^Change"), re.compile("Change the place of")).choose("Vice-chair").press("Save", "Members")
    assert "vice-chair" in clerk.words
    clerk.follow(re.compile("^End"), re.compile("End the place of")).fill(ends_on="31 August 2025")
    clerk.press("End the place", "Members")
    assert "Whose place has ended" in clerk.words
