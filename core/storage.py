"""Where files are kept: whole, or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.files.storage import FileSystemStorage

_DISK_FULL = "53100"  # PostgreSQL's own disk
_elsewhere: ContextVar[Path | None] = ContextVar("files_elsewhere", default=None)


@contextmanager
def in_folder(folder: Path) -> Iterator[None]:
    """Let files be kept in another folder inside the block: a restore works on its own before they are used."""
    token = _elsewhere.set(folder)
    try:
        yield
    finally:
        _elsewhere.reset(token)


class WholeFiles(FileSystemStorage):
    """Django's storage, which leaves no half of a file where the disk is full."""

    @property
    def base_location(self) -> str:
        """The folder, asked for each time."""
        return str(_elsewhere.get() or settings.MEDIA_ROOT)

    @property
    def location(self) -> str:
        """The same, whole."""
        return os.path.abspath(self.base_location)  # noqa: PTH100 (what Django compares paths with)

    def _save(self, name: str, content: Any) -> str:
        path = Path(self.path(name))
        was_there = path.exists()
        try:
            return str(super()._save(name, content))  # type: ignore[misc]  # Django's stubs leave it out
        except OSError:
            if not was_there:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
            raise


def is_full(error: BaseException | None) -> bool:
    """Whether the error is that a disk, ours or the database's, has no room left."""
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    cause = error.__cause__ if error is not None else None
    return isinstance(cause, psycopg.Error) and cause.sqlstate == _DISK_FULL
