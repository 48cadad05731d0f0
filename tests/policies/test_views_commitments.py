"""The pages of commitments and evidence: adding in one step, who reads what, and what a list costs."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from people.access.roles import Role
from people.models import User
from policies.models import Commitment, Evidence
from tests.builders import make_evidence_line, make_member
from tests.policies.cast import Cast, make_cast, plain_document

pytestmark = pytest.mark.django_db

DAY = f"{clock.today():%-d %B %Y}"


@pytest.fixture
def cast() -> Cast:
    cast = make_cast(name="Hill Top School")
    cast.publish(plain_document("give {school} people to shadow", "give people a mentor"))
    cast.adopted()
    # In force on whatever day this runs.
    Commitment.objects.filter(policy__school=cast.school).update(in_force_from=datetime.date(2020, 1, 1))
    return cast


@pytest.fixture
def commitment(cast: Cast) -> Commitment:
    return Commitment.objects.filter(policy__school=cast.school).order_by("pk")[0]


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, cast: Cast, *keys: int) -> str:
    return reverse(f"policies:{name}", args=[cast.school.urn, *keys])


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_line_is_enough_and_the_answer_says_what_it_feeds(cast: Cast, commitment: Commitment) -> None:
    client, address = client_of(cast.head), url("evidence-add", cast, commitment.pk)
    shown = words(client, address)
    assert f'value="{DAY}"' in shown
    assert "Name no pupil" in shown
    sent = {"line": "Two people shadowed", "on": DAY, "channels": ["personnel"]}
    for _ in range(2):
        answer = client.post(address, sent, follow=True)
        assert "It counts for the policy and the next report to the Personnel Committee." in answer.content.decode()
    line = Evidence.objects.get()
    assert (line.line, line.on, line.channels) == ("Two people shadowed", clock.today(), ["personnel"])


def test_a_file_comes_back_as_it_was_and_only_to_who_reads_evidence(cast: Cast, commitment: Commitment) -> None:
    client = client_of(cast.head)
    file = SimpleUploadedFile("notes.txt", b"What was done")
    client.post(url("evidence-add", cast, commitment.pk), {"line": "Done", "on": DAY, "file": file})
    line = Evidence.objects.get()
    address = url("evidence-file", cast, commitment.pk, line.pk)
    answer = client_of(cast.governor).get(address)
    assert b"".join(answer.streaming_content) == b"What was done"  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == 'attachment; filename="notes.txt"'
    for user in (make_member(Role.STAFF, cast.school), cast.officer, cast.outsider):
        assert client_of(user).get(address).status_code == 404


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"line": " "}, "Say in one line what was done."),
        ({"line": "x" * 301}, "Shorten this to 300 characters"),
        ({"on": f"{clock.today() + datetime.timedelta(days=1):%-d %B %Y}"}, "That day is still to come."),
        ({"on": "1 January 1999"}, "Enter a day at most a year before that."),
        ({"link": "javascript:alert(1)"}, "Enter a whole address"),
        ({"link": "ftp://school.example/"}, "Enter a whole address"),
        ({"channels": ["council"]}, "Choose from the list."),
        ({"file": SimpleUploadedFile("notes.exe", b"MZ")}, "Only text files are read today"),
        ({"file": SimpleUploadedFile("notes.txt", b"%PDF-1.7 \x00\x01")}, "a PDF"),
        ({"file": SimpleUploadedFile("notes.txt", b"MZ\x90\x00\x03")}, "a program"),
    ],
)
def test_what_cannot_be_is_said_beside_the_words(
    sent: dict[str, object], sentence: str, cast: Cast, commitment: Commitment
) -> None:
    given = {"line": "Two people shadowed", "on": DAY} | sent
    answer = client_of(cast.head).post(url("evidence-add", cast, commitment.pk), given)
    shown = answer.content.decode()
    assert sentence in shown
    assert "<title>Error: " in shown
    assert not Evidence.objects.exists()


def test_of_two_who_correct_a_line_the_second_sees_what_the_first_saved(cast: Cast, commitment: Commitment) -> None:
    line = make_evidence_line(commitment, by=cast.head, on=clock.today())
    client, address = client_of(cast.head), url("evidence-correct", cast, commitment.pk, line.pk)
    opened = client.get(address).context["form"]["opened_on"].value()
    given = {"line": "Three did", "on": DAY, "opened_on": opened}
    assert client.post(address, given).status_code == 302
    shown = client.post(address, given | {"line": "Four did"}).content.decode()
    assert "It says now: “Three did”" in shown
    assert "Four did</textarea>" in shown
    listed = words(client, url("commitment", cast, commitment.pk))
    assert "At first: “Two people led a staff meeting”" in listed


def test_a_withdrawn_line_stays_with_its_reason(cast: Cast, commitment: Commitment) -> None:
    line = make_evidence_line(commitment, by=cast.head)
    client = client_of(cast.head)
    client.post(url("evidence-withdraw", cast, commitment.pk, line.pk), {"reason": "It was elsewhere"})
    shown = words(client_of(cast.governor), url("commitment", cast, commitment.pk))
    assert "It was elsewhere" in shown
    assert "Two people led a staff meeting" in shown
    assert "0 lines of evidence" in shown
    assert "Correct" not in shown


def test_each_reader_is_shown_what_they_may_know(cast: Cast, commitment: Commitment) -> None:
    teacher = make_member(Role.STAFF, cast.school)
    make_evidence_line(commitment, by=cast.head, line="The head’s line")
    make_evidence_line(commitment, by=teacher, line="The teacher’s line")
    address = url("commitment", cast, commitment.pk)
    for user, lines in ((cast.governor, 2), (cast.clerk, 2), (teacher, 1), (cast.officer, 0)):
        shown = words(client_of(user), address)
        assert ("The head’s line" in shown) + ("The teacher’s line" in shown) == lines
        assert "2 lines of evidence" in shown, "everybody is told how much there is"
    assert "A council sees how much" in words(client_of(cast.officer), address)
    councillor = make_member(Role.COUNCILLOR, cast.school.council)
    assert client_of(councillor).get(address).status_code == 403


def test_another_commitments_line_is_not_found_under_this_one(cast: Cast, commitment: Commitment) -> None:
    other = Commitment.objects.filter(policy__school=cast.school).order_by("pk")[1]
    line = make_evidence_line(other, by=cast.head)
    for page in ("evidence-correct", "evidence-withdraw"):
        assert client_of(cast.head).get(url(page, cast, commitment.pk, line.pk)).status_code == 404


def test_a_school_without_a_policy_is_told_what_commitments_are() -> None:
    cast = make_cast()
    assert "There are no commitments in force" in words(client_of(cast.head), url("commitments", cast))


def test_the_policy_says_beside_each_commitment_how_quiet_it_is(cast: Cast, commitment: Commitment) -> None:
    type(cast.school.policy.versions.get().adoption).objects.update(
        effective_on="2020-01-01", review_due_on="2099-01-01"
    )
    Commitment.objects.update(in_force_from="2020-01-01")
    make_evidence_line(commitment, on=clock.today())
    shown = words(client_of(cast.head), url("policy", cast))
    assert f"Last evidenced {DAY}." in shown
    assert "Quiet for " in shown
    assert url("evidence-add", cast, commitment.pk) in shown
    governors = words(client_of(cast.governor), url("policy", cast))
    assert url("commitment", cast, commitment.pk) in governors
    assert url("evidence-add", cast, commitment.pk) not in governors
    councillor = make_member(Role.COUNCILLOR, cast.school.council)
    assert "Last evidenced" not in words(client_of(councillor), url("policy", cast))


@pytest.mark.parametrize("page", ["commitments", "commitment"])
def test_a_list_asks_as_much_with_50_rows_as_with_one(page: str, cast: Cast, commitment: Commitment) -> None:
    client, address = client_of(cast.head), url(page, cast, *([commitment.pk] if page == "commitment" else []))

    def queries() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    make_evidence_line(commitment, by=cast.head)
    one = queries()
    for _ in range(49):
        make_evidence_line(commitment, by=make_member(Role.STAFF, cast.school), line="Long words " * 20)
    assert queries() == one
    assert one <= 12, one
