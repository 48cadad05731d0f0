"""The pages of a consultation, of a recommendation and of reading: who sees what, and that no words are lost."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from people.access.roles import Role
from people.models import User
from people.rules import BodyKind
from policies.actions import consultations as actions
from policies.models import Comment, Consultation, ReadReceipt, ReadRequest, Recommendation, Version
from policies.rules import VersionState
from tests.builders import make_body, make_comment, make_member, make_school
from tests.policies.cast import Cast, make_cast
from tests.policies.test_actions_consultations import TODAY, UNTIL, open_it, own_version

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def teacher(cast: Cast) -> User:
    return make_member(Role.STAFF, cast.school, name="Tess Teacher")


@pytest.fixture
def out(cast: Cast, teacher: User) -> Consultation:
    assert teacher
    return open_it(cast, own_version(cast))


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, cast: Cast, *keys: object) -> str:
    return reverse(f"policies:{name}", args=[cast.school.urn, *keys])


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_head_asks_for_comments_and_a_teacher_finds_it_on_their_home_page(cast: Cast, teacher: User) -> None:
    own_version(cast)
    head = client_of(cast.head)
    assert "Ask staff and governors for comments" in words(head, url("version", cast, 1))
    asked = {"until": f"{UNTIL:%-d %B %Y}", "question": "Can we keep this?"}
    answer = head.post(url("consultation-open", cast, 1), asked, follow=True)
    assert "Version 1 is out for consultation until" in answer.content.decode()
    home = words(client_of(teacher), cast.school.get_absolute_url())
    assert "Say what you think of version 1 of the policy" in home
    out = Consultation.objects.get()
    page = words(client_of(teacher), url("consultation", cast, out.pk))
    assert "Can we keep this?" in page
    assert "Nobody else does" in page


def test_a_last_day_in_the_past_stands_on_the_form_with_what_was_typed(cast: Cast) -> None:
    own_version(cast)
    asked = {"until": f"{TODAY:%-d %B %Y}", "question": "Can we keep this?"}
    page = client_of(cast.head).post(url("consultation-open", cast, 1), asked).content.decode()
    assert "Enter a last day after today" in page
    assert "Can we keep this?" in page


def test_a_teacher_comments_corrects_and_takes_back(cast: Cast, out: Consultation, teacher: User) -> None:
    client = client_of(teacher)
    sent = {"text": "Say who.", "suggested": "Meet every week.", "sent_as": str(uuid.uuid4())}
    for _ in range(2):
        page = client.post(url("comment-add", cast, out.pk, "c1"), sent, follow=True).content.decode()
        assert "Your comment is with the headteacher." in page
    comment = Comment.objects.get()
    assert "Say who." in words(client, url("consultation", cast, out.pk))
    correct = url("comment-correct", cast, out.pk, comment.pk)
    assert "Meet every week." in words(client, correct)
    changed = {"text": "Say when.", "suggested": "", "opened_on": actions.comment_token(comment)}
    client.post(correct, changed)
    comment.refresh_from_db()
    assert (comment.text, comment.suggested) == ("Say when.", "")
    clash = client.post(correct, changed | {"text": "Say where."}).content.decode()
    assert "You have corrected this elsewhere" in clash
    assert "Say where." in clash
    client.post(url("comment-withdraw", cast, out.pk, comment.pk))
    assert "Say when." not in words(client, url("consultation", cast, out.pk))


def test_words_typed_while_it_closed_stand_on_the_page(cast: Cast, out: Consultation, teacher: User) -> None:
    actions.close(consultation=out, by=cast.head, today=TODAY)
    sent = {"text": "An hour of thought.", "suggested": "Meet every week.", "sent_as": str(uuid.uuid4())}
    page = client_of(teacher).post(url("comment-add", cast, out.pk, "c1"), sent).content.decode()
    assert "This consultation has ended, so your words were not sent" in page
    assert "An hour of thought." in page
    assert "Meet every week." in page
    assert not Comment.objects.exists()


def test_nobody_reads_another_persons_comment_but_who_writes_the_policy(
    cast: Cast, out: Consultation, teacher: User
) -> None:
    comment = make_comment(out, by=teacher, place="c1", text="A word of my own.")
    other = make_member(Role.STAFF, cast.school)
    for user in (other, cast.governor):
        client = client_of(user)
        assert "A word of my own." not in words(client, url("consultation", cast, out.pk))
        for name in ("comment-correct", "comment-withdraw"):
            assert client.get(url(name, cast, out.pk, comment.pk)).status_code == 404
        assert client.get(url("consultation-answers", cast, out.pk)).status_code == 403
    for user in (cast.clerk, cast.officer):
        assert client_of(user).get(url("consultation", cast, out.pk)).status_code == 403
    page = words(client_of(cast.head), url("consultation-answers", cast, out.pk))
    assert "A word of my own." in page
    assert "Tess Teacher" in page


def test_another_schools_consultation_and_places_are_not_found(cast: Cast, out: Consultation) -> None:
    elsewhere = make_cast(name="Elsewhere", council=cast.school.council)
    theirs = open_it(elsewhere, own_version(elsewhere))
    assert client_of(cast.head).get(url("consultation-answers", cast, theirs.pk)).status_code == 404
    assert client_of(cast.governor).get(url("consultation", cast, theirs.pk)).status_code == 404
    assert client_of(cast.governor).get(url("comment-add", cast, out.pk, "c9")).status_code == 404
    comment = make_comment(theirs, place="c1")
    assert client_of(cast.head).get(url("comment-answer", cast, out.pk, comment.pk)).status_code == 404


def test_a_head_answers_and_the_person_reads_what_became_of_it(cast: Cast, out: Consultation, teacher: User) -> None:
    comment = make_comment(out, by=teacher, place="c1", order=1, suggested="Meet every week.")
    head, address = client_of(cast.head), url("comment-answer", cast, out.pk, comment.pk)
    token = words(head, address).split('name="opened_on" value="')[1].split('"')[0]
    refused = head.post(address, {"outcome": "declined", "reply": "", "opened_on": token}).content.decode()
    assert "Write a reply, so that the person learns why." in refused
    page = head.post(address, {"outcome": "accepted", "opened_on": token}, follow=True).content.decode()
    assert "Tess Teacher is answered. The clause has these words in your draft" in page
    assert "all answered" in page
    actions.close(consultation=out, by=cast.head, today=TODAY)
    shown = words(client_of(teacher), url("consultation", cast, out.pk))
    assert "1 of 1 answered" in shown
    assert "Accepted" in shown


def test_an_answer_given_on_an_old_page_shows_both_and_keeps_the_reply(
    cast: Cast, out: Consultation, teacher: User
) -> None:
    comment = make_comment(out, by=teacher, place="c1", order=1, suggested="Meet every week.")
    address = url("comment-answer", cast, out.pk, comment.pk)
    sent = {"outcome": "declined", "reply": "It costs too much.", "opened_on": "old"}
    page = client_of(cast.head).post(address, sent).content.decode()
    assert "This has changed since you opened it" in page
    assert "It costs too much." in page
    comment.refresh_from_db()
    assert comment.outcome == ""


def test_markup_in_every_field_is_shown_as_words(cast: Cast, out: Consultation, teacher: User) -> None:
    bad = "<script>alert(1)</script><b>x</b>"
    sent = {"text": bad, "suggested": bad, "sent_as": str(uuid.uuid4())}
    client_of(teacher).post(url("comment-add", cast, out.pk, "c1"), sent)
    comment = Comment.objects.get()
    for user, name, keys in (
        (teacher, "consultation", [out.pk]),
        (teacher, "comment-correct", [out.pk, comment.pk]),
        (cast.head, "consultation-answers", [out.pk]),
        (cast.head, "comment-answer", [out.pk, comment.pk]),
    ):
        page = words(client_of(user), url(name, cast, *keys))
        assert "<script>alert" not in page
        assert "<b>x</b>" not in page


def test_a_comment_of_a_megabyte_is_refused_whole(cast: Cast, out: Consultation, teacher: User) -> None:
    sent = {"text": "word " * 200_000, "sent_as": str(uuid.uuid4())}
    answer = client_of(teacher).post(url("comment-add", cast, out.pk, "c1"), sent)
    assert "Shorten this to 4,000 characters" in answer.content.decode()
    assert not Comment.objects.exists()


def test_pages_cost_the_same_at_1_and_50_comments(cast: Cast, out: Consultation, teacher: User) -> None:
    head, reader = client_of(cast.head), client_of(teacher)
    pages = ((head, url("consultation-answers", cast, out.pk)), (reader, url("consultation", cast, out.pk)))

    def counts() -> list[int]:
        found = []
        for client, address in pages:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                words(client, address)
            found.append(len(queries))
        return found

    make_comment(out, by=teacher, place="c1", order=1)
    counts()
    few = counts()
    for n in range(60):
        make_comment(out, by=teacher, place="c2", order=2, text=f"Comment {n}")
    assert counts() == few
    assert max(few) <= 12
    page = words(head, url("consultation-answers", cast, out.pk))
    assert page.count("Comment ") < 60
    last = Comment.objects.order_by("order", "pk")[49]
    assert f"after={last.order}-{last.pk}" in page
    assert "Comment 59" in words(head, url("consultation-answers", cast, out.pk) + f"?after={last.order}-{last.pk}")


def test_the_last_day_is_changed_and_the_consultation_ended(cast: Cast, out: Consultation) -> None:
    head = client_of(cast.head)
    later = UNTIL + 5 * DAY
    head.post(url("consultation-extend", cast, out.pk), {"until": f"{later:%-d %B %Y}"})
    out.refresh_from_db()
    assert out.until == later
    answer = head.post(url("consultation-end", cast, out.pk), {"how": "close"}, follow=True)
    assert "The consultation is closed" in answer.content.decode()
    assert "has ended already" in head.post(url("consultation-end", cast, out.pk), {"how": "withdraw"}).content.decode()


def test_governors_see_how_it_went_beside_the_version_and_in_its_paper(
    cast: Cast, out: Consultation, teacher: User
) -> None:
    comment = make_comment(out, by=teacher, place="c1", order=1, text="A word of my own.")
    actions.close(consultation=out, by=cast.head, today=TODAY)
    cast.submit(Version.objects.get(pk=out.version_id))
    page = words(client_of(cast.governor), url("version", cast, 1))
    assert "1 comment from 1 of 1 person; 1 still to answer" in page
    assert comment.text not in page


# Recommending and reading ---------------------------------------------------------------------------------------------
def test_the_clerk_records_a_recommendation_once(cast: Cast) -> None:
    version = cast.submitted()
    committee = make_body(school=cast.school, kind=BodyKind.COMMITTEE.value, name="Personnel Committee")
    clerk, address = client_of(cast.clerk), url("recommend", cast, version.number)
    assert "Record that a committee recommends it" in words(clerk, url("version", cast, version.number))
    met = clock.today() - DAY
    sent = {
        "meeting": "another",
        "body": committee.pk,
        "on": f"{met:%-d %B %Y}",
        "minute_reference": "4.1",
        "advice": "A",
    }
    for _ in range(2):
        answer = clerk.post(address, sent, follow=True)
        assert "Personnel Committee recommends version" in answer.content.decode()
    assert Recommendation.objects.count() == 1
    page = words(client_of(cast.governor), url("version", cast, version.number))
    assert "minute 4.1 (draft until the minutes are confirmed)" in page
    assert "A committee has recommended this version already." in words(clerk, address)


def test_the_full_board_and_another_schools_committee_cannot_be_chosen(cast: Cast) -> None:
    version = cast.submitted()
    other = make_body(school=make_school(), kind=BodyKind.COMMITTEE.value, name="Elsewhere")
    for body in (cast.board, other):
        sent = {"meeting": "another", "body": body.pk, "on": "1 October 2026", "minute_reference": "4.1"}
        page = client_of(cast.clerk).post(url("recommend", cast, version.number), sent).content.decode()
        assert "Choose a committee of this school." in page
    assert not Recommendation.objects.exists()


def test_a_teacher_confirms_to_have_read_and_the_head_sees_who_has_not(cast: Cast, teacher: User) -> None:
    version = cast.adopted()
    assert cast.lead
    head, reader = client_of(cast.head), client_of(teacher)
    assert reader.get(url("read", cast, version.number)).status_code == 404
    sent = {"who": ["staff"], "by_day": ""}
    assert head.post(url("readers", cast, version.number), sent).status_code == 302
    assert "Read the policy, and confirm that you have" in words(reader, cast.school.get_absolute_url())
    assert "I have read version" in words(reader, url("read", cast, version.number))
    assert not ReadReceipt.objects.exists(), "reading the page confirms nothing"
    for _ in range(2):
        page = reader.post(url("read", cast, version.number), follow=True).content.decode()
        assert "You confirmed on" in page
    assert ReadReceipt.objects.get().user == teacher
    assert "Read the policy, and confirm" not in words(reader, cast.school.get_absolute_url())
    page = words(head, url("readers", cast, version.number))
    assert "1 of 2 people confirmed" in page
    assert "Leo Lead" in page
    assert (
        "1 person is reminded by mail"
        in head.post(url("readers-remind", cast, version.number), follow=True).content.decode()
    )


def test_the_page_of_readers_costs_the_same_for_many(cast: Cast) -> None:
    version, client = cast.adopted(), client_of(cast.head)
    ReadRequest.objects.create(version=version, asked_by=cast.head, asked_at=clock.now())
    address = url("readers", cast, version.number)

    def more(number: int) -> None:
        for n in range(number):
            user = make_member(Role.STAFF, cast.school, name=f"Reader {n}")
            if n % 2:
                ReadReceipt.objects.create(version=version, user=user, read_at=clock.now())

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            words(client, address)
        return len(queries)

    more(2)
    count()
    few = count()
    more(50)
    assert count() == few
    assert few <= 12


def test_every_state_of_a_version_has_a_page_its_readers_can_open(cast: Cast) -> None:
    version = cast.submitted()
    for state in VersionState:
        if state is VersionState.ADOPTED:
            continue
        Version.objects.filter(pk=version.pk).update(state=state)
        assert words(client_of(cast.head), url("version", cast, version.number))
        assert words(client_of(cast.head), url("policy", cast))
        assert words(client_of(cast.clerk), cast.school.get_absolute_url())
