"""The pictures of charts: drawn in a job when a page first shows one, then kept under the hash of what they show.

Counts are drawn here and never a name. Who may see a picture is settled by the page that it stands in: the hash leads
nobody to it, and what it shows has to be known to find it. A picture is forgotten after a month and drawn again.
"""

import datetime
from collections.abc import Sequence
from dataclasses import asdict

from django.core.cache import cache
from django.db import transaction

from core import jobs, tasks
from core.drawing import asked_as, drawn_as
from documents.charts import Chart, Drawn

_ASKED_FOR = datetime.timedelta(minutes=10)
"""After which a picture that nobody drew is asked for again: its job may be lost."""


def pictures(charts: Sequence[Chart]) -> list[Drawn]:
    """These charts with their pictures, as far as they are drawn; a job draws the others. One query where all are."""
    found = cache.get_many([drawn_as(chart.key) for chart in charts]) if charts else {}
    for chart in charts:
        if drawn_as(chart.key) not in found:
            _ask_for(chart)
    return [Drawn(chart, found.get(drawn_as(chart.key), "")) for chart in charts]


@transaction.atomic
def _ask_for(chart: Chart) -> None:
    if cache.add(asked_as(chart.key), asdict(chart), _ASKED_FOR.total_seconds()):
        jobs.enqueue(tasks.draw_picture, key=chart.key)
