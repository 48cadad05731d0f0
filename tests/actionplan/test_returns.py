"""Asking schools, answering for one, reminding them, and who sees what of it."""

import datetime
import io
import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from actionplan.actions import returns as actions
from actionplan.models import AskedSchool, Recommendation, ReturnRequest, SchoolReturn
from actionplan.returns import letters, queries, rules, sending
from actionplan.returns.rules import Among, Stand
from actionplan.rules import Refused
from core import clock, conflicts
from core.models import Letter, Upload
from people.access.roles import Role
from people.models import Council, Membership, School, User
from tests.actionplan.builders import make_not_bought, make_recommendation, make_request, make_return, make_review
from tests.at_once import at_once
from tests.builders import make_member, make_school, make_trust

pytestmark = pytest.mark.django_db

QUESTION = "Has the school agreed a policy?"
SERVICE = "Appointing heads"


@pytest.fixture
def today() -> datetime.date:
    return clock.today()


@pytest.fixture
def school(council: Council) -> School:
    return make_school(council=council, trust=make_trust())


@pytest.fixture
def head(school: School) -> User:
    return make_member(Role.HEAD, school)


@pytest.fixture
def row(council: Council) -> Recommendation:
    return make_recommendation(review=make_review(council=council), control="school-decides")


@pytest.fixture
def asked(row: Recommendation, school: School) -> AskedSchool:
    return make_request(row, school, question=QUESTION).schools.get()


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, council: Council, **keys: object) -> str:
    return reverse(f"actionplan:{name}", kwargs={"code": council.code, **keys})


def page_of(school: School, **keys: object) -> str:
    name = "school-return" if keys else "school-returns"
    return reverse(f"actionplan:{name}", kwargs={"urn": school.urn, **keys})


def ask(row: Recommendation, by: User, **kw: Any) -> ReturnRequest:
    today = clock.today()
    given = {"question": QUESTION, "due_on": today + datetime.timedelta(days=30), "among": Among.ALL, "today": today}
    return actions.ask_schools(recommendation=row, by=by, **{"token": uuid.uuid4()} | given | kw)


def answer(asked: AskedSchool, by: User, said: str = "yes", **kw: Any) -> SchoolReturn:
    given = {"answer": said, "opened_on": asked.token, "token": uuid.uuid4()}
    return actions.answer_return(asked=asked, by=by, **given | kw)


def stand_of(asked: AskedSchool) -> str:
    return AskedSchool.objects.with_stand(clock.today()).get(pk=asked.pk).stand


def form_of(asked: AskedSchool, **kw: object) -> dict[str, object]:
    given = {"answer": "yes", "note": "", "link": "", "opened_on": asked.token, "token": str(uuid.uuid4())} | kw
    return {f"q{asked.pk}-{name}": value for name, value in given.items()}


def words_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


# Asking --------------------------------------------------------------------------------------------------------------
def test_every_open_school_of_the_council_is_asked_and_its_heads_and_leads_are_told(
    row: Recommendation, officer: User, school: School, head: User
) -> None:
    lead = make_member(Role.SCHOOL_LEAD, school)
    for role in (Role.GOVERNOR, Role.CLERK, Role.STAFF, Role.CHAIR):
        make_member(role, school)
    closing = make_school(council=row.review.council, status="closing")
    make_school(council=row.review.council, status="closed")
    make_school()
    request = ask(row, officer)
    assert set(request.schools.values_list("school", flat=True)) == {school.pk, closing.pk}
    assert sending.tell(request.pk) == 2
    told = {int(about.partition(":")[2]) for about in Letter.objects.values_list("about", flat=True)}
    assert told == {head.pk, lead.pk}


def test_a_phase_or_named_schools_are_asked(row: Recommendation, officer: User, council: Council) -> None:
    primary, secondary = (make_school(council=council, phase=phase) for phase in ("primary", "secondary"))
    assert [one.school for one in ask(row, officer, among=Among.PHASE, phase="secondary").schools.all()] == [secondary]
    assert [one.school for one in ask(row, officer, among=Among.NAMED, urns=[primary.urn]).schools.all()] == [primary]
    elsewhere, closed = make_school(), make_school(council=council, status="closed")
    for wrong in (elsewhere.urn, closed.urn):
        with pytest.raises(Refused, match=str(wrong)):
            ask(row, officer, among=Among.NAMED, urns=[primary.urn, wrong])
    with pytest.raises(Refused, match="No open school"):
        ask(row, officer, among=Among.PHASE, phase="nursery")


def test_the_form_is_checked_first_and_sent_twice_asks_once(
    row: Recommendation, officer: User, council: Council, school: School
) -> None:
    client, where = as_user(officer), url("returns-ask", council, recommendation_id=row.pk)
    assert where in client.get(row.get_absolute_url()).content.decode()
    token = str(uuid.uuid4())
    form = {"question": QUESTION, "due_on": "12 March 2031", "among": "all", "token": token}
    page = client.post(where, form)
    assert "One school will be asked" in words_of(page)
    assert "nobody has an account" in words_of(page)
    assert not ReturnRequest.objects.exists()
    assert QUESTION in words_of(client.post(where, form | {"change": "1", "shown": page.context["checked"].token}))
    # Another school opened meanwhile: the number is shown again before anybody is asked.
    shown = page.context["checked"].token
    make_school(council=council)
    page = client.post(where, form | {"shown": shown})
    assert "2 schools will be asked" in words_of(page)
    assert not ReturnRequest.objects.exists()
    sent = form | {"shown": page.context["checked"].token}
    assert client.post(where, sent).status_code == 302
    assert client.post(where, sent).status_code == 302
    assert ReturnRequest.objects.get().schools.count() == 2


@pytest.mark.parametrize("change", [{"due_on": "1 March 2020"}, {"question": "-"}, {"among": "named", "urns": "x"}])
def test_nothing_that_was_typed_is_lost_where_it_cannot_be_asked(
    row: Recommendation, officer: User, council: Council, school: School, change: dict[str, str]
) -> None:
    form = {"question": QUESTION, "due_on": "12 March 2031", "among": "all", "token": str(uuid.uuid4())} | change
    page = as_user(officer).post(url("returns-ask", council, recommendation_id=row.pk), form)
    assert page.status_code == 422
    assert page.content.decode().count(form["question"]) >= 1
    assert "<title>Error: " in words_of(page)
    assert not ReturnRequest.objects.exists()


def test_where_the_council_decides_no_school_is_asked(row: Recommendation, officer: User, school: School) -> None:
    Recommendation.objects.filter(pk=row.pk).update(control="council-decides")
    with pytest.raises(Refused, match="who can make"):
        ask(row, officer)


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_once_asks_once(row: Recommendation, officer: User, school: School) -> None:
    token = uuid.uuid4()
    assert at_once(*(lambda: ask(row, officer, token=token) for _ in range(2))) == []
    assert ReturnRequest.objects.get().schools.count() == 1


def test_a_worker_that_is_killed_tells_nobody_twice(
    row: Recommendation, officer: User, council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "AT_ONCE", 2)
    heads = [make_member(Role.HEAD, make_school(council=council)) for _ in range(5)]
    request = ask(row, officer)
    post, groups = sending.mail.post_many, []

    def dies_in_the_second(**kw: Any) -> int:
        groups.append(kw)
        if len(groups) == 2:
            raise SystemExit
        return post(**kw)

    monkeypatch.setattr(sending.mail, "post_many", dies_in_the_second)
    with pytest.raises(SystemExit):
        sending.tell(request.pk)
    assert Letter.objects.count() == 2
    monkeypatch.setattr(sending.mail, "post_many", post)
    assert (sending.tell(request.pk), sending.tell(request.pk)) == (3, 0)
    told = [int(about.partition(":")[2]) for about in Letter.objects.values_list("about", flat=True)]
    assert sorted(told) == sorted(head.pk for head in heads)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_once(row: Recommendation, officer: User, head: User) -> None:
    request = ask(row, officer)
    Letter.objects.all().delete()
    AskedSchool.objects.update(told_at=None)
    assert at_once(*(lambda: sending.tell(request.pk) for _ in range(2))) == []
    assert Letter.objects.count() == 1


# Letters -------------------------------------------------------------------------------------------------------------
def test_a_letter_holds_no_word_of_the_question_and_leads_to_the_form(asked: AskedSchool, head: User) -> None:
    AskedSchool.objects.filter(pk=asked.pk).update(latest=None)
    ReturnRequest.objects.update(question="Secretquestion about a person?", service="")
    for write in (letters.asked, letters.reminded):
        written = write(f"{asked.pk}:{head.pk}")
        assert written is not None
        assert page_of(asked.school, asked_id=asked.pk) in written.words
        assert "Secretquestion" not in written.subject + written.words
        assert "1 January 2030" in written.subject


def test_no_letter_goes_to_who_may_not_answer_or_of_what_is_answered_or_closed(
    asked: AskedSchool, head: User, officer: User
) -> None:
    about = f"{asked.pk}:{head.pk}"
    assert letters.asked(about)
    for other in (make_member(Role.GOVERNOR, asked.school), make_member(Role.HEAD, make_school()), officer):
        assert letters.asked(f"{asked.pk}:{other.pk}") is None
    with transaction.atomic():
        answer(asked, head)
        assert letters.asked(about) is None
        transaction.set_rollback(True)
    Membership.objects.filter(user=head).update(ends_on=datetime.date(2026, 1, 1), starts_on=datetime.date(2025, 1, 1))
    assert letters.asked(about) is None
    Membership.objects.filter(user=head).update(ends_on=None)
    actions.close_returns(request=asked.request, by=officer)
    assert letters.asked(about) is None


def test_those_who_have_not_answered_are_reminded_once_a_day(
    row: Recommendation, officer: User, council: Council, today: datetime.date
) -> None:
    schools = [make_school(council=council) for _ in range(3)]
    heads = [make_member(Role.HEAD, one) for one in schools]
    request = ask(row, officer)
    answer(request.schools.get(school=schools[0]), heads[0])
    client, where = as_user(officer), url("returns-remind", council, request_id=request.pk)
    assert "remind" in client.get(request.get_absolute_url()).content.decode()
    assert client.post(where).status_code == 302
    assert (sending.remind(request.pk), sending.remind(request.pk)) == (2, 0)
    abouts = Letter.objects.filter(kind=sending.REMINDED).values_list("about", flat=True)
    told = {int(about.partition(":")[2]) for about in abouts}
    assert told == {heads[1].pk, heads[2].pk}
    assert "reminded today" in words_of(client.post(where, follow=True))
    with clock.at(clock.now() + datetime.timedelta(days=1)):
        actions.remind_schools(request=request, by=officer, today=today + datetime.timedelta(days=1))
        assert sending.remind(request.pk) == 2


# Answering -----------------------------------------------------------------------------------------------------------
def test_a_head_answers_on_the_one_page_and_finds_it_on_home(asked: AskedSchool, head: User, council: Council) -> None:
    client = as_user(head)
    home = client.get(asked.school.get_absolute_url())
    assert f"The council asks: {QUESTION}" in words_of(home)
    assert page_of(asked.school, asked_id=asked.pk) in home.content.decode()
    assert f'name="q{asked.pk}-answer"' in client.get(page_of(asked.school)).content.decode()
    file = io.BytesIO(b"Seven came.")
    file.name = "seven.txt"
    sent = form_of(asked, note="In May.", link="https://school.example/policy", file=file)
    assert client.post(page_of(asked.school, asked_id=asked.pk), sent).status_code == 302
    said = SchoolReturn.objects.get()
    assert (said.answer, said.note, said.by, said.file is not None) == ("yes", "In May.", head, True)
    assert "The council asks" not in words_of(client.get(asked.school.get_absolute_url()))
    page = words_of(client.get(page_of(asked.school)))
    assert "In May." in page
    got = client.get(reverse("actionplan:school-return-file", kwargs={"urn": asked.school.urn, "return_id": said.pk}))
    assert b"".join(got.streaming_content) == b"Seven came."
    # The plan's own page counts it, for everybody who reads the plan.
    assert "1 of 1 asked has answered: 1 yes, 0 no, 0 not yet." in words_of(
        client.get(asked.request.recommendation.get_absolute_url())
    )


@pytest.mark.parametrize("role", [Role.GOVERNOR, Role.CHAIR, Role.VICE_CHAIR, Role.CLERK, Role.STAFF])
def test_those_who_do_not_lead_the_school_neither_answer_nor_are_asked(asked: AskedSchool, role: Role) -> None:
    other = make_member(role, asked.school)
    with pytest.raises(PermissionDenied):
        answer(asked, other)
    client = as_user(other)
    for where in (page_of(asked.school), page_of(asked.school, asked_id=asked.pk)):
        assert client.get(where).status_code == 403
    assert "The council asks" not in words_of(client.get(asked.school.get_absolute_url()))


@pytest.mark.parametrize("role", [Role.HEAD, Role.SCHOOL_LEAD, Role.TRUST_LEAD])
def test_those_who_lead_it_do(asked: AskedSchool, role: Role) -> None:
    place = asked.school.trust if role is Role.TRUST_LEAD else asked.school
    assert answer(asked, make_member(role, place)).answer == "yes"  # type: ignore[arg-type]


def test_another_schools_question_is_not_there(asked: AskedSchool, council: Council) -> None:
    other = make_school(council=council)
    client = as_user(make_member(Role.HEAD, other))
    said = make_return(asked, note="Ours alone")
    assert client.get(page_of(other, asked_id=asked.pk)).status_code == 404
    assert client.post(page_of(other, asked_id=asked.pk), form_of(asked)).status_code == 404
    file = reverse("actionplan:school-return-file", kwargs={"urn": other.urn, "return_id": said.pk})
    assert client.get(file).status_code == 404
    assert SchoolReturn.objects.count() == 1


def test_what_was_typed_stays_where_it_cannot_stand(asked: AskedSchool, head: User) -> None:
    client = as_user(head)
    for wrong in ({"answer": ""}, {"link": "http://a.example/"}, {"answer": "maybe"}):
        page = client.post(
            page_of(asked.school, asked_id=asked.pk),
            form_of(asked, **{"note": "Kept words"} | wrong),
        )
        assert page.status_code == 422
        assert "Kept words" in words_of(page)
        assert "<title>Error: " in words_of(page)
    file = io.BytesIO(b"MZ")
    file.name = "a.exe"
    page = client.post(page_of(asked.school, asked_id=asked.pk), form_of(asked, note="Kept words", file=file))
    assert (page.status_code, "Kept words" in words_of(page)) == (422, True)
    assert (SchoolReturn.objects.count(), Upload.objects.filter(name="a.exe").count()) == (0, 0)


def test_the_latest_answer_stands_and_those_before_it_are_kept(asked: AskedSchool, head: User) -> None:
    first = answer(asked, head, "not-yet")
    asked.refresh_from_db()
    second = answer(asked, head)
    asked.refresh_from_db()
    assert (asked.latest, stand_of(asked)) == (second, "yes")
    assert queries.returns_of(asked) == [second, first]


def test_the_schools_history_says_what_was_answered_to_which_question(asked: AskedSchool, head: User) -> None:
    answer(asked, head)
    page = words_of(as_user(head).get(reverse("school-history", kwargs={"urn": asked.school.urn})))
    assert "Return to the council" in page
    assert QUESTION in page


def test_the_database_itself_keeps_what_a_school_returned(asked: AskedSchool, head: User) -> None:
    said = answer(asked, head)
    for change in (
        lambda: SchoolReturn.objects.update(note="Another"),
        lambda: SchoolReturn.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            change()
    said.refresh_from_db()
    assert said.note == ""


def test_of_two_who_answer_the_second_sees_the_first_and_loses_no_word(asked: AskedSchool, head: User) -> None:
    lead = make_member(Role.SCHOOL_LEAD, asked.school)
    opened = form_of(asked, answer="no", note="My own words")
    answer(asked, lead, note="The lead’s words")
    where = page_of(asked.school, asked_id=asked.pk)
    page = as_user(head).post(where, opened)
    assert page.status_code == 422
    assert "The lead’s words" in words_of(page)
    assert "My own words" in words_of(page)
    assert SchoolReturn.objects.count() == 1
    again = page.context["form"]
    fresh = {
        f"q{asked.pk}-{name}": again[name].value() or "" for name in ("answer", "note", "link", "opened_on", "token")
    }
    assert as_user(head).post(where, fresh).status_code == 302
    asked.refresh_from_db()
    assert asked.latest is not None
    assert (asked.latest.note, SchoolReturn.objects.count()) == ("My own words", 2)


def test_without_the_check_the_first_would_be_taken_for_the_seconds_own(
    asked: AskedSchool, head: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = asked.token
    answer(asked, head, note="First")
    with pytest.raises(conflicts.Conflict):
        answer(asked, head, "no", opened_on=token)
    monkeypatch.setattr(conflicts, "check", lambda **_: None)
    assert answer(asked, head, "no", opened_on=token).answer == "no"


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_by_two_clicks_at_once_is_one_answer(asked: AskedSchool, head: User) -> None:
    token = uuid.uuid4()
    assert at_once(*(lambda: answer(asked, head, token=token) for _ in range(2))) == []
    assert SchoolReturn.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_is_told(asked: AskedSchool, head: User) -> None:
    lead = make_member(Role.SCHOOL_LEAD, asked.school)
    wrong = at_once(lambda: answer(asked, head), lambda: answer(asked, lead, "no"))
    assert [type(one) for one in wrong] == [conflicts.Conflict]
    assert SchoolReturn.objects.count() == 1


def test_what_was_filled_in_is_sent_together_and_what_was_left_blank_waits(
    row: Recommendation, school: School, head: User
) -> None:
    one, other, third = (make_request(row, school, question=f"Question {n}?").schools.get() for n in range(1, 4))
    blank = {"answer": ""}
    sent = form_of(one, note="In May.") | form_of(other, **blank) | form_of(third, answer="not-yet")
    page = as_user(head).post(page_of(school), sent, follow=True)
    assert "2 answers are with" in words_of(page)
    assert [asked.pk for asked in AskedSchool.objects.filter(latest=None)] == [other.pk]
    page = as_user(head).post(page_of(school), form_of(other, **blank))
    assert page.status_code == 422
    assert "Choose yes, no or not yet." in words_of(page)


def test_an_answer_that_cannot_stand_keeps_its_words_and_holds_up_no_other(
    row: Recommendation, school: School, head: User, officer: User
) -> None:
    closed, fine, wrong = (make_request(row, school, question=f"Question {n}?").schools.get() for n in range(1, 4))
    sent = form_of(closed, note="Of the first") | form_of(fine) | form_of(wrong, link="https://", note="Of the third")
    actions.close_returns(request=closed.request, by=officer)
    page = as_user(head).post(page_of(school), sent)
    assert page.status_code == 422
    told = words_of(page)
    for words in ("Of the first", "Of the third", "The answer is with", "closed"):
        assert words in told, words
    assert list(SchoolReturn.objects.values_list("asked", flat=True)) == [fine.pk]
    again = as_user(head).post(page_of(school), sent)
    assert again.status_code == 422
    assert SchoolReturn.objects.count() == 1


def test_another_schools_question_is_not_answered_beside_ones_own(
    row: Recommendation, school: School, head: User
) -> None:
    own, foreign = make_request(row, school).schools.get(), make_request(row, make_school()).schools.get()
    answered = as_user(head).post(page_of(school), form_of(own) | form_of(foreign))
    assert answered.status_code == 404
    assert not SchoolReturn.objects.exists()


def test_a_late_answer_is_taken_and_says_so(
    asked: AskedSchool, head: User, officer: User, today: datetime.date
) -> None:
    ReturnRequest.objects.update(due_on=today - datetime.timedelta(days=3))
    client = as_user(head)
    assert "A late answer is taken" in words_of(client.get(page_of(asked.school)))
    page = client.post(page_of(asked.school, asked_id=asked.pk), form_of(asked), follow=True)
    assert "It came 3 days late." in words_of(page)
    assert "3 days late" in words_of(as_user(officer).get(asked.request.get_absolute_url()))


def test_what_is_closed_takes_no_answer_and_keeps_those_it_has(
    asked: AskedSchool, head: User, officer: User, council: Council
) -> None:
    said = answer(asked, head)
    asked.refresh_from_db()
    client, where = as_user(officer), url("returns-close", council, request_id=asked.request_id)
    assert client.get(where).status_code == 200
    assert client.post(where).status_code == 302
    assert client.post(where).status_code == 302
    page = as_user(head).post(page_of(asked.school, asked_id=asked.pk), form_of(asked, note="Kept words"))
    assert (page.status_code, "Kept words" in words_of(page)) == (422, True)
    assert SchoolReturn.objects.get() == said
    with pytest.raises(Refused, match="closed"):
        actions.remind_schools(request=asked.request, by=officer, today=clock.today())
    assert sending.remind(asked.request_id) == 0


# Who is counted ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("status", ["open", "closed"])
@pytest.mark.parametrize("recorded", [False, True])
@pytest.mark.parametrize("said", [None, ("yes", ""), ("no", "yes"), ("", "no"), ("yes", "no"), ("not-yet", "unknown")])
def test_the_database_and_the_rule_agree_on_where_a_school_stands(
    row: Recommendation, school: School, status: str, recorded: bool, said: tuple[str, str] | None
) -> None:
    asked = make_request(row, school, service=SERVICE).schools.get()
    if said is not None:
        make_return(asked, answer=said[0], buys=said[1])
    if recorded:
        make_not_bought(school, service=SERVICE)
    School.objects.filter(pk=school.pk).update(status=status)
    answered, buys = said or ("", "")
    expected = rules.stand_of(is_open=status == "open", answer=answered, buys=buys, is_recorded_as_not_buying=recorded)
    assert stand_of(asked) == expected


def test_only_the_service_that_is_asked_about_counts_and_only_while_it_is_not_bought(
    row: Recommendation, school: School, today: datetime.date
) -> None:
    asked = make_request(row, school, service=SERVICE).schools.get()
    make_not_bought(school, service="Another")
    assert stand_of(asked) == Stand.WAITING
    record = make_not_bought(school, service=SERVICE, ends_on=today - datetime.timedelta(days=1))
    assert stand_of(asked) == Stand.WAITING
    type(record).objects.filter(pk=record.pk).update(ends_on=today)
    assert stand_of(asked) == Stand.NOT_BOUGHT
    assert stand_of(make_request(row, school).schools.get()) == Stand.WAITING


def test_a_school_that_does_not_buy_the_service_says_so_and_is_left_out(
    row: Recommendation, school: School, head: User, officer: User
) -> None:
    asked = make_request(row, school, make_school(council=school.council), service=SERVICE).schools.get(school=school)
    client, where = as_user(head), page_of(school, asked_id=asked.pk)
    assert f"Does the school buy “{SERVICE}”?" in words_of(client.get(where))
    assert client.post(where, form_of(asked, answer="yes")).status_code == 422
    assert client.post(where, form_of(asked, answer="", buys="no")).status_code == 302
    page = words_of(as_user(officer).get(asked.request.get_absolute_url()))
    assert "0 of 1 asked has answered; 1 has not answered. Left out: does not buy the service, 1." in page


def test_a_school_that_closes_is_left_out_and_not_reminded(asked: AskedSchool, head: User, officer: User) -> None:
    School.objects.filter(pk=asked.school_id).update(status="closed")
    page = words_of(as_user(officer).get(asked.request.get_absolute_url()))
    assert "No school that was asked is counted. Left out: closed, 1." in page
    assert letters.asked(f"{asked.pk}:{head.pk}") is None
    with pytest.raises(Refused, match="school is closed"):
        answer(asked, head)


# The officer's list --------------------------------------------------------------------------------------------------
def test_the_list_is_filtered_paged_and_taken_out_as_a_file(
    row: Recommendation, council: Council, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    schools = [make_school(council=council, name=name) for name in ("Ash", "Beech", "Cedar", "Cedar", "Elm")]
    request = make_request(row, *schools)
    make_return(request.schools.get(school=schools[0]), answer="no", note="=1+1")
    make_return(request.schools.get(school=schools[4]))
    client, where, seen = as_user(officer), request.get_absolute_url(), []
    page = client.get(where)
    assert "2 of 5 asked have answered: 1 yes, 1 no, 0 not yet; 3 have not answered." in words_of(page)
    while True:
        seen += [one.school.pk for one in page.context["rows"]]
        if not page.context["older"]:
            break
        page = client.get(where + page.context["older"])
    assert seen == [one.pk for one in schools]
    page = client.get(where, {"stand": "no"})
    assert [one.school.name for one in page.context["rows"]] == ["Ash"]
    assert "1 of 5 schools: answer “No”." in words_of(page)
    assert "Clear the filter" in words_of(page)
    assert "No school stands there" in words_of(client.get(where, {"stand": "closed"}))
    got = b"".join(client.get(url("returns-csv", council, request_id=request.pk)).streaming_content).decode("utf-8-sig")
    assert "'=1+1" in got
    assert f"Taken out by {officer}." in got
    assert [line.split(",")[1] for line in got.splitlines()[1:6]] == [one.name for one in schools]
    few = b"".join(client.get(url("returns-csv", council, request_id=request.pk), {"stand": "yes"}).streaming_content)
    assert b"Elm" in few
    assert b"Ash" not in few


@pytest.mark.parametrize("query", ["?after=a%00b&urn=1", "?after=x&urn=99999999999999", "?stand=%00", "?urn=-1"])
def test_an_address_of_nonsense_shows_the_list(asked: AskedSchool, officer: User, query: str) -> None:
    assert as_user(officer).get(asked.request.get_absolute_url() + query).status_code == 200


def test_others_who_read_the_plan_see_numbers_alone(asked: AskedSchool, council: Council) -> None:
    make_return(asked, note="Ours alone")
    other = as_user(make_member(Role.HEAD, make_school(council=council)))
    owner = as_user(make_member(Role.ACTION_OWNER, council))
    for reader in (other, owner):
        page = words_of(reader.get(asked.request.recommendation.get_absolute_url()))
        assert "1 of 1 asked has answered" in page
        assert "Ours alone" not in page
        assert reader.get(asked.request.get_absolute_url()).status_code == 403
        assert reader.get(url("returns-csv", council, request_id=asked.request_id)).status_code == 403


@pytest.mark.parametrize("number", [1, 60])
def test_the_pages_ask_no_more_as_schools_and_questions_grow(
    row: Recommendation,
    council: Council,
    officer: User,
    head: User,
    school: School,
    number: int,
    django_assert_max_num_queries: Any,
) -> None:
    schools = [school, *(make_school(council=council) for _ in range(number))]
    requests = [make_request(row, *schools, service=SERVICE) for _ in range(min(number, 12))]
    for one in requests[0].schools.all():
        make_return(one, by=head)
    request = requests[0]
    pages = (
        (officer, request.get_absolute_url()),
        (officer, row.get_absolute_url()),
        (officer, url("returns-csv", council, request_id=request.pk)),
        (head, page_of(school)),
        (head, page_of(school, asked_id=request.schools.get(school=school).pk)),
    )
    for user, where in pages:
        client = as_user(user)
        client.get(where)
        with django_assert_max_num_queries(12, info=where):
            assert client.get(where).status_code == 200


def test_home_asks_no_more_for_questions_than_without(
    row: Recommendation, head: User, school: School, django_assert_max_num_queries: Any
) -> None:
    client, where = as_user(head), school.get_absolute_url()
    client.get(where)
    with django_assert_max_num_queries(20) as without:
        client.get(where)
    for _ in range(12):
        make_request(row, school)
    with django_assert_max_num_queries(len(without)):
        page = client.get(where)
    assert words_of(page).count("The council asks: Has the school") == 7


def test_the_counts_of_24_000_schools_come_from_the_database_in_a_few_rows(
    row: Recommendation, council: Council, officer: User, django_assert_max_num_queries: Any
) -> None:
    many = School.objects.bulk_create(
        School(urn=2_000_000 + n, name=f"School {n}", council=council, phase="primary", kind="Community school")
        for n in range(24_000)
    )
    request = make_request(row, many[0], service=SERVICE)
    AskedSchool.objects.bulk_create(AskedSchool(request=request, school=one) for one in many[1:])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE people_school, actionplan_askedschool")
    client = as_user(officer)
    client.get(request.get_absolute_url())
    with django_assert_max_num_queries(12):
        page = client.get(request.get_absolute_url())
    assert "0 of 24000 asked have answered; 24000 have not answered." in words_of(page)
    assert len(page.context["rows"]) == queries.PAGE
