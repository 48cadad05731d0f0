"""How the words of a policy stand on a page."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.templatetags.components import deleted, inserted
from policies.comparison.changes import SectionChanges
from policies.comparison.changes import by_section as told_by_section
from policies.document import PLACEHOLDERS, ClauseChange, Comparison, Mark, Piece, Run, in_words, runs
from policies.editor.parts import EditedSection
from policies.layout import LaidOut, Note
from policies.owners import Addresses

register = template.Library()

_BLANK = re.compile(r"\{(" + "|".join(PLACEHOLDERS) + r")\}")


# A policy is read a thousand times for each time it is changed, and is half of its page's work: what was made of the
# same words before is kept, by the words.
@register.simple_tag
def policy_sections(
    sections: tuple[LaidOut, ...], facts: Mapping[str, str], *, marks_core: bool = False, notes: tuple[Note, ...] = ()
) -> SafeString:
    """The text of a policy, from `policies.layout`. marks_core: tell core clauses from the rest.

    notes: what is said beside clauses by which the school binds itself.
    """
    return _policy_sections(sections, tuple(facts.items()), marks_core, notes)


@lru_cache(maxsize=128)
def _policy_sections(
    sections: tuple[LaidOut, ...], facts: tuple[tuple[str, str], ...], marks_core: bool, notes: tuple[Note, ...]
) -> SafeString:
    beside = {note.clause_id: note for note in notes}
    return _made("policies/_text.html", sections=sections, facts=dict(facts), marks_core=marks_core, notes=beside)


@register.filter
def of_clause(notes: Mapping[str, Note], clause_id: str) -> Note | None:
    """What is said beside a clause, if anything."""
    return notes.get(clause_id)


@register.simple_tag
def edited_section(edited: EditedSection, facts: Mapping[str, str], at: Addresses) -> SafeString:
    """A section in the editor, with what can be done to it and to each of its clauses."""
    return _edited_section(edited, tuple(facts.items()), at)


@lru_cache(maxsize=512)
def _edited_section(edited: EditedSection, facts: tuple[tuple[str, str], ...], at: Addresses) -> SafeString:
    return _made("policies/_edited_section.html", edited=edited, facts=dict(facts), at=at)


@register.simple_tag
def page_of(at: Addresses, name: str, **keys: int | str) -> str:
    """The address of a page about one owner's policy: `{% page_of at "clause-change" clause_id=clause.id %}`."""
    return at.of(name, **keys)


@register.simple_tag
def blanks_in_words() -> str:
    """Every blank there is, and what goes there."""
    said = [f"{{{name}}} for {meaning}" for name, meaning in PLACEHOLDERS.items()]
    return f"Write {', '.join(said[:-1])} and {said[-1]}."


@register.simple_tag
def kept_changes(comparison: Comparison, facts: Mapping[str, str], *, shows_all: bool) -> SafeString:
    """What differs between two versions, or the whole text with it marked. comparison: from `policies.comparing`."""
    return _kept_changes(_Itself(comparison), tuple(facts.items()), shows_all)


@dataclass(frozen=True, slots=True, eq=False)
class _Itself:
    """A comparison that is equal to itself alone: telling whether two say the same takes longer than showing one."""

    comparison: Comparison

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.comparison is self.comparison

    def __hash__(self) -> int:
        return id(self.comparison)


@lru_cache(maxsize=16)
def _kept_changes(itself: _Itself, facts: tuple[tuple[str, str], ...], shows_all: bool) -> SafeString:
    comparison = itself.comparison
    changes = comparison.clauses if shows_all else comparison.differing
    return _made("policies/_changes.html", comparison=comparison, changes=changes, facts=dict(facts))


def _made(name: str, **context: object) -> SafeString:
    return mark_safe(get_template(name).render(context))  # noqa: S308 (rendered, so escaped, by the template itself)


@register.simple_tag
def policy_text(text: str, facts: Mapping[str, str]) -> SafeString:
    """The text with each blank filled from `facts`, marked as filled; a blank without a fact says what is missing."""
    return format_html_join(mark_safe("<br>"), "{}", ((_line(line, facts),) for line in text.splitlines()))


def _line(line: str, facts: Mapping[str, str]) -> SafeString:
    return format_html_join("", "{}", ((_looking(run, _with_blanks(run.text, facts)),) for run in runs(line)))


def _with_blanks(words: str, facts: Mapping[str, str]) -> SafeString:
    parts: list[str] = []
    end = 0
    for blank in _BLANK.finditer(words):
        parts += [words[end : blank.start()], _filled(blank[1], facts)]
        end = blank.end()
    return format_html_join("", "{}", ((part,) for part in [*parts, words[end:]]))


def _looking(run: Run, words: str) -> str:
    """Words as their run has them look: bold, leading somewhere, or plain."""
    if run.bold:
        words = format_html("<strong>{}</strong>", words)
    return format_html('<a href="{}" rel="noreferrer">{}</a>', run.href, words) if run.href else words


@register.filter
def rich_text(text: str, facts: Mapping[str, str]) -> SafeString:
    """The text with each blank filled, its bold words bold and its links leading, for a paper."""
    return format_html_join("", "{}", ((_looking(run, in_words(run.text, facts)),) for run in runs(text)))


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
def table_head(rows: Sequence[Sequence[str]], facts: Mapping[str, str] | None = None) -> list[str]:
    """The first row of a table, as wide as its widest row; with `facts` as plain words, which name the cells below."""
    head = _widened(rows)[0]
    return head if facts is None else [in_words(cell, facts) for cell in head]


@register.filter
def table_rows(rows: Sequence[Sequence[str]], facts: Mapping[str, str] | None = None) -> list[list[str]]:
    """The rows of a table below its first, each as wide as the widest; with `facts` as they look on a page."""
    below = _widened(rows)[1:]
    return below if facts is None else [[policy_text(cell, facts) for cell in row] for row in below]


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
    return _joined(pieces, facts, {Mark.SAME: str, Mark.ADDED: inserted, Mark.REMOVED: deleted})


@register.simple_tag
def marked_on_paper(pieces: Iterable[Piece], facts: Mapping[str, str]) -> SafeString:
    """The same for a paper, where nothing is hidden that would be read out: signs tell what came and what went."""
    return _joined(pieces, facts, {Mark.SAME: str, Mark.ADDED: _came, Mark.REMOVED: _went})


def _came(text: str) -> SafeString:
    return format_html("<ins>[+{}]</ins>", text)


def _went(text: str) -> SafeString:
    return format_html("<del>[−{}]</del>", text)


def _joined(
    pieces: Iterable[Piece], facts: Mapping[str, str], marks: Mapping[Mark, Callable[[str], str]]
) -> SafeString:
    """The pieces in a row, each with its mark. A line stays a line, and the cells of a table stand apart."""
    lines = ((piece.mark, plain_text(piece.text, facts).replace("\t", " | ").split("\n")) for piece in pieces)
    shown = (
        format_html_join(mark_safe("<br/>"), "{}", ((marks[mark](line) if line else "",) for line in parts))
        for mark, parts in lines
    )
    return format_html_join("", "{}", ((part,) for part in shown))


@register.filter
def by_section(changes: Iterable[ClauseChange]) -> list[SectionChanges]:
    """The changes under the heading of the section that each stands in."""
    return told_by_section(changes)
