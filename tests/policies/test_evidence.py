"""Evidence: who adds, corrects, withdraws and reads it; what a commitment then says of itself."""

import datetime
import io
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from core import clock, conflicts
from core.models import Upload
from documents import gate
from people.access.roles import COUNCIL_ROLES, SCHOOL_ROLES, Role
from people.models import User
from policies.actions import editing
from policies.actions import evidence as actions
from policies.actions.versions import save_version
from policies.document import Refused
from policies.editor.parts import clause_token
from policies.living import commitments
from policies.models import Commitment, Evidence
from tests.builders import make_activity, make_evidence_line, make_member, make_school, make_trust
from tests.policies.cast import EFFECTIVE, TODAY, Cast, make_cast, plain_document

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
SPRING, SUMMER = datetime.date(2027, 2, 1), datetime.date(2027, 5, 1)


@pytest.fixture
def cast() -> Cast:
    cast = make_cast(name="Hill Top School")
    cast.publish(plain_document("Give {school} people to shadow", "Give people a mentor", "Let people act up"))
    cast.adopted()
    return cast


@pytest.fixture
def commitment(cast: Cast) -> Commitment:
    return commitments_at(cast)[0]


def commitments_at(cast: Cast) -> list[Commitment]:
    return list(Commitment.objects.filter(policy__school=cast.school).order_by("pk").select_related("policy__school"))


def add(commitment: Commitment, by: User, **kw: Any) -> Evidence:
    given = {"line": "Two people shadowed", "on": TODAY, "channels": [], "today": TODAY}
    return actions.add_evidence(commitment=commitment, by=by, **given | kw)


# Adding ---------------------------------------------------------------------------------------------------------------
def test_leaders_and_staff_add_evidence_and_nobody_else_does(cast: Cast, commitment: Commitment) -> None:
    may = {Role.HEAD, Role.SCHOOL_LEAD, Role.STAFF}
    for role in SCHOOL_ROLES | COUNCIL_ROLES:
        by = make_member(role, cast.school if role in SCHOOL_ROLES else cast.school.council)
        if role in may:
            add(commitment, by)
        else:
            with pytest.raises(PermissionDenied):
                add(commitment, by)
    with pytest.raises(PermissionDenied):
        add(commitment, cast.outsider)
    assert Evidence.objects.count() == len(may)


def test_what_is_sent_twice_is_written_once(cast: Cast, commitment: Commitment) -> None:
    assert add(commitment, cast.head) == add(commitment, cast.head, line=" Two people shadowed ")
    assert add(commitment, cast.head, line="Three did") != add(commitment, cast.lead)
    assert Evidence.objects.count() == 3


def test_what_it_also_counts_for_is_kept_in_its_order(cast: Cast, commitment: Commitment) -> None:
    line = add(commitment, cast.head, channels=["improvement", "self-evaluation"])
    assert line.channels == ["self-evaluation", "improvement"]
    assert line.counts_for == ["Self-evaluation (SEF)", "School improvement plan"]


def test_a_file_is_kept_as_the_schools_and_a_refused_one_leaves_nothing(cast: Cast, commitment: Commitment) -> None:
    kept = add(commitment, cast.head, file=("notes.txt", io.BytesIO(b"What was done"), 13)).file
    assert kept is not None
    assert (kept.name, kept.organisation) == ("notes.txt", f"school:{cast.school.pk}")
    with pytest.raises(gate.Refused):
        add(commitment, cast.head, line="Other", file=("notes.exe", io.BytesIO(b"MZ"), 2))
    assert (Evidence.objects.count(), Upload.objects.filter(name="notes.exe").count()) == (1, 0)


def test_a_commitment_that_binds_no_more_takes_no_evidence(cast: Cast, commitment: Commitment) -> None:
    Commitment.objects.filter(pk=commitment.pk).update(in_force_until=TODAY)
    with pytest.raises(Refused, match="not hold this commitment any more"):
        add(commitment, cast.head)


def test_an_activity_is_evidence_for_a_commitment_once(cast: Cast, commitment: Commitment) -> None:
    activity = make_activity(cast.school)
    with pytest.raises(PermissionDenied):
        add(commitment, make_member(Role.STAFF, cast.school), activity=activity)
    one = add(commitment, cast.head, activity=activity)
    assert add(commitment, cast.lead, activity=activity, line="Other words") == one
    actions.withdraw_evidence(evidence=one, reason="Another year", by=cast.head)
    assert add(commitment, cast.lead, activity=activity, line="Other words") != one


# Correcting and withdrawing -------------------------------------------------------------------------------------------
def test_a_correction_keeps_the_first_words(cast: Cast, commitment: Commitment) -> None:
    line = add(commitment, cast.head, on=EFFECTIVE)

    def correct(opened_on: str, **kw: Any) -> Evidence:
        given = {"line": "Three people shadowed", "on": TODAY, "channels": [], "link": "", "today": TODAY}
        return actions.correct_evidence(evidence=line, opened_on=opened_on, by=cast.lead, **given | kw)

    opened_on = actions.evidence_token(line)
    for _ in range(2):
        corrected = correct(opened_on)
    assert (corrected.line, corrected.first_line, corrected.first_on) == (
        "Three people shadowed",
        "Two people shadowed",
        EFFECTIVE,
    )
    with pytest.raises(conflicts.Conflict):
        correct(opened_on, line="Four people")
    again = correct(actions.evidence_token(corrected), line="Four people")
    assert (again.line, again.first_line) == ("Four people", "Two people shadowed")
    actions.withdraw_evidence(evidence=line, reason="Was elsewhere", by=cast.head)
    with pytest.raises(Refused, match="Add it anew"):
        correct(actions.evidence_token(again), line="Five people")


def test_evidence_is_withdrawn_with_a_reason_and_stays(cast: Cast, commitment: Commitment) -> None:
    line = add(commitment, cast.head)
    with pytest.raises(Refused, match="Say why"):
        actions.withdraw_evidence(evidence=line, reason=" ", by=cast.head)
    for reason in ("Was elsewhere", "Another reason"):
        actions.withdraw_evidence(evidence=line, reason=reason, by=cast.head)
    line.refresh_from_db()
    assert (line.withdrawn_reason, line.withdrawn_by) == ("Was elsewhere", cast.head)
    held = commitments.commitments_of(cast.school, TODAY)
    assert [one.evidence for one in held] == [0, 0, 0]


def test_staff_change_what_they_added_themselves_alone(cast: Cast, commitment: Commitment) -> None:
    teacher = make_member(Role.STAFF, cast.school)
    own, other = add(commitment, teacher), add(commitment, cast.head)
    actions.withdraw_evidence(evidence=own, reason="Mine", by=teacher)
    for by in (teacher, cast.governor, cast.clerk, cast.outsider):
        with pytest.raises(PermissionDenied):
            actions.withdraw_evidence(evidence=other, reason="Theirs", by=by)
    assert not actions.may_change(other, teacher, cast.school)


# What is read ---------------------------------------------------------------------------------------------------------
def test_each_person_is_shown_what_visible_to_shows(cast: Cast, commitment: Commitment) -> None:
    cast.school.trust = make_trust()
    cast.school.save()
    teacher = make_member(Role.STAFF, cast.school)
    for by in (teacher, cast.head):
        add(commitment, by)
    places = [(cast.school, role) for role in SCHOOL_ROLES] + [(cast.school.council, role) for role in COUNCIL_ROLES]
    people = [make_member(role, place) for place, role in [*places, (cast.school.trust, Role.TRUST_LEAD)]]
    shown = set()
    for user in [*people, teacher, cast.outsider, make_member(Role.HEAD, make_school(council=cast.school.council))]:
        visible = set(Evidence.objects.visible_to(user))
        assert set(commitments.evidence_page(user, cast.school, commitment.pk)) == visible
        for line in Evidence.objects.all():
            assert (commitments.evidence_of(user, cast.school, line.pk) is not None) is (line in visible)
        shown.add(len(visible))
    assert shown == {0, 1, 2}


def test_the_quietest_commitment_comes_first(cast: Cast) -> None:
    first, second, third = commitments_at(cast)
    make_evidence_line(second, on=TODAY)
    make_evidence_line(third, on=SPRING)
    make_evidence_line(
        third,
        on=SUMMER,
        withdrawn_by=cast.head,
        withdrawn_at=datetime.datetime.now(datetime.UTC),
        withdrawn_reason="Not so",
    )
    held = commitments.commitments_of(cast.school, SUMMER)
    assert [(one.key, one.quiet.terms, one.evidence) for one in held] == [
        (first.pk, 1, 0),
        (second.pk, 1, 1),
        (third.pk, 0, 1),
    ]
    assert held[0].text == "Give Hill Top School people to shadow"
    assert [one.key for one in commitments.quiet_commitments(cast.school, SUMMER)] == [first.pk, second.pk]
    counts = commitments.counts_of(held, SUMMER)
    assert (counts.commitments, counts.this_term, counts.quiet, counts.quiet_longer) == (3, 0, 2, 0)
    assert [one.on for one in commitments.evidence_since(cast.school, TODAY, SPRING)] == [SPRING, TODAY]
    assert commitments.commitments_of(cast.school, EFFECTIVE - DAY) == []


def test_evidence_that_is_written_down_late_is_told_of_all_the_same(cast: Cast, commitment: Commitment) -> None:
    long_ago = TODAY - 40 * DAY
    early, late = (clock.midnight(day) for day in (long_ago, TODAY + DAY))
    make_evidence_line(commitment, on=long_ago, line="Told before", added_at=early)
    make_evidence_line(commitment, on=long_ago + DAY, line="Told late", added_at=late)
    make_evidence_line(commitment, on=TODAY, line="Of the day", added_at=late)
    make_evidence_line(commitment, on=SPRING, line="Not yet", added_at=late)
    found = commitments.evidence_since(cast.school, TODAY, TODAY + DAY)
    assert [one.line for one in found] == ["Of the day", "Told late"]


def test_evidence_stays_with_a_commitment_whose_words_change(cast: Cast, commitment: Commitment) -> None:
    add(commitment, cast.head)
    clause = commitment.version.text.clause(commitment.clause_id)
    editing.change_clause(
        owner=cast.school,
        clause_id=clause.id,
        text="Give everybody somebody to shadow",
        sub_clauses=None,
        opened_on=clause_token(clause),
        by=cast.head,
    )
    cast.adopt(cast.submit(save_version(owner=cast.school, by=cast.head)), effective_on=EFFECTIVE + DAY)
    held = next(one for one in commitments.commitments_of(cast.school, TODAY) if one.key == commitment.pk)
    assert (held.text, held.evidence) == ("Give everybody somebody to shadow", 1)


def test_all_about_a_school_s_commitments_is_one_question(
    cast: Cast, commitment: Commitment, django_assert_num_queries: Any
) -> None:
    for number in range(50):
        add(commitment, cast.head, line=f"Line {number}")
    commitments.commitments_of(cast.school, TODAY)
    with django_assert_num_queries(1):
        commitments.commitments_of(cast.school, TODAY)
    page = commitments.evidence_page(cast.head, cast.school, commitment.pk)
    assert len(page) == 50
    add(commitment, cast.head, line="Line 50")
    assert len(commitments.evidence_page(cast.head, cast.school, commitment.pk)) == commitments.EVIDENCE_PAGE + 1
    assert len(commitments.evidence_page(cast.head, cast.school, commitment.pk, before=page[9].pk)) == 40
