"""Policies, their versions, and what was made of them."""

from policies.models.adoptions import Adoption
from policies.models.clauses import ClauseRow, Commitment
from policies.models.disputes import StandingDispute
from policies.models.evidence import Evidence
from policies.models.offers import MergeAnswer, ModelOffer, ModelWithdrawal
from policies.models.policies import Draft, Policy, Version

__all__ = [
    "Adoption",
    "ClauseRow",
    "Commitment",
    "Draft",
    "Evidence",
    "MergeAnswer",
    "ModelOffer",
    "ModelWithdrawal",
    "Policy",
    "StandingDispute",
    "Version",
]
