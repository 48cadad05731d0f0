"""Development: who offers, asks, agrees, records and reads; what is counted; what an erasure leaves."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from pytest_django import Settings

from core import clock, conflicts, mailing
from core.models import Letter
from core.privacy import tombstone
from people.access.roles import COUNCIL_ROLES, SCHOOL_ROLES, Role
from people.actions import development as actions
from people.calendar import term_of
from people.development import queries as development_queries
from people.development.queries import Filter, developed
from people.development.rules import Kind, Reply, State
from people.models import Activity, Interest, Membership, Opportunity, Programme, School, StaffMember, User
from people.privacy import erasure
from people.privacy.retention import Ground
from people.rules import Refused
from tests.builders import (
    make_activity,
    make_interest,
    make_member,
    make_opportunity,
    make_school,
    make_staff,
    make_trust,
)

pytestmark = pytest.mark.django_db

TODAY = clock.today()
DAY = datetime.timedelta(days=1)
AGREED: dict[str, Any] = {"ends_on": None, "mentor_id": None, "partner": "", "partner_school": "", "today": TODAY}
OFFER: dict[str, Any] = {"title": "Shadow", "what": "A day", "when": "May", "ask": "The head", "kind": Kind.SHADOWING}
OFFER |= {"places": None, "open_until": None}


@pytest.fixture
def school() -> School:
    return make_school(name="Hill Top School")


@pytest.fixture
def head(school: School) -> User:
    return make_member(Role.HEAD, school, name="Hana Head")


@pytest.fixture
def teacher(school: School) -> User:
    """A member of staff whose account is on the register."""
    user = make_member(Role.STAFF, school, name="Tess Teacher", email="tess@school.example")
    make_staff(school, user=user, name="Tess Teacher")
    return user


def agree(interest: Interest, head: User, **kw: Any) -> Activity:
    return actions.agree_interest(interest=interest, by=head, **AGREED | {"starts_on": TODAY} | kw)


# Opportunities and who asks for them ----------------------------------------------------------------------------------
def test_what_a_teacher_asks_for_becomes_an_activity_once_the_head_agrees(
    school: School, head: User, teacher: User
) -> None:
    offered = make_opportunity(school, title="Two days beside the deputy")
    said = [
        actions.say_interest(opportunity=offered, school=school, words="To learn", by=teacher, today=TODAY)
        for _ in range(2)
    ]
    assert said[0] == said[1], "said twice, it is said once"
    activities = [agree(said[0], head) for _ in range(2)]
    assert activities[0] == activities[1], "agreed twice, it is one"
    activity = Activity.objects.get()
    assert (activity.title, activity.kind, activity.opportunity) == (offered.title, offered.kind, offered)
    assert (activity.staff, activity.agreed_by) == (StaffMember.objects.get(user=teacher), head)
    assert development_queries.own_activities(teacher, school) == [activity]


def test_whoever_asked_is_told_by_a_letter_that_says_nothing_of_what(school: School, head: User, teacher: User) -> None:
    member = StaffMember.objects.get(user=teacher)
    for decide in (lambda i: agree(i, head), lambda i: actions.decline_interest(interest=i, reason="Full", by=head)):
        decide(make_interest(make_opportunity(school, title="Zebra"), staff=member))
    for letter in Letter.objects.filter(kind="people.interest-answered"):
        mailing.send(letter.pk)
    assert [message.to for message in mail.outbox] == [["tess@school.example"]] * 2
    assert "Zebra" not in "".join(f"{message.subject}{message.body}" for message in mail.outbox)


def test_an_opportunity_has_only_so_many_places(school: School, head: User) -> None:
    offered = make_opportunity(school, places=1)
    first, second = make_interest(offered), make_interest(offered)
    agree(first, head)
    with pytest.raises(Refused, match="Every place is taken: 1 of 1"):
        agree(second, head)
    actions.decline_interest(interest=second, reason="It is full. Next year", by=head)
    with pytest.raises(Refused, match="answered already: not this time"):
        agree(second, head)


def test_one_who_is_on_no_register_or_has_left_asks_for_nothing(school: School, teacher: User) -> None:
    offered = make_opportunity(school)
    stranger = make_member(Role.STAFF, school)
    with pytest.raises(Refused, match="not on the school’s register"):
        actions.say_interest(opportunity=offered, school=school, words="", by=stranger, today=TODAY)
    StaffMember.objects.filter(user=teacher).update(ends_on=TODAY - DAY)
    with pytest.raises(Refused, match="not on the school’s register"):
        actions.say_interest(opportunity=offered, school=school, words="", by=teacher, today=TODAY)


def test_nobody_asks_for_what_is_closed_or_another_schools(school: School, head: User, teacher: User) -> None:
    def ask(offered: Opportunity) -> Interest:
        return actions.say_interest(opportunity=offered, school=school, words="", by=teacher, today=TODAY)

    with pytest.raises(Refused, match="at another school"):
        ask(make_opportunity())
    with pytest.raises(Refused, match="not open any more"):
        ask(make_opportunity(school, open_until=TODAY - DAY))
    offered = make_opportunity(school, open_until=TODAY)
    actions.close_opportunity(opportunity=offered, by=head)
    with pytest.raises(Refused, match="not open any more"):
        ask(offered)
    ask(make_opportunity(council=school.council))


def test_one_takes_back_their_own_interest_while_it_waits(school: School, head: User, teacher: User) -> None:
    interest = make_interest(make_opportunity(school), staff=StaffMember.objects.get(user=teacher))
    with pytest.raises(Refused, match="Only whoever said so"):
        actions.withdraw_interest(interest=interest, by=head)
    for _ in range(2):
        actions.withdraw_interest(interest=interest, by=teacher)
    assert not Letter.objects.exists(), "nobody is told of what they did themselves"
    with pytest.raises(Refused, match="answered already: taken back"):
        agree(interest, head)
    again = actions.say_interest(opportunity=interest.opportunity, school=school, words="", by=teacher, today=TODAY)
    agree(again, head)
    with pytest.raises(Refused, match="answered already: agreed"):
        actions.withdraw_interest(interest=again, by=teacher)


def test_an_opportunity_is_offered_once_and_changed_by_one_at_a_time(school: School, head: User) -> None:
    offered = [actions.publish_opportunity(owner=school, by=head, **OFFER) for _ in range(2)]
    assert offered[0] == offered[1]
    opened_on = actions.opportunity_token(offered[0])
    actions.change_opportunity(opportunity=offered[0], opened_on=opened_on, by=head, **OFFER | {"when": "June"})
    with pytest.raises(conflicts.Conflict):
        actions.change_opportunity(opportunity=offered[0], opened_on=opened_on, by=head, **OFFER | {"when": "July"})
    actions.close_opportunity(opportunity=offered[0], by=head)
    with pytest.raises(Refused, match="not offered any more"):
        actions.change_opportunity(opportunity=offered[0], opened_on=opened_on, by=head, **OFFER)


def test_a_council_offers_to_the_staff_of_its_schools(school: School, teacher: User) -> None:
    officer = make_member(Role.OFFICER, school.council)
    offered = actions.publish_opportunity(owner=school.council, by=officer, **OFFER)
    assert development_queries.opportunities_of(teacher, school, TODAY) == [offered]
    assert development_queries.own_offer(officer, school.council, offered.pk) == offered
    other = make_school(council=school.council)
    neighbour = make_member(Role.STAFF, other)
    assert development_queries.opportunity_of(neighbour, other, offered.pk) == offered
    stranger = make_school()
    assert development_queries.opportunity_of(make_member(Role.STAFF, stranger), stranger, offered.pk) is None
    with pytest.raises(PermissionDenied):
        actions.publish_opportunity(owner=school.council, by=make_member(Role.HEAD, school), **OFFER)
    with pytest.raises(PermissionDenied):
        actions.publish_opportunity(owner=school, by=officer, **OFFER)


# Activities -----------------------------------------------------------------------------------------------------------
def test_what_somebody_records_of_themself_counts_once_the_head_confirms_it(
    school: School, head: User, teacher: User
) -> None:
    given = {"kind": Kind.AWARD, "title": "NPQ", "starts_on": TODAY - DAY, "ends_on": TODAY, "own_words": "Good"}
    own = [actions.add_own_activity(school=school, by=teacher, today=TODAY, **given) for _ in range(2)]
    assert own[0] == own[1]
    assert developed(school, TODAY - DAY, TODAY).people == 0
    assert development_queries.waiting_at(head, school).activities == [own[0]]
    with pytest.raises(PermissionDenied):
        actions.agree_activity(activity=own[0], by=teacher)
    actions.agree_activity(activity=own[0], by=head)
    assert developed(school, TODAY - DAY, TODAY).by_kind == {Kind.AWARD: 1}
    with pytest.raises(Refused, match="not over yet"):
        actions.add_own_activity(school=school, by=teacher, today=TODAY, **given | {"ends_on": TODAY + DAY})


def test_only_leaders_of_the_school_record_for_others(school: School, teacher: User) -> None:
    given = {"kind": Kind.SHADOWING, "title": "A day", "starts_on": TODAY, "state": State.PLANNED, "today": TODAY}
    for role in (Role.GOVERNOR, Role.CHAIR, Role.CLERK, Role.STAFF):
        with pytest.raises(PermissionDenied):
            actions.add_activity(school=school, staff_id=1, by=make_member(role, school), **given)
    lead = make_member(Role.SCHOOL_LEAD, school)
    with pytest.raises(Refused, match="from the list"):
        actions.add_activity(school=school, staff_id=make_staff().pk, by=lead, **given)
    member = make_staff(school)
    with pytest.raises(Refused, match="from the list"):
        actions.add_activity(school=school, staff_id=member.pk, mentor_id=make_staff().pk, by=lead, **given)
    with pytest.raises(Refused, match="own host"):
        actions.add_activity(school=school, staff_id=member.pk, mentor_id=member.pk, by=lead, **given)
    made = [actions.add_activity(school=school, staff_id=member.pk, by=lead, **given) for _ in range(2)]
    assert made[0] == made[1]


def test_an_activity_goes_through_its_states(school: School, head: User) -> None:
    activity = make_activity(school, starts_on=TODAY - DAY)

    def move(state: State, **kw: Any) -> Activity:
        return actions.move_activity(activity=activity, state=state, by=head, today=TODAY, **kw)

    move(State.UNDER_WAY)
    with pytest.raises(Refused, match="why it stopped"):
        move(State.STOPPED)
    assert move(State.STOPPED, reason="Ill").stopped_reason == "Ill"
    assert move(State.UNDER_WAY).stopped_reason == ""
    with pytest.raises(Refused, match="Enter the last day"):
        move(State.FINISHED)
    with pytest.raises(Refused, match="before the first"):
        move(State.FINISHED, ends_on=TODAY - 2 * DAY)
    assert move(State.FINISHED, ends_on=TODAY) == move(State.FINISHED, ends_on=TODAY)
    with pytest.raises(Refused, match="cannot become"):
        move(State.STOPPED, reason="Too late")


def test_the_second_to_change_an_activity_sees_what_the_first_saved(school: School, head: User, teacher: User) -> None:
    activity = make_activity(staff=StaffMember.objects.get(user=teacher), starts_on=TODAY)
    opened_on = actions.activity_token(activity)
    actions.change_activity(activity=activity, opened_on=opened_on, by=head, today=TODAY, done="Two days")
    with pytest.raises(conflicts.Conflict):
        actions.change_activity(activity=activity, opened_on=opened_on, by=head, today=TODAY, done="A day")
    opened_on = actions.own_words_token(activity)
    actions.write_own_words(activity=activity, words="Good", opened_on=opened_on, by=teacher)
    with pytest.raises(conflicts.Conflict):
        actions.write_own_words(activity=activity, words="Bad", opened_on=opened_on, by=teacher)
    with pytest.raises(Refused, match="whoever took part"):
        actions.write_own_words(activity=activity, words="He liked it", opened_on=opened_on, by=head)


# Who reads ------------------------------------------------------------------------------------------------------------
def test_each_person_is_shown_what_visible_to_shows(school: School, teacher: User) -> None:
    school.trust = make_trust()
    school.save()
    other = make_school(council=school.council)
    mine = StaffMember.objects.get(user=teacher)
    offers = [make_opportunity(school), make_opportunity(other), make_opportunity(council=school.council)]
    offers.append(make_opportunity())
    for place in (school, other):
        make_interest(offers[2], staff=make_staff(place))
        make_activity(place)
    make_interest(offers[0], staff=mine)
    make_activity(staff=mine)
    places = [(school, role) for role in SCHOOL_ROLES] + [(school.council, role) for role in COUNCIL_ROLES]
    people = [make_member(role, place) for place, role in [*places, (school.trust, Role.TRUST_LEAD)]]
    shown = set()
    for user in [*people, teacher]:
        reads = set(Opportunity.objects.visible_to(user))
        own = {*development_queries.offered_by(user, school), *development_queries.offered_by(user, school.council)}
        open_to = set(development_queries.opportunities_of(user, school, TODAY))
        assert own | open_to == reads
        activities = {one for one in Activity.objects.visible_to(user) if one.school == school}
        assert {
            *development_queries.activities_of(user, school, Filter())[0],
            *development_queries.own_activities(user, school),
        } == activities
        interests = {one for one in Interest.objects.visible_to(user) if one.staff.school == school}
        assert {
            *development_queries.waiting_at(user, school).interests,
            *development_queries.own_interests(user, school),
        } == interests
        for one in Activity.objects.all():
            is_own = development_queries.own_activity(user, school, one.pk) is not None
            assert (development_queries.activity_of(user, school, one.pk) is not None or is_own) is (one in activities)
        for interest in Interest.objects.all():
            leads = development_queries.interest_of(user, school, interest.pk) is not None
            assert leads is (interest in interests and user != teacher)
        shown.add((len(reads), len(activities), len(interests)))
    neighbour = make_member(Role.HEAD, other)
    assert set(Opportunity.objects.visible_to(neighbour)) == {offers[1], offers[2]}
    assert {one.school for one in Activity.objects.visible_to(neighbour)} == {other}
    assert {one.staff.school for one in Interest.objects.visible_to(neighbour)} == {other}
    assert (
        development_queries.opportunities_of(neighbour, school, TODAY)
        == development_queries.own_activities(neighbour, school)
        == []
    )
    assert shown == {(2, 2, 2), (2, 1, 1), (2, 0, 0), (1, 0, 0), (0, 0, 0)}, "all, one's own, the offers, or nothing"


def test_a_list_is_filtered_by_state_kind_and_term_and_paged(school: School, head: User) -> None:
    for number in range(development_queries.ACTIVITIES_PAGE + 5):
        make_activity(school, starts_on=datetime.date(2026, 3, 2), ends_on=datetime.date(2026, 3, 3), title=f"{number}")
    late = make_activity(school, starts_on=datetime.date(2026, 4, 2), kind=Kind.AWARD, state=State.UNDER_WAY)
    rows, count = development_queries.activities_of(head, school, Filter())
    assert (len(rows), count) == (development_queries.ACTIVITIES_PAGE + 1, development_queries.ACTIVITIES_PAGE + 6)
    last = rows[development_queries.ACTIVITIES_PAGE - 1]
    more, _ = development_queries.activities_of(head, school, Filter(before=(last.starts_on, last.pk)))
    assert not {row.pk for row in more} & {row.pk for row in rows[: development_queries.ACTIVITIES_PAGE]}
    assert len(more) == 6
    summer = term_of(datetime.date(2026, 5, 1))
    for chosen in (Filter(term=summer), Filter(state=State.UNDER_WAY), Filter(kind=Kind.AWARD)):
        assert development_queries.activities_of(head, school, chosen) == ([late], 1)


# What is counted ------------------------------------------------------------------------------------------------------
def test_what_took_place_is_counted_by_kind_and_each_person_once(school: School, head: User) -> None:
    ann = make_staff(school)
    given: dict[str, Any] = {"agreed_by": head, "agreed_at": clock.now(), "starts_on": TODAY - DAY}
    done = {**given, "ends_on": TODAY - DAY, "state": State.FINISHED}
    make_activity(staff=ann, **done)
    make_activity(staff=ann, **given, kind=Kind.MENTORING, state=State.UNDER_WAY)
    make_activity(school, **done)
    make_activity(school, people=30, **done, kind=Kind.STUDENT_VOICE)
    make_activity(school, people=9, **done, kind=Kind.WORKSHOP)
    # None of these took place then, or nobody stands behind it.
    for left_out in ({"state": State.PLANNED}, {"state": State.STOPPED}, {"agreed_at": None, "agreed_by": None}):
        make_activity(school, **done | left_out)
    make_activity(school, **done | {"starts_on": TODAY - 9 * DAY, "ends_on": TODAY - 8 * DAY})
    make_activity(**done)
    found = developed(school, TODAY - 2 * DAY, TODAY)
    assert found.by_kind == {Kind.SHADOWING: 2, Kind.MENTORING: 1, Kind.WORKSHOP: 1, Kind.STUDENT_VOICE: 1}
    assert (found.people, found.unnamed, found.pupils) == (2, 9, 30)
    assert developed(make_school(), TODAY, TODAY).people == 0


# What is left ---------------------------------------------------------------------------------------------------------
def test_whoever_is_erased_leaves_no_word_about_what_they_did(
    school: School, head: User, settings: Settings, tmp_path: Path
) -> None:
    settings.ERASURE_LEDGER = tmp_path / "erasures.ledger"
    leaver = make_member(Role.STAFF, school)
    Membership.objects.filter(user=leaver).update(ends_on=TODAY - 400 * DAY)
    member = make_staff(school, user=leaver, name="Quentin Gone", ends_on=TODAY - 400 * DAY)
    said = dict.fromkeys(("title", "partner", "partner_school", "done", "own_words", "mentor_words"), "Quentin did")
    activity = make_activity(staff=member, **said)
    led = make_activity(school, mentor=member, mentor_words="Quentin says", title="Stays")
    make_interest(make_opportunity(school), staff=member, words="Quentin would", state=Reply.WAITING)
    asked = erasure.ask_for_erasure(person=leaver, controller=school, ground=Ground.LEAVER, by=head, today=TODAY)
    erasure.confirm(erasure=asked, by=make_member(Role.HEAD, school), today=TODAY)
    activity.refresh_from_db()
    led.refresh_from_db()
    assert (activity.title, activity.done, activity.own_words) == (tombstone(leaver.pk), "", "")
    assert (led.title, led.mentor_words) == ("Stays", "")
    assert not Interest.objects.exists()
    kept = [model.pgh_event_model.objects.values() for model in (Activity, Interest)]  # type: ignore[attr-defined]
    assert "Quentin" not in str([list(rows) for rows in kept])


def test_programmes_are_loaded_and_loading_them_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_programmes")
    call_command("load_programmes")
    assert "17 programmes: 17 new, 0 changed, 0 the same." in capsys.readouterr().out
    Programme.objects.filter(key="npq-senco").update(name="Another name")
    call_command("load_programmes")
    assert "17 programmes: 0 new, 1 changed, 16 the same." in capsys.readouterr().out
    assert str(Programme.objects.get(key="ncsl")).endswith("(ended 2013)")
    assert str(Programme.objects.get(key="leadership-pathways")) == "Leadership Pathways (ended)"
