"""The container of an office file: a zip that is opened only where it is what it says, small when unpacked, and inert.

Nothing here parses XML: names, sizes and a few plain words are looked at before any reader is let near it.
"""

import re
import zipfile
import zlib
from pathlib import Path
from typing import Final

MOST_ENTRIES: Final = 2_000
MOST_UNPACKED: Final = 100 * 1024 * 1024
MOST_RATIO: Final = 100
_SMALL: Final = 1024 * 1024  # what may be packed as tightly as it likes
_PIECE: Final = 256 * 1024
_TYPES: Final = "[Content_Types].xml"
_LONGEST_TYPES: Final = 1024 * 1024
_WORKBOOK: Final = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACROS = re.compile(r"vbaproject|macrosheets/|activex/|dialogsheets/", re.IGNORECASE)
_LINKS = re.compile(r"(?:^|/)(?:externallinks/|connections\.xml$|querytables/)", re.IGNORECASE)
_EMBEDDED = re.compile(r"(?:^|/)embeddings/", re.IGNORECASE)
_OLD_OR_LOCKED: Final = b"\xd0\xcf\x11\xe0"
# A cell beyond column CV or row 300,000: a sheet that reaches so far is meant, or bound, to fill the memory.
_FAR = re.compile(rb'\sr="(?:[D-Z][A-Z]\d|C[W-Z]\d|[A-Z]{3}|[A-Z]{0,2}(?:[3-9]\d{5}|\d{7}))')
_OVERLAP: Final = 32


DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,  # packed in a way that nobody uses
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # locked
)
"""What opening and reading a container that is not whole can raise."""


class Refused(Exception):
    """A container that may not be opened. The message is the sentence that the person reads."""


def check_workbook(path: Path) -> None:
    """Look at an .xlsx without parsing it. Raises Refused."""
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(_OLD_OR_LOCKED):
        raise Refused(
            "The file has a password or comes from an old Excel. Take the password off, or save it as an Excel "
            "workbook (.xlsx), and send that."
        )
    if not start.startswith(b"PK\x03\x04"):
        raise Refused("The name says Excel, but the file is not: open it in Excel and save it as a workbook (.xlsx).")
    try:
        with zipfile.ZipFile(path) as container:
            _check_entries(container)
            _check_kind(container)
            _check_parts(container)
    except DAMAGED as broken:
        raise Refused("The file is damaged. Open it in Excel, save it again and send that.") from broken


def _check_entries(container: zipfile.ZipFile) -> None:
    entries = container.infolist()
    if len(entries) > MOST_ENTRIES:
        raise Refused(f"The file has {len(entries):,} parts inside, more than the {MOST_ENTRIES:,} that are opened.")
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise Refused("Two parts of the file have one name, so which counts is unknown: save it again in Excel.")
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        if ".." in parts or entry.filename.startswith(("/", "\\")) or ":" in parts[0] or "\\" in entry.filename:
            raise Refused("A part of the file points outside of it, so it is not opened: save it again in Excel.")
        if entry.flag_bits & 0x1:
            raise Refused("The file has a password. Take it off and send the file again.")
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if unpacked > MOST_UNPACKED or (unpacked > _SMALL and unpacked > MOST_RATIO * max(packed, 1)):
        raise Refused(
            "The file grows too large when it is unpacked: leave out empty rows, pictures and other sheets, and send "
            "it again, or save it as CSV."
        )
    for pattern, sentence in (
        (_MACROS, "The file holds macros, which are never opened: save it as a workbook without macros (.xlsx)."),
        (_LINKS, "The file takes values from other files or places: save a copy with values only, and send that."),
        (_EMBEDDED, "The file has other files inside: take them out, or save the sheet as CSV, and send that."),
    ):
        if any(pattern.search(name) for name in names):
            raise Refused(sentence)


def _check_kind(container: zipfile.ZipFile) -> None:
    """That what is inside says the same as the name."""
    try:
        with container.open(_TYPES) as file:
            types = file.read(_LONGEST_TYPES)
    except KeyError:
        types = b""
    if b"macroEnabled" in types:
        raise Refused("The file holds macros, which are never opened: save it as a workbook without macros (.xlsx).")
    if _WORKBOOK not in types:
        raise Refused("The name says Excel, but the file is not: open it in Excel and save it as a workbook (.xlsx).")


def _check_parts(container: zipfile.ZipFile) -> None:
    """That each part is as long as it says, defines nothing of its own, and that no sheet reaches into the distance."""
    unpacked = 0
    for entry in container.infolist():
        is_sheet = entry.filename.startswith("xl/worksheets/")
        tail = b""
        with container.open(entry) as file:
            while piece := file.read(_PIECE):
                unpacked += len(piece)
                if unpacked > MOST_UNPACKED:
                    raise Refused("The file grows too large when it is unpacked: save the sheet as CSV and send that.")
                seen = tail + piece
                if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                    raise Refused("The file holds definitions that no workbook needs: save it again in Excel.")
                if is_sheet and _FAR.search(seen):
                    raise Refused(
                        "A sheet has cells beyond its hundredth column or its 300,000th row: copy the register alone "
                        "into a new workbook and send that."
                    )
                tail = seen[-_OVERLAP:]
