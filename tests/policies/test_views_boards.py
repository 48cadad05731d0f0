"""The pages of a model that is out to boards: who sees what, that nobody sees another's, and what they cost."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.access.roles import Role
from people.models import Body, School, User
from policies.actions import boards as actions
from policies.actions.versions import publish_model, version_token
from policies.boards import asking
from policies.models import BoardAsked, BoardReply, Comment, Consultation, Version
from policies.waiting import waiting_for
from tests.builders import make_board_asked, make_board_reply, make_comment, make_member, make_school
from tests.policies.cast import Cast, federated, make_cast
from tests.policies.test_actions_boards import TODAY, UNTIL, answer, ask, model_draft, reply, say

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def out(cast: Cast) -> Consultation:
    assert all((cast.head, cast.chair, cast.clerk, cast.governor))
    Body.objects.filter(pk=cast.board.pk).update(kind="governing-board")
    out = ask(cast, model_draft(cast))
    asking.ask(out.pk)
    return out


@pytest.fixture
def asked(cast: Cast, out: Consultation) -> BoardAsked:
    return out.boards.get(school=cast.school)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(name: str, place: School | object, *keys: object) -> str:
    where = place.urn if isinstance(place, School) else place.code  # type: ignore[attr-defined]
    return reverse(name if name.startswith("council-") else f"policies:{name}", args=[where, *keys])


def words(client: Client, address: str) -> str:
    answered = client.get(address)
    assert answered.status_code == 200
    return answered.content.decode()


def test_an_officer_asks_and_finds_who_has_replied(cast: Cast) -> None:
    draft, council = model_draft(cast), cast.school.council
    officer = client_of(cast.officer)
    assert "Ask schools’ boards for comment" in words(officer, at("model-version", council, draft.number))
    page = at("model-ask", council, draft.number)
    refused = officer.post(page, {"until": f"{TODAY:%-d %B %Y}"}).content.decode()
    assert "Enter a last day after today" in refused
    answered = officer.post(page, {"until": f"{UNTIL:%-d %B %Y}", "question": "Could you?"}, follow=True)
    assert "Schools are being written to" in answered.content.decode()
    asking.ask(Consultation.objects.get().pk)
    who = words(officer, at("model-boards", council, Consultation.objects.get().pk))
    assert "0 of 1 school’s board have replied" in who
    assert "See who has replied" in words(officer, at("model", council))
    assert "out for consultation" in words(officer, page)


def test_a_chair_finds_it_on_their_home_page_until_the_board_has_replied(cast: Cast, asked: BoardAsked) -> None:
    chair, home = client_of(cast.chair), cast.school.get_absolute_url()
    assert "Send your board’s reply" in words(chair, home)
    assert "Send your board’s reply" not in words(client_of(cast.governor), home)
    page = at("board-model", cast.school, asked.consultation_id)
    shown = words(chair, page)
    assert "Could you keep this?" in shown
    assert "monthly" in shown
    answered = chair.post(at("board-reply", cast.school, asked.consultation_id), {"stance": "agree"}, follow=True)
    assert answered.redirect_chain == []  # without the token of its page nothing is taken
    token = actions.reply_token(None)
    given = {"stance": "agree", "words": "", "opened_on": token}
    answered = chair.post(at("board-reply", cast.school, asked.consultation_id), given, follow=True)
    assert "has your board’s reply" in answered.content.decode()
    assert "Send your board’s reply" not in words(chair, home)


def test_head_and_clerk_find_it_where_the_school_has_no_policy_yet(cast: Cast, asked: BoardAsked) -> None:
    for user in (cast.head, cast.clerk):
        assert "Send your board’s reply" in words(client_of(user), cast.school.get_absolute_url())


def test_a_governor_reads_and_cannot_write(cast: Cast, asked: BoardAsked) -> None:
    governor, key = client_of(cast.governor), asked.consultation_id
    shown = words(governor, at("board-model", cast.school, key))
    assert "sends the reply" in shown
    assert ">Comment<" not in shown
    assert governor.get(at("board-reply", cast.school, key)).status_code == 403


def test_what_was_typed_stays_where_somebody_replied_meanwhile(cast: Cast, asked: BoardAsked) -> None:
    chair, page = client_of(cast.chair), at("board-reply", cast.school, asked.consultation_id)
    opened_on = actions.reply_token(None)
    reply(asked, cast.clerk)
    typed = {"stance": "disagree", "words": "Too dear for us.", "opened_on": opened_on}
    shown = chair.post(page, typed).content.decode()
    assert "Your board has replied meanwhile" in shown
    assert "Too dear for us." in shown
    assert BoardReply.objects.count() == 1
    again = typed | {"opened_on": actions.reply_token(BoardReply.objects.get())}
    assert chair.post(page, again).status_code == 302
    assert "What the board replied before" in words(chair, at("board-model", cast.school, asked.consultation_id))


def test_what_was_typed_stays_where_it_closed_meanwhile(cast: Cast, asked: BoardAsked) -> None:
    actions.close_boards(consultation=asked.consultation, reason="Done.", by=cast.officer, today=TODAY)
    page = at("board-reply", cast.school, asked.consultation_id)
    typed = {"stance": "agree", "words": "We like it.", "opened_on": actions.reply_token(None)}
    shown = client_of(cast.chair).post(page, typed).content.decode()
    assert "The council takes no more replies" in shown
    assert "We like it." in shown


def test_a_comment_is_the_boards_and_its_answer_is_told_once_the_model_is_published(
    cast: Cast, asked: BoardAsked
) -> None:
    clerk, key, council = client_of(cast.clerk), asked.consultation_id, cast.school.council
    answered = clerk.post(at("board-comment-add", cast.school, key, "c2"), {"text": "Say to whom."}, follow=True)
    assert "Say to whom." in answered.content.decode()
    comment = Comment.objects.get()
    assert comment.board == asked
    answer(cast, comment, "noted", reply="To everybody who asks.")
    page = at("board-model", cast.school, key)
    assert "To everybody who asks." not in words(clerk, page)
    actions.close_boards(consultation=asked.consultation, reason="Done.", by=cast.officer, today=TODAY)
    publish_model(
        council=council,
        document=asked.consultation.version.text,
        by=cast.officer,
        opened_on=version_token(Version.objects.of(council)[0]),
    )
    shown = words(clerk, page)
    assert "To everybody who asks." in shown
    assert "What your board said of the council’s model" in shown


def test_another_school_of_the_council_sees_nothing_of_what_this_board_said(cast: Cast, asked: BoardAsked) -> None:
    other = make_school(council=cast.school.council)
    head = make_member(Role.HEAD, other)
    asking.ask(asked.consultation_id)
    say(asked, cast.clerk, text="Only for the council.")
    reply(asked, cast.clerk, stance="disagree", words="Our own reason.")
    client = client_of(head)
    shown = words(client, at("board-model", other, asked.consultation_id))
    assert "Only for the council." not in shown
    assert "Our own reason." not in shown
    comment = Comment.objects.get().pk
    assert client.get(at("board-comment-correct", other, asked.consultation_id, comment)).status_code == 404
    assert client.get(at("board-model", cast.school, asked.consultation_id)).status_code == 404


def test_a_draft_is_read_only_where_it_was_sent(cast: Cast, out: Consultation) -> None:
    """Not by schools of another council, and by none before it is out."""
    elsewhere = make_cast()
    assert client_of(elsewhere.head).get(at("board-model", elsewhere.school, out.pk)).status_code == 404
    later = make_school(council=cast.school.council)  # opened after the boards were asked
    assert client_of(make_member(Role.HEAD, later)).get(at("board-model", later, out.pk)).status_code == 404
    draft = at("model-version", cast.school.council, out.version.number)
    assert client_of(cast.head).get(draft).status_code == 404
    assert client_of(elsewhere.officer).get(at("model-boards", elsewhere.school.council, out.pk)).status_code == 404


def test_the_schools_of_one_board_have_one_reply(cast: Cast) -> None:
    Body.objects.filter(pk=cast.board.pk).update(kind="governing-board")
    other, clerk = federated(cast, name="Y Bryn School")
    out = ask(cast, model_draft(cast))
    asking.ask(out.pk)
    asked = out.boards.get(school=cast.school)
    say(asked, clerk, text="For both schools.")
    reply(asked, clerk, stance="disagree", words="Neither can.")
    shown = words(client_of(clerk), at("board-model", other, out.pk))
    assert "Neither can." in shown
    assert "For both schools." in shown
    assert "One reply stands for all schools" in shown


def test_the_council_finds_schools_by_reply_and_name_and_takes_them_out(cast: Cast, asked: BoardAsked) -> None:
    make_board_asked(make_school(council=cast.school.council, name="Zennor School"), consultation=asked.consultation)
    reply(asked, cast.clerk, stance="disagree", words="=1+1")
    officer, council, key = client_of(cast.officer), cast.school.council, asked.consultation_id
    page = at("model-boards", council, key)
    assert "Zennor School" in words(officer, page)
    assert "Zennor School" not in words(officer, f"{page}?reply=replied")
    assert "Bryn Awel School" not in words(officer, f"{page}?reply=waiting")
    assert "Bryn Awel School" in words(officer, f"{page}?reply=disagree&name=awel")
    assert "No school matches" in words(officer, f"{page}?name=nowhere")
    assert "Zennor School" in words(officer, f"{page}?reply=nonsense&after=x")
    taken = officer.get(at("council-boards-file", council, key, "csv") + "?reply=replied")
    content = taken.content.decode("utf-8-sig")
    assert "Does not agree" in content
    assert "Zennor" not in content
    assert ",=1+1" not in content
    assert officer.get(at("council-boards-file", council, key, "xlsx")).content[:2] == b"PK"
    assert officer.get(at("council-boards-file", council, key, "exe")).status_code == 404


def test_an_officer_answers_a_board_and_reminds_the_others(cast: Cast, asked: BoardAsked) -> None:
    comment = say(asked, cast.clerk, suggested="Meet {school} weekly.")
    officer, council, key = client_of(cast.officer), cast.school.council, asked.consultation_id
    page = at("model-boards-answer", council, key, comment.pk)
    form = officer.get(page).context["form"]
    sent = {"outcome": "accepted", "reply": "Thank you.", "words": "", "opened_on": form.initial["opened_on"]}
    answered = officer.post(page, sent, follow=True).content.decode()
    assert "Bryn Awel School is answered. The clause has these words in your draft" in answered
    clash = officer.post(page, sent | {"outcome": "declined", "reply": "No."}).content.decode()
    assert "This has changed since you opened it" in clash
    remind = at("model-boards-remind", council, key)
    assert officer.get(remind).status_code == 405
    assert "Letters go to the boards" in officer.post(remind, follow=True).content.decode()
    assert "reminded today already" in officer.post(remind, follow=True).content.decode()
    assert "were reminded by mail today" in words(officer, at("model-boards", council, key))


def test_it_is_not_published_while_it_is_out_and_closing_takes_a_reason(cast: Cast, asked: BoardAsked) -> None:
    officer, council, key = client_of(cast.officer), cast.school.council, asked.consultation_id
    page = at("model-publish", council)
    shown = words(officer, page)
    assert "still have time to reply" in shown
    token = version_token(Version.objects.of(council)[0])
    refused = officer.post(page, {"opened_on": token, "why": ""}, follow=True).content.decode()
    assert "Wait for that day, or close it with a reason" in refused
    close = at("model-boards-close", council, key)
    assert "Say why it closes" in officer.post(close, {"reason": ""}).content.decode()
    answered = officer.post(close, {"reason": "Cabinet moved."}, follow=True).content.decode()
    assert "Cabinet moved." in answered
    assert "Cabinet moved." in words(client_of(cast.chair), at("board-model", cast.school, key))
    assert "What schools’ boards said" in words(officer, page)
    officer.post(page, {"opened_on": token, "why": ""})
    assert Version.objects.of(council)[0].state == "adopted"
    assert "What boards replied" in words(officer, at("model-versions", council))


def test_words_that_would_be_markup_and_long_names_stand_as_they_are(cast: Cast, asked: BoardAsked) -> None:
    name = "W" * 200
    School.objects.filter(pk=cast.school.pk).update(name=name)
    say(asked, cast.clerk, text="<script>alert(1)</script>")
    reply(asked, cast.clerk, stance="disagree", words="<b>no</b>")
    officer, council = client_of(cast.officer), cast.school.council
    for page in ("model-boards", "model-boards-comments"):
        shown = words(officer, at(page, council, asked.consultation_id))
        assert name in shown
        assert "<script>alert" not in shown
        assert "<b>no" not in shown


# What pages cost -----------------------------------------------------------------------------------------------------
def _many(cast: Cast, asked: BoardAsked, number: int) -> None:
    for _ in range(number):
        row = make_board_asked(make_school(council=cast.school.council), consultation=asked.consultation)
        make_board_reply(row)
        make_comment(asked.consultation, board=row)


@pytest.mark.parametrize("page", ["model-boards", "model-boards-comments"])
def test_the_councils_pages_cost_the_same_at_1_and_at_50_rows(cast: Cast, asked: BoardAsked, page: str) -> None:
    officer, address = client_of(cast.officer), at(page, cast.school.council, asked.consultation_id)
    _many(cast, asked, 1)
    words(officer, address)
    with CaptureQueriesContext(connection) as one:
        words(officer, address)
    _many(cast, asked, 50)
    with CaptureQueriesContext(connection) as fifty:
        shown = words(officer, address)
    assert len(fifty) == len(one) <= 12
    assert "after=" in shown


def test_a_page_of_schools_goes_on_after_the_last_of_the_one_before(cast: Cast, asked: BoardAsked) -> None:
    _many(cast, asked, 60)
    officer, address = client_of(cast.officer), at("model-boards", cast.school.council, asked.consultation_id)
    first = officer.get(address).context
    second = officer.get(address + first["older"]).context
    seen = [row.pk for row in [*first["rows"], *second["rows"]]]
    assert len(seen) == len(set(seen)) == 61
    assert second["older"] == ""


def test_a_schools_page_costs_the_same_at_1_and_at_50_comments(cast: Cast, asked: BoardAsked) -> None:
    chair, address = client_of(cast.chair), at("board-model", cast.school, asked.consultation_id)
    make_comment(asked.consultation, board=asked)
    words(chair, address)
    with CaptureQueriesContext(connection) as one:
        words(chair, address)
    for _ in range(50):
        make_comment(asked.consultation, board=asked)
    with CaptureQueriesContext(connection) as fifty:
        words(chair, address)
    assert len(fifty) == len(one) <= 14


def test_home_asks_what_waits_in_one_query(cast: Cast, asked: BoardAsked) -> None:
    waiting_for(cast.head, cast.school, TODAY)
    with CaptureQueriesContext(connection) as asked_for:
        waiting = waiting_for(cast.head, cast.school, TODAY)
    assert len(asked_for) == 1
    assert (waiting.asked, waiting.until) == (asked.consultation_id, UNTIL)
    assert waiting_for(cast.head, cast.school, UNTIL + DAY).asked is None
    reply(asked, cast.clerk)
    assert waiting_for(cast.head, cast.school, TODAY).asked is None
