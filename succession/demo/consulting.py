"""What the demonstration's people said of policies before they were decided on, and who has read what was adopted."""

import datetime
import uuid

from core import clock
from people.access.roles import Role
from people.models import Body, Membership, User
from people.rules import BodyKind
from policies.actions import consultations, receipts, recommendations, versions
from policies.actions.consultations import answer_token
from policies.document import Clause, ClauseKind
from policies.models import Comment, Consultation, Version
from policies.writing import clause_now
from succession.demo.cast import DOMAIN
from succession.demo.moments import days_before, moment
from succession.demo.policies import Actors

_STAFF = (("Ffion Gower", Role.STAFF), ("Daniel Asante", Role.STAFF), ("Meera Lall", Role.GOVERNOR))


def ask(version: Version, day: datetime.date, until: datetime.date, by: User) -> Consultation:
    """Send a version out."""
    with clock.at(moment(day)):
        return consultations.open_consultation(
            version=version,
            until=until,
            question="Is there anything here that we could not keep in a busy term?",
            by=by,
            today=day,
        )


def say(
    out: Consultation, clause: Clause, by: User, day: datetime.date, *, text: str = "", suggested: str = ""
) -> Comment:
    """Somebody comments on a clause."""
    with clock.at(moment(day)):
        return consultations.say(
            consultation=out,
            place=clause.id,
            text=text,
            suggested=suggested,
            sent_as=uuid.uuid5(uuid.NAMESPACE_URL, f"{out.pk}:{by.pk}:{clause.id}"),
            by=by,
            today=day,
        )


def answer(comment: Comment, by: User, day: datetime.date, *, outcome: str, reply: str = "") -> None:
    """The school says what becomes of a comment."""
    school = comment.consultation.version.policy.school
    assert school is not None, "a school's own"  # noqa: S101
    with clock.at(moment(day)):
        token = answer_token(comment, clause_now(school, comment.place, by))
        consultations.answer(comment=comment, outcome=outcome, reply=reply, words="", opened_on=token, by=by)


def ask_larkfield(larkfield: Actors, version: Version, people: dict[str, User], today: datetime.date) -> Version:
    """Before Larkfield's next version went to the board, a teacher and a governor said what they think; both were
    answered, and the version has the teacher's words.
    """
    lead = people["lead"]
    out = ask(version, days_before(today, 14), days_before(today, 8), lead)
    first, second = _open(version)[:2]
    teacher, governor = people["teacher"], people["governor"]
    words = f"{first.text.rstrip('.')}, in school time."
    suggestion = say(out, first, teacher, days_before(today, 12), text="Evenings are hard for some.", suggested=words)
    comment = say(out, second, governor, days_before(today, 11), text="How will the board see that this is done?")
    with clock.at(clock.midnight(days_before(today, 7))):
        consultations.close_over(days_before(today, 7))
    answer(suggestion, lead, days_before(today, 7), outcome="accepted", reply="Thank you, that is better.")
    answer(comment, lead, days_before(today, 7), outcome="noted", reply="It stands in each report to the committee.")
    with clock.at(moment(days_before(today, 7))):
        return versions.save_version(owner=larkfield.school, by=lead, why="After the consultation")


def tell(actors: dict[int, Actors], today: datetime.date) -> None:
    """Riverside's version is out for consultation; Hartwell's was recommended by a committee."""
    riverside = actors[999_008]
    people = _people(riverside, days_before(today, 300))
    version = Version.objects.of(riverside.school)[0]
    out = ask(version, days_before(today, 9), today + datetime.timedelta(days=12), riverside.head)
    first, second, third = _open(version)[:3]
    words = f"{first.text.rstrip('.')}, and say so in the staff handbook."
    noted = say(out, first, people[0], days_before(today, 7), suggested=words)
    say(out, second, people[1], days_before(today, 6), text="Does this hold for part-time staff as well? Say so.")
    say(out, third, people[2], days_before(today, 5), text="Who counts this, and how often does the board hear of it?")
    answer(noted, riverside.head, days_before(today, 5), outcome="accepted")
    _recommend(actors[999_004], today)


def _recommend(hartwell: Actors, today: datetime.date) -> None:
    met = days_before(today, 5)
    committee = Body.objects.create(
        name="Personnel Committee of Hartwell High School", kind=BodyKind.COMMITTEE, parent=hartwell.board
    )
    committee.schools.add(hartwell.school)
    with clock.at(moment(days_before(today, 4))):
        recommendations.recommend(
            version=Version.objects.of(hartwell.school).waiting().get(),
            body=committee,
            on=met,
            minute_reference="4.2",
            advice="Adopt it, and look at the cost of cover again in a year.",
            by=hartwell.clerk,
            today=days_before(today, 4),
        )


def have_read(larkfield: Actors, people: dict[str, User], today: datetime.date) -> None:
    """Larkfield asks everybody to read the policy in force: the lead and a governor have confirmed, others have not."""
    version = Version.objects.of(larkfield.school).filter(state="adopted")[0]
    with clock.at(moment(days_before(today, 20))):
        receipts.ask_to_read(
            version=version,
            of_staff=True,
            of_governors=True,
            by_day=today + datetime.timedelta(days=10),
            by=larkfield.head,
            today=days_before(today, 20),
        )
    for name, days in (("lead", 18), ("governor", 13)):
        with clock.at(moment(days_before(today, days))):
            receipts.confirm_read(version=version, by=people[name])


def _people(actors: Actors, since: datetime.date) -> list[User]:
    """Staff and a governor who act in the past and cannot sign in."""
    made = []
    for name, role in _STAFF:
        local = name.lower().replace(" ", ".")
        user = User.objects.create_user(f"{local}@{DOMAIN}", None, name=name)
        user.is_demo = True
        user.save(update_fields=["is_demo"])
        Membership.objects.create(user=user, role=role, school=actors.school, starts_on=since)
        made.append(user)
    return made


def _open(version: Version) -> list[Clause]:
    """The clauses whose words the school may change."""
    return [clause for clause in version.text.clauses() if clause.kind is ClauseKind.CLAUSE and not clause.is_fixed]
