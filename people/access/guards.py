"""Refusing an action: the first line of every action, and the boolean that hides its button."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from people.access.roles import Permission, Reach
from people.access.scoping import Holding

if TYPE_CHECKING:
    from people.models import Council, School, Trust, User


def allows(by: "User", permission: Permission, organisation: "School | Council | Trust") -> bool:
    """Whether this person holds `permission` at this organisation today."""
    return any(_grants(holding, permission, organisation) for holding in by.holdings)


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


def _grants(holding: Holding, permission: Permission, organisation: "School | Council | Trust") -> bool:
    reach = holding.reach(permission)
    kind = organisation._meta.model_name
    if reach is Reach.OWN:
        return bool(getattr(holding, f"{kind}_id") == organisation.pk)
    if reach is Reach.BELOW and kind == "school":
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
