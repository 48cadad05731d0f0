"""Refusing an action: the first line of every action, and the boolean that hides its button."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from people.access.granting import grant_reach, kind_of
from people.access.roles import GRANTS, SECOND_STEP_ROLES, Permission, Reach, Role
from people.access.scoping import Holding

if TYPE_CHECKING:
    from people.models import Council, School, Trust, User


def allows(by: "User", permission: Permission, organisation: "School | Council | Trust") -> bool:
    """Whether this person holds `permission` at this organisation today."""
    return any(_arrives(holding, holding.reach(permission), organisation) for holding in by.holdings)


def require(by: "User", permission: Permission, organisation: "School | Council | Trust") -> None:
    """Stop unless this person holds `permission` at this organisation today.

    Raises PermissionDenied (a 403 page) with a sentence.
    """
    if not allows(by, permission, organisation):
        raise PermissionDenied(f"Your role at {organisation} does not include this.")


def require_any(by: "User", permission: Permission, organisations: "Iterable[School | Council | Trust]") -> None:
    """Stop unless this person holds `permission` at one of these organisations: a federation's board governs several.

    Raises PermissionDenied (a 403 page) with a sentence.
    """
    if not any(allows(by, permission, organisation) for organisation in organisations):
        raise PermissionDenied("Your role does not include this.")


def grantable(by: "User", organisation: "School | Council | Trust") -> frozenset[Role]:
    """The roles that this person may invite to, grant and end at this organisation today."""
    return frozenset(
        role
        for role in Role
        for holding in by.holdings
        if kind_of(role) == organisation._meta.model_name
        and _arrives(holding, grant_reach(holding.role, role, is_marked=holding.is_marked), organisation)
    )


def require_grant(by: "User", role: Role, organisation: "School | Council | Trust") -> None:
    """Stop unless this person may grant and end `role` at this organisation today.

    Raises PermissionDenied (a 403 page) with a sentence.
    """
    if role not in grantable(by, organisation):
        raise PermissionDenied(f"Your role does not include granting or ending this role at {organisation}.")


def asks_second_step(by: "User", organisation: "School | Council | Trust") -> bool:
    """Whether pages of this organisation ask this person for their second step.

    They do where any role that reaches it works with what is said of named people, or is held at a council.
    """
    return any(
        holding.role in SECOND_STEP_ROLES
        and any(_arrives(holding, holding.reach(one), organisation) for one in GRANTS[holding.role])
        for holding in by.holdings
    )


def must_have_second_step(by: "User") -> bool:
    """Whether this person can never switch their second step off."""
    return by.is_superuser or any(holding.role in SECOND_STEP_ROLES for holding in by.holdings)


def _arrives(holding: Holding, reach: Reach | None, organisation: "School | Council | Trust") -> bool:
    """Whether what is held, reaching so far, gets to this organisation."""
    kind = organisation._meta.model_name
    if reach in {Reach.OWN, Reach.WITHIN} and getattr(holding, f"{kind}_id") == organisation.pk:
        return True
    if reach in {Reach.BELOW, Reach.WITHIN} and kind == "school":
        above = {holding.council_id, holding.trust_id} - {None}
        return bool(above) and (
            _same(organisation.council_id, holding.council_id) or _same(organisation.trust_id, holding.trust_id)  # type: ignore[union-attr]
        )
    if reach is Reach.BELOW and kind == "trust":
        return _same(organisation.pk, holding.trust_id)
    if reach is Reach.ABOVE and kind == "council":
        return organisation.pk in holding.councils_above
    return False


def _same(one: int | None, other: int | None) -> bool:
    return one is not None and one == other
