import csv
import datetime
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people.organisations import gias
from people.rules import Phase, SchoolStatus

HEADING = [
    "URN",
    "LA (code)",
    "LA (name)",
    "EstablishmentName",
    "TypeOfEstablishment (name)",
    "EstablishmentStatus (code)",
    "EstablishmentStatus (name)",
    "PhaseOfEducation (code)",
    "PhaseOfEducation (name)",
    "OpenDate",
    "CloseDate",
    "NumberOfPupils",
    "TrustSchoolFlag (name)",
    "Trusts (code)",
    "Trusts (name)",
]
CELLS = dict(
    zip(
        HEADING,
        [
            *("100000", "201", "City of London", "The Aldgate School", "Voluntary aided school"),
            *("1", "Open", "2", "Primary", "01-09-1950", "", "276", "Not applicable", "", ""),
        ],
        strict=True,
    )
)


def register_of(folder: Path, *rows: list[str], encoding: str = "utf-8", delimiter: str = ",") -> list[gias.Read]:
    path = folder / "register.csv"
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    with gias.open_register(path) as register:
        return list(register.read())


def row_of(**changes: str) -> list[str]:
    """A row that is right but for the columns given by the first word of their names, in any case."""
    named = {name.split()[0].casefold() + name.partition("(")[2][:4]: name for name in HEADING}
    return list((CELLS | {named[key]: cell for key, cell in changes.items()}).values())


def read_one(folder: Path, row: list[str]) -> gias.Read:
    (read,) = register_of(folder, HEADING, row)
    return read


def school_of(folder: Path, row: list[str]) -> gias.Establishment:
    read = read_one(folder, row)
    assert isinstance(read, gias.Establishment), read
    return read


def test_a_row_becomes_a_school(tmp_path: Path) -> None:
    assert read_one(tmp_path, row_of()) == gias.Establishment(
        row=2,
        urn=100000,
        name="The Aldgate School",
        council_code="201",
        council_name="City of London",
        trust_uid=None,
        trust_name="",
        phase=Phase.PRIMARY,
        kind="Voluntary aided school",
        status=SchoolStatus.OPEN,
        opened_on=datetime.date(1950, 9, 1),
        closed_on=None,
        why_closed="",
        headcount=276,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_delimiter_gives_the_same_school(tmp_path: Path, encoding: str, delimiter: str) -> None:
    row = row_of(establishmentname="St Thomas à Becket, Box")
    (school,) = register_of(tmp_path, HEADING, row, encoding=encoding, delimiter=delimiter)
    assert isinstance(school, gias.Establishment)
    assert (school.name, school.mended) == ("St Thomas à Becket, Box", ())


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no mark", "marked"])
def test_a_stray_byte_in_a_file_of_utf_8_is_refused_with_its_row_alone(tmp_path: Path, mark: bytes) -> None:
    heading = [*HEADING, "Street"]
    good = [*row_of(establishmentname="Tŷ Mawr"), ""]
    stray = [*row_of(establishmentname="Coll@ge"), ""]
    elsewhere = [*row_of(), "Rue de l'@glise"]
    path = tmp_path / "register.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([heading, good, stray, elsewhere, good])
    path.write_bytes(mark + path.read_bytes().replace(b"@", b"\xe9"))
    with gias.open_register(path) as register:
        reads = list(register.read())
    assert [getattr(read, "name", "") for read in reads] == ["Tŷ Mawr", "", "The Aldgate School", "Tŷ Mawr"]
    assert reads[1] == gias.Refusal(
        3,
        "Its EstablishmentName holds a letter that is not written in UTF-8 as the file's other letters are: put it "
        "right, or download the file again.",
    )


@pytest.mark.parametrize(
    ("above", "delimiter", "row"),
    [
        ("sep=;\n", ";", 2),
        ('"sep=,"\r\n', ",", 2),
        ("SEP=|\n", "|", 2),
        ("sep=\t\n", "\t", 2),
        ("\n \n", ",", 4),
        (";;;\n", ";", 3),
        ("sep=;\n\n", ";", 3),
    ],
)
def test_what_stands_above_the_heading_is_passed_over(tmp_path: Path, above: str, delimiter: str, row: int) -> None:
    path = tmp_path / "register.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        file.write(above)
        csv.writer(file, delimiter=delimiter).writerows([HEADING, row_of(establishmentname="A, B; C")])
    with gias.open_register(path) as register:
        (school,) = register.read()
    assert isinstance(school, gias.Establishment)
    assert (school.row, school.name) == (row, "A, B; C")


def test_columns_are_found_by_name_wherever_they_stand(tmp_path: Path) -> None:
    heading = ["Street", "", *(f" {name.upper()}  " for name in reversed(HEADING)), ""]
    (school,) = register_of(tmp_path, heading, ["Here", "", *reversed(row_of()), ""])
    assert school == read_one(tmp_path, row_of())


@pytest.mark.parametrize(
    ("changes", "attribute", "value"),
    [
        ({"urn": "100000.0"}, "urn", 100000),
        ({"urn": "1.06653E+05"}, "urn", 106653),
        ({"lacode": "1"}, "council_code", "001"),
        ({"lacode": "201.0"}, "council_code", "201"),
        ({"numberofpupils": "1,119"}, "headcount", 1119),
        ({"opendate": "41053"}, "opened_on", datetime.date(2012, 5, 24)),
        ({"establishmentname": "T? Mawr"}, "name", "T? Mawr"),
        ({"opendate": "01-09-2026", "closedate": "31-08-2026"}, "opened_on", None),
    ],
)
def test_damage_is_mended_and_said(tmp_path: Path, changes: dict[str, str], attribute: str, value: object) -> None:
    school = school_of(tmp_path, row_of(**changes))
    assert getattr(school, attribute) == value
    assert len(school.mended) == 1


@pytest.mark.parametrize(
    ("changes", "attribute", "value"),
    [
        ({"numberofpupils": ""}, "headcount", None),
        ({"opendate": ""}, "opened_on", None),
        ({"establishmentstatuscode": "02", "establishmentstatusname": "Closed"}, "status", SchoolStatus.CLOSED),
        (
            {"establishmentstatuscode": "", "establishmentstatusname": "Proposed to open"},
            "status",
            SchoolStatus.PROPOSED,
        ),
        (
            {"establishmentstatuscode": "3", "establishmentstatusname": "Open, but proposed to close"},
            "status",
            SchoolStatus.CLOSING,
        ),
        ({"phaseofeducationcode": "5", "phaseofeducationname": "Middle deemed secondary"}, "phase", Phase.MIDDLE),
        ({"phaseofeducationcode": "7.0", "phaseofeducationname": "All-through"}, "phase", Phase.ALL_THROUGH),
    ],
)
def test_cells_are_read(tmp_path: Path, changes: dict[str, str], attribute: str, value: object) -> None:
    school = school_of(tmp_path, row_of(**changes))
    assert (getattr(school, attribute), school.mended) == (value, ())


@pytest.mark.parametrize(
    ("sort", "trust"),
    [
        ("Supported by a multi-academy trust", (17729, "St Benedict")),
        ("Supported by a single-academy trust", (17729, "St Benedict")),
        ("", (17729, "St Benedict")),
        ("Supported by a trust", (None, "")),
    ],
)
def test_only_an_academy_trust_runs_a_school(tmp_path: Path, sort: str, trust: tuple[int | None, str]) -> None:
    school = school_of(tmp_path, row_of(trustschoolflagname=sort, trustscode="17729", trustsname="St Benedict"))
    assert (school.trust_uid, school.trust_name) == trust


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"urn": ""}, "It has no URN."),
        ({"urn": "5"}, "The URN “5” does not have six digits."),
        ({"urn": "1E+05"}, "The URN “1E+05” has lost its last digits in a spreadsheet."),
        ({"lacode": ""}, "It has no council's code."),
        ({"lacode": "E09000001"}, "The council's code “E09000001” is not a whole number."),
        ({"lacode": "2011"}, "The council's code “2011” has more than three digits."),
        ({"laname": ""}, "It has no council's name."),
        ({"establishmentname": ""}, "It has no name."),
        ({"typeofestablishmentname": ""}, "It has no type of establishment."),
        ({"establishmentstatusname": "Opened"}, "“Opened” is not a status this register has."),
        ({"establishmentstatuscode": "2"}, "The code of the status, 2, does not mean “Open”."),
        ({"phaseofeducationcode": "4"}, "The code of the phase of education, 4, does not mean “Primary”."),
        ({"phaseofeducationcode": "x"}, "The code of the phase of education “x” is not a whole number."),
        ({"closedate": "08/31/2026"}, "The closing date “08/31/2026” has its month before its day."),
        ({"numberofpupils": "many"}, "The number of pupils “many” is not a whole number."),
        ({"trustschoolflagname": "", "trustscode": "17729"}, "It has no trust's name."),
    ],
)
def test_a_row_that_would_be_a_guess_is_refused(tmp_path: Path, changes: dict[str, str], sentence: str) -> None:
    assert read_one(tmp_path, row_of(**changes)) == gias.Refusal(2, sentence)


@pytest.mark.parametrize(
    ("kind", "counted_as"),
    [
        ("Children's centre", "children's centres"),
        ("Children’s Centre Linked Site", "children's centres"),
        ("Further education", "colleges and universities"),
        ("Miscellaneous", "adult education and other centres"),
        ("British schools overseas", "schools abroad"),
    ],
)
def test_what_is_no_school_is_left_out_whatever_else_it_lacks(tmp_path: Path, kind: str, counted_as: str) -> None:
    assert read_one(tmp_path, row_of(typeofestablishmentname=kind, urn="")) == gias.LeftOut(2, counted_as)


def test_ragged_rows_are_told_by_number(tmp_path: Path) -> None:
    right = row_of()
    reads = register_of(tmp_path, HEADING, [*right, "", " "], [], [*right, "x"], right[:-1], right[:5])
    assert [type(read).__name__ for read in reads] == ["Establishment", "Refusal", "Refusal", "Refusal"]
    cut_short = "It ends before the column {}: the file may be cut short, so download it again."
    assert reads[1:] == [
        gias.Refusal(4, "It has 16 cells where the heading has 15: which is which?"),
        gias.Refusal(5, cut_short.format("Trusts (name)")),
        gias.Refusal(6, cut_short.format("EstablishmentStatus (code)")),
    ]


def test_a_row_that_ends_after_the_last_column_that_is_read_is_read(tmp_path: Path) -> None:
    (school,) = register_of(tmp_path, [*HEADING, "Easting", "Northing"], row_of())
    assert school == read_one(tmp_path, row_of())


def test_a_line_break_inside_a_cell_keeps_the_numbers_a_spreadsheet_shows(tmp_path: Path) -> None:
    reads = register_of(tmp_path, HEADING, row_of(establishmentname="The Aldgate\nSchool"), row_of(urn="100001"))
    assert [(read.row, read.name) for read in reads] == [(2, "The Aldgate School"), (3, "The Aldgate School")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty. Download the register of schools from GIAS again."),
        (b"\n", "This file is empty. Download the register of schools from GIAS again."),
        (b"sep=;\n\n", "This file is empty. Download the register of schools from GIAS again."),
        (b"PK\x03\x04", "This is a spreadsheet file. Open it, save it as CSV, and load that."),
        (
            b"URN,Name\n1,2\n",
            (
                "This is not the register of schools from GIAS: it has no column named EstablishmentName, LA (code), "
                "LA (name), TypeOfEstablishment (name), EstablishmentStatus (name), PhaseOfEducation (name)."
            ),
        ),
        (b"URN,URN\n", "The column URN stands twice in this file, so nothing was read."),
    ],
)
def test_a_file_that_is_no_register_is_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    with pytest.raises(gias.Unreadable) as caught, gias.open_register(path):
        pass
    assert str(caught.value) == sentence


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.lists(st.text(max_size=12), max_size=18), max_size=4))
def test_any_rows_are_read_or_refused(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "register.csv"
    with path.open("w", newline="", encoding="utf-8", errors="replace") as file:
        csv.writer(file).writerows([HEADING, *rows])
    with gias.open_register(path) as register:
        for read in register.read():
            assert isinstance(read, gias.Establishment | gias.Refusal | gias.LeftOut)


@pytest.mark.samples
@pytest.mark.parametrize(
    ("name", "schools", "refused"),
    [
        ("gias_2017-09_full_width.csv", 9, 10),
        ("gias_2021-05_full_width_99_rows.csv", 99, 0),
        ("gias_2022_full_width.csv", 6, 1),
        ("gias_2024-11_full_width.csv", 1, 0),
        ("gias_windows1252.csv", 3, 0),
    ],
)
def test_every_vintage_is_read(samples: Path, name: str, schools: int, refused: int) -> None:
    with gias.open_register(samples / "data" / name) as register:
        counts = Counter(type(read) for read in register.read())
    assert (counts[gias.Establishment], counts[gias.Refusal]) == (schools, refused)


@pytest.mark.samples
def test_every_type_of_establishment_that_is_left_out_has_its_name_right(samples: Path) -> None:
    """But children's centres, which the list of types no longer has."""
    path = samples / "data" / "gias_establishment_types_2025-04-22.csv"
    with path.open(encoding="utf-8") as file:
        named = {row["type-of-establishment-name"].casefold() for row in csv.DictReader(file)}
    assert {kind for kind in gias.NOT_SCHOOLS if "children" not in kind} <= named
