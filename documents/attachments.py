"""What may be kept to be handed on as it came, without being read here: the papers of a meeting.

Name, first bytes and container agree; nothing that runs when somebody opens it, nothing locked, and no archive that
unpacks to more than it seems. Each refusal is one sentence. Pure.
"""

import io
import zipfile
from pathlib import PurePath

from documents import gate
from documents.container import DAMAGED, MOST_ENTRIES, MOST_RATIO, MOST_UNPACKED
from documents.gate import MAX_BYTES, Refused

EXTENSIONS = (".pdf", ".docx", ".odt", ".xlsx", ".txt", ".md")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1
# A part that each kind of container has, and what stands in it.
_PARTS = {
    ".docx": ("[Content_Types].xml", b"wordprocessingml.document.main+xml"),
    ".xlsx": ("[Content_Types].xml", b"spreadsheetml.sheet.main+xml"),
    ".odt": ("mimetype", b"application/vnd.oasis.opendocument.text"),
}
_RUNS = ("vbaproject.bin", "vbadata.xml", "activex", "oleobject", "basic/", "scripts/")
_DISAGREE = "The name ends in {suffix}, but the file is something else: save it again as {suffix}, and send that."


def check(name: str, content: bytes) -> None:
    """Refuse a file that may not be kept, by the name it came with and by what it holds. Raises gate.Refused."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in EXTENSIONS:
        raise Refused("Choose a PDF, a Word, OpenDocument or Excel file, or text: .pdf .docx .odt .xlsx .txt .md.")
    if not content:
        raise Refused("The file is empty: choose the one that holds the paper.")
    if len(content) > MAX_BYTES:
        raise Refused("The file is larger than 10 MB: make it smaller, for example by saving its pictures smaller.")
    if content.startswith(_OLE):
        raise Refused("The file is locked with a password, or in an old format: save it again without one.")
    if suffix == ".pdf":
        _check_pdf(content)
    elif suffix in _PARTS:
        _check_container(suffix, content)
    else:
        gate.open_upload(name, content)


def _check_pdf(content: bytes) -> None:
    if not content.startswith(b"%PDF-"):
        raise Refused(_DISAGREE.format(suffix=".pdf"))
    if b"/Encrypt" in content:
        raise Refused("The PDF is locked: save it again without a password.")
    if any(word in content for word in (b"/JavaScript", b"/Launch", b"/EmbeddedFile")):
        raise Refused("The PDF holds a program or another file: print it to a new PDF, and send that.")


def _check_container(suffix: str, content: bytes) -> None:
    part, mark = _PARTS[suffix]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            entries = container.infolist()
            _check_entries(entries, len(content))
            if part not in container.namelist() or mark not in container.read(part):
                raise Refused(_DISAGREE.format(suffix=suffix))
    except DAMAGED:
        raise Refused(_DISAGREE.format(suffix=suffix)) from None


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * size:
        raise Refused("The file unpacks to far more than it seems: save it as a PDF, and send that.")
    for entry in entries:
        name = entry.filename.lower().replace("\\", "/")
        if entry.flag_bits & _ENCRYPTED:
            raise Refused("The file is locked with a password: save it again without one.")
        if name.startswith("/") or ".." in name.split("/"):
            raise Refused("The file is not made as office programs make it: save it as a PDF, and send that.")
        if any(word in name for word in _RUNS):
            raise Refused("The file holds macros or another file: save it without them, or as a PDF.")
