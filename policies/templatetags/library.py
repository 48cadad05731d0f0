"""How the library and the council's table of tags are shown."""

from html import escape

from django import template
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
    return SafeString("\n".join(_card(found, council.code, is_many=results.is_many) for found in results.found))


def _card(found: Found, code: str, *, is_many: bool) -> SafeString:
    said = SafeString(f"<p>{_words(found)}</p><p>{escape(_where(found, is_many=is_many))}</p>")
    href = address("policies:council-library-policy", code=code, of_urn=found.urn)
    return card(said, heading=found.school, href=href, level=2)


def _words(found: Found) -> str:
    """The clause under its heading, with the words that were looked for marked, as markup.

    Joined here, each piece escaped: a page of results has some two hundred, and `format_html` takes three times as
    long for each.
    """
    words = "".join(f"<mark>{escape(text)}</mark>" if is_found else escape(text) for text, is_found in found.pieces)
    return f"<strong>{escape(found.heading)}.</strong> {words}" if found.heading else words


def _where(found: Found, *, is_many: bool) -> str:
    """How the clause stands to the model, since when it holds, and how many others say the same."""
    said = f"{found.relation.label}. {found.standing.label}, in force since {day(found.since)}."
    if not found.others:
        return said
    policies = "policy" if found.others == 1 else "policies"
    return f"{said} The same words stand in {'at least ' if is_many else ''}{found.others} other {policies}."
