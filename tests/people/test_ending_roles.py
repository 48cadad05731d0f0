"""Ending a role, and keeping an administrator wherever there is one."""

import contextlib
import datetime
import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from core import clock
from people.access.guards import allows
from people.access.roles import Permission, Role
from people.actions import keeping
from people.actions.keeping import check_may_close
from people.actions.roles import (
    change_last_day,
    end_role,
    is_last_administrator,
    mark_administrator,
    name_lead,
    unmark_administrator,
)
from people.models import Council, Membership, School, Trust, User
from people.rules import Refused
from tests.builders import make_administrator, make_council, make_member, make_school, make_trust

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
WHY = "Left the school"


def fresh(user: User) -> User:
    """The person as the next request finds them."""
    return User.objects.get(pk=user.pk)


def role_of(user: User) -> Membership:
    return user.memberships.get()


@pytest.fixture
def school() -> School:
    return make_school(name="Hill Top School", trust=make_trust())


@pytest.fixture
def head(school: School) -> User:
    return make_member(Role.HEAD, school)


def test_end_role_at_once_closes_what_it_opened_and_keeps_who_and_why(school: School, head: User) -> None:
    lead = make_member(Role.SCHOOL_LEAD, school)
    ended = end_role(membership=role_of(lead), by=head, reason=f" {WHY} ")
    assert not allows(fresh(lead), Permission.SCHOOL_READ, school)
    assert (ended.ends_on, ended.ended_by, ended.ended_reason) == (clock.today(), head, WHY)
    assert ended.stopped_at is not None
    assert list(Membership.objects.at(school).ended(clock.today())) == [ended]


def test_end_role_on_a_day_leaves_it_until_that_day_is_over(school: School, head: User) -> None:
    lead, last = make_member(Role.SCHOOL_LEAD, school), clock.today() + 30 * DAY
    end_role(membership=role_of(lead), by=head, reason=WHY, on=last)
    assert allows(fresh(lead), Permission.POLICY_EDIT, school)
    assert Membership.objects.in_force(last).filter(user=lead).exists()
    assert not Membership.objects.in_force(last + DAY).filter(user=lead).exists()


def test_end_role_twice_ends_it_once(school: School, head: User) -> None:
    membership = role_of(make_member(Role.STAFF, school))
    first = end_role(membership=membership, by=head, reason=WHY)
    again = end_role(membership=membership, by=head, reason="Another reason")
    assert (again.ended_reason, again.stopped_at) == (WHY, first.stopped_at)


def test_end_role_that_has_not_begun_ends_before_it_does(school: School, head: User) -> None:
    membership = role_of(make_member(Role.STAFF, school))
    Membership.objects.filter(pk=membership.pk).update(starts_on=clock.today() + 9 * DAY)
    end_role(membership=membership, by=head, reason=WHY)
    assert not Membership.objects.current(clock.today()).filter(pk=membership.pk).exists()


@pytest.mark.parametrize("reason", ["", "  "])
def test_end_role_asks_why(school: School, head: User, reason: str) -> None:
    with pytest.raises(Refused, match="Say why"):
        end_role(membership=role_of(make_member(Role.STAFF, school)), by=head, reason=reason)


def test_end_role_refuses_a_day_that_is_over(school: School, head: User) -> None:
    membership = role_of(make_member(Role.STAFF, school))
    with pytest.raises(Refused, match="Choose today or a later day"):
        end_role(membership=membership, by=head, reason=WHY, on=clock.today() - DAY)


@pytest.mark.parametrize("role", [Role.HEAD, Role.CLERK, Role.CHAIR, Role.GOVERNOR])
def test_a_head_ends_only_what_a_head_grants(school: School, head: User, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        end_role(membership=role_of(make_member(role, school)), by=head, reason=WHY)
    assert not Membership.objects.filter(ended_at__isnull=False).exists()


@pytest.mark.parametrize("by", [Role.STAFF, Role.SCHOOL_LEAD, Role.GOVERNOR, Role.CHAIR, Role.OFFICER])
def test_every_action_asks_who_does_it_first(school: School, by: Role) -> None:
    home = school.council if by is Role.OFFICER else school
    nobody, staff = make_member(by, home), role_of(make_member(Role.STAFF, school))
    officer = role_of(make_member(Role.OFFICER, school.council))
    for act in (
        lambda: end_role(membership=staff, by=nobody, reason=WHY),
        lambda: change_last_day(membership=staff, on=None, by=nobody),
        lambda: name_lead(membership=staff, by=nobody),
        lambda: mark_administrator(membership=officer, by=nobody),
        lambda: unmark_administrator(membership=officer, by=nobody),
    ):
        with pytest.raises(PermissionDenied):
            act()


# The last administrator ---------------------------------------------------------------------------------------------
Place = School | Trust | Council


def place_with(kind: str) -> tuple[Place, Membership, User]:
    """A place with one administrator, their role, and somebody who may end it."""
    school = make_school(trust=make_trust(), name="Hill Top School")
    if kind == "school":
        officer = make_administrator(Role.HEAD, school)
        return school, role_of(make_member(Role.HEAD, school)), officer
    if kind == "trust":
        assert school.trust
        lead = make_member(Role.TRUST_LEAD, school.trust)
        return school.trust, role_of(lead), lead
    officer = make_administrator(Role.OFFICER, school.council)
    return school.council, role_of(officer), officer


def another(kind: str, place: Place) -> Membership:
    role = {"school": Role.HEAD, "trust": Role.TRUST_LEAD, "council": Role.OFFICER}[kind]
    user = make_member(role, place)
    user.memberships.update(is_administrator=role is Role.OFFICER)
    return role_of(user)


def follower(kind: str, place: Place) -> Membership:
    """Somebody who may follow."""
    if kind == "council":
        return role_of(make_member(Role.OFFICER, place))
    if kind == "trust":
        assert isinstance(place, Trust)
        return role_of(make_member(Role.HEAD, place.schools.get()))
    return role_of(make_member(Role.SCHOOL_LEAD, place))


KINDS = pytest.mark.parametrize("kind", ["school", "trust", "council"])


@KINDS
@pytest.mark.parametrize("in_days", [None, 0, 30])
def test_the_last_administrator_stays(kind: str, in_days: int | None) -> None:
    place, membership, by = place_with(kind)
    on = None if in_days is None else clock.today() + in_days * DAY
    assert is_last_administrator(membership, clock.today())
    with pytest.raises(Refused, match=f"{place} would then have no"):
        end_role(membership=membership, by=by, reason=WHY, on=on)
    membership.refresh_from_db()
    assert (membership.ends_on, membership.ended_by) == (None, None)


@KINDS
def test_one_of_two_administrators_may_go(kind: str) -> None:
    place, membership, by = place_with(kind)
    another(kind, place)
    assert not is_last_administrator(membership, clock.today())
    end_role(membership=membership, by=by, reason=WHY)
    assert not Membership.objects.in_force(clock.today()).filter(pk=membership.pk).exists()


@KINDS
def test_an_administrator_who_cannot_sign_in_does_not_count(kind: str) -> None:
    place, membership, by = place_with(kind)
    User.objects.filter(pk=another(kind, place).user_id).update(is_active=False)
    with pytest.raises(Refused):
        end_role(membership=membership, by=by, reason=WHY)


@KINDS
@pytest.mark.parametrize("in_days", [None, 30])
def test_a_successor_named_in_the_same_step_follows_without_a_gap(kind: str, in_days: int | None) -> None:
    place, membership, by = place_with(kind)
    successor = follower(kind, place)
    on = None if in_days is None else clock.today() + in_days * DAY
    end_role(membership=membership, by=by, reason=WHY, on=on, successor=successor)
    day = clock.today() if on is None else on + DAY
    administrators = Membership.objects.at(place).in_force(day).of_administrators()
    assert [found.user for found in administrators] == [successor.user]
    if kind != "council":
        assert administrators.get().granted_by == by


def test_a_successor_comes_from_the_same_place(school: School) -> None:
    officer = make_administrator(Role.HEAD, school)
    membership = role_of(make_member(Role.HEAD, school))
    for stranger in (make_member(Role.SCHOOL_LEAD, make_school()), make_member(Role.CLERK, school)):
        with pytest.raises(Refused, match="from the list"):
            end_role(membership=membership, by=officer, reason=WHY, successor=role_of(stranger))
    assert Membership.objects.filter(role=Role.HEAD).count() == 1


def test_a_successor_whose_own_role_ends_soon_is_no_successor() -> None:
    council, membership, by = place_with("council")
    successor = follower("council", council)
    Membership.objects.filter(pk=successor.pk).update(ends_on=clock.today() + 9 * DAY)
    successor.refresh_from_db()
    with pytest.raises(Refused):
        end_role(membership=membership, by=by, reason=WHY, successor=successor)
    successor.refresh_from_db()
    assert not successor.is_administrator


@KINDS
def test_the_account_of_the_last_administrator_may_not_be_closed(kind: str) -> None:
    place, membership, _ = place_with(kind)
    with pytest.raises(Refused, match="would then have no"):
        check_may_close(membership.user, clock.today())
    another(kind, place)
    check_may_close(membership.user, clock.today())


def test_the_last_administrator_keeps_their_mark() -> None:
    council, membership, by = place_with("council")
    with pytest.raises(Refused, match="would then have no administrator"):
        unmark_administrator(membership=membership, by=by)
    mark_administrator(membership=follower("council", council), by=by)
    assert not unmark_administrator(membership=membership, by=by).is_administrator


def test_the_last_day_of_a_last_administrator_is_not_set(school: School) -> None:
    officer = make_administrator(Role.HEAD, school)
    membership = role_of(make_member(Role.HEAD, school))
    with pytest.raises(Refused, match="would then have no headteacher"):
        change_last_day(membership=membership, on=clock.today() + 30 * DAY, by=officer)


def both_at_once(council: Council, one: User, other: User) -> list[object]:
    """Each of two administrators ends the other's role, at the same moment."""
    outcomes: list[object] = []
    roles = {user.pk: role_of(user) for user in (one, other)}

    def run(by: User, whose: User) -> None:
        try:
            outcomes.append(end_role(membership=roles[whose.pk], by=by, reason=WHY))
        except Refused as refusal:
            outcomes.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert council.pk
    return outcomes


def meet_after_reading(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Both read who the administrators are before either writes, wherever nothing makes one wait for the other."""
    barrier, judge = threading.Barrier(2), keeping.opens_a_gap

    def judged(*args: object) -> bool:
        found = judge(*args)  # type: ignore[arg-type]
        with contextlib.suppress(threading.BrokenBarrierError):
            barrier.wait(seconds)
        return found

    monkeypatch.setattr(keeping, "opens_a_gap", judged)


def administrators_left(council: Council) -> int:
    return Membership.objects.at(council).in_force(clock.today()).of_administrators().count()


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_at_once_would_leave_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    council = make_council()
    one, other = make_administrator(Role.OFFICER, council), make_administrator(Role.OFFICER, council)
    meet_after_reading(monkeypatch, 20)
    unlocked: Callable[[Place], None] = lambda _place: None  # noqa: E731
    monkeypatch.setattr(keeping, "locked", unlocked)
    both_at_once(council, one, other)
    assert administrators_left(council) == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_end_each_other_at_once_one_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    meet_after_reading(monkeypatch, 1.5)
    council = make_council()
    one, other = make_administrator(Role.OFFICER, council), make_administrator(Role.OFFICER, council)
    outcomes = both_at_once(council, one, other)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Membership", "Refused"]
    assert administrators_left(council) == 1


# The other actions --------------------------------------------------------------------------------------------------
def test_name_lead_makes_a_member_of_staff_a_lead_once(school: School, head: User) -> None:
    teacher = make_member(Role.STAFF, school)
    first = name_lead(membership=role_of(teacher), by=head)
    staff = teacher.memberships.get(role=Role.STAFF)
    assert name_lead(membership=staff, by=head) == first
    assert first.granted_by == head
    assert allows(fresh(teacher), Permission.POLICY_EDIT, school)


def test_name_lead_refuses_whoever_is_not_on_the_staff(school: School, head: User) -> None:
    with pytest.raises(Refused, match="member of staff"):
        name_lead(membership=role_of(make_member(Role.GOVERNOR, school)), by=head)


def test_nobody_gives_themselves_more(school: School) -> None:
    officer = make_administrator(Role.OFFICER, school.council)
    with pytest.raises(Refused, match="your own role"):
        change_last_day(membership=role_of(officer), on=None, by=officer)
    with pytest.raises(Refused, match="your own role"):
        mark_administrator(membership=role_of(officer), by=officer)
    both = make_member(Role.HEAD, school)
    Membership.objects.create(user=both, role=Role.STAFF, school=school, starts_on=clock.today())
    with pytest.raises(Refused, match="your own role"):
        name_lead(membership=both.memberships.get(role=Role.STAFF), by=fresh(both))


def test_change_last_day_moves_it_and_takes_it_away(school: School, head: User) -> None:
    membership, last = role_of(make_member(Role.STAFF, school)), clock.today() + 30 * DAY
    changed = change_last_day(membership=membership, on=last, by=head)
    assert (changed.ends_on, changed.ended_by) == (last, head)
    changed = change_last_day(membership=membership, on=None, by=head)
    assert (changed.ends_on, changed.ended_by, changed.ended_at) == (None, None, None)


def test_a_role_that_is_over_stays_over(school: School, head: User) -> None:
    membership = role_of(make_member(Role.STAFF, school))
    end_role(membership=membership, by=head, reason=WHY)
    for act in (
        lambda: change_last_day(membership=membership, on=None, by=head),
        lambda: name_lead(membership=membership, by=head),
    ):
        with pytest.raises(Refused, match="is over"):
            act()
