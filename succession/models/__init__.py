"""What touches several rooms: reports and what their names stand for."""

from succession.models.reports import Report, ReportToken

__all__ = ["Report", "ReportToken"]
