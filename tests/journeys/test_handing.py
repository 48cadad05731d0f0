"""An officer hands a school the policy that the council has of it; its head takes it up, or does not."""

import re
from pathlib import Path

import pytest

from people.access.roles import Role
from people.models import School
from policies.models import HandedPolicy, Version
from tests.builders import make_council, make_member, make_school
from tests.journeys.conftest import Visit
from tests.journeys.visiting import PHONE

HANDING = "Hand schools the policies that you have"


@pytest.fixture
def schools(site: str) -> list[School]:
    council = make_council(name="Netherby Council")
    return [make_school(council=council, name=f"{name} Lane Primary School") for name in ("Alder", "Birch")]


def policy(root: Path, folder: Path, first: str, name: str) -> Path:
    """The example, as a school of this name would have it."""
    text = (root / "policies/examples/policy-as-schools-have-them.txt").read_text("utf-8")
    made = folder / name
    made.write_text(f"{first}\n\n{text}", "utf-8")
    return made


@pytest.mark.parametrize("scripts", [True, False])
def test_an_officer_hands_over_what_the_council_has_and_a_head_takes_it_up(
    schools: list[School], visit: Visit, root: Path, tmp_path: Path, scripts: bool
) -> None:
    alder, birch = schools
    options = {} if scripts else {"java_script_enabled": False, "viewport": PHONE}
    officer = visit(make_member(Role.OFFICER, alder.council), **options)
    officer.go(f"/councils/{alder.council.code}/schools/", "Schools").follow(HANDING, HANDING)
    officer.press("Read them", HANDING)
    assert [sentence for sentence, _ in officer.errors()] == ["Choose the files of at least one policy."]
    files = [policy(root, tmp_path, alder.name, "one.txt"), policy(root, tmp_path, "Nobody knows", "two.txt")]
    officer.page.get_by_label("Choose files").set_input_files(files)
    with officer.page.expect_navigation():
        officer.button("Read them").click()
    hand_over = officer.button("Hand over what is chosen")
    for _ in range(60):  # without scripts the page is loaded again by its reader
        if scripts or hand_over.count():
            break
        officer.page.wait_for_timeout(500)
        officer.go(f"/councils/{alder.council.code}/schools/policies/", re.compile("polic"))
    officer.arrive(HANDING)
    assert "Of 2 files: 1 matched, 1 not sure." in officer.words
    unsure = officer.page.get_by_role("group", name="Whose is it?").first
    unsure.get_by_label("Another school").check()
    officer.press("Hand over what is chosen", HANDING)
    assert [sentence for sentence, _ in officer.errors()] == ["Enter the six digits of the school’s URN, like 123456."]
    officer.page.get_by_label("URN of the other school").first.fill(str(birch.urn))
    officer.press("Hand over what is chosen", HANDING)
    assert {one.school for one in HandedPolicy.objects.filter(school__in=schools)} == {alder, birch}
    head = visit(make_member(Role.HEAD, alder), **options)
    head.go(alder.get_absolute_url(), alder.name)
    head.follow("Look at a document that the council takes to be your policy", "one.txt")
    if scripts:
        head.press("Check what we read", "Check what we read")
        assert HandedPolicy.objects.get(school=alder).answer == "taken"
        assert not Version.objects.of(alder).exists(), "nothing is saved yet"
    else:
        head.press("Do not take it", "one.txt")
        assert [sentence for sentence, _ in head.errors()] == ["Say why, so that the council can look again."]
        head.fill(reason="It is of another year.").press("Do not take it", "one.txt")
        officer.go(f"/councils/{alder.council.code}/schools/policies/", HANDING)
        assert "It is of another year." in officer.words
