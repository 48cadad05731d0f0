"""One text for several schools."""

from dataclasses import replace

from hypothesis import given

from policies.document import Clause, Document, Section, SectionKind, carried_over, names_itself, take_model
from tests.policies.test_document import documents, make_document, numbered_ids


def words(document: Document) -> list[str]:
    return list(document.texts())


@given(documents(), documents())
def test_no_word_changes_and_no_two_clauses_share_an_id(document: Document, held: Document) -> None:
    copy = carried_over(document, held=held)
    assert words(copy) == words(document)
    assert len({clause.id for clause in copy.clauses()}) == len(list(document.clauses()))


@given(documents())
def test_a_school_that_holds_nothing_gets_the_text_as_it_is(document: Document) -> None:
    assert carried_over(document, held=None) == document


def test_clauses_of_the_same_model_keep_the_ids_of_the_school() -> None:
    model = make_document("Offer coaching", "Offer mentoring")
    first, second = take_model(model, 1, numbered_ids("first")), take_model(model, 1, numbered_ids("second"))
    reworded = first.with_section(
        replace(
            first.sections[0],
            clauses=(replace(first.sections[0].clauses[0], text="Offer coaching to all"), Clause("own", "Share posts")),
        )
    )
    copy = carried_over(reworded, held=second)
    assert [clause.id for clause in copy.clauses()] == ["second-1", "own"]
    assert [clause.text for clause in copy.clauses()] == ["Offer coaching to all", "Share posts"]


def test_a_clause_in_the_same_words_keeps_its_id_without_a_model() -> None:
    held = Document("P", sections=(Section("s", SectionKind.PLAN, "", (Clause("old", "Offer coaching"),)),))
    copy = carried_over(make_document("Offer coaching"), held=held)
    assert [clause.id for clause in copy.clauses()] == ["old"]


def test_an_id_that_stands_for_something_else_in_the_text_is_not_taken() -> None:
    """The school has the same words under the id that the text has for a section, and under that of another clause."""
    ours = (Clause("a", "Offer coaching"), Clause("b", "Offer mentoring"), Clause("y", "Share posts"))
    theirs = (Clause("x", "Offer coaching"), Clause("y", "Offer mentoring"))
    document, held = (
        Document("P", sections=(Section(name, SectionKind.PLAN, "", clauses),))
        for name, clauses in (("x", ours), ("s", theirs))
    )
    copy = carried_over(document, held=held)
    assert [clause.id for clause in copy.clauses()] == ["a", "b", "y"]


def test_a_text_that_names_its_school_is_told() -> None:
    document = make_document("At Hill View we grow leaders", "hill view looks ahead", "{school} reports")
    assert names_itself(document, "Hill View") == 2
    assert names_itself(document, "Low Top") == 0
    assert names_itself(document, " ") == 0
