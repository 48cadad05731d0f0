"""`{% kept %}`: a part of a page is made of the values it is given, of those alone, and once for the same ones."""

from dataclasses import dataclass

import pytest
from django.template import Context, Template, TemplateSyntaxError

from core.templatetags import everywhere


@dataclass(frozen=True, slots=True)
class Row:
    key: int
    words: str


class Counted:
    """Says how often a template asked it."""

    def __init__(self) -> None:
        self.times = 0

    def __str__(self) -> str:
        self.times += 1
        return f"asked {self.times}"


def rendered(template: Template, **values: object) -> str:
    return template.render(Context(values))


def test_it_is_made_once_for_the_same_values_and_anew_for_others() -> None:
    template = Template("{% kept row=row here=here %}{{ row.words }} {{ here }}{% endkept %}")
    here = Counted()
    assert rendered(template, row=Row(1, "one"), here=here) == "one asked 1"
    assert rendered(template, row=Row(1, "one"), here=here) == "one asked 1"
    assert rendered(template, row=Row(1, "two"), here=here) == "two asked 2"
    assert rendered(template, row=Row(1, "one"), here="there") == "one there"


def test_nothing_but_its_values_is_known_inside() -> None:
    template = Template("{% kept row=row %}{{ row.words }}{{ secret }}{{ user }}{% endkept %}{{ secret }}")
    assert rendered(template, row=Row(1, "one"), secret="kept from others", user="somebody") == "onekept from others"


def test_two_parts_with_the_same_values_are_two() -> None:
    template = Template("{% kept row=row %}a{{ row }}{% endkept %}{% kept row=row %}b{{ row }}{% endkept %}")
    assert rendered(template, row="1") == "a1b1"


def test_what_it_is_made_of_is_escaped() -> None:
    template = Template("{% kept row=row %}{{ row.words }}{% endkept %}")
    assert rendered(template, row=Row(1, "<b>")) == "&lt;b&gt;"


def test_so_many_are_kept_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(everywhere, "_MOST_KEPT", 3)
    template = Template("{% kept n=n %}{{ n }}{% endkept %}")
    for n in range(10):
        assert rendered(template, n=n) == str(n)
        assert len(template.nodelist[0].kept) <= 3


@pytest.mark.parametrize("tag", ["{% kept %}", "{% kept row %}", "{% kept row=row other %}"])
def test_it_says_what_it_takes(tag: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="by name"):
        Template(tag + "{% endkept %}")
