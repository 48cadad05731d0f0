"""Who: councils, trusts, schools, bodies and meetings, users and the roles they hold."""

from people.models.accounts import Membership, User
from people.models.governance import Body, Meeting, TermOfOffice
from people.models.invitations import Invitation
from people.models.organisations import Council, School, Trust
from people.models.posts import LeadershipPost, Nomination, PostHolder
from people.models.privacy import DataPack, Erasure, Hold
from people.models.requests import EmailChange, PasswordRequest, SecondStepReset
from people.models.staff import StaffMember

__all__ = [
    "Body",
    "Council",
    "DataPack",
    "EmailChange",
    "Erasure",
    "Hold",
    "Invitation",
    "LeadershipPost",
    "Meeting",
    "Membership",
    "Nomination",
    "PasswordRequest",
    "PostHolder",
    "School",
    "SecondStepReset",
    "StaffMember",
    "TermOfOffice",
    "Trust",
    "User",
]
