"""Policies, their versions, and what was made of them."""

from policies.models.adoptions import Adoption, Recommendation
from policies.models.boards import BoardAsked, BoardReply
from policies.models.clauses import ClauseRow, Commitment
from policies.models.consultations import Comment, Consultation
from policies.models.disputes import StandingDispute
from policies.models.evidence import Evidence
from policies.models.handed import HandedPolicy
from policies.models.library import SchoolTags, Sharing, ShelvedClause, ShelvedText, TagCount
from policies.models.offers import MergeAnswer, ModelOffer, ModelWithdrawal
from policies.models.policies import Draft, Policy, Version
from policies.models.publishing import Publication
from policies.models.receipts import ReadReceipt, ReadRequest, ReviewReminder
from policies.models.reviews import CommitmentReview, Priority, Served

__all__ = [
    "Adoption",
    "BoardAsked",
    "BoardReply",
    "ClauseRow",
    "Comment",
    "Commitment",
    "CommitmentReview",
    "Consultation",
    "Draft",
    "Evidence",
    "HandedPolicy",
    "MergeAnswer",
    "ModelOffer",
    "ModelWithdrawal",
    "Policy",
    "Priority",
    "Publication",
    "ReadReceipt",
    "ReadRequest",
    "Recommendation",
    "ReviewReminder",
    "SchoolTags",
    "Served",
    "Sharing",
    "ShelvedClause",
    "ShelvedText",
    "StandingDispute",
    "TagCount",
    "Version",
]
