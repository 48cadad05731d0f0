"""Who may grant which role where: the table is whole, and written down a second time."""

import itertools

import pytest

from people.access.granting import (
    ADMINISTRATORS,
    MAY_GRANT,
    ON_A_BOARD,
    SUCCESSORS,
    grant_reach,
    is_administrators,
    kind_of,
)
from people.access.guards import grantable
from people.access.roles import GRANTS, MARKED, Permission, Reach, Role
from people.models import Council, School, Trust, User
from tests.builders import make_council, make_member, make_school, make_trust

R = Role
GOVERNORS = {R.GOVERNOR, R.CHAIR, R.VICE_CHAIR}
WHO_GRANTS: dict[Role, set[tuple[Role, Reach]]] = {
    R.HEAD: {(R.OFFICER, Reach.BELOW)},
    R.SCHOOL_LEAD: {(R.HEAD, Reach.OWN), (R.TRUST_LEAD, Reach.BELOW)},
    R.GOVERNOR: {(R.CLERK, Reach.OWN)},
    R.CHAIR: {(R.CLERK, Reach.OWN)},
    R.VICE_CHAIR: {(R.CLERK, Reach.OWN)},
    R.CLERK: {(R.OFFICER, Reach.BELOW)},
    R.STAFF: {(R.HEAD, Reach.OWN), (R.TRUST_LEAD, Reach.BELOW)},
    R.TRUST_LEAD: {(R.TRUST_LEAD, Reach.OWN)},
    R.OFFICER: {(R.OFFICER, Reach.OWN)},
    R.ACTION_OWNER: {(R.OFFICER, Reach.OWN)},
    R.COUNCILLOR: {(R.OFFICER, Reach.OWN)},
}
"""DESIGN's "invite, grant and end roles", read by column: for each role, who grants it and how far from their place."""


@pytest.mark.parametrize(("by", "role"), list(itertools.product(Role, Role)))
def test_each_role_is_granted_by_those_the_design_names(by: Role, role: Role) -> None:
    named = dict(WHO_GRANTS[role]).get(by)
    assert grant_reach(by, role, is_marked=True) is named
    is_officers = (by, Permission.ROLES_GRANT) in MARKED
    assert grant_reach(by, role, is_marked=False) is (None if is_officers else named)


def test_every_role_can_be_granted_by_somebody() -> None:
    assert set(WHO_GRANTS) == set(Role) == {role for grants in MAY_GRANT.values() for role in grants}


def test_who_grants_a_role_may_open_the_page_where_it_is_done() -> None:
    assert set(MAY_GRANT) == {role for role in Role if Permission.ROLES_GRANT in GRANTS[role]}


def test_a_head_names_nobody_who_decides_about_the_heads_papers() -> None:
    assert {R.CLERK, R.HEAD, *GOVERNORS}.isdisjoint(MAY_GRANT[R.HEAD])
    assert GOVERNORS == ON_A_BOARD


@pytest.mark.parametrize("kind", ["school", "trust", "council"])
def test_each_kind_of_place_has_its_administrators_and_those_who_may_follow_them(kind: str) -> None:
    role = ADMINISTRATORS[kind]
    assert kind_of(role) == kind
    assert is_administrators(role, is_marked=True)
    assert SUCCESSORS[kind]
    assert not SUCCESSORS[kind] & (GOVERNORS | {R.CLERK})


@pytest.mark.parametrize("role", Role)
def test_marking_makes_an_administrator_of_officers_alone(role: Role) -> None:
    assert is_administrators(role, is_marked=True) is (role in set(ADMINISTRATORS.values()))
    assert is_administrators(role, is_marked=False) is (role in {R.HEAD, R.TRUST_LEAD})


# At real places -----------------------------------------------------------------------------------------------------
Place = School | Trust | Council


@pytest.mark.django_db
@pytest.mark.parametrize("by", Role)
def test_what_somebody_may_grant_at_each_place(by: Role) -> None:
    school, other = make_school(trust=make_trust()), make_school(council=make_council(), trust=make_trust())
    assert school.trust
    assert other.trust
    homes: dict[str, Place] = {"school": school, "trust": school.trust, "council": school.council}
    user = make_member(by, homes[kind_of(by)])
    user.memberships.update(is_administrator=by is R.OFFICER)
    user = User.objects.get(pk=user.pk)
    for kind, place in homes.items():
        expected = set()
        for role, grants in WHO_GRANTS.items():
            reach = dict(grants).get(by)
            is_near = kind_of(by) == kind if reach is Reach.OWN else reach is Reach.BELOW and kind == "school"
            if kind_of(role) == kind and is_near:
                expected.add(role)
        assert grantable(user, place) == expected, kind
    for elsewhere in (other, other.trust, other.council):
        assert not grantable(user, elsewhere)


@pytest.mark.django_db
def test_an_officer_who_is_not_marked_grants_nothing() -> None:
    school = make_school()
    officer = make_member(R.OFFICER, school.council)
    assert not grantable(officer, school.council)
    assert not grantable(officer, school)
