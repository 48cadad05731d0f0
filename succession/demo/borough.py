"""The places and people of the demonstration: reference data, as an administrator would enter it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password

from core import clock
from people.access.granting import kind_of
from people.access.guards import must_have_second_step
from people.access.roles import Role
from people.actions.invitations import invite
from people.actions.meetings import plan_meeting
from people.actions.roles import end_role
from people.models import Body, Council, Meeting, Membership, School, TermOfOffice, Trust, User
from people.rules import BodyKind
from succession.demo import cast
from succession.demo.moments import days_before, moment
from succession.demo.policies import Actors


@dataclass(frozen=True, slots=True)
class Borough:
    """Who and what the stories need."""

    council: Council
    people: dict[str, User]
    actors: dict[int, Actors]


def build(today: datetime.date) -> Borough:
    """Make the council, its schools, their boards and their people."""
    council = Council.objects.create(code=cast.COUNCIL_CODE, name=cast.COUNCIL_NAME, colour=cast.COUNCIL_COLOUR)
    trust = Trust.objects.create(uid=cast.TRUST[0], name=cast.TRUST[1])
    schools = {item.urn: _school(item, council, trust) for item in cast.SCHOOLS}
    since = days_before(today, 900)
    # One password for all, so hashed once: it is made to take long.
    hashed = make_password(cast.PASSWORD)
    people = {person.local: _sign_in(person, hashed, council, trust, schools, since) for person in cast.PEOPLE}
    admin = User.objects.create_superuser(cast.ADMIN_EMAIL, None, name=cast.ADMIN_NAME)
    people["admin"] = _marked(admin, hashed)
    give_second_steps(people.values())
    service = _marked(User.objects.create_user(f"clerking@{cast.DOMAIN}", None, name="Wexmoor Clerking Service"))
    actors = {urn: _actors(school, people, service, since) for urn, school in schools.items()}
    for name, kind in cast.COUNCIL_BODIES:
        Body.objects.create(name=name, kind=kind, council=council)
    _governors(actors[cast.LARKFIELD.urn].board, people, since)
    _meetings(actors[cast.LARKFIELD.urn].board, people["clerk"], today)
    _roles(schools[cast.LARKFIELD.urn], people, since, today)
    return Borough(council, people, actors)


def give_second_steps(people: Iterable[User]) -> None:
    """Give the demonstration's second step to those who must have one and have none."""
    for user in people:
        if must_have_second_step(user) and not Authenticator.objects.filter(user=user).exists():
            TOTP.activate(user, cast.SECOND_STEP_SECRET)


def _school(item: cast.DemoSchool, council: Council, trust: Trust) -> School:
    return School.objects.create(
        urn=item.urn,
        name=item.name,
        council=council,
        trust=trust if item.in_trust else None,
        phase=item.phase,
        kind=item.kind,
        headcount=item.headcount,
    )


def _sign_in(
    person: cast.Person,
    hashed: str,
    council: Council,
    trust: Trust,
    schools: dict[int, School],
    since: datetime.date,
) -> User:
    user = _marked(User.objects.create_user(person.email, None, name=person.name), hashed)
    kind = kind_of(person.role)
    place = {"council": council, "trust": trust, "school": schools.get(person.urn or 0)}[kind]
    Membership.objects.create(
        user=user, role=person.role, is_administrator=person.is_administrator, starts_on=since, **{kind: place}
    )
    return user


def _marked(user: User, hashed: str = "") -> User:
    """Mark a user as the demonstration's, which production refuses; with a hashed password they can sign in."""
    user.is_demo = True
    user.password = hashed or user.password
    user.save(update_fields=["is_demo", "password"])
    return user


def _actors(school: School, people: dict[str, User], service: User, since: datetime.date) -> Actors:
    """The head and clerk of a school. Only Larkfield's clerk and two heads can sign in."""
    board = Body.objects.create(name=f"Governing board of {school.name}", kind=BodyKind.GOVERNING_BOARD)
    board.schools.add(school)
    if school.urn in cast.OTHER_HEADS:
        local = cast.OTHER_HEADS[school.urn].lower().replace(" ", ".")
        head = _marked(User.objects.create_user(f"{local}@{cast.DOMAIN}", None, name=cast.OTHER_HEADS[school.urn]))
        Membership.objects.create(user=head, role=Role.HEAD, school=school, starts_on=since)
    else:
        head = people["head" if school.urn == cast.LARKFIELD.urn else "otherhead"]
    if school.urn == cast.LARKFIELD.urn:
        return Actors(school, head, people["clerk"], board)
    Membership.objects.create(user=service, role=Role.CLERK, school=school, starts_on=since)
    return Actors(school, head, service, board)


def _governors(board: Body, people: dict[str, User], since: datetime.date) -> None:
    users = {user.name: user for user in people.values()}
    for name, category, office in cast.GOVERNORS:
        TermOfOffice.objects.create(
            body=board,
            name=name,
            user=users.get(name),
            category=category,
            office=office,
            appointing_body="",
            starts_on=since,
            ends_on=since + datetime.timedelta(days=4 * 365),
        )


def _roles(school: School, people: dict[str, User], since: datetime.date, today: datetime.date) -> None:
    """One role that has ended, and one invitation that waits for its answer."""
    name, local, why = cast.FORMER_LEAD
    former = _marked(User.objects.create_user(f"{local}@{cast.DOMAIN}", None, name=name))
    held = Membership.objects.create(user=former, role=Role.SCHOOL_LEAD, school=school, starts_on=since)
    with clock.at(moment(days_before(today, 60))):
        end_role(membership=held, by=people["head"], reason=why)
    name, local = cast.INVITED
    place = TermOfOffice.objects.get(body__schools=school, name=name)
    invite(
        place=school,
        role=Role.GOVERNOR,
        email=f"{local}@{cast.DOMAIN}",
        name=name,
        by=people["clerk"],
        ends_on=place.ends_on,
        term=place,
    )


def _meetings(board: Body, clerk: User, today: datetime.date) -> list[Meeting]:
    """One a few days ago, at which the waiting version was before the board, and one to come."""
    return [
        plan_meeting(body=board, on=days_before(today, 2), by=clerk),
        plan_meeting(body=board, on=days_before(today, -45), by=clerk),
    ]
