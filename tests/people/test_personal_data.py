"""The pages about personal data: what they list, what they ask for, and that each asks no more for more rows."""

import datetime
import time
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from people import due, erasure, privacy_papers, privacy_texts
from people.access.roles import Role
from people.models import Erasure, Hold, Membership, School, TermOfOffice, User
from people.retention import Ground
from tests.builders import make_body, make_member, make_school, make_trust
from tests.signing_in import by_password_alone, note_second_step

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 25)


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture
def head(school: School) -> User:
    return make_member(Role.HEAD, school, password="four-words-nobody-guesses")


@pytest.fixture
def client(client: Client, head: User) -> Client:
    client.force_login(head)
    note_second_step(client, head)
    return client


def leaver(school: School, left: datetime.date, **kw: str) -> User:
    user = make_member(Role.GOVERNOR, school, **kw)
    Membership.objects.filter(user=user).update(ends_on=left)
    return user


def test_the_due_list_says_who_since_when_and_why(client: Client, school: School, head: User) -> None:
    over = leaver(school, datetime.date(2024, 1, 31), name="Lena Leaver")
    leaver(school, datetime.date.max - datetime.timedelta(days=400), name="Stays On")
    erasure.place_hold(person=over, controller=school, reason="A claim", until=None, by=head)
    page = client.get(reverse("people:school-data", kwargs={"urn": school.urn})).content.decode()
    for said in ("Lena Leaver", "31 January 2024", "31 July 2024", "6 months after their last role ended", "A claim"):
        assert said in page
    assert "Stays On" not in page


def test_due_is_who_has_left_everywhere_for_long_enough(school: School) -> None:
    on_the_day = leaver(school, datetime.date(2026, 5, 25))
    leaver(school, datetime.date(2026, 5, 26))
    elsewhere = leaver(school, datetime.date(2020, 1, 1))
    Membership.objects.create(user=elsewhere, role=Role.STAFF, school=make_school(), starts_on=TODAY)
    on_a_board = leaver(school, datetime.date(2020, 1, 1))
    TermOfOffice.objects.create(
        body=make_body(school=school), name="x", user=on_a_board, category="parent", starts_on=TODAY
    )
    erased = leaver(school, datetime.date(2020, 1, 1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT erase_person(%s)", [erased.pk])
    assert [(item.person, item.since) for item in due.due_at(school, TODAY)] == [(on_the_day, TODAY)]


@pytest.mark.parametrize(("name", "method"), [("data-copy", "post"), ("data-erase", "get"), ("data-erase", "post")])
def test_grave_things_ask_who_is_there_again(name: str, method: str, school: School, head: User) -> None:
    person = leaver(school, datetime.date(2020, 1, 1))
    url = reverse(f"people:school-{name}", kwargs={"urn": school.urn, "person_id": person.pk})
    stale = Client()
    stale.force_login(head)
    note_second_step(stale, head, at=time.time() - 15 * 60)
    assert getattr(stale, method)(url).url.startswith(reverse("account_reauthenticate"))
    alone = by_password_alone(Client(), head)
    assert "second-step" in getattr(alone, method)(url).url
    assert not Erasure.objects.exists()


def test_pages_ask_no_more_for_fifty_people_than_for_one(client: Client, school: School, head: User) -> None:
    def queries(name: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(f"people:school-{name}", kwargs={"urn": school.urn})).status_code == 200
        return len(asked)

    def fill(count: int) -> None:
        for _ in range(count):
            person = leaver(school, datetime.date(2020, 1, 1))
            Hold.objects.create(person=person, school=school, reason="x", placed_by=head, placed_at=person.joined_at)
            erasure.ask_for_erasure(
                person=make_member(Role.STAFF, school), controller=school, ground=Ground.ASKED, by=head, today=TODAY
            )

    fill(1)
    queries("data")  # what a process asks once
    one = {name: queries(name) for name in ("data", "data-people")}
    fill(49)
    assert {name: queries(name) for name in one} == one
    assert max(one.values()) <= 12


@pytest.mark.django_db(transaction=True)
def test_the_page_of_the_last_administrator_says_why_they_stay(client: Client, school: School, head: User) -> None:
    """A page locks nothing, and runs in no transaction."""
    url = reverse("people:school-data-person", kwargs={"urn": school.urn, "person_id": head.pk})
    assert "the only administrator" in client.get(url).content.decode()


def test_somebody_elses_number_in_the_address_is_not_found(client: Client, school: School) -> None:
    other = make_school(council=school.council)
    person = leaver(other, datetime.date(2020, 1, 1))
    for name in ("data-person", "data-hold", "data-erase"):
        url = reverse(f"people:school-{name}", kwargs={"urn": school.urn, "person_id": person.pk})
        assert client.get(url).status_code == 404


def test_whoever_was_erased_is_not_found_any_more(
    client: Client, school: School, settings: Settings, tmp_path: Path, head: User
) -> None:
    settings.ERASURE_LEDGER = tmp_path / "ledger"
    person = leaver(school, datetime.date(2020, 1, 1), name="Gone Person")
    asked = erasure.ask_for_erasure(
        person=person, controller=school, ground=Ground.LEAVER, by=make_member(Role.HEAD, school), today=TODAY
    )
    page = client.post(
        reverse("people:school-data-erasure-confirm", kwargs={"urn": school.urn, "erasure_id": asked.pk}), follow=True
    ).content.decode()
    assert "Certificate of erasure" in page
    assert "Gone Person" not in page
    url = reverse("people:school-data-person", kwargs={"urn": school.urn, "person_id": person.pk})
    assert client.get(url).status_code == 404


def test_a_schools_notice_names_its_controller(client: Client, school: School) -> None:
    url = reverse("people:school-notice", kwargs={"urn": school.urn})
    assert f"{school} decides what is held" in client.get(url).content.decode()
    school.trust = make_trust(name="Aspire Trust")
    school.save()
    assert "Aspire Trust, for" in client.get(url).content.decode()


@pytest.mark.parametrize("paper", privacy_papers.PAPERS, ids=lambda paper: paper.key)
def test_every_paper_is_made_of_what_is_held(paper: privacy_papers.Kind, school: School) -> None:
    text = privacy_papers.paper_of(paper.key, school)
    words = str(text)
    assert str(school) in words
    assert privacy_papers.ADVICE in words
    if paper.key != "policy":
        assert "Places on governing boards" in words
    assert "invalid" not in words


def test_the_record_of_processing_names_every_field() -> None:
    words = str(privacy_papers.paper_of("record", None))
    for record, _ in privacy_texts.erasing.installed():
        for held in record.fields:
            assert privacy_texts.upper(held.what) in words


def test_a_paper_of_no_such_kind_is_not_found(client: Client, school: School) -> None:
    url = reverse("people:school-data-paper", kwargs={"urn": school.urn, "kind": "gossip"})
    assert client.get(url).status_code == 404
