"""Who watches what: the forms that say it, a page for each body, and what gathers on its next agenda."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from actionplan.actions.bodies import set_monitor, set_panel
from actionplan.bodies import queries, rules
from actionplan.bodies.queries import monitor_token
from actionplan.models import Milestone, OutcomeMeasure, ScrutinyReview
from actionplan.rules import DateState, Progress, Refused
from core import clock, conflicts
from people.access.roles import Role
from people.models import Body, Council, Meeting, User
from people.rules import MeetingStatus
from succession.actions import issuing
from succession.models import AgendaPlan
from tests.actionplan.builders import make_date, make_milestone, make_recommendation, make_review, make_update
from tests.builders import make_body, make_council, make_item, make_meeting, make_member, make_school

pytestmark = pytest.mark.django_db

LATE = (None, date(2020, 1, 31))
FAR = (date(2090, 1, 1), date(2090, 1, 31))


@pytest.fixture
def panel(council: Council) -> Body:
    return make_body(council=council, name="Scrutiny panel")


@pytest.fixture
def review(council: Council, panel: Body) -> ScrutinyReview:
    return make_review(council=council, panel=panel)


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, council: Council, **keys: object) -> str:
    return reverse(f"actionplan:{name}", kwargs={"code": council.code, **keys})


def step(review: ScrutinyReview, window: tuple[date | None, date | None] = LATE, **kw: object) -> Milestone:
    return make_milestone(window, recommendation=make_recommendation(review=review), **kw)


def texts(meeting: Meeting, user: User) -> str:
    where = {"code": meeting.body.council.code, "meeting_id": meeting.pk}  # type: ignore[union-attr]
    return as_user(user).get(reverse("council-meeting", kwargs=where)).content.decode()


# Who watches ----------------------------------------------------------------------------------------------------------
def test_an_officer_says_who_watches_a_review_and_a_milestone(council: Council, officer: User, panel: Body) -> None:
    review = make_review(council=council)
    board, milestone, client = make_body(council=council, name="Board"), step(review), as_user(officer)
    foreign = make_body(council=make_council())
    for name, keys, thing in (
        ("panel", {"review_id": review.pk}, review),
        ("monitor", {"milestone_id": milestone.pk}, milestone),
    ):
        where = url(name, council, **keys)
        assert where in client.get(thing.get_absolute_url()).content.decode()
        opened_on = client.get(where).context["form"].initial["opened_on"]
        sent = {"body": str(panel.pk), "opened_on": opened_on}
        assert client.post(where, sent | {"body": str(foreign.pk)}).status_code == 422
        assert client.post(where, sent).status_code == 302
        # The second window was opened before.
        page = client.post(where, sent | {"body": str(board.pk)})
        assert page.status_code == 422
        assert "Somebody chose another body meanwhile" in page.content.decode()
    review.refresh_from_db()
    milestone.refresh_from_db()
    assert (review.panel, milestone.monitored_by) == (panel, panel)
    assert "Scrutiny panel" in client.get(milestone.get_absolute_url()).content.decode()


def test_only_bodies_of_the_council_watch_and_only_officers_say_so(
    council: Council, officer: User, review: ScrutinyReview
) -> None:
    milestone, of_a_school = step(review), make_body(school=make_school(council=council))
    for body in (make_body(council=make_council()), of_a_school):
        with pytest.raises(Refused):
            set_monitor(milestone=milestone, body=body, opened_on=monitor_token(None), by=officer)
        with pytest.raises(Refused):
            set_panel(review=review, body=body, opened_on=monitor_token(review.panel_id), by=officer)
    for role in (Role.ACTION_OWNER, Role.COUNCILLOR):
        with pytest.raises(PermissionDenied):
            set_panel(review=review, body=None, opened_on="", by=make_member(role, council))
    with pytest.raises(conflicts.Conflict):
        set_panel(review=review, body=None, opened_on=monitor_token(None), by=officer)


def test_a_page_for_each_body_says_what_it_watches(council: Council, officer: User, panel: Body) -> None:
    review = make_review(council=council, panel=panel)
    board = make_body(council=council, name="Board")
    step(review, text="Told to the panel")
    step(review, text="Watched by the board", monitored_by=board)
    OutcomeMeasure.objects.create(recommendation=make_recommendation(review=review), position=1, text="All have one")
    client = as_user(officer)
    page = client.get(url("body", council, body_id=panel.pk)).content.decode()
    assert "Told to the panel" in page
    assert "All have one" in page
    assert "Watched by the board" not in page
    assert "Watched by the board" in client.get(url("body", council, body_id=board.pk)).content.decode()
    assert (
        "It watches nothing yet"
        in client.get(url("body", council, body_id=make_body(council=council, name="Third").pk)).content.decode()
    )
    assert client.get(url("body", council, body_id=make_body(council=make_council()).pk)).status_code == 404
    assert url("body", council, body_id=board.pk) in client.get(url("bodies", council)).content.decode()


def test_the_questions_of_a_bodys_page_do_not_grow(
    officer: User, council: Council, panel: Body, review: ScrutinyReview, django_assert_max_num_queries: object
) -> None:
    row = make_recommendation(review=review)
    for n in range(30):
        made = make_milestone(LATE, recommendation=row)
        make_update(made, officer)
        measure = OutcomeMeasure.objects.create(recommendation=row, position=n + 1, text="It is done")
        make_date(measure=measure)
    client = as_user(officer)
    client.get(url("body", council, body_id=panel.pk))
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert client.get(url("body", council, body_id=panel.pk)).status_code == 200


# What gathers ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", list(DateState))
def test_what_is_late_due_or_open_gathers_and_so_does_what_was_said_since(state: DateState) -> None:
    assert rules.belongs(state, is_changed=True)
    is_due = state in {DateState.LATE, DateState.DUE_SOON, DateState.OPEN}
    assert rules.belongs(state, is_changed=False) is is_due


def test_the_next_agenda_gathers_by_itself_for_who_writes_it_and_is_kept_when_it_is_issued(
    council: Council, officer: User, panel: Body, review: ScrutinyReview
) -> None:
    today = clock.today()
    make_meeting(body=panel, on=today - timedelta(days=90), status=MeetingStatus.HELD.value)
    meeting = make_meeting(body=panel, on=today + timedelta(days=30))
    make_item(meeting)
    late, far = step(review, text="Send the letter"), step(review, FAR, text="Far off")
    said = step(review, FAR, text="Far off and done", completed_on=today)
    make_update(said, officer, progress=Progress.DONE.value, on=today, recorded_at=clock.now())
    councillor = make_member(Role.COUNCILLOR, council)
    page = texts(meeting, officer)
    assert "From the action plan" in page
    assert "Send the letter" in page
    assert "Far off and done" in page
    assert far.text not in page.replace(said.text, "")
    assert "(since the last meeting)" in page
    assert "From the action plan" not in texts(meeting, councillor)
    issuing.issue(meeting=meeting, reason="", by=officer, today=today)
    kept = AgendaPlan.objects.get()
    assert [row["text"] for row in kept.rows] == ["Send the letter", "Far off and done"]
    # What comes after the issue changes nothing on it; those who read the meeting see what was issued.
    late.completed_on = today
    late.save()
    step(review, text="Came later")
    for reader in (officer, councillor):
        page = texts(meeting, reader)
        assert "Send the letter" in page
        assert "Came later" not in page
        assert "As it stood when the agenda was issued." in page
    assert "recommendations/" in texts(meeting, officer)
    assert "recommendations/" not in texts(meeting, councillor)


def test_nothing_of_another_council_gathers(officer: User, panel: Body, review: ScrutinyReview) -> None:
    foreign = make_council()
    elsewhere = make_review(council=foreign, panel=make_body(council=foreign))
    step(elsewhere, text="Theirs")
    assert queries.gathered(panel, clock.today(), None) == []
    meeting = make_meeting(body=panel, on=clock.today() + timedelta(days=30))
    page = texts(meeting, officer)
    assert "Nothing that this body watches is late, due or open." in page
    assert "Theirs" not in page


def test_a_meeting_of_a_school_gathers_nothing() -> None:
    school = make_school()
    clerk = make_member(Role.CLERK, school)
    meeting = make_meeting(body=make_body(school=school), on=clock.today() + timedelta(days=30))
    make_item(meeting)
    issuing.issue(meeting=meeting, reason="", by=clerk, today=clock.today())
    assert not AgendaPlan.objects.exists()


def test_what_is_kept_comes_back_as_it_was(officer: User, panel: Body, review: ScrutinyReview) -> None:
    make_update(step(review, text="T" * 200), officer)
    found = queries.gathered(panel, clock.today(), None)
    assert len(found) == 1
    assert rules.from_json([one.as_json() for one in found]) == found
