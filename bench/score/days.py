"""The windows of dates beside what a careful person reads in their words. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bench.score.verdicts import Mark, Verdict
from documents.dates import Context, read_line


def judge_dates(expressions: Iterable[Mapping[str, Any]]) -> Iterator[Mark]:
    """A mark for each line: right where it gives one date whose window is that, or another fair reading."""
    for wanted in expressions:
        context = wanted["context_year"]
        found = read_line(wanted["as_written"], Context.parse(context) if context else None)
        windows = [(date["earliest"], date["latest"]) for date in found["dates"]] or [(None, None)]
        asked = (wanted["earliest"], wanted["latest"])
        accept = [asked, *(tuple(other) for other in wanted.get("also_accept", ()))]
        if len(windows) == 1 and windows[0] in accept:
            verdict = Verdict.RIGHT
        elif asked == (None, None):
            verdict = Verdict.INVENTED
        else:
            verdict = Verdict.MISSED if windows == [(None, None)] else Verdict.WRONG
        yield Mark("date windows", verdict, wanted["as_written"], str(asked), str(windows))
