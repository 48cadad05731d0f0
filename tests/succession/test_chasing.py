"""A council asks schools for what is missing: who gets a letter, how often, and what is kept of it."""

import datetime
import threading
from contextlib import suppress
from functools import partial
from typing import Any
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import clock, mailing
from core.models import Letter
from people.access.roles import Role
from people.models import Council, Membership, School, User
from policies.actions.versions import publish_model, version_token
from policies.document import Refused
from policies.models import Adoption
from succession.actions.chasing import chase
from succession.council.chase_rules import INTERVAL, REASON_LABELS, Reason, asks, reason_of
from succession.council.chases import ticked, unanswered
from succession.models import Chase
from tests.at_once import at_once
from tests.builders import make_chase, make_council, make_member, make_school
from tests.policies.cast import Cast
from tests.policies.test_tag_queries import TAGGED, adopts, without_first

pytestmark = pytest.mark.django_db

TODAY = clock.today()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def council() -> Council:
    return make_council(name="Wexmoor Council")


@pytest.fixture
def officer(council: Council) -> User:
    return make_member(Role.OFFICER, council)


@pytest.fixture
def school(council: Council) -> School:
    """A school without a policy, with a head, a clerk and a governor."""
    found = make_school(council=council, name="Bryn Awel School")
    for role in (Role.HEAD, Role.CLERK, Role.GOVERNOR):
        make_member(role, found, email=f"{role.value}@example.org")
    return found


def ask(council: Council, officer: User, *schools: School, reason: Reason = Reason.NONE, tag: str = "") -> list[Chase]:
    urns = [school.urn for school in schools]
    return chase(council=council, urns=urns, reason=reason, tag=tag, by=officer, today=clock.today())


def send_all() -> None:
    for letter in Letter.objects.order_by("pk"):
        mailing.send(letter.pk)


def test_head_and_clerk_get_one_letter_each(
    council: Council, officer: User, school: School, mailoutbox: list[mock.Mock]
) -> None:
    (made,) = ask(council, officer, school)
    assert (made.school, made.reason, made.asked_by) == (school, "none", officer)
    send_all()
    assert sorted(letter.to[0] for letter in mailoutbox) == ["clerk@example.org", "head@example.org"]
    words = mailoutbox[0].body
    assert "Wexmoor Council asks Bryn Awel School to begin its succession planning policy." in words
    assert f"/schools/{school.urn}/policy/" in words


def test_nobody_is_asked_twice_in_a_fortnight_for_the_same(council: Council, officer: User, school: School) -> None:
    first = ask(council, officer, school)
    assert ask(council, officer, school) == []
    Chase.objects.update(asked_at=clock.now() - INTERVAL + DAY)
    assert ask(council, officer, school) == []
    Chase.objects.update(asked_at=clock.now() - INTERVAL)
    assert len(ask(council, officer, school)) == len(first) == 1


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_ask_at_once_write_once(council: Council, school: School) -> None:
    meet = threading.Barrier(2)

    def both_have_looked(*args: Any) -> list[Any]:
        found = ticked(*args)
        with suppress(threading.BrokenBarrierError):  # where one waits for the other to be done
            meet.wait(timeout=1)
        return found

    officers = [make_member(Role.OFFICER, council) for _ in range(2)]
    asks_of = [partial(ask, council, User.objects.get(pk=officer.pk), school) for officer in officers]
    with mock.patch("succession.actions.chasing.ticked", both_have_looked):
        assert at_once(*asks_of) == []
    assert Chase.objects.count() == 1
    assert Letter.objects.count() == 2  # to the head and to the clerk


def test_who_lacks_nothing_is_not_asked(council: Council, officer: User, school: School) -> None:
    Cast(school).take()
    assert ask(council, officer, school) == []
    assert len(ask(council, officer, school, reason=Reason.IN_DRAFT)) == 1


def test_a_letter_whose_reason_went_meanwhile_is_not_sent(
    council: Council, officer: User, school: School, mailoutbox: list[mock.Mock]
) -> None:
    ask(council, officer, school)
    Cast(school).take()
    send_all()
    assert mailoutbox == []


def test_who_left_meanwhile_gets_no_letter(
    council: Council, officer: User, school: School, mailoutbox: list[mock.Mock]
) -> None:
    ask(council, officer, school)
    Membership.objects.filter(school=school, role=Role.HEAD).update(ends_on=TODAY - DAY, starts_on=TODAY - 2 * DAY)
    send_all()
    assert [letter.to[0] for letter in mailoutbox] == ["clerk@example.org"]


def test_a_school_where_nobody_has_an_account_is_told_of_and_not_asked(council: Council, officer: User) -> None:
    empty = make_school(council=council)
    (asked,) = ticked(council, [empty.urn], Reason.NONE, "", TODAY)
    assert asked.refused == "Nobody has an account there as headteacher or clerk yet. Invite them first."
    assert ask(council, officer, empty) == []


def test_a_school_of_another_council_is_passed_over(council: Council, officer: User) -> None:
    elsewhere = make_school()
    make_member(Role.HEAD, elsewhere)
    assert ask(council, officer, elsewhere) == []
    with pytest.raises(PermissionDenied):
        ask(elsewhere.council, officer, elsewhere)


@pytest.mark.parametrize("role", [Role.ACTION_OWNER, Role.COUNCILLOR])
def test_officers_alone_ask(council: Council, school: School, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        ask(council, make_member(role, council), school)


def test_none_and_more_than_fifty_are_refused(council: Council, officer: User) -> None:
    with pytest.raises(Refused, match="Tick the schools to ask"):
        ask(council, officer)
    with pytest.raises(Refused, match="at most 50 schools"):
        chase(council=council, urns=range(51), reason=Reason.NONE, by=officer, today=TODAY)


def test_a_clause_that_is_missing_is_asked_for_by_its_subject(council: Council, officer: User) -> None:
    given = {"council": council, "by": officer, "opened_on": version_token(None)}
    publish_model(document=TAGGED, **given)  # type: ignore[arg-type]
    lacking, holding = adopts(council, "Absent School", without_first), adopts(council, "Same School")
    (made,) = ask(council, officer, lacking, holding, reason=Reason.TAG, tag="mentoring")
    assert (made.school, made.tag) == (lacking, "mentoring")
    head = User.objects.get(memberships__school=lacking, memberships__role=Role.HEAD)
    said = unanswered(head, lacking, TODAY)
    assert said is not None
    assert "consider a clause about “Mentoring”" in said[0]


def test_the_need_goes_once_it_is_done_and_is_for_who_writes_the_policy(
    council: Council, officer: User, school: School
) -> None:
    ask(council, officer, school)
    head, clerk = (Membership.objects.get(school=school, role=role).user for role in (Role.HEAD, Role.CLERK))
    said = unanswered(head, school, TODAY)
    assert said == (asks(Reason.NONE, council="Wexmoor Council", school="Bryn Awel School"), TODAY)
    assert unanswered(clerk, school, TODAY) is None
    assert unanswered(head, school, TODAY + 61 * DAY) is None
    Cast(school).take()
    assert unanswered(head, school, TODAY) is None


def test_a_review_that_is_due_is_asked_for(council: Council, officer: User, school: School) -> None:
    cast = Cast(school)
    cast.adopted()
    Adoption.objects.update(effective_on=TODAY - 9 * DAY, review_due_on=TODAY + DAY)
    assert len(ask(council, officer, school, reason=Reason.REVIEW_DUE)) == 1
    Adoption.objects.update(review_due_on=TODAY - DAY)
    assert len(ask(council, officer, school, reason=Reason.LAPSED)) == 1


def test_filters_say_what_every_school_lacks() -> None:
    assert reason_of({"standing": "none"}) == "none"
    assert reason_of({"review": "past", "cover": "looked"}) == "lapsed"
    assert reason_of({"cover": "looked"}) == reason_of({"standing": "own"}) == ""
    assert {reason for reason in Reason if asks(reason, council="A", school="B", about="C")} == set(REASON_LABELS)


# Pages


def test_an_officer_ticks_looks_and_writes(council: Council, officer: User, school: School, client: Client) -> None:
    client.force_login(officer)
    page = client.get(f"/councils/{council.code}/schools/?standing=none").content.decode()
    assert f'name="school" value="{school.urn}"' in page
    assert 'name="school"' not in client.get(f"/councils/{council.code}/schools/").content.decode()
    address = f"/councils/{council.code}/schools/ask/"
    looked = client.get(f"{address}?reason=none&school={school.urn}").content.decode()
    assert "Headteacher and clerk" in looked
    assert "Write to 1 school" in looked
    assert not Chase.objects.exists()
    every = client.get(f"{address}?reason=none&all=1&shown={school.urn}").content.decode()
    assert "Write to 1 school" in every
    answer = client.post(address, {"reason": "none", "school": [school.urn]}, follow=True)
    assert "Letters go out to 1 school." in answer.content.decode()
    assert "Asked on" in answer.content.decode()
    again = client.post(address, {"reason": "none", "school": [school.urn]}, follow=True)
    assert "Nobody was written to" in again.content.decode()
    assert Chase.objects.count() == 1
    assert "It was asked on" in client.get(f"{address}?reason=none&school={school.urn}").content.decode()


def test_the_page_takes_whatever_is_in_its_address(council: Council, officer: User, client: Client) -> None:
    client.force_login(officer)
    for query in ("", "?reason=x&tag=y&school=1", "?school=99999999999&school=%00", "?reason=tag&tag=walrus&school=a"):
        answer = client.get(f"/councils/{council.code}/schools/ask/{query}", follow=True)
        assert answer.status_code == 200


def test_the_row_is_not_for_who_may_not_ask(council: Council, school: School, client: Client) -> None:
    make_chase(school)
    client.force_login(make_member(Role.COUNCILLOR, council))
    assert "Asked on" not in client.get(f"/councils/{council.code}/schools/").content.decode()


def test_the_head_is_asked_on_the_home_page(council: Council, officer: User, school: School, client: Client) -> None:
    ask(council, officer, school)
    client.force_login(Membership.objects.get(school=school, role=Role.HEAD).user)
    page = client.get(f"/schools/{school.urn}/").content.decode()
    assert "Wexmoor Council asks Bryn Awel School to begin its succession planning policy." in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_files_say_who_when_and_what_and_run_no_formula(
    council: Council, officer: User, client: Client, kind: str
) -> None:
    make_school(council=council, name="=1+1 School")
    client.force_login(officer)
    for name in ("schools/file", "schools/tags/file"):
        answer = client.get(f"/councils/{council.code}/{name}/{kind}/")
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")
    assert client.get(f"/councils/{council.code}/schools/file/exe/").status_code == 404
    if kind == "csv":
        words = client.get(f"/councils/{council.code}/schools/file/csv/?standing=none").content.decode("utf-8-sig")
        assert "'=1+1 School" in words
        assert f"Taken out by {officer.name}" in words
        assert "as at" in words
        assert "Filtered by: policy “No policy yet”." in words


def test_the_list_asks_as_much_for_fifty_schools_as_for_one(
    council: Council, officer: User, school: School, client: Client
) -> None:
    client.force_login(officer)
    paths = [f"/councils/{council.code}/schools/{tail}" for tail in ("?standing=none", f"ask/?school={school.urn}")]

    def asked(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    few = [asked(path) for path in paths]
    for _ in range(49):
        one = make_school(council=council)
        make_member(Role.HEAD, one)
        make_chase(one)
        paths[1] += f"&school={one.urn}"
    assert [asked(path) for path in paths] == few
    assert max(few) <= 12
