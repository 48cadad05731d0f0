"""The paper's table taken out reads back as the same plan, word by word, whatever file it is taken out as."""

import csv
import io
import tempfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT

from actionplan import exports, incoming, shape
from actionplan.actions.importing import import_plan
from actionplan.models import ScrutinyReview
from actionplan.papers import table_pdf
from actionplan.reading import read_plan
from people.access.roles import Role
from tests.actionplan.builders import PLAN, make_read_preview, make_recommendation, make_review
from tests.actionplan.reading_checks import source_of
from tests.builders import make_council, make_member

pytestmark = pytest.mark.django_db
READ = ("csv", "xlsx", "docx", "pdf")


def taken_out(review: ScrutinyReview, kind: str) -> bytes:
    """The table of a plan as a file, or printed."""
    return table_pdf(str(review.pk)).content if kind == "pdf" else exports.table_file(review, kind)


def read_back(content: bytes, kind: str) -> shape.ReadPlan:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"plan.{kind}"
        path.write_bytes(content)
        reading: dict[str, Any] = incoming.read(str(path), path.name)
    assert reading.get("declined") is None
    return shape.plan_of(reading)


def review_of(plan: shape.ReadPlan) -> ScrutinyReview:
    """A plan in the database with nothing but what its table needs."""
    review = make_review(title=plan.title or "A plan", subtitle=plan.subtitle, columns=list(plan.columns))
    for row in plan.rows:
        make_recommendation(review=review, label=row.label, cells=list(row.cells))
    return review


@pytest.mark.parametrize("kind", READ)
def test_a_plan_taken_out_and_brought_in_again_changes_nothing(kind: str) -> None:
    council = make_council()
    officer = make_member(Role.OFFICER, council)
    preview = make_read_preview(council, officer, PLAN)
    review = import_plan(council=council, preview=preview, shown=preview.upload.sha256, title="Ours", by=officer)
    back = read_back(taken_out(review, kind), kind)
    assert back.fingerprint == review.fingerprint
    assert back.columns == tuple(review.columns)
    assert [row.teams for row in back.rows] == [
        tuple(row.teams.values_list("code", flat=True)) for row in review.recommendations.order_by("position")
    ]


@pytest.mark.samples
@pytest.mark.parametrize("kind", READ)
def test_the_seed_taken_out_reads_back_the_same(kind: str, samples: Path) -> None:
    text = next((samples / "seeds").glob("003_*.txt")).read_text("utf-8")
    plan = shape.plan_of(read_plan(source_of(text, "plan.txt")).as_json())
    back = read_back(taken_out(review_of(plan), kind), kind)
    assert back.fingerprint == plan.fingerprint
    for came, was in zip(back.rows, plan.rows, strict=True):
        assert [len(came.actions), len(came.milestones), len(came.measures)] == [
            len(was.actions),
            len(was.milestones),
            len(was.measures),
        ], was.label


def test_the_table_comes_as_a_word_document_on_its_side_with_a_head_that_repeats() -> None:
    review = make_review(title="Our review", columns=["Recommendation", "By whom"])
    make_recommendation(review=review, cells=["1. Write it\nSend it", "SES"])
    document = docx.Document(io.BytesIO(exports.table_file(review, "docx")))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        review.columns,
        ["1. Write it\nSend it", "SES"],
    ]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    page = document.sections[0]
    assert page.page_width > page.page_height
    assert page.orientation == WD_ORIENT.LANDSCAPE
    assert document.paragraphs[0].text == "Our review"


def test_two_columns_of_one_name_both_come_out() -> None:
    review = make_review(columns=["Update", "Update"])
    make_recommendation(review=review, cells=["first", "second"])
    rows = list(csv.reader(io.StringIO(exports.table_file(review, "csv").decode("utf-8-sig"))))
    assert rows == [["Update", "Update"], ["first", "second"]]
