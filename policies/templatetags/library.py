"""How the library and the council's table of tags are shown."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.templatetags.everywhere import day
from policies.library.queries import Found
from policies.tagging.queries import TagRow
from policies.tagging.rules import PRESENCE_LABELS

register = template.Library()


@register.filter
def figures(row: TagRow) -> list[tuple[str, str, int]]:
    """The figures of a tag in the order of the columns: key, words and number of schools."""
    return [(key.value, label, row.counts[key]) for key, label in PRESENCE_LABELS.items()]


@register.simple_tag
def found_words(found: Found) -> SafeString:
    """A clause that was found under its heading, with the words that were looked for marked."""
    pieces = format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", text) if is_found else text,) for text, is_found in found.pieces)
    )
    return format_html("<strong>{}.</strong> {}", found.heading, pieces) if found.heading else pieces


@register.simple_tag
def found_where(found: Found, *, is_many: bool) -> str:
    """How the clause stands to the model, since when it holds, and how many others say the same."""
    said = f"{found.relation.label}. {found.standing.label}, in force since {day(found.since)}."
    if not found.others:
        return said
    policies = "policy" if found.others == 1 else "policies"
    return f"{said} The same words stand in {'at least ' if is_many else ''}{found.others} other {policies}."
