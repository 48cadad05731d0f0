"""Parsing somebody's file in a child process, so that a broken or hostile one can only fail by itself."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from core import references

logger = logging.getLogger(__name__)

SECONDS = 20
MEMORY_BYTES = 512 * 1024 * 1024
_ROOT = Path(__file__).resolve().parent.parent


class Failed(Exception):
    """The child did not come back with a reading. Its text is the sentence the person reads."""


def run(
    target: str,
    path: str,
    name: str,
    *,
    seconds: int = SECONDS,
    memory_bytes: int = MEMORY_BYTES,
    save_as: str = "Save it again as plain text and send that.",
) -> dict[str, Any]:
    """Call `target` ("package.module:function") with (path, name) in a child process and return the JSON it gave.

    save_as: what to do about a file that broke it.
    Raises Failed when it took too long, too much memory, or broke.
    """
    command = [sys.executable, "-m", "core.child", target, path, name, str(seconds), str(memory_bytes)]
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(_ROOT), "LC_ALL": "C.UTF-8"}
    try:
        finished = subprocess.run(  # noqa: S603 (our own interpreter and module; the arguments are never a shell's)
            command, env=environment, cwd=_ROOT, capture_output=True, timeout=seconds, check=True
        )
        read: dict[str, Any] = json.loads(finished.stdout)
    except subprocess.TimeoutExpired:
        raise Failed(
            f"Reading this file took longer than {seconds} seconds, so we stopped. Send a shorter file."
        ) from None
    except (subprocess.CalledProcessError, ValueError) as broken:
        reference = references.new()
        logger.warning("a file could not be read reference=%s cause=%s", reference, type(broken).__name__)
        raise Failed(f"We could not read this file. {save_as} The reference is {reference}.") from None
    return read
