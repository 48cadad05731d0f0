"""What every template has without loading it: these stand in the settings' `builtins`.

`{% url %}` is Django's, with each address worked out once: a page names up to seventy. `{% kept %}` does the same for a
whole row of a long list.
"""

import datetime
from collections.abc import Mapping

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parsed
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from core.addresses import address

register = template.Library()


class _KeptURLNode(URLNode):
    def render(self, context: template.Context) -> str:
        name = self.view_name.resolve(context)
        places = [value.resolve(context) for value in self.args]
        keys = {key: value.resolve(context) for key, value in self.kwargs.items()}
        try:
            found = address(name, *places, **keys)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar is None:
            return conditional_escape(found) if context.autoescape else found
        context[self.asvar] = found
        return ""


@register.filter(expects_localtime=True)
def day(value: datetime.date | None) -> str:
    """A day as papers write it, 12 March 2026; of a moment, its day here."""
    return f"{value:%-d %B %Y}" if value else ""


@register.filter(expects_localtime=True)
def moment(value: datetime.datetime | None) -> str:
    """A moment as clocks here show it, 12 March 2026, 14:02. Django's own filter takes several times as long."""
    return f"{value:%-d %B %Y, %H:%M}" if value else ""


@register.tag
def url(parser: Parser, token: Token) -> URLNode:
    """The address of a page by its name and keys, as in `{% url "school" urn=school.urn %}`."""
    node = parsed(parser, token)
    return _KeptURLNode(node.view_name, node.args, node.kwargs, node.asvar)


_MOST_KEPT = 4096


class _KeptNode(template.Node):
    def __init__(self, nodelist: NodeList, given: Mapping[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.given = given
        self.kept: dict[tuple[object, ...], str] = {}

    def render(self, context: template.Context) -> str:
        values = tuple(value.resolve(context) for value in self.given.values())
        found = self.kept.get(values)
        if found is None:
            if len(self.kept) >= _MOST_KEPT:
                self.kept.clear()
            found = self.kept[values] = self.nodelist.render(context.new(dict(zip(self.given, values, strict=True))))
        return found


@register.tag
def kept(parser: Parser, token: Token) -> _KeptNode:
    """A part of a page that is made of these values alone, and looks as it did where it was made of them before.

    `{% kept row=row can_edit=can_edit %}...{% endkept %}`: nothing else that the page holds is known inside. The values
    are hashed, so a row is a frozen dataclass of what is shown of it; none of them is markup.
    """
    name, *given = token.split_contents()
    values = token_kwargs(given, parser)
    if not values or given:
        raise template.TemplateSyntaxError(f"{name} takes the values that its part is made of, by name")
    nodelist = parser.parse((f"end{name}",))
    parser.delete_first_token()
    return _KeptNode(nodelist, values)
