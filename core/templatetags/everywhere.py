"""What every template has without loading it: these stand in the settings' `builtins`.

`{% url %}` is Django's, with each address worked out once: a page names up to seventy.
"""

import datetime

from django import template
from django.template.base import Parser, Token
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
