"""The tests' own database: an embedded cluster that lives as long as the run.

Loaded by name (pyproject.toml), so that it speaks before Django reads its settings. The environment it finds is that
of a person who may have a demo running or a real database named; none of it reaches a test.
"""

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

from core.database.cluster import Cluster
from core.database.locations import embedded_locations

RUNS = Path(__file__).resolve().parents[2] / "var" / "tests"
OUTSIDE = ("DATABASE_URL", "DATABASE_OWNER_URL", "SUCCESSION_PRODUCTION", "PYTHONDONTWRITEBYTECODE")
"""The last, so that of the programs that tests start only the first compiles the code."""


def is_worker() -> bool:
    """Whether this process was started by another that runs the tests, rather than by a person."""
    return "PYTEST_XDIST_WORKER" in os.environ


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None]:
    """Give the run a folder of its own, and clear away those of runs that were killed."""
    if not is_worker():
        for name in OUTSIDE:
            os.environ.pop(name, None)
        if RUNS.exists():
            for folder in RUNS.iterdir():
                if not Path("/proc", folder.name).exists():
                    remove(folder)
        own = RUNS / str(os.getpid())
        (own / "static").mkdir(parents=True)
        os.environ["SUCCESSION_VAR"] = str(own)
    return (yield)


def pytest_unconfigure() -> None:
    """Stop the cluster, if a test needed one, and remove the folder."""
    if not is_worker():
        remove(Path(os.environ["SUCCESSION_VAR"]))


def remove(folder: Path) -> None:
    """Remove one run's cluster and files."""
    Cluster(embedded_locations(folder)).remove()
    shutil.rmtree(folder, ignore_errors=True)
