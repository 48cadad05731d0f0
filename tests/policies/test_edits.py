"""Every change to clauses and sections: ids never change hands, no words are lost, the rest keeps its order."""

import contextlib
import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.document import (
    LONGEST_CLAUSE,
    MOST_CLAUSES,
    Clause,
    ClauseKind,
    Document,
    ModelClause,
    Refused,
    Section,
    SectionKind,
    add_clause,
    add_section,
    can_be,
    can_be_for,
    can_leave,
    can_mark,
    can_move_section,
    can_remove_section,
    change_clause,
    change_kind,
    change_section,
    mark_clause,
    move_section,
    place_clause,
    remove_section,
)

CORE = {"locked": True, "model_clause": ModelClause("m", 1)}


def document(*sizes: int, **first: object) -> Document:
    """Sections s1, s2 ... of so many clauses c1, c2 ...; `first` are fields of the first clause."""
    numbers = itertools.count(1)
    sections = []
    for place, size in enumerate(sizes, start=1):
        clauses = tuple(Clause(f"c{number}", f"Words {number}") for number in itertools.islice(numbers, size))
        sections.append(Section(f"s{place}", SectionKind.PLAN, f"Heading {place}", clauses))
    made = Document("Policy", sections=tuple(sections))
    if first:
        home = made.sections[0]
        made = made.with_section(replace(home, clauses=(replace(home.clauses[0], **first), *home.clauses[1:])))  # type: ignore[arg-type]
    return made


def order(made: Document) -> list[list[str]]:
    return [[clause.id for clause in section.clauses] for section in made.sections]


@pytest.mark.parametrize(
    ("section", "before", "then"),
    [
        ("s1", "c1", [["c2", "c1", "c3"], ["c4"]]),
        ("s1", None, [["c1", "c3", "c2"], ["c4"]]),
        ("s1", "c2", [["c1", "c2", "c3"], ["c4"]]),
        ("s2", "c4", [["c1", "c3"], ["c2", "c4"]]),
        ("s2", None, [["c1", "c3"], ["c4", "c2"]]),
    ],
)
def test_a_clause_goes_before_another_or_to_the_end_of_a_section(
    section: str, before: str | None, then: list[list[str]]
) -> None:
    assert order(place_clause(document(3, 1), "c2", section_id=section, before=before)) == then


def test_a_clause_cannot_go_before_one_that_stands_in_another_section() -> None:
    with pytest.raises(Refused, match="no longer in this section"):
        place_clause(document(2, 2), "c1", section_id="s1", before="c3")


CHANGES: list[tuple[str, Callable[[Document], Document], str]] = [
    ("leave", lambda made: place_clause(made, "c1", section_id="s2", before=None), "stays in its section"),
    ("kind", lambda made: change_kind(made, "c1", ClauseKind.PARAGRAPH), "stays as it stands"),
    ("remove section", lambda made: remove_section(made, "s1"), "holds core clauses"),
    ("purpose", lambda made: change_section(made, "s1", "Heading 1", SectionKind.OTHER), "holds core clauses"),
    ("marks", lambda made: mark_clause(made, "c1", tags=["mentoring"], locked=False), "The council says"),
]


@pytest.mark.parametrize(("change", "sentence"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_a_core_clause_is_never_lost_moved_out_or_weakened(
    change: Callable[[Document], Document], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        change(document(2, 1, **CORE))
    assert change(document(2, 1))


def test_page_and_guard_agree_about_core_clauses() -> None:
    for made, may in ((document(2, 1, **CORE), False), (document(2, 1), True)):
        clause, section = made.clause("c1"), made.section("s1")
        assert can_leave(clause) is may
        assert can_be(clause, ClauseKind.PARAGRAPH) is may
        assert can_mark(clause) is may
        assert can_be_for(section, SectionKind.OTHER) is may
        assert can_remove_section(made, "s1") is may


def test_a_core_clause_may_still_change_places_in_its_section() -> None:
    assert order(place_clause(document(2, 1, **CORE), "c1", section_id="s1", before=None))[0] == ["c2", "c1"]


def test_a_clause_with_points_stays_numbered_until_they_are_gone() -> None:
    made = document(1, sub_clauses=("One",))
    with pytest.raises(Refused, match="has points under it"):
        change_kind(made, "c1", ClauseKind.LEAD_IN)
    without = change_clause(made, "c1", "Words", sub_clauses=())
    assert change_kind(without, "c1", ClauseKind.LEAD_IN).clause("c1").kind is ClauseKind.LEAD_IN


def test_a_table_stays_a_table() -> None:
    made = document(1, kind=ClauseKind.TABLE, rows=(("a", "b"),))
    with pytest.raises(Refused, match="A table stays a table"):
        change_kind(made, "c1", ClauseKind.CLAUSE)


def test_a_council_marks_its_own_clauses() -> None:
    marked = mark_clause(document(1), "c1", tags=["mentoring"], locked=True).clause("c1")
    assert (marked.tags, marked.locked, marked.is_fixed) == (("mentoring",), True, False)


@pytest.mark.parametrize("text", ["Leaders of {skool}", "See {a_b}"])
def test_a_blank_nobody_can_fill_is_named_in_one_sentence(text: str) -> None:
    name = text[text.index("{") :]
    sentence = f"{name} is not a blank we can fill. Write {{school}}"
    with pytest.raises(Refused) as refusal:
        change_clause(document(1), "c1", text)
    assert str(refusal.value).startswith(sentence)
    with pytest.raises(Refused):
        add_clause(document(1), "s1", "Fine", new_id=lambda: "new", sub_clauses=(text,))


def test_a_clause_of_a_megabyte_and_ten_thousand_clauses_are_refused() -> None:
    with pytest.raises(Refused, match=f"at most {LONGEST_CLAUSE:,} letters"):
        change_clause(document(1), "c1", "word " * 200_000)
    with pytest.raises(Refused, match=f"at most {MOST_CLAUSES:,} clauses"):
        add_clause(document(10_000), "s1", "One more", new_id=lambda: "new")
    assert add_clause(document(MOST_CLAUSES - 1), "s1", "The last", new_id=lambda: "new")


def test_a_section_is_added_named_moved_and_removed() -> None:
    made = add_section(document(1, 1), " Governors ", SectionKind.OTHER, new_id=lambda: "new", after="s1")
    assert [section.id for section in made.sections] == ["s1", "new", "s2"]
    assert made.section("new").heading == "Governors"
    made = change_section(made, "new", "Our governors", SectionKind.MONITORING)
    assert (made.section("new").heading, made.section("new").kind) == ("Our governors", SectionKind.MONITORING)
    made = move_section(made, "new", by=1)
    assert [section.id for section in made.sections] == ["s1", "s2", "new"]
    assert remove_section(made, "new") == document(1, 1)


def test_sections_refuse_what_would_leave_no_policy() -> None:
    with pytest.raises(Refused, match="at least one section"):
        remove_section(document(1), "s1")
    with pytest.raises(Refused, match="Enter the heading"):
        add_section(document(1), " ", SectionKind.OTHER, new_id=lambda: "new")
    with pytest.raises(Refused, match="first already"):
        move_section(document(1, 1), "s1", by=-1)
    with pytest.raises(Refused, match="last already"):
        move_section(document(1, 1), "s2", by=1)
    assert [can_move_section(document(1, 1), "s1", by=by) for by in (-1, 1)] == [False, True]
    with pytest.raises(Refused, match="at most 100 sections"):
        add_section(document(*[0] * 100), "More", SectionKind.OTHER, new_id=lambda: "new")


def test_a_section_without_a_heading_keeps_none_while_its_purpose_changes() -> None:
    made = document(1)
    made = made.with_section(replace(made.sections[0], heading=""))
    assert change_section(made, "s1", "", SectionKind.AIMS).section("s1").kind is SectionKind.AIMS


@st.composite
def steps(draw: st.DrawFn) -> tuple[Document, list[Callable[[Document], Document]]]:
    """A document, with core clauses among its clauses, and what somebody tries to do to it."""
    made = document(*draw(st.lists(st.integers(0, 3), min_size=1, max_size=4)))
    core = draw(st.sets(st.sampled_from([clause.id for clause in made.clauses()] or ["none"])))
    for section in made.sections:
        fixed = tuple(replace(c, **CORE) if c.id in core else c for c in section.clauses)  # type: ignore[arg-type]
        made = made.with_section(replace(section, clauses=fixed))
    clause = st.sampled_from([f"c{number}" for number in range(1, 13)])
    section = st.sampled_from([f"s{number}" for number in range(1, 5)])
    move = st.builds(
        lambda c, s, b: lambda d: place_clause(d, c, section_id=s, before=b), clause, section, st.none() | clause
    )
    kind = st.builds(lambda c, k: lambda d: change_kind(d, c, k), clause, st.sampled_from(ClauseKind))
    shift = st.builds(lambda s, by: lambda d: move_section(d, s, by=by), section, st.sampled_from([-1, 1]))
    purpose = st.builds(lambda s, k: lambda d: change_section(d, s, "Now", k), section, st.sampled_from(SectionKind))
    return made, draw(st.lists(st.one_of(move, kind, shift, purpose), max_size=8))


@given(steps())
def test_whatever_is_moved_or_renamed_ids_keep_their_words_and_core_clauses_their_section(
    case: tuple[Document, list[Callable[[Document], Document]]],
) -> None:
    made, changes = case
    before = {clause.id: clause.full_text for clause in made.clauses()}
    homes = {clause.id: made.section_of(clause.id).id for clause in made.clauses() if clause.is_fixed}
    for change in changes:
        with contextlib.suppress(Refused):
            made = change(made)
    assert {clause.id: clause.full_text for clause in made.clauses()} == before
    assert {clause: made.section_of(clause).id for clause in homes} == homes


@given(steps(), st.data())
def test_moving_one_clause_leaves_the_order_of_the_others(
    case: tuple[Document, list[Callable[[Document], Document]]], data: st.DataObject
) -> None:
    made, _ = case
    every = [clause.id for clause in made.clauses()]
    if not every:
        return
    moved = data.draw(st.sampled_from(every))
    section = data.draw(st.sampled_from(made.sections))
    try:
        after = place_clause(made, moved, section_id=section.id, before=None)
    except Refused:
        return
    assert [clause.id for clause in after.clauses() if clause.id != moved] == [one for one in every if one != moved]
