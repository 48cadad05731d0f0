"""Where the database is: addresses for Django, and the folders of the embedded server.

Everything here is computed from its arguments. Settings import it, so it reads no file and starts nothing.
"""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

POSTGRES_MAJOR = 18
"""The version of the embedded server, of those the package carries. A cluster made by another one is refused."""

DATABASE_NAME = "succession"
OWNER_ROLE = "succession_owner"
APPLICATION_ROLE = "succession_app"

ROOT_STATE = Path("/var/lib/succession")
"""For root: outside any home directory, so that a user without rights can reach it with no folder opened to others."""

# The address of a unix socket holds 107 bytes.
_SOCKET_FOLDER_BYTES = 107 - len("/.s.PGSQL.5432")
_PLAIN_PATH = re.compile(r"[\w/.+@-]+", re.ASCII)


@dataclass(frozen=True)
class Locations:
    """The folders of one embedded cluster."""

    state: Path
    sockets: Path

    @property
    def data(self) -> Path:
        """The cluster itself: what `initdb` makes."""
        return self.state / "data"

    @property
    def log(self) -> Path:
        """What the server has to say."""
        return self.state / "server.log"


def embedded_locations(var_dir: Path) -> Locations:
    """Where the embedded cluster of the installation that keeps its data in `var_dir` lies.

    Root's cannot lie there: PostgreSQL refuses to run as root, and its own user may not enter private folders.
    """
    key = hashlib.sha256(os.fsencode(var_dir)).hexdigest()[:12]
    if os.geteuid() == 0:
        state = ROOT_STATE / key
        return Locations(state=state, sockets=state / "sockets")
    state = var_dir / "postgresql"
    sockets = state / "sockets"
    if len(os.fsencode(sockets)) > _SOCKET_FOLDER_BYTES or not _PLAIN_PATH.fullmatch(str(sockets)):
        # A fixed place, not $TMPDIR: every process of this user must compute the same one. Its owner and mode are
        # checked before use.
        sockets = Path(f"/tmp/succession-{os.geteuid()}-{key}")  # noqa: S108
    return Locations(state=state, sockets=sockets)


# A connection is kept and asks the same few hundred questions: the third time one is asked, the server keeps its plan.
# Planning a join of ten tables takes longer than running it. A pooler between must keep sessions, not transactions.
_PREPARED = {"server_side_binding": True, "prepare_threshold": 2}


def database_settings(*, var_dir: Path, url: str, owner_url: str, production: bool) -> dict[str, dict[str, Any]]:
    """Django's `DATABASES`: one database, reached as the role of the application.

    The role that owns the tables stands beside it under "OWNER"; only `privileges.as_owner` uses it. With no address
    given, both lead to the embedded cluster of `var_dir`.
    """
    sockets = embedded_locations(var_dir).sockets
    if not url and not owner_url:
        url = _embedded_url(sockets, APPLICATION_ROLE)
        owner_url = _embedded_url(sockets, OWNER_ROLE)
    elif not url:
        raise ImproperlyConfigured("Set DATABASE_URL as well as DATABASE_OWNER_URL.")
    default = _from_url("DATABASE_URL", url)
    owner = _from_url("DATABASE_OWNER_URL", owner_url) if owner_url else {}
    if owner and owner["NAME"] != default["NAME"]:
        raise ImproperlyConfigured(
            "DATABASE_URL and DATABASE_OWNER_URL name two databases: let them name the same one."
        )
    if production and default["HOST"] == str(sockets):
        raise ImproperlyConfigured(
            "Set DATABASE_URL to a PostgreSQL server: the embedded one is for trials, not for production."
        )
    default["OPTIONS"] |= _PREPARED
    return {"default": default | {"OWNER": owner, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}}


def _embedded_url(sockets: Path, role: str) -> str:
    return f"host={sockets} user={role} dbname={DATABASE_NAME}"


def _from_url(setting: str, url: str) -> dict[str, Any]:
    """Django's words for an address in any form that PostgreSQL's own tools take."""
    try:
        given = conninfo_to_dict(url)
    except ProgrammingError:
        given = {}
    if not given.get("dbname") or not given.get("user"):
        raise ImproperlyConfigured(f"Write {setting} as postgresql://user:password@host:port/database.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": given.pop("dbname"),
        "USER": given.pop("user"),
        "PASSWORD": given.pop("password", ""),
        "HOST": given.pop("host", ""),
        "PORT": str(given.pop("port", "")),
        "OPTIONS": given,
    }
