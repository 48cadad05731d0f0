"""Django's cache in the database, with one statement for each question, none of which waits for the disk.

What lies there holds across the product's processes: counts of wrong guesses, codes that were used, addresses that
people came from. Django's own counts the whole table and opens a transaction for each value, by which a sign-in takes
twice as long as without its limits. A crash may lose what was kept in its last moment. What ran out is read as nothing,
and removed every hour.
"""

import base64
import datetime
import pickle
from collections.abc import Collection, Iterable
from typing import Any, cast

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.utils import timezone

_NEVER = datetime.datetime.max.replace(tzinfo=datetime.UTC)

# A statement that is a transaction of its own does not wait for the disk; within one it waits as all the rest does.
_GET = "SELECT cache_key, value FROM cache WHERE cache_key = ANY(%(names)s) AND expires > %(now)s"
_SET = """
INSERT INTO cache (cache_key, value, expires) SELECT %(name)s, %(value)s, %(expires)s
FROM set_config('synchronous_commit', coalesce(%(commit)s::text, current_setting('synchronous_commit')), true)
ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires
"""
_ADD = _SET + "WHERE cache.expires <= %(now)s"
_DELETE = """
DELETE FROM cache
USING set_config('synchronous_commit', coalesce(%(commit)s::text, current_setting('synchronous_commit')), true)
WHERE cache_key = ANY(%(names)s)
"""
# In the order of their names, so that two who count under the same keys do not wait for each other.
_COUNT = """
INSERT INTO cache (cache_key, value, expires) SELECT name, '1', %(expires)s
FROM set_config('synchronous_commit', coalesce(%(commit)s::text, current_setting('synchronous_commit')), true),
    unnest(%(names)s::text[]) AS name
ON CONFLICT (cache_key) DO UPDATE SET
    value = CASE WHEN cache.expires <= %(now)s THEN '1' ELSE (cache.value::bigint + 1)::text END,
    expires = CASE WHEN cache.expires <= %(now)s THEN excluded.expires ELSE cache.expires END
RETURNING value::bigint
"""
_COUNT_BACK = """
UPDATE cache SET value = greatest(0, value::bigint - 1)::text
FROM set_config('synchronous_commit', coalesce(%(commit)s::text, current_setting('synchronous_commit')), true)
WHERE cache_key = ANY(%(names)s) AND expires > %(now)s
"""


class Cache(DatabaseCache):
    """Django's interface to the table `cache` of the database that all else lies in, and numbers to count by."""

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, Any]:
        """The values of those of these keys that have one."""
        names = {self.make_and_validate_key(key, version=version): key for key in keys}
        return {names[name]: _read(value) for name, value in _asked(_GET, names=list(names)).fetchall()}

    def add(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value where there is none, or one that ran out. Whether it was kept."""
        return self._keep(_ADD, key, value, timeout, version)

    def set(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep a value, whatever was there."""
        self._keep(_SET, key, value, timeout, version)

    def count(self, keys: Collection[str], within: datetime.timedelta) -> int:
        """Count one more under each of these keys: what the highest is at now. A count is forgotten `within` its first.

        However many count at the same moment, each is given a number of its own.
        """
        names = sorted(self.make_and_validate_key(key) for key in keys)
        return max(int(number) for (number,) in _asked(_COUNT, names=names, expires=timezone.now() + within).fetchall())

    def count_back(self, keys: Collection[str]) -> None:
        """Count one less under each of these keys that is not forgotten yet."""
        _asked(_COUNT_BACK, names=sorted(self.make_and_validate_key(key) for key in keys))

    def _keep(self, sql: str, key: str, value: Any, timeout: float | None, version: int | None) -> bool:
        until = self.get_backend_timeout(timeout)
        expires = _NEVER if until is None else datetime.datetime.fromtimestamp(until, datetime.UTC)
        name = self.make_and_validate_key(key, version=version)
        return bool(_asked(sql, name=name, value=_written(value), expires=expires).rowcount)

    def _base_delete_many(self, keys: Collection[str]) -> bool:
        return bool(_asked(_DELETE, names=list(keys)).rowcount)


def counts() -> Cache:
    """The product's cache, for what no other can do."""
    return cast("Cache", caches["default"])


def remove_run_out() -> None:
    """Remove every value that ran out."""
    _asked("DELETE FROM cache WHERE expires <= %(now)s")


def _asked(sql: str, **values: Any) -> Any:
    """The cursor of a statement, which stays open as long as somebody holds it."""
    cursor = connection.cursor()
    cursor.execute(sql, values | {"now": timezone.now(), "commit": None if connection.in_atomic_block else "off"})
    return cursor


def _written(value: Any) -> str:
    return base64.b64encode(pickle.dumps(value)).decode()


def _read(value: str) -> Any:
    return pickle.loads(base64.b64decode(value))  # noqa: S301 (nobody but this module writes there)
