"""Who: councils, trusts, schools, bodies and meetings, users and the roles they hold."""

from people.models.accounts import Membership, User
from people.models.counting import CoverCount
from people.models.criteria import CriteriaVersion, Criterion, CriterionStandard, Framework, Standard
from people.models.development import Activity, Interest, Opportunity, Programme
from people.models.governance import Body, Meeting, TermOfOffice
from people.models.invitations import Invitation
from people.models.organisations import Council, School, Trust
from people.models.posts import LeadershipPost, Nomination, PostHolder
from people.models.privacy import DataPack, Erasure, Hold
from people.models.requests import EmailChange, PasswordRequest, SecondStepReset
from people.models.staff import StaffMember
from people.models.staging import StagedStaff
from people.models.talent import (
    Correction,
    Intention,
    TalentEvidence,
    TalentLog,
    TalentRecord,
    TalentView,
)

__all__ = [
    "Activity",
    "Body",
    "Correction",
    "Council",
    "CoverCount",
    "CriteriaVersion",
    "Criterion",
    "CriterionStandard",
    "DataPack",
    "EmailChange",
    "Erasure",
    "Framework",
    "Hold",
    "Intention",
    "Interest",
    "Invitation",
    "LeadershipPost",
    "Meeting",
    "Membership",
    "Nomination",
    "Opportunity",
    "PasswordRequest",
    "PostHolder",
    "Programme",
    "School",
    "SecondStepReset",
    "StaffMember",
    "StagedStaff",
    "Standard",
    "TalentEvidence",
    "TalentLog",
    "TalentRecord",
    "TalentView",
    "TermOfOffice",
    "Trust",
    "User",
]
