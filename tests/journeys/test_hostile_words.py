"""Names and texts that would be programs if any page took them for more than words."""

import re
from pathlib import Path

from actionplan.models import ScrutinyReview
from policies.models import Version
from tests.journeys.conftest import Visit
from tests.journeys.visiting import Visitor
from tests.policies.cast import make_cast

HOSTILE = (
    "<script>alert(1)</script>",
    "</title><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "'><svg onload=alert(4)>",
    "<iframe srcdoc='<script>parent.alert(5)</script>'></iframe>",
    "</textarea><details open ontoggle=alert(6)>",
    "javascript:alert(7)",
    "<a href='javascript:alert(8)'>here</a>",
    "{{ 7*7 }}{% debug %}${7*7}",
    "--><style>@import 'https://elsewhere.example/x.css'</style>",
    "&lt;script&gt;alert(9)&lt;/script&gt;",
)
NAME = "St <img src=x onerror=alert(0)> School"
POLICY = "\n".join(
    [
        *("Succession Planning Policy", "", "Aims", ""),
        *(f"- To hear {words}." for words in HOSTILE),
        *("", "What we do", "", "We will:", "", "- Offer every deputy a mentor.", ""),
    ]
)


def hears(visitor: Visitor) -> None:
    """Every hostile word stands in the page as a word. That none of them ran, each look has seen."""
    said = " ".join(visitor.words.split())
    assert [words for words in HOSTILE if " ".join(words.split()) not in said] == []


def test_a_policy_of_hostile_words_is_shown_as_words(site: str, visit: Visit) -> None:
    cast = make_cast(name=NAME)
    cast.head.name = f"Helen {HOSTILE[0]}"
    cast.head.save()
    policy, anything = f"/schools/{cast.school.urn}/policy/", re.compile("Succession Planning Policy")
    head = visit(cast.head).go("/", NAME).follow("Take or write", "Begin the policy")
    head.press("Bring in a policy", "Bring in a policy").fill(words=POLICY)
    hears(head.press("Read it", "Check what we read"))
    head.press("Continue", "Confirm what will be made").press("Make this version", "Version 1 is made")
    hears(head.follow("Read version 1", anything))
    hears(head.go(f"{policy}edit/", "Change the policy"))
    head.follow("Change title and subtitle", "Title and subtitle")
    head.fill(title=f"Succession Planning Policy {HOSTILE[1]}").press("Save", "Change the policy")
    head.open_here(re.compile("^Change part 6 of "), "Change a clause")
    assert HOSTILE[5] in head.page.locator("[name=text]").input_value()
    head.fill(text=f"Now {HOSTILE[5]}{HOSTILE[0]}").press_here("Save the clause")
    head.open_here(re.compile("^Change part 6 of "), "Change a clause").open_here("Remove it", "Remove this clause?")
    head.go(f"{policy}edit/preview/", anything)
    head.go(f"{policy}edit/save/", "Save a version").fill(why=HOSTILE[3]).press("Save version 2", anything)
    head.press("Submit to the governing board", re.compile("Submit version 2")).press("Submit to", anything)
    head.follow("All versions", "Versions of the policy").press("Compare the two", re.compile("."))
    assert f"Now {HOSTILE[5]}" in head.words
    head.take_from(f"{policy}versions/2/pdf/", "Making the policy")
    visit(cast.clerk).go("/", NAME)
    assert Version.objects.of(cast.school).count() == 2


def test_a_plan_of_hostile_words_is_shown_as_words(site: str, visit: Visit, root: Path) -> None:
    cast = make_cast(name="Bryn Awel School")
    example = (root / "actionplan/examples/action-plan-as-councils-have-them.txt").read_text()
    words = example.replace("equality objectives.", f"equality objectives {HOSTILE[0]}{HOSTILE[4]}.")
    words = words.replace("senior posts in schools", f"senior posts {HOSTILE[2]}").replace("\tHR\t", "\tHR<b>\t")
    officer = visit(cast.officer).go(f"/councils/{cast.school.council.code}/plan/import/", "Bring in an action plan")
    officer.fill(words=words).press("Read it", "Check what we read")
    assert HOSTILE[0] in officer.words
    officer.press("Go on to confirm", "Confirm the plan").fill(title=f"Plan {HOSTILE[1]}", committee=HOSTILE[3])
    officer.press("Save the plan", "The plan is here").follow("open the plan", re.compile("^Plan"))
    review = ScrutinyReview.objects.get(council=cast.school.council)
    officer.follow(re.compile("^3. "), "Recommendation 3")
    assert HOSTILE[0] in officer.words
    officer.follow(re.compile("senior posts"), re.compile("senior posts"))
    officer.fill(words=f"Said {HOSTILE[0]}{HOSTILE[7]}").choose("Under way")
    officer.press("Add the update", re.compile("posts"))
    assert HOSTILE[7] in officer.words
    officer.take_from(f"{review.get_absolute_url()}table.pdf", "Making the table")
