"""Components say what they are given, escaped, to eye and ear alike."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import mark_safe

from core import fields
from core.gallery import GalleryForm, Item, Need, SourceLine, Task
from core.states import STATES
from documents.charts import Drawn, bars

HOSTILE = "<script>alert('x')</script>\"&"
COMPONENTS = sorted(path.stem for path in Path(settings.BASE_DIR, "templates/components").glob("*.html"))


def rendered(source: str, **context: object) -> str:
    return Template("{% load components crispy_forms_filters crispy_forms_tags %}" + source).render(Context(context))


class _Tags(HTMLParser):
    """Every start tag of a page with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def tags_of(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(html)
    return parser.tags


@pytest.fixture
def gallery(client: Client) -> str:
    response = client.get(reverse("components"))
    assert response.status_code == 200
    return response.content.decode()


def test_a_banner_about_what_was_done_is_headed_with_no_word_of_a_state() -> None:
    page = rendered("{% messages_banner messages %}", messages=[Message(25, "Kept.", "")])
    (title,) = re.findall(r"<h2[^>]*>([^<]*)</h2>", page)
    assert title == "Saved"
    assert title not in {shown.word for shown in STATES.values()}


@pytest.mark.django_db
def test_the_gallery_shows_every_component() -> None:
    source = Path(settings.BASE_DIR, "templates/core/gallery.html").read_text()
    shown_by_the_frame = {"breadcrumbs", "service_navigation", "messages", "back_link", "panel", "hidden"}
    missing = [name for name in COMPONENTS if f"% {name} " not in source and name not in shown_by_the_frame]
    assert missing == []


@pytest.mark.django_db
def test_the_gallery_shows_every_state(gallery: str) -> None:
    for state in STATES.values():
        assert f">{state.word}</strong>" in gallery


@pytest.mark.django_db
def test_no_id_stands_twice_on_the_gallery(gallery: str) -> None:
    ids = [attrs["id"] for _, attrs in tags_of(gallery) if "id" in attrs]
    assert sorted(set(ids), key=str) == sorted(ids, key=str)


@pytest.mark.django_db
def test_what_describes_or_names_a_control_stands_on_the_page(gallery: str) -> None:
    tags = tags_of(gallery)
    ids = {attrs.get("id") for _, attrs in tags}
    named = [
        reference
        for _, attrs in tags
        for attribute in ("aria-describedby", "aria-labelledby", "aria-controls", "for")
        for reference in (attrs.get(attribute) or "").split()
    ]
    assert named
    assert [reference for reference in named if reference not in ids] == []


@pytest.mark.django_db
def test_the_gallery_carries_no_inline_script_or_style(gallery: str) -> None:
    for tag, attrs in tags_of(gallery):
        assert tag != "style"
        assert "style" not in attrs
        assert not [name for name in attrs if name.startswith("on")]
        assert tag != "script" or attrs["src"]


@pytest.mark.parametrize(
    "source",
    [
        "{% button words href=words about=words %}",
        "{% button words name=words value=words form=words %}",
        "{% tag 'late' words %}",
        "{% confidential words %}",
        "{% warning words %}",
        "{% hidden words %}",
        "{% inserted words %}{% deleted words %}",
        "{% written_date words words %}",
        "{% back_link words words %}",
        "{% breadcrumbs crumbs %}",
        "{% service_navigation words items %}",
        "{% steps words 1 %}",
        "{% summary_list rows %}",
        "{% table words words cells %}",
        "{% rich_table words words %}{% endrich_table %}",
        "{% needs needs %}",
        "{% task_list tasks %}",
        "{% source_lines lines words %}",
        "{% pagination older=words newer=words %}",
        "{% details summary=words %}{{ words }}{% enddetails %}",
        "{% notice title=words %}{{ words }}{% endnotice %}",
        "{% panel title=words %}{{ words }}{% endpanel %}",
        "{% empty title=words %}{{ words }}{% endempty %}",
        "{% card heading=words href=words %}{{ words }}{% endcard %}",
        "{% progress words %}{{ words }}{% endprogress %}",
        "{% post_form words %}{{ words }}{% endpost_form %}",
        "{% messages_banner messages %}",
    ],
)
def test_what_a_component_is_given_is_escaped(source: str) -> None:
    html = rendered(
        source,
        words=HOSTILE,
        crumbs=[(HOSTILE, HOSTILE)],
        items=[Item(HOSTILE, HOSTILE, is_current=True)],
        rows=[(HOSTILE, HOSTILE, HOSTILE)],
        cells=[[HOSTILE]],
        needs=[Need(HOSTILE, HOSTILE, HOSTILE, HOSTILE)],
        tasks=[Task(HOSTILE, "done", HOSTILE, HOSTILE)],
        lines=[SourceLine(1, HOSTILE)],
        messages=[Message(25, HOSTILE), Message(30, HOSTILE)],
    )
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "alert(&#x27;x&#x27;)&lt;/script&gt;&quot;" in html


def test_a_card_holds_what_it_is_given_and_no_more() -> None:
    """What stands round it is rendered once: words that look like its own parts change nothing."""
    words = "\0heading\0 {content} {{ href }}"
    full = rendered("{% card heading=words href='/a/' level=2 %}<b>{{ words }}</b>{% endcard %}", words=words)
    assert f'<h2><a href="/a/">{words}</a></h2>' in full
    assert f"<b>{words}</b>" in full
    bare = rendered("{% card heading=words %}{% endcard %}", words="Words")
    assert "<h3>Words</h3>" in bare
    assert "<a " not in bare
    assert "<h" not in rendered("{% card %}Words{% endcard %}")


def test_a_table_names_each_cell_for_a_phone() -> None:
    html = rendered('{% table "Schools" "School|Due|Number" rows numeric="3" %}', rows=[["A", "May", 7]])
    assert re.search(r'<th scope="row">A</th>', html)
    assert re.search(r'<td data-label="Due"\s*>May</td>', html)
    assert re.search(r'<td data-label="Number" data-numeric>7</td>', html)


def test_a_row_of_the_wrong_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        rendered('{% table "Schools" "School|Due" rows %}', rows=[["A", "May", 7]])


def test_buttons_that_say_the_same_are_told_apart_by_ear() -> None:
    assert '<span class="govuk-visually-hidden"> clause 2</span>' in rendered('{% button "Move up" about="clause 2" %}')


def test_a_form_of_buttons_carries_the_token() -> None:
    html = rendered('{% post_form "/up/" %}{% button "Up" %}{% endpost_form %}', csrf_token="abc")
    assert 'name="csrfmiddlewaretoken" value="abc"' in html


def test_each_error_of_the_summary_leads_to_a_control_of_the_form() -> None:
    form = GalleryForm({})
    tags = tags_of(rendered("{% form_errors form %}{{ form|crispy }}", form=form))
    ids = {attrs.get("id") for tag, attrs in tags if tag in {"input", "select", "textarea"}}
    targets = [str(attrs["href"])[1:] for tag, attrs in tags if tag == "a"]
    assert len(targets) == len(form.errors)
    assert [target for target in targets if target not in ids] == []


def test_a_form_without_errors_has_no_summary() -> None:
    assert rendered("{% form_errors form %}", form=GalleryForm()).strip() == ""


def test_an_error_of_the_whole_form_stands_first_and_leads_nowhere() -> None:
    form = GalleryForm({})
    form.add_error(None, "These two dates cannot both be right.")
    summary = rendered("{% form_errors form %}", form=form)
    assert summary.index("These two dates") < summary.index("Enter the title")
    assert ">These two dates cannot both be right.</a>" not in summary


@pytest.mark.parametrize("source", ["{{ form|crispy }}", "{% crispy form %}"])
def test_a_form_keeps_what_was_typed_and_what_its_widgets_say(source: str) -> None:
    typed = {"title": HOSTILE, "text": HOSTILE, "state": "done", "also": ["cover"], "body": "2", "email": "a@b.example"}
    html = rendered(source, form=GalleryForm(typed))
    inputs = {(attrs.get("name"), attrs.get("value")): attrs for tag, attrs in tags_of(html) if tag == "input"}
    assert "<script>" not in html
    assert ("title", HOSTILE) in inputs
    assert inputs["email", "a@b.example"]["autocomplete"] == "email"
    assert "checked" in inputs["state", "done"]
    assert "checked" not in inputs["state", "open"]
    assert "checked" in inputs["also", "cover"]
    assert any(tag == "textarea" and attrs["spellcheck"] == "true" for tag, attrs in tags_of(html))
    assert any(tag == "option" and attrs["value"] == "2" and "selected" in attrs for tag, attrs in tags_of(html))


def test_a_field_is_shown_afresh_whatever_was_shown_before() -> None:
    form = GalleryForm()
    plain = rendered("{{ form|crispy }}", form=form)
    assert plain == rendered("{{ form|crispy }}", form=GalleryForm())
    assert 'value="open" checked' not in " ".join(plain.split())
    chosen = rendered("{{ form|crispy }}", form=GalleryForm(initial={"state": "open", "body": "2"}))
    assert 'value="open" checked' in " ".join(chosen.split())
    assert 'value="2" selected' in chosen
    assert "Choose where it is now." in rendered("{{ form|crispy }}", form=GalleryForm({}))
    form = GalleryForm()
    form.fields["title"].label = "Another label"
    form.fields["body"].choices = [("3", "Another board")]
    changed = rendered("{{ form|crispy }}", form=form)
    assert "Another label" in changed
    assert "Another board" in changed
    assert "Trust board" not in changed


@pytest.mark.parametrize("words", ["Zephyrine", '"><b>&amp;', "‘’ \ue000", "  two  ", "0", "{{ form }}"])
def test_a_line_that_was_typed_stands_as_its_widget_would_show_it(words: str) -> None:
    class LineForm(forms.Form):
        line = forms.CharField(label="Line", help_text="A hint", required=False)

    for form in (LineForm({"line": words}), LineForm(initial={"line": words})):
        html = rendered("{{ form|crispy }}", form=form)
        assert html.count(str(escape(words))) == 1
        (attrs,) = [attrs for tag, attrs in tags_of(html) if tag == "input"]
        assert attrs["value"] == words
    assert [attrs.get("value") for tag, attrs in tags_of(rendered("{{ form|crispy }}", form=LineForm()))].count(None)


def test_no_process_keeps_what_somebody_typed() -> None:
    rendered("{{ form|crispy }}", form=GalleryForm(initial={"text": "Quillon words", "title": "Zephyrine"}))
    kept = [*fields._shown.items(), *fields._frames.items()]
    assert fields._shown
    assert fields._frames
    assert "Quillon" not in str(kept)
    assert "Zephyrine" not in str(kept)


def test_a_layout_groups_fields_under_a_legend() -> None:
    form = GalleryForm()
    form.helper = FormHelper()
    form.helper.form_tag = False
    form.helper.layout = Layout(Fieldset("The post", "title", "email"))
    html = rendered("{% crispy form %}", form=form)
    assert html.index("The post</legend>") < html.index('name="title"') < html.index("</fieldset>")
    assert "<form" not in html


def test_a_form_that_a_helper_draws_whole_has_its_button_and_token() -> None:
    form = GalleryForm()
    form.helper = FormHelper()
    form.helper.add_input(Submit("save", "Save it"))
    html = rendered("{% crispy form %}", form=form, csrf_token="abc")
    assert 'enctype="multipart/form-data"' in html
    assert 'name="csrfmiddlewaretoken" value="abc"' in html
    assert 'name="save" value="Save it"' in html


def test_a_group_of_choices_is_described_by_its_hint_and_error() -> None:
    html = rendered("{{ form|crispy }}", form=GalleryForm({}))
    groups = [attrs for tag, attrs in tags_of(html) if tag == "fieldset"]
    assert {"id_state_helptext id_state_error", "id_also_error"} <= {attrs.get("aria-describedby") for attrs in groups}


def test_a_councils_colours_are_kept_by_every_cache(client: Client) -> None:
    response = client.get(reverse("theme", kwargs={"colour": "7a2f5d"}))
    assert response["Content-Type"] == "text/css"
    assert "immutable" in response["Cache-Control"]
    assert "no-store" not in response["Cache-Control"]
    assert "--govuk-brand-colour: #7a2f5d;" in response.content.decode()


@pytest.mark.django_db
def test_a_colour_that_is_none_is_no_page(client: Client) -> None:
    assert client.get("/theme/red;}.css").status_code == 404


def test_what_is_kept_tells_markup_from_words_that_look_like_it() -> None:
    """A component kept by its words would else show one for the other."""
    for crumbs, shown in (([(mark_safe("<b>One</b>"), "/")], "<b>One</b>"), ([("<b>One</b>", "/")], "&lt;b&gt;One")):
        assert shown in rendered("{% breadcrumbs crumbs %}", crumbs=crumbs)
    for label, shown in ((mark_safe("<b>One</b>"), "<b>One</b>"), ("<b>One</b>", "&lt;b&gt;One")):
        assert shown in rendered('{% service_navigation "" items %}', items=[Item(label, "/")])


def test_a_chart_is_a_sentence_a_picture_and_a_table() -> None:
    its = bars(title=HOSTILE, sentence=HOSTILE, states=["Late"], rows={"a": {"Late": 3}}, of=HOSTILE)
    page = rendered("{% chart drawn %}", drawn=Drawn(its, "<svg><title>drawn</title></svg>"))
    assert "<svg><title>drawn</title></svg>" in page
    assert "<script" not in page
    names = [name for name, _ in tags_of(page)]
    assert names.index("figcaption") < names.index("svg") < names.index("details") < names.index("table")
    assert re.search(r"<td[^>]*data-numeric[^>]*>3</td>", page)
    waiting = rendered("{% chart drawn %}", drawn=Drawn(its, ""))
    assert f'data-picture="{its.ident}">The picture is being drawn.' in waiting
    assert "<table>" in waiting
    assert "<details" not in rendered("{% chart drawn opened=True %}", drawn=Drawn(its, ""))
