"""Whether an issued report still says what it said: its record is put together again and compared."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from people.models import User
from succession.models import Report, ReportToken
from succession.reports import rules, writing
from succession.reports.tokens import marks_in, salted


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of one report. erased: for each name that was erased the day on which it was.

    faults: what is otherwise than when it was issued, each in words; none for one that is intact.
    """

    report: Report
    erased: tuple[datetime.date, ...]
    faults: tuple[str, ...]

    @property
    def is_intact(self) -> bool:
        """Whether it says what it said."""
        return not self.faults

    @property
    def sentence(self) -> str:
        """ "intact, 2 names erased on 3 May 2027", or what is wrong with it."""
        if self.faults:
            return f"ALTERED: {'; '.join(self.faults)}"
        return ", ".join(["intact", *([rules.erasures_sentence(self.erased)] if self.erased else [])])


def verify(report: Report) -> Verified:
    """Look at one issued report."""
    tokens = list(report.tokens.select_related("staff", "term"))
    faults = [*_record_faults(report, tokens), *_token_faults(report, tokens)]
    return Verified(report, tuple(_erased(tokens)), tuple(faults))


def verify_all() -> Iterator[Verified]:
    """Look at every report that was issued, in the order of its making."""
    every = Report.objects.kept().select_related("body", "school", "council", "previous").order_by("pk")
    for report in every.iterator(chunk_size=100):
        yield verify(report)


def _record_faults(report: Report, tokens: Iterable[ReportToken]) -> Iterator[str]:
    found = writing.digest_of(report, [(one.token, one.part, one.digest) for one in tokens])
    if found != report.digest:
        yield "its record has another digest than the one it was issued with"
    later = Report.objects.kept().filter(previous=report)
    if any(one.data.get("previous_digest") != report.digest for one in later):
        yield "a later report was compared with another record than this one"


def _token_faults(report: Report, tokens: Iterable[ReportToken]) -> Iterator[str]:
    known = set()
    for token in tokens:
        known.add(token.token)
        if token.erased_on is None and salted(token.salt, token.content) != token.digest:
            yield "a name in it is another than the one it was issued with"
    if not marks_in(report.open_html) | marks_in(report.confidential_html) <= known:
        yield "a name in it is gone without having been erased"


def _erased(tokens: Iterable[ReportToken]) -> list[datetime.date]:
    """For each person whose name is gone the day: one who is named as staff and as governor is one person."""
    days: dict[object, datetime.date] = {}
    for token in tokens:
        if token.erased_on is not None:
            days[_person(token)] = max(token.erased_on, days.get(_person(token), token.erased_on))
    return sorted(days.values())


def _person(token: ReportToken) -> object:
    about = token.staff or token.term
    user: User | int | None = about.user_id if about is not None else token.user_id
    return user if user is not None else token.subject
