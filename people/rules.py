"""The words people are described by. The database stores the short word, pages show the label."""

import datetime
from decimal import Decimal
from enum import StrEnum


class Refused(Exception):
    """Something that may not be done as asked. Its text is the sentence the person reads."""


class Phase(StrEnum):
    """Phases of education, as GIAS names them."""

    NURSERY = "nursery"
    PRIMARY = "primary"
    MIDDLE = "middle"
    SECONDARY = "secondary"
    POST_16 = "post-16"
    ALL_THROUGH = "all-through"
    NOT_APPLICABLE = "not-applicable"


PHASE_LABELS = {
    Phase.NURSERY: "Nursery",
    Phase.PRIMARY: "Primary",
    Phase.MIDDLE: "Middle",
    Phase.SECONDARY: "Secondary",
    Phase.POST_16: "16 plus",
    Phase.ALL_THROUGH: "All-through",
    Phase.NOT_APPLICABLE: "Not applicable",
}


class SchoolStatus(StrEnum):
    """Whether a school is open, as GIAS says."""

    OPEN = "open"
    CLOSING = "closing"
    PROPOSED = "proposed"
    CLOSED = "closed"


SCHOOL_STATUS_LABELS = {
    SchoolStatus.OPEN: "Open",
    SchoolStatus.CLOSING: "Open, but proposed to close",
    SchoolStatus.PROPOSED: "Proposed to open",
    SchoolStatus.CLOSED: "Closed",
}


class BodyKind(StrEnum):
    """The sorts of body that meet and decide."""

    GOVERNING_BOARD = "governing-board"
    TRUST_BOARD = "trust-board"
    COMMITTEE = "committee"
    SCRUTINY_PANEL = "scrutiny-panel"
    COUNCIL_BOARD = "council-board"
    PARTNERSHIP = "partnership"


BODY_KIND_LABELS = {
    BodyKind.GOVERNING_BOARD: "Governing board",
    BodyKind.TRUST_BOARD: "Trust board",
    BodyKind.COMMITTEE: "Committee",
    BodyKind.SCRUTINY_PANEL: "Scrutiny panel",
    BodyKind.COUNCIL_BOARD: "Council board",
    BodyKind.PARTNERSHIP: "Partnership",
}


class MeetingStatus(StrEnum):
    """What became of a meeting."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


MEETING_STATUS_LABELS = {
    MeetingStatus.PLANNED: "Planned",
    MeetingStatus.HELD: "Held",
    MeetingStatus.CANCELLED: "Cancelled",
}


class GovernorCategory(StrEnum):
    """How a governor, or a member of a council's panel, came to the place they hold."""

    PARENT = "parent"
    STAFF = "staff"
    LOCAL_AUTHORITY = "local-authority"
    CO_OPTED = "co-opted"
    FOUNDATION = "foundation"
    EX_OFFICIO = "ex-officio"
    COUNCILLOR = "councillor"


GOVERNOR_CATEGORY_LABELS = {
    GovernorCategory.PARENT: "Parent governor",
    GovernorCategory.STAFF: "Staff governor",
    GovernorCategory.LOCAL_AUTHORITY: "Local authority governor",
    GovernorCategory.CO_OPTED: "Co-opted governor",
    GovernorCategory.FOUNDATION: "Foundation governor",
    GovernorCategory.EX_OFFICIO: "Ex officio governor",
    GovernorCategory.COUNCILLOR: "Councillor",
}
ON_BOARDS = tuple(category for category in GovernorCategory if category is not GovernorCategory.COUNCILLOR)
"""The categories of which a board has a number of places; a panel's councillors are counted nowhere."""


class Contract(StrEnum):
    """How somebody is employed."""

    PERMANENT = "permanent"
    FIXED_TERM = "fixed-term"
    TEMPORARY = "temporary"
    AGENCY = "agency"


CONTRACT_LABELS = {
    Contract.PERMANENT: "Permanent",
    Contract.FIXED_TERM: "Fixed term",
    Contract.TEMPORARY: "Temporary",
    Contract.AGENCY: "Through an agency",
}


def hours(fte: Decimal | None) -> str:
    """How much somebody works, in words; nothing where it is not given."""
    if fte is None:
        return ""
    return "full time" if fte == 1 else f"{fte.normalize():f} of full time"


class Office(StrEnum):
    """An office a governor holds beside their place."""

    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"


OFFICE_LABELS = {Office.CHAIR: "Chair", Office.VICE_CHAIR: "Vice-chair"}


FAR = 2
"""How many years from today a meeting may be before its day is asked for again."""


def is_far(on: datetime.date, today: datetime.date) -> bool:
    """Whether a day is so many years from today that it is more likely a slip of the hand than a meeting."""
    return abs((on.year - today.year) * 372 + (on.month - today.month) * 31 + on.day - today.day) > FAR * 372


def change_refusal(status: str) -> str | None:
    """Why a meeting can be neither cancelled nor put on another day, or None. One that adopted something was held."""
    if status == MeetingStatus.HELD:
        return "This meeting was held, so it stays in the calendar as it is."
    if status == MeetingStatus.CANCELLED:
        return "This meeting was cancelled. Plan it again if it takes place after all."
    return None


def meeting_refusal(*, on: datetime.date, today: datetime.date, held: bool) -> str | None:
    """Why a meeting on this day cannot be recorded as asked, or None."""
    if held and on > today:
        return "This meeting is in the future. Record what it decided after it has been held."
    return None


DRAFT_MINUTE = "draft until the minutes are confirmed"
"""What is said of a reference to minutes that were not approved yet."""


def minutes_refusal(
    *, status: str, on: datetime.date, approving_on: datetime.date, approving_status: str, same_body: bool
) -> str | None:
    """Why a meeting's minutes cannot have been approved at another meeting, or None."""
    if status != MeetingStatus.HELD:
        return "Record first that this meeting was held. Then its minutes can be approved."
    if not same_body or approving_on <= on:
        return "Choose a later meeting of the same body: minutes are approved at the next one."
    if approving_status == MeetingStatus.CANCELLED:
        return "That meeting was cancelled. Choose the meeting at which the minutes were approved."
    return None


ENDING_SOON = datetime.timedelta(days=365)
"""How long before its last day a term of office is shown as ending."""


def is_ending(ends_on: datetime.date | None, today: datetime.date) -> bool:
    """Whether a term of office that is running ends within a year."""
    return ends_on is not None and today <= ends_on <= today + ENDING_SOON


def term_refusal(*, starts_on: datetime.date, ends_on: datetime.date | None) -> str | None:
    """Why a term of office cannot run between these days, or None."""
    if ends_on is not None and ends_on < starts_on:
        return "The last day is before the first. Correct one of them."
    return None
