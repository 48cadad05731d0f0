"""Pasting a whole document: from Word in the editor, on a phone without scripts, in two tabs, signed out."""

import datetime
import re
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from policies.models import Draft
from tests.journeys.conftest import Visit
from tests.journeys.test_editor import commitments, open_editor, opened
from tests.journeys.visiting import PHONE, Visitor
from tests.policies.cast import Cast, make_cast

CLIPBOARD = Path(__file__).parent / "clipboard"
PLAIN = "Our aims\n\nWe aim to grow leaders.\n\nWhat we will do\n\nThe school will:\n- offer mentors\n- plan ahead"
SOURCES = ("word", "google-docs", "libreoffice")
_PASTE = """(field, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "plain");
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
_READ = """async (html) => {
  const script = document.querySelector('script[src$="wholetext.js"], script[src*="wholetext"]').src;
  const { asSigns, blocksOf } = await import(new URL("./pasting.js", script));
  return asSigns(blocksOf(html));
}"""


def copied(name: str) -> str:
    return (CLIPBOARD / f"{name}.html").read_text()


def paste(visitor: Visitor, html: str, field: str = "[data-opened] textarea[name=text]") -> None:
    visitor.page.locator(field).evaluate(_PASTE, html)


def texts(cast: Cast) -> list[str]:
    draft = Draft.objects.filter(editor=cast.head).first()
    return [clause.text for clause in draft.text.clauses()] if draft else []


def open_clause(visitor: Visitor, cast: Cast, number: int = 2) -> str:
    clause = commitments(cast).clauses[number]
    visitor.page.locator(f"#clause-{clause.id}").get_by_role("link", name=re.compile("^Change part")).click()
    opened(visitor, "Change a clause")
    return clause.id


def test_what_is_copied_from_each_writer_is_read_the_same_way(site: str, visit: Visit) -> None:
    cast = make_cast(name="Three Writers School")
    cast.take()
    head = visit(cast.head).go(f"/schools/{cast.school.urn}/policy/edit/paste/", "Paste a whole text")
    for name in SOURCES:
        assert head.page.evaluate(_READ, copied(name)) == (CLIPBOARD / f"{name}.txt").read_text().rstrip("\n"), name
    assert "taken over" not in head.page.title()


def test_a_word_document_becomes_sections_and_clauses(site: str, visit: Visit) -> None:
    cast = make_cast(name="Paste School")
    cast.take()
    head = open_editor(visit(cast.head), cast)
    clause_id = open_clause(head, cast)
    paste(head, copied("word"))
    offer = head.page.locator("[data-offer]")
    expect(offer).to_contain_text("3 sections and 5 clauses will be added after")
    assert head.is_focused("[data-offer] h4")
    head.look()
    assert texts(cast) == []

    offer.get_by_role("button", name="Paste as text here").click()
    offer.wait_for(state="detached")
    typed = head.page.locator("[data-opened] textarea[name=text]")
    assert "offer every leader a mentor;\nfrom another school" in typed.input_value()
    head.page.keyboard.press("Control+Z")
    assert "a mentor" not in typed.input_value(), "the browser takes it out again"

    paste(head, copied("word"))
    offer.get_by_role("button", name="Add them").click()
    head.page.locator("[data-opened]").wait_for(state="detached")
    expect(head.page.locator("[data-saved]")).to_contain_text("3 sections and 5 clauses")
    expect(head.page.locator("[data-saved]")).to_contain_text(re.compile(r"Saved \d\d:\d\d"))
    assert "offer every leader a mentor;" in texts(cast)
    expect(head.page.locator("#editor")).to_contain_text("Who covers")
    assert head.page.locator("#editor strong", has_text="every school").count() == 1
    head.look()

    with head.page.expect_navigation():
        head.page.get_by_role("button", name="Take them out again").click()
    head.arrive("Change the policy")
    assert "offer every leader a mentor;" not in texts(cast)
    assert head.page.locator(f"#clause-{clause_id}").count() == 1


def test_a_text_pasted_below_words_just_typed_keeps_both(site: str, visit: Visit) -> None:
    cast = make_cast(name="Typing School")
    cast.take()
    head = open_editor(visit(cast.head), cast)
    first = commitments(cast).clauses[0]
    head.page.locator(f"#clause-{first.id}").get_by_role("link", name=re.compile("^Add below")).click()
    opened(head, "Add a clause")
    head.page.locator("[data-opened] textarea[name=text]").fill("Typed just before")
    paste(head, copied("google-docs"))
    offer = head.page.locator("[data-offer]")
    expect(offer).to_contain_text("2 sections and 3 clauses will be added after “")
    offer.get_by_role("button", name="Add them").click()
    head.page.locator("[data-opened]").wait_for(state="detached")
    assert {"Typed just before", "open our talent pool"} <= set(texts(cast))
    head.look()


def test_a_text_pasted_in_two_tabs_is_looked_at_again(site: str, visit: Visit) -> None:
    cast = make_cast(name="Two Tabs School")
    cast.take()
    here, there = open_editor(visit(cast.head), cast), open_editor(visit(cast.head), cast)
    for tab, name in ((here, "google-docs"), (there, "libreoffice")):
        open_clause(tab, cast)
        paste(tab, copied(name))
        expect(tab.page.locator("[data-offer]")).to_contain_text("will be added after")
    here.page.locator("[data-offer]").get_by_role("button", name="Add them").click()
    here.page.locator("[data-opened]").wait_for(state="detached")
    there.page.locator("[data-offer]").get_by_role("button", name="Add them").click()
    expect(there.page.locator("[data-offer]")).to_contain_text("The order of the policy changed")
    assert "Autumn: the pool" not in texts(cast)
    there.look()
    there.page.locator("[data-offer]").get_by_role("button", name="Add them").click()
    there.page.locator("[data-opened]").wait_for(state="detached")
    assert {"open our talent pool", "Autumn: the pool"} <= set(texts(cast))
    for tab in (here, there):
        tab.look()


@pytest.mark.parametrize("when", ["before it is read", "before it is added"])
def test_a_text_pasted_after_the_session_ended_is_not_lost(site: str, visit: Visit, when: str) -> None:
    cast = make_cast(name=f"Late {len(when)} School")
    cast.take()
    head = open_editor(visit(cast.head), cast)
    open_clause(head, cast)
    end = lambda: Session.objects.update(expire_date=timezone.now() - datetime.timedelta(minutes=1))  # noqa: E731
    if when == "before it is read":
        end()
        paste(head, copied("word"))
        expect(head.page.locator("[data-opened] textarea[name=text]")).to_have_value(re.compile("a mentor"))
        head.look()
        return
    paste(head, copied("word"))
    expect(head.page.locator("[data-offer]")).to_contain_text("will be added after")
    head.look()
    end()
    with head.page.expect_navigation():
        head.page.locator("[data-offer]").get_by_role("button", name="Add them").click()
    head.arrive("Sign in")
    assert not texts(cast)


def test_a_whole_text_is_pasted_on_a_phone_without_scripts(site: str, visit: Visit) -> None:
    cast = make_cast(name="Plain Phone School")
    cast.take()
    head = open_editor(visit(cast.head, viewport=PHONE, java_script_enabled=False), cast)
    head.follow(re.compile("^paste a whole text to"), "Paste a whole text")
    head.fill(whole=PLAIN)
    head.press("See what it makes", "Add this text?").press("Change the text", "Paste a whole text")
    head.press("See what it makes", "Add this text?").press("Add them", "Change the policy")
    assert {"We aim to grow leaders.", "offer mentors", "plan ahead"} <= set(texts(cast))
    head.press("Take them out again", "Change the policy")
    assert "offer mentors" not in texts(cast)


def test_the_page_for_a_whole_text_takes_rich_text(site: str, visit: Visit) -> None:
    cast = make_cast(name="Rich Page School")
    cast.take()
    head = visit(cast.head).go(f"/schools/{cast.school.urn}/policy/edit/paste/", "Paste a whole text")
    paste(head, copied("word"), "textarea[name=whole]")
    assert "- offer every leader a mentor;" in head.page.locator("textarea[name=whole]").input_value()
    head.press("See what it makes", "Add this text?").press("Add them", "Change the policy")
    assert "offer every leader a mentor;" in texts(cast)
