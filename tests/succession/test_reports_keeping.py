"""A report once issued stays as it is, names can be erased, and whatever is altered all the same is found."""

import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from psycopg.types.json import Jsonb

from core import clock, conflicts
from core.database.cluster import SUPERUSER
from core.models import Letter, Paper
from people.access.roles import Role
from people.models import Membership, User
from people.privacy import erasure
from people.rules import Refused
from succession.actions import reports as actions
from succession.models import Report, ReportToken
from succession.reports import papers, verifying
from succession.reports.rules import Part, ReportState
from tests.builders import make_body, make_meeting, make_member
from tests.succession.reports_cast import Committee
from tests.whole import cluster

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee() -> Committee:
    return Committee()


def sentence(report: Report) -> str:
    return verifying.verify(Report.objects.get(pk=report.pk)).sentence


# Issuing --------------------------------------------------------------------------------------------------------------
def test_an_issued_report_has_a_number_its_papers_are_asked_for_and_its_members_are_written_to(
    committee: Committee,
) -> None:
    report = committee.full()
    assert (report.state, report.number) == ("issued", 1)
    assert sorted(Paper.objects.values_list("kind", flat=True)) == [
        "succession.report-confidential",
        "succession.report-open",
    ]
    assert [letter.about for letter in Letter.objects.filter(kind="succession.report-issued")] == [
        f"{report.pk}:{committee.governor.pk}"
    ]
    assert sentence(report) == "intact"


def test_names_stand_as_tokens_in_data_and_html_and_nowhere_else(committee: Committee) -> None:
    report = committee.full()
    kept = f"{report.data}{report.open_html}{report.confidential_html}{report.decisions}"
    for name in ("Dora Deputy", "Nia Nominee", "great calm", "Gina Governor", "Helen Head"):
        assert name not in kept
    opened, closed = (papers.filled(report, part) for part in Part)
    assert "Gina Governor" in opened
    assert "Dora Deputy" not in opened
    assert "Nia Nominee" not in opened
    for words in ("Dora Deputy", "Nia Nominee", "Led year six with great calm"):
        assert words in closed


def test_issue_twice_issues_once(committee: Committee) -> None:
    report = committee.checked(committee.draft())
    token = actions.draft_token(report)
    first = actions.issue(report=report, opened_on=token, by=committee.clerk)
    again = actions.issue(report=report, opened_on=token, by=committee.clerk)
    assert first.issued_at == again.issued_at
    assert Report.objects.count() == 1
    assert Paper.objects.filter(subject=str(report.pk)).count() == bool(report.has_confidential) + 1


def test_a_draft_prepared_again_meanwhile_is_not_issued(committee: Committee) -> None:
    assert committee.nominee
    report = committee.checked(committee.draft())
    token = actions.draft_token(report)
    committee.checked(actions.prepare_again(report=report, by=committee.clerk))
    with pytest.raises(conflicts.Conflict):
        actions.issue(report=report, opened_on=token, by=committee.clerk)


def test_a_confidential_part_that_nobody_checked_is_not_issued(committee: Committee) -> None:
    assert committee.nominee
    report = committee.draft()
    with pytest.raises(Refused, match="Nobody has checked the confidential part"):
        actions.issue(report=report, opened_on=actions.draft_token(report), by=committee.clerk)
    checked = committee.checked(report)
    again = actions.prepare_again(report=checked, by=committee.head)
    assert again.checked_at is None, "what changed is checked again"


def test_a_head_prepares_and_does_not_issue_and_a_governor_does_neither(committee: Committee) -> None:
    report = committee.checked(committee.draft())
    with pytest.raises(PermissionDenied):
        actions.issue(report=report, opened_on=actions.draft_token(report), by=committee.head)
    with pytest.raises(PermissionDenied):
        committee.draft(by=committee.governor)


def test_a_report_goes_to_a_body_of_the_place_and_a_meeting_of_the_body(committee: Committee) -> None:
    with pytest.raises(Refused, match="Choose a body of"):
        committee.draft(body=make_body())
    with pytest.raises(Refused, match="Choose a meeting of the body"):
        committee.draft(meeting=make_meeting())
    with pytest.raises(Refused, match="was cancelled"):
        committee.draft(meeting=make_meeting(body=committee.body, status="cancelled"))
    with pytest.raises(Refused, match="Choose a kind of report"):
        committee.draft(kind="another")


def test_preparing_twice_keeps_one_draft(committee: Committee) -> None:
    assert committee.draft().pk == committee.draft(by=committee.clerk).pk
    assert Report.objects.count() == 1


# Correcting and withdrawing -------------------------------------------------------------------------------------------
def test_a_correction_is_a_report_of_its_own_that_says_what_it_replaces(committee: Committee) -> None:
    first = committee.issue()
    assert committee.nominee
    draft = actions.correct(report=first, why="A post was left out", by=committee.head)
    second = committee.issue(draft)
    assert (second.number, second.replaces_id, second.previous_id) == (2, first.pk, None)
    assert "This replaces report 1. A post was left out" in second.open_html
    assert "Leadership posts on the map" in second.open_html
    assert Report.objects.get(pk=first.pk).state == "issued"
    third = committee.issue()
    assert third.previous_id == second.pk, "what was replaced is no more what was last said"


def test_a_correction_waits_for_the_draft_that_is_there(committee: Committee) -> None:
    first = committee.issue()
    committee.draft()
    with pytest.raises(Refused, match="There is a draft"):
        actions.correct(report=first, why="Wrong", by=committee.head)
    with pytest.raises(Refused, match="Enter why"):
        actions.correct(report=first, why=" ", by=committee.head)


def test_a_withdrawn_report_is_kept_with_its_reason(committee: Committee) -> None:
    report = committee.issue()
    with pytest.raises(Refused, match="Enter why"):
        actions.withdraw(report=report, reason="", by=committee.clerk)
    gone = actions.withdraw(report=report, reason="It told of the wrong school", by=committee.clerk)
    again = actions.withdraw(report=report, reason="It told of the wrong school", by=committee.clerk)
    assert gone.withdrawn_at == again.withdrawn_at
    assert sentence(report) == "intact"
    with pytest.raises(Refused, match="withdrawn already"):
        actions.withdraw(report=report, reason="Another", by=committee.clerk)


def test_a_draft_goes_and_an_issued_report_does_not(committee: Committee) -> None:
    draft = committee.draft()
    actions.discard(report=draft, by=committee.head)
    actions.discard(report=draft, by=committee.head)
    assert not Report.objects.exists()
    with pytest.raises(Refused, match="issued and stays"):
        actions.discard(report=committee.issue(), by=committee.head)


# The database keeps it ------------------------------------------------------------------------------------------------
CHANGES: dict[str, Any] = {
    "data": {},
    "open_html": "<p>Other</p>",
    "confidential_html": "",
    "decisions": [],
    "digest": "0" * 64,
    "number": 7,
    "as_at": datetime.date(2020, 1, 1),
    "correction": "Other",
    "state": "draft",
}


@pytest.mark.parametrize("field", CHANGES)
def test_the_application_changes_nothing_of_an_issued_report(committee: Committee, field: str) -> None:
    report = committee.full()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**{field: CHANGES[field]})
    assert sentence(report) == "intact"


def test_the_application_deletes_no_issued_report(committee: Committee) -> None:
    report = committee.full()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM succession_reporttoken WHERE report_id = %s", [report.pk])
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM succession_report WHERE id = %s", [report.pk])


def test_a_withdrawal_is_not_taken_back(committee: Committee) -> None:
    report = actions.withdraw(report=committee.issue(), reason="Wrong", by=committee.clerk)
    for change in ({"state": ReportState.ISSUED.value}, {"withdrawn_reason": "Right"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.filter(pk=report.pk).update(**change)


@pytest.mark.parametrize(
    "change", [{"content": "Somebody else"}, {"digest": "0" * 64}, {"part": "open"}, {"content": "", "salt": ""}]
)
def test_the_application_changes_no_name_and_erases_none_by_itself(
    committee: Committee, change: dict[str, Any]
) -> None:
    committee.full()
    token = ReportToken.objects.filter(part="confidential").first()
    assert token is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportToken.objects.filter(pk=token.pk).update(**change)


def test_the_application_adds_no_name_to_an_issued_report(committee: Committee) -> None:
    report = committee.full()
    given = {"token": "0" * 24, "part": "open", "content": "Ann", "salt": "1", "digest": "0" * 64}
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportToken.objects.create(report=report, user=committee.head, **given)


# Erasing --------------------------------------------------------------------------------------------------------------
def erased(user: User, committee: Committee) -> None:
    Membership.objects.filter(user=user).update(ends_on=datetime.date(2021, 1, 1))
    with transaction.atomic():
        erasure._erase_all(User.objects.select_for_update().get(pk=user.pk), clock.now())


def test_a_person_is_erased_and_the_report_is_intact_without_the_name(committee: Committee) -> None:
    report = committee.full()
    assert committee.nominee.user is not None
    made = Paper.objects.get(kind="succession.report-confidential")
    erased(committee.nominee.user, committee)
    today = clock.today()
    assert sentence(report) == f"intact, 1 name erased on {today:%-d %B %Y}"
    closed = papers.filled(report, Part.CONFIDENTIAL)
    assert "Nia Nominee" not in closed
    assert "great calm" not in closed
    assert "name erased" in closed
    assert "Dora Deputy" in closed
    assert not Paper.objects.filter(pk=made.pk).exists(), "its paper is destroyed"
    token = ReportToken.objects.filter(report=report, erased_on__isnull=False).first()
    assert token is not None
    assert token.salt == "", "without the salt nobody can try out names"
    erased(committee.governor, committee)
    assert sentence(report) == f"intact, 2 names erased on {today:%-d %B %Y}"


def test_the_author_of_a_report_is_erased_and_it_is_intact(committee: Committee) -> None:
    report = committee.full()
    erased(committee.clerk, committee)
    assert sentence(report) == "intact"
    assert not Paper.objects.filter(subject=str(report.pk)).exists(), "the papers said who issued it"


def test_names_of_a_draft_are_erased_too(committee: Committee) -> None:
    assert committee.nominee.user is not None
    draft = committee.draft()
    erased(committee.nominee.user, committee)
    assert "Nia Nominee" not in papers.filled(draft, Part.CONFIDENTIAL)


# Verifying ------------------------------------------------------------------------------------------------------------
def test_verify_says_what_it_found(committee: Committee) -> None:
    out = StringIO()
    call_command("verify_report", stdout=out)
    assert out.getvalue() == "No report was issued yet.\n"
    report = committee.full()
    out = StringIO()
    call_command("verify_report", stdout=out)
    assert out.getvalue() == f"{report.pk}: personnel report 1 to Personnel Committee: intact\n"
    call_command("verify_report", str(report.pk), stdout=out)
    with pytest.raises(CommandError, match="No report 999999 was issued"):
        call_command("verify_report", "999999")


ALTERATIONS: dict[str, tuple[str, list[Any], str]] = {
    "a figure": (
        "UPDATE succession_report SET data = jsonb_set(data, '{facts,as_at}', '\"2001-01-01\"')",
        [],
        "its record has another digest",
    ),
    "a word": ("UPDATE succession_report SET open_html = open_html || 'x'", [], "its record has another digest"),
    "a decision": ("UPDATE succession_report SET decisions = %s", [Jsonb([])], "its record has another digest"),
    "its day of issue": (
        "UPDATE succession_report SET issued_at = issued_at - interval '1 day'",
        [],
        "its record has another digest",
    ),
    "a name": (
        "UPDATE succession_reporttoken SET content = 'Somebody Else' WHERE part = 'confidential'",
        [],
        "a name in it is another",
    ),
    "a name taken out": (
        "DELETE FROM succession_reporttoken WHERE part = 'confidential'",
        [],
        "a name in it is gone",
    ),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ALTERATIONS)
def test_what_a_superuser_of_the_database_alters_is_found(what: str) -> None:
    committee = Committee()
    report = committee.full()
    statement, params, found = ALTERATIONS[what]
    with cluster().connect(connection.settings_dict["NAME"]) as server:
        assert server.info.user == SUPERUSER
        server.execute("SET session_replication_role = replica")  # no trigger of ours stops such a one
        server.execute(statement, params)
    assert found in sentence(report)
    with pytest.raises(CommandError, match="1 of 1 reports are not as they were issued"):
        call_command("verify_report", stdout=StringIO())


@pytest.mark.django_db(transaction=True)
def test_a_record_altered_with_its_digest_is_found_by_the_report_after_it() -> None:
    committee = Committee()
    first = committee.full()
    committee.issue()
    with cluster().connect(connection.settings_dict["NAME"]) as server:
        server.execute("SET session_replication_role = replica")
        server.execute("UPDATE succession_report SET digest = repeat('0', 64) WHERE id = %s", [first.pk])
    assert "a later report was compared with another record" in sentence(first)


def test_an_officer_of_the_council_reads_no_schools_report(committee: Committee) -> None:
    report = committee.full()
    officer = make_member(Role.OFFICER, committee.school.council)
    assert report not in Report.objects.visible_to(officer)
    assert report in Report.objects.visible_to(committee.governor)
