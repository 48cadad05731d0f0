"""The pages of a register in a file: chosen, checked by name, saved, undone; and taken out after a fresh proof."""

import csv
import datetime
import io
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from core import reading
from core.models import Preview, Reading
from documents.writers.sheet import Sheet, csv_file, workbook
from people.access.roles import Role
from people.actions import staff as by_hand
from people.actions.registers import save_register
from people.models import School, StaffMember, User
from people.register.files import register_file, template_file
from tests.builders import make_member, make_school, make_staff
from tests.core.test_reading_log import break_the_log
from tests.people.registers import counts, csv_of, person, reasons, save, sent, workbook_of
from tests.signing_in import note_second_step

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def school() -> School:
    return make_school(name="Hill Top School")


@pytest.fixture
def head(school: School) -> User:
    return make_member(Role.HEAD, school, name="Hana Head")


@pytest.fixture
def client(head: User) -> Client:
    return client_of(head)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, school: School, preview: Preview | None = None) -> str:
    return reverse(f"people:{name}", kwargs={"urn": school.urn} | ({"preview_id": preview.pk} if preview else {}))


def upload(client: Client, school: School, content: bytes, name: str = "staff.csv") -> object:
    return client.post(url("staff-bring", school), {"file": SimpleUploadedFile(name, content)})


# The way through -----------------------------------------------------------------------------------------------------
def test_a_register_comes_in_by_its_pages_and_goes_again(school: School, head: User, client: Client) -> None:
    make_staff(school, name="Ann Lee", job_title="Teacher", reference="1")
    make_staff(school, name="Old Hand", job_title="Cook", reference="9")
    assert "Bring in a file" in client.get(url("staff", school)).content.decode()
    content = csv_of(
        person("Ann Lee", "SENCO", "1", ends="31/8/2027"), person("Di Orr", "Cook", "4"), person("", "Cook", "5")
    )
    answer = upload(client, school, content)
    preview = Preview.objects.get()
    assert answer.url == url("staff-bring-check", school, preview)  # type: ignore[attr-defined]
    assert "Reading your register" in client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    reading.read(str(preview.pk))
    page = client.get(url("staff-bring-check", school, preview)).content.decode()
    for words in (
        "1 person is new, 1 changes and 1 row cannot be brought in.",
        "Job: Teacher, becomes SENCO",
        "Last day: not given, becomes 31 August 2027",
        "Posts they hold end with their last day.",
        "It has no name.",
        "1 person on the register is not in this file. Nothing happens to them.",
        "Old Hand, Cook",
        "Di Orr",
        "Save 2 people",
    ):
        assert words in page, words
    sending = {"shown": preview.upload.sha256 if preview.upload_id else ""}
    refused = client.post(url("staff-bring-check", school, preview), sending)
    assert refused.status_code == 422
    assert "choose to leave them out" in refused.content.decode()
    done = client.post(url("staff-bring-check", school, preview), sending | {"leaving_out": "on"})
    assert done.url == url("staff-bring-done", school, preview)  # type: ignore[attr-defined]
    page = client.get(done.url).content.decode()  # type: ignore[attr-defined]
    assert "1 new, 1 changed" in page
    assert "1 row of the file was left out" in page
    again = client.post(url("staff-bring-check", school, preview), sending | {"leaving_out": "on"})
    assert again.url == done.url  # type: ignore[attr-defined]
    page = client.get(url("staff-bring-undo", school, preview)).content.decode()
    assert "1 person is put back" in page
    client.post(url("staff-bring-undo", school, preview))
    assert "1 put back as they were, 1 taken out again" in client.get(done.url).content.decode()  # type: ignore[attr-defined]
    assert set(StaffMember.objects.values_list("name", "job_title")) == {("Ann Lee", "Teacher"), ("Old Hand", "Cook")}
    assert (
        client.get(url("staff-bring-undo", school, preview), follow=True).content.decode().count("undone already") == 1
    )


def test_the_second_of_two_clicks_is_shown_what_the_first_saved(
    school: School, head: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both requests found the preview unconfirmed; the first confirms it before the second can."""

    def save_first(**given: Any) -> Preview:
        save_register(**given)
        return save_register(**given)

    preview = sent(school, head, csv_of(person("Ann Lee", "SENCO", "1")))
    monkeypatch.setattr("people.actions.registers.save_register", save_first)
    answer = client.post(url("staff-bring-check", school, preview), {"shown": preview.upload.sha256})
    assert answer.url == url("staff-bring-done", school, preview)  # type: ignore[attr-defined]
    assert StaffMember.objects.filter(school=school).count() == 1


def test_an_empty_register_leads_to_bringing_one_in(school: School, client: Client) -> None:
    page = client.get(url("staff", school)).content.decode()
    assert f'href="{url("staff-bring", school)}"' in page
    assert "Bring in your register" in page


def test_what_was_changed_meanwhile_is_said_by_name(school: School, head: User, client: Client) -> None:
    member = make_staff(school, name="Ann Lee", job_title="Teacher", reference="1")
    preview = sent(school, head, csv_of(person("Ann Lee", "SENCO", "1")))
    by_hand.record_leaving(member=member, on=datetime.date(2027, 8, 31), by=head)
    answer = client.post(url("staff-bring-check", school, preview), {"shown": preview.upload.sha256})
    assert answer.status_code == 422
    assert "changed after this file was read" in answer.content.decode()
    member.refresh_from_db()
    assert member.job_title == "Teacher"


def test_a_file_that_cannot_be_read_says_why_beside_the_field(school: School, head: User, client: Client) -> None:
    answer = upload(client, school, b"MZ", "staff.exe")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert ".xlsx or .csv" in answer.content.decode()  # type: ignore[attr-defined]
    preview = sent(school, head, b"Colour,Weight\nred,1\n")
    page = client.get(url("staff-bring-check", school, preview))
    assert page.status_code == 422
    assert "a heading that names a name and a job title" in page.content.decode()


def test_nobody_else_finds_a_preview(school: School, head: User) -> None:
    preview = sent(school, head, csv_of(person("Ann")))
    other_place = make_school()
    for user, place in (
        (make_member(Role.SCHOOL_LEAD, school), school),
        (make_member(Role.HEAD, other_place), other_place),
        (head, other_place),
    ):
        for name in ("staff-bring-check", "staff-bring-done", "staff-bring-undo"):
            for method in ("get", "post"):
                assert getattr(client_of(user), method)(url(name, place, preview)).status_code in {404, 405}


@pytest.mark.parametrize("state", ["new", "refused", "absent", "changed"])
def test_many_rows_are_paged_by_key_and_cost_no_more_queries(state: str) -> None:
    asked = []
    for many in (1, 120):
        school = make_school()
        head = make_member(Role.HEAD, school)
        if state in ("absent", "changed"):
            for n in range(many):
                make_staff(school, name=f"Person {n:03d}", job_title="Cook", reference=str(n))
        rows = {
            "new": [person(f"Person {n:03d}", "Cook", str(n)) for n in range(many)],
            "refused": [person("", "Cook", str(n)) for n in range(many)],
            "absent": [person("Somebody", "Cook", "x")],
            "changed": [person(f"Person {n:03d}", "Baker", str(n)) for n in range(many)],
        }[state]
        preview = sent(school, head, csv_of(*rows))
        client, page_url = client_of(head), url("staff-bring-check", school, preview)
        client.get(page_url)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(page_url).content.decode()
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 12
    assert f"?show={state}&amp;after=" in page
    after = page.split(f"?show={state}&amp;after=")[1].split("#")[0]
    second = client.get(page_url, {"show": state, "after": after}).content.decode()
    assert "The next of these" in second
    if state != "refused":
        assert "Person 000" in page
        assert "Person 050" in second
    assert client.get(page_url, {"show": "x", "after": "9" * 40}).status_code == 200


# Taken out -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_register_is_taken_out_says_who_and_is_written_down(kind: str, school: School, client: Client) -> None:
    make_staff(school, name="Ann Lee", job_title="Teacher", contract="fixed-term", fte="0.6", reference="1")
    make_staff(school, name="Gone", ends_on=datetime.date(2020, 1, 1))
    answer = client.get(url(f"staff-register-{kind}", school))
    assert answer["Content-Disposition"] == f'attachment; filename="staff-{school.urn}.{kind}"'
    content = answer.content
    text = content.decode("utf-8-sig") if kind == "csv" else str(cells_of(content))
    for words in ("Register of staff of Hill Top School", "Taken out by Hana Head on", "Ann Lee", "Fixed term", "0.6"):
        assert words in text
    assert "Gone" not in text
    assert Reading.objects.get().kind == "staff-register"


def cells_of(content: bytes) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]


def test_the_register_is_not_taken_out_where_that_cannot_be_written_down(
    school: School, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_staff(school, name="Ann Lee")
    break_the_log(monkeypatch)
    answer = client.get(url("staff-register-csv", school))
    assert answer.status_code == 503
    assert b"Ann Lee" not in answer.content


def test_taking_out_asks_for_a_fresh_proof(school: School) -> None:
    head = make_member(Role.HEAD, school, password="larks-rise-over-wexmoor")
    stale = client_of(head)
    note_second_step(stale, head, at=time.time() - 15 * 60)
    assert stale.get(url("staff-register-csv", school)).url.startswith(reverse("account_reauthenticate"))
    assert not Reading.objects.exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_taken_out_comes_in_again_as_the_same(kind: str, school: School, head: User) -> None:
    day = datetime.date(2024, 2, 29)
    make_staff(school, name="=1+1", job_title="@home", reference="+44", fte="0.333", contract="agency", starts_on=day)
    make_staff(school, name="Zoë O’Neill-Ångström", job_title="-", reference="007", ends_on=datetime.date(2099, 8, 31))
    make_staff(school, name="Prince", job_title="SENCO", fte=1)
    staff = list(StaffMember.objects.filter(school=school))
    content = register_file(kind, school, staff, by=head, now=datetime.datetime.now(datetime.UTC))
    preview = sent(school, head, content, f"staff.{kind}")
    assert counts(preview) == {"same": 3}, reasons(preview)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_comes_in_once_it_is_filled_in(kind: str, school: School, head: User) -> None:
    content = template_file(kind)
    preview = sent(school, head, content, f"a.{kind}")
    assert preview.sentence == "There are no rows below the heading: choose the file that holds the register."
    if kind == "csv":
        content += b"Ann Lee,Teacher,Fixed term,0.6,1 September 2024,,7\r\n"
    else:
        book = openpyxl.load_workbook(io.BytesIO(content))
        book.worksheets[0].append(["Ann Lee", "Teacher", "Fixed term", 0.6, datetime.date(2024, 9, 1), None, 7])
        filled = io.BytesIO()
        book.save(filled)
        content = filled.getvalue()
    save(sent(school, head, content, f"a.{kind}"), school, head)
    member = StaffMember.objects.get()
    assert (member.contract, str(member.fte), member.starts_on, member.reference) == (
        "fixed-term", "0.600", datetime.date(2024, 9, 1), "7",
    )  # fmt: skip


_STARTS = st.sampled_from(["=", "+", "-", "@", "\t", "\r", "", "'", " "])


@given(st.lists(st.builds(str.__add__, _STARTS, st.text(max_size=20)), min_size=1, max_size=5))
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_cell_of_either_format_begins_a_formula(words: list[str]) -> None:
    text = csv_file([words]).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert all(cell[:1] not in tuple("=+-@\t\r") or not cell for cell in row)
    book = openpyxl.load_workbook(io.BytesIO(workbook([Sheet("a", words, [words])], title="a")))
    for row in book.active.iter_rows():
        assert all(cell.data_type != "f" for cell in row)
        assert all(str(cell.value or "")[:1] not in tuple("=+-@\t\r") or not cell.value for cell in row)


def test_the_same_words_from_a_workbook(school: School, head: User) -> None:
    assert counts(sent(school, head, workbook_of(person("Ann", fte=0.6)), "a.xlsx")) == {"new": 1}
