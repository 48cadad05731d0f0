"""Leavers who never had an account: their data are held, copied and erased as anybody's, and again after a restore."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from core import clock
from core.privacy import tombstone
from people.access.roles import Role
from people.actions import leavers, staff
from people.models import Erasure, Nomination, School, StaffMember, TalentRecord, User
from people.privacy import due, erasure, ledger, standing_in
from people.privacy.retention import Ground
from people.rules import Refused
from tests.builders import make_holder, make_member, make_nomination, make_post, make_record, make_school, make_staff
from tests.people.test_erasure import occurrences
from tests.signing_in import note_second_step

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 25)
LEFT = datetime.date(2026, 1, 31)
NAME = "Quennell Ashdown-O'Brien"


@pytest.fixture(autouse=True)
def ledger_file(settings: Settings, tmp_path: Path) -> Path:
    path = tmp_path / "apart" / "erasures.ledger"
    settings.ERASURE_LEDGER = path
    return path


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.at(datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)):
        yield


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture
def head(school: School) -> User:
    return make_member(Role.HEAD, school)


@pytest.fixture
def client(client: Client, head: User) -> Client:
    client.force_login(head)
    note_second_step(client, head)
    return client


def leaver(school: School, **kw: object) -> StaffMember:
    return make_staff(school, **{"name": NAME, "ends_on": LEFT, "reference": "Q77-REF"} | kw)


def url(school: School, name: str, **keys: int) -> str:
    return reverse(f"people:school-{name}", kwargs={"urn": school.urn, **keys})


def erased(person: User, school: School, head: User) -> Erasure:
    asked = erasure.ask_for_erasure(person=person, controller=school, ground=Ground.LEAVER, by=head, today=TODAY)
    return erasure.confirm(erasure=asked, by=make_member(Role.HEAD, school), today=TODAY)


# Erased ---------------------------------------------------------------------------------------------------------------
def test_a_leaver_without_an_account_leaves_no_word_anywhere(school: School, head: User) -> None:
    """In no table and in no history of one: not the name, nor what the school's own systems called them."""
    member = leaver(school)
    member.job_title = "Deputy head"
    member.save()
    make_nomination(staff=member, reason="Quennell could")
    make_record(member, aspiration="Quennell hopes", needs="Quennell needs")
    make_holder(make_post(school), staff=member, change_reason="")
    done = erased(leavers.stand_in(member=member, by=head, today=TODAY), school, head)
    member.refresh_from_db()
    assert member.name == done.person.name == tombstone(done.person_id)
    assert occurrences("Quennell") == occurrences("Q77-REF") == []
    assert not Nomination.objects.exists()
    assert not TalentRecord.objects.exists()
    assert done.counts["people_staffmember.name"] == 1


def test_the_time_to_keep_them_holds_and_so_does_a_hold(school: School, head: User) -> None:
    person = leavers.stand_in(member=leaver(school, ends_on=datetime.date(2026, 9, 1)), by=head, today=TODAY)
    assert "kept until 1 March 2027" in str(erasure.refusal(person, school, Ground.LEAVER, TODAY))
    assert erasure.refusal(person, school, Ground.ASKED, TODAY) is None
    erasure.place_hold(person=person, controller=school, reason="A claim", until=None, by=head)
    with pytest.raises(erasure.Refused, match="A hold keeps"):
        erasure.ask_for_erasure(person=person, controller=school, ground=Ground.ASKED, by=head, today=TODAY)


def test_two_who_left_under_one_name_are_erased_one_by_one(school: School, head: User) -> None:
    one, other = leaver(school), leaver(school, reference="other")
    erased(leavers.stand_in(member=one, by=head, today=TODAY), school, head)
    other.refresh_from_db()
    assert (other.name, other.reference) == (NAME, "other")


# Who stands in --------------------------------------------------------------------------------------------------------
def test_sent_twice_one_stands_in_and_cannot_sign_in(school: School, head: User) -> None:
    member = leaver(school)
    person = leavers.stand_in(member=member, by=head, today=TODAY)
    assert leavers.stand_in(member=member, by=head, today=TODAY) == person
    assert not person.is_active
    assert not person.has_usable_password()
    assert User.objects.filter(name=NAME).count() == 1


@pytest.mark.parametrize("ends_on", [None, TODAY, TODAY + datetime.timedelta(days=1)])
def test_nobody_stands_in_for_who_works_there_still(ends_on: datetime.date | None, school: School, head: User) -> None:
    with pytest.raises(Refused, match="Say which day is their last first"):
        leavers.stand_in(member=leaver(school, ends_on=ends_on), by=head, today=TODAY)


@pytest.mark.parametrize("role", [Role.SCHOOL_LEAD, Role.CHAIR, Role.CLERK, Role.STAFF])
def test_only_who_decides_about_data_has_somebody_stand_in(role: Role, school: School) -> None:
    with pytest.raises(PermissionDenied):
        leavers.stand_in(member=leaver(school), by=make_member(role, school), today=TODAY)


def test_another_school_neither_sees_nor_erases_them(school: School, head: User) -> None:
    person = leavers.stand_in(member=leaver(school), by=head, today=TODAY)
    other = make_school()
    assert person not in due.people_of(other)
    with pytest.raises(erasure.Refused, match="no role at"):
        erasure.ask_for_erasure(
            person=person, controller=other, ground=Ground.ASKED, by=make_member(Role.HEAD, other), today=TODAY
        )


def test_an_entry_that_is_changed_keeps_who_stands_in_for_it(school: School, head: User) -> None:
    """The form offers accounts of people with a role alone: left as it is, it must not cut an entry off."""
    member = leaver(school)
    person = leavers.stand_in(member=member, by=head, today=TODAY)
    member.refresh_from_db()
    given = {name: getattr(member, name) for name in staff.FIELDS} | {"job_title": "Cook", "user_id": None}
    changed = staff.change_staff(member=member, opened_on=staff.staff_token(member), by=head, **given)
    assert (changed.job_title, changed.user_id) == ("Cook", person.pk)
    given["user_id"] = make_member(Role.STAFF, school).pk
    with pytest.raises(Refused, match="Add them anew"):
        staff.change_staff(member=changed, opened_on=staff.staff_token(changed), by=head, **given)


# Pages ----------------------------------------------------------------------------------------------------------------
def test_from_the_list_of_leavers_to_the_certificate(client: Client, school: School, head: User) -> None:
    member = leaver(school)
    page = url(school, "data-leaver", staff_id=member.pk)
    assert page in client.get(reverse("people:staff", args=[school.urn]), {"show": "left"}).text
    said = client.get(page).text
    assert "due for erasure from 31 July 2026 on" in said
    assert not User.objects.filter(name=NAME).exists(), "looking changes nothing"
    shown = client.post(page, follow=True).text
    assert "None: they never had an account" in shown
    assert "31 January 2026" in shown
    assert standing_in.NO_ACCOUNT_DOMAIN not in shown
    person = User.objects.get(name=NAME)
    assert NAME.replace("'", "&#x27;") in client.get(url(school, "data-people")).text
    client.post(url(school, "data-erase", person_id=person.pk), {"ground": "leaver"}, follow=True)
    other = make_member(Role.HEAD, school)
    second = Client()
    second.force_login(other)
    note_second_step(second, other)
    confirming = url(school, "data-erasure-confirm", erasure_id=Erasure.objects.get().pk)
    assert "This is the certificate" in second.post(confirming, follow=True).text
    assert "Quennell" not in client.get(reverse("people:staff", args=[school.urn]), {"show": "left"}).text


def test_the_due_list_names_them_before_and_after_somebody_decides(client: Client, school: School, head: User) -> None:
    member = leaver(school, name="Lena Leaver")
    make_staff(school, name="Too Soon", ends_on=datetime.date(2026, 5, 26))
    for _ in range(2):
        page = client.get(url(school, "data")).text
        assert page.count("Lena Leaver") == 1
        assert "31 July 2026" in page
        assert "Too Soon" not in page
        leavers.stand_in(member=member, by=head, today=TODAY)


def test_the_due_list_asks_no_more_for_fifty_than_for_one(client: Client, school: School) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url(school, "data")).status_code == 200
        return len(asked)

    leaver(school)
    queries()
    one = queries()
    for n in range(49):
        leaver(school, reference=str(n))
    assert queries() == one


def test_a_page_of_somebody_still_there_offers_nothing(client: Client, school: School) -> None:
    page = url(school, "data-leaver", staff_id=make_staff(school).pk)
    assert "works at the school still" in client.post(page).text
    assert "Decide about their data" not in client.get(page).text


# After a restore ------------------------------------------------------------------------------------------------------
def test_a_backup_from_before_anybody_stood_in_is_erased_again(school: School, head: User, ledger_file: Path) -> None:
    member = leaver(school)
    person = leavers.stand_in(member=member, by=head, today=TODAY)
    erased(person, school, head)
    (entry,) = ledger.entries(ledger_file)
    assert [number for number, _ in entry.staff] == [member.pk]
    assert NAME.encode() not in ledger_file.read_bytes()
    # The backup knows the entry, and nobody who stands in for it.
    StaffMember.objects.filter(pk=member.pk).update(name=NAME, user=None)
    ledger_file.write_bytes(ledger_file.read_bytes().replace(b'"person": %d,' % person.pk, b'"person": 1000000000,'))
    assert erasure.replay(ledger_file).unknown == []
    member.refresh_from_db()
    assert member.name.startswith("Erased person")
    assert erasure.replay(ledger_file).erased == []


def test_an_entry_of_the_same_number_that_is_another_is_left_alone(school: School, ledger_file: Path) -> None:
    member = leaver(school)
    ledger.append(ledger_file, ledger.Entry(10**9, clock.now(), clock.now(), ((member.pk, clock.now()),)))
    assert erasure.replay(ledger_file).unknown == [10**9]
    member.refresh_from_db()
    assert member.name == NAME
