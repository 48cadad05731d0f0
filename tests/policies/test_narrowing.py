"""Which schools a list is narrowed to: as their own pages say where they stand."""

import datetime

import pytest

from core import clock
from people.models import School
from policies.models import Policy
from policies.queries import standings
from policies.standings.narrowing import reviewed_between, standing_so, without_policy
from policies.standings.rules import Lineage, Standing
from tests.builders import make_school
from tests.policies.cast import Cast

pytestmark = pytest.mark.django_db

TODAY = clock.today()
DAY = datetime.timedelta(days=1)


def adopted(due: datetime.date, lineage: Lineage = Lineage.OWN) -> School:
    """A school with a policy in force, to be reviewed on this day."""
    school = make_school()
    adoption = Cast(school).adopted().adoption
    type(adoption).objects.filter(pk=adoption.pk).update(
        effective_on=min(TODAY, due) - DAY, review_due_on=due, lineage=lineage.value
    )
    return school


@pytest.fixture
def borough() -> list[School]:
    """Schools of every standing."""
    found = [adopted(TODAY + 100 * DAY, lineage) for lineage in Lineage]
    found += [adopted(TODAY), adopted(TODAY - DAY)]
    Cast(submitted := make_school()).submitted()
    Cast(ahead := make_school()).adopted(effective_on=TODAY + 30 * DAY)
    Policy.objects.create(school=(begun := make_school()))
    return [*found, submitted, ahead, begun, make_school(), _superseded()]


def _superseded() -> School:
    """A school whose first policy has lapsed, and whose second is in force."""
    cast = Cast(make_school())
    first = cast.adopted().adoption
    type(first).objects.filter(pk=first.pk).update(effective_on=TODAY - 400 * DAY, review_due_on=TODAY - 30 * DAY)
    cast.adopt(cast.submit(cast.take()), effective_on=TODAY - 10 * DAY)
    return cast.school


@pytest.mark.parametrize("wanted", Standing)
def test_schools_are_chosen_as_their_own_pages_say(borough: list[School], wanted: Standing) -> None:
    said = {key for key, one in standings(borough, TODAY).items() if one.standing is wanted}
    assert said, "each standing has a school"
    schools = School.objects.filter(pk__in=[one.pk for one in borough])
    assert {school.pk for school in schools.filter(standing_so(wanted, TODAY))} == said


@pytest.mark.parametrize(
    ("first", "last"), [(None, TODAY - DAY), (TODAY, TODAY + 90 * DAY), (TODAY + 91 * DAY, None), (TODAY, TODAY)]
)
def test_reviews_are_those_of_the_policy_in_force(
    borough: list[School], first: datetime.date | None, last: datetime.date | None
) -> None:
    due = {key: one.adoption.review_due_on for key, one in standings(borough, TODAY).items() if one.adoption}
    said = {key for key, day in due.items() if (first is None or day >= first) and (last is None or day <= last)}
    assert said
    schools = School.objects.filter(pk__in=[one.pk for one in borough])
    assert {school.pk for school in schools.filter(reviewed_between(first, last, TODAY))} == said
    without = schools.filter(without_policy(TODAY))
    assert {school.pk for school in without} == {one.pk for one in borough} - due.keys()


def test_conditions_go_together(borough: list[School]) -> None:
    schools = School.objects.filter(pk__in=[one.pk for one in borough])
    lapsed, past = standing_so(Standing.LAPSED, TODAY), reviewed_between(None, TODAY - DAY, TODAY)
    assert set(schools.filter(lapsed)) == set(schools.filter(lapsed, past)) != set()
    assert not schools.filter(lapsed, standing_so(Standing.NONE, TODAY)).exists()
