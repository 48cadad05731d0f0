"""A lost second step: reset by an administrator who met the person, told, after a day or by two."""

import datetime
import time

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail as outbox
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from core import clock, mailing
from core.models import Letter
from people import tasks
from people.access.resetting import may_reset
from people.access.roles import Role
from people.accounts import rules
from people.actions import second_steps
from people.models import Membership, School, SecondStepReset, User
from people.rules import Refused
from tests.builders import make_council, make_member, make_school, make_trust, make_user
from tests.people.test_second_step import set_up_for
from tests.signing_in import note_second_step

pytestmark = pytest.mark.django_db
LATER = datetime.timedelta(hours=24, seconds=1)
PASSWORD = "four plain long words"


@pytest.fixture
def school() -> School:
    return make_school(trust=make_trust())


@pytest.fixture
def head(school: School) -> User:
    return make_member(Role.HEAD, school)


@pytest.fixture
def lead(school: School) -> User:
    user = make_member(Role.SCHOOL_LEAD, school)
    set_up_for(user)
    return user


def marked_officer(school: School) -> User:
    officer = make_member(Role.OFFICER, school.council)
    Membership.objects.filter(user=officer).update(is_administrator=True)
    return User.objects.get(pk=officer.pk)


def has_step(user: User) -> bool:
    return Authenticator.objects.filter(user=user).exists()


def sent() -> list[tuple[list[str], str]]:
    outbox.outbox.clear()
    for letter in Letter.objects.filter(state="waiting").order_by("pk"):
        mailing.send(letter.pk)
    return [(letter.to, letter.subject) for letter in outbox.outbox]


def test_only_administrators_of_where_somebody_has_a_role_may(school: School, head: User, lead: User) -> None:
    officer, superuser = marked_officer(school), make_user(is_superuser=True)
    trust_lead = make_member(Role.TRUST_LEAD, school.trust)
    clerk = make_member(Role.CLERK, school)
    plain = make_member(Role.OFFICER, school.council)
    other_head = make_member(Role.HEAD, make_school(council=school.council))
    elsewhere = make_member(Role.OFFICER, make_council())
    may = {
        (by, of)
        for by in (head, officer, superuser, trust_lead, clerk, plain, other_head, elsewhere, lead)
        for of in (head, lead, clerk, plain, officer)
        if may_reset(by, of)
    }
    assert may == {
        (head, lead),
        (head, clerk),
        (trust_lead, head),
        (trust_lead, lead),
        (trust_lead, clerk),
        (officer, head),
        (officer, clerk),
        (officer, plain),
        (superuser, head),
        (superuser, officer),
    }


def test_it_waits_a_day_is_told_at_once_and_ends_every_session(head: User, lead: User) -> None:
    lead.set_password(PASSWORD)
    lead.save()
    client = Client()
    client.post(reverse("account_login"), {"login": lead.email, "password": PASSWORD})
    reset = second_steps.ask_for_reset(user=lead, by=head)
    assert sent() == [([lead.email], "Your second step is to be reset")]
    for not_yet in (datetime.timedelta(0), datetime.timedelta(hours=23, minutes=59)):
        with clock.at(clock.now() + not_yet):
            tasks.reset_second_steps(0)
        assert has_step(lead)
    assert client.get(reverse("people:account")).status_code == 200
    with clock.at(clock.now() + LATER):
        tasks.reset_second_steps(0)
    assert not has_step(lead)
    assert client.get(reverse("people:account"))["Location"].startswith(reverse("account_login"))
    reset.refresh_from_db()
    assert reset.done_at
    assert sent() == [([lead.email], "Your second step was reset")]


def test_a_second_administrator_makes_it_take_effect_at_once(school: School, head: User, lead: User) -> None:
    reset = second_steps.ask_for_reset(user=lead, by=head)
    with pytest.raises(Refused, match=rules.SECOND_NEEDED[:30]):
        second_steps.agree_to_reset(reset=reset, by=head)
    assert has_step(lead)
    second_steps.agree_to_reset(reset=reset, by=make_member(Role.TRUST_LEAD, school.trust))
    assert not has_step(lead)
    reset.refresh_from_db()
    assert (reset.asked_by, reset.agreed_by.name != head.name) == (head, True)


def test_nobody_resets_their_own_nor_another_organisations(head: User, lead: User) -> None:
    set_up_for(head)
    stranger = make_member(Role.HEAD, make_school())
    for by, user in ((head, head), (stranger, lead), (lead, head)):
        with pytest.raises(PermissionDenied):
            second_steps.ask_for_reset(user=user, by=by)
    with pytest.raises(Refused, match="nothing to reset"):
        second_steps.ask_for_reset(user=make_member(Role.STAFF, head.memberships.get().school), by=head)


def test_whoever_still_has_it_stops_the_reset_by_signing_in(head: User, lead: User) -> None:
    second_steps.ask_for_reset(user=lead, by=head)
    with pytest.raises(Refused, match="under way"):
        second_steps.ask_for_reset(user=lead, by=head)
    client = Client()
    client.force_login(lead)
    page = client.get(reverse("people:second-step")).content.decode()
    assert "stop this" in page
    client.post(reverse("people:second-step-keep"))
    with clock.at(clock.now() + LATER):
        tasks.reset_second_steps(0)
    assert has_step(lead)
    with pytest.raises(Refused, match="ended"):
        second_steps.agree_to_reset(reset=SecondStepReset.objects.get(), by=make_trust_lead(lead))


def make_trust_lead(lead: User) -> User:
    return make_member(Role.TRUST_LEAD, lead.memberships.get().school.trust)


def test_the_page_asks_whether_they_met_and_is_not_there_for_others(head: User, lead: User) -> None:
    url = reverse("people:second-step-reset", kwargs={"user_id": lead.pk})
    client = Client()
    client.force_login(head)
    assert "Tick this once you have met them" in client.post(url).content.decode()
    assert not SecondStepReset.objects.exists()
    assert client.post(url, {"met": "on"})["Location"] == url
    assert SecondStepReset.objects.get().asked_by == head
    assert "Stop the reset" in client.get(url).content.decode()
    client.post(url)
    assert SecondStepReset.objects.get().stopped_at
    other = Client()
    other.force_login(make_member(Role.HEAD, make_school()))
    assert other.post(url, {"met": "on"}).status_code == 404


def test_asking_for_it_asks_for_a_proof_of_the_last_ten_minutes(head: User, lead: User) -> None:
    head.set_password(PASSWORD)
    head.save()
    client = Client()
    client.force_login(head)
    note_second_step(client, head, at=time.time() - 11 * 60)
    answer = client.post(reverse("people:second-step-reset", kwargs={"user_id": lead.pk}), {"met": "on"})
    assert answer["Location"].startswith((reverse("account_reauthenticate"), reverse("mfa_reauthenticate")))
    assert not SecondStepReset.objects.exists()
