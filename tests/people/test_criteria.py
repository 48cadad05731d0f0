"""Criteria for spotting leadership: taken or written, proposed, agreed at a meeting, and superseded."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from core import conflicts
from people.access.roles import Role
from people.actions import criteria
from people.models import CriteriaVersion, Criterion, School, User
from people.rules import BodyKind, MeetingStatus, Refused
from people.talent import pipeline
from people.talent.criteria import CriteriaState
from tests.builders import (
    make_body,
    make_criteria,
    make_criterion,
    make_meeting,
    make_member,
    make_school,
    make_standard,
    make_user,
)

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 2)
MET = datetime.date(2026, 10, 14)


@pytest.fixture
def school() -> School:
    return make_school(name="Hill Top School")


@pytest.fixture
def head(school: School) -> User:
    return make_member(Role.HEAD, school)


@pytest.fixture
def clerk(school: School) -> User:
    return make_member(Role.CLERK, school)


def proposed(school: School, by: User) -> CriteriaVersion:
    version = criteria.begin_criteria(place=school, by=by)
    write(version, by)
    return criteria.propose_criteria(version=version, by=by)


def write(version: CriteriaVersion, by: User, **kw: Any) -> Criterion:
    given: dict[str, Any] = {"heading": "Listens", "description": "Asks first", "opened_on": "", "criterion": None}
    given["standards"] = kw.pop("standards", None) or [make_standard()]
    return criteria.write_criterion(version=version, by=by, **given | kw)


def adopt(version: CriteriaVersion, by: User, **kw: Any) -> CriteriaVersion:
    meeting = kw.pop("meeting", None) or make_meeting(body=make_body(school=version.school), on=MET)
    return criteria.adopt_criteria(
        version=version, meeting=meeting, **{"minute_reference": "7.2", "by": by, "today": TODAY} | kw
    )


def test_a_draft_is_begun_once_and_written_in(school: School, head: User) -> None:
    version = criteria.begin_criteria(place=school, by=head)
    assert criteria.begin_criteria(place=school, by=head) == version
    standard = make_standard()
    one = write(version, head, standards=[standard])
    assert write(version, head, standards=[standard]) == one
    with pytest.raises(Refused, match="“Listens” is among the criteria already"):
        write(version, head, heading="LISTENS")
    assert [rest.standard for rest in one.rests_on.all()] == [standard]


def test_two_who_change_a_criterion_see_each_other(school: School, head: User) -> None:
    one = write(criteria.begin_criteria(place=school, by=head), head)
    opened_on = criteria.criterion_token(one)
    write(one.version, head, criterion=one, heading="Asks", opened_on=opened_on)
    with pytest.raises(conflicts.Conflict):
        write(one.version, head, criterion=one, heading="Hears", opened_on=opened_on)
    assert Criterion.objects.get().heading == "Asks"


def test_the_councils_set_is_taken_whole(school: School, head: User) -> None:
    with pytest.raises(Refused, match="has not published"):
        criteria.take_council_criteria(school=school, by=head)
    council = make_criteria(school.council, state="adopted")
    first, second = make_criterion(council), make_criterion(council)
    version = criteria.take_council_criteria(school=school, by=head)
    assert criteria.take_council_criteria(school=school, by=head) == version
    assert version.based_on == council
    assert [one.heading for one in version.criteria.all()] == [first.heading, second.heading]
    assert [one.standards.count() for one in version.criteria.all()] == [1, 1]
    own = version.criteria.all()[0]
    criteria.remove_criterion(criterion=own, by=head)
    criteria.remove_criterion(criterion=own, by=head)
    assert (version.criteria.count(), council.criteria.count()) == (1, 2)


def test_a_criterion_of_another_version_is_not_removed_by_a_draft(school: School, head: User) -> None:
    criteria.begin_criteria(place=school, by=head)
    agreed = make_criterion(make_criteria(school, state="adopted"))
    with pytest.raises(Refused, match="are agreed"):
        criteria.remove_criterion(criterion=agreed, by=head)


def test_a_criterion_is_moved_by_one_place_and_no_further_than_the_ends(school: School, head: User) -> None:
    version = criteria.begin_criteria(place=school, by=head)
    ann, ben, cem = (write(version, head, heading=heading) for heading in ("Ann", "Ben", "Cem"))

    def move(one: Criterion, *, up: bool) -> list[str]:
        opened_on = criteria.order_token(version.criteria.all())
        criteria.move_criterion(criterion=one, up=up, opened_on=opened_on, by=head)
        return list(version.criteria.values_list("heading", flat=True))

    assert move(cem, up=True) == ["Ann", "Cem", "Ben"]
    assert move(ann, up=False) == ["Cem", "Ann", "Ben"]
    with pytest.raises(Refused, match="“Cem” is the first already"):
        move(cem, up=True)
    with pytest.raises(Refused, match="“Ben” is the last already"):
        move(ben, up=False)
    criteria.remove_criterion(criterion=ann, by=head)
    assert move(ben, up=True) == ["Ben", "Cem"]
    assert criteria.take_back_criteria(version=criteria.propose_criteria(version=version, by=head), by=head)
    criteria.propose_criteria(version=version, by=head)
    with pytest.raises(Refused, match="are with the governing board"):
        move(cem, up=True)


def test_a_move_of_another_order_or_sent_twice_moves_nothing_more(school: School, head: User) -> None:
    version = criteria.begin_criteria(place=school, by=head)
    ann, ben, cem = (write(version, head, heading=heading) for heading in ("Ann", "Ben", "Cem"))
    shown = criteria.order_token([ann, ben, cem])
    criteria.move_criterion(criterion=cem, up=True, opened_on=shown, by=head)
    for one in (cem, ben):
        with pytest.raises(conflicts.Conflict):
            criteria.move_criterion(criterion=one, up=True, opened_on=shown, by=head)
    assert list(version.criteria.values_list("heading", flat=True)) == ["Ann", "Cem", "Ben"]


def test_only_who_writes_the_criteria_moves_them(school: School, clerk: User) -> None:
    version = make_criteria(school)
    first, last = make_criterion(version), make_criterion(version)
    for user in (clerk, make_member(Role.HEAD, make_school()), make_member(Role.STAFF, school)):
        with pytest.raises(PermissionDenied):
            criteria.move_criterion(criterion=last, up=True, opened_on=criteria.order_token([first, last]), by=user)


def test_what_is_proposed_or_agreed_is_not_changed(school: School, head: User, clerk: User) -> None:
    version = proposed(school, head)
    assert criteria.propose_criteria(version=version, by=head) == version
    with pytest.raises(Refused, match="are with the governing board"):
        write(version, head, heading="Another")
    criteria.take_back_criteria(version=version, by=head)
    write(version, head, heading="Another")
    version = adopt(criteria.propose_criteria(version=version, by=head), clerk)
    with pytest.raises(Refused, match="Change them in a new draft"):
        write(version, head, heading="A third")
    with pytest.raises(Refused, match="Change them in a new draft"):
        criteria.discard_criteria(version=version, by=head)
    draft = criteria.begin_criteria(place=school, by=head)
    assert (draft.number, draft.based_on, draft.criteria.count()) == (version.number + 1, version, 2)
    criteria.discard_criteria(version=draft, by=head)
    assert pipeline.criteria_in_force(school, TODAY) == version


def test_criteria_are_agreed_at_a_meeting_with_a_minute(school: School, head: User, clerk: User) -> None:
    version = proposed(school, head)
    board = make_body(school=school)
    meeting = make_meeting(body=board, on=MET)
    assert pipeline.criteria_waiting_for(board) == [version]
    agreed = adopt(version, clerk, meeting=meeting)
    assert adopt(version, clerk, meeting=meeting) == agreed
    assert (agreed.state, agreed.adopted_on, agreed.minute_reference) == (CriteriaState.ADOPTED, MET, "7.2")
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.HELD
    assert pipeline.criteria_waiting_for(board) == []
    assert pipeline.criteria_in_force(school, MET) == agreed
    assert pipeline.criteria_in_force(school, MET - datetime.timedelta(days=1)) is None


def test_never_by_whoever_proposed_them(school: School, clerk: User) -> None:
    """A clerk who leads too."""
    both = make_member(Role.HEAD, school)
    both.memberships.create(role=Role.CLERK, school=school, starts_on=MET)
    both = User.objects.get(pk=both.pk)
    version = proposed(school, both)
    with pytest.raises(Refused, match="You proposed these criteria"):
        adopt(version, both)
    assert not criteria.may_record(version=version, by=both, today=TODAY)
    assert criteria.may_record(version=version, by=clerk, today=TODAY)


def test_by_the_chair_only_where_there_is_no_clerk(school: School, head: User) -> None:
    chair, version = make_member(Role.CHAIR, school), proposed(school, head)
    clerk = make_member(Role.CLERK, school)
    with pytest.raises(Refused, match="has a clerk"):
        adopt(version, chair)
    clerk.memberships.update(ends_on=TODAY - datetime.timedelta(days=1))
    assert adopt(version, chair).recorded_by == chair


@pytest.mark.parametrize("role", [Role.HEAD, Role.SCHOOL_LEAD, Role.GOVERNOR, Role.VICE_CHAIR, Role.STAFF])
def test_by_nobody_else(role: Role, school: School, head: User) -> None:
    with pytest.raises(PermissionDenied):
        adopt(proposed(school, head), make_member(role, school))


def test_a_meeting_that_could_not_agree_is_refused(school: School, head: User, clerk: User) -> None:
    version = proposed(school, head)
    committee = make_body(school=school, kind=BodyKind.COMMITTEE)
    with pytest.raises(Refused, match="a body that decides for this school"):
        adopt(version, clerk, meeting=make_meeting(body=committee, on=MET))
    with pytest.raises(Refused, match="a body that decides for this school"):
        adopt(version, clerk, meeting=make_meeting(on=MET))
    board = make_body(school=school)
    with pytest.raises(Refused, match="in the future"):
        adopt(version, clerk, meeting=make_meeting(body=board, on=TODAY + datetime.timedelta(days=1)))
    with pytest.raises(Refused, match="cancelled"):
        adopt(version, clerk, meeting=make_meeting(body=board, on=MET, status=MeetingStatus.CANCELLED))
    with pytest.raises(Refused, match="minute reference"):
        adopt(version, clerk, minute_reference=" ")
    assert pipeline.criteria_waiting_for(committee) == []


def test_a_later_version_supersedes(school: School, head: User, clerk: User) -> None:
    first = adopt(proposed(school, head), clerk)
    draft = criteria.begin_criteria(place=school, by=head)
    write(draft, head, heading="Another")
    second = adopt(criteria.propose_criteria(version=draft, by=head), clerk)
    assert pipeline.criteria_in_force(school, TODAY) == second
    assert list(CriteriaVersion.objects.of(school).agreed()) == [second, first]


def test_a_council_publishes_its_set(school: School) -> None:
    officer = make_member(Role.OFFICER, school.council)
    version = criteria.begin_criteria(place=school.council, by=officer)
    with pytest.raises(Refused, match="There is no criterion yet"):
        criteria.publish_criteria(version=version, by=officer)
    write(version, officer)
    with pytest.raises(Refused, match="A council publishes its set"):
        criteria.propose_criteria(version=version, by=officer)
    assert criteria.publish_criteria(version=version, by=officer).state == CriteriaState.ADOPTED
    with pytest.raises(PermissionDenied):
        criteria.begin_criteria(place=school, by=officer)
    with pytest.raises(PermissionDenied):
        criteria.begin_criteria(place=make_school().council, by=officer)


def test_each_person_sees_the_versions_that_are_theirs_to_see(school: School) -> None:
    council = school.council
    agreed, published = make_criteria(school, state="adopted"), make_criteria(council, state="adopted")
    waiting, drafted = make_criteria(school, state="proposed"), make_criteria(council)
    make_criteria(make_school(council=council), state="proposed")
    make_criteria(make_school(), state="adopted")
    expected = {
        Role.HEAD: {agreed, published, waiting},
        Role.GOVERNOR: {agreed, published, waiting},
        Role.CLERK: {agreed, published, waiting},
        Role.STAFF: {agreed, published},
    }
    for role, versions in expected.items():
        user = make_member(role, school)
        assert set(CriteriaVersion.objects.visible_to(user)) == versions, role
    officer = make_member(Role.OFFICER, council)
    assert set(CriteriaVersion.objects.visible_to(officer)) == {agreed, published, drafted}
    assert not CriteriaVersion.objects.visible_to(make_user()).exists()
