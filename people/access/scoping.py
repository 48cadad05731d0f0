"""Which rows a person can see: `visible_to(user)` and `reaching(user, permission)` on every scoped model.

A model states once how its rows lead to their organisation, in `scope = Scope(...)`. Rows of an organisation where the
person holds no role that grants the permission are not in the queryset at all, so that a page answers 404.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from people.access.roles import Permission, Reach, Role, reach_of

if TYPE_CHECKING:
    from people.models import User

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Holding:
    """One role a person holds today, with the organisations it leads to."""

    role: Role
    school_id: int | None
    trust_id: int | None
    council_id: int | None
    # The council above: of the school where the role is held, or of the trust's schools.
    councils_above: frozenset[int]
    # Whether the membership is marked as an administrator's.
    is_marked: bool = False
    # Whether the school where it is held has no clerk today.
    is_in_stead: bool = False

    def reach(self, permission: Permission) -> Reach | None:
        """How far this role's grant of `permission` goes; None where it has none."""
        return reach_of(self.role, permission, is_marked=self.is_marked, is_in_stead=self.is_in_stead)


@dataclass(frozen=True, slots=True)
class Scope:
    """How a model's rows lead to their organisation.

    read: the permission that makes a row visible.
    schools, councils, trusts: lookup paths to School, Council and Trust; "" means the row is one itself, None that
    rows of the model never belong to one.
    many: whether a path crosses a many-to-many, so that a row could be met twice.
    """

    read: Permission
    schools: str | None = None
    councils: str | None = None
    trusts: str | None = None
    many: bool = False

    def matching(self, holdings: Iterable[Holding], permission: Permission) -> Q:
        """The condition for rows of organisations where one of these holdings grants `permission`."""
        reaches = [(holding, holding.reach(permission)) for holding in holdings]
        own = [holding for holding, reach in reaches if reach in {Reach.OWN, Reach.WITHIN}]
        below = [holding for holding, reach in reaches if reach in {Reach.BELOW, Reach.WITHIN}]
        above = [holding for holding, reach in reaches if reach is Reach.ABOVE]
        conditions: list[Q | None] = []
        if self.schools is not None:
            conditions += [
                _any(self.schools, "pk", {h.school_id for h in own}),
                _any(self.schools, "council_id", {h.council_id for h in below}),
                _any(self.schools, "trust_id", {h.trust_id for h in below}),
            ]
        if self.councils is not None:
            councils = {h.council_id for h in own} | {council for h in above for council in h.councils_above}
            conditions.append(_any(self.councils, "pk", councils))
        if self.trusts is not None:
            conditions.append(_any(self.trusts, "pk", {h.trust_id for h in own} | {h.trust_id for h in below}))
        found = [condition for condition in conditions if condition is not None]
        return reduce(or_, found) if found else Q(pk__in=[])


def _any(path: str, field: str, ids: set[int | None]) -> Q | None:
    """Rows whose `field` at the end of `path` is one of `ids`; None where there are none to look for."""
    known = sorted(i for i in ids if i is not None)
    if not known:
        return None
    return Q(**{f"{path}__{field}__in" if path else f"{field}__in": known})


class ScopedQuerySet(models.QuerySet[M]):
    """A queryset that knows whose rows are whose. Pages, forms and the admin start from `visible_to`."""

    def visible_to(self, user: "User") -> Self:
        """Rows this person may see."""
        return self.reaching(user, _scope_of(self.model).read)

    def reaching(self, user: "User", permission: Permission) -> Self:
        """Rows of the organisations where this person holds `permission`."""
        scope = _scope_of(self.model)
        found = self.filter(scope.matching(user.holdings, permission))
        return found.distinct() if scope.many else found


def _scope_of(model: Any) -> Scope:
    scope: Scope = model.scope
    return scope
