"""A governor reads the adopted policy on a phone, and can do nothing to it."""

import re

from tests.journeys.conftest import Visit
from tests.journeys.visiting import PHONE
from tests.pdf_structure import structure_of
from tests.policies.cast import REVIEW, make_cast

TO_WRITE = re.compile(r"^(Change|Submit|Save|Remove|Add|Move|Record|Return|Begin|Discard|Plan)\b(?! password)")


def test_a_governor_reads_the_policy_and_its_paper_on_a_phone(site: str, visit: Visit) -> None:
    cast = make_cast(name="Bryn Awel School")
    version = cast.adopted()
    governor = visit(cast.governor, viewport=PHONE, has_touch=True).go("/", "Bryn Awel School")
    governor.page.get_by_role("button", name="Menu").click()
    governor.follow("Policy", version.text.title)
    assert governor.facts["Minute"] == "7.2 (draft until the minutes are confirmed)"
    assert governor.facts["Review due"].startswith(f"{REVIEW:%-d %B %Y}")
    assert "Bryn Awel School" in governor.page.locator(".app-document__text").inner_text()
    for role in ("button", "link"):
        assert governor.page.get_by_role(role, name=TO_WRITE).all_inner_texts() == []
    paper = structure_of(governor.take("The policy as PDF", "Making the policy"))
    assert paper.problems() == []
    assert paper.title == f"{version.text.title}, Bryn Awel School"


def test_a_governor_is_refused_what_is_not_theirs_to_do_and_does_not_find_other_schools(
    site: str, visit: Visit
) -> None:
    cast, other = make_cast(name="Maes Gwyn School"), make_cast(name="Pen y Bryn School")
    cast.adopted()
    other.adopted()
    governor = visit(cast.governor, viewport=PHONE)
    own, others = f"/schools/{cast.school.urn}/", f"/schools/{other.school.urn}/"
    for page in ("policy/edit/", "policy/start/", "policy/adopt/"):
        governor.go(own + page, "You cannot see this page", status=403)
    for page in ("", "policy/", "policy/versions/1/", "policy/versions/1/pdf/", "policy/edit/", "meetings/"):
        governor.go(others + page, "There is no such page here", status=404)
        assert other.school.name not in governor.page.content()
