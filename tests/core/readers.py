"""Readers for the tests of the child process: what a file can do to the one that parses it."""

import os
import signal
import time
from pathlib import Path


def count(path: str, name: str) -> dict[str, object]:
    return {"refused": None, "declined": None, "name": name, "length": len(Path(path).read_bytes())}


def decline(path: str, name: str) -> dict[str, object]:
    return {"refused": None, "declined": "These are minutes, not a plan."}


def refuse(path: str, name: str) -> dict[str, object]:
    return {"refused": "The file is text in UTF-16.", "declined": None}


def die(path: str, name: str) -> dict[str, object]:
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


def endless(path: str, name: str) -> dict[str, object]:
    """What Python writes as JSON and the database does not take."""
    return {"refused": None, "declined": None, "words of the file": float("inf")}


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
