"""Who may reset whose lost second step."""

from typing import TYPE_CHECKING

from people.access.granting import is_administrators
from people.access.roles import Role
from people.access.scoping import Holding

if TYPE_CHECKING:
    from people.models import Membership, User


def may_reset(by: "User", user: "User") -> bool:
    """Whether `by` is an administrator of a place where `user` holds a role, or runs the installation.

    A school's head, a trust's lead for the trust and its schools, a council's marked officer for the council and, in
    its schools, for heads and clerks. Whoever runs the installation answers for administrators and for their like.
    """
    if by.pk == user.pk:
        return False
    held = user.memberships_today
    if by.is_superuser:
        return user.is_superuser or any(administers_itself(one) for one in held)
    return any(answers_for(by, one) for one in held)


def answers_for(by: "User", membership: "Membership") -> bool:
    """Whether `by` is an administrator who looks after whoever holds this role."""
    return by.pk != membership.user_id and any(_answers_for(holding, membership) for holding in by.holdings)


def administers_itself(membership: "Membership") -> bool:
    """Whether this role makes somebody an administrator of where it is held."""
    return is_administrators(Role(membership.role), is_marked=membership.is_administrator)


def _answers_for(holding: Holding, membership: "Membership") -> bool:
    if not is_administrators(holding.role, is_marked=holding.is_marked):
        return False
    school = membership.school
    if holding.role is Role.HEAD:
        return school is not None and school.pk == holding.school_id
    if holding.role is Role.TRUST_LEAD:
        trust = membership.trust_id or (school.trust_id if school else None)
        return trust is not None and trust == holding.trust_id
    if membership.council_id is not None:
        return membership.council_id == holding.council_id
    return school is not None and school.council_id == holding.council_id and membership.role in {Role.HEAD, Role.CLERK}
