"""The link of an invitation, what it is worth now, and the letter that carries it."""

import datetime
import hashlib
import secrets

from django.utils.crypto import salted_hmac

from core import clock
from core.addresses import public_address
from core.mailing import Written
from people.access.guards import grantable
from people.access.roles import Role
from people.membership import rules
from people.membership.rules import InvitationState
from people.models import Invitation


def new_nonce() -> str:
    """What makes the link of one sending unlike every other."""
    return secrets.token_hex(16)


def token_of(nonce: str) -> str:
    """The secret part of the link: whoever knows the nonce alone cannot make it."""
    return salted_hmac("people.invitation", nonce, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def found(token: str) -> Invitation | None:
    """The invitation that this link leads to, with its place; None for a link nobody was given."""
    return Invitation.objects.with_places().filter(token_hash=hash_of(token)).first()


def standing(invitation: Invitation, now: datetime.datetime) -> InvitationState:
    """What it is worth: nothing either, once whoever sent it could not send it any more."""
    state = invitation.state(now)
    if state is not InvitationState.OPEN:
        return state
    sender = invitation.invited_by
    still_may = sender.is_active and Role(invitation.role) in grantable(sender, invitation.organisation)
    return state if still_may else InvitationState.VOID


def about(invitation: Invitation) -> str:
    """The letter of one sending, for the queue."""
    return f"{invitation.pk}-{invitation.sendings}"


def letter(about: str) -> Written | None:
    """The letter of this sending, unless the invitation was answered, withdrawn, sent again or has run out."""
    pk, _, sending = about.partition("-")
    invitation = Invitation.objects.with_places().filter(pk=int(pk), sendings=int(sending)).first()
    if invitation is None or standing(invitation, clock.now()) is not InvitationState.OPEN:
        return None
    sender = invitation.invited_by
    link = public_address("people:invitation", token=token_of(invitation.nonce))
    words = _LETTER.format(
        name=invitation.name,
        sender=sender.name,
        address=sender.email,
        role=invitation.get_role_display(),
        place=invitation.organisation.name,
        link=link,
        until=clock.local(invitation.expires_at),
        hours=round(rules.OPEN_FOR.total_seconds() / 3600),
    )
    return Written(invitation.email, _SUBJECT.format(place=one_line(invitation.organisation.name)), words)


def one_line(words: str) -> str:
    """A name for the subject of a letter."""
    return " ".join(words.split())[:120]


_SUBJECT = "You are invited to {place} on Succession"
_LETTER = """\
Hello {name},

{sender} ({address}) invites you to take up this role on Succession,
where schools and councils plan who will lead next:

  {role}
  {place}

Open this link to see the invitation and to accept it:

{link}

The link works once, for you alone, until {until:%H:%M on %-d %B %Y}
({hours} hours from when it was sent). Do not send it on.

Did you not expect this? Then do nothing: without you nothing happens, and
the link runs out. If you wonder whether it is real, ask {sender}
by a way you already know.
"""
