"""The pages of meetings, below `meetings/` of a school or council: name, address, what it takes, view."""

from typing import Any

from people.access.roles import Permission
from succession.meetings import calendar, views

_READ, _EDIT = Permission.MEETING_READ, Permission.MEETING_EDIT
_MEETING, _ITEM = "<int:meeting_id>/", "<int:meeting_id>/items/<int:item_id>/"

PAGES: tuple[tuple[str, str, Permission, Any], ...] = (
    ("meeting-new", "new/", _EDIT, calendar.meeting_new),
    ("meeting-move", f"{_MEETING}move/", _EDIT, calendar.meeting_move),
    ("meeting-cancel", f"{_MEETING}cancel/", _EDIT, calendar.meeting_cancel),
    ("meeting", _MEETING, _READ, views.meeting),
    ("meeting-confidential", f"{_MEETING}confidential/", _READ, views.meeting_confidential),
    ("meeting-paper", f"{_MEETING}papers/<int:paper_id>/", _READ, views.meeting_paper),
    ("meeting-item-new", f"{_MEETING}items/new/", _EDIT, views.item_new),
    ("meeting-issue", f"{_MEETING}issue/", _EDIT, views.issue),
    ("meeting-minutes", f"{_MEETING}minutes/", _EDIT, views.minutes),
    ("meeting-item", _ITEM, _EDIT, views.item),
    ("meeting-item-move", f"{_ITEM}move/", _EDIT, views.item_move),
    ("meeting-item-remove", f"{_ITEM}remove/", _EDIT, views.item_remove),
    ("meeting-item-decide", f"{_ITEM}decide/", _EDIT, views.item_decide),
    ("meeting-paper-add", f"{_ITEM}papers/", _EDIT, views.paper_add),
    ("meeting-paper-remove", f"{_ITEM}papers/<int:paper_id>/remove/", _EDIT, views.paper_remove),
)
