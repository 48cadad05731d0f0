"""The product's components: one tag each, one file each in templates/components.

A page template holds plain elements (headings, paragraphs, lists, links) and these tags, and never a class name.
Text given to a tag is escaped; what stands between a block tag and its end is a template's own markup.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Literal

from django import template
from django.forms import BaseForm, BoundField
from django.template.engine import Engine
from django.templatetags.static import static
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from core.addresses import address
from core.fields import shown
from core.filters import FilterForm
from core.states import appearance

register = template.Library()

ButtonKind = Literal["primary", "secondary", "warning", "link"]
_BUTTON_CLASSES: dict[ButtonKind, str] = {
    "primary": "govuk-button",
    "secondary": "govuk-button govuk-button--secondary",
    "warning": "govuk-button govuk-button--warning",
    "link": "app-button-link",
}


def _component(component: str, /, **context: object) -> SafeString:
    return _found(f"components/{component}.html").render(template.Context(context))


@lru_cache(maxsize=4096, typed=True)  # typed, so that words that are markup and words that only look like it differ
def _small(component: str, /, **words: str) -> SafeString:
    """A component that is made of a few words alone: an editor's page says the same hundred of them every time."""
    return _component(component, **words)


def _framed(component: str, slots: Mapping[str, str], /, **words: str) -> SafeString:
    """A component whose slots are filled and nothing more, so that what stands round them is rendered once.

    slots: those that hold something. words: what else the component is made of, of few kinds.
    """
    frame = _frame(component, tuple(slots), **words)
    filled = (part if is_frame else conditional_escape(slots[part]) for part, is_frame in frame)
    return mark_safe("".join(filled))  # noqa: S308 (what fills a slot is escaped here)


@cache
def _frame(component: str, slots: tuple[str, ...], /, **words: str) -> Sequence[tuple[str, bool]]:
    """The component in parts: its own markup, and between it the names of its slots."""
    marked = {name: mark_safe(f"\0{name}\0") for name in slots}  # noqa: S308 (names of ours)
    parts = enumerate(_component(component, **marked, **words).split("\0"))
    return [(part, place % 2 == 0) for place, part in parts]


@cache
def _found(name: str) -> template.Template:
    """A template, found once: a page may hold a hundred components."""
    return Engine.get_default().get_template(name)


def _words(value: str | Sequence[str]) -> Sequence[str]:
    """A list of words: a list from the view, or written in the template as "Milestone|Due|State"."""
    return value.split("|") if isinstance(value, str) else value


# Frame of a page ----------------------------------------------------------------------------------------------------
@register.simple_block_tag
def captured(content: str) -> str:
    """What stands inside, without the spaces round it: `{% captured as heading %}...{% endcaptured %}`."""
    return mark_safe(content.strip())  # noqa: S308 (rendered, so escaped, by the template itself)


@register.simple_tag
def theme_url(colour: str) -> str:
    """The address of the style sheet that gives a page its council's colour."""
    return address("theme", colour=colour.lstrip("#").lower())


@register.simple_tag
def asset(name: str) -> str:
    """The address of a file of ours that pages are made of, which changes with its content."""
    return _asset(name)


@cache
def _asset(name: str) -> str:
    return static(f"dist/{name}")


@register.simple_tag
def breadcrumbs(crumbs: Iterable[tuple[str, str]]) -> SafeString:
    """The way back up: (label, url) pairs, the outermost first, without the page itself."""
    return _breadcrumbs(tuple((conditional_escape(label), conditional_escape(url)) for label, url in crumbs))


@lru_cache(maxsize=1024)
def _breadcrumbs(crumbs: tuple[tuple[str, str], ...]) -> SafeString:
    return _component("breadcrumbs", crumbs=crumbs)


@register.simple_tag
def back_link(href: str, text: str = "Back") -> SafeString:
    """The way back from a form or a step."""
    return _small("back_link", href=href, text=text)


@register.simple_tag
def service_navigation(place: str, items: Iterable[Any]) -> SafeString:
    """The navigation of a place: items with `label`, `url` and `is_current`, after its name where one is given."""
    shown = ((conditional_escape(item.label), conditional_escape(item.url), item.is_current) for item in items)
    return _navigation(conditional_escape(place), tuple(shown))


# What is kept by words is escaped first: words that are markup are equal to words that only look like it.
@lru_cache(maxsize=1024)
def _navigation(place: str, items: tuple[tuple[str, str, bool], ...]) -> SafeString:
    return _component("service_navigation", place=place, items=items)


@register.simple_tag
def confidential(who: str) -> SafeString:
    """The line under the heading of a confidential page, saying who can see it."""
    return _component("confidential", who=who)


@register.simple_tag
def steps(labels: str | Sequence[str], current: int) -> SafeString:
    """Where the reader is in a task of several pages; `current` counts from 1."""
    return _component("steps", labels=_words(labels), current=current)


# Text ---------------------------------------------------------------------------------------------------------------
@register.simple_tag
def tag(state: str, word: str = "") -> SafeString:
    """The tag of a state, in the colour of core.states; `word` says it in other words."""
    return _tag(state, word)


@cache
def _tag(state: str, word: str) -> SafeString:
    shown = appearance(state)
    return _component("tag", word=word or shown.word, colour=shown.colour)


@register.simple_tag
def hidden(text: str) -> SafeString:
    """Words for those who listen: `<a href="...">Change{% hidden "the second aim" %}</a>`."""
    return _small("hidden", text=text)


@register.simple_tag
def inserted(text: str) -> SafeString:
    """Words that a comparison found to have come, said aloud as well as seen."""
    return _small("inserted", text=text)


@register.simple_tag
def deleted(text: str) -> SafeString:
    """Words that a comparison found to have gone, said aloud as well as seen."""
    return _small("deleted", text=text)


@register.simple_tag
def written_date(words: str, reading: str = "") -> SafeString:
    """A date as it was written, and our reading of it in brackets."""
    return _small("written_date", words=words, reading=reading)


@register.simple_tag
def warning(text: str) -> SafeString:
    """A consequence the reader must know before going on."""
    return _component("warning", text=text)


@register.simple_tag
def asked_words(pieces: Iterable[object]) -> SafeString:
    """Words with the asks in them marked and numbered: pieces with `text` and `number`, which is 0 for no ask."""
    return _component("asked_words", pieces=pieces)


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """A passage set apart from its surroundings."""
    return _component("inset", content=content)


@register.simple_block_tag
def details(content: str, summary: str) -> SafeString:
    """Something that only some readers need, behind its summary."""
    return _component("details", content=content, summary=summary)


@register.simple_block_tag
def notice(content: str, title: str = "Important", kind: Literal["", "success"] = "") -> SafeString:
    """A banner about the page as a whole."""
    return _component("notice", content=content, title=title, kind=kind, id=f"notice-{slugify(title)}")


@register.simple_tag
def messages_banner(messages: Iterable[object]) -> SafeString:
    """What the last action has to say, one banner for its outcome and one for the rest."""
    every = list(messages)
    done = [message for message in every if getattr(message, "level_tag", "") == "success"]
    return _component("messages", done=done, others=[message for message in every if message not in done])


@register.simple_block_tag
def panel(content: str, title: str) -> SafeString:
    """The confirmation at the end of a task. It holds the page's one h1."""
    return _component("panel", content=content, title=title)


@register.simple_tag
def qr_code(picture: SafeString) -> SafeString:
    """A square for a telephone's camera: an SVG that a library drew. What it says stands beside it in words."""
    return _component("qr_code", picture=picture)


@register.simple_tag
def chart(drawn: Any, *, opened: bool = False) -> SafeString:
    """A `documents.charts.Drawn`: its sentence, its picture, and its table behind a line, or `opened` as on paper."""
    its = drawn.chart
    rows = table(its.title, its.head, its.rows, "|".join(str(n) for n in range(2, len(its.head) + 1)))
    return _component("chart", chart=its, svg=SafeString(drawn.svg), table=rows, opened=opened)


@register.simple_tag
def cover_picture(picture: Any) -> SafeString:
    """A `people.cover_picture.Picture`: who stands behind which post, each person a shape that is theirs."""
    return _component("cover_picture", picture=picture)


@register.simple_block_tag
def empty(content: str, title: str) -> SafeString:
    """An empty state: what this is, why it is empty for you, and the next step."""
    return _component("empty", content=content, title=title)


@register.simple_block_tag
def progress(content: str, href: str, every: str = "1s") -> SafeString:
    """Work in hand. The part of `href` with the id "progress" is fetched again `every` second, or by a link.

    When the work is done `href` answers an htmx request with the header HX-Redirect, any other with a redirect.
    """
    return _component("progress", content=content, href=href, every=every)


# Lists --------------------------------------------------------------------------------------------------------------
@register.simple_tag
def summary_list(rows: Iterable[Sequence[Any]]) -> SafeString:
    """Facts about one thing: rows of (name, value) or (name, value, href of the change)."""
    return _component("summary_list", rows=rows)


@register.simple_block_tag
def rich_summary_list(content: str) -> SafeString:
    """Facts whose values hold markup: write `<div><dt>name</dt><dd>value</dd></div>` for each."""
    return _component("rich_summary_list", content=content)


@register.simple_tag
def table(
    caption: str,
    head: str | Sequence[str],
    rows: Iterable[Sequence[object]],
    numeric: str = "",
    *,
    hide_caption: bool = False,
) -> SafeString:
    """A table of plain cells, cards on a phone. The first cell of a row names it; `numeric="2|3"` holds numbers."""
    numbers = {int(column) for column in numeric.split("|") if column}
    columns = [(conditional_escape(label), index in numbers) for index, label in enumerate(_words(head), start=1)]
    body = [(first, [(cell, *column) for cell, column in zip(rest, columns[1:], strict=True)]) for first, *rest in rows]
    return _component("table", caption=caption, columns=columns, rows=body, hide_caption=hide_caption)


@register.simple_block_tag
def rich_table(content: str, caption: str, head: str | Sequence[str], *, hide_caption: bool = False) -> SafeString:
    """A table whose cells hold markup: write each `<tr>` plainly, `<th scope="row">` first.

    Each `<td data-label="Due">` repeats the head of its column, which names the line on a phone;
    `data-numeric` sets a number to the right.
    """
    return _component("rich_table", content=content, caption=caption, head=_words(head), hide_caption=hide_caption)


@register.simple_tag
def needs(items: Iterable[object]) -> SafeString:
    """What needs somebody: items with `what`, `href`, `why` and, as words, `when`."""
    return _component("needs", items=items)


@register.simple_tag
def task_list(items: Iterable[object], name: str = "task") -> SafeString:
    """Tasks to do in any order: items with `title`, `href`, `hint` and `state`. `name` keeps two lists' ids apart."""
    return _component("task_list", items=items, name=name)


@register.simple_tag
def filters(form: FilterForm, of: str, clear: str, button: str = "Show") -> SafeString:
    """The filters of a list, which live in its address.

    of: what the list is of, in the plural. clear: the address of the whole list.
    """
    about = f"the {of} that match"
    return _component("filters", form=form, of=of, clear=clear, button=button, about=about)


@register.simple_block_tag
def views(content: str, label: str) -> SafeString:
    """Other ways to look at what a page shows: write `<li><a href="…">name</a></li>` for each."""
    return _component("views", content=content, label=label)


@register.simple_tag
def pagination(older: str = "", newer: str = "") -> SafeString:
    """The way to older and newer rows of a list that is paged by key."""
    return _component("pagination", older=older, newer=newer)


@register.simple_tag
def source_lines(lines: Iterable[object], label: str) -> SafeString:
    """The lines of a file as they came: objects with `number` and `text`. Line 7 answers to #line-7.

    What a line has besides (core.correcting.beside) says what became of it: `taken`, `href`, `note`.
    """
    return _component("source_lines", lines=lines, label=label)


# Layout of a part ---------------------------------------------------------------------------------------------------
@register.simple_block_tag
def card(content: str, heading: str = "", href: str = "", level: int = 3) -> SafeString:
    """A thing among its like. `level` is that of its heading: 2 where no heading stands above the cards."""
    slots = {"content": content, "heading": heading, "href": href}
    return _framed("card", {name: value for name, value in slots.items() if value}, level=str(level))


@register.simple_block_tag
def cards(content: str) -> SafeString:
    """Cards side by side where there is room."""
    return _component("cards", content=content)


@register.simple_block_tag
def columns(content: str) -> SafeString:
    """Two or three columns where there is room; each is a `<div>`."""
    return _component("columns", content=content)


@register.simple_block_tag
def bottom_bar(content: str) -> SafeString:
    """What can be done with a long page, kept in sight at its foot."""
    return _component("bottom_bar", content=content)


# Buttons and forms --------------------------------------------------------------------------------------------------
@register.simple_block_tag
def parts(content: str, section: str) -> SafeString:
    """The parts of a text that can be changed, each a list item: where it is from, its words, what can be done."""
    return _component("parts", content=content, section=section)


@register.simple_block_tag
def cells(content: str, legend: str) -> SafeString:
    """The fields of one row of a table, side by side where there is room; `legend` names the row."""
    return _component("cells", content=content, legend=legend)


@register.simple_tag
def tick(name: str, value: object, about: str, form: str, at: object = "") -> SafeString:
    """A box to tick for a row of a list, sent with the form of this id. `at` tells apart rows that stand twice."""
    slots = {"id": f"{name}{at}-{value}", "value": str(value), "about": about}
    return _framed("tick", slots, name=name, form=form)


@register.simple_block_tag
def part_actions(content: str) -> SafeString:
    """What can be done to a part: list items of links and buttons, side by side."""
    return _component("part_actions", content=content)


@register.simple_tag
def button(
    text: str,
    href: str = "",
    kind: ButtonKind = "primary",
    about: str = "",
    name: str = "",
    value: str = "",
    form: str = "",
) -> SafeString:
    """A button that submits its form, or with `href` a link that looks like one.

    `about` is read out after the text, where several buttons on a page say the same. `form` is the id of a form
    that stands elsewhere on the page.
    """
    classes = _BUTTON_CLASSES[kind]
    return _small("button", text=text, href=href, classes=classes, about=about, name=name, value=value, form=form)


@register.simple_block_tag
def buttons(content: str) -> SafeString:
    """Buttons and links side by side."""
    return _component("buttons", content=content)


@register.simple_block_tag(takes_context=True)
def post_form(context: template.Context, content: str, action: str) -> SafeString:
    """A form of buttons alone, beside a thing it acts on."""
    return _component("post_form", content=content, action=action, csrf_token=context.get("csrf_token"))


@register.simple_tag
def form_errors(*forms: BaseForm | Sequence[BaseForm]) -> SafeString:
    """The error summary of the forms of a page, or of lists of them; nothing where they have no errors."""
    every = [one for form in forms for one in ([form] if isinstance(form, BaseForm) else form)]
    errors = [error for form in every for error in _errors(form)]
    return _component("form_errors", errors=errors) if errors else SafeString()


def _errors(form: BaseForm) -> Iterable[tuple[str, str]]:
    """(id of what to mend, sentence) for each error of a form, those of the whole form first."""
    for sentence in form.non_field_errors():
        yield "", str(sentence)
    for field in form:
        for sentence in field.errors:
            yield _first_id(field), str(sentence)


def _first_id(field: BoundField) -> str:
    """The id of a field's first control: groups of radios and checkboxes have none of their own."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.simple_tag
def form_field(field: BoundField) -> SafeString:
    """A field with its label, hint, control and, where it has any, errors."""
    return shown(field)


@register.simple_tag
def control(field: BoundField, classes: str) -> SafeString:
    """A field's control with the classes of its component, beside the attributes its widget already has."""
    return field.as_widget(attrs={"class": classes})
