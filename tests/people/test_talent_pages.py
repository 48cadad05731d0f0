"""Pages of talent records, criteria and one's own record: who finds them, what they say, and how little they ask."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from core import clock
from core.models import Reading
from people.access.roles import Role
from people.actions import criteria, own_record, talent
from people.models import (
    Correction,
    CriteriaVersion,
    CriterionStandard,
    Framework,
    Intention,
    Meeting,
    School,
    StaffMember,
    Standard,
    TalentEvidence,
    TalentRecord,
    TalentView,
    User,
)
from people.planning.cover import Level
from people.talent import queries as talent_queries
from people.talent.rules import TalentState
from tests.builders import (
    make_activity,
    make_body,
    make_correction,
    make_criteria,
    make_criterion,
    make_evidence,
    make_holder,
    make_intention,
    make_log,
    make_meeting,
    make_member,
    make_nomination,
    make_post,
    make_record,
    make_school,
    make_staff,
    make_standard,
    make_trust,
    make_user,
    make_view,
)

pytestmark = pytest.mark.django_db

TODAY = clock.today()
DAY = datetime.timedelta(days=1)
SOON = TODAY + 30 * DAY
LONG = ("Maximiliana " * 16 + "Featherst")[:200]


@pytest.fixture
def school() -> School:
    return make_school(name="Hill Top School", trust=make_trust())


@pytest.fixture
def head(school: School) -> User:
    return make_member(Role.HEAD, school, name="Hana Head")


@pytest.fixture
def lead(school: School) -> User:
    return make_member(Role.SCHOOL_LEAD, school, name="Leo Lead")


@pytest.fixture
def teacher(school: School) -> User:
    return make_member(Role.STAFF, school, name="Tea Teacher")


@pytest.fixture
def member(school: School, teacher: User) -> StaffMember:
    return make_staff(school, user=teacher, name="Tea Teacher")


def url(name: str, school: School, **kw: int) -> str:
    return reverse(f"people:{name}", kwargs={"urn": school.urn, **kw})


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def of_record(name: str, record: TalentRecord) -> str:
    return url(name, record.staff.school, record_id=record.pk)


# Who finds what -------------------------------------------------------------------------------------------------------
def test_pages_show_what_visible_to_shows(school: School, head: User, lead: User) -> None:
    """What pages ask is written once; forms and the admin ask `visible_to`. Both are one rule."""
    people = {role: make_member(role, school) for role in (Role.GOVERNOR, Role.CHAIR, Role.CLERK, Role.STAFF)}
    trust_lead = make_member(Role.TRUST_LEAD, school.trust)  # type: ignore[arg-type]
    outsider = make_member(Role.HEAD, make_school(trust=school.trust))
    every = [head, lead, trust_lead, outsider, make_member(Role.OFFICER, school.council), *people.values()]
    for user in (head, lead, people[Role.STAFF]):
        make_correction(make_staff(school, user=user))
    by_post = make_staff(school)
    make_holder(make_post(school, level=Level.HEADSHIP), staff=by_post)
    for staff in [*StaffMember.objects.filter(school=school), make_staff(school), make_staff(make_school())]:
        make_record(staff, state="closed", ending="school")
        make_record(staff)
    seen = {}
    for user in every:
        here = TalentRecord.objects.visible_to(user).filter(staff__school=school)
        running = talent_queries.register_of(user, school, TODAY)
        closed = talent_queries.register_of(user, school, TODAY, closed=True)
        assert {*running, *closed} == set(here), user
        for record in TalentRecord.objects.all():
            found = talent_queries.record_of(user, school, record.pk, TODAY)
            assert (found is not None) is (record in here), (user, record)
        own = Correction.objects.visible_to(user)
        assert set(talent_queries.corrections_of(user, school, TODAY)) == set(own), user
        seen[user.pk] = {record.staff.user_id for record in running}
    assert lead.pk not in seen[lead.pk]
    assert head.pk not in seen[lead.pk]
    assert {head.pk, lead.pk} <= seen[trust_lead.pk]
    assert by_post not in talent_queries.staff_to_nominate(lead, school, TODAY)
    assert not {user for user in seen if seen[user]} - {head.pk, lead.pk, trust_lead.pk}


def test_criteria_pages_show_what_visible_to_shows(school: School) -> None:
    council = school.council
    for place in (school, council, make_school(council=council)):
        make_criteria(place, state="adopted")
    make_criteria(school, state="proposed")
    make_criteria(council)
    users = [make_member(role, school) for role in (Role.HEAD, Role.GOVERNOR, Role.CLERK, Role.STAFF)]
    users += [make_member(Role.OFFICER, council), make_member(Role.COUNCILLOR, council), make_user()]
    users += [make_member(Role.TRUST_LEAD, school.trust)]  # type: ignore[arg-type]
    for user in users:
        for place in (school, council):
            visible = CriteriaVersion.objects.visible_to(user).of(place)
            assert talent_queries.criteria_of(user, place) == list(visible), (user, place)


PAGES = ("talent-record", "talent-evidence", "talent-view", "talent-next-step", "talent-review", "talent-close")


@pytest.mark.parametrize("name", PAGES)
def test_ones_own_record_and_the_heads_are_not_found(name: str, school: School, head: User, lead: User) -> None:
    own, heads = make_record(make_staff(school, user=lead)), make_record(make_staff(school, user=head))
    other = make_record(make_staff(school))
    assert client_of(lead).get(of_record(name, own)).status_code == 404
    assert client_of(lead).get(of_record(name, heads)).status_code == 404
    assert client_of(lead).get(of_record(name, other)).status_code == 200
    trust_lead = make_member(Role.TRUST_LEAD, school.trust)  # type: ignore[arg-type]
    assert client_of(trust_lead).get(of_record(name, heads)).status_code == 200


def test_every_judgement_says_who_may_read_it(school: School, head: User, member: StaffMember) -> None:
    make_criterion(make_criteria(school, state="adopted"))
    record = make_record(member, needs="Time")
    make_evidence(record, opinion="Calm")
    make_view(record)
    page = client_of(head).get(of_record("talent-record", record)).content.decode()
    assert page.count("Tea Teacher may read this.") == 3
    for name in ("talent-evidence", "talent-view", "talent-next-step", "talent-review", "talent-pause", "talent-close"):
        assert "Tea Teacher may read this." in client_of(head).get(of_record(name, record)).content.decode(), name
    assert "Only the headteacher, the school leads and the trust’s lead can see this page." in page


def test_openings_are_written_and_the_person_reads_them(
    school: School, head: User, teacher: User, member: StaffMember
) -> None:
    record = make_record(member, opened_at=clock.now() - DAY)
    client_of(head).get(of_record("talent-record", record))
    client_of(head).get(url("talent", school))
    assert list(Reading.objects.order_by("pk").values_list("kind", "subject")) == [
        ("talent-record", str(record.pk)),
        ("talent-register", ""),
    ]
    page = client_of(teacher).get(url("my-record", school)).content.decode()
    assert "Your talent record" in page
    assert page.count('<td data-label="Who">Hana Head</td>') >= 2
    other = client_of(make_member(Role.STAFF, school))
    make_staff(school, user=User.objects.get(pk=other.session["_auth_user_id"]))
    assert "Nobody else has opened a page on which you stand." in other.get(url("my-record", school)).content.decode()


# The register ---------------------------------------------------------------------------------------------------------
def test_the_register_is_filtered_in_the_url_and_says_how_many(school: School, head: User) -> None:
    make_record(make_staff(school, name="Ann"), aim="headship")
    make_record(make_staff(school, name="Ben"), review_by=TODAY - DAY)
    make_record(make_staff(school, name="Cem"), state="closed", ending="wish")
    as_head = client_of(head)
    page = as_head.get(url("talent", school)).content.decode()
    assert "All 2 records that run." in page
    assert "1 record lapsed" in page
    page = as_head.get(url("talent", school) + "?state=lapsed").content.decode()
    assert "1 of 2 records: lapsed." in page
    assert "Ben" in page
    assert "Ann" not in page
    page = as_head.get(url("talent", school) + "?aim=none").content.decode()
    assert "1 of 2 records: has not said." in page
    page = as_head.get(url("talent", school) + "?state=closed").content.decode()
    assert "Cem" in page
    assert "Ann" not in page
    assert "All 2 records that run." in as_head.get(url("talent", school) + "?state=odd&aim=").content.decode()


def test_an_empty_register_says_what_it_is(school: School, head: User) -> None:
    page = client_of(head).get(url("talent", school)).content.decode()
    assert "No record is open yet" in page
    assert "The school has not agreed yet what it looks for" in page


@pytest.mark.parametrize("rows", [1, 50])
def test_a_register_asks_as_little_for_many(
    rows: int, school: School, head: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    as_head = client_of(head)
    for _ in range(rows):
        make_record(make_staff(school), next_step="Go", next_step_owner=make_staff(school))
    as_head.get(url("talent", school))
    with django_assert_num_queries(6):
        as_head.get(url("talent", school))


@pytest.mark.parametrize("rows", [1, 50])
def test_a_record_asks_as_little_for_much(
    rows: int,
    school: School,
    head: User,
    teacher: User,
    member: StaffMember,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    record = make_record(member)
    criterion = make_criterion(make_criteria(school, state="adopted"))
    for _ in range(rows):
        make_evidence(record, criterion=criterion)
        make_view(record)
        make_log(record)
        make_nomination(make_post(school), staff=member)
        make_correction(member)
    as_head, as_teacher = client_of(head), client_of(teacher)
    as_head.get(of_record("talent-record", record))
    as_teacher.get(url("my-record", school))
    with django_assert_num_queries(8):
        as_head.get(of_record("talent-record", record))
    with django_assert_num_queries(18):
        as_teacher.get(url("my-record", school))


@pytest.mark.parametrize("rows", [1, 40])
def test_criteria_ask_as_little_for_many(
    rows: int, school: School, head: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = make_criteria(school, state="adopted")
    for _ in range(rows):
        make_criterion(version)
    as_head = client_of(head)
    as_head.get(url("school-criteria", school))
    with django_assert_num_queries(6):
        as_head.get(url("school-criteria", school))


# A record from its opening to its end ---------------------------------------------------------------------------------
def test_a_record_goes_from_opening_to_reading(
    school: School, head: User, lead: User, teacher: User, member: StaffMember
) -> None:
    criterion = make_criterion(make_criteria(school, state="adopted"))
    as_head, as_lead, as_teacher = client_of(head), client_of(lead), client_of(teacher)
    given = {"person": member.pk, "source": "nominated", "reason": "Leads well", "review_by": f"{SOON:%d/%m/%Y}"}
    for _ in range(2):
        answer = as_head.post(url("talent-open", school), given)
        record = TalentRecord.objects.get()
        assert answer["Location"] == of_record("talent-record", record)
    given = {"criterion": criterion.pk, "on": "1 March 2026", "fact": "Led the staff day", "opinion": "Calmly"}
    for _ in range(2):
        as_head.post(of_record("talent-evidence", record), given)
    assert TalentEvidence.objects.get().fact == "Led the staff day"
    as_head.post(of_record("talent-view", record), {"words": "Ready for more"})
    page = as_head.post(of_record("talent-view", record), {"words": "Another"}).content.decode()
    assert "The last view still waits for a second" in page
    as_lead.post(of_record("talent-view", record), {"words": "I saw it too"})
    assert TalentView.objects.get(answers__isnull=False).by == lead
    step = {"needs": "Time", "next_step": "Shadow", "on": f"{SOON:%d/%m/%Y}", "owner": member.pk}
    as_lead.post(of_record("talent-next-step", record), step | {"opened_on": talent.next_step_token(record)})
    page = as_teacher.get(url("my-record", school)).content.decode()
    for words in ("Leads well", "Led the staff day", "Calmly", "Ready for more", "I saw it too", "Shadow", "Time"):
        assert words in page, words
    opened_on = own_record.reading_token(record)
    as_teacher.post(url("my-record-read", school), {"comment": "Fair", "opened_on": opened_on})
    record.refresh_from_db()
    assert record.state == TalentState.READ
    page = as_head.get(of_record("talent-record", record)).content.decode()
    assert "Fair" in page
    answer = as_head.post(of_record("talent-pause", record), {"reason": "On leave"}, follow=True)
    assert "Take it up again" in answer.content.decode()
    as_head.post(of_record("talent-resume", record))
    as_head.post(of_record("talent-review", record), {"words": "Together", "review_by": f"{SOON:%d/%m/%Y}"})
    as_head.post(of_record("talent-close", record), {"reason": "In post"})
    record.refresh_from_db()
    assert record.state == TalentState.CLOSED
    page = as_head.get(of_record("talent-record", record)).content.decode()
    assert "This record is closed" in page
    assert "Add evidence" not in page


def test_errors_say_what_to_do_and_keep_what_was_typed(school: School, head: User, member: StaffMember) -> None:
    as_head, record = client_of(head), make_record(member)
    criterion = make_criterion(make_criteria(school, state="adopted"))
    page = as_head.post(of_record("talent-evidence", record), {"opinion": "Only this"}).content.decode()
    for words in ("Choose a criterion.", "Say what happened.", "Only this", "<title>Error:"):
        assert words in page, words
    given = {"criterion": criterion.pk, "on": f"{SOON:%d/%m/%Y}", "fact": "It will"}
    assert "today or before" in as_head.post(of_record("talent-evidence", record), given).content.decode()
    given = {"words": "Late", "review_by": f"{TODAY + 400 * DAY:%d/%m/%Y}"}
    assert "within twelve months" in as_head.post(of_record("talent-review", record), given).content.decode()
    page = as_head.post(of_record("talent-next-step", record), {"on": "1 March 2090"}).content.decode()
    assert "Say what the next step is" in page


def test_of_two_who_plan_the_second_sees_the_first(school: School, head: User, lead: User, member: StaffMember) -> None:
    record = make_record(member)
    opened_on = talent.next_step_token(record)
    client_of(head).post(of_record("talent-next-step", record), {"next_step": "Shadow", "opened_on": opened_on})
    given = {"next_step": "Teach", "opened_on": opened_on}
    page = client_of(lead).post(of_record("talent-next-step", record), given).content.decode()
    assert "Somebody else has changed this" in page
    assert "Shadow" in page
    assert 'value="Teach"' in page
    record.refresh_from_db()
    assert record.next_step == "Shadow"


def test_evidence_is_taken_out_with_a_reason(school: School, head: User, member: StaffMember) -> None:
    evidence = make_evidence(make_record(member))
    kw = {"record_id": evidence.record_id, "evidence_id": evidence.pk}
    as_head = client_of(head)
    assert evidence.fact in as_head.get(url("talent-evidence-remove", school, **kw)).content.decode()
    as_head.post(url("talent-evidence-remove", school, **kw), {"reason": "Somebody else"})
    assert not TalentEvidence.objects.exists()
    other = make_evidence(make_record(make_staff(school)))
    kw = {"record_id": evidence.record_id, "evidence_id": other.pk}
    assert as_head.post(url("talent-evidence-remove", school, **kw), {"reason": "Not his"}).status_code == 404


# My record ------------------------------------------------------------------------------------------------------------
def test_without_an_entry_my_record_says_what_to_do(school: School, teacher: User) -> None:
    page = client_of(teacher).get(url("my-record", school)).content.decode()
    assert "Your account is not on the school’s register of staff" in page
    assert client_of(teacher).get(url("my-record-lead", school)).status_code == 404


def test_my_record_shows_all_that_is_held_and_by_whom(school: School, teacher: User, member: StaffMember) -> None:
    make_nomination(
        make_post(school, title="SENCO"), staff=member, reason="Plans well", nominated_by=make_user(name="Nia")
    )
    make_holder(
        make_post(school, title="Phase lead"),
        staff=member,
        changes_from=SOON,
        changes_until=SOON,
        change_source="told",
        change_reason="Wants to move",
    )
    make_activity(school, staff=member, title="Shadowing at Low Meadow", starts_on=TODAY, ends_on=TODAY)
    make_record(member, source="self", opened_by=teacher)
    page = client_of(teacher).get(url("my-record", school)).content.decode()
    said = ("Plans well", "Said by Nia", "Wants to move", "Opened by yourself on", f"on {TODAY:%-d %B %Y}. Written by")
    for words in ("SENCO", "Phase lead", "Shadowing at Low Meadow", *said):
        assert words in page, words


def test_a_person_says_changes_and_takes_back(school: School, teacher: User, member: StaffMember) -> None:
    as_teacher = client_of(teacher)
    assert (
        "Choose what you would like to lead"
        in as_teacher.post(url("my-record-lead", school), {"aim": ""}).content.decode()
    )
    for words in ("A phase", "A phase", "A phase, one day"):
        as_teacher.post(url("my-record-lead", school), {"aim": "middle", "aspiration": words})
    assert TalentRecord.objects.get().aspiration == "A phase, one day"
    assert "A phase, one day" in as_teacher.get(url("my-record-withdraw", school)).content.decode()
    as_teacher.post(url("my-record-withdraw", school))
    assert TalentRecord.objects.get().state == TalentState.CLOSED
    as_teacher.post(url("my-record-lead", school), {"aim": "senior"})
    as_teacher.post(url("my-record-close", school), {"words": "Not now"})
    assert not TalentRecord.objects.running().exists()


def test_nobody_confirms_what_they_were_not_shown(
    school: School, teacher: User, head: User, member: StaffMember
) -> None:
    record = make_record(member)
    opened_on = own_record.reading_token(record)
    talent.write_view(record=record, words="Listens", second=False, by=head)
    given = {"comment": "My words", "opened_on": opened_on}
    page = client_of(teacher).post(url("my-record-read", school), given).content.decode()
    assert "Something was written meanwhile" in page
    assert "My words" in page
    record.refresh_from_db()
    assert record.state == TalentState.OPEN


def test_a_correction_goes_to_the_head_and_the_answer_comes_back(
    school: School, teacher: User, head: User, member: StaffMember
) -> None:
    as_teacher, as_head = client_of(teacher), client_of(head)
    as_teacher.post(url("my-record-correction", school), {"words": "I teach year 4"})
    assert "1 person asks" in as_head.get(url("talent", school)).content.decode()
    assert "I teach year 4" in as_head.get(url("corrections", school)).content.decode()
    key = Correction.objects.get().pk
    as_head.post(url("correction-answer", school, correction_id=key), {"answer": "Put right"})
    assert "Put right" in as_teacher.get(url("my-record", school)).content.decode()
    page = as_head.post(url("correction-answer", school, correction_id=key), {"answer": "Again"}).content.decode()
    assert "was answered already" in page


def test_the_chair_reads_what_the_head_intends_and_no_lead_does(school: School, head: User, lead: User) -> None:
    given = {"earliest": "1 September 2089", "latest": "31 August 2090", "words": "Another school"}
    as_head = client_of(head)
    as_head.post(url("intention", school), given)
    headship = make_post(school, level=Level.HEADSHIP)
    as_chair = client_of(make_member(Role.CHAIR, school))
    page = as_chair.get(url("post", school, post_id=headship.pk)).content.decode()
    assert "may leave between 1 September 2089 and 31 August 2090. “Another school”" in page
    assert "Another school" in as_head.get(url("my-record", school)).content.decode()
    for name in ("my-record", "cover", "talent"):
        assert "Another school" not in client_of(lead).get(url(name, school)).content.decode(), name
    as_head.post(url("intention-withdraw", school))
    assert not Intention.objects.exists()
    assert "may leave between" not in as_chair.get(url("post", school, post_id=headship.pk)).content.decode()
    page = as_head.post(url("intention", school), given | {"latest": "1 September 2088"}).content.decode()
    assert "The last day is before the first." in page


def test_an_intention_is_shown_in_its_own_school_alone(school: School) -> None:
    make_intention(make_school(), words="Elsewhere")
    headship = make_post(school, level=Level.HEADSHIP)
    as_chair = client_of(make_member(Role.CHAIR, school))
    assert "Elsewhere" not in as_chair.get(url("post", school, post_id=headship.pk)).content.decode()


@pytest.mark.parametrize("build", [make_view, make_evidence, make_correction])
def test_a_name_of_200_letters_breaks_no_page(build: Callable[..., object], school: School, head: User) -> None:
    staff = make_staff(school, name=LONG, job_title=LONG, user=make_member(Role.STAFF, school, name=LONG))
    record = make_record(staff)
    build(staff if build is make_correction else record)
    for name in ("talent", "corrections"):
        assert LONG in client_of(head).get(url(name, school)).content.decode() or name == "corrections"
    assert LONG in client_of(head).get(of_record("talent-record", record)).content.decode()
    assert staff.user
    assert client_of(staff.user).get(url("my-record", school)).status_code == 200


# Criteria -------------------------------------------------------------------------------------------------------------
def test_a_criterion_names_the_standards_it_rests_on_with_their_framework(school: School, head: User) -> None:
    last_day, began = datetime.date(2026, 8, 31), TODAY - 400 * DAY
    given = {"source": "x", "starts_on": began}
    old = Framework.objects.create(key="old", name="Standards of Old", ends_on=last_day, **given)
    new = Framework.objects.create(key="new", name="Standards of Now", **given)
    care = Standard.objects.create(framework=old, position=1, number="1", heading="Care")
    criterion = make_criterion(make_criteria(school, state="adopted"), standard=care)
    for position, heading in enumerate(("Trust", "Truth"), 1):
        standard = Standard.objects.create(framework=new, position=position, number=f"{position}", heading=heading)
        CriterionStandard.objects.create(criterion=criterion, standard=standard)
    page = client_of(head).get(url("school-criteria", school)).content.decode()
    said = "Rests on: Standards of Now: 1 Trust; 2 Truth; Standards of Old (in use until 31 August 2026): 1 Care"
    assert said in page


def test_criteria_go_from_the_councils_set_to_a_minute(school: School, head: User) -> None:
    council = make_criteria(school.council, state="adopted")
    make_criterion(council, heading="Listens")
    clerk = make_member(Role.CLERK, school)
    as_head, as_clerk = client_of(head), client_of(clerk)
    page = as_head.get(url("school-criteria", school)).content.decode()
    assert "Take the council’s set" in page
    as_head.post(url("school-criteria-take", school))
    standard = make_standard(heading="School culture")
    as_head.post(url("school-criterion-new", school), {"heading": "Asks", "standards": [standard.pk]})
    page = as_head.get(url("school-criteria", school)).content.decode()
    assert "Listens" in page
    assert "School culture" in page
    staff = client_of(make_member(Role.STAFF, school))
    assert "Asks" not in staff.get(url("school-criteria", school)).content.decode()
    as_head.post(url("school-criteria-propose", school))
    meeting: Meeting = make_meeting(body=make_body(school=school), on=TODAY - DAY)
    assert "Record that they were agreed" in as_clerk.get(url("school-criteria", school)).content.decode()
    assert "Record that they were agreed" not in as_head.get(url("school-criteria", school)).content.decode()
    given = {"meeting": meeting.pk, "minute_reference": ""}
    page = as_clerk.post(url("school-criteria-adopt", school), given).content.decode()
    assert "Enter the minute reference" in page
    as_clerk.post(url("school-criteria-adopt", school), given | {"minute_reference": "7.2"})
    page = staff.get(url("school-criteria", school)).content.decode()
    for words in ("Asks", "minute 7.2", str(meeting.body)):
        assert words in page, words


def test_of_two_who_write_a_criterion_the_second_sees_the_first(school: School, head: User, lead: User) -> None:
    criterion = make_criterion(make_criteria(school))
    standard = criterion.standards.get()
    here = url("school-criterion-change", school, criterion_id=criterion.pk)
    given = {"heading": "Hears", "standards": [standard.pk], "opened_on": criteria.criterion_token(criterion)}
    client_of(head).post(here, given)
    page = client_of(lead).post(here, given | {"heading": "Asks"}).content.decode()
    assert "Somebody else has changed this criterion" in page
    assert "Hears" in page
    assert 'value="Asks"' in page


def test_criteria_are_moved_by_buttons_and_two_tabs_are_told(school: School, head: User) -> None:
    version, as_head = make_criteria(school), client_of(head)
    ann, ben = (make_criterion(version, heading=heading) for heading in ("Ann", "Ben"))
    here = url("school-criteria", school)
    page = as_head.get(here).content.decode()
    order = criteria.order_token([ann, ben])
    assert page.count(f'name="opened_on" value="{order}"') == 2
    assert (page.count("Move up"), page.count("Move down")) == (1, 1)
    to = url("school-criterion-move", school, criterion_id=ben.pk)
    assert as_head.get(to).status_code == 405
    page = as_head.post(to, {"to": "up", "opened_on": order}, follow=True).content.decode()
    assert "“Ben” is one place higher." in page
    assert list(version.criteria.all()) == [ben, ann]
    page = as_head.post(to, {"to": "up", "opened_on": order}, follow=True).content.decode()
    assert "The order had changed since you opened this page." in page
    now = criteria.order_token([ben, ann])
    assert (
        "“Ben” is the first already." in as_head.post(to, {"to": "up", "opened_on": now}, follow=True).content.decode()
    )
    assert list(version.criteria.all()) == [ben, ann]


def test_a_council_writes_and_publishes_its_set(school: School) -> None:
    as_officer = client_of(make_member(Role.OFFICER, school.council))
    code = {"code": school.council.code}
    as_officer.post(reverse("people:council-criteria-begin", kwargs=code))
    page = as_officer.post(reverse("people:council-criteria-publish", kwargs=code), follow=True).content.decode()
    assert "There is no criterion yet." in page
    given = {"heading": "Listens", "standards": [make_standard().pk]}
    as_officer.post(reverse("people:council-criterion-new", kwargs=code), given)
    as_officer.post(reverse("people:council-criteria-publish", kwargs=code))
    page = client_of(make_member(Role.STAFF, school)).get(reverse("people:council-criteria", kwargs=code))
    assert "Listens" in page.content.decode()


def test_without_a_draft_the_page_says_so(school: School, head: User) -> None:
    for name in ("school-criteria-propose", "school-criteria-take-back", "school-criteria-discard"):
        page = client_of(head).post(url(name, school), follow=True).content.decode()
        assert "Nothing is being written at the moment." in page
