"""The home page of a school: each role is shown what it can act on, and nothing else."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from core import clock
from people.access.roles import Role
from people.actions import posts
from people.models import User
from people.planning.cover import Band, Level
from people.rules import MeetingStatus
from people.talent.criteria import CriteriaState
from policies.actions.submissions import return_with_comments, submit
from policies.actions.versions import save_version
from policies.queries import standing_of, still_to_begin, versions_of
from succession.home import schools
from succession.home.beginning import known_of, steps
from succession.home.items import Coming, Need
from tests.builders import (
    issued,
    make_criteria,
    make_meeting,
    make_member,
    make_nomination,
    make_post,
    make_report,
    make_school,
    make_staff,
)
from tests.policies.cast import TODAY, Cast, make_cast
from tests.policies.test_actions_versions import change

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def cast() -> Cast:
    return make_cast(name="Bryn Awel School")


def asked(cast: Cast, user: User, today: datetime.date = TODAY) -> list[Need]:
    standing, versions = standing_of(cast.school, today), versions_of(user, cast.school)
    to_begin = still_to_begin(versions, today)
    return list(schools.needs(user, cast.school, standing, versions, to_begin, today))


def ahead(cast: Cast, user: User, today: datetime.date = TODAY) -> list[Coming]:
    standing, versions = standing_of(cast.school, today), versions_of(user, cast.school)
    return list(schools.coming(user, cast.school, standing, still_to_begin(versions, today), today))


def needs(cast: Cast, user: User, today: datetime.date = TODAY) -> list[str]:
    return [need.what for need in asked(cast, user, today)]


def changes(cast: Cast, user: User) -> list[str]:
    return [change.words for change in schools.changes(user, cast.school, versions_of(user, cast.school))]


def test_a_school_without_a_policy_asks_its_head_to_begin_and_nobody_else(cast: Cast) -> None:
    assert needs(cast, cast.head) == needs(cast, cast.lead) == ["Take or write the school’s policy"]
    for user in (cast.clerk, cast.chair, cast.governor):
        assert needs(cast, user) == []


def test_a_saved_version_is_to_be_submitted_by_whoever_edits(cast: Cast) -> None:
    cast.take()
    assert needs(cast, cast.head) == ["Submit version 1 of the policy to the board"]
    assert needs(cast, cast.governor) == []


def test_a_draft_is_to_be_gone_on_with_by_its_editor_alone(cast: Cast) -> None:
    cast.take()
    change(cast, cast.head, "Other words")
    assert "Go on with your changes to the policy" in needs(cast, cast.head)
    assert "Go on with your changes to the policy" not in needs(cast, cast.lead)


def test_a_submitted_version_waits_for_the_clerk_and_is_read_by_the_board(cast: Cast) -> None:
    cast.submitted()
    assert needs(cast, cast.clerk) == ["Record what the board decided on version 1 of the policy"]
    assert needs(cast, cast.governor) == ["Read version 1 of the policy before the board decides"]
    assert needs(cast, cast.chair) == needs(cast, cast.governor)
    assert needs(cast, cast.head) == []
    assert needs(cast, make_member(Role.STAFF, cast.school)) == []


def test_a_version_goes_on_waiting_while_the_next_is_in_work(cast: Cast) -> None:
    cast.submitted()
    change(cast, cast.head, "Other words")
    save_version(owner=cast.school, by=cast.head)
    assert needs(cast, cast.clerk) == ["Record what the board decided on version 1 of the policy"]
    assert needs(cast, cast.governor) == ["Read version 1 of the policy before the board decides"]


def test_a_submitted_version_waits_for_the_chair_of_a_school_without_a_clerk(cast: Cast) -> None:
    cast.submitted()
    assert needs(cast, cast.chair) == ["Record what the board decided on version 1 of the policy"]


def test_a_returned_version_comes_back_to_the_head_with_the_boards_words(cast: Cast) -> None:
    return_with_comments(version=cast.submitted(), comments="Say who covers.", by=cast.clerk)
    found = asked(cast, cast.head)
    assert [(need.what, need.why) for need in found] == [
        ("Answer what the board asked about version 1", "Say who covers.")
    ]
    assert needs(cast, cast.clerk) == []


@pytest.mark.parametrize(
    ("before_review", "why"),
    [(91, None), (90, "Its review date is near"), (0, "Its review date is near"), (-1, "past")],
)
def test_a_review_is_asked_for_90_days_before_it_is_due(cast: Cast, before_review: int, why: str | None) -> None:
    due = TODAY + 365 * DAY
    cast.adopted(review_due_on=due)
    today = due - before_review * DAY
    found = [need for need in asked(cast, cast.head, today) if "commitments" not in need.what]
    assert [need.by for need in found] == ([] if why is None else [due])
    assert [need.why for need in found] == {None: [], "past": ["Its review date has passed"]}.get(why, [why])


def test_a_review_that_has_begun_is_not_asked_for_again(cast: Cast) -> None:
    due = TODAY + 30 * DAY
    cast.adopted(review_due_on=due)
    change(cast, cast.head, "Other words")
    save_version(owner=cast.school, by=cast.head)
    assert needs(cast, cast.head) == ["Submit version 2 of the policy to the board"]


def test_what_changed_is_told_as_far_as_each_may_know_it(cast: Cast) -> None:
    version = cast.take()
    assert changes(cast, cast.head) == ["Helen Head saved version 1 of the policy"]
    assert changes(cast, cast.governor) == []
    cast.adopt(submit(version=version, by=cast.head))
    assert changes(cast, cast.governor)[0] == (
        "Clara Clerk recorded that Full governing board adopted version 1 of the policy on 14 October 2026"
    )
    assert not any("saved" in words for words in changes(cast, cast.governor))
    assert changes(cast, cast.outsider) == []


def test_what_is_coming_leaves_out_cancelled_meetings_and_past_ones(cast: Cast) -> None:
    for days, status in ((3, "planned"), (5, "cancelled"), (-1, "planned")):
        make_meeting(body=cast.board, on=TODAY + days * DAY, status=MeetingStatus(status))
    found = ahead(cast, cast.governor)
    assert [(item.on, item.words) for item in found] == [(TODAY + 3 * DAY, f"{cast.board} meets")]


def test_a_member_of_staff_learns_of_no_meeting(cast: Cast) -> None:
    make_meeting(body=cast.board, on=TODAY + DAY)
    staff = make_member(Role.STAFF, cast.school)
    assert ahead(cast, staff) == []


def test_a_version_that_takes_effect_later_is_coming_and_the_review_before_it_is_not(cast: Cast) -> None:
    start = TODAY + 29 * DAY
    cast.adopted(review_due_on=TODAY + 60 * DAY)
    change(cast, cast.head, "Other words")
    later = submit(version=save_version(owner=cast.school, by=cast.head), by=cast.head)
    cast.adopt(later, effective_on=start, review_due_on=start + 365 * DAY)
    assert [(item.on, item.words) for item in ahead(cast, cast.governor)] == [
        (start, "Version 2 of the policy takes effect"),
        (start + 365 * DAY, "Version 2 of the policy is due for review"),
    ]
    assert needs(cast, cast.head) == []


# The page ------------------------------------------------------------------------------------------------------------
def test_a_chair_is_asked_for_an_answer_to_the_head_and_nobody_is_named(cast: Cast) -> None:
    chair = make_member(Role.CHAIR, cast.school)
    headship = make_post(cast.school, level=Level.HEADSHIP)
    deputy = make_staff(cast.school, name="Dee Deputy")
    posts.nominate(post=headship, person=deputy, band=Band.TODAY, reason="Has done it", by=cast.head)
    found = {need.what: need for need in asked(cast, chair)}
    need = found["Answer the headteacher’s proposal"]
    assert need.href == reverse("people:post", args=[cast.school.urn, headship.pk])
    assert "Dee" not in need.what + need.why
    assert need.what not in {one.what for one in asked(cast, cast.head)}


def test_home_leads_straight_to_the_one_place_a_person_has(cast: Cast, client: Client) -> None:
    client.force_login(cast.governor)
    assert client.get(reverse("home")).headers["Location"] == reverse("school", kwargs={"urn": cast.school.urn})


def test_home_offers_a_choice_of_places_with_the_role_in_each(cast: Cast, client: Client) -> None:
    both = make_member(Role.GOVERNOR, cast.school)
    both.memberships.create(role=Role.COUNCILLOR, council=cast.school.council, starts_on=TODAY - DAY)
    client.force_login(both)
    page = client.get(reverse("home")).content.decode()
    for words in ("Bryn Awel School", "Governor", str(cast.school.council), "Councillor"):
        assert words in page


def test_the_title_of_a_home_page_names_its_place_once(cast: Cast, client: Client) -> None:
    for user, url in (
        (cast.governor, cast.school.get_absolute_url()),
        (cast.officer, cast.school.council.get_absolute_url()),
    ):
        client.force_login(user)
        title = client.get(url).content.decode().partition("<title>")[2].partition("</title>")[0]
        place = cast.school.name if user == cast.governor else cast.school.council.name
        assert title == f"Home - {place} - Succession"


def test_home_tells_somebody_whose_roles_have_ended_whom_to_ask(cast: Cast, client: Client) -> None:
    cast.governor.memberships.update(ends_on=clock.today() - DAY)
    client.force_login(cast.governor)
    page = client.get(reverse("home")).content.decode()
    assert "You hold no role today" in page
    assert "Bryn Awel" not in page


def test_the_page_shows_a_next_version_to_the_board_and_not_to_staff(cast: Cast, client: Client) -> None:
    cast.submitted()
    url = reverse("school", kwargs={"urn": cast.school.urn})
    for user, is_shown in ((cast.governor, True), (make_member(Role.STAFF, cast.school), False)):
        client.force_login(user)
        assert ("Next version" in client.get(url).content.decode()) is is_shown


@pytest.mark.parametrize("person", ["head", "clerk", "governor"])
def test_the_page_takes_as_many_queries_with_50_versions_and_meetings_as_with_one(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, person: str
) -> None:
    user = getattr(cast, person)
    url = reverse("school", kwargs={"urn": cast.school.urn})
    cast.adopted()
    _versions_and_meetings(cast, 1)
    client.force_login(user)
    client.get(url)
    with django_assert_max_num_queries(MOST_QUERIES) as with_one:
        client.get(url)
    _versions_and_meetings(cast, 49)
    with django_assert_max_num_queries(MOST_QUERIES) as with_fifty:
        client.get(url)
    assert len(with_fifty) == len(with_one)


MOST_QUERIES = 12
"""Of a page that lists: the session, the person and their roles included."""


def _versions_and_meetings(cast: Cast, count: int) -> None:
    for n in range(count):
        change(cast, cast.head, f"Words {count}.{n}")
        save_version(owner=cast.school, by=cast.head)
        make_meeting(body=cast.board, on=clock.today() + (count + n) * DAY)


# A school that is new here --------------------------------------------------------------------------------------------
def begun(cast: Cast, user: User) -> dict[str, str]:
    known = known_of(user, cast.school, TODAY)
    return {step.title: step.state for step in steps(cast.school, known, versions_of(user, cast.school))}


def test_who_leads_a_new_school_is_shown_where_to_begin_and_nobody_else(cast: Cast) -> None:
    assert begun(cast, cast.head) == begun(cast, cast.lead)
    assert set(begun(cast, cast.head).values()) == {"not_started"}
    for user in (cast.clerk, cast.chair, cast.governor, make_member(Role.STAFF, cast.school)):
        assert begun(cast, user) == {}


def test_each_first_step_is_done_once_it_was_taken_and_the_list_goes_with_the_last(cast: Cast) -> None:
    cast.take()
    assert begun(cast, cast.head)["Have a succession policy adopted"] == "under_way"
    cast.adopted()
    assert begun(cast, cast.head)["Have a succession policy adopted"] == "done"
    member = make_staff(cast.school)
    assert begun(cast, cast.head)["Put staff on the register"] == "done"
    make_nomination(make_post(cast.school, level=Level.HEADSHIP), staff=member, band=Band.TODAY)
    assert begun(cast, cast.head)["Add the leadership posts"] == "not_started"
    assert begun(cast, cast.head)["Say who could cover today"] == "not_started"
    post = make_post(cast.school)
    make_nomination(post, staff=member, band=Band.YEARS)
    assert begun(cast, cast.head)["Add the leadership posts"] == "done"
    assert begun(cast, cast.head)["Say who could cover today"] == "not_started"
    make_nomination(post, staff=member, band=Band.TODAY)
    assert begun(cast, cast.head)["Say who could cover today"] == "done"
    make_criteria(cast.school, state=CriteriaState.ADOPTED)
    assert begun(cast, cast.head)["Agree what you look for in leaders"] == "done"
    report = make_report(cast.school)
    assert begun(cast, cast.head)["Give governors their first report"] == "not_started"
    issued(report, by=cast.head, clerk=cast.clerk)
    assert begun(cast, cast.head) == {}


def test_what_another_school_did_is_no_step_of_this_one(cast: Cast) -> None:
    make_nomination(make_post(make_school()), band=Band.TODAY)
    assert set(begun(cast, cast.head).values()) == {"not_started"}


def test_the_page_of_a_new_school_leads_to_each_first_step(cast: Cast, client: Client) -> None:
    client.force_login(cast.head)
    page = client.get(cast.school.get_absolute_url()).content.decode()
    assert "Getting started" in page
    for step in steps(cast.school, known_of(cast.head, cast.school, TODAY), []):
        assert f'href="{step.href}"' in page
        assert client.get(step.href).status_code == 200
