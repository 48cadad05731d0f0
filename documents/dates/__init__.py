"""Reading the dates of British council and school papers: what was written, and which days it allows.

`find_dates` is the way in. The words are kept as they stand; a year that had to be inferred says so; what cannot
be known stays empty. "Early", "mid" and "late" name no day, so they leave the whole of their month, term or year.
A plan of several years does not settle which of its Octobers is meant.
"""

from documents.dates.reading import LineJson, find_dates, infer_context, read_line
from documents.dates.window import DateJson, DateWindow, Precision
from documents.dates.years import DEFAULT_CALENDAR, Calendar, Context, Term

__all__ = [
    "DEFAULT_CALENDAR",
    "Calendar",
    "Context",
    "DateJson",
    "DateWindow",
    "LineJson",
    "Precision",
    "Term",
    "find_dates",
    "infer_context",
    "read_line",
]
