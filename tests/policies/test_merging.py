import itertools
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.document import (
    Clause,
    ClauseKind,
    Document,
    ModelClause,
    Refused,
    Section,
    SectionKind,
    change_clause,
    compare,
    remove_clause,
    take_model,
)
from policies.document.merging import Answer, Choice, Item, Merge, Outcome, choices, combined, merge, resolve, woven

TEXTS = st.lists(st.sampled_from(["we", "will", "train", "leaders", "early", "always"]), min_size=1, max_size=5).map(
    " ".join
)
IDS = [f"c{number}" for number in range(1, 7)]
SECTIONS = ["s1", "s2", "s3"]


def numbered_ids(prefix: str = "new") -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"{prefix}-{next(numbers)}"


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents that share some of their clauses and sections with each other, in any order, each as it likes."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True))
    homes = draw(st.lists(st.sampled_from(SECTIONS), unique=True, min_size=1))
    places = [draw(st.sampled_from(homes)) for _ in ids]
    sections = tuple(
        Section(
            name,
            draw(st.sampled_from([SectionKind.PLAN, SectionKind.AIMS])),
            draw(TEXTS),
            tuple(draw(_clause(key)) for key, place in zip(ids, places, strict=True) if place == name),
            draw(st.integers(1, 2)),
        )
        for name in homes
    )
    return Document(draw(TEXTS), draw(TEXTS), sections)


@st.composite
def _clause(draw: st.DrawFn, key: str) -> Clause:
    return Clause(
        id=key,
        text=draw(TEXTS),
        kind=draw(st.sampled_from([ClauseKind.CLAUSE, ClauseKind.PARAGRAPH])),
        sub_clauses=tuple(draw(st.lists(TEXTS, max_size=2))),
        rows=tuple(tuple(row) for row in draw(st.lists(st.lists(TEXTS, max_size=2), max_size=1))),
        tags=tuple(draw(st.lists(st.sampled_from(["core", "people"]), max_size=1))),
        locked=draw(st.booleans()),
    )


def answered(found: Merge, pick: Callable[[Item], Choice] | None = None) -> dict[str, Answer]:
    chosen = pick or (lambda item: choices(item)[0])
    return {item.key: Answer(chosen(item), "Both together") for item in found.clashes}


def words_of(*texts: str) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"\w+", text))


# The laws


@given(documents(), documents())
def test_what_the_school_changed_alone_stands(base: Document, changed: Document) -> None:
    found = merge(base, changed, base)
    assert not found.clashes
    assert resolve(found, {}, numbered_ids()) == changed


@given(documents(), documents())
def test_what_the_council_changed_alone_is_taken(base: Document, changed: Document) -> None:
    found = merge(base, base, changed)
    assert not found.clashes
    assert resolve(found, {}, numbered_ids()) == changed


@given(documents(), documents())
def test_what_both_changed_alike_is_no_clash(base: Document, changed: Document) -> None:
    found = merge(base, changed, changed)
    assert not found.clashes
    assert resolve(found, {}, numbered_ids()) == changed
    assert not found.differing


@given(documents(), documents())
def test_a_copy_that_nobody_changed_becomes_the_new_model(base: Document, theirs: Document) -> None:
    copy = take_model(base, 1, numbered_ids("copy"))
    made = resolve(merge(base, copy, theirs, version=2), {}, numbered_ids())
    assert compare(theirs, made).is_same
    assert [clause.model_clause for clause in made.clauses()] == [
        ModelClause(clause.id, 2) for clause in theirs.clauses()
    ]


@st.composite
def school_copies(draw: st.DrawFn) -> tuple[Document, Document, Document]:
    """A model, a school's copy of it with changes, removals and clauses of its own, and the next model."""
    base, changed, theirs = draw(documents()), draw(documents()), draw(documents())
    copy = {clause.model_clause.id: clause for clause in take_model(base, 1, numbered_ids("copy")).clauses()}  # type: ignore[union-attr]
    sections = tuple(
        replace(
            section,
            clauses=tuple(
                replace(clause, id=copy[clause.id].id, model_clause=copy[clause.id].model_clause)
                if clause.id in copy
                else replace(clause, id=f"own-{clause.id}", locked=False)
                for clause in section.clauses
            ),
        )
        for section in changed.sections
    )
    return base, replace(changed, sections=sections), theirs


@given(school_copies(), st.data())
def test_no_word_of_either_side_vanishes(texts: tuple[Document, Document, Document], data: st.DataObject) -> None:
    base, ours, theirs = texts
    found = merge(base, ours, theirs, version=2)
    answers = answered(found, lambda item: data.draw(st.sampled_from(choices(item))))
    made = resolve(found, answers, numbered_ids())
    told = [side.full_text for item in (*found.told, *found.clashes) for side in (item.ours, item.theirs) if side]
    standing = words_of(*made.texts())
    for side in (ours, theirs):
        for text in side.texts():
            assert not words_of(text) - standing or text in told


@given(school_copies(), st.data())
def test_clause_ids_never_change_hands(texts: tuple[Document, Document, Document], data: st.DataObject) -> None:
    base, ours, theirs = texts
    found = merge(base, ours, theirs, version=2)
    answers = answered(found, lambda item: data.draw(st.sampled_from(choices(item))))
    made = resolve(found, answers, numbered_ids())
    before = {clause.id: clause for clause in ours.clauses()}
    models = {clause.id for clause in theirs.clauses()}
    for clause in made.clauses():
        if clause.id not in before:
            assert clause.id.startswith("new-")
            continue
        origin, was = clause.model_clause, before[clause.id].model_clause
        if origin is not None:
            assert was is not None
            assert (origin.id, origin.version) == (was.id, 2)
            assert origin.id in models
    gone = before.keys() - {clause.id for clause in made.clauses()}
    dropped = {item.ours.id for item in found.items if item.ours is not None and item.theirs is None}
    assert gone <= dropped


# What becomes of a clause


BASE = Document(
    "Policy",
    sections=(
        Section(
            "s1",
            SectionKind.PLAN,
            "The plan",
            (
                Clause("m1", "train leaders early and well"),
                Clause("m2", "plan for sudden absence"),
                Clause("m3", "report once a year", tags=("reporting",)),
            ),
        ),
        Section("s2", SectionKind.MONITORING, "Monitoring", (Clause("m4", "review the policy"),)),
    ),
)


def copy() -> Document:
    return take_model(BASE, 1, iter(["k1", "k2", "k3", "k4"]).__next__)


def reworded(document: Document, clause_id: str, text: str, **fields: object) -> Document:
    section = document.section_of(clause_id)
    clauses = tuple(
        replace(clause, text=text, **fields) if clause.id == clause_id else clause  # type: ignore[arg-type]
        for clause in section.clauses
    )
    return document.with_section(replace(section, clauses=clauses))


def item_of(found: Merge, key: str) -> Item:
    return next(item for item in found.items if item.key == key)


CASES = [
    ("the council alone changed it", "old", "old", "new", Outcome.TAKEN),
    ("the school alone changed it", "old", "ours", "old", Outcome.KEPT),
    ("both changed it alike", "old", "new", "new", Outcome.SAME),
    ("both changed it", "old", "ours", "theirs", Outcome.BOTH_CHANGED),
    ("the council took out what the school left", "old", "old", None, Outcome.DROPPED),
    ("the council took out what the school changed", "old", "ours", None, Outcome.REMOVED_THERE),
    ("the school took it out", "old", None, "old", Outcome.LEFT_OUT),
    ("the school took out what the council changed", "old", None, "theirs", Outcome.REMOVED_HERE),
    ("the council added it", None, None, "theirs", Outcome.ADDED),
    ("the school added it", None, "ours", None, Outcome.OWN),
    ("both took it out", "old", None, None, Outcome.SAME),
    ("both added one", None, "ours", "theirs", Outcome.BOTH_CHANGED),
]


@pytest.mark.parametrize(("said", "base", "ours", "theirs", "outcome"), CASES, ids=[case[0] for case in CASES])
def test_each_case_has_its_outcome(
    said: str, base: str | None, ours: str | None, theirs: str | None, outcome: Outcome
) -> None:
    texts = [_one(text) for text in (base, ours, theirs)]
    found = merge(*texts)
    clauses = [item for item in found.items if item.key == "c"]
    assert [item.outcome for item in clauses] == [outcome], said


def _one(text: str | None) -> Document:
    clauses = () if text is None else (Clause("c", text),)
    return Document("Policy", sections=(Section("s", SectionKind.PLAN, "", clauses),))


def test_every_outcome_has_a_label_and_every_clash_an_answer() -> None:
    for outcome in Outcome:
        assert outcome.label.endswith(".")
        item = Item("c", item_of(merge(BASE, BASE, BASE), "m1").kind, outcome, None, None, None)
        assert bool(choices(item)) is outcome.is_clash


def test_a_clash_is_answered_with_ours_theirs_or_other_words() -> None:
    ours = change_clause(copy(), "k1", "train leaders before they are needed")
    found = merge(BASE, ours, reworded(BASE, "m1", "train every leader"), version=2)
    assert [item.key for item in found.clashes] == ["m1"]
    for answer, text in (
        (Answer(Choice.OURS), "train leaders before they are needed"),
        (Answer(Choice.THEIRS), "train every leader"),
        (Answer(Choice.COMBINED, "train every leader before they are needed"), None),
    ):
        made = resolve(found, {"m1": answer}, numbered_ids())
        assert made.clause("k1").text == (text or answer.text)
        assert made.clause("k1").model_clause == ModelClause("m1", 2)


def test_a_merge_is_not_made_while_an_answer_is_missing_or_empty() -> None:
    ours = change_clause(copy(), "k1", "train leaders before they are needed")
    found = merge(BASE, ours, reworded(BASE, "m1", "train every leader"), version=2)
    with pytest.raises(Refused, match="Choose whose words"):
        resolve(found, {}, numbered_ids())
    with pytest.raises(Refused, match="Enter the words"):
        resolve(found, {"m1": Answer(Choice.COMBINED, " ")}, numbered_ids())
    with pytest.raises(Refused, match="Choose one of the answers"):
        resolve(found, {"m1": Answer(Choice.BESIDE)}, numbered_ids())


def test_a_newly_locked_clause_takes_the_councils_words_and_the_schools_can_stay_beside_it() -> None:
    ours = change_clause(copy(), "k2", "name who covers for whom")
    found = merge(BASE, ours, reworded(BASE, "m2", "plan for sudden absence", locked=True), version=2)
    assert item_of(found, "m2").outcome is Outcome.CORE
    with pytest.raises(Refused, match="core clause"):
        resolve(found, {"m2": Answer(Choice.OURS)}, numbered_ids())
    made = resolve(found, {"m2": Answer(Choice.BESIDE)}, numbered_ids())
    assert [(clause.id, clause.text, clause.is_fixed) for clause in made.sections[0].clauses[1:3]] == [
        ("k2", "plan for sudden absence", True),
        ("new-1", "name who covers for whom", False),
    ]


def test_a_clause_that_the_school_took_out_comes_back_once_it_is_core() -> None:
    found = merge(BASE, remove_clause(copy(), "k2"), reworded(BASE, "m2", "plan for absence", locked=True), version=2)
    assert item_of(found, "m2").outcome is Outcome.RETURNED
    made = resolve(found, {}, numbered_ids())
    assert [clause.text for clause in made.sections[0].clauses][1] == "plan for absence"


def test_words_that_the_school_keeps_of_a_removed_clause_are_its_own() -> None:
    ours = change_clause(copy(), "k2", "name who covers for whom")
    found = merge(BASE, ours, remove_clause(BASE, "m2"), version=2)
    kept = resolve(found, {"m2": Answer(Choice.OURS)}, numbered_ids()).clause("k2")
    assert (kept.text, kept.model_clause) == ("name who covers for whom", None)
    gone = resolve(found, {"m2": Answer(Choice.THEIRS)}, numbered_ids())
    assert [clause.id for clause in gone.clauses()] == ["k1", "k3", "k4"]


def test_tags_and_locks_are_the_models() -> None:
    theirs = reworded(BASE, "m3", "report once a year", tags=("reporting", "board"), locked=True)
    made = resolve(merge(BASE, copy(), theirs, version=2), {}, numbered_ids())
    assert (made.clause("k3").tags, made.clause("k3").locked) == (("reporting", "board"), True)


def test_a_clause_that_the_council_moved_and_the_school_reworded_has_both() -> None:
    first, second = BASE.sections
    theirs = replace(
        BASE,
        sections=(
            replace(first, clauses=first.clauses[1:]),
            replace(second, clauses=(*second.clauses, first.clauses[0])),
        ),
    )
    found = merge(BASE, change_clause(copy(), "k1", "train them"), theirs, version=2)
    item = item_of(found, "m1")
    assert (item.outcome, item.moved_there, item.keeps_place) == (Outcome.KEPT, True, False)
    made = resolve(found, {}, numbered_ids())
    assert [clause.text for clause in made.sections[1].clauses] == ["review the policy", "train them"]


def test_where_both_put_clauses_in_another_order_the_schools_stands_and_it_is_said() -> None:
    first = BASE.sections[0]
    one, two, three = first.clauses
    theirs = BASE.with_section(replace(first, clauses=(two, one, three)))
    mine = copy().sections[0]
    ours = copy().with_section(replace(mine, clauses=(mine.clauses[0], mine.clauses[2], mine.clauses[1])))
    found = merge(BASE, ours, theirs, version=2)
    made = resolve(found, {}, numbered_ids())
    assert [clause.id for clause in made.sections[0].clauses] == ["k1", "k3", "k2"]
    assert [item.key for item in found.items if item.keeps_place] == [
        item.key for item in found.items if item.moved_there
    ]


def test_a_section_that_the_council_took_out_stays_with_the_schools_own_clause() -> None:
    mine = copy()
    monitoring = mine.sections[1]
    ours = mine.with_section(replace(monitoring, clauses=(*monitoring.clauses, Clause("own", "ask the pupils"))))
    theirs = replace(BASE, sections=BASE.sections[:1])
    made = resolve(merge(BASE, ours, theirs, version=2), {}, numbered_ids())
    assert [(section.heading, [clause.id for clause in section.clauses]) for section in made.sections] == [
        ("The plan", ["k1", "k2", "k3"]),
        ("Monitoring", ["own"]),
    ]


def test_a_heading_that_both_renamed_is_a_clash() -> None:
    first = BASE.sections[0]
    ours = copy().with_section(replace(copy().sections[0], heading="What we plan"))
    theirs = BASE.with_section(replace(first, heading="The succession plan"))
    found = merge(BASE, ours, theirs, version=2)
    assert [item.key for item in found.clashes] == ["name:heading:s1"]
    made = resolve(found, {"name:heading:s1": Answer(Choice.COMBINED, "What our plan says")}, numbered_ids())
    assert made.sections[0].heading == "What our plan says"


def test_of_two_clauses_that_name_the_same_model_clause_one_is_it_and_both_stay() -> None:
    mine = copy()
    first = mine.sections[0]
    twin = replace(first.clauses[0], id="twin", text="train ours")
    ours = mine.with_section(replace(first, clauses=(*first.clauses, twin)))
    made = resolve(merge(BASE, ours, BASE, version=2), {}, numbered_ids())
    assert [clause.id for clause in made.sections[0].clauses] == ["k1", "k2", "k3", "twin"]


# Both changes in one text


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "both"),
    [
        ("train leaders early", "train all leaders early", "train leaders early on", "train all leaders early on"),
        ("train leaders early", "train heads early", "train deputies early", None),
        ("train leaders early", "train early", "train leaders late", None),
        ("train leaders early", "train leaders", "train leaders early", "train leaders"),
        ("a b c d e", "x b c d e", "a b c d y", "x b c d y"),
        ("a b", "a b now", "a b then", None),
        ("a b c", "x b c", "x b y", "x b y"),
    ],
)
def test_two_changes_are_combined_where_they_do_not_meet(base: str, ours: str, theirs: str, both: str | None) -> None:
    assert combined(base, ours, theirs) == both


@given(TEXTS, TEXTS, TEXTS)
def test_a_combined_text_has_every_word_that_somebody_added(base: str, ours: str, theirs: str) -> None:
    both = combined(base, ours, theirs)
    if both is None or ours == theirs:
        return
    added = (words_of(ours) - words_of(base)) | (words_of(theirs) - words_of(base))
    assert not added - words_of(both)


# Order


@given(st.permutations(IDS), st.permutations(IDS), st.permutations(IDS), st.sets(st.sampled_from(IDS)))
def test_an_order_holds_each_member_once(
    base: list[str], ours: list[str], theirs: list[str], members: set[str]
) -> None:
    assert sorted(woven(base, ours[:4], theirs[2:], members & {*ours[:4], *theirs[2:]}).keys) == sorted(
        members & {*ours[:4], *theirs[2:]}
    )


# Size


def test_ten_thousand_clauses_are_merged_in_seconds() -> None:
    count = 10_000

    def sized(prefix: str, change: int) -> Document:
        clauses = tuple(
            Clause(f"m{number}", f"{prefix if number % change == 0 else 'clause'} {number} of many")
            for number in range(count)
        )
        return Document("Policy", sections=(Section("s", SectionKind.PLAN, "", clauses),))

    began = time.perf_counter()
    found = merge(sized("clause", 1), sized("ours", 3), sized("theirs", 5))
    made = resolve(found, answered(found), numbered_ids())
    assert time.perf_counter() - began < 5
    assert len(list(made.clauses())) == count
    assert len(found.clashes) == sum(1 for number in range(count) if number % 15 == 0)


def test_a_clause_of_a_megabyte_is_merged_and_marked_whole() -> None:
    long = " ".join(f"word{number}" for number in range(130_000))
    began = time.perf_counter()
    found = merge(_one(long), _one(f"ours {long}"), _one(f"{long} theirs"))
    (item,) = found.clashes
    assert item.suggestion is None
    assert [piece.text for piece in item.pieces_there] == [long, f"{long} theirs"]
    assert time.perf_counter() - began < 2
