import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from people.access.roles import COUNCIL_ROLES, SCHOOL_ROLES, Role
from people.models import Council, Membership, School, User
from succession.navigation import NavItem, place
from tests.builders import make_member, make_school, make_trust, make_user

pytestmark = pytest.mark.django_db

AT_SCHOOL = ["Home", "Policy"]
MOST_ITEMS = 5


@pytest.fixture
def school() -> School:
    return make_school(name="Bryn Awel School")


def items(user: User, where: School | Council, path: str = "/") -> list[NavItem]:
    request = RequestFactory().get(path)
    request.user, request.place = user, where  # type: ignore[attr-defined, assignment]
    found = place(request)
    assert found["place"] == where
    return found["nav"]  # type: ignore[return-value]


def labels(user: User, where: School | Council) -> list[str]:
    return [item.label for item in items(user, where)]


def test_a_page_of_no_place_has_no_navigation(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = make_user()
    assert place(request) == {"place": None, "nav": [], "has_several_places": False, "notice": "/privacy/"}


@pytest.mark.parametrize("role", sorted(SCHOOL_ROLES))
def test_each_role_at_a_school_is_offered_what_it_may_open(role: Role, school: School, client: Client) -> None:
    user = make_member(role, school)
    beyond = {
        Role.STAFF: ["My record", "Opportunities"],
        Role.GOVERNOR: ["Meetings", "Reports", "Council plan"],
        Role.CLERK: ["Meetings", "Reports", "Members"],
        **{leading: ["Reports", "People", "Council plan"] for leading in (Role.HEAD, Role.SCHOOL_LEAD)},
        **{chairing: ["Meetings", "Reports", "Headship"] for chairing in (Role.CHAIR, Role.VICE_CHAIR)},
    }
    assert labels(user, school) == [*AT_SCHOOL, *beyond[role]]
    assert len(labels(user, school)) <= MOST_ITEMS
    client.force_login(user)
    for item in items(user, school):
        assert client.get(item.url).status_code == 200


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES))
def test_each_role_at_a_council_is_offered_what_it_may_open(role: Role, school: School, client: Client) -> None:
    user = make_member(role, school.council)
    offered = labels(user, school.council)
    assert offered[0] == "Home"
    assert len(offered) <= MOST_ITEMS
    assert ("Action plan" in offered) is (role is not Role.COUNCILLOR)
    assert ("Our actions" in offered) is (role is Role.ACTION_OWNER)
    assert ("Reports" in offered) is (role in {Role.OFFICER, Role.COUNCILLOR})
    client.force_login(user)
    for item in items(user, school.council):
        assert client.get(item.url).status_code == 200


def test_an_item_is_current_on_the_pages_beneath_it_and_home_on_itself_alone(school: School) -> None:
    head = make_member(Role.HEAD, school)
    home, policy = f"/schools/{school.urn}/", f"/schools/{school.urn}/policy/"
    for path, current in ((home, "Home"), (policy, "Policy"), (f"{policy}versions/2/", "Policy")):
        assert [item.label for item in items(head, school, path) if item.is_current] == [current]


def test_our_actions_and_the_plan_above_them_are_never_current_together(school: School) -> None:
    council = school.council
    owner = make_member(Role.ACTION_OWNER, council)
    plan = f"/councils/{council.code}/plan/"
    for path, current in ((f"{plan}ours/", "Our actions"), (plan, "Action plan"), (f"{plan}7/", "Action plan")):
        assert [item.label for item in items(owner, council, path) if item.is_current] == [current]


def test_the_page_names_its_school_and_marks_where_one_is(school: School, client: Client) -> None:
    client.force_login(make_member(Role.HEAD, school))
    page = client.get(reverse("school", kwargs={"urn": school.urn})).content.decode()
    assert "<title>Home - Bryn Awel School - Succession</title>" in page
    assert page.count('aria-current="true"') + page.count('aria-current="page"') == 1


def test_whoever_has_several_places_finds_the_way_to_the_others(school: School, client: Client) -> None:
    user = make_member(Role.HEAD, school)
    client.force_login(user)
    assert "Your places" not in client.get(school.get_absolute_url()).text
    other = make_school()
    Membership.objects.create(user=user, role=Role.CLERK, school=other)
    for where in (school, other):
        page = client.get(where.get_absolute_url()).text
        assert ">Your places</a>" in page
        assert f"- {where.name} - Succession</title>" in page


def test_a_trusts_lead_goes_from_its_page_to_its_schools_and_back(client: Client) -> None:
    trust = make_trust(name="Three Rivers")
    first = make_school(trust=trust)
    client.force_login(make_member(Role.TRUST_LEAD, trust))
    assert [place.name for place in client.get("/").context["places"]] == sorted([first.name, "Three Rivers"])
    page = client.get(trust.get_absolute_url()).text
    assert ">Your places</a>" in page
    assert f'href="/trusts/{trust.uid}/privacy/">Privacy</a>' in page
