"""HTML to a tagged PDF (PDF/UA-1) fit for a governing body.

Slow work, 0.1 to 4 seconds: call it from a job. Nothing is fetched but the fonts that come with the product.
"""

import gc
import logging
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML, cssselect2
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

_STYLESHEET = Path(__file__).with_name("paper.css")
_BUNDLED = "bundled:"
# Space that is not shown, at either end of a block: for its sake WeasyPrint breaks a line that is just full after its
# first word.
_BLOCK = "p|li|dt|dd|th|td|h[1-6]|caption|figcaption"
_AROUND = re.compile(rf"(<(?:{_BLOCK})(?:\s[^<>]*)?>)\s++|(?<!\s)\s++(</(?:{_BLOCK})>)")
# Kinds of characters that print nothing: spaces, line ends, marks that steer the writing.
_UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Zs"}


class NotAccessible(Exception):
    """The page breaks the promised standard, for want of a language or of an image's description."""


class OutsideFetch(Exception):
    """The page asked for a file or an address: a paper holds everything itself."""


class _BundledOnly(URLFetcher):  # type: ignore[misc]
    """Opens files of the font folder, named "bundled:<file name>", and nothing else: no file:, no http:, no data:."""

    def __init__(self, fonts: Path) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._fonts = fonts

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002
        """Give back a bundled font. Raises FatalURLFetchingError, which stops the rendering, for all else."""
        name = url.removeprefix(_BUNDLED)
        path = self._fonts / name
        if not url.startswith(_BUNDLED) or path.name != name or path.suffix != ".woff2":
            raise FatalURLFetchingError("a paper may not fetch anything")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/woff2"})


class _WellFormed(HTML):  # type: ignore[misc]
    """A page that is XML as well: the parser of HTML takes a tenth of a short paper's time, and that of XML hardly any.

    What WeasyPrint's own `HTML` holds once it has parsed, and no more. Raises ET.ParseError where it is no XML.
    """

    def __init__(self, html: str, fetcher: URLFetcher) -> None:
        tree = ET.fromstring(html)  # noqa: S314 (our own page: entities stand in a DTD, and it has none)
        self.base_url, self.url_fetcher, self.media_type = _BUNDLED, fetcher, "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(tree, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def _parsed(html: str, fetcher: URLFetcher) -> HTML:
    """The page, by the faster parser where it can be; the other reads all that is HTML."""
    html = _AROUND.sub(r"\1\2", html)
    try:
        return _WellFormed(html, fetcher)
    except ET.ParseError:
        return HTML(string=html, base_url=_BUNDLED, url_fetcher=fetcher)


def render(html: str, *, fonts: Path) -> bytes:
    """Make the PDF of a whole HTML page.

    html: a document with `lang`, `title` and one h1; its own styles are ignored in favour of paper.css. One whose tags
    are all closed and whose attributes all have a value is made faster.
    fonts: the folder that holds the .woff2 files paper.css names.
    Raises NotAccessible when the page breaks PDF/UA, OutsideFetch when it asks for anything from outside.
    """
    fetcher, font_config, stylesheet = _kept(fonts)
    with _complaints() as complaints, _no_garbage_collection():
        try:
            content: bytes = _parsed(html, fetcher).write_pdf(
                stylesheets=[stylesheet], font_config=font_config, pdf_variant="pdf/ua-1"
            )
        except FatalURLFetchingError as refused:
            raise OutsideFetch(str(refused)) from refused
    if complaints:
        raise NotAccessible("; ".join(complaints))
    return content


def unprintable(text: str, *, fonts: Path) -> list[str]:
    """The characters of `text` that the fonts of a paper have no letter for, each once in their order.

    They stand as empty boxes, unless the machine that makes the paper has another font that helps out.
    """
    letters = _letters(fonts)
    seen = dict.fromkeys(unicodedata.normalize("NFC", text))
    return [sign for sign in seen if unicodedata.category(sign) not in _UNSEEN and ord(sign) not in letters]


@lru_cache(maxsize=4)
def _letters(fonts: Path) -> frozenset[int]:
    """The code points that both the plain and the bold faces of the folder have, in one of their files."""
    faces = (set[int](), set[int]())
    for face, weight in zip(faces, ("400-normal", "600-normal"), strict=True):
        for path in fonts.glob(f"*-{weight}.woff2"):
            with TTFont(path, lazy=True) as font:
                face.update(font.getBestCmap())
    return frozenset(faces[0] & faces[1])


@lru_cache(maxsize=4)
def _kept(fonts: Path) -> tuple[_BundledOnly, FontConfiguration, CSS]:
    """Reading fonts and the stylesheet costs as much as a short paper, so both are kept."""
    fetcher, font_config = _BundledOnly(fonts), FontConfiguration()
    stylesheet = CSS(
        string=_STYLESHEET.read_text("utf-8"), base_url=_BUNDLED, url_fetcher=fetcher, font_config=font_config
    )
    return fetcher, font_config, stylesheet


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """A quarter of the time of a rendering is the collector walking boxes that are all alive."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What WeasyPrint logs as an error while rendering: it goes on without, we do not."""
    found: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    handler: Any = Keep(logging.ERROR)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)
