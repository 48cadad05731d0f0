"""Correcting what was read in a policy: no sequence of corrections loses or makes a word, but for those that say so."""

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.correcting.operations import GONE, MOST
from documents.blocks import words
from policies.document import SectionKind
from policies.reading.checking import (
    OPERATIONS,
    ChangeKind,
    Checked,
    Join,
    JoinSection,
    MakePoint,
    Move,
    MoveTo,
    Operation,
    Place,
    Refused,
    RetypeHeading,
    RetypeName,
    RetypePart,
    RetypeTable,
    SetAside,
    SetRestAside,
    Split,
    SplitOff,
    Type,
    checked_of,
    corrected,
    read_operation,
)


def body(text: str, kind: str = "clause", points: list[str] | None = None, rows: list[list[str]] | None = None) -> Any:
    is_table = kind == "table"
    said = {"type": kind, "text": text, "sub_clauses": points or [], "place": "line 1"}
    return said | {"rows": rows if rows and is_table else []}


def section(heading: str | None, *parts: Any, kind: str = "other", guess: bool = True) -> Any:
    said = {"heading": heading, "level": 1, "kind": kind, "kind_is_guess": guess, "place": "lines 1-2", "line": 1}
    return said | {"body": list(parts)}


def result(*sections: Any, loose: tuple[str, ...] = ()) -> Any:
    left = [{"text": text, "place": "line 9", "reason": "Beside the text."} for text in loose]
    return {"title": "Leadership Policy", "subtitle": None, "sections": list(sections), "unplaced": left}


READING = result(
    section("Aims", body("We aim to:", "lead_in"), body("grow leaders; keep leaders", points=["now", "later"])),
    section("Who does what", body("Posts", "table", rows=[["Head", "Ann"], ["Deputy", ""]]), body("Ask early.")),
    section(None, body("We look again in June.", "paragraph")),
    loose=("Draft for comment", "l"),
)


@pytest.fixture
def read() -> Checked:
    return checked_of(READING)


def every_word(reading: Checked) -> Counter[str]:
    return Counter(word for text in reading.texts() for word in words(text))


def shape(reading: Checked) -> list[tuple[str, list[str]]]:
    return [(one.heading, [part.body.text for part in one.parts]) for one in reading.sections]


TEXTS = st.text(st.sampled_from("ab .…_;\n"), min_size=1, max_size=12)
BODIES = st.builds(
    body,
    TEXTS,
    st.sampled_from(["paragraph", "lead_in", "clause", "table"]),
    st.lists(TEXTS, max_size=2),
    st.lists(st.lists(TEXTS, min_size=1, max_size=3), max_size=2),
)
READINGS = st.builds(
    lambda sections, loose: checked_of(result(*sections, loose=tuple(loose))),
    st.lists(
        st.builds(lambda head, parts: section(head, *parts), st.none() | TEXTS, st.lists(BODIES, max_size=4)),
        max_size=4,
    ),
    st.lists(TEXTS, max_size=3),
)


def keys(reading: Checked) -> list[str]:
    found = [one.key for one in reading.sections] + [part.key for part in reading.parts()]
    return [*found, *(piece.key for piece in reading.loose), "gone"]


def beginnings(reading: Checked) -> list[str]:
    texts = [text for text in reading.texts() if text.split()]
    return [*(text.split()[-1] for text in texts), *(text[len(text) // 2 :] for text in texts), "x"]


def operations(reading: Checked, retyping: bool) -> st.SearchStrategy[Operation[Checked]]:
    key, kind = st.sampled_from(keys(reading)), st.sampled_from(["paragraph", "lead_in", "clause", "table"])
    offered: list[st.SearchStrategy[Any]] = [
        st.builds(ChangeKind, key, st.sampled_from([*SectionKind, "treaty"])),
        st.builds(SplitOff, key, st.booleans()),
        *(st.builds(made, key) for made in (Join, JoinSection, MakePoint, SetAside)),
        st.builds(Type, key, kind),
        st.builds(Split, key, st.sampled_from(beginnings(reading))),
        st.builds(Move, key, st.sampled_from([-1, 1, 7])),
        st.builds(MoveTo, key, key),
        st.builds(Place, key, key, kind),
        st.just(SetRestAside()),
    ]
    if retyping:
        offered += [
            st.builds(RetypeHeading, key, TEXTS),
            st.builds(RetypeName, st.sampled_from(["title", "subtitle", "author"]), TEXTS),
            st.builds(RetypePart, key, TEXTS, st.lists(TEXTS, max_size=2).map(tuple)),
            st.builds(RetypeTable, key, TEXTS, st.integers(0, 3), st.lists(TEXTS, max_size=6).map(tuple)),
        ]
    return st.one_of(offered)


@given(st.data(), READINGS)
@settings(max_examples=80, deadline=None)
def test_no_word_is_lost_or_made_by_any_sequence_without_retyping(data: st.DataObject, reading: Checked) -> None:
    before = every_word(reading)
    made: list[Operation[Checked]] = []
    now = reading
    for _ in range(data.draw(st.integers(1, 8))):
        operation = data.draw(operations(now, retyping=False))
        try:
            now = corrected(reading, [*made, operation])
        except Refused:
            continue
        made.append(operation)
        assert every_word(now) == before
        assert len(set(keys(now))) == len(keys(now))


@given(st.data(), READINGS)
@settings(max_examples=80, deadline=None)
def test_a_correction_goes_to_json_and_back_says_itself_and_is_taken_back(
    data: st.DataObject, reading: Checked
) -> None:
    operation = data.draw(operations(reading, retyping=True))
    assert read_operation(OPERATIONS, json.loads(json.dumps(operation.as_json()))) == operation
    try:
        corrected(reading, [operation])
    except Refused:
        return
    assert operation.said(reading).endswith(".")
    # Without its last the sequence is what it was: nothing is kept in what was corrected.
    assert corrected(reading, [operation][:-1]) == reading


def test_every_kind_of_correction_has_a_name_of_its_own() -> None:
    assert len({kind.name for kind in OPERATIONS}) == len(OPERATIONS) == 16


@pytest.mark.parametrize(
    "forged",
    [
        {"op": "erase", "key": "s0"},
        {"op": "kind", "key": "s0"},
        {"op": "kind", "key": "s0", "kind": "aims", "more": "x"},
        {"op": "kind", "key": 7, "kind": "aims"},
        {"op": "move", "key": "s0.0", "by": True},
        {"op": "retype", "key": "s0.0", "words": "x", "points": ["a", 2]},
        {"op": "retype", "key": "s0.0", "words": "x", "points": "ab"},
        {},
    ],
)
def test_what_no_form_of_ours_sends_is_refused_in_a_sentence(forged: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="not there any more"):
        read_operation(OPERATIONS, forged)


@pytest.mark.parametrize("operation", [Join("s9.9"), ChangeKind("s9", "aims"), Place("u9", "s0", "clause")])
def test_a_correction_of_what_is_gone_is_refused_in_a_sentence(read: Checked, operation: Any) -> None:
    with pytest.raises(Refused, match=GONE[:20]):
        corrected(read, [operation])


def test_a_section_is_for_what_a_person_says_and_is_a_guess_no_more(read: Checked) -> None:
    now = corrected(read, [ChangeKind("s1", "implementation")])
    assert (now.sections[1].kind, now.sections[1].kind_is_guess) == (SectionKind.IMPLEMENTATION, False)


def test_a_clause_is_split_at_its_words_and_its_points_go_with_the_second(read: Checked) -> None:
    now = corrected(read, [Split("s0.1", "keep leaders")])
    first, second = now.sections[0].parts[1:]
    assert (first.body.text, first.body.sub_clauses) == ("grow leaders;", ())
    assert (second.body.text, second.body.sub_clauses) == ("keep leaders", ("now", "later"))
    deep = corrected(read, [Split("s0.1", "later")])
    assert [part.body.sub_clauses for part in deep.sections[0].parts[1:]] == [("now",), ()]


@pytest.mark.parametrize(
    ("before", "why"),
    [
        ("leaders", "stands there 2 times"),
        ("eaders", "does not stand there"),
        ("grow", "would be all of it"),
        (" ", "Type the first words"),
    ],
)
def test_a_split_that_is_not_clear_is_refused(read: Checked, before: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        corrected(read, [Split("s0.1", before)])


def test_parts_are_joined_and_become_points(read: Checked) -> None:
    again = corrected(read, [Split("s0.1", "keep leaders"), Join("c1")])
    assert again.sections[0].parts[1].body == read.sections[0].parts[1].body
    under = corrected(read, [Split("s0.1", "keep leaders"), MakePoint("c1")])
    assert under.sections[0].parts[1].body.sub_clauses == ("keep leaders", "now", "later")
    with pytest.raises(Refused, match="no part before it"):
        corrected(read, [Join("s0.0")])


def test_a_part_moves_past_the_end_of_its_section_and_an_empty_one_without_a_heading_goes(read: Checked) -> None:
    now = corrected(read, [Move("s2.0", -1)])
    assert shape(now)[1:] == [("Who does what", ["Posts", "Ask early.", "We look again in June."])]
    with pytest.raises(Refused, match="last part of the policy"):
        corrected(read, [Move("s2.0", 1)])
    assert shape(corrected(read, [MoveTo("s0.0", "s2")]))[2] == (
        "",
        ["We look again in June.", "We aim to:"],
    )


def test_a_part_becomes_the_heading_of_a_section_and_sections_are_joined(read: Checked) -> None:
    now = corrected(read, [SplitOff("s1.1", as_heading=True)])
    assert shape(now)[1:3] == [("Who does what", ["Posts"]), ("Ask early.", [])]
    back = corrected(read, [SplitOff("s1.1", as_heading=True), JoinSection("c1")])
    assert shape(back)[1] == ("Who does what", ["Posts", "Ask early."])
    with pytest.raises(Refused, match="before the first"):
        corrected(read, [JoinSection("s0")])


def test_a_table_that_is_none_becomes_a_part_for_each_row(read: Checked) -> None:
    now = corrected(read, [Type("s1.0", "clause")])
    assert [part.body.text for part in now.sections[1].parts] == ["Posts", "Head Ann", "Deputy", "Ask early."]


def test_loose_words_are_placed_or_set_aside_and_a_part_can_be_set_aside_and_placed_again(read: Checked) -> None:
    assert [piece.key for piece in read.undecided] == ["u0", "u1"]
    now = corrected(read, [Place("u0", "s0", "paragraph"), SetAside("u1")])
    assert not now.undecided
    assert now.sections[0].parts[-1].body.text == "Draft for comment"
    aside = corrected(read, [SetAside("s0.1")])
    assert aside.loose[-1].text == "grow leaders; keep leaders\nnow\nlater"
    again = corrected(read, [SetAside("s0.1"), Place("s0.1", "s2", "clause"), SetRestAside()])
    assert again.sections[2].parts[-1].key == "s0.1"
    assert not again.undecided


def test_words_are_retyped(read: Checked) -> None:
    sent = [
        RetypeName("title", "Policy"),
        RetypeHeading("s0", "Why"),
        RetypePart("s0.1", "grow", ("soon",)),
    ]
    now = corrected(read, sent)
    assert (now.title, now.sections[0].heading) == ("Policy", "Why")
    assert now.sections[0].parts[1].body.sub_clauses == ("soon",)
    for refused in (RetypePart("s1.0", "x", ()), RetypePart("s0.1", " ", ()), RetypePart("s0.0", "x", ("y",))):
        with pytest.raises(Refused):
            corrected(read, [refused])


def test_a_table_is_retyped_cell_by_cell_and_an_emptied_row_goes(read: Checked) -> None:
    now = corrected(read, [RetypeTable("s1.0", " Who ", 2, ("Post", "Name", " ", "", "Bursar ", "Bea"))])
    body = now.sections[1].parts[0].body
    assert (body.type, body.text, body.rows) == ("table", "Who", (("Post", "Name"), ("Bursar", "Bea")))
    said = corrected(read, [RetypeTable("s1.0", "", 1, ("", "Bursar"))]).sections[1].parts[0].body.rows
    assert said == (("",), ("Bursar",))  # the first row holds the heads of the columns, empty or not


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (RetypeTable("s1.0", "Posts", 2, ("", " ", "", "")), "at least one cell"),
        (RetypeTable("s1.0", "Posts", 1, ("a",) * 81), "at most 80 rows"),
        (RetypeTable("s1.0", "Posts", 13, ("a",) * 13), "at most 12 columns"),
        (RetypeTable("s1.0", "Posts", 1, ("a" * 20_001,)), "at most 20,000 letters"),
        (RetypeTable("s1.0", "Posts", 2, ("a", "b", "c")), "not there any more"),
        (RetypeTable("s1.0", "Posts", 0, ()), "not there any more"),
        (RetypeTable("s0.1", "grow", 1, ("a",)), "not there any more"),
    ],
)
def test_a_table_that_cannot_be_kept_is_refused(read: Checked, sent: RetypeTable, why: str) -> None:
    with pytest.raises(Refused, match=why):
        corrected(read, [sent])


def test_there_is_an_end_to_corrections(read: Checked) -> None:
    with pytest.raises(Refused, match="at most 1,000 corrections"):
        corrected(read, [ChangeKind("s0", "aims")] * (MOST + 1))
