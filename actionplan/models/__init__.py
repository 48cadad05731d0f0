"""Reviews, what they recommend, what is done about it by whom and when, and how it is going."""

from actionplan.models.answering import EarlierResponse, ReplyTime, ScrutinyReply
from actionplan.models.asks import Ask, Serving
from actionplan.models.changes import DateChange
from actionplan.models.clashes import ClashAnswer
from actionplan.models.dates import PlanDate
from actionplan.models.digests import DigestSent, DigestStop
from actionplan.models.measures import OutcomeMeasure
from actionplan.models.milestones import Milestone, Update
from actionplan.models.owning import HandBack, UpdateEvidence
from actionplan.models.recommendations import Action, Recommendation
from actionplan.models.returns import AskedSchool, ReturnRequest, SchoolReturn
from actionplan.models.reviews import ScrutinyReview
from actionplan.models.teams import Team, TeamMember
from actionplan.models.valuing import MeasureValue, ReportedItem, ServiceNotBought, Valuation

__all__ = [
    "Action",
    "Ask",
    "AskedSchool",
    "ClashAnswer",
    "DateChange",
    "DigestSent",
    "DigestStop",
    "EarlierResponse",
    "HandBack",
    "MeasureValue",
    "Milestone",
    "OutcomeMeasure",
    "PlanDate",
    "Recommendation",
    "ReplyTime",
    "ReportedItem",
    "ReturnRequest",
    "SchoolReturn",
    "ScrutinyReply",
    "ScrutinyReview",
    "ServiceNotBought",
    "Serving",
    "Team",
    "TeamMember",
    "Update",
    "UpdateEvidence",
    "Valuation",
]
