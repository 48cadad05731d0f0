"""The reading of a policy beside what a careful person reads in it. Pure.

Both are dictionaries: the reading as `read_policy --json` prints it, and the facts of an `.expected.json`, of which
only the fields that are there are judged.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bench.score.align import aligned
from bench.score.plans import organisation
from bench.score.verdicts import Mark, Verdict, begins, judge, same_but_for_number, same_number, same_words
from documents.blocks import words

Facts = Mapping[str, Any]
# The facts' words for what a section is for, and the kinds that the contract gives it.
_KINDS = {
    "introduction": {"introduction"},
    "aims": {"aims"},
    "principles": {"plan"},
    "commitments": {"plan", "implementation"},
    "implementation": {"implementation"},
    "monitoring": {"monitoring"},
    "document control": {"control"},
    "other": {"other"},
}
_PREPOSITION = re.compile(r"^(?:in|on|during|for|at|from|by|until)\s+(?:the\s+)?", re.IGNORECASE)
# Where a term ends other than usual in what other people hold it to be.
_LATER_ENDS = {"03-31": "04-30", "07-31": "08-31"}


def judge_policy(reading: Facts, wanted: Facts, source: str) -> Iterator[Mark]:
    """A mark for each fact. source: the text of the file, which says whether a name stands in it."""
    yield from (mark for mark in _marks(reading, wanted, source) if mark is not None)


def _marks(reading: Facts, wanted: Facts, source: str) -> Iterator[Mark | None]:
    is_policy = wanted.get("is_policy", True)
    turned_down = reading["declined"] or reading["refused"]
    if not is_policy or turned_down:
        verdict = Verdict.RIGHT if bool(turned_down) != is_policy else Verdict.WRONG
        yield Mark("declined", verdict, "", "a policy" if is_policy else "no policy", turned_down or "")
    if not is_policy:
        return
    yield judge("title", reading["title"], wanted.get("title"), accept=wanted.get("title_alternatives", ()))
    if "subtitle" in wanted:
        yield judge("subtitle", reading["subtitle"], wanted["subtitle"])
    yield organisation(reading, wanted, source)
    yield from _headings(reading, wanted)
    for section, found in aligned(wanted["sections"], reading["sections"], _likeness):
        if section is not None:
            yield from _section(found, section, doubtful="aims_accept" in wanted)
    yield from _sums(reading, wanted)
    yield from _dates(reading, wanted)
    yield from _review(reading, wanted)
    yield from _front(reading, wanted)


def _headings(reading: Facts, wanted: Facts) -> Iterator[Mark | None]:
    if "headings" not in wanted:
        return
    had = [section["heading"] for section in reading["sections"] if section["heading"]]
    for heading, found in aligned(
        wanted["headings"], had, lambda asked, given: float(same_but_for_number(given, asked))
    ):
        yield judge("headings", found, heading, same=same_but_for_number)


# Sections


def _likeness(section: Facts, found: Facts) -> float:
    name, is_kind = section["heading"], found["kind"] in _KINDS[section["role"]]
    if section.get("explicit_heading", True):
        return 10.0 * same_but_for_number(found["heading"] or "", name)
    if not name.startswith("("):
        texts = [found["heading"] or "", *(part["text"] for part in found["body"])]
        return 10.0 * any(begins(text, name) for text in texts if text)
    same_count = _clauses(found) == section.get("bullets", 0)
    return 3.0 * is_kind + same_count if found["heading"] is None else 0.5 * (is_kind and same_count)


def _section(found: Facts | None, section: Facts, *, doubtful: bool) -> Iterator[Mark | None]:
    """doubtful: whether the facts leave it open what the aims are."""
    where = section["heading"][:32]
    if found is None:
        yield Mark("sections", Verdict.MISSED, where, section["heading"])
    else:
        yield Mark("sections", Verdict.RIGHT, where)
        if not (doubtful and section["role"] == "aims"):
            is_kind = found["kind"] in _KINDS[section["role"]]
            yield Mark("kinds", Verdict.RIGHT if is_kind else Verdict.WRONG, where, section["role"], found["kind"])
    if "bullets" in section:
        given = None if found is None else _clauses(found)
        yield judge("clauses", given, section["bullets"], where=where, same=same_number)
    if found is None:
        return
    if "sub_bullets" in section:
        subs = sum(len(part["sub_clauses"]) for part in found["body"])
        yield judge("sub-clauses", subs, section["sub_bullets"], where=where, same=same_number)
    if "paragraphs" in section:
        count = _count(found["body"], "paragraph")
        yield judge("paragraphs", count, section["paragraphs"], where=where, same=same_number)
    elif section.get("has_paragraph_text"):
        verdict = Verdict.RIGHT if _count(found["body"], "paragraph") else Verdict.MISSED
        yield Mark("paragraphs", verdict, where, "some text")
    if "lead_in" in section:
        lead = next((part["text"] for part in found["body"] if part["type"] == "lead_in"), None)
        yield judge("lead-ins", lead, section["lead_in"], where=where)
    for number, start in enumerate(section.get("clause_starts", ())):
        texts = [part["text"] for part in found["body"] if part["type"] == "clause"]
        yield judge("clause texts", texts[number] if number < len(texts) else None, start, where=where, same=begins)


def _count(body: Iterable[Facts], sort: str) -> int:
    return sum(part["type"] == sort for part in body)


def _clauses(section: Facts) -> int:
    return _count(section["body"], "clause")


# Facts of the whole


def _sums(reading: Facts, wanted: Facts) -> Iterator[Mark | None]:
    if "aims" in wanted:
        aims = [section for section in reading["sections"] if section["kind"] == "aims"]
        # An aim may be a sentence, which is no clause.
        count = sum(_clauses(section) or min(_count(section["body"], "paragraph"), 1) for section in aims)
        yield judge("aims", count, wanted["aims"], accept=wanted.get("aims_accept", ()), same=same_number)
    if "blanks" in wanted:
        blanks = sum(blank["count"] for blank in reading["placeholders"])
        yield judge("blanks", blanks, wanted["blanks"], same=same_number)


def _dates(reading: Facts, wanted: Facts) -> Iterator[Mark | None]:
    if "dates" not in wanted:
        return
    for date, found in aligned(wanted["dates"], reading["dates"], _same_date):
        asked = None if date is None else _shown(date["as_written"], date)
        had = None if found is None else _shown(found["words"], found)
        fair = [had] if date and found and _same_window(date, found) else []
        yield judge("dates", had, asked, where="" if date is None else date["label"], accept=fair)


def _review(reading: Facts, wanted: Facts) -> Iterator[Mark | None]:
    if "review_date" in wanted:
        review = next((d["words"] for d in reading["dates"] if d["label"] == "review" and _is_known(d)), None)
        yield judge("review date", review, wanted["review_date"], same=_same_bare)


def _same_date(date: Facts, found: Facts) -> float:
    return 1.0 * _same_bare(found["words"], date["as_written"]) + 0.5 * _same_window(date, found)


def _same_bare(found: str, wanted: str) -> bool:
    return same_words(_PREPOSITION.sub("", found), _PREPOSITION.sub("", wanted))


def _same_window(date: Facts, found: Facts) -> bool:
    latest = {date["latest"]} if date["latest"] is None else {date["latest"], _later(date["latest"])}
    return found["earliest"] == date["earliest"] and found["latest"] in latest


def _later(day: str) -> str:
    return day[:5] + _LATER_ENDS.get(day[5:], day[5:])


def _is_known(date: Facts) -> bool:
    return bool(date["earliest"] or date["latest"])


def _shown(written: str, date: Facts) -> str:
    return f"{written}: {date['earliest'] or 'none'} to {date['latest'] or 'none'}"


def _front(reading: Facts, wanted: Facts) -> Iterator[Mark | None]:
    """Labels with their values, each a row of a table; a value with a note in brackets is not judged."""
    rows = [row for section in reading["sections"] for part in section["body"] for row in part["rows"]]
    for label, value in wanted.get("front_matter", {}).items():
        if "(" not in value:
            found = next((" ".join(row[1:]) for row in rows if row and words(row[0]) == words(label)), None)
            yield judge("front matter", found, value, where=label)
