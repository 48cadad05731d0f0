"""The gate of PDFs: one is opened only where it is whole, unlocked, inert and small once it is unpacked and drawn.

What comes out is a copy with nothing but the pages that were looked at and their tags, so that whoever draws them sees
the same file.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pikepdf

from documents import gate, pdf_drawing, pdf_streams

MOST_PAGES: Final = 200
MOST_OBJECTS: Final = 100_000
_MEGABYTE: Final = 1024 * 1024
_BEGINS_WITHIN: Final = 1024
_OBJECT: Final = re.compile(rb"\d\s+obj\b")
_OLD_PACKING: Final = re.compile(rb"/(?:LZWDecode|LZW)\b")
_MOST_OLD: Final = 64 * 1024  # bytes of a stream packed in an old way, which can grow by two thousand times
_PACKINGS: Final = {"/FlateDecode", "/Fl", "/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"}
_MOST_TEXT: Final = 100 * _MEGABYTE  # of all streams that are no pictures
_LONGEST_TAGS: Final = 100_000  # bytes of one object; every page looks at all that stands beside its own tags
_DEEPEST: Final = 60
_SUSPECT: Final = re.compile(
    rb"/(?:JavaScript|JS|Launch|ImportData|GoToE|Rendition|Movie|Sound|Screen|RichMedia\w*|3D|EF|EmbeddedFiles?|XFA)\b"
)
_ACTIONS: Final = {"/JavaScript", "/Launch", "/ImportData", "/GoToE", "/Rendition", "/Movie", "/Sound"}
_MARKUP: Final = "Text FreeText Highlight Underline Squiggly StrikeOut Caret Ink Square Circle Line Stamp"
_COMMENTS: Final = frozenset(f"/{kind}" for kind in _MARKUP.split())
_PLAYED: Final = {"/RichMedia", "/Movie", "/Sound", "/3D", "/Screen"}

_PRINT: Final = "open it, print it to a new PDF, and send that."
_ACTIVE: Final = f"The file holds scripts or programs, which are never opened: {_PRINT}"
_FILES: Final = f"The file has other files inside: {_PRINT}"
_FORM: Final = f"The file is a form that only Acrobat shows: {_PRINT}"
_LOCKED: Final = f"The file is locked, against copying or with a password: {_PRINT}"
_DAMAGED: Final = f"The file is damaged: {_PRINT}"
_GROWS: Final = "The file grows too large when it is unpacked: leave out pictures, or send a part of it."
_DRAWN: Final = "The file holds a drawing that is too large to be read: leave it out, and send the file again."
_LONG: Final = "The file is far longer than a policy or a plan: send a part of it."

# They hold for the whole process, which has no other use for it. Streams are unpacked by it in the memory.
pikepdf.settings.set_qpdf_limits(
    parser_max_nesting=_DEEPEST,
    parser_max_container_size=200_000,
    max_stream_filters=3,
    flate_max_memory=pdf_streams.MOST_OF_ONE,
    run_length_max_memory=pdf_streams.MOST_OF_ONE,
    png_max_memory=pdf_streams.MOST_OF_ONE,
    tiff_max_memory=pdf_streams.MOST_OF_ONE,
    doc_max_warnings=200,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A PDF that may be read: a copy of its pages alone, and the comments on them, each with the number of its page."""

    content: bytes
    comments: tuple[tuple[int, str], ...]


def opened(name: str, path: Path) -> Opened:
    """A PDF that may be opened. Raises gate.Refused."""
    gate.check_name_and_size(name, path.stat().st_size, (gate.PDF,))
    content = path.read_bytes()
    _check_bytes(content)
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            _check_pages(pdf)
            longest = _check_objects(pdf)
            comments = tuple(_comments(pdf))
            _write_forms_out(pdf)
            pdf_drawing.check(pdf)
            return Opened(_copy(pdf, with_tags=longest <= _LONGEST_TAGS), comments)
    except pikepdf.PasswordError as locked:
        raise gate.Refused(_LOCKED) from locked
    except pdf_drawing.TooMuch as much:
        raise gate.Refused(_DRAWN) from much
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as broken:
        raise gate.Refused(_DAMAGED) from broken


def _check_bytes(content: bytes) -> None:
    if b"%PDF-" not in content[:_BEGINS_WITHIN]:
        raise gate.Refused(
            "The name says PDF, but the file is not: open it in the program that made it, and save it as a PDF (.pdf)."
        )
    if sum(1 for _ in _OBJECT.finditer(content)) > MOST_OBJECTS:
        raise gate.Refused(_LONG)
    named = pdf_streams.plain_names(content)
    if re.search(rb"/Encrypt\b", named):
        raise gate.Refused(_LOCKED)
    if re.search(rb"/XRef\b", named) and _OLD_PACKING.search(named):
        # Objects may be packed in streams, and these in the old way, whose growth nobody bounds.
        raise gate.Refused(_GROWS)
    try:
        pdf_streams.check(content)
    except pdf_streams.TooLarge as large:
        raise gate.Refused(_GROWS) from large


def _check_pages(pdf: pikepdf.Pdf) -> None:
    if pdf.is_encrypted:
        raise gate.Refused(_LOCKED)
    if not len(pdf.pages):
        raise gate.Refused(_DAMAGED)
    if len(pdf.pages) > MOST_PAGES:
        raise gate.Refused(
            f"The file has {len(pdf.pages):,} pages, more than the {MOST_PAGES} that are read: send a part of it."
        )


def _check_objects(pdf: pikepdf.Pdf) -> int:
    """How long the longest object is, in bytes of it as it would be written, but for streams."""
    if len(pdf.objects) > MOST_OBJECTS:
        raise gate.Refused(_LONG)
    unpacked = longest = 0
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            unpacked += _checked_stream(thing)
            if unpacked > _MOST_TEXT:
                raise gate.Refused(_GROWS)
        elif not isinstance(thing, pikepdf.Dictionary | pikepdf.Array):
            continue
        said = thing.stream_dict.unparse() if isinstance(thing, pikepdf.Stream) else thing.unparse(resolved=True)
        longest = max(longest, len(said))
        if _SUSPECT.search(said):
            # The words may stand in a text as well, so they are looked for where they mean something.
            for sentence in _hidden(thing, 0):
                raise gate.Refused(sentence)
    return longest


def _checked_stream(stream: pikepdf.Stream) -> int:
    """At least how long a stream is that is no picture."""
    if stream.get("/Subtype") == pikepdf.Name.Image:
        return 0
    named = stream.get("/Filter", pikepdf.Array())
    filters = {str(one) for one in (named if isinstance(named, pikepdf.Array) else [named])}
    length = len(stream.read_raw_bytes())
    if filters - _PACKINGS and length > _MOST_OLD:
        raise gate.Refused(_GROWS)
    return length


def _hidden(thing: object, depth: int) -> Iterator[str]:
    """Why an object may not be let in. Only what stands in it, not what it refers to, which is looked at by itself."""
    if depth > _DEEPEST:
        raise gate.Refused(_DAMAGED)
    if isinstance(thing, pikepdf.Array):
        for one in thing.as_list():
            if not _is_apart(one):
                yield from _hidden(one, depth + 1)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in thing.keys():  # noqa: SIM118 (no dictionary of Python's)
            value = thing.get(key)
            yield from _said(key, value)
            if not _is_apart(value):
                yield from _hidden(value, depth + 1)


def _is_apart(value: object) -> bool:
    """Whether a value is no object in which others stand, or one that is looked at by itself."""
    return not isinstance(value, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream) or value.is_indirect


def _said(key: str, value: object) -> Iterator[str]:
    name = str(value) if isinstance(value, pikepdf.Name) else ""
    if key == "/XFA":
        yield _FORM
    if key in ("/EF", "/EmbeddedFiles") or (key == "/Type" and name == "/EmbeddedFile"):
        yield _FILES
    if key in ("/JS", "/JavaScript") or (key == "/S" and name in _ACTIONS) or (key == "/Subtype" and name in _PLAYED):
        yield _ACTIVE


def _comments(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str]]:
    """What was said about the pages: notes, and words beside what was marked or struck out."""
    for number, page in enumerate(pdf.pages, start=1):
        notes = page.obj.get("/Annots")
        for note in notes.as_list() if isinstance(notes, pikepdf.Array) else []:
            if isinstance(note, pikepdf.Dictionary) and str(note.get("/Subtype")) in _COMMENTS:
                said = str(note.get("/Contents", ""))
                if said.strip() and not ("/AP" in note and note.get("/Subtype") == pikepdf.Name.FreeText):
                    yield number, said


def _write_forms_out(pdf: pikepdf.Pdf) -> None:
    """Make what was typed into a form, or set upon a page, a part of the page: it is read as it shows."""
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("screen")


def _copy(pdf: pikepdf.Pdf, *, with_tags: bool) -> bytes:
    copy = io.BytesIO()
    with pikepdf.new() as pages:
        pages.add_pages_from(pdf, forms="strip")
        for key in ("/StructTreeRoot", "/MarkInfo") if with_tags else ():
            if isinstance(said := pdf.Root.get(key), pikepdf.Dictionary):
                pages.Root[key] = pages.copy_foreign(pdf.make_indirect(said))
        pages.save(
            copy,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return copy.getvalue()
