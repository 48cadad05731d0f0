"""A head brings a register in from a workbook: at a desk, and on a phone without scripts; and takes it out again."""

import datetime
import re

from people.access.roles import Role
from people.models import StaffMember
from tests.builders import make_member, make_school, make_staff
from tests.journeys.conftest import Visit
from tests.journeys.visiting import PHONE
from tests.people.registers import csv_of, person, workbook_of


def test_a_head_brings_in_a_register_checks_it_saves_it_and_undoes_it(site: str, visit: Visit) -> None:
    school = make_school(name="Bryn Awel School")
    head = visit(make_member(Role.HEAD, school, name="Hana Head"))
    head.go(f"/schools/{school.urn}/people/staff/", "Register of staff")
    head.press("Bring in your register", "Bring in your register").press("Read it", "Bring in your register")
    assert head.errors() == [("Choose the file that holds the register.", "#id_file")]
    rows = [person(f"Person {n}", "Teacher", str(n), starts=datetime.date(2020, 9, 1)) for n in range(3)]
    content = workbook_of(*rows, person("", "Cook", "9"))
    head.attach({"name": "staff.xlsx", "mimeType": "", "buffer": content}).press("Read it", "Check what we read")
    assert "3 people are new and 1 row cannot be brought in." in head.words
    head.press("Save 3 people", "Check what we read")
    assert head.errors()[0][1] == "#id_leaving_out"
    head.choose("Leave out the 1 row that cannot be brought in, and save the rest").press(
        "Save 3 people", "The register is saved"
    )
    head.follow("open the register", "Register of staff")
    assert "3 people" in head.words
    head.page.go_back()
    head.arrive("The register is saved").follow(
        "Undo: put the register back as it was", "Put the register back as it was?"
    ).press("Put it back", "Undone")
    assert not StaffMember.objects.exists()


def test_a_school_lead_on_a_phone_without_scripts_sees_what_changes(site: str, visit: Visit) -> None:
    school = make_school(name="Hill Top School")
    make_staff(school, name="Ann Lee", job_title="Teacher", reference="1")
    make_staff(school, name="Left Out", job_title="Cook", reference="2")
    lead = visit(make_member(Role.SCHOOL_LEAD, school), viewport=PHONE, java_script_enabled=False)
    lead.go(f"/schools/{school.urn}/people/staff/", "Register of staff").follow(
        "Bring in a file", "Bring in your register"
    )
    content = csv_of(person("Ann Lee", "SENCO", "1"))
    reading_or_read = re.compile("Reading your register|Check what we read")
    lead.attach({"name": "a.csv", "mimeType": "text/csv", "buffer": content}).press("Read it", reading_or_read)
    while lead.page.locator("h1").inner_text() == "Reading your register":
        lead.follow("Check again", reading_or_read)
    assert "Job: Teacher, becomes SENCO" in lead.words
    assert "1 person on the register is not in this file. Nothing happens to them." in lead.words
    lead.press("Save 1 person", "The register is saved")
