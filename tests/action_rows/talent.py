"""The actions of people about criteria, talent records and what people do with their own."""

import datetime

from core import clock
from people.actions import criteria, own_record, talent
from people.models import CriteriaVersion, StaffMember, TalentRecord
from people.talent.rules import Aim, Source
from tests.action_rows.scene import Call, Row, Scene
from tests.builders import (
    make_body,
    make_correction,
    make_criteria,
    make_criterion,
    make_evidence,
    make_intention,
    make_meeting,
    make_record,
    make_staff,
    make_standard,
    make_view,
)
from tests.policies.cast import TODAY

PAST, LATER = datetime.date(2026, 3, 1), datetime.date(2090, 1, 1)


def _soon() -> datetime.date:
    """A day by which a record may be reviewed."""
    return clock.today() + datetime.timedelta(days=30)


def _own(s: Scene) -> StaffMember:
    """The entry of somebody who signs in."""
    return make_staff(s.cast.school, user=s.cast.lead)


def _record(s: Scene) -> TalentRecord:
    return make_record(make_staff(s.cast.school))


def _draft(s: Scene) -> CriteriaVersion:
    version = make_criteria(s.cast.school)
    for _ in range(2):
        make_criterion(version)
    return version


def begin_criteria(s: Scene) -> Call:
    """A copy of what is agreed."""
    make_criterion(make_criteria(s.cast.school, state="adopted"))
    return lambda: criteria.begin_criteria(place=s.cast.school, by=s.cast.head)


def take_council_criteria(s: Scene) -> Call:
    make_criterion(make_criteria(s.cast.school.council, state="adopted"))
    return lambda: criteria.take_council_criteria(school=s.cast.school, by=s.cast.head)


def write_criterion(s: Scene) -> Call:
    """Changed, with another standard in place of the one before."""
    criterion, other = make_criterion(make_criteria(s.cast.school)), make_standard()
    opened_on = criteria.criterion_token(criterion)
    return lambda: criteria.write_criterion(
        version=criterion.version,
        criterion=criterion,
        heading="Listens",
        description="Asks first",
        standards=[other],
        opened_on=opened_on,
        by=s.cast.head,
    )


def remove_criterion(s: Scene) -> Call:
    criterion = make_criterion(make_criteria(s.cast.school))
    return lambda: criteria.remove_criterion(criterion=criterion, by=s.cast.head)


def move_criterion(s: Scene) -> Call:
    version = _draft(s)
    first, last = version.criteria.all()
    opened_on = criteria.order_token([first, last])
    return lambda: criteria.move_criterion(criterion=last, up=True, opened_on=opened_on, by=s.cast.head)


def discard_criteria(s: Scene) -> Call:
    version = _draft(s)
    return lambda: criteria.discard_criteria(version=version, by=s.cast.head)


def propose_criteria(s: Scene) -> Call:
    version = _draft(s)
    return lambda: criteria.propose_criteria(version=version, by=s.cast.head)


def take_back_criteria(s: Scene) -> Call:
    version = make_criteria(s.cast.school, state="proposed")
    return lambda: criteria.take_back_criteria(version=version, by=s.cast.head)


def publish_criteria(s: Scene) -> Call:
    version = make_criteria(s.cast.school.council)
    make_criterion(version)
    return lambda: criteria.publish_criteria(version=version, by=s.cast.officer)


def adopt_criteria(s: Scene) -> Call:
    """At a meeting that nobody has said was held."""
    version = make_criteria(s.cast.school, state="proposed")
    meeting = make_meeting(body=make_body(school=s.cast.school))
    return lambda: criteria.adopt_criteria(
        version=version, meeting=meeting, minute_reference="7.2", by=s.cast.clerk, today=TODAY
    )


def open_record(s: Scene) -> Call:
    """Of somebody who is then told."""
    member = _own(s)
    return lambda: talent.open_record(
        staff=member, source=Source.NOMINATED, reason="Leads well", review_by=_soon(), by=s.cast.head
    )


def add_evidence(s: Scene) -> Call:
    record = _record(s)
    criterion = make_criterion(make_criteria(s.cast.school, state="adopted"))
    return lambda: talent.add_evidence(
        record=record, criterion=criterion, on=PAST, fact="Led it", opinion="Well", by=s.cast.head
    )


def remove_evidence(s: Scene) -> Call:
    evidence = make_evidence(_record(s))
    return lambda: talent.remove_evidence(evidence=evidence, reason="Another person", by=s.cast.head)


def write_view(s: Scene) -> Call:
    """A second one."""
    record = _record(s)
    make_view(record)
    return lambda: talent.write_view(record=record, words="So do I", second=True, by=s.cast.head)


def plan_next_step(s: Scene) -> Call:
    record, owner = _record(s), make_staff(s.cast.school)
    opened_on = talent.next_step_token(record)
    return lambda: talent.plan_next_step(
        record=record, needs="Time", next_step="Shadow", on=LATER, owner=owner, opened_on=opened_on, by=s.cast.head
    )


def review_record(s: Scene) -> Call:
    record = _record(s)
    return lambda: talent.review_record(record=record, review_by=_soon(), words="Together", by=s.cast.head)


def pause_record(s: Scene) -> Call:
    record = _record(s)
    return lambda: talent.pause_record(record=record, reason="On leave", by=s.cast.head)


def resume_record(s: Scene) -> Call:
    record = make_record(make_staff(s.cast.school), state="paused")
    return lambda: talent.resume_record(record=record, by=s.cast.head)


def close_record(s: Scene) -> Call:
    record = _record(s)
    return lambda: talent.close_record(record=record, reason="In post", by=s.cast.head)


def answer_correction(s: Scene) -> Call:
    correction = make_correction(_own(s))
    return lambda: talent.answer_correction(correction=correction, answer="Put right", by=s.cast.head)


def say_aim(s: Scene) -> Call:
    """In a record that is opened by it."""
    member = _own(s)
    return lambda: own_record.say_aim(staff=member, aim=Aim.MIDDLE, aspiration="A phase", by=s.cast.lead)


def take_back_aim(s: Scene) -> Call:
    """In one's own record, which is closed with it."""
    record = make_record(_own(s), source="self", aim="middle", aspiration="A phase")
    return lambda: own_record.take_back_aim(record=record, by=s.cast.lead)


def acknowledge(s: Scene) -> Call:
    record = make_record(_own(s))
    opened_on = own_record.reading_token(record)
    return lambda: own_record.acknowledge(record=record, comment="Fair", opened_on=opened_on, by=s.cast.lead)


def end_own_record(s: Scene) -> Call:
    record = make_record(_own(s))
    return lambda: own_record.end_own_record(record=record, words="Not now", by=s.cast.lead)


def ask_correction(s: Scene) -> Call:
    member = _own(s)
    return lambda: own_record.ask_correction(staff=member, words="My job is another", by=s.cast.lead)


def state_intention(s: Scene) -> Call:
    return lambda: own_record.state_intention(
        school=s.cast.school, earliest=LATER, latest=LATER, words="", by=s.cast.head
    )


def withdraw_intention(s: Scene) -> Call:
    make_intention(s.cast.school, by=s.cast.head)
    return lambda: own_record.withdraw_intention(school=s.cast.school, by=s.cast.head)


ROWS: dict[str, Row] = {
    f"people.actions.{module}.{build.__name__}": build
    for module, builds in {
        "criteria": (
            *(begin_criteria, take_council_criteria, write_criterion, remove_criterion, move_criterion),
            *(discard_criteria, propose_criteria, take_back_criteria, publish_criteria, adopt_criteria),
        ),
        "talent": (
            *(open_record, add_evidence, remove_evidence, write_view, plan_next_step, review_record, pause_record),
            *(resume_record, close_record, answer_correction),
        ),
        "own_record": (
            *(say_aim, take_back_aim, acknowledge, end_own_record, ask_correction, state_intention),
            withdraw_intention,
        ),
    }.items()
    for build in builds
}
