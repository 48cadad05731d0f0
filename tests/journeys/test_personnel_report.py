"""A head prepares the committee's report, its clerk issues it, and a governor and the chair read it."""

import re

from core.models import Paper, Reading
from succession.models import Report
from tests.journeys.cast import person, sign_in
from tests.journeys.conftest import Visit
from tests.journeys.visiting import PHONE, Visitor
from tests.pdf_structure import structure_of

REPORT = "Personnel Committee report"
SCHOOL = "Larkfield Primary School"
TO_DO = re.compile("Correct|Withdraw|Prepare|Issue|Discard")
NAMED = ("Beatrix Onslow", "Marta Wilk", "Neil Farquhar")


def text_of(visitor: Visitor) -> str:
    """The words of the report, those too that a phone says in another way."""
    return " ".join((visitor.page.locator(".app-document__text").text_content() or "").split())


def tab_to(visitor: Visitor, words: str) -> Visitor:
    """Go to a link or button by the keyboard alone."""
    for _ in range(80):
        visitor.page.keyboard.press("Tab")
        if words in str(visitor.page.evaluate("document.activeElement.innerText")):
            return visitor
    raise AssertionError(f"no key leads to “{words}”")


def test_a_report_is_prepared_checked_issued_and_read(borough: str, visit: Visit) -> None:
    head = visit(person("head")).go("/", SCHOOL)
    head.follow(f"Check the {REPORT}", f"{REPORT}: draft")
    assert "Personnel Committee gives 7 clear days of notice before" in head.words
    head.press("Prepare it again, as at today", f"{REPORT}: draft")
    head.follow("See it as a governor will", REPORT)
    previewed = text_of(head)
    head.follow("Back to the tasks", f"{REPORT}: draft").follow("Check the confidential part", REPORT)
    checked = text_of(head)
    for name in NAMED:
        assert name in checked
        assert name not in previewed
    head.press("I have read the confidential part", f"{REPORT}: draft")
    assert "The clerk issues it." in head.words
    assert head.page.get_by_role("link", name="Issue", exact=True).count() == 0

    clerk = visit(person("clerk"), java_script_enabled=False).go("/", SCHOOL)
    clerk.follow(f"Issue the {REPORT}", f"{REPORT}: draft")
    clerk.follow("Issue", "Issue this report to Personnel Committee?")
    assert "Those with a place on Personnel Committee can read the open part at once" in clerk.words
    clerk.follow("Not yet", f"{REPORT}: draft").follow("Issue", "Issue this report to Personnel Committee?")
    clerk.press("Issue the report", f"{REPORT} 2")

    governor = visit(person("governor"), viewport=PHONE, has_touch=True).go("/", SCHOOL)
    governor.follow(re.compile(f"Read the {REPORT} 2"), f"{REPORT} 2")
    assert text_of(governor) == previewed, "what was previewed is what is read"
    assert governor.page.get_by_role("link", name=TO_DO).count() == 0
    assert governor.page.locator("main button").count() == 0

    chair = sign_in(visit(), person("chair"), SCHOOL)
    chair.follow(re.compile(f"Read the {REPORT} 2"), f"{REPORT} 2")
    chair.follow("Open the confidential part", f"{REPORT} 2")
    assert "Confidential: for the members of Personnel Committee" in chair.words
    read = text_of(chair)
    assert all(name in read for name in NAMED)
    assert checked.split(" I have read")[0] == read
    report = Report.objects.get(kind="personnel", number=2)
    for _ in range(150):
        if all(paper.is_ready for paper in Paper.objects.filter(subject=str(report.pk))):
            break
        chair.page.wait_for_timeout(200)
    paper = structure_of(chair.download(chair.link("This part as PDF")))
    assert paper.problems() == []
    assert all(name in " ".join(paper.text.split()) for name in NAMED)
    logged = Reading.objects.filter(kind="report", subject=str(report.pk), by=person("chair"))
    assert logged.count() >= 2, "the page and the paper"


def test_a_clerk_prepares_and_discards_by_the_keyboard(borough: str, visit: Visit) -> None:
    clerk = visit(person("clerk")).go("/schools/999001/reports/", "Reports")
    tab_to(clerk, "Prepare a report").page.keyboard.press("Enter")
    clerk.arrive("Prepare a report")
    clerk.page.locator("main [type=radio]").last.focus()
    clerk.page.keyboard.press("Space")
    tab_to(clerk, "Prepare the draft").page.keyboard.press("Enter")
    clerk.arrive(f"{REPORT}: draft")
    tab_to(clerk, "Discard this draft").page.keyboard.press("Enter")
    clerk.arrive(re.compile("Discard the draft to"))
    tab_to(clerk, "Discard the draft").page.keyboard.press("Enter")
    clerk.arrive("Reports")
    assert "is discarded" in clerk.words


def test_a_school_that_has_nothing_is_told_what_a_report_is(borough: str, visit: Visit) -> None:
    head = visit(person("otherhead"), viewport=PHONE).go("/schools/999002/reports/", "Reports")
    assert "No report has been prepared yet" in head.words
    head.press("Prepare a report", "Prepare a report").press("Prepare the draft", "Prepare a report")
    assert head.errors() == [("Choose for whom it is.", "#id_to_0")]
    head.choose(re.compile("for no meeting")).press("Prepare the draft", f"{REPORT}: draft")
    head.follow("See it as a governor will", REPORT)
    assert "The school has no succession policy in force" in head.words
    head.follow("Back to the tasks", f"{REPORT}: draft").follow("Discard this draft", re.compile("Discard the draft"))
    head.press("Discard the draft", "Reports")
