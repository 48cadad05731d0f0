"""What the demonstration's council asks its schools where they decide, and what some of them answered."""

import datetime
import uuid

from actionplan.actions import returns
from actionplan.models import Recommendation, ReturnRequest
from actionplan.returns.rules import Among, Answer, Buys
from core import clock
from people.access.roles import Role
from people.models import Council, Membership, School, User
from succession.demo import cast
from succession.demo.measuring import SERVICE
from succession.demo.moments import days_before, moment

_ASKED = 25
# By the number of the recommendation: the question, in how many days to answer, the service it is about, and what
# schools answered in the order of their names: nothing for one that has not.
QUESTIONS = (
    (
        "10",
        "Does your board look at the mix of its own members at least once a year?",
        -3,
        "",
        ("yes", "not-yet", "", "yes", "no", "yes", "late", ""),
    ),
    (
        "8",
        "Would your school share its staffing figures with the council once a term?",
        21,
        SERVICE,
        ("no", "", "yes", "not-bought", "yes"),
    ),
)
NOTES = {
    "yes": "It stands on the agenda of the autumn meeting.",
    "no": "Our payroll provider charges for such a report.",
    "not-yet": "The board takes it up in the summer term.",
    "late": "Done at the meeting last week.",
}


def tell(council: Council, officer: User, today: datetime.date) -> None:
    """The officer asks two questions, and some heads answer. Larkfield’s head still has to."""
    for label, question, days, service, said in QUESTIONS:
        row = Recommendation.objects.filter(review__council=council, label=f"{label}.").first()
        if row is None:
            continue
        asked = _ask(row, question, today + datetime.timedelta(days=days), service, officer, today)
        _answer(asked, said, today)


def _ask(
    row: Recommendation, question: str, due_on: datetime.date, service: str, officer: User, today: datetime.date
) -> ReturnRequest:
    day = days_before(today, _ASKED)
    with clock.at(moment(day)):
        return returns.ask_schools(
            recommendation=row,
            question=question,
            due_on=due_on,
            among=Among.ALL,
            service=service,
            token=uuid.uuid5(uuid.NAMESPACE_URL, question),
            by=officer,
            today=day,
        )


def _answer(request: ReturnRequest, said: tuple[str, ...], today: datetime.date) -> None:
    schools = School.objects.filter(council=request.recommendation.review.council).exclude(urn=cast.LARKFIELD.urn)
    for number, (school, answer) in enumerate(zip(schools.open().order_by("name", "urn"), said, strict=False)):
        head = Membership.objects.in_force(today).filter(school=school, role=Role.HEAD.value).first()
        if not answer or head is None:
            continue
        asked = request.schools.get(school=school)
        buys = Buys.NO if answer == "not-bought" else Buys.YES
        with clock.at(moment(days_before(today, 1 if answer == "late" else 15 - number))):
            returns.answer_return(
                asked=asked,
                answer={"late": Answer.YES.value, "not-bought": ""}.get(answer, answer),
                note=NOTES.get(answer, ""),
                buys=buys.value if request.service else "",
                opened_on=asked.token,
                token=uuid.uuid5(uuid.NAMESPACE_URL, f"{request.question} {school.urn}"),
                by=head.user,
            )
