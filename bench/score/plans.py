"""The reading of an action plan beside what a careful person reads in it. Pure.

Both are dictionaries: the reading as `read_action_plan --json` prints it, and the facts of an `.expected.json`. Only
the fields that are there are judged, and a row that the file cuts off only on existing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bench.score.align import aligned
from bench.score.verdicts import Mark, Verdict, begins, judge, same_label, same_number, same_words
from documents.blocks import words

Facts = Mapping[str, Any]
_PREPOSITION = re.compile(r"^(?:in|on|during|for|at|from|until)\s+(?:the\s+)?", re.IGNORECASE)
_FIELDS = ("owner", "due", "decision", "status", "milestone", "outcome", "action")
_NO_VALUE = {"number", *_FIELDS, "due_in_text", "action_due"}


def judge_plan(reading: Facts, wanted: Facts, source: str) -> Iterator[Mark]:
    """A mark for each fact. source: the text of the file, which says whether a name stands in it."""
    yield from (mark for mark in _marks(reading, wanted, source) if mark is not None)


def _marks(reading: Facts, wanted: Facts, source: str) -> Iterator[Mark | None]:
    is_plan = wanted.get("is_action_plan", True)
    turned_down = reading["declined"] or reading["refused"]
    if not is_plan or turned_down:
        verdict = Verdict.RIGHT if bool(turned_down) != is_plan else Verdict.WRONG
        yield Mark("declined", verdict, "", "a plan" if is_plan else "no plan", turned_down or "")
    if not is_plan:
        for row in reading["recommendations"]:
            yield Mark("rows", Verdict.INVENTED, "", "", row["text"] or "")
        return
    yield judge("title", reading["title"], wanted.get("title"), accept=wanted.get("title_alternatives", ()))
    if "subtitle" in wanted:
        yield judge("subtitle", reading["subtitle"], wanted["subtitle"])
    yield organisation(reading, wanted, source)
    if wanted.get("context_year"):
        found = reading["context_year"]
        year = wanted["context_year"].split(" (")[0]
        yield judge("context year", found and found["year"], year, accept=[*_years_of(year)])
    yield from columns(reading["columns"], wanted.get("columns_as_written"))
    yield from _rows(reading, wanted)


def organisation(reading: Facts, wanted: Facts, source: str) -> Mark | None:
    """Whose paper it is, where the facts name somebody whose name stands in the file as they write it."""
    if "body" not in wanted or wanted.get("body_note"):
        return None
    asked = wanted["body"]
    stands = asked is not None and " ".join(words(asked)) in " ".join(words(source))
    return judge("organisation", reading["organisation"], asked if stands else None)


def _years_of(year: str) -> Iterator[str]:
    """A plan's one year is any of the school years and financial years that it touches."""
    if re.fullmatch(r"\d{4}", year):
        yield from (f"{int(year) - 1}/{year[2:]}", f"{year}/{(int(year) + 1) % 100:02}")


def columns(found: Sequence[str], wanted: Sequence[str] | None) -> Iterator[Mark]:
    """The names of the columns in order; one in brackets is a note of who wrote the facts."""
    if wanted is None:
        return
    asked = [name for name in wanted if not name.startswith("(")]
    for name, had in aligned(asked, found, lambda name, had: float(same_words(had, name))):
        mark = judge("columns", had, name)
        if mark is not None:
            yield mark


def _rows(reading: Facts, wanted: Facts) -> Iterator[Mark | None]:
    declines = " ".join(reading["warnings"])
    for row, found in aligned(wanted["recommendations"], reading["recommendations"], _likeness):
        if row is None:
            yield Mark("rows", Verdict.INVENTED, found["label"] or "", "", found["text"] or "")
            continue
        where = row["number_as_written"] or (row["text_starts"] or "")[:24]
        if found is None:
            yield Mark("rows", Verdict.MISSED, where, row["text_starts"] or where)
        else:
            yield Mark("rows", Verdict.RIGHT, where)
        if not row.get("cut_off"):
            yield from _row(found or _NOTHING, row, where)
            if found and row.get("decision_note"):
                named = f"{found['label'] or where}".rstrip(".:) ")
                verdict = Verdict.RIGHT if re.search(rf"\b{re.escape(named)}\b", declines) else Verdict.MISSED
                yield Mark("warnings", verdict, where, row["decision_note"], declines)


_NOTHING: Facts = {
    "label": None, "text": None, "response": None, "owners": None, "actions": [], "milestones": [],
    "outcome_measures": [], "due": None, "status": None, "other": {},
}  # fmt: skip


def _likeness(row: Facts, found: Facts) -> float:
    text = row["text_starts"]
    like = 2.0 * (bool(text) and begins(found["text"] or "", text))
    return like + (bool(row["number_as_written"]) and same_label(found["label"] or "", row["number_as_written"]))


def _row(found: Facts, row: Facts, where: str) -> Iterator[Mark | None]:
    yield judge("labels", found["label"], row["number_as_written"], where=where, same=same_label)
    yield judge("texts", found["text"], row["text_starts"], where=where, same=begins)
    if "text" in row:
        yield judge("texts", found["text"], row["text"], where=where)
    yield from _owners(found, row, where)
    yield from _due(found, row, where)
    yield from _dates(found, row, where)
    if "decision_as_written" in row:
        yield _decision(found, row, where)
    if "status_as_written" in row:
        yield judge("status", found["status"], row["status_as_written"], where=where)
    yield from _items(found, row, where)
    for key, value in row.items():
        name = key.removesuffix("_as_written")
        if name != key and name not in _NO_VALUE and value is not None:
            yield _value(found, value, f"{where} {name}")


def _owners(found: Facts, row: Facts, where: str) -> Iterator[Mark | None]:
    if "owner_as_written" in row:
        accept = row.get("owner_accept", ())
        yield judge("owners", _words_of(found["owners"]), row["owner_as_written"], where=where, accept=accept)
    if "teams" in row:
        teams = " | ".join(found["owners"]["teams"]) if found["owners"] else ""
        yield judge("teams", teams, " | ".join(row["teams"]), where=where, same=str.__eq__)


def _items(found: Facts, row: Facts, where: str) -> Iterator[Mark | None]:
    """Actions, milestones and measures: all their words, how many they are, how the first action begins."""
    for name, items in (("milestone", "milestones"), ("outcome", "outcome_measures"), ("action", "actions")):
        if f"{name}_as_written" in row:
            text = " ".join(item["text"] for item in found[items])
            yield judge(items.replace("_", " "), text, row[f"{name}_as_written"], where=where)
        if isinstance(row.get(items), int):
            yield judge("counts", len(found[items]), row[items], where=f"{where} {items}", same=same_number)
    if "action_starts" in row:
        first = found["actions"][0]["text"] if found["actions"] else None
        yield judge("actions", first, row["action_starts"], where=where, same=begins)


def _words_of(field: Facts | None) -> str | None:
    """The words of an owner or a time, or what was read of it where these stand in the recommendation's sentence."""
    if field is None:
        return None
    return field["words"] or ", ".join(field.get("teams") or [window["words"] for window in field.get("dates", ())])


def _due(found: Facts, row: Facts, where: str) -> Iterator[Mark | None]:
    """One time as written, or a list of the times inside the row's milestones and measures."""
    wanted = row.get("due_as_written")
    if "due_as_written" not in row:
        return
    if not isinstance(wanted, list):
        yield judge("due", _words_of(found["due"]), wanted, where=where, accept=row.get("due_accept", ()))
        return
    items = [item for field in ("milestones", "outcome_measures") for item in found[field]]
    had = [window["words"] for item in items for window in item["dates"]]
    for asked, given in aligned(wanted, had, lambda asked, given: float(_bare(given) == _bare(asked))):
        yield judge("due", given, asked, where=where, same=lambda a, b: _bare(a) == _bare(b))
    yield judge("due", _words_of(found["due"]), None, where=where)


def _bare(date: str) -> str:
    return _PREPOSITION.sub("", date).strip().casefold()


def _dates(found: Facts, row: Facts, where: str) -> Iterator[Mark | None]:
    """Each `[words, earliest, latest]` of the row's dates, wherever in the row it stands, and those of its actions."""
    if "action_due_as_written" in row:
        dates = [window["words"] for item in found["actions"] for window in item["dates"]]
        yield judge("dates", "; ".join(dates), row["action_due_as_written"], where=where)
    if "dates" not in row:
        return
    fields = (*found["actions"], *found["milestones"], *found["outcome_measures"], found["due"] or {})
    windows = [window for item in fields for window in item.get("dates", ())]
    had = [_window(window["words"], window["earliest"], window["latest"]) for window in windows]
    asked = [_window(*date) for date in row["dates"]]
    for date, given in aligned(asked, had, lambda date, given: float(same_words(given, date))):
        yield judge("dates", given, date, where=where)


def _window(written: str, earliest: str | None, latest: str | None) -> str:
    return f"{' '.join(written.split())}: {earliest or 'none'} to {latest or 'none'}"


def _decision(found: Facts, row: Facts, where: str) -> Mark | None:
    """A response, or the beginning of another column's, where the paper calls what was decided something else."""
    wanted = row["decision_as_written"]
    others = [] if wanted is None else [value for value in found["other"].values() if begins(value, wanted)]
    given = found["response"]
    if others and (given is None or not begins(given, wanted)):
        given = others[0]
    return judge("responses", given, wanted, where=where, same=begins)


def _value(found: Facts, wanted: str, where: str) -> Mark | None:
    """A cell that no field of the contract is for: it must be one whole value of the row."""
    items = [[item["text"] for item in found[name]] for name in ("actions", "milestones", "outcome_measures")]
    values = [*found["other"].values(), found["status"], found["response"], _words_of(found["due"])]
    values += [" ".join(texts) for texts in items]
    value = next((value for value in values if value and same_words(value, wanted)), None)
    return judge("other", value, wanted, where=where)
