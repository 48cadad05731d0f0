"""A head takes a new version of the council's model with two clashes: with scripts, and on a phone without."""

import re

from policies.models import ModelOffer, Version
from tests.builders import make_school
from tests.journeys.conftest import Visit
from tests.journeys.visiting import PHONE
from tests.policies.cast import Cast
from tests.policies.merging_cast import Merging

FIRST, SECOND = "1 of 2: What we do", "2 of 2: What we do"
OFFERED = "Version 2 of the council’s model policy"


def story_at(name: str) -> Merging:
    return Merging(Cast(make_school(name=name)))


def test_a_head_takes_a_new_version_with_two_clashes_and_governors_read_what_was_chosen(
    site: str, visit: Visit
) -> None:
    story = story_at("Bryn Derw School")
    head = visit(story.cast.head).go("/", "Bryn Derw School")
    head.follow("Look at version 2 of the council’s model policy", OFFERED)
    head.press("Choose, one at a time", FIRST).press("Save and go on", FIRST)
    assert head.errors() == [("Choose whose words to keep.", "#id_choice_0")]
    head.choose("Both together, in the words below")
    head.fill(text="both kinds of words together", note="The board asked for both")
    head.press("Save and go on", SECOND).go("/", "Bryn Derw School")
    head.follow("Look at version 2 of the council’s model policy", OFFERED)
    assert "1 of 2 answered" in head.words
    head.press("Go on with 2 of 2", SECOND).follow("Back to 1 of 2", FIRST).press("Save and go on", SECOND)
    head.choose("The school’s words").press("Save and check your answers", "Check your answers")
    assert "both kinds of words together" in head.words
    head.press("Make the draft", "Policy")
    head.follow("What came from the council’s version 2, and what the school chose", "What came from the council’s")
    story.cast.submit(Version.objects.of(story.cast.school)[0])
    governor = visit(story.cast.governor)
    governor.go(f"/schools/{story.cast.school.urn}/policy/versions/3/", "Policy")
    governor.follow("What came from the council’s version 2, and what the school chose", "What came from the council’s")
    assert "The board asked for both" in governor.words


def test_a_head_on_a_phone_without_scripts_takes_it_too(site: str, visit: Visit) -> None:
    story = story_at("Glan yr Afon School")
    head = visit(story.cast.head, viewport=PHONE, java_script_enabled=False)
    head.go(f"/schools/{story.cast.school.urn}/policy/model/", OFFERED)
    head.press("Choose, one at a time", FIRST).choose("The council’s words").press("Save and go on", SECOND)
    head.choose("The school’s words").press("Save and check your answers", "Check your answers")
    head.press("Make the draft", "Policy")
    assert ModelOffer.objects.get(policy__school=story.cast.school).version is not None


def test_an_offer_that_is_declined_or_withdrawn_says_so(site: str, visit: Visit) -> None:
    story = story_at("Maes y Coed School")
    head = visit(story.cast.head).go(f"/schools/{story.cast.school.urn}/policy/model/", OFFERED)
    head.follow("Do not take this version", "Do not take version 2").press("Decline version 2", "Do not take version 2")
    head.fill(reason="We review ours in the summer").press("Decline version 2", re.compile("policy", re.IGNORECASE))
    officer = visit(story.cast.officer)
    officer.go(f"/councils/{story.cast.school.council.code}/model-policy/", "Policy")
    officer.follow("Withdraw this version", "Withdraw version 2 of the model policy")
    officer.fill(reason="It names a programme that has ended").press("Withdraw version 2", "Policy")
    head.go(f"/schools/{story.cast.school.urn}/policy/model/", OFFERED)
    assert "It names a programme that has ended" in head.words
