"""A plan that was brought in by mistake: for a day it can be taken out again, whole, by who may."""

import datetime
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from actionplan import papers
from actionplan.actions.importing import import_plan, undo_import
from actionplan.actions.progress import add_update
from actionplan.actions.teams import add_team_member
from actionplan.models import (
    Action,
    Ask,
    ClashAnswer,
    DateChange,
    EarlierResponse,
    HandBack,
    Milestone,
    OutcomeMeasure,
    PlanDate,
    Recommendation,
    ReportedItem,
    ReturnRequest,
    ScrutinyReply,
    ScrutinyReview,
    Serving,
    Team,
    Update,
    Valuation,
)
from actionplan.rules import Progress, Refused
from core import clock
from core.history.acting import acting
from core.models import Paper, Preview, Upload
from core.rules import Happened
from people.access.roles import Role
from people.models import Council, User
from tests.actionplan.builders import (
    make_ask,
    make_clash_answer,
    make_date_change,
    make_earlier_response,
    make_hand_back,
    make_read_preview,
    make_recommendation,
    make_reply,
    make_reported,
    make_request,
    make_review,
    make_serving,
    make_team,
    make_update,
    make_valuation,
)
from tests.builders import make_council, make_member
from tests.core.filing import kept

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(hours=24)
ROWS = (ScrutinyReview, Recommendation, Action, Milestone, OutcomeMeasure, PlanDate, Team, Upload, Preview, Paper)


@pytest.fixture
def files(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def review(council: Council, officer: User, files: Path) -> ScrutinyReview:
    preview = make_read_preview(council, officer)
    return import_plan(council=council, preview=preview, shown=preview.upload.sha256, title="Wrong one", by=officer)


def make_paper(review: ScrutinyReview) -> Paper:
    paper = Paper.objects.create(kind=papers.KIND, subject=str(review.pk), digest="x", asked_at=clock.now())
    paper.file.save("table.pdf", ContentFile(b"%PDF"))
    return paper


def respond(review: ScrutinyReview, by: User) -> None:
    noted = {"response": "noted", "response_recorded_at": clock.now(), "response_recorded_by": by}
    Recommendation.objects.filter(review=review, position=1).update(**noted)


def deliver(review: ScrutinyReview, by: User) -> None:
    Action.objects.filter(pk=Action.objects.earliest("pk").pk).update(delivery="delivered")


def complete(review: ScrutinyReview, by: User) -> None:
    Milestone.objects.filter(pk=Milestone.objects.earliest("pk").pk).update(completed_on=datetime.date(2026, 1, 1))


def update(review: ScrutinyReview, by: User) -> None:
    make_update(Milestone.objects.earliest("pk"), by=by)


RECORDED = (respond, deliver, complete, update)


def _of_first(review: ScrutinyReview) -> tuple[Recommendation, Milestone, OutcomeMeasure]:
    row = review.recommendations.get(position=1)
    return row, row.milestones.get(), row.measures.get()


# One row of each model that hangs on a plan, but not those that bringing it in makes.
HANGING: dict[type[Model], Callable[[ScrutinyReview], object]] = {
    Update: lambda review: make_update(_of_first(review)[1], review.imported_by),
    DateChange: lambda review: make_date_change(_of_first(review)[1], review.imported_by),
    HandBack: lambda review: make_hand_back(_of_first(review)[0]),
    EarlierResponse: lambda review: make_earlier_response(_of_first(review)[0]),
    ClashAnswer: lambda review: make_clash_answer(review=review),
    Ask: lambda review: make_ask(_of_first(review)[0]),
    Serving: lambda review: make_serving(make_ask(_of_first(review)[0])),
    Valuation: lambda review: make_valuation(_of_first(review)[2]),
    ReportedItem: lambda review: make_reported(_of_first(review)[2]),
    ReturnRequest: lambda review: make_request(_of_first(review)[0]),
    ScrutinyReply: make_reply,
}
MADE = {Recommendation, Action, Milestone, OutcomeMeasure, PlanDate, Recommendation.teams.through}


def undo_page(review: ScrutinyReview) -> str:
    return reverse("actionplan:import-undo", kwargs={"code": review.council.code, "review_id": review.pk})


def done_page(review: ScrutinyReview) -> str:
    return reverse("actionplan:import-done", kwargs={"code": review.council.code, "review_id": review.pk})


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_plan_goes_with_all_that_was_made_for_it(review: ScrutinyReview, officer: User, files: Path) -> None:
    make_paper(review)
    undo_import(review=review, by=officer)
    assert [model.__name__ for model in ROWS if model.objects.exists()] == []
    assert kept(files) == []


def test_the_history_of_what_went_says_why(review: ScrutinyReview, officer: User) -> None:
    with acting(by=officer.pk):
        undo_import(review=review, by=officer)
    gone = Milestone.pgh_event_model.objects.filter(pgh_label=Happened.REMOVED)  # type: ignore[attr-defined]
    assert {(event.pgh_context["by"], event.pgh_context["why"]) for event in gone} == {
        (officer.pk, "The plan that was brought in was taken out again.")
    }


def test_a_plan_that_was_taken_out_can_be_brought_in_again(
    review: ScrutinyReview, council: Council, officer: User
) -> None:
    undo_import(review=review, by=officer)
    preview = make_read_preview(council, officer)
    again = import_plan(council=council, preview=preview, shown=preview.upload.sha256, title="Right", by=officer)
    assert again.recommendations.count() == 3


def test_a_team_that_another_plan_names_or_that_somebody_is_in_stays(
    review: ScrutinyReview, council: Council, officer: User
) -> None:
    make_recommendation(review=make_review(council=council), teams=["SES"])
    add_team_member(team=make_team(council, "Press"), email=make_member(Role.ACTION_OWNER, council).email, by=officer)
    make_team(council, "Nobody’s")
    undo_import(review=review, by=officer)
    assert set(Team.objects.values_list("code", flat=True)) == {"SES", "Press", "Nobody’s"}


def test_another_plan_keeps_everything(review: ScrutinyReview, council: Council, officer: User, files: Path) -> None:
    other = make_review(council=council)
    make_recommendation(review=other)
    paper = make_paper(other)
    undo_import(review=review, by=officer)
    assert list(ScrutinyReview.objects.all()) == [other]
    assert other.recommendations.count() == 1
    assert Path(other.source.file.path).exists()
    assert Path(paper.file.path).exists()


@pytest.mark.parametrize("record", RECORDED)
def test_a_plan_that_something_was_recorded_on_stays_and_offers_no_undo(
    review: ScrutinyReview, officer: User, record: Callable[[ScrutinyReview, User], None]
) -> None:
    record(review, officer)
    with pytest.raises(Refused, match="Something has been recorded"):
        undo_import(review=review, by=officer)
    assert Recommendation.objects.count() == 3
    client = signed_in(officer)
    for page in (review.get_absolute_url(), done_page(review)):
        assert "Undo" not in client.get(page).content.decode()
    for answer in (client.get(undo_page(review), follow=True), client.post(undo_page(review), follow=True)):
        assert answer.redirect_chain[-1][0] == review.get_absolute_url()
        assert "Something has been recorded on this plan" in answer.content.decode()
    assert ScrutinyReview.objects.exists()


def test_every_model_that_hangs_on_a_plan_keeps_it() -> None:
    plan = MADE | {ScrutinyReview}
    found = {
        model
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if not model._meta.proxy and field.remote_field is not None and field.remote_field.model in plan
        if getattr(field, "db_constraint", False)
    }
    assert found - MADE == set(HANGING)


@pytest.mark.parametrize("model", HANGING, ids=[model.__name__ for model in HANGING])
def test_a_plan_on_which_something_hangs_stays(review: ScrutinyReview, officer: User, model: type[Model]) -> None:
    HANGING[model](review)
    with pytest.raises(Refused, match="Something has been recorded"):
        undo_import(review=review, by=officer)


def test_a_plan_that_has_been_here_for_a_day_stays_and_offers_no_undo(review: ScrutinyReview, officer: User) -> None:
    with clock.at(review.imported_at + DAY):
        with pytest.raises(Refused, match="more than 24 hours ago"):
            undo_import(review=review, by=officer)
        page = signed_in(officer).get(review.get_absolute_url()).content.decode()
    assert "Undo" not in page


def test_of_two_who_undo_the_second_is_told(review: ScrutinyReview, officer: User) -> None:
    stale = ScrutinyReview.objects.get()
    undo_import(review=review, by=officer)
    with pytest.raises(Refused, match="taken out already"):
        undo_import(review=stale, by=officer)


@pytest.mark.parametrize("role", [Role.ACTION_OWNER, Role.COUNCILLOR])
def test_too_small_a_role_may_not_undo_and_is_not_offered_it(
    review: ScrutinyReview, council: Council, role: Role
) -> None:
    person = make_member(role, council)
    with pytest.raises(PermissionDenied):
        undo_import(review=review, by=person)
    assert "Undo" not in signed_in(person).get(review.get_absolute_url()).content.decode()


def test_an_officer_of_another_council_may_not_undo(review: ScrutinyReview) -> None:
    with pytest.raises(PermissionDenied):
        undo_import(review=review, by=make_member(Role.OFFICER, make_council()))


def test_the_page_names_what_goes_and_only_its_button_takes_it_out(review: ScrutinyReview, officer: User) -> None:
    client = signed_in(officer)
    for page in (review.get_absolute_url(), done_page(review)):
        assert undo_page(review) in client.get(page).content.decode()
    asked = " ".join(client.get(undo_page(review)).content.decode().split())
    assert "3 recommendations" in asked
    assert "2 milestones" in asked
    assert "2 teams that no other plan names and that nobody is in: Press, SES" in asked
    assert ScrutinyReview.objects.exists()
    answer = client.post(undo_page(review), follow=True)
    assert "“Wrong one” is taken out again" in answer.content.decode()
    assert not ScrutinyReview.objects.exists()
    assert client.get(review.get_absolute_url()).status_code == 404


def test_a_file_that_cannot_be_removed_leaves_the_plan_as_it_was(
    review: ScrutinyReview, officer: User, files: Path
) -> None:
    source = Path(review.source.file.path)
    source.unlink()
    source.mkdir()
    (source / "in the way").touch()
    with pytest.raises(OSError, match="not empty"):
        undo_import(review=review, by=officer)
    assert Recommendation.objects.count() == 3


def test_an_update_sent_while_the_plan_is_taken_out_is_refused_with_a_sentence(
    review: ScrutinyReview, officer: User
) -> None:
    milestone = Milestone.objects.select_related("recommendation__review__council").earliest("pk")
    undo_import(review=review, by=officer)
    today = clock.today()
    with pytest.raises(Refused, match="The plan was taken out while you wrote"):
        add_update(
            milestone=milestone,
            words="Begun.",
            progress=Progress.UNDER_WAY,
            on=today,
            token=uuid.uuid4(),
            by=officer,
            today=today,
        )
