"""Who may invite to, grant and end which role where, and whose role makes them an administrator. Pure.

The table is the last row of DESIGN's "who may see what". A role that lets somebody decide about a school's papers is
granted by somebody else than those whose papers they are: a head names no clerk, chair or governor.
"""

from people.access.roles import MARKED, SCHOOL_ROLES, Permission, Reach, Role

R, OWN, BELOW = Role, Reach.OWN, Reach.BELOW

MAY_GRANT: dict[Role, dict[Role, Reach]] = {
    R.HEAD: {R.SCHOOL_LEAD: OWN, R.STAFF: OWN},
    R.CLERK: {R.GOVERNOR: OWN, R.CHAIR: OWN, R.VICE_CHAIR: OWN},
    R.TRUST_LEAD: {R.TRUST_LEAD: OWN, R.SCHOOL_LEAD: BELOW, R.STAFF: BELOW},
    # The officer who is marked as the council's administrator.
    R.OFFICER: {R.OFFICER: OWN, R.ACTION_OWNER: OWN, R.COUNCILLOR: OWN, R.HEAD: BELOW, R.CLERK: BELOW},
}
"""For each role that grants: the roles it grants, and how far from where it is held."""

ADMINISTRATORS: dict[str, Role] = {"school": R.HEAD, "trust": R.TRUST_LEAD, "council": R.OFFICER}
"""For each kind of organisation: the role of its administrators."""

SUCCESSORS: dict[str, frozenset[Role]] = {
    "school": frozenset({R.SCHOOL_LEAD, R.STAFF}),
    "trust": frozenset({R.HEAD}),
    "council": frozenset({R.OFFICER}),
}
"""For each kind of organisation: the roles from which a successor of its last administrator may be named."""

ON_A_BOARD = frozenset({R.GOVERNOR, R.CHAIR, R.VICE_CHAIR})
"""Roles that belong to a place on a governing board."""


def grant_reach(by: Role, role: Role, *, is_marked: bool) -> Reach | None:
    """How far from where `by` is held it grants `role`; None where it does not."""
    if (by, Permission.ROLES_GRANT) in MARKED and not is_marked:
        return None
    return MAY_GRANT.get(by, {}).get(role)


def is_administrators(role: Role, *, is_marked: bool) -> bool:
    """Whether this role is that of an administrator of the organisation where it is held."""
    return role in {R.HEAD, R.TRUST_LEAD} or (role is R.OFFICER and is_marked)


def kind_of(role: Role) -> str:
    """The kind of organisation where a role is held."""
    return "school" if role in SCHOOL_ROLES else "trust" if role is R.TRUST_LEAD else "council"
