"""What a comparison says of two policies is enough to make the one out of the other."""

from dataclasses import replace

from hypothesis import given

from policies.document import (
    Clause,
    ClauseKind,
    Comparison,
    Document,
    Mark,
    Section,
    SectionKind,
    Status,
    compare,
)
from tests.policies.test_document import documents


def later_words(comparison: Comparison) -> list[str]:
    """The words of the later text, from its marked pieces alone."""
    marked = [change.pieces for change in comparison.clauses if change.status is not Status.REMOVED]
    return ["".join(piece.text for piece in pieces if piece.mark is not Mark.REMOVED) for pieces in marked]


def later_names(before: Document, comparison: Comparison) -> tuple[str, str]:
    """Title and subtitle of the later text, from those of the earlier and what is said to have changed."""
    told = {change.name: change.after for change in comparison.headings}
    return told.get("Title", before.title), told.get("Subtitle", before.subtitle)


def two(*, kind: ClauseKind = ClauseKind.CLAUSE, locked: bool = False, second: bool = False) -> Document:
    clause = Clause("c1", "Offer coaching", kind=kind, locked=locked)
    clauses = ((), (clause,)) if second else ((clause,), ())
    aims = Section("s1", SectionKind.AIMS, "Our aims", clauses[0])
    return Document("P", sections=(aims, Section("s2", SectionKind.PLAN, "Our plan", clauses[1])))


@given(documents(), documents())
def test_applying_a_comparison_to_a_text_gives_the_other(before: Document, after: Document) -> None:
    found = compare(before, after)
    assert later_words(found) == [clause.full_text for clause in after.clauses()]
    assert later_names(before, found) == (after.title, after.subtitle)
    assert found.is_same <= (later_words(found) == [clause.full_text for clause in before.clauses()])


@given(documents())
def test_nothing_differs_between_equals_and_nothing_is_marked(document: Document) -> None:
    found = compare(document, replace(document))
    assert found.is_same
    assert all(piece.mark is Mark.SAME for change in found.clauses for piece in change.pieces)


def test_a_clause_that_left_its_section_says_which() -> None:
    (change,) = compare(two(), two(second=True)).differing
    assert change.moved
    assert change.moved_from
    assert (change.moved_from.heading, change.section.heading) == ("Our aims", "Our plan")


def test_a_clause_that_changed_its_order_left_no_section() -> None:
    first, second = Clause("c1", "One"), Clause("c2", "Two")
    before = Document("P", sections=(Section("s1", SectionKind.PLAN, "", (first, second)),))
    after = Document("P", sections=(Section("s1", SectionKind.PLAN, "", (second, first)),))
    (change,) = compare(before, after).differing
    assert (change.moved, change.moved_from) == (True, None)


def test_what_else_a_clause_turned_into_is_told_and_no_word_is_marked() -> None:
    found = compare(two(), two(kind=ClauseKind.LEAD_IN, locked=True))
    (change,) = found.differing
    assert change.turned == ("Was a clause, is now a lead-in.", "Is now a core clause.")
    assert [piece.mark for piece in change.pieces] == [Mark.SAME]
    assert found.summary == "1 clause changed; 0 the same"
    assert compare(two(locked=True), two()).differing[0].turned == ("Is no longer a core clause.",)


def test_what_a_section_is_for_is_told_when_it_changes() -> None:
    before = two()
    after = before.with_section(replace(before.sections[0], kind=SectionKind.MONITORING))
    found = compare(before, after)
    assert [(change.name, change.before, change.after) for change in found.headings] == [
        ("What “Our aims” is for", "Aims", "Monitoring")
    ]
    assert not found.is_same
