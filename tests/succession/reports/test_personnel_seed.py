"""The feedback that a school's own policy promised its Personnel Committee, from that policy and a term's evidence.

The policy says that the headteacher gives regular feedback through the SEF, the IIP assessment and the Governing Body
Personnel Committee: so each commitment stands in the report with what was done for it, and for which of the three.
"""

import datetime
import html
import io
import re
from pathlib import Path

import pytest
from pytest_django import Settings

from core import clock, reading
from people.models import School
from people.rules import BodyKind
from policies.actions import versions
from policies.actions.evidence import add_evidence
from policies.living.commitments import commitments_of
from policies.models import Commitment
from succession.actions import reports as actions
from succession.models import Report
from succession.reports import papers, verifying
from succession.reports.rules import Part
from tests.builders import make_body
from tests.pdf_structure import structure_of
from tests.policies.cast import Cast, make_cast

pytestmark = [pytest.mark.django_db, pytest.mark.samples]

CHANNELS = ("self-evaluation", "investors", "personnel")


def days(ago: int) -> datetime.date:
    return clock.today() - datetime.timedelta(days=ago)


@pytest.fixture
def cast(samples: Path, settings: Settings, tmp_path: Path) -> Cast:
    """A school that has brought in the policy as it stands, and whose board has adopted it."""
    settings.MEDIA_ROOT = tmp_path
    (seed,) = (samples / "seeds").glob("000_*.txt")
    found, content = make_cast(name="Hill Top School"), seed.read_bytes()
    preview = versions.send_policy(
        school=found.school, name="seed.txt", content=io.BytesIO(content), size=len(content), by=found.head
    )
    reading.read(str(preview.pk))
    preview.refresh_from_db()
    version = versions.import_policy(school=found.school, preview=preview, shown=preview.upload.sha256, by=found.head)
    given = {"on": days(100), "effective_on": days(90), "review_due_on": days(-300), "today": clock.today()}
    found.adopt(found.submit(version), **given)
    return found


def a_terms_evidence(school: School, cast: Cast) -> list[str]:
    """Something done for each commitment but the last two, each counting for the policy and one channel more."""
    rows = Commitment.objects.select_related("policy__school").in_bulk()
    lines = []
    for place, held in enumerate(commitments_of(school, clock.today())[:-2]):
        line = f"Done for commitment {place}, by four people"
        add_evidence(
            commitment=rows[held.key],
            line=line,
            on=days(place),
            channels=[CHANNELS[place % 3]],
            by=cast.head,
            today=clock.today(),
        )
        lines.append(line)
    return lines


def issued(cast: Cast) -> Report:
    committee = make_body(school=cast.school, name="Governing Body Personnel Committee", kind=BodyKind.COMMITTEE)
    draft = actions.prepare(kind="personnel", place=cast.school, body=committee, meeting=None, by=cast.head)
    return actions.issue(report=draft, opened_on=actions.draft_token(draft), by=cast.clerk)


def words_of(report: Report) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", papers.filled(report, Part.OPEN))).split())


def test_each_commitment_of_the_seed_stands_with_its_evidence_and_what_it_feeds(cast: Cast) -> None:
    held = commitments_of(cast.school, clock.today())
    assert len(held) == 18, "seven of the plan and eleven of its implementation"
    lines = a_terms_evidence(cast.school, cast)
    report = issued(cast)
    said, shown = words_of(report), papers.filled(report, Part.OPEN)
    for one in held:
        start = " ".join(one.text.split()[:9])
        assert f"{start[:1].upper()}{start[1:]}" in said, one.text
    for place, line in enumerate(lines):
        row = next(row for row in re.findall(r"<tr>.*?</tr>", shown, re.DOTALL) if line in html.unescape(row))
        label = ("Self-evaluation (SEF)", "Investors in People (IIP)", "Personnel Committee")[place % 3]
        assert f"Also for: {label}." in row
    assert "16 lines of evidence since" in said
    counted = "Self-evaluation (SEF) 6, Investors in People (IIP) 5, Personnel Committee 5."
    assert f"Beside the policy, they count for: {counted}" in said
    assert verifying.verify(report).is_intact


def test_the_feedback_is_a_paper_for_the_committee(cast: Cast) -> None:
    lines = a_terms_evidence(cast.school, cast)
    structure = structure_of(papers.open_pdf(str(issued(cast).pk)).content)
    assert structure.problems() == []
    printed = re.sub(r"\s", "", structure.text)
    for line in lines:
        assert re.sub(r"\s", "", line) in printed
    assert "GoverningBodyPersonnelCommittee" in printed


def test_the_next_feedback_tells_what_was_done_since(cast: Cast) -> None:
    first = issued(cast)
    a_terms_evidence(cast.school, cast)
    draft = actions.prepare(kind="personnel", place=cast.school, body=first.body, meeting=None, by=cast.head)
    said = words_of(draft)
    assert "Since report 1, as at" in said
    assert "16 lines of evidence were written down for commitments." in said, "those too that are of days before"
