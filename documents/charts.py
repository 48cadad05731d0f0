"""Charts: a sentence, a picture and a table of the same figures. Vega-Lite specifications and their SVG. Pure.

`bars` and `lines` make a `Chart`; `render` draws it. The same chart always gives the same SVG, byte for byte, which
stands as it is in a page and in a PDF: presentation attributes and no style, a `<title>` that says the sentence, the
product's own font. Marks differ by pattern, dash and shape, and by how dark they are, so that a grey print and a
reader who sees no colours lose nothing. Everything is laid out on a sheet 340 units wide, for that fits a telephone.

The first picture of a process takes half a second and each other about 0.04 s: draw in a job (`core.pictures`).
"""

import datetime
import hashlib
import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

import vl_convert
from fontTools.ttLib import TTFont

FONT = "Atkinson Hyperlegible Next, Paper, Paper Extended, sans-serif"
"""The product's font, by its name in pages and by its names on paper."""
_VERSION = "5.21"
"""Of Vega-Lite, of which vl-convert holds several: a new one may draw otherwise, so it is chosen here."""
_RENDERER = version("vl-convert-python")
WIDTH = 324
_LETTERS = 36
"""That fit into it in one line."""
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
TEXT = "#0b0c0c"
_LINE = "#505a5f"
_TAG, _ROLE = re.compile(r"<\w[^<>]*>"), re.compile(r' (role|aria-[a-z]+)="[^"]*"')
# How anything from outside could come in. Charts are made of their own figures alone.
_OUTSIDE = {"url", "href", "src", "image", "loader", "loadData"}


class OutsideData(Exception):
    """A specification asks for a file or an address: a chart holds its own figures."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How the marks of one state look: a colour and what is drawn on it, told apart in grey too."""

    colour: str
    drawn: str = ""
    dash: tuple[int, int] = (1, 0)
    shape: str = "circle"


INKS = (
    Ink("#12405c"),
    Ink("#ffffff", '<path d="M-2 2 2 -2M0 8 8 0M6 10 10 6" stroke="#12405c" stroke-width="2"/>', (8, 4), "square"),
    Ink("#8fb3c9", "", (2, 3), "triangle-up"),
    Ink("#ffffff", '<circle cx="4" cy="4" r="1.7" fill="#12405c"/>', (12, 3), "diamond"),
    Ink("#4f7d99", '<path d="M0 4H8" stroke="#ffffff" stroke-width="2"/>', (4, 4), "cross"),
    Ink("#ffffff", '<path d="M0 4H8M4 0V8" stroke="#505a5f" stroke-width="1"/>', (1, 3), "triangle-down"),
    Ink("#ffffff", "", (16, 4), "triangle-left"),
    Ink(
        "#d5dde2",
        '<path d="M0 0 8 8M-2 6 2 10M6 -2 10 2" stroke="#505a5f" stroke-width="1.5"/>',
        (10, 6),
        "triangle-right",
    ),
)
"""The looks, in the order in which states are given: dark and light take turns. A chart has no more states."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that can be drawn. rows: the table, of which each first cell names its row; head: the heads of columns.

    spec: the Vega-Lite specification as JSON, made of the figures of the table and of nothing else.
    """

    title: str
    sentence: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    spec: str

    @property
    def key(self) -> str:
        """The same for the same picture: what it shows, and what draws it."""
        drawn_by = f"{_RENDERER} {_VERSION} {FONT} {INKS}"
        return hashlib.sha256(f"{self.title}\x1f{self.sentence}\x1f{self.spec}\x1f{drawn_by}".encode()).hexdigest()

    @property
    def ident(self) -> str:
        """The id, in a page, of the title of the picture."""
        return f"chart-{self.key[:12]}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with its picture, for the tag `{% chart %}`; "" where nobody has drawn it yet."""

    chart: Chart
    svg: str


def draw(chart: Chart, *, fonts: Path) -> Drawn:
    """The chart with its picture. Slow, see above; as `render`."""
    return Drawn(chart, render(chart, fonts=fonts))


def bars(
    *,
    title: str,
    sentence: str,
    states: Sequence[str],
    rows: Mapping[str, Mapping[str, int]],
    of: str,
    longest: int = 0,
) -> Chart:
    """Horizontal bars, one for each row, divided by state.

    states: in their order, the same in every chart of the kind, so that each keeps its look; those that no row has are
    left out of the picture and stand in the table. rows: by name, how many of each state; a state that is not named
    is 0. of: what is counted, in the plural, the head of the first column. longest: the number that a bar of the whole
    width stands for, for charts that are to be held side by side; where a row has more, that row's.
    """
    _check_states(states)
    for name, counts in rows.items():
        if unknown := set(counts) - set(states):
            raise ValueError(f"{name} has states that the chart does not know: {', '.join(sorted(unknown))}.")
    looks = looks_of(states)
    totals = {state: sum(counts.get(state, 0) for counts in rows.values()) for state in states}
    shown = [state for state in states if totals[state]]
    alone = len(rows) == 1
    legend = {state: _named(state, {state: totals[state]}) if alone else state for state in shown}
    values, most = [], max(longest, *(sum(counts.values()) for counts in rows.values()), 0)
    for place, (name, counts) in enumerate(rows.items()):
        start = 0
        for state in shown:
            number = counts.get(state, 0)
            if number:
                values.append(
                    {
                        "row": place,
                        "name": name,
                        "state": legend[state],
                        "from": start,
                        "to": start + number,
                        "n": number,
                    }
                )
            start += number
    names = [{"row": place, "name": _named(*row), "from": 0} for place, row in enumerate(rows.items())]
    x = {"type": "quantitative", "axis": None, "scale": {"domain": [0, most or 1], "nice": False}}
    y = {"field": "row", "type": "ordinal", "axis": None, "scale": {"domain": [*range(len(rows))], "padding": 0}}
    bar: dict[str, Any] = {
        "data": {"values": values},
        "mark": {"type": "bar", "height": 26, "yOffset": 0 if alone else 11, "stroke": TEXT, "strokeWidth": 1},
        "encoding": {
            "x": {"field": "from", **x},
            "x2": {"field": "to"},
            "y": y,
            "color": {
                "field": "state",
                "type": "nominal",
                "scale": {"domain": [legend[s] for s in shown], "range": [looks[s] for s in shown]},
                "legend": {"columns": 1 if max(map(len, legend.values()), default=0) > 18 else 2},
            },
        },
    }
    layers = [bar]
    if not alone:
        layers.append(
            {
                "data": {"values": names},
                "mark": {"type": "text", "align": "left", "dy": -14, "limit": WIDTH},
                "encoding": {"x": {"field": "from", **x}, "y": y, "text": {"field": "name", "type": "nominal"}},
            }
        )
    head = (of, *states) if not alone else ("State", of)
    table = (
        tuple((state, str(totals[state])) for state in states)
        if alone
        else tuple((name, *(str(counts.get(state, 0)) for state in states)) for name, counts in rows.items())
    )
    return Chart(title, sentence, head, table, specification(layers, height=40 if alone else 58 * max(1, len(rows))))


def lines(
    *, title: str, sentence: str, days: Sequence[datetime.date], series: Mapping[str, Sequence[int | None]], of: str
) -> Chart:
    """Counts over time, one line for each series, from nought on. None is where nothing was counted, or it is hidden.

    days: in their order, one for each number of a series. of: what is counted.
    """
    _check_states(list(series))
    if any(len(numbers) != len(days) for numbers in series.values()) or sorted(set(days)) != list(days):
        raise ValueError("A line has one number for each day, and the days are in their order.")
    values = [
        {"day": day.isoformat(), "series": name, "n": number}
        for name, numbers in series.items()
        for day, number in zip(days, numbers, strict=True)
    ]
    most = max((value["n"] for value in values if value["n"] is not None), default=1)
    inks = list(INKS[: len(series)])
    legend = {"columns": 1 if max(map(len, series), default=0) > 18 else 2, "symbolStrokeWidth": 2}
    domain = list(series)
    encoding = {
        "x": {
            "field": "day",
            "type": "temporal",
            "scale": {"type": "utc", "padding": 12},
            "axis": {"format": "%b %Y", "tickCount": 3, "labelOverlap": "greedy", "grid": False},
        },
        "y": {
            "field": "n",
            "type": "quantitative",
            "scale": {"domain": [0, max(most, 1)], "nice": True},
            "axis": {"tickCount": 4, "format": "d", "tickMinStep": 1},
        },
        "strokeDash": {
            "field": "series",
            "type": "nominal",
            "scale": {"domain": domain, "range": [list(ink.dash) for ink in inks]},
            "legend": legend,
        },
    }
    shape = {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": domain, "range": [ink.shape for ink in inks]},
        "legend": legend,
    }
    layers = [
        {"mark": {"type": "line", "stroke": INKS[0].colour, "strokeWidth": 2}, "encoding": encoding},
        {
            "mark": {"type": "point", "filled": True, "fill": INKS[0].colour, "size": 70, "opacity": 1},
            "encoding": {"x": encoding["x"], "y": encoding["y"], "shape": shape},
        },
    ]
    table = tuple(
        (
            f"{day:%-d %B %Y}",
            *("not shown" if numbers[place] is None else str(numbers[place]) for numbers in series.values()),
        )
        for place, day in enumerate(days)
    )
    spec = specification(layers, height=190, data=values)
    return Chart(
        title, sentence, ("Day", *(f"{name}" for name in series)) if len(series) > 1 else ("Day", of), table, spec
    )


def render(chart: Chart, *, fonts: Path) -> str:
    """Draw a chart as one `<svg>` element. Slow, see above.

    fonts: the folder that holds the product's .woff2 files. Raises OutsideData where the chart asks for anything that
    it does not hold, which none made here does.
    """
    spec = json.loads(chart.spec)
    if asked := sorted(set(_keys(spec)) & _OUTSIDE):
        raise OutsideData(f"a chart may not fetch anything: {', '.join(asked)}")
    _register(fonts)
    drawn = vl_convert.vegalite_to_svg(spec, vl_version=_VERSION, allowed_base_urls=[])
    start = drawn.index(">") + 1
    box = drawn[drawn.index('viewBox="') :].split('"')[1]
    ident = chart.ident
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{box}" aria-labelledby="{ident}">'
    title = f'<title id="{ident}">{escape(f"{chart.title}. {chart.sentence}")}</title>'
    body = _TAG.sub(_without_roles, drawn[start:]).replace("url(#ink-", f"url(#{ident}-ink-")
    return f"{opening}{title}{_patterns(ident, body)}{body}"


def _without_roles(tag: re.Match[str]) -> str:
    """A tag of the picture without roles of its own: the picture as a whole has its name, and its parts have none."""
    return _ROLE.sub("", tag[0])


def specification(layers: list[dict[str, Any]], *, height: int, data: Sequence[Mapping[str, Any]] | None = None) -> str:
    """The Vega-Lite specification of layers, as JSON, in the look of the product."""
    whole: dict[str, Any] = {
        "$schema": _SCHEMA,
        "width": WIDTH,
        "height": height,
        "padding": 8,
        "autosize": {"type": "fit-x", "contains": "padding"} if data is not None else {"type": "pad"},
        "background": None,
        "layer": layers,
        "config": {
            "font": FONT,
            "aria": False,
            "view": {"stroke": None},
            "text": {"fontSize": 15, "color": TEXT},
            "axis": {
                "title": None,
                "labelFontSize": 14,
                "labelColor": TEXT,
                "domainColor": _LINE,
                "tickColor": _LINE,
                "gridColor": "#b1b4b6",
            },
            "legend": {
                "title": None,
                "orient": "top",
                "direction": "vertical",
                "labelFontSize": 15,
                "labelColor": TEXT,
                "labelLimit": WIDTH - 40,
                "symbolType": "square",
                "symbolSize": 260,
                "symbolStrokeColor": TEXT,
                "symbolStrokeWidth": 1,
                "rowPadding": 6,
                "columnPadding": 16,
                "offset": 12,
            },
        },
    }
    if data is not None:
        whole["data"] = {"values": data}
        whole["config"]["legend"] |= {"symbolType": "stroke", "symbolSize": 300, "symbolStrokeColor": INKS[0].colour}
    return json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _check_states(states: Sequence[str]) -> None:
    if len(states) > len(INKS) or len(set(states)) != len(states):
        raise ValueError(f"A chart tells at most {len(INKS)} states apart, each named once.")


def _named(name: str, counts: Mapping[str, int]) -> str:
    """What stands above a bar, as long as there is room for."""
    total = f": {sum(counts.values())}"
    return (name if len(name) + len(total) <= _LETTERS else f"{name[: _LETTERS - len(total) - 1].rstrip()}…") + total


def cut(name: str) -> str:
    """A name as far as there is room for it in one line."""
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"


def looks_of(states: Sequence[str]) -> dict[str, str]:
    """What each state is filled with: a colour, or the name of a pattern."""
    return {
        state: f"url(#ink-{place})" if ink.drawn else ink.colour
        for place, (state, ink) in enumerate(zip(states, INKS, strict=False))
    }


def _patterns(ident: str, body: str) -> str:
    """The patterns that a picture is drawn with, under names that no other picture of the page has."""
    made = "".join(
        f'<pattern id="{ident}-ink-{place}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{ink.colour}"/>{ink.drawn}</pattern>'
        for place, ink in enumerate(INKS)
        if f"url(#{ident}-ink-{place})" in body
    )
    return f"<defs>{made}</defs>" if made else ""


def _keys(part: object) -> Iterator[str]:
    """Every name in a specification, and every kind of mark."""
    if isinstance(part, dict):
        for name, inner in part.items():
            yield name
            if name in {"mark", "type"} and isinstance(inner, str):
                yield inner
            yield from _keys(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _keys(inner)


@lru_cache(maxsize=1)
def _register(fonts: Path) -> "tempfile.TemporaryDirectory[str]":
    """Give the renderer the product's font, so that words are as wide as they will be in the page."""
    folder = tempfile.TemporaryDirectory(prefix="chart-fonts-")
    for path in sorted(fonts.glob("*.woff2")):
        font = TTFont(path)
        font.flavor = None
        font.save(Path(folder.name) / f"{path.stem}.ttf")
    vl_convert.register_font_directory(folder.name)
    return folder
