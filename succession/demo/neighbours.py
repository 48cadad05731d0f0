"""The posts of the borough's other schools, and when their heads last looked at who could act in each."""

import datetime
from collections.abc import Mapping

from core import clock
from people.actions import posts, staff
from people.models import LeadershipPost, School, StaffMember, User
from people.planning import counting
from people.planning.cover import Band, Impact, Level
from people.rules import Contract
from succession.demo.moments import days_before, moment
from succession.demo.policies import Actors

# By URN: how many days ago the cover was looked at (none: never), and the posts with who holds each and who could act.
SCHOOLS: dict[int, tuple[int | None, tuple[tuple[str, str, str], ...]]] = {
    999_002: (
        180,
        (
            ("Deputy headteacher", "Ffion Beddoes", "Aled Carr"),
            ("SENCO", "Aled Carr", ""),
            ("Phase lead, years 5 and 6", "Gwen Tully", "Ffion Beddoes"),
        ),
    ),
    999_003: (
        200,
        (
            ("Deputy headteacher", "Rory Kestrel", "Aoife Dunmore"),
            ("SENCO", "Aoife Dunmore", ""),
            ("Leader of religious education", "Tess Marlow", "Rory Kestrel"),
        ),
    ),
    999_004: (
        150,
        (
            ("Deputy headteacher, curriculum", "Lena Okoro", "Piers Halden"),
            ("Deputy headteacher, pastoral", "Piers Halden", "Lena Okoro"),
            ("SENCO", "Mavis Trent", ""),
            ("Head of sixth form", "Jonas Adler", "Kit Rowley"),
            ("School business manager", "Kit Rowley", ""),
        ),
    ),
    999_005: (240, (("Assistant headteacher", "Una Pritchard", "Bea Lomond"), ("SENCO", "Bea Lomond", ""))),
    999_006: (
        160,
        (
            ("Deputy headteacher", "Samir Doyle", "Ada Finch"),
            ("SENCO", "Ada Finch", "Samir Doyle"),
            ("Phase lead, years 1 and 2", "Ned Corrie", ""),
        ),
    ),
    999_007: (
        520,
        (("Vice-principal", "Iris Vaughan", "Theo Marsden"), ("SENCO", "Theo Marsden", "")),
    ),
    999_008: (
        170,
        (
            ("Vice-principal", "Hugo Sayer", "Mina Patel"),
            ("Assistant principal", "Mina Patel", "Hugo Sayer"),
            ("SENCO", "Cleo Barton", ""),
            ("School business manager", "Dora Wynn", ""),
        ),
    ),
    999_009: (210, (("Deputy headteacher", "Max Ferrier", "Ivy Lowther"), ("SENCO", "Ivy Lowther", "Max Ferrier"))),
    999_010: (None, (("Deputy headteacher", "Esme Garrow", ""),)),
}


def tell(actors: Mapping[int, Actors], today: datetime.date) -> None:
    """The posts of each school, by its own head, and the council's count of this term."""
    for urn, (days_ago, planned) in SCHOOLS.items():
        school, head = actors[urn].school, actors[urn].head
        with clock.at(moment(days_before(today, 560))):
            made = _posts(school, head, planned, today)
        if days_ago is not None:
            with clock.at(moment(days_before(today, days_ago))):
                for post in made:
                    posts.record_review(post=post, by=head)
    counting.count_cover(counting.term_began(today))


def _posts(
    school: School, head: User, planned: tuple[tuple[str, str, str], ...], today: datetime.date
) -> list[LeadershipPost]:
    people = {holder: _member(school, head, holder, title, today) for title, holder, _ in planned}
    made = []
    for title, holder, cover in planned:
        post = posts.add_post(school=school, title=title, level=Level.SENIOR, impact=Impact.SERIOUS, by=head)
        since = days_before(today, 900)
        posts.record_holder(post=post, person=people[holder], starts_on=since, beside=False, by=head)
        if cover:
            person = people.get(cover) or _member(school, head, cover, "Teacher", today)
            posts.nominate(post=post, person=person, band=Band.TODAY, reason="Has done it before.", by=head)
        made.append(post)
    return made


def _member(school: School, head: User, name: str, job: str, today: datetime.date) -> StaffMember:
    return staff.add_staff(
        school=school,
        name=name,
        job_title=job,
        contract=Contract.PERMANENT.value,
        fte="1",
        starts_on=days_before(today, 900),
        ends_on=None,
        reference="",
        user_id=None,
        by=head,
    )
