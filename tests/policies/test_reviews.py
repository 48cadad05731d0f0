"""Reviews, priorities and the identity of commitments, as the actions keep them."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from core import clock, conflicts
from people.access.roles import Role
from people.calendar import term_of
from policies.actions import reviews as actions
from policies.document import ClauseKind, Document, Refused, SectionKind
from policies.living import channels, commitments, reviews
from policies.living.evidence import Channel
from policies.models import Commitment, CommitmentReview, Evidence, Priority, Served
from policies.writing import next_version, policy_of
from tests.builders import (
    make_commitment_review,
    make_evidence_line,
    make_member,
    make_priority,
    make_publication,
    make_served,
)
from tests.policies.cast import EFFECTIVE, TODAY, Cast, make_cast, plain_document

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
AUTUMN = term_of(TODAY).number
NEXT = datetime.date(2027, 1, 15)
SAID: dict[str, Any] = {"status": "partly", "seen": "Two of five do", "next_step": "Ask the others", "next_by": NEXT}


@pytest.fixture
def cast() -> Cast:
    cast = make_cast(name="Hill Top School")
    cast.publish(plain_document("give {school} people to shadow", "give people a mentor", "train people here"))
    cast.adopted()
    return cast


@pytest.fixture
def commitment(cast: Cast) -> Commitment:
    return Commitment.objects.filter(policy__school=cast.school).order_by("pk")[0]


def review(commitment: Commitment, cast: Cast, **kw: Any) -> CommitmentReview:
    return actions.review_commitment(commitment=commitment, **(SAID | {"by": cast.head, "today": TODAY} | kw))


def test_a_review_is_kept_once_a_term_and_corrected_in_it(cast: Cast, commitment: Commitment) -> None:
    first = review(commitment, cast)
    assert review(commitment, cast) == first, "sent twice, it is written once"
    assert (first.term, first.term_words, first.get_status_display()) == (
        AUTUMN,
        "Autumn term 2026",
        "We are doing part of it",
    )
    with pytest.raises(conflicts.Conflict):
        review(commitment, cast, by=cast.lead, seen="Three do")
    opened_on = actions.review_token(first)
    said = SAID | {"seen": "Three of five do", "today": TODAY, "by": cast.lead}
    corrected = actions.correct_review(review=first, opened_on=opened_on, **said)
    assert (corrected.seen, corrected.by, corrected.corrected_by) == ("Three of five do", cast.head, cast.lead)
    assert actions.correct_review(review=first, opened_on=opened_on, **said).corrected_at == corrected.corrected_at
    with pytest.raises(conflicts.Conflict):
        actions.correct_review(review=first, opened_on=opened_on, **said | {"seen": "Four do"})
    later = {"today": NEXT + 60 * DAY, "next_by": NEXT + 90 * DAY}
    with pytest.raises(Refused, match="That term is over"):
        actions.correct_review(
            review=first, opened_on=actions.review_token(corrected), **said | later | {"seen": "All do"}
        )
    assert review(commitment, cast, **later).pk != first.pk
    assert CommitmentReview.objects.count() == 2


def test_its_history_keeps_what_a_review_said(cast: Cast, commitment: Commitment) -> None:
    first = review(commitment, cast)
    said = SAID | {"seen": "Three do", "today": TODAY, "by": cast.head}
    actions.correct_review(review=first, opened_on=actions.review_token(first), **said)
    kept = apps.get_model("policies", "CommitmentReviewEvent").objects.order_by("pgh_id")
    assert [event.seen for event in kept] == ["Two of five do", "Three do"]


def test_only_leaders_of_the_school_review_and_list(cast: Cast, commitment: Commitment) -> None:
    for user in (cast.governor, cast.clerk, cast.officer, cast.outsider, make_member(Role.STAFF, cast.school)):
        with pytest.raises(PermissionDenied):
            review(commitment, cast, by=user)
        with pytest.raises(PermissionDenied):
            actions.set_priorities(school=cast.school, year=2026, words=["A"], opened_on="", by=user, today=TODAY)
        with pytest.raises(PermissionDenied):
            actions.serve_priority(commitment=commitment, year=2026, priority=None, by=user)
        with pytest.raises(PermissionDenied):
            actions.continue_commitment(commitment=commitment, earlier=commitment, by=user, today=TODAY)
    assert review(commitment, cast, by=cast.lead)


def test_what_the_policy_holds_no_more_is_not_reviewed(cast: Cast, commitment: Commitment) -> None:
    Commitment.objects.filter(pk=commitment.pk).update(in_force_until=TODAY)
    with pytest.raises(Refused, match="does not hold this commitment any more"):
        review(commitment, cast)


def test_who_reads_reviews_and_priorities(cast: Cast, commitment: Commitment) -> None:
    standing = review(commitment, cast)
    served = make_served(commitment)
    for user in (cast.head, cast.governor, cast.clerk):
        assert reviews.latest_reviews(user, cast.school) == {commitment.pk: standing}
        assert reviews.served_in(user, cast.school, 2026) == {commitment.pk: served.priority}
        assert list(CommitmentReview.objects.visible_to(user)) == [standing]
    for user in (cast.officer, cast.outsider, make_member(Role.STAFF, cast.school)):
        assert reviews.latest_reviews(user, cast.school) == {}
        assert reviews.reviews_of(user, cast.school, commitment.pk) == []
        assert reviews.served_in(user, cast.school, 2026) == {}
        assert reviews.priorities_of(user, cast.school, 2026) == []
        assert channels.sheet_of(user, cast.school, Channel.PERSONNEL, 2026) is None
        assert not CommitmentReview.objects.visible_to(user).exists()
        assert not Priority.objects.visible_to(user).exists()


def test_home_counts_what_waits_for_its_review_six_weeks_on(cast: Cast, commitment: Commitment) -> None:
    assert reviews.reviews_due(cast.head, cast.school, TODAY) == 0, "it has held for a day"
    later = EFFECTIVE + 42 * DAY
    assert reviews.reviews_due(cast.head, cast.school, later) == 3
    make_commitment_review(commitment, term=term_of(later).number)
    assert reviews.reviews_due(cast.head, cast.school, later) == 2
    assert reviews.reviews_due(cast.governor, cast.school, later) == 0
    assert reviews.reviews_due(cast.head, cast.school, datetime.date(2027, 1, 3)) == 0, "the term has only begun"


def test_a_school_lists_its_priorities_and_each_commitment_serves_one(cast: Cast, commitment: Commitment) -> None:
    def listed(words: list[str], opened_on: str) -> list[Priority]:
        return actions.set_priorities(
            school=cast.school, year=2026, words=words, opened_on=opened_on, by=cast.head, today=TODAY
        )

    empty = actions.priorities_token([])
    first = listed(["Reading", "Attendance"], empty)
    assert [one.words for one in first] == ["Reading", "Attendance"]
    actions.serve_priority(commitment=commitment, year=2026, priority=first[1], by=cast.head)
    with pytest.raises(conflicts.Conflict):
        listed(["Writing"], empty)
    second = listed(["Reading for all", "Attendance"], actions.priorities_token(first))
    assert [one.pk for one in second] == [one.pk for one in first], "a priority in other words is the same one"
    third = listed(["Reading for all"], actions.priorities_token(second))
    assert [one.words for one in third] == ["Reading for all"]
    assert not Served.objects.exists(), "and what served the one that went serves none"
    with pytest.raises(Refused, match="no longer in the list"):
        actions.serve_priority(commitment=commitment, year=2026, priority=first[1], by=cast.head)
    elsewhere = make_priority(words="Of another school")
    with pytest.raises(Refused, match="no longer in the list"):
        actions.serve_priority(commitment=commitment, year=2026, priority=elsewhere, by=cast.head)
    with pytest.raises(Refused, match="last year, this year or next year"):
        actions.set_priorities(school=cast.school, year=2020, words=[], opened_on=empty, by=cast.head, today=TODAY)


def test_the_database_keeps_one_review_a_term_and_one_priority_a_year(commitment: Commitment) -> None:
    make_commitment_review(commitment)
    with pytest.raises(IntegrityError, match="commitment_is_reviewed_once_a_term"), transaction.atomic():
        make_commitment_review(commitment)
    served = make_served(commitment)
    with pytest.raises(IntegrityError, match="commitment_serves_one_priority_a_year"), transaction.atomic():
        make_served(commitment, priority=served.priority)
    for wrong in ({"seen": ""}, {"next_step": "", "next_by": NEXT}, {"next_by": None}, {"corrected_at": clock.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_commitment_review(commitment, term=1, **wrong)
    school = commitment.policy.school
    make_publication(school)
    with pytest.raises(IntegrityError, match="policy_is_published_once"), transaction.atomic():
        make_publication(school)


# Identity -------------------------------------------------------------------------------------------------------------
def adopt_changed(cast: Cast, document: Document, on: datetime.date) -> None:
    """Save a document as the next version and adopt it."""
    base = cast.school.policy.versions.first()
    version = next_version(policy_of(cast.school), document, by=cast.head, base=base, why="")
    cast.adopt(cast.submit(version), effective_on=on)


def text_of(cast: Cast) -> Document:
    return cast.school.policy.versions.first().text


def test_a_commitment_that_is_reworded_moved_and_joined_with_another_stays_itself(
    cast: Cast, commitment: Commitment
) -> None:
    line, seen, served = make_evidence_line(commitment), review(commitment, cast), make_served(commitment)
    text = text_of(cast)
    section = text.sections[0]
    own, second, third = section.clauses
    # In other words, joined with the second, after the third, in a section of its own.
    joined = replace(own, text=f"Give everybody people to shadow and {second.text}", kind=ClauseKind.CLAUSE)
    rest = replace(section, clauses=(third,))
    moved = replace(section, id="s2", kind=SectionKind.PLAN, heading="The plan", clauses=(joined,))
    adopt_changed(cast, replace(text, sections=(rest, moved)), EFFECTIVE + DAY)
    held = next(one for one in commitments.commitments_of(cast.school, TODAY) if one.key == commitment.pk)
    assert (held.text, held.evidence) == ("Give everybody people to shadow and give people a mentor", 1)
    for row in (line, seen, served):
        row.refresh_from_db()
        assert row.commitment_id == commitment.pk
    assert held.in_force_from == EFFECTIVE


def test_a_commitment_that_is_put_in_again_can_go_on_from_the_earlier_one(cast: Cast, commitment: Commitment) -> None:
    line = make_evidence_line(commitment)
    withdrawn = {"withdrawn_by": cast.head, "withdrawn_at": clock.now(), "withdrawn_reason": "No"}
    gone = make_evidence_line(commitment, **withdrawn)
    seen = make_commitment_review(commitment, term=AUTUMN - 1)
    text = text_of(cast)
    section = text.sections[0]
    adopt_changed(cast, text.with_section(replace(section, clauses=section.clauses[1:])), EFFECTIVE)
    again = replace(section.clauses[0], id="again", text="give {school} people to shadow each year", model_clause=None)
    adopt_changed(cast, text.with_section(replace(section, clauses=(*section.clauses[1:], again))), TODAY)
    new = Commitment.objects.get(clause_id="again")
    offered = reviews.earlier_of(cast.head, cast.school, new, "give Hill Top School people to shadow each year")
    assert [(one.key, one.lines, one.is_like) for one in offered] == [(commitment.pk, 2, True)]
    assert reviews.earlier_of(cast.governor, cast.school, new, "") == []

    came = actions.continue_commitment(commitment=new, earlier=commitment, by=cast.head, today=TODAY)
    assert came == 2
    for row in (line, gone, seen):
        row.refresh_from_db()
        assert row.commitment_id == new.pk
    held = next(one for one in commitments.commitments_of(cast.school, TODAY) if one.key == new.pk)
    assert held.evidence == 1
    assert reviews.earlier_of(cast.head, cast.school, new, "") == [], "nothing is left to bring"
    assert actions.continue_commitment(commitment=new, earlier=commitment, by=cast.head, today=TODAY) == 0


def test_what_stands_already_is_not_written_over_by_what_comes(cast: Cast, commitment: Commitment) -> None:
    other = Commitment.objects.filter(policy__school=cast.school).order_by("pk")[1]
    Commitment.objects.filter(pk=other.pk).update(in_force_from=EFFECTIVE - 90 * DAY, in_force_until=EFFECTIVE)
    own, theirs = make_commitment_review(commitment), make_commitment_review(other)
    priority = make_priority(cast.school)
    make_served(commitment, priority=priority)
    make_served(other, priority=priority)
    actions.continue_commitment(commitment=commitment, earlier=other, by=cast.head, today=TODAY)
    for row, where in ((own, commitment), (theirs, other)):
        row.refresh_from_db()
        assert row.commitment_id == where.pk


def test_no_commitment_goes_on_from_itself_from_one_in_force_or_of_another_school(
    cast: Cast, commitment: Commitment
) -> None:
    second = Commitment.objects.filter(policy__school=cast.school).order_by("pk")[1]
    elsewhere = make_cast()
    elsewhere.adopted()
    foreign = Commitment.objects.filter(policy__school=elsewhere.school)[0]
    Commitment.objects.filter(pk=foreign.pk).update(in_force_until=EFFECTIVE)
    make_evidence_line(foreign)
    for earlier in (commitment, second, foreign):
        with pytest.raises(Refused, match="that the policy held before"):
            actions.continue_commitment(commitment=commitment, earlier=earlier, by=cast.head, today=TODAY)
    assert Evidence.objects.get().commitment_id == foreign.pk


# Channels -------------------------------------------------------------------------------------------------------------
def test_a_sheet_holds_what_was_ticked_for_it_in_its_year(cast: Cast, commitment: Commitment) -> None:
    second = Commitment.objects.filter(policy__school=cast.school).order_by("pk")[1]
    first_day, last_day = datetime.date(2026, 9, 1), datetime.date(2027, 8, 31)
    sef = {"channels": ["self-evaluation", "personnel"]}
    for on, line in ((first_day, "First"), (last_day, "Last"), (first_day - DAY, "Before"), (last_day + DAY, "After")):
        make_evidence_line(commitment, on=on, line=line, **sef)
    make_evidence_line(second, on=first_day, line="Of another use", channels=["investors"])
    gone = {"withdrawn_by": cast.head, "withdrawn_at": clock.now(), "withdrawn_reason": "No"}
    make_evidence_line(second, on=first_day, line="Withdrawn", **sef, **gone)
    sheet = channels.sheet(cast.school, Channel.SELF_EVALUATION, 2026)
    assert (sheet.title, sheet.days) == (
        "Evidence for the self-evaluation",
        "1 September 2026 to 31 August 2027",
    )
    assert [[line.line for line in group.lines] for group in sheet.groups] == [["Last", "First"]]
    assert sheet.without == ("give people a mentor", "train people here")
    assert channels.sheet(cast.school, Channel.INVESTORS, 2026).count == 1
    assert [group.commitment for group in channels.sheet(cast.school, Channel.PERSONNEL, 2025).groups] == [
        "give Hill Top School people to shadow"
    ]


def test_a_commitment_that_ended_keeps_its_place_on_the_sheet_of_its_time(cast: Cast, commitment: Commitment) -> None:
    Commitment.objects.filter(pk=commitment.pk).update(in_force_until=EFFECTIVE + 9 * DAY)
    make_evidence_line(commitment, on=EFFECTIVE, channels=["investors"])
    (group,) = channels.sheet(cast.school, Channel.INVESTORS, 2026).groups
    assert group.last_day == EFFECTIVE + 8 * DAY
    assert "give Hill Top School people to shadow" not in channels.sheet(cast.school, Channel.INVESTORS, 2027).without


def test_the_improvement_sheet_goes_by_the_school_s_priorities(cast: Cast, commitment: Commitment) -> None:
    second, third = Commitment.objects.filter(policy__school=cast.school).order_by("pk")[1:]
    for held in (commitment, second, third):
        make_evidence_line(held, on=EFFECTIVE, channels=["improvement"])
    make_served(commitment, priority=make_priority(cast.school, place=2, words="Attendance"))
    make_served(third, priority=make_priority(cast.school, place=1, words="Reading"))
    sheet = channels.sheet(cast.school, Channel.IMPROVEMENT, 2026)
    assert [heading for heading, _ in sheet.headed] == ["Reading", "Attendance", channels.NO_PRIORITY]


def test_a_sheet_of_more_than_a_thousand_lines_says_that_it_is_cut(
    cast: Cast, commitment: Commitment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channels, "MOST_LINES", 2)
    for _ in range(3):
        make_evidence_line(commitment, on=EFFECTIVE, channels=["investors"])
    sheet = channels.sheet(cast.school, Channel.INVESTORS, 2026)
    assert (sheet.count, sheet.is_cut) == (2, True)
