"""The policy as a paper fit for a governing body."""

import re
import time
from pathlib import Path

import pytest

from documents.opening import open_file
from policies import papers
from policies.actions.submissions import submit
from policies.document import fill
from policies.models import Version
from policies.queries import blanks_of
from policies.reading import read_policy
from tests.pdf_structure import structure_of
from tests.policies.cast import Cast, plain_document


def paper(version: Version) -> str:
    structure = structure_of(papers.version_pdf(str(version.pk)).content)
    assert structure.problems() == []
    return " ".join(structure.text.split())


def test_an_adopted_policy_says_who_adopted_it_where_and_until_when(cast: Cast) -> None:
    text = paper(cast.adopted())
    for words in (
        "Succession planning policy",
        "Bryn Awel School therefore prepares",
        "Adopted by Full governing board on 14 October 2026, minute 7.2 (draft until the minutes are confirmed).",
        "In force from 1 November 2026",
        "Review due 31 October 2027",
        "Document control",
        "Clara Clerk",
        "Page 1 of",
    ):
        assert words in text
    assert "{" not in text


def test_a_draft_and_a_submitted_version_say_that_they_are_not_adopted(cast: Cast) -> None:
    version = cast.take()
    assert "Draft, not adopted. Version 1" in paper(version)
    assert "For adoption by the governing board. Version 1" in paper(submit(version=version, by=cast.head))


def test_the_model_is_a_paper_too(cast: Cast) -> None:
    assert "Model policy, version 1" in paper(cast.publish())


def test_a_hostile_clause_is_only_words(cast: Cast) -> None:
    hostile = '<img src="file:///etc/passwd"><script>alert(1)</script> @import url(http://example.org) &amp;'
    text = paper(cast.publish(plain_document(hostile)))
    assert "<script>alert(1)</script>" in text


def test_a_long_name_and_two_hundred_clauses_fit(cast: Cast) -> None:
    cast.school.name = "Verylongname" * 16 + " School"
    cast.school.save()
    cast.publish(plain_document(*(f"We will keep promise {number} of {{school}}" for number in range(200))))
    assert "We will keep promise 199" in paper(cast.adopted())


def test_the_file_is_named_for_the_school(cast: Cast) -> None:
    assert papers.version_pdf(str(cast.take().pk)).filename == "bryn-awel-school-policy-version-1.pdf"


def test_a_policy_is_made_in_under_a_second(cast: Cast) -> None:
    version = cast.adopted()
    papers.version_pdf(str(version.pk))
    began = time.process_time()
    papers.version_pdf(str(version.pk))
    assert time.process_time() - began < 1


@pytest.mark.parametrize("change", ["state", "name"])
def test_what_changes_the_paper_changes_its_digest(cast: Cast, change: str) -> None:
    version = cast.take()
    before = papers.digest(version)
    if change == "state":
        submit(version=version, by=cast.head)
    else:
        cast.school.name = "Another School"
        cast.school.save()
    assert papers.digest(Version.objects.get(pk=version.pk)) != before


def test_a_policy_that_was_printed_is_read_back_as_the_same_clauses(cast: Cast, tmp_path: Path) -> None:
    version = cast.adopted()
    (tmp_path / "policy.pdf").write_bytes(papers.version_pdf(str(version.pk)).content)
    reading = read_policy(open_file(tmp_path / "policy.pdf", "policy.pdf"))
    document = fill(version.text, blanks_of(version.policy.owner))
    assert reading.title == document.title
    read = {section.heading: section for section in reading.sections}
    for section in document.sections:
        parts = [part.text for part in read[section.heading].body]
        numbers = re.compile(r"^\d+\. ")
        assert [numbers.sub("", text) for text in parts] == [clause.text for clause in section.clauses]
    control = read["Document control"].body[0].rows
    assert ("Adopted by", "Full governing board") in {tuple(row) for row in control}
    assert reading.words.furniture > 0
    assert str(reading.sections[-1].place).startswith("page")
