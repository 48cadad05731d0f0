"""How the tables of dates are written: a window is first..last, with - for an open end."""

from documents.dates import Context, DateWindow, find_dates

ACADEMIC = Context.parse("2027/28")


def shown(found: DateWindow) -> str:
    """The window as the tables below write it."""
    first, last = found.earliest or "-", found.latest or "-"
    return f"{first}..{last} {found.precision}{' inferred' if found.year_inferred else ''}"


def only(text: str, context: Context | None = ACADEMIC, **options: object) -> DateWindow:
    """The one date where one is asked for."""
    dates, _ = find_dates(text, context=context, asked=True, **options)  # type: ignore[arg-type]
    assert len(dates) == 1, dates
    return dates[0]


def check(text: str, expected: str, context: Context | None = ACADEMIC) -> None:
    """The text is one date, all of whose words belong to it."""
    found = only(text, context)
    assert (found.words, shown(found)) == (text, expected)
