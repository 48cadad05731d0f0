"""From a reading to rows: nothing made of "N/A", and the paper's own table kept."""

import copy
from pathlib import Path
from typing import Any

import pytest

from actionplan import shape
from actionplan.incoming import read
from actionplan.rules import MeasureKind, Response

DAY = {"words": "By March 2027", "earliest": None, "latest": "2027-03-31", "precision": "month", "year_inferred": False}
ROW: dict[str, Any] = {
    "label": "2a.",
    "text": "That the council write a policy.",
    "response": None,
    "owners": {"words": "SES Press", "teams": ["SES", "Press"]},
    "actions": [{"text": "Write it.", "dates": []}, {"text": "Send it.", "dates": []}],
    "milestones": [{"text": "By March 2027 a draft", "dates": [DAY]}],
    "outcome_measures": [{"text": "Monitored through the board", "dates": []}],
    "due": None,
    "status": None,
    "other": {},
    "place": "lines 5-15",
    "lines": (5, 15),
}
READING: dict[str, Any] = {
    "title": "Review of leaders",
    "subtitle": None,
    "context_year": None,
    "columns": ["RECOMMENDATIONS", "ACTIONS", "BYWHOM", "MILESTONES", "OUTCOME MEASURES"],
    "recommendations": [ROW],
    "unplaced": [],
    "warnings": [],
}
NOTHING = {
    "owners": {"words": "N/A", "teams": []},
    "milestones": [{"text": "N/A", "dates": []}],
    "outcome_measures": [{"text": "N/A", "dates": []}],
}


def plan(*changes: dict[str, Any], **kw: Any) -> shape.ReadPlan:
    """A plan of one row for each set of changes."""
    rows = [copy.deepcopy(ROW) | change for change in changes or ({},)]
    return shape.plan_of(READING | {"recommendations": rows} | kw)


def test_a_row_keeps_what_was_read() -> None:
    (row,) = plan().rows
    assert (row.name, row.text, row.teams) == ("2a", "That the council write a policy.", ("SES", "Press"))
    assert [item.text for item in row.actions] == ["Write it.", "Send it."]
    assert row.milestones[0].dates[0].reading == "to 31 March 2027"
    assert row.lines == (5, 15)


def test_na_becomes_no_team_no_milestone_no_measure_and_no_response() -> None:
    (row,) = plan(NOTHING | {"response": "N/A"}).rows
    assert (row.teams, row.milestones, row.measures, row.response) == ((), (), (), Response.NOT_RECORDED)
    assert row.suggests_a_decline


def test_a_team_called_na_is_no_team_even_where_a_reader_says_so() -> None:
    assert plan({"owners": {"words": "N/A", "teams": ["N/A"]}}).teams == []


def test_the_words_of_every_cell_are_kept_under_the_papers_own_columns() -> None:
    found = plan(NOTHING)
    assert found.columns == tuple(READING["columns"])
    assert found.rows[0].cells == ("2a. That the council write a policy.", "Write it.\nSend it.", "N/A", "N/A", "N/A")


def test_a_number_has_its_own_column_where_the_paper_gives_it_one() -> None:
    found = plan(columns=["No.", "Recommendation", "Action", "Lead", "Comments"])
    assert found.rows[0].cells[:2] == ("2a.", "That the council write a policy.")


def test_words_under_no_column_of_the_paper_get_one_so_that_none_is_lost() -> None:
    found = plan(
        {"status": "Green", "other": {"Comments": "Good", "status": "odd"}}, columns=["Recommendation", "Comments"]
    )
    cells = dict(zip(found.columns, found.rows[0].cells, strict=True))
    assert cells["Comments"] == "Good"
    assert cells["Status"] == "Green"
    assert cells["By whom"] == "SES Press"
    assert cells["status"] == "odd"


def test_the_fingerprint_does_not_depend_on_the_order_of_rows_or_on_line_breaks() -> None:
    one, two = {"label": "1.", "text": "First  thing"}, {"label": "2.", "text": "Second thing"}
    assert plan(one, two).fingerprint == plan(two, one | {"text": "First\nthing"}).fingerprint
    assert plan(one, two).fingerprint != plan(one, {"label": "2.", "text": "Another thing"}).fingerprint


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": None}, "it has no words that say what is recommended."),
        ({"label": "1" * 61}, "its number is longer than 60 characters."),
        ({"owners": {"words": "x", "teams": ["x" * 201]}}, "the name of a team is longer than 200 characters."),
        ({"text": "That \u202ehidden"}, "it holds characters that cannot be seen."),
        ({"text": "That \x00"}, "it holds characters that cannot be seen."),
        (
            {"due": {"words": "x", "dates": [DAY | {"earliest": "2027-04-01"}]}},
            "the date “By March 2027” ends before it starts.",
        ),
    ],
)
def test_a_row_that_cannot_be_saved_is_named_with_its_place_and_reason(change: dict[str, Any], sentence: str) -> None:
    (problem,) = shape.problems(plan({}, change))
    name = "2" if len(change.get("label", "")) > 60 else "2a"
    assert str(problem).startswith(f"Recommendation {name} (lines 5-15): {sentence}")


def test_every_bad_row_is_listed() -> None:
    assert [problem.where for problem in shape.problems(plan({"text": None, "label": None}, {}, {"text": " "}))] == [
        "Recommendation 1 (lines 5-15)",
        "Recommendation 2a (lines 5-15)",
    ]


def test_a_good_plan_has_no_problems() -> None:
    assert shape.problems(plan()) == []


def test_a_plan_knows_whether_the_year_of_any_date_is_our_reading() -> None:
    ours = {"text": "A draft in October", "dates": [DAY | {"year_inferred": True}]}
    assert not plan().has_inferred_years
    assert plan({}, {"milestones": [ours]}).has_inferred_years


def test_the_first_sentence_counts_what_was_found_and_what_is_our_reading() -> None:
    ours = {"milestones": [{"text": "October", "dates": [DAY | {"year_inferred": True}]}]}
    assert shape.found_sentence(plan({}, ours), every_word_placed=True) == (
        "We found 2 recommendations with 4 actions, 2 milestones, 2 outcome measures and 2 dates. "
        "Every word is placed; 1 date of 2 is our reading."
    )
    assert "listed below." in shape.found_sentence(plan(), every_word_placed=False)


def test_only_the_plainest_kind_of_measure_is_guessed() -> None:
    assert shape.measure_kind("Monitored through the board") is MeasureKind.MONITORING
    assert shape.measure_kind("Every school has a policy") is MeasureKind.NOT_RECORDED


def test_the_example_is_read_whole() -> None:
    example = Path("actionplan/examples/action-plan-as-councils-have-them.txt")
    found = read(str(example), example.name)
    assert found["refused"] is None
    assert found["declined"] is None
    assert found["words"]["source"] == found["words"]["placed"]
    assert found["unplaced"] == []
    labels = [row.label for row in shape.plan_of(found).rows]
    assert labels == ["1.", "2a.", "2b.", "3.", "4.", "5.", "6.", "7.", "8.", "9.", "10.", "11."]


def test_a_file_that_may_not_be_opened_is_refused_in_one_sentence(tmp_path: Path) -> None:
    renamed = tmp_path / "plan.txt"
    renamed.write_bytes(b"MZ\x90\x00" + bytes(500))
    assert read(str(renamed), "plan.txt")["refused"]


@pytest.mark.samples
def test_the_seed_plan_becomes_thirteen_rows_with_their_dates(samples: Path) -> None:
    seed = next((samples / "seeds").glob("003_*.txt"))
    found = shape.plan_of(read(str(seed), seed.name))
    assert [row.name for row in found.rows] == ["1", "2a", "2b", *map(str, range(3, 13))]
    assert shape.problems(found) == []
    assert len(found.columns) == 5
    assert [row.name for row in found.rows if row.suggests_a_decline] == ["7", "8"]
    assert found.rows[2].teams == ("MEP", "Comms")
    readings = [date.reading for date in found.rows[0].dates()]
    assert readings[0] == "October 2014, our reading"
    assert readings[-1] == "to 31 March 2015"
