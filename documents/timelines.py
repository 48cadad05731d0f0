"""Windows of time under one another: a picture of when things are due. Pure; see `documents.charts`."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from documents.charts import TEXT, WIDTH, Chart, cut, looks_of, specification


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a picture of time: what holds now from day to day, and what was first agreed where that was other.

    No first day: from the picture's own first day on. No last day: to its end. cells: what its table says behind
    its name.
    """

    name: str
    now: tuple[datetime.date | None, datetime.date | None]
    first: tuple[datetime.date | None, datetime.date | None] | None = None
    cells: tuple[str, ...] = ()


def windows(
    *, title: str, sentence: str, bars: Sequence[Bar], since: datetime.date, today: datetime.date, head: Sequence[str]
) -> Chart:
    """Windows of time under one another, with a line for today; under a bar that moved, the one it was at first.

    since: where bars begin that name no first day. head: the heads of the table's columns.
    """
    days = [day for bar in bars for pair in (bar.now, bar.first or ()) for day in pair if day is not None]
    start = min([since, today, *days])
    end = max([today, *days]) + datetime.timedelta(days=14)
    values, names = [], []
    for place, bar in enumerate(bars):
        names.append({"row": place, "name": cut(bar.name), "from": start.isoformat()})
        for kind, pair in (("Now", bar.now), ("First agreed", bar.first)):
            if pair is not None and any(pair):
                # A bar ends with its last day, and one of a day can be seen.
                last = (pair[1] or end - datetime.timedelta(days=1)) + datetime.timedelta(days=1)
                values.append(
                    {"row": place, "kind": kind, "from": (pair[0] or start).isoformat(), "to": last.isoformat()}
                )
    looks = looks_of(("Now", "First agreed"))
    x = {
        "type": "temporal",
        "scale": {"type": "utc", "domain": [start.isoformat(), end.isoformat()]},
        "axis": {"format": "%b %Y", "tickCount": 3, "labelOverlap": "greedy", "grid": False},
    }
    y = {"field": "row", "type": "ordinal", "axis": None, "scale": {"domain": [*range(len(bars))], "padding": 0}}
    shown = [kind for kind in looks if any(value["kind"] == kind for value in values)]
    colour = {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": shown, "range": [looks[kind] for kind in shown]},
        "legend": {"columns": 2},
    }
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": [{"day": today.isoformat()}]},
            "mark": {"type": "rule", "stroke": TEXT, "strokeWidth": 2, "strokeDash": [6, 4]},
            "encoding": {"x": {"field": "day", **x}},
        },
    ]
    layers += [
        {
            "data": {"values": [value for value in values if value["kind"] == kind]},
            "mark": {
                "type": "bar",
                "height": 10,
                "yOffset": offset,
                "stroke": TEXT,
                "strokeWidth": 1,
                "minBandSize": 2,
            },
            "encoding": {"x": {"field": "from", **x}, "x2": {"field": "to"}, "y": y, "color": colour},
        }
        for kind, offset in (("Now", 4), ("First agreed", 16))
        if kind in shown
    ]
    layers += [
        {
            "data": {"values": names},
            "mark": {"type": "text", "align": "left", "dy": -14, "limit": WIDTH},
            "encoding": {"x": {"field": "from", **x}, "y": y, "text": {"field": "name", "type": "nominal"}},
        },
    ]
    table = tuple((bar.name, *bar.cells) for bar in bars)
    return Chart(title, sentence, tuple(head), table, specification(layers, height=52 * max(1, len(bars))))
