"""What templates of reports say in words."""

from collections.abc import Sequence

from django import template

from core.states import appearance

register = template.Library()


@register.filter
def state_word(state: str) -> str:
    """The word of a state, as its tag would say it; that there is none for nothing."""
    return appearance(state).word if state else "No milestone"


@register.simple_tag
def cell_head(heads: Sequence[str], place: int) -> str:
    """The head of the column in which a cell stands."""
    return heads[place]
