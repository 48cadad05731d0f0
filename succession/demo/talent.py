"""What the demonstration's council and school look for in people who lead, and who of its staff is growing."""

import datetime
from collections.abc import Mapping

from core import clock
from people.actions import criteria, own_record, talent
from people.actions.meetings import plan_meeting
from people.models import CriteriaVersion, Criterion, School, StaffMember, Standard, TalentRecord, User
from people.talent.rules import Aim, Source
from succession.demo.moments import days_before, moment
from succession.demo.policies import Actors

# What to look for, what it looks like, and the headings it rests on.
COUNCIL_SET: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "Puts pupils first",
        "Asks what a decision means for pupils before what it means for adults.",
        ("Ethics and professional conduct", "School culture"),
    ),
    (
        "Listens before deciding",
        "Hears those whom a decision touches, and says afterwards what came of it.",
        ("Working in partnership", "School culture"),
    ),
    (
        "Helps others to teach better",
        "Colleagues come away from working with them with something they use.",
        ("Teaching", "Professional development"),
    ),
    (
        "Sees things through",
        "What was begun is finished, or stopped with a reason.",
        ("Continuous school improvement", "Organisational management"),
    ),
)
OWN = (
    "Knows the families of Larkfield",
    "Parents come to them early, and colleagues ask them who to talk to.",
    ("Working in partnership",),
)


def tell(larkfield: Actors, people: Mapping[str, User], today: datetime.date) -> None:
    """The council's set, the school's criteria, and the records of some of its staff."""
    school, head = larkfield.school, larkfield.head
    with clock.at(moment(days_before(today, 330))):
        _publish(people["officer"], school)
    with clock.at(moment(days_before(today, 290))):
        draft = criteria.take_council_criteria(school=school, by=head)
        _write(draft, *OWN, by=head)
        proposed = criteria.propose_criteria(version=draft, by=head)
    met = days_before(today, 270)
    with clock.at(moment(met)):
        criteria.adopt_criteria(
            version=proposed,
            meeting=plan_meeting(body=larkfield.board, on=met, by=larkfield.clerk),
            minute_reference="6.1",
            by=larkfield.clerk,
            today=met,
        )
    register = {member.name: member for member in StaffMember.objects.filter(school=school)}
    agreed = {one.heading: one for one in proposed.criteria.all()}
    _ellen(register, agreed, people, today)
    _others(register, agreed, people, today)


def _publish(officer: User, school: School) -> None:
    council = criteria.begin_criteria(place=school.council, by=officer)
    for heading, description, rests_on in COUNCIL_SET:
        _write(council, heading, description, rests_on, by=officer)
    criteria.publish_criteria(version=council, by=officer)


def _write(version: CriteriaVersion, heading: str, description: str, rests_on: tuple[str, ...], by: User) -> None:
    criteria.write_criterion(
        version=version,
        criterion=None,
        heading=heading,
        description=description,
        standards=list(Standard.objects.filter(heading__in=rests_on)),
        opened_on="",
        by=by,
    )


def _ellen(
    register: Mapping[str, StaffMember],
    agreed: Mapping[str, Criterion],
    people: Mapping[str, User],
    today: datetime.date,
) -> None:
    """Opened by herself, gone through with her, and with something new to read."""
    ellen, teacher, head, lead = register["Ellen Marsh"], people["teacher"], people["head"], people["lead"]
    with clock.at(moment(days_before(today, 200))):
        record = own_record.say_aim(
            staff=ellen,
            aim=Aim.MIDDLE,
            aspiration="I would like to lead a phase. I have not yet led a meeting that was not my own.",
            by=teacher,
        )
    with clock.at(moment(days_before(today, 150))):
        _saw(record, agreed["Helps others to teach better"], days_before(today, 160), _READING, _CALM, head)
        talent.write_view(record=record, words="Ready to lead something of her own.", second=False, by=head)
    with clock.at(moment(days_before(today, 140))):
        talent.write_view(record=record, words="I saw the same in the year 5 team.", second=True, by=lead)
        talent.plan_next_step(
            record=record,
            needs="Time to see how a phase is planned, and somebody to ask.",
            next_step="Shadow Beatrix Onslow for a half term",
            on=today + datetime.timedelta(days=60),
            owner=register["Beatrix Onslow"],
            opened_on=talent.next_step_token(record),
            by=head,
        )
    with clock.at(moment(days_before(today, 130))):
        read = own_record.reading_token(record)
        own_record.acknowledge(record=record, comment="Fair, and kind. Thank you.", opened_on=read, by=teacher)
    with clock.at(moment(days_before(today, 12))):
        _saw(record, agreed["Listens before deciding"], days_before(today, 14), _TIMETABLE, "", lead)


_READING = "Ran two staff meetings on guided reading; four colleagues changed how they plan it."
_CALM = "Calm and well prepared. Could leave more room for questions."
_TIMETABLE = "Asked every class teacher before the hall timetable was changed, and sent round what came of it."


def _others(
    register: Mapping[str, StaffMember],
    agreed: Mapping[str, Criterion],
    people: Mapping[str, User],
    today: datetime.date,
) -> None:
    """Nominated and waiting for a second view; at recruitment, and paused; lapsed; and a lead's own."""
    head, lead = people["head"], people["lead"]
    with clock.at(moment(days_before(today, 90))):
        owen = _opened(register["Owen Tregarth"], Source.NOMINATED, "Has led the phase’s meetings this term.", lead)
        _saw(owen, agreed["Sees things through"], days_before(today, 95), "Finished the new marking policy.", "", lead)
        talent.write_view(record=owen, words="Steady; others follow him.", second=False, by=lead)
    with clock.at(moment(days_before(today, 420))):
        _opened(register["Callum Ridge"], Source.NOMINATED, "Leads his phase well.", head, days=330)
    with clock.at(moment(days_before(today, 260))):
        sunita = _opened(register["Sunita Rao"], Source.RECRUITMENT, "Spoke well at interview about coaching.", head)
    with clock.at(moment(days_before(today, 70))):
        talent.pause_record(record=sunita, reason="Asked to wait until after her leave.", by=head)
    with clock.at(moment(days_before(today, 40))):
        tom = own_record.say_aim(
            staff=register["Tom Aldous"], aim=Aim.HEADSHIP, aspiration="A school of my own.", by=lead
        )
        talent.write_view(record=tom, words="Ready to apply, with a mentor outside the school.", second=False, by=head)
    with clock.at(moment(days_before(today, 30))):
        own_record.state_intention(
            school=register["Miriam Castell"].school,
            earliest=datetime.date(today.year + 2, 8, 31),
            latest=datetime.date(today.year + 3, 8, 31),
            words="I would like to see the new building open first.",
            by=head,
        )


def _opened(member: StaffMember, source: Source, reason: str, by: User, days: int = 360) -> TalentRecord:
    review_by = clock.today() + datetime.timedelta(days=days)
    return talent.open_record(staff=member, source=source, reason=reason, review_by=review_by, by=by)


def _saw(record: TalentRecord, criterion: Criterion, on: datetime.date, fact: str, opinion: str, by: User) -> None:
    talent.add_evidence(record=record, criterion=criterion, on=on, fact=fact, opinion=opinion, by=by)
