"""What is left of people in the life of a policy, once they are erased: what they said, and no name."""

from pathlib import Path

import pytest
from pytest_django import Settings

from core.privacy import tombstone
from people.access.roles import Role
from people.models import User
from people.privacy.retention import Ground
from policies.models import ReadReceipt
from tests.builders import make_comment, make_consultation, make_member
from tests.people.erasing import erased, occurrences
from tests.policies.cast import Cast, make_cast

pytestmark = pytest.mark.django_db
NAME = "Quennell Ashdown-O'Brien"


@pytest.fixture
def cast(settings: Settings, tmp_path: Path) -> Cast:
    settings.ERASURE_LEDGER = tmp_path / "apart" / "erasures.ledger"
    return make_cast()


@pytest.fixture
def person(cast: Cast) -> User:
    return make_member(Role.GOVERNOR, cast.school, name=NAME, email="q@quennell.example")


def test_a_comment_and_its_answer_stay_and_name_nobody(cast: Cast, person: User) -> None:
    out = make_consultation(cast.take())
    said = make_comment(out, by=person, text="Say who covers.")
    answered = make_comment(
        out, order=2, answered_by=person, answered_at=said.made_at, outcome="declined", reply="It is said in the third."
    )
    assert occurrences(NAME)
    erased(person, cast.school, Ground.ASKED)
    assert occurrences(NAME) == occurrences("quennell.example") == []
    for comment in (said, answered):
        comment.refresh_from_db()
    assert (said.text, str(said.by)) == ("Say who covers.", tombstone(person.pk))
    assert (answered.reply, str(answered.answered_by)) == ("It is said in the third.", tombstone(person.pk))


def test_that_somebody_read_it_stays_true_without_saying_who(cast: Cast, person: User) -> None:
    version = cast.adopted()
    receipt = ReadReceipt.objects.create(version=version, user=person, read_at=version.made_at)
    erased(person, cast.school, Ground.ASKED)
    receipt.refresh_from_db()
    assert str(receipt.user) == tombstone(person.pk)
    assert occurrences(NAME) == []
