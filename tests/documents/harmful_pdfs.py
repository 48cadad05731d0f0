"""PDFs made to harm, or that hold what nobody may open, and what is said of each."""

import io

import pikepdf

from documents import pdf_gate

from .pdf_files import content, packed, stream, text, written

PLAIN = content(text(72, 72, "We plan."))


def locked(**words: str) -> bytes:
    """A PDF with a password to open it, or only one to copy from it."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(PLAIN)) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(**words))
    return file.getvalue()


def bomb(times: int = 1) -> bytes:
    """The content of a page that unpacks to a thousand times what it takes."""
    inside = packed(b"\0" * 60_000_000, times=times)
    filters = " ".join(["/FlateDecode"] * times)
    return content("", page="/Contents 20 0 R", more=[stream(inside, f"/Filter [{filters}]")])


def many_small_bombs() -> bytes:
    """Streams each of which is let through, and which fill the memory together."""
    one = stream(packed(b"\0" * 40_000_000), "/Filter /FlateDecode")
    return content(text(72, 72, "We plan."), more=[one] * 40)


def drawing_of_drawings(depth: int, times: int) -> bytes:
    """Drawings that each draw the next several times: a few thousand bytes that ask for billions of strokes."""
    forms = [
        stream(
            b"/X Do\n" * times if level < depth - 1 else b"0 0 m 1 1 l S",
            f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {21 + level} 0 R >> >>",
        )
        for level in range(depth)
    ]
    return content("/X Do", more=forms, resources="/XObject << /X 20 0 R >>")


def drawing_of_itself() -> bytes:
    form = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 20 0 R >> >>"
    return content("/X Do", more=[stream(b"/X Do", form)], resources="/XObject << /X 20 0 R >>")


def letters_that_draw() -> bytes:
    """A font whose letters are drawings that draw others."""
    forms = [
        stream(b"9 0 d0 /X Do /X Do", f"/Resources << /XObject << /X {21 + level} 0 R >> >>") for level in range(40)
    ]
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 65 /LastChar 65 "
        "/Widths [9] /Encoding << /Differences [65 /a] >> /CharProcs << /a 20 0 R >> >>"
    )
    return content("BT /T 9 Tf (AAAA) Tj ET", more=[*forms, stream(b"")], resources=f"/Font << /T {font} >>")


def hidden_name() -> bytes:
    """A script whose name is written as numbers."""
    return content("", catalog="/OpenAction << /S /#4aava#53cript /#4a#53 (app.alert) >>")


def object_stream() -> bytes:
    """A script in a packed stream of objects, which the bytes of the file do not show."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(content("", catalog="/OpenAction << /S /JavaScript /JS (app.alert) >>"))) as pdf:
        pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"JavaScript" not in file.getvalue()
    return file.getvalue()


def deep() -> bytes:
    return content("", catalog="/Deep " + "[" * 50_000 + "]" * 50_000)


def pages(count: int) -> bytes:
    return content(*[""] * count)


def spelt_bomb() -> bytes:
    """A bomb spelt out in hexadecimal digits, and the objects packed in a stream, so that opening unpacks it."""
    inside = packed(b"\0" * 60_000_000).hex().encode() + b">"
    return content("", page="/Contents 20 0 R", more=[stream(inside, "/Filter [/ASCIIHexDecode /FlateDecode]")])


def old_bomb() -> bytes:
    """Letters packed in the way of old, which nobody bounds."""
    return content("", page="/Contents 20 0 R", more=[stream(b"\x80\x0b\x60" * 40_000, "/Filter /LZWDecode")])


def attached() -> bytes:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(PLAIN)) as pdf:
        pdf.attachments["figures.txt"] = b"1, 2, 3"
        pdf.save(file)
    return file.getvalue()


def loop_of_pages() -> bytes:
    return written({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"})


def picture_as_text() -> bytes:
    """A page whose content says that it is a picture, which is not unpacked to be counted."""
    data = packed(b"0 0 m 1 1 l S\n" * 2_000_000)
    said = "/Filter /FlateDecode /Type /XObject /Subtype /Image /Width 1 /Height 1"
    return content("", page="/Contents 20 0 R", more=[stream(data, said)])


REFUSED: dict[str, tuple[bytes, str]] = {
    "words": (b"plain words", "The name says PDF, but the file is not"),
    "zip": (b"PK\x03\x04" + b"\0" * 2_000, "The name says PDF, but the file is not"),
    "cut": (PLAIN[: len(PLAIN) // 2].replace(b"Catalog", b"Cat"), "The file is damaged"),
    "no pages": (content(), "The file is damaged"),
    "loop": (loop_of_pages(), "The file is damaged"),
    "password": (locked(user="sesame", owner="sesame"), "The file is locked"),
    "no copying": (locked(user="", owner="sesame"), "The file is locked"),
    "bomb": (bomb(), "grows too large"),
    "bomb in a bomb": (bomb(2), "grows too large"),
    "bombs": (many_small_bombs(), "grows too large"),
    "spelt bomb": (spelt_bomb(), "grows too large"),
    "old bomb": (old_bomb(), "grows too large"),
    "picture as text": (picture_as_text(), "drawing that is too large"),
    "long page": (content("0 0 m 1 1 l S\n" * 400_000), "drawing that is too large"),
    "broad": (drawing_of_drawings(9, 40), "drawing that is too large"),
    "deep drawing": (drawing_of_drawings(60, 1), "drawing that is too large"),
    "itself": (drawing_of_itself(), "drawing that is too large"),
    "letters": (letters_that_draw(), "drawing that is too large"),
    "deep": (deep(), "The file is damaged"),
    "pages": (pages(pdf_gate.MOST_PAGES + 1), "201 pages, more than the 200"),
    "objects": (PLAIN + b"9 0 obj\nnull\nendobj\n" * 100_001, "far longer than"),
    "script": (content("", catalog="/OpenAction << /S /JavaScript /JS (app.alert) >>"), "scripts or programs"),
    "script elsewhere": (content("", page="/AA << /O << /S /JavaScript /JS 20 0 R >> >>"), "scripts or programs"),
    "script by its number": (hidden_name(), "scripts or programs"),
    "script inside": (object_stream(), "scripts or programs"),
    "named script": (content("", catalog="/Names << /JavaScript << /Names [] >> >>"), "scripts or programs"),
    "launch": (content("", catalog="/OpenAction << /S /Launch /F (a.exe) >>"), "scripts or programs"),
    "film": (content("", page="/Annots [<< /Subtype /RichMedia /Rect [0 0 9 9] >>]"), "scripts or programs"),
    "form": (content("", catalog="/AcroForm << /Fields [] /XFA (x) >>"), "a form that only Acrobat shows"),
    "attached": (attached(), "other files inside"),
}
"""By a name: the bytes, and a part of the sentence."""
