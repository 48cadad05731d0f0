"""Who is in a team, and what it is called in full."""

from django.db import transaction

from actionplan.models import Team, TeamMember
from actionplan.rules import Refused
from core import clock, conflicts
from people.access.guards import allows, require
from people.access.roles import Permission
from people.models import User


@transaction.atomic
def name_team(*, team: Team, name: str, opened_on: str, by: User) -> Team:
    """Say what the code of a team stands for; an empty name takes it back. The code stays as the papers have it.

    opened_on: the team's `naming_token`. Raises conflicts.Conflict when somebody named it otherwise meanwhile.
    """
    require(by, Permission.PLAN_EDIT, team.council)
    locked = Team.objects.select_for_update(of=["self"]).select_related("council").get(pk=team.pk)
    if locked.name == name.strip():
        return locked
    conflicts.check(opened_on=opened_on, now=locked.naming_token)
    locked.name = name.strip()
    locked.full_clean()
    locked.save(update_fields=["name"])
    return locked


@transaction.atomic
def add_team_member(*, team: Team, email: str, by: User) -> TeamMember:
    """Put an action owner of the council in a team. Somebody who is in it already stays in it.

    Raises Refused when nobody with this address may update the council's plans: whether the address has an account
    somewhere else is nobody's business.
    """
    require(by, Permission.PLAN_EDIT, team.council)
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None or not allows(user, Permission.PLAN_UPDATE, team.council):
        raise Refused(
            f"Nobody with this address is an action owner at {team.council}. Check the address, "
            "or ask your administrator to give them the role first."
        )
    added = {"added_by": by, "added_at": clock.now()}
    member, _ = TeamMember.objects.get_or_create(team=team, user=user, defaults=added)
    return member


@transaction.atomic
def remove_team_member(*, member: TeamMember, by: User) -> None:
    """Take a person out of a team. What they wrote stays."""
    require(by, Permission.PLAN_EDIT, member.team.council)
    member.delete()
