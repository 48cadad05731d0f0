"""A school improvement officer brings in the scrutiny panel's plan, follows it, and takes it to a meeting."""

import io
import re
from pathlib import Path

import openpyxl
import pytest

from actionplan.models import ScrutinyReview
from actionplan.rules import DATE_STATE_LABELS
from core import clock
from tests.journeys.cast import person, sign_in
from tests.journeys.conftest import Visit
from tests.journeys.visiting import Visitor
from tests.pdf_structure import structure_of

# Named in the table as the paper names them, a slip of its typing included.
COLUMNS = ["RECOMMENDATIONS", "ACTIONS", "BYWHOM", "MILESTONES", "OUTCOMEMEASURES"]
LABELS = ["1", "2a", "2b", *(str(number) for number in range(3, 13))]


def bring_in(officer: Visitor, paper: Path) -> ScrutinyReview:
    """From the council's page to the plan, checking on the way what was read."""
    officer.follow("Action plan", "Action plan").press("Bring in another plan", "Bring in an action plan")
    officer.attach(paper).press("Read it", "Check what we read")
    first = officer.page.get_by_role("heading", level=2, name="Recommendation 2a").locator("xpath=following::*[1]")
    assert "What the paper says" in first.inner_text()
    assert "What we read" in first.inner_text()
    assert not ScrutinyReview.objects.filter(source__name=paper.name).exists(), "nothing is saved yet"
    officer.press("Go on to confirm", "Confirm the plan").press("Save the plan", "The plan is here")
    return ScrutinyReview.objects.get(source__name=paper.name)


def test_an_officer_brings_in_the_example_follows_a_milestone_and_downloads_the_table(
    borough: str, visit: Visit, root: Path
) -> None:
    paper = root / "actionplan/examples/action-plan-as-councils-have-them.txt"
    officer = sign_in(visit(), person("officer"), "Wexmoor Council")
    review = bring_in(officer, paper)
    check_plan(officer, review, LABELS[:-1])
    keep_up(officer, review, "2a")
    check_papers(officer, LABELS[:-1])
    check_states(officer)


@pytest.mark.samples
def test_an_officer_brings_in_the_scrutiny_plan_of_the_samples(borough: str, visit: Visit, samples: Path) -> None:
    (paper,) = (samples / "seeds").glob("003_*.txt")
    officer = visit(person("officer")).go("/councils/999/", "Wexmoor Council")
    review = bring_in(officer, paper)
    check_plan(officer, review, LABELS)
    keep_up(officer, review, "2a")
    check_papers(officer, LABELS)


def check_plan(officer: Visitor, review: ScrutinyReview, labels: list[str]) -> None:
    officer.follow("open the plan", review.title)
    assert [first_word(row) for row in officer.page.locator("main tbody th").all_inner_texts()] == labels
    assert f"{len(labels)} recommendations" in officer.words


def first_word(row: str) -> str:
    return row.partition(".")[0].strip()


def unspaced(words: str) -> str:
    return "".join(words.split()).upper()


def keep_up(officer: Visitor, review: ScrutinyReview, label: str) -> None:
    """Open a recommendation, then its milestone, and say what happened to it."""
    officer.follow(re.compile(rf"^{label}\. "), f"Recommendation {label}")
    milestone = officer.page.locator("main a[href*='/milestones/']").first.inner_text()
    officer.follow(milestone, milestone).fill(words="Two features came out in May.").choose("Under way")
    assert officer.page.get_by_label("Date").input_value() == f"{clock.today():%-d %B %Y}"
    officer.press("Add the update", milestone)
    assert "Your update is added." in officer.words
    assert f"{clock.today():%-d %B %Y}, {person('officer').name}" in officer.words
    officer.follow(f"Recommendation {label}", f"Recommendation {label}").follow(review.title, review.title)


def check_states(officer: Visitor) -> None:
    """The demonstration's own plan has something in every state; the filter lives in the URL."""
    officer.follow("Action plan", "Action plan").follow("Who will lead", re.compile("Who will lead"))
    for state in DATE_STATE_LABELS.values():
        officer.page.get_by_label("Milestones", exact=True).select_option(state)
        officer.press("Show", re.compile("Who will lead"))
        assert "state=" in officer.page.url
        assert state.lower() in officer.page.locator("main tbody").inner_text().lower(), state


def check_papers(officer: Visitor, labels: list[str]) -> None:
    """The five columns, as a PDF that a screen reader can follow and as a spreadsheet."""
    title = "As the paper has it"
    officer.follow(title, title)
    assert [first_word(row) for row in officer.page.locator("main tbody th").all_inner_texts()] == labels
    pdf = structure_of(officer.take("PDF", "Making the table"))
    assert pdf.problems() == []
    assert all(name in unspaced(pdf.text) for name in COLUMNS)
    officer.page.go_back()
    officer.arrive(title)
    sheet = openpyxl.load_workbook(io.BytesIO(officer.download(officer.link("Excel")))).active
    head, *rows = sheet.iter_rows(values_only=True)
    assert [unspaced(name) for name in head] == COLUMNS
    assert [first_word(row[0]) for row in rows] == labels
    assert all(row[1] for row in rows)
