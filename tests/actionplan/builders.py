"""The smallest valid rows of an action plan. Name only what the test is about."""

import datetime
import io
import itertools
import uuid
from typing import Any

from actionplan.actions.importing import send_plan
from actionplan.models import (
    Action,
    Ask,
    AskedSchool,
    ClashAnswer,
    DateChange,
    EarlierResponse,
    HandBack,
    MeasureValue,
    Milestone,
    OutcomeMeasure,
    PlanDate,
    Recommendation,
    ReplyTime,
    ReportedItem,
    ReturnRequest,
    SchoolReturn,
    ScrutinyReply,
    ScrutinyReview,
    ServiceNotBought,
    Serving,
    Team,
    TeamMember,
    Update,
    UpdateEvidence,
    Valuation,
)
from actionplan.rules import Precision, Progress
from core import clock, reading, uploads
from core.models import Preview, Upload
from core.organisations import key_of
from people.access.roles import Role
from people.models import Council, School, User
from tests.builders import make_council, make_member, make_school, make_user

_numbers = itertools.count(1)

_ROWS = (
    ("RECOMMENDATIONS", "ACTIONS", "BY WHOM", "MILESTONES", "OUTCOME MEASURES"),
    (
        "1. That the council write a policy.",
        "Write a policy with heads and send it out.",
        "SES",
        "By March 2027 a draft is out for comment",
        "By July 2027 every school has one",
    ),
    (
        "2a. That the council tell people why teaching here is good.",
        "Plan three features for the magazine.",
        "Press",
        "First feature printed October 2026",
        "Monitored through the board",
    ),
    (
        "2b. That the council pay for a fast track to headship.",
        "There will be no core funding available.",
        "N/A",
        "N/A",
        "N/A",
    ),
)
PLAN = "\n".join(["REVIEW OF LEADERS", "", "ACTION PLAN", "", *("\t".join(row) for row in _ROWS), ""])


def make_upload(*, council: Council, by: User, content: bytes = b"a plan") -> Upload:
    return uploads.keep(
        name="plan.txt", content=io.BytesIO(content), size=len(content), by=by, organisation=key_of(council)
    )


def make_review(**kw: Any) -> ScrutinyReview:
    n = next(_numbers)
    council = kw.pop("council", None) or make_council()
    officer = kw.pop("by", None) or make_member(Role.OFFICER, council)
    given = {
        "council": council,
        "title": f"Review {n}",
        "source": make_upload(council=council, by=officer),
        "fingerprint": f"{n:064x}",
        "columns": ["Recommendation", "By whom"],
        "imported_by": officer,
        "imported_at": clock.now(),
    }
    return ScrutinyReview.objects.create(**given | kw)


def make_team(council: Council, code: str = "SES") -> Team:
    return Team.objects.get_or_create(council=council, code=code)[0]


def make_recommendation(**kw: Any) -> Recommendation:
    review = kw.pop("review", None) or make_review()
    teams = kw.pop("teams", [])
    position = kw.pop("position", review.recommendations.count() + 1)
    given = {"review": review, "position": position, "label": f"{position}.", "text": "That something be done."}
    cells = ["That something be done.", *["SES"] * (len(review.columns) - 1)]
    made = Recommendation.objects.create(**given | {"cells": cells} | kw)
    made.teams.set(make_team(review.council, code) for code in teams)
    return made


def make_milestone(
    *windows: tuple[datetime.date | None, datetime.date | None], recommendation: Recommendation | None = None, **kw: Any
) -> Milestone:
    """A milestone with a date for each (earliest, latest)."""
    recommendation = recommendation or make_recommendation()
    position = recommendation.milestones.count() + 1
    made = Milestone.objects.create(**{"recommendation": recommendation, "position": position, "text": "A step"} | kw)
    for number, (earliest, latest) in enumerate(windows, start=1):
        make_date(milestone=made, earliest=earliest, latest=latest, position=number)
    return made


def make_update(milestone: Milestone, by: User, **kw: Any) -> Update:
    on = datetime.date(2026, 1, 1)
    given = {"words": "Begun.", "progress": Progress.UNDER_WAY.value, "on": on, "recorded_at": clock.now()}
    return Update.objects.create(milestone=milestone, by=by, **given | kw)


def make_date_change(milestone: Milestone, by: User, **kw: Any) -> DateChange:
    """A change of the milestone's first date, or the date that it is given; the date itself stays as it is."""
    date = milestone.dates.first() or make_date(milestone=milestone, latest=datetime.date(2027, 3, 31))
    was = {"was_words": "By March 2026", "was_latest": datetime.date(2026, 3, 31), "was_precision": "month"}
    now = {"words": date.words, "earliest": date.earliest, "latest": date.latest, "precision": date.precision}
    why = {"reason": "No money yet.", "asked_by": "SES", "agreed_by": "Cabinet", "recorded_at": clock.now()}
    return DateChange.objects.create(milestone=milestone, date=date, by=by, **was | now | why | kw)


def make_update_evidence(update: Update | None = None, **kw: Any) -> UpdateEvidence:
    if update is None:
        milestone = make_milestone()
        update = make_update(milestone, make_member(Role.OFFICER, milestone.recommendation.review.council))
    return UpdateEvidence.objects.create(update=update, **{"link": "https://council.example/news"} | kw)


def make_owner(team: Team, **kw: Any) -> User:
    """An action owner of the team's council who is in the team."""
    owner = make_member(Role.ACTION_OWNER, team.council, **kw)
    TeamMember.objects.create(team=team, user=owner, added_by=owner, added_at=clock.now())
    return owner


def make_hand_back(recommendation: Recommendation | None = None, **kw: Any) -> HandBack:
    recommendation = recommendation or make_recommendation(teams=["SES"])
    team = kw.pop("team", None) or make_team(recommendation.review.council)
    by = kw.pop("by", None) or make_owner(team)
    given = {"team": team, "by": by, "reason": "This is for the press office.", "at": clock.now()}
    return HandBack.objects.create(recommendation=recommendation, **given | kw)


def make_ask(recommendation: Recommendation | None = None, **kw: Any) -> Ask:
    """The first word of the recommendation, or the words from `start` to `end`."""
    recommendation = recommendation or make_recommendation()
    start, end = kw.pop("start", 0), kw.pop("end", 4)
    given = {"words": recommendation.text[start:end], "marked_by": recommendation.review.imported_by}
    return Ask.objects.create(
        recommendation=recommendation, start=start, end=end, **given | {"marked_at": clock.now()} | kw
    )


def make_serving(ask: Ask | None = None, action: Action | None = None, **kw: Any) -> Serving:
    ask = ask or make_ask()
    position = ask.recommendation.actions.count() + 1
    action = action or Action.objects.create(recommendation=ask.recommendation, position=position, text="Do it")
    return Serving.objects.create(ask=ask, action=action, said_by=ask.marked_by, said_at=clock.now(), **kw)


def make_earlier_response(recommendation: Recommendation | None = None, **kw: Any) -> EarlierResponse:
    given = {"response": "declined", "reason": "No money.", "replaced_at": clock.now()}
    return EarlierResponse.objects.create(recommendation=recommendation or make_recommendation(), **given | kw)


def make_clash_answer(review: ScrutinyReview | None = None, **kw: Any) -> ClashAnswer:
    """That two milestones of a plan do not clash: made with it, in two recommendations of their own."""
    review = review or make_review()
    march, december = datetime.date(2027, 3, 31), datetime.date(2027, 12, 31)
    steps = [
        make_milestone((None, ends), recommendation=make_recommendation(review=review), text="Schools have a policy")
        for ends in (march, december)
    ]
    one, other = (step.dates.get() for step in steps)
    given = {"one": one, "other": other, "one_of": steps[0].recommendation, "other_of": steps[1].recommendation}
    given |= {"answer": "dismissed", "words": "The later one is of primary schools.", "by": review.imported_by}
    given |= {"one_words": one.words, "one_ends": one.latest, "other_words": other.words, "other_ends": other.latest}
    return ClashAnswer.objects.create(review=review, at=clock.now(), **given | kw)


def make_reply(review: ScrutinyReview | None = None, **kw: Any) -> ScrutinyReply:
    review = review or make_review()
    given = {"sent_on": datetime.date(2026, 1, 1), "months": 2, "recorded_by": review.imported_by}
    return ScrutinyReply.objects.create(review=review, **given | {"recorded_at": clock.now()} | kw)


def make_reply_time(council: Council | None = None, **kw: Any) -> ReplyTime:
    council = council or make_council()
    given = {"applies_from": datetime.date(2020, 1, 1), "months": 3, "source": "A rule", "recorded_at": clock.now()}
    if "recorded_by" not in kw:
        kw["recorded_by"] = make_member(Role.OFFICER, council)
    return ReplyTime.objects.create(council=council, **given | kw)


def make_date(**kw: Any) -> PlanDate:
    owner = next(kw[name] for name in ("recommendation", "action", "milestone", "measure") if name in kw)
    recommendation = owner if isinstance(owner, Recommendation) else owner.recommendation
    given = {"review": recommendation.review, "position": 1, "words": "in time", "precision": Precision.DAY.value}
    return PlanDate.objects.create(**given | kw)


def make_measure(recommendation: Recommendation | None = None, **kw: Any) -> OutcomeMeasure:
    """What a recommendation is judged by."""
    recommendation = recommendation or make_recommendation()
    given = {"recommendation": recommendation, "position": recommendation.measures.count() + 1, "text": "It is done"}
    return OutcomeMeasure.objects.create(**given | kw)


def make_valuation(measure: OutcomeMeasure | None = None, **kw: Any) -> Valuation:
    """That a measure counts schools with a policy."""
    given = {"measure": measure or make_measure(), "way": "computed", "named": "schools-with-policy"}
    given |= {"given": {"which": "any"}, "chosen_by": kw.get("chosen_by") or make_user(), "chosen_at": clock.now()}
    return Valuation.objects.create(**given | kw)


def make_value(valuation: Valuation | None = None, **kw: Any) -> MeasureValue:
    """That it was 2 of 3 on a day."""
    given = {"valuation": valuation or make_valuation(), "as_at": datetime.date(2026, 9, 1), "known_at": clock.now()}
    return MeasureValue.objects.create(**given | {"counted": 2, "every": 3, "schools": 3, "asked": 3} | kw)


def make_reported(measure: OutcomeMeasure | None = None, **kw: Any) -> ReportedItem:
    """One thing that counts for a measure that is reported."""
    given = {"measure": measure or make_measure(), "on": datetime.date(2026, 1, 1), "words": "An article"}
    given |= {"link": "https://council.example/article", "by": kw.get("by") or make_user(), "recorded_at": clock.now()}
    return ReportedItem.objects.create(**given | {"token": uuid.uuid4()} | kw)


def make_not_bought(school: School | None = None, **kw: Any) -> ServiceNotBought:
    """A school that buys a service elsewhere."""
    school = school or make_school()
    given = {"council": school.council, "school": school, "service": "Appointing heads", "reason": "Buys elsewhere"}
    given |= {"starts_on": datetime.date(2025, 11, 1), "recorded_by": kw.get("recorded_by") or make_user()}
    return ServiceNotBought.objects.create(**given | {"recorded_at": clock.now()} | kw)


def make_question(recommendation: Recommendation | None = None, **kw: Any) -> ReturnRequest:
    """A question that no school was asked yet."""
    recommendation = recommendation or make_recommendation(control="school-decides")
    given = {"question": "Has the school agreed a policy?", "among": "all", "due_on": datetime.date(2030, 1, 1)}
    given |= {"asked_by": kw.get("asked_by") or make_user(), "asked_at": clock.now(), "token": uuid.uuid4()}
    return ReturnRequest.objects.create(recommendation=recommendation, **given | kw)


def make_request(recommendation: Recommendation | None = None, *schools: School, **kw: Any) -> ReturnRequest:
    """A question to these schools, or to one of the council's."""
    made = make_question(recommendation, **kw)
    for school in schools or (make_school(council=made.recommendation.review.council),):
        AskedSchool.objects.create(request=made, school=school)
    return made


def make_return(asked: AskedSchool | None = None, **kw: Any) -> SchoolReturn:
    """What a school answered, standing."""
    asked = asked or make_request().schools.get()
    given = {"answer": "yes", "by": kw.get("by") or make_user(), "at": clock.now(), "token": uuid.uuid4()}
    made = SchoolReturn.objects.create(asked=asked, **given | kw)
    asked.latest = made
    asked.save()
    return made


def make_full_plan(rows: int, **kw: Any) -> ScrutinyReview:
    """A plan of so many recommendations, each with two teams, actions, milestones, measures and dates."""
    review = make_review(**kw)
    for _ in range(rows):
        row = make_recommendation(review=review, teams=["SES", "Press"])
        action = Action.objects.create(recommendation=row, position=1, text="Do it")
        Action.objects.create(recommendation=row, position=2, text="Do it again")
        make_date(action=action)
        make_milestone((None, datetime.date(2020, 3, 31)), recommendation=row)
        make_milestone((datetime.date(2090, 1, 1), datetime.date(2090, 1, 31)), recommendation=row)
        make_date(measure=OutcomeMeasure.objects.create(recommendation=row, position=1, text="It is done"))
        make_date(recommendation=row)
    return review


def make_read_preview(council: Council, by: User, text: str = PLAN) -> Preview:
    """A document that was sent and has been read."""
    content = text.encode()
    preview = send_plan(council=council, name="plan.txt", content=io.BytesIO(content), size=len(content), by=by)
    reading.read(str(preview.pk))
    preview.refresh_from_db()
    return preview
