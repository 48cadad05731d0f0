"""The paper's own table as a PDF: accessible, landscape, with its header on every page."""

import pypdfium2
import pytest

from actionplan.models import ScrutinyReview
from actionplan.papers import digest, filename, table_pdf
from tests.actionplan.builders import make_recommendation, make_review
from tests.pdf_structure import structure_of

pytestmark = pytest.mark.django_db

COLUMNS = ["RECOMMENDATIONS", "ACTIONS", "BYWHOM", "MILESTONES", "OUTCOME MEASURES"]


@pytest.fixture
def review() -> ScrutinyReview:
    review = make_review(title="Review of leaders & <others>", columns=COLUMNS)
    words = "That the council do what it said it would do, and say so. " * 4
    for n in range(1, 21):
        make_recommendation(review=review, cells=[f"{n}. {words}", "Do it\nAgain", "SES", "N/A", "W" * 200])
    return review


def test_the_table_is_a_tagged_pdf_with_its_header_on_every_page(review: ScrutinyReview) -> None:
    made = table_pdf(str(review.pk))
    structure = structure_of(made.content)
    assert structure.problems() == []
    assert structure.title == "Review of leaders & <others>"
    assert structure.pages > 2
    for page in pypdfium2.PdfDocument(made.content):
        width, height = page.get_size()
        assert width > height
        text = page.get_textpage().get_text_range()
        assert all(name in text for name in COLUMNS)


def test_no_word_of_the_table_is_lost_and_a_long_word_is_broken_inside_its_column(review: ScrutinyReview) -> None:
    text = structure_of(table_pdf(str(review.pk)).content).text
    assert text.count("N/A") == 20
    assert text.count("W") >= 20 * 200


def test_one_can_see_and_hear_where_one_thing_in_a_cell_ends(review: ScrutinyReview) -> None:
    structure = structure_of(table_pdf(str(review.pk)).content)
    assert structure.tags.count("/L") == 20
    assert structure.tags.count("/LI") == 20 * 2
    assert "• Do it" in structure.text.replace("\r", "")


def test_a_sign_that_may_not_print_is_named_on_the_paper(review: ScrutinyReview) -> None:
    assert "empty boxes" not in structure_of(table_pdf(str(review.pk)).content).text
    make_recommendation(review=review, cells=["Łódź – “½” 漢 ✓", "✓", "\uf0b7", "", ""])
    text = " ".join(structure_of(table_pdf(str(review.pk)).content).text.split())
    assert "may stand here as empty boxes: cjk unified ideograph-6f22, check mark, number F0B7." in text


def test_a_paper_is_made_again_when_what_it_shows_changes(review: ScrutinyReview) -> None:
    before = digest(review)
    review.committee = "Another committee"
    assert digest(review) != before


def test_a_file_is_named_after_the_review(review: ScrutinyReview) -> None:
    assert filename(review, "pdf") == "review-of-leaders-others.pdf"
    review.title = "???"
    assert filename(review, "xlsx") == "action-plan.xlsx"
