"""Who comes into the admin, and what they find there: the one place that the admin asks.

Whoever runs the installation finds its reference data, and no report. Whoever reads or prepares reports somewhere finds
those, and no reference data. Nobody is let in by a mark on their account.
"""

from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest

from people.access.guards import must_have_second_step
from people.access.roles import Permission

if TYPE_CHECKING:
    from people.models import Council, School, Trust, User


def holds(user: "User", permission: Permission) -> bool:
    """Whether this person holds `permission` anywhere today."""
    return any(holding.reach(permission) is not None for holding in user.holdings)


def may_enter(user: Any) -> bool:
    """Whether the admin has something for this person: anybody who signed in, or nobody."""
    if not (user.is_authenticated and user.is_active):
        return False
    return bool(user.is_superuser) or holds(user, Permission.REPORT_READ)


def asks_second_step(user: "User") -> bool:
    """Whether the admin opens to this person after their second step only: to a plain governor it opens without."""
    return must_have_second_step(user)


def asking(request: HttpRequest) -> "User":
    """Who asks for a page of the admin, which lets in nobody who is not signed in."""
    return cast("User", request.user)


def only_place(user: "User") -> "School | Council | Trust | None":
    """The place whose name and navigation stand on the admin's pages: the one where this person holds a role."""
    held = [one.school or one.council or one.trust for one in user.memberships_today]
    places = {(one._meta.model_name, one.pk): one for one in held if one is not None}
    return next(iter(places.values())) if len(places) == 1 and not user.is_superuser else None
