"""Guards and scoping are two readings of one table: what the first allows is exactly what the second shows."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from people.access.guards import allows, require, require_any
from people.access.roles import COUNCIL_ROLES, SCHOOL_ROLES, Permission, Role
from people.models import Body, Council, Meeting, Membership, School, TermOfOffice, Trust, User
from tests.builders import make_body, make_council, make_meeting, make_member, make_school, make_trust, make_user

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


class GuardsAndScopingAgree(TestCase):
    """Over any roles at any organisations: two councils, two trusts, schools of each and of neither."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.councils = [make_council(), make_council()]
        cls.trusts = [make_trust(), make_trust()]
        cls.schools = [
            make_school(council=council, trust=trust) for council in cls.councils for trust in (None, *cls.trusts)
        ]
        cls.bodies = [make_body(school=school) for school in cls.schools]
        cls.bodies += [make_body(council=council) for council in cls.councils]
        cls.federation = make_body(school=cls.schools[0])
        cls.federation.schools.add(cls.schools[4])

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(
            st.tuples(st.sampled_from(Role), st.integers(0, 5), st.sampled_from([-400, -1, 0, 400])),
            max_size=3,
            unique_by=lambda held: held[:2],
        )
    )
    def test_a_row_is_shown_exactly_where_its_organisation_allows_it(self, held: list[tuple[Role, int, int]]) -> None:
        user = make_user()
        for role, place, ends_in in held:
            Membership.objects.create(
                user=user,
                role=role,
                starts_on=TODAY - 500 * DAY,
                ends_on=TODAY + ends_in * DAY,
                is_administrator=role is Role.OFFICER and place > 2,
                **self.home_of(role, place),
            )
        user = User.objects.get(pk=user.pk)
        for permission in Permission:
            for model, organisations in ((School, self.schools), (Council, self.councils), (Trust, self.trusts)):
                shown = set(model.objects.reaching(user, permission))
                allowed = {place for place in organisations if allows(user, permission, place)}
                assert shown == allowed, (permission, model)
            shown = list(Body.objects.reaching(user, permission))
            assert set(shown) == self.bodies_allowed(user, permission), permission
            assert len(shown) == len(set(shown)), "a row was met twice"

    def home_of(self, role: Role, place: int) -> dict[str, School | Council | Trust]:
        if role in SCHOOL_ROLES:
            return {"school": self.schools[place]}
        return {"council": self.councils[place % 2]} if role in COUNCIL_ROLES else {"trust": self.trusts[place % 2]}

    def bodies_allowed(self, user: User, permission: Permission) -> set[Body]:
        return {
            body
            for body in (*self.bodies, self.federation)
            if any(
                allows(user, permission, place) for place in ([body.council] if body.council else body.schools.all())
            )
        }


@pytest.mark.django_db
def test_what_a_role_does_not_include_is_refused_with_a_sentence() -> None:
    school = make_school(name="Hill Top School")
    governor = make_member(Role.GOVERNOR, school)
    require(governor, Permission.MEETING_READ, school)
    with pytest.raises(PermissionDenied, match=r"Your role at Hill Top School does not include this\."):
        require(governor, Permission.POLICY_EDIT, school)
    with pytest.raises(PermissionDenied, match=r"Your role does not include this\."):
        require_any(governor, Permission.MEETING_EDIT, [school])


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_nobody_is_shown_another_councils_schools(role: Role) -> None:
    school = make_school(trust=make_trust())
    home = school if role in SCHOOL_ROLES else school.council if role in COUNCIL_ROLES else school.trust
    user, elsewhere = make_member(role, home), make_school(trust=make_trust())
    assert list(School.objects.visible_to(user)) == [school]
    assert list(Council.objects.visible_to(user)) == [school.council]
    for permission in Permission:
        assert not allows(user, permission, elsewhere)
        assert not allows(user, permission, elsewhere.council)
        assert elsewhere not in School.objects.reaching(user, permission)


@pytest.mark.django_db
def test_a_superuser_reads_no_schools_papers() -> None:
    user = make_user(is_superuser=True)
    meeting = make_meeting()
    for model in (School, Council, Trust, Body, Meeting, TermOfOffice, Membership):
        assert not model.objects.visible_to(user).exists()
    assert not any(allows(user, permission, meeting.body.schools.get()) for permission in Permission)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts_in", "ends_in", "holds"),
    [(0, None, True), (0, 0, True), (-9, 0, True), (-9, 1, True), (-9, -1, False), (1, None, False), (1, 9, False)],
)
def test_access_begins_and_ends_with_the_membership(starts_in: int, ends_in: int | None, holds: bool) -> None:
    school, user = make_school(), make_user()
    Membership.objects.create(
        user=user,
        role=Role.HEAD,
        school=school,
        starts_on=TODAY + starts_in * DAY,
        ends_on=None if ends_in is None else TODAY + ends_in * DAY,
    )
    assert allows(user, Permission.POLICY_EDIT, school) is holds
    assert School.objects.visible_to(user).exists() is holds
