"""The letter that tells a head of a new version of the model: to whom, once, and what it does not say."""

import threading
from contextlib import suppress
from functools import partial
from typing import Any
from unittest import mock

import pytest

from core import mailing
from core.models import Letter
from core.rules import LetterState
from people.models import Membership
from policies.actions import merging
from policies.actions.withdrawals import withdraw_model
from policies.letters import model_offered
from policies.models import ModelOffer
from policies.offers import queries
from policies.offers.queries import make_offers
from tests.at_once import at_once
from tests.builders import make_school
from tests.policies.cast import Cast, plain_document
from tests.policies.merging_cast import Merging

pytestmark = pytest.mark.django_db
KIND = "policies.model-offered"


@pytest.fixture
def story(cast: Cast) -> Merging:
    assert cast.clerk
    assert cast.governor
    return Merging(cast)


def letter_of(story: Merging) -> Letter:
    return Letter.objects.get(kind=KIND)


def test_the_head_alone_is_told_and_of_nothing_that_is_in_it(story: Merging) -> None:
    letter = letter_of(story)
    written = model_offered(letter.about)
    assert written is not None
    assert written.to == story.cast.head.email
    assert f"/schools/{story.cast.school.urn}/policy/model/" in written.words
    assert "new words" not in written.subject + written.words


def test_a_job_that_runs_again_writes_to_nobody_again(story: Merging) -> None:
    make_offers(story.published.pk)
    assert Letter.objects.filter(kind=KIND).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_jobs_at_once_each_school_has_one_offer_and_one_letter(cast: Cast) -> None:
    cast.publish(plain_document("One"))
    for one in (cast, *(Cast(make_school(council=cast.school.council)) for _ in range(3))):
        one.take()
    published = cast.publish(plain_document("Two"))
    meet, looks = threading.Barrier(2), queries._still_without

    def both_have_looked(*args: Any) -> list[tuple[int, int]]:
        found = looks(*args)
        with suppress(threading.BrokenBarrierError):  # where one waits for the other to be done
            meet.wait(timeout=1)
        return found

    job = partial(make_offers, published.pk)
    with mock.patch.object(queries, "_still_without", both_have_looked):
        assert at_once(job, job) == []
    assert ModelOffer.objects.filter(model_version=published).count() == 4
    assert Letter.objects.filter(kind=KIND).count() == 4


def declines(story: Merging) -> None:
    merging.decline(offer=story.offer, reason="We have just adopted ours", by=story.cast.head)


def is_withdrawn(story: Merging) -> None:
    withdraw_model(version=story.published, reason="Too soon", by=story.cast.officer)


def leaves(story: Merging) -> None:
    Membership.objects.filter(user=story.cast.head).update(ends_on="2020-01-01", starts_on="2019-01-01")


@pytest.mark.parametrize("what", [declines, is_withdrawn, leaves])
def test_what_is_settled_before_the_letter_goes_out_is_not_told(story: Merging, what: object) -> None:
    assert callable(what)
    what(story)
    letter = letter_of(story)
    mailing.send(letter.pk)
    letter.refresh_from_db()
    assert letter.state == LetterState.DROPPED
