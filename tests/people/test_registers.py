"""A register from a file: what each row would do, saved as shown, all or nothing, once, and undone for a day."""

import datetime
import io
from pathlib import Path

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from core import clock, reading, rules
from core.models import Upload
from people.access.roles import Role
from people.actions import posts, registers
from people.actions import staff as by_hand
from people.models import School, StaffMember, StagedStaff, User
from people.planning.cover import Band
from people.register import merging
from people.rules import Refused
from tests.builders import make_holder, make_member, make_post, make_school, make_staff
from tests.people.registers import HEADING, counts, csv_of, person, reasons, save, saved, sent, workbook_of

pytestmark = pytest.mark.django_db

DAY = datetime.date(2027, 8, 31)


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def school() -> School:
    return make_school(name="Hill Top School")


@pytest.fixture
def head(school: School) -> User:
    return make_member(Role.HEAD, school, name="Hana Head")


def facts(school: School) -> list[tuple[object, ...]]:
    """The register as it stands."""
    found = StaffMember.objects.filter(school=school).order_by("name", "pk")
    return list(found.values_list("name", "job_title", "contract", "fte", "starts_on", "ends_on", "reference"))


def events() -> int:
    return StaffMember.pgh_event_model.objects.count()  # type: ignore[attr-defined,no-any-return]


# What a row would do -------------------------------------------------------------------------------------------------
def test_a_file_is_told_apart_and_nothing_is_saved_before_it_is_confirmed(school: School, head: User) -> None:
    make_staff(school, name="Ann Lee", job_title="Teacher", reference="1")
    make_staff(school, name="Bo Ray", job_title="Teacher", reference="2")
    make_staff(school, name="Cy Fox", job_title="Cook", reference="3")
    before = facts(school)
    preview = sent(
        school,
        head,
        csv_of(person("Ann Lee", "SENCO", "1"), person("Bo Ray", "Teacher", "2"), person("Di Orr", "Cook", "4")),
    )
    assert counts(preview) == {"new": 1, "changed": 1, "same": 1, "absent": 1}
    assert facts(school) == before
    changed = StagedStaff.objects.get(preview=preview, state="changed")
    assert (changed.was["job_title"], changed.job_title, changed.row_number) == ("Teacher", "SENCO", 2)
    save(preview, school, head)
    assert [(row[0], row[1]) for row in facts(school)] == [
        ("Ann Lee", "SENCO"),
        ("Bo Ray", "Teacher"),
        ("Cy Fox", "Cook"),
        ("Di Orr", "Cook"),
    ]


def test_what_the_file_does_not_say_stays(school: School, head: User) -> None:
    member = make_staff(school, name="Ann", reference="1", contract="permanent", fte="0.6", starts_on=DAY)
    preview = sent(school, head, csv_of(("Ann", "SENCO", "1"), heading=("Name", "Role", "Staff no.")))
    save(preview, school, head)
    member.refresh_from_db()
    assert (member.job_title, member.contract, str(member.fte), member.starts_on) == (
        "SENCO",
        "permanent",
        "0.600",
        DAY,
    )


@pytest.mark.parametrize("make", [csv_of, workbook_of])
def test_bringing_the_same_file_in_again_changes_nothing_in_any_order(make, school: School, head: User) -> None:  # type: ignore[no-untyped-def]
    rows = [
        person(f"Person {n}", "Teacher", f"00{n}", fte=0.6, starts=datetime.date(2020, 9, n), contract="Permanent")
        for n in range(1, 8)
    ]
    rows += [person("No Reference", "Cook")]
    name = "a.csv" if make is csv_of else "a.xlsx"
    save(sent(school, head, make(*rows), name), school, head)
    written, held = events(), facts(school)
    again = sent(school, head, make(*reversed(rows)), name)
    assert counts(again) == {"same": 8}
    assert not StagedStaff.objects.filter(preview=again).exists()
    with pytest.raises(Refused, match="changes nothing"):
        save(again, school, head)
    assert (events(), facts(school)) == (written, held)


def test_two_rows_with_one_reference_are_refused_with_both_numbers(school: School, head: User) -> None:
    preview = sent(school, head, csv_of(person("A", "X", "7"), person("B", "Y", "8"), person("C", "Z", "7")))
    assert reasons(preview) == dict.fromkeys((2, 4), "The reference 7 stands in rows 2, 4. Give each person their own.")


def test_rows_without_a_reference_are_known_by_name_and_job_together(school: School, head: User) -> None:
    make_staff(school, name="Ann Lee", job_title="Teacher", reference="1")
    make_staff(school, name="Bo Ray", job_title="Cook")
    make_staff(school, name="Twin", job_title="Cook", reference="5")
    make_staff(school, name="Twin", job_title="Cook", reference="6")
    preview = sent(
        school,
        head,
        csv_of(
            person("ann lee", "TEACHER", fte="0.5"),
            person("Bo Ray", "Cook", "9"),
            person("Twin", "Cook"),
            person("Ann Lee", "Head of year"),
            person("Bo Ray", "Driver", "10"),
            person("New One", "Cook"),
            person("New One", "cook"),
        ),
    )
    assert counts(preview) == {"changed": 2, "refused": 5}
    said = reasons(preview)
    assert said[4].startswith("2 people on the register have this name and job.")
    assert said[5].startswith("Somebody of this name is on the register as Teacher.")
    assert said[6].startswith("Somebody of this name is on the register as Cook.")
    assert said[7] == said[8]
    assert "rows 7, 8" in said[7]
    row = StagedStaff.objects.get(preview=preview, row_number=3)
    assert (row.was["reference"], row.reference) == ("", "9")


def test_two_rows_that_mean_one_person_are_refused_both(school: School, head: User) -> None:
    make_staff(school, name="Ann Lee", job_title="Teacher", reference="1")
    preview = sent(school, head, csv_of(person("Ann Lee", "Teacher"), person("Ann Lee-Ray", "Teacher", "1")))
    assert set(reasons(preview).values()) == {"Rows 2, 3 are the same person on the register. Keep one of them."}


def test_every_bad_row_is_listed_with_its_number_and_all_that_is_wrong(school: School, head: User) -> None:
    preview = sent(
        school,
        head,
        csv_of(
            person("", "Teacher", "1"),
            person("Ann", "Teacher", "2", fte="1.5", contract="sometimes"),
            person("Bo", "Teacher", "3", starts="31/8/2027", ends="1/9/2020"),
            person("Cy\u202e", "Teacher", "4"),
            person("Zoë O’Neill-Ångström", "Teacher", "5"),
            person("Di", "Teacher", "6", starts="2019"),
        ),
    )
    said = reasons(preview)
    assert said[2] == "It has no name."
    assert said[3] == (
        "The contract “sometimes” is none of: Permanent, Fixed term, Temporary, Through an agency. Write one of these, "
        "or nothing. The full-time equivalent “1.5” is not a number above 0 and up to 1, like 0.6."
    )
    assert said[4] == "The last day, 1 September 2020, is before the first, 31 August 2027. Correct one of them."
    assert said[5] == "The name holds a hidden character (U+202E)."
    assert "11 July 1905" in said[7]
    assert counts(preview) == {"new": 1, "refused": 5}


def test_a_column_without_a_heading_is_left_out_and_one_named_twice_is_refused(school: School, head: User) -> None:
    blank = sent(school, head, csv_of(("Ann", "Cook", "she is ill"), heading=("Full name", "Job title", "")))
    assert counts(blank) == {"new": 1}
    assert "ill" not in str(list(StagedStaff.objects.filter(preview=blank).values()))
    twice = sent(school, head, csv_of(("Ann", "Bo", "Cook"), heading=("Full name", "Full name", "Job title")))
    assert "column" in twice.sentence
    assert not StagedStaff.objects.filter(preview=twice).exists()


# All or nothing, once ------------------------------------------------------------------------------------------------
def test_one_bad_row_saves_nothing_unless_it_is_left_out_by_choice(school: School, head: User) -> None:
    preview = sent(school, head, csv_of(person("Ann", "Cook", "1"), person("", "Cook", "2")))
    with pytest.raises(Refused, match="some rows cannot be brought in"):
        save(preview, school, head)
    assert facts(school) == []
    save(preview, school, head, leaving_out=True)
    assert [row[0] for row in facts(school)] == ["Ann"]


def test_it_is_saved_once_by_who_sent_it_for_a_day_and_as_it_was(school: School, head: User) -> None:
    other = make_member(Role.SCHOOL_LEAD, school)
    elsewhere = make_school()
    head_there = make_member(Role.HEAD, elsewhere)
    preview = sent(school, head, csv_of(person("Ann", "Cook", "1")))
    with pytest.raises(rules.Stale, match="somebody else"):
        save(preview, school, other)
    with pytest.raises(rules.Stale, match="another place"):
        save(preview, elsewhere, head_there)
    with pytest.raises(PermissionDenied):
        save(preview, elsewhere, head)
    with pytest.raises(rules.Stale, match="not the one"):
        registers.save_register(school=school, preview=preview, shown="0" * 64, leaving_out=False, by=head)
    with clock.at(clock.now() + rules.KEPT_FOR), pytest.raises(rules.Stale, match="run out"):
        save(preview, school, head)
    save(preview, school, head)
    with pytest.raises(rules.Stale, match="confirmed already"):
        save(preview, school, head)
    assert len(facts(school)) == 1


@pytest.mark.parametrize("what", ["changed", "erased", "same reference", "same name"])
def test_what_was_changed_after_the_file_was_read_is_not_written_over(what: str, school: School, head: User) -> None:
    member = make_staff(school, name="Ann", job_title="Cook", reference="1")
    preview = sent(school, head, csv_of(person("Ann", "Baker", "1"), person("Bo", "Cook", "2"), person("Cy", "Cook")))
    if what == "changed":
        by_hand.record_leaving(member=member, on=DAY, by=head)
    elif what == "erased":
        member.delete()
    elif what == "same reference":
        make_staff(school, name="Other", reference="2")
    else:
        make_staff(school, name="Cy", job_title="Driver")
    before = facts(school)
    with pytest.raises(registers.ChangedMeanwhile, match="after this file was read") as raised:
        save(preview, school, head)
    assert raised.value.names == [{"same reference": "Bo", "same name": "Cy"}.get(what, "Ann")]
    assert facts(school) == before
    preview.refresh_from_db()
    assert preview.confirmed_at is None


def test_another_schools_staff_are_never_touched(school: School, head: User) -> None:
    there = make_staff(name="Ann", job_title="Cook", reference="1")
    preview = sent(school, head, csv_of(person("Ann", "Baker", "1")))
    assert counts(preview) == {"new": 1}
    save(preview, school, head)
    there.refresh_from_db()
    assert there.job_title == "Cook"


def test_a_staged_row_that_names_another_schools_staff_changes_nobody(school: School, head: User) -> None:
    """The comparison with the register stops it first; the statement that writes asks for the school once more."""
    make_staff(school, name="Ann", job_title="Cook", reference="1")
    there = make_staff(name="Ann", job_title="Cook", reference="1")
    preview = sent(school, head, csv_of(person("Ann", "Baker", "1")))
    StagedStaff.objects.filter(preview=preview).update(staff=there)
    with pytest.raises(registers.ChangedMeanwhile):
        save(preview, school, head)
    merging.merge(preview, school)
    there.refresh_from_db()
    assert there.job_title == "Cook"


@pytest.mark.parametrize("column", ["A", "B"])
def test_a_merged_cell_fills_one_row_and_the_other_says_what_it_lacks(column: str, school: School, head: User) -> None:
    """A spreadsheet keeps what a merged cell says in its first row alone: nobody is guessed from it."""
    book = openpyxl.Workbook()
    for row in (HEADING, person("Ann", "Cook", "1"), person("Bo", "Cook", "2"), person("Cy", "Cook", "3")):
        book.active.append(list(row))
    book.active.merge_cells(f"{column}2:{column}3")
    preview = sent(school, head, saved(book), "staff.xlsx")
    assert counts(preview) == {"new": 2, "refused": 1}
    refused = StagedStaff.objects.get(preview=preview, state="refused")
    assert (refused.row_number, refused.reason) == (3, {"A": "It has no name.", "B": "It has no job."}[column])


def test_a_file_read_twice_is_staged_once(school: School, head: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that died is followed by another, which begins anew; of two at once the second finds it done."""
    preview = registers.send_register(
        school=school, name="a.csv", content=io.BytesIO(csv_of(person("Ann"))), size=99, by=head
    )

    with monkeypatch.context() as patch:
        patch.setattr("people.register.bringing._KEEP_ABSENT", "SELECT FROM nowhere")
        with pytest.raises(ProgrammingError, match="nowhere"):
            reading.read(str(preview.pk))
    assert not StagedStaff.objects.exists()
    reading.read(str(preview.pk))
    reading.read(str(preview.pk))
    assert StagedStaff.objects.count() == 1


def test_history_says_who_and_why(school: School, head: User) -> None:
    save(sent(school, head, csv_of(person("Ann"))), school, head)
    event = StaffMember.pgh_event_model.objects.get()  # type: ignore[attr-defined]
    assert event.pgh_organisation == f"school:{school.pk}"


def test_statements_do_not_grow_with_the_rows(school: School, head: User) -> None:
    asked = []
    for many in (1, 60):
        place = make_school()
        by = make_member(Role.HEAD, place)
        make_staff(place, name="Old", reference="0")
        rows = [person(f"P{n}", "Cook", str(n)) for n in range(many)]
        with CaptureQueriesContext(connection) as queries:
            preview = sent(place, by, csv_of(*rows))
            save(preview, place, by)
            registers.undo_register(school=place, preview=preview, by=by)
        asked.append(len(queries))
    assert asked[0] == asked[1]


# Leavers -------------------------------------------------------------------------------------------------------------
def test_a_last_day_in_the_file_ends_the_posts_they_hold_and_leaves_nominations(school: School, head: User) -> None:
    member = make_staff(school, name="Ann", job_title="Cook", reference="1")
    held = make_holder(make_post(school), staff=member)
    nomination = posts.nominate(post=make_post(school), person=member, band=Band.YEARS, reason="Keen", by=head)
    preview = sent(school, head, csv_of(person("Ann", "Cook", "1", ends="31/8/2027")))
    save(preview, school, head)
    held.refresh_from_db()
    nomination.refresh_from_db()
    assert (held.ends_on, nomination.state) == (DAY, "agreed")
    registers.undo_register(school=school, preview=preview, by=head)
    held.refresh_from_db()
    member.refresh_from_db()
    assert (held.ends_on, member.ends_on) == (None, None)


# Undo ----------------------------------------------------------------------------------------------------------------
def test_undo_puts_back_and_takes_out_for_a_day(school: School, head: User) -> None:
    make_staff(school, name="Ann", job_title="Cook", reference="1", fte="0.6", starts_on=DAY)
    before = facts(school)
    preview = sent(
        school, head, csv_of(person("Ann B", "Baker", "1", fte=1, ends="31/8/2028"), person("Bo", "Cook", "2"))
    )
    with pytest.raises(Refused, match="not saved"):
        registers.undo_register(school=school, preview=preview, by=head)
    save(preview, school, head)
    with clock.at(clock.now() + rules.KEPT_FOR), pytest.raises(Refused, match="24 hours"):
        registers.undo_register(school=school, preview=preview, by=head)
    assert registers.undo_register(school=school, preview=preview, by=head) == (1, 1)
    assert facts(school) == before
    with pytest.raises(Refused, match="already"):
        registers.undo_register(school=school, preview=preview, by=head)


def test_undo_keeps_who_was_used_or_changed_since_and_says_why(school: School, head: User) -> None:
    make_staff(school, name="Ann", job_title="Cook", reference="1")
    rows = [person("Ann", "Baker", "1"), *(person(f"New {n}", "Cook", f"9{n}") for n in range(4))]
    preview = sent(school, head, csv_of(*rows))
    save(preview, school, head)
    new = {member.name: member for member in StaffMember.objects.filter(school=school)}
    make_holder(make_post(school), staff=new["New 0"])
    posts.nominate(post=make_post(school), person=new["New 1"], band=Band.TODAY, reason="Able", by=head)
    by_hand.record_leaving(member=new["New 2"], on=DAY, by=head)
    by_hand.record_leaving(member=new["Ann"], on=DAY, by=head)
    going = merging.going(preview)
    assert (going["put_back"], going["taken_out"], going["left"]) == (0, 1, 4)
    assert registers.undo_register(school=school, preview=preview, by=head) == (0, 1)
    assert {row[0] for row in facts(school)} == {"Ann", "New 0", "New 1", "New 2"}
    assert sorted(StagedStaff.objects.filter(preview=preview, state="new").values_list("name", flat=True)) == [
        "New 0",
        "New 1",
        "New 2",
    ]


def test_a_day_after_it_was_saved_the_file_and_what_was_staged_are_gone(school: School, head: User) -> None:
    preview = sent(school, head, csv_of(person("Ann")))
    save(preview, school, head)
    path = Path(preview.upload.file.path)
    registers.remove_files(clock.now())
    assert path.exists()
    registers.remove_files(clock.now() + rules.KEPT_FOR)
    assert not path.exists()
    assert not Upload.objects.exists()
    assert not StagedStaff.objects.exists()
    assert len(facts(school)) == 1
