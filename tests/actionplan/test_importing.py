"""Saving a plan that was read and confirmed: whole, once, and only by who may."""

import datetime
import io
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from actionplan.actions.importing import CannotBeSaved, import_plan, send_plan
from actionplan.models import (
    Action,
    Milestone,
    OutcomeMeasure,
    PlanDate,
    Recommendation,
    ScrutinyReview,
    Team,
)
from actionplan.rules import MeasureKind, Refused
from core.models import Preview
from core.rules import Stale
from documents import gate
from people.access.roles import Role
from people.models import Council, User
from tests.actionplan.builders import PLAN, make_read_preview, make_team
from tests.builders import make_council, make_member

pytestmark = pytest.mark.django_db

MODELS = (ScrutinyReview, Recommendation, Action, Milestone, OutcomeMeasure, PlanDate, Team)


def save(council: Council, preview: Preview, by: User, **kw: Any) -> ScrutinyReview:
    given = {"shown": preview.upload.sha256, "title": "Review of leaders"}
    return import_plan(council=council, preview=preview, by=by, **given | kw)


def counts() -> list[int]:
    return [model.objects.count() for model in MODELS]


def test_a_confirmed_plan_is_saved_with_all_that_was_read(council: Council, officer: User) -> None:
    review = save(council, make_read_preview(council, officer), officer, committee="Children’s panel")
    assert (review.title, review.committee, review.subtitle) == ("Review of leaders", "Children’s panel", "ACTION PLAN")
    rows = list(review.recommendations.all())
    assert [row.name for row in rows] == ["1", "2a", "2b"]
    assert [[team.code for team in row.teams.all()] for row in rows] == [["SES"], ["Press"], []]
    milestone = rows[0].milestones.get()
    assert (milestone.text, milestone.completed_on) == ("By March 2027 a draft is out for comment", None)
    when = milestone.dates.get()
    assert (when.words, when.earliest, when.latest) == ("By March 2027", None, datetime.date(2027, 3, 31))
    assert rows[1].measures.get().kind == MeasureKind.MONITORING
    assert rows[1].measures.get().kind_is_guess
    assert review.source.sha256


def test_na_is_saved_as_nothing_and_its_words_are_kept(council: Council, officer: User) -> None:
    review = save(council, make_read_preview(council, officer), officer)
    row = review.recommendations.get(label="2b.")
    assert (row.response, row.response_words, row.teams.count(), row.milestones.count()) == ("not-recorded", "", 0, 0)
    assert row.cells[2:] == ["N/A", "N/A", "N/A"]
    assert set(Team.objects.values_list("code", flat=True)) == {"SES", "Press"}


def test_a_team_the_council_has_already_is_used_in_any_case(council: Council, officer: User) -> None:
    team = make_team(council, "ses")
    review = save(council, make_read_preview(council, officer), officer)
    assert review.recommendations.get(position=1).teams.get() == team


def test_the_number_of_queries_does_not_grow_with_the_plan(
    council: Council, officer: User, django_assert_max_num_queries: Any
) -> None:
    head, row = PLAN.rsplit("\n1.", 1)[0], PLAN.splitlines()[5]
    long = head + "\n" + "\n".join(row.replace("1.", f"{n}.", 1) for n in range(1, 51)) + "\n"
    preview = make_read_preview(council, officer, long)
    with django_assert_max_num_queries(40):
        review = save(council, preview, officer)
    assert review.recommendations.count() == 50


def test_a_preview_is_confirmed_once(council: Council, officer: User) -> None:
    preview = make_read_preview(council, officer)
    save(council, preview, officer)
    before = counts()
    with pytest.raises(Stale, match="confirmed already"):
        save(council, preview, officer)
    assert counts() == before


def test_the_same_plan_sent_again_changes_nothing_whatever_the_order_of_its_rows(
    council: Council, officer: User
) -> None:
    save(council, make_read_preview(council, officer), officer)
    before = counts()
    lines = PLAN.splitlines()
    shuffled = "\n".join([*lines[:5], *reversed(lines[5:])]) + "\n"
    with pytest.raises(Refused, match="imported already"):
        save(council, make_read_preview(council, officer, shuffled), officer)
    assert counts() == before


def test_another_council_may_have_the_same_plan(council: Council, officer: User) -> None:
    save(council, make_read_preview(council, officer), officer)
    other = make_council()
    its_officer = make_member(Role.OFFICER, other)
    assert save(other, make_read_preview(other, its_officer), its_officer).council == other


def test_one_bad_row_saves_nothing_and_every_bad_row_is_named(council: Council, officer: User) -> None:
    preview = make_read_preview(council, officer)
    result = preview.result
    assert result is not None
    result["recommendations"][0]["text"] = None
    result["recommendations"][2]["label"] = "9" * 99
    preview.save()
    with pytest.raises(CannotBeSaved) as refusal:
        save(council, preview, officer)
    assert len(refusal.value.problems) == 2
    assert counts() == [0] * len(MODELS)
    preview.refresh_from_db()
    assert preview.confirmed_at is None


@pytest.mark.parametrize("model", [ScrutinyReview, Team, Recommendation, Action, Milestone, OutcomeMeasure, PlanDate])
def test_a_write_that_fails_leaves_nothing_behind(
    council: Council, officer: User, model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table cannot be found, so the database fails at the first write to it."""
    preview = make_read_preview(council, officer)
    with monkeypatch.context() as broken:
        broken.setattr(model._meta, "db_table", "no_such_table")
        with pytest.raises(DatabaseError), transaction.atomic():
            save(council, preview, officer)
    assert counts() == [0] * len(MODELS)
    preview.refresh_from_db()
    assert preview.confirmed_at is None


def test_a_stranger_and_too_small_a_role_may_neither_send_nor_confirm(council: Council, officer: User) -> None:
    preview = make_read_preview(council, officer)
    for person in (make_member(Role.ACTION_OWNER, council), make_member(Role.OFFICER, make_council())):
        with pytest.raises(PermissionDenied):
            save(council, preview, person)
        with pytest.raises(PermissionDenied):
            send_plan(council=council, name="plan.txt", content=io.BytesIO(b"x"), size=1, by=person)


def test_a_colleagues_preview_is_not_confirmed(council: Council, officer: User) -> None:
    preview = make_read_preview(council, officer)
    with pytest.raises(Stale, match="somebody else"):
        save(council, preview, make_member(Role.OFFICER, council))


def test_a_preview_of_another_council_is_not_confirmed_here(council: Council, officer: User) -> None:
    other = make_council()
    preview = make_read_preview(council, officer)
    both = make_member(Role.OFFICER, other)
    with pytest.raises(Stale, match="another place"):
        save(other, preview, both)


def test_bytes_other_than_those_shown_are_not_confirmed(council: Council, officer: User) -> None:
    with pytest.raises(Stale, match="not the one that was shown"):
        save(council, make_read_preview(council, officer), officer, shown="0" * 64)
    assert counts() == [0] * len(MODELS)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.txt", b""),
        ("plan.exe", b"MZ"),
        ("plan.txt", b" " * (10 * 1024 * 1024 + 1)),
    ],
)
def test_a_file_that_may_not_be_opened_is_turned_away_at_the_gate(
    council: Council, officer: User, name: str, content: bytes
) -> None:
    with pytest.raises(gate.Refused):
        send_plan(council=council, name=name, content=io.BytesIO(content), size=len(content), by=officer)
    assert not Preview.objects.exists()


MINUTES = """Minutes of the Governing Body held on 3 March 2026 at 6 pm

Present: A. Chair, B. Clerk

1. Apologies
Apologies were received from C. Head.

2. Minutes
The minutes of the last meeting were agreed.
"""
LETTER = """Dear colleague,

Thank you for your letter. We will write again soon.

Yours sincerely,
A. Person
"""


@pytest.mark.parametrize("text", [MINUTES, LETTER])
def test_what_is_no_plan_is_declined_in_one_sentence(council: Council, officer: User, text: str) -> None:
    preview = make_read_preview(council, officer, text)
    assert preview.state == "turned-down"
    assert preview.sentence.endswith(".")
    with pytest.raises(Stale):
        save(council, preview, officer)
