"""PDFs that tests make object by object, so that what is read was not written by the library that reads it.

Only their tags are laid out by another, which writes no letters.
"""

import io
import zlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pikepdf

A4 = (595, 842)
_FONTS = {"F": "Helvetica", "B": "Helvetica-Bold", "S": "Symbol", "Z": "ZapfDingbats", "C": "Courier"}


def packed(data: bytes, *, times: int = 1) -> bytes:
    """The data as a packed stream holds them."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def stream(data: bytes, said: str = "") -> bytes:
    """A stream as it stands in a file. said: more of its dictionary."""
    return f"<< /Length {len(data)} {said} >>\nstream\n".encode("latin-1") + data + b"\nendstream"


def text(x: float, y: float, words: str, *, size: float = 11, font: str = "F", more: str = "") -> str:
    """Words at a place, counted from the top left corner of an A4 page."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {more} 1 0 0 1 {x} {A4[1] - y} Tm ({escaped}) Tj ET\n"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A ruled line."""
    return f"0.5 w {x0} {A4[1] - y0} m {x1} {A4[1] - y1} l S\n"


def ruled(xs: Sequence[float], ys: Sequence[float]) -> str:
    """The lines of a table whose columns and rows end there."""
    return "".join(line(xs[0], y, xs[-1], y) for y in ys) + "".join(line(x, ys[0], x, ys[-1]) for x in xs)


def content(
    *pages: str, more: Sequence[bytes] = (), catalog: str = "", page: str = "", resources: str = "", said: str = ""
) -> bytes:
    """The bytes of a file with these pages. more: objects, the first of which is number 20. catalog, page, resources:
    more of these dictionaries. said: more of the trailer.
    """
    fonts = " ".join(
        f"/{key} << /Type /Font /Subtype /Type1 /BaseFont /{name}"
        f"{'' if key in 'SZ' else ' /Encoding /WinAnsiEncoding'} >>"
        for key, name in _FONTS.items()
    )
    numbers = [100 + 2 * index for index in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects: dict[int, bytes] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode("latin-1"),
        2: (
            f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 {A4[0]} {A4[1]}] "
            f"/Resources << /Font << {fonts} >> {resources} >> >>"
        ).encode("latin-1"),
    }
    objects |= {20 + index: one for index, one in enumerate(more)}
    for number, drawn in zip(numbers, pages, strict=True):
        objects[number] = f"<< /Type /Page /Parent 2 0 R /Contents {number + 1} 0 R {page} >>".encode("latin-1")
        objects[number + 1] = stream(packed(drawn.encode("cp1252")), "/Filter /FlateDecode")
    return written(objects, said)


def written(objects: dict[int, bytes], said: str = "") -> bytes:
    """The bytes of a file of these objects, the first of which is the catalog."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        out += f"{number} 1\n{place:010} 00000 n \n".encode()
    size = max(objects) + 1
    return bytes(out + f"trailer\n<< /Size {size} /Root 1 0 R {said} >>\nstartxref\n{start}\n%%EOF\n".encode())


Element = tuple[str, Sequence["int | Element"]]  # its kind; in it, marked writing by its number, and elements


def marked(number: int, drawn: str) -> str:
    """What is drawn, marked with a number that tags may speak of."""
    return f"/P << /MCID {number} >> BDC\n{drawn}EMC\n"


Spans = Mapping[str, dict[str, int]]


def tagged(made: bytes, *pages: Sequence[Element], spans: Spans = MappingProxyType({})) -> bytes:
    """A file with tags: the elements of each of its pages. spans: what cells of a kind reach over, as /RowSpan."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        parents = []
        tops = []
        for index, (page, elements) in enumerate(zip(pdf.pages, pages, strict=True)):
            holders: dict[int, pikepdf.Object] = {}
            tops += [_element(pdf, root, page.obj, one, holders, spans) for one in elements]
            page.obj["/StructParents"] = index
            held = [holders.get(number, root) for number in range(max(holders, default=-1) + 1)]
            parents += [index, pikepdf.Array(held)]
        root["/K"] = pikepdf.Array(tops)
        root["/ParentTree"] = pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(parents)))
        pdf.Root["/StructTreeRoot"] = root
        pdf.Root["/MarkInfo"] = pikepdf.Dictionary(Marked=True)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def _element(
    pdf: pikepdf.Pdf,
    parent: pikepdf.Object,
    page: pikepdf.Object,
    element: Element,
    holders: dict[int, pikepdf.Object],
    spans: Spans,
) -> pikepdf.Object:
    kind, held = element
    made = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{kind}"), P=parent, Pg=page)
    )
    if kind in spans:
        made["/A"] = pikepdf.Dictionary({"/O": pikepdf.Name.Table, **spans[kind]})
    kids = []
    for one in held:
        if isinstance(one, int):
            holders[one] = made
            kids.append(one)
        else:
            kids.append(_element(pdf, made, page, one, holders, spans))
    made["/K"] = pikepdf.Array(kids)
    return made
