"""The pages of people and roles, and what waits behind the link of an invitation."""

import datetime
import re
import time

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from core import clock
from people.access.guards import allows
from people.access.roles import Permission, Role
from people.accounts import rules as account_rules
from people.actions.invitations import accept_as_new, withdraw
from people.membership import inviting
from people.membership.rules import CLOSED, InvitationState
from people.models import Council, Invitation, Membership, School, TermOfOffice, Trust, User
from people.rules import GovernorCategory
from people.views.places import url_of
from tests.builders import (
    make_administrator,
    make_body,
    make_invitation,
    make_member,
    make_school,
    make_trust,
    make_user,
)
from tests.policies.cast import make_cast
from tests.signing_in import by_password_alone, note_second_step

pytestmark = pytest.mark.django_db

PASSWORD = "a heron on the weir at noon"
DAY = datetime.timedelta(days=1)
LONG_AGO = time.time() - 11 * 60
NEW_ACCOUNT = {"name": "Bo Example", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def school() -> School:
    return make_school(name="Hill Top School", trust=make_trust(name="Three Rivers"))


@pytest.fixture
def head(school: School) -> User:
    return make_member(Role.HEAD, school, name="Ann Head", email="ann@school.example", password=PASSWORD)


@pytest.fixture
def as_head(client: Client, head: User) -> Client:
    client.force_login(head)
    return client


def link(invitation: Invitation) -> str:
    return reverse("people:invitation", kwargs={"token": inviting.token_of(invitation.nonce)})


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


# The list -----------------------------------------------------------------------------------------------------------
def test_the_list_says_who_holds_what_and_offers_what_one_may_do(as_head: Client, school: School, head: User) -> None:
    make_member(Role.STAFF, school, name="Bo Example", email="bo@school.example")
    make_member(Role.CLERK, school, name="Cy Clerk", email="cy@school.example")
    page = as_head.get(url_of(school, "roles")).text
    for words in ("Ann Head", "Bo Example", "bo@school.example", "Cy Clerk", "Name as school lead"):
        assert words in page
    assert "cy@school.example" not in page, "an address is shown to whoever looks after the role"
    assert page.count("End it") == 1
    assert "Others look after this role" in page


def test_the_list_tells_of_a_role_to_come_and_of_a_closed_account(as_head: Client, school: School) -> None:
    staff = make_member(Role.STAFF, school)
    staff.memberships.update(starts_on=clock.today() + 9 * DAY, ends_on=clock.today() + 40 * DAY)
    User.objects.filter(pk=staff.pk).update(is_active=False)
    page = as_head.get(url_of(school, "roles")).text
    assert "Cannot sign in: the account is closed" in page
    assert f"From {clock.today() + 9 * DAY:%-d %B %Y}" in page


def test_the_list_of_ended_roles_says_by_whom_and_why(as_head: Client, school: School) -> None:
    staff = make_member(Role.STAFF, school, name="Bo Example").memberships.get()
    url = url_of(school, "role-end", membership_id=staff.pk)
    answer = as_head.post(url, {"when": "now", "reason": "Left for a headship"}, follow=True)
    assert "The role of Bo Example as member of staff has ended." in answer.text
    assert "Bo Example" not in re.sub(r"(?s)<div class=\"govuk-notification.*?</div>\s*</div>", "", answer.text)
    ended = as_head.get(url_of(school, "roles"), {"show": "ended"}).text
    assert "Bo Example" in ended
    assert "Ann Head" in ended
    assert "Left for a headship" in ended


def test_the_list_tells_of_invitations_open_run_out_and_void(as_head: Client, school: School, head: User) -> None:
    for name in ("Open", "Past", "Void"):
        make_invitation(Role.STAFF, school, by=head, name=name)
    Invitation.objects.filter(name="Past").update(expires_at=clock.now())
    Invitation.objects.filter(name="Void").update(invited_by=make_user(name="Gone"))
    page = as_head.get(url_of(school, "roles")).text
    assert "The link works until" in page
    assert "The link ran out on" in page
    assert "Gone does not look after this role now" in page
    assert page.count("Send it again") == 3


@pytest.mark.parametrize("show", ["", "ended"])
def test_three_hundred_people_come_in_pages_each_once(as_head: Client, school: School, show: str) -> None:
    ended = {"ends_on": clock.today() - DAY} if show else {}
    people = User.objects.bulk_create(User(email=f"m{n}@school.example", name=f"Member {n % 7}") for n in range(300))
    Membership.objects.bulk_create(
        Membership(user=user, role=Role.STAFF, school=school, starts_on=datetime.date(2020, 1, 1), **ended)
        for user in people
    )
    found: list[str] = []
    url = f"{url_of(school, 'roles')}?show={show}"
    pages = 0
    while url and pages < 20:
        page = as_head.get(url).text.replace("&amp;", "&")
        found += re.findall(r"<th scope=\"row\">\s*(Member \d)", page)
        more = re.search(r"href=\"([^\"]+from=\d+)\"", page)
        url, pages = more.group(1) if more else "", pages + 1
    assert len(found) == 300
    assert pages == 7 if not show else 6


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_asks_as_much_for_fifty_rows_as_for_one(
    as_head: Client, school: School, head: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        make_member(Role.STAFF, school)
        make_invitation(Role.STAFF, school, by=head)
    url = url_of(school, "roles")
    assert as_head.get(url).status_code == 200
    with django_assert_num_queries(5):
        as_head.get(url)


@pytest.mark.parametrize("given", ["x", "-1", "9" * 40, "0", "²"])
def test_a_key_that_nobody_was_given_gives_the_first_page(as_head: Client, school: School, given: str) -> None:
    assert "Ann Head" in as_head.get(url_of(school, "roles"), {"from": given}).text


def test_a_clerk_invites_governors_and_sees_who_looks_after_the_rest(school: School) -> None:
    clerk = make_member(Role.CLERK, school)
    make_member(Role.STAFF, school, name="Bo Example")
    client = signed_in(clerk)
    assert "Others look after this role" in client.get(url_of(school, "roles")).text
    form = client.get(url_of(school, "role-invite")).text
    assert "Chair of governors" in form
    assert "Headteacher" not in form
    given = {"name": "X", "email": "x@y.example", "role": "head"}
    assert "Choose one of the roles in the list" in client.post(url_of(school, "role-invite"), given).text
    assert not Invitation.objects.exists()


# Inviting -----------------------------------------------------------------------------------------------------------
def test_a_trusts_lead_finds_its_history_from_its_one_page(client: Client, school: School) -> None:
    assert school.trust is not None
    client.force_login(make_member(Role.TRUST_LEAD, school.trust))
    shown = client.get(reverse("people:trust-roles", kwargs={"uid": school.trust.uid})).content.decode()
    assert f'href="{reverse("trust-history", kwargs={"uid": school.trust.uid})}"' in shown


@pytest.mark.parametrize("kind", ["school", "trust", "council"])
def test_invite_is_done_at_every_kind_of_place(school: School, kind: str) -> None:
    places: dict[str, tuple[School | Trust | Council | None, Role]] = {
        "school": (school, Role.STAFF),
        "trust": (school.trust, Role.TRUST_LEAD),
        "council": (school.council, Role.COUNCILLOR),
    }
    place, role = places[kind]
    assert place is not None
    client = signed_in(make_administrator(role, place))
    given = {"name": "Bo", "email": "BO@y.example", "role": role.value}
    answer = client.post(url_of(place, "role-invite"), given, follow=True)
    assert "Bo is invited. A letter goes to bo@y.example" in answer.text
    assert Invitation.objects.get().organisation == place


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "Enter the person’s name."),
        ({"name": "N" * 201}, "Shorten this to 200 characters"),
        ({"name": "Bo\u202eexe"}, "holds a hidden character"),
        ({"email": "no address"}, "Enter an email address, like name@school.example."),
        ({"email": "a@b.example\nBcc: c@d.example"}, "Enter an email address"),
        ({"role": ""}, "Choose the role."),
        ({"ends_on": "yesterday"}, "Enter a day with its month and year"),
        ({"ends_on": "1 January 2020"}, "Choose today or a later day."),
        ({"email": "ann@school.example"}, "This is your own address."),
    ],
)
def test_invite_says_what_to_mend(as_head: Client, school: School, changed: dict[str, str], sentence: str) -> None:
    given = {"name": "Bo", "email": "bo@y.example", "role": "staff"} | changed
    answer = as_head.post(url_of(school, "role-invite"), given)
    assert sentence in answer.text
    assert not Invitation.objects.exists()


def test_a_clerk_chooses_the_place_on_the_board_and_the_role_ends_with_it(school: School) -> None:
    place = TermOfOffice.objects.create(
        body=make_body(school=school, name="Full board"),
        name="Bo Example",
        category=GovernorCategory.PARENT,
        starts_on=clock.today() - DAY,
        ends_on=clock.today() + 400 * DAY,
    )
    client = signed_in(make_member(Role.CLERK, school))
    url = url_of(school, "role-invite")
    assert "Bo Example, Full board" in client.get(url).text
    given = {"name": "Bo", "email": "bo@y.example", "role": "governor", "term": place.pk}
    late = given | {"ends_on": f"{clock.today() + 500 * DAY:%-d %B %Y}"}
    assert "The place on the board ends on" in client.post(url, late).text
    client.post(url, given)
    invitation = Invitation.objects.get()
    assert (invitation.term, invitation.ends_on) == (place, place.ends_on)


def test_send_again_and_withdraw_from_the_list(as_head: Client, school: School, head: User) -> None:
    invitation = make_invitation(Role.STAFF, school, by=head)
    before = link(invitation)
    answer = as_head.post(url_of(school, "invitation-again", invitation_id=invitation.pk), follow=True)
    assert "The link in the one before works no more." in answer.text
    assert Client().get(before).status_code == 404
    url = url_of(school, "invitation-withdraw", invitation_id=invitation.pk)
    assert "Withdraw this invitation?" in as_head.get(url).text
    assert "is withdrawn" in as_head.post(url, follow=True).text
    invitation.refresh_from_db()
    assert Client().get(link(invitation)).status_code == 410


# A fresh proof ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "name", ["role-invite", "invitation-again", "invitation-withdraw", "role-end", "role-last-day", "role-lead"]
)
def test_granting_and_ending_ask_for_a_proof_of_the_last_ten_minutes(
    school: School, head: User, name: str, method: str
) -> None:
    staff = make_member(Role.STAFF, school).memberships.get()
    invitation = make_invitation(Role.STAFF, school, by=head)
    keys = {"invitation_id": invitation.pk} if "invitation-" in name else {"membership_id": staff.pk}
    url = url_of(school, name, **({} if name == "role-invite" else keys))
    client = signed_in(head)
    note_second_step(client, head, at=LONG_AGO)
    answer = getattr(client, method)(url)
    assert answer.status_code == 302
    assert answer["Location"].startswith((reverse("account_reauthenticate"), reverse("mfa_reauthenticate")))
    invitation.refresh_from_db()
    assert (invitation.sendings, invitation.withdrawn_at) == (1, None)
    assert client.get(url_of(school, "roles")).status_code == 200, "reading asks for none"


@pytest.mark.parametrize("name", ["role-mark", "role-unmark"])
def test_marking_asks_for_a_fresh_proof_too(school: School, name: str) -> None:
    by = make_administrator(Role.OFFICER, school.council, password=PASSWORD)
    officer = make_member(Role.OFFICER, school.council).memberships.get()
    client = signed_in(by)
    note_second_step(client, by, at=LONG_AGO)
    answer = client.post(url_of(school.council, name, membership_id=officer.pk))
    assert answer["Location"].startswith((reverse("account_reauthenticate"), reverse("mfa_reauthenticate")))
    officer.refresh_from_db()
    assert not officer.is_administrator


# Ending -------------------------------------------------------------------------------------------------------------
def test_the_last_administrator_is_ended_with_who_follows(school: School, head: User) -> None:
    client = signed_in(make_administrator(Role.HEAD, school))
    url = url_of(school, "role-end", membership_id=head.memberships.get().pk)
    assert "nobody could follow" in client.get(url).text
    given = {"when": "now", "reason": "Retired"}
    assert "would then have no headteacher" in client.post(url, given).text
    lead = make_member(Role.SCHOOL_LEAD, school, name="Di Lead")
    assert "say who follows" in client.get(url).text
    assert "Choose who follows." in client.post(url, given).text
    client.post(url, given | {"successor": lead.memberships.get().pk})
    assert not allows(User.objects.get(pk=head.pk), Permission.SCHOOL_READ, school)
    assert lead.memberships.get(role=Role.HEAD).starts_on == clock.today()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"reason": ""}, "Say why this role ends"),
        ({"when": ""}, "Choose when it ends."),
        ({"when": "day"}, "Enter the last day, like 31 August 2027."),
        ({"when": "day", "on": "1 January 2020"}, "or a later day."),
    ],
)
def test_end_says_what_to_mend(as_head: Client, school: School, changed: dict[str, str], sentence: str) -> None:
    staff = make_member(Role.STAFF, school).memberships.get()
    url = url_of(school, "role-end", membership_id=staff.pk)
    assert sentence in as_head.post(url, {"when": "now", "reason": "Left"} | changed).text
    staff.refresh_from_db()
    assert staff.ends_on is None


def test_last_day_is_set_and_taken_away(as_head: Client, school: School) -> None:
    staff = make_member(Role.STAFF, school).memberships.get()
    url = url_of(school, "role-last-day", membership_id=staff.pk)
    last = clock.today() + 30 * DAY
    assert f"ends on {last:%-d %B %Y}" in as_head.post(url, {"on": f"{last:%-d %B %Y}"}, follow=True).text
    assert f"{last:%-d %B %Y}" in as_head.get(url).text
    assert "has no last day" in as_head.post(url, {"on": ""}, follow=True).text
    assert "Choose today or a later day" in as_head.post(url, {"on": "1 January 2020"}).text


def test_marking_and_naming_from_the_list(as_head: Client, school: School) -> None:
    staff = make_member(Role.STAFF, school, name="Bo Example").memberships.get()
    answer = as_head.post(url_of(school, "role-lead", membership_id=staff.pk), follow=True)
    assert "Bo Example is now a school lead." in answer.text
    by = make_administrator(Role.OFFICER, school.council)
    client = signed_in(by)
    own = by.memberships.get()
    refused = client.post(url_of(school.council, "role-unmark", membership_id=own.pk), follow=True)
    assert "would then have no administrator" in refused.text
    other = make_member(Role.OFFICER, school.council, name="Di Officer").memberships.get()
    marked = client.post(url_of(school.council, "role-mark", membership_id=other.pk), follow=True)
    assert "Di Officer now looks after roles here too." in marked.text
    gone = client.post(url_of(school.council, "role-unmark", membership_id=own.pk), follow=True)
    assert gone.status_code == 200, "led to a page they may still see"
    assert client.get(url_of(school.council, "roles")).status_code == 403


def test_a_role_that_ends_closes_an_open_session_an_open_form_and_a_download_at_once() -> None:
    cast = make_cast()
    version = cast.adopted()
    lead = signed_in(cast.lead)
    place = {"urn": cast.school.urn}
    form = reverse("policies:clause-add", kwargs=place | {"section_id": version.text.sections[0].id})
    paper = reverse("policies:version-pdf", kwargs=place | {"number": version.number})
    home = reverse("school", kwargs=place)
    assert [lead.get(url).status_code for url in (home, form)] == [200, 200]
    membership = cast.lead.memberships.get(role=Role.SCHOOL_LEAD)
    signed_in(cast.head).post(
        url_of(cast.school, "role-end", membership_id=membership.pk), {"when": "now", "reason": "Left"}
    )
    assert [lead.get(url).status_code for url in (home, form, paper)] == [404, 404, 404]
    assert lead.post(form, {"text": "Words that were being typed"}).status_code == 404
    assert "You hold no role today" in lead.get("/").text


# Behind the link ----------------------------------------------------------------------------------------------------
@pytest.fixture
def invitation(school: School, head: User) -> Invitation:
    return make_invitation(Role.STAFF, school, by=head, email="bo@school.example", name="Bo Example")


def test_opening_the_link_shows_the_offer_and_spends_nothing(invitation: Invitation) -> None:
    for method in ("get", "get", "head"):
        answer = getattr(Client(), method)(link(invitation))
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
    page = Client().get(link(invitation)).text
    for words in ("Member of staff", "Hill Top School", "Ann Head", "bo@school.example", "New password"):
        assert words in page
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert not User.objects.filter(email="bo@school.example").exists()


def test_a_new_person_sets_a_password_and_lands_at_home(invitation: Invitation, client: Client) -> None:
    answer = client.post(link(invitation), NEW_ACCOUNT, follow=True)
    assert "You are now member of staff at Hill Top School." in answer.text
    assert answer.wsgi_request.user == User.objects.get(email="bo@school.example")
    assert answer.redirect_chain[-1][0] == invitation.organisation.get_absolute_url()
    assert (
        Client().post(reverse("account_login"), {"login": "bo@school.example", "password": PASSWORD}).status_code == 302
    )


def test_accepting_goes_round_no_second_step(school: School, client: Client) -> None:
    officer = make_administrator(Role.HEAD, school)
    invitation = make_invitation(Role.HEAD, school, by=officer, email="new@school.example")
    answer = client.post(link(invitation), NEW_ACCOUNT, follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("people:second-step-set-up"))
    assert client.get(url_of(school, "roles"))["Location"].startswith(reverse("people:second-step-set-up"))


def test_somebody_who_has_given_a_password_alone_gains_no_more_than_the_role(school: School) -> None:
    invitation = make_invitation(Role.SCHOOL_LEAD, school, email="bo@school.example")
    client = by_password_alone(Client(), make_user(email="bo@school.example"))
    client.post(link(invitation))
    assert client.get(school.get_absolute_url())["Location"].startswith(reverse("people:second-step-set-up"))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"password1": "short", "password2": "short"}, account_rules.TOO_SHORT),
        ({"password1": "1q2w3e4r5t6y", "password2": "1q2w3e4r5t6y"}, account_rules.TOO_COMMON),
        ({"password2": "another heron on the weir"}, "This is not the same as the new password above."),
        ({"name": " "}, "Enter your name."),
    ],
)
def test_a_new_person_is_told_what_to_mend(invitation: Invitation, changed: dict[str, str], sentence: str) -> None:
    answer = Client().post(link(invitation), NEW_ACCOUNT | changed)
    assert sentence in answer.text
    assert PASSWORD not in answer.text
    assert not User.objects.filter(email="bo@school.example").exists()


def test_somebody_with_an_account_signs_in_comes_back_and_accepts(invitation: Invitation, client: Client) -> None:
    make_user(email="bo@school.example", password=PASSWORD)
    page = client.get(link(invitation)).text
    assert "New password" not in page
    assert client.post(link(invitation), NEW_ACCOUNT).status_code == 200
    assert not Membership.objects.filter(role=Role.STAFF).exists()
    sign_in = re.search(r'href="(/sign-in/\?next=[^"]+)"', page)
    assert sign_in
    given = {"login": "bo@school.example", "password": PASSWORD, "next": link(invitation)}
    answer = client.post(sign_in.group(1), given, follow=True)
    assert "Accept the invitation" in answer.text
    assert "You are now member of staff" in client.post(link(invitation), follow=True).text
    assert client.post(link(invitation)).status_code == 302, "a second click is taken for the first"
    assert Membership.objects.filter(role=Role.STAFF).count() == 1


def test_somebody_else_is_told_and_can_sign_out_and_come_back(invitation: Invitation) -> None:
    other = signed_in(make_user(name="Eve Other", email="eve@school.example"))
    for method in ("get", "post"):
        page = getattr(other, method)(link(invitation)).text
        assert "You are signed in as Eve Other (eve@school.example)." in page
        assert "bo@school.example" not in page, "the address is not told to somebody else"
    answer = other.post(reverse("account_logout"), {"next": link(invitation)}, follow=True)
    assert answer.redirect_chain[-1][0] == link(invitation)
    assert "New password" in answer.text
    assert not Membership.objects.filter(role=Role.STAFF).exists()


@pytest.mark.parametrize("state", CLOSED)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_worth_nothing_gets_its_sentence(
    invitation: Invitation, head: User, state: InvitationState, method: str
) -> None:
    if state is InvitationState.ACCEPTED:
        accept_as_new(token=inviting.token_of(invitation.nonce), name="Bo", password=PASSWORD)
    elif state is InvitationState.WITHDRAWN:
        withdraw(invitation=invitation, by=head)
    elif state is InvitationState.RUN_OUT:
        Invitation.objects.update(expires_at=clock.now())
    else:
        head.memberships.update(ends_on=clock.today() - DAY)
    answer = getattr(Client(), method)(link(invitation), NEW_ACCOUNT)
    assert answer.status_code == 410
    assert CLOSED[state] in answer.text
    assert "bo@school.example" not in answer.text


@pytest.mark.parametrize("token", ["x", "0" * 64, "a" * 500, "%00", "%F0%9F%98%80"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_link_leads_to_no_invitation(token: str, method: str) -> None:
    answer = getattr(Client(), method)(f"/invitations/{token}/")
    assert answer.status_code == 404
    assert "This link leads to no invitation" in answer.text


# Places -------------------------------------------------------------------------------------------------------------
def test_every_page_shows_the_place_of_its_address_and_nothing_is_kept_in_the_session(school: School) -> None:
    other = make_school(name="Low Meadow School")
    user = make_member(Role.HEAD, school)
    Membership.objects.create(user=user, role=Role.CLERK, school=other, starts_on=clock.today())
    client = signed_in(user)
    assert client.get("/").context["places"][0].name == "Hill Top School"
    for place in (school, other, school, other):
        page = client.get(url_of(place, "roles"))
        assert page.context["place"] == place
        assert f"- {place.name} - Succession</title>" in page.text
    words = str(dict(client.session.items()))
    assert school.name not in words
    assert str(other.urn) not in words
    assert "Member of staff" in client.get(url_of(school, "role-invite")).text
    assert "Chair of governors" in client.get(url_of(other, "role-invite")).text
