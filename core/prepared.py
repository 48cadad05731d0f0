"""Queries whose SQL is written once.

Django writes the SQL of a query anew each time it is asked, which for a join of six tables takes ten times as long as
the answer. A query that every page asks is written once, with slots where its values go; each asking fills them in.

    @prepared(states="text")
    def versions_of(school: int, states: Collection[str]) -> QuerySet[Version]:
        return Version.objects.filter(policy__school=school, state__in=states).select_related("made_by")

    versions_of(school=school.pk, states=["draft"])     # a list of versions
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar, cast

from django.db import connections
from django.db.models import Expression, Model, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

P = ParamSpec("P")
M = TypeVar("M", bound=Model)
R = TypeVar("R")


def prepared(**arrays: str) -> Callable[[Callable[P, QuerySet[M, R]]], Callable[P, list[R]]]:
    """Write a function's queryset once and answer each call with a list.

    The function is called once, with a slot for each of its parameters, and may use them as values of lookups; it can
    decide nothing by them. arrays: for each parameter that stands behind `__in`, the PostgreSQL type of one element.
    The answer takes keywords alone, and refuses None, which no comparison in SQL ever equals.
    """

    def decorate(build: Callable[P, QuerySet[M, R]]) -> Callable[P, list[R]]:
        written: list[_Written] = []
        names = tuple(signature(build).parameters)

        @wraps(build)
        def ask(*args: P.args, **values: P.kwargs) -> list[R]:
            if args or set(values) != set(names) or any(value is None for value in values.values()):
                raise TypeError(f"{build.__name__} takes a value for each of {', '.join(names)}, by name")
            if not written:
                slots = {name: Slot(name, arrays.get(name, "")) for name in names}
                written.append(_Written(cast("Any", build)(**slots)))
            return written[0].answer(values)

        return ask

    return decorate


def give(parents: Iterable[Model], name: str, children: Iterable[Model], owner: str) -> None:
    """Give each parent the children that are its own, in their order, as `prefetch_related` would.

    name: the relation of the parents that then needs no query. owner: the attribute of a child with its parent's key.
    """
    own: dict[Any, list[Model]] = defaultdict(list)
    for child in children:
        own[getattr(child, owner)].append(child)
    query: Query | None = None
    for parent in parents:
        model = cast("type[Model]", parent._meta.get_field(name).related_model)
        query = query or Query(model)  # one for all of them: none is ever asked
        related: QuerySet[Any] = QuerySet(model, query=query)
        related._result_cache = own[parent.pk]
        vars(parent).setdefault("_prefetched_objects_cache", {})[name] = related


def given(parent: Model, name: str) -> Sequence[Any]:
    """What `give` gave, or else what the database has: a manager for each of a page's rows costs more than the rows."""
    kept = vars(parent).get("_prefetched_objects_cache", {}).get(name)
    return cast("Sequence[Any]", getattr(parent, name).all() if kept is None else kept)


class Slot(Expression):
    """The place of a value in SQL that is written before the value is known."""

    def __init__(self, name: str, array: str) -> None:
        super().__init__()
        self.name = name
        self.array = array

    def as_sql(self, *_args: Any, **_options: Any) -> Any:
        """The SQL of the place, with the slot itself among the parameters."""
        return (f"(SELECT unnest(%s::{self.array}[]))" if self.array else "%s"), [self]


class _Written:
    """A queryset with its SQL."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(using=queryset.db)
        sql, self.params = self.compiler.as_sql()
        # What stands behind IN is a slot's own words; of a comparison with an array PostgreSQL makes the better plan.
        self.sql = re.sub(r"IN \(SELECT unnest\(%s::(\w+)\[\]\)\)", r"= ANY(%s::\1[])", sql)
        columns = [column for column, *_ in self.compiler.select]
        self.converters = self.compiler.get_converters(columns)

    def answer(self, values: dict[str, Any]) -> list[Any]:
        """The rows for these values, as the queryset would give them."""
        params = tuple(values[param.name] if isinstance(param, Slot) else param for param in self.params)
        query = cast("Any", _Filled(_Reader(self, params)))
        asked: QuerySet[Any, Any] = QuerySet(self.queryset.model, query=query, using=self.queryset.db)
        for part in ("_iterable_class", "_fields", "_prefetch_related_lookups"):
            setattr(asked, part, getattr(self.queryset, part))
        return list(asked)


class _Filled:
    """What a queryset asks of its query to fetch rows: a compiler, here one that has its SQL."""

    def __init__(self, reader: "_Reader") -> None:
        self.reader = reader

    def get_compiler(self, *_args: Any, **_options: Any) -> "_Reader":
        """The one reader."""
        return self.reader


class _Reader:
    """What a queryset asks of a compiler to make objects of rows, with all of them fetched at once: they are few."""

    def __init__(self, written: _Written, params: tuple[Any, ...]) -> None:
        self.sql, self.params, self.converters = written.sql, params, written.converters
        self.connection = connections[written.queryset.db]
        self.select, self.klass_info = written.compiler.select, written.compiler.klass_info
        self.annotation_col_map = written.compiler.annotation_col_map

    def execute_sql(self, *_args: Any, **_options: Any) -> list[list[Any]]:
        """The rows, as one chunk."""
        with self.connection.cursor() as cursor:
            cursor.execute(self.sql, self.params)
            return [cursor.fetchall()]

    def results_iter(self, results: Any = None, tuple_expected: bool = False, **_options: Any) -> Any:
        """The rows with their values as fields have them."""
        (rows,) = results or self.execute_sql()
        if self.converters:
            rows = SQLCompiler.apply_converters(cast("Any", self), rows, self.converters)
            return map(tuple, rows) if tuple_expected else rows
        return iter(rows)
