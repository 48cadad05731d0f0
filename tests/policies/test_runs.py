"""Bold words and links in clauses: what is read, what stays as written, and what no page ever shows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.document import Run, in_words, plain, runs
from policies.model_text import built_in_model
from policies.templatetags.policies import policy_text, rich_text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a **b** c", (Run("a "), Run("b", bold=True), Run(" c"))),
        ("[a](https://e.org/?q=1&b=2)", (Run("a", href="https://e.org/?q=1&b=2"),)),
        ("**[a](mailto:a@e.org)**", (Run("a", bold=True, href="mailto:a@e.org"),)),
        ("one\n**two**\n", (Run("one\n"), Run("two", bold=True), Run("\n"))),
        ("**{school}**", (Run("{school}", bold=True),)),
        ("", ()),
    ],
)
def test_bold_words_and_links_are_read(text: str, read: tuple[Run, ...]) -> None:
    assert runs(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "*x* _y_ __z__ `k` **open",
        "\\*\\*x** &amp; <b>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1)) and [y](data:text/html,z)",
        "[the name](optional)",
        "# Heading\n- item\n  two  spaces ",
    ],
)
def test_every_other_sign_stays_as_it_is_written(text: str) -> None:
    assert plain(text) == text
    assert all(run.href == "" and not run.bold for run in runs(text))


def test_the_built_in_model_looks_as_before() -> None:
    assert all(plain(text) == text for text in built_in_model().texts())


@given(st.text(alphabet="ab *_[]()<>&\\n{}:/\\\\", max_size=40))
def test_no_words_are_lost_and_no_markup_is_made(text: str) -> None:
    letters = [sign for sign in plain(text) if sign in "ab"]
    assert "[" in text or letters == [sign for sign in text if sign in "ab"]
    shown = str(rich_text(text, {}))
    assert "<" not in re.sub(r'</?strong>|<a href="|</a>', "", shown)


def test_a_page_shows_them_escaped() -> None:
    text = "**<i>** [a](https://e.org/%22onx=%22) {school}"
    shown = str(policy_text(text, {"school": "St **Ann**"}))
    assert "<strong>&lt;i&gt;</strong>" in shown
    assert '<a href="https://e.org/%22onx=%22" rel="noreferrer">a</a>' in shown
    assert "St **Ann**" in shown, "a name is never read as signs"
    assert in_words(text, {"school": "St **Ann**"}) == "<i> a St **Ann**"
