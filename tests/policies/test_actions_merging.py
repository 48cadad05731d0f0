"""Offers of a new model version, and what schools make of them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from core.conflicts import Conflict
from people.models import School
from policies.actions import merging, versions
from policies.actions.withdrawals import withdraw_model
from policies.document import Refused, compare
from policies.document.merging import Answer, Choice
from policies.models import MergeAnswer, ModelOffer, Version
from policies.offers import merged as offering
from policies.offers.queries import is_open, make_offers, offer_of
from policies.queries import published_model
from policies.standings.rules import Lineage
from tests.builders import make_school
from tests.policies.cast import Cast, plain_document
from tests.policies.merging_cast import WORDS, Merging

OURS, THEIRS = Answer(Choice.OURS), Answer(Choice.THEIRS)


@pytest.fixture
def story(cast: Cast) -> Merging:
    return Merging(cast)


# Offers


def test_publishing_asks_for_the_offers_in_a_job_and_makes_none_itself(cast: Cast) -> None:
    cast.publish(plain_document("One"))
    cast.take()
    published = cast.publish(plain_document("Two"))
    jobs = ProcrastinateJob.objects.filter(task_name="policies.offer_model", args={"version_id": published.pk})
    assert jobs.count() == 1
    assert not ModelOffer.objects.exists()


def test_a_copy_of_an_earlier_version_is_offered_the_new_one_once(story: Merging) -> None:
    assert (story.offer.copy, story.offer.differing, story.offer.clashes) == (story.latest, 3, 2)
    assert make_offers(story.published.pk) == 0
    assert ModelOffer.objects.count() == 1


def test_no_offer_goes_to_another_council_a_closed_school_a_school_of_its_own_words_or_a_new_copy(cast: Cast) -> None:
    story = Merging(cast, clashes=0)
    other = Cast(make_school())
    other.publish(plain_document("Another council"))
    other.take()
    Cast(make_school(council=cast.school.council)).take()
    closed = Cast(make_school(council=cast.school.council))
    closed.take()
    School.objects.filter(pk=closed.school.pk).update(status="closed")
    published = story.publish("Third")
    offered = set(ModelOffer.objects.filter(model_version=published).values_list("policy__school", flat=True))
    assert other.school.pk not in offered
    assert closed.school.pk not in offered
    assert cast.school.pk in offered


def test_the_number_of_queries_does_not_grow_with_the_schools(cast: Cast) -> None:
    def queries() -> int:
        published = cast.publish(plain_document("Another", *WORDS))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            make_offers(published.pk)
        return len(asked)

    Merging(cast, clashes=0)
    one = queries()
    for _ in range(20):
        Cast(make_school(council=cast.school.council)).take()
    queries()
    assert queries() <= one + 2
    assert ModelOffer.objects.count() > 20


def test_a_version_that_was_withdrawn_or_followed_before_its_job_ran_is_offered_to_nobody(cast: Cast) -> None:
    cast.publish(plain_document("One"))
    cast.take()
    second, third = cast.publish(plain_document("Two")), cast.publish(plain_document("Three"))
    assert make_offers(second.pk) == 0
    withdraw_model(version=third, reason="Too soon", by=cast.officer)
    assert make_offers(third.pk) == 0
    assert make_offers(second.pk) == 1


def test_a_later_version_takes_the_place_of_an_offer_and_keeps_the_answers_about_the_same_words(story: Merging) -> None:
    first, second = story.keys
    story.answer(first, OURS)
    story.answer(second, THEIRS)
    story.published = story.publish("the council's new words 0", "other words by now", "the council's new words 2")
    found = offering.clashes(merging.offers.merge_of(story.offer, story.latest), kept(story))
    assert [(clash.item.key, clash.is_answered, clash.is_stale) for clash in found] == [
        (first, True, False),
        (second, False, True),
    ]
    assert offer_of(story.cast.head, story.cast.school) == story.offer


def kept(story: Merging) -> dict[str, tuple[str, Answer]]:
    return merging.offers.as_answers(merging.offers.answers_of(story.offer))


# Answers


def test_an_answer_is_kept_and_can_be_given_again(story: Merging) -> None:
    key = story.keys[0]
    story.answer(key, OURS, note="As we agreed in March")
    row = story.answer(key, Answer(Choice.COMBINED, "both together"))
    assert (row.choice, row.text, row.note, row.by) == ("combined", "both together", "", story.cast.head)
    assert MergeAnswer.objects.count() == 1


def test_of_two_tabs_the_second_is_told_and_overwrites_nothing(story: Merging) -> None:
    key = story.keys[0]
    opened = story.opened_on(key)
    story.answer(key, OURS)
    with pytest.raises(Conflict):
        merging.answer(offer=story.offer, key=key, given=THEIRS, note="", opened_on=opened, by=story.cast.head)
    assert MergeAnswer.objects.get().choice == "ours"


def test_an_answer_about_words_that_changed_since_no_longer_counts(story: Merging) -> None:
    first, second = story.keys
    story.answer(first, OURS)
    story.answer(second, OURS)
    story.change(0, "other words of the school")
    versions.save_version(owner=story.cast.school, by=story.cast.head)
    with pytest.raises(Refused, match="Choose whose words"):
        merging.make(offer=story.offer, opened_on=story.make_token, by=story.cast.head)
    assert MergeAnswer.objects.count() == 2


def test_an_answer_about_a_part_that_is_not_in_question_is_refused(story: Merging) -> None:
    for key in ("c3", "name:title", "nothing"):
        with pytest.raises(Refused, match="no longer in question"):
            merging.answer(offer=story.offer, key=key, given=OURS, note="", opened_on="", by=story.cast.head)


def test_only_who_edits_the_policy_answers_makes_and_declines(story: Merging) -> None:
    for by in (story.cast.governor, story.cast.clerk, story.cast.outsider, story.cast.officer):
        with pytest.raises(PermissionDenied):
            merging.answer(offer=story.offer, key=story.keys[0], given=OURS, note="", opened_on="", by=by)
        with pytest.raises(PermissionDenied):
            merging.make(offer=story.offer, opened_on="", by=by)
        with pytest.raises(PermissionDenied):
            merging.decline(offer=story.offer, reason="No", by=by)


# The draft


def test_the_draft_holds_what_was_answered_and_says_where_it_came_from(story: Merging) -> None:
    before, (first, second) = story.latest, story.keys
    story.answer(first, Answer(Choice.COMBINED, "both together"), note="Both matter")
    story.answer(second, OURS)
    made = merging.make(offer=story.offer, opened_on=story.make_token, by=story.cast.head)
    assert [clause.text for clause in made.text.clauses()] == [
        "both together",
        "the school's own words 1",
        "the council's new words 2",
    ]
    assert [clause.id for clause in made.text.clauses()] == [clause.id for clause in before.text.clauses()]
    assert (made.state, made.base, made.model_version) == ("draft", before, story.published)
    record = offering.entries(story.offer.record)
    assert [(part.key, part.base, part.ours, part.theirs, part.result) for part in record[:2]] == [
        (first, WORDS[0], "the school's own words 0", "the council's new words 0", "both together"),
        (second, WORDS[1], "the school's own words 1", "the council's new words 1", "the school's own words 1"),
    ]
    assert record[2].result == "the council's new words 2"
    assert MergeAnswer.objects.get(pk=record[0].answer).note == "Both matter"


def test_merging_twice_makes_one_version(story: Merging) -> None:
    for key in story.keys:
        story.answer(key, OURS)
    opened = story.make_token
    made = merging.make(offer=story.offer, opened_on=opened, by=story.cast.head)
    assert merging.make(offer=story.offer, opened_on=opened, by=story.cast.head) == made
    assert Version.objects.of(story.cast.school).count() == 3
    with pytest.raises(Refused, match="version 3"):
        merging.answer(offer=story.offer, key="c1", given=THEIRS, note="", opened_on="", by=story.cast.head)


def test_a_version_saved_meanwhile_stops_the_merge_and_keeps_the_answers(story: Merging) -> None:
    for key in story.keys:
        story.answer(key, OURS)
    opened = story.make_token
    story.change(2, "something else of the school")
    versions.save_version(owner=story.cast.school, by=story.cast.head)
    with pytest.raises(Conflict):
        merging.make(offer=story.offer, opened_on=opened, by=story.cast.head)
    assert MergeAnswer.objects.count() == 2


def test_changes_that_are_in_no_version_are_saved_first(story: Merging) -> None:
    for key in story.keys:
        story.answer(key, OURS)
    story.change(2, "something else")
    with pytest.raises(Refused, match="not saved as a version yet"):
        merging.make(offer=story.offer, opened_on=story.make_token, by=story.cast.head)


def test_an_unchanged_copy_takes_the_new_version_in_one_step(cast: Cast) -> None:
    story = Merging(cast, clashes=0)
    made = merging.make(offer=story.offer, opened_on=story.make_token, by=cast.head)
    assert compare(story.published.text, made.text).is_same


def test_what_was_adopted_stays_in_force_and_keeps_its_commitments_until_the_board_adopts_the_new_one(
    cast: Cast,
) -> None:
    story = Merging(cast, clashes=0)
    cast.adopt(cast.submit(story.latest))
    held = {row.clause_id: row.pk for row in story.latest.policy.commitments.all()}
    made = merging.make(offer=story.offer, opened_on=story.make_token, by=cast.head)
    assert Version.objects.get(number=1, policy=made.policy).adoption.lineage == Lineage.UNCHANGED
    adoption = cast.adopt(cast.submit(made))
    assert adoption.lineage == Lineage.UNCHANGED
    running = made.policy.commitments.filter(in_force_until__isnull=True)
    assert {row.clause_id: row.pk for row in running} == held
    assert {row.model_version_number for row in made.clauses.all()} == {2}


def test_a_merge_that_keeps_the_schools_words_is_a_changed_copy(story: Merging) -> None:
    for key in story.keys:
        story.answer(key, OURS)
    made = merging.make(offer=story.offer, opened_on=story.make_token, by=story.cast.head)
    assert story.cast.adopt(story.cast.submit(made)).lineage == Lineage.CHANGED


# Declining and withdrawing


def test_a_declined_offer_says_by_whom_and_why_and_can_still_be_taken(cast: Cast) -> None:
    story = Merging(cast, clashes=0)
    assert is_open(story.offer, story.latest)
    with pytest.raises(Refused, match="Enter the reason"):
        merging.decline(offer=story.offer, reason=" ", by=cast.head)
    merging.decline(offer=story.offer, reason="We review ours in the summer", by=cast.head)
    assert (story.offer.declined_by, is_open(story.offer, story.latest)) == (cast.head, False)
    merging.decline(offer=story.offer, reason="Another", by=cast.lead)
    assert story.offer.declined_reason == "We review ours in the summer"
    assert merging.make(offer=story.offer, opened_on=story.make_token, by=cast.head).number == 2


def test_a_model_withdrawn_while_a_school_merges_keeps_its_work_and_says_what_to_do(story: Merging) -> None:
    first, second = story.keys
    story.answer(first, OURS)
    withdraw_model(version=story.published, reason="It names a programme that has ended", by=story.cast.officer)
    with pytest.raises(Refused, match="has withdrawn this version"):
        story.answer(second, OURS)
    with pytest.raises(Refused, match="What you answered is kept"):
        merging.make(offer=story.offer, opened_on=story.make_token, by=story.cast.head)
    assert MergeAnswer.objects.get().key == first
    assert Version.objects.of(story.cast.school).count() == 2


def test_the_version_before_a_withdrawn_one_is_the_councils_model_again(cast: Cast) -> None:
    first = cast.publish(plain_document("One"))
    second = cast.publish(plain_document("Two"))
    withdrawn = withdraw_model(version=second, reason="Too soon", by=cast.officer)
    assert withdraw_model(version=second, reason="Again", by=cast.officer) == withdrawn
    assert published_model(cast.school.council) == first
    assert cast.take().model_version == first
    withdraw_model(version=first, reason="Too soon", by=cast.officer)
    assert published_model(cast.school.council) is None


def test_only_a_published_model_is_withdrawn_by_its_council_with_a_reason(story: Merging) -> None:
    with pytest.raises(Refused, match="Enter the reason"):
        withdraw_model(version=story.published, reason=" ", by=story.cast.officer)
    with pytest.raises(PermissionDenied):
        withdraw_model(version=story.published, reason="No", by=story.cast.head)
    with pytest.raises(PermissionDenied):
        withdraw_model(version=story.latest, reason="No", by=story.cast.officer)


def test_a_school_that_began_again_from_a_document_of_its_own_has_nothing_to_merge(story: Merging) -> None:
    latest = story.latest
    versions.next_version(latest.policy, latest.text, by=story.cast.head, base=latest, why="Brought in")
    with pytest.raises(Refused, match="no longer taken"):
        merging.make(offer=story.offer, opened_on="", by=story.cast.head)
    assert not is_open(story.offer, story.latest)


def test_the_database_keeps_one_offer_of_a_version_to_a_school(story: Merging) -> None:
    with pytest.raises(IntegrityError):
        ModelOffer.objects.create(
            policy=story.latest.policy,
            model_version=story.published,
            copy=story.latest,
            made_at=story.offer.made_at,
        )
