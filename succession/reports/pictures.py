"""The pictures of reports. What is kept holds a mark for each; a page shows what is drawn already, a paper draws.

A picture is made of the report's own facts, so the digest over these covers it.
"""

import re
from collections.abc import Mapping

from django.template.loader import render_to_string

from core import drawing
from core.pictures import pictures
from documents import charts
from documents.charts import Chart

# Text of people cannot forge it: their "<" is escaped.
_MARK = re.compile("<!--picture ([a-z0-9-]+)-->")
_GONE = "<p>This picture cannot be drawn any more. The table has its figures.</p>"


def has_marks(html: str) -> bool:
    """Whether there is a picture in it."""
    return _MARK.search(html) is not None


def shown(html: str, of: Mapping[str, Chart]) -> str:
    """HTML for a page: with the pictures that are drawn, and a sentence in place of those that are still to be."""
    wanted = [of[name] for name in _MARK.findall(html) if name in of]
    drawn = {one.chart.key: one.svg for one in pictures(wanted)}
    return _filled(html, {name: drawn.get(chart.key, "") or _waiting(chart) for name, chart in of.items()})


def drawn(html: str, of: Mapping[str, Chart]) -> str:
    """HTML for a paper, with its pictures. Slow: call it from a job."""
    wanted = set(_MARK.findall(html))
    return _filled(
        html, {name: charts.render(chart, fonts=drawing.FONTS) for name, chart in of.items() if name in wanted}
    )


def _waiting(chart: Chart) -> str:
    return render_to_string("core/chart_waiting.html", {"chart": chart})


def _filled(html: str, by_name: Mapping[str, str]) -> str:
    return _MARK.sub(lambda found: by_name.get(found[1], _GONE), html)
