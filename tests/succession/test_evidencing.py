"""An activity becomes evidence: once, in words that name nobody, and withdrawing follows."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from core import clock
from people.access.roles import Role
from people.development.rules import State
from people.models import Activity
from people.rules import Refused
from policies.living import commitments
from policies.models import Commitment, Evidence
from succession.actions.evidencing import confirm_activity, withdraw_activity
from tests.builders import make_activity, make_member, make_staff
from tests.policies.cast import EFFECTIVE, TODAY, Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    cast = make_cast()
    cast.adopted()
    return cast


@pytest.fixture
def finished(cast: Cast) -> Activity:
    return make_activity(
        staff=make_staff(cast.school, name="Ellen Marsh"),
        mentor=make_staff(cast.school, name="Tom Aldous"),
        partner="Ms Okonkwo-Bell",
        state=State.FINISHED,
        starts_on=EFFECTIVE,
        ends_on=EFFECTIVE,
        agreed_by=cast.head,
        agreed_at=clock.now(),
    )


def held_by(cast: Cast, count: int = 2) -> list[Commitment]:
    return list(Commitment.objects.filter(policy__school=cast.school).select_related("policy__school")[:count])


def confirm(cast: Cast, activity: Activity, **kw: Any) -> list[Evidence]:
    given: dict[str, Any] = {"commitments": held_by(cast), "line": activity.open_line, "channels": ["personnel"]}
    return confirm_activity(activity=activity, **given | {"by": cast.head, "today": TODAY} | kw)


def test_a_finished_activity_becomes_evidence_once(cast: Cast, finished: Activity) -> None:
    assert confirm(cast, finished) == confirm(cast, finished)
    lines = Evidence.objects.all()
    assert {line.line for line in lines} == {"Shadowing: 1 person, finished in the autumn term 2026."}
    assert {line.commitment for line in lines} == set(held_by(cast))
    assert {(line.on, line.activity, tuple(line.channels)) for line in lines} == {(EFFECTIVE, finished, ("personnel",))}
    assert sum(one.evidence for one in commitments.commitments_of(cast.school, TODAY)) == 2
    assert set(commitments.evidence_from(cast.head, finished)) == set(lines)
    assert commitments.evidence_from(cast.governor, finished) == []


@pytest.mark.parametrize("name", ["Ellen Marsh", "Mrs Marsh", "tom aldous", "Ms Okonkwo-Bell", "Okonkwo-Bell"])
def test_open_evidence_names_nobody(cast: Cast, finished: Activity, name: str) -> None:
    with pytest.raises(Refused, match="names somebody"):
        confirm(cast, finished, line=f"{name} took part")
    assert not Evidence.objects.exists()


def test_what_is_not_finished_or_not_confirmed_is_no_evidence(cast: Cast, finished: Activity) -> None:
    Activity.objects.filter(pk=finished.pk).update(agreed_at=None, agreed_by=None)
    with pytest.raises(Refused, match="Confirm first"):
        confirm(cast, finished)
    Activity.objects.filter(pk=finished.pk).update(state=State.UNDER_WAY)
    with pytest.raises(Refused, match="not finished yet"):
        confirm(cast, finished)


def test_another_schools_commitments_are_refused(cast: Cast, finished: Activity) -> None:
    other = make_cast()
    other.adopted()
    with pytest.raises(Refused, match="your school’s own policy"):
        confirm(cast, finished, commitments=held_by(other))
    with pytest.raises(Refused, match="at least one"):
        confirm(cast, finished, commitments=[])


def test_only_leaders_confirm_and_withdraw(cast: Cast, finished: Activity) -> None:
    confirm(cast, finished)
    for by in (make_member(Role.STAFF, cast.school), cast.governor, cast.clerk, cast.officer, cast.outsider):
        with pytest.raises(PermissionDenied):
            confirm(cast, finished, by=by)
        with pytest.raises(PermissionDenied):
            withdraw_activity(activity=finished, reason="No", by=by)


def test_withdrawing_follows_to_every_commitment_and_it_can_count_again(cast: Cast, finished: Activity) -> None:
    confirm(cast, finished)
    assert len(withdraw_activity(activity=finished, reason="It was another year", by=cast.head)) == 2
    assert withdraw_activity(activity=finished, reason="Again", by=cast.head) == []
    assert {line.withdrawn_reason for line in Evidence.objects.all()} == {"It was another year"}
    confirm(cast, finished, commitments=held_by(cast, 1))
    assert Evidence.objects.standing().count() == 1
