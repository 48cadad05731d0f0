"""What was written of changes and openings goes after six years, by the owner's hand. A hold keeps it."""

import datetime
import io

import pytest
from django.core.management import call_command
from django.db import ProgrammingError
from hypothesis import given
from hypothesis import strategies as st

from core import clock
from core.database.privileges import as_owner
from core.history.acting import acting
from core.models import Reading
from core.organisations import key_of
from people.access.granting import ADMINISTRATORS
from people.membership.queries import Place
from people.models import Hold, Membership, User
from people.privacy import old_history
from people.privacy.erasure import decided_by
from people.privacy.retention import AUDIT, due_on, first_kept
from tests.builders import make_member, make_school, make_trust

TODAY = datetime.date(2033, 3, 1)
OLD, NEW = (
    datetime.datetime(2027, 2, 28, 12, tzinfo=datetime.UTC),
    datetime.datetime(2027, 3, 2, 12, tzinfo=datetime.UTC),
)
_EVENTS = Membership.pgh_event_model  # type: ignore[attr-defined]

pytestmark = pytest.mark.django_db(transaction=True)


def written(place: Place, at: datetime.datetime) -> User:
    """An administrator whose membership and whose opening of a page of this place were written at this moment."""
    with acting(via="test"):
        person = make_member(ADMINISTRATORS[str(place._meta.model_name)], place)
    Reading.objects.create(by=person, kind="history", subject="", organisation=key_of(place), at=at, request="x")
    with as_owner():
        _EVENTS.objects.filter(user_id=person.pk).update(pgh_created_at=at)
    return person


def kept_of(place: Place) -> tuple[int, int]:
    events = _EVENTS.objects.filter(pgh_organisation=key_of(place)).count()
    return events, Reading.objects.filter(organisation=key_of(place)).count()


def hold(person: User, place: Place) -> Hold:
    now = clock.now()
    return Hold.objects.create(person=person, reason="A claim", placed_by=person, placed_at=now, **decided_by(place))


def run(*arguments: str) -> str:
    told = io.StringIO()
    with clock.at(datetime.datetime.combine(TODAY, datetime.time(12), datetime.UTC)):
        call_command("erase_old_history", *arguments, stdout=told)
    return told.getvalue()


def test_what_is_six_years_old_is_told_and_then_erased() -> None:
    old, new = make_school(), make_school()
    written(old, OLD)
    written(new, NEW)
    assert "1  changes to memberships" in run()
    assert "1  openings of pages" in run()
    assert kept_of(old) == (1, 1), "nothing goes before --erase is said"
    assert "written before 2 March 2027, and is erased" in run("--erase")
    assert kept_of(old) == (0, 0)
    assert kept_of(new) == (1, 1)
    assert "Nothing from before 2 March 2027 is due" in run("--erase")


def test_a_hold_keeps_all_that_is_of_its_school_until_it_ends() -> None:
    held, other = make_school(), make_school()
    placed = hold(written(held, OLD), held)
    written(other, OLD)
    run("--erase")
    assert kept_of(held) == (1, 1)
    assert kept_of(other) == (0, 0)
    Hold.objects.filter(pk=placed.pk).update(until=TODAY - datetime.timedelta(days=1))
    run("--erase")
    assert kept_of(held) == (0, 0)


def test_a_hold_of_a_trust_keeps_all_that_is_of_the_trust() -> None:
    held, other = make_trust(), make_trust()
    hold(written(held, OLD), held)
    written(other, OLD)
    run("--erase")
    assert kept_of(held) == (1, 1)
    assert kept_of(other) == (0, 0)


def test_what_breaks_off_midway_erases_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    school = make_school()
    written(school, OLD)
    monkeypatch.setattr(old_history, "Reading", None)
    with pytest.raises(AttributeError):
        run("--erase")
    assert kept_of(school) == (1, 1)


def test_the_application_itself_can_erase_none_of_it() -> None:
    school = make_school()
    written(school, OLD)
    for rows in (_EVENTS.objects.all(), Reading.objects.all()):
        with pytest.raises(ProgrammingError, match="permission denied"):
            rows._raw_delete(rows.db)
    assert kept_of(school) == (1, 1)


@given(st.dates(datetime.date(2010, 1, 1), datetime.date(2090, 1, 1)))
def test_the_first_day_kept_is_the_first_that_is_not_due(today: datetime.date) -> None:
    first = first_kept(today, AUDIT.keep)
    assert due_on(first, AUDIT.keep) > today
    assert due_on(first - datetime.timedelta(days=1), AUDIT.keep) <= today
