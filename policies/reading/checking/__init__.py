"""What was read in a policy as a person checks it, and every correction they can make. Pure.

reading = checked_of(result)                       # the JSON that policies.reading.incoming kept
corrected(reading, [ChangeKind("s4", "aims")])     # the reading as it is corrected
"""

from collections.abc import Iterable, Mapping
from typing import Any

from core.correcting.operations import Operation, Refused, corrected, read_operation

from .checked import Checked, CheckedSection, Part, checked_of
from .loose import Place, SetAside, SetRestAside
from .parts import Join, MakePoint, Move, MoveTo, RetypePart, RetypeTable, Split, Type
from .sections import ChangeKind, JoinSection, RetypeHeading, RetypeName, SplitOff

OPERATIONS: tuple[type[Operation[Checked]], ...] = (
    *(ChangeKind, RetypeHeading, RetypeName, SplitOff, JoinSection),
    *(Type, RetypePart, RetypeTable, Split, Join, MakePoint, Move, MoveTo),
    *(Place, SetAside, SetRestAside),
)


def checked_as(result: Mapping[str, Any], operations: Iterable[Mapping[str, Any]]) -> Checked:
    """The policy in a reading that was kept, corrected as it was said: the plain values of corrections, in order."""
    return corrected(checked_of(result), (read_operation(OPERATIONS, operation) for operation in operations))


__all__ = [
    "OPERATIONS",
    "ChangeKind",
    "Checked",
    "CheckedSection",
    "Join",
    "JoinSection",
    "MakePoint",
    "Move",
    "MoveTo",
    "Operation",
    "Part",
    "Place",
    "Refused",
    "RetypeHeading",
    "RetypeName",
    "RetypePart",
    "RetypeTable",
    "SetAside",
    "SetRestAside",
    "Split",
    "SplitOff",
    "Type",
    "checked_as",
    "checked_of",
    "corrected",
    "read_operation",
]
