"""The gate: what may be opened at all. Whatever is turned away is turned away in one sentence.

A document is plain text, so it is what its name says if it decodes as text and holds nothing that text does not hold. A
register is a sheet: plain text too, or a workbook (documents.container). The bytes decide; neither the name nor a
content type is believed.
"""

import codecs
import re
from pathlib import Path

from documents import characters, container

MAX_BYTES = 10 * 1024 * 1024
EXTENSIONS = (".txt", ".md")
OFFICE = {".docx": container.WORD, ".odt": container.OPENDOCUMENT}
PDF = ".pdf"
DOCUMENTS = (*EXTENSIONS, *OFFICE, PDF)
"""What a document may be that is read for what it says, as a policy is."""
SHEETS = (".csv", ".xlsx")
"""What a register may be. Whoever takes one says so: a document is a sheet only where its meaning may stand in one."""
EITHER = (*DOCUMENTS, *SHEETS)
"""What may be a document or a sheet, as a plan is."""

# What to call the endings where one of them is to be chosen.
_SORTS = (
    ((".docx", ".odt"), "a Word or OpenDocument file (.docx or .odt)"),
    ((".pdf",), "a PDF (.pdf)"),
    ((".txt", ".md"), "a plain text or Markdown file (.txt or .md)"),
    ((".xlsx", ".csv"), "a spreadsheet (.xlsx or .csv)"),
)
_MEGABYTE = 1024 * 1024
_LOOKED_AT = 4096
_UTF16_OR_32 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
# First bytes of what people rename to .txt, and what to call it.
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a rich text document"),
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
# The bytes of one character beyond ASCII in UTF-8: what a Windows-1252 text has none of, save by a rare accident.
_UTF8_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LETTERS_AND_SIGNS_OF_WINDOWS = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŸŽžƒ£€¥©®™°·•–—…†‡‘’‚“”„«»‹›§¶½¼¾²³¹±×÷ªº¡¿´`¨¸¯\xa0\xad]")
_SAVE_AS_UTF8 = "Save it again as plain text with the encoding UTF-8."


class Refused(Exception):
    """A file that may not be opened. The message is the sentence that the person reads."""


def is_sheet(name: str) -> bool:
    """Whether a file of this name is a sheet of rows."""
    return Path(name).suffix.lower() in SHEETS


def listed(among: tuple[str, ...]) -> str:
    """The sorts of file that are taken, as in "a Word file (.docx), a PDF (.pdf) or a spreadsheet (.csv)"."""
    *first, last = [called for endings, called in _SORTS if set(endings) <= set(among)]
    return f"{', '.join(first)} or {last}" if first else last


def may_be(among: tuple[str, ...]) -> str:
    """What a file may be, as a page says it where one is to be chosen."""
    said = listed(among)
    return f"{said[:1].upper()}{said[1:]}, of up to {MAX_BYTES // _MEGABYTE} MB."


def check_name_and_size(name: str, size: int, among: tuple[str, ...] = EXTENSIONS) -> None:
    """Refuse by name and size in bytes, before anything is read or stored. among: the endings that are taken."""
    if Path(name).suffix.lower() not in among:
        if among == SHEETS:
            raise Refused("Choose a spreadsheet whose name ends in .xlsx or .csv. Others can be saved as one of these.")
        if among != EXTENSIONS:
            raise Refused(f"Choose {listed(among)}: no others are read today.")
        raise Refused("Only text files are read today: choose a file whose name ends in .txt or .md.")
    if size == 0:
        raise Refused(f"The file is empty: choose the one that holds the {'rows' if among == SHEETS else 'words'}.")
    if size > MAX_BYTES:
        raise Refused(
            f"The file is larger than {MAX_BYTES // _MEGABYTE} MB, the most that is read: bring a part of it."
        )


def open_upload(name: str, data: bytes | Path) -> str:
    """The text of a file of that name, from its bytes or from where they are stored.

    Read as UTF-8, with or without a byte order mark, or else as Windows-1252 where that makes plausible text.
    Line endings are left as they are. Raises Refused.
    """
    check_name_and_size(name, data.stat().st_size if isinstance(data, Path) else len(data))
    content = data.read_bytes() if isinstance(data, Path) else data
    _check_signature(content)
    text = _decoded(content)
    _check_characters(text)
    if characters.is_blank(text):
        raise Refused("The file holds no words, only blank space: choose the one that holds the words.")
    return text


def check_office(name: str, path: Path) -> None:
    """Refuse a Word or OpenDocument file that may not be opened, before anything in it is parsed. Raises Refused."""
    check_name_and_size(name, path.stat().st_size, tuple(OFFICE))
    try:
        container.check(path, OFFICE[Path(name).suffix.lower()])
    except container.Refused as refusal:
        raise Refused(str(refusal)) from refusal


def open_sheet(name: str, path: Path) -> str:
    """The text of a .csv, or nothing for an .xlsx that may be opened. Of text in UTF-16, and of cells, more is let
    through than in a document: a cell that holds what no text does is refused with its row.

    Raises Refused.
    """
    check_name_and_size(name, path.stat().st_size, SHEETS)
    if Path(name).suffix.lower() == ".xlsx":
        try:
            container.check_workbook(path)
        except container.Refused as refusal:
            raise Refused(str(refusal)) from refusal
        return ""
    content = path.read_bytes()
    text = _in_utf16(content)
    if text is None:
        _check_signature(content, "CSV")
        text = _decoded(content)
    if characters.is_blank(text[:_LOOKED_AT]) and characters.is_blank(text):
        raise Refused("The file holds no rows: choose the one that holds them.")
    return text


def _in_utf16(content: bytes) -> str | None:
    """The text of a file in UTF-16 or UTF-32, which old spreadsheets save; None where it is in neither."""
    encoding = "utf-32" if content.startswith(_UTF16_OR_32[2:]) else "utf-16"
    if not content.startswith(_UTF16_OR_32):
        if not _looks_like_utf16(content):
            return None
        encoding = "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(f"Some letters of the file are damaged. {_SAVE_AS_UTF8}") from None


def _check_signature(content: bytes, said: str = "text") -> None:
    if content.startswith(_UTF16_OR_32) or _looks_like_utf16(content):
        raise Refused(f"The file is text in UTF-16, which is not read. {_SAVE_AS_UTF8}")
    for signature, what in _SIGNATURES:
        # Text may well begin with the letters MZ; a program has NULs close behind them.
        if content.startswith(signature) and (signature != b"MZ" or b"\x00" in content[:1024]):
            kind = "choose a file of plain text" if said == "text" else "save the sheet as CSV and send that"
            raise Refused(f"The name says {said}, but the file is {what}: {kind}.")


def _looks_like_utf16(content: bytes) -> bool:
    """Whether every other byte is NUL, as in UTF-16 text without a byte order mark."""
    start = content[:2048]
    even, odd = start[0::2], start[1::2]
    share = len(start) / 2 * 0.7
    return len(start) >= 4 and (
        (even.count(0) > share and not odd.count(0)) or (odd.count(0) > share and not even.count(0))
    )


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    high_bytes = sum(byte >= 0x80 for byte in content)
    in_characters = sum(len(found) for found in _UTF8_CHARACTER.findall(content))
    if in_characters * 2 > high_bytes:
        raise Refused(f"Some letters of the file are damaged, as when two encodings are mixed. {_SAVE_AS_UTF8}")
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise Refused(f"The file is not plain text that can be read. {_SAVE_AS_UTF8}") from None
    odd = high_bytes - len(_LETTERS_AND_SIGNS_OF_WINDOWS.findall(text))
    if high_bytes > len(text) * 0.3 or odd > high_bytes * 0.3:
        raise Refused(f"The file is not plain text that can be read. {_SAVE_AS_UTF8}")
    return text


def _check_characters(text: str) -> None:
    if found := characters.CONTROLS.search(text):
        line = characters.line_of(found)
        raise Refused(f"The file is not plain text: line {line} holds what no text does. {_SAVE_AS_UTF8}")
    if found := characters.DIRECTION.search(text):
        raise Refused(
            f"Line {characters.line_of(found)} holds a hidden character that turns the direction of the writing: "
            "type that line afresh and save the file again."
        )
