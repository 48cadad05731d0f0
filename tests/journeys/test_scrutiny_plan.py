"""The scrutiny plan of the samples, worked through in a browser: its gaps, its clash, its declines, its live figure.

Of the paper's words only those are named here by which an officer finds the place.
"""

import re
from pathlib import Path

import pytest

from actionplan.models import ScrutinyReview
from people.access.roles import Role
from tests.builders import make_council, make_member
from tests.journeys.conftest import Visit
from tests.journeys.test_head_and_clerk import record_it
from tests.journeys.visiting import Visitor
from tests.policies.cast import Cast, make_cast

pytestmark = pytest.mark.samples

POLICIES = "Schools with an adopted policy"


@pytest.fixture
def schools(site: str) -> list[Cast]:
    """Two schools of one council; the first has a policy before its governing board."""
    council = make_council(name="Merton")  # a council that its own promises name, as the paper's does
    casts = [make_cast(council=council, name=name) for name in ("Alder School", "Birch School")]
    casts[0].submitted()
    assert casts[0].board.schools.get() == casts[0].school
    return casts


@pytest.fixture
def officer(schools: list[Cast], visit: Visit) -> Visitor:
    council = schools[0].school.council
    return visit(make_member(Role.OFFICER, council)).go(f"/councils/{council.code}/", council.name)


def test_the_scrutiny_plan_of_the_samples_is_worked_through(
    officer: Visitor, schools: list[Cast], visit: Visit, samples: Path
) -> None:
    (paper,) = (samples / "seeds").glob("003_*.txt")
    officer.follow("Action plan", "Action plan").press("Bring in a plan", "Bring in an action plan")
    officer.attach(paper).press("Read it", "Check what we read")
    officer.press("Go on to confirm", "Confirm the plan").press("Save the plan", "The plan is here")
    review = ScrutinyReview.objects.get(source__name=paper.name)
    find_what_it_leaves_out(officer, review)
    find_what_only_names_a_monitor(officer, review)
    find_the_clash(officer, review)
    record_the_declines(officer, review)
    follow_the_live_figure(officer, review, schools, visit)


def opened(officer: Visitor, review: ScrutinyReview, name: str) -> Visitor:
    recommendation = next(one for one in review.recommendations.all() if one.name == name)
    return officer.go(
        f"/councils/{review.council.code}/plan/recommendations/{recommendation.pk}/", f"Recommendation {name}"
    )


def find_what_it_leaves_out(officer: Visitor, review: ScrutinyReview) -> None:
    """The asks of row 1: one is served by its first action, the other by none."""
    marking = "What does recommendation 1 ask for?"
    opened(officer, review, "1").follow("Mark what it asks for", marking)
    for words in ("council policy on succession planning", "principles and support mechanisms"):
        officer.fill(words=words).press("Mark as an ask", marking)
    officer.follow("Say what serves it", "Which actions serve this ask?")
    drafting = officer.page.get_by_role("group", name="Action: Draft")
    drafting.get_by_label("Serves it", exact=True).check()
    officer.press("Record", "Recommendation 1")
    assert re.search(r"2 asks: 1 has no action", officer.words)
    assert "principles and support mechanisms" in officer.words


def find_what_only_names_a_monitor(officer: Visitor, review: ScrutinyReview) -> None:
    told = {
        name: "It only says who watches" in opened(officer, review, name).words
        for name in ("1", "2b", "3", "4", "6", "9")
    }
    assert [name for name, only in told.items() if only] == ["2b", "3", "4"]


def find_the_clash(officer: Visitor, review: ScrutinyReview) -> None:
    clashes = "Where dates may clash"
    officer.go(f"/councils/{review.council.code}/plan/{review.pk}/clashes/", clashes)
    officer.follow("Say whether 1 and 4 clash", "Do these two dates clash?")
    officer.choose("They clash").fill(words="The sooner day holds for both.")
    officer.press("Record the answer", clashes)
    assert "The sooner day holds for both." in officer.words
    assert "The sooner day holds for both." in opened(officer, review, "4").words


def record_the_declines(officer: Visitor, review: ScrutinyReview) -> None:
    for name in ("7", "8"):
        recording = f"Record the response to recommendation {name}"
        opened(officer, review, name)
        assert "That often means it was declined." in officer.words
        officer.follow("record the response and its reason", recording).choose("Declined")
        officer.fill(reason="N/A", decider="Cabinet").press("Record the response", recording)
        assert len(officer.errors()) == 1, "“N/A” is no reason"
        officer.fill(reason=f"As row {name} says.", revisit_on="1 September 2099")
        officer.press("Record the response", f"Recommendation {name}")
    officer.go(f"/councils/{review.council.code}/plan/declines/", re.compile("ecline"))
    assert all(f"As row {name} says." in officer.words for name in ("7", "8"))
    assert officer.words.count("1 September 2099") == 2


def follow_the_live_figure(officer: Visitor, review: ScrutinyReview, schools: list[Cast], visit: Visit) -> None:
    """Row 1 counts the schools with an adopted policy, and the figure moves when a board adopts one."""
    opened(officer, review, "1").follow("Choose how it is valued", re.compile("^By March"))
    officer.follow("Choose how this measure is valued", "How this measure is valued")
    officer.page.get_by_label("How is this measure to be valued?").select_option(label=f"Computed: {POLICIES}")
    officer.press("Continue", re.compile("."))
    officer.press("Value it so", re.compile("."))
    measure = officer.page.url
    assert "0 of 2 open schools have an adopted policy that is in force." in officer.words
    alder = schools[0]
    record_it(visit(alder.clerk), alder, alder.school.policy.versions.latest("number").number)
    officer.go(measure.removeprefix(officer.site), re.compile("."))
    assert "1 of 2 open schools has an adopted policy that is in force." in officer.words
    assert "Alder School" in officer.words
    assert "Birch School" not in officer.words
    officer.follow("The other schools asked", re.compile("."))
    assert "Birch School" in officer.words
    assert "1 of 2 open schools has an adopted policy" in opened(officer, review, "1").words
