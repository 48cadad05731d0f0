"""Who: councils, trusts, schools, bodies and meetings, users and the roles they hold."""

from people.models.accounts import Membership, User
from people.models.governance import Body, Meeting, TermOfOffice
from people.models.invitations import Invitation
from people.models.organisations import Council, School, Trust
from people.models.privacy import DataPack, Erasure, Hold
from people.models.requests import EmailChange, PasswordRequest, SecondStepReset

__all__ = [
    "Body",
    "Council",
    "DataPack",
    "EmailChange",
    "Erasure",
    "Hold",
    "Invitation",
    "Meeting",
    "Membership",
    "PasswordRequest",
    "School",
    "SecondStepReset",
    "TermOfOffice",
    "Trust",
    "User",
]
