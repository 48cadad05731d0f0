"""Bold words and links in the texts of a policy: `**bold**` and `[words](https://...)`, and nothing else of Markdown.

A text is read into runs, never into HTML: whoever shows it escapes each run by its own means. All other signs stay as
they are written, so that texts from before look the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. `href` is where they lead, http, https or mailto; empty where nowhere."""

    text: str
    bold: bool = False
    href: str = ""


_SAFE = ("http://", "https://", "mailto:")
_READER = MarkdownIt("zero").enable(["emphasis", "link"])
# Any other address is no link, and stays as it is written.
_READER.validateLink = lambda url: url.lower().startswith(_SAFE)  # type: ignore[method-assign]


@lru_cache(maxsize=8_192)
def runs(text: str) -> tuple[Run, ...]:
    """The runs of one text. Their texts joined are its words without the signs of bold words and links."""
    if "**" not in text and "](" not in text:
        return (Run(text),) if text else ()
    lines = text.split("\n")
    found = [run for line in lines for run in (Run("\n"), *_line(line))][1:]
    return tuple(_joined(found))


def plain(text: str) -> str:
    """The words alone, for outputs that have no bold."""
    return "".join(run.text for run in runs(text))


def _line(line: str) -> Iterator[Run]:
    bold, href = 0, ""
    for token in _READER.parseInline(line)[0].children or []:
        sign = _sign(token)
        if sign == "bold":
            bold += token.nesting
        elif sign == "link":
            href = str(token.attrGet("href")) if token.nesting == 1 else ""
        elif words := _words(token):
            yield Run(words, bold > 0, href)


def _sign(token: Token) -> str:
    if token.type.startswith("strong") and token.markup == "**":
        return "bold"
    return "link" if token.type.startswith("link") else ""


def _words(token: Token) -> str:
    """What a token shows: of stars and lines that are no bold words, themselves."""
    return token.markup if token.nesting else token.content


def _joined(found: list[Run]) -> Iterator[Run]:
    held: Run | None = None
    for run in found:
        if held is not None and (held.bold, held.href) == (run.bold, run.href):
            held = Run(held.text + run.text, run.bold, run.href)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held
