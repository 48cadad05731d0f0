"""The actions about development and about evidence."""

import datetime
import io
from typing import Any

from people.actions import development
from people.development.rules import Kind, State
from policies.actions import evidence
from policies.models import Commitment
from succession.actions import evidencing
from tests.action_rows.scene import Call, Row, Scene
from tests.builders import make_activity, make_evidence_line, make_interest, make_opportunity, make_staff
from tests.policies.cast import TODAY

DAY = datetime.date(2026, 3, 12)
OFFERED: dict[str, Any] = {
    "kind": Kind.SHADOWING,
    "title": "Shadow the deputy",
    "what": "Two days beside the deputy",
    "when": "In May",
    "places": 2,
    "ask": "The head",
    "open_until": None,
}
RECORDED: dict[str, Any] = {
    "today": DAY,
    "kind": Kind.SHADOWING,
    "title": "Shadowed the deputy",
    "starts_on": DAY,
    "ends_on": DAY,
}
AGREED: dict[str, Any] = {
    "today": DAY,
    "starts_on": DAY,
    "ends_on": None,
    "mentor_id": None,
    "partner": "",
    "partner_school": "",
}


def publish_opportunity(s: Scene) -> Call:
    return lambda: development.publish_opportunity(owner=s.cast.school, by=s.cast.head, **OFFERED)


def change_opportunity(s: Scene) -> Call:
    offered = make_opportunity(s.cast.school)
    opened_on = development.opportunity_token(offered)
    return lambda: development.change_opportunity(opportunity=offered, opened_on=opened_on, by=s.cast.head, **OFFERED)


def close_opportunity(s: Scene) -> Call:
    offered = make_opportunity(s.cast.school)
    return lambda: development.close_opportunity(opportunity=offered, by=s.cast.head)


def say_interest(s: Scene) -> Call:
    offered, _ = make_opportunity(s.cast.school), make_staff(s.cast.school, user=s.cast.lead)
    return lambda: development.say_interest(
        opportunity=offered, school=s.cast.school, words="To learn", by=s.cast.lead, today=DAY
    )


def withdraw_interest(s: Scene) -> Call:
    member = make_staff(s.cast.school, user=s.cast.lead)
    interest = make_interest(make_opportunity(s.cast.school), staff=member)
    return lambda: development.withdraw_interest(interest=interest, by=s.cast.lead)


def agree_interest(s: Scene) -> Call:
    """Of somebody who is then told."""
    member = make_staff(s.cast.school, user=s.cast.lead)
    interest = make_interest(make_opportunity(s.cast.school), staff=member)
    return lambda: development.agree_interest(interest=interest, by=s.cast.head, **AGREED)


def decline_interest(s: Scene) -> Call:
    member = make_staff(s.cast.school, user=s.cast.lead)
    interest = make_interest(make_opportunity(s.cast.school), staff=member)
    return lambda: development.decline_interest(interest=interest, reason="In the summer", by=s.cast.head)


def add_activity(s: Scene) -> Call:
    member = make_staff(s.cast.school)
    return lambda: development.add_activity(
        school=s.cast.school, state=State.FINISHED, staff_id=member.pk, by=s.cast.head, **RECORDED
    )


def add_own_activity(s: Scene) -> Call:
    make_staff(s.cast.school, user=s.cast.lead)
    return lambda: development.add_own_activity(school=s.cast.school, own_words="Good", by=s.cast.lead, **RECORDED)


def agree_activity(s: Scene) -> Call:
    activity = make_activity(s.cast.school)
    return lambda: development.agree_activity(activity=activity, by=s.cast.head)


def change_activity(s: Scene) -> Call:
    activity = make_activity(s.cast.school)
    opened_on = development.activity_token(activity)
    return lambda: development.change_activity(activity=activity, opened_on=opened_on, by=s.cast.head, **RECORDED)


def move_activity(s: Scene) -> Call:
    activity = make_activity(s.cast.school)
    return lambda: development.move_activity(
        activity=activity, state=State.FINISHED, ends_on=DAY, by=s.cast.head, today=DAY
    )


def write_own_words(s: Scene) -> Call:
    activity = make_activity(staff=make_staff(s.cast.school, user=s.cast.lead))
    opened_on = development.own_words_token(activity)
    return lambda: development.write_own_words(activity=activity, words="Good", opened_on=opened_on, by=s.cast.lead)


def add_evidence(s: Scene) -> Call:
    """With a file."""
    commitment = _commitments(s)[0]
    return lambda: evidence.add_evidence(
        commitment=commitment,
        line="Two led a meeting",
        on=commitment.in_force_from,
        channels=[],
        by=s.cast.head,
        today=TODAY,
        file=("notes.txt", io.BytesIO(b"What was done"), 13),
    )


def correct_evidence(s: Scene) -> Call:
    line = make_evidence_line(_commitments(s)[0])
    opened_on = evidence.evidence_token(line)
    return lambda: evidence.correct_evidence(
        evidence=line,
        line="Three did",
        on=line.on,
        channels=[],
        link="",
        opened_on=opened_on,
        by=s.cast.head,
        today=TODAY,
    )


def withdraw_evidence(s: Scene) -> Call:
    line = make_evidence_line(_commitments(s)[0])
    return lambda: evidence.withdraw_evidence(evidence=line, reason="Was another year", by=s.cast.head)


def confirm_activity(s: Scene) -> Call:
    """As evidence for two commitments."""
    found, activity = _commitments(s)[:2], _finished(s)
    return lambda: evidencing.confirm_activity(
        activity=activity, commitments=found, line="Shadowing: 1 person", channels=[], by=s.cast.head, today=TODAY
    )


def withdraw_activity(s: Scene) -> Call:
    """Which is evidence for two commitments."""
    activity = _finished(s)
    for commitment in _commitments(s)[:2]:
        make_evidence_line(commitment, activity=activity)
    return lambda: evidencing.withdraw_activity(activity=activity, reason="Was another year", by=s.cast.head)


def _finished(s: Scene) -> Any:
    today = _commitments(s)[0].in_force_from
    return make_activity(
        s.cast.school,
        state=State.FINISHED,
        starts_on=today,
        ends_on=today,
        agreed_by=s.cast.head,
        agreed_at=datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC),
    )


def _commitments(s: Scene) -> list[Commitment]:
    assert s.world.adopted
    return list(Commitment.objects.filter(policy__school=s.cast.school).select_related("policy__school"))


ROWS: dict[str, Row] = {
    **{
        f"people.actions.development.{row.__name__}": row
        for row in (
            *(publish_opportunity, change_opportunity, close_opportunity, say_interest, withdraw_interest),
            *(agree_interest, decline_interest, add_activity, add_own_activity, agree_activity, change_activity),
            *(move_activity, write_own_words),
        )
    },
    **{f"policies.actions.evidence.{row.__name__}": row for row in (add_evidence, correct_evidence, withdraw_evidence)},
    **{f"succession.actions.evidencing.{row.__name__}": row for row in (confirm_activity, withdraw_activity)},
}
