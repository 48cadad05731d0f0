"""The score of a policy: each fact that can be right, wrong, missed or invented, as a table of cases."""

from typing import Any

import pytest

from bench.score.days import judge_dates
from bench.score.policies import judge_policy


def part(sort: str, text: str = "x", subs: int = 0, rows: list[list[str]] | None = None) -> dict[str, Any]:
    return {"type": sort, "text": text, "sub_clauses": ["y"] * subs, "rows": rows or [], "place": "line 1"}


def section(heading: str | None, kind: str, *body: dict[str, Any]) -> dict[str, Any]:
    return {"heading": heading, "level": 1, "kind": kind, "kind_is_guess": False, "place": "line 1", "body": [*body]}


REVIEW = {"label": "review", "words": "in Spring 2027", "earliest": "2027-01-01", "latest": "2027-03-31"}
READING: dict[str, Any] = {
    "refused": None,
    "declined": None,
    "title": "Staff Policy",
    "subtitle": "Growing",
    "organisation": "Ashby School",
    "sections": [
        section(None, "control", part("table", "", rows=[["Approved by:", "The board"]])),
        section("1. Aims", "aims", part("lead_in", "We aim to:"), part("clause"), part("clause", subs=2)),
        section(None, "implementation", part("lead_in", "The school will:"), part("clause", "Train")),
        section("Review", "monitoring", part("paragraph"), part("paragraph")),
    ],
    "placeholders": [{"words": "....", "means": "school", "count": 3}],
    "dates": [REVIEW],
}
EMPTY: dict[str, Any] = {"title": "Staff Policy", "sections": []}
SPRING = {"label": "Next review", "as_written": "Spring 2027", "earliest": "2027-01-01", "latest": "2027-03-31"}


def marks(facts: dict[str, Any]) -> list[tuple[str, str]]:
    found = [(mark.field, mark.verdict.value) for mark in judge_policy(READING, EMPTY | facts, "of Ashby School")]
    assert found.pop(0) == ("title", "right")
    return found


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ({"subtitle": None}, [("subtitle", "invented")]),
        ({"body": "Ashby School"}, [("organisation", "right")]),
        ({"body": None}, [("organisation", "invented")]),
        ({"headings": ["Aims", "Review"]}, [("headings", "right")] * 2),
        ({"headings": ["Aims"]}, [("headings", "right"), ("headings", "invented")]),
        ({"headings": ["Scope", "Aims", "Review"]}, [("headings", "missed"), *[("headings", "right")] * 2]),
        ({"aims": 2}, [("aims", "right")]),
        ({"aims": 3}, [("aims", "wrong")]),
        ({"aims": 3, "aims_accept": [2]}, [("aims", "right")]),
        ({"blanks": 3}, [("blanks", "right")]),
        ({"blanks": 1}, [("blanks", "wrong")]),
        ({"dates": [SPRING]}, [("dates", "right")]),
        ({"dates": [SPRING | {"latest": "2027-02-28"}]}, [("dates", "wrong")]),
        ({"dates": []}, [("dates", "invented")]),
        ({"dates": [SPRING | {"as_written": "1", "latest": None}, SPRING]}, [("dates", "missed"), ("dates", "right")]),
        ({"review_date": "Spring 2027"}, [("review date", "right")]),
        ({"review_date": None}, [("review date", "invented")]),
        ({"front_matter": {"Approved by": "The board"}}, [("front matter", "right")]),
        ({"front_matter": {"Approved by": "The head"}}, [("front matter", "wrong")]),
        ({"front_matter": {"Written by": "The head"}}, [("front matter", "missed")]),
        ({"front_matter": {"Approved by": "The head (scattered)"}}, []),
    ],
)  # fmt: skip
def test_a_fact_of_the_whole(fact: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert marks(fact) == expected


AIMS = {"heading": "Aims", "explicit_heading": True, "role": "aims"}
WILL = {"heading": "The school will:", "explicit_heading": False, "role": "commitments"}


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (AIMS | {"bullets": 2}, [("sections", "right"), ("kinds", "right"), ("clauses", "right")]),
        (AIMS | {"bullets": 3}, [("sections", "right"), ("kinds", "right"), ("clauses", "wrong")]),
        (AIMS | {"role": "other"}, [("sections", "right"), ("kinds", "wrong")]),
        (AIMS | {"sub_bullets": 2}, [("sections", "right"), ("kinds", "right"), ("sub-clauses", "right")]),
        (AIMS | {"lead_in": "We aim to"}, [("sections", "right"), ("kinds", "right"), ("lead-ins", "right")]),
        (AIMS | {"has_paragraph_text": True}, [("sections", "right"), ("kinds", "right"), ("paragraphs", "missed")]),
        (WILL | {"bullets": 1}, [("sections", "right"), ("kinds", "right"), ("clauses", "right")]),
        (WILL | {"clause_starts": ["Train"]}, [("sections", "right"), ("kinds", "right"), ("clause texts", "right")]),
        (WILL | {"clause_starts": ["Plan"]}, [("sections", "right"), ("kinds", "right"), ("clause texts", "wrong")]),
        (
            {"heading": "(front table)", "explicit_heading": False, "role": "document control", "bullets": 0},
            [("sections", "right"), ("kinds", "right"), ("clauses", "right")],
        ),
        (
            {"heading": "Review", "role": "monitoring", "paragraphs": 2},
            [("sections", "right"), ("kinds", "right"), ("paragraphs", "right")],
        ),
        ({"heading": "Scope", "role": "other", "bullets": 0}, [("sections", "missed"), ("clauses", "missed")]),
    ],
)
def test_a_fact_of_a_section(fact: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert marks({"sections": [fact]}) == expected


def test_a_term_may_be_held_to_end_a_month_later() -> None:
    later = EMPTY | {"dates": [SPRING | {"latest": "2027-04-30"}]}
    reading = READING | {"dates": [REVIEW | {"latest": "2027-04-30"}]}
    assert marks(later) == [("dates", "wrong")], "facts that say April are not met by March"
    found = [mark.verdict.value for mark in judge_policy(reading, EMPTY | {"dates": [SPRING]}, "")]
    assert found == ["right", "right"]


@pytest.mark.parametrize(("declined", "is_policy", "verdict"), [("A letter.", False, "right"), (None, False, "wrong")])
def test_what_is_no_policy_must_be_declined(declined: str | None, is_policy: bool, verdict: str) -> None:
    found = judge_policy(READING | {"declined": declined}, EMPTY | {"is_policy": is_policy}, "")
    assert [(mark.field, mark.verdict.value) for mark in found] == [("declined", verdict)]


@pytest.mark.parametrize(
    ("written", "earliest", "latest", "accept", "verdict"),
    [
        ("by May 2027", None, "2027-05-31", [], "right"),
        ("by May 2027", "2027-05-01", "2027-05-31", [], "wrong"),
        ("by May 2027", "2027-05-01", "2027-05-31", [[None, "2027-05-31"]], "right"),
        ("N/A", None, None, [], "right"),
        ("May 2027", None, None, [], "invented"),
        ("N/A", "2027-05-01", "2027-05-31", [], "missed"),
        ("May 2027 and July 2027", "2027-05-01", "2027-05-31", [], "wrong"),
    ],
)
def test_a_window_of_a_date(
    written: str, earliest: str | None, latest: str | None, accept: list[Any], verdict: str
) -> None:
    wanted = {"as_written": written, "context_year": None, "earliest": earliest, "latest": latest}
    assert [mark.verdict.value for mark in judge_dates([wanted | {"also_accept": accept}])] == [verdict]
