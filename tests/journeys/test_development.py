"""A head adds evidence on a phone; a teacher takes up an opportunity, and what came of it counts for the policy."""

import datetime
import time

from core import clock
from people.access.roles import Role
from policies.models import Commitment
from tests.builders import make_member, make_school, make_staff
from tests.journeys.conftest import Visit
from tests.journeys.visiting import PHONE
from tests.policies.cast import Cast, plain_document

LONG = ("Maximiliana " * 16 + "Featherst")[:200]


def school_with_commitments(name: str) -> Cast:
    """A school whose policy has been in force for long, whatever day it is."""
    cast = Cast(make_school(name=name))
    cast.publish(plain_document("Give people somebody to shadow", "Give people a mentor"))
    cast.adopted()
    since = datetime.date(2020, 1, 1)
    Commitment.objects.filter(policy__school=cast.school).update(in_force_from=since)
    return cast


def test_a_head_on_a_phone_adds_evidence_in_under_a_minute(site: str, visit: Visit) -> None:
    cast = school_with_commitments("Low Meadow School")
    head = visit(cast.head, viewport=PHONE)
    began = time.monotonic()
    head.go(f"/schools/{cast.school.urn}/policy/commitments/", "Commitments")
    assert "Quiet for" in head.words
    head.follow("Add evidence Give people a mentor", "Add evidence")
    head.press("Add it", "Add evidence")
    assert head.errors() == [("Say in one line what was done.", "#id_line")]
    head.fill(line="Three people have a mentor from another school").page.get_by_label("Personnel Committee").check()
    head.press("Add it", "Give people a mentor")
    assert time.monotonic() - began < 60
    assert "It counts for the policy and the next report to the Personnel Committee." in head.words
    today = f"{clock.today():%-d %B %Y}"
    assert f"Last evidenced {today}" in head.words
    head.follow("Correct Three people", "Correct this evidence").fill(line=LONG).press("Save", "Give people a mentor")
    assert "At first: “Three people have a mentor from another school”" in head.words
    head.follow("Withdraw Maximiliana", "Withdraw this evidence?").fill(reason="It was another school’s")
    head.press("Withdraw it", "Give people a mentor")
    assert "It was another school’s" in head.words
    head.follow("Commitments", "Commitments")


def test_a_teacher_takes_up_an_opportunity_and_it_counts_for_the_policy(site: str, visit: Visit) -> None:
    cast = school_with_commitments("Bryn Awel School")
    school = cast.school
    user = make_member(Role.STAFF, school, name="Tess Teacher")
    make_staff(school, user=user, name="Tess Teacher", job_title="Teacher")
    head = visit(cast.head, java_script_enabled=False)
    head.go(f"/schools/{school.urn}/people/development/", "Development").follow("Opportunities", "Opportunities")
    head.press("Offer something", "Offer something")
    head.page.locator("main select[name=kind]").select_option(label="Shadowing")
    head.fill(title="Two days beside the deputy", what="See a week held together", when="In May", ask="The deputy")
    head.press("Offer it", "Opportunities")
    teacher = visit(user, viewport=PHONE)
    teacher.go(f"/schools/{school.urn}/opportunities/", "Opportunities")
    teacher.follow("Two days beside the deputy", "Two days beside the deputy").fill(words="To see it done")
    teacher.press("I am interested", "Two days beside the deputy")
    assert "Waits for an answer" in teacher.words
    head.go(f"/schools/{school.urn}/", school.name).follow("Answer 1 request about development", "Development")
    head.follow("Agree Tess Teacher", "Tess Teacher takes up “Two days beside the deputy”")
    head.press("Agree", "Two days beside the deputy")
    head.press("Say where it stands now", "Where does “Two days beside the deputy” stand?")
    head.page.get_by_role("radio", name="Finished").check()
    head.press("Save", "Where does “Two days beside the deputy” stand?")
    assert head.errors() == [("Enter the last day, like 18 December 2026.", "#id_ends_on")]
    head.fill(ends_on=f"{clock.today():%-d %B %Y}").press("Save", "Two days beside the deputy")
    head.follow("Change it, or write what was done", "Change “Two days beside the deputy”")
    head.fill(done="Two days; led one meeting").press("Save", "Two days beside the deputy")
    teacher.go(f"/schools/{school.urn}/opportunities/", "Opportunities")
    teacher.page.locator("main h2", has_text="What you did and do").wait_for()
    teacher.page.locator("main a[href*='/mine/']").first.click()
    teacher.arrive("Two days beside the deputy").fill(words="I would like to try it")
    teacher.press("Save your words", "Two days beside the deputy")
    head.follow("Count it as evidence for a commitment", "Count “Two days beside the deputy” as evidence")
    head.page.get_by_label("Give people somebody to shadow").check()
    head.press("Count it", "Two days beside the deputy")
    governor = visit(cast.governor, viewport=PHONE)
    governor.go(f"/schools/{school.urn}/policy/commitments/", "Commitments")
    governor.follow("Give people somebody to shadow", "Give people somebody to shadow")
    assert "Shadowing: 1 person, finished in the" in governor.words
    assert "Tess" not in governor.words
