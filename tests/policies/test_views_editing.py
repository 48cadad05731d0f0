"""The editor's pages: every form without JavaScript, two tabs, two people."""

import re
from dataclasses import replace
from http import HTTPStatus

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from people.models import User
from policies.document import Clause, Document
from policies.models import Draft, Version
from tests.policies.cast import Cast, plain_document


class Editor:
    """A browser with one person signed in, that sends back what a page held."""

    def __init__(self, cast: Cast, user: User) -> None:
        self.cast = cast
        self.user = user
        self.client = Client()
        self.client.force_login(user)

    def url(self, name: str, **kwargs: object) -> str:
        return reverse(f"policies:{name}", kwargs={"urn": self.cast.school.urn} | kwargs)

    def open(self, name: str, **kwargs: object) -> dict[str, str]:
        """The hidden inputs of a page."""
        page = self.client.get(self.url(name, **kwargs)).content.decode()
        return {
            re.search(r'name="([^"]*)"', tag)[1]: (re.search(r'value="([^"]*)"', tag) or ("", ""))[1]  # type: ignore[index]
            for tag in re.findall(r'<input type="hidden"[^>]*>', page)
            if "csrf" not in tag
        }

    def send(self, name: str, data: dict[str, str], **kwargs: object) -> HttpResponse:
        return self.client.post(self.url(name, **kwargs), data)

    @property
    def document(self) -> Document:
        draft = Draft.objects.filter(editor=self.user).first()
        return draft.text if draft else Version.objects.of(self.cast.school)[0].text

    @property
    def clauses(self) -> list[Clause]:
        return list(self.document.section("implementation").clauses)

    def change(self, clause: Clause, text: str) -> HttpResponse:
        held = self.open("clause-change", clause_id=clause.id)
        return self.send("clause-change", held | {"text": text}, clause_id=clause.id)


@pytest.fixture
def head(cast: Cast) -> Editor:
    cast.take()
    return Editor(cast, cast.head)


def content(response: HttpResponse) -> str:
    return response.content.decode()


def test_a_clause_is_changed_and_the_page_returns_to_it(head: Editor) -> None:
    clause = head.clauses[2]
    response = head.change(clause, "Other words")
    assert response.headers["Location"] == f"{head.url('edit')}#clause-{clause.id}"
    assert head.clauses[2].text == "Other words"


def test_an_empty_clause_is_asked_for_again(head: Editor) -> None:
    response = head.change(head.clauses[2], "  ")
    assert "Enter the words of the clause." in content(response)
    assert "<title>Error: " in content(response)


@pytest.mark.parametrize("sign", ["\u202e", "\x01"])
def test_a_clause_and_a_title_take_no_hidden_character(head: Editor, sign: str) -> None:
    assert "holds a hidden character" in content(head.change(head.clauses[2], f"Other {sign}words"))
    held = head.open("clause-add", section_id="implementation")
    added = head.send("clause-add", held | {"text": f"Ours{sign}"}, section_id="implementation")
    assert "holds a hidden character" in content(added)
    named = head.send("names", head.open("names") | {"title": f"Our{sign} policy", "subtitle": ""})
    assert "holds a hidden character" in content(named)
    assert not Draft.objects.exists()


def test_a_clause_of_invisible_characters_is_empty(head: Editor) -> None:
    assert "Enter the words of the clause." in content(head.change(head.clauses[2], "\u200b"))


def test_a_second_tab_sees_both_texts_and_decides_by_sending_again(head: Editor) -> None:
    clause = head.clauses[2]
    held = head.open("clause-change", clause_id=clause.id)
    head.change(clause, "From the first tab")
    met = head.send("clause-change", held | {"text": "From the second tab"}, clause_id=clause.id)
    assert "From the second tab</textarea>" in content(met)
    assert "removed: </span>first</del>" in content(met)
    assert head.clauses[2].text == "From the first tab"
    token = re.search(r'name="opened_on" value="([^"]*)"', content(met))
    assert token
    head.send("clause-change", {"text": "From the second tab", "opened_on": token[1]}, clause_id=clause.id)
    assert head.clauses[2].text == "From the second tab"


def test_words_typed_for_a_clause_that_is_gone_are_still_on_the_page(head: Editor) -> None:
    clause = head.clauses[2]
    held = head.open("clause-change", clause_id=clause.id)
    head.send("clause-remove", head.open("clause-remove", clause_id=clause.id), clause_id=clause.id)
    response = head.send("clause-change", held | {"text": "Long and careful words"}, clause_id=clause.id)
    assert "Long and careful words" in content(response)
    assert "no longer in the policy" in content(response)


@pytest.mark.parametrize("words", ["Long and careful words", ""])
def test_words_typed_for_a_section_that_is_gone_are_still_on_the_page(words: str, head: Editor) -> None:
    head.send("section-add", head.open("section-add") | {"heading": "Ours", "what_for": "other"})
    gone = next(section.id for section in head.document.sections if section.heading == "Ours")
    held = head.open("clause-add", section_id=gone)
    head.send("section-remove", head.open("section-remove", section_id=gone), section_id=gone)
    assert gone not in {section.id for section in head.document.sections}
    page = content(head.send("clause-add", held | {"text": words}, section_id=gone))
    assert words in page
    assert ("That section is no longer in the policy" if words else "Enter the words of the clause.") in page


def test_an_added_clause_sent_twice_stands_once(head: Editor) -> None:
    held = head.open("clause-add", section_id="implementation")
    for _ in range(2):
        head.send("clause-add", held | {"text": "Ours"}, section_id="implementation")
    assert [clause.text for clause in head.clauses].count("Ours") == 1


def test_a_clause_moves_by_its_button(head: Editor) -> None:
    page = content(head.client.get(head.url("edit")))
    clause = head.clauses[2]
    (value,) = re.findall(rf'name="up" value="({clause.id}:[^"]*)"', page)
    for _ in range(2):
        head.send("clause-move", {"up": value})
    assert head.clauses[1] == clause


@pytest.mark.parametrize("data", [{}, {"up": ""}, {"up": "nothing"}, {"down": "nothing:nothing"}])
def test_a_move_of_nothing_is_refused_politely(head: Editor, data: dict[str, str]) -> None:
    assert head.send("clause-move", data).status_code == HTTPStatus.FOUND
    assert not Draft.objects.exists()


def test_a_core_clause_shows_no_way_to_change_or_remove_it(head: Editor) -> None:
    page = content(head.client.get(head.url("edit")))
    core = head.clauses[-1]
    assert core.locked
    assert f'{head.url("clause-change", clause_id=core.id)}"' not in page
    assert f'{head.url("clause-remove", clause_id=core.id)}"' not in page


def test_removing_asks_first_and_names_the_clause(head: Editor) -> None:
    clause = head.clauses[3]
    page = head.client.get(head.url("clause-remove", clause_id=clause.id))
    assert clause.text[:30] in content(page)
    assert clause in head.clauses
    head.send("clause-remove", head.open("clause-remove", clause_id=clause.id), clause_id=clause.id)
    assert clause not in head.clauses


def test_title_and_subtitle_are_changed(head: Editor) -> None:
    head.send("names", head.open("names") | {"title": "Leaders of tomorrow", "subtitle": ""})
    assert Draft.objects.get().text.title == "Leaders of tomorrow"


def test_a_version_is_saved_after_seeing_what_changed(head: Editor) -> None:
    head.change(head.clauses[2], "Other words")
    assert "1 clause changed" in content(head.client.get(head.url("version-save")))
    head.send("version-save", {"why": "Plainer"})
    head.send("version-save", {"why": "Plainer"})
    assert [version.number for version in Version.objects.of(head.cast.school)] == [2, 1]


def test_discarding_asks_first_and_names_what_goes(head: Editor) -> None:
    head.change(head.clauses[2], "Other words")
    assert "Other words" in content(head.client.get(head.url("discard")))
    head.send("discard", head.open("discard"))
    assert not Draft.objects.exists()


def test_two_people_saving_is_a_choice_between_both_texts(head: Editor) -> None:
    lead = Editor(head.cast, head.cast.lead)
    clause = head.clauses[2]
    head.change(clause, "The head's words")
    lead.change(clause, "The lead's words")
    lead.send("version-save", {})
    response = head.send("version-save", {})
    assert response.headers["Location"] == head.url("conflict")
    page = content(head.client.get(head.url("conflict")))
    assert "Leo Lead saved version 2" in page
    assert "Theirs: The lead&#x27;s words" in page
    assert "Yours: The head&#x27;s words" in page
    held = head.open("conflict")
    undecided = content(head.send("conflict", held))
    assert "Choose whose words to keep" in undecided
    head.send("conflict", held | {f"pick-{clause.id}": "mine"})
    assert Version.objects.of(head.cast.school)[0].text.clause(clause.id).text == "The head's words"


def test_the_two_texts_are_shown_with_their_blanks_filled(head: Editor) -> None:
    lead = Editor(head.cast, head.cast.lead)
    head.change(head.clauses[2], "Leaders of {school}")
    lead.change(lead.clauses[2], "Staff of {school}")
    lead.send("version-save", {})
    page = content(head.client.get(head.url("conflict")))
    assert f"Yours: Leaders of {head.cast.school.name}" in page
    assert f"Theirs: Staff of {head.cast.school.name}" in page


def test_a_version_saved_while_one_chooses_is_said_and_keeps_what_was_chosen(head: Editor) -> None:
    lead = Editor(head.cast, head.cast.lead)
    first, second = head.clauses[2:4]
    head.change(first, "The head's words")
    head.change(second, "The head's other words")
    lead.change(first, "The lead's words")
    lead.send("version-save", {})
    held = head.open("conflict")
    lead.change(second, "The lead's other words")
    lead.send("version-save", {})
    page = content(head.send("conflict", held | {f"pick-{first.id}": "mine"}))
    assert "changed again after you opened the page" in page
    chosen = re.findall(r'name="pick-([^"]*)"\s*type="radio"\s*value="mine"\s*checked', page)
    assert chosen == [first.id]
    assert held["opened_on"] not in page
    token = re.search(r'name="opened_on" value="([^"]*)"', page)
    assert token
    head.send("conflict", {"opened_on": token[1], f"pick-{first.id}": "mine", f"pick-{second.id}": "theirs"})
    saved = Version.objects.of(head.cast.school)[0].text
    assert saved.clause(first.id).text == "The head's words"
    assert saved.clause(second.id).text == "The lead's other words"


def test_words_out_of_both_texts_are_saved_and_neither_is_lost(head: Editor) -> None:
    lead = Editor(head.cast, head.cast.lead)
    clause = head.clauses[2]
    head.change(clause, f"{clause.text}, says the head")
    lead.change(clause, f"Always {clause.text}")
    lead.send("version-save", {})
    page = content(head.client.get(head.url("conflict")))
    offered = re.search(rf'name="words-{clause.id}"[^>]*>\s*([^<]*)</textarea>', page)
    assert offered
    assert offered[1].strip() == f"Always {clause.text}, says the head", "both changes, where they do not meet"
    held = head.open("conflict") | {f"pick-{clause.id}": "both", f"words-{clause.id}": "Written out of {skool}"}
    refused = content(head.send("conflict", held))
    assert "is not a blank we can fill" in refused
    assert "Written out of {skool}" in refused
    head.send("conflict", held | {f"words-{clause.id}": "Written out of both"})
    texts = [version.text.clause(clause.id).text for version in Version.objects.of(head.cast.school)]
    assert texts[0] == "Written out of both"
    assert {f"{clause.text}, says the head", f"Always {clause.text}"} <= set(texts)


@pytest.mark.parametrize(("whole", "kept"), [("mine", "The head's words"), ("theirs", "The lead's words")])
def test_one_button_keeps_all_of_one_text(head: Editor, whole: str, kept: str) -> None:
    lead = Editor(head.cast, head.cast.lead)
    clause = head.clauses[2]
    head.change(clause, "The head's words")
    lead.change(clause, "The lead's words")
    lead.send("version-save", {})
    head.send("conflict", head.open("conflict") | {"whole": whole})
    assert Version.objects.of(head.cast.school)[0].text.clause(clause.id).text == kept
    everything = [version.text.clause(clause.id).text for version in Version.objects.of(head.cast.school)]
    assert {"The head's words", "The lead's words"} <= set(everything)


def test_a_page_about_a_clause_that_is_not_there_goes_back_to_the_policy(head: Editor) -> None:
    for name in ("clause-change", "clause-remove"):
        assert head.client.get(head.url(name, clause_id="nothing")).headers["Location"] == head.url("edit")
    assert head.client.get(head.url("clause-add", section_id="nothing")).headers["Location"] == head.url("edit")


def test_get_changes_nothing(head: Editor) -> None:
    head.change(head.clauses[2], "Other words")
    before = Draft.objects.get().document
    for name in ("edit", "names", "preview", "version-save", "discard", "versions"):
        head.client.get(head.url(name))
    assert head.client.get(head.url("clause-move")).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert head.client.get(head.url("start-model")).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert Draft.objects.get().document == before


def test_sub_clauses_are_changed_a_line_each(cast: Cast) -> None:
    document = plain_document("With points")
    section = document.sections[0]
    clause = replace(section.clauses[0], sub_clauses=("One", "Two"))
    cast.publish(replace(document, sections=(replace(section, clauses=(clause,)),)))
    cast.take()
    editor = Editor(cast, cast.head)
    copied = next(Version.objects.of(cast.school)[0].text.clauses())
    held = editor.open("clause-change", clause_id=copied.id)
    editor.send("clause-change", held | {"text": "With points", "sub_clauses": "One\n\n Three \n"}, clause_id=copied.id)
    assert next(Draft.objects.get().text.clauses()).sub_clauses == ("One", "Three")
