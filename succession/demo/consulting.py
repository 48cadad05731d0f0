"""What the demonstration's people said of policies before they were decided on, and who has read what was adopted."""

import datetime
import uuid

from core import clock
from people.access.roles import Role
from people.models import Body, Council, Membership, User
from people.rules import BodyKind
from policies.actions import boards, consultations, editing, receipts, recommendations, versions
from policies.actions.consultations import answer_token
from policies.boards import asking
from policies.document import Clause, ClauseKind
from policies.editor.parts import clause_token
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
    out = ask(version, days_before(today, 15), days_before(today, 10), lead)
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


def ask_boards(actors: dict[int, Actors], officer: User, today: datetime.date) -> None:
    """The council has its next model out to schools' boards: three have replied, and the officer answered one comment.

    The officer goes on with the draft meanwhile, so that the words of one comment stand in it already.
    """
    council = officer.memberships.get().council
    assert council is not None, "an officer's role is held at a council"  # noqa: S101
    draft = _next_draft(council, officer, days_before(today, 3))
    with clock.at(moment(days_before(today, 3))):
        out = boards.ask_boards(
            version=draft,
            until=today + datetime.timedelta(days=40),
            question="Would your board adopt this? Tell us above all what a small school could not keep.",
            by=officer,
            today=days_before(today, 3),
        )
        asking.ask(out.pk)
    changed, other = _promises(draft)[2], _promises(draft)[6]
    words = f"{changed.text.rstrip('.')}, as far as our budget allows"
    first = _say_for_board(out, actors[999_008], changed, days_before(today, 2), suggested=words)
    _say_for_board(out, actors[999_005], other, days_before(today, 1), text="A school of six teachers cannot do this.")
    _reply(out, actors[999_008], days_before(today, 2), "agree-with-comments", "We would adopt it with one change.")
    _reply(out, actors[999_005], days_before(today, 1), "disagree", "It asks too much of small schools.")
    _reply(out, actors[999_004], days_before(today, 1), "agree", "")
    with clock.at(moment(days_before(today, 1))):
        token = answer_token(first, clause_now(council, first.place, officer))
        consultations.answer(
            comment=first,
            outcome="accepted",
            reply="Thank you: so it stays honest.",
            words="",
            opened_on=token,
            by=officer,
        )


def _next_draft(council: Council, officer: User, day: datetime.date) -> Version:
    """The officer changes the last thing that schools commit themselves to, and saves it as a draft."""
    clause = _promises(Version.objects.of(council)[0])[-1]
    with clock.at(moment(day)):
        editing.change_clause(
            owner=council,
            clause_id=clause.id,
            text=f"{clause.text.rstrip('.')}, and telling the council once a year",
            sub_clauses=None,
            opened_on=clause_token(clause),
            by=officer,
        )
        return versions.save_version(owner=council, by=officer, why="For the boards: what schools tell the council")


def _say_for_board(
    out: Consultation, actors: Actors, clause: Clause, day: datetime.date, *, text: str = "", suggested: str = ""
) -> Comment:
    with clock.at(moment(day)):
        return consultations.say(
            consultation=out,
            board=out.boards.get(school=actors.school),
            place=clause.id,
            text=text,
            suggested=suggested,
            sent_as=uuid.uuid5(uuid.NAMESPACE_URL, f"{out.pk}:{actors.clerk.pk}:{clause.id}"),
            by=actors.clerk,
            today=day,
        )


def _reply(out: Consultation, actors: Actors, day: datetime.date, stance: str, words: str) -> None:
    with clock.at(moment(day)):
        boards.reply_for_board(
            asked=out.boards.get(school=actors.school),
            stance=stance,
            words=words,
            meeting=None,
            opened_on=boards.reply_token(None),
            by=actors.clerk,
            today=day,
        )


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


def _promises(version: Version) -> list[Clause]:
    """What a school commits itself to, where it may change the words."""
    held = version.text.section("implementation").clauses
    return [clause for clause in held if clause.kind is ClauseKind.CLAUSE and not clause.locked]


def _open(version: Version) -> list[Clause]:
    """The clauses whose words the school may change."""
    return [clause for clause in version.text.clauses() if clause.kind is ClauseKind.CLAUSE and not clause.is_fixed]
