"""The score of the samples, pinned: it cannot fall without a test that says so."""

from pathlib import Path

import pytest

from bench.score.__main__ import GIVEN, OURS, collections, dates_of
from bench.score.files import Scored, renderings, samples_in, score
from bench.score.totals import results
from bench.score.verdicts import Mark, Verdict

# How many facts may not be right: of ours none; of the given one, a value three lines away from its label.
_MOST_NOT_RIGHT = {OURS: 0, GIVEN: 1}


def scored(name: str, given: str | None) -> tuple[list[Scored], list[Mark]]:
    samples = collections(given)[name]
    found = [score(sample) for sample in samples]
    marks = [mark for one in found for mark in one.marks]
    return found, [*marks, *renderings(samples), *(dates_of(given) if name == GIVEN else ())]


def assert_it_does_not_fall(name: str, given: str | None, *, facts: int) -> None:
    found, marks = scored(name, given)
    assert len(marks) >= facts
    wrong = [mark for mark in marks if mark.verdict is not Verdict.RIGHT]
    assert len(wrong) <= _MOST_NOT_RIGHT[name], wrong
    assert [(one.sample.path.name, one.kept) for one in found if one.kept.lost or one.kept.invented] == []
    assert [total for total in results(marks, [one.kept for one in found]) if not total.reached] == []


def test_our_own_samples_read_right() -> None:
    assert_it_does_not_fall(OURS, None, facts=2800)


@pytest.mark.samples
def test_the_given_samples_read_as_well_as_they_ever_did(samples: Path) -> None:
    assert_it_does_not_fall(GIVEN, str(samples), facts=570)


def test_every_file_of_our_own_samples_has_its_facts_and_the_other_way_round() -> None:
    folder = Path(__file__).resolve().parents[1] / "samples"
    scored_files = {sample.path for sample in samples_in(folder, OURS)}
    lying = {path for path in folder.glob("p*/*.*") if not path.name.endswith(".expected.json")}
    assert scored_files == lying
    for expected in folder.glob("*/*.expected.json"):
        stem = expected.name.removesuffix(".expected.json")
        assert any(path.stem == stem for path in scored_files), expected.name


def test_a_reading_that_turns_worse_misses_its_targets(tmp_path: Path) -> None:
    """The pin fails: a plan whose facts name another owner, and one that is declined though it is a plan."""
    (tmp_path / "plans").mkdir()
    facts = (
        '{"kind": "action_plan", "title": "Plan", "recommendations": [{"number_as_written": "1", "text_starts": "Go",'
    )
    (tmp_path / "plans/a.expected.json").write_text(facts + '"owner_as_written": "Nobody"}]}')
    (tmp_path / "plans/a.txt").write_text("Plan\n\nNo\tRecommendation\tLead\n1\tGo\tHead\n2\tStay\tClerk\n")
    (tmp_path / "plans/b.expected.json").write_text(facts + '"owner_as_written": "Head"}]}')
    (tmp_path / "plans/b.txt").write_text("It rained all day and nobody came.\n")
    found = [score(sample) for sample in samples_in(tmp_path, OURS)]
    marks = [mark for one in found for mark in one.marks]
    missed = {total.name for total in results(marks, [one.kept for one in found]) if not total.reached}
    assert missed == {
        "recommendations found", "labels", "owners", "what is none is declined, what is one is not", "fields invented",
    }  # fmt: skip


def test_two_renderings_that_differ_are_told(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies/a.expected.json").write_text('{"kind": "policy", "title": "Staff Policy", "sections": []}')
    text = "Staff Policy\n\nAims\n\nWe want to be ready when a leader leaves the school, and to be fair to everybody.\n"
    pad = "\nIntroduction\n\nThe school has thought about this for a long time and has asked all who work in it.\n"
    (tmp_path / "policies/a.txt").write_text(text + pad)
    (tmp_path / "policies/a.md").write_text(text.replace("We want", "All want") + pad)
    marks = list(renderings(samples_in(tmp_path, OURS)))
    assert [(mark.verdict, mark.where) for mark in marks] == [(Verdict.WRONG, "a.txt")]
    assert "sections" in marks[0].found
    (tmp_path / "policies/a.md").write_text(text + pad)
    assert [mark.verdict for mark in renderings(samples_in(tmp_path, OURS))] == [Verdict.RIGHT]
