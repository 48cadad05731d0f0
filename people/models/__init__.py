"""Who: councils, trusts, schools, bodies and meetings, users and the roles they hold."""

from people.models.accounts import Membership, User
from people.models.governance import Body, Meeting, TermOfOffice
from people.models.invitations import Invitation
from people.models.organisations import Council, School, Trust

__all__ = ["Body", "Council", "Invitation", "Meeting", "Membership", "School", "TermOfOffice", "Trust", "User"]
