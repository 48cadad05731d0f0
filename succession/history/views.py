"""Who changed what, who opened what. Each view is given the place by the decorator of its kind (succession.urls)."""

import datetime
from itertools import pairwise
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.addresses import address
from core.reading_log import reading_logged
from core.rules import Happened
from people.access.decorators import SignedInRequest
from people.membership.queries import Place
from people.models import Council, School
from people.talent import openings
from succession.history import queries, words
from succession.history.forms import HistoryFilterForm, ReadingFilterForm
from succession.history.kinds import BY_LABEL, readable
from succession.reports import openings as of_reports

_HIGHEST_KEY = 2**63 - 1
HISTORY, RECORD, READINGS = "history", "record-history", "readings"


@reading_logged(HISTORY)
@require_safe
def history(request: SignedInRequest, place: Place) -> HttpResponse:
    """What was changed at a place, latest first."""
    kinds = readable(request.user, place)
    form = HistoryFilterForm(request.GET, kinds=kinds.values(), people=queries.people_of(place))
    wanted = [kinds[form.chosen["kind"]]] if "kind" in form.chosen else list(kinds.values())
    chosen = queries.Filter(by=form.by_key, day=form.moments, before=_key(request.GET.get("from", "")))
    found = queries.events_of(place, wanted, chosen)
    shown = found[: queries.PAGE]
    befores = queries.rows_before(event for event in shown if event.happened == Happened.CHANGED)
    names = queries.names_of(words.references(shown, befores))
    kept = {name: request.GET[name] for name in form.chosen}
    context = {
        "organisation": place,
        "form": form,
        "entries": [_entry(place, event, befores.get((event.kind.label, event.pk)), names) for event in shown],
        "older": f"?{urlencode(kept | {'from': _key_of(shown[-1])})}" if len(found) > queries.PAGE else "",
        "is_first_page": chosen.before is None,
        "clear_url": url_of(place, "history"),
        "readings_url": url_of(place, "readings"),
        "crumbs": _crumbs(place),
    }
    return render(request, "succession/history/history.html", context)


@reading_logged(RECORD, "kind", "record")
@require_safe
def record(request: SignedInRequest, place: Place, kind: str, record: str) -> HttpResponse:
    """Every change of one record, with what each field was and became. One that is gone has its history still."""
    known = readable(request.user, place).get(kind)
    if known is None or not (record.isascii() and record.isdigit() and int(record) <= _HIGHEST_KEY):
        raise Http404
    before = request.GET.get("from", "")
    older_than = int(before) if before.isascii() and before.isdigit() and 0 < int(before) <= _HIGHEST_KEY else None
    found = queries.events_of_record(place, known, record, older_than)
    if not found:
        raise Http404
    shown = found[: queries.PAGE]
    follows = [pair for pair in pairwise(found) if pair[0].happened == Happened.CHANGED]
    rows = {event.pk: earlier.row for event, earlier in follows}
    names = queries.names_of(words.references(found, {}))
    context = {
        "organisation": place,
        "title": words.title(shown[0], names),
        "entries": [
            {
                "when": words.moment(event.at),
                "who": words.who(event, names),
                "what": words.HAPPENED[Happened(event.happened)],
                "why": (event.context or {}).get("why", ""),
                "is_change": event.happened == Happened.CHANGED,
                "changes": words.changes(event, rows.get(event.pk), names, in_full=True),
            }
            for event in shown
        ],
        "older": f"?from={shown[-1].pk}" if len(found) > queries.PAGE else "",
        "crumbs": [*_crumbs(place), ("Who changed what", url_of(place, "history"))],
    }
    return render(request, "succession/history/record.html", context)


@reading_logged(READINGS)
@require_safe
def readings(request: SignedInRequest, place: Place) -> HttpResponse:
    """Who opened what of a place, latest first."""
    form = ReadingFilterForm(request.GET, people=queries.people_of(place))
    found = queries.readings_of(place, by=form.by_key, before=_reading_key(request.GET.get("from", "")))
    shown = found[: queries.PAGE]
    kept = {"by": form.by_key} if form.by_key else {}
    last = f"{shown[-1].at.isoformat()}_{shown[-1].pk}" if shown else ""
    context = {
        "organisation": place,
        "form": form,
        "rows": [(words.moment(row.at), row.by.name, _opened(row.kind, row.subject)) for row in shown],
        "older": f"?{urlencode(kept | {'from': last})}" if len(found) > queries.PAGE else "",
        "clear_url": url_of(place, "readings"),
        "crumbs": [*_crumbs(place), ("Who changed what", url_of(place, "history"))],
    }
    return render(request, "succession/history/readings.html", context)


def url_of(place: Place, page: str, **keys: str) -> str:
    """The address of one of these pages for this school, trust or council."""
    if isinstance(place, School):
        return address(f"school-{page}", urn=place.urn, **keys)
    if isinstance(place, Council):
        return address(f"council-{page}", code=place.code, **keys)
    return address(f"trust-{page}", uid=place.uid, **keys)


def _entry(place: Place, event: queries.Event, before: queries.Row | None, names: words.Names) -> dict[str, object]:
    changed = words.changes(event, before, names, in_full=False) if before is not None else []
    return {
        "when": words.moment(event.at),
        "who": words.who(event, names),
        "what": words.HAPPENED[Happened(event.happened)],
        "title": words.title(event, names),
        "href": url_of(place, "history-record", kind=event.kind.slug, record=event.record),
        "changes": changed,
    }


def _opened(kind: str, subject: str) -> str:
    """What was opened, in words."""
    if kind == RECORD:
        slug, _, key = subject.partition(" ")
        noun = next((known.noun.lower() for known in BY_LABEL.values() if known.slug == slug), slug)
        return f"The history of one record: {noun}, number {key}"
    own = {HISTORY: "Who changed what", READINGS: "Who opened what"}
    return openings.in_words(kind, subject) or of_reports.in_words(kind, subject) or own.get(kind, kind)


def _key_of(event: queries.Event) -> str:
    return f"{event.at.isoformat()}_{event.kind.label}_{event.pk}"


def _key(words: str) -> queries.Key | None:
    """Where the list goes on, from the URL; anything else begins at the top."""
    at, _, rest = words.partition("_")
    label, _, pk = rest.partition("_")
    moment = _moment(at)
    return (moment, label, int(pk)) if moment and label in BY_LABEL and _is_key(pk) else None


def _reading_key(words: str) -> tuple[datetime.datetime, int] | None:
    at, _, pk = words.partition("_")
    moment = _moment(at)
    return (moment, int(pk)) if moment and _is_key(pk) else None


def _moment(words: str) -> datetime.datetime | None:
    try:
        at = datetime.datetime.fromisoformat(words)
    except ValueError:
        return None
    return at if at.tzinfo and 1900 < at.year < 9000 else None


def _is_key(words: str) -> bool:
    return words.isascii() and words.isdigit() and len(words) < 19


def _crumbs(place: Place) -> list[tuple[str, str]]:
    """The way up; a trust has no page of its own."""
    return [(place.name, place.get_absolute_url())] if isinstance(place, School | Council) else []
