"""Holding a row of a plan while it is changed."""

from typing import TypeVar

from django.db.models import Manager, Model

from actionplan.rules import Refused

M = TypeVar("M", bound=Model)


def held(rows: Manager[M], key: int) -> M:
    """The row, held until the transaction ends. Raises Refused where somebody has taken its plan out."""
    found = rows.select_for_update(of=["self"]).filter(pk=key).first()
    if found is None:
        raise Refused("The plan was taken out while you wrote, so there is nothing to record this of. Keep a copy.")
    return found
