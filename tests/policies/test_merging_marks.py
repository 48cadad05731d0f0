"""What a council marks anew of a clause, with its words as they were: taken, and told."""

from dataclasses import replace

import pytest

from policies.document import Clause, ClauseKind, Document, Section, SectionKind, take_model
from policies.document.merging import Merge, merge, resolve
from policies.document.merging.items import MARKS
from policies.offers.merged import also, record_of, summary

pytestmark = pytest.mark.unit
CLAUSE = Clause("c1", "Offer every deputy a mentor.", kind=ClauseKind.CLAUSE, tags=("mentoring",))


def text(clause: Clause) -> Document:
    return Document("Policy", "", (Section("s1", SectionKind.PLAN, "Plan", (clause,)),))


def merged(now: Clause, *, here: Clause | None = None) -> Merge:
    base = text(CLAUSE)
    ours = take_model(base, 1, lambda: "k1") if here is None else text(here)
    return merge(base, ours, text(now), version=2)


@pytest.mark.parametrize(
    ("now", "mark", "said"),
    [
        (
            replace(CLAUSE, locked=True),
            "locked",
            "It is a core clause of the council’s model now: the school keeps its words as they are.",
        ),
        (replace(CLAUSE, kind=ClauseKind.PARAGRAPH), "kind", "It is a paragraph now."),
        (
            replace(CLAUSE, tags=("mentoring", "acting_up")),
            "tags",
            "The council says that it is about: Mentoring, Acting up.",
        ),
        (replace(CLAUSE, tags=()), "tags", "The council no longer says what it is about."),
    ],
)
def test_each_mark_is_taken_told_and_counted(now: Clause, mark: str, said: str) -> None:
    found = merged(now)
    (item,) = found.told
    assert (item.marked_anew, also(item)) == ((mark,), said)
    assert summary(found) == "1 part differs: 1 is taken as it stands."
    made = resolve(found, {}, lambda: "new")
    (clause,) = made.clauses()
    assert getattr(clause, mark) == getattr(now, mark)
    (part,) = record_of(found, made, {})
    assert part["moved"] == said


def test_a_clause_that_is_no_longer_core_can_be_changed() -> None:
    core = replace(CLAUSE, locked=True)
    base = text(core)
    (item,) = merge(base, take_model(base, 1, lambda: "k1"), text(CLAUSE), version=2).told
    assert also(item) == "It is no core clause of the council’s model any more: the school can change it."


def test_what_the_school_has_already_or_marked_itself_is_not_told() -> None:
    tagged = replace(CLAUSE, tags=("coaching",))
    assert merged(tagged, here=tagged).told == ()
    assert merged(CLAUSE, here=tagged).told == ()
    assert summary(merged(CLAUSE)) == "Nothing in it differs from your policy."


def test_every_mark_is_one_of_a_clause() -> None:
    assert set(MARKS) <= set(Clause.__dataclass_fields__)
