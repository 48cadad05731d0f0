"""Policies that a council has: sent in many at once, matched, handed over to schools, and what these make of them."""

import importlib
import io
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core import clock, reading, sandbox, sweeping
from core.models import Letter, Preview, Upload
from core.organisations import key_of
from core.rules import KEPT_FOR, Stale
from people.access.roles import Role
from people.models import Council, School, User
from policies.actions import handing as actions
from policies.document import Refused
from policies.handing import queries, rules
from policies.handing.letters import handed as letter
from policies.models import HandedPolicy, Version
from tests.at_once import at_once
from tests.builders import make_council, make_handed_policy, make_member, make_school

pytestmark = pytest.mark.django_db

TEXT = """{name}

Succession planning policy

1. Aims

1.1 We develop leaders.

2. What we do

2.1 Each year we talk with every member of staff about what they want next.
2.2 We let people lead before they have the title.
"""


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process: the child process has tests of its own, and starting one takes half a second."""
    monkeypatch.setattr(sandbox, "run", lambda function, path, name, **_: locate(function)(path, name))


def locate(function: str) -> Any:
    module, _, name = function.partition(":")
    return getattr(importlib.import_module(module), name)


@pytest.fixture
def council() -> Council:
    return make_council()


@pytest.fixture
def officer(council: Council) -> User:
    return make_member(Role.OFFICER, council)


@pytest.fixture
def oak(council: Council) -> School:
    return make_school(council=council, name="Oak Hill Primary School")


@pytest.fixture
def elm(council: Council) -> School:
    return make_school(council=council, name="Elm Tree Primary School")


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(council: Council, name: str = "council-hand") -> str:
    return reverse(f"policies:{name}", kwargs={"code": council.code})


def page_at(handed: HandedPolicy, name: str = "handed") -> str:
    return reverse(f"policies:{name}", kwargs={"urn": handed.school.urn, "handed_id": handed.pk})


def words_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def file(name: str, words: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words.encode(), "text/plain")


def sent(officer: User, council: Council, *files: SimpleUploadedFile) -> list[Preview]:
    """Files that were sent in and have been read."""
    answer = as_user(officer).post(page_of(council), {"documents": files})
    assert answer.status_code == 302
    found = list(Preview.objects.filter(kind=rules.KIND).order_by("made_at", "pk"))
    for one in found:
        reading.read(str(one.pk))
    return found


def waiting(officer: User, council: Council) -> queries.Waiting:
    return queries.waiting_at(officer, council, clock.now())


def form_of(officer: User, council: Council, **choices: str) -> dict[str, str]:
    """What the page's form sends where each file, by the beginning of its name, is given this choice."""
    given = {}
    for row in waiting(officer, council).rows:
        prefix, name = f"f{row.preview.pk.hex}", row.preview.upload.name.partition(".")[0]
        choice, _, urn = choices.get(name, "later").partition(":")
        given |= {f"{prefix}-choice": choice, f"{prefix}-urn": urn, f"{prefix}-shown": row.preview.upload.sha256}
    return given


# Sent in and matched --------------------------------------------------------------------------------------------------
def test_sixty_files_are_read_in_jobs_and_matched_to_their_schools(council: Council, officer: User) -> None:
    schools = [make_school(council=council, name=f"{word} Lane Primary School") for word in ("Ash", "Beech", "Cedar")]
    files = [file(f"policy-{n}.txt", TEXT.format(name=schools[n % 3].name)) for n in range(60)]
    answer = as_user(officer).post(page_of(council), {"documents": files}, follow=True)
    assert "0 of 60 files are read and matched to their schools." in words_of(answer)
    for one in Preview.objects.all()[:3]:
        reading.read(str(one.pk))
    assert "3 of 60 files are read" in words_of(as_user(officer).get(page_of(council)))
    assert {row.match.urn for row in waiting(officer, council).rows} <= {school.urn for school in schools}
    more = as_user(officer).post(page_of(council), {"documents": [file("one.txt", "More")]})
    assert more.status_code == 422
    assert "60 files can wait here at a time, and 60 do. Hand over or set aside these first." in words_of(more)


def test_doubtful_ones_come_first_and_those_that_cannot_be_read_say_why(
    council: Council, officer: User, oak: School, elm: School
) -> None:
    minutes = "Minutes of the meeting of 4 May\n\nPresent: all.\n\nThe meeting closed at 6.\n"
    sent(
        officer,
        council,
        file("sure.txt", TEXT.format(name=oak.name)),
        file("likely.txt", TEXT.format(name="Elm Tree")),
        file("unsure.txt", TEXT.format(name="Another School of Ours")),
        file("minutes.txt", minutes),
    )
    found = waiting(officer, council)
    assert [row.preview.upload.name for row in found.rows] == ["unsure.txt", "likely.txt", "sure.txt"]
    assert [one.upload.name for one in found.turned_down] == ["minutes.txt"]
    page = words_of(as_user(officer).get(page_of(council)))
    assert "Of 4 files: 1 matched, 1 likely, 1 not sure, 1 not read." in page
    assert found.turned_down[0].sentence in page


def test_a_file_that_may_not_be_opened_is_said_and_the_others_are_read(council: Council, officer: User) -> None:
    files = [file("good.txt", TEXT.format(name="A")), file("bad.exe", "MZ"), file("empty.txt", "")]
    answer = as_user(officer).post(page_of(council), {"documents": files}, follow=True)
    assert Preview.objects.count() == 1
    assert "bad.exe" in words_of(answer)
    refused = as_user(officer).post(page_of(council), {"documents": [file("bad.exe", "MZ")]})
    assert refused.status_code == 422
    assert "bad.exe" in words_of(refused)
    assert as_user(officer).post(page_of(council), {}).status_code == 422


def test_a_school_of_another_council_is_not_matched(council: Council, officer: User) -> None:
    foreign = make_school(name="Far Away Primary School")
    sent(officer, council, file("a.txt", TEXT.format(name=f"{foreign.name}, URN {foreign.urn}")))
    row = waiting(officer, council).rows[0]
    assert (row.match.urn, list(row.schools)) == (None, [])
    refused = as_user(officer).post(
        page_of(council, "council-hand-on"), form_of(officer, council, a=f"other:{foreign.urn}")
    )
    assert refused.status_code == 422
    assert f"has the URN {foreign.urn}. Check the number." in words_of(refused)
    assert not HandedPolicy.objects.exists()


def test_another_officer_sees_none_of_them(council: Council, officer: User, oak: School) -> None:
    sent(officer, council, file("a.txt", TEXT.format(name=oak.name)))
    other = make_member(Role.OFFICER, council)
    assert waiting(other, council).every == 0
    assert "a.txt" not in words_of(as_user(other).get(page_of(council)))
    answer = as_user(other).post(page_of(council, "council-hand-on"), form_of(officer, council, a=str(oak.urn)))
    assert answer.status_code == 302
    assert not HandedPolicy.objects.exists()


def test_the_page_takes_as_many_queries_however_many_files(
    council: Council, officer: User, django_assert_max_num_queries: Any
) -> None:
    schools = [make_school(council=council, name=f"Number{n} Primary School") for n in range(12)]
    for n, school in enumerate(schools):
        make_handed_policy(make_school(council=council), by=officer, name=f"h{n}.txt")
        make_member(Role.HEAD, school)
    sent(officer, council, *(file(f"{n}.txt", TEXT.format(name=school.name)) for n, school in enumerate(schools)))
    client = as_user(officer)
    client.get(page_of(council))
    with django_assert_max_num_queries(12):
        client.get(page_of(council))


# Handed over ---------------------------------------------------------------------------------------------------------
def test_what_is_chosen_is_handed_over_and_the_rest_stays(
    council: Council, officer: User, oak: School, elm: School
) -> None:
    head, lead = make_member(Role.HEAD, oak), make_member(Role.SCHOOL_LEAD, oak)
    make_member(Role.GOVERNOR, oak)
    names = {"oak": oak.name, "other": "Nobody knows", "aside": "No school", "later": elm.name}
    sent(officer, council, *(file(f"{key}.txt", TEXT.format(name=name)) for key, name in names.items()))
    given = form_of(officer, council, oak=str(oak.urn), other=f"other:{elm.urn}", aside="aside")
    answer = as_user(officer).post(page_of(council, "council-hand-on"), given, follow=True)
    assert "2 documents are with their schools to check." in words_of(answer)
    assert "1 document is removed." in words_of(answer)
    assert {(one.school, one.upload.name) for one in HandedPolicy.objects.all()} == {
        (oak, "oak.txt"),
        (elm, "other.txt"),
    }
    assert [row.preview.upload.name for row in waiting(officer, council).rows] == ["later.txt"]
    assert Upload.objects.get(handed__school=oak).organisation == key_of(oak)
    assert not Upload.objects.filter(name="aside.txt").exists()
    told = Letter.objects.filter(kind=rules.KIND).values_list("about", flat=True)
    assert {int(about.partition(":")[2]) for about in told} == {head.pk, lead.pk}
    again = as_user(officer).post(page_of(council, "council-hand-on"), given)
    assert again.status_code == 302
    assert HandedPolicy.objects.count() == 2


def test_two_files_for_one_school_are_not_handed_over(council: Council, officer: User, oak: School) -> None:
    sent(officer, council, *(file(f"{name}.txt", TEXT.format(name=oak.name)) for name in ("one", "two")))
    given = form_of(officer, council, one=str(oak.urn), two=str(oak.urn))
    refused = as_user(officer).post(page_of(council, "council-hand-on"), given)
    assert refused.status_code == 422
    assert f"Several files are chosen for {oak.name}." in words_of(refused)
    assert not HandedPolicy.objects.exists()
    make_handed_policy(oak)
    given = form_of(officer, council, one=str(oak.urn))
    refused = as_user(officer).post(page_of(council, "council-hand-on"), given)
    assert "has a document from you to look at already" in words_of(refused)


def test_a_number_that_is_none_is_asked_for_again(council: Council, officer: User, oak: School) -> None:
    sent(officer, council, file("a.txt", TEXT.format(name="Nobody")))
    for number in ("", "12", "abcdef", "٣٤٥٦٧٨"):
        refused = as_user(officer).post(
            page_of(council, "council-hand-on"), form_of(officer, council, a=f"other:{number}")
        )
        assert (refused.status_code, "Enter the six digits" in words_of(refused)) == (422, True), number


def test_a_school_that_has_a_version_says_so(council: Council, officer: User) -> None:
    from tests.policies.cast import make_cast  # noqa: PLC0415 (it makes its own council)

    cast = make_cast(council=council, name="Rowan Primary School")
    cast.take()
    sent(officer, council, file("a.txt", TEXT.format(name=cast.school.name)))
    assert "has version 1 here already" in words_of(as_user(officer).get(page_of(council)))


def test_what_nobody_hands_over_is_removed_after_a_day(council: Council, officer: User, oak: School) -> None:
    (preview,) = sent(officer, council, file("a.txt", TEXT.format(name=oak.name)))
    with clock.at(clock.now() + KEPT_FOR):
        assert waiting(officer, council).every == 0
        with pytest.raises(Stale):
            actions.hand_over(council=council, preview=preview, school=oak, shown=preview.upload.sha256, by=officer)
    sweeping.remove_previews_run_out(clock.now() + KEPT_FOR)
    assert not Upload.objects.exists()


def test_only_an_officer_hands_over_and_only_those_who_write_the_policy_answer(
    council: Council, officer: User, oak: School
) -> None:
    (preview,) = sent(officer, council, file("a.txt", TEXT.format(name=oak.name)))
    given = {"council": council, "preview": preview, "school": oak, "shown": preview.upload.sha256}
    head, clerk = make_member(Role.HEAD, oak), make_member(Role.CLERK, oak)
    for nobody in (head, clerk, make_member(Role.OFFICER, make_council())):
        with pytest.raises(PermissionDenied):
            actions.hand_over(**given, by=nobody)
    handed = actions.hand_over(**given, by=officer)
    for nobody in (officer, clerk, make_member(Role.HEAD, make_school(council=council))):
        with pytest.raises(PermissionDenied):
            actions.take_handed(handed=handed, by=nobody)
        with pytest.raises(PermissionDenied):
            actions.decline_handed(handed=handed, reason="No", by=nobody)


@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_at_once_one_hands_over(council: Council, officer: User, oak: School) -> None:
    (preview,) = sent(officer, council, file("a.txt", TEXT.format(name=oak.name)))
    given = {"council": council, "preview": preview, "school": oak, "shown": preview.upload.sha256, "by": officer}

    wrong = at_once(lambda: actions.hand_over(**given), lambda: actions.hand_over(**given))
    assert [type(one) for one in wrong] in ([Stale], [Refused])
    assert HandedPolicy.objects.count() == 1


# What a school makes of it -------------------------------------------------------------------------------------------
@pytest.fixture
def handed(council: Council, officer: User, oak: School) -> HandedPolicy:
    content = TEXT.format(name=oak.name).encode()
    return make_handed_policy(oak, by=officer, name="Oak policy.txt", content=content)


def test_a_head_finds_it_on_home_takes_it_up_and_brings_it_in(handed: HandedPolicy, oak: School) -> None:
    head = make_member(Role.HEAD, oak)
    client = as_user(head)
    assert page_at(handed) in client.get(oak.get_absolute_url()).content.decode()
    assert "takes this to be the succession policy" in words_of(client.get(page_at(handed)))
    answer = client.post(page_at(handed, "handed-take"))
    preview = Preview.objects.get(made_by=head)
    assert answer.url == reverse("policies:import-check", kwargs={"urn": oak.urn, "preview_id": preview.pk})
    reading.read(str(preview.pk))
    confirm = reverse("policies:import-confirm", kwargs={"urn": oak.urn, "preview_id": preview.pk})
    opened_on = client.get(confirm).context["log"].token
    client.post(confirm, {"shown": preview.upload.sha256, "opened_on": opened_on})
    version = Version.objects.of(oak).get()
    assert [section.heading for section in version.text.sections] == ["1. Aims", "2. What we do"]
    handed.refresh_from_db()
    assert (handed.answer, handed.answered_by) == ("taken", head)
    assert page_at(handed) not in client.get(oak.get_absolute_url()).content.decode()
    assert "Taken up" in words_of(as_user(handed.by).get(page_of(oak.council)))


def test_what_was_taken_up_can_be_read_again_while_the_reading_ran_out(handed: HandedPolicy, oak: School) -> None:
    head = make_member(Role.HEAD, oak)
    first = actions.take_handed(handed=handed, by=head)
    sweeping.remove_previews_run_out(clock.now() + KEPT_FOR)
    assert not Preview.objects.filter(pk=first.pk).exists()
    again = actions.take_handed(handed=HandedPolicy.objects.get(), by=head)
    assert again.upload != handed.upload
    assert handed.upload.file.storage.exists(handed.upload.file.name)


def test_a_head_says_why_it_is_not_theirs_and_the_council_reads_it(handed: HandedPolicy, oak: School) -> None:
    head = make_member(Role.HEAD, oak)
    client = as_user(head)
    refused = client.post(page_at(handed, "handed-decline"), {"reason": "  "})
    assert refused.status_code == 422
    too_long = client.post(page_at(handed, "handed-decline"), {"reason": "x" * 301})
    assert (too_long.status_code, "x" * 301 in words_of(too_long)) == (422, True)
    assert client.post(page_at(handed, "handed-decline"), {"reason": "It is Elm’s"}).status_code == 302
    assert client.post(page_at(handed, "handed-decline"), {"reason": "It is Elm’s"}).status_code == 302
    page = words_of(as_user(handed.by).get(page_of(oak.council)))
    assert "Not taken" in page
    assert "It is Elm’s" in page
    taken = client.post(page_at(handed, "handed-take"), follow=True)
    assert "The school did not take this document." in words_of(taken)
    other = client.post(page_at(handed, "handed-decline"), {"reason": "Another reason"})
    assert (other.status_code, "This was answered meanwhile" in words_of(other)) == (422, True)


def test_the_officer_looks_at_the_page_and_answers_nothing(handed: HandedPolicy, oak: School) -> None:
    page = as_user(handed.by).get(page_at(handed))
    assert page.status_code == 200
    assert "Do not take it" not in words_of(page)
    assert as_user(handed.by).post(page_at(handed, "handed-take")).status_code == 403
    taken = as_user(make_member(Role.HEAD, oak)).get(page_at(handed, "handed-file"))
    assert b"".join(taken.streaming_content) == TEXT.format(name=oak.name).encode()


def test_a_document_whose_file_is_gone_says_so(handed: HandedPolicy, oak: School) -> None:
    handed.upload.file.delete(save=False)
    Upload.objects.filter(pk=handed.upload_id).update(file="uploads/aa/gone.txt")
    answer = as_user(make_member(Role.HEAD, oak)).post(page_at(handed, "handed-take"), follow=True)
    assert "The file of this document is gone." in words_of(answer)


def test_the_letter_leads_to_it_says_nothing_of_it_and_is_not_sent_once_it_is_answered(
    handed: HandedPolicy, oak: School
) -> None:
    head = make_member(Role.HEAD, oak)
    about = f"{handed.pk}:{head.pk}"
    written = letter(about)
    assert written is not None
    assert page_at(handed) in written.words
    assert "Oak policy" not in written.words
    assert letter(f"{handed.pk}:{make_member(Role.GOVERNOR, oak).pk}") is None
    actions.decline_handed(handed=handed, reason="Not ours", by=head)
    assert letter(about) is None


@pytest.mark.parametrize(
    ("waiting", "more", "sentence"),
    [
        (0, 60, None),
        (0, 61, "Send at most 60 files at a time."),
        (10, 50, None),
        (10, 51, "60 files can wait here at a time, and 10 do. Send at most 50 more."),
    ],
)
def test_sixty_files_wait_at_a_time(waiting: int, more: int, sentence: str | None) -> None:
    if sentence is None:
        rules.check_room(waiting=waiting, more=more)
    else:
        with pytest.raises(Refused) as refusal:
            rules.check_room(waiting=waiting, more=more)
        assert str(refusal.value) == sentence


def test_a_word_file_is_matched_too(council: Council, officer: User, oak: School) -> None:
    import docx  # noqa: PLC0415 (only here)

    document, kept = docx.Document(), io.BytesIO()
    for line in TEXT.format(name=oak.name).splitlines():
        document.add_paragraph(line)
    document.save(kept)
    sent(officer, council, SimpleUploadedFile("policy.docx", kept.getvalue()))
    assert waiting(officer, council).rows[0].match.urn == oak.urn
