"""Since when changes are told."""

import datetime

from core.filters import FilterForm
from core.forms import TypedDateField

_FIRST, _LAST = datetime.date(1900, 1, 1), datetime.date(9000, 1, 1)


class SinceForm(FilterForm):
    """The day from which on changes are told."""

    since = TypedDateField(label="Since", required=False)

    def day(self, otherwise: datetime.date) -> datetime.date:
        """The day that was asked for; another where none was, or none that a calendar can hold."""
        day = self.chosen.get("since")
        return day if day is not None and _FIRST <= day < _LAST else otherwise
