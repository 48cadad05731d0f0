"""Talent records: who may write and read them, what each step leaves, and that they lapse."""

import datetime

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from core import clock, conflicts, mailing
from core.models import Letter
from people import letters
from people.access.roles import Role
from people.actions import own_record, talent
from people.models import (
    Correction,
    Intention,
    School,
    StaffMember,
    TalentEvidence,
    TalentLog,
    TalentRecord,
    TalentView,
    User,
)
from people.planning.cover import Band, Level
from people.privacy import erasure
from people.privacy.retention import Ground
from people.rules import Refused
from people.talent import pipeline, rules
from people.talent.rules import Aim, Ending, Source, TalentCondition, TalentState, TalentStep
from tests.builders import (
    make_correction,
    make_criteria,
    make_criterion,
    make_evidence,
    make_holder,
    make_intention,
    make_log,
    make_member,
    make_nomination,
    make_post,
    make_record,
    make_school,
    make_staff,
    make_trust,
    make_user,
    make_view,
)

pytestmark = pytest.mark.django_db

TODAY = clock.today()
DAY = datetime.timedelta(days=1)
SOON = TODAY + 30 * DAY


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


def opened(member: StaffMember, by: User) -> TalentRecord:
    return talent.open_record(staff=member, source=Source.NOMINATED, reason="Leads", review_by=SOON, by=by)


# Who reads and writes -------------------------------------------------------------------------------------------------
def test_the_subject_never_writes_in_their_own_record(school: School, head: User, lead: User) -> None:
    """A school lead who is on the register: of their own, nothing but what My record gives."""
    own = make_record(make_staff(school, user=lead))
    criterion = make_criterion(make_criteria(school, state="adopted"))
    for write in (
        lambda: talent.write_view(record=own, words="Great", second=False, by=lead),
        lambda: talent.review_record(record=own, review_by=SOON, words="", by=lead),
        lambda: talent.add_evidence(record=own, criterion=criterion, on=TODAY, fact="I led", opinion="", by=lead),
        lambda: talent.close_record(record=own, reason="", by=lead),
        lambda: talent.open_record(staff=own.staff, source=Source.NOMINATED, reason="Me", review_by=SOON, by=lead),
    ):
        with pytest.raises(Refused, match="somebody else writes in it"):
            write()
    assert not TalentRecord.objects.visible_to(lead).exists()
    assert TalentRecord.objects.visible_to(head).get() == own


@pytest.mark.parametrize("by_post", [True, False])
def test_a_heads_record_is_reached_by_the_trusts_lead_alone(by_post: bool, school: School, lead: User) -> None:
    if by_post:
        member = make_staff(school)
        make_holder(make_post(school, level=Level.HEADSHIP), staff=member)
    else:
        member = make_staff(school, user=make_member(Role.HEAD, school))
    record, trust_lead = make_record(member), make_member(Role.TRUST_LEAD, school.trust)  # type: ignore[arg-type]
    other_head = make_member(Role.HEAD, school)
    for user in (lead, other_head):
        assert not TalentRecord.objects.visible_to(user).exists()
        with pytest.raises(PermissionDenied):
            talent.write_view(record=record, words="Well", second=False, by=user)
    assert TalentRecord.objects.visible_to(trust_lead).get() == record
    assert talent.write_view(record=record, words="Well", second=False, by=trust_lead)


def test_what_stands_in_a_record_is_seen_by_who_sees_the_record(
    school: School, head: User, member: StaffMember
) -> None:
    record = make_record(member)
    rows = (record, make_log(record), make_evidence(record), make_view(record), make_correction(member))
    trust_lead = make_member(Role.TRUST_LEAD, school.trust)  # type: ignore[arg-type]
    sees = {head.pk, trust_lead.pk}
    others = [make_member(role, school) for role in (Role.GOVERNOR, Role.CHAIR, Role.VICE_CHAIR, Role.CLERK)]
    others += [make_member(Role.OFFICER, school.council), make_member(Role.HEAD, make_school()), make_user()]
    assert member.user
    for user in (head, trust_lead, member.user, *others):
        for row in rows:
            visible = type(row)._default_manager.visible_to(user)  # type: ignore[attr-defined]
            assert visible.filter(pk=row.pk).exists() is (user.pk in sees), (user, row)


@pytest.mark.parametrize("role", [Role.GOVERNOR, Role.CHAIR, Role.VICE_CHAIR, Role.CLERK, Role.STAFF])
def test_governors_clerks_and_colleagues_write_nothing(role: Role, school: School, member: StaffMember) -> None:
    with pytest.raises(PermissionDenied):
        opened(member, make_member(role, school))
    with pytest.raises(PermissionDenied):
        opened(member, make_member(Role.OFFICER, school.council))


def test_one_of_no_account_is_nobodys_own(school: School, head: User) -> None:
    assert opened(make_staff(school), head) in TalentRecord.objects.visible_to(head)


# Opening --------------------------------------------------------------------------------------------------------------
def test_a_nominee_is_told_by_a_letter_that_names_no_judgement(member: StaffMember, head: User) -> None:
    record = opened(member, head)
    assert opened(member, head) == record
    letter = Letter.objects.get(kind="people.talent-opened")
    mailing.send(letter.pk)
    (sent,) = mail.outbox
    assert sent.to == [member.user.email]  # type: ignore[union-attr]
    assert "/my-record/" in sent.body
    assert "Leads" not in sent.subject + sent.body
    assert member.name not in sent.subject + sent.body


def test_no_letter_about_a_record_that_is_closed_or_to_nobody(school: School, member: StaffMember, head: User) -> None:
    record = opened(member, head)
    talent.close_record(record=record, reason="In post", by=head)
    assert letters.talent_opened(str(record.pk)) is None
    opened(make_staff(school), head)
    assert Letter.objects.filter(kind="people.talent-opened").count() == 1


def test_a_person_has_one_record_at_a_time(school: School, member: StaffMember, head: User, lead: User) -> None:
    first = opened(member, head)
    with pytest.raises(Refused, match="has a record already"):
        opened(member, lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_record(member)
    talent.close_record(record=first, reason="", by=head)
    assert opened(member, lead) != first


def test_nobody_who_left_and_nobody_for_longer_than_a_year(school: School, member: StaffMember, head: User) -> None:
    with pytest.raises(Refused, match="left on"):
        opened(make_staff(school, ends_on=TODAY - DAY), head)
    with pytest.raises(Refused, match="within twelve months"):
        talent.open_record(staff=member, source=Source.RECRUITMENT, reason="", review_by=TODAY + 370 * DAY, by=head)
    with pytest.raises(Refused, match="under “My record”"):
        talent.open_record(staff=member, source=Source.SELF, reason="", review_by=SOON, by=head)


# Writing --------------------------------------------------------------------------------------------------------------
def test_facts_and_opinions_stand_apart_and_want_reading(school: School, member: StaffMember, head: User) -> None:
    record = make_record(member, state=TalentState.READ)
    criterion = make_criterion(make_criteria(school, state="adopted"))
    for _ in range(2):
        evidence = talent.add_evidence(
            record=record, criterion=criterion, on=TODAY, fact="Led it", opinion="Calmly", by=head
        )
    assert (evidence.fact, evidence.opinion, evidence.by) == ("Led it", "Calmly", head)
    assert TalentEvidence.objects.count() == 1
    record.refresh_from_db()
    assert record.state == TalentState.OPEN
    assert [line.step for line in record.log.all()] == [TalentStep.WRITE]
    with pytest.raises(Refused, match="today or before"):
        talent.add_evidence(record=record, criterion=criterion, on=SOON, fact="Will lead", opinion="", by=head)
    other = make_criterion(make_criteria(make_school(), state="adopted"))
    with pytest.raises(Refused, match="Choose a criterion from the list"):
        talent.add_evidence(record=record, criterion=other, on=TODAY, fact="Led", opinion="", by=head)
    talent.remove_evidence(evidence=evidence, reason="It was somebody else", by=head)
    talent.remove_evidence(evidence=evidence, reason="It was somebody else", by=head)
    assert not TalentEvidence.objects.exists()
    assert record.log.filter(words="Evidence was taken out: It was somebody else").count() == 1


def test_a_second_view_is_somebody_elses(member: StaffMember, head: User, lead: User) -> None:
    record = opened(member, head)
    with pytest.raises(Refused, match="Write the first"):
        talent.write_view(record=record, words="Fine", second=True, by=lead)
    first = talent.write_view(record=record, words="Listens", second=False, by=head)
    assert talent.write_view(record=record, words="Listens", second=False, by=head) == first
    with pytest.raises(Refused, match="somebody else writes the second"):
        talent.write_view(record=record, words="Still listens", second=True, by=head)
    with pytest.raises(Refused, match="still waits for a second"):
        talent.write_view(record=record, words="Another", second=False, by=lead)
    second = talent.write_view(record=record, words="I saw that too", second=True, by=lead)
    assert second.answers == first
    assert talent.write_view(record=record, words="A year on", second=False, by=head).answers is None


def test_the_database_keeps_a_second_view_from_the_first_author(member: StaffMember, head: User) -> None:
    record = make_record(member)
    first = make_view(record, by=head)
    with pytest.raises(IntegrityError, match="talent_second_view_is_another_persons"), transaction.atomic():
        TalentView.objects.create(
            record=record, staff=member, words="Mine", by=head, at=clock.now(), answers=first, answers_by=head
        )


def test_a_next_step_has_a_day_and_an_owner(school: School, member: StaffMember, head: User, lead: User) -> None:
    record, owner = make_record(member), make_staff(school)
    opened_on = talent.next_step_token(record)
    given = {"record": record, "needs": "Time", "on": SOON, "owner": owner, "opened_on": opened_on}
    for _ in range(2):
        talent.plan_next_step(next_step="Shadow the deputy", by=head, **given)  # type: ignore[arg-type]
    record.refresh_from_db()
    assert (record.next_step, record.next_step_on, record.next_step_owner) == ("Shadow the deputy", SOON, owner)
    assert record.log.count() == 1
    with pytest.raises(conflicts.Conflict):
        talent.plan_next_step(next_step="Another", by=lead, **given)  # type: ignore[arg-type]
    given |= {"opened_on": talent.next_step_token(record), "owner": make_staff()}
    with pytest.raises(Refused, match="from the list"):
        talent.plan_next_step(next_step="Another", by=lead, **given)  # type: ignore[arg-type]


def test_a_record_lapses_unless_it_is_reviewed(member: StaffMember, head: User) -> None:
    record = make_record(member, review_by=TODAY - DAY)
    assert record.condition(TODAY) is TalentCondition.LAPSED
    assert pipeline.records_due(member.school, TODAY) == [record]
    assert pipeline.pipeline_of(member.school, TODAY).people == 0
    with pytest.raises(Refused, match="has lapsed"):
        talent.write_view(record=record, words="Late", second=False, by=head)
    with pytest.raises(Refused, match="within twelve months"):
        talent.review_record(record=record, review_by=TODAY + 370 * DAY, words="", by=head)
    for _ in range(2):
        reviewed = talent.review_record(record=record, review_by=SOON, words="Talked it through", by=head)
    assert reviewed.condition(TODAY) is TalentCondition.OPEN
    assert (reviewed.reviewed_on, reviewed.log.count()) == (TODAY, 1)
    assert pipeline.pipeline_of(member.school, TODAY).people == 1


def test_a_paused_record_rests_and_says_why(member: StaffMember, head: User) -> None:
    record = make_record(member)
    for _ in range(2):
        talent.pause_record(record=record, reason="On leave", by=head)
    with pytest.raises(Refused, match="is paused"):
        talent.write_view(record=record, words="Now", second=False, by=head)
    assert pipeline.pipeline_of(member.school, TODAY).people == 0
    for _ in range(2):
        talent.resume_record(record=record, by=head)
    assert [(line.step, line.words, line.by) for line in record.log.all()] == [
        ("resume", "", head),
        ("pause", "On leave", head),
    ]


def test_a_leavers_record_is_closed(school: School, head: User) -> None:
    left = make_record(make_staff(school, ends_on=TODAY - DAY))
    stays, last_day = make_record(make_staff(school)), make_record(make_staff(school, ends_on=TODAY))
    assert left.condition(TODAY) is TalentCondition.CLOSED
    with pytest.raises(Refused, match="is closed"):
        talent.write_view(record=left, words="Late", second=False, by=head)
    assert (talent.close_leavers(TODAY), talent.close_leavers(TODAY)) == (1, 0)
    left.refresh_from_db()
    assert (left.state, left.ending, left.log.get().by) == (TalentState.CLOSED, Ending.LEFT, None)
    assert set(TalentRecord.objects.running()) == {stays, last_day}


# The person's own -----------------------------------------------------------------------------------------------------
def test_i_would_like_to_lead(member: StaffMember, teacher: User) -> None:
    for _ in range(2):
        record = own_record.say_aim(staff=member, aim=Aim.MIDDLE, aspiration="A phase", by=teacher)
    assert (record.source, record.aim, record.state) == (Source.SELF, Aim.MIDDLE, TalentState.READ)
    assert record.review_by == rules.latest_review(TODAY)
    own_record.say_aim(staff=member, aim=Aim.SENIOR, aspiration="More", by=teacher)
    assert [line.step for line in record.log.all()] == [TalentStep.SAY, TalentStep.OPENED]
    own_record.take_back_aim(record=record, by=teacher)
    record.refresh_from_db()
    assert (record.aim, record.aspiration, record.ending) == ("", "", Ending.WISH)


def test_what_is_taken_back_closes_no_record_that_others_wrote_in(member: StaffMember, teacher: User) -> None:
    record = make_record(member, source="self", aim="middle", aspiration="A phase")
    make_view(record)
    own_record.take_back_aim(record=record, by=teacher)
    record.refresh_from_db()
    assert (record.aim, record.state) == ("", TalentState.OPEN)


def test_a_person_takes_back_words_from_a_closed_record_too(member: StaffMember, teacher: User) -> None:
    record = make_record(member, aim="middle", aspiration="A phase", state="closed", ending="school")
    own_record.take_back_aim(record=record, by=teacher)
    record.refresh_from_db()
    assert (record.aspiration, record.ending) == ("", Ending.SCHOOL)


def test_a_person_reads_what_they_were_shown(member: StaffMember, teacher: User, head: User) -> None:
    record = opened(member, head)
    opened_on = own_record.reading_token(record)
    talent.write_view(record=record, words="Listens", second=False, by=head)
    with pytest.raises(conflicts.Conflict):
        own_record.acknowledge(record=record, comment="Fair", opened_on=opened_on, by=teacher)
    for _ in range(2):
        own_record.acknowledge(record=record, comment="Fair", opened_on=own_record.reading_token(record), by=teacher)
    record.refresh_from_db()
    line = record.log.all()[0]
    assert (record.state, line.step, line.words, line.by) == (TalentState.READ, "acknowledge", "Fair", teacher)
    assert record.log.filter(step="acknowledge").count() == 1


def test_a_record_is_closed_by_its_persons_wish(member: StaffMember, teacher: User, head: User) -> None:
    record = opened(member, head)
    for _ in range(2):
        own_record.end_own_record(record=record, words="Not now", by=teacher)
    record.refresh_from_db()
    assert (record.state, record.ending) == (TalentState.CLOSED, Ending.WISH)


@pytest.mark.parametrize("other", ["head", "stranger"])
def test_nobody_does_what_is_the_persons_own(other: str, member: StaffMember, head: User) -> None:
    user = head if other == "head" else make_user()
    record = make_record(member, aim="middle")
    for do in (
        lambda: own_record.say_aim(staff=member, aim=Aim.MIDDLE, aspiration="", by=user),
        lambda: own_record.take_back_aim(record=record, by=user),
        lambda: own_record.acknowledge(record=record, comment="", opened_on="", by=user),
        lambda: own_record.end_own_record(record=record, words="", by=user),
        lambda: own_record.ask_correction(staff=member, words="Wrong", by=user),
    ):
        with pytest.raises(PermissionDenied):
            do()


def test_a_correction_is_asked_for_and_answered_once(
    member: StaffMember, teacher: User, head: User, lead: User
) -> None:
    for _ in range(2):
        asked = own_record.ask_correction(staff=member, words="I teach year 4", by=teacher)
    assert Correction.objects.count() == 1
    own = make_correction(make_staff(member.school, user=lead))
    with pytest.raises(Refused, match="somebody else writes"):
        talent.answer_correction(correction=own, answer="Yes", by=lead)
    for _ in range(2):
        talent.answer_correction(correction=asked, answer="Put right", by=head)
    with pytest.raises(Refused, match="was answered already"):
        talent.answer_correction(correction=asked, answer="No", by=lead)
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == ("Put right", head)


def test_a_head_says_what_they_intend_and_takes_it_back(school: School, head: User, lead: User) -> None:
    given = {"earliest": SOON, "latest": SOON + 90 * DAY, "words": "Another school"}
    for _ in range(2):
        stated = own_record.state_intention(school=school, by=head, **given)  # type: ignore[arg-type]
    chair, vice = make_member(Role.CHAIR, school), make_member(Role.VICE_CHAIR, school)
    for user, sees in ((head, True), (chair, True), (vice, True), (lead, False), (make_user(), False)):
        assert Intention.objects.visible_to(user).filter(pk=stated.pk).exists() is sees
    governor = make_member(Role.GOVERNOR, school)
    assert not Intention.objects.visible_to(governor).exists()
    with pytest.raises(PermissionDenied):
        own_record.state_intention(school=school, by=chair, **given)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="before the first"):
        own_record.state_intention(school=school, by=head, earliest=SOON, latest=TODAY, words="")
    with pytest.raises(Refused, match="are over"):
        own_record.state_intention(school=school, by=head, earliest=TODAY - 9 * DAY, latest=TODAY - DAY, words="")
    own_record.withdraw_intention(school=school, by=head)
    assert not Intention.objects.exists()


# Counting and going ---------------------------------------------------------------------------------------------------
def test_people_are_counted_once_by_their_soonest_band(school: School) -> None:
    both, later, none = (make_staff(school) for _ in range(3))
    make_record(both, aim="headship")
    make_record(later)
    make_record(none, aim="headship")
    make_record(make_staff(school), state="paused")
    make_record(make_staff(school), review_by=TODAY - DAY)
    make_record(make_staff(make_school()))
    for band in (Band.LATER, Band.TERM):
        make_nomination(make_post(school), staff=both, band=band)
    make_nomination(make_post(school), staff=later, band=Band.LATER)
    make_nomination(make_post(school, level=Level.HEADSHIP), staff=none, band=Band.TODAY)
    found = pipeline.pipeline_of(school, TODAY)
    assert (found.people, found.lapsed) == (3, 1)
    assert found.by_band == {Band.TERM: 1, Band.LATER: 1, None: 1}
    assert found.by_aim == {Aim.HEADSHIP: 2, None: 1}
    assert pipeline.pipeline_of(school, TODAY, [Level.HEADSHIP]).by_band == {Band.TODAY: 1, None: 2}


def test_erasing_a_person_leaves_nothing_of_their_record(school: School, head: User, member: StaffMember) -> None:
    record = make_record(member, aspiration="A phase")
    for make in (make_log, make_evidence, make_view):
        make(record)
    make_correction(member)
    make_intention(school, by=member.user)
    written = make_evidence(make_record(make_staff(school)), by=member.user)
    assert member.user
    member.user.memberships.update(ends_on=TODAY - DAY)
    asked = erasure.ask_for_erasure(
        person=member.user, controller=school, ground=Ground.ASKED, by=member.user, today=TODAY
    )
    erasure.confirm(erasure=asked, by=head, today=TODAY)
    for model in (TalentRecord, TalentLog, TalentEvidence, TalentView, Correction):
        assert not model._default_manager.filter(staff=member).exists(), model
    assert not Intention.objects.exists()
    written.refresh_from_db()
    assert written.by.name == f"Erased person {written.by_id}"


def test_a_second_erasure_may_follow_the_first_in_one_transaction(school: School, head: User) -> None:
    people = [make_staff(school, user=make_member(Role.STAFF, school)) for _ in range(2)]
    for member in people:
        make_evidence(make_record(member))
        make_view(TalentRecord.objects.get(staff=member))
    for member in people:
        assert member.user
        member.user.memberships.update(ends_on=TODAY - DAY)
        asked = erasure.ask_for_erasure(
            person=member.user, controller=school, ground=Ground.ASKED, by=member.user, today=TODAY
        )
        erasure.confirm(erasure=asked, by=head, today=TODAY)
    assert not TalentRecord.objects.filter(staff__in=people).exists()
