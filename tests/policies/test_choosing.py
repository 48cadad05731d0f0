from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.document import (
    Clause,
    ClauseKind,
    Document,
    Refused,
    Section,
    SectionKind,
    add_clause,
    add_section,
    change_clause,
    change_kind,
    change_section,
    compare,
    mark_clause,
    move_clause_down,
    remove_clause,
)
from policies.editor import choosing
from policies.editor.choosing import NAMES, Pick, choose, keys, suggested
from tests.policies.cast import plain_document

BASE = plain_document("One", "Two", "Three", "Four")


def texts(document: Document) -> list[str]:
    return [clause.text for clause in document.clauses()]


def test_each_clause_is_kept_as_it_was_picked() -> None:
    theirs = change_clause(change_clause(BASE, "c1", "One, theirs"), "c2", "Two, theirs")
    mine = change_clause(change_clause(BASE, "c1", "One, mine"), "c2", "Two, mine")
    chosen = choose(theirs=theirs, mine=mine, picks={"c1": "theirs", "c2": "mine"})
    assert texts(chosen) == ["One, theirs", "Two, mine", "Three", "Four"]


def test_a_clause_i_removed_comes_back_where_it_stood() -> None:
    mine = remove_clause(change_clause(BASE, "c1", "Mine"), "c3")
    theirs = change_clause(BASE, "c3", "Three, theirs")
    chosen = choose(theirs=theirs, mine=mine, picks={"c1": "mine", "c3": "theirs"})
    assert texts(chosen) == ["Mine", "Two", "Three, theirs", "Four"]


def test_a_clause_i_added_goes_where_theirs_is_picked() -> None:
    mine = add_clause(change_clause(BASE, "c1", "Mine"), "s1", "Five", new_id=lambda: "c5")
    chosen = choose(theirs=BASE, mine=mine, picks={"c1": "mine", "c5": "theirs"})
    assert texts(chosen) == ["Mine", "Two", "Three", "Four"]


def test_a_clause_i_moved_goes_back() -> None:
    mine = change_clause(move_clause_down(BASE, "c1"), "c4", "Mine")
    moved = next(change.clause.id for change in compare(BASE, mine).differing if change.moved)
    chosen = choose(theirs=BASE, mine=mine, picks={moved: "theirs", "c4": "mine"})
    assert texts(chosen) == ["One", "Two", "Three", "Mine"]


def test_a_section_only_they_have_comes_with_its_clause() -> None:
    extra = Section("s2", SectionKind.OTHER, "Extra", (Clause("e1", "Extra"),))
    theirs = replace(BASE, sections=(*BASE.sections, extra))
    mine = change_clause(BASE, "c1", "Mine")
    picks = dict.fromkeys(keys(compare(theirs, mine)), "theirs") | {"c1": "mine"}
    assert texts(choose(theirs=theirs, mine=mine, picks=picks))[-1] == "Extra"


def test_title_and_headings_are_chosen_together() -> None:
    theirs = replace(BASE, title="Their title")
    mine = change_clause(replace(BASE, title="My title"), "c1", "Mine")
    chosen = choose(theirs=theirs, mine=mine, picks={NAMES: "theirs", "c1": "mine"})
    assert (chosen.title, texts(chosen)[0]) == ("Their title", "Mine")


def test_a_difference_left_undecided_is_refused() -> None:
    with pytest.raises(Refused, match="Choose one"):
        choose(theirs=BASE, mine=change_clause(BASE, "c1", "Mine"), picks={"c1": "somebody"})


def test_what_only_one_of_two_changed_is_offered() -> None:
    theirs = remove_clause(change_clause(change_clause(BASE, "c1", "Theirs"), "c2", "Theirs too"), "c4")
    mine = add_clause(change_clause(BASE, "c2", "Mine too"), "s1", "Five", new_id=lambda: "c5", after="c3")
    assert suggested(base=BASE, theirs=theirs, mine=mine) == {
        "c1": Pick.THEIRS,
        "c4": Pick.THEIRS,
        "c5": Pick.MINE,
    }


EDITS = st.lists(st.tuples(st.sampled_from(["change", "remove", "down", "add"]), st.integers(1, 4)), max_size=5)


def edited(edits: list[tuple[str, int]], who: str) -> Document:
    document = BASE
    for number, (edit, place) in enumerate(edits):
        try:
            if edit == "change":
                document = change_clause(document, f"c{place}", f"{who} {number}")
            elif edit == "remove":
                document = remove_clause(document, f"c{place}")
            elif edit == "down":
                document = move_clause_down(document, f"c{place}")
            else:
                document = add_clause(document, "s1", f"{who} new", new_id=lambda n=number: f"{who}{n}")  # type: ignore[misc]
        except Refused:
            continue
    return document


@given(EDITS, EDITS, st.data())
def test_any_choice_holds_for_each_clause_the_words_that_were_picked(
    theirs: list[tuple[str, int]], mine: list[tuple[str, int]], data: st.DataObject
) -> None:
    their_text, my_text = edited(theirs, "theirs"), edited(mine, "mine")
    comparison = compare(their_text, my_text)
    picks = {key: data.draw(st.sampled_from([Pick.MINE, Pick.THEIRS])) for key in choosing.keys(comparison)}
    chosen = {clause.id: clause.text for clause in choose(theirs=their_text, mine=my_text, picks=picks).clauses()}
    for change in comparison.differing:
        kept = change.before if picks[change.clause.id] is Pick.THEIRS else change.after
        assert chosen.get(change.clause.id) == (kept.text if kept else None)


def test_what_only_they_changed_beside_words_is_kept() -> None:
    theirs = mark_clause(BASE, "c2", tags=["mentoring"], locked=False)
    mine = change_clause(BASE, "c1", "Mine")
    chosen = choose(theirs=theirs, mine=mine, picks={"c1": "mine"}, base=BASE)
    assert chosen.clause("c1").text == "Mine"
    assert chosen.clause("c2").tags == ("mentoring",)
    assert choose(theirs=theirs, mine=mine, picks={"c1": "mine"}).clause("c2").tags == (), "without the base it is lost"


def test_what_a_section_is_for_goes_with_its_heading() -> None:
    theirs = change_section(BASE, "s1", "What we do", SectionKind.AIMS)
    mine = change_clause(BASE, "c1", "Mine")
    for whose, kind in (("theirs", SectionKind.AIMS), ("mine", SectionKind.IMPLEMENTATION)):
        chosen = choose(theirs=theirs, mine=mine, picks={"c1": "mine", NAMES: whose}, base=BASE)
        assert chosen.section("s1").kind is kind


def test_a_clause_that_only_they_turned_is_offered_as_theirs() -> None:
    theirs = change_kind(BASE, "c2", ClauseKind.PARAGRAPH)
    assert suggested(base=BASE, theirs=theirs, mine=BASE) == {"c2": Pick.THEIRS}


def test_a_section_that_only_they_added_comes_with_their_headings() -> None:
    theirs = add_section(BASE, "Governors", SectionKind.OTHER, new_id=lambda: "s9")
    chosen = choose(theirs=theirs, mine=change_clause(BASE, "c1", "Mine"), picks={"c1": "mine", NAMES: "theirs"})
    assert chosen.section("s9").heading == "Governors"
    assert chosen.clause("c1").text == "Mine"
