"""Who plans which posts: the headship and the board's own offices are the chair's, the others the school's."""

from people.access.roles import Permission
from people.planning.cover import BOARDS, Level


def planned_with(level: Level) -> Permission:
    """What somebody must hold to plan posts of this level."""
    return Permission.HEADSHIP_EDIT if level in BOARDS else Permission.POSTS_EDIT
