"""The file of a backup: a tar inside an age file, written and read as it flows.

header.json comes first, then the database in parts, then each file, and last manifest.json with the hash of every one
before it. What is read counts only when the manifest was reached and agrees.
"""

import fcntl
import hashlib
import io
import json
import os
import tarfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

import pyrage
from pyrage.x25519 import Identity, Recipient

from core.backups import Refused

HEADER, MANIFEST = "header.json", "manifest.json"
PART_BYTES = 8 * 1024 * 1024
_PIPE_BYTES = 1024 * 1024
_CHUNK = 256 * 1024


@dataclass
class Sealed:
    """What became of a backup: the file's size and hash."""

    size: int = 0
    sha256: str = ""


@dataclass
class Writer:
    """Puts parts into a backup and notes the hash of each."""

    tar: tarfile.TarFile
    parts: list[dict[str, object]] = field(default_factory=list)

    def add(self, name: str, data: bytes) -> None:
        """One part, from memory."""
        self._add(name, io.BytesIO(data), len(data))

    def add_stream(self, prefix: str, stream: BinaryIO) -> None:
        """What a program writes, of which nobody knows how much it will be: parts of 8 MiB, in order."""
        number = 0
        while data := _full(stream, PART_BYTES):
            self.add(f"{prefix}/{number:06}", data)
            number += 1

    def add_file(self, name: str, path: Path) -> None:
        """A file as it is at this moment; none where it went meanwhile."""
        with suppress(FileNotFoundError), path.open("rb") as stream:
            self._add(name, stream, os.fstat(stream.fileno()).st_size)

    def _add(self, name: str, stream: BinaryIO, size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        counted = _Counted(stream)
        self.tar.addfile(info, counted)
        self.parts.append({"name": name, "size": size, "sha256": counted.sha256.hexdigest()})


@contextmanager
def sealed(target: Path, recipients: Sequence[Recipient]) -> Iterator[tuple[Writer, Sealed]]:
    """A new backup at `target`, which is there only once it is whole. `Sealed` is filled when the block has ended.

    Raises Refused when it cannot be written.
    """
    unfinished = target.with_name(f".{target.name}.unfinished")
    result = Sealed()
    try:
        with _new(unfinished, target) as file:
            with (
                _pipe(file, recipients) as (stream, output),
                tarfile.open(fileobj=stream, mode="w|", bufsize=_PIPE_BYTES, format=tarfile.PAX_FORMAT) as tar,
            ):
                writer = Writer(tar)
                yield writer, result
                writer.add(MANIFEST, json.dumps(writer.parts).encode())
            file.flush()
            os.fsync(file.fileno())
            result.size, result.sha256 = output.size, output.sha256.hexdigest()
            unfinished.rename(target)
        _sync(target.parent)
    except BaseException as error:
        unfinished.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise Refused(f"The backup could not be written to {target}: {error.strerror or error}.") from error
        raise


@contextmanager
def _new(unfinished: Path, target: Path) -> Iterator[BinaryIO]:
    if target.exists():
        raise Refused(f"{target} is there already: choose another name.")
    with unfinished.open("ab") as file:
        unfinished.chmod(0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(f"Another backup is being written to {target} now.") from None
        file.truncate(0)  # what a backup that was killed had left
        yield file


@contextmanager
def _pipe(file: BinaryIO, recipients: Sequence[Recipient]) -> Iterator[tuple[BinaryIO, "_Output"]]:
    """A stream whose bytes are encrypted into `file` by a thread of its own."""
    output = _Output(file)
    reading, writing = _ends()

    def encrypt() -> None:
        try:
            pyrage.encrypt_io(reading, output, recipients)
        except pyrage.EncryptError as error:
            output.error = output.error or OSError(str(error))
        finally:
            reading.close()  # so that whoever writes to it goes no further

    thread = threading.Thread(target=encrypt, name="encrypt")
    thread.start()
    try:
        yield writing, output
    except BrokenPipeError:
        thread.join()
        if output.error is None:
            raise
    finally:
        with suppress(BrokenPipeError):
            writing.close()
        thread.join()
    if output.error is not None:
        raise output.error


class _Counted:
    """A stream that hashes what is read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.sha256.update(data)
        return data


class _Output:
    """A file that hashes what is written to it, and remembers what went wrong: pyrage tells it in words of its own."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.sha256 = hashlib.sha256()
        self.size = 0
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            written = self.file.write(data)
        except OSError as error:
            self.error = error
            raise
        self.sha256.update(data)
        self.size += len(data)
        return written

    def flush(self) -> None:
        try:
            self.file.flush()
        except OSError as error:
            self.error = error
            raise


# Reading -------------------------------------------------------------------------------------------------------------
@dataclass
class Part:
    """One part of a backup, to be read as it comes by."""

    name: str
    path: Path
    stream: _Counted

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, once.

        Raises Refused where they break off.
        """
        try:
            while data := self.stream.read(_CHUNK):
                yield data
        except tarfile.TarError as error:
            raise damaged(self.path) from error

    def json(self) -> Any:
        """What it says, where it is one of the two that say something."""
        try:
            return json.loads(b"".join(self.chunks()))
        except ValueError as error:
            raise foreign(self.path) from error


def damaged(path: Path) -> Refused:
    """What is said of a file that was a backup and is no longer whole."""
    return Refused(f"{path} is damaged or not whole. Nothing was restored: fetch it again, or take another backup.")


def foreign(path: Path) -> Refused:
    """What is said of a file that never was one."""
    return Refused(f"{path} is no backup of Succession, or not the beginning of one. Nothing was restored.")


def parts(path: Path, identities: Sequence[Identity]) -> Iterator[Part]:
    """Each part of a backup in order, its header first. It ends well only where the manifest agrees with all of them.

    Raises Refused for a file that cannot be read, is foreign, is encrypted for another key, or is damaged.
    """
    seen: list[dict[str, object]] = []
    with _opened(path, identities) as reading:
        with _tar(path, reading) as tar:
            for info in _each(path, tar):
                counted = _Counted(_content(path, tar, info))
                part = Part(info.name, path, counted)
                if not seen and info.name != HEADER:
                    raise foreign(path)
                if info.name == MANIFEST:
                    if part.json() != seen:
                        raise damaged(path)
                    break
                yield part
                for _rest in part.chunks():
                    pass
                seen.append({"name": info.name, "size": info.size, "sha256": counted.sha256.hexdigest()})
            else:
                raise damaged(path) if seen else foreign(path)
        while reading.read(_CHUNK):  # to the end of the file: whatever follows the manifest must be sound as well
            pass


def _each(path: Path, tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    try:
        yield from tar
    except tarfile.TarError as error:
        raise damaged(path) from error


def _content(path: Path, tar: tarfile.TarFile, info: tarfile.TarInfo) -> BinaryIO:
    content = tar.extractfile(info) if info.isfile() else None
    if content is None:
        raise foreign(path)
    return cast("BinaryIO", content)


def _tar(path: Path, reading: BinaryIO) -> tarfile.TarFile:
    try:
        return tarfile.open(fileobj=reading, mode="r|", bufsize=_PIPE_BYTES)
    except tarfile.TarError as error:
        raise foreign(path) from error


@contextmanager
def _opened(path: Path, identities: Sequence[Identity]) -> Iterator[BinaryIO]:
    """What is inside, decrypted by a thread of its own. What the thread met is told before what it led to."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error
    reading, writing = _ends()
    met: list[OSError | pyrage.DecryptError] = []

    def decrypt() -> None:
        output = _Output(writing)
        try:
            pyrage.decrypt_io(file, output, identities)
        except (OSError, pyrage.DecryptError) as error:
            if output.error is None:  # nobody reads on, which is no fault of the file
                met.append(error)
        finally:
            with suppress(BrokenPipeError):
                writing.close()
            file.close()

    thread = threading.Thread(target=decrypt, name="decrypt")
    thread.start()
    try:
        yield reading
    except Refused as error:
        reading.close()
        thread.join()
        raise _told(path, met) or error from error
    finally:
        reading.close()
        thread.join()
    if told := _told(path, met):
        raise told


def _told(path: Path, met: Sequence[BaseException]) -> Refused | None:
    """The sentence for what kept the file from being opened, if anything did."""
    if not met:
        return None
    if isinstance(met[0], pyrage.DecryptError):
        if "No matching keys" in str(met[0]):
            return Refused(
                f"{path} is encrypted for another key. Nothing was restored: give the secret key that is its own."
            )
        return foreign(path)
    return damaged(path)


def _full(stream: BinaryIO, size: int) -> bytes:
    """The next `size` bytes, fewer only at the end."""
    pieces, left = [], size
    while left and (data := stream.read(left)):
        pieces.append(data)
        left -= len(data)
    return b"".join(pieces)


def _ends() -> tuple[BinaryIO, BinaryIO]:
    """A pipe: where it is read and where it is written."""
    reading, writing = os.pipe()
    with suppress(OSError):  # as wide as the machine lets this user
        fcntl.fcntl(reading, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    return cast("BinaryIO", os.fdopen(reading, "rb")), cast("BinaryIO", os.fdopen(writing, "wb"))


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
