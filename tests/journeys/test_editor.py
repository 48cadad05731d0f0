"""Writing a policy: in place with scripts, by keyboard, on a phone without any, by two people, by a council."""

import datetime
import re
from dataclasses import replace

from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from policies.document import Clause, ClauseKind, Section
from policies.models import Draft, Version
from tests.journeys.conftest import Visit
from tests.journeys.visiting import PHONE, Visitor
from tests.policies.cast import Cast, make_cast, plain_document

SAVED = re.compile(r"Saved \d\d:\d\d")


def open_editor(visitor: Visitor, cast: Cast) -> Visitor:
    return visitor.go(f"/schools/{cast.school.urn}/policy/edit/", "Change the policy")


def status(visitor: Visitor) -> str:
    return visitor.page.locator("[data-saved]").inner_text()


def opened(visitor: Visitor, heading: str) -> None:
    """A form opened in its place, its first control has the focus, and nothing is wrong with the page."""
    visitor.page.locator("[data-opened] h3").get_by_text(heading, exact=True).wait_for()
    visitor.look()


def commitments(cast: Cast) -> Section:
    draft = Draft.objects.filter(editor=cast.head).first()
    return (draft.text if draft else Version.objects.of(cast.school)[0].text).section("implementation")


def test_a_head_writes_in_place_by_keyboard(site: str, visit: Visit) -> None:
    cast = make_cast(name="Bryn Awel School")
    cast.take()
    head = open_editor(visit(cast.head), cast)
    keys = head.page.keyboard
    clause = commitments(cast).clauses[2]
    row = head.page.locator(f"#clause-{clause.id}")

    row.get_by_role("link", name=re.compile("^Change part")).focus()
    keys.press("Enter")
    opened(head, "Change a clause")
    assert head.is_focused("textarea[name=text]")
    keys.press("Control+A")
    keys.type("Words typed by keyboard")
    expect(head.page.locator("[data-saved]")).to_have_text(SAVED)
    assert commitments(cast).clauses[2].text == "Words typed by keyboard"

    keys.press("Escape")
    head.page.locator("[data-opened]").wait_for(state="detached")
    assert commitments(cast).clauses[2].text == clause.text, "leaving it puts back what stood there"
    assert head.is_focused(f"#clause-{clause.id} a")

    keys.press("Enter")
    opened(head, "Change a clause")
    keys.press("Control+A")
    keys.type("Words that stay")
    row.get_by_role("button", name="Save the clause").focus()
    keys.press("Enter")
    expect(row).to_contain_text("Words that stay")
    head.page.locator("[data-opened]").wait_for(state="detached")
    assert head.is_focused(f"#clause-{clause.id}")

    row.get_by_role("button", name=re.compile("^Move down")).focus()
    keys.press("Enter")
    expect(head.page.locator("[data-saved]")).to_contain_text("Moved down: now part 4 of")
    assert head.is_focused(f"#clause-{clause.id} button[name=down]")
    assert commitments(cast).clauses[3].id == clause.id
    head.look()


def test_a_clause_is_added_moved_and_removed_without_a_page_load(site: str, visit: Visit) -> None:
    cast = make_cast(name="Maes Gwyn School")
    cast.take()
    head = open_editor(visit(cast.head), cast)
    first, second, third, *_ = commitments(cast).clauses
    row = head.page.locator(f"#clause-{first.id}")
    row.get_by_role("link", name=re.compile("^Add below")).click()
    opened(head, "Add a clause")
    head.page.locator("[data-opened] textarea[name=text]").fill("Ours alone")
    expect(head.page.locator("[data-saved]")).to_have_text(SAVED)
    head.page.locator("[data-opened]").get_by_role("button", name="Add the clause").click()
    expect(head.page.locator("ol[data-section=implementation] > li").nth(1)).to_contain_text("Ours alone")
    assert [clause.text for clause in commitments(cast).clauses].count("Ours alone") == 1

    # By drag: the clause after it goes before it.
    dragged = head.page.locator(f"#clause-{second.id}")
    dragged.locator("[data-handle]").drag_to(row, target_position={"x": 60, "y": 4})
    expect(head.page.locator("[data-saved]")).to_contain_text("Moved")
    assert commitments(cast).clauses[0].id == second.id

    row = head.page.locator(f"#clause-{third.id}")
    row.get_by_role("link", name=re.compile("^Change part")).click()
    opened(head, "Change a clause")
    row.get_by_role("link", name="Remove it").click()
    opened(head, "Remove this clause?")
    head.page.locator("[data-opened]").get_by_role("button", name="Remove the clause").click()
    row.wait_for(state="detached")
    assert third.id not in {clause.id for clause in commitments(cast).clauses}
    head.look()


def test_words_typed_in_two_tabs_meet_and_none_are_lost(site: str, visit: Visit) -> None:
    cast = make_cast(name="Low Meadow School")
    cast.take()
    here, there = open_editor(visit(cast.head), cast), open_editor(visit(cast.head), cast)
    clause = commitments(cast).clauses[2]
    for tab in (here, there):
        tab.page.locator(f"#clause-{clause.id}").get_by_role("link", name=re.compile("^Change part")).click()
        opened(tab, "Change a clause")
    here.page.locator("textarea[name=text]").fill("Words of this tab")
    expect(here.page.locator("[data-saved]")).to_have_text(SAVED)
    there.page.locator("textarea[name=text]").fill("Words of that tab")
    expect(there.page.locator("[data-saved]")).to_contain_text("Not saved: This clause was changed meanwhile")
    assert commitments(cast).clauses[2].text == "Words of this tab"
    there.page.get_by_role("button", name="Save the clause").click()
    expect(there.page.locator("[data-opened]")).to_contain_text("Somebody changed this clause")
    assert there.page.locator("textarea[name=text]").input_value() == "Words of that tab"
    there.look()
    there.page.get_by_role("button", name="Save the clause").click()
    there.page.locator("[data-opened]").wait_for(state="detached")
    expect(there.page.locator(f"#clause-{clause.id}")).to_contain_text("Words of that tab")
    assert commitments(cast).clauses[2].text == "Words of that tab"
    for tab in (here, there):
        tab.look()


def test_what_is_typed_after_the_session_ended_comes_back(site: str, visit: Visit) -> None:
    cast = make_cast(name="Hill Top School")
    cast.take()
    head = open_editor(visit(cast.head), cast)
    clause = commitments(cast).clauses[2]
    head.page.locator(f"#clause-{clause.id}").get_by_role("link", name=re.compile("^Change part")).click()
    opened(head, "Change a clause")
    Session.objects.update(expire_date=timezone.now() - datetime.timedelta(minutes=1))
    head.page.locator("textarea[name=text]").fill("Typed too late")
    expect(head.page.locator("[data-saved]")).to_contain_text("Not saved: you are signed out")
    assert head.page.locator("textarea[name=text]").input_value() == "Typed too late"
    assert not Draft.objects.filter(editor=cast.head).exists()
    head.look()
    with head.page.expect_navigation():
        head.page.get_by_role("button", name="Save the clause").click()
    head.arrive("Sign in")


def test_a_head_on_a_phone_without_scripts_writes_sections_and_clauses(site: str, visit: Visit) -> None:
    cast = make_cast(name="Small Phone School")
    cast.take()
    head = open_editor(visit(cast.head, viewport=PHONE, java_script_enabled=False), cast)
    head.follow(re.compile("^Add a section after"), "Add a section").fill(heading="Our governors")
    head.press("Add the section", "Change the policy")
    head.follow("Add a clause to Our governors", "Add a clause").fill(text="We plan for our chair")
    head.press("Add the clause", "Change the policy")
    head.follow("Change part 1 of Our governors", "Change a clause").follow("Move it elsewhere", "Move a clause")
    head.page.locator("select[name=place]").select_option(label="at the end of “Introduction”")
    head.press("Move it", "Change the policy")
    head.follow(re.compile("^Change the heading Our governors"), "Change a section")
    head.follow("Remove the section", "Remove this section?").press("Remove the section", "Change the policy")
    document = Draft.objects.get(editor=cast.head).text
    assert document.section("introduction").clauses[-1].text == "We plan for our chair"
    assert "Our governors" not in {section.heading for section in document.sections}


def test_a_council_writes_and_publishes_its_model(site: str, visit: Visit) -> None:
    cast = make_cast(name="Model School")
    council = cast.school.council
    officer = visit(cast.officer)
    officer.go(f"/councils/{council.code}/model-policy/", "Succession planning policy")
    officer.press("Change it first", "Change the model policy")
    officer.page.get_by_role("link", name=re.compile("^Change part 2 of Aims")).click()
    opened(officer, "Change a clause")
    officer.page.get_by_label("Mentoring").check()
    officer.page.get_by_label("Core clause").check()
    officer.page.locator("textarea[name=text]").fill("that every school grows its own leaders")
    officer.page.get_by_role("button", name="Save the clause").click()
    expect(officer.page.locator("#editor")).to_contain_text("Core clause: Mentoring")
    officer.look()
    officer.press("Save a version", "Save a version").fill(why="Mentoring for all")
    officer.press("Save version 2", "Succession planning policy")
    officer.press("Publish", "Publish the model policy").press("Publish version 2", "Succession planning policy")
    assert "Version 3 of the model policy is published" in officer.words
    officer.follow("All versions", "Versions of the model policy")
    officer.press("Compare the two", re.compile("From version"))

    head = visit(cast.head)
    head.go(f"/schools/{cast.school.urn}/policy/start/", re.compile(".*"))
    cast.take()
    open_editor(head, cast)
    mine = head.page.locator("#editor li").filter(has_text="that every school grows its own leaders")
    expect(mine).to_contain_text("Core clause of the council’s model: Mentoring")
    assert mine.get_by_role("link", name=re.compile("^Change part")).count() == 0


def with_a_table(cast: Cast) -> str:
    """The school's copy of a model with a table; the id of that clause."""
    document = plain_document("We plan")
    section = document.sections[0]
    table = Clause("t1", "Who covers", ClauseKind.TABLE, rows=(("Post", "Cover"), ("Head", "Deputy")))
    cast.publish(replace(document, sections=(replace(section, clauses=(*section.clauses, table)),)))
    return next(clause.id for clause in cast.take().text.clauses() if clause.rows)


def rows_of(cast: Cast, clause_id: str) -> tuple[tuple[str, ...], ...]:
    return Draft.objects.get(editor=cast.head).text.clause(clause_id).rows


def test_the_cells_of_a_table_are_written_by_keyboard(site: str, visit: Visit) -> None:
    cast = make_cast(name="Table School")
    table = with_a_table(cast)
    head = open_editor(visit(cast.head), cast)
    keys = head.page.keyboard
    head.page.locator(f"#clause-{table}").get_by_role("link", name=re.compile("^Change part")).focus()
    keys.press("Enter")
    opened(head, "Change a table")
    head.page.locator("textarea[name=cell-1-1]").focus()
    keys.press("Control+A")
    keys.type("The deputy head")
    expect(head.page.locator("[data-saved]")).to_have_text(SAVED)
    assert rows_of(cast, table)[1] == ("Head", "The deputy head")
    head.page.get_by_role("button", name="Add a row").focus()
    keys.press("Enter")
    head.page.locator("textarea[name=cell-2-0]").wait_for()
    assert head.is_focused("textarea[name=cell-2-0]")
    keys.type("Clerk")
    head.look()
    head.page.get_by_role("button", name="Save the table").focus()
    keys.press("Enter")
    head.page.locator("[data-opened]").wait_for(state="detached")
    assert rows_of(cast, table) == (("Post", "Cover"), ("Head", "The deputy head"), ("Clerk", ""))
    expect(head.page.locator(f"#clause-{table}")).to_contain_text("Clerk")
    head.look()


def test_leaving_a_table_puts_back_the_rows_that_stood_there(site: str, visit: Visit) -> None:
    cast = make_cast(name="Leaving School")
    table = with_a_table(cast)
    head = open_editor(visit(cast.head), cast)
    head.page.locator(f"#clause-{table}").get_by_role("link", name=re.compile("^Change part")).click()
    opened(head, "Change a table")
    head.page.get_by_role("button", name="Add a row").click()
    head.page.locator("textarea[name=cell-2-0]").fill("Clerk")
    expect(head.page.locator("[data-saved]")).to_have_text(SAVED)
    assert len(rows_of(cast, table)) == 3
    head.page.keyboard.press("Escape")
    head.page.locator("[data-opened]").wait_for(state="detached")
    assert rows_of(cast, table) == (("Post", "Cover"), ("Head", "Deputy"))
    head.look()


def test_a_table_is_written_on_a_phone_without_scripts(site: str, visit: Visit) -> None:
    cast = make_cast(name="Phone Table School")
    table = with_a_table(cast)
    head = open_editor(visit(cast.head, viewport=PHONE, java_script_enabled=False), cast)
    head.follow("Change part 2 of What we do", "Change a table")
    head.press("Add a row", "Change a table").fill(**{"cell-2-0": "Clerk", "cell-2-1": "Chair"})
    head.press(re.compile("^Remove this row Row 1"), "Change a table").press("Save the table", "Change the policy")
    assert rows_of(cast, table) == (("Post", "Cover"), ("Clerk", "Chair"))
