"""A whole text that is pasted into a policy: what it makes, where it goes, and how it comes out again."""

import datetime
import html
import re
import uuid
from http import HTTPStatus

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from documents.blocks import Heading, ListItem, Paragraph, Table, words
from documents.readers import signs
from people.models import User
from policies.actions import pasting
from policies.document import (
    Clause,
    ClauseKind,
    Document,
    Refused,
    Section,
    SectionKind,
    insert,
    insertion,
    take_out,
)
from policies.editor.paste_forms import LONGEST_TEXT, MOST_LINES
from policies.models import Draft
from policies.reading import read_part, to_part
from tests.core.test_kept import token
from tests.policies.cast import Cast, plain_document
from tests.policies.test_views_editing import Editor, content

WHOLE = """\
# Succession planning policy

## 1. Introduction

This policy says how **we** grow our leaders, with [the guide](https://example.org/guide).

## Our commitments

The school will:

- offer every leader a mentor
  - who is from another school
- plan for each post a year ahead

| Post | Cover |
| Head | Deputy \\| lead |
"""


# The text in which every line says what it is


def test_each_line_is_read_as_what_it_says() -> None:
    blocks = signs.read("text", WHOLE).blocks
    assert [type(block) for block in blocks] == [
        *(Heading, Heading, Paragraph, Heading, Paragraph),
        *(ListItem, ListItem, ListItem, Table),
    ]
    assert [block.level for block in blocks if isinstance(block, Heading | ListItem)] == [1, 2, 2, 1, 2, 1]
    assert blocks[-1].rows == (("Head", "Deputy | lead"),)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("#no space", "#no space"),
        ("-5 degrees", "-5 degrees"),
        ("1. stays as it is", "1. stays as it is"),
        ("one\\\ntwo", "one\ntwo"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_what_is_no_sign_stays_as_it_is_written(text: str, block: str) -> None:
    (found,) = signs.read("text", text).blocks
    assert isinstance(found, Paragraph)
    assert found.text == block


@given(st.text(alphabet="ab #-|\\\n*", max_size=80))
def test_no_word_of_a_signed_text_is_lost(text: str) -> None:
    assert signs.read("text", text).words == words(text.replace("\\", " "))


# What it makes


def part_of(text: str, *, signed: bool = True) -> tuple[Section, ...]:
    return to_part(read_part(text, signed=signed), lambda: uuid.uuid4().hex)


def test_a_whole_text_makes_the_sections_that_an_import_makes() -> None:
    reading = read_part(WHOLE, signed=True)
    assert reading.left_out == (("Succession planning policy", "The policy has a title already."),)
    introduction, commitments = to_part(reading, lambda: uuid.uuid4().hex)
    assert (introduction.kind, commitments.kind) == (SectionKind.INTRODUCTION, SectionKind.IMPLEMENTATION)
    kinds = [clause.kind for clause in commitments.clauses]
    assert kinds == [ClauseKind.LEAD_IN, ClauseKind.CLAUSE, ClauseKind.CLAUSE, ClauseKind.TABLE]
    assert commitments.clauses[1].sub_clauses == ("who is from another school",)
    assert "**we**" in introduction.clauses[0].text


def test_plain_text_is_read_as_an_import_reads_it() -> None:
    text = "Aims\n\nWe aim to grow leaders.\n\nWhat we will do\n\nThe school will:\n- offer mentors\n- plan ahead\n"
    aims, commitments = part_of(text, signed=False)
    assert (aims.kind, commitments.kind) == (SectionKind.AIMS, SectionKind.IMPLEMENTATION)
    assert [clause.text for clause in commitments.clauses] == ["The school will:", "offer mentors", "plan ahead"]


# Where it goes

_texts = st.lists(
    st.sampled_from(["# Aims", "# What we do", "- plan ahead", "We grow leaders.", "| a | b |"]), max_size=12
)


@given(_texts, st.integers(0, 3))
def test_what_was_put_in_comes_out_again_and_nothing_else_changes(lines: list[str], place: int) -> None:
    document = plain_document("One", "Two", "Three")
    after = [None, "c1", "c2", "c3"][place]
    part = insertion(part_of("\n\n".join(lines)), is_into_a_section=True)
    if not part.count and not part.sections:
        with pytest.raises(Refused, match="nothing to add"):
            insert(document, part, section_id="s1", after=after)
        return
    grown = insert(document, part, section_id="s1", after=after)
    assert len(list(grown.clauses())) == 3 + part.count
    assert [clause.id for clause in grown.clauses() if clause.id not in part.ids] == ["c1", "c2", "c3"]
    assert take_out(grown, part.ids) == document


def test_words_without_a_heading_go_below_the_clause_and_the_rest_after_its_section() -> None:
    document = plain_document("One", "Two")
    part = insertion(part_of("Loose words.\n\n# Aims\n\nWe aim to grow."), is_into_a_section=True)
    grown = insert(document, part, section_id="s1", after="c1")
    assert [clause.text for clause in grown.sections[0].clauses] == ["One", "Loose words.", "Two"]
    assert [section.heading for section in grown.sections] == ["What we do", "Aims"]
    assert part.sentence == "1 section and 2 clauses"


def test_a_policy_without_sections_takes_them_all() -> None:
    part = insertion(part_of("Loose words.\n\n# Aims\n\nWe aim to grow."), is_into_a_section=False)
    assert len(insert(Document("Policy"), part, section_id="", after=None).sections) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("\n\n".join(f"Line {number}." for number in range(1_001)), "at most 1,000 clauses"),
        ("\n".join(f"# Heading {number}\n\nWords." for number in range(101)), "at most 100 sections"),
        (f"# {'a' * 301}\n\nWords.", "at most 300 letters"),
        ("a " * 10_001, "at most 20,000 letters"),
        ("Leaders of {skool}", "is not a blank we can fill"),
        ("# About {skool}\n\nWords.", "is not a blank we can fill"),
        ("\n".join(["| a | b |"] * 201), "at most 80 rows"),
        ("| a " * 13, "at most 12 columns"),
    ],
)
def test_a_text_that_is_too_much_is_refused_whole(text: str, sentence: str) -> None:
    part = insertion(part_of(text), is_into_a_section=True)
    with pytest.raises(Refused, match=sentence):
        insert(plain_document("One"), part, section_id="s1", after=None)


def test_a_section_that_holds_something_else_by_now_is_not_taken_out() -> None:
    document = plain_document("One")
    with pytest.raises(Refused, match="Something else stands in “What we do” now"):
        take_out(document, {"s1"})
    with pytest.raises(Refused, match="at least one section"):
        take_out(document, {"s1", "c1"})


# The pages


@pytest.fixture
def head(cast: Cast) -> Editor:
    cast.take()
    return Editor(cast, cast.head)


def fields_of(page: str) -> dict[str, str]:
    return {
        re.search(r'name="([^"]*)"', tag)[1]: (re.search(r'value="([^"]*)"', tag, re.DOTALL) or ("", ""))[1]  # type: ignore[index]
        for tag in re.findall(r'<input type="hidden"[^>]*>', page)
        if "csrf" not in tag
    }


def held_by(editor: Editor, text: str, **kwargs: str) -> dict[str, str]:
    page = content(editor.client.get(editor.url("paste"), kwargs))
    section = re.search(r'<option value="([^"]*)" selected', page)
    return fields_of(page) | {"whole": text, "section": section[1] if section else ""}


def texts(user: User) -> list[str]:
    return [clause.text for clause in Draft.objects.get(editor=user).text.clauses()]


def test_a_whole_text_is_shown_then_added_and_taken_out_again(head: Editor) -> None:
    clause = head.clauses[2]
    held = held_by(head, WHOLE, after=clause.id) | {"signed": "True"}
    page = content(head.send("paste", held))
    assert "2 sections and 5 clauses will be added after “" in page
    assert "The policy has a title already." in page
    assert not Draft.objects.exists(), "only looked at"
    added = head.send("paste", held | {"add": "1"})
    assert "#section-" in added.headers["Location"]
    assert "offer every leader a mentor" in texts(head.user)
    editor = content(head.client.get(added.headers["Location"]))
    assert "2 sections and 5 clauses out of the text you pasted are in the policy now." in editor
    before = len(texts(head.user))
    head.send("paste", held | {"add": "1"})
    assert len(texts(head.user)) == before, "sent twice, it stands once"
    head.send("paste-undo", fields_of(editor))
    assert head.clauses[2] == clause
    assert "offer every leader a mentor" not in texts(head.user)


def test_the_text_can_be_changed_before_it_is_added(head: Editor) -> None:
    held = held_by(head, "Ours & <b>nobody</b> else’s")
    page = content(head.send("paste", held | {"change": "1"}))
    assert "Ours &amp; &lt;b&gt;nobody&lt;/b&gt; else’s</textarea>" in page
    assert "There is a problem" not in page
    assert held["batch"] in page


def test_html_in_a_text_stays_words(head: Editor) -> None:
    held = held_by(head, "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>")
    page = content(head.send("paste", held))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    head.send("paste", held | {"add": "1"})
    assert "<script>alert(1)</script>" in texts(head.user)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste the text that is to be added."),
        ("\u200b \n", "Paste the text that is to be added."),
        ("a" * (LONGEST_TEXT + 1), "150,000"),
        ("\n\n".join(f"Line {number}." for number in range(10_000)), f"10,000 lines, and at most {MOST_LINES:,}"),
        ("\n\n".join(f"- Line {number}." for number in range(1_500)), "at most 1,000 clauses"),
        ("Words\u202e of ours", "holds a hidden character"),
        ("Leaders of {skool}", "is not a blank we can fill"),
    ],
)
@pytest.mark.parametrize("step", [{}, {"add": "1"}])
def test_bad_texts_are_answered_in_a_sentence_and_stay_on_the_page(
    head: Editor, text: str, sentence: str, step: dict[str, str]
) -> None:
    page = content(head.send("paste", held_by(head, text) | step))
    assert sentence in page
    assert text.strip()[:40].strip("\u200b") in page
    assert not Draft.objects.exists()


def test_a_section_that_is_gone_is_said_and_the_text_stays(head: Editor) -> None:
    held = held_by(head, "Words of ours.") | {"section": "nothing"}
    page = content(head.send("paste", held | {"add": "1"}))
    assert "That section is no longer in the policy. Choose another." in page
    assert "Words of ours.</textarea>" in page


def test_what_was_pasted_and_then_changed_is_not_taken_out_by_an_older_button(head: Editor) -> None:
    held = held_by(head, WHOLE) | {"signed": "True"}
    shown = head.send("paste", held | {"add": "1"}).headers["Location"]
    button = fields_of(content(head.client.get(shown)))
    added = next(c for c in Draft.objects.get().text.clauses() if c.text == "offer every leader a mentor")
    head.change(added, "offer every leader two mentors")
    assert "was changed after you opened the page" in content(head.client.get(head.send("paste-undo", button).url))  # type: ignore[attr-defined]
    assert "offer every leader two mentors" in texts(head.user)
    section = Draft.objects.get().text.section_of(added.id)
    form = head.open("clause-add", section_id=section.id)
    head.send("clause-add", form | {"text": "Written since"}, section_id=section.id)
    button = fields_of(content(head.client.get(shown)))
    assert "Something else stands in" in content(head.client.get(head.send("paste-undo", button).url))  # type: ignore[attr-defined]
    assert "Written since" in texts(head.user)


@pytest.mark.parametrize("asked", ["", "x", "x.1", f"{uuid.UUID(int=1)}.9999999999", f"{uuid.UUID(int=1)}.-4"])
def test_an_address_that_names_no_paste_is_as_none(head: Editor, asked: str) -> None:
    assert "Take them out again" not in content(head.client.get(head.url("edit"), {"pasted": asked}))
    assert head.send("paste-undo", {"pasted": asked}).status_code == HTTPStatus.FOUND


def test_a_council_pastes_into_its_model(cast: Cast) -> None:
    cast.publish()
    editor = Editor(cast, cast.officer)
    url = f"/councils/{cast.school.council.code}/model-policy/edit/paste/"
    page = content(editor.client.get(url))
    section = re.search(r'<option value="([^"]*)" selected', page)
    assert section
    held = fields_of(page) | {"whole": WHOLE, "signed": "True", "section": section[1]}
    assert "2 sections and 5 clauses will be added after" in content(editor.client.post(url, held))
    editor.client.post(url, held | {"add": "1"})
    assert "offer every leader a mentor" in texts(cast.officer)


def test_ids_of_one_paste_are_the_same_each_time() -> None:
    batch = uuid.uuid4()
    assert pasting.ids_of(batch, 3)[:2] == pasting.ids_of(batch, 2)


def test_a_pasted_clause_is_ones_own() -> None:
    (section,) = part_of("# Aims\n\nWe aim to grow leaders.")
    assert section.clauses[0] == Clause(section.clauses[0].id, "We aim to grow leaders.", ClauseKind.PARAGRAPH)


def test_a_long_text_sent_after_the_session_ended_is_kept_and_added_after_sign_in(cast: Cast) -> None:
    cast.take()
    cast.head.set_password("four plain long words")
    cast.head.save()
    head = Editor(cast, cast.head)
    head.client = Client(enforce_csrf_checks=True)
    head.client.force_login(cast.head)
    text = "\n".join(f"- plan for post {number} with {'great ' * 20}care" for number in range(900))
    assert LONGEST_TEXT * 0.85 < len(text) < LONGEST_TEXT
    held = held_by(head, text) | {"signed": "True", "add": "1"}
    ended = timezone.now() - datetime.timedelta(minutes=90)
    Session.objects.filter(pk=head.client.session.session_key).update(expire_date=ended)
    answer = head.client.post(head.url("paste"), held, headers={"Origin": "http://testserver"})
    assert answer["Location"].endswith("?next=/kept/")
    assert not Draft.objects.exists()
    given = {"login": cast.head.email, "password": "four plain long words", "next": "/kept/"}
    given["csrfmiddlewaretoken"] = token(head.client, reverse("account_login"))
    assert head.client.post(reverse("account_login"), given)["Location"] == "/kept/"
    page = content(head.client.get("/kept/"))
    assert "plan for post 899 with great" in page
    again = {name: html.unescape(value) for name, value in fields_of(page.split("Send it now")[1]).items()}
    Editor(cast, cast.head).send("paste", again)  # the second step, which a head is asked for, behind them
    assert sum(words.startswith("plan for post") for words in texts(cast.head)) == 900


def test_a_text_of_two_megabytes_is_answered_in_a_sentence(head: Editor) -> None:
    page = content(head.send("paste", held_by(head, "plan ahead " * 200_000)))
    assert "Shorten this to 150,000 characters: it has 2,199,999." in page
    assert page.count("plan ahead") > 199_000, "it is still there to be cut"
