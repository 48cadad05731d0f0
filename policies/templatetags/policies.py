"""How the words of a policy stand on a page."""

import re
from collections.abc import Iterable, Mapping, Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.templatetags.components import deleted, inserted
from policies.document import PLACEHOLDERS, Mark, Piece, in_words

register = template.Library()

_BLANK = re.compile(r"\{(" + "|".join(PLACEHOLDERS) + r")\}")


@register.simple_tag
def policy_text(text: str, facts: Mapping[str, str]) -> SafeString:
    """The text with each blank filled from `facts`, marked as filled; a blank without a fact says what is missing."""
    return format_html_join(mark_safe("<br>"), "{}", ((_line(line, facts),) for line in text.splitlines()))


def _line(line: str, facts: Mapping[str, str]) -> SafeString:
    parts: list[str] = []
    end = 0
    for blank in _BLANK.finditer(line):
        parts += [line[end : blank.start()], _filled(blank[1], facts)]
        end = blank.end()
    return format_html_join("", "{}", ((part,) for part in [*parts, line[end:]]))


def _filled(name: str, facts: Mapping[str, str]) -> SafeString:
    meaning = PLACEHOLDERS[name]
    if name in facts:
        return format_html('<dfn title="This stands for {}">{}</dfn>', meaning, facts[name])
    return format_html('<dfn title="This blank is not filled in yet">[{}]</dfn>', meaning)


@register.filter
def plain_text(text: str, facts: Mapping[str, str]) -> str:
    """The text with each blank filled, as plain words for a paper."""
    return in_words(text, facts)


@register.filter
def table_head(rows: Sequence[Sequence[str]]) -> list[str]:
    """The first row of a table, as wide as its widest row."""
    return _widened(rows)[0]


@register.filter
def table_rows(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows of a table below its first, each as wide as the widest."""
    return _widened(rows)[1:]


def _widened(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    width = max((len(row) for row in rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows] or [[]]


@register.simple_tag
def marked_words(pieces: Iterable[Piece]) -> SafeString:
    """Words as they are kept, blanks unfilled, with what was added and taken out marked."""
    return marked(pieces, {})


@register.simple_tag
def marked(pieces: Iterable[Piece], facts: Mapping[str, str]) -> SafeString:
    """A compared text, its blanks filled: what came is inserted and what went deleted, said aloud as well as seen."""
    return format_html_join("", "{}", ((_marked(piece.mark, plain_text(piece.text, facts)),) for piece in pieces))


def _marked(mark: Mark, text: str) -> str:
    if mark is Mark.SAME:
        return text
    return inserted(text) if mark is Mark.ADDED else deleted(text)
