"""Inviting somebody to a role, withdrawing that, sending it again, and accepting."""

import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core import clock, mail
from people.access.granting import ON_A_BOARD
from people.access.guards import require_grant
from people.access.roles import Role
from people.actions import keeping
from people.membership import inviting, rules
from people.membership.rules import InvitationState
from people.models import Body, Council, Invitation, Membership, School, TermOfOffice, Trust, User
from people.rules import Refused

KIND = "people.invitation"


@transaction.atomic
def invite(
    *,
    place: School | Trust | Council,
    role: Role,
    email: str,
    name: str,
    by: User,
    is_administrator: bool = False,
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
    term: TermOfOffice | None = None,
) -> Invitation:
    """Invite somebody to a role, by a letter that is asked for here. Whether they have an account makes no difference.

    term: the place on a board that the role goes with.
    Raises Refused for one's own address, a role they hold here already, and an invitation that is open.
    """
    require_grant(by, role, place)
    address, now, today = email.strip().lower(), clock.now(), clock.today()
    if address == by.email:
        raise Refused("This is your own address. Somebody else has to give you a role.")
    keeping.locked(place)
    _check_days(starts_on, ends_on, today)
    if term is not None:
        _check_term(term, role, place)
    if Membership.objects.at(place).current(today).filter(role=role, user__email=address).exists():
        raise Refused(f"{address} holds this role here already.")
    earlier = Invitation.objects.at(place).unanswered().filter(email=address, role=role).first()
    if earlier is not None:
        if inviting.standing(earlier, now) is InvitationState.OPEN:
            raise Refused(f"{address} is invited to this role already. Send that invitation again, or withdraw it.")
        _withdraw(earlier, by)
    invitation = Invitation(
        email=address,
        name=name.strip(),
        role=role,
        is_administrator=is_administrator and role is Role.OFFICER,
        starts_on=starts_on,
        ends_on=ends_on,
        term=term,
        **{str(place._meta.model_name): place},
    )
    return _sent(invitation, by)


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> Invitation:
    """Take an invitation back: its link is dead. Sent twice, it is done once. Raises Refused once it was accepted."""
    require_grant(by, Role(invitation.role), invitation.organisation)
    locked = _locked(invitation)
    if locked.accepted_at is not None:
        raise Refused(f"{locked.name} accepted this invitation meanwhile. End the role instead.")
    if locked.withdrawn_at is None:
        _withdraw(locked, by)
    return locked


@transaction.atomic
def send_again(*, invitation: Invitation, by: User) -> Invitation:
    """Send an invitation with a new link, open for as long as the first. The link before is dead.

    It is now the invitation of whoever sends it again.
    """
    require_grant(by, Role(invitation.role), invitation.organisation)
    locked = _locked(invitation)
    if locked.accepted_at is not None:
        raise Refused(f"{locked.name} has accepted this invitation.")
    if locked.withdrawn_at is not None:
        raise Refused("This invitation was withdrawn. Invite the person afresh.")
    if locked.email == by.email:
        raise Refused("This is your own address. Somebody else has to give you a role.")
    locked.sendings += 1
    return _sent(locked, by)


@transaction.atomic
def accept(*, token: str, by: User) -> Membership:
    """Take up the role that the link offers. Followed twice by the same person, it is taken up once.

    Only the person whose address it was sent to may. Raises Refused for every other link.
    """
    invitation = inviting.found(token)
    if invitation is None:
        raise Refused("This link leads to no invitation.")
    person = keeping.locked_person(by)
    if person.email != invitation.email or not person.is_active:
        raise Refused("This invitation is for somebody else.")
    return _accepted(invitation, person)


@transaction.atomic
def accept_as_new(*, token: str, name: str, password: str) -> User:
    """Make the account of somebody who has none, and take up the role that the link offers.

    The link is the proof that the address is theirs. Raises Refused where the address has an account.
    """
    invitation = inviting.found(token)
    if invitation is None:
        raise Refused("This link leads to no invitation.")
    keeping.locked(invitation.organisation)
    _check_open(_locked(invitation))
    if User.objects.filter(email=invitation.email).exists():
        raise Refused("You have an account already. Sign in to accept.")
    try:
        with transaction.atomic():
            person = User.objects.create_user(invitation.email, password, name=name.strip())
    except (ValidationError, IntegrityError) as error:
        raise Refused("You have an account already. Sign in to accept.") from error
    _accepted(invitation, person)
    return person


# ---------------------------------------------------------------------------------------------------------------------
def _locked(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update(of=["self"]).with_places().get(pk=invitation.pk)


def _check_open(invitation: Invitation) -> None:
    state = inviting.standing(invitation, clock.now())
    if state is not InvitationState.OPEN:
        raise Refused(rules.CLOSED[state])


def _accepted(invitation: Invitation, person: User) -> Membership:
    place = invitation.organisation
    keeping.locked(place)
    locked, now, today = _locked(invitation), clock.now(), clock.today()
    if locked.membership is not None and locked.accepted_by_id == person.pk:
        return locked.membership
    _check_open(locked)
    starts = max(today, locked.starts_on or today)
    if locked.ends_on is not None and locked.ends_on < starts:
        raise Refused("The role that this invitation offers is over. Ask whoever invited you.")
    held = Membership.objects.at(place).current(today).filter(user=person, role=locked.role).first()
    if held is None:
        held = Membership(
            user=person,
            role=locked.role,
            is_administrator=locked.is_administrator,
            starts_on=starts,
            ends_on=locked.ends_on,
            granted_by=locked.invited_by,
            granted_at=now,
            **{str(place._meta.model_name): place},
        )
        held.full_clean()
        held.save()
    elif locked.is_administrator and not held.is_administrator:
        held.is_administrator = True
        held.save(update_fields=["is_administrator"])
    if locked.term is not None and locked.term.user_id is None:
        locked.term.user = person
        locked.term.save(update_fields=["user"])
    locked.accepted_at, locked.accepted_by, locked.membership = now, person, held
    locked.full_clean()
    locked.save()
    return held


def _sent(invitation: Invitation, by: User) -> Invitation:
    """The invitation with a link of its own and a letter that will carry it."""
    invitation.invited_by, invitation.invited_at = by, clock.now()
    invitation.expires_at = invitation.invited_at + rules.OPEN_FOR
    invitation.nonce = inviting.new_nonce()
    invitation.token_hash = inviting.hash_of(inviting.token_of(invitation.nonce))
    invitation.full_clean()
    invitation.save()
    mail.post(kind=KIND, about=inviting.about(invitation))
    return invitation


def _withdraw(invitation: Invitation, by: User) -> None:
    invitation.withdrawn_at, invitation.withdrawn_by = clock.now(), by
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _check_days(starts_on: datetime.date | None, ends_on: datetime.date | None, today: datetime.date) -> None:
    refusal = rules.last_day_refusal(starts_on=starts_on or today, ends_on=ends_on, today=today)
    if refusal:
        raise Refused(refusal)


def _check_term(term: TermOfOffice, role: Role, place: School | Trust | Council) -> None:
    """A place on a board goes with a governor's role at a school that the board governs, and has one account."""
    governs = isinstance(place, School) and Body.objects.of(place).filter(pk=term.body_id).exists()
    if role not in ON_A_BOARD or not governs:
        raise Refused("Choose a place on this school’s board, for a governor.")
    if term.user_id is not None:
        raise Refused(f"{term.name}’s place on the board has an account already.")
