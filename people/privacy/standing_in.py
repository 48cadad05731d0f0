"""Leavers who never had an account: somebody stands in for each, so that their data are held, copied and erased alike.

Erasing, its certificate and the ledger go by the number of a person. A member of staff without an account has none, so
once they have left and somebody is to decide about their data, a person is made to whom their entry leads: nobody can
sign in as them, and no letter reaches their address.
"""

import datetime
import uuid

from people.models import School, StaffMember, User
from people.rules import Refused

NO_ACCOUNT_DOMAIN = "no-account.invalid"
"""Where the addresses of those lie who never had an account. `.invalid` exists nowhere."""


def is_stand_in(person: User) -> bool:
    """Whether this person never had an account, and was made for their data to be decided about."""
    return person.email.endswith(f"@{NO_ACCOUNT_DOMAIN}")


def refusal_for(member: StaffMember, today: datetime.date) -> str:
    """Why nobody stands in for a member of staff, or nothing."""
    if member.ends_on is None or member.ends_on >= today:
        return f"{member.name} works at the school still. Say which day is their last first."
    return ""


def made_for(member: StaffMember) -> User:
    """A person for an entry that leads to nobody. Call inside a transaction, with a locked row."""
    address = f"{uuid.uuid4().hex}@{NO_ACCOUNT_DOMAIN}"
    person = User.objects.create_user(address, None, name=member.name, is_active=False)
    member.user = person
    member.save(update_fields=["user"])
    return person


def kept_user(member: StaffMember, given: int | None) -> int | None:
    """Whose account an entry is to lead to: a stand-in stays, since only through the entry are its data found.

    Raises Refused where it would be given to another.
    """
    if member.user is None or not is_stand_in(member.user):
        return given
    if given not in {None, member.user_id}:
        raise Refused("This entry is a leaver’s whose data are being decided about. Add them anew with their account.")
    return member.user_id


def is_kept_by(person: User, controller: object) -> bool:
    """Whether a school decides about the data of somebody who stands in for one of its leavers."""
    if not isinstance(controller, School) or not is_stand_in(person):
        return False
    return StaffMember.objects.filter(user=person, school=controller).exists()
