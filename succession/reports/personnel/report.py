"""The Personnel Committee report as its kind: its name, its audience, and what its templates show. Pure."""

from typing import Any

from people.disclosure import NOTE
from people.planning.cover import BAND_LABELS, Band
from policies.standings.rules import STANDING_LABELS
from succession.reports.personnel.changes import compare
from succession.reports.personnel.lines import ending_soon, lines, silent, standing_out, uncounted, vacancies
from succession.reports.personnel.questions import questions
from succession.reports.personnel.record import Cover, Personnel

__all__ = ["AUDIENCE", "TITLE", "Personnel", "compare", "context"]

TITLE = "Personnel Committee report"
AUDIENCE = "Confidential: for the members of {body}, its clerk and the headteacher only"


def context(facts: Personnel) -> dict[str, Any]:
    """What the templates show beside the facts."""
    bands = list(zip((BAND_LABELS[band] for band in Band), facts.open.pipeline.bands, strict=True))
    return {
        "lines": lines(facts),
        "questions": questions(facts),
        "standing": STANDING_LABELS[facts.open.policy.standing],
        "bands": bands,
        "ending": [seat.key for seat in ending_soon(facts.open.seats, facts.as_at)],
        "vacancies": vacancies(facts.open.board),
        "silent": silent(facts.open.commitments),
        "standing_out": standing_out(facts.confidential) if facts.confidential else [],
        "cover_note": _note(facts.open.cover),
        "uncounted": uncounted(facts.open.board),
    }


def _note(cover: Cover) -> str:
    """What to say under the counts of posts where one of them is not shown."""
    figures = (cover.posts, cover.uncovered, cover.without_successor, cover.vacant)
    return "" if cover.is_empty or all(one.words.isdecimal() for one in figures) else NOTE
