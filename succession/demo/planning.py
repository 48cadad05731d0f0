"""Who works at the demonstration's school, who leads it and who could, written by its head and its chair."""

import datetime
from collections.abc import Mapping
from typing import Any

from core import clock
from people.actions import posts, staff
from people.models import LeadershipPost, PostHolder, School, StaffMember, TermOfOffice, User
from people.planning.cover import Band, ChangeSource, Impact, Level
from people.rules import Contract
from succession.demo.moments import days_before, moment

# Name, job, full-time equivalent, years at the school, the sign-in they have if any.
STAFF: tuple[tuple[str, str, str, int, str], ...] = (
    ("Miriam Castell", "Headteacher", "1", 2, "head"),
    ("Tom Aldous", "Deputy headteacher", "1", 6, "lead"),
    ("Ellen Marsh", "Teacher, year 5", "1", 4, "teacher"),
    ("Yusra Demir", "SENCO", "0.8", 3, ""),
    ("Callum Ridge", "Phase lead, years 1 and 2", "1", 5, ""),
    ("Beatrix Onslow", "Phase lead, years 3 to 6", "1", 9, ""),
    ("Neil Farquhar", "School business manager", "1", 11, ""),
    ("Sunita Rao", "Teacher, year 1", "0.6", 2, ""),
    ("Owen Tregarth", "Teacher, year 6", "1", 7, ""),
    ("Marta Wilk", "Teaching assistant", "0.7", 8, ""),
)
LEFT = ("Harriet Lyle", "Teacher, year 3")


def tell(school: School, people: Mapping[str, User], today: datetime.date) -> None:
    """The register, the posts, and who stands behind them."""
    head, chair = people["head"], people["chair"]
    with clock.at(moment(days_before(today, 300))):
        register = _register(school, people, head, today)
        _posts(school, register, head, today)
        _headship(school, register, head, chair, today)


def _register(school: School, people: Mapping[str, User], head: User, today: datetime.date) -> dict[str, StaffMember]:
    found = {}
    for number, (name, job, fte, years, local) in enumerate(STAFF, start=101):
        given: dict[str, Any] = {"name": name, "job_title": job, "fte": fte, "ends_on": None}
        given["contract"] = Contract.PERMANENT.value
        given["user_id"] = people[local].pk if local else None
        member = staff.add_staff(
            school=school,
            by=head,
            starts_on=datetime.date(today.year - years, 9, 1),
            reference=f"LF{number}",
            **given,
        )
        found[name] = StaffMember.objects.get(pk=member.pk)
    name, job = LEFT
    unknown = {"contract": "", "fte": None, "starts_on": None, "ends_on": None, "reference": "", "user_id": None}
    left = staff.add_staff(school=school, by=head, name=name, job_title=job, **unknown)
    staff.record_leaving(member=left, on=datetime.date(today.year - 1, 8, 31), by=head)
    return found


def _posts(school: School, register: Mapping[str, StaffMember], head: User, today: datetime.date) -> None:
    deputy = _post(school, "Deputy headteacher", Level.SENIOR, Impact.SERIOUS, head)
    held = _held(deputy, register["Tom Aldous"], head, today)
    posts.expect_change(
        holder=held,
        earliest=datetime.date(today.year + 1, 9, 1),
        latest=datetime.date(today.year + 2, 8, 31),
        source=ChangeSource.TOLD,
        reason="Would like to lead a school of his own.",
        by=head,
    )
    _could(deputy, register["Beatrix Onslow"], Band.TODAY, "Led the school for a week in March.", head)
    _could(deputy, register["Beatrix Onslow"], Band.YEARS, "Has begun the qualification for senior leadership.", head)
    _could(deputy, register["Callum Ridge"], Band.LATER, "Leads his phase well; wants to see another school.", head)
    senco = _post(school, "SENCO", Level.SENIOR, Impact.SERIOUS, head)
    _held(senco, register["Yusra Demir"], head, today)
    _could(senco, register["Beatrix Onslow"], Band.TODAY, "Was SENCO for two terms before.", head)
    manager = _post(school, "School business manager", Level.SENIOR, Impact.SOME, head)
    _held(manager, register["Neil Farquhar"], head, today)
    infants = _post(school, "Phase lead, years 1 and 2", Level.MIDDLE, Impact.SOME, head)
    _held(infants, register["Callum Ridge"], head, today)
    _could(infants, register["Sunita Rao"], Band.TERM, "Plans the phase’s reading with Callum.", head)
    juniors = _post(school, "Phase lead, years 3 to 6", Level.MIDDLE, Impact.SOME, head)
    _held(juniors, register["Beatrix Onslow"], head, today)
    _could(juniors, register["Owen Tregarth"], Band.TODAY, "Has led the phase’s meetings this term.", head)
    _could(juniors, register["Ellen Marsh"], Band.YEARS, "Asked to; shadows Beatrix in the spring.", head)
    for post in (deputy, senco, manager, infants, juniors):
        posts.record_review(post=post, by=head)


def _headship(
    school: School, register: Mapping[str, StaffMember], head: User, chair: User, today: datetime.date
) -> None:
    headship = _post(school, "Headteacher", Level.HEADSHIP, Impact.SERIOUS, chair)
    _held(headship, register["Miriam Castell"], chair, today)
    _could(headship, register["Tom Aldous"], Band.YEARS, "Has the qualification for headship.", chair)
    posts.nominate(
        post=headship,
        person=register["Tom Aldous"],
        band=Band.TODAY,
        reason="Has led the school whenever I was away.",
        by=head,
    )
    office = _post(school, "Chair of governors", Level.BOARD, Impact.SOME, chair)
    terms = {term.name: term for term in TermOfOffice.objects.filter(body__schools=school)}
    _held(office, terms["Gareth Pell"], chair, today)
    _could(office, terms["Priya Nandakumar"], Band.TERM, "Chairs the committee, and has said she would.", chair)


def _post(school: School, title: str, level: Level, impact: Impact, by: User) -> LeadershipPost:
    return posts.add_post(school=school, title=title, level=level, impact=impact, by=by)


def _held(post: LeadershipPost, person: posts.Person, by: User, today: datetime.date) -> PostHolder:
    since = days_before(today, 800)
    return posts.record_holder(post=post, person=person, starts_on=since, beside=False, by=by)


def _could(post: LeadershipPost, person: posts.Person, band: Band, why: str, by: User) -> None:
    posts.nominate(post=post, person=person, band=band, reason=why, by=by)
