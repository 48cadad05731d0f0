"""A headteacher makes a policy and sends it to the governing board; the clerk records that the board adopted it."""

import datetime
import re
from collections import Counter
from pathlib import Path

import pytest

from core import clock
from policies.document import ClauseKind, SectionKind
from policies.models import Adoption, Version
from tests.journeys.conftest import Visit
from tests.journeys.visiting import Visitor
from tests.pdf_structure import structure_of
from tests.policies.cast import Cast, make_cast

OWN_WORDS = "Every deputy leads a meeting of the governing board once a year."
NEW_CLAUSE = "Nobody applies for a headship without a rehearsal."


def school_called(name: str) -> Cast:
    """A school with a governing board, and nothing else yet."""
    cast = make_cast(name=name)
    assert cast.board.schools.get() == cast.school
    return cast


def clauses_by_kind(version: Version) -> dict[SectionKind, int]:
    return Counter(
        section.kind
        for section in version.text.sections
        for clause in section.clauses
        if clause.kind is ClauseKind.CLAUSE
    )


def change_it(head: Visitor) -> None:
    """Edit a clause, add one, remove one and move one, in the section that says what the school commits to."""
    section = head.page.locator("main h2").nth(2).inner_text()
    head.open_here(f"Change part 3 of {section}", "Change a clause").fill(text=OWN_WORDS)
    head.press_here("Save the clause")
    head.open_here(f"Add a clause to {section}", "Add a clause").fill(text=NEW_CLAUSE).press_here("Add the clause")
    head.open_here(f"Change part 4 of {section}", "Change a clause").open_here("Remove it", "Remove this clause?")
    gone = head.page.locator("[data-opened] .govuk-inset-text").inner_text()
    head.press_here("Remove the clause")
    assert gone not in head.words
    assert head.words.index(OWN_WORDS) < head.words.index(NEW_CLAUSE)
    head.button(f"Move down part 3 of {section}").click()
    head.page.locator("[data-saved]").get_by_text("Moved down").wait_for()
    head.look()
    assert OWN_WORDS in head.words


def send_it(head: Visitor, number: int, title: str) -> None:
    head.press("Save a version", "Save a version").fill(why="For the autumn meeting")
    head.press(f"Save version {number}", title)
    head.press("Submit to the governing board", f"Submit version {number} to the governing board")
    head.press("Submit to the governing board", title)
    assert f"Version {number} is with the governing board." in head.words


def record_it(clerk: Visitor, cast: Cast, number: int) -> Adoption:
    """The clerk puts the meeting in the calendar, records that it was held, and then what it decided."""
    today = clock.today()
    met = today - datetime.timedelta(days=9)
    day, later = f"{met:%-d %B %Y}", f"{today + datetime.timedelta(days=365):%-d %B %Y}"
    clerk.go(cast.school.get_absolute_url(), cast.school.name)
    clerk.follow("Meetings", "Meetings").press("Plan a meeting", "Plan a meeting").fill(on=day)
    clerk.press("Put it in the calendar", "Meetings").press("Record that it was held", "Meetings")
    clerk.follow("Home", cast.school.name)
    clerk.follow(f"Record what the board decided on version {number}", f"Record the adoption of version {number}")
    clerk.choose(f"{cast.board}, {day}")
    clerk.fill(minute_reference="7.2", effective_on=day, review_due_on=later)
    clerk.press("Check your answers", "Check your answers")
    assert clerk.facts["Review due on"] == later
    clerk.press("Record adoption", f"Version {number} is adopted")
    adoption = Adoption.objects.get(version__policy__school=cast.school)
    assert (adoption.minute_reference, adoption.effective_on, adoption.meeting.on) == ("7.2", met, met)
    return adoption


def read_it(head: Visitor, cast: Cast, title: str) -> None:
    """The policy in force, and its paper."""
    head.go(f"/schools/{cast.school.urn}/policy/", title)
    assert head.facts["Minute"] == "7.2 (draft until the minutes are confirmed)"
    assert cast.board.name in head.facts["Adopted by"]
    paper = structure_of(head.take("The policy as PDF", "Making the policy"))
    assert paper.problems() == []
    said = " ".join(paper.text.split())
    assert OWN_WORDS in said
    assert NEW_CLAUSE in said
    assert cast.school.name in said


def test_a_head_takes_the_model_and_changes_it_and_the_clerk_records_its_adoption(site: str, visit: Visit) -> None:
    cast = school_called("Bryn Awel School")
    cast.publish()
    head = visit(cast.head).go("/", "Bryn Awel School")
    head.follow("Take or write the school’s policy", "Begin the policy")
    head.press("Take the model policy", "Change the policy")
    version = Version.objects.of(cast.school).get()
    made = clauses_by_kind(version)
    assert (made[SectionKind.AIMS], made[SectionKind.PLAN]) == (4, 7)
    assert made[SectionKind.IMPLEMENTATION] >= 12, "eleven commitments, and one on who is missing"
    change_it(head)
    send_it(head, 2, version.text.title)
    record_it(visit(cast.clerk), cast, 2)
    read_it(head, cast, version.text.title)


@pytest.mark.samples
def test_a_head_brings_in_the_policy_of_the_samples(site: str, visit: Visit, samples: Path) -> None:
    (paper,) = (samples / "seeds").glob("000_*.txt")
    cast = school_called("Pen y Bryn School")
    made = bring_in(visit(cast.head), cast, paper)
    assert (made[SectionKind.AIMS], made[SectionKind.PLAN], made[SectionKind.IMPLEMENTATION]) == (4, 7, 11)
    assert SectionKind.MONITORING in {section.kind for section in Version.objects.of(cast.school).get().text.sections}


def test_a_head_brings_in_the_example_and_the_clerk_records_its_adoption(site: str, visit: Visit, root: Path) -> None:
    cast = school_called("Maes Gwyn School")
    head = visit(cast.head)
    made = bring_in(head, cast, root / "policies/examples/policy-as-schools-have-them.txt")
    assert (made[SectionKind.AIMS], made[SectionKind.PLAN], made[SectionKind.IMPLEMENTATION]) == (4, 5, 9)
    title = Version.objects.of(cast.school).get().text.title
    head.press("Change the policy", "Change the policy")
    change_it(head)
    send_it(head, 2, title)
    record_it(visit(cast.clerk), cast, 2)
    read_it(head, cast, title)


def bring_in(head: Visitor, cast: Cast, paper: Path) -> dict[SectionKind, int]:
    """From the empty home page to a version, checking on the way what was read."""
    head.go("/", cast.school.name).follow("Take or write the school’s policy", "Begin the policy")
    head.press("Bring in a policy", "Bring in a policy").attach(paper).press("Read it", "Check what we read")
    assert "We found 4 aims" in head.words
    assert "Nothing is saved yet." in head.words
    assert not Version.objects.of(cast.school).exists()
    head.press("Continue", "Confirm what will be made").press("Make this version", "Version 1 is made")
    version = Version.objects.of(cast.school).get()
    head.follow("Read version 1", version.text.title)
    assert cast.school.name in head.words
    assert not re.search(r"\.{4}|School School", head.words), "every blank is filled"
    head.page.go_back()
    head.arrive("Version 1 is made")
    return clauses_by_kind(version)
