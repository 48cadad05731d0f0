"""The council's page: what needs each role, and the plan. And its board of schools, a page at a time."""

import datetime
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from actionplan.actions.progress import add_update
from actionplan.models import ScrutinyReview, TeamMember
from actionplan.rules import Progress
from core import clock
from people.access.roles import Role
from people.models import Council, School, User
from people.planning.cover import Level
from people.queries import SCHOOLS_PAGE
from people.rules import BodyKind, SchoolStatus
from policies.document import to_json
from policies.models import Adoption, Policy, Version
from policies.rules import VersionState
from policies.standings.rules import Lineage
from succession.actions import reports
from succession.council.schools import Board, board_of
from succession.home import councils
from tests.actionplan.builders import make_milestone, make_recommendation, make_review, make_team, make_update
from tests.builders import make_body, make_council, make_meeting, make_member, make_post, make_school, make_trust
from tests.policies.cast import TODAY, Cast, plain_document

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
PANEL = BodyKind.SCRUTINY_PANEL
MOST_QUERIES = 12
"""Of a page that lists: the session, the person and their roles included."""


@pytest.fixture
def council() -> Council:
    return make_council(name="Wexmoor Council")


@pytest.fixture
def officer(council: Council) -> User:
    return make_member(Role.OFFICER, council, name="Olu Officer")


def needs(user: User, council: Council) -> list[str]:
    plan = councils.plan_now(user, council, TODAY)
    return [need.what for need in councils.needs(user, council, plan, TODAY)]


def page_of(user: User, council: Council, after: str = "") -> Board:
    return board_of(user, council, after=after, today=TODAY)


# What needs whom -----------------------------------------------------------------------------------------------------
def changes(user: User, council: Council) -> list[str]:
    plan = councils.plan_now(user, council, TODAY)
    return [change.words for change in councils.changes(user, council, plan)]


def test_an_officer_without_a_plan_or_a_model_is_asked_to_bring_both(council: Council, officer: User) -> None:
    assert needs(officer, council) == ["Bring in the scrutiny review’s action plan", "Publish the model policy"]


@pytest.mark.parametrize("role", [Role.ACTION_OWNER, Role.COUNCILLOR])
def test_nobody_else_is_asked_for_them(council: Council, role: Role) -> None:
    assert needs(make_member(role, council), council) == []


def test_a_councillor_is_led_to_the_newest_report_that_stands(council: Council, officer: User) -> None:
    councillor, panel = make_member(Role.COUNCILLOR, council), make_body(council=council, name="Panel", kind=PANEL)
    given = {"kind": "scrutiny", "place": council, "body": panel, "meeting": None, "by": officer}
    assert needs(councillor, council) == []
    issued = []
    for _ in range(2):
        draft = reports.prepare(**given)
        assert "Issue the scrutiny progress report to Panel" in needs(officer, council)
        issued.append(reports.issue(report=draft, opened_on=reports.draft_token(draft), by=officer))
    reports.prepare(**given)
    assert needs(councillor, council) == ["Read the scrutiny progress report 2 to Panel"]
    reports.withdraw(report=issued[1], reason="Of the wrong day.", by=officer)
    assert needs(councillor, council) == ["Read the scrutiny progress report 1 to Panel"]
    assert needs(make_member(Role.COUNCILLOR, make_council()), council) == []
    assert needs(make_member(Role.ACTION_OWNER, council), council) == []


def test_responses_that_are_missing_are_counted(council: Council, officer: User) -> None:
    review = make_review(council=council, by=officer)
    make_recommendation(review=review)
    assert "Record the council’s response to 1 recommendation" in needs(officer, council)
    make_recommendation(review=review)
    assert "Record the council’s response to 2 recommendations" in needs(officer, council)


def test_late_and_open_milestones_press_and_the_others_do_not(council: Council, officer: User) -> None:
    row = make_recommendation(review=make_review(council=council, by=officer))
    make_milestone((None, TODAY - DAY), recommendation=row, text="late")
    make_milestone((None, TODAY), recommendation=row, text="due soon")
    make_milestone((None, TODAY + 15 * DAY), recommendation=row, text="open")
    make_milestone((TODAY + DAY, None), recommendation=row, text="not yet")
    make_milestone(recommendation=row, text="no date")
    make_milestone((None, TODAY - DAY), recommendation=row, text="done", completed_on=TODAY - DAY)
    plan = councils.plan_now(officer, council, TODAY)
    found = [need for need in councils.needs(officer, council, plan, TODAY) if need.what.startswith("Say")]
    assert [(need.what, need.why) for need in found] == [
        ("Say what happened: late", "Late. Nobody is named"),
        ("Say what happened: due soon", "Due soon. Nobody is named"),
        ("Say what happened: open", "Open now. Nobody is named"),
    ]


def test_an_officer_with_more_to_do_than_the_page_shows_is_led_to_all_of_it(
    council: Council, officer: User, client: Client
) -> None:
    review = make_review(council=council, by=officer)
    row = make_recommendation(review=review)
    for _ in range(10):
        make_milestone((None, TODAY - DAY), recommendation=row)
    make_milestone((None, None), (TODAY - DAY, datetime.date(2199, 1, 1)), recommendation=row)
    client.force_login(officer)
    page = client.get(council.get_absolute_url()).content.decode()
    assert f'<a href="{review.get_absolute_url()}?state=late">See all 10 late milestones</a>' in page
    assert f'<a href="{review.get_absolute_url()}?state=open">See the 1 open milestone</a>' in page
    client.force_login(make_member(Role.ACTION_OWNER, council))
    assert "?state=late" not in client.get(council.get_absolute_url()).content.decode()


def test_an_action_owner_is_asked_for_what_their_teams_own(council: Council, officer: User) -> None:
    review = make_review(council=council, by=officer)
    for team in ("Comms", "SIS"):
        row = make_recommendation(review=review, teams=[team])
        make_milestone((None, TODAY - DAY), recommendation=row, text=f"for {team}")
    owner = make_member(Role.ACTION_OWNER, council)
    assert needs(owner, council) == []
    TeamMember.objects.create(team=make_team(council, "Comms"), user=owner, added_by=officer, added_at=clock.now())
    assert needs(owner, council) == ["Say what happened: for Comms"]


def test_what_was_said_of_the_plan_is_told_to_its_readers(council: Council, officer: User) -> None:
    milestone = make_milestone(recommendation=make_recommendation(review=make_review(council=council, by=officer)))
    add_update(
        milestone=milestone,
        words="Begun at last.",
        progress=Progress.UNDER_WAY,
        on=TODAY,
        token=uuid.uuid4(),
        by=officer,
        today=TODAY,
    )
    head = make_member(Role.HEAD, make_school(council=council))
    said = ["Olu Officer on recommendation 1: Begun at last."]
    assert changes(officer, council) == changes(head, council) == said
    for user in (make_member(Role.COUNCILLOR, council), make_member(Role.OFFICER, make_council())):
        assert changes(user, council) == []


# The board of schools ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [1, SCHOOLS_PAGE, SCHOOLS_PAGE + 1, 120])
def test_paging_by_key_reaches_each_school_once(council: Council, officer: User, count: int) -> None:
    # Every third shares its name, so that the key decides.
    made = [make_school(council=council, name=f"School {n // 3:03d}") for n in range(count)]
    found: list[School] = []
    after = ""
    while True:
        page = page_of(officer, council, after)
        assert page.is_first is (not after)
        assert 1 <= len(page.rows) <= SCHOOLS_PAGE
        found += [row.school for row in page.rows]
        after = page.next_after
        if not after:
            break
    assert found == sorted(made, key=lambda school: (school.name, school.urn))


def test_a_page_stays_the_same_when_schools_before_it_come_and_go(council: Council, officer: User) -> None:
    made = [make_school(council=council, name=f"B {n:03d}") for n in range(SCHOOLS_PAGE + 10)]
    after = page_of(officer, council).next_after
    make_school(council=council, name="A newcomer")
    School.objects.filter(pk=made[3].pk).update(status=SchoolStatus.CLOSED)
    assert [row.school for row in page_of(officer, council, after).rows] == made[SCHOOLS_PAGE:]


@pytest.mark.parametrize("after", ["none", "-1", "1e3", "999999999", "٣", "9" * 40, "' OR 1=1"])
def test_a_place_that_is_no_school_of_the_council_starts_at_the_first(
    council: Council, officer: User, after: str
) -> None:
    school = make_school(council=council)
    assert [row.school for row in page_of(officer, council, after).rows] == [school]


def test_the_board_counts_open_schools_and_those_with_a_policy_in_force(council: Council, officer: User) -> None:
    cast = Cast(make_school(council=council))
    assert page_of(officer, council).sentence == "1 open school, which has no adopted policy."
    cast.adopted()
    assert page_of(officer, council).sentence == "1 open school, which has an adopted policy."
    make_school(council=council, status=SchoolStatus.CLOSING)
    make_school(council=council, status=SchoolStatus.CLOSED)
    make_school()
    assert page_of(officer, council).sentence == "1 of 2 open schools have an adopted policy."


def test_the_board_is_for_those_with_a_role_at_the_council_itself(
    council: Council, officer: User, client: Client
) -> None:
    school = make_school(council=council, trust=make_trust())
    url = reverse("council-schools", kwargs={"code": council.code})
    people = {
        200: [officer, make_member(Role.ACTION_OWNER, council), make_member(Role.COUNCILLOR, council)],
        403: [make_member(Role.HEAD, school), make_member(Role.GOVERNOR, school)],
        404: [make_member(Role.OFFICER, make_council())],
    }
    for status, users in people.items():
        for user in users:
            client.force_login(user)
            assert client.get(url).status_code == status


def test_the_state_of_what_is_not_adopted_is_for_the_officer_alone(council: Council, officer: User) -> None:
    Cast(make_school(council=council)).submitted()
    (row,) = page_of(officer, council).rows
    assert (row.policy, row.next_state) == ("In draft, none adopted yet", "submitted")
    for role in (Role.ACTION_OWNER, Role.COUNCILLOR):
        (row,) = page_of(make_member(role, council), council).rows
        assert (row.policy, row.next_state) == ("None adopted yet", "")


def test_a_council_learns_of_cover_only_since_when_all_of_it_was_looked_at(council: Council, officer: User) -> None:
    done, half, none = (make_school(council=council, name=name) for name in ("Done", "Half", "None"))
    early, late = datetime.date(2026, 3, 1), datetime.date(2026, 9, 1)
    for school, days in ((done, (early, late)), (half, (early, None))):
        for day in days:
            make_post(school, reviewed_on=day)
    make_post(done, level=Level.HEADSHIP)  # the board's, which is another matter
    make_post(done, closed_on=late)
    assert [(row.school, row.cover_reviewed_on) for row in page_of(officer, council).rows] == [
        (done, early),
        (half, None),
        (none, None),
    ]
    for role in (Role.ACTION_OWNER, Role.COUNCILLOR):
        page = page_of(make_member(role, council), council)
        assert not page.shows_cover
        assert {row.cover_reviewed_on for row in page.rows} == {None}


def test_a_councillor_does_not_learn_that_a_school_has_a_draft(council: Council, client: Client) -> None:
    Cast(make_school(council=council)).submitted()
    client.force_login(make_member(Role.COUNCILLOR, council))
    page = client.get(reverse("council-schools", kwargs={"code": council.code})).content.decode()
    assert "None adopted yet" in page
    assert not re.search(r"[Dd]raft|Submitted", page)


def test_the_page_links_to_the_next_schools_and_back(council: Council, officer: User, client: Client) -> None:
    for n in range(SCHOOLS_PAGE + 1):
        make_school(council=council, name=f"School {n:03d}")
    client.force_login(officer)
    first = client.get(reverse("council-schools", kwargs={"code": council.code})).content.decode()
    found = re.search(r'href="([^"]+\?after=\d+)">More schools', first)
    assert found
    assert "Back to the first schools" not in first
    second = client.get(found[1]).content.decode()
    assert "School 050" in second
    assert "School 049" not in second
    assert "More schools" not in second
    assert "Back to the first schools" in second


# Queries -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", [Role.OFFICER, Role.ACTION_OWNER, Role.COUNCILLOR])
@pytest.mark.parametrize("url_name", ["council", "council-schools"])
def test_a_page_takes_as_many_queries_with_50_schools_and_milestones_as_with_one(
    council: Council, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, role: Role, url_name: str
) -> None:
    url = reverse(url_name, kwargs={"code": council.code})
    officer = make_member(Role.OFFICER, council)
    review = make_review(council=council, by=officer)
    user = make_member(role, council)
    TeamMember.objects.create(team=make_team(council), user=user, added_by=officer, added_at=clock.now())
    client.force_login(user)
    client.get(url)
    _add(1, review)
    with django_assert_max_num_queries(MOST_QUERIES) as with_one:
        client.get(url)  # the first after a change of the plan, as the one below
    _add(49, review)
    with django_assert_max_num_queries(MOST_QUERIES) as with_fifty:
        client.get(url)
    assert len(with_fifty) == len(with_one)


def _add(count: int, review: ScrutinyReview) -> None:
    """So many schools with a policy in force and another submitted, and recommendations with updated milestones."""
    today, council, officer = clock.today(), review.council, review.imported_by
    body = make_body(council=council)
    for n in range(count):
        _policies(make_school(council=council), by=officer)
        make_meeting(body=body, on=today + (count + n) * DAY)
        row = make_recommendation(review=review, teams=["SES"])
        for away in (-1, 10):
            milestone = make_milestone((None, today + away * DAY), recommendation=row)
            make_update(milestone, officer)


def _policies(school: School, *, by: User) -> None:
    """An adopted version, without the actions that would have led to it, and a submitted one."""
    policy = Policy.objects.create(school=school)
    document = to_json(plain_document("Words"))
    adopted, _ = (
        Version.objects.create(
            policy=policy,
            number=number,
            document=document,
            state=state,
            made_by=by,
            made_at=clock.now(),
            submitted_by=by,
            submitted_at=clock.now(),
        )
        for number, state in ((1, VersionState.ADOPTED), (2, VersionState.SUBMITTED))
    )
    Adoption.objects.create(
        version=adopted,
        meeting=make_meeting(body=make_body(school=school), on=clock.today() - DAY),
        minute_reference="7.2",
        effective_on=clock.today() - DAY,
        review_due_on=clock.today() + 365 * DAY,
        lineage=Lineage.OWN,
        recorded_by=by,
        recorded_at=clock.now(),
    )
