"""An officer tells the scrutiny panel how the plan goes, and a councillor reads it on a phone."""

import re

from core.models import Paper
from succession.models import Report
from tests.journeys.cast import person
from tests.journeys.conftest import Visit
from tests.journeys.visiting import PHONE
from tests.pdf_structure import structure_of

REPORT = "Scrutiny progress report"
PANEL = "Children and Young People Scrutiny Panel"


def test_an_officer_issues_the_next_report_and_a_councillor_reads_it_on_a_phone(borough: str, visit: Visit) -> None:
    officer = visit(person("officer")).go("/councils/999/reports/", "Reports")
    officer.follow(f"{REPORT}, draft", f"{REPORT}: draft")
    officer.follow("See it as a councillor will", REPORT)
    previewed = officer.page.locator("#questions ~ ol").first.inner_text()
    officer.follow("Back to the tasks", f"{REPORT}: draft")
    officer.follow("Issue", f"Issue this report to {PANEL}?")
    assert f"Those with a place on {PANEL} can read it at once" in officer.words
    officer.press("Issue the report", f"{REPORT} 3")
    assert f"Report 3 to {PANEL} is issued." in officer.words
    issued = Report.objects.get(number=3)

    councillor = visit(person("councillor"), viewport=PHONE, has_touch=True).go("/councils/999/", "Wexmoor Council")
    assert "5 minutes" in councillor.words
    councillor.follow(re.compile("Read the scrutiny progress report 3"), f"{REPORT} 3")
    assert councillor.page.locator("#questions ~ ol").first.inner_text() == previewed
    assert "became late" in councillor.words
    councillor.page.locator("main svg").nth(3).wait_for(timeout=60_000)
    assert councillor.page.locator("main svg").count() == 4
    for name in ("Correct", "Withdraw", "Prepare"):
        assert councillor.page.get_by_role("link", name=re.compile(name)).count() == 0
    for _ in range(150):
        if any(paper.is_ready for paper in Paper.objects.filter(subject=str(issued.pk))):
            break
        councillor.page.wait_for_timeout(200)
    paper = structure_of(councillor.download(councillor.link("The report as PDF")))
    assert paper.problems() == []
    assert paper.tags.count("/Figure") == 4


def test_a_councillor_finds_the_reports_of_their_panel_and_no_draft(borough: str, visit: Visit) -> None:
    councillor = visit(person("councillor"), viewport=PHONE).go("/councils/999/reports/", "Reports")
    assert "draft" not in councillor.words.lower()
    assert f"{REPORT} 1" in councillor.words
    assert f"{REPORT} 2" in councillor.words
