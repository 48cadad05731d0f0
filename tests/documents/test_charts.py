"""Charts: every figure of the picture stands in the table, and nobody needs colours, a network or luck to read it."""

import datetime
import json
import re
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET  # what it reads was drawn here

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.theme import contrast
from documents import charts
from documents.charts import INKS, Chart, OutsideData, bars, lines, render
from documents.writers import pdf
from tests.pdf_structure import structure_of

FONTS = Path(__file__).resolve().parents[2] / "static" / "dist" / "fonts"
STATES = ["Done", "Open now", "Late", "Not yet", "No date"]
DAYS = [datetime.date(2026, month, 1) for month in range(1, 5)]
SVG = "{http://www.w3.org/2000/svg}"


def by_state(**rows: dict[str, int]) -> Chart:
    return bars(
        title="Recommendations by state",
        sentence="5 of 9 recommendations are done.",
        states=STATES,
        rows=rows or {"Accepted": {"Done": 5, "Late": 2}, "Declined": {"No date": 2}},
        of="Recommendations",
    )


def over_time(*numbers: int | None) -> Chart:
    return lines(
        title="Schools that looked at their cover",
        sentence="31 of 42 schools have looked.",
        days=DAYS,
        series={"Looked": numbers or (1, 8, None, 31)},
        of="Schools",
    )


ALL = [by_state(), by_state(All={"Done": 5, "Open now": 1, "Late": 2, "Not yet": 3, "No date": 4}), over_time()]


def words_of(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


@pytest.mark.parametrize("chart", ALL)
def test_a_picture_is_named_by_its_sentence_and_needs_no_style_no_script_and_no_address(chart: Chart) -> None:
    svg = render(chart, fonts=FONTS)
    root = ET.fromstring(svg)  # noqa: S314
    assert (root.tag, root[0].tag, root.get("role")) == (f"{SVG}svg", f"{SVG}title", "img")
    assert root[0].text == f"{chart.title}. {chart.sentence}"
    assert root.get("aria-labelledby") == root[0].get("id")
    assert not [part.attrib for part in root.iter() if part is not root and {"role", "aria-label"} & set(part.attrib)]
    assert svg.count("aria-") == 1
    assert not re.search(r"style|<script|\son\w+=|href|<image|<foreignObject", svg)
    assert {*re.findall(r"https?://[^\"<]+", svg)} <= {"http://www.w3.org/2000/svg"}
    assert {element.get("font-family") for element in root.iter(f"{SVG}text")} == {charts.FONT}


def test_the_same_chart_is_the_same_picture_in_another_process() -> None:
    script = (
        "from tests.documents.test_charts import ALL, FONTS, render; import hashlib;"
        "print([(hashlib.sha256(render(one, fonts=FONTS).encode()).hexdigest(), one.key) for one in ALL])"
    )
    runs = {
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_two_charts_of_a_page_share_no_name() -> None:
    one, other = (set(re.findall(r' id="([^"]+)"', render(chart, fonts=FONTS))) for chart in ALL[:2])
    assert one
    assert other
    assert not one & other


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=60),
        st.dictionaries(st.sampled_from(STATES), st.integers(0, 400)),
        min_size=1,
        max_size=4,
    )
)
def test_every_figure_stands_in_the_table(rows: dict[str, dict[str, int]]) -> None:
    chart = by_state(**rows)
    if len(rows) == 1:
        (counts,) = rows.values()
        assert chart.rows == tuple((state, str(counts.get(state, 0))) for state in STATES)
        return
    assert chart.head == ("Recommendations", *STATES)
    assert [row[0] for row in chart.rows] == list(rows)
    for row, counts in zip(chart.rows, rows.values(), strict=True):
        assert [int(cell) for cell in row[1:]] == [counts.get(state, 0) for state in STATES]


def test_the_picture_says_what_the_states_are_and_how_many() -> None:
    assert {"Done: 5", "Late: 2", "No date: 4"} <= set(words_of(render(ALL[1], fonts=FONTS)))
    two = words_of(render(ALL[0], fonts=FONTS))
    assert {"Done", "Late", "No date", "Accepted: 7", "Declined: 2"} <= set(two)
    assert "Open now" not in two


def test_a_line_says_its_days_and_where_nothing_was_counted() -> None:
    chart = over_time()
    assert chart.rows == (
        ("1 January 2026", "1"),
        ("1 February 2026", "8"),
        ("1 March 2026", "not shown"),
        ("1 April 2026", "31"),
    )
    assert "Looked" in words_of(render(chart, fonts=FONTS))


@pytest.mark.parametrize(
    "rows", [{"All": {}}, {"One": {"Done": 1}, "Two": {}}, {f"Row {n}": {"Late": n} for n in range(30)}]
)
def test_empty_and_long_charts_are_drawn(rows: dict[str, dict[str, int]]) -> None:
    assert render(by_state(**rows), fonts=FONTS).startswith("<svg")


def test_hostile_and_very_long_names_are_only_words() -> None:
    name = '<script>alert("x")</script>&' * 8
    svg = render(by_state(**{name: {"Done": 1}, "B": {"Late": 1}}), fonts=FONTS)
    assert "<script" not in svg
    (shown,) = [word for word in words_of(svg) if word.startswith("<script>")]
    assert len(shown) <= 36
    svg = render(by_state(**{"Long " * 40: {"Done": 1}, "B": {}}), fonts=FONTS)
    (long,) = [word for word in words_of(svg) if word.startswith("Long")]
    assert long.endswith("…: 1")


# Told apart without colours ------------------------------------------------------------------------------------------
def test_no_two_states_look_alike_in_grey() -> None:
    for one, other in combinations(INKS, 2):
        differs = one.drawn != other.drawn or contrast(one.colour, other.colour) >= 1.25
        assert differs, (one, other)
        assert one.dash != other.dash
        assert one.shape != other.shape


def test_the_look_of_a_state_does_not_go_by_which_others_there_are() -> None:
    late = [
        re.search(
            r'transform="translate[^>]+fill="([^"]+)"[^>]*/>(?=</g><g[^>]*><text[^>]*>Late)', render(chart, fonts=FONTS)
        )
        for chart in (
            by_state(A={"Done": 1, "Late": 1}, B={"Late": 1}),
            by_state(A={"Late": 1, "No date": 4}, B={"Late": 1}),
        )
    ]
    assert late[0]
    assert late[1]
    assert late[0][1] == late[1][1] == INKS[2].colour


def test_more_states_than_can_be_told_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="tells at most 8 states apart"):
        bars(title="", sentence="", states=[str(n) for n in range(9)], rows={}, of="")
    with pytest.raises(ValueError, match="does not know: Lost"):
        by_state(A={"Lost": 1})
    with pytest.raises(ValueError, match="one number for each day"):
        over_time(1, 2)


# Nothing from outside ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "asked",
    [
        {"data": {"url": "file:///etc/passwd"}},
        {"data": {"url": "http://127.0.0.1:1/x.json"}},
        {"layer": [{"mark": "image", "encoding": {"url": {"value": "https://example.test/x.png"}}}]},
        {"layer": [{"mark": {"type": "point", "href": "https://example.test/"}}]},
        {"layer": [{"data": {"values": []}, "transform": [{"lookup": "a", "from": {"data": {"url": "x"}}}]}]},
    ],
)
def test_a_chart_that_asks_for_anything_outside_is_not_drawn(asked: dict[str, object]) -> None:
    spec = json.dumps(json.loads(ALL[0].spec) | asked)
    with pytest.raises(OutsideData, match="may not fetch anything"):
        render(replace(ALL[0], spec=spec), fonts=FONTS)


# On paper ------------------------------------------------------------------------------------------------------------
def test_the_same_picture_stands_in_a_tagged_pdf_with_its_sentence_as_alternative() -> None:
    pictures = "".join(f"<figure>{render(chart, fonts=FONTS)}</figure>" for chart in ALL)
    html = f'<!DOCTYPE html><html lang="en-GB"><head><title>A</title></head><body><h1>A</h1>{pictures}</body></html>'
    found = structure_of(pdf.render(html, fonts=FONTS))
    assert found.problems() == []
    assert "/Figure" in found.tags
