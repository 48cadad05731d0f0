"""What a council answers: who can make it happen, what comes back, and the time for the reply to scrutiny."""

import datetime
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.urls import reverse

from actionplan import rules, shape
from actionplan.actions import answering
from actionplan.actions.progress import add_update, record_response
from actionplan.answering import rules as answers
from actionplan.answering.control import CONTROL_LABELS, CONTROL_MEANS, Control
from actionplan.answering.queries import declines_of, said_before
from actionplan.models import EarlierResponse, Milestone, Recommendation, ReplyTime, ScrutinyReply
from actionplan.outlines.queries import outline_of
from actionplan.queries import recommendation_of
from actionplan.rules import DateState, Refused, Response, Window
from core import clock, conflicts
from people.access.roles import Role
from people.models import Council, User
from succession.home import councils
from tests.actionplan.builders import (
    make_date,
    make_earlier_response,
    make_milestone,
    make_recommendation,
    make_reply,
    make_reply_time,
    make_review,
)
from tests.at_once import at_once
from tests.builders import make_body, make_council, make_meeting, make_member, make_school

TODAY = date(2026, 6, 15)
PAST, AHEAD, NONE = Window(None, date(2026, 6, 14)), Window(date(2026, 7, 1), None), Window(None, None)
OPEN = Window(None, date(2027, 6, 15))


# Who can make it happen ----------------------------------------------------------------------------------------------
def test_every_control_has_words_and_says_what_a_passed_day_is() -> None:
    for table in (CONTROL_LABELS, CONTROL_MEANS, rules.PASSED):
        assert set(table) == set(Control)


@pytest.mark.parametrize("control", Control)
@pytest.mark.parametrize(
    ("windows", "completed_on", "otherwise"),
    [
        ([PAST], None, None),
        ([PAST, NONE], None, None),
        ([PAST, OPEN], None, DateState.OPEN),
        ([PAST, AHEAD], None, DateState.NOT_YET),
        ([NONE], None, DateState.NO_DATE),
        ([], None, DateState.NO_DATE),
        ([PAST], TODAY, DateState.DONE),
    ],
)
def test_only_what_would_be_late_is_said_otherwise_where_schools_decide(
    control: Control, windows: list[Window], completed_on: date | None, otherwise: DateState | None
) -> None:
    passed = DateState.SCHOOLS_DECIDE if control is Control.SCHOOL_DECIDES else DateState.LATE
    assert rules.date_state(windows, TODAY, completed_on, control) is (otherwise or passed)


def test_a_plan_says_in_its_sentence_what_schools_decide() -> None:
    said = rules.plan_sentence({Response.ACCEPTED: 1}, {DateState.LATE: 1, DateState.SCHOOLS_DECIDE: 2})
    assert said == "1 recommendation, accepted. 1 milestone is late, 2 are past their day where schools decide."
    one = rules.plan_sentence({Response.ACCEPTED: 1}, {DateState.SCHOOLS_DECIDE: 1})
    assert one.endswith("1 milestone is past its day where schools decide.")


@pytest.mark.django_db
def test_rows_counts_and_the_database_agree_on_every_control() -> None:
    review = make_review()
    for control in Control:
        row = make_recommendation(review=review, control=control.value)
        for window in (PAST, AHEAD, OPEN, NONE):
            make_milestone((window.earliest, window.latest), recommendation=row)
            make_milestone((window.earliest, window.latest), recommendation=row, completed_on=TODAY)
    by_database = {one.pk: one.state for one in Milestone.objects.with_state(TODAY)}
    loaded = Milestone.objects.select_related("recommendation").prefetch_related("dates")
    assert by_database == {one.pk: one.state_on(TODAY) for one in loaded}
    review.refresh_from_db()
    outline = outline_of(review, TODAY)
    assert by_database == {step.key: step.state for _, step in outline.steps}
    counts = outline.standing.milestones
    assert counts[DateState.SCHOOLS_DECIDE] == 1
    assert counts[DateState.LATE] == len(Control) - 1
    assert [state for row in outline.rows for state in row.states] == [
        by_database[one.pk] for one in Milestone.objects.order_by("recommendation__position", "position")
    ]


# The reply to scrutiny -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sent", "months", "due"),
    [
        (date(2026, 3, 10), 2, date(2026, 5, 9)),
        (date(2026, 3, 1), 2, date(2026, 4, 30)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 12, 29), 2, date(2027, 2, 28)),
        (date(2027, 12, 29), 2, date(2028, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 29)),
        (date(2026, 6, 15), 12, date(2027, 6, 14)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_the_day_it_was_sent_counts(sent: date, months: int, due: date) -> None:
    assert answers.reply_due(sent, months) == due


@pytest.mark.parametrize(
    ("replied", "today", "said"),
    [
        (None, date(2026, 5, 8), "due by 9 May 2026: 1 day left."),
        (None, date(2026, 5, 9), "due by 9 May 2026: today is the last day."),
        (None, date(2026, 5, 10), "was due by 9 May 2026 and is 1 day late."),
        (date(2026, 5, 9), date(2026, 6, 1), "replied on 9 May 2026, in time:"),
        (date(2026, 5, 11), date(2026, 6, 1), "replied on 11 May 2026, 2 days late:"),
    ],
)
def test_a_reply_says_how_many_days_are_left_or_over(replied: date | None, today: date, said: str) -> None:
    sentence = answers.reply_sentence(sent_on=date(2026, 3, 10), months=2, replied_on=replied, today=today)
    assert said in sentence


@pytest.mark.parametrize(
    ("moment", "said"), [("2026-05-09T22:59:59+00:00", "the last day"), ("2026-05-09T23:00:00+00:00", "1 day late")]
)
def test_a_reply_is_late_from_midnight_in_london(moment: str, said: str) -> None:
    with clock.at(datetime.datetime.fromisoformat(moment)):
        today = clock.today()
    assert said in answers.reply_sentence(sent_on=date(2026, 3, 10), months=2, replied_on=None, today=today)


def test_a_councils_own_time_counts_from_its_day_and_the_laws_before() -> None:
    own = [answers.ReplyTime(date(2026, 1, 1), 3, "A rule"), answers.ReplyTime(date(2027, 1, 1), 1, "Another")]
    assert answers.reply_time(date(2025, 12, 31), own).months == 2
    assert answers.reply_time(date(2026, 1, 1), own).months == 3
    assert answers.reply_time(date(2030, 1, 1), own).months == 1
    assert "9FE" in answers.reply_time(date(2014, 6, 1), []).source
    with pytest.raises(Refused, match="no time for the reply is known"):
        answers.reply_time(date(2001, 1, 1), [])


# "N/A" never stands alone --------------------------------------------------------------------------------------------
EMPTY = ["N/A", "n/a.", "NA", "Not applicable", "-", "none", "TBC"]


@pytest.mark.parametrize("words", EMPTY)
def test_no_answer_is_read_as_no_response_and_no_reason(words: str) -> None:
    assert rules.read_response(words)[0] is Response.NOT_RECORDED
    assert rules.read_response(f"Declined: {words}") == (Response.NOT_RECORDED, "")
    assert rules.read_response(f"Agreed: {words}") == (Response.ACCEPTED, "")


@pytest.mark.parametrize("words", EMPTY)
@pytest.mark.parametrize("response", [one for one in Response if one is not Response.NOT_RECORDED])
@pytest.mark.django_db
def test_no_answer_is_no_reason_and_no_decider(words: str, response: Response) -> None:
    row = make_recommendation()
    officer = make_member(Role.OFFICER, row.review.council)
    for given in ({"reason": words}, {"reason": "No money.", "decider": words}):
        with pytest.raises(Refused):
            respond(row, officer, response=response, **given)
    row.refresh_from_db()
    assert row.response == Response.NOT_RECORDED


@pytest.mark.django_db
def test_no_answer_is_no_update() -> None:
    milestone = make_milestone()
    officer = make_member(Role.OFFICER, milestone.recommendation.review.council)
    given = {"progress": rules.Progress.DONE, "on": TODAY, "token": milestone.recommendation_id, "today": TODAY}
    with pytest.raises(Refused, match="Say what happened"):
        add_update(milestone=milestone, words="N/A", by=officer, **given)


def test_a_paper_whose_every_cell_is_no_answer_leaves_nothing_recorded() -> None:
    row = {"label": "1", "text": "That it be done.", "response": "N/A", "owners": {"words": "N/A", "teams": ["N/A"]}}
    parts = {name: [{"text": "N/A", "dates": []}] for name in ("actions", "milestones", "outcome_measures")}
    read = shape._row(1, row | parts, ["That it be done.", "N/A"])
    assert (read.response, read.teams, read.actions, read.milestones, read.measures) == ("not-recorded", (), (), (), ())


# Responses -----------------------------------------------------------------------------------------------------------
@pytest.fixture
def council() -> Council:
    return make_council(name="Netherby Council")


@pytest.fixture
def officer(council: Council) -> User:
    return make_member(Role.OFFICER, council, name="Olu Officer")


@pytest.fixture
def row(council: Council) -> Recommendation:
    return make_recommendation(review=make_review(council=council))


def respond(row: Recommendation, by: User, **kw: Any) -> Recommendation:
    given = {
        "response": Response.DECLINED,
        "reason": "No money.",
        "decider": "Cabinet",
        "on": date(2026, 6, 1),
        "opened_on": row.response_token,
        "today": TODAY,
    }
    return record_response(recommendation=row, by=by, **given | kw)


@pytest.mark.django_db
def test_every_response_ever_recorded_is_told_with_who_when_and_why(
    council: Council, officer: User, row: Recommendation
) -> None:
    meeting = make_meeting(body=make_body(council=council, name="Education Board"), on=date(2026, 5, 1))
    Recommendation.objects.filter(pk=row.pk).update(response="noted")  # as its paper had it
    row.refresh_from_db()
    row = respond(row, officer, meeting=meeting, revisit_on=date(2026, 9, 1))
    row = respond(row, officer, response=Response.PARTLY, reason="Half of it.", decider="Full council")
    row = respond(row, officer, response=Response.ACCEPTED, reason="")
    found = recommendation_of(officer, council, row.pk)
    assert found is not None
    last, first, paper = said_before(found)
    assert (last.response, last.reason, last.decider, last.by) == (
        "in-part",
        "Half of it.",
        "Full council",
        officer.name,
    )
    assert (first.response, first.body, first.met_on) == ("declined", "Education Board", date(2026, 5, 1))
    assert (first.on, first.revisit_on) == (date(2026, 6, 1), date(2026, 9, 1))
    assert (paper.response, paper.by, paper.recorded_at) == ("noted", "", None)
    page = client(officer).get(row.get_absolute_url()).content.decode()
    for told in ("What was said before", "Half of it.", "Education Board, 1 May 2026", "As written in the paper"):
        assert told in page


@pytest.mark.django_db
def test_what_was_said_before_is_never_changed_whoever_tries() -> None:
    earlier = make_earlier_response()
    for change in (lambda: EarlierResponse.objects.update(reason="Another"), earlier.delete):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()


@pytest.mark.django_db
def test_a_response_comes_back_on_a_later_day_where_it_was_not_accepted(officer: User, row: Recommendation) -> None:
    with pytest.raises(Refused, match="not in the future"):
        respond(row, officer, revisit_on=TODAY)
    with pytest.raises(Refused, match="followed by its milestones"):
        respond(row, officer, response=Response.ACCEPTED, reason="", revisit_on=date(2026, 9, 1))
    assert respond(row, officer, revisit_on=date(2026, 6, 16)).revisit_on == date(2026, 6, 16)


@pytest.mark.django_db
def test_only_a_meeting_of_the_councils_own_bodies_can_have_decided(officer: User, row: Recommendation) -> None:
    elsewhere = make_meeting(body=make_body(council=make_council()))
    with pytest.raises(Refused, match="own bodies"):
        respond(row, officer, meeting=elsewhere)
    of_school = make_meeting(body=make_body(school=make_school(council=row.review.council)))
    with pytest.raises(Refused, match="own bodies"):
        respond(row, officer, meeting=of_school)


@pytest.mark.django_db
def test_the_same_form_sent_twice_is_one_response(officer: User, row: Recommendation) -> None:
    opened_on = row.response_token
    respond(row, officer, opened_on=opened_on)
    respond(row, officer, opened_on=opened_on)
    assert not EarlierResponse.objects.exists()
    row.refresh_from_db()
    again = respond(row, officer)  # looked at again, and still declined
    assert EarlierResponse.objects.get().reason == again.response_reason


@pytest.mark.django_db(transaction=True)
def test_of_two_who_respond_at_once_the_second_is_told_and_nothing_is_lost() -> None:
    row = make_recommendation()
    officer = make_member(Role.OFFICER, row.review.council)
    token = row.response_token
    other = make_member(Role.OFFICER, row.review.council)
    wrong = at_once(
        lambda: respond(Recommendation.objects.get(pk=row.pk), officer, opened_on=token),
        lambda: respond(Recommendation.objects.get(pk=row.pk), other, opened_on=token, reason="Other."),
    )
    assert [type(error) for error in wrong] == [conflicts.Conflict]
    assert not EarlierResponse.objects.exists()


@pytest.mark.django_db
def test_the_database_refuses_answers_that_contradict_themselves(row: Recommendation) -> None:
    rows = Recommendation.objects.filter(pk=row.pk)
    meeting = make_meeting(body=make_body(council=row.review.council))
    reply = make_reply(row.review)
    changes: list[Callable[[], object]] = [
        lambda: rows.update(response_meeting=meeting),
        lambda: rows.update(revisit_on=TODAY),
        lambda: rows.update(response="accepted", revisit_on=TODAY),
        lambda: ScrutinyReply.objects.filter(pk=reply.pk).update(replied_on=date(2000, 1, 1)),
        lambda: ScrutinyReply.objects.filter(pk=reply.pk).update(months=0),
        lambda: make_reply_time(row.review.council, months=25),
        lambda: make_reply_time(row.review.council, source=""),
        lambda: [make_reply_time(row.review.council), make_reply_time(row.review.council)],
    ]
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    rows.update(response="noted", response_meeting=meeting, revisit_on=TODAY)


@pytest.mark.django_db
def test_two_who_say_who_can_make_it_happen_see_each_other(officer: User, row: Recommendation) -> None:
    opened_on = row.control_token
    answering.record_control(recommendation=row, control=Control.SCHOOL_DECIDES, opened_on=opened_on, by=officer)
    with pytest.raises(conflicts.Conflict):
        answering.record_control(recommendation=row, control=Control.COUNCIL_FUNDS, opened_on=opened_on, by=officer)
    with pytest.raises(Refused, match="Choose who"):
        answering.record_control(recommendation=row, control=Control.NOT_RECORDED, opened_on=opened_on, by=officer)
    owner = make_member(Role.ACTION_OWNER, row.review.council)
    with pytest.raises(PermissionDenied):
        answering.record_control(recommendation=row, control=Control.COUNCIL_FUNDS, opened_on=opened_on, by=owner)
    row.refresh_from_db()
    assert row.control == Control.SCHOOL_DECIDES


# The register of declines --------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_what_has_come_back_stands_first_and_nobody_elses_is_there(council: Council, officer: User) -> None:
    review, other = make_review(council=council), make_review()
    texts = {"never": None, "next year": date(2027, 1, 1), "today": TODAY, "long since": date(2025, 1, 1)}
    for text, day in texts.items():
        make_recommendation(review=review, text=text, response="declined", response_reason="No.", revisit_on=day)
    make_recommendation(review=review, text="noted, tomorrow", response="noted", revisit_on=date(2026, 6, 16))
    make_recommendation(review=review, text="noted", response="noted")
    make_recommendation(review=review, text="accepted", response="accepted")
    make_recommendation(review=other, text="theirs", response="declined", response_reason="No.")
    found = declines_of(officer, council, TODAY)
    assert [(row.recommendation.text, row.has_come_back) for row in found.rows] == [
        ("long since", True),
        ("today", True),
        ("noted, tomorrow", False),
        ("next year", False),
        ("never", False),
    ]
    assert not declines_of(make_member(Role.OFFICER, other.council), council, TODAY).rows


@pytest.mark.django_db
def test_the_register_goes_on_by_key(council: Council, officer: User) -> None:
    review = make_review(council=council)
    for n in range(101):
        day = TODAY if n % 2 else None
        make_recommendation(review=review, response="declined", response_reason="No.", revisit_on=day)
    seen: list[int] = []
    after, pages = "", 0
    while pages == 0 or after:
        page = declines_of(officer, council, TODAY, after)
        seen += [row.recommendation.pk for row in page.rows]
        after, pages = page.older, pages + 1
    assert pages == 3
    assert len(seen) == len(set(seen)) == 101
    for wrong in ("x", "2026-01-01", "2026-01-01.x", "9999-99-99.1", f"2026-01-01.{'9' * 30}"):
        assert declines_of(officer, council, TODAY, wrong).rows


@pytest.mark.django_db
def test_home_asks_to_look_again_and_to_reply(council: Council, officer: User) -> None:
    review = make_review(council=council)
    make_recommendation(review=review, response="declined", response_reason="No.", revisit_on=TODAY)
    make_recommendation(review=review, response="noted", revisit_on=date(2026, 6, 16))
    reply = make_reply(review, sent_on=date(2026, 6, 1))
    found = {need.what: need for need in needs(officer, council)}
    assert "Look again at 1 recommendation the council did not accept" in found
    need = found[f"Reply to scrutiny: {review.title}"]
    assert need.by == date(2026, 7, 31)
    assert "46 days left" in need.why
    ScrutinyReply.objects.filter(pk=reply.pk).update(replied_on=date(2026, 6, 10))
    assert not any("Reply to scrutiny" in need.what for need in needs(officer, council))
    owner = make_member(Role.ACTION_OWNER, council)
    assert not any("Look again" in need.what for need in needs(owner, council))


def needs(user: User, council: Council) -> list[Any]:
    return list(councils.needs(user, council, councils.plan_now(user, council, TODAY), TODAY))


# Pages ---------------------------------------------------------------------------------------------------------------
def client(user: User) -> Client:
    made = Client()
    made.force_login(user)
    return made


def url(name: str, council: Council, **keys: Any) -> str:
    return reverse(f"actionplan:{name}", kwargs={"code": council.code} | keys)


@pytest.mark.django_db
def test_an_officer_records_a_response_at_a_meeting_and_looks_again(
    council: Council, officer: User, row: Recommendation
) -> None:
    meeting = make_meeting(body=make_body(council=council, name="Education Board"), on=date(2026, 5, 1))
    where = url("response-record", council, recommendation_id=row.pk)
    browser = client(officer)
    assert "Education Board, 1 May 2026" in browser.get(where).content.decode()
    sent = {"response": "declined", "reason": "No money.", "meeting": meeting.pk, "revisit_on": "1 September 2099"}
    assert browser.post(where, sent | {"opened_on": row.response_token}).status_code == 302
    page = browser.get(row.get_absolute_url()).content.decode()
    assert "Decided at Education Board, 1 May 2026" in page
    assert "To be looked at again on 1 September 2099" in page
    register = browser.get(url("declines", council)).content.decode()
    assert "No money." in register
    assert "1 September 2099" in register
    again = browser.post(where, sent | {"reason": "Other", "opened_on": row.response_token})
    assert again.status_code == 422
    assert "Somebody else has recorded a response" in again.content.decode()
    refused = browser.post(where, sent | {"meeting": "999999", "opened_on": row.response_token})
    assert "not in the list any more" in refused.content.decode()


@pytest.mark.django_db
def test_an_officer_says_that_schools_decide_and_nothing_is_late(council: Council, officer: User) -> None:
    row = make_recommendation(review=make_review(council=council))
    make_milestone((None, date(2020, 3, 31)), recommendation=row)
    browser, plan = client(officer), row.review.get_absolute_url()
    assert "1 milestone is late" in browser.get(plan).content.decode()
    where = url("control-record", council, recommendation_id=row.pk)
    assert browser.post(where, {"opened_on": row.control_token}).status_code == 422
    sent = {"control": "school-decides", "opened_on": row.control_token}
    assert browser.post(where, sent).status_code == 302
    page = browser.get(plan).content.decode()
    assert "1 milestone is past its day where schools decide" in page
    assert "Late" not in page.split("<tbody")[1]
    assert "Schools decide" in page.split("<tbody")[1]
    stale = browser.post(where, sent | {"control": "council-funds"})
    assert stale.status_code == 422
    assert "Somebody else has changed this" in stale.content.decode()
    assert browser.get(f"{plan}?state=schools-decide").context["found"] == 1


@pytest.mark.django_db
def test_an_officer_records_the_days_of_the_reply(council: Council, officer: User) -> None:
    review = make_review(council=council)
    browser, where = client(officer), url("reply-record", council, review_id=review.pk)
    assert "Record when the panel’s report was sent" in browser.get(review.get_absolute_url()).content.decode()
    for wrong in ({"sent_on": "1/1/2199"}, {"sent_on": ""}, {"sent_on": "1/3/2020", "replied_on": "1/2/2020"}):
        answer = browser.post(where, {"opened_on": answering.NONE} | wrong)
        assert answer.status_code == 422
        assert "Error:" in answer.content.decode()
    sent = {"sent_on": "10 March 2020", "opened_on": answering.NONE}
    assert browser.post(where, sent).status_code == 302
    assert "The reply was due by 9 May 2020 and is" in browser.get(review.get_absolute_url()).content.decode()
    stale = browser.post(where, sent | {"replied_on": "1 May 2020"})
    assert stale.status_code == 422
    assert "Somebody else has changed this" in stale.content.decode()
    opened_on = ScrutinyReply.objects.get().token
    browser.post(where, sent | {"replied_on": "1 May 2020", "opened_on": opened_on})
    assert "replied on 1 May 2020, in time" in browser.get(review.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_a_councils_own_time_is_set_and_changes_no_earlier_reply(council: Council, officer: User) -> None:
    review = make_review(council=council)
    given = {"replied_on": None, "by": officer, "today": TODAY}
    answering.record_reply(review=review, sent_on=date(2026, 3, 10), opened_on=answering.NONE, **given)
    browser, where = client(officer), url("reply-time", council)
    assert "section 9FE" in browser.get(where).content.decode()
    sent = {"months": "1", "applies_from": "1 January 2026", "source": "Rule 15", "opened_on": answering.NONE}
    for wrong in ({"months": "0"}, {"months": "x"}, {"source": "N/A"}, {"source": ""}, {"applies_from": "soon"}):
        assert browser.post(where, sent | wrong).status_code == 422
    assert browser.post(where, sent).status_code == 302
    assert browser.post(where, sent | {"months": "3"}).status_code == 422
    assert ReplyTime.objects.get().months == 1
    reply = ScrutinyReply.objects.get()
    assert reply.due_on == date(2026, 5, 9)
    answering.record_reply(review=review, sent_on=date(2026, 3, 11), opened_on=reply.token, **given)
    assert ScrutinyReply.objects.get().due_on == date(2026, 4, 10)


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 50])
def test_the_register_asks_no_more_as_it_grows(
    council: Council, officer: User, rows: int, django_assert_max_num_queries: Any
) -> None:
    review = make_review(council=council)
    for _ in range(rows):
        row = make_recommendation(review=review, response="declined", response_reason="No.")
        make_earlier_response(row)
        make_date(milestone=make_milestone(recommendation=row))
    browser = client(officer)
    browser.get(url("declines", council))
    for where in (url("declines", council), row.get_absolute_url(), url("reply-time", council)):
        with django_assert_max_num_queries(12, info=where):
            assert browser.get(where).status_code == 200
