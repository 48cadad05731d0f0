"""The weekly letter, written when it is sent: for whoever may still have it, of what is due then."""

from django.conf import settings

from actionplan.digests import queries, rules
from core import clock
from core.addresses import public_address
from core.mailing import Written
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council
from people.queries import person_of


def digest(about: str) -> Written | None:
    """To somebody in a team, while something of theirs is late or due. about: the keys of council and person, a day."""
    key, reader, _week = about.split(":")
    council, user = Council.objects.filter(pk=int(key)).first(), person_of(int(reader))
    if council is None or user is None or not user.is_active or not allows(user, Permission.PLAN_UPDATE, council):
        return None
    lines = [] if queries.is_stopped(user, council) else queries.lines_for(user, council, clock.today())
    if not lines:
        return None
    ours = public_address("actionplan:ours", code=council.code)
    words = rules.body(lines, council=council.name, ours=ours, stop=f"{ours}#letter")
    return Written(
        user.email, rules.subject(lines, council.name), f"{words}\n\nSuccession, {settings.PUBLIC_ADDRESS}\n"
    )
