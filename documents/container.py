"""The container of an office file: a zip that is opened only where it is what it says, small when unpacked, and inert.

Nothing here parses XML: names, sizes and a few plain words are looked at before any reader is let near it.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MOST_ENTRIES: Final = 2_000
MOST_UNPACKED: Final = 100 * 1024 * 1024
MOST_RATIO: Final = 100
MOST_TAGS: Final = 600_000
"""How many tags all parts of a text may have: those of some two thousand pages; each takes memory once it is read."""
_SMALL: Final = 1024 * 1024  # what may be packed as tightly as it likes
_PIECE: Final = 256 * 1024
_LONGEST_TYPES: Final = 1024 * 1024
_MACROS = re.compile(r"vbaproject|vbadata|macrosheets/|activex/|dialogsheets/|^basic/|^scripts/", re.IGNORECASE)
_LINKS = re.compile(r"(?:^|/)(?:externallinks/|connections\.xml$|querytables/)", re.IGNORECASE)
_EMBEDDED = re.compile(
    r"(?:^|/)embeddings/|oleobject|^object \d+/|(?:^|/)afchunk"
    r"|\.(?:zip|docx?|xlsx?|odt|ods|pptx?|exe|dll|js|html?|mht|rtf)$",
    re.IGNORECASE,
)
_OLD_OR_LOCKED: Final = b"\xd0\xcf\x11\xe0"
_LOCKED: Final = b"encryption-data"
# A cell beyond column CV or row 300,000: a sheet that reaches so far is meant, or bound, to fill the memory.
_FAR = re.compile(rb'\sr="(?:[D-Z][A-Z]\d|C[W-Z]\d|[A-Z]{3}|[A-Z]{0,2}(?:[3-9]\d{5}|\d{7}))')
_OVERLAP: Final = 32


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of office file: what its name says it is, the program that saves it, what that program calls it, and the
    words in one of its parts that say so.

    or_else: what else it can be saved as.
    """

    name: str
    program: str
    called: str
    ending: str
    part: str
    mark: bytes
    or_else: str

    @property
    def disagrees(self) -> str:
        """What to do about a file that is not what its name says."""
        return (
            f"The name says {self.name}, but the file is not: open it in {self.program} and save it as "
            f"a {self.called} ({self.ending})."
        )


WORKBOOK: Final = Kind(
    "Excel",
    "Excel",
    "workbook",
    ".xlsx",
    "[Content_Types].xml",
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "save the sheet as CSV",
)
WORD: Final = Kind(
    "Word",
    "Word",
    "Word document",
    ".docx",
    "[Content_Types].xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "save it as plain text",
)
OPENDOCUMENT: Final = Kind(
    "OpenDocument",
    "LibreOffice",
    "text document",
    ".odt",
    "mimetype",
    b"application/vnd.oasis.opendocument.text",
    "save it as plain text",
)


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
    check(path, WORKBOOK)


def check(path: Path, kind: Kind) -> None:
    """Look at an office file without parsing it. Raises Refused."""
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(_OLD_OR_LOCKED):
        raise Refused(
            f"The file has a password or comes from an old {kind.program}. Take the password off, or save it as "
            f"{'an Excel' if kind is WORKBOOK else 'a'} {kind.called} ({kind.ending}), and send that."
        )
    if not start.startswith(b"PK\x03\x04"):
        raise Refused(kind.disagrees)
    try:
        with zipfile.ZipFile(path) as container:
            _check_entries(container, kind)
            _check_kind(container, kind)
            _check_parts(container, kind)
    except DAMAGED as broken:
        raise Refused(f"The file is damaged. Open it in {kind.program}, save it again and send that.") from broken


def _check_entries(container: zipfile.ZipFile, kind: Kind) -> None:
    entries = container.infolist()
    if len(entries) > MOST_ENTRIES:
        raise Refused(f"The file has {len(entries):,} parts inside, more than the {MOST_ENTRIES:,} that are opened.")
    names = [entry.filename for entry in entries]
    again = f"save it again in {kind.program}."
    if len(set(names)) < len(names):
        raise Refused(f"Two parts of the file have one name, so which counts is unknown: {again}")
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        if ".." in parts or entry.filename.startswith(("/", "\\")) or ":" in parts[0] or "\\" in entry.filename:
            raise Refused(f"A part of the file points outside of it, so it is not opened: {again}")
        if entry.flag_bits & 0x1:
            raise Refused("The file has a password. Take it off and send the file again.")
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if unpacked > MOST_UNPACKED or (unpacked > _SMALL and unpacked > MOST_RATIO * max(packed, 1)):
        raise Refused(_too_large(kind))
    for pattern, sentence in (
        (_MACROS, _macros(kind)),
        (_LINKS, "The file takes values from other files or places: save a copy with values only, and send that."),
        (_EMBEDDED, f"The file has other files inside: take them out, or {kind.or_else}, and send that."),
    ):
        if any(pattern.search(name) for name in names):
            raise Refused(sentence)


def _macros(kind: Kind) -> str:
    return f"The file holds macros, which are never opened: save it as a {kind.called} without macros ({kind.ending})."


def _too_large(kind: Kind) -> str:
    what = "empty rows, pictures and other sheets" if kind is WORKBOOK else "pictures"
    last = "save it as CSV" if kind is WORKBOOK else kind.or_else
    return f"The file grows too large when it is unpacked: leave out {what}, and send it again, or {last}."


def _check_kind(container: zipfile.ZipFile, kind: Kind) -> None:
    """That what is inside says the same as the name."""
    try:
        with container.open(kind.part) as file:
            said = file.read(_LONGEST_TYPES)
    except KeyError:
        said = b""
    if b"macroEnabled" in said:
        raise Refused(_macros(kind))
    if kind is OPENDOCUMENT:
        if said.strip() != kind.mark:
            raise Refused(kind.disagrees)
        if "META-INF/manifest.xml" in container.namelist() and _LOCKED in container.read("META-INF/manifest.xml"):
            raise Refused("The file has a password. Take it off and send the file again.")
    elif kind.mark not in said:
        raise Refused(kind.disagrees)


def _check_parts(container: zipfile.ZipFile, kind: Kind) -> None:
    """That each part is as long as it says, defines nothing of its own, and that nothing in it fills the memory."""
    unpacked = tags = 0
    for entry in container.infolist():
        is_sheet = entry.filename.startswith("xl/worksheets/")
        is_text = kind is not WORKBOOK and entry.filename.lower().endswith((".xml", ".rels", ".rdf"))
        tail = b""
        with container.open(entry) as file:
            while piece := file.read(_PIECE):
                unpacked += len(piece)
                if unpacked > MOST_UNPACKED:
                    raise Refused(f"The file grows too large when it is unpacked: {kind.or_else} and send that.")
                seen = tail + piece
                # In UTF-16, whose every other byte is nothing, the words would not be seen; no office program uses it.
                if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen or (is_text and b"\x00" in piece):
                    what = "workbook" if kind is WORKBOOK else "document"
                    raise Refused(f"The file holds definitions that no {what} needs: save it again in {kind.program}.")
                if is_sheet and _FAR.search(seen):
                    raise Refused(
                        "A sheet has cells beyond its hundredth column or its 300,000th row: copy the register alone "
                        "into a new workbook and send that."
                    )
                tags += piece.count(b"<") if is_text else 0
                if tags > MOST_TAGS:
                    raise Refused(
                        f"The document is far longer than a policy or a plan: {kind.or_else} and send a part."
                    )
                tail = seen[-_OVERLAP:]
