"""A clerk runs reports from the admin by keyboard alone; governors and councillors read there what is theirs."""

import re

from playwright.sync_api import expect

from core.models import Paper
from people.access.roles import Role
from people.rules import BodyKind
from succession.models import Report
from tests.builders import issued, make_body, make_member, make_panel_report, make_school, make_term
from tests.journeys.conftest import Visit
from tests.journeys.keyboard import enter, tab_to
from tests.journeys.visiting import PHONE, Visitor
from tests.pdf_structure import structure_of
from tests.succession.reports_cast import Committee

LIST, REPORT = "/admin/succession/report/", "Personnel Committee report"
LONG = ("Llanfair " * 30)[:200].strip()
TO_DO = re.compile(r"^(Prepare|Issue|Withdraw|Correct|Discard|Preview|As an Excel|As CSV)\b")


def pick(visitor: Visitor, label: str, word: str) -> None:
    """Choose in a menu by typing how the choice begins."""
    menu = visitor.page.get_by_label(label, exact=True)
    tab_to(visitor, menu)
    visitor.page.keyboard.type(word)
    expect(menu.locator("option:checked")).to_have_text(re.compile(word))


def download(visitor: Visitor, link: str) -> bytes:
    """Take a file by keyboard."""
    tab_to(visitor, visitor.link(link))
    with visitor.page.expect_download() as waiting:
        visitor.page.keyboard.press("Enter")
    return waiting.value.path().read_bytes()


def await_papers(visitor: Visitor, report: Report) -> None:
    """Wait until the worker has made both papers of a report."""
    for _ in range(150):
        papers = Paper.objects.filter(subject=str(report.pk))
        if len(papers) == 2 and all(paper.is_ready for paper in papers):
            return
        visitor.page.wait_for_timeout(200)
    raise AssertionError("no papers were made")


def test_a_clerk_prepares_checks_issues_takes_and_withdraws_by_keyboard_alone(site: str, visit: Visit) -> None:
    cast = Committee(make_school(name="Bryn Awel School"))
    assert cast.governor
    assert cast.nominee
    clerk = visit(cast.clerk).go("/admin/", "Reports")
    assert "No report here" in clerk.words
    enter(clerk, clerk.button("Prepare a report"), "Prepare a report")
    tab_to(clerk, clerk.page.get_by_label("Personnel Committee, for no meeting"))
    clerk.page.keyboard.press("Space")
    enter(clerk, clerk.button("Prepare the draft"), REPORT)
    assert clerk.facts["State"] == "Draft"
    enter(clerk, clerk.button("Preview"), REPORT)
    assert "word for word as a governor will get it" in clerk.words
    assert "Nia Nominee" not in clerk.words
    enter(clerk, clerk.link("Back to what can be done"), REPORT)
    enter(clerk, clerk.link("Read and check it"), REPORT)
    assert "Nia Nominee" in clerk.words
    enter(clerk, clerk.button("I have read the confidential part"), REPORT)
    assert "The confidential part is checked." in clerk.page.content()
    enter(clerk, clerk.button(re.compile("^Issue")), "Issue this report to Personnel Committee?")
    enter(clerk, clerk.button("Issue the report"), f"{REPORT} 1")
    report = Report.objects.get(school=cast.school)
    await_papers(clerk, report)
    paper = structure_of(download(clerk, "The open part as PDF"))
    assert paper.problems() == []
    enter(clerk, clerk.button(re.compile("^Withdraw")), re.compile("^Withdraw"))
    tab_to(clerk, clerk.page.locator("[name=reason]"))
    clerk.page.keyboard.type("A figure was wrong")
    enter(clerk, clerk.button(re.compile("^Withdraw")), f"{REPORT} 1")
    assert "This report was taken back" in clerk.words
    report.refresh_from_db()
    assert (report.state, report.withdrawn_reason) == ("withdrawn", "A figure was wrong")


def test_a_clerk_filters_issues_what_is_ticked_and_takes_the_list_out_by_keyboard_alone(
    site: str, visit: Visit
) -> None:
    cast = Committee(make_school(name="Maes Gwyn School"))
    assert cast.full()
    cast.checked(cast.draft())
    clerk = visit(cast.clerk).go(LIST, "Reports")
    pick(clerk, "State", "Draft")
    enter(clerk, clerk.button("Show"), "Reports")
    assert "1 report, the latest first; state: Draft." in clerk.words
    tab_to(clerk, clerk.page.get_by_label(re.compile("^Tick ")))
    clerk.page.keyboard.press("Space")
    enter(clerk, clerk.button("Issue the ticked drafts"), "Issue 1 report?")
    enter(clerk, clerk.button("Issue"), "Reports")
    assert "report 2 is issued" in clerk.page.content()
    enter(clerk, clerk.link("Show all"), "Reports")
    assert "2 reports" in clerk.words
    assert download(clerk, "As an Excel workbook")[:2] == b"PK"
    enter(clerk, clerk.link("How the schools stand"), "Schools")
    assert "Maes Gwyn School" in clerk.words
    enter(clerk, clerk.link(re.compile("^Report 2 to Personnel Committee")), f"{REPORT} 2")


def test_a_clerk_works_without_scripts_and_names_of_two_hundred_letters_fit_a_phone(site: str, visit: Visit) -> None:
    cast = Committee(make_school(name=LONG))
    cast.body = make_body(school=cast.school, name=LONG, kind=BodyKind.COMMITTEE)
    assert cast.full()
    draft = cast.draft()
    clerk = visit(cast.clerk, viewport=PHONE, java_script_enabled=False).go(LIST, "Reports")
    clerk.page.get_by_label("State", exact=True).select_option("draft")
    clerk.press("Show", "Reports").follow(re.compile("draft"), REPORT)
    clerk.press(re.compile("^Discard"), re.compile("^Discard")).follow(re.compile("^Keep|^Leave|Not"), REPORT)
    clerk.press(re.compile("^Prepare again"), re.compile("^Prepare the draft to"))
    clerk.press("Prepare it again", REPORT).go(f"{LIST}schools/", "Schools")
    clerk.press("Show", "Schools").go(f"{LIST}?q=nothing", "Reports")
    assert "No report here" in clerk.words
    assert Report.objects.get(pk=draft.pk).is_draft


def test_a_head_prepares_and_checks_there_and_leaves_the_issuing_to_the_clerk(site: str, visit: Visit) -> None:
    cast = Committee(make_school(name="Coed Glas School"))
    assert cast.clerk
    assert cast.body
    assert cast.nominee
    head = visit(cast.head).go("/admin/", "Reports").press("Prepare a report", "Prepare a report")
    head.page.get_by_label("Personnel Committee, for no meeting").check()
    head.press("Prepare the draft", REPORT).follow("Read and check it", REPORT)
    assert "Nia Nominee" in head.words
    head.press("I have read the confidential part", REPORT)
    assert "The confidential part is checked." in head.page.content()
    assert head.page.locator("main").get_by_role("button", name=re.compile("^Issue")).count() == 0
    assert Report.objects.get(school=cast.school).is_draft


def test_a_chair_issues_and_takes_back_there_where_the_school_has_no_clerk(site: str, visit: Visit) -> None:
    cast = Committee(make_school(name="Ty Isaf School"))
    assert cast.nominee
    report = cast.checked(cast.draft())
    chair = visit(cast.seated(make_member(Role.CHAIR, cast.school, name="Carys Chair")))
    chair.go(LIST, "Reports").follow(re.compile("draft"), REPORT)
    chair.press(re.compile("^Issue"), "Issue this report to Personnel Committee?")
    chair.press("Issue the report", f"{REPORT} 1")
    report.refresh_from_db()
    assert report.state == "issued"
    chair.press(re.compile("^Withdraw"), re.compile("^Withdraw"))
    chair.page.locator("[name=reason]").fill("It names a meeting that was moved")
    chair.press(re.compile("^Withdraw"), f"{REPORT} 1")
    assert "This report was taken back" in chair.words


def test_a_governor_reads_on_a_phone_what_was_issued_and_can_do_nothing(site: str, visit: Visit) -> None:
    cast = Committee(make_school(name="Pen y Bryn School"))
    assert cast.full()
    assert cast.draft()
    governor = visit(cast.governor, viewport=PHONE, has_touch=True).go("/admin/", "Reports")
    assert "draft" not in governor.words.lower()
    governor.follow(re.compile(f"{REPORT} 1"), f"{REPORT} 1")
    assert "Where we are" in governor.words
    for role in ("button", "link"):
        assert governor.page.locator("main").get_by_role(role, name=TO_DO).all_inner_texts() == []
    governor.follow(re.compile("^The same report among the pages of"), f"{REPORT} 1")
    governor.go(f"{LIST}schools/", "You cannot see this page", status=403)


def test_a_councillor_reads_there_the_reports_of_their_panel(site: str, visit: Visit) -> None:
    council = make_school(name="Low Meadow School").council
    panel = make_body(council=council, name="Scrutiny Panel", kind=BodyKind.SCRUTINY_PANEL)
    officer, councillor = make_member(Role.OFFICER, council), make_member(Role.COUNCILLOR, council)
    make_term(panel, name=councillor.name, user=councillor)
    assert issued(make_panel_report(council, body=panel, by=officer), by=officer, clerk=officer)
    assert make_panel_report(council, body=panel, by=officer).is_draft
    visitor = visit(councillor, viewport=PHONE).go(LIST, "Reports")
    assert "draft" not in visitor.words.lower()
    visitor.follow(re.compile("Scrutiny progress report 1"), "Scrutiny progress report 1")
    assert visitor.page.locator("main").get_by_role("button", name=TO_DO).count() == 0


def test_an_officer_finds_schools_by_how_they_stand(site: str, visit: Visit) -> None:
    cast = Committee(make_school(name="Hill Top School"))
    assert cast.full()
    make_school(name="Low Top School", council=cast.school.council)
    officer = visit(make_member(Role.OFFICER, cast.school.council)).go(f"{LIST}schools/", "Schools")
    assert "Issued, " in officer.words
    officer.page.get_by_label("Last report", exact=True).select_option("none")
    officer.press("Show", "Schools")
    assert "1 school, by name; last report: None issued within a year." in officer.words
    assert "Low Top School" in officer.words
    officer.follow("Show all", "Schools")
    assert "Hill Top School" in officer.words
