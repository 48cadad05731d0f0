"""The ledger of erasures: a file apart from the database and its backups, so that a restore can erase people again.

One line an erasure: the person's number, when their account was made (which tells two people apart to whom a restored
database gave the same number) and when they were erased. No name. It only ever grows. Of somebody who never had an
account it also keeps the numbers of their entries on a register of staff: a backup may be older than their own number.
"""

import datetime
import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


class Unreadable(Exception):
    """A ledger that cannot be read. Its text is the sentence for those who run the installation."""


class Unwritable(Exception):
    """A ledger that takes no line. Its text is the sentence the person reads who wanted to erase somebody."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One erasure. staff: the register entries of somebody without an account, each its number and first moment."""

    person: int
    joined: datetime.datetime
    erased: datetime.datetime
    staff: tuple[tuple[int, datetime.datetime], ...] = ()


def append(path: Path, entry: Entry) -> None:
    """Add a line and wait until the disk has it. Raises Unwritable."""
    said: dict[str, object] = {
        "person": entry.person,
        "joined": entry.joined.isoformat(),
        "erased": entry.erased.isoformat(),
    }
    if entry.staff:
        said["staff"] = [[number, first.isoformat()] for number, first in entry.staff]
    line = json.dumps(said).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists()
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            # A line that a full disk cut off is ended first, so that this one stands by itself.
            cut = os.fstat(descriptor).st_size and os.pread(descriptor, 1, os.fstat(descriptor).st_size - 1) != b"\n"
            whole = (b"\n" if cut else b"") + line + b"\n"
            if os.write(descriptor, whole) != len(whole):
                raise OSError("the disk is full")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if is_new:
            _keep_folder(path.parent)
    except OSError as error:
        raise Unwritable(
            "Nobody was erased: the list of erasures that is kept beside the backups cannot be written. Tell those "
            "who run the installation."
        ) from error


def _keep_folder(folder: Path) -> None:
    """Let the disk have the name of a new file too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def entries(path: Path) -> Iterator[Entry]:
    """The erasures in a ledger, in their order. A last line that was cut off tells of an erasure that was not done.

    Raises Unreadable where it is no ledger, or another line of it is damaged.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise Unreadable(f"{path} cannot be opened: {error.strerror}.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _entry(line)
        except (ValueError, TypeError, KeyError) as error:
            if _is_cut(line):
                continue
            raise Unreadable(f"{path} is no ledger of erasures, or is damaged: line {number}.") from error


def _entry(line: bytes) -> Entry:
    given = json.loads(line)
    joined, erased = (datetime.datetime.fromisoformat(given[key]) for key in ("joined", "erased"))
    person = given["person"]
    staff = tuple((number, datetime.datetime.fromisoformat(first)) for number, first in given.get("staff", ()))
    numbers, moments = [person, *(one for one, _ in staff)], [joined, erased, *(first for _, first in staff)]
    if any(type(number) is not int for number in numbers) or not all(moment.tzinfo for moment in moments):
        raise ValueError(line)
    return Entry(person, joined, erased, staff)


def _is_cut(line: bytes) -> bool:
    """Whether it is the beginning of a line, as a full disk leaves it: its erasure was rolled back."""
    return b'{"person": '.startswith(line[:11]) and not line.endswith(b"}")
