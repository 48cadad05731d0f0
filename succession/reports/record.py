"""What an issued report is kept as: plain JSON from frozen dataclasses and back, and the digest over it. Pure."""

import dataclasses
import datetime
import hashlib
import json
import types
from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Json = Any


class Unreadable(ValueError):
    """Kept data that do not fit what they are read as. Its text says where."""


def frozen(value: Any) -> Json:
    """Dataclasses, tuples, enums and days as JSON. Raises TypeError for anything else, so that nothing is guessed."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: frozen(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return frozen(value.value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime.datetime):
        raise TypeError("a report holds days, and no moments")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [frozen(item) for item in value]
    raise TypeError(f"a report cannot hold {type(value).__name__}")


def thawed(into: type[T], kept: Json) -> T:
    """The dataclass that `frozen` made this of.

    Fields that were not kept yet take their defaults, and what is no field any more is passed over, so that a report
    of years ago can be compared with today's. Raises Unreadable.
    """
    return cast("T", _thawed(into, kept, into.__name__))


def _thawed(into: Any, kept: Json, where: str) -> Any:
    origin = get_origin(into)
    if origin in {Union, types.UnionType}:
        return _one_of(get_args(into), kept, where)
    if origin is tuple:
        _expect(list, kept, where)
        return tuple(
            _thawed(item, one, f"{where}[{number}]")
            for number, (item, one) in enumerate(zip(_items(get_args(into), kept, where), kept, strict=True))
        )
    if dataclasses.is_dataclass(into):
        _expect(dict, kept, where)
        hints = get_type_hints(into)
        names = [field.name for field in dataclasses.fields(into) if field.name in kept]
        try:
            return cast("Any", into)(**{name: _thawed(hints[name], kept[name], f"{where}.{name}") for name in names})
        except TypeError as missing:
            raise Unreadable(f"{where}: {missing}") from missing
    if issubclass(into, Enum) or into is datetime.date:
        try:
            return into(kept) if issubclass(into, Enum) else datetime.date.fromisoformat(kept)
        except (TypeError, ValueError) as wrong:
            raise Unreadable(f"{where}: {wrong}") from wrong
    _expect(into, kept, where)
    return kept


def _items(sorts: tuple[Any, ...], kept: list[Json], where: str) -> list[Any]:
    """What each thing in a tuple is: as many of one sort as there are, or a fixed number of one each."""
    if sorts[-1] is Ellipsis:
        return [sorts[0]] * len(kept)
    if len(sorts) != len(kept):
        raise Unreadable(f"{where}: {len(sorts)} were expected, and there are {len(kept)}")
    return list(sorts)


def _one_of(choices: tuple[Any, ...], kept: Json, where: str) -> Any:
    """Only `X | None` is used: a report never has to guess which of two things it holds."""
    if kept is None and types.NoneType in choices:
        return None
    (into,) = [choice for choice in choices if choice is not types.NoneType]
    return _thawed(into, kept, where)


def _expect(kind: type, kept: Json, where: str) -> None:
    if not isinstance(kept, kind) or (kind is int and isinstance(kept, bool)):
        raise Unreadable(f"{where}: {kind.__name__} was expected, and there is {type(kept).__name__}")


def canonical(record: Json) -> str:
    """JSON that is the same for the same record, whatever the order in which it was put together."""
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(record: Mapping[str, Json]) -> str:
    """The SHA-256 of a record, in 64 hexadecimal digits."""
    return hashlib.sha256(canonical(record).encode()).hexdigest()
