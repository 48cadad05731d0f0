"""How measures are valued: chosen, kept night by night, reported, shown; and that nothing said is lost."""

import dataclasses
import datetime
import io
import logging
import re
import uuid
from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from actionplan.actions import valuing
from actionplan.measures import keeping, registry
from actionplan.measures.registry import Counted
from actionplan.measures.rules import Way
from actionplan.models import MeasureValue, OutcomeMeasure, ReportedItem, Team, TeamMember, Valuation
from actionplan.models.valuing import token_of
from actionplan.rules import Refused
from core import clock, conflicts
from people.access.roles import Role
from people.models import Council, User
from people.planning.counting import count_cover
from tests.actionplan.builders import (
    make_measure,
    make_not_bought,
    make_recommendation,
    make_reported,
    make_review,
    make_valuation,
    make_value,
)
from tests.at_once import at_once
from tests.builders import make_council, make_holder, make_member, make_nomination, make_post, make_school, make_staff
from tests.succession.measures.worlds import adopt

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 3)
A_DAY = datetime.timedelta(days=1)


@pytest.fixture
def measure(council: Council, officer: User) -> OutcomeMeasure:
    return make_measure(make_recommendation(review=make_review(council=council, by=officer)))


@pytest.fixture
def page(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def url(name: str, council: Council, **keys: object) -> str:
    return reverse(f"actionplan:{name}", kwargs={"code": council.code, **keys})


def choose(measure: OutcomeMeasure, by: User, **kw: object) -> Valuation:
    given = {"way": Way.COMPUTED, "named": "schools-with-policy", "given": {"which": "any"}, "service": ""}
    return valuing.choose_valuation(measure=measure, by=by, **{"opened_on": token_of(None)} | given | kw)  # type: ignore[arg-type]


def reported(measure: OutcomeMeasure) -> OutcomeMeasure:
    return make_valuation(measure, way="reported", named="", given={}).measure


def report(measure: OutcomeMeasure, by: User, **kw: object) -> ReportedItem:
    given = {"words": "An article", "on": TODAY, "token": uuid.uuid4(), "today": TODAY, "link": "https://a.example/1"}
    return valuing.report_item(measure=measure, by=by, **given | kw)  # type: ignore[arg-type]


# Choosing ----------------------------------------------------------------------------------------------------------
def test_another_choice_ends_the_one_before_and_keeps_its_values(measure: OutcomeMeasure, officer: User) -> None:
    first = choose(measure, officer)
    make_value(first)
    second = choose(measure, officer, way=Way.REPORTED, opened_on=token_of(first))
    first.refresh_from_db()
    assert (first.ended_at is not None, second.ended_at, first.values.count()) == (True, None, 1)
    assert (second.named, second.given) == ("", {})


def test_the_same_choice_again_is_no_other(measure: OutcomeMeasure, officer: User) -> None:
    first = choose(measure, officer)
    assert choose(measure, officer, opened_on=token_of(first)) == first


def test_who_chose_on_an_old_page_is_told(measure: OutcomeMeasure, officer: User) -> None:
    choose(measure, officer)
    with pytest.raises(conflicts.Conflict):
        choose(measure, officer, given={"which": "current"})


@pytest.mark.parametrize("asked", [{"named": "no-such"}, {"given": {}}, {"given": {"which": "other"}}])
def test_a_measure_that_cannot_be_asked_so_is_not_chosen(
    measure: OutcomeMeasure, officer: User, asked: dict[str, object]
) -> None:
    with pytest.raises(Refused):
        choose(measure, officer, **asked)
    assert not Valuation.objects.exists()


# Reporting ---------------------------------------------------------------------------------------------------------
def test_an_item_needs_what_shows_it_and_is_added_once(measure: OutcomeMeasure, officer: User) -> None:
    reported(measure)
    with pytest.raises(Refused, match="needs evidence"):
        report(measure, officer, link="")
    token = uuid.uuid4()
    assert report(measure, officer, token=token) == report(measure, officer, token=token)
    with_file = report(measure, officer, link="", file=("a.txt", io.BytesIO(b"It was printed")))
    assert with_file.file is not None
    assert measure.reported.count() == 2


def test_nothing_is_reported_for_a_measure_that_is_computed_or_not_valued(
    measure: OutcomeMeasure, officer: User
) -> None:
    with pytest.raises(Refused, match="not one that is reported"):
        report(measure, officer)
    make_valuation(measure)
    with pytest.raises(Refused, match="not one that is reported"):
        report(measure, officer)


def test_an_action_owner_reports_for_what_their_team_owns(
    council: Council, officer: User, measure: OutcomeMeasure
) -> None:
    owner = make_member(Role.ACTION_OWNER, council)
    reported(measure)
    with pytest.raises(PermissionDenied):
        report(measure, owner)
    team = Team.objects.create(council=council, code="Press")
    measure.recommendation.teams.add(team)
    TeamMember.objects.create(team=team, user=owner, added_by=officer, added_at=clock.now())
    assert report(measure, owner).by == owner


def test_what_is_withdrawn_counts_no_more_and_stays(
    page: Client, council: Council, measure: OutcomeMeasure, officer: User
) -> None:
    reported(measure)
    first, _ = report(measure, officer), report(measure, officer, on=TODAY - A_DAY)
    assert "2 items reported, the latest of 3 November 2026." in shown(page, council, measure)
    valuing.withdraw_item(item=first, reason="Not ours", by=officer)
    valuing.withdraw_item(item=first, reason="Another reason", by=officer)
    told = shown(page, council, measure)
    assert "1 item reported, the latest of 2 November 2026." in told
    assert "Not ours" in told
    assert "Another reason" not in told


def test_a_reported_measure_has_no_chart(page: Client, council: Council, measure: OutcomeMeasure) -> None:
    make_reported(reported(measure))
    assert "<svg" not in shown(page, council, measure)
    assert "The picture" not in shown(page, council, measure)


def shown(client: Client, council: Council, measure: OutcomeMeasure, query: str = "") -> str:
    answer = client.get(url("measure", council, measure_id=measure.pk) + query)
    assert answer.status_code == 200
    return answer.content.decode()


# Services -----------------------------------------------------------------------------------------------------------
def test_an_officer_records_a_school_that_does_not_buy_and_until_when(
    page: Client, council: Council, measure: OutcomeMeasure
) -> None:
    school = make_school(council=council, name="Elm School")
    sent = {
        "urn": school.urn,
        "service": "Heads",
        "reason": "Elsewhere",
        "starts_on": "1 September 2025",
        "ends_on": "",
    }
    assert page.post(url("services", council), sent).status_code == 302
    assert page.post(url("services", council), sent).status_code == 422
    assert page.post(url("services", council), sent | {"urn": make_school().urn}).status_code == 422
    make_valuation(measure, service="Heads")
    assert "1 school: does not buy the service" in shown(page, council, measure)
    assert "Elm School" in shown(page, council, measure, "?list=excluded")
    record = school.services_not_bought.get()
    again = {"ends_on": "1 October 2025", "opened_on": record.end_token}
    assert page.post(url("service-end", council, record_id=record.pk), again).status_code == 302
    assert (
        page.post(url("service-end", council, record_id=record.pk), again | {"ends_on": "2 October 2025"}).status_code
        == 422
    )
    assert "does not buy" not in shown(page, council, measure)


# Keeping ------------------------------------------------------------------------------------------------------------
@pytest.fixture
def computed(council: Council, measure: OutcomeMeasure, officer: User) -> Iterator[Valuation]:
    adopt(make_school(council=council))
    make_school(council=council)
    chosen_at = clock.midnight(TODAY - 3 * A_DAY)
    return make_valuation(measure, chosen_by=officer, chosen_at=chosen_at)  # type: ignore[return-value]


def test_each_night_keeps_one_value_a_day_and_makes_up_for_days_that_were_missed(computed: Valuation) -> None:
    assert keeping.keep_all(TODAY) == 3
    assert keeping.keep_all(TODAY) == 0
    assert keeping.keep_all(TODAY + A_DAY) == 1
    kept = list(computed.values.all())
    assert [value.as_at for value in kept] == [TODAY - n * A_DAY for n in (3, 2, 1, 0)]
    assert all(value.known_at == clock.midnight(value.as_at + A_DAY) for value in kept)


def test_a_worker_that_was_killed_leaves_what_it_had_and_the_next_goes_on(
    computed: Valuation, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, seen = keeping._count, []

    def killed(*args: object) -> int:
        if seen:
            raise KeyboardInterrupt
        seen.append(args)
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(keeping, "_count", killed)
    with pytest.raises(KeyboardInterrupt):
        keeping.keep_all(TODAY)
    assert computed.values.count() == 1
    monkeypatch.setattr(keeping, "_count", real)
    assert keeping.keep_all(TODAY) == 2


def test_the_line_of_a_new_choice_begins_with_the_ends_of_the_months_before(computed: Valuation) -> None:
    keeping.keep_one(computed.pk, TODAY)
    kept = list(computed.values.values_list("as_at", "counted", "every"))
    assert len(kept) == 12 + 2, "the last month's end is one of the three days"
    assert kept[0] == (datetime.date(2025, 11, 30), 1, 2)
    keeping.keep_one(computed.pk, TODAY)
    assert computed.values.count() == len(kept)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The measure of schools with a policy cannot be counted."""

    def fail(_: object) -> Counted:
        raise RuntimeError("no such column")

    name = "schools-with-policy"
    found = registry.named(name)
    assert found is not None
    monkeypatch.setitem(registry._MEASURES, name, dataclasses.replace(found, figure=fail))


@pytest.mark.usefixtures("failing")
def test_a_measure_that_cannot_be_counted_says_so_and_its_pages_stand(
    page: Client, council: Council, computed: Valuation, caplog: pytest.LogCaptureFixture
) -> None:
    make_value(computed, as_at=TODAY - 9 * A_DAY)
    with caplog.at_level(logging.ERROR):
        told = shown(page, council, computed.measure)
        assert "This measure could not be counted just now." in told
        assert "of 2 open schools" not in told
        recommendation = computed.measure.recommendation
        assert (
            "This measure could not be counted just now."
            in page.get(recommendation.get_absolute_url()).content.decode()
        )
        assert keeping.keep_all(TODAY) == 0
    assert "a measure could not be counted named=schools-with-policy" in caplog.text
    assert computed.values.count() == 1


def test_a_measure_that_is_in_the_registry_no_more_says_so(
    page: Client, council: Council, measure: OutcomeMeasure
) -> None:
    make_valuation(measure, named="gone", given={})
    assert keeping.keep_all(TODAY) == 0
    assert page.get(measure.recommendation.get_absolute_url()).status_code == 200
    shown(page, council, measure)


# Showing ------------------------------------------------------------------------------------------------------------
def test_the_live_figure_changes_when_a_school_adopts_and_so_does_the_list_behind_it(
    page: Client, council: Council, measure: OutcomeMeasure
) -> None:
    elm, ash = (make_school(council=council, name=name) for name in ("Elm School", "Ash School"))
    make_valuation(measure)
    told = shown(page, council, measure)
    assert "0 of 2 open schools have an adopted policy that is in force." in told
    assert "Counted over 2 of 2 schools that could be." in told
    adopt(elm)
    told = shown(page, council, measure)
    assert "1 of 2 open schools has an adopted policy that is in force." in told
    assert ("Elm School" in told, "Ash School" in told) == (True, False)
    assert "Ash School" in shown(page, council, measure, "?list=others")
    whole = page.get(measure.recommendation.get_absolute_url()).content.decode()
    assert "1 of 2 open schools has an adopted policy that is in force." in whole
    assert ash.pk != elm.pk


def test_a_measure_with_a_target_and_a_day_says_what_it_comes_to(
    page: Client, council: Council, measure: OutcomeMeasure
) -> None:
    adopt(make_school(council=council))
    make_valuation(measure)
    assert "Not measurable" in shown(page, council, measure)
    for target, due_on, said in (
        ("1 school", None, "Met"),
        ("2 schools", clock.today(), "Too early"),
        ("2 schools", clock.today() - A_DAY, "Not met"),
    ):
        OutcomeMeasure.objects.filter(pk=measure.pk).update(target=target, due_on=due_on)
        assert said in shown(page, council, measure)


def test_a_day_and_a_moment_asked_of_list_what_was_recorded_since(
    page: Client, council: Council, measure: OutcomeMeasure
) -> None:
    school = make_school(council=council, name="Elm School")
    make_valuation(measure)
    adopt(school)
    before = clock.today() - A_DAY
    told = shown(page, council, measure, f"?on={clock.today():%d/%m/%Y}&known={before:%d/%m/%Y}")
    assert "Elm School. Adoption in force from 1 November 2025 recorded" in told
    assert "Nothing that this measure counts was recorded since." in shown(page, council, measure)
    for query in ("?on=1/1/1&known=never", "?list=x&after=%00&urn=x", "?on=%00", "?urn=99999999999"):
        shown(page, council, measure, query)


def test_another_councils_schools_stand_on_no_page_of_a_measure(
    page: Client, council: Council, measure: OutcomeMeasure
) -> None:
    adopt(make_school(name="Far School"))
    make_valuation(measure)
    for which in ("counted", "others", "excluded"):
        assert "Far School" not in shown(page, council, measure, f"?list={which}")


@pytest.mark.parametrize("rows", [1, 50])
def test_the_page_of_a_measure_takes_as_many_queries_however_many_schools(
    page: Client,
    council: Council,
    measure: OutcomeMeasure,
    rows: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    valuation = make_valuation(measure)
    for n in range(rows):
        adopt(make_school(council=council))
        make_value(valuation, as_at=TODAY - n * A_DAY)
    shown(page, council, measure)
    with django_assert_max_num_queries(12):
        shown(page, council, measure)


def _school_with_posts(council: Council, posts: int) -> None:
    school = make_school(council=council)
    for n in range(posts):
        post = make_post(school, reviewed_on=clock.today())
        if n % 2:
            make_nomination(post)


def test_counts_of_posts_are_taken_once_a_term_and_shown_as_small_numbers_allow(
    page: Client, council: Council, measure: OutcomeMeasure, officer: User
) -> None:
    for _ in range(6):
        _school_with_posts(council, 4)
    covered = make_valuation(measure, named="posts-with-cover", given={}, chosen_by=officer)
    density = make_valuation(
        make_measure(measure.recommendation), named="leadership-density", given={}, chosen_by=officer
    )
    assert "Not counted yet." in shown(page, council, measure)
    count_cover(clock.today())
    assert keeping.keep_all(clock.today()) == 2
    told = shown(page, council, measure)
    assert "12 of 24 leadership posts have somebody who could act today." in told
    assert "Counted over 6 schools." in told
    assert "fewer than 5 of 12 staff have a leadership post." in shown(page, council, density.measure).lower()
    for _ in range(6):
        _school_with_posts(council, 6)
    make_holder(make_post(make_school(council=council)), staff=make_staff())
    assert keeping.keep_all(clock.today() + A_DAY) == 0
    assert shown(page, council, measure).count("12 of 24 leadership posts") == 1
    assert covered.values.count() == 1


def test_of_few_schools_nothing_is_counted_of_people(council: Council, measure: OutcomeMeasure) -> None:
    for _ in range(4):
        _school_with_posts(council, 9)
    make_valuation(measure, named="posts-with-successor", given={})
    assert keeping.keep_all(clock.today()) == 0
    assert not MeasureValue.objects.exists()


@pytest.mark.parametrize("role", [Role.ACTION_OWNER, Role.HEAD])
def test_a_count_of_people_is_told_to_officers_alone(
    client: Client, council: Council, measure: OutcomeMeasure, role: Role
) -> None:
    school = make_school(council=council)
    client.force_login(make_member(role, school if role is Role.HEAD else council))
    urns = list(range(100_001, 100_011))
    valuation = make_valuation(measure, named="posts-with-successor", given={})
    make_value(valuation, counted=20, every=60, schools=10, asked=10, urns=urns)
    told = shown(client, council, measure)
    assert "told to the council’s officers alone" in told
    assert not re.search(r"(?<!Person )\b20\b", told.split("<main")[1].split("2026")[0])


def test_a_head_reads_the_figure_of_policies_and_no_list_of_schools(
    client: Client, council: Council, measure: OutcomeMeasure
) -> None:
    school = make_school(council=council)
    adopt(make_school(council=council, name="Elm School"))
    make_valuation(measure)
    client.force_login(make_member(Role.HEAD, school))
    told = shown(client, council, measure)
    assert "1 of 2 open schools has an adopted policy" in told
    assert "Elm School" not in told


def test_an_officer_chooses_in_two_steps_and_reports_with_a_link(
    page: Client, council: Council, measure: OutcomeMeasure
) -> None:
    address = url("measure-value", council, measure_id=measure.pk)
    assert "Computed: Policies about a subject" in page.get(address).content.decode()
    form = page.get(f"{address}?named=policies-with-tag")
    sent = {"named": "policies-with-tag", "opened_on": form.context["form"].initial["opened_on"]}
    assert page.post(address, sent).status_code == 422
    assert page.post(address, sent | {"tag": "mentoring"}).status_code == 302
    assert Valuation.objects.get().given == {"tag": "mentoring"}
    clash = page.post(address, {"named": "reported", "opened_on": sent["opened_on"]})
    assert clash.status_code == 422
    assert "Somebody else has chosen meanwhile" in clash.content.decode()
    again = {"named": "reported", "opened_on": clash.context["form"].data["opened_on"]}
    assert page.post(address, again).status_code == 302
    adding = url("measure-item-add", council, measure_id=measure.pk)
    item = {"words": "An article", "on": "1 October 2026", "token": str(uuid.uuid4())}
    assert page.post(adding, item).status_code == 422
    assert page.post(adding, item | {"link": "https://a.example/1"}).status_code == 302
    assert "1 item reported, the latest of 1 October 2026." in shown(page, council, measure)


@pytest.mark.django_db(transaction=True)
def test_two_choices_at_once_leave_one_that_stands() -> None:
    council = make_council()
    officer = make_member(Role.OFFICER, council)
    measure = make_measure(make_recommendation(review=make_review(council=council, by=officer)))
    results = at_once(
        *[lambda which=which: choose(measure, officer, given={"which": which}) for which in ("any", "current")]
    )  # type: ignore[misc]
    assert sum(isinstance(one, conflicts.Conflict) for one in results) == 1
    assert Valuation.objects.standing().count() == 1


def test_a_service_not_bought_stands_once_for_a_school(council: Council, officer: User) -> None:
    school = make_not_bought(make_school(council=council)).school
    given = {"service": "Appointing heads", "reason": "Elsewhere", "starts_on": TODAY, "ends_on": None}
    with pytest.raises(Refused, match="already"):
        valuing.record_not_bought(council=council, school=school, by=officer, **given)  # type: ignore[arg-type]
