"""Reports in the admin: whoever may know of one finds it there, and works it by the actions of the site's pages."""

import csv
import datetime
import io
import re
from collections import Counter
from typing import Any

import openpyxl
import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from core.models import Reading
from people.access.roles import Role
from people.models import School, TermOfOffice, User
from people.rules import BodyKind
from succession.actions import reports as actions
from succession.models import Report
from tests.builders import issued as as_issued
from tests.builders import (
    make_body,
    make_council,
    make_member,
    make_nomination,
    make_panel_report,
    make_post,
    make_report,
    make_school,
    make_staff,
    make_term,
    make_trust,
    make_user,
)
from tests.signing_in import by_password_alone
from tests.succession.reports_cast import Committee

pytestmark = pytest.mark.django_db

LIST = "/admin/succession/report/"


@pytest.fixture
def cast() -> Committee:
    return Committee()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(page: str, report: Report) -> str:
    return reverse(f"admin:succession_report_{page}", kwargs={"object_id": report.pk})


def tick(*reports: Report, **more: Any) -> dict[str, Any]:
    return {"action": "issue_ticked", "index": "0", "_selected_action": [one.pk for one in reports]} | more


def confirmed(*reports: Report) -> dict[str, Any]:
    return tick(*reports, confirmed="yes") | {f"opened_on-{one.pk}": actions.draft_token(one) for one in reports}


# Who finds what -------------------------------------------------------------------------------------------------------
def test_a_clerk_finds_drafts_and_issued_reports_and_what_can_be_done(cast: Committee) -> None:
    issued, draft = cast.full(), cast.draft()
    page = signed_in(cast.clerk).get(LIST)
    assert at("change", issued) in page.text
    assert at("issue", draft) in page.text
    assert at("withdraw", issued) in page.text


def test_everybody_reads_the_same_columns(cast: Committee) -> None:
    assert cast.full()
    heads = ["Report", "About", "To", "As at", "Meeting", "State", "Issued"]
    for user in (cast.clerk, cast.head, cast.governor):
        shown = signed_in(user).get(LIST).context["cl"]
        assert shown.columns == heads
        assert [row.name for row in shown.rows] == ["Personnel Committee report 1"]
        assert [head for head, _ in shown.rows[0].cells] == heads[1:]


def test_a_head_prepares_and_issues_nothing(cast: Committee) -> None:
    draft = cast.checked(cast.draft())
    client = signed_in(cast.head)
    page = client.get(LIST)
    assert at("issue", draft) not in page.text
    assert client.post(at("issue", draft), {"opened_on": actions.draft_token(draft)}).status_code == 403
    client.post(LIST, confirmed(draft))
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_governor_finds_what_was_issued_to_their_body_and_no_button(cast: Committee) -> None:
    issued = cast.full()
    draft = cast.draft()
    elsewhere = Committee(cast.school)
    elsewhere.body = make_body(school=cast.school, name="Pupils Committee", kind=BodyKind.COMMITTEE)
    other = elsewhere.issue()
    client = signed_in(cast.governor)
    page = client.get(LIST)
    assert at("change", issued) in page.text
    for hidden in ("Prepare a report", "Take out", "What you can do", at("change", draft), at("change", other)):
        assert hidden not in page.text
    assert client.get(at("change", issued)).status_code == 200
    for report in (draft, other):
        assert client.get(at("change", report)).status_code == 404
        for step in ("issue", "again", "discard", "withdraw", "correct", "preview", "check"):
            assert client.get(at(step, report)).status_code == 404
    for step in ("issue", "again", "discard", "withdraw", "correct"):
        assert client.post(at(step, issued), {"reason": "x", "why": "x"}).status_code == 403
    for page_name, kwargs in (("prepare", {}), ("schools", {}), ("export", {"kind": "csv"})):
        assert client.get(reverse(f"admin:succession_report_{page_name}", kwargs=kwargs)).status_code == 403


def test_a_councillor_finds_what_was_issued_to_their_panel(cast: Committee) -> None:
    council = cast.school.council
    panel = make_body(council=council, name="Scrutiny Panel", kind=BodyKind.SCRUTINY_PANEL)
    officer, councillor = make_member(Role.OFFICER, council), make_member(Role.COUNCILLOR, council)
    report = as_issued(make_panel_report(council, body=panel, by=officer), by=officer, clerk=officer)
    draft = make_panel_report(council, body=panel, by=officer)
    make_term(panel, name=councillor.name, user=councillor)
    client = signed_in(councillor)
    assert at("change", report) in client.get(LIST).text
    page = client.get(at("change", report))
    assert "The open part as PDF" in page.text
    assert at("withdraw", report) not in page.text
    assert client.get(at("change", draft)).status_code == 404
    assert client.get(at("withdraw", report)).status_code == 403
    assert cast.full()
    assert "Personnel Committee" not in client.get(LIST).text


def test_a_governor_reads_the_open_part_with_a_password_alone(cast: Committee) -> None:
    issued = cast.full()
    client = by_password_alone(Client(), cast.governor)
    page = client.get(at("change", issued))
    assert page.status_code == 200
    assert "Nia Nominee" not in page.text
    assert "Dora Deputy" not in page.text


def test_a_clerk_is_asked_for_the_second_step(cast: Committee) -> None:
    assert cast.full()
    client = by_password_alone(Client(), cast.clerk)
    assert client.get(LIST)["Location"].startswith("/admin/login/")
    assert "second-step" in client.get(LIST, follow=True).redirect_chain[-1][0]


def test_a_governor_who_left_the_body_finds_nothing(cast: Committee) -> None:
    issued = cast.full()
    client = signed_in(cast.governor)
    TermOfOffice.objects.filter(user=cast.governor).update(ends_on=datetime.date(2025, 1, 1))
    assert at("change", issued) not in client.get(LIST).text
    assert client.get(at("change", issued)).status_code == 404


def test_a_superuser_finds_no_report_by_any_address(cast: Committee) -> None:
    issued, draft = cast.full(), cast.draft()
    client = signed_in(make_user(is_superuser=True))
    assert LIST not in client.get("/admin/").text
    assert client.get(LIST).status_code == 403
    for report in (issued, draft):
        for page in ("change", "preview", "issue", "again", "discard", "withdraw", "correct"):
            assert client.get(at(page, report)).status_code == 403
            assert client.post(at(page, report)).status_code == 403
    for address in ("prepare/", "export.csv", "schools/", "schools/export.xlsx"):
        assert client.get(LIST + address).status_code == 403


def test_a_reader_of_reports_finds_no_reference_data(cast: Committee) -> None:
    client = signed_in(cast.clerk)
    school = cast.school
    assert client.get("/admin/")["Location"] == LIST
    for address in (
        "/admin/people/",
        "/admin/people/school/",
        "/admin/people/user/",
        f"/admin/people/school/{school.pk}/change/",
        f"/admin/people/school/{school.pk}/history/",
        f"/admin/people/school/{school.pk}/delete/",
        "/admin/people/school/0/history/",
        "/admin/people/school/add/",
        f"/admin/people/user/{cast.clerk.pk}/password/",
        f"/admin/r/1/{school.pk}/",
        "/admin/autocomplete/?app_label=succession&model_name=report&field_name=school&term=",
        "/admin/autocomplete/?app_label=people&model_name=membership&field_name=user&term=",
    ):
        assert client.get(address).status_code in {403, 404}, address
        assert client.post(address, {"post": "yes"}).status_code in {403, 404, 405}, address


def test_the_password_is_changed_on_the_products_own_page(cast: Committee) -> None:
    assert signed_in(cast.clerk).get("/admin/password_change/")["Location"] == "/password/"


def test_djangos_own_forms_of_a_report_are_not_there(cast: Committee) -> None:
    issued = cast.full()
    client = signed_in(cast.clerk)
    for tail in ("add/", f"{issued.pk}/delete/", f"{issued.pk}/history/", f"{issued.pk}/change/"):
        assert client.get(LIST + tail, follow=True).status_code == 404, tail
    assert client.post(at("change", issued), {"state": "draft"}).status_code == 403


STEPS = ("issue", "again", "discard", "withdraw", "correct")


def test_nobody_finds_a_page_of_anothers_report(cast: Committee) -> None:
    issued, draft = cast.full(), cast.draft()
    far = make_school(name="Far School", trust=make_trust())
    near = make_school(name="Near School", council=cast.school.council)
    people = [make_member(role, place) for place in (far, near) for role in (Role.HEAD, Role.CLERK, Role.CHAIR)]
    people += [make_member(Role.OFFICER, place) for place in (cast.school.council, far.council)]
    people += [make_member(Role.TRUST_LEAD, far.trust), make_member(Role.COUNCILLOR, cast.school.council)]
    for user in people:
        client = signed_in(user)
        for report in (issued, draft):
            for page in ("change", "preview", "check", *STEPS):
                assert client.get(at(page, report)).status_code == 404, (user, page)
            for page in ("check", *STEPS):
                given = {"opened_on": actions.draft_token(report), "reason": "x", "why": "x"}
                assert client.post(at(page, report), given).status_code == 404, (user, page)
        assert "Personnel Committee" not in client.get(LIST).text
        assert "Personnel Committee" not in client.get(f"{LIST}export.csv").content.decode()
    issued.refresh_from_db()
    assert issued.state == "issued"
    assert Report.objects.get(pk=draft.pk).prepared_at == draft.prepared_at


# Searching and filtering ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "asked",
    [
        "confidential_html__contains=a",
        "data__icontains=a",
        "issued_by__email__startswith=a",
        "tokens__content=a",
        "x=1",
    ],
)
def test_nobody_learns_by_asking_for_a_hidden_field(cast: Committee, asked: str) -> None:
    assert cast.full()
    assert signed_in(cast.governor).get(f"{LIST}?{asked}").status_code in {302, 400}


def test_words_about_what_is_hidden_find_as_much_as_words_about_nothing(cast: Committee) -> None:
    """By a hidden body, a draft, another's school or anybody's name, a governor learns as much as by nonsense."""
    issued, draft = cast.full(), cast.draft()
    pay = Committee(cast.school)
    pay.body = make_body(school=cast.school, name="Pay Committee", kind=BodyKind.COMMITTEE)
    far = Committee(make_school(name="Far School"))
    assert pay.issue()
    assert far.full()
    client = signed_in(cast.governor)

    def main_of(query: str) -> str:
        page = client.get(f"{LIST}?{query}").text
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page[page.index("<main") :])

    whole = main_of("")
    assert at("change", issued) in whole
    for unknown in ("state=draft", f"body={pay.body.pk}", f"school={far.school.urn}", f"body={far.body.pk}"):
        assert main_of(unknown) == whole, unknown
    nothing = main_of("q=zzzz")
    for hidden in ("Pay", "Far", "Nominee", "Deputy", "Helen", "great calm", str(draft.pk), "confidential"):
        assert main_of(f"q={hidden}") == nothing.replace("zzzz", hidden), hidden


def test_bodies_of_one_name_are_told_apart(cast: Committee) -> None:
    trust = make_trust()
    School.objects.filter(pk=cast.school.pk).update(trust=trust)
    other = Committee(make_school(name="Bryn Bach School", trust=trust))
    assert cast.full()
    assert other.full()
    page = signed_in(make_member(Role.TRUST_LEAD, trust)).get(LIST)
    for name in ("Bryn Awel School", "Bryn Bach School"):
        assert f">Personnel Committee, {name}</option>" in page.text
    only = signed_in(make_member(Role.TRUST_LEAD, trust)).get(f"{LIST}?body={other.body.pk}").context["cl"]
    assert [row.cells[0][1] for row in only.rows] == ["Bryn Bach School"]


def test_the_list_is_filtered_by_what_can_be_seen(cast: Committee) -> None:
    issued, draft = cast.full(), cast.draft()
    client = signed_in(cast.clerk)
    only = client.get(f"{LIST}?state=draft")
    assert at("change", draft) in only.text
    assert at("change", issued) not in only.text
    assert "state: Draft" in only.text
    assert at("change", issued) in client.get(f"{LIST}?state=nonsense&school=12").text, "unknown words are passed over"
    assert at("change", issued) in client.get(f"{LIST}?q=Bryn").text
    assert at("change", issued) not in client.get(f"{LIST}?q=Helen").text, "no person is searched for"


def test_the_filters_offer_no_others_body(cast: Committee) -> None:
    assert cast.full()
    other = make_body(school=cast.school, name="Pay Committee", kind=BodyKind.COMMITTEE)
    make_report(cast.school, body=other)
    assert "Pay Committee" not in signed_in(cast.governor).get(LIST).text
    assert "Pay Committee" in signed_in(cast.clerk).get(LIST).text


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_asks_as_much_for_many_rows_as_for_one(
    cast: Committee, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(rows):
        make_report(cast.school, body=make_body(school=cast.school, name=f"Committee {n}", kind=BodyKind.COMMITTEE))
    client = signed_in(cast.clerk)
    client.get(LIST)
    with django_assert_num_queries(4):
        page = client.get(LIST)
    assert ("and more behind them" in page.text) == (rows > 25)


def test_the_next_page_begins_behind_the_last_row(cast: Committee) -> None:
    for n in range(27):
        make_report(cast.school, body=make_body(school=cast.school, name=f"Committee {n}", kind=BodyKind.COMMITTEE))
    client = signed_in(cast.clerk)
    first = client.get(LIST).context["cl"]
    second = client.get(LIST + first.older).context["cl"]
    assert (len(first.rows), len(second.rows), second.older) == (25, 2, "")
    assert {row.pk for row in first.rows}.isdisjoint(row.pk for row in second.rows)
    assert client.get(f"{LIST}?after=2020-99-99.1").status_code == 200


# What can be done -----------------------------------------------------------------------------------------------------
def test_a_draft_is_prepared_previewed_and_issued(cast: Committee) -> None:
    assert cast.body
    assert cast.nominee
    client = signed_in(cast.clerk)
    prepare = f"{LIST}prepare/"
    made = client.post(prepare, {"kind": "personnel", "to": f"{cast.body.pk}-0"})
    draft = Report.objects.get()
    assert made["Location"] == at("change", draft)
    assert "word for word as a governor will get it" in client.get(at("preview", draft)).text
    asked = client.get(at("issue", draft))
    assert "Issue this report to Personnel Committee?" in asked.text
    cast.checked(draft)
    client.post(at("issue", draft), {"opened_on": actions.draft_token(draft)})
    draft.refresh_from_db()
    assert (draft.state, draft.issued_by) == ("issued", cast.clerk)


def test_sending_an_issue_twice_issues_once(cast: Committee) -> None:
    draft = cast.checked(cast.draft())
    client, given = signed_in(cast.clerk), {"opened_on": actions.draft_token(draft)}
    first, second = client.post(at("issue", draft), given), client.post(at("issue", draft), given)
    assert first["Location"] == second["Location"] == at("change", draft)
    assert Report.objects.get().number == 1


def test_what_is_sent_twice_is_done_once_and_said_twice(cast: Committee) -> None:
    issued, draft = cast.full(), cast.draft()
    client = signed_in(cast.clerk)
    for _ in range(2):
        page = client.post(at("withdraw", issued), {"reason": "A figure was wrong"}, follow=True)
        assert "is withdrawn. It is kept with the reason." in page.text
    draft.refresh_from_db()
    assert [client.post(at("discard", draft)).status_code for _ in range(2)] == [302, 404]
    for _ in range(2):
        client.post(at("correct", issued), {"why": "The figure"})
    assert Report.objects.filter(replaces=issued).count() == 1


def test_a_report_withdrawn_for_one_reason_is_not_withdrawn_for_another(cast: Committee) -> None:
    issued = cast.full()
    client = signed_in(cast.clerk)
    client.post(at("withdraw", issued), {"reason": "A figure was wrong"})
    assert "This report is withdrawn already." in client.post(at("withdraw", issued), {"reason": "Another"}).text
    issued.refresh_from_db()
    assert issued.withdrawn_reason == "A figure was wrong"


def test_the_confidential_part_is_read_and_checked_here_and_that_is_written_down(cast: Committee) -> None:
    assert cast.nominee
    draft = cast.draft()
    client = signed_in(cast.clerk)
    assert at("check", draft) in client.get(at("change", draft)).text
    page = client.get(at("check", draft))
    assert "Nia Nominee" in page.text
    assert "for the members of Personnel Committee, its clerk and the headteacher only" in page.text
    line = Reading.objects.get()
    assert (line.by, line.kind, line.subject) == (cast.clerk, "report", str(draft.pk))
    answer = client.post(at("check", draft), {"opened_on": actions.draft_token(draft)})
    assert answer["Location"] == at("change", draft)
    draft.refresh_from_db()
    assert draft.checked_by == cast.clerk
    actions.prepare_again(report=draft, by=cast.head)
    make_post(cast.school, title="Another post")
    actions.prepare_again(report=draft, by=cast.head)
    again = client.post(at("check", draft), {"opened_on": actions.draft_token(draft)}, follow=True)
    assert "was prepared again since you opened this page" in again.text
    assert Report.objects.get().checked_at is None


def test_somebody_whom_the_confidential_part_speaks_of_is_shut_out_of_it(cast: Committee) -> None:
    assert cast.nominee
    lead = make_member(Role.SCHOOL_LEAD, cast.school, name="Lee Lead")
    make_nomination(cast.post, staff=make_staff(cast.school, name="Lee Lead", user=lead))
    draft = cast.draft()
    client = signed_in(lead)
    assert at("check", draft) not in client.get(at("change", draft)).text
    assert client.get(at("check", draft)).status_code == 403
    assert client.get(at("check", cast.issue(draft))).status_code == 404
    assert signed_in(cast.governor).get(at("check", draft)).status_code == 404


def test_a_draft_that_changed_since_it_was_looked_at_is_not_issued(cast: Committee) -> None:
    draft = cast.checked(cast.draft())
    seen = actions.draft_token(draft)
    cast.checked(actions.prepare_again(report=draft, by=cast.head))
    page = signed_in(cast.clerk).post(at("issue", draft), {"opened_on": seen}, follow=True)
    assert "was prepared again since you opened this page" in page.text
    draft.refresh_from_db()
    assert draft.is_draft


def test_asking_changes_nothing(cast: Committee) -> None:
    issued, draft = cast.full(), cast.draft()
    client = signed_in(cast.clerk)
    before = list(Report.objects.order_by("pk").values_list("pk", "state", "prepared_at"))
    for step in ("issue", "again", "discard"):
        assert client.get(at(step, draft)).status_code == 200
    for step in ("withdraw", "correct"):
        assert client.get(at(step, issued)).status_code == 200
    client.get(f"{LIST}prepare/?kind=personnel&to={cast.body.pk}-0")
    client.get(LIST, confirmed(draft))
    assert list(Report.objects.order_by("pk").values_list("pk", "state", "prepared_at")) == before


def test_an_issued_report_is_withdrawn_with_a_reason_and_corrected_by_another(cast: Committee) -> None:
    issued = cast.full()
    client = signed_in(cast.clerk)
    assert "Enter why" in client.post(at("withdraw", issued), {"reason": " "}).text
    client.post(at("withdraw", issued), {"reason": "A figure was wrong"})
    issued.refresh_from_db()
    assert issued.is_withdrawn
    page = signed_in(cast.governor).get(at("change", issued)).text
    assert "A figure was wrong" in page
    assert "Where we are" not in page
    made = client.post(at("correct", issued), {"why": "The figure"})
    replacing = Report.objects.get(replaces=issued)
    assert made["Location"] == at("change", replacing)
    client.post(at("discard", replacing))
    assert not Report.objects.filter(pk=replacing.pk).exists()


def test_what_can_be_done_no_more_is_refused_with_a_sentence(cast: Committee) -> None:
    issued = cast.full()
    page = signed_in(cast.clerk).post(at("discard", issued), follow=True)
    assert "This report is issued and stays as it is." in page.text


def test_ticked_drafts_are_issued_once_that_was_confirmed(cast: Committee) -> None:
    draft = cast.checked(cast.draft())
    client = signed_in(cast.clerk)
    asked = client.post(LIST, tick(draft))
    assert "Issue 1 report?" in asked.text
    assert "Bryn Awel School, to Personnel Committee" in asked.text
    draft.refresh_from_db()
    assert draft.is_draft
    client.post(LIST, confirmed(draft))
    client.post(LIST, confirmed(draft))
    draft.refresh_from_db()
    assert (draft.state, draft.number) == ("issued", 1)


def test_anothers_report_is_not_issued_by_being_ticked(cast: Committee) -> None:
    draft, other = cast.checked(cast.draft()), Committee(make_school(name="Far School"))
    theirs = other.checked(other.draft())
    client = signed_in(cast.clerk)
    asked = client.post(LIST, tick(draft, theirs))
    assert "Far School" not in asked.text
    client.post(LIST, confirmed(theirs) | {"select_across": "1"})
    theirs.refresh_from_db()
    draft.refresh_from_db()
    assert theirs.is_draft
    assert draft.is_draft


def test_a_row_that_was_ticked_and_has_no_such_number_is_refused(cast: Committee) -> None:
    assert cast.draft()
    client = signed_in(cast.clerk)
    for key in ("9" * 30, "x", "-1"):
        assert client.post(LIST, {"action": "issue_ticked", "index": "0", "_selected_action": key}).status_code == 400


@pytest.mark.parametrize("key", ["0", "9" * 30])
def test_a_report_that_is_none_is_not_found(cast: Committee, key: str) -> None:
    assert signed_in(cast.clerk).get(f"{LIST}{key}/").status_code == 404


def test_whatever_is_sent_takes_a_token(cast: Committee) -> None:
    draft = cast.draft()
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.clerk)
    for address in (LIST, f"{LIST}prepare/", *(at(step, draft) for step in ("issue", "again", "discard"))):
        assert client.post(address).status_code == 403, address


# Taking the list out --------------------------------------------------------------------------------------------------
def rows_of(answer: HttpResponse) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_list_is_taken_out_as_it_is_filtered(cast: Committee) -> None:
    assert cast.full()
    assert cast.draft()
    assert Committee(make_school(name="Far School")).full()
    rows = rows_of(signed_in(cast.clerk).get(f"{LIST}export.csv?state=issued"))
    assert rows[0] == ["Reports: 1 row"]
    assert rows[1][0].startswith("Taken out by Clara Clerk on ")
    assert rows[2][:3] == ["School or council", "Body", "Report"]
    assert [row[0] for row in rows[3:]] == ["Bryn Awel School"]
    assert rows[3][-1] == "Clara Clerk"
    everything = "\n".join(",".join(row) for row in rows)
    for hidden in ("Far School", "Nia Nominee", "Dora Deputy", "Gina Governor"):
        assert hidden not in everything


def test_a_formula_in_a_name_does_not_run(cast: Committee) -> None:
    School.objects.filter(pk=cast.school.pk).update(name="=2+3 School")
    cast.school.refresh_from_db()
    assert cast.full()
    client = signed_in(cast.clerk)
    assert rows_of(client.get(f"{LIST}export.csv"))[3][0] == "'=2+3 School"
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{LIST}export.xlsx").content))
    assert book["Reports"]["A2"].value == "'=2+3 School"
    assert book["Reports"]["A2"].data_type == "s"
    assert book["About this file"]["A3"].value.startswith("Taken out by Clara Clerk")


def test_that_the_list_was_taken_out_is_written_down_at_every_place_it_tells_of(cast: Committee) -> None:
    trust = make_trust()
    School.objects.filter(pk=cast.school.pk).update(trust=trust)
    other = Committee(make_school(name="Bryn Bach School", trust=trust, council=cast.school.council))
    assert cast.full()
    assert other.full()
    lead = make_member(Role.TRUST_LEAD, trust, name="Tess Trust")
    for kind in ("csv", "xlsx"):
        assert signed_in(lead).get(f"{LIST}export.{kind}").status_code == 200
    lines = Reading.objects.filter(kind="report-list", by=lead)
    assert Counter(line.organisation for line in lines) == {
        f"school:{school.pk}": 2 for school in (cast.school, other.school)
    }
    head = make_member(Role.HEAD, cast.school, name="Hana Head")
    assert (
        "The list of reports, as a file" in signed_in(head).get(reverse("school-readings", args=[cast.school.urn])).text
    )


def test_a_list_whose_taking_out_cannot_be_written_down_is_refused(
    cast: Committee, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cast.full()

    def fails(*_: Any) -> None:
        raise OperationalError

    monkeypatch.setattr("core.reading_log._execute", fails)
    answer = signed_in(cast.clerk).get(f"{LIST}export.csv")
    assert answer.status_code == 503
    assert "Personnel Committee" not in answer.text


def test_a_list_that_names_people_is_taken_out_after_a_fresh_proof(
    cast: Committee, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cast.full()
    client = signed_in(cast.clerk)
    monkeypatch.setattr("people.access.proof.is_fresh", lambda _: False)
    assert client.get(f"{LIST}export.csv").status_code == 302


# How schools stand ----------------------------------------------------------------------------------------------------
def test_a_clerk_reads_how_their_school_stands(cast: Committee) -> None:
    issued = cast.full()
    page = signed_in(cast.clerk).get(f"{LIST}schools/")
    for shown in ("Bryn Awel School", "No policy yet", "Not all looked at", "Report 1 to Personnel Committee"):
        assert shown in page.text
    assert at("change", issued) in page.text
    assert "Nobody could act today" not in page.text


def test_a_head_reads_counts_as_they_may_be_shown(cast: Committee) -> None:
    assert cast.nominee
    assert "Nobody could act today: fewer than 5" in signed_in(cast.head).get(f"{LIST}schools/").text


def test_an_officer_is_told_on_which_day_a_report_was_issued_and_nothing_of_it(cast: Committee) -> None:
    issued = cast.full()
    officer = signed_in(make_member(Role.OFFICER, cast.school.council))
    page = officer.get(f"{LIST}schools/").text
    assert "Bryn Awel School" in page
    assert f"Issued, {timezone.localtime(issued.issued_at):%-d %B %Y}" in page
    for hidden in ("Nobody could act today", "Personnel Committee", at("change", issued), "Prepare a report"):
        assert hidden not in page
    assert officer.get(at("change", issued)).status_code == 404
    rows = rows_of(officer.get(f"{LIST}schools/export.csv"))
    assert rows[2][-2:] == ["Last report", "Issued on"]
    assert rows[3][-2:] == ["Issued", f"{timezone.localtime(issued.issued_at):%-d %B %Y}"]
    actions.withdraw(report=issued, reason="A figure was wrong", by=cast.clerk)
    assert "None yet" in officer.get(f"{LIST}schools/").text


def test_an_officer_of_another_council_finds_no_school_of_this_one(cast: Committee) -> None:
    assert cast.full()
    page = signed_in(make_member(Role.OFFICER, make_council())).get(f"{LIST}schools/").text
    assert "Bryn Awel School" not in page
    assert "No school here" in page


def test_nobody_reads_of_anothers_school(cast: Committee) -> None:
    make_school(name="Far School")
    make_school(name="Near School", council=cast.school.council)
    client = signed_in(cast.clerk)
    for address in (f"{LIST}schools/", f"{LIST}schools/?q=School", f"{LIST}schools/export.csv"):
        text = client.get(address).content.decode()
        assert "Far School" not in text
        assert "Near School" not in text


@pytest.mark.parametrize(
    ("asked", "is_shown"),
    [
        ("standing=none", True),
        ("standing=lapsed", False),
        ("review=none", True),
        ("review=past", False),
        ("cover=not-looked", True),
        ("cover=looked", False),
        ("report=none", False),
        ("q=bryn", True),
        ("q=zzz", False),
        ("standing=nonsense", True),
    ],
)
def test_schools_are_filtered(cast: Committee, asked: str, is_shown: bool) -> None:
    assert cast.full()
    page = signed_in(cast.clerk).get(f"{LIST}schools/?{asked}")
    assert ('<th scope="row">Bryn Awel School' in page.text) == is_shown


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_of_schools_asks_as_much_for_fifty_as_for_one(
    rows: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    trust, council = make_trust(), make_council()
    for _ in range(rows):
        make_school(council=council, trust=trust)
    for user in (make_member(Role.TRUST_LEAD, trust), make_member(Role.OFFICER, council)):
        client = signed_in(user)
        client.get(f"{LIST}schools/")
        with django_assert_max_num_queries(12):
            page = client.get(f"{LIST}schools/?cover=not-looked&standing=none")
        assert len(page.context["rows"]) == rows


def test_schools_are_paged_by_name() -> None:
    council = make_council()
    for n in range(52):
        make_school(council=council, name=f"School {n:03d}")
    client = signed_in(make_member(Role.OFFICER, council))
    first = client.get(f"{LIST}schools/").context
    second = client.get(f"{LIST}schools/{first['older']}").context
    assert [row.name for row in second["rows"]] == ["School 050", "School 051"]
    assert second["older"] == ""
