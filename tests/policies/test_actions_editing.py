"""Changing a policy clause by clause, in one's own draft, with two tabs open."""

import uuid

import pytest

from core.conflicts import Conflict
from policies.actions import editing
from policies.document import Clause, Document, Refused, Section
from policies.editor.parts import clause_token, draft_token, editor_sections, names_token, order_token
from policies.models import Draft, Version
from tests.policies.cast import Cast


def document(cast: Cast) -> Document:
    draft = Draft.objects.filter(editor=cast.head).first()
    return draft.text if draft else Version.objects.of(cast.school)[0].text


def commitments(cast: Cast) -> Section:
    return next(section for section in document(cast).sections if section.id == "implementation")


def open_clause(cast: Cast) -> Clause:
    return next(clause for clause in commitments(cast).clauses if clause.text.startswith("having middle leaders"))


@pytest.fixture(autouse=True)
def _taken(cast: Cast) -> None:
    cast.take()


def change(cast: Cast, clause: Clause, text: str, opened_on: str | None = None) -> None:
    editing.change_clause(
        owner=cast.school,
        clause_id=clause.id,
        text=text,
        sub_clauses=None,
        opened_on=opened_on or clause_token(clause),
        by=cast.head,
    )


def test_a_change_is_saved_for_its_editor_alone(cast: Cast) -> None:
    clause = open_clause(cast)
    change(cast, clause, "Other words")
    assert document(cast).clause(clause.id).text == "Other words"
    assert Draft.objects.visible_to(cast.head).count() == 1
    assert not Draft.objects.visible_to(cast.lead).exists()
    assert not Draft.objects.visible_to(cast.clerk).exists()


def test_another_tab_cannot_overwrite_words_it_has_not_seen(cast: Cast) -> None:
    clause = open_clause(cast)
    change(cast, clause, "From the first tab")
    with pytest.raises(Conflict):
        change(cast, clause, "From the second tab")
    assert document(cast).clause(clause.id).text == "From the first tab"


def test_two_tabs_may_change_two_clauses(cast: Cast) -> None:
    first, second = [clause for clause in commitments(cast).clauses if not clause.locked][1:3]
    change(cast, first, "One")
    change(cast, second, "Two")
    assert [document(cast).clause(clause.id).text for clause in (first, second)] == ["One", "Two"]


def test_a_core_clause_keeps_its_words_and_its_place_in_the_policy(cast: Cast) -> None:
    core = next(clause for clause in document(cast).clauses() if clause.locked)
    with pytest.raises(Refused, match="core clause"):
        change(cast, core, "Softer words")
    with pytest.raises(Refused, match="core clause"):
        editing.remove_clause(owner=cast.school, clause_id=core.id, opened_on=clause_token(core), by=cast.head)
    assert not Draft.objects.exists()


def test_a_clause_sent_twice_is_added_once(cast: Cast) -> None:
    before = len(commitments(cast).clauses)
    clause_id = uuid.uuid4().hex
    for _ in range(2):
        editing.add_clause(
            owner=cast.school,
            section_id="implementation",
            text="Ours",
            clause_id=clause_id,
            after=None,
            by=cast.head,
        )
    assert len(commitments(cast).clauses) == before + 1
    assert commitments(cast).clauses[-1].text == "Ours"


def test_a_clause_removed_twice_is_gone(cast: Cast) -> None:
    clause = open_clause(cast)
    for _ in range(2):
        editing.remove_clause(owner=cast.school, clause_id=clause.id, opened_on=clause_token(clause), by=cast.head)
    assert clause.id not in {other.id for other in document(cast).clauses()}


def test_a_clause_changed_meanwhile_is_not_removed_unseen(cast: Cast) -> None:
    clause = open_clause(cast)
    change(cast, clause, "Other words")
    with pytest.raises(Conflict):
        editing.remove_clause(owner=cast.school, clause_id=clause.id, opened_on=clause_token(clause), by=cast.head)


def test_one_click_moves_a_clause_by_one(cast: Cast) -> None:
    clause = open_clause(cast)
    opened_on = order_token(commitments(cast))
    place = commitments(cast).clauses.index(clause)
    editing.move_clause(owner=cast.school, clause_id=clause.id, up=False, opened_on=opened_on, by=cast.head)
    assert commitments(cast).clauses.index(clause) == place + 1
    with pytest.raises(Conflict):
        editing.move_clause(owner=cast.school, clause_id=clause.id, up=False, opened_on=opened_on, by=cast.head)
    assert commitments(cast).clauses.index(clause) == place + 1


def test_title_and_subtitle_change_together(cast: Cast) -> None:
    opened_on = names_token(document(cast))
    editing.change_names(
        owner=cast.school, title=" Leaders of tomorrow ", subtitle="", opened_on=opened_on, by=cast.head
    )
    assert (document(cast).title, document(cast).subtitle) == ("Leaders of tomorrow", "")
    with pytest.raises(Conflict):
        editing.change_names(owner=cast.school, title="Again", subtitle="", opened_on=opened_on, by=cast.head)


def test_a_policy_keeps_a_title(cast: Cast) -> None:
    with pytest.raises(Refused, match="Enter the title"):
        editing.change_names(
            owner=cast.school, title=" ", subtitle="", opened_on=names_token(document(cast)), by=cast.head
        )


def test_discarding_leaves_the_latest_version_as_it_was(cast: Cast) -> None:
    change(cast, open_clause(cast), "Other words")
    editing.discard_draft(
        owner=cast.school, opened_on=draft_token(Draft.objects.get(editor=cast.head).text), by=cast.head
    )
    assert not Draft.objects.exists()
    assert open_clause(cast).text.startswith("having middle leaders")


def test_each_clause_says_where_it_comes_from_and_what_can_be_done(cast: Cast) -> None:
    change(cast, open_clause(cast), "having middle leaders write it all")
    editing.add_clause(
        owner=cast.school, section_id="implementation", text="Ours", clause_id="a1", after=None, by=cast.head
    )
    model = Version.objects.of(cast.school.council)[0].text
    section = next(part for part in editor_sections(document(cast), model) if part.section.id == "implementation")
    origins = [clause.origin for clause in section.clauses]
    assert origins.count("Changed by the school") == 1
    assert origins.count("The school’s own") == 1
    assert origins.count("Core clause of the council’s model") == 1
    assert [(c.can_move_up, c.can_move_down) for c in (section.clauses[0], section.clauses[-1])] == [
        (False, True),
        (True, False),
    ]
    fixed = next(clause for clause in section.clauses if clause.origin.startswith("Core"))
    assert (fixed.can_change, fixed.can_leave) == (False, False)
