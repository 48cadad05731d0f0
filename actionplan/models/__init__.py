"""Reviews, what they recommend, what is done about it by whom and when, and how it is going."""

from actionplan.models.changes import DateChange
from actionplan.models.dates import PlanDate
from actionplan.models.measures import OutcomeMeasure
from actionplan.models.milestones import Milestone, Update
from actionplan.models.recommendations import Action, Recommendation
from actionplan.models.reviews import ScrutinyReview
from actionplan.models.teams import Team, TeamMember

__all__ = [
    "Action",
    "DateChange",
    "Milestone",
    "OutcomeMeasure",
    "PlanDate",
    "Recommendation",
    "ScrutinyReview",
    "Team",
    "TeamMember",
    "Update",
]
