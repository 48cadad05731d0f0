"""Inviting: what the letter says, and when its link is worth something."""

import datetime
import re
import threading

import pytest
from django.contrib.auth.hashers import check_password
from django.core import mail as outbox
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from core import clock, mailing
from core.models import Letter
from core.rules import LetterState
from people.access.guards import allows
from people.access.roles import Permission, Role
from people.actions import invitations as actions
from people.actions.invitations import accept, accept_as_new, invite, send_again, withdraw
from people.actions.roles import end_role
from people.membership import inviting
from people.membership.rules import CLOSED, OPEN_FOR, InvitationState
from people.models import Invitation, Membership, School, TermOfOffice, User
from people.rules import GovernorCategory, Refused
from tests.builders import (
    make_administrator,
    make_body,
    make_council,
    make_invitation,
    make_member,
    make_school,
    make_trust,
    make_user,
)

pytestmark = pytest.mark.django_db

PASSWORD = "a heron on the weir at noon"
DAY = datetime.timedelta(days=1)


def token(invitation: Invitation) -> str:
    return inviting.token_of(invitation.nonce)


@pytest.fixture
def school() -> School:
    return make_school(name="Hill Top School", trust=make_trust())


@pytest.fixture
def head(school: School) -> User:
    return make_member(Role.HEAD, school, name="Ann Head", email="ann@school.example")


@pytest.fixture
def invitation(school: School, head: User) -> Invitation:
    return invite(place=school, role=Role.STAFF, email="Bo@School.example ", name=" Bo Example ", by=head)


# Asking and writing -------------------------------------------------------------------------------------------------
def test_invite_asks_for_a_letter_and_keeps_no_link(invitation: Invitation, head: User) -> None:
    assert (invitation.email, invitation.name, invitation.invited_by) == ("bo@school.example", "Bo Example", head)
    assert invitation.expires_at - invitation.invited_at == datetime.timedelta(hours=72)
    letter = Letter.objects.get()
    assert (letter.kind, letter.about) == ("people.invitation", f"{invitation.pk}-1")
    stored = " ".join(str(value) for row in Invitation.objects.values_list() for value in row)
    assert token(invitation) not in stored
    assert inviting.hash_of(token(invitation)) in stored


def test_whoever_has_the_database_alone_cannot_make_the_link(invitation: Invitation) -> None:
    real = token(invitation)
    with override_settings(SECRET_KEY="another installation's, long enough to be one" * 2):
        made = {token(invitation), inviting.hash_of(invitation.nonce), invitation.nonce, invitation.token_hash}
        assert real not in made
        assert all(inviting.found(one) is None for one in made)


def test_the_letter_says_who_invites_to_what_and_until_when(invitation: Invitation) -> None:
    mailing.send(Letter.objects.get().pk)
    (letter,) = outbox.outbox
    assert letter.to == ["bo@school.example"]
    assert letter.subject == "You are invited to Hill Top School on Succession"
    until = f"{clock.local(invitation.expires_at):%H:%M on %-d %B %Y}"
    for words in ("Hello Bo Example", "Ann Head (ann@school.example)", "Member of staff", "Hill Top School", until):
        assert words in letter.body
    assert "Did you not expect this? Then do nothing" in letter.body
    assert f"http://localhost:8000/invitations/{token(invitation)}/" in letter.body


def test_the_letter_can_be_read_as_it_is_printed_in_a_trial(invitation: Invitation) -> None:
    mailing.send(Letter.objects.get().pk)
    printed = outbox.outbox[0].message().as_bytes().decode()
    assert f"\n\nhttp://localhost:8000/invitations/{token(invitation)}/\n\n" in printed


def test_a_letter_that_is_sent_twice_holds_the_same_link(invitation: Invitation) -> None:
    one, two = inviting.letter(inviting.about(invitation)), inviting.letter(inviting.about(invitation))
    assert one == two is not None


def test_a_name_of_many_lines_makes_no_header(head: User) -> None:
    assert inviting.one_line("Hill\nTop\r\nBcc: x@y.example") == "Hill Top Bcc: x@y.example"


@pytest.mark.parametrize("what", ["withdrawn", "again", "run out", "accepted", "void", "closed"])
def test_no_letter_goes_out_for_what_is_worth_nothing(invitation: Invitation, head: User, what: str) -> None:
    letter = Letter.objects.get()
    if what == "withdrawn":
        withdraw(invitation=invitation, by=head)
    elif what == "again":
        send_again(invitation=invitation, by=head)
    elif what == "run out":
        Invitation.objects.update(expires_at=clock.now())
    elif what == "accepted":
        accept_as_new(token=token(invitation), name="Bo", password=PASSWORD)
    elif what == "void":
        head.memberships.update(ends_on=clock.today() - DAY)
    else:
        User.objects.filter(pk=head.pk).update(is_active=False)
    mailing.send(letter.pk)
    letter.refresh_from_db()
    assert letter.state == LetterState.DROPPED
    assert not outbox.outbox


@pytest.mark.parametrize("known", [True, False])
def test_an_address_with_an_account_is_invited_as_one_without(school: School, head: User, known: bool) -> None:
    if known:
        make_user(email="cy@school.example")
    invitation = invite(place=school, role=Role.STAFF, email="cy@school.example", name="Cy", by=head)
    written = inviting.letter(inviting.about(invitation))
    assert written is not None
    assert re.sub(r"[0-9a-f]{64}", "TOKEN", written.words).count("TOKEN") == 1
    assert "account" not in written.words
    assert (invitation.state(clock.now()), invitation.accepted_by) == (InvitationState.OPEN, None)


# Who may ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("by", Role)
@pytest.mark.parametrize("role", [Role.STAFF, Role.GOVERNOR, Role.CLERK, Role.HEAD])
def test_invite_asks_who_may_first(school: School, by: Role, role: Role) -> None:
    home = {"trust-lead": school.trust, "officer": school.council}.get(by.value, school)
    if by in {Role.ACTION_OWNER, Role.COUNCILLOR}:
        home = school.council
    assert home is not None
    user = make_member(by, home)
    may = (by, role) in {(Role.HEAD, Role.STAFF), (Role.TRUST_LEAD, Role.STAFF), (Role.CLERK, Role.GOVERNOR)}
    if may:
        assert invite(place=school, role=role, email="x@y.example", name="X", by=user)
        return
    with pytest.raises(PermissionDenied):
        invite(place=school, role=role, email="x@y.example", name="X", by=user)
    assert not Invitation.objects.exists()
    assert not Letter.objects.exists()


def test_withdraw_and_send_again_ask_who_may_first(invitation: Invitation, school: School) -> None:
    clerk = make_member(Role.CLERK, school)
    for act in (withdraw, send_again):
        with pytest.raises(PermissionDenied):
            act(invitation=invitation, by=clerk)


def test_nobody_invites_themselves(school: School, head: User) -> None:
    with pytest.raises(Refused, match="your own address"):
        invite(place=school, role=Role.STAFF, email="ANN@school.example", name="Ann", by=head)


def test_a_role_that_is_held_already_is_not_offered(school: School, head: User) -> None:
    make_member(Role.STAFF, school, email="cy@school.example")
    with pytest.raises(Refused, match="holds this role here already"):
        invite(place=school, role=Role.STAFF, email="Cy@School.example", name="Cy", by=head)


def test_a_second_invitation_to_the_same_role_waits_for_the_first(
    school: School, head: User, invitation: Invitation
) -> None:
    again = {"place": school, "role": Role.STAFF, "email": "BO@SCHOOL.EXAMPLE", "name": "Bo", "by": head}
    with pytest.raises(Refused, match="is invited to this role already"):
        invite(**again)  # type: ignore[arg-type]
    assert invite(**again | {"role": Role.SCHOOL_LEAD})  # type: ignore[arg-type]
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=clock.now())
    later = invite(**again)  # type: ignore[arg-type]
    invitation.refresh_from_db()
    assert (invitation.withdrawn_by, later.state(clock.now())) == (head, InvitationState.OPEN)


def test_only_an_officer_is_invited_to_look_after_roles() -> None:
    council = make_council()
    by = make_administrator(Role.OFFICER, council)
    for role, marked in ((Role.OFFICER, True), (Role.COUNCILLOR, False)):
        assert make_invitation(role, council, by=by, is_administrator=True).is_administrator is marked


# Accepting ----------------------------------------------------------------------------------------------------------
def test_accept_as_new_makes_the_account_and_the_role(invitation: Invitation, school: School, head: User) -> None:
    person = accept_as_new(token=token(invitation), name=" Bo Ann Example ", password=PASSWORD)
    assert (person.email, person.name) == ("bo@school.example", "Bo Ann Example")
    assert check_password(PASSWORD, person.password)
    held = person.memberships.get()
    assert (held.role, held.school, held.starts_on) == (Role.STAFF, school, clock.today())
    assert (held.granted_by, held.ends_on, held.is_administrator) == (head, None, False)
    invitation.refresh_from_db()
    assert (invitation.accepted_by, invitation.membership) == (person, held)


def test_accept_gives_somebody_with_an_account_the_role(invitation: Invitation, school: School) -> None:
    person = make_user(email="bo@school.example")
    assert not allows(person, Permission.SCHOOL_READ, school)
    accept(token=token(invitation), by=person)
    assert allows(User.objects.get(pk=person.pk), Permission.SCHOOL_READ, school)


def test_accepting_twice_makes_one_role(invitation: Invitation) -> None:
    person = make_user(email="bo@school.example")
    assert accept(token=token(invitation), by=person) == accept(token=token(invitation), by=person)
    assert person.memberships.count() == 1


def test_nobody_else_accepts(invitation: Invitation, school: School) -> None:
    for other in (make_user(email="forwarded@school.example"), make_member(Role.CLERK, school)):
        with pytest.raises(Refused, match="for somebody else"):
            accept(token=token(invitation), by=other)
    assert not Membership.objects.filter(role=Role.STAFF).exists()


def test_somebody_whose_address_changed_meanwhile_is_somebody_else(invitation: Invitation) -> None:
    person = make_user(email="bo@school.example")
    User.objects.filter(pk=person.pk).update(email="bo@other.example")
    with pytest.raises(Refused, match="for somebody else"):
        accept(token=token(invitation), by=person)


@pytest.mark.parametrize("state", CLOSED)
def test_a_link_that_is_worth_nothing_opens_nothing(invitation: Invitation, head: User, state: InvitationState) -> None:
    link = token(invitation)
    if state is InvitationState.ACCEPTED:
        accept_as_new(token=link, name="Bo", password=PASSWORD)
    elif state is InvitationState.WITHDRAWN:
        withdraw(invitation=invitation, by=head)
    elif state is InvitationState.RUN_OUT:
        Invitation.objects.update(expires_at=clock.now())
    else:
        end_role(
            membership=head.memberships.get(),
            by=make_administrator(Role.HEAD, invitation.organisation),
            reason="Left",
            successor=make_member(Role.SCHOOL_LEAD, invitation.organisation).memberships.get(),
        )
    invitation.refresh_from_db()
    found = inviting.found(link)
    assert found is not None
    assert inviting.standing(found, clock.now()) is state
    with pytest.raises(Refused, match=re.escape(CLOSED[state])):
        accept_as_new(token=link, name="Other", password=PASSWORD)
    assert not User.objects.filter(name="Other").exists()
    if state is not InvitationState.ACCEPTED:
        with pytest.raises(Refused, match=re.escape(CLOSED[state])):
            accept(token=link, by=make_user(email=invitation.email))


def test_sending_again_kills_the_link_before_and_makes_it_the_senders(
    invitation: Invitation, school: School, head: User
) -> None:
    old, other = token(invitation), make_member(Role.HEAD, school)
    again = send_again(invitation=invitation, by=other)
    assert inviting.found(old) is None
    assert token(again) != old
    end_role(
        membership=head.memberships.get(), by=make_administrator(Role.HEAD, school), reason="Left"
    )  # the first sender
    assert accept_as_new(token=token(again), name="Bo", password=PASSWORD).memberships.get().granted_by == other


def test_what_was_withdrawn_is_not_sent_again_and_what_was_accepted_is_not_withdrawn(
    invitation: Invitation, head: User
) -> None:
    withdraw(invitation=invitation, by=head)
    withdraw(invitation=invitation, by=head)
    with pytest.raises(Refused, match="was withdrawn"):
        send_again(invitation=invitation, by=head)
    other = make_invitation(Role.STAFF, invitation.organisation, by=head)
    accept_as_new(token=token(other), name="Cy", password=PASSWORD)
    for act, words in ((withdraw, "accepted this invitation meanwhile"), (send_again, "has accepted")):
        with pytest.raises(Refused, match=words):
            act(invitation=other, by=head)


def test_a_new_account_is_made_for_an_address_that_has_none_alone(invitation: Invitation) -> None:
    make_user(email="bo@school.example", name="There before")
    with pytest.raises(Refused, match="Sign in to accept"):
        accept_as_new(token=token(invitation), name="Bo", password=PASSWORD)
    assert User.objects.get(email="bo@school.example").name == "There before"
    assert not Membership.objects.filter(role=Role.STAFF).exists()


@pytest.mark.parametrize("role_held", [True, False])
def test_a_role_that_was_given_meanwhile_is_not_given_twice(
    invitation: Invitation, school: School, role_held: bool
) -> None:
    person = make_user(email="bo@school.example")
    if role_held:
        Membership.objects.create(user=person, role=Role.STAFF, school=school, starts_on=clock.today())
    accept(token=token(invitation), by=person)
    assert person.memberships.count() == 1


@given(forged=st.text(st.characters(codec="utf-8", exclude_characters="/"), min_size=1, max_size=80))
@settings(max_examples=50, deadline=None)
def test_a_forged_token_leads_nowhere(forged: str) -> None:
    assert inviting.found(forged) is None


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_account_and_one_role() -> None:
    invitation = make_invitation(Role.STAFF, make_school())
    outcomes: list[object] = []
    start = threading.Barrier(2)

    def click() -> None:
        start.wait(10)
        try:
            outcomes.append(accept_as_new(token=token(invitation), name="Bo", password=PASSWORD))
        except Refused as refusal:
            outcomes.append(refusal)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join(20)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Refused", "User"]
    assert Membership.objects.filter(role=Role.STAFF).count() == 1


@pytest.mark.parametrize("failing", ["membership", "invitation"])
def test_a_write_that_fails_leaves_nothing_behind(
    invitation: Invitation, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def fails(*args: object, **kwargs: object) -> None:
        raise OSError

    model = Membership if failing == "membership" else Invitation
    monkeypatch.setattr(model, "save", fails)
    with pytest.raises(OSError), transaction.atomic():  # noqa: PT011 (raised above)
        accept_as_new(token=token(invitation), name="Bo", password=PASSWORD)
    monkeypatch.undo()
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert not User.objects.filter(email=invitation.email).exists()


# A place on a board -------------------------------------------------------------------------------------------------
@pytest.fixture
def place_on_board(school: School) -> TermOfOffice:
    return TermOfOffice.objects.create(
        body=make_body(school=school),
        name="Bo Example",
        category=GovernorCategory.PARENT,
        starts_on=clock.today() - 9 * DAY,
        ends_on=clock.today() + 400 * DAY,
    )


def test_a_governors_role_goes_with_the_place_on_the_board(school: School, place_on_board: TermOfOffice) -> None:
    clerk = make_member(Role.CLERK, school)
    invitation = make_invitation(Role.GOVERNOR, school, by=clerk, term=place_on_board, ends_on=place_on_board.ends_on)
    person = accept_as_new(token=token(invitation), name="Bo", password=PASSWORD)
    place_on_board.refresh_from_db()
    assert place_on_board.user == person
    assert person.memberships.get().ends_on == place_on_board.ends_on


def test_a_place_on_another_board_or_of_somebody_else_is_refused(school: School, place_on_board: TermOfOffice) -> None:
    clerk = make_member(Role.CLERK, school)
    place_on_board.user = make_user()
    place_on_board.save()
    with pytest.raises(Refused, match="has an account already"):
        make_invitation(Role.GOVERNOR, school, by=clerk, term=place_on_board)
    elsewhere = TermOfOffice.objects.create(
        body=make_body(), name="Cy", category=GovernorCategory.PARENT, starts_on=clock.today()
    )
    with pytest.raises(Refused, match="Choose a place on this school’s board"):
        make_invitation(Role.GOVERNOR, school, by=clerk, term=elsewhere)


def test_an_invitation_is_open_for_three_days() -> None:
    assert datetime.timedelta(hours=72) == OPEN_FOR
    assert actions.KIND == "people.invitation"
