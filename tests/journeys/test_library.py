"""An officer finds what policies lack and asks for it; a head shares a policy and another finds it on a phone."""

from people.access.roles import Role
from people.models import Council
from policies.actions.versions import publish_model, version_token
from policies.library.shelving import count_tags
from policies.model_text import built_in_model
from succession.models import Chase
from tests.builders import make_council, make_member, make_school
from tests.journeys.conftest import Visit
from tests.journeys.visiting import PHONE
from tests.policies.cast import Cast


def borough() -> tuple[Council, Cast]:
    """A council with a model, and a school that took it."""
    council = make_council(name="Wexmoor Council")
    officer = make_member(Role.OFFICER, council, name="Olu Officer")
    publish_model(council=council, document=built_in_model(), by=officer, opened_on=version_token(None))
    cast = Cast(make_school(council=council, name="Bryn Awel School"))
    cast.adopted()
    count_tags(council)
    return council, cast


def test_an_officer_sees_what_is_missing_and_asks_for_it(site: str, visit: Visit) -> None:
    council, cast = borough()
    officer = visit(make_member(Role.OFFICER, council, name="Orla Officer"))
    officer.go(f"/councils/{council.code}/schools/", "Schools")
    officer.follow("What their policies say, by tag", "Clauses by tag")
    assert "The model itself has no such clause" in officer.words
    officer.page.locator("tr", has_text="Handover and induction").get_by_role("link", name="1").click()
    officer.page.get_by_role("heading", level=1, name="Handover and induction").wait_for()
    officer.page.get_by_label("Tick Bryn Awel School").check()
    officer.press("Ask the ticked schools", "Ask schools for what is missing")
    assert "Headteacher and clerk" in officer.words
    officer.press("Write to 1 school", "Handover and induction")
    assert "Letters go out to 1 school." in officer.words
    assert Chase.objects.get().school == cast.school


def test_a_head_shares_and_another_finds_it_on_a_phone(site: str, visit: Visit) -> None:
    council, cast = borough()
    head = visit(cast.head)
    head.go(f"/schools/{cast.school.urn}/policy/", "Succession planning policy")
    head.follow("Who may read this policy: share it with other schools, or stop", "Share the policy with other schools")
    head.choose("Our school and our council, and the other schools of our council")
    head.press("Save", "Succession planning policy")
    other = visit(
        make_member(Role.HEAD, make_school(council=council, name="Hill Top School")),
        viewport=PHONE,
        java_script_enabled=False,
    )
    other.go(f"/councils/{council.code}/schools/library/", "Library of adopted policies")
    other.fill(q="mentoring").press("Look", "Library of adopted policies")
    assert other.page.locator("mark").first.inner_text() == "mentor"
    other.follow("Bryn Awel School", "Succession planning policy")
