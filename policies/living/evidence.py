"""What evidence for a commitment may be, what it also counts for, and how quiet a commitment is. Pure."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from people.calendar import quiet_terms
from policies.document import Refused

LONGEST_LINE = 300
LONGEST_REASON = 300
NO_PUPIL = "Name no pupil: say how many."


class Channel(StrEnum):
    """What else a line of evidence counts for, beside the policy itself."""

    SELF_EVALUATION = "self-evaluation"
    INVESTORS = "investors"
    PERSONNEL = "personnel"
    IMPROVEMENT = "improvement"


CHANNEL_LABELS = {
    Channel.SELF_EVALUATION: "Self-evaluation (SEF)",
    Channel.INVESTORS: "Investors in People (IIP)",
    Channel.PERSONNEL: "Personnel Committee",
    Channel.IMPROVEMENT: "School improvement plan",
}
FEEDS = {
    Channel.SELF_EVALUATION: "the self-evaluation",
    Channel.INVESTORS: "the Investors in People assessment",
    Channel.PERSONNEL: "the next report to the Personnel Committee",
    Channel.IMPROVEMENT: "the school improvement plan",
}


def feeds(channels: list[str]) -> str:
    """What a line of evidence is for, as the words after "It counts for": the policy always, then what was ticked."""
    named = ["the policy", *(FEEDS[Channel(channel)] for channel in Channel if channel.value in channels)]
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def in_order(channels: list[str]) -> list[str]:
    """The same channels, each once, in the order in which they are always shown."""
    return [channel.value for channel in Channel if channel.value in channels]


@dataclass(frozen=True, slots=True)
class Quiet:
    """How long nothing was done for a commitment that anybody wrote down.

    last: the day of the latest evidence, if any. terms: whole terms since then or, without any, since it took effect.
    """

    last: datetime.date | None
    terms: int

    @property
    def is_quiet(self) -> bool:
        """Whether a whole term or more passed."""
        return self.terms > 0

    @property
    def words(self) -> str:
        """How it is said beside the commitment."""
        if self.terms:
            return f"Quiet for {self.terms} term{'' if self.terms == 1 else 's'}"
        return f"Last evidenced {self.last:%-d %B %Y}" if self.last else "No evidence yet"


def quiet(*, last: datetime.date | None, in_force_from: datetime.date, today: datetime.date) -> Quiet:
    """How quiet a commitment is today."""
    return Quiet(last, quiet_terms(max(last or in_force_from, in_force_from), today))


def check_line(line: str) -> None:
    """Refuse evidence without words, or more than a line."""
    if not line.strip():
        raise Refused("Say in one line what was done.")
    if len(line.strip()) > LONGEST_LINE:
        raise Refused(f"Shorten this to {LONGEST_LINE} characters: it has {len(line.strip()):,}.")


def check_day(on: datetime.date, *, in_force_from: datetime.date, today: datetime.date) -> None:
    """Refuse a day to come, and one more than a year before the school bound itself."""
    if on > today:
        raise Refused("That day is still to come. Enter the day it was done, today at the latest.")
    if on < in_force_from - datetime.timedelta(days=366):
        raise Refused(
            f"The commitment has held since {in_force_from:%-d %B %Y}. Enter a day at most a year before that."
        )


def check_withdrawal(reason: str) -> None:
    """Refuse to withdraw evidence without saying why."""
    if not reason.strip():
        raise Refused("Say why it is withdrawn, in a sentence. The evidence stays, with your reason.")
