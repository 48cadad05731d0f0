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

from people.access.roles import Role
from people.membership.queries import Place
from people.models import Erasure, Hold, Membership, School, TermOfOffice, Trust, User
from people.privacy import due, erasure
from people.privacy import papers as privacy_papers
from people.privacy import texts as privacy_texts
from people.privacy.retention import Ground
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


@pytest.fixture
def trust() -> Trust:
    return make_trust(name="Aspire Trust")


@pytest.fixture
def lead(trust: Trust, school: School) -> User:
    school.trust = trust
    school.save()
    return make_member(Role.TRUST_LEAD, trust, name="Tia Lead")


@pytest.fixture
def leads_client(lead: User) -> Client:
    client = Client()
    client.force_login(lead)
    return client


def leaver(place: Place, left: datetime.date, **kw: str) -> User:
    user = make_member(Role.TRUST_LEAD if isinstance(place, Trust) else Role.GOVERNOR, place, **kw)
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


def test_a_trust_lead_who_left_is_due_at_the_trust_and_erased_there(
    leads_client: Client, trust: Trust, school: School, lead: User, settings: Settings, tmp_path: Path
) -> None:
    """From the trust's one page to the certificate."""
    settings.ERASURE_LEDGER = tmp_path / "ledger"
    person = leaver(trust, datetime.date(2024, 1, 31), name="Lena Leaver")
    leaver(school, datetime.date(2024, 1, 31), name="Gwen Governor")
    here = reverse("people:trust-data", kwargs={"uid": trust.uid})
    assert f'href="{here}"' in leads_client.get(trust.get_absolute_url()).text
    page = leads_client.get(here).text
    assert all(said in page for said in ("Lena Leaver", "31 January 2024", "31 July 2024"))
    assert "Gwen Governor" not in page, "the school decides about her"
    assert "Lena Leaver" not in str(due.due_at(school, TODAY)), "nor does the school decide about a lead"
    person_url = reverse("people:trust-data-person", kwargs={"uid": trust.uid, "person_id": person.pk})
    assert "Ask for their erasure" in leads_client.get(person_url).text
    leads_client.post(f"{person_url}erase/", {"ground": "leaver"})
    asked = Erasure.objects.get()
    assert (asked.controller, asked.asked_by) == (trust, lead)
    other = Client()
    other.force_login(make_member(Role.TRUST_LEAD, trust))
    certificate = other.post(
        reverse("people:trust-data-erasure-confirm", kwargs={"uid": trust.uid, "erasure_id": asked.pk}), follow=True
    ).text
    assert "Certificate of erasure" in certificate
    assert "Aspire Trust" in certificate
    assert "Lena Leaver" not in certificate
    text = str(privacy_papers._text_of(f"certificate:{asked.pk}"))
    assert "('Controller', 'Aspire Trust')" in text
    assert "Lena Leaver" not in text


def test_another_trusts_people_and_pages_are_not_found(leads_client: Client, trust: Trust) -> None:
    other = make_trust()
    person = leaver(other, datetime.date(2020, 1, 1))
    for uid in (trust.uid, other.uid):
        for name in ("data-person", "data-hold", "data-erase"):
            url = reverse(f"people:trust-{name}", kwargs={"uid": uid, "person_id": person.pk})
            assert leads_client.get(url).status_code == 404
    for name in ("data", "data-people", "notice"):
        assert leads_client.get(reverse(f"people:trust-{name}", kwargs={"uid": other.uid})).status_code == 404


def test_a_trust_lead_holds_data_and_lifts_the_hold(leads_client: Client, trust: Trust) -> None:
    person = leaver(trust, datetime.date(2024, 1, 31), name="Lena Leaver")
    url = reverse("people:trust-data-hold", kwargs={"uid": trust.uid, "person_id": person.pk})
    assert "The data of Lena Leaver is held." in leads_client.post(url, {"reason": "A claim"}, follow=True).text
    held = Hold.objects.get()
    assert held.controller == trust
    leads_client.post(reverse("people:trust-data-hold-lift", kwargs={"uid": trust.uid, "hold_id": held.pk}))
    assert not Hold.objects.in_force(TODAY).exists()


def test_whoever_has_a_role_at_a_trust_alone_asks_the_trust_to_be_erased(
    leads_client: Client, trust: Trust, lead: User
) -> None:
    make_member(Role.TRUST_LEAD, trust)
    url = reverse("people:own-erase")
    assert "Aspire Trust decides" in leads_client.get(url).text
    page = leads_client.post(url, follow=True).text
    assert "Aspire Trust was asked to erase you" in page
    assert "It waits for Aspire Trust to confirm it" in page
    asked = Erasure.objects.get()
    assert (asked.controller, asked.person) == (trust, lead)


def test_the_only_lead_of_a_trust_is_told_why_they_stay(leads_client: Client, trust: Trust, lead: User) -> None:
    url = reverse("people:trust-data-person", kwargs={"uid": trust.uid, "person_id": lead.pk})
    assert "the only administrator of Aspire Trust" in leads_client.get(url).text
    assert "the only administrator of Aspire Trust" in leads_client.post(reverse("people:own-erase"), follow=True).text


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


def test_a_trusts_notice_names_the_trust_and_stands_at_the_foot_of_its_pages(
    leads_client: Client, trust: Trust
) -> None:
    url = reverse("people:trust-notice", kwargs={"uid": trust.uid})
    assert "Aspire Trust decides what is held" in leads_client.get(url).text
    assert f'href="{url}">Privacy</a>' in leads_client.get(trust.get_absolute_url()).text


@pytest.mark.parametrize("paper", privacy_papers.PAPERS, ids=lambda paper: paper.key)
def test_every_paper_of_a_trust_names_it_as_the_controller(paper: privacy_papers.Kind, trust: Trust) -> None:
    text = privacy_papers._text_of(f"{paper.key}:trust:{trust.pk}")
    assert text == privacy_papers.paper_of(paper.key, trust)
    assert text.lead.startswith("Aspire Trust. ")
    assert "Processor: Aspire Trust" not in str(text)
    if paper.key in {"record", "agreement"}:
        assert "Controller: Aspire Trust." in str(text)


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
