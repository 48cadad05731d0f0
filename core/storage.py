"""Where files are kept: whole, or not at all."""

import errno
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from django.core.files.storage import FileSystemStorage

_DISK_FULL = "53100"  # PostgreSQL's own disk


class WholeFiles(FileSystemStorage):
    """Django's storage, which leaves no half of a file where the disk is full."""

    def _save(self, name: str, content: Any) -> str:
        path = Path(self.path(name))
        was_there = path.exists()
        try:
            return super()._save(name, content)
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
