"""Whose a recommendation is: teams that own it, what a team hands back, and what an officer answers."""

import uuid
from collections.abc import Collection, Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from actionplan.actions.holding import held
from actionplan.models import HandBack, Milestone, Recommendation, Team
from actionplan.owning import rules
from actionplan.owning.queries import officers_of, owners_token
from actionplan.queries import teams_of_member
from actionplan.rules import Refused
from core import clock, conflicts, mail
from people.access.guards import require
from people.access.roles import Permission
from people.models import Council, User

HANDED_BACK, ANSWERED = "actionplan.handed-back", "actionplan.hand-back-answered"


@transaction.atomic
def add_team(*, council: Council, code: str, name: str, by: User) -> Team:
    """Add a team that no paper names. Raises Refused where the council has one of that code."""
    require(by, Permission.PLAN_EDIT, council)
    rules.check_code(code)
    team = Team(council=council, code=code.strip(), name=name.strip())
    try:
        team.full_clean()
    except ValidationError as invalid:
        if Team.objects.filter(council=council, code__iexact=team.code).exists():
            raise Refused(f"There is a team called {team.code} already.", field="code") from invalid
        raise Refused("Enter what the papers call the team, like SIS: “N/A” is nobody.", field="code") from invalid
    team.save()
    return team


@transaction.atomic
def set_owners(*, recommendation: Recommendation, teams: Collection[Team], opened_on: str, by: User) -> Recommendation:
    """Say which teams own a recommendation. What a team handed back that owns it no more is answered by that.

    opened_on: the `owners_token` the form was opened on. Raises conflicts.Conflict when somebody gave it to others.
    """
    locked = held(Recommendation.objects, recommendation.pk)
    require(by, Permission.PLAN_EDIT, locked.review.council)
    conflicts.check(opened_on=opened_on, now=owners_token(locked))
    check_teams(teams, locked.review.council_id)
    keep_owners([locked], {locked.pk: {team.pk for team in teams}}, author=by)
    return locked


def check_teams(teams: Collection[Team], council: int) -> None:
    """Raise Refused unless all of these teams are the council's own."""
    if any(team.council_id != council for team in teams):
        raise Refused("Choose teams of this council.", field="teams")


def keep_owners(
    recommendations: Collection[Recommendation], teams: Mapping[int, Collection[int]], *, author: User
) -> None:
    """Let teams own recommendations and no others do, by their keys. For actions that hold the recommendations.

    What a team handed back that owns it no more is answered by that. Four statements, and two for each such answer.
    """
    owning = Recommendation.teams.through
    own = {(row.recommendation_id, row.team_id): row.pk for row in owning.objects.filter(recommendation__in=teams)}
    wanted = {(key, team) for key, those in teams.items() for team in those}
    owning.objects.filter(pk__in=[pk for pair, pk in own.items() if pair not in wanted]).delete()
    missing = sorted(wanted - own.keys())
    owning.objects.bulk_create(owning(recommendation_id=key, team_id=team) for key, team in missing)
    waiting = HandBack.objects.open().filter(recommendation__in=recommendations).select_for_update(of=["self"])
    for handed in waiting:
        if handed.team_id not in teams[handed.recommendation_id]:
            _answer(handed, answer=rules.Answer.GIVEN, to=None, reply="", by=author)


@transaction.atomic
def hand_back(
    *,
    recommendation: Recommendation,
    milestone: Milestone | None,
    team: Team,
    reason: str,
    token: uuid.UUID,
    by: User,
) -> HandBack:
    """Say that something is not the team's, and why. The officers get a letter; until one answers, it stays theirs.

    Sent twice, and while it waits already, it is handed back once. Raises PermissionDenied for whoever is not in the
    team, Refused where the team does not own it or no reason is given.
    """
    locked = held(Recommendation.objects, recommendation.pk)
    council = locked.review.council
    require(by, Permission.PLAN_UPDATE, council)
    if team.pk not in {own.pk for own in teams_of_member(by, council)}:
        raise PermissionDenied("You are not in this team, so you cannot hand back what is its own.")
    rules.check_reason(reason)
    there = HandBack.objects.filter(token=token, by=by, recommendation=locked).first()
    there = there or HandBack.objects.open().filter(recommendation=locked, team=team).first()
    if there is not None:
        return there
    rules.check_owned(team.pk, [owner.pk for owner in locked.teams.all()])
    if milestone is not None and milestone.recommendation_id != locked.pk:
        raise Refused("Choose a milestone of this recommendation.")
    made = HandBack(
        recommendation=locked,
        milestone=milestone,
        team=team,
        reason=reason.strip(),
        by=by,
        at=clock.now(),
        token=token,
    )
    made.full_clean()
    made.save()
    for officer in officers_of(council, clock.today()):
        mail.post(kind=HANDED_BACK, about=f"{made.pk}:{officer.pk}")
    return made


@transaction.atomic
def answer_hand_back(
    *, handed: HandBack, answer: rules.Answer, to: Team | None, reply: str, opened_on: str, by: User
) -> HandBack:
    """Give it to another team, let another own it as well, or send it back with a reply. Whoever asked gets a letter.

    opened_on: the `answer_token` the form was opened on. Raises conflicts.Conflict when somebody answered otherwise,
    Refused where the answer names no other team of the council, or sends back without a word.
    """
    recommendation = held(Recommendation.objects, handed.recommendation_id)
    require(by, Permission.PLAN_EDIT, recommendation.review.council)
    locked = held(HandBack.objects, handed.pk)
    given = None if answer == rules.Answer.RETURNED else to
    said = (answer.value, given.pk if given else None, reply.strip())
    if said == (locked.answer, locked.given_to_id, locked.reply):
        return locked
    conflicts.check(opened_on=opened_on, now=locked.answer_token)
    if locked.answered_at is not None:
        raise Refused("This was answered already.")
    is_other = given is not None and given.pk != locked.team_id
    rules.check_answer(answer, has_team=given is not None, is_other=is_other, reply=reply)
    if given is not None:
        if given.council_id != recommendation.review.council_id:
            raise Refused("Choose a team of this council.", field="team")
        recommendation.teams.add(given)
        if answer == rules.Answer.GIVEN:
            recommendation.teams.remove(locked.team_id)
    return _answer(locked, answer=answer, to=given, reply=reply.strip(), by=by)


def _answer(handed: HandBack, *, answer: rules.Answer, to: Team | None, reply: str, by: User) -> HandBack:
    handed.answer, handed.given_to, handed.reply = answer.value, to, reply
    handed.answered_by, handed.answered_at = by, clock.now()
    handed.full_clean()
    handed.save()
    mail.post(kind=ANSWERED, about=str(handed.pk))
    return handed
