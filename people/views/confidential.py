"""Pages that say something of named people: their opening is written down, and half an hour of doing nothing ends a
session that has opened one.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase

from core.reading_log import reading_logged

View = Callable[..., HttpResponseBase]


def confidential(kind: str | Callable[[Any, Any], str], *subject: str) -> Callable[[View], View]:
    """Such a page. Stands within the decorator that asks whose page it is; as `core.reading_log.reading_logged`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: Any, place: Any, **kwargs: Any) -> HttpResponseBase:
            request.session.hold_names()
            return view(request, place, **kwargs)

        return reading_logged(kind, *subject)(page)

    return decorate
