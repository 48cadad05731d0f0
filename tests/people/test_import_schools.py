import csv
import datetime
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from people.models import Council, School, Trust
from people.rules import Phase, SchoolStatus
from tests.builders import make_council, make_school, make_trust

pytestmark = pytest.mark.django_db

ROW = {
    "URN": "123456",
    "LA (code)": "315",
    "LA (name)": "Merton",
    "EstablishmentName": "Hill Top School",
    "TypeOfEstablishment (name)": "Community school",
    "EstablishmentStatus (code)": "1",
    "EstablishmentStatus (name)": "Open",
    "ReasonEstablishmentClosed (name)": "Not applicable",
    "OpenDate": "01-09-1999",
    "CloseDate": "",
    "PhaseOfEducation (code)": "2",
    "PhaseOfEducation (name)": "Primary",
    "NumberOfPupils": "210",
    "TrustSchoolFlag (name)": "Not applicable",
    "Trusts (code)": "",
    "Trusts (name)": "",
}
IN_TRUST = {
    "TrustSchoolFlag (name)": "Supported by a multi-academy trust",
    "Trusts (code)": "17729",
    "Trusts (name)": "ST BENEDICT TRUST",
}
CLOSED = {"EstablishmentStatus (code)": "2", "EstablishmentStatus (name)": "Closed", "CloseDate": "31-08-2026"}
CONVERTED = CLOSED | {"ReasonEstablishmentClosed (name)": "Academy Converter"}

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a register of rows, each given by what differs from ROW."""

    def register(*rows: dict[str, str], without: tuple[str, ...] = ()) -> Path:
        path = tmp_path / "register.csv"
        columns = [name for name in ROW if name not in without]
        with path.open("w", newline="", encoding="utf-8") as file:
            out = csv.DictWriter(file, columns, extrasaction="ignore")
            out.writeheader()
            out.writerows(ROW | row for row in rows)
        return path

    return register


def load(path: Path, **options: object) -> str:
    out = io.StringIO()
    call_command("import_schools", path, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue().strip()


def refused(path: Path, **options: object) -> tuple[str, str]:
    """What the command says on stderr, and its closing sentence, when it saves nothing."""
    err = io.StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("import_schools", path, stdout=io.StringIO(), stderr=err, **options)
    return err.getvalue(), str(caught.value)


def everything() -> list[tuple[object, ...]]:
    return [
        *School.objects.order_by("urn").values_list(),
        *Council.objects.order_by("code").values_list(),
        *Trust.objects.order_by("uid").values_list(),
    ]


def test_a_school_comes_with_its_council_and_its_trust(write: Write) -> None:
    said = load(write(IN_TRUST))
    school = School.objects.get()
    assert (school.urn, school.name, school.kind) == (123456, "Hill Top School", "Community school")
    assert (school.phase, school.status, school.headcount) == (Phase.PRIMARY, SchoolStatus.OPEN, 210)
    assert school.opened_on == datetime.date(1999, 9, 1)
    assert (school.council.code, school.council.name) == ("315", "Merton")
    assert school.trust is not None
    assert (school.trust.uid, school.trust.name) == (17729, "ST BENEDICT TRUST")
    assert said == "1 school: 1 new, 0 changed, 0 the same; 1 new council; 1 trust new or renamed."
    school.full_clean()


def test_a_second_run_changes_nothing(write: Write) -> None:
    path = write({}, IN_TRUST | {"URN": "123457"})
    load(path)
    before = everything()
    assert load(path) == "2 schools: 0 new, 0 changed, 2 the same."
    assert everything() == before


def test_the_order_of_rows_does_not_matter(write: Write) -> None:
    rows = [{"URN": str(123456 + n), "LA (name)": "Merton" if n else "Mertn"} | IN_TRUST for n in range(3)]
    load(write(*rows))
    assert load(write(*reversed(rows))) == "3 schools: 0 new, 0 changed, 3 the same."
    assert Council.objects.get().name == "Merton"


def test_only_what_has_changed_is_changed(write: Write) -> None:
    load(write({}, {"URN": "123457"}))
    said = load(write({"NumberOfPupils": "211"}, {"URN": "123457"}))
    assert said == "2 schools: 0 new, 1 changed, 1 the same."
    assert School.objects.get(urn=123456).headcount == 211


def test_a_school_that_is_not_in_the_file_is_left_alone(write: Write) -> None:
    other = make_school(urn=111111)
    load(write({}))
    assert School.objects.get(urn=111111) == other


@pytest.mark.parametrize("missing", ["NumberOfPupils", "OpenDate"])
def test_what_a_file_does_not_say_stays_as_it_is(write: Write, missing: str) -> None:
    load(write({}))
    for path in (write({missing: ""}), write({}, without=(missing,))):
        assert load(path) == "1 school: 0 new, 0 changed, 1 the same."


def test_a_file_that_was_cut_short_takes_no_trust_and_no_closing_day_away(write: Write) -> None:
    load(write(IN_TRUST))
    load(write(IN_TRUST | CLOSED))
    before = everything()
    whole = write(IN_TRUST | CLOSED).read_text(encoding="utf-8")
    path = write()
    path.write_text(whole[: whole.index("31-08-2026")], encoding="utf-8")
    assert refused(path)[0].splitlines()[-1] == (
        "Row 2: It ends before the column PhaseOfEducation (code): the file may be cut short, so download it again."
    )
    load(path, skip_bad_rows=True)
    assert everything() == before


def test_a_narrow_file_keeps_trusts_and_closing_days(write: Write) -> None:
    load(write(IN_TRUST))
    load(write(IN_TRUST | CLOSED))
    narrow = write(CLOSED, without=("CloseDate", "Trusts (code)", "Trusts (name)", "TrustSchoolFlag (name)"))
    assert load(narrow) == "1 school: 0 new, 0 changed, 1 the same."


def test_a_school_that_left_its_trust_leaves_it_here(write: Write) -> None:
    load(write(IN_TRUST))
    load(write({}))
    assert School.objects.get().trust is None


def test_a_council_keeps_its_name_and_a_trust_takes_the_registers(write: Write) -> None:
    make_council(code="315", name="London Borough of Merton")
    make_trust(uid=17729, name="Old name")
    load(write(IN_TRUST))
    assert Council.objects.get().name == "London Borough of Merton"
    assert Trust.objects.get().name == "ST BENEDICT TRUST"


def test_only_the_councils_schools_are_loaded_and_only_their_rows_can_be_refused(write: Write) -> None:
    said = load(write({}, {"URN": "123457", "LA (code)": "210", "EstablishmentName": ""}), council="315")
    assert said.splitlines() == [
        "Left out: 1 schools of other councils.",
        "1 school: 1 new, 0 changed, 0 the same; 1 new council.",
    ]
    assert load(write({}), council="999").splitlines()[-1] == (
        "There is no school of council 999 in this file: nothing was changed."
    )
    assert refused(write({}), council="Merton")[1] == "Give the council's code as three digits, like 315."


def test_a_closed_school_nobody_knew_is_left_out_and_brings_no_council(write: Write) -> None:
    said = load(write(CLOSED | IN_TRUST))
    assert said.splitlines() == [
        "Left out: 1 closed schools that were never here.",
        "There is no school in this file: nothing was changed.",
    ]
    assert everything() == []


def test_a_school_that_closes_is_kept_and_its_successor_is_asked_for(write: Write) -> None:
    load(write({}))
    said = load(write(CONVERTED | {"NumberOfPupils": ""}))
    school = School.objects.get()
    assert (school.status, school.closed_on, school.headcount) == (
        SchoolStatus.CLOSED,
        datetime.date(2026, 8, 31),
        210,
    )
    assert said.splitlines()[0] == (
        "No successor confirmed: Hill Top School (URN 123456) closed on 31 August 2026: Academy Converter."
    )


def test_a_school_that_merely_closed_or_whose_successor_is_known_is_not_asked_about(write: Write) -> None:
    load(write({}))
    assert "successor" not in load(write(CLOSED | {"ReasonEstablishmentClosed (name)": "Closure"}))
    School.objects.filter(urn=123456).update(successor=make_school())
    assert "successor" not in load(write(CONVERTED))


def test_a_closed_school_that_opens_again_has_no_closing_day(write: Write) -> None:
    load(write({}))
    load(write(CLOSED))
    load(write({}))
    assert School.objects.get().closed_on is None


def test_an_older_file_is_warned_of_by_the_schools_that_it_opens_again(write: Write) -> None:
    older = [{"URN": str(123456 + n)} for n in range(12)]
    load(write(*older))
    assert "older" not in load(write(*(row | CLOSED for row in older[:11]), older[11]))
    named = ", ".join(f"Hill Top School (URN {123456 + n})" for n in range(10))
    assert load(write(*older)).splitlines() == [
        (
            f"Closed here and open in this file: {named} and 1 more. Unless they opened again, this file is older than "
            "one loaded before: load the newest."
        ),
        "12 schools: 0 new, 11 changed, 1 the same.",
    ]


def test_an_opening_day_known_here_that_contradicts_the_closing_day_gives_way(write: Write) -> None:
    load(write({"OpenDate": "01-09-2026"}))
    load(write(CLOSED | {"OpenDate": ""}))
    assert School.objects.values_list("opened_on", "closed_on").get() == (None, datetime.date(2026, 8, 31))


def test_one_bad_row_saves_nothing_and_every_bad_row_is_named(write: Write) -> None:
    path = write({}, {"URN": "1.23E+05"}, {"URN": "123458", "EstablishmentName": " "})
    said, closing = refused(path)
    assert "Row 3: The URN “1.23E+05” has lost its last digits in a spreadsheet.\n" in said
    assert "Row 4: It has no name.\n" in said
    assert closing == (
        "Nothing was saved: 2 rows cannot be read. Mend the file, or load the other 1 school with --skip-bad-rows."
    )
    assert everything() == []


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"NumberOfPupils": "99999999999"}, "The number of pupils “99999999999” is too large to be right."),
        (IN_TRUST | {"Trusts (code)": "99999999999"}, "The trust's number “99999999999” is too large to be right."),
        (
            {"ReasonEstablishmentClosed (name)": "Not\x00applicable"},
            "The reason for closing holds a hidden character (U+0000).",
        ),
    ],
)
def test_what_the_database_cannot_hold_is_refused_by_its_row(
    write: Write, cells: dict[str, str], sentence: str
) -> None:
    said, _ = refused(write({}, {"URN": "123457"} | cells))
    assert f"Row 3: {sentence}\n" in said


def test_the_other_rows_are_loaded_when_that_is_asked_for(write: Write) -> None:
    path = write({}, {"URN": "123458", "EstablishmentName": " "})
    said = load(path, skip_bad_rows=True)
    assert said == "1 school: 1 new, 0 changed, 0 the same; 1 new council; 1 row refused."


def test_a_school_given_twice_alike_counts_once(write: Write) -> None:
    said = load(write({}, {}, {}))
    assert said.splitlines() == [
        "Left out: 2 rows that repeat another word for word.",
        "1 school: 1 new, 0 changed, 0 the same; 1 new council.",
    ]


def test_a_school_given_twice_with_other_facts_is_refused_in_both_rows(write: Write) -> None:
    said, _ = refused(write({}, {"NumberOfPupils": "5"}))
    assert "Row 2: URN 123456 stands in row 3 too, with other facts.\n" in said
    assert "Row 3: URN 123456 stands in row 2 too, with other facts.\n" in said


def test_a_name_put_right_here_is_not_undone_by_a_register_that_lost_its_letters(write: Write) -> None:
    path = write({"EstablishmentName": "T? Mawr 100% _"})
    load(path)
    School.objects.update(name="Tŷ Mawr 100% _")
    assert "0 changed, 1 the same" in load(path)
    assert "1 changed" in load(write({"EstablishmentName": "T? Mawr 1000 x"}))


def test_progress_is_shown_to_the_person_and_not_in_the_result(write: Write) -> None:
    err, out = io.StringIO(), io.StringIO()
    call_command("import_schools", write(*({"URN": str(200_000 + n)} for n in range(5_000))), stdout=out, stderr=err)
    assert err.getvalue().splitlines() == [
        "5,000 rows read",
        "All rows read; comparing them with the schools that are here",
    ]
    assert out.getvalue().splitlines() == ["5,000 schools: 5,000 new, 0 changed, 0 the same; 1 new council."]


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    assert refused(tmp_path / "nothing.csv")[1].endswith("nothing.csv cannot be opened: No such file or directory.")


def test_a_run_that_breaks_midway_leaves_nothing(write: Write) -> None:
    path = write(*({"URN": str(200_000 + n)} for n in range(50)))
    with path.open("a", encoding="utf-8") as file:
        file.write('200100,"' + "x" * 200_000)
    _, closing = refused(path)
    assert closing == ("Row 52 cannot be told from the next: look there for a quotation mark that is never closed.")
    assert everything() == []


@pytest.mark.parametrize("schools", [1, 500])
def test_the_number_of_queries_does_not_grow_with_the_file(
    write: Write, schools: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path = write(*({"URN": str(200_000 + n)} for n in range(schools)))
    with django_assert_num_queries(17):
        load(path)


@pytest.mark.samples
@pytest.mark.parametrize(
    ("name", "closing"),
    [
        ("gias_2021-05_full_width_99_rows.csv", "90 schools: 90 new, 0 changed, 0 the same; 19 new councils."),
        ("gias_2024-11_full_width.csv", "1 school: 1 new, 0 changed, 0 the same; 1 new council."),
        ("gias_windows1252.csv", "2 schools: 2 new, 0 changed, 0 the same; 2 new councils."),
    ],
)
def test_a_real_register_is_loaded_once(samples: Path, name: str, closing: str) -> None:
    path = samples / "data" / name
    assert load(path).splitlines()[-1] == closing
    before = everything()
    load(path)
    assert everything() == before


@pytest.mark.samples
@pytest.mark.parametrize(
    ("name", "bad", "closing"),
    [
        (
            "gias_2017-09_full_width.csv",
            range(11, 21),
            "8 schools: 8 new, 0 changed, 0 the same; 2 new councils; 10 rows refused.",
        ),
        ("gias_2022_full_width.csv", [2], "5 schools: 5 new, 0 changed, 0 the same; 3 new councils; 1 row refused."),
    ],
)
def test_a_real_register_with_bad_rows_names_them(samples: Path, name: str, bad: list[int], closing: str) -> None:
    path = samples / "data" / name
    said, _ = refused(path)
    assert [line.split(":")[0] for line in said.splitlines() if line.startswith("Row")] == [f"Row {n}" for n in bad]
    assert everything() == []
    assert load(path, skip_bad_rows=True).splitlines()[-1] == closing


@pytest.mark.samples
@pytest.mark.parametrize(
    "name",
    ["gias_establishment_types_2025-04-22.csv", "gias_headers_by_vintage.json", "GovernorsBulkUpdateTemplate.xlsx"],
)
def test_what_is_no_register_is_declined(samples: Path, name: str) -> None:
    _, closing = refused(samples / "data" / name)
    assert closing.startswith(("This is not the register of schools", "This is a spreadsheet file"))


def test_the_application_may_make_the_temporary_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, has_database_privilege(current_database(), 'TEMP')")
        assert cursor.fetchone() == ("succession_app", True)
