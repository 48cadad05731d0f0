"""The council's dashboard: every figure leads to a list of as many, and each role is told what it may know."""

import datetime
import html
import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from actionplan.models import ScrutinyReview
from core import clock, drawing
from core.pictures import pictures
from people.access.roles import Role
from people.models import Council, School, User
from people.queries import SCHOOLS_PAGE, open_school_keys
from people.rules import SchoolStatus
from policies.models import Policy, Version
from policies.queries import standings, stands
from policies.rules import REVIEW_NOTICE
from policies.standings.rules import Standing
from succession.council.dashboard import dashboard_of
from succession.council.figures import NOT_ADOPTED, SHORT_LABELS, CoverLook, Facts, ReviewDue, facts_of, standing_labels
from succession.council.schools import board_of
from tests.actionplan.builders import make_milestone, make_recommendation, make_review
from tests.builders import make_council, make_cover_count, make_member, make_post, make_school
from tests.policies.cast import Cast
from tests.succession.test_council import _policies as with_policies

pytestmark = pytest.mark.django_db

TODAY = clock.today()
DAY = datetime.timedelta(days=1)
MOST_QUERIES = 12


@pytest.fixture
def council() -> Council:
    return make_council(name="Wexmoor Council")


@pytest.fixture
def officer(council: Council) -> User:
    return make_member(Role.OFFICER, council, name="Olu Officer")


def adopted(council: Council, by: User, *, due: datetime.date, **kw: object) -> School:
    """A school with a policy in force since yesterday."""
    school = make_school(council=council, **kw)
    with_policies(school, by=by)
    adoption = Version.objects.get(policy__school=school, number=1).adoption
    type(adoption).objects.filter(pk=adoption.pk).update(effective_on=min(TODAY, due) - DAY, review_due_on=due)
    return school


def page_of(client: Client, council: Council, user: User, query: str = "", name: str = "council-dashboard") -> str:
    client.force_login(user)
    answer = client.get(reverse(name, kwargs={"code": council.code}) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def facts(council: Council, user: User) -> Facts:
    return facts_of(user, council, TODAY)


# Where schools stand -------------------------------------------------------------------------------------------------
def test_schools_stand_here_as_their_own_pages_say(council: Council, officer: User) -> None:
    every = [
        adopted(council, officer, due=TODAY - DAY),
        adopted(council, officer, due=TODAY),
        adopted(council, officer, due=TODAY + 365 * DAY),
        make_school(council=council),
        make_school(council=council, status=SchoolStatus.CLOSING),
    ]
    Cast(submitted := make_school(council=council)).submitted()
    Cast(ahead := make_school(council=council)).adopted(effective_on=TODAY + 30 * DAY)
    Policy.objects.create(school=(begun := make_school(council=council)))  # a draft alone is no version
    every += [submitted, ahead, begun]
    make_school(council=council, status=SchoolStatus.CLOSED)
    adopted(make_council(), officer, due=TODAY)
    here = stands(council, open_school_keys(council), TODAY)
    there = standings(every, TODAY)
    assert {key: stand.standing for key, stand in here.items()} == {key: one.standing for key, one in there.items()}
    assert {stand.standing for stand in here.values()} >= {
        Standing.OWN,
        Standing.LAPSED,
        Standing.IN_DRAFT,
        Standing.AHEAD,
        Standing.NONE,
    }
    assert {key: stand.review_due_on for key, stand in here.items()} == {
        key: one.adoption.review_due_on if one.adoption else None for key, one in there.items()
    }


@pytest.mark.parametrize(
    ("away", "when"),
    [
        (-DAY, ReviewDue.PAST),
        (0 * DAY, ReviewDue.SOON),
        (REVIEW_NOTICE, ReviewDue.SOON),
        (REVIEW_NOTICE + DAY, ReviewDue.LATER),
    ],
)
def test_a_review_is_past_soon_or_later(
    council: Council, officer: User, away: datetime.timedelta, when: ReviewDue
) -> None:
    school = adopted(council, officer, due=TODAY + away)
    assert facts(council, officer).reviews == {school.pk: when}


@pytest.mark.parametrize(
    ("days", "look"),
    [
        ([TODAY], CoverLook.LOOKED),
        ([TODAY - 365 * DAY, TODAY], CoverLook.LOOKED),
        ([TODAY - 366 * DAY, TODAY], CoverLook.NOT_LOOKED),
        ([TODAY, None], CoverLook.NOT_LOOKED),
        ([], CoverLook.NOT_LOOKED),
    ],
)
def test_a_school_has_looked_when_each_post_was_looked_at_within_a_year(
    council: Council, officer: User, days: list[datetime.date | None], look: CoverLook
) -> None:
    school = make_school(council=council)
    for day in days:
        make_post(school, reviewed_on=day)
    assert facts(council, officer).looks == {school.pk: look}


def test_every_standing_has_short_words_and_they_differ() -> None:
    assert set(SHORT_LABELS) == {standing.value for standing in Standing} | {NOT_ADOPTED}
    assert len(set(SHORT_LABELS.values())) == len(SHORT_LABELS)
    assert list(standing_labels(knows_state=True)) == [standing.value for standing in Standing]


# The page ------------------------------------------------------------------------------------------------------------
@pytest.fixture
def full(council: Council, officer: User) -> Council:
    """A bit of everything: eight schools, four of which have looked at their cover, and a plan."""
    for n, due in enumerate((-10, 20, 400, 500)):
        school = adopted(council, officer, due=TODAY + due * DAY, name=f"Adopted {n}")
        make_post(school, reviewed_on=TODAY - n * DAY)
    Cast(make_school(council=council, name="Submitting")).submitted()
    for n in range(3):
        make_school(council=council, name=f"Without {n}")
    review = make_review(council=council, by=officer, title="Who will lead?")
    row = make_recommendation(review=review)
    make_milestone((None, TODAY - DAY), recommendation=row)
    make_milestone((None, TODAY + DAY), recommendation=row, completed_on=TODAY)
    return council


def test_each_figure_of_schools_leads_to_a_list_of_as_many(full: Council, officer: User, client: Client) -> None:
    page = page_of(client, full, officer)
    found = re.findall(r'<a href="([^"]+/schools/\?[^"]+)">([^<]+): (\d+)</a>', page)
    assert len(found) >= 7
    for href, words, count in found:
        shown = " ".join(client.get(html.unescape(href)).content.decode().split())
        assert len(re.findall(r'<th scope="row">', shown)) == int(count), words
        assert f"{count} of 8 open schools:" in shown
        assert f"“{html.unescape(words)}”." in html.unescape(shown)


def test_each_figure_of_the_plan_leads_to_it(full: Council, officer: User, client: Client) -> None:
    page = page_of(client, full, officer)
    plan = ScrutinyReview.objects.get().get_absolute_url()
    assert f'<a href="{plan}?state=late">Late: 1</a>' in page
    assert f'<a href="{plan}?state=done">Done: 1</a>' in page
    assert f'<a href="{plan}?response=not-recorded">Not recorded: 1</a>' in page
    for query in ("?state=late", "?response=not-recorded"):
        assert "1 of 1 recommendation" in " ".join(client.get(plan + query).content.decode().split())


def test_it_says_as_at_when_and_over_how_many(full: Council, officer: User, client: Client) -> None:
    make_cover_count(full, counted_on=TODAY - 40 * DAY, posts=40, uncovered=12)
    page = page_of(client, full, officer)
    assert f"Wexmoor Council, as at {TODAY:%-d %B %Y}" in page
    assert "4 of 8 open schools have an adopted policy, 1 of them past its review date." in page
    assert "4 of 8 open schools have looked at their cover in the last year." in page
    counted = (
        f"As counted on {TODAY - 40 * DAY:%-d %B %Y}, over 6 schools that had looked by then: in 12 of 40 posts (30%)"
    )
    assert counted in page
    assert "1 of 2 milestones is done. 1 milestone is late." in page
    for figures in ("Schools by policy", "Schools by review", "Schools by cover", "Recommendations by response"):
        assert f"{figures}, as at {TODAY:%-d %B %Y}:" in page
    assert f"Milestones by state, each with its recommendations, as at {TODAY:%-d %B %Y}:" in page


def test_a_small_number_of_posts_is_not_said(full: Council, officer: User, client: Client) -> None:
    make_cover_count(full, counted_on=TODAY, posts=43, uncovered=3)
    page = page_of(client, full, officer)
    assert "in how many posts nobody could act is not shown, of 43." in page
    assert "Numbers under 5 are not shown" in page
    assert "40" not in re.findall(r"\b\d+\b", page[page.index("Posts that nobody") : page.index("They are counted")])


def test_a_council_that_nobody_counted_yet_is_told_why(full: Council, officer: User, client: Client) -> None:
    assert "Not counted yet. They are counted once a term, where five schools" in page_of(client, full, officer)


def test_a_council_without_schools_and_plans_has_a_page(council: Council, officer: User, client: Client) -> None:
    assert "The council has no open school here yet." in page_of(client, council, officer)


def test_schools_are_in_the_order_of_their_names_and_no_other(full: Council, officer: User) -> None:
    for filters in ({}, {"standing": "own"}, {"cover": "looked"}):
        names = [row.school.name for row in board_of(officer, full, after="", today=TODAY, filters=filters).rows]
        assert names == sorted(names)


def test_its_pictures_are_drawn_in_a_job_and_then_there(full: Council, officer: User, client: Client) -> None:
    assert page_of(client, full, officer).count("The picture is being drawn.") == 4
    for chart in dashboard_of(officer, full, TODAY).charts:
        drawing.draw(chart.key)
    page = page_of(client, full, officer)
    assert "The picture is being drawn." not in page
    assert page.count("<svg xmlns") == len(pictures(dashboard_of(officer, full, TODAY).charts)) == 4


# Who is told what ----------------------------------------------------------------------------------------------------
def test_a_councillor_is_told_of_adopted_policies_alone(full: Council, client: Client) -> None:
    councillor = make_member(Role.COUNCILLOR, full)
    make_cover_count(full)
    for page in (
        page_of(client, full, councillor),
        page_of(client, full, councillor, name="council-schools"),
        page_of(client, full, councillor, "?standing=in-draft&cover=looked", name="council-schools"),
    ):
        assert not re.search(
            r"[Dd]raft|cover|takes effect|Takes effect|milestone|Recommendation", page[page.index("<main") :]
        )
    assert "None adopted yet: 4" in page_of(client, full, councillor)
    assert "4 of 8 open schools" in page_of(client, full, councillor, "?standing=not-adopted", name="council-schools")


def test_a_filter_that_somebody_may_not_use_asks_for_nothing(full: Council, client: Client) -> None:
    """Neither how many nor which schools are shown depends on it."""
    councillor = make_member(Role.COUNCILLOR, full)
    plain = page_of(client, full, councillor, name="council-schools")
    asked = page_of(client, full, councillor, "?standing=in-draft&cover=looked", name="council-schools")
    token = r'name="csrfmiddlewaretoken" value="[^"]+"'
    assert re.sub(token, "", asked) == re.sub(token, "", plain)


def test_it_is_for_those_with_a_role_at_the_council(full: Council, client: Client) -> None:
    url = reverse("council-dashboard", kwargs={"code": full.code})
    school = School.objects.filter(council=full).first()
    assert school
    for status, user in (
        (200, make_member(Role.ACTION_OWNER, full)),
        (403, make_member(Role.HEAD, school)),
        (404, make_member(Role.OFFICER, make_council())),
    ):
        client.force_login(user)
        assert client.get(url).status_code == status


# The list ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("query", ["?standing=nothing", "?review=' OR 1=1&after=1", "?cover=%00", "?standing=&review="])
def test_words_the_filters_do_not_know_are_passed_over(
    full: Council, officer: User, client: Client, query: str
) -> None:
    assert "All 8 open schools, by name." in page_of(client, full, officer, query, name="council-schools")


def test_filters_go_together_say_so_and_can_be_cleared(full: Council, officer: User, client: Client) -> None:
    page = page_of(client, full, officer, "?review=past&cover=looked", name="council-schools")
    assert "1 of 8 open schools: review “Past its review date”, cover “Looked at within a year”." in page
    assert "Clear the filters" in page
    none = page_of(client, full, officer, "?standing=none&review=past", name="council-schools")
    assert "No school matches" in none
    assert "Show all schools" in none


def test_a_filtered_list_is_paged_by_key_and_keeps_its_filters(council: Council, officer: User, client: Client) -> None:
    for n in range(SCHOOLS_PAGE + 5):
        make_post(make_school(council=council, name=f"Looked {n:03d}"), reviewed_on=TODAY)
        make_school(council=council, name=f"Looked {n:03d} not")
    first = page_of(client, council, officer, "?cover=looked", name="council-schools")
    (more,) = re.findall(r'href="([^"]+)">More schools', first)
    second = " ".join(client.get(html.unescape(more)).content.decode().split())
    names = re.findall(r'<th scope="row">(Looked \d+(?: not)?)</th>', first + second)
    assert names == [f"Looked {n:03d}" for n in range(SCHOOLS_PAGE + 5)]
    (back,) = re.findall(r'href="([^"]+)">Back to the first schools', second)
    assert back.endswith("?cover=looked")


# Queries -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", [Role.OFFICER, Role.ACTION_OWNER, Role.COUNCILLOR])
@pytest.mark.parametrize("where", ["council-dashboard", "council-schools?standing=own&review=later"])
def test_it_takes_as_many_queries_with_50_schools_as_with_one(
    council: Council, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, role: Role, where: str
) -> None:
    name, _, query = where.partition("?")
    url = f"{reverse(name, kwargs={'code': council.code})}?{query}"
    officer, user = make_member(Role.OFFICER, council), make_member(role, council)

    def add(count: int) -> None:
        for _ in range(count):
            make_post(adopted(council, officer, due=TODAY + 400 * DAY), reviewed_on=TODAY)
            make_milestone(recommendation=make_recommendation(review=make_review(council=council, by=officer)))
            make_cover_count(council, counted_on=TODAY - CoverDays.next() * DAY)
        for chart in dashboard_of(user, council, TODAY).charts:
            pictures([chart])
            drawing.draw(chart.key)

    add(1)
    client.force_login(user)
    client.get(url)
    with django_assert_max_num_queries(MOST_QUERIES) as with_one:
        client.get(url)
    add(49)
    client.get(url)
    for chart in dashboard_of(user, council, TODAY).charts:
        drawing.draw(chart.key)
    with django_assert_max_num_queries(MOST_QUERIES) as with_fifty:
        client.get(url)
    assert len(with_fifty) == len(with_one)


class CoverDays:
    """A day of its own for each count."""

    _n = 0

    @classmethod
    def next(cls) -> int:
        cls._n += 1
        return cls._n
