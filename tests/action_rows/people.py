"""The actions of people: meetings, accounts, invitations, roles and second steps."""

import datetime

from allauth.usersessions.models import UserSession
from django.test import Client

from core import clock
from people.access.roles import Role
from people.accounts.tokens import email_key
from people.actions import accounts, invitations, meetings, roles, second_steps
from people.membership.inviting import token_of
from people.membership.rules import OPEN_FOR
from people.models import TermOfOffice, User
from people.rules import GovernorCategory
from tests.action_rows.scene import Call, Row, Scene
from tests.builders import make_invitation, make_member, make_user
from tests.people.test_second_step import set_up_for
from tests.policies.cast import TODAY

DAY = datetime.timedelta(days=1)


def plan_meeting(s: Scene) -> Call:
    body = s.world.school_meeting.body
    return lambda: meetings.plan_meeting(body=body, on=datetime.date(2027, 1, 12), by=s.cast.clerk)


def cancel_meeting(s: Scene) -> Call:
    given = s.meeting()
    return lambda: meetings.cancel_meeting(**given)  # type: ignore[arg-type]


def move_meeting(s: Scene) -> Call:
    given = s.meeting(on=datetime.date(2027, 1, 12))
    return lambda: meetings.move_meeting(**given)  # type: ignore[arg-type]


def record_meeting_held(s: Scene) -> Call:
    given = s.meeting(today=TODAY)
    return lambda: meetings.record_meeting_held(**given)  # type: ignore[arg-type]


def session_of(user: User) -> str:
    """The key of a session of somebody who has signed in."""
    client = Client()
    client.force_login(user)
    key = client.session.session_key
    UserSession.objects.create(user=user, session_key=key, ip="127.0.0.1", user_agent="")
    return str(key)


def ask_for_email(s: Scene) -> Call:
    return lambda: accounts.ask_for_email(new="new@example.org", by=s.cast.head)


def change_email(s: Scene) -> Call:
    """Somebody's who is signed in elsewhere too."""
    head = s.cast.head
    here, _ = session_of(head), session_of(head)
    change = accounts.ask_for_email(new="new@example.org", by=head)
    given = {"change_id": change.pk, "key": email_key(change), "session_key": here}
    return lambda: accounts.change_email(by=head, **given)  # type: ignore[arg-type]


def invite(s: Scene) -> Call:
    """Somebody whose earlier invitation ran out: it is withdrawn with this one."""
    given = {"place": s.cast.school, "role": Role.STAFF, "email": "bo@example.org", "name": "Bo", "by": s.cast.head}
    with clock.at(clock.now() - OPEN_FOR - DAY):
        invitations.invite(**given)  # type: ignore[arg-type]
    return lambda: invitations.invite(**given)  # type: ignore[arg-type]


def withdraw(s: Scene) -> Call:
    invitation = make_invitation(Role.STAFF, s.cast.school, by=s.cast.head)
    return lambda: invitations.withdraw(invitation=invitation, by=s.cast.head)


def send_again(s: Scene) -> Call:
    invitation = make_invitation(Role.STAFF, s.cast.school, by=s.cast.head)
    return lambda: invitations.send_again(invitation=invitation, by=s.cast.head)


def accept(s: Scene) -> Call:
    """A governor's role, with the place on the board that goes with it."""
    person = make_user()
    term = TermOfOffice.objects.create(
        body=s.cast.board, name=person.name, category=GovernorCategory.PARENT, starts_on=clock.today()
    )
    invitation = make_invitation(Role.GOVERNOR, s.cast.school, by=s.cast.clerk, email=person.email, term=term)
    return lambda: invitations.accept(token=token_of(invitation.nonce), by=person)


def end_role(s: Scene) -> Call:
    """A head's, whom the school lead follows."""
    given = {"membership": s.cast.head.memberships.get(), "successor": s.cast.lead.memberships.get()}
    return lambda: roles.end_role(reason="Left the school", by=s.officer, **given)


def change_last_day(s: Scene) -> Call:
    lead = s.cast.lead.memberships.get()
    return lambda: roles.change_last_day(membership=lead, on=clock.today() + DAY, by=s.cast.head)


def name_lead(s: Scene) -> Call:
    staff = make_member(Role.STAFF, s.cast.school).memberships.get()
    return lambda: roles.name_lead(membership=staff, by=s.cast.head)


def mark_administrator(s: Scene) -> Call:
    officer = s.cast.officer.memberships.get()
    return lambda: roles.mark_administrator(membership=officer, by=s.officer)


def unmark_administrator(s: Scene) -> Call:
    officer = roles.mark_administrator(membership=s.cast.officer.memberships.get(), by=s.officer)
    return lambda: roles.unmark_administrator(membership=officer, by=s.officer)


def ask_for_reset(s: Scene) -> Call:
    set_up_for(s.cast.lead)
    return lambda: second_steps.ask_for_reset(user=s.cast.lead, by=s.cast.head)


def agree_to_reset(s: Scene) -> Call:
    """Of somebody who is signed in."""
    reset = ask_for_reset(s)()
    session_of(s.cast.lead)
    by = s.world.people[Role.TRUST_LEAD]
    return lambda: second_steps.agree_to_reset(reset=reset, by=by)  # type: ignore[arg-type]


def stop_reset(s: Scene) -> Call:
    reset = ask_for_reset(s)()
    return lambda: second_steps.stop_reset(reset=reset, by=s.cast.lead)  # type: ignore[arg-type]


ROWS: dict[str, Row] = {
    "people.actions.meetings.plan_meeting": plan_meeting,
    "people.actions.meetings.cancel_meeting": cancel_meeting,
    "people.actions.meetings.move_meeting": move_meeting,
    "people.actions.meetings.record_meeting_held": record_meeting_held,
    "people.actions.accounts.ask_for_email": ask_for_email,
    "people.actions.accounts.change_email": change_email,
    "people.actions.invitations.invite": invite,
    "people.actions.invitations.withdraw": withdraw,
    "people.actions.invitations.send_again": send_again,
    "people.actions.invitations.accept": accept,
    "people.actions.roles.end_role": end_role,
    "people.actions.roles.change_last_day": change_last_day,
    "people.actions.roles.name_lead": name_lead,
    "people.actions.roles.mark_administrator": mark_administrator,
    "people.actions.roles.unmark_administrator": unmark_administrator,
    "people.actions.second_steps.ask_for_reset": ask_for_reset,
    "people.actions.second_steps.agree_to_reset": agree_to_reset,
    "people.actions.second_steps.stop_reset": stop_reset,
}
