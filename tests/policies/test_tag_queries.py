"""How schools stand to each tag: the figures, the schools behind them, and who may ask."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import clock
from people.access.roles import Role
from people.models import Council, School, User
from policies import queries
from policies.actions.versions import publish_model, version_token
from policies.document import Clause, Document
from policies.library import shelving
from policies.library.shelving import count_tags, keep_shelf, shelve_council
from policies.models import Adoption, SchoolTags, ShelvedClause, TagCount, Version
from policies.tagging import queries as tag_queries
from policies.tagging.rules import PRESENCE_LABELS, UNKNOWN, Presence, presence_of, stand
from policies.writing import next_version, policy_of
from tests.builders import make_council, make_member, make_school
from tests.policies.cast import Cast, plain_document

pytestmark = pytest.mark.django_db

MODEL = plain_document("Offer every deputy a mentor.", "Publish the criteria.", "Plan for a sudden absence.")


def with_tags(document: Document, **tags: tuple[str, ...]) -> Document:
    (section,) = document.sections
    given = tuple(replace(clause, tags=tags.get(clause.id, ())) for clause in section.clauses)
    return document.with_section(replace(section, clauses=given))


TAGGED = with_tags(MODEL, c1=("mentoring", "coaching"), c2=("talent",))


@pytest.fixture
def council() -> Council:
    return make_council()


@pytest.fixture
def officer(council: Council) -> User:
    return make_member(Role.OFFICER, council)


def publish(council: Council, document: Document, officer: User) -> Version:
    latest = Version.objects.of(council).first()
    return publish_model(council=council, document=document, by=officer, opened_on=version_token(latest))


def adopts(council: Council, name: str, change: object = None, *, own: bool = False) -> School:
    """A school that takes the model and changes its clauses so, or writes a policy of its own."""
    cast = Cast(make_school(council=council, name=name))
    taken = cast.take() if not own else None
    text = taken.text if taken else MODEL
    document = change(text) if callable(change) else text
    given = {"base": taken, "model_version": taken.model_version} if taken else {"base": None}
    version = next_version(policy_of(cast.school), document, by=cast.head, why="", **given)
    cast.adopt(cast.submit(version))
    return cast.school


def without_first(document: Document) -> Document:
    (section,) = document.sections
    return document.with_section(replace(section, clauses=section.clauses[1:]))


def reworded(document: Document) -> Document:
    (section,) = document.sections
    first = replace(section.clauses[0], text="Offer every deputy two mentors.")
    return document.with_section(replace(section, clauses=(first, *section.clauses[1:])))


def own_words(document: Document) -> Document:
    (section,) = without_first(document).sections
    added = Clause(id="added", text="We mentor.", tags=("mentoring",))
    return document.with_section(replace(section, clauses=(*section.clauses, added)))


@pytest.fixture
def borough(council: Council, officer: User) -> Council:
    """A school of each kind."""
    publish(council, TAGGED, officer)
    adopts(council, "Same School")
    adopts(council, "Changed School", reworded)
    adopts(council, "Own Words School", own_words)
    adopts(council, "Absent School", without_first)
    adopts(council, "Untagged School", own=True)
    Cast(make_school(council=council, name="Waiting School")).submitted()
    count_tags(council)
    return council


def figures(user: User, council: Council, tag: str) -> dict[Presence, int]:
    table = tag_queries.tag_table(user, council)
    assert table is not None
    return next(row.counts for row in table.rows if row.key == tag)


def names(council: Council, tag: str, presence: str) -> list[str]:
    return [school.name for school in tag_queries.schools_for(council, tag, presence).order_by("name")]


def test_of_more_schools_than_a_page_counts_both_figures_are_as_the_job_kept_them(
    borough: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = clock.today()
    assert queries.schools_with_policy(borough, today) == (6, 5)
    make_school(council=borough)
    assert queries.schools_with_policy(borough, today) == (7, 5)
    monkeypatch.setattr(queries, "MOST_COUNTED", 5)
    monkeypatch.setattr(shelving, "MOST_COUNTED", 5)
    assert queries.schools_with_policy(borough, today) == (6, 5)
    keep_shelf(today)
    assert queries.schools_with_policy(borough, today) == (7, 5)


def test_each_school_counts_once_and_stands_behind_its_figure(borough: Council, officer: User) -> None:
    assert figures(officer, borough, "mentoring") == dict.fromkeys(Presence, 1)
    found = {key: names(borough, "mentoring", key) for key in [*Presence, UNKNOWN]}
    assert found == {
        "same": ["Same School"],
        "changed": ["Changed School"],
        "own": ["Own Words School"],
        "absent": ["Absent School"],
        "unknown": ["Untagged School"],
    }
    assert len(names(borough, "mentoring", "")) == 5


@pytest.mark.parametrize("tag", ["mentoring", "coaching", "talent", "secondment"])
def test_the_lists_are_as_long_as_the_figures(borough: Council, officer: User, tag: str) -> None:
    table = tag_queries.tag_table(officer, borough)
    assert table is not None
    assert {key: len(names(borough, tag, key)) for key in Presence} == figures(officer, borough, tag)
    assert len(names(borough, tag, UNKNOWN)) == table.count.unknown == 1
    assert sum(figures(officer, borough, tag).values()) + table.count.unknown == table.count.schools == 5


def test_the_figures_are_those_of_the_rule(borough: Council) -> None:
    relations: dict[str, set[str]] = {}
    for clause in ShelvedClause.objects.filter(words__tags__contains=["mentoring"]).select_related("school"):
        relations.setdefault(clause.school.name, set()).add(clause.relation)
    told = {name: presence_of(found) for name, found in relations.items()}
    assert told == {name: key for key in Presence for name in names(borough, "mentoring", key) if key != "absent"}
    assert presence_of(set()) is Presence.ABSENT
    assert set(PRESENCE_LABELS) == set(Presence)


def test_the_table_says_what_the_model_itself_lacks(borough: Council, officer: User, client: Client) -> None:
    table = tag_queries.tag_table(officer, borough)
    assert table is not None
    assert {row.key for row in table.rows if row.is_in_model} == {"mentoring", "coaching", "talent"}
    client.force_login(officer)
    page = client.get(f"/councils/{borough.code}/schools/clauses/").content.decode()
    assert page.count("The model itself has no such clause") == len(table.rows) - 3
    assert "1 of them wrote its own policy" in page


def test_a_tag_that_the_model_gives_later_counts_for_the_copies_there_are(council: Council, officer: User) -> None:
    publish(council, MODEL, officer)
    adopts(council, "Same School")
    assert names(council, "mentoring", "absent") == ["Same School"]
    publish(council, TAGGED, officer)
    shelve_council(council, clock.today())
    assert names(council, "mentoring", "same") == ["Same School"]
    assert figures(officer, council, "mentoring")[Presence.SAME] == 1


def test_a_model_that_gives_other_tags_asks_for_a_new_shelf(council: Council, officer: User) -> None:
    publish(council, MODEL, officer)
    assert "policies.shelve_council" not in jobs()
    publish(council, TAGGED, officer)
    assert jobs().count("policies.shelve_council") == 1
    publish(council, reworded(TAGGED), officer)
    assert jobs().count("policies.shelve_council") == 1


def jobs() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs")
        return [name for (name,) in cursor.fetchall()]


def test_an_adoption_asks_for_a_new_count(council: Council, officer: User) -> None:
    publish(council, TAGGED, officer)
    adopts(council, "Same School")
    assert jobs().count("policies.count_tags") == 1


def test_before_the_first_count_the_page_counts_and_writes_nothing(council: Council, officer: User) -> None:
    publish(council, TAGGED, officer)
    adopts(council, "Same School")
    assert figures(officer, council, "talent")[Presence.SAME] == 1
    assert not TagCount.objects.exists()


def test_the_hourly_job_counts_where_anything_changed(borough: Council, officer: User) -> None:
    Adoption.objects.filter(version__policy__school__name="Same School").delete()
    keep_shelf(clock.today())
    assert figures(officer, borough, "mentoring")[Presence.SAME] == 0
    assert names(borough, "mentoring", "same") == []


def test_a_closed_school_is_not_counted(borough: Council, officer: User) -> None:
    School.objects.filter(name="Same School").update(status="closed")
    count_tags(borough)
    assert figures(officer, borough, "mentoring")[Presence.SAME] == 0
    assert names(borough, "mentoring", "same") == []


def test_only_who_lists_the_schools_is_told(borough: Council, client: Client) -> None:
    head = make_member(Role.HEAD, make_school(council=borough))
    assert tag_queries.tag_table(head, borough) is None
    assert tag_queries.tag_table(make_member(Role.OFFICER, make_council()), borough) is None
    client.force_login(make_member(Role.GOVERNOR, make_school(council=borough)))
    assert client.get(f"/councils/{borough.code}/schools/clauses/").status_code == 403
    assert client.get(f"/councils/{borough.code}/schools/clauses/mentoring/").status_code == 403


def test_the_pages_ask_as_much_for_many_schools(borough: Council, officer: User, client: Client) -> None:
    client.force_login(officer)
    paths = [f"/councils/{borough.code}/schools/clauses/{tail}" for tail in ("", "mentoring/?presence=same")]

    def asked() -> list[int]:
        found = []
        for path in paths:
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            found.append(len(queries))
        return found

    few = asked()
    for number in range(60):
        school = make_school(council=borough, name=f"School {number:02}")
        SchoolTags.objects.create(school=school, stands=[stand("mentoring", Presence.SAME)])
    count_tags(borough)
    assert asked() == few == [4, 4]
    page = client.get(paths[1]).content.decode()
    assert "61 schools: As in the model, as counted on" in page
    older = f"{paths[1]}&after={School.objects.get(name='School 48').urn}"
    assert "School 59" not in page
    assert "School 59" in client.get(older).content.decode()


def test_an_unknown_tag_or_figure_is_passed_over(borough: Council, officer: User, client: Client) -> None:
    client.force_login(officer)
    assert client.get(f"/councils/{borough.code}/schools/clauses/walrus/").status_code == 404
    page = client.get(f"/councils/{borough.code}/schools/clauses/mentoring/?presence=%00x&after=9999999999")
    assert "5 schools with an adopted policy" in page.content.decode()
