"""What touches several rooms: agendas and decisions, reports and what their names stand for."""

from succession.models.agenda_plans import AgendaPlan
from succession.models.chases import Chase
from succession.models.feeds import CalendarFeed
from succession.models.meetings import AgendaIssue, AgendaItem, AgendaPaper, Decision, ItemExclusion
from succession.models.reports import Report, ReportToken

__all__ = [
    "AgendaIssue",
    "AgendaItem",
    "AgendaPaper",
    "AgendaPlan",
    "CalendarFeed",
    "Chase",
    "Decision",
    "ItemExclusion",
    "Report",
    "ReportToken",
]
