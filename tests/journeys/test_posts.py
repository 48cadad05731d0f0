"""A head and a chair plan who leads: at a desk, on a phone, and in a browser that runs no scripts."""

import datetime

import pypdfium2

from people.access.roles import Role
from people.models import LeadershipPost, School, TermOfOffice
from people.planning.cover import Level
from people.rules import GovernorCategory, Office
from tests.builders import make_body, make_holder, make_member, make_nomination, make_post, make_school, make_staff
from tests.journeys.conftest import Visit
from tests.journeys.visiting import PHONE, Visitor

LONG = ("Maximiliana " * 16 + "Featherst")[:200]
MET = datetime.date(2025, 9, 1)


def pick(visitor: Visitor, words: str) -> Visitor:
    """Choose somebody from the one list of the page."""
    visitor.page.locator("main select[name=person]").select_option(label=words)
    return visitor


def test_a_head_plans_from_an_empty_register_to_a_map(site: str, visit: Visit) -> None:
    school = make_school(name="Bryn Awel School")
    head = visit(make_member(Role.HEAD, school, name="Hana Head"))
    head.go("/", school.name).follow("People", "People").follow("The register of staff", "Register of staff")
    head.follow("Add somebody", "Add somebody to the register").press("Add", "Add somebody to the register")
    assert head.errors() == [
        ("Enter the person’s name.", "#id_name"),
        ("Enter their job title.", "#id_job_title"),
    ]
    head.fill(name="Ann Example", job_title="Teacher", fte="0.6").press("Add", "Register of staff")
    head.press("Add somebody", "Add somebody to the register").fill(name=LONG, job_title="Deputy headteacher")
    head.press("Add", "Register of staff")
    head.follow("People", "People").press("Add a post", "Add a post").press("Add the post", "Add a post")
    head.fill(title="Deputy headteacher").choose("Senior leadership").choose("Serious: pupils or the law")
    head.press("Add the post", "Deputy headteacher").follow("Change who holds it", "Who holds Deputy headteacher?")
    pick(head, f"{LONG}, Deputy headteacher").fill(starts_on="1 September 2025")
    head.press("Save", "Deputy headteacher").follow("Say when they may leave it", f"When may {LONG} leave")
    head.fill(earliest="1 September 2027").press("Save", f"When may {LONG} leave")
    assert "Choose how you know. Nothing is worked out from anybody’s age." in head.words
    head.choose("The holder told us").press("Save", "Deputy headteacher")
    head.press("Name somebody", "Who could hold Deputy headteacher?")
    pick(head, "Ann Example, Teacher").choose("Could cover today").fill(reason="Led the staff meetings")
    head.press("Name them", "Deputy headteacher").press("I looked at this plan today", "Deputy headteacher")
    head.follow("People", "People")
    assert "Somebody could act today in every post." in head.words
    head.follow("Sheet for a sudden absence", "If somebody is suddenly away")
    assert "Ann Example" in head.words


def test_a_chair_on_a_phone_agrees_to_what_the_head_proposed(site: str, visit: Visit) -> None:
    school = make_school(name="Hill Top School")
    head = visit(make_member(Role.HEAD, school, name="Hana Head"), java_script_enabled=False)
    chair = visit(make_member(Role.CHAIR, school, name="Cai Chair"), viewport=PHONE)
    make_staff(school, name="Dee Deputy", job_title="Deputy headteacher")
    chair.go(f"/schools/{school.urn}/people/", "Headship and board").press("Add a post", "Add a post")
    chair.fill(title="Headteacher").choose("Headship").choose("Serious: pupils or the law")
    chair.press("Add the post", "Headteacher")
    head.go("/", school.name).follow("People", "People")
    head.follow("Propose who leads the school while you are away", "Propose who leads the school while you are away")
    pick(head, "Dee Deputy, Deputy headteacher").fill(reason="Has done it").press("Propose", "People")
    assert "the chair has not agreed to it yet" in head.words
    chair.go(f"/schools/{school.urn}/people/", "Headship and board")
    assert "No one could cover the headship today." in chair.words
    chair.follow("Headteacher", "Headteacher").press("Agree", "Headteacher")
    chair.follow("End Dee Deputy", "Dee Deputy does not stand behind Headteacher any more?").press(
        "End it", "Headteacher"
    )
    head.go(f"/schools/{school.urn}/people/", "People")
    assert "Dee Deputy" not in head.words


def test_the_boards_own_offices_stand_on_the_chairs_map(site: str, visit: Visit) -> None:
    school = make_school(name="Low Meadow School")
    board = make_body(school=school, name="Governing board of Low Meadow School")
    for name, office in (("Cai Chair", Office.CHAIR), ("Gwen Governor", "")):
        TermOfOffice.objects.create(
            body=board,
            name=name,
            category=GovernorCategory.PARENT,
            office=office,
            starts_on=MET,
            appointing_body="Board",
        )
    chair = visit(make_member(Role.CHAIR, school))
    chair.go(f"/schools/{school.urn}/people/", "Headship and board").press("Add a post", "Add a post")
    chair.fill(title="Chair of governors").choose("Governing board").choose("Some: others could carry it")
    chair.press("Add the post", "Chair of governors").press("Name somebody", "Who could hold Chair of governors?")
    pick(chair, "Gwen Governor, Parent governor").choose("Ready within a term").fill(reason="Chairs the committee")
    chair.press("Name them", "Chair of governors").follow(
        "There is no such post", "Take Chair of governors off the map?"
    )
    chair.follow("Keep it", "Chair of governors")
    assert "Gwen Governor" in chair.words


def test_sixty_posts_and_names_of_two_hundred_letters_fit_a_phone(site: str, visit: Visit) -> None:
    school = make_school(name="Many Posts School")
    _sixty(school)
    head = visit(make_member(Role.HEAD, school), viewport=PHONE)
    head.go(f"/schools/{school.urn}/people/", "People")
    head.go(f"/schools/{school.urn}/people/absence/", "If somebody is suddenly away")
    head.go(f"/schools/{school.urn}/people/staff/", "Register of staff")


def test_the_sheet_of_a_large_school_prints_on_one_page(site: str, visit: Visit) -> None:
    school = make_school(name="Large School")
    for number in range(20):
        post: LeadershipPost = make_post(school, title=f"Head of department {number}", level=Level.MIDDLE)
        make_holder(post, staff=make_staff(school, name=f"Harriet Holder-Hargreaves {number}"))
        make_nomination(post, staff=make_staff(school, name=f"Nathaniel Nominee {number}"))
    head = visit(make_member(Role.HEAD, school))
    head.go(f"/schools/{school.urn}/people/absence/", "If somebody is suddenly away")
    printed = pypdfium2.PdfDocument(head.page.pdf(format="A4"))
    assert len(printed) == 1
    words = printed[0].get_textpage().get_text_range()
    assert "Head of department 19" in words
    assert "/schools/" not in words


def _sixty(school: School) -> None:
    for number in range(60):
        post: LeadershipPost = make_post(school, title=f"{number} {LONG}"[:200], level=Level.MIDDLE)
        make_holder(post, staff=make_staff(school, name=LONG, job_title=LONG))
        make_nomination(post, staff=make_staff(school, name=LONG))
