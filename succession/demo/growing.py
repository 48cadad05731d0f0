"""What the demonstration's school did for its commitments, and what its people do to grow, by their own hands."""

import datetime
from collections.abc import Mapping
from typing import Any

from core import clock
from people.actions import development as actions
from people.calendar import academic_year
from people.development.rules import Kind, State
from people.models import Activity, Programme, School, StaffMember, User
from policies.actions import evidence, publishing, reviews
from policies.living.commitments import commitments_of
from policies.models import Commitment
from succession.actions import evidencing
from succession.demo.moments import days_before, moment

# What was done for commitments: words of the commitment, days ago, by whom, the line, what it also counts for.
LINES: tuple[tuple[str, int, str, str, tuple[str, ...]], ...] = (
    ("criteria for leadership", 24, "head", "All staff have had the criteria, and talked about them", ("personnel",)),
    (
        "our own training",
        41,
        "teacher",
        "Two teachers led a staff meeting on reading",
        ("self-evaluation", "investors"),
    ),
    ("help to write our self-evaluation", 130, "lead", "Four middle leaders wrote a part of it", ("self-evaluation",)),
    ("a mentor or a coach", 290, "head", "Three members of staff have a mentor from another school", ("improvement",)),
    ("the pieces of work", 18, "lead", "The improvement plan names four pieces of work for that", ("improvement",)),
)


# What leaders saw: words of the commitment, days ago, how it is kept, what was seen, the next step, days until then.
REVIEWS: tuple[tuple[str, int, str, str, str, int], ...] = (
    ("criteria for leadership", 200, "not-yet", "Nobody outside the leadership team had seen them", "Share them", 60),
    ("criteria for leadership", 16, "kept", "All staff have had them, and four asked to talk about theirs", "", 0),
    (
        "our own training",
        15,
        "partly",
        "Two of six middle leaders have led a staff meeting",
        "Plan one meeting for each of the other four",
        70,
    ),
    (
        "a mentor or a coach",
        14,
        "partly",
        "Three people have one; two who asked are waiting",
        "Ask the two partner schools for a mentor each",
        45,
    ),
)
# The priorities of the school's improvement plan, and words of the commitments that serve each.
PRIORITIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Every child reads with ease by the end of year 2", ()),
    ("Middle leaders lead the improvement of their subjects", ("our own training", "the pieces of work")),
    ("Staff stay, and grow", ("a mentor or a coach",)),
)

_OF_LATE = 120  # days


def tell_of_last_year(school: School, people: Mapping[str, User], today: datetime.date) -> None:
    """The evidence of the terms before this one."""
    _evidence(school, people, today, of_late=False)


def tell(school: School, people: Mapping[str, User], today: datetime.date) -> None:
    """The evidence since then, opportunities that are open, activities in every state, and the public page."""
    _evidence(school, people, today, of_late=True)
    _reviews(school, people["head"], today)
    _priorities(school, people["head"], today)
    with clock.at(moment(days_before(today, 30))):
        publishing.publish_policy(school=school, by=people["head"], today=days_before(today, 30))
    _opportunities(school, people, today)
    _activities(school, people, today)


def _evidence(school: School, people: Mapping[str, User], today: datetime.date, *, of_late: bool) -> None:
    for words, ago, who, line, channels in (one for one in LINES if (one[1] < _OF_LATE) is of_late):
        day = days_before(today, ago)
        (held,) = _speaking_of(school, today, words)
        with clock.at(moment(day)):
            evidence.add_evidence(
                commitment=held, line=line, on=day, channels=list(channels), by=people[who], today=day
            )


def _reviews(school: School, head: User, today: datetime.date) -> None:
    """What the head saw of some commitments; the others wait for their review."""
    for words, ago, status, seen, step, within in REVIEWS:
        day = days_before(today, ago)
        (held,) = _speaking_of(school, today, words)
        until = day + datetime.timedelta(days=within) if step else None
        with clock.at(moment(day)):
            reviews.review_commitment(
                commitment=held, status=status, seen=seen, next_step=step, next_by=until, by=head, today=day
            )


def _priorities(school: School, head: User, today: datetime.date) -> None:
    """This year's list, on a day of this year, and what serves it."""
    year = academic_year(today)[0].year
    with clock.at(moment(today)):
        listed = reviews.set_priorities(
            school=school,
            year=year,
            words=[words for words, _ in PRIORITIES],
            opened_on=reviews.priorities_token([]),
            by=head,
            today=today,
        )
        for priority, (_, serving) in zip(listed, PRIORITIES, strict=True):
            for words in serving:
                (held,) = _speaking_of(school, today, words)
                reviews.serve_priority(commitment=held, year=year, priority=priority, by=head)


def _opportunities(school: School, people: Mapping[str, User], today: datetime.date) -> None:
    until = today + datetime.timedelta(days=60)
    with clock.at(moment(days_before(today, 12))):
        actions.publish_opportunity(
            owner=school,
            kind=Kind.SHADOWING,
            title="Two days beside the deputy headteacher",
            what="See how a week in school is planned and held together, and run one meeting yourself.",
            when="Two days next term, with cover for your class",
            places=2,
            ask="Tom Aldous, at the end of any school day",
            open_until=until,
            by=people["head"],
        )
        coaching = actions.publish_opportunity(
            owner=school.council,
            kind=Kind.COACHING,
            title="A coach for those who hope to lead a school",
            what="Six talks over two terms with a headteacher of another school, who asks and does not judge.",
            when="From next term on, in the afternoon",
            places=8,
            ask="The School Improvement Service, schools@demo.example",
            open_until=until,
            by=people["officer"],
        )
    with clock.at(moment(days_before(today, 4))):
        words = "I would like to find out whether leading a phase is for me."
        actions.say_interest(opportunity=coaching, school=school, words=words, by=people["teacher"], today=today)


def _activities(school: School, people: Mapping[str, User], today: datetime.date) -> None:
    head, register = people["head"], {member.name: member for member in StaffMember.objects.filter(school=school)}
    programme = Programme.objects.filter(key="npq-senior-leadership").first()

    def did(ago: int, lasted: int, state: State, kind: Kind, title: str, who: str = "", **more: Any) -> Activity:
        starts, member = days_before(today, ago), register.get(who)
        ends = starts + datetime.timedelta(days=lasted) if lasted else None
        with clock.at(moment(days_before(today, max(ago - lasted, 1)))):
            return actions.add_activity(
                school=school,
                kind=kind,
                title=title,
                state=state,
                staff_id=member.pk if member else None,
                starts_on=starts,
                ends_on=ends,
                by=head,
                today=today,
                **more,
            )

    finished = did(
        62,
        3,
        State.FINISHED,
        Kind.SHADOWING,
        "Shadowed the phase lead of years 3 to 6",
        "Ellen Marsh",
        mentor_id=register["Beatrix Onslow"].pk,
        done="Three days beside Beatrix; planned and led the phase meeting of the last day.",
        mentor_words="Ready to lead the meetings of a phase; has yet to plan its year.",
    )
    _say(finished, people["teacher"], "I saw how much of it is listening. I would like to try it for a term.", today)
    with clock.at(moment(days_before(today, 50))):
        evidencing.confirm_activity(
            activity=finished,
            commitments=_speaking_of(school, today, "shadowing"),
            line=finished.open_line,
            channels=["personnel"],
            by=head,
            today=today,
        )
    more = {"programme_id": programme.pk} if programme else {}
    did(80, 0, State.UNDER_WAY, Kind.AWARD, "Studies for the NPQ for Senior Leadership", "Beatrix Onslow", **more)
    did(
        45,
        0,
        State.UNDER_WAY,
        Kind.MENTORING,
        "Meets a mentor every third week",
        "Callum Ridge",
        partner="The deputy headteacher of Millbrook Infant School",
        partner_school="Millbrook Infant School",
    )
    did(33, 1, State.FINISHED, Kind.STUDENT_VOICE, "School council planned the playground", people=24)
    did(-20, 0, State.PLANNED, Kind.TRAINING, "Leads the training day on writing", "Owen Tregarth")
    stopped = did(100, 0, State.PLANNED, Kind.SECONDMENT, "A term at Beacon Hill Primary School", "Yusra Demir")
    actions.move_activity(
        activity=stopped,
        state=State.STOPPED,
        reason="Her class had no cover; asked again for next year.",
        by=head,
        today=today,
    )
    day = days_before(today, 6)
    with clock.at(moment(day)):
        actions.add_own_activity(
            school=school,
            kind=Kind.TRAINING,
            title="Led the staff meeting on reading aloud",
            starts_on=day,
            ends_on=day,
            done="Planned it with Owen and led it for twelve colleagues.",
            own_words="Harder to stop than to start.",
            by=people["teacher"],
            today=day,
        )


def _say(activity: Activity, by: User, words: str, today: datetime.date) -> None:
    with clock.at(moment(days_before(today, 55))):
        opened_on = actions.own_words_token(activity)
        actions.write_own_words(activity=activity, words=words, opened_on=opened_on, by=by)


def _speaking_of(school: School, today: datetime.date, words: str) -> list[Commitment]:
    """The commitments in which these words stand."""
    keys = [held.key for held in commitments_of(school, today) if words in held.text]
    return list(Commitment.objects.filter(pk__in=keys).select_related("policy__school"))
