"""A teacher says that they would like to lead, on a phone and without a mouse; others write what they saw."""

from people.access.roles import Role
from tests.builders import make_criteria, make_criterion, make_member, make_school, make_staff
from tests.journeys.conftest import Visit
from tests.journeys.visiting import PHONE, Visitor

LONG = ("Maximiliana " * 16 + "Featherst")[:200]


def tab_to(visitor: Visitor, words: str) -> None:
    """Go to a link, button or field by the keyboard alone."""
    for _ in range(60):
        visitor.page.keyboard.press("Tab")
        focused = visitor.page.evaluate(
            "() => { const at = document.activeElement;"
            " return (at.labels && at.labels.length ? at.labels[0].innerText : at.innerText || '').trim(); }"
        )
        if focused.startswith(words):
            return
    raise AssertionError(f"the keyboard does not reach {words}")


def test_a_teacher_on_a_phone_would_like_to_lead(site: str, visit: Visit) -> None:
    school = make_school(name="Bryn Awel School")
    teacher = make_member(Role.STAFF, school, name="Tea Teacher")
    make_staff(school, user=teacher, name="Tea Teacher", job_title="Teacher, year 4")
    phone = visit(teacher, viewport=PHONE)
    phone.go(f"/schools/{school.urn}/my-record/", "My record")
    tab_to(phone, "I would like to lead")
    with phone.page.expect_navigation():
        phone.page.keyboard.press("Enter")
    phone.arrive("I would like to lead")
    tab_to(phone, "A school, as its head")
    phone.page.keyboard.press("ArrowDown")
    phone.page.keyboard.press("ArrowDown")
    tab_to(phone, "In your own words")
    phone.page.keyboard.type("A phase, one day")
    tab_to(phone, "Save")
    with phone.page.expect_navigation():
        phone.page.keyboard.press("Enter")
    phone.arrive("My record")
    assert "A phase, a year or a department: “A phase, one day”" in phone.words
    phone.follow("Ask for something to be put right", "Ask for something to be put right")
    phone.press("Ask for it", "Ask for something to be put right").fill(words="I teach year 5")
    phone.press("Ask for it", "My record")
    phone.follow("Take back", "Take back what you said?").press("Take it back", "My record")
    assert "I would like to lead" in phone.words


def test_a_head_and_a_lead_write_and_the_teacher_reads(site: str, visit: Visit) -> None:
    school = make_school(name="Hill Top School")
    make_criterion(make_criteria(school, state="adopted"), heading="Listens before deciding")
    teacher = make_member(Role.STAFF, school, name="Tea Teacher")
    make_staff(school, user=teacher, name="Tea Teacher", job_title="Teacher")
    head, lead = visit(make_member(Role.HEAD, school)), visit(make_member(Role.SCHOOL_LEAD, school))
    head.go(f"/schools/{school.urn}/people/", "People").follow("The talent register", "Talent register")
    head.press("Open a record", "Open a talent record").press("Open the record", "Open a talent record")
    head.page.locator("main select[name=person]").select_option(label="Tea Teacher, Teacher")
    head.choose("I nominate them").fill(reason="Led the staff day").press("Open the record", "Tea Teacher")
    head.press("Add evidence", "Evidence for Tea Teacher").choose("Listens before deciding")
    head.fill(fact="Led the staff day on 1 March", opinion="Calm").press("Add the evidence", "Tea Teacher")
    head.press("Write a view", "A view of Tea Teacher").fill(words="Ready for more")
    head.press("Save the view", "Tea Teacher").follow("Change the next step", "What comes next for Tea Teacher")
    head.fill(needs="Time", next_step="Shadow the deputy").press("Save", "Tea Teacher")
    lead.go(f"/schools/{school.urn}/people/talent/", "Talent register").follow("Tea Teacher", "Tea Teacher")
    lead.press("Write the second view", "A second view of Tea Teacher").fill(words="I saw it too")
    lead.press("Save the view", "Tea Teacher")
    own = visit(teacher, viewport=PHONE, java_script_enabled=False)
    own.go(f"/schools/{school.urn}/my-record/", "My record")
    for words in ("Led the staff day on 1 March", "Calm", "Ready for more", "I saw it too", "Shadow the deputy"):
        assert words in own.words, words
    own.fill(comment="Fair").press("I have read it", "My record")
    head.go(f"/schools/{school.urn}/people/talent/", "Talent register").follow("Tea Teacher", "Tea Teacher")
    assert "Fair" in head.words
    head.follow("Review", "Review the record of Tea Teacher").fill(words="Together").press(
        "Save the review", "Tea Teacher"
    )
    head.follow("Pause", "Pause the record of Tea Teacher?").follow("Do not pause it", "Tea Teacher")
    head.follow("Close this record", "Close the record of Tea Teacher?").fill(reason="In post")
    head.press("Close it", "Tea Teacher")


def test_criteria_are_written_proposed_and_agreed(site: str, visit: Visit) -> None:
    school = make_school(name="Low Meadow School")
    make_criterion(make_criteria(school.council, state="adopted"), heading=LONG)
    head = visit(make_member(Role.HEAD, school), viewport=PHONE)
    head.go(f"/schools/{school.urn}/people/talent/", "Talent register")
    head.follow("agree criteria", "Criteria for spotting leadership")
    head.press("Take the council’s set", "Criteria for spotting leadership")
    head.press("Add a criterion", "Add a criterion").press("Add it", "Add a criterion")
    head.fill(heading="Asks").page.locator("main [name=standards]").first.check()
    head.press("Add it", "Criteria for spotting leadership")
    head.follow("Change Asks", "Change a criterion").follow("Take it out", "Take “Asks” out of the draft?")
    head.press("Take it out", "Criteria for spotting leadership")
    head.press("Add a criterion", "Add a criterion").fill(heading="Hears")
    head.page.locator("main [name=standards]").first.check()
    head.press("Add it", "Criteria for spotting leadership")
    head.press("Move up Hears", "Criteria for spotting leadership")
    assert head.page.locator("main h3").first.inner_text() == "Hears"
    head.press("Propose to the governing board", "Criteria for spotting leadership")
    clerk = visit(make_member(Role.CLERK, school))
    clerk.go(f"/schools/{school.urn}/people/criteria/", "Criteria for spotting leadership")
    clerk.press("Record that they were agreed", "Record that the criteria were agreed")
    assert "add the meeting" in clerk.words
