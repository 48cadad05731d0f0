"""Submitting, returning and adopting, and what follows from an adoption."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from people.access.roles import Role
from people.models import Meeting
from people.rules import BodyKind, MeetingStatus
from policies.actions.submissions import return_with_comments, submit
from policies.actions.versions import save_version
from policies.document import Refused
from policies.models import Adoption, ClauseRow, Commitment, Version
from policies.queries import standing_of
from policies.rules import Condition, VersionState
from policies.standings.rules import Lineage, Standing
from policies.version_lists import listed
from policies.writing import clause_rows
from tests.builders import make_body, make_meeting, make_member, make_school
from tests.policies.cast import EFFECTIVE, MET, REVIEW, TODAY, Cast
from tests.policies.test_actions_versions import change

DAY = datetime.timedelta(days=1)


def test_submitting_sends_the_latest_version_with_its_clauses_as_rows(cast: Cast) -> None:
    version = cast.submitted()
    assert (version.state, version.submitted_by) == (VersionState.SUBMITTED, cast.head)
    assert version.clauses.count() == len(list(version.text.clauses()))
    assert submit(version=version, by=cast.head) == version


def test_a_version_left_behind_is_not_submitted(cast: Cast) -> None:
    first = cast.take()
    change(cast, cast.head, "Other words")
    save_version(owner=cast.school, by=cast.head)
    with pytest.raises(Refused, match="Version 2 has been saved since"):
        submit(version=first, by=cast.head)


def test_nothing_is_submitted_while_words_are_unsaved(cast: Cast) -> None:
    version = cast.take()
    change(cast, cast.head, "Other words")
    with pytest.raises(Refused, match="not saved"):
        submit(version=version, by=cast.head)


def test_one_version_waits_at_a_time(cast: Cast) -> None:
    cast.submitted()
    change(cast, cast.head, "Other words")
    second = save_version(owner=cast.school, by=cast.head)
    with pytest.raises(Refused, match="Version 1 is waiting"):
        submit(version=second, by=cast.head)


def test_the_clerk_returns_a_version_with_comments(cast: Cast) -> None:
    version = return_with_comments(version=cast.submitted(), comments=" Say who covers. ", by=cast.clerk)
    assert (version.state, version.comments, version.returned_by) == (
        VersionState.DRAFT,
        "Say who covers.",
        cast.clerk,
    )
    assert version.was_returned
    assert not version.clauses.exists()
    assert submit(version=version, by=cast.head).state == VersionState.SUBMITTED


def test_a_version_is_not_returned_without_comments(cast: Cast) -> None:
    with pytest.raises(Refused, match="Enter the comments"):
        return_with_comments(version=cast.submitted(), comments=" ", by=cast.clerk)


def test_an_adoption_is_recorded_with_its_meeting_and_dates(cast: Cast) -> None:
    adoption = cast.adopt(cast.submitted())
    assert adoption.meeting == Meeting.objects.get(body=cast.board, on=MET)
    assert adoption.meeting.status == MeetingStatus.HELD
    assert (adoption.minute_reference, adoption.effective_on, adoption.review_due_on) == ("7.2", EFFECTIVE, REVIEW)
    assert (adoption.lineage, adoption.recorded_by) == (Lineage.UNCHANGED, cast.clerk)
    adoption.version.refresh_from_db()
    assert adoption.version.state == VersionState.ADOPTED


def test_an_adoption_sent_twice_is_recorded_once(cast: Cast) -> None:
    version = cast.submitted()
    assert cast.adopt(version) == cast.adopt(version)


def test_the_submitter_cannot_record_the_adoption(cast: Cast) -> None:
    version = cast.take()
    both = make_member(Role.CLERK, cast.school)
    both.memberships.create(role=Role.HEAD, school=cast.school, starts_on=datetime.date(2020, 1, 1))
    submit(version=version, by=both)
    with pytest.raises(Refused, match="somebody else"):
        cast.adopt(version, by=both)


def test_a_chair_records_only_where_the_school_has_no_clerk(cast: Cast) -> None:
    version = cast.submitted()
    assert cast.clerk
    with pytest.raises(Refused, match="has a clerk"):
        cast.adopt(version, by=cast.chair)
    cast.clerk.memberships.update(ends_on=TODAY - DAY)
    assert cast.adopt(version, by=cast.chair).recorded_by == cast.chair


@pytest.mark.parametrize("who", ["head", "lead", "governor", "officer", "outsider"])
def test_nobody_else_records_or_returns(cast: Cast, who: str) -> None:
    version = cast.submitted()
    with pytest.raises(PermissionDenied):
        cast.adopt(version, by=getattr(cast, who))
    with pytest.raises(PermissionDenied):
        return_with_comments(version=version, comments="No", by=getattr(cast, who))


def test_adopt_refuses_a_version_without_a_minute_reference(cast: Cast) -> None:
    with pytest.raises(Refused, match="minute reference"):
        cast.adopt(cast.submitted(), minute_reference=" ")
    assert not Adoption.objects.exists()
    assert not Meeting.objects.exists()


def test_adopt_refuses_a_draft(cast: Cast) -> None:
    with pytest.raises(Refused, match="not been submitted"):
        cast.adopt(cast.take())


def test_adopt_refuses_a_meeting_to_come(cast: Cast) -> None:
    with pytest.raises(Refused, match="in the future"):
        cast.adopt(cast.submitted(), on=TODAY + DAY, effective_on=TODAY + DAY)


def test_adopt_refuses_a_cancelled_meeting(cast: Cast) -> None:
    make_meeting(body=cast.board, on=MET, status=MeetingStatus.CANCELLED)
    with pytest.raises(Refused, match="was cancelled"):
        cast.adopt(cast.submitted())


def test_adopt_refuses_a_body_that_does_not_decide_for_the_school(cast: Cast) -> None:
    version = cast.submitted()
    with pytest.raises(Refused, match="decides for this school"):
        cast.adopt(version, body=make_body(school=make_school()))
    with pytest.raises(Refused, match="No authority to decide is recorded for that committee"):
        cast.adopt(version, body=make_body(school=cast.school, kind=BodyKind.COMMITTEE))


def test_a_committee_with_delegated_authority_may_adopt(cast: Cast) -> None:
    committee = make_body(school=cast.school, kind=BodyKind.COMMITTEE, delegated_authority="Policies, 3 March 2026")
    assert cast.adopt(cast.submitted(), body=committee).meeting.body == committee


def test_the_policy_cannot_take_effect_before_its_meeting_or_before_the_one_in_force(cast: Cast) -> None:
    with pytest.raises(Refused, match="before the meeting"):
        cast.adopt(cast.submitted(), effective_on=MET - DAY)
    cast.adopt(Version.objects.waiting()[0])
    with pytest.raises(Refused, match="1 November 2026"):
        cast.adopt(cast.submitted(), effective_on=EFFECTIVE - DAY)


def test_commitments_keep_their_identity_when_the_wording_changes(cast: Cast) -> None:
    first = cast.adopted()
    before = {commitment.clause_id: commitment.pk for commitment in Commitment.objects.in_force(TODAY)}
    assert len(before) == 19
    clause = next(clause for clause in first.text.clauses() if clause.text.startswith("having middle"))
    place = [clause for clause in first.text.clauses() if not clause.locked].index(clause)
    change(cast, cast.head, "Other words", place=place)
    second = submit(version=save_version(owner=cast.school, by=cast.head), by=cast.head)
    cast.adopt(second, effective_on=TODAY)
    after = {commitment.clause_id: commitment for commitment in Commitment.objects.in_force(TODAY)}
    assert {clause_id: commitment.pk for clause_id, commitment in after.items()} == before
    assert {commitment.version_id for commitment in after.values()} == {second.pk}
    assert after[clause.id].in_force_from == EFFECTIVE


def test_a_commitment_whose_clause_goes_ends_on_the_day_the_next_version_takes_effect(cast: Cast) -> None:
    cast.adopted()
    cast.adopted(effective_on=TODAY)
    assert Commitment.objects.filter(in_force_until=TODAY).count() == 19
    assert Commitment.objects.in_force(TODAY).count() == 19
    assert Commitment.objects.in_force(TODAY - DAY).count() == 19


def test_an_earlier_version_is_superseded_when_the_next_takes_effect(cast: Cast) -> None:
    first = cast.adopted()
    second = cast.adopted(effective_on=TODAY)

    def conditions(day: datetime.date) -> dict[int, Condition]:
        return {version.key: version.condition for version in listed(cast.head, cast.school, day)}

    assert conditions(TODAY) == {first.pk: Condition.SUPERSEDED, second.pk: Condition.ADOPTED}
    assert conditions(TODAY - DAY)[first.pk] is Condition.ADOPTED
    assert standing_of(cast.school, TODAY).adoption == second.adoption
    assert standing_of(cast.school, TODAY - DAY).adoption == first.adoption


def test_a_school_whose_adoption_takes_effect_later_stands_so_until_then(cast: Cast) -> None:
    cast.adopted(effective_on=TODAY + 30 * DAY)
    assert standing_of(cast.school, TODAY).standing is Standing.AHEAD
    assert standing_of(cast.school, TODAY + 30 * DAY).standing is Standing.UNCHANGED


def test_standing_follows_a_schools_policy_from_nothing_to_lapsed(cast: Cast) -> None:
    assert standing_of(cast.school, TODAY).standing is Standing.NONE
    version = cast.submitted()
    started = standing_of(cast.school, TODAY)
    assert (started.standing, started.next_state) == (Standing.IN_DRAFT, VersionState.SUBMITTED)
    cast.adopt(version)
    assert standing_of(cast.school, TODAY).standing is Standing.UNCHANGED
    assert standing_of(cast.school, TODAY).next_state is None
    assert standing_of(cast.school, REVIEW + DAY).standing is Standing.LAPSED


def test_rows_are_what_the_document_says_when_they_are_built_again(cast: Cast) -> None:
    version = cast.adopted()

    def facts(row: ClauseRow) -> tuple[object, ...]:
        return row.clause_id, row.kind, row.section_kind, row.order, row.text, row.tags, row.relation

    assert [facts(row) for row in version.clauses.all()] == [facts(row) for row in clause_rows(version)]


@pytest.mark.parametrize(
    "change_made",
    [
        {"document": {}},
        {"number": 99},
        {"made_at": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)},
        {"model_version": None},
        {"state": VersionState.DRAFT},
    ],
)
def test_the_database_itself_keeps_an_adopted_version(cast: Cast, change_made: dict[str, object]) -> None:
    version = cast.adopted()
    with pytest.raises(DatabaseError, match="version of a policy"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(**change_made)


def test_the_database_itself_never_lets_an_adopted_version_be_deleted(cast: Cast) -> None:
    model = cast.publish()
    ClauseRow.objects.all().delete()
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        Version.objects.filter(pk=model.pk)._raw_delete("default")
