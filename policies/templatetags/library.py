"""How the council's table of tags is shown."""

from django import template

from policies.tagging.queries import TagRow
from policies.tagging.rules import PRESENCE_LABELS

register = template.Library()


@register.filter
def figures(row: TagRow) -> list[tuple[str, str, int]]:
    """The figures of a tag in the order of the columns: key, words and number of schools."""
    return [(key.value, label, row.counts[key]) for key, label in PRESENCE_LABELS.items()]
