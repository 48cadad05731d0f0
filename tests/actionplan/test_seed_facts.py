"""The scrutiny plan of the samples, worked through as an officer would: its asks, its measures, its declines.

Of the paper's words only those are named here by which an officer finds the place.
"""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from actionplan.actions.importing import import_plan
from actionplan.asks.queries import coverage_of
from actionplan.clashes.queries import clashes_in
from actionplan.models import Ask, OutcomeMeasure, Recommendation, ScrutinyReview
from actionplan.queries import recommendation_of, recommendations_of
from actionplan.weighing.queries import weak_in
from people.access.roles import Role
from people.models import Council, User
from tests.actionplan.builders import make_read_preview
from tests.builders import make_council, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.samples]

# For each recommendation its asks: the words, the beginning of the action that serves it, and what that leaves out.
ASKS = {
    "1": [("council policy on succession planning", "Draft", ""), ("principles and support mechanisms", "", "")],
    "2a": [("good news stories", "My", ""), ("profiling Headteachers", "", "")],
    "4": [("consult schools", "", ""), ("refresher", "Scope", ""), ("appropriate intervals", "", "")],
    "5": [
        ("mentoring and coaching programme", "Develop", ""),
        ("confidential forum", "", ""),
        ("female and BME coaches", "", ""),
        ("any barriers", "", ""),
    ],
    "6": [("survey of female and BME teachers", "Commission", "Women")],
    "9": [("publicity materials", "MEP", ""), ("graduates", "", ""), ("second career", "", "")],
    "10": [("encourage more BME candidates", "Almost", ""), ("induction programme", "", "")],
    "11": [("training for governors", "Governor", "Timed to a vacancy"), ("Bespoke", "", "")],
    "12": [("produce", "Existing", ""), ("share guidelines", "", "")],
}
UNCOVERED = {
    "1": ["principles and support mechanisms"],
    "2a": ["profiling Headteachers"],
    "4": ["consult schools", "appropriate intervals"],
    "5": ["confidential forum", "female and BME coaches", "any barriers"],
    "6": [],
    "9": ["graduates", "second career"],
    "10": ["induction programme"],
    "11": ["Bespoke"],
    "12": ["share guidelines"],
}
NARROWED = {"6": ["Women"], "11": ["Timed to a vacancy"]}


@pytest.fixture
def officer() -> User:
    return make_member(Role.OFFICER, make_council())


@pytest.fixture
def client(officer: User) -> Client:
    made = Client()
    made.force_login(officer)
    return made


@pytest.fixture
def review(officer: User, samples: Path) -> ScrutinyReview:
    council = Council.objects.get()
    text = next((samples / "seeds").glob("003_*.txt")).read_text("utf-8")
    preview = make_read_preview(council, officer, text)
    return import_plan(council=council, preview=preview, shown=preview.upload.sha256, title="Seed", by=officer)


def row(review: ScrutinyReview, name: str) -> Recommendation:
    return next(one for one in review.recommendations.select_related("review__council") if one.name == name)


def url(name: str, review: ScrutinyReview, **keys: int) -> str:
    return reverse(f"actionplan:{name}", kwargs={"code": review.council.code} | keys)


def test_its_asks_without_an_action_and_those_that_are_narrowed(
    review: ScrutinyReview, officer: User, client: Client
) -> None:
    for name, asks in ASKS.items():
        one = row(review, name)
        for words, action, left_out in asks:
            answer = client.post(url("asks", review, recommendation_id=one.pk), {"words": words})
            assert answer.status_code == 302, (name, words, answer.content.decode())
            if action:
                serve(client, review, Ask.objects.latest("pk"), action, left_out)
    uncovered, narrowed = {}, {}
    for name in ASKS:
        one = recommendation_of(officer, review.council, row(review, name).pk)
        assert one is not None
        found = coverage_of(one, one.actions.all())
        uncovered[name] = [" ".join(answered.ask.words.split()) for answered in found.uncovered]
        if found.narrowed:
            narrowed[name] = [left for answered in found.narrowed for _, left in answered.narrowing]
    assert uncovered == UNCOVERED
    assert narrowed == NARROWED


def serve(client: Client, review: ScrutinyReview, ask: Ask, beginning: str, left_out: str) -> None:
    where = url("ask", review, ask_id=ask.pk)
    sent = {"opened_on": client.get(where).context["form"].initial["opened_on"]}
    actions = list(ask.recommendation.actions.all())
    assert any(action.text.startswith(beginning) for action in actions), [action.text[:20] for action in actions]
    for action in actions:
        serves = action.text.startswith(beginning)
        sent[f"serves_{action.pk}"] = "no" if not serves else "part" if left_out else "whole"
        sent[f"left_{action.pk}"] = left_out if serves else ""
    assert client.post(where, sent).status_code == 302


def test_its_measures_that_only_name_who_watches(review: ScrutinyReview, client: Client) -> None:
    watched = "It only says who watches"
    told = {
        one.name: watched in client.get(one.get_absolute_url()).content.decode()
        for one in review.recommendations.select_related("review__council")
    }
    assert [name for name, only in told.items() if only] == ["2b", "3", "4"]
    weak, total = weak_in(review)
    assert total == OutcomeMeasure.objects.count() == 11
    assert weak == 11  # nobody has said yet what kind any of them is
    assert "11 of 11 outcome measures are weak" in client.get(review.get_absolute_url()).content.decode()
    first = row(review, "1").measures.get()
    sent = {"kind": "outcome", "baseline": "Not counted before 2014", "target": "", "due_on": ""}
    sent["opened_on"] = first.weighing_token
    assert client.post(url("measure-weigh", review, measure_id=first.pk), sent).status_code == 302
    page = client.get(row(review, "1").get_absolute_url()).content.decode()
    assert "It has no target" in page  # it says schools, and not how many of them
    assert "It has no date" not in page


def test_rows_7_and_8_are_declined_with_their_reasons_and_come_back(review: ScrutinyReview, client: Client) -> None:
    for name in ("7", "8"):
        one = row(review, name)
        assert one.response == "not-recorded", "N/A is no response"
        assert "That often means it was declined" in client.get(one.get_absolute_url()).content.decode()
        where = url("response-record", review, recommendation_id=one.pk)
        sent = {"response": "declined", "reason": "N/A", "decider": "Cabinet", "opened_on": one.response_token}
        assert client.post(where, sent).status_code == 422
        sent |= {"reason": f"As row {name} says.", "revisit_on": "1 September 2099"}
        assert client.post(where, sent).status_code == 302
    page = client.get(url("declines", review)).content.decode()
    for told in ("As row 7 says.", "As row 8 says.", "1 September 2099", "Cabinet"):
        assert told in page
    assert page.count('<th scope="row">') == 2


def test_rows_1_and_4_clash_and_nothing_else_seems_to(client: Client, review: ScrutinyReview) -> None:
    # The paper's council is named in many of its promises, as a council's name is.
    Council.objects.update(name="Merton")
    named = ScrutinyReview.objects.select_related("council").get(pk=review.pk)
    found = clashes_in(named, recommendations_of(named)).found
    assert [(one.clash.one.name, one.clash.other.name, one.clash.days) for one in found] == [("1", "4", 275)]
    page = client.get(url("clashes", review, review_id=review.pk)).content.decode()
    assert found[0].clash.why in page
    assert "No team is due at three bodies or more within a week" in page
