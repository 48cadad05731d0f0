"""What was read in a plan as a person checks it, and every correction they can make. Pure.

plan = checked_as(result, operations)     # the reading that was kept, and the plain values of its corrections
shape.plan_of(plan.reading())             # the plan as it would be saved
"""

from collections.abc import Iterable, Mapping
from typing import Any

from core.correcting.operations import Operation, Refused, corrected, read_operation

from .checked import Checked, Item, Row, checked_of
from .dates import AddDate, DropDate, FixDate
from .items import JoinItem, MoveItem, RetypeItem, SplitItem
from .loose import Place, SetAside, SetRestAside
from .rows import JoinRow, Owners, RetypeField, RetypeName, SplitRow

OPERATIONS: tuple[type[Operation[Checked]], ...] = (
    *(RetypeName, RetypeField, Owners, SplitRow, JoinRow),
    *(RetypeItem, SplitItem, JoinItem, MoveItem),
    *(FixDate, AddDate, DropDate),
    *(Place, SetAside, SetRestAside),
)


def checked_as(result: Mapping[str, Any], operations: Iterable[Mapping[str, Any]]) -> Checked:
    """The plan in a reading that was kept, corrected as it was said: the plain values of corrections, in order."""
    return corrected(checked_of(result), (read_operation(OPERATIONS, operation) for operation in operations))


__all__ = [
    "OPERATIONS",
    "AddDate",
    "Checked",
    "DropDate",
    "FixDate",
    "Item",
    "JoinItem",
    "JoinRow",
    "MoveItem",
    "Operation",
    "Owners",
    "Place",
    "Refused",
    "RetypeField",
    "RetypeItem",
    "RetypeName",
    "Row",
    "SetAside",
    "SetRestAside",
    "SplitItem",
    "SplitRow",
    "checked_as",
    "checked_of",
    "corrected",
    "read_operation",
]
