import itertools
import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.document import (
    PLACEHOLDERS,
    Clause,
    ClauseKind,
    Document,
    Mark,
    ModelClause,
    Refused,
    Relation,
    Section,
    SectionKind,
    Status,
    add_clause,
    can_change,
    can_move_down,
    can_move_up,
    can_remove,
    change_clause,
    commitments,
    compare,
    compare_texts,
    comparison,
    fill,
    from_json,
    move_clause_down,
    move_clause_up,
    placeholders,
    relation,
    remove_clause,
    take_model,
    to_json,
)

TEXTS = st.text(alphabet="abc {}\nABÉ.,’-", max_size=30)
WORDS = st.lists(st.sampled_from(["we", "will", "train", "leaders", "early", ",", "and", "well-being"]), max_size=12)


def numbered_ids(prefix: str = "new") -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"{prefix}-{next(numbers)}"


def make_document(*texts: str, kind: SectionKind = SectionKind.PLAN, **fields: object) -> Document:
    clauses = tuple(Clause(id=f"c{n}", text=text, **fields) for n, text in enumerate(texts, 1))  # type: ignore[arg-type]
    return Document("Succession policy", sections=(Section("s1", kind, "The plan", clauses),))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    new_id = numbered_ids("d")
    sections = []
    for _ in range(draw(st.integers(0, 4))):
        clauses = tuple(
            Clause(
                id=new_id(),
                text=draw(TEXTS),
                kind=draw(st.sampled_from(ClauseKind)),
                sub_clauses=tuple(draw(st.lists(TEXTS, max_size=2))),
                rows=tuple(tuple(row) for row in draw(st.lists(st.lists(TEXTS, max_size=2), max_size=2))),
                model_clause=draw(st.none() | st.builds(ModelClause, st.uuids().map(str), st.integers(1, 9))),
                tags=tuple(draw(st.lists(st.sampled_from(["core", "people"]), max_size=2))),
                locked=draw(st.booleans()),
            )
            for _ in range(draw(st.integers(0, 4)))
        )
        sections.append(Section(new_id(), draw(st.sampled_from(SectionKind)), draw(TEXTS), clauses))
    return Document(draw(TEXTS), draw(TEXTS), tuple(sections))


def texts_of(document: Document) -> list[str]:
    return [clause.text for clause in document.clauses()]


# The document


def test_a_document_refuses_the_same_id_twice() -> None:
    with pytest.raises(ValueError, match="stands twice"):
        Document("Policy", sections=(Section("s", SectionKind.AIMS, "", (Clause("c", "One"), Clause("c", "Two"))),))


def test_every_section_kind_and_relation_has_a_label() -> None:
    assert all(kind.label for kind in SectionKind)
    assert all(kind.label for kind in Relation)


def test_commitments_are_the_clauses_of_plan_and_implementation() -> None:
    document = Document(
        "Policy",
        sections=(
            Section("s1", SectionKind.AIMS, "Aims", (Clause("a", "To sustain leadership."),)),
            Section(
                "s2",
                SectionKind.PLAN,
                "Plan",
                (Clause("b", "The plan will:", ClauseKind.LEAD_IN), Clause("c", "Identify people")),
            ),
            Section("s3", SectionKind.IMPLEMENTATION, "Doing", (Clause("d", "Offer shadowing"),)),
            Section("s4", SectionKind.MONITORING, "Monitoring", (Clause("e", "Report", ClauseKind.PARAGRAPH),)),
        ),
    )
    assert [clause.id for clause in commitments(document)] == ["c", "d"]


@given(documents())
def test_a_document_survives_the_journey_through_json(document: Document) -> None:
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def test_from_json_refuses_a_schema_it_does_not_know() -> None:
    data = to_json(make_document("One")) | {"schema": 99}
    with pytest.raises(Refused, match="form 99"):
        from_json(data)


# Changing


def test_change_clause_keeps_id_tags_and_origin() -> None:
    document = make_document("Offer coaching", tags=("people",), model_clause=ModelClause("m", 2))
    changed = change_clause(document, "c1", "Offer coaching to all ").clause("c1")
    assert changed == Clause("c1", "Offer coaching to all", tags=("people",), model_clause=ModelClause("m", 2))


def test_change_clause_refuses_empty_words() -> None:
    with pytest.raises(Refused, match="Enter the words"):
        change_clause(make_document("One"), "c1", "  ")


def test_a_clause_that_is_gone_is_refused_with_what_to_do() -> None:
    with pytest.raises(Refused, match="no longer in the policy"):
        remove_clause(make_document("One"), "c9")


def test_a_core_clause_taken_from_a_model_cannot_be_changed_or_removed() -> None:
    model = make_document("Represent every group on the panel", locked=True)
    assert can_change(model.clause("c1"))
    assert can_remove(model.clause("c1"))
    copy = take_model(model, 1, numbered_ids())
    (clause,) = copy.clauses()
    assert not can_change(clause)
    assert not can_remove(clause)
    with pytest.raises(Refused, match="wording cannot be changed"):
        change_clause(copy, clause.id, "Something else")
    with pytest.raises(Refused, match="cannot be removed"):
        remove_clause(copy, clause.id)


def test_add_clause_stands_after_the_one_named_or_last() -> None:
    document = make_document("One", "Two")
    assert texts_of(add_clause(document, "s1", "New", new_id=numbered_ids(), after="c1")) == ["One", "New", "Two"]
    assert texts_of(add_clause(document, "s1", "New", new_id=numbered_ids())) == ["One", "Two", "New"]


def test_remove_clause_takes_only_that_one() -> None:
    assert texts_of(remove_clause(make_document("One", "Two", "Three"), "c2")) == ["One", "Three"]


def test_the_first_clause_cannot_move_up_nor_the_last_down() -> None:
    document = make_document("One", "Two")
    assert not can_move_up(document, "c1")
    assert not can_move_down(document, "c2")
    with pytest.raises(Refused, match="already the first"):
        move_clause_up(document, "c1")
    with pytest.raises(Refused, match="already the last"):
        move_clause_down(document, "c2")


@given(documents())
def test_moving_a_clause_up_and_down_again_changes_nothing(document: Document) -> None:
    for clause in document.clauses():
        if can_move_up(document, clause.id):
            assert move_clause_down(move_clause_up(document, clause.id), clause.id) == document
        if can_move_down(document, clause.id):
            assert move_clause_up(move_clause_down(document, clause.id), clause.id) == document


# Blanks


def test_fill_puts_facts_in_and_leaves_unknown_words_in_braces() -> None:
    document = make_document("Leaders at {school} meet {someone}")
    assert texts_of(fill(document, {"school": "Hill View"})) == ["Leaders at Hill View meet {someone}"]


def test_placeholders_counts_the_known_ones_only() -> None:
    assert placeholders(make_document("{school} and {council}", "{school} {other}")) == {"school": 2, "council": 1}


@given(documents())
def test_fill_with_every_fact_leaves_no_known_placeholder(document: Document) -> None:
    document = document.mapped(lambda text: f"{text}{{school}}")
    assert placeholders(fill(document, dict.fromkeys(PLACEHOLDERS, "Oak"))) == {}


# Model policies


@given(documents())
def test_a_copy_of_a_model_remembers_each_model_clause_and_is_the_same(model: Document) -> None:
    copy = take_model(model, 3, numbered_ids())
    originals = list(model.clauses())
    assert [clause.model_clause for clause in copy.clauses()] == [ModelClause(clause.id, 3) for clause in originals]
    assert all(relation(clause, model) is Relation.SAME for clause in copy.clauses())
    assert compare(model, copy).is_same


def test_relation_tells_changed_and_own_clauses() -> None:
    model = make_document("Offer coaching", "Offer mentoring")
    copy = take_model(model, 1, numbered_ids())
    first = next(copy.clauses()).id
    copy = change_clause(copy, first, "Offer coaching to all")
    copy = add_clause(copy, "s1", "Our own", new_id=numbered_ids("own"))
    found = [relation(clause, model) for clause in copy.clauses()]
    assert found == [Relation.CHANGED, Relation.SAME, Relation.OWN]
    assert relation(copy.clause(first), None) is Relation.OWN


# Comparing


def test_compare_names_what_changed_in_one_sentence() -> None:
    before = make_document("Offer coaching", "Offer mentoring", "Report yearly", "Set aside money", "Share posts")
    after = change_clause(before, "c1", "Offer coaching to all")
    after = remove_clause(after, "c4")
    after = add_clause(after, "s1", "Talk to governors", new_id=numbered_ids(), after="c1")
    after = move_clause_down(after, "c2")
    found = compare(before, after)
    assert found.summary == "1 clause changed, 1 added, 1 removed, 1 moved; 2 the same"
    assert [change.status for change in found.clauses] == [
        Status.CHANGED, Status.ADDED, Status.SAME, Status.SAME, Status.REMOVED, Status.SAME,
    ]  # fmt: skip
    assert sum(change.moved for change in found.clauses) == 1


def test_a_clause_that_goes_to_another_section_is_moved() -> None:
    one, two = Clause("c1", "One"), Clause("c2", "Two")
    before = Document("P", sections=(Section("s1", SectionKind.AIMS, "", (one, two)), Section("s2", SectionKind.PLAN)))
    after = Document(
        "P", sections=(Section("s1", SectionKind.AIMS, "", (one,)), Section("s2", SectionKind.PLAN, "", (two,)))
    )
    assert [(change.clause.id, change.moved) for change in compare(before, after).clauses] == [
        ("c1", False),
        ("c2", True),
    ]


def test_compare_marks_one_changed_word_only() -> None:
    pieces = compare_texts("We will train new leaders, early.", "We will train middle leaders, early.")
    assert [(piece.mark, piece.text) for piece in pieces] == [
        (Mark.SAME, "We will train "),
        (Mark.REMOVED, "new"),
        (Mark.ADDED, "middle"),
        (Mark.SAME, " leaders, early."),
    ]


def test_headings_and_titles_that_changed_are_told() -> None:
    before = make_document("One")
    after = Document(
        "Leadership policy", sections=(Section("s1", SectionKind.PLAN, "Our plan", (Clause("c1", "One"),)),)
    )
    found = compare(before, after)
    assert [(change.name, change.after) for change in found.headings] == [
        ("Title", "Leadership policy"),
        ("Heading", "Our plan"),
    ]
    assert found.summary == "2 headings changed; 1 the same"


def test_two_documents_read_apart_are_matched_by_their_words() -> None:
    before = make_document("One", "Two")
    after = take_model(before, 1, numbered_ids()).mapped(lambda text: text)
    apart = Document(after.title, sections=(Section("x", SectionKind.PLAN, "The plan", (Clause("y", "Two"),)),))
    found = compare(before, apart)
    assert [change.status for change in found.clauses] == [Status.REMOVED, Status.SAME]


@given(documents())
def test_comparing_a_document_with_itself_finds_all_the_same(document: Document) -> None:
    found = compare(document, document)
    assert found.is_same
    assert {change.status for change in found.clauses} <= {Status.SAME}
    assert len(found.clauses) == len(list(document.clauses()))


@given(documents(), documents())
def test_comparing_loses_no_clause_of_either_document(before: Document, after: Document) -> None:
    found = compare(before, after)
    assert [change.after for change in found.clauses if change.after] == list(after.clauses())
    ids = [change.before.id for change in found.clauses if change.before]
    assert sorted(ids) == sorted(clause.id for clause in before.clauses())


@given(TEXTS, TEXTS)
def test_the_pieces_give_back_both_texts_exactly(before: str, after: str) -> None:
    pieces = compare_texts(before, after)
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.REMOVED) == after


def test_texts_of_more_different_words_than_there_were_signs_are_compared() -> None:
    before = " ".join(f"w{number}" for number in range(140_000))
    pieces = compare_texts(before, before + " and more")
    assert [(piece.mark, piece.text) for piece in pieces] == [(Mark.SAME, before), (Mark.ADDED, " and more")]


@given(TEXTS, TEXTS)
def test_with_too_few_signs_for_its_words_a_comparison_still_gives_back_both_texts(before: str, after: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(comparison, "_LAST_CODE", comparison._FIRST_CODE)
        pieces = compare_texts(before, after)
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.REMOVED) == after


@given(WORDS, WORDS)
@settings(max_examples=60)
def test_no_word_is_marked_that_both_texts_could_share(before: list[str], after: list[str]) -> None:
    pieces = compare_texts(" ".join(before), " ".join(after))
    kept = sum(len(piece.text.split()) for piece in pieces if piece.mark is Mark.SAME)
    assert kept == longest_common_length(before, after)


def longest_common_length(first: list[str], second: list[str]) -> int:
    row = [0] * (len(second) + 1)
    for word in first:
        new = [0]
        for place, other in enumerate(second):
            new.append(row[place] + 1 if word == other else max(row[place + 1], new[-1]))
        row = new
    return row[-1]
