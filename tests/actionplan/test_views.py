"""The pages of action plans: what they show, to whom, and at what cost."""

import io
import re
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplan.actions.importing import import_plan
from actionplan.actions.progress import record_response
from actionplan.actions.teams import add_team_member
from actionplan.forms import UpdateForm
from actionplan.models import Action, Milestone, Recommendation, Team, TeamMember, Update
from actionplan.rules import Response
from core import making
from core.models import Paper
from people.access.roles import Role
from people.models import Council, User
from tests.actionplan.builders import (
    PLAN,
    make_full_plan,
    make_milestone,
    make_read_preview,
    make_recommendation,
    make_review,
    make_team,
    make_update,
)
from tests.actionplan.pages import as_user, content, url
from tests.builders import make_council, make_member, make_school

pytestmark = pytest.mark.django_db

XSS = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}'
LONG = "Long" * 50


@pytest.fixture
def owner(council: Council, officer: User) -> User:
    owner = make_member(Role.ACTION_OWNER, council)
    add_team_member(team=make_team(council), email=owner.email, by=officer)
    return owner


# Reading a plan -------------------------------------------------------------------------------------------------------
def test_plans_says_what_to_do_where_there_is_none(council: Council, officer: User) -> None:
    assert "Bring in a plan" in as_user(officer).get(url("plans", council)).content.decode()
    head = make_member(Role.HEAD, make_school(council=council))
    page = as_user(head).get(url("plans", council)).content.decode()
    assert "Bring in a plan" not in page
    assert "No plan yet" in page


def test_plan_shows_one_sentence_and_a_row_for_each_recommendation(council: Council, officer: User) -> None:
    review = make_full_plan(rows=2, council=council)
    page = as_user(officer).get(url("plan", council, review_id=review.pk)).content.decode()
    assert "2 recommendations, all with no response recorded. 2 milestones are late, 2 are not yet open." in page
    assert page.count('<th scope="row">') == 2
    assert "All 2 recommendations." in page


@pytest.mark.parametrize(
    ("query", "found", "said"),
    [
        ("state=late", ["1", "2"], "2 of 4 recommendations: with a milestone that is late."),
        ("response=declined", ["3"], "1 of 4 recommendations: with the response “Declined”."),
        ("state=done", [], "This plan has 4 recommendations, but none with a milestone that is done."),
        ("state=no-date", [], "but none with a milestone that has no date."),
        ("state=nonsense&team=99999&response=", ["1", "2", "3", "4"], "All 4 recommendations."),
        ("after=2", ["3", "4"], "All 4 recommendations."),
        ("after=x", ["1", "2", "3", "4"], "All 4 recommendations."),
    ],
)
def test_plan_filters_live_in_the_url_and_say_how_many(
    council: Council, officer: User, query: str, found: list[str], said: str
) -> None:
    review = make_full_plan(rows=2, council=council)
    make_recommendation(review=review, response="declined", response_reason="No.")
    make_recommendation(review=review)
    response = as_user(officer).get(url("plan", council, review_id=review.pk), query_params=_params(query))
    assert [row.headline.partition(".")[0] for row in response.context["rows"]] == found
    assert said in " ".join(response.content.decode().split())


def _params(query: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in query.split("&"))


def test_plan_is_filtered_by_the_team_that_owns(council: Council, officer: User) -> None:
    review = make_review(council=council)
    make_recommendation(review=review, teams=["SES"])
    wanted = make_recommendation(review=review, teams=["Press"])
    team = make_team(council, "Press")
    response = as_user(officer).get(url("plan", council, review_id=review.pk), {"team": team.pk})
    assert [row.key for row in response.context["rows"]] == [wanted.pk]
    assert "owned by Press" in response.content.decode()
    assert "Clear the filters" in response.content.decode()


def test_a_row_whose_milestones_are_all_done_names_no_next_one(council: Council, officer: User) -> None:
    review = make_review(council=council)
    done = make_milestone(
        (None, date(2020, 3, 31)),
        recommendation=make_recommendation(review=review),
        completed_on=date(2020, 3, 1),
    )
    words = done.dates.get().words
    page = as_user(officer).get(review.get_absolute_url()).content.decode().split("<tbody", 1)[1]
    assert "All done" in page
    assert words not in page


@pytest.mark.parametrize("by", ["", "?by=state"])
def test_a_row_shows_every_change_at_once(council: Council, officer: User, by: str) -> None:
    review = make_full_plan(rows=1, council=council)
    recommendation, team = review.recommendations.get(), make_team(council, "Before")
    recommendation.teams.set([team])
    milestone = recommendation.milestones.order_by("position")[0]
    client, where = as_user(officer), f"{review.get_absolute_url()}{by}"
    changes: list[tuple[str, Callable[[], object]]] = [
        ("After", lambda: Team.objects.filter(pk=team.pk).update(code="After")),
        ("by the end of time", lambda: milestone.dates.update(words="by the end of time")),
        ("99b.", lambda: Recommendation.objects.filter(pk=recommendation.pk).update(label="99b.")),
    ]
    if not by:
        changes += [
            ("Reworded", lambda: Recommendation.objects.filter(pk=recommendation.pk).update(text="Reworded")),
            ("Declined", lambda: _decline(recommendation)),
            ("Delivered", lambda: recommendation.actions.update(delivery="delivered")),
        ]
    done = "Done" if by else "All done"
    changes.append((done, lambda: recommendation.milestones.update(completed_on=date(2020, 1, 1))))
    for word, change in changes:
        assert word not in _list_of(client, where), word
        change()
        assert word in _list_of(client, where), word


def _decline(recommendation: Recommendation) -> object:
    return Recommendation.objects.filter(pk=recommendation.pk).update(response="declined", response_reason="No.")


def _list_of(client: Client, where: str) -> str:
    return "".join(re.findall(r"<tbody.*?</tbody>", client.get(where).content.decode(), re.DOTALL))


def test_a_long_plan_goes_on_from_where_the_page_ended(council: Council, officer: User) -> None:
    review = make_review(council=council)
    for _ in range(101):
        make_recommendation(review=review)
    client, where = as_user(officer), url("plan", council, review_id=review.pk)
    first = client.get(where)
    assert len(first.context["rows"]) == 100
    rest = client.get(f"{where}?{first.context['more']}")
    assert [row.headline.partition(".")[0] for row in rest.context["rows"]] == ["101"]
    assert rest.context["found"] == 101


@pytest.mark.parametrize("rows", [1, 50])
def test_no_page_asks_more_of_the_database_as_a_plan_grows(
    council: Council, officer: User, owner: User, rows: int, django_assert_max_num_queries: Any
) -> None:
    review = make_full_plan(rows=rows, council=council, by=officer)
    milestone = Milestone.objects.earliest("pk")
    record_response(
        recommendation=milestone.recommendation,
        response=Response.DECLINED,
        reason="No.",
        decider="Cabinet",
        on=None,
        opened_on=milestone.recommendation.response_token,
        by=officer,
        today=date(2026, 1, 1),
    )
    team = make_team(council)
    for n in range(rows):
        person = make_member(Role.ACTION_OWNER, council)
        team.memberships.create(user=person, added_by=officer, added_at=review.imported_at)
        make_team(council, f"Team {n}")
        make_review(council=council, by=officer)
        make_update(milestone, by=person)
    pages = [
        (owner, url("plans", council)),
        (owner, url("plan", council, review_id=review.pk)),
        (officer, url("recommendation", council, recommendation_id=milestone.recommendation_id)),
        (owner, url("milestone", council, milestone_id=milestone.pk)),
        (owner, url("ours", council)),
        (officer, url("teams", council)),
        (officer, url("team", council, team_id=team.pk)),
    ]
    for person, where in pages:
        client = as_user(person)
        client.get(where)  # the first page of a session stores the token of its forms
        with django_assert_max_num_queries(12, info=where):
            assert client.get(where).status_code == 200


def test_recommendation_shows_the_facts_the_dates_and_the_papers_own_row(council: Council, officer: User) -> None:
    preview = make_read_preview(council, officer)
    review = import_plan(council=council, preview=preview, shown=preview.upload.sha256, title="Review", by=officer)
    row = review.recommendations.get(label="1.")
    page = as_user(officer).get(url("recommendation", council, recommendation_id=row.pk)).content.decode()
    assert "That the council write a policy." in page
    assert "By March 2027" in page
    assert "(to 31 March 2027)" in page
    assert "As written in the paper" in page
    assert "Record the response" in page
    declined = review.recommendations.get(label="2b.")
    page = as_user(officer).get(url("recommendation", council, recommendation_id=declined.pk)).content.decode()
    assert "That often means it was declined" in page


def test_what_a_measure_really_is_is_said_where_it_is_known(council: Council, officer: User) -> None:
    preview = make_read_preview(council, officer)
    review = import_plan(council=council, preview=preview, shown=preview.upload.sha256, title="Review", by=officer)
    client = as_user(officer)
    said = {
        row.name: client.get(row.get_absolute_url())
        .content.decode()
        .split("Outcome measures</h2>")[1]
        .split("</table>")[0]
        for row in review.recommendations.exclude(label="2b.")
    }
    assert "Monitoring arrangement: only who watches" in said["2a"]
    assert "(our reading)" in said["2a"]
    assert "Not recorded" not in said["1"]
    assert "Kind" not in said["1"]


def test_a_reader_sees_no_button_that_is_not_theirs(council: Council) -> None:
    review = make_full_plan(rows=1, council=council)
    client = as_user(make_member(Role.GOVERNOR, make_school(council=council)))
    row = review.recommendations.get()
    page = client.get(url("recommendation", council, recommendation_id=row.pk)).content.decode()
    assert "Record the response" not in page
    assert "Change" not in page.split("<main", 1)[1].split("</main", 1)[0]
    milestone = client.get(url("milestone", council, milestone_id=row.milestones.first().pk))
    assert "Add the update" not in milestone.content.decode()


# Who may --------------------------------------------------------------------------------------------------------------
PAGES: list[tuple[str, str | None, set[Role]]] = [
    ("plans", None, {Role.OFFICER, Role.ACTION_OWNER, Role.HEAD}),
    ("plan", "review_id", {Role.OFFICER, Role.ACTION_OWNER, Role.HEAD}),
    ("source", "review_id", {Role.OFFICER, Role.ACTION_OWNER, Role.HEAD}),
    ("table", "review_id", {Role.OFFICER, Role.ACTION_OWNER, Role.HEAD}),
    ("table-pdf", "review_id", {Role.OFFICER, Role.ACTION_OWNER, Role.HEAD}),
    ("recommendation", "recommendation_id", {Role.OFFICER, Role.ACTION_OWNER, Role.HEAD}),
    ("milestone", "milestone_id", {Role.OFFICER, Role.ACTION_OWNER, Role.HEAD}),
    ("ours", None, {Role.OFFICER, Role.ACTION_OWNER}),
    ("import", None, {Role.OFFICER}),
    ("example", None, {Role.OFFICER}),
    ("import-done", "review_id", {Role.OFFICER}),
    ("import-undo", "review_id", {Role.OFFICER}),
    ("response-record", "recommendation_id", {Role.OFFICER}),
    ("delivery-record", "action_id", {Role.OFFICER}),
    ("teams", None, {Role.OFFICER}),
    ("team", "team_id", {Role.OFFICER}),
    ("team-name", "team_id", {Role.OFFICER}),
]


@pytest.mark.parametrize(("shown", "key", "allowed"), PAGES, ids=[shown for shown, _, _ in PAGES])
def test_each_page_opens_for_its_roles_and_is_404_elsewhere(
    council: Council, shown: str, key: str | None, allowed: set[Role]
) -> None:
    review = make_full_plan(rows=1, council=council)
    keys = {
        "review_id": review.pk,
        "recommendation_id": Recommendation.objects.get().pk,
        "milestone_id": Milestone.objects.earliest("pk").pk,
        "action_id": Action.objects.earliest("pk").pk,
        "team_id": make_team(council).pk,
    }
    where = url(shown, council, **({key: keys[key]} if key else {}))
    people = {
        Role.OFFICER: make_member(Role.OFFICER, council),
        Role.ACTION_OWNER: make_member(Role.ACTION_OWNER, council),
        Role.HEAD: make_member(Role.HEAD, make_school(council=council)),
        Role.COUNCILLOR: make_member(Role.COUNCILLOR, council),
    }
    for role, person in people.items():
        answer = as_user(person).get(where)
        assert answer.status_code == (200 if role in allowed else 403), role
        content(answer)
    other = make_council()
    stranger = as_user(make_member(Role.OFFICER, other))
    assert stranger.get(where).status_code == 404
    if key:
        # Another council's number in one's own address leads nowhere.
        assert stranger.get(url(shown, other, **{key: keys[key]})).status_code == 404
    assert Client().get(where).status_code == 302


# Updates --------------------------------------------------------------------------------------------------------------
def update_form(**kw: Any) -> dict[str, Any]:
    return {"words": "Begun.", "progress": "under-way", "on": "1/6/2026", "token": str(uuid.uuid4())} | kw


def test_an_owner_adds_an_update_from_our_actions(council: Council, owner: User) -> None:
    milestone = make_milestone(
        (None, date(2020, 3, 31)),
        recommendation=make_recommendation(review=make_review(council=council), teams=["SES"]),
    )
    make_milestone(recommendation=make_recommendation(review=milestone.recommendation.review, teams=["Press"]))
    client = as_user(owner)
    ours = client.get(url("ours", council))
    assert [row.milestone for row in ours.context["rows"]] == [milestone]
    assert "1 milestone not done yet, 1 of them late." in ours.content.decode()
    where = milestone.get_absolute_url()
    assert client.post(where, update_form(progress="done")).status_code == 302
    assert "the milestone is done" in client.get(where).content.decode()
    assert "Everything of yours is done" in client.get(url("ours", council)).content.decode()


def test_the_update_form_opens_on_today_and_shows_what_was_last_said(council: Council, officer: User) -> None:
    milestone = make_milestone(recommendation=make_recommendation(review=make_review(council=council)))
    client = as_user(officer)
    client.post(milestone.get_absolute_url(), update_form(words="Seven trained."))
    page = client.get(milestone.get_absolute_url())
    assert page.context["form"].initial["on"] is not None
    assert "Last said on 1 June 2026" in page.content.decode()


def test_an_update_that_cannot_stand_is_shown_again_with_what_was_typed(council: Council, officer: User) -> None:
    milestone = make_milestone(recommendation=make_recommendation(review=make_review(council=council)))
    client, where = as_user(officer), milestone.get_absolute_url()
    for change in ({"on": "1/1/2199"}, {"on": "soon"}, {"progress": ""}, {"progress": "stolen"}):
        page = client.post(where, update_form(words="Typed with care.", **change))
        assert page.status_code == 422
        text = page.content.decode()
        assert "<title>Error:" in text.replace("\n", "")
        assert "Typed with care." in text
    assert not Update.objects.exists()


def test_a_form_sent_twice_is_one_update_and_other_words_are_asked_about(council: Council, officer: User) -> None:
    milestone = make_milestone(recommendation=make_recommendation(review=make_review(council=council)))
    client, where, form = as_user(officer), milestone.get_absolute_url(), update_form()
    for _ in range(2):
        assert client.post(where, form).status_code == 302
    again = client.post(where, form | {"words": "Other words."})
    assert again.status_code == 422
    assert "Other words." in again.content.decode()
    assert (
        client.post(where, form | {"words": "Other words.", "token": again.context["form"].data["token"]}).status_code
        == 302
    )
    assert sorted(Update.objects.values_list("words", flat=True)) == ["Begun.", "Other words."]


def test_an_owner_of_another_team_reads_whose_it_is_and_posts_in_vain(council: Council, owner: User) -> None:
    row = make_recommendation(review=make_review(council=council), teams=["Press"])
    milestone = make_milestone(recommendation=row)
    client = as_user(owner)
    page = client.get(milestone.get_absolute_url()).content.decode()
    assert "This milestone belongs to Press. You can update what belongs to SES." in page
    assert "Add the update" not in page
    assert client.post(milestone.get_absolute_url(), update_form()).status_code == 403
    head = as_user(make_member(Role.HEAD, make_school(council=council)))
    assert head.post(milestone.get_absolute_url(), update_form()).status_code == 403
    assert not Update.objects.exists()


def test_older_updates_are_one_link_away(council: Council, officer: User) -> None:
    milestone = make_milestone(recommendation=make_recommendation(review=make_review(council=council)))
    for n in range(1, 53):
        make_update(milestone, by=officer, words=f"Number {n}.")
    client, where = as_user(officer), milestone.get_absolute_url()
    first = client.get(where)
    assert first.context["updates"][0].words == "Number 52."
    rest = client.get(where + first.context["older"])
    assert [update.words for update in rest.context["updates"]] == ["Number 2.", "Number 1."]


# Responses and teams --------------------------------------------------------------------------------------------------
def test_a_response_is_recorded_and_the_second_of_two_sees_both(council: Council, officer: User) -> None:
    row = make_recommendation(review=make_review(council=council))
    client, where = as_user(officer), url("response-record", council, recommendation_id=row.pk)
    form = {"response": "declined", "reason": "No money.", "opened_on": row.response_token}
    assert client.post(where, form | {"reason": ""}).status_code == 422
    assert client.post(where, form).status_code == 302
    page = client.post(where, form | {"response": "accepted", "reason": "There is money."})
    assert page.status_code == 422
    text = page.content.decode()
    assert "No money." in text
    assert "There is money." in text
    again = form | {"response": "accepted", "reason": "", "opened_on": page.context["form"].data["opened_on"]}
    assert client.post(where, again).status_code == 302
    row.refresh_from_db()
    assert row.response == "accepted"


def test_a_delivery_is_recorded_and_the_second_of_two_is_told(council: Council, officer: User) -> None:
    action = Action.objects.create(
        recommendation=make_recommendation(review=make_review(council=council)), position=1, text="Do it"
    )
    client, where = as_user(officer), url("delivery-record", council, action_id=action.pk)
    form = {"delivery": "delivered", "opened_on": action.delivery_token}
    assert client.post(where, form).status_code == 302
    assert "Somebody else has changed this" in client.post(where, form | {"delivery": "stopped"}).content.decode()
    action.refresh_from_db()
    assert action.delivery == "delivered"


def test_what_initials_stand_for_is_entered_once_and_said_where_a_page_first_uses_them(
    council: Council, officer: User, owner: User
) -> None:
    row = make_recommendation(review=make_review(council=council), teams=["SES"])
    milestone = make_milestone(recommendation=row)
    team, client = make_team(council), as_user(officer)
    where = url("team-name", council, team_id=team.pk)
    assert where in client.get(team.get_absolute_url()).content.decode()
    sent = {"opened_on": team.naming_token}
    assert client.post(where, sent | {"name": "x" * 201}).status_code == 422
    assert client.post(where, sent | {"name": " School Education Service "}).url == team.get_absolute_url()
    pages = [
        (officer, url("teams", council)),
        (officer, team.get_absolute_url()),
        (officer, row.get_absolute_url()),
        (officer, milestone.get_absolute_url()),
        (owner, url("ours", council)),
    ]
    for person, page in pages:
        text = as_user(person).get(page).content.decode().replace("</a>", "")
        assert "SES, School Education Service" in text, page
    team.refresh_from_db()
    client.post(where, {"name": "", "opened_on": team.naming_token})
    assert "School Education Service" not in client.get(url("teams", council)).content.decode()


def test_teams_stand_in_the_order_of_their_codes(council: Council, officer: User) -> None:
    for code in ("SES", "Comms", "WEP", "Board", "Press"):
        make_team(council, code)
    page = as_user(officer).get(url("teams", council))
    assert [team.code for team in page.context["teams"]] == ["Board", "Comms", "Press", "SES", "WEP"]


def test_an_officer_puts_somebody_in_a_team_and_takes_them_out(council: Council, officer: User) -> None:
    team, person = make_team(council), make_member(Role.ACTION_OWNER, council)
    client, where = as_user(officer), url("team", council, team_id=team.pk)
    assert client.post(where, {"email": "nobody@example.org"}).status_code == 422
    assert client.post(where, {"email": person.email}).status_code == 302
    assert person.email in client.get(where).content.decode()
    remove = url("team-member-remove", council, member_id=TeamMember.objects.get().pk)
    assert client.get(remove).status_code == 405
    assert as_user(person).post(remove).status_code == 403
    assert as_user(make_member(Role.OFFICER, make_council())).post(remove).status_code == 404
    assert client.post(remove).status_code == 302
    assert not TeamMember.objects.exists()


def test_an_update_takes_no_hidden_character() -> None:
    form = UpdateForm(update_form(words="Begun.\u202e"))
    assert list(form.errors) == ["words"]


# Files ----------------------------------------------------------------------------------------------------------------
def test_the_paper_comes_back_as_it_came(council: Council, officer: User) -> None:
    preview = make_read_preview(council, officer)
    review = import_plan(council=council, preview=preview, shown=preview.upload.sha256, title="Ours", by=officer)
    answer = as_user(officer).get(url("source", council, review_id=review.pk))
    assert content(answer) == PLAN.encode()
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_table_comes_as_a_spreadsheet_that_runs_no_formula(council: Council, officer: User) -> None:
    evil = PLAN.replace("Write a policy with heads", "=HYPERLINK(A1) with heads")
    preview = make_read_preview(council, officer, evil)
    review = import_plan(council=council, preview=preview, shown=preview.upload.sha256, title="Ours", by=officer)
    answer = as_user(officer).get(url("table-file", council, review_id=review.pk, kind="xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(content(answer))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("RECOMMENDATIONS", "ACTIONS", "BY WHOM", "MILESTONES", "OUTCOME MEASURES")
    assert len(rows) == 4
    assert rows[1][1].startswith("'=HYPERLINK")
    assert rows[3][2:] == ("N/A", "N/A", "N/A")


def test_the_table_stands_on_a_page_in_the_papers_own_words_and_goes_on(
    council: Council, officer: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    review = make_review(council=council, columns=["Recommendation", "By | whom"])
    for n in range(1, 52):
        make_recommendation(review=review, cells=[f"{n}. Write it\nSend it", "<b>SES</b>" if n == 1 else ""])
    client, where = as_user(officer), url("table", council, review_id=review.pk)
    client.get(where)
    with django_assert_max_num_queries(8):
        page = client.get(where).content.decode()
    assert '<th scope="col">By | whom</th>' in page
    assert "1. Write it<br>Send it" in page
    assert "&lt;b&gt;SES&lt;/b&gt;" in page
    assert "50. Write it" in page
    assert "51. Write it" not in page
    assert '<a href="?after=50">More rows</a>' in page
    rest = client.get(where, {"after": "50"}).content.decode()
    assert "51. Write it" in rest
    assert "More rows" not in rest


def test_no_file_is_made_of_a_kind_that_there_is_not(council: Council, officer: User) -> None:
    review = make_full_plan(rows=1, council=council)
    assert as_user(officer).get(url("table-file", council, review_id=review.pk, kind="doc")).status_code == 404


def test_the_table_comes_as_a_pdf_once_it_is_made(council: Council, officer: User) -> None:
    review = make_full_plan(rows=2, council=council)
    client, where = as_user(officer), url("table-pdf", council, review_id=review.pk)
    assert "Making the table" in client.get(where).content.decode()
    making.make(Paper.objects.get().pk)
    answer = client.get(where)
    assert content(answer).startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith("attachment")


# Whatever people write ------------------------------------------------------------------------------------------------
def test_whatever_is_written_is_shown_as_words(council: Council, officer: User) -> None:
    evil = PLAN.replace("That the council write a policy.", f"That {XSS} be done.").replace("\tSES\t", f"\t{LONG}\t")
    preview = make_read_preview(council, officer, evil)
    client = as_user(officer)
    check = client.get(url("import-check", council, preview_id=preview.pk)).content.decode()
    review = import_plan(
        council=council, preview=preview, shown=preview.upload.sha256, title=XSS, committee=XSS[:200], by=officer
    )
    row = review.recommendations.get(position=1)
    milestone = row.milestones.get()
    client.post(milestone.get_absolute_url(), update_form(words=XSS))
    client.post(
        url("response-record", council, recommendation_id=row.pk),
        {"response": "declined", "reason": XSS, "decider": XSS, "opened_on": row.response_token},
    )
    pages = [
        check,
        *(
            client.get(where).content.decode()
            for where in (
                url("plans", council),
                review.get_absolute_url(),
                row.get_absolute_url(),
                milestone.get_absolute_url(),
                url("teams", council),
                url("import-done", council, review_id=review.pk),
            )
        ),
    ]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert LONG in pages[2]
    making.make(
        Paper.objects.create(
            kind="actionplan.table", subject=str(review.pk), digest="x", asked_at=review.imported_at
        ).pk
    )
    assert Paper.objects.get().state == "made"
