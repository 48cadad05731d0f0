"""What the database itself holds to, and whose rows are whose."""

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from core import clock
from core.conflicts import Conflict
from policies.actions import versions
from policies.document import to_json
from policies.models import Adoption, ClauseRow, Commitment, Draft, Policy, Version
from policies.rules import VersionState
from tests.builders import make_council, make_school
from tests.policies.cast import MET, TODAY, Cast, make_cast, plain_document
from tests.policies.test_actions_versions import change


def refused(write: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def make_version(cast: Cast, policy: Policy, **kw: object) -> Version:
    fields = {"number": 1, "document": to_json(plain_document("One")), "made_by": cast.head, "made_at": clock.now()}
    return Version.objects.create(policy=policy, **(fields | kw))


def test_a_policy_belongs_to_one_school_or_one_council(cast: Cast) -> None:
    refused(Policy.objects.create)
    refused(lambda: Policy.objects.create(school=make_school(), council=make_council()))
    Policy.objects.create(school=cast.school)
    refused(lambda: Policy.objects.create(school=cast.school))


def test_version_numbers_are_one_each_and_begin_at_one(cast: Cast) -> None:
    policy = Policy.objects.create(school=cast.school)
    make_version(cast, policy)
    refused(lambda: make_version(cast, policy))
    refused(lambda: make_version(cast, policy, number=0))


def test_one_version_waits_and_says_who_submitted_it(cast: Cast) -> None:
    policy = Policy.objects.create(school=cast.school)
    sent = {"state": VersionState.SUBMITTED, "submitted_by": cast.head, "submitted_at": clock.now()}
    refused(lambda: make_version(cast, policy, state=VersionState.SUBMITTED))
    make_version(cast, policy, **sent)
    refused(lambda: make_version(cast, policy, number=2, **sent))


def test_an_editor_has_one_draft(cast: Cast) -> None:
    cast.take()
    change(cast, cast.head, "Other words")
    draft = Draft.objects.get()
    draft.pk = None
    refused(draft.save)


def test_an_adoption_has_a_minute_and_is_reviewed_after_it_takes_effect(cast: Cast) -> None:
    adoption = cast.adopt(cast.submitted())
    refused(lambda: Adoption.objects.filter(pk=adoption.pk).update(minute_reference=""))
    refused(lambda: Adoption.objects.filter(pk=adoption.pk).update(review_due_on=adoption.effective_on))


def test_a_commitment_holds_once_and_ends_after_it_began(cast: Cast) -> None:
    cast.adopted()
    commitment = Commitment.objects.all()[0]
    refused(lambda: Commitment.objects.filter(pk=commitment.pk).update(in_force_until=MET))
    commitment.pk = None
    refused(commitment.save)


def test_rows_of_another_school_are_nowhere(cast: Cast) -> None:
    cast.adopted()
    change(cast, cast.head, "Other words")
    for model in (Policy, Version, Draft, Adoption, ClauseRow, Commitment):
        of_school = {"policy__school": cast.school}
        if model is Policy:
            of_school = {"school": cast.school}
        elif model in (Adoption, ClauseRow):
            of_school = {"version__policy__school": cast.school}
        assert model.objects.visible_to(cast.head).filter(**of_school).exists()
        assert not model.objects.visible_to(cast.outsider).filter(**of_school).exists()


def test_clauses_are_seen_by_whoever_reads_their_version(cast: Cast) -> None:
    version = cast.submitted()
    assert ClauseRow.objects.visible_to(cast.governor).filter(version=version).exists()
    assert not ClauseRow.objects.visible_to(cast.officer).filter(version=version).exists()


def test_the_adoption_in_force_is_the_latest_to_have_taken_effect(cast: Cast) -> None:
    first = cast.adopt(cast.submitted())
    later = TODAY.replace(month=12)
    second = cast.adopt(cast.submitted(), effective_on=later)
    assert list(Adoption.objects.in_force(TODAY)) == [first]
    assert list(Adoption.objects.in_force(later)) == [second]
    assert not Adoption.objects.in_force(MET).exists()


def at_once(*actions: Callable[[], object]) -> list[object]:
    """What each action gives when all run at the same time, each on a connection of its own."""
    outcomes: list[object] = []

    def run(action: Callable[[], object]) -> None:
        try:
            outcomes.append(action())
        except Conflict as conflict:
            outcomes.append(conflict)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[action]) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_of_two_people_saving_at_once_one_is_shown_both_texts() -> None:
    cast = make_cast()
    cast.take()
    change(cast, cast.head, "The head's words")
    change(cast, cast.lead, "The lead's words")
    outcomes = at_once(
        lambda: versions.save_version(owner=cast.school, by=cast.head),
        lambda: versions.save_version(owner=cast.school, by=cast.lead),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "Version"]
    assert Version.objects.of(cast.school).count() == 2
    assert Draft.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_at_once_one_takes_the_model_and_one_adoption_is_recorded() -> None:
    cast = make_cast()
    cast.publish()
    assert cast.head
    opened_on = versions.version_token(None)
    at_once(*[lambda: versions.start_from_model(school=cast.school, by=cast.head, opened_on=opened_on)] * 2)
    version = Version.objects.of(cast.school).get()
    cast.submit(version)
    assert cast.clerk
    assert cast.board
    at_once(*[lambda: cast.adopt(version)] * 2)
    assert Adoption.objects.count() == 1
    assert Commitment.objects.count() == 19
