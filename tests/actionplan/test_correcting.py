"""The page on which what was read in a plan is corrected: kept at each step, left and come back to, undone."""

from collections.abc import Iterator
from html import unescape
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from actionplan.actions.correcting import correct_plan, undo_plan_correction
from actionplan.actions.importing import import_plan
from actionplan.models import OutcomeMeasure, PlanDate, Recommendation, ScrutinyReview, Team
from actionplan.reading.checking import Owners
from actionplan.rules import Refused
from actionplan.views.correcting import MEANWHILE
from core import conflicts
from core.correcting import keeping
from core.models import Preview, ReadingCorrection
from core.rules import Stale
from people.access.roles import Role
from people.models import Council, User
from tests.actionplan.builders import make_read_preview
from tests.builders import make_council, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


class Window:
    """An officer with a reading open."""

    def __init__(self, council: Council, officer: User, preview: Preview) -> None:
        self.council, self.preview = council, preview
        self.client = Client()
        self.client.force_login(officer)

    def url(self, page: str) -> str:
        return reverse(f"actionplan:import-{page}", kwargs={"code": self.council.code, "preview_id": self.preview.pk})

    @property
    def log(self) -> keeping.Log:
        return keeping.log_of(self.preview.upload)

    def page(self, **asked: str) -> str:
        return unescape(self.client.get(self.url("check"), asked).content.decode())

    def correct(self, **sent: Any) -> HttpResponse:
        return self.client.post(self.url("correct"), {"opened_on": self.log.token} | sent)

    def confirm(self, **kw: str) -> HttpResponse:
        sent = {"title": "Ours", "shown": self.preview.upload.sha256, "opened_on": self.log.token}
        return self.client.post(self.url("confirm"), sent | kw)


@pytest.fixture
def window(council: Council, officer: User) -> Window:
    return Window(council, officer, make_read_preview(council, officer))


def loosened(window: Window, *texts: str) -> None:
    """The same, as if these words had found no place."""
    assert window.preview.result is not None
    window.preview.result["unplaced"] = [{"text": text, "place": "line 1", "reason": "No row."} for text in texts]
    window.preview.save()


def row_fields(window: Window, **changed: str) -> dict[str, str]:
    """The form of the first recommendation, as it is opened, with some of its fields changed."""
    page = window.client.get(window.url("check"), {"at": "r0"})
    form = next(form for form in page.context["page"].rows[0].forms if form.op == "row")
    return {name: form.initial[name] for name in form.fields} | changed


def test_a_recommendation_is_corrected_at_its_place_and_saved_so(window: Window) -> None:
    sent = row_fields(window, text="That the council write one policy.", due="by May 2027", response="Agreed")
    answer = window.correct(op="row", key="r0", **sent)
    assert answer.headers["Location"].endswith("?at=r0#r0")
    assert len(window.log.lines) == 3
    window.correct(op="owners", key="r0", teams=["SES"], another="Governor Services")
    window.correct(op="move", key="r0.m0", row="r1", kind="outcome_measures")
    window.correct(op="date", key="r0", number="0", words="By 4 June 2027")
    window.correct(op="date", key="r0", number="new", earliest="1 May 2027", latest="")
    done = window.confirm()
    review = ScrutinyReview.objects.get()
    first, second, _ = review.recommendations.all()
    assert (first.text, first.due_words) == ("That the council write one policy.", "by May 2027")
    assert {team.code for team in first.teams.all()} == {"SES", "Governor Services"}
    assert not first.milestones.exists()
    assert OutcomeMeasure.objects.filter(recommendation=second, text__startswith="By March 2027").exists()
    dates = [(one.words, str(one.earliest), str(one.latest)) for one in PlanDate.objects.filter(recommendation=first)]
    assert dates == [("by May 2027", "None", "2027-06-04"), ("from 1 May 2027", "2027-05-01", "None")]
    page = unescape(window.client.get(done.headers["Location"]).content.decode())
    assert "The owners of recommendation 1: SES, Governor Services." in page
    assert "Where it came from" in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"op": "retype", "key": "r0.a0", "words": "Write it by May 2027"}, "is retyped: “Write it by May 2027”."),
        ({"op": "split-row", "key": "r0", "before": "write"}, "A recommendation is split off"),
        ({"op": "join-row", "key": "r1"}, "Recommendation 2a is joined to the one before it."),
        ({"op": "move", "key": "r0.a0", "row": "r1", "kind": "milestones"}, "is a milestone of recommendation 2a."),
        ({"op": "aside", "key": "r0.a0"}, "is set aside."),
        ({"op": "aside", "key": "r2"}, "is set aside."),
        ({"op": "drop-date", "key": "r0.m0", "number": "0"}, "is no date."),
        ({"op": "name", "key": "subtitle", "words": "For the panel"}, "The subtitle is retyped: “For the panel”."),
    ],
)
def test_each_control_of_the_page_makes_its_correction(window: Window, sent: dict[str, str], said: str) -> None:
    assert window.correct(**sent).status_code == HTTPStatus.FOUND
    assert said in window.log.lines[-1].said
    assert said in window.page()
    window.correct(op="undo")
    assert window.log.standing == ()
    assert "Undone: " in window.page()


def test_a_council_chooses_among_its_own_teams_too(window: Window) -> None:
    Team.objects.create(council=window.council, code="Press Office")
    Team.objects.create(council=make_council(), code="Elsewhere")
    page = window.page(at="r0")
    assert "Press Office" in page
    assert "Elsewhere" not in page
    assert window.correct(op="owners", key="r0", teams=["Press Office"]).status_code == HTTPStatus.FOUND


def test_words_that_belong_nowhere_are_placed_or_set_aside_before_anything_is_saved(window: Window) -> None:
    loosened(window, "Section A", "Six schools take part by May 2027")
    page = window.page()
    assert page.index("Words that belong to no recommendation yet") < page.index("What the paper says")
    assert "2 pieces of the paper stand nowhere yet" in " ".join(
        window.client.get(window.url("confirm")).content.decode().split()
    )
    refused = window.confirm()
    assert "2 pieces of the paper stand nowhere yet. Place or set aside each." in refused.content.decode()
    assert not ScrutinyReview.objects.exists()
    window.correct(op="place", key="u1", row="r0", into="milestones")
    window.correct(op="rest-aside")
    window.confirm()
    placed = Recommendation.objects.get(position=1).milestones.get(text="Six schools take part by May 2027")
    assert str(PlanDate.objects.get(milestone=placed).latest) == "2027-05-31"


def test_a_row_that_cannot_be_saved_is_mended_on_the_page(window: Window) -> None:
    assert window.preview.result is not None
    window.preview.result["recommendations"][0]["label"] = "9" * 99
    window.preview.save()
    assert "its number is longer than 60 characters" in window.page()
    sent = row_fields(window, label="9.")
    window.correct(op="row", key="r0", **sent)
    assert "Go on to confirm" in window.page()


def test_the_same_paper_is_known_again_however_it_was_corrected(
    window: Window, council: Council, officer: User
) -> None:
    window.correct(op="aside", key="r2")
    window.confirm()
    again = Window(council, officer, make_read_preview(council, officer))
    assert "This plan is here already" in again.page()
    with pytest.raises(Refused, match="imported already"):
        import_plan(council=council, preview=again.preview, shown=again.preview.upload.sha256, title="Two", by=officer)


def test_a_reading_is_left_and_come_back_to(window: Window) -> None:
    window.correct(op="aside", key="r2")
    chosen = window.client.get(reverse("actionplan:import", kwargs={"code": window.council.code})).content.decode()
    assert f'href="{window.url("check")}"' in chosen
    assert "2 recommendations" in window.page()


# Two tabs -------------------------------------------------------------------------------------------------------------
def test_of_two_windows_the_second_keeps_what_was_typed_and_changes_nothing(window: Window, officer: User) -> None:
    opened_on = window.log.token
    window.correct(op="aside", key="r2")
    answer = window.correct(opened_on=opened_on, op="retype", key="r0.a0", words="typed in the second window")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = unescape(answer.content.decode())
    assert MEANWHILE in page
    assert "typed in the second window</textarea>" in page
    gone = unescape(window.correct(op="row", key="r2", text="of a row that is gone").content.decode())
    assert "You typed: of a row that is gone" in gone
    assert len(window.log.lines) == 1
    confirmed = window.confirm(opened_on=opened_on)
    assert confirmed.headers["Location"] == window.url("check")
    assert not ScrutinyReview.objects.exists()
    with pytest.raises(conflicts.Conflict):
        undo_plan_correction(council=window.council, preview=window.preview, opened_on=opened_on, by=officer)


def test_a_form_that_is_sent_twice_says_a_thing_once(window: Window) -> None:
    opened_on = window.log.token
    for _ in range(2):
        answer = window.correct(opened_on=opened_on, op="retype", key="r0.a0", words="Twice")
        assert answer.status_code == HTTPStatus.FOUND
    assert len(window.log.lines) == 1


# Attack ---------------------------------------------------------------------------------------------------------------
def test_nobody_corrects_the_reading_of_somebody_else_or_of_another_council(window: Window, council: Council) -> None:
    colleague = make_member(Role.OFFICER, council)
    other = Window(council, colleague, window.preview)
    assert other.correct(op="aside", key="r0").status_code == HTTPStatus.NOT_FOUND
    with pytest.raises(Stale, match="made by somebody else"):
        correct_plan(council=council, preview=window.preview, operations=[Owners("r0", ())], opened_on="", by=colleague)
    window.council = make_council()
    assert window.correct(op="aside", key="r0").status_code == HTTPStatus.NOT_FOUND
    assert not ReadingCorrection.objects.exists()


@pytest.mark.parametrize(
    "forged",
    [
        {"op": "erase", "key": "r0"},
        {"op": "aside", "key": "r99"},
        {"op": "owners", "key": "r0", "teams": ["Not offered"]},
        {"op": "owners", "key": "r0", "another": "x" * 201},
        {"op": "move", "key": "r0.a0", "row": "r9", "kind": "milestones"},
        {"op": "move", "key": "r0.a0", "row": "r0", "kind": "recommendations"},
        {"op": "date", "key": "r0.m0", "number": "0", "words": "when ready"},
        {"op": "date", "key": "r0.m0", "number": "99", "words": "May 2027"},
        {"op": "date", "key": "r0.m0", "number": "-1", "earliest": "2 May 2027", "latest": "1 May 2027"},
        {"op": "date", "key": "r0.m0", "number": "new"},
        {"op": "drop-date", "key": "r0.m0", "number": "²"},
        {"op": "row", "key": "r0", "text": " "},
        {"op": "retype", "key": "r0.a0", "words": "a\u202eb"},
        {"op": "name", "key": "columns", "words": "x"},
        {"op": "undo"},
    ],
)
def test_what_cannot_be_corrected_is_said_in_a_sentence(window: Window, forged: dict[str, Any]) -> None:
    answer = window.correct(**forged)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = answer.content.decode()
    assert "There is a problem" in page or "Not corrected" in page
    assert not ReadingCorrection.objects.exists()


def test_hostile_words_and_long_names_stand_as_words(window: Window) -> None:
    words = '<script>alert(1)</script> {{ 7 }} "quoted"'
    window.correct(op="retype", key="r0.a0", words=words)
    window.correct(op="owners", key="r0", another="N" * 200)
    raw = window.client.get(window.url("check"), {"at": "r0"}).content.decode()
    assert "<script>alert" not in raw
    assert words in unescape(raw)
    assert "N" * 200 in raw
    window.confirm()
    assert Team.objects.filter(code="N" * 200).exists()


def test_a_long_plan_is_shown_a_stretch_at_a_time(council: Council, officer: User) -> None:
    head = "REVIEW OF LEADERS\n\nACTION PLAN\n\nRECOMMENDATION\tACTIONS\tBY WHOM\tMILESTONES\n"
    rows = "".join(
        f"{n}. That post {n} be planned for in good time.\tWrite to the head of school {n}.\tSES\tSent by May 2027\n"
        for n in range(1, 901)
    )
    window = Window(council, officer, make_read_preview(council, officer, head + rows))
    assert window.preview.is_ready, window.preview.sentence
    answer = window.client.get(window.url("check"))
    assert len(answer.content) < 300_000
    assert "Stretch 1 of 45." in answer.content.decode()
    loosened(window, *(f"Piece {number}" for number in range(50)))
    answer = window.client.get(window.url("check"))
    assert len(answer.content) < 400_000
    assert "And 49 more" in answer.content.decode()
    page = window.page(at="r899.a0")
    assert "Stretch 45 of 45." in page
    assert 'id="r899.a0-retype-words"' in page


def test_the_pages_ask_the_database_little(window: Window, django_assert_max_num_queries: Any) -> None:
    window.correct(op="aside", key="r2")
    with django_assert_max_num_queries(12):
        window.page(at="r0")
    with django_assert_max_num_queries(12):
        window.client.get(window.url("confirm"))
