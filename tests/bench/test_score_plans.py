"""The score of an action plan: each fact that can be right, wrong, missed or invented, as a table of cases."""

from typing import Any

import pytest

from bench.score.kept import kept
from bench.score.plans import judge_plan

DATE = {"words": "by May 2027", "earliest": None, "latest": "2027-05-31"}
ROW: dict[str, Any] = {
    "label": "1.",
    "text": "That the Council writes a plan",
    "response": "Agreed",
    "owners": {"words": "LT/BR", "teams": ["LT", "BR"]},
    "actions": [{"text": "Write it", "dates": []}, {"text": "Print it", "dates": []}],
    "milestones": [{"text": "Drafted by May 2027", "dates": [DATE]}],
    "outcome_measures": [],
    "due": {"words": "May 2027", "dates": [DATE]},
    "status": "Green",
    "other": {"Cost": "Nil", "Remarks": "Not agreed. It costs too much."},
    "place": "line 3",
}
READING: dict[str, Any] = {
    "file": "plan.txt",
    "refused": None,
    "declined": None,
    "title": "Plan",
    "subtitle": None,
    "organisation": None,
    "context_year": {"words": "2026/27", "year": "2026/27", "guess": False},
    "columns": ["No", "Recommendation"],
    "recommendations": [ROW],
    "unplaced": [],
    "warnings": ["Recommendation 1 may be one that is declined."],
}
FACTS: dict[str, Any] = {"title": "Plan", "recommendations": [{"number_as_written": "1", "text_starts": "That the"}]}


def marks(reading: dict[str, Any], facts: dict[str, Any], source: str = "") -> list[tuple[str, str]]:
    """Each field with its verdict, those that are right in every case left out."""
    found = [(mark.field, mark.verdict.value) for mark in judge_plan(reading, facts, source)]
    for usual in (("title", "right"), ("rows", "right"), ("labels", "right"), ("texts", "right")):
        if usual in found:
            found.remove(usual)
    return found


def one_row(**facts: Any) -> dict[str, Any]:
    return FACTS | {"recommendations": [FACTS["recommendations"][0] | facts]}


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ({"owner_as_written": "LT / BR"}, [("owners", "right")]),
        ({"owner_as_written": "LT"}, [("owners", "wrong")]),
        ({"owner_as_written": None}, [("owners", "invented")]),
        ({"owner_as_written": "LT", "owner_accept": ["LT/BR"]}, [("owners", "right")]),
        ({"teams": ["LT", "BR"]}, [("teams", "right")]),
        ({"teams": ["LT/BR"]}, [("teams", "wrong")]),
        ({"due_as_written": "May 2027"}, [("due", "right")]),
        ({"due_as_written": "June 2027"}, [("due", "wrong")]),
        ({"due_as_written": None}, [("due", "invented")]),
        ({"due_as_written": ["by May 2027"]}, [("due", "right"), ("due", "invented")]),
        ({"due_as_written": []}, [("due", "invented"), ("due", "invented")]),
        ({"decision_as_written": "Agreed"}, [("responses", "right")]),
        ({"decision_as_written": "Not agreed"}, [("responses", "right")]),
        ({"decision_as_written": "Rejected"}, [("responses", "wrong")]),
        ({"decision_as_written": None}, [("responses", "invented")]),
        ({"status_as_written": "Green"}, [("status", "right")]),
        ({"status_as_written": "Red"}, [("status", "wrong")]),
        ({"status_as_written": None}, [("status", "invented")]),
        ({"action_starts": "Write"}, [("actions", "right")]),
        ({"action_as_written": "Write it Print it"}, [("actions", "right")]),
        ({"action_as_written": "Write it"}, [("actions", "wrong")]),
        ({"actions": 2, "milestones": 2}, [("counts", "wrong"), ("counts", "right")]),
        ({"outcome_as_written": "All is well"}, [("outcome measures", "missed")]),
        ({"text": "That the Council"}, [("texts", "wrong")]),
        ({"cost_as_written": "Nil"}, [("other", "right")]),
        ({"cost_as_written": "Ni"}, [("other", "missed")]),
        ({"evidence_as_written": "Drafted by May 2027"}, [("other", "right")]),
        ({"dates": [["by May 2027", None, "2027-05-31"]] * 2}, [("dates", "right")] * 2),
        (
            {"dates": [["by May 2027", None, "2027-05-30"]]},
            [("dates", "missed"), ("dates", "invented"), ("dates", "invented")],
        ),
        ({"decision_note": "the council will not act"}, [("warnings", "right")]),
        ({"cut_off": True, "owner_as_written": "Nobody"}, [("labels", "gone"), ("texts", "gone")]),
    ],
)  # fmt: skip
def test_a_fact_of_a_row(fact: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    found = marks(READING, one_row(**fact))
    assert sorted(found) == sorted(mark for mark in expected if mark[1] != "gone")


def test_a_decision_may_stand_in_a_column_that_is_no_response() -> None:
    silent = READING | {"recommendations": [ROW | {"response": None}]}
    assert marks(silent, one_row(decision_as_written="Not agreed.")) == [("responses", "right")]
    assert marks(silent, one_row(decision_as_written="Rejected")) == [("responses", "missed")]


def test_a_label_that_is_not_the_same_is_wrong_though_the_row_is_found() -> None:
    facts = FACTS | {"recommendations": [{"number_as_written": "1/17", "text_starts": "That the Council"}]}
    found = [(mark.field, mark.verdict.value) for mark in judge_plan(READING, facts, "")]
    assert found == [("title", "right"), ("rows", "right"), ("labels", "wrong"), ("texts", "right")]


def test_rows_too_few_and_too_many() -> None:
    two = FACTS | {"recommendations": [*FACTS["recommendations"], {"number_as_written": "2", "text_starts": "Go"}]}
    assert ("rows", "missed") in marks(READING, two)
    assert ("labels", "missed") in marks(READING, two)
    more = READING | {"recommendations": [ROW, ROW | {"label": None, "text": "Key"}]}
    assert marks(more, FACTS) == [("rows", "invented")]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"title": None}, [("title", "invented")]),
        ({"title": "Another", "title_alternatives": ["Plan"]}, []),
        ({"subtitle": "Under it"}, [("subtitle", "missed")]),
        ({"subtitle": None}, []),
        ({"body": "Ashby Council"}, [("organisation", "missed")]),
        ({"body": "Ashby Council", "body_note": "not in the text"}, []),
        ({"body": "Elsewhere Council"}, []),
        ({"context_year": "2026/27 (academic)"}, [("context year", "right")]),
        ({"context_year": "2027"}, [("context year", "right")]),
        ({"context_year": "2025"}, [("context year", "wrong")]),
        ({"columns_as_written": ["(none)", "No", "Recommendation"]}, [("columns", "right")] * 2),
        ({"columns_as_written": ["No", "Recommendation", "Who"]}, [("columns", "missed"), *[("columns", "right")] * 2]),
        ({"columns_as_written": ["No"]}, [("columns", "invented"), ("columns", "right")]),
    ],
)  # fmt: skip
def test_a_fact_of_the_whole(facts: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert sorted(marks(READING, FACTS | facts, "a paper of Ashby Council")) == expected


@pytest.mark.parametrize(
    ("declined", "is_plan", "verdict"),
    [("These are minutes.", False, "right"), (None, False, "wrong"), ("These are minutes.", True, "wrong")],
)
def test_what_is_none_must_be_declined_and_what_is_one_must_not(
    declined: str | None, is_plan: bool, verdict: str
) -> None:
    reading = READING | {"declined": declined, "recommendations": [], "title": None}
    found = [(mark.field, mark.verdict.value) for mark in judge_plan(reading, FACTS | {"is_action_plan": is_plan}, "")]
    assert found[0] == ("declined", verdict)
    assert ("rows", "missed") in found or not is_plan


def test_words_are_counted_against_the_file() -> None:
    carried = (
        "Plan No Recommendation 1 That the Council writes a plan Agreed LT BR Write it Print it Drafted by May 2027"
    )
    carried += " May 2027 Green Nil Not agreed It costs too much"
    source = carried.split()
    whole = READING | {"words": {"source": len(source), "placed": len(source), "unplaced": 0, "furniture": 0}}
    assert kept(whole, source).lost == kept(whole, source).invented == 0
    assert kept(whole, source).miscounted == ""
    assert kept(whole, [*source, "gone"]).lost == 1
    assert kept(whole, source[1:]).invented == 1
    assert kept(whole, [*source[1:], "Pl", "an"]).invented == 0, "a word broken at a line end and mended"
    assert "counts" in kept(whole | {"words": whole["words"] | {"furniture": 1}}, source).miscounted
    assert (
        "other words"
        in kept(READING | {"words": {"source": 9, "placed": 9, "unplaced": 0, "furniture": 0}}, source).miscounted
    )
