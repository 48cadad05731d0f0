"""How the demonstration's plan has gone: brought in by the officer, answered, and updated by those who deliver it."""

import datetime
import uuid

from actionplan.actions import answering, importing, owning, progress, slippage, teams
from actionplan.actions.bodies import set_monitor, set_panel
from actionplan.answering.control import Control
from actionplan.bodies.queries import monitor_token
from actionplan.models import Action, Milestone, Recommendation, ScrutinyReview, Team
from actionplan.rules import Delivery, Progress, Response
from core import clock
from people.models import Body, Council, User
from people.rules import BodyKind
from succession.demo import asking, clashing, plan
from succession.demo.moments import days_before, moment
from succession.demo.sending import send

BROUGHT_IN = 215

# What was said of a milestone: the first words of its text, days ago, what it says, and the words.
UPDATES = (
    ("Model policy sent", 168, Progress.DONE, "Sent to all twelve boards with a covering letter from the director."),
    ("Discussed at the partnership board", 96, Progress.DONE, "On the agenda. Heads asked for a shorter version too."),
    ("First feature published", 58, Progress.DONE, "A day in the life of the head of Larkfield, pages 4 and 5."),
    ("Second feature published", 20, Progress.UNDER_WAY, "Interview with two deputies booked for next week."),
    ("Draft objective", 40, Progress.DONE, "Agreed by the equality group with one change of wording."),
    ("Twelve coaches trained", 130, Progress.UNDER_WAY, "Seven trained. Two dropped out; five more start next month."),
    ("Draft report", 84, Progress.DONE, "Draft shared with the partnership; 61 replies to the survey."),
    ("Pages published", 171, Progress.DONE, "Live on the council’s website, with three short films."),
    ("All boards have reviewed", 30, Progress.UNDER_WAY, "Eight of twelve boards have told us they have done so."),
)

# What shows an update, where it has a link.
SHOWN = {"First feature published": "https://magazine.wexmoor.example/spring/heads"}

# How far each recommendation's actions have got; those not named are not recorded.
DELIVERED = {
    "1": Delivery.DELIVERED,
    "2a": Delivery.UNDER_WAY,
    "3": Delivery.UNDER_WAY,
    "4": Delivery.UNDER_WAY,
    "5": Delivery.UNDER_WAY,
    "6": Delivery.UNDER_WAY,
    "7": Delivery.STOPPED,
    "8": Delivery.STOPPED,
    "10": Delivery.UNDER_WAY,
    "11": Delivery.NOT_STARTED,
}

# Who can make it happen, where it is not the council that decides.
CONTROLS = {
    "4": Control.COUNCIL_FUNDS,
    "5": Control.PARTNER_DELIVERS,
    "7": Control.COUNCIL_FUNDS,
    "8": Control.SCHOOL_DECIDES,
    "10": Control.SCHOOL_DECIDES,
}
# What Cabinet said it would look at again, in so many days from the day it answered.
REVISITED = {"7": 180, "8": 365}
REPORT_SENT = 225

ACCEPTED = ("1", "2a", "2b", "3", "6", "9", "11", "12")
IN_PART = ("4", "5", "10")
DECLINED = {
    "7": "No money has been set aside, and schools may pay for places themselves.",
    "8": "Schools use different payroll providers, so the figures would be patchy.",
}

# Dates that moved: the first words of the milestone, days ago, the month from now to which, who asked, and why.
MOVES = (
    ("New plan approved", 60, 6, "CS", "The consultation on the plan began a month late."),
    ("New plan approved", 20, 8, "CS", "The plan goes to Cabinet together with the budget."),
    ("Second feature published", 30, 4, "Comms", "The magazine’s next issue comes out a month later."),
)


def bring_in(council: Council, officer: User, owner: User, today: datetime.date) -> None:
    """The officer imports the plan, the council answers it, teams are named and updates follow."""
    review = _import(council, officer, today)
    _answer(review, officer, today)
    _control(review, officer, today)
    asking.tell(review, officer, today)
    with clock.at(moment(days_before(today, BROUGHT_IN - 4))):
        for code, name in plan.TEAMS.items():
            known = Team.objects.get(council=council, code=code)
            teams.name_team(team=known, name=name, opened_on=known.naming_token, by=officer)
        teams.add_team_member(team=Team.objects.get(council=council, code="Comms"), email=owner.email, by=officer)
        _give(review, council, officer)
    with clock.at(moment(days_before(today, 45))):
        _deliver(review, officer)
    for opening, days, away, team, why in MOVES:
        _move(review, opening, days_before(today, days), plan.month(today, away), team, why, officer)
    for opening, days, state, words in UPDATES:
        _update(review, opening, days_before(today, days), state, words, officer=officer, owner=owner)
    with clock.at(moment(days_before(today, 3))):
        _hand_back(review, council, owner)
    clashing.tell(review, officer, today)


def _give(review: ScrutinyReview, council: Council, officer: User) -> None:
    """The plan is told to the scrutiny panel, and the partnership's board watches what it pays for."""
    panel = Body.objects.get(council=council, kind=BodyKind.SCRUTINY_PANEL)
    set_panel(review=review, body=panel, opened_on=monitor_token(None), by=officer)
    board = Body.objects.filter(council=council).exclude(pk=panel.pk).order_by("pk").first()
    for milestone in Milestone.objects.filter(recommendation__review=review, recommendation__label__startswith="5"):
        set_monitor(milestone=milestone, body=board, opened_on=monitor_token(None), by=officer)


def _hand_back(review: ScrutinyReview, council: Council, owner: User) -> None:
    """A team says of a recommendation that it is not its own; nobody has answered yet."""
    owning.hand_back(
        recommendation=review.recommendations.get(label="2b."),
        milestone=None,
        team=Team.objects.get(council=council, code="Comms"),
        reason="The partnership’s pages are kept by the training team now. We only pass on what they send us.",
        token=uuid.uuid5(uuid.NAMESPACE_URL, "2b"),
        by=owner,
    )


def _move(
    review: ScrutinyReview, opening: str, day: datetime.date, month: str, team: str, why: str, officer: User
) -> None:
    milestone = Milestone.objects.get(recommendation__review=review, text__istartswith=opening)
    with clock.at(moment(day)):
        slippage.change_date(
            milestone=milestone,
            date=milestone.dates.get(),
            words=f"By {month}",
            reason=why,
            asked_by=team,
            agreed_by="Director of Children’s Services",
            meeting=None,
            opened_on=milestone.dates_token,
            token=uuid.uuid5(uuid.NAMESPACE_URL, f"{opening} {day}"),
            by=officer,
        )


def _import(council: Council, officer: User, today: datetime.date) -> ScrutinyReview:
    with clock.at(moment(days_before(today, BROUGHT_IN))):
        preview = send(
            name="who-will-lead-action-plan.txt",
            text=plan.text(today),
            kind=importing.KIND,
            organisation=council,
            by=officer,
        )
        return importing.import_plan(
            council=council,
            preview=preview,
            shown=preview.upload.sha256,
            title="Who will lead Wexmoor’s schools?",
            committee="Children and Young People Scrutiny Panel",
            by=officer,
        )


def _answer(review: ScrutinyReview, officer: User, today: datetime.date) -> None:
    day = days_before(today, BROUGHT_IN - 30)
    with clock.at(moment(day)):
        for row in review.recommendations.all():
            response, reason = _response_to(row)
            if response is not None:
                progress.record_response(
                    recommendation=row,
                    response=response,
                    reason=reason,
                    decider="Cabinet",
                    on=day,
                    opened_on=row.response_token,
                    by=officer,
                    today=day,
                    revisit_on=_again(row, day),
                )
        answering.record_reply(
            review=review,
            sent_on=days_before(today, REPORT_SENT),
            replied_on=day,
            opened_on=answering.NONE,
            by=officer,
            today=day,
        )


def _again(row: Recommendation, day: datetime.date) -> datetime.date | None:
    days = REVISITED.get(row.label.rstrip("."))
    return day + datetime.timedelta(days=days) if days else None


def _control(review: ScrutinyReview, officer: User, today: datetime.date) -> None:
    with clock.at(moment(days_before(today, BROUGHT_IN - 30))):
        for row in review.recommendations.all():
            control = CONTROLS.get(row.label.rstrip("."), Control.COUNCIL_DECIDES)
            answering.record_control(recommendation=row, control=control, opened_on=row.control_token, by=officer)


def _deliver(review: ScrutinyReview, officer: User) -> None:
    for action in Action.objects.filter(recommendation__review=review).select_related(
        "recommendation__review__council"
    ):
        delivery = DELIVERED.get(action.recommendation.label.rstrip("."))
        if delivery is not None:
            progress.record_delivery(action=action, delivery=delivery, opened_on=action.delivery_token, by=officer)


def _response_to(row: Recommendation) -> tuple[Response | None, str]:
    label = row.label.rstrip(".")
    if label in DECLINED:
        return Response.DECLINED, DECLINED[label]
    if label in IN_PART:
        return Response.PARTLY, "Agreed in principle; the part that needs new money waits for next year’s budget."
    return (Response.ACCEPTED, "") if label in ACCEPTED else (None, "")


def _update(
    review: ScrutinyReview,
    opening: str,
    day: datetime.date,
    state: Progress,
    words: str,
    *,
    officer: User,
    owner: User,
) -> None:
    milestone = Milestone.objects.get(recommendation__review=review, text__istartswith=opening)
    is_comms = milestone.recommendation.teams.filter(code="Comms").exists()
    with clock.at(moment(day)):
        progress.add_update(
            milestone=milestone,
            words=words,
            progress=state,
            on=day,
            token=uuid.uuid5(uuid.NAMESPACE_URL, opening),
            link=SHOWN.get(opening, ""),
            by=owner if is_comms else officer,
            today=day,
        )
