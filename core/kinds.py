"""Which function reads each kind of upload, makes each kind of paper and writes each kind of letter.

An app says so in its `AppConfig.ready`. Functions are named, "package.module:function", and imported only where they
run: readers in a child process, makers and writers in a job.
"""

import importlib
from collections.abc import Callable
from typing import Any

from documents import gate

READERS: dict[str, str] = {}
KEEPERS: dict[str, str] = {}
ENDINGS: dict[str, tuple[str, ...]] = {}
MAKERS: dict[str, str] = {}
WRITERS: dict[str, str] = {}
ERASURES: list[str] = []


def register_reader(kind: str, function: str, *, keeper: str = "", endings: tuple[str, ...] = gate.EXTENSIONS) -> None:
    """Uploads of `kind` are read by `function`: (path, name) to JSON with `refused` and `declined`.

    keeper: for a reading that is too long to be kept whole with its preview, what keeps it: (preview, reading) to the
    little that stays there, or to `refused`. It runs in the job, in one transaction with the preview's becoming ready.
    endings: what the name of such an upload may end in.
    """
    READERS[kind] = function
    if keeper:
        KEEPERS[kind] = keeper
    ENDINGS[kind] = endings


def register_maker(kind: str, function: str) -> None:
    """Papers of `kind` are made by `function`: the subject to a `core.making.Made`."""
    MAKERS[kind] = function


def register_writer(kind: str, function: str) -> None:
    """Letters of `kind` are written by `function`: what the letter is about to a `core.mailing.Written`, or None."""
    WRITERS[kind] = function


def register_erasures(function: str) -> None:
    """A ledger of erasures is followed again after a restore by `function`: its path to what became of each."""
    ERASURES[:] = [function]


def named(function: str) -> Callable[..., Any]:
    """The function that a name like "people.letters:invitation" stands for."""
    module, _, name = function.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found
