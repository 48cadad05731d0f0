"""A calendar as a file that calendar programs read (RFC 5545)."""

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from succession.calendars.rules import Entry

_DAY = datetime.timedelta(days=1)


def written(entries: Iterable[Entry], today: datetime.date) -> bytes:
    """The file. Its days are whole days, in London: they have no hour that a change of the clocks could move."""
    calendar = Calendar()
    calendar.add("prodid", "-//Succession//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Succession")
    calendar.add("x-wr-timezone", "Europe/London")
    for entry in entries:
        calendar.add_component(_event(entry, today))
    return bytes(calendar.to_ical())


def _event(entry: Entry, today: datetime.date) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{urlsplit(settings.PUBLIC_ADDRESS).hostname}")
    # The same all day, so that what did not change has the same bytes.
    event.add("dtstamp", datetime.datetime.combine(today, datetime.time(), datetime.UTC))
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + _DAY)
    event.add("summary", entry.title)
    event.add("url", entry.href)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    return event
