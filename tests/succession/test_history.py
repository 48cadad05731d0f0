"""Who changed what, who opened what: for a place's administrators, and nothing that they could not read elsewhere."""

import datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import JSONField
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pghistory.core import event_models
from pytest_django import DjangoAssertNumQueries

from actionplan.measures import registry
from core.history.acting import acting, because
from core.models import Reading
from people.access.roles import GRANTS, Permission, Role
from people.models import Body, Meeting, Membership, School, TermOfOffice, User
from people.rules import GovernorCategory
from policies.models import Version
from succession.history import queries, words
from succession.history.kinds import BY_LABEL, KINDS, SHOWN_TO_NOBODY, readable
from tests.actionplan.builders import make_full_plan, make_valuation
from tests.builders import (
    make_administrator,
    make_body,
    make_council,
    make_meeting,
    make_member,
    make_school,
    make_trust,
    make_user,
)
from tests.policies.cast import make_cast

pytestmark = pytest.mark.django_db

LONG = "x" * 200


@pytest.fixture
def school() -> School:
    return make_school()


@pytest.fixture
def head(school: School) -> User:
    return make_member(Role.HEAD, school, name="Helen Head")


@pytest.fixture
def reading(client: Client, head: User) -> Client:
    client.force_login(head)
    return client


def url(school: School, page: str = "history", **keys: object) -> str:
    return reverse(f"school-{page}", kwargs={"urn": school.urn} | keys)


def record_url(school: School, row: Any) -> str:
    return url(school, "history-record", kind=row._meta.model_name, record=row.pk)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def test_a_change_is_told_with_who_when_and_what(school: School, head: User, reading: Client) -> None:
    meeting = make_meeting(body=make_body(school=school, name="Full board"), on=datetime.date(2026, 5, 1))
    with acting(by=head.pk):
        Meeting.objects.filter(pk=meeting.pk).update(on=datetime.date(2026, 5, 3))
    shown = page(reading, url(school))
    assert "Date of the meeting: 1 May 2026 → 3 May 2026" in shown
    assert "Meeting: Full board, 3 May 2026" in shown
    assert "Helen Head" in shown
    assert f'href="{record_url(school, meeting)}"' in shown
    assert timezone.localtime().strftime("%-d %B %Y") in shown


def test_a_records_own_history_says_each_field_before_and_after(school: School, head: User, reading: Client) -> None:
    body = make_body(school=school, name="Full board")
    with acting(by=head.pk), because("The board asked for it."):
        Body.objects.filter(pk=body.pk).update(delegated_authority=f"Policies of leadership {LONG}")
    with acting(by=head.pk):
        Body.objects.filter(pk=body.pk).update(delegated_authority=f"Policies of all leadership {LONG}")
    shown = page(reading, record_url(school, body))
    assert "Board or committee: Full board" in shown
    assert "Reason: The board asked for it." in shown
    assert "<ins" in shown
    assert "all" in shown


def test_what_was_removed_keeps_its_history(school: School, reading: Client) -> None:
    body = make_body(school=school, name="Full board")
    meeting = make_meeting(body=body)
    address = record_url(school, meeting)
    meeting.delete()
    body.schools.clear()
    body.delete()
    assert "Removed" in page(reading, address)
    assert "Removed: <a" in page(reading, url(school))


def test_what_the_service_and_nobody_known_did_is_told_so(school: School, reading: Client) -> None:
    School.objects.filter(pk=school.pk).update(headcount=1)
    with acting(via="manage.py import_schools"):
        School.objects.filter(pk=school.pk).update(headcount=2)
    shown = page(reading, url(school))
    assert "Not known: it was changed outside the service" in shown
    assert "The service itself (manage.py import_schools)" in shown


def test_it_is_filtered_by_kind_person_and_day_in_the_address(school: School, head: User, reading: Client) -> None:
    with acting(by=head.pk):
        School.objects.filter(pk=school.pk).update(headcount=777_777)
    today = timezone.localdate()
    assert "777777" in page(reading, f"{url(school)}?kind=school&by={head.pk}&day={today:%d/%m/%Y}")
    assert "No change matches" in page(reading, f"{url(school)}?kind=meeting")
    assert "777777" not in page(reading, f"{url(school)}?by=nobody")
    assert "No change matches" in page(reading, f"{url(school)}?day=1+May+2020")
    for odd in ("kind=user", "by=99999999999999999999", "day=9999-12-31", "from=x", "from=2026-01-01T00:00:00_a_b"):
        page(reading, f"{url(school)}?{odd}")


def test_the_whole_list_is_walked_page_by_page_without_a_gap(
    school: School, reading: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 4)
    body = make_body(school=school)
    Meeting.objects.bulk_create(
        Meeting(body=body, on=datetime.date(2026, 1, 1) + datetime.timedelta(days=n)) for n in range(9)
    )
    found, address, pages = [], url(school), 0
    while address:
        answer = reading.get(address)
        found += [entry["title"] + entry["what"] for entry in answer.context["entries"]]
        address = f"{url(school)}{answer.context['older']}" if answer.context["older"] else ""
        pages += 1
    # The school, the head's role, the body, its school, nine meetings.
    assert len(found) == len(set(found)) == 13
    assert pages == 4


@pytest.mark.parametrize("rows", [1, 50])
def test_its_queries_do_not_grow(
    rows: int, school: School, reading: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    body = make_body(school=school)
    for n in range(rows):
        meeting = make_meeting(body=body, on=datetime.date(2026, 1, 1) + datetime.timedelta(days=n))
        Meeting.objects.filter(pk=meeting.pk).update(status="held")
    reading.get(url(school))  # which begins the session
    # Session, user, memberships; bodies, events, rows before, names, people of the filter; the reading.
    with django_assert_num_queries(8):
        reading.get(url(school))


def test_another_schools_records_are_not_found(school: School, reading: Client) -> None:
    theirs = make_school(council=school.council)
    meeting = make_meeting(body=make_body(school=theirs))
    member = Membership.objects.get(user=make_member(Role.HEAD, theirs))
    before = Reading.objects.count()
    for row in (theirs, meeting, meeting.body, member, school.council, make_user()):
        assert reading.get(record_url(school, row)).status_code == 404
    for kind, record in (("user", 1), ("nothing", 1), ("meeting", "x"), ("meeting", 2**70), ("meeting", "²")):
        assert reading.get(url(school, "history-record", kind=kind, record=record)).status_code == 404
    assert reading.get(url(theirs)).status_code == 404
    assert Reading.objects.count() == before


def test_a_federations_board_stands_in_the_history_of_each_of_its_schools(school: School, reading: Client) -> None:
    other = make_school(council=school.council)
    body = make_body(school=school, name="Federation board")
    body.schools.add(other)
    assert "Federation board" in page(reading, url(school))
    body.schools.remove(school)
    Body.objects.filter(pk=body.pk).update(name="Board of the others alone")
    assert "Board of the others alone" not in page(reading, url(school))


def test_a_council_sees_its_own_and_no_schools_drafts(client: Client) -> None:
    cast = make_cast()
    draft = cast.take()
    Version.objects.filter(pk=draft.pk).update(comments="Canary of a draft")
    make_full_plan(1, council=cast.school.council)
    officer = make_administrator(Role.OFFICER, cast.school.council)
    client.force_login(officer)
    code = {"code": cast.school.council.code}
    shown = page(client, reverse("council-history", kwargs=code))
    assert "Action plan" in shown
    assert "Canary" not in shown
    address = reverse("council-history-record", kwargs=code | {"kind": "version", "record": draft.pk})
    assert client.get(address).status_code == 404


def test_what_was_chosen_for_a_measure_is_said_in_its_words(client: Client) -> None:
    measure = next(one for one in registry.every() if registry.TERMS in one.parameters)
    valuation = make_valuation(named=measure.slug, given={"terms": "3"})
    council = valuation.measure.recommendation.review.council
    client.force_login(make_administrator(Role.OFFICER, council))
    code = {"code": council.code, "kind": "valuation", "record": valuation.pk}
    shown = page(client, reverse("council-history-record", kwargs=code))
    assert measure.title in shown
    assert "Over how long: the last three terms" in shown


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.label)
def test_whatever_a_field_of_parts_holds_can_be_said(kind: Any) -> None:
    for field in apps.get_model(kind.label)._meta.concrete_fields:
        if isinstance(field, JSONField) and field.name != "document":
            assert words.value(field, {"a": "b"}, {}), field


def test_only_the_administrators_of_a_council_see_its_history(client: Client) -> None:
    council = make_council()
    client.force_login(make_member(Role.OFFICER, council))
    assert client.get(reverse("council-history", kwargs={"code": council.code})).status_code == 403


def test_a_kind_is_shown_to_those_alone_who_may_read_its_records(
    school: School, head: User, reading: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = make_cast_of(school).take()
    assert reading.get(record_url(school, version)).status_code == 200
    lesser = {key: reach for key, reach in GRANTS[Role.HEAD].items() if key is not Permission.POLICY_DRAFT_READ}
    monkeypatch.setitem(GRANTS, Role.HEAD, lesser)
    assert reading.get(record_url(school, version)).status_code == 404
    assert "Version of the policy" not in page(reading, url(school))
    assert "version" not in readable(User.objects.get(pk=head.pk), school)


def make_cast_of(school: School) -> Any:
    cast = make_cast(council=school.council)
    cast.school = school
    return cast


def test_a_school_that_changed_council_keeps_its_history(school: School, reading: Client) -> None:
    old = school.council
    school.council = make_council(name="The new council")
    school.save()
    assert f"Council: {old.name} → The new council" in page(reading, url(school))


def test_a_trust_lead_sees_the_history_of_the_trusts_schools_and_of_the_trust(client: Client) -> None:
    school = make_school(trust=make_trust(name="Rivers Trust"))
    client.force_login(make_member(Role.TRUST_LEAD, school.trust))  # type: ignore[arg-type]
    assert school.name in page(client, url(school))
    assert "Rivers Trust" in page(client, reverse("trust-history", kwargs={"uid": school.trust.uid}))  # type: ignore[union-attr]


def test_long_names_and_hostile_words_are_shown_as_words(school: School, reading: Client) -> None:
    hostile = f"<script>alert(1)</script>{'n' * 170}"
    TermOfOffice.objects.create(
        body=make_body(school=school, name=hostile),
        name=hostile,
        category=GovernorCategory.PARENT,
        starts_on=datetime.date(2026, 1, 1),
    )
    assert "<script>alert" not in page(reading, url(school))
    assert "&lt;script&gt;" in page(reading, url(school))


def test_every_tracked_model_is_shown_or_has_a_reason() -> None:
    tracked = {event.pgh_tracked_model._meta.label for event in event_models()}  # type: ignore[attr-defined]
    assert tracked - set(BY_LABEL) == set(SHOWN_TO_NOBODY)
    assert len({kind.slug for kind in KINDS}) == len(KINDS)


def test_every_record_a_field_refers_to_has_a_name() -> None:
    missing = {
        (kind.label, field.name)
        for kind in KINDS
        for field in kind.event.pgh_tracked_model._meta.concrete_fields
        if field.related_model and words._label_of(field) not in queries._NAMES
    }
    assert missing == set()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_every_field_has_a_label_people_can_read(kind: Any) -> None:
    for field in kind.event.pgh_tracked_model._meta.concrete_fields:
        said = words.label(kind, field)
        assert said[0].isupper(), said
        assert "_" not in said


def test_the_list_is_walked_by_its_index(school: School) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute(
            "EXPLAIN SELECT * FROM policies_versionevent WHERE pgh_organisation = 'school:1'"
            " ORDER BY pgh_created_at DESC, pgh_id DESC LIMIT 51"
        )
        assert "pgh_org" in "".join(line for (line,) in cursor.fetchall())


# Who opened what ----------------------------------------------------------------------------------------------------
def test_opening_a_history_is_written_down_and_shown(school: School, head: User, reading: Client) -> None:
    meeting = make_meeting(body=make_body(school=school))
    reading.get(url(school))
    reading.get(record_url(school, meeting))
    shown = page(reading, url(school, "readings"))
    assert "Who changed what" in shown
    assert f"The history of one record: meeting, number {meeting.pk}" in shown
    assert list(Reading.objects.order_by("pk").values_list("by", "kind", "subject", "organisation")) == [
        (head.pk, "history", "", f"school:{school.pk}"),
        (head.pk, "record-history", f"meeting {meeting.pk}", f"school:{school.pk}"),
        (head.pk, "readings", "", f"school:{school.pk}"),
    ]
    assert all(Reading.objects.values_list("request", flat=True))
    assert "Nothing older" in page(reading, f"{url(school, 'readings')}?from=2020-01-01T00:00:00%2B00:00_1")
    page(reading, f"{url(school, 'readings')}?by={head.pk}&from=nonsense")


def test_who_opened_what_is_of_one_place_alone(school: School, reading: Client, client: Client) -> None:
    reading.get(url(school))
    other = make_school()
    client.force_login(make_member(Role.HEAD, other))
    assert "Helen Head" not in page(client, url(other, "readings"))


def test_a_council_that_is_no_place_of_theirs_is_not_found(reading: Client) -> None:
    council = make_council()
    assert reading.get(reverse("council-readings", kwargs={"code": council.code})).status_code == 404
