"""Drawing the picture of a chart, in a job."""

import datetime
from pathlib import Path

from django.conf import settings
from django.core.cache import cache

from documents import charts

FONTS: Path = settings.STATICFILES_DIRS[0] / "dist" / "fonts"
_KEPT_FOR = datetime.timedelta(days=31)


def drawn_as(key: str) -> str:
    """Under what name the picture of a chart is kept."""
    return f"picture:{key}"


def asked_as(key: str) -> str:
    """Under what name a chart waits for its job."""
    return f"picture-of:{key}"


def draw(key: str) -> None:
    """Draw the chart that waits, and keep its picture. Safe to repeat; a chart that waits no more is not drawn."""
    chart = cache.get(asked_as(key))
    if chart is not None:
        cache.set(drawn_as(key), charts.render(charts.Chart(**chart), fonts=FONTS), _KEPT_FOR.total_seconds())
