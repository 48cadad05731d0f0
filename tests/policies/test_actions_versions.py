"""Making versions: from the model, from what an editor changed, and where two editors met."""

import itertools
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import conflicts
from core.conflicts import Conflict
from people.access.roles import Role
from people.models import User
from policies.actions import editing, versions
from policies.actions.versions import choice_token, choose_between, publish_model, save_version, version_token
from policies.document import Refused, Relation, relation
from policies.editor.parts import clause_token
from policies.model_text import built_in_model
from policies.models import ClauseRow, Draft, Version
from policies.rules import VersionState
from tests.builders import make_member
from tests.policies.cast import Cast, plain_document


def change(cast: Cast, by: User, text: str, place: int = 1) -> Draft:
    """Give an open clause of the latest version, or of the editor's draft, other words."""
    draft = Draft.objects.filter(editor=by).first()
    document = draft.text if draft else Version.objects.of(cast.school)[0].text
    clause = [clause for clause in document.clauses() if not clause.locked][place]
    return editing.change_clause(
        owner=cast.school, clause_id=clause.id, text=text, sub_clauses=None, opened_on=clause_token(clause), by=by
    )


def texts(version: Version) -> list[str]:
    return [clause.text for clause in version.text.clauses()]


def test_taking_the_model_makes_the_schools_own_copy(cast: Cast) -> None:
    model = cast.publish()
    version = cast.take()
    assert (version.number, version.state, version.model_version) == (1, VersionState.DRAFT, model)
    assert texts(version) == [clause.text for clause in built_in_model().clauses()]
    assert {relation(clause, model.text) for clause in version.text.clauses()} == {Relation.SAME}
    assert not {clause.id for clause in version.text.clauses()} & {clause.id for clause in model.text.clauses()}


def test_the_form_sent_twice_takes_the_model_once(cast: Cast) -> None:
    cast.publish()
    opened_on = version_token(None)
    first = versions.start_from_model(school=cast.school, by=cast.head, opened_on=opened_on)
    assert versions.start_from_model(school=cast.school, by=cast.head, opened_on=opened_on) == first
    assert Version.objects.of(cast.school).count() == 1


def test_a_school_cannot_take_a_model_that_is_not_published(cast: Cast) -> None:
    with pytest.raises(Refused, match="has not published"):
        versions.start_from_model(school=cast.school, by=cast.head, opened_on=version_token(None))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.HEAD, Role.SCHOOL_LEAD, Role.TRUST_LEAD}))
def test_only_those_who_edit_may_begin_or_save(cast: Cast, role: Role) -> None:
    at_school = role in {Role.GOVERNOR, Role.CHAIR, Role.VICE_CHAIR, Role.CLERK, Role.STAFF}
    by = make_member(role, cast.school if at_school else cast.school.council)
    with pytest.raises(PermissionDenied):
        versions.start_from_model(school=cast.school, by=by, opened_on="")
    with pytest.raises(PermissionDenied):
        save_version(owner=cast.school, by=by)
    with pytest.raises(PermissionDenied):
        editing.discard_draft(owner=cast.school, opened_on="", by=by)


def test_a_head_elsewhere_may_do_nothing_here(cast: Cast) -> None:
    cast.take()
    with pytest.raises(PermissionDenied):
        change(cast, cast.outsider, "Mine now")


def test_saving_makes_the_next_version_and_ends_the_draft(cast: Cast) -> None:
    first = cast.take()
    change(cast, cast.head, "Other words")
    second = save_version(owner=cast.school, by=cast.head, why="  Plainer ")
    assert (second.number, second.base, second.why, second.made_by) == (2, first, "Plainer", cast.head)
    assert second.model_version == first.model_version
    assert "Other words" in texts(second)
    assert "Other words" not in texts(first)
    assert not Draft.objects.exists()


def test_saving_twice_makes_one_version(cast: Cast) -> None:
    cast.take()
    change(cast, cast.head, "Other words")
    first = save_version(owner=cast.school, by=cast.head)
    assert save_version(owner=cast.school, by=cast.head) == first


def test_saving_what_was_changed_back_makes_no_version(cast: Cast) -> None:
    version = cast.take()
    original = [clause for clause in version.text.clauses() if not clause.locked][1].text
    change(cast, cast.head, "Other words")
    change(cast, cast.head, original)
    assert save_version(owner=cast.school, by=cast.head) == version
    assert not Draft.objects.exists()


def meet(cast: Cast) -> Version:
    """Head and lead change the same clause; the lead saves first."""
    cast.take()
    change(cast, cast.head, "The head's words")
    change(cast, cast.lead, "The lead's words")
    return save_version(owner=cast.school, by=cast.lead)


def test_the_second_to_save_is_shown_both_texts_and_loses_none(cast: Cast) -> None:
    theirs = meet(cast)
    with pytest.raises(Conflict):
        save_version(owner=cast.school, by=cast.head)
    assert Version.objects.of(cast.school).first() == theirs
    assert "The head's words" in str(Draft.objects.get(editor=cast.head).document)


def test_without_the_check_the_first_words_would_be_gone(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    meet(cast)
    monkeypatch.setattr(versions, "conflicts", SimpleNamespace(check=lambda **_: None, token=conflicts.token))
    lost = save_version(owner=cast.school, by=cast.head)
    assert "The lead's words" not in texts(lost)


def choose(cast: Cast, **kw: Any) -> Version:
    latest = Version.objects.of(cast.school)[0]
    draft = Draft.objects.get(editor=cast.head)
    opened_on = choice_token(latest, draft)
    return choose_between(**({"owner": cast.school, "by": cast.head, "opened_on": opened_on} | kw))


def difference(cast: Cast) -> str:
    latest = Version.objects.of(cast.school)[0]
    return next(clause.id for clause in latest.text.clauses() if clause.text == "The lead's words")


def test_choosing_mine_keeps_mine_and_the_other_version(cast: Cast) -> None:
    theirs = meet(cast)
    mine = choose(cast, picks={difference(cast): "mine"})
    assert (mine.number, mine.base) == (3, theirs)
    assert "The head's words" in texts(mine)
    assert not Draft.objects.exists()


def test_choosing_theirs_keeps_my_text_as_a_version_too(cast: Cast) -> None:
    theirs = meet(cast)
    chosen = choose(cast, picks={difference(cast): "theirs"})
    aside = Version.objects.of(cast.school).get(number=3)
    assert chosen.text == theirs.text
    assert "The head's words" in texts(aside)
    assert aside.why == "Set aside because version 2 was saved first"


def test_an_undecided_clause_is_refused_and_nothing_is_saved(cast: Cast) -> None:
    meet(cast)
    with pytest.raises(Refused, match="Choose one"):
        choose(cast, picks={})
    assert Version.objects.of(cast.school).count() == 2


def test_a_third_save_meanwhile_is_shown_again(cast: Cast) -> None:
    meet(cast)
    opened_on = choice_token(Version.objects.of(cast.school)[0], Draft.objects.get(editor=cast.head))
    picks = {difference(cast): "mine"}
    change(cast, cast.lead, "Later words", place=3)
    save_version(owner=cast.school, by=cast.lead)
    with pytest.raises(Conflict):
        choose(cast, picks=picks, opened_on=opened_on)


def test_an_officer_publishes_a_model_with_its_clauses_as_rows(cast: Cast) -> None:
    model = cast.publish()
    assert (model.number, model.state) == (1, VersionState.ADOPTED)
    assert ClauseRow.objects.filter(version=model, tags__contains=["representation"]).count() == 1


def test_publishing_twice_from_one_page_publishes_once(cast: Cast) -> None:
    document = plain_document("One")
    for _ in range(2):
        publish_model(council=cast.school.council, document=document, by=cast.officer, opened_on=version_token(None))
    assert Version.objects.of(cast.school.council).count() == 1


@pytest.mark.parametrize("role", [Role.ACTION_OWNER, Role.COUNCILLOR])
def test_only_an_officer_publishes(cast: Cast, role: Role) -> None:
    by = make_member(role, cast.school.council)
    with pytest.raises(PermissionDenied):
        publish_model(council=cast.school.council, document=plain_document("One"), by=by, opened_on="")


def test_every_write_of_choosing_stands_or_falls_with_the_others(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    meet(cast)
    saved = Version.save
    calls = itertools.count(1)

    def second_fails(self: Version, *args: Any, **kw: Any) -> None:
        if next(calls) == 2:
            raise OSError("disk full")
        saved(self, *args, **kw)

    monkeypatch.setattr(Version, "save", second_fails)
    with pytest.raises(OSError, match="disk full"):
        choose(cast, picks={difference(cast): "theirs"})
    assert Version.objects.of(cast.school).count() == 2
    assert Draft.objects.filter(editor=cast.head).exists()


def test_saving_asks_the_database_little_however_many_versions_there_are(cast: Cast) -> None:
    def asked() -> int:
        change(cast, cast.head, f"Words {Version.objects.count()}")
        with CaptureQueriesContext(connection) as captured:
            save_version(owner=cast.school, by=cast.head)
        return len(captured)

    cast.take()
    assert asked() == 8, "the policy, the draft, the latest version and its number, both writes, and a savepoint's two"
    for _ in range(5):
        cast.take()
    assert asked() == 8


def test_a_policy_of_more_clauses_than_one_statement_takes_is_published_and_adopted(cast: Cast) -> None:
    many = plain_document(*(f"plan for post {number}" for number in range(7_000)))
    assert cast.publish(many).clauses.count() == 7_000
    assert cast.adopted().clauses.count() == 7_000
