"""What the demonstration shows, on days of different kinds."""

import time
from collections import Counter
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from actionplan.models import Milestone, Recommendation, ScrutinyReview, Team, Update
from actionplan.rules import DateState, Response
from people.access.roles import Role
from people.models import Body, Council, Membership, School, User
from people.rules import BodyKind
from policies.models import Adoption, Version
from policies.queries import standings
from policies.rules import Condition, VersionState
from policies.standings.rules import Standing
from succession.demo import cast
from succession.demo.codes import code_at
from succession.models import AgendaIssue, AgendaPaper, Decision
from tests.builders import make_user
from tests.succession.conftest import Demo

pytestmark = pytest.mark.django_db


def rows() -> dict[str, int]:
    """How many rows each model has."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models() if model._meta.managed}


def test_the_borough_has_twelve_schools_each_with_a_head_a_clerk_and_a_board(demo: Demo) -> None:
    council = Council.objects.get()
    schools = School.objects.filter(council=council).open()
    assert schools.count() == School.objects.count() == 12
    for school in schools:
        roles = Counter(Membership.objects.filter(school=school).values_list("role", flat=True))
        assert roles[Role.HEAD] == 1
        assert roles[Role.CLERK] == 1
        assert Body.objects.deciding_for(school).exists()


def test_everybody_is_marked_as_the_demonstrations(demo: Demo) -> None:
    assert not User.objects.exclude(is_demo=True, email__endswith=f"@{cast.DOMAIN}").exists()


def test_the_initials_of_each_team_are_explained(demo: Demo) -> None:
    named_in_full = "Wexmoor and District Governor Services"
    assert [team.code for team in Team.objects.filter(name="")] == [named_in_full]


def test_one_sign_in_is_printed_for_each_role_and_for_another_school() -> None:
    printed = [local for local, _ in cast.SIGN_INS]
    assert printed == [
        *("head", "lead", "governor", "chair", "clerk", "officer", "owner", "councillor", "teacher"),
        *("trustlead", "admin", "otherhead"),
    ]


@pytest.mark.parametrize("local", [local for local, _ in cast.SIGN_INS])
def test_each_sign_in_works_and_leads_to_a_page(demo: Demo, client: Client, local: str) -> None:
    form = {"login": f"{local}@{cast.DOMAIN}", "password": cast.PASSWORD}
    answer = client.post(reverse("account_login"), form, follow=True)
    user = User.objects.get(email=form["login"])
    assert answer.status_code == 200
    assert answer.wsgi_request.user == user
    asked, _ = answer.redirect_chain[-1]
    if asked.startswith(reverse("mfa_reauthenticate")):
        next_page = parse_qs(urlsplit(asked).query)["next"][0]
        answer = client.post(asked, {"code": code_at(time.time()), "next": next_page}, follow=True)
    where = answer.redirect_chain[-1][0]
    held = user.memberships.first()
    # A trust's lead has its schools to choose from.
    has_one_place = held is not None and held.trust_id is None
    assert where == (held.organisation.get_absolute_url() if has_one_place else reverse("home"))  # type: ignore[union-attr]


def test_those_who_only_act_in_the_past_cannot_sign_in(demo: Demo) -> None:
    signs_in = {f"{local}@{cast.DOMAIN}" for local, _ in cast.SIGN_INS}
    assert {user.email for user in User.objects.all() if user.has_usable_password()} == signs_in


def test_the_schools_between_them_stand_in_every_way_to_the_model(demo: Demo) -> None:
    found = standings(School.objects.all(), demo.today)
    assert {school.standing for school in found.values()} == set(Standing)
    assert {Condition.ADOPTED, Condition.REVIEW_DUE, Condition.LAPSED} <= {
        school.condition for school in found.values()
    }


def test_versions_are_in_every_state_and_one_was_returned(demo: Demo) -> None:
    versions = Version.objects.filter(policy__school__isnull=False)
    assert set(versions.values_list("state", flat=True)) == set(VersionState)
    assert any(version.was_returned for version in versions)


def test_larkfields_next_version_waits_for_the_clerk_beside_the_one_in_force(demo: Demo) -> None:
    larkfield = School.objects.get(urn=cast.LARKFIELD.urn)
    waiting = Version.objects.of(larkfield).waiting().get()
    assert waiting.submitted_by is not None
    assert waiting.submitted_by.email == f"lead@{cast.DOMAIN}"
    assert Adoption.objects.filter(version__policy__school=larkfield).in_force(demo.today).get().version != waiting


def test_the_other_head_can_begin(demo: Demo) -> None:
    assert not Version.objects.of(School.objects.get(urn=cast.FERNDALE.urn)).exists()


def test_the_plan_has_thirteen_recommendations_with_their_responses(demo: Demo) -> None:
    recommendations = Recommendation.objects.filter(review=ScrutinyReview.objects.get())
    labels = [row.label.rstrip(".") for row in recommendations.order_by("position")]
    assert labels == ["1", "2a", "2b", *map(str, range(3, 13))]
    assert {Response.ACCEPTED, Response.PARTLY, Response.DECLINED} == {
        Response(row.response) for row in recommendations
    }
    assert all(row.response_reason for row in recommendations.filter(response=Response.DECLINED))


def test_milestones_stand_in_every_way_a_date_can_stand(demo: Demo) -> None:
    found = Counter(milestone.state_on(demo.today) for milestone in Milestone.objects.prefetch_related("dates"))
    assert set(found) == set(DateState)


def test_what_was_said_and_adopted_was_said_before_today_on_working_days(demo: Demo) -> None:
    days = [update.on for update in Update.objects.all()]
    days += [adoption.meeting.on for adoption in Adoption.objects.select_related("meeting")]
    assert days
    assert max(days) < demo.today
    assert all(day.weekday() < 5 for day in days)


def test_meetings_stand_in_every_way_their_minutes_and_papers_can(demo: Demo) -> None:
    board = Body.objects.get(schools__urn=cast.LARKFIELD.urn, kind=BodyKind.GOVERNING_BOARD)
    panel = Body.objects.get(kind=BodyKind.SCRUTINY_PANEL)
    decided = Decision.objects.filter(item__meeting__body=board)
    assert decided.filter(item__meeting__minutes_approved_in__isnull=False).exists()
    assert decided.filter(item__meeting__minutes_approved_in__isnull=True).exists()
    assert AgendaPaper.objects.filter(item__meeting__body=panel, kind="report").exists()
    for body in (board, panel):
        assert AgendaIssue.objects.filter(meeting__body=body, meeting__on__gt=demo.today).exists()
    issues = AgendaIssue.objects.select_related("meeting__body__council")
    assert [issue.late_reason for issue in issues] == [""] * len(issues)


def test_loading_again_changes_nothing_and_prints_the_sign_ins(demo: Demo) -> None:
    before, printed = rows(), StringIO()
    call_command("load_demo", stdout=printed)
    assert rows() == before
    assert "Loading" not in printed.getvalue()
    assert cast.PASSWORD in printed.getvalue()
    assert all(f"{local}@{cast.DOMAIN}" in printed.getvalue() for local, _ in cast.SIGN_INS)


def test_loading_again_is_harmless_when_somebody_was_added_meanwhile(demo: Demo) -> None:
    make_user()
    before = rows()
    call_command("load_demo", stdout=StringIO())
    assert rows() == before
