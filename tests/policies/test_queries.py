"""What pages ask of one school's policy is what `visible_to` shows of it, whoever asks."""

import datetime

import pytest

from people.access.roles import Role
from people.models import User
from policies.actions.versions import save_version
from policies.models import Adoption, Draft, Version
from policies.queries import draft_of, latest_of, model_of, numbers_of, two_of, version_of, versions_of
from policies.rules import VersionState
from policies.version_lists import latest_and_ahead, listed
from policies.writing import next_version
from tests.builders import make_member, make_school, make_trust
from tests.policies.cast import TODAY, Cast, make_cast, plain_document
from tests.policies.test_actions_versions import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """A school of a trust with one version adopted, one submitted, one in draft, and a draft of the head's."""
    cast = make_cast(name="Bryn Awel School")
    cast.school.trust = make_trust()
    cast.school.save()
    cast.adopt(cast.submitted())
    change(cast, cast.head, "Other words")
    cast.submit(save_version(owner=cast.school, by=cast.head))
    change(cast, cast.head, "Words of another day")
    return cast


def everybody(cast: Cast) -> list[User]:
    school, council = cast.school, cast.school.council
    elsewhere = make_school(council=council)
    places = [(school, Role.HEAD), (school, Role.SCHOOL_LEAD), (school, Role.GOVERNOR), (school, Role.CHAIR)]
    places += [(school, Role.VICE_CHAIR), (school, Role.CLERK), (school, Role.STAFF), (elsewhere, Role.HEAD)]
    of_councils = [(council, role) for role in (Role.OFFICER, Role.ACTION_OWNER, Role.COUNCILLOR)]
    people = [make_member(role, place) for place, role in [*places, *of_councils, (school.trust, Role.TRUST_LEAD)]]
    return [*people, cast.head, cast.outsider]


def test_each_person_is_shown_what_visible_to_shows(cast: Cast) -> None:
    shown = set()
    for user in everybody(cast):
        visible = list(Version.objects.visible_to(user).of(cast.school))
        assert versions_of(user, cast.school) == visible
        assert [one.key for one in listed(user, cast.school, TODAY)] == [version.pk for version in visible]
        has_draft = Draft.objects.visible_to(user).filter(policy__school=cast.school).exists()
        assert latest_and_ahead(user, cast.school, TODAY) == (visible[:1], has_draft)
        assert latest_of(user, cast.school) == next(iter(visible), None)
        assert numbers_of(user, cast.school) == [(version.number, version.state) for version in visible]
        every = [version.number for version in Version.objects.of(cast.school)]
        assert two_of(user, cast.school, every) == visible[::-1]
        for version in Version.objects.of(cast.school):
            assert version_of(user, cast.school, version.number) == (version if version in visible else None)
        for state in VersionState:
            latest = next((version for version in visible if version.state == state), None)
            assert latest_of(user, cast.school, [state]) == latest
        assert draft_of(user, cast.school) == Draft.objects.visible_to(user).filter(policy__school=cast.school).first()
        shown.add(len(visible))
    assert shown == {0, 1, 2}, "some of them see all, some a part, some nothing"


@pytest.mark.parametrize("state", [VersionState.DRAFT, VersionState.CONSULTATION])
def test_each_person_is_shown_the_latest_of_a_model_that_visible_to_shows(cast: Cast, state: VersionState) -> None:
    council, shown = cast.school.council, set()
    published = Version.objects.of(council).first()
    assert published is not None
    later = next_version(published.policy, published.text, by=cast.officer, base=published, why="")
    Version.objects.filter(pk=later.pk).update(state=state.value)
    for user in everybody(cast):
        visible = list(Version.objects.visible_to(user).of(council))
        assert latest_of(user, council) == next(iter(visible), None)
        for one in VersionState:
            assert latest_of(user, council, [one]) == next((v for v in visible if v.state == one), None)
        shown.add(len(visible))
    assert shown == {0, 1, 2}


def test_beside_the_latest_version_stand_those_that_are_still_to_take_effect(cast: Cast) -> None:
    tomorrow = TODAY + datetime.timedelta(days=1)
    submitted, adopted = Version.objects.of(cast.school)
    Adoption.objects.filter(version=adopted).update(
        effective_on=tomorrow, review_due_on=tomorrow + datetime.timedelta(days=300)
    )
    for user, shown in ((cast.head, [submitted, adopted]), (make_member(Role.STAFF, cast.school), [adopted])):
        assert latest_and_ahead(user, cast.school, TODAY)[0] == shown
        assert latest_and_ahead(user, cast.school, tomorrow)[0] == shown[:1]


def test_a_draft_is_not_shown_to_an_editor_who_edits_no_more(cast: Cast) -> None:
    held = cast.head.memberships.get()
    assert draft_of(User.objects.get(pk=cast.head.pk), cast.school) is not None
    held.role = Role.STAFF
    held.save()
    now = User.objects.get(pk=cast.head.pk)
    assert draft_of(now, cast.school) is None
    (found,), has_draft = latest_and_ahead(now, cast.school, TODAY)
    assert found.state == VersionState.ADOPTED
    assert not has_draft


def test_a_model_is_shown_to_whom_visible_to_shows_it(cast: Cast) -> None:
    """The latest one published; each asking is a query that was written once."""
    shown = set()
    council = cast.school.council
    cast.publish(plain_document("One"))
    cast.publish(plain_document("Two"))
    for user in everybody(cast):
        visible = Version.objects.visible_to(user).of(council).first()
        assert model_of(user, council) == visible
        shown.add(visible and visible.number)
    assert shown == {None, 3}, "the last of three, or nothing"
