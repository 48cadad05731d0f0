"""Every paper that is made is XML as well, and so made by the faster of the two parsers."""

from collections.abc import Callable

import pytest

from actionplan.papers import table_pdf
from documents.writers import pdf
from people.privacy.papers import PAPERS, make
from policies.comparison.paper import changes_pdf, subject
from policies.papers import version_pdf
from succession.models import Report
from succession.reports import papers
from tests.actionplan.builders import make_recommendation, make_review
from tests.builders import make_panel_report, make_school
from tests.policies.cast import make_cast, plain_document
from tests.succession.reports_cast import Committee

pytestmark = pytest.mark.django_db

HOSTILE = "<br> & Łódź ő “½” </table>"


def _table() -> object:
    review = make_review(title=HOSTILE, columns=["Recommendation", "Action"])
    make_recommendation(review=review, cells=[HOSTILE, "Do it\nAgain"])
    return table_pdf(str(review.pk))


def _report(make_one: Callable[[str], object], report: Report) -> object:
    return make_one(str(report.pk))


def _changes() -> object:
    cast = make_cast(name=HOSTILE)
    before = cast.adopted()
    cast.publish(plain_document(f"{HOSTILE}\nand a point", HOSTILE))
    return changes_pdf(subject(before, cast.take()))


MADE: dict[str, Callable[[], object]] = {
    "policy": lambda: version_pdf(str(make_cast(name=HOSTILE).adopted().pk)),
    "changes": _changes,
    "table of a plan": _table,
    "privacy": lambda: make(f"{PAPERS[0].key}:school:{make_school(name=HOSTILE).pk}"),
    "open part": lambda: _report(papers.open_pdf, Committee().issue()),
    "confidential part": lambda: _report(papers.confidential_pdf, Committee().issue()),
    "progress report": lambda: _report(papers.open_pdf, make_panel_report()),
}


@pytest.mark.parametrize("paper", MADE)
def test_a_paper_is_read_by_the_faster_parser(paper: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_parsed", pdf._WellFormed)
    assert MADE[paper]()
