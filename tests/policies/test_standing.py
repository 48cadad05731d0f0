import dataclasses
import itertools

import pytest

from policies.document import Document, change_clause, remove_clause, take_model
from policies.model_text import REPRESENTATION, built_in_model
from policies.rules import Condition
from policies.standings.rules import LINEAGE_LABELS, STANDING_LABELS, Lineage, Standing, lineage, standing
from tests.policies.cast import plain_document

MODEL = built_in_model()


def copy() -> Document:
    numbers = itertools.count()
    return take_model(MODEL, 1, lambda: f"own-{next(numbers)}")


def test_every_lineage_and_standing_has_words() -> None:
    assert set(LINEAGE_LABELS) == set(Lineage)
    assert set(STANDING_LABELS) == set(Standing)


def test_a_copy_as_it_was_taken_is_unchanged() -> None:
    assert lineage(copy(), based_on=MODEL, published=MODEL, school="Bryn Awel") is Lineage.UNCHANGED


def test_a_copy_with_one_other_word_is_changed() -> None:
    document = copy()
    open_clause = next(clause for clause in document.clauses() if not clause.locked)
    reworded = change_clause(document, open_clause.id, f"{open_clause.text} indeed")
    assert lineage(reworded, based_on=MODEL, published=MODEL, school="Bryn Awel") is Lineage.CHANGED


def test_a_copy_without_one_clause_is_changed() -> None:
    document = copy()
    open_clause = next(clause for clause in document.clauses() if not clause.locked)
    shorter = remove_clause(document, open_clause.id)
    assert lineage(shorter, based_on=MODEL, published=MODEL, school="Bryn Awel") is Lineage.CHANGED


def test_an_own_policy_with_every_core_clause_in_its_words_is_told_apart() -> None:
    core = [clause.text for clause in MODEL.clauses() if clause.locked]
    named = [text.replace("{school}", "Bryn Awel").upper() for text in core]
    with_core = plain_document("Something of our own", *named)
    without_one = plain_document("Something of our own", *named[1:])
    assert lineage(with_core, based_on=None, published=MODEL, school="Bryn Awel") is Lineage.OWN_WITH_CORE
    assert lineage(without_one, based_on=None, published=MODEL, school="Bryn Awel") is Lineage.OWN


def test_an_own_policy_where_there_is_no_model_is_own() -> None:
    assert lineage(plain_document("We plan."), based_on=None, published=None, school="Bryn Awel") is Lineage.OWN


def test_a_model_without_core_clauses_is_held_by_nobody() -> None:
    opened = dataclasses.replace(
        MODEL,
        sections=tuple(
            dataclasses.replace(
                section, clauses=tuple(dataclasses.replace(clause, locked=False) for clause in section.clauses)
            )
            for section in MODEL.sections
        ),
    )
    assert lineage(plain_document("We plan."), based_on=None, published=opened, school="B") is Lineage.OWN


def test_a_policy_adopted_for_a_later_day_is_not_in_draft() -> None:
    assert standing(None, None, is_started=True, is_ahead=True) is Standing.AHEAD
    assert standing(Lineage.OWN, Condition.ADOPTED, is_started=True, is_ahead=True) is Standing.OWN


@pytest.mark.parametrize(
    ("adopted", "condition", "is_started", "expected"),
    [
        (None, None, False, Standing.NONE),
        (None, None, True, Standing.IN_DRAFT),
        (Lineage.CHANGED, Condition.ADOPTED, True, Standing.CHANGED),
        (Lineage.OWN, Condition.REVIEW_DUE, True, Standing.OWN),
        (Lineage.UNCHANGED, Condition.LAPSED, True, Standing.LAPSED),
    ],
)
def test_standing_follows_from_what_is_in_force(
    adopted: Lineage | None, condition: Condition | None, is_started: bool, expected: Standing
) -> None:
    assert standing(adopted, condition, is_started=is_started) is expected


def test_the_built_in_model_has_its_parts() -> None:
    counts = {
        section.kind.value: sum(clause.kind == "clause" for clause in section.clauses) for section in MODEL.sections
    }
    assert counts == {"introduction": 0, "aims": 4, "plan": 7, "implementation": 12, "monitoring": 0}


def test_the_built_in_model_asks_for_representation_in_appointments_as_a_core_clause() -> None:
    (clause,) = [clause for clause in MODEL.clauses() if REPRESENTATION in clause.tags]
    assert clause.locked
