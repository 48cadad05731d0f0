"""The letters to the members of a body about a meeting. Each says that there is something to see, and where.

Whoever has lost their place or their role meanwhile gets none. No title of an item stands in them.
"""

from collections.abc import Callable

from core import clock
from core.addresses import public_address
from core.mailing import Written
from people.models import Meeting, School, User
from people.rules import MeetingStatus
from succession.meetings import access
from succession.models import AgendaPaper


def issued(about: str) -> Written | None:
    """That agenda and papers can be read. about: the key of the meeting, a colon, the reader's."""
    return _to_member(
        about,
        "Agenda and papers: {meeting}",
        "The agenda and papers for the meeting of {meeting} are ready to read:",
        lambda meeting: meeting.status == MeetingStatus.PLANNED,
    )


def moved(about: str) -> Written | None:
    """That a meeting is on another day than its papers said."""
    return _to_member(
        about,
        "Moved: {meeting}",
        "A meeting whose papers you have was moved. It is now the meeting of {meeting}:",
        lambda meeting: meeting.status == MeetingStatus.PLANNED,
    )


def cancelled(about: str) -> Written | None:
    """That a meeting whose papers went out does not take place."""
    return _to_member(
        about,
        "Cancelled: {meeting}",
        "The meeting of {meeting} does not take place. Its papers can still be read:",
        lambda meeting: meeting.status == MeetingStatus.CANCELLED,
    )


def planned(about: str) -> Written | None:
    """That a meeting that was cancelled takes place after all."""
    return _to_member(
        about,
        "Takes place after all: {meeting}",
        "The meeting of {meeting}, which was cancelled, takes place after all. Agenda and papers:",
        lambda meeting: meeting.status == MeetingStatus.PLANNED,
    )


def late_paper(about: str) -> Written | None:
    """That a late paper was added, to whoever may know of its item. about: the paper's key, a colon, the reader's."""
    key, _, reader = about.partition(":")
    found = AgendaPaper.objects.select_related("item__meeting__body__council").filter(pk=int(key)).first()
    user = User.objects.filter(pk=int(reader), is_active=True).first()
    if found is None or user is None:
        return None
    if not access.may_know(access.standing_of(user, found.item.meeting, clock.today()), found.item):
        return None
    return _to_member(
        f"{found.item.meeting_id}:{reader}",
        "Late paper: {meeting}",
        "A late paper was added for the meeting of {meeting}:",
        lambda meeting: meeting.status == MeetingStatus.PLANNED,
    )


def _to_member(about: str, subject: str, words: str, still: Callable[[Meeting], bool]) -> Written | None:
    key, _, reader = about.partition(":")
    meeting = Meeting.objects.select_related("body__council").filter(pk=int(key)).first()
    user = User.objects.filter(pk=int(reader), is_active=True).first()
    if meeting is None or user is None or not still(meeting):
        return None
    if not access.is_told(user, meeting, clock.today()):
        return None
    said = {"meeting": str(meeting)}
    return Written(
        user.email, subject.format(**said), f"{words.format(**said)}\n\n{_address(user, meeting)}\n\nSuccession\n"
    )


def _address(user: User, meeting: Meeting) -> str:
    """The meeting's page, of a school where the reader may read of it."""
    places = [place for place in access.places_of(meeting) if access.reads_at(user, place)]
    place = places[0]
    if isinstance(place, School):
        return public_address("school-meeting", urn=place.urn, meeting_id=meeting.pk)
    return public_address("council-meeting", code=place.code, meeting_id=meeting.pk)
