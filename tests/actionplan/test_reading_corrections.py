"""Correcting what was read in a plan: no sequence of corrections loses or makes a word, but for those that say so."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan import shape
from actionplan.reading.checking import (
    OPERATIONS,
    AddDate,
    Checked,
    DropDate,
    FixDate,
    JoinItem,
    JoinRow,
    MoveItem,
    Operation,
    Owners,
    Place,
    Refused,
    RetypeField,
    RetypeItem,
    RetypeName,
    SetAside,
    SetRestAside,
    SplitItem,
    SplitRow,
    checked_as,
    checked_of,
    corrected,
    read_operation,
)
from actionplan.reading.checking.checked import KINDS
from documents.blocks import words


def window(said: str, earliest: str | None = None, latest: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"words": said, "earliest": earliest, "latest": latest}
    return found | {"precision": "month", "year_inferred": False}


def item(text: str, *dates: dict[str, Any]) -> dict[str, Any]:
    return {"text": text, "dates": list(dates)}


def row(label: str | None, text: str, **kw: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "response": None,
        "owners": None,
        "due": None,
        "status": None,
        "other": {},
        "place": "lines 1-2",
    }
    empty.update(actions=[], milestones=[], outcome_measures=[])
    return empty | {"label": label, "text": text} | kw


def result(*rows: dict[str, Any], loose: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "title": "Review of leadership",
        "subtitle": None,
        "context_year": {"words": "2014-15", "year": "2014/15", "guess": False},
        "columns": [],
        "recommendations": list(rows),
        "unplaced": [{"text": text, "place": "line 9", "reason": "No row."} for text in loose],
        "warnings": [],
    }


READING = result(
    row(
        "1.",
        "Write a plan and share it",
        owners={"words": "CS / MEP", "teams": ["CS", "MEP"]},
        actions=[item("Draft it; agree it by June 2015", window("by June 2015", None, "2015-06-30"))],
        milestones=[item("Agreed"), item("Shared in October")],
        due={"words": "By March 2015", "dates": [window("By March 2015", None, "2015-03-31")]},
        other={"Comments": "In hand"},
    ),
    row("2a.", "Ask schools", response="Agreed", other={"Comments": "Later", "Notes": "None"}),
    loose=("Section A", "Six schools take part by May 2015"),
)


@pytest.fixture
def read() -> Checked:
    return checked_of(READING)


def every_word(reading: Checked) -> Counter[str]:
    return Counter(word for text in reading.texts() for word in words(text))


def keys(reading: Checked) -> list[str]:
    found = [one.key for one in reading.rows]
    found += [held.key for one in reading.rows for kind in KINDS for held in one.items(kind)]
    return [*found, *(piece.key for piece in reading.loose), "gone"]


TEXTS = st.text(st.sampled_from("ab 1.…;\n"), min_size=1, max_size=12)
ITEMS = st.lists(st.builds(item, TEXTS, st.builds(window, TEXTS)) | st.builds(item, TEXTS), max_size=2)
ROWS = st.builds(
    lambda label, text, actions, milestones, due, other: row(
        label, text, actions=actions, milestones=milestones, due=due and {"words": due, "dates": []}, other=other
    ),
    st.none() | TEXTS,
    TEXTS,
    ITEMS,
    ITEMS,
    st.none() | TEXTS,
    st.dictionaries(st.sampled_from("xy"), TEXTS, max_size=2),
)
READINGS = st.builds(
    lambda rows, loose: checked_of(result(*rows, loose=tuple(loose))),
    st.lists(ROWS, max_size=4),
    st.lists(TEXTS, max_size=3),
)


def operations(reading: Checked, *, retyping: bool) -> st.SearchStrategy[Operation[Checked]]:
    key, number = st.sampled_from(keys(reading)), st.integers(0, 1)
    texts = [text for text in reading.texts() if text.split()]
    before = st.sampled_from([*(text.split()[-1] for text in texts), "x"])
    kind = st.sampled_from([*KINDS, "text", "response", "owners"])
    days = st.sampled_from([None, "2015-03-31", "2014-01-01", "no day"])
    offered: list[st.SearchStrategy[Any]] = [
        *(st.builds(made, key, before) for made in (SplitRow, SplitItem)),
        *(st.builds(made, key) for made in (JoinRow, JoinItem, SetAside)),
        st.builds(MoveItem, key, key, kind),
        st.builds(Place, key, key, kind),
        st.builds(Owners, key, st.lists(TEXTS, max_size=2).map(tuple)),
        st.builds(FixDate, key, number, days, days),
        st.builds(AddDate, key, TEXTS, days, days),
        st.builds(DropDate, key, number),
        st.just(SetRestAside()),
    ]
    if retyping:
        field = st.sampled_from(["label", "text", "response", "due", "status", "owners", "cells"])
        offered += [
            st.builds(RetypeField, key, field, TEXTS),
            st.builds(RetypeItem, key, TEXTS),
            st.builds(RetypeName, st.sampled_from(["title", "subtitle", "author"]), TEXTS),
        ]
    return st.one_of(offered)


@given(st.data(), READINGS)
@settings(max_examples=80, deadline=None)
def test_no_word_is_lost_or_made_by_any_sequence_without_retyping(data: st.DataObject, reading: Checked) -> None:
    before, now = every_word(reading), reading
    made: list[Operation[Checked]] = []
    for _ in range(data.draw(st.integers(1, 8))):
        operation = data.draw(operations(now, retyping=False))
        try:
            now = corrected(reading, [*made, operation])
        except Refused:
            continue
        made.append(operation)
        assert every_word(now) == before
        assert len(set(keys(now))) == len(keys(now))
        shape.plan_of(now.reading())


@given(st.data(), READINGS)
@settings(max_examples=80, deadline=None)
def test_a_correction_goes_to_json_and_back_and_says_itself(data: st.DataObject, reading: Checked) -> None:
    operation = data.draw(operations(reading, retyping=True))
    assert read_operation(OPERATIONS, json.loads(json.dumps(operation.as_json()))) == operation
    try:
        corrected(reading, [operation])
    except Refused:
        return
    assert operation.said(reading).endswith(".")


def test_every_kind_of_correction_has_a_name_of_its_own() -> None:
    assert len({kind.name for kind in OPERATIONS}) == len(OPERATIONS) == 15


def test_a_reading_that_nobody_corrected_is_saved_as_it_was_read() -> None:
    assert shape.plan_of(checked_as(READING, []).reading()) == shape.plan_of(READING)


def test_a_recommendations_words_are_retyped_and_its_date_is_read_again(read: Checked) -> None:
    sent = [
        RetypeField("r0", "label", "1b."),
        RetypeField("r0", "text", "Write it"),
        RetypeField("r0", "response", "Agreed in part"),
        RetypeField("r0", "due", "by October"),
        RetypeName("title", "Ours"),
    ]
    now = corrected(read, sent)
    first = now.rows[0]
    assert (now.title, first.label, first.text, first.response) == ("Ours", "1b.", "Write it", "Agreed in part")
    (found,) = first.due_dates
    assert (found.words, found.earliest, found.latest) == ("by October", None, date(2014, 10, 31))
    assert found.year_inferred
    for refused in (RetypeField("r0", "text", " "), RetypeField("r0", "label", "x" * 61)):
        with pytest.raises(Refused):
            corrected(read, [refused])


def test_owners_are_the_teams_a_person_says_and_the_papers_words_stay(read: Checked) -> None:
    now = corrected(read, [Owners("r0", ("Governor Services", "MEP", "MEP", " "))])
    assert (now.rows[0].teams, now.rows[0].owners) == (("Governor Services", "MEP"), "CS / MEP")
    assert shape.plan_of(now.reading()).teams == ["Governor Services", "MEP"]


def test_items_are_split_joined_moved_and_retyped_with_their_dates(read: Checked) -> None:
    now = corrected(read, [SplitItem("r0.a0", "agree it")])
    first, second = now.rows[0].actions
    assert (first.text, first.dates) == ("Draft it;", ())
    assert second.dates[0].latest == date(2015, 6, 30)
    back = corrected(read, [SplitItem("r0.a0", "agree it"), JoinItem("c1")])
    assert back.rows[0].actions[0].text == "Draft it; agree it by June 2015"
    moved = corrected(read, [MoveItem("r0.m1", "r1", "outcome_measures")])
    assert [one.text for one in moved.rows[0].milestones] == ["Agreed"]
    assert [one.text for one in moved.rows[1].outcome_measures] == ["Shared in October"]
    typed = corrected(read, [RetypeItem("r0.m0", "Agreed by 4 May 2015")])
    assert typed.rows[0].milestones[0].dates[0].latest == date(2015, 5, 4)
    with pytest.raises(Refused, match="stands there already"):
        corrected(read, [MoveItem("r0.m1", "r0", "milestones")])


def test_dates_are_fixed_added_and_dropped_and_the_words_stay(read: Checked) -> None:
    fixed = corrected(read, [FixDate("r0", 0, "2015-01-01", "2015-03-31")])
    (due,) = fixed.rows[0].due_dates
    assert (due.words, due.earliest, due.latest, due.precision) == (
        "By March 2015",
        date(2015, 1, 1),
        date(2015, 3, 31),
        "term",
    )
    added = corrected(read, [AddDate("r0.m0", "4 May 2015", None, "2015-05-04")])
    assert added.rows[0].milestones[0].dates[0].latest == date(2015, 5, 4)
    assert added.rows[0].milestones[0].text == "Agreed"
    assert corrected(read, [DropDate("r0.a0", 0)]).rows[0].actions[0].dates == ()
    wrong = [
        FixDate("r0", 1, None, "2015-03-31"),
        FixDate("r0", 0, "2015-04-01", "2015-03-31"),
        FixDate("r0", 0, None, None),
        FixDate("r0", 0, "31/3/2015", None),
        DropDate("r1", 0),
        AddDate("r0", "", "2015-04-01", None),
    ]
    for operation in wrong:
        with pytest.raises(Refused):
            corrected(read, [operation])


def test_rows_are_split_and_joined_with_all_that_belongs_to_them(read: Checked) -> None:
    now = corrected(read, [SplitRow("r0", "share it")])
    assert [one.text for one in now.rows] == ["Write a plan and", "share it", "Ask schools"]
    assert now.rows[1].actions == ()
    one = corrected(read, [JoinRow("r1")]).rows[0]
    assert (one.text, one.response) == ("Write a plan and share it 2a. Ask schools", "Agreed")
    assert dict(one.other) == {"Comments": "In hand Later", "Notes": "None"}
    with pytest.raises(Refused, match="before the first"):
        corrected(read, [JoinRow("r0")])


def test_loose_words_are_placed_with_their_dates_or_set_aside_and_a_row_or_item_can_be(read: Checked) -> None:
    now = corrected(read, [SetAside("u0"), Place("u1", "r1", "milestones")])
    assert not now.undecided
    assert now.rows[1].milestones[0].dates[0].latest == date(2015, 5, 31)
    text = corrected(read, [Place("u0", "r1", "text"), SetRestAside()])
    assert text.rows[1].text == "Ask schools Section A"
    gone = corrected(read, [SetAside("r1"), SetAside("r0.m0")])
    assert [piece.text for piece in gone.loose[2:]] == ["2a.\nAsk schools\nAgreed\nLater\nNone", "Agreed"]
    assert replace(gone, loose=()).rows[0].milestones[0].text == "Shared in October"
