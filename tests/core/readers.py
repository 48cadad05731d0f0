"""Readers for the tests of the child process: what a file can do to the one that parses it."""

import os
import time
from pathlib import Path


def count(path: str, name: str) -> dict[str, object]:
    return {"refused": None, "declined": None, "name": name, "length": len(Path(path).read_bytes())}


def decline(path: str, name: str) -> dict[str, object]:
    return {"refused": None, "declined": "These are minutes, not a plan."}


def crash(path: str, name: str) -> dict[str, object]:
    raise ValueError("words of the file")


def hang(path: str, name: str) -> dict[str, object]:
    time.sleep(60)
    return {}


def hoard(path: str, name: str) -> dict[str, object]:
    return {"length": len(bytearray(2 * 1024**3))}


def write(path: str, name: str) -> dict[str, object]:
    Path(path).with_suffix(".planted").write_text("x")
    return {}


def environment(path: str, name: str) -> dict[str, object]:
    return {"names": sorted(os.environ)}
