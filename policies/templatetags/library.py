"""How the library and the council's table of tags are shown."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.addresses import address
from core.templatetags.components import card
from core.templatetags.everywhere import day
from people.models import Council
from policies.library.queries import Found, Results
from policies.tagging.queries import TagRow
from policies.tagging.rules import PRESENCE_LABELS

register = template.Library()


@register.filter
def figures(row: TagRow) -> list[tuple[str, str, int]]:
    """The figures of a tag in the order of the columns: key, words and number of schools."""
    return [(key.value, label, row.counts[key]) for key, label in PRESENCE_LABELS.items()]


@register.simple_tag
def found_cards(results: Results, council: Council) -> SafeString:
    """What a search found, a card for each: the school, the clause with the words looked for, and its standing.

    One tag for all of them: a page that is searched for a word is half spent on what stands between them otherwise.
    """
    shown = ((_card(found, council.code, is_many=results.is_many),) for found in results.found)
    return format_html_join("\n", "{}", shown)


def _card(found: Found, code: str, *, is_many: bool) -> SafeString:
    said = format_html("<p>{}</p><p>{}</p>", _words(found), _where(found, is_many=is_many))
    href = address("policies:council-library-policy", code=code, of_urn=found.urn)
    return card(said, heading=found.school, href=href, level=2)


def _words(found: Found) -> SafeString:
    """The clause under its heading, with the words that were looked for marked."""
    pieces = ((format_html("<mark>{}</mark>", text) if is_found else text,) for text, is_found in found.pieces)
    words = format_html_join("", "{}", pieces)
    return format_html("<strong>{}.</strong> {}", found.heading, words) if found.heading else words


def _where(found: Found, *, is_many: bool) -> str:
    """How the clause stands to the model, since when it holds, and how many others say the same."""
    said = f"{found.relation.label}. {found.standing.label}, in force since {day(found.since)}."
    if not found.others:
        return said
    policies = "policy" if found.others == 1 else "policies"
    return f"{said} The same words stand in {'at least ' if is_many else ''}{found.others} other {policies}."
