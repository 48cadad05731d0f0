"""What a correction is: one small thing that a person says about a reading, as plain values. Pure.

A kind of reading has a closed set of them. Each knows how it is applied and what it is called in a sentence; applied
one after the other they make the reading as it is corrected, and without the last of them the reading before it.
"""

import types
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Generic, Self, TypeVar, get_args, get_origin, get_type_hints

R = TypeVar("R")

MOST = 1_000
"""How many corrections a reading takes; the document is then better mended in its own program."""

GONE = "That part is not there any more: it was moved, joined or set aside. Look at the page and choose again."


class Refused(Exception):
    """A correction that cannot be made. Its text is the sentence the person reads."""


@dataclass(frozen=True, slots=True)
class Operation(ABC, Generic[R]):
    """One correction of a reading R.

    Its fields are words, numbers, None and tuples of words, so that it goes to JSON and back as it is.
    """

    name: ClassVar[str]

    @abstractmethod
    def applied(self, reading: R, fresh: str) -> R:
        """The reading with this correction. `fresh` begins the keys of what it makes. Raises Refused."""

    @abstractmethod
    def said(self, reading: R) -> str:
        """What it does to `reading`, as a line of the list of corrections."""

    def as_json(self) -> dict[str, Any]:
        """The correction as plain values."""
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        values = {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}
        return {"op": self.name} | values

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Self:
        """The correction that `as_json` wrote. Raises Refused for values that no form of ours sends."""
        hints = get_type_hints(cls)
        names = {field.name for field in fields(cls)}
        if set(values) != names:
            raise Refused(GONE)
        read = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
        if not all(_is(value, hints[name]) for name, value in read.items()):
            raise Refused(GONE)
        return cls(**read)


def _is(value: object, hint: Any) -> bool:
    """Whether a plain value is of a field's type."""
    if get_origin(hint) is types.UnionType:
        return any(_is(value, one) for one in get_args(hint))
    if get_origin(hint) is tuple:
        return isinstance(value, tuple) and all(_is(one, get_args(hint)[0]) for one in value)
    return type(value) is (type(None) if hint is None else hint)


def read_operation(kinds: Iterable[type[Operation[R]]], data: Mapping[str, Any]) -> Operation[R]:
    """The correction in `data`, of one of these kinds. Raises Refused for anything else."""
    values = dict(data)
    name = values.pop("op", None)
    kind = next((kind for kind in kinds if kind.name == name), None)
    if kind is None:
        raise Refused(GONE)
    return kind.from_values(values)


def corrected(reading: R, operations: Iterable[Operation[R]]) -> R:
    """The reading with these corrections, in their order. Raises Refused where one has nothing to correct."""
    for number, operation in enumerate(operations, start=1):
        reading = _with(reading, operation, number)
    return reading


def added(reading: R, operations: Iterable[Operation[R]], *, after: int) -> list[tuple[dict[str, Any], str]]:
    """What adding these to a reading that has `after` corrections writes down: each as plain values, and its sentence.

    Raises Refused where one of them has nothing to correct.
    """
    lines = []
    for number, operation in enumerate(operations, start=after + 1):
        lines.append((operation.as_json(), operation.said(reading)))
        reading = _with(reading, operation, number)
    return lines


def _with(reading: R, operation: Operation[R], number: int) -> R:
    if number > MOST:
        raise Refused(f"A reading takes at most {MOST:,} corrections. Mend the document and send it again.")
    return operation.applied(reading, f"c{number}")
