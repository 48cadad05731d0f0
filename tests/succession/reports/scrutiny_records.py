"""Plans of a progress report as tests make them: by hand, and drawn by Hypothesis."""

import datetime
from typing import Any

from hypothesis import strategies as st

from actionplan.rules import Delivery, MeasureKind, Progress, Response, Window, date_state
from succession.reports.scrutiny.record import Asked, Doing, Measure, Plan, Record, Said, Step, WrittenDate

DAY = datetime.date(2026, 6, 1)
_WORDS = st.sampled_from(
    ["Write a policy", "Ask every school", "Train twelve coaches", "Étudier la “relève”", "x" * 200]
)
_DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))


def written(words: str, latest: datetime.date | None, earliest: datetime.date | None = None) -> WrittenDate:
    return WrittenDate(words=words, earliest=earliest, latest=latest, reading="")


def step(key: int, *dates: WrittenDate, on: datetime.date = DAY, **kw: Any) -> Step:
    """A milestone in the state that its dates give it on a day."""
    windows = [Window(date.earliest, date.latest) for date in dates]
    given: dict[str, Any] = {"text": f"Step {key}", "done_on": None, "updates": 0, "latest": None}
    given |= kw
    return Step(key=key, dates=dates, state=date_state(windows, on, given["done_on"]), **given)


def said(on: datetime.date, words: str = "Begun.", progress: Progress = Progress.UNDER_WAY) -> Said:
    return Said(on=on, progress=progress, words=words, by="Rosalind Achebe")


def asked(key: int, *steps: Step, **kw: Any) -> Asked:
    given: dict[str, Any] = {
        "name": str(key),
        "text": f"That thing {key} be done.",
        "response": Response.ACCEPTED,
        "reason": "",
        "decider": "Cabinet",
        "answered_on": None,
        "unknown": "",
        "owners": ("SIS",),
        "actions": (Doing(key * 100, "Do it", Delivery.NOT_RECORDED),),
        "measures": (Measure(key * 100, "Every school has one", MeasureKind.OUTCOME, only_watched=False),),
    }
    return Asked(key=key, steps=steps, **given | kw)


def record(*every: Asked, as_at: datetime.date = DAY) -> Record:
    return Record(as_at=as_at, plans=(Plan(1, "Who will lead?", every),), limits=())


@st.composite
def steps(draw: st.DrawFn, key: int, as_at: datetime.date) -> Step:
    dates = draw(st.lists(st.tuples(st.none() | _DAYS, st.none() | _DAYS), max_size=2))
    windows = [(min(one, other), max(one, other)) if one and other else (one, other) for one, other in dates]
    latest = draw(st.none() | st.builds(said, st.dates(datetime.date(2025, 1, 1), as_at), _WORDS))
    return step(
        key,
        *(written(f"by {last}", last, first) for first, last in windows),
        on=as_at,
        text=draw(_WORDS),
        done_on=draw(st.none() | st.none() | st.dates(datetime.date(2025, 1, 1), as_at)),
        updates=draw(st.integers(1, 5)) if latest else 0,
        latest=latest,
    )


@st.composite
def every_asked(draw: st.DrawFn, key: int, as_at: datetime.date) -> Asked:
    response = draw(st.sampled_from(Response))
    own = range(key * 10, key * 10 + draw(st.integers(0, 3)))
    return asked(
        key,
        *(draw(steps(one, as_at)) for one in own),
        text=draw(_WORDS),
        response=response,
        reason="No money." if response in {Response.PARTLY, Response.DECLINED} else "",
        owners=tuple(draw(st.lists(st.sampled_from(["SIS", "Comms"]), max_size=2, unique=True))),
        actions=tuple(Doing(one, draw(_WORDS), Delivery.NOT_RECORDED) for one in own[: draw(st.integers(0, 3))]),
        measures=tuple(
            Measure(one, draw(_WORDS), MeasureKind.NOT_RECORDED, draw(st.booleans()))
            for one in own[: draw(st.integers(0, 2))]
        ),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    as_at = draw(_DAYS)
    keys = draw(st.lists(st.integers(1, 8), max_size=6, unique=True))
    return record(*(draw(every_asked(key, as_at)) for key in sorted(keys)), as_at=as_at)
