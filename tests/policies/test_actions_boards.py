"""Asking boards about a council's next model: who is told, what they reply, and what two people at once make of it."""

import datetime
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core import clock, conflicts
from core.models import Letter
from people.access.roles import Role
from people.models import Meeting, Membership, User
from people.rules import BodyKind
from policies.actions import boards as actions
from policies.actions import consultations
from policies.actions.versions import publish_model, save_version, version_token
from policies.boards import asking, letters, queries
from policies.document import Refused, to_json
from policies.models import BoardAsked, BoardReply, Comment, Consultation, Version
from policies.rules import VersionState
from policies.writing import clause_now, next_version, policy_of
from tests.builders import make_body, make_member, make_model_version, make_school
from tests.policies.cast import Cast, federated, make_cast, plain_document
from tests.policies.test_actions_consultations import at_once

DAY = datetime.timedelta(days=1)
TODAY = clock.today()
UNTIL = TODAY + 30 * DAY


@pytest.fixture
def draft(cast: Cast) -> Version:
    return model_draft(cast)


def model_draft(cast: Cast) -> Version:
    """A saved version of the model after a published one."""
    base = make_model_version(cast.school.council, document=to_json(plain_document("Meet {school} yearly.", "Talk.")))
    document = plain_document("Meet {school} monthly.", "Talk.")
    with transaction.atomic():
        return next_version(policy_of(cast.school.council), document, by=cast.officer, base=base, why="For the boards")


def ask(cast: Cast, draft: Version, **kw: object) -> Consultation:
    given = {"until": UNTIL, "question": "Could you keep this?", "by": cast.officer, "today": TODAY}
    return actions.ask_boards(version=draft, **(given | kw))  # type: ignore[arg-type]


@pytest.fixture
def out(cast: Cast, draft: Version) -> Consultation:
    """Out, with head, chair, clerk and a governor at the school, and the board asked."""
    people = (cast.head, cast.chair, cast.clerk, cast.governor, cast.board)
    assert all(people)
    cast.board.kind = BodyKind.GOVERNING_BOARD.value
    cast.board.save()
    out = ask(cast, draft)
    asking.ask(out.pk)
    return out


@pytest.fixture
def asked(cast: Cast, out: Consultation) -> BoardAsked:
    return out.boards.get(school=cast.school)


def reply(asked: BoardAsked, by: User, **kw: object) -> BoardReply:
    given = {"stance": "agree", "words": "", "meeting": None, "opened_on": actions.reply_token(None), "today": TODAY}
    return actions.reply_for_board(asked=asked, by=by, **(given | kw))  # type: ignore[arg-type]


def say(asked: BoardAsked, by: User, **kw: object) -> Comment:
    given = {"place": "c1", "text": "Say who.", "suggested": "", "sent_as": uuid.uuid4(), "today": TODAY}
    return consultations.say(consultation=asked.consultation, board=asked, by=by, **(given | kw))  # type: ignore[arg-type]


def answer(cast: Cast, comment: Comment, outcome: str, **kw: object) -> Comment:
    clause = clause_now(cast.school.council, comment.place, cast.officer)
    given = {"reply": "", "words": "", "by": cast.officer, "opened_on": consultations.answer_token(comment, clause)}
    return consultations.answer(comment=comment, outcome=outcome, **(given | kw))  # type: ignore[arg-type]


def written_to(kind: str) -> set[int]:
    return {int(about.partition(":")[2]) for about in Letter.objects.filter(kind=kind).values_list("about", flat=True)}


# Asking --------------------------------------------------------------------------------------------------------------
def test_every_open_schools_board_is_asked_and_head_chair_and_clerk_are_told(cast: Cast, out: Consultation) -> None:
    assert out.version.state == VersionState.CONSULTATION
    assert written_to(asking.ASKED) == {cast.head.pk, cast.chair.pk, cast.clerk.pk}
    written = letters.model_asked(Letter.objects.filter(kind=asking.ASKED)[0].about)
    assert written is not None
    assert f"/schools/{cast.school.urn}/policy/model-draft/{out.pk}/" in written.words
    assert "Meet" not in written.words


def test_closed_schools_and_those_of_other_councils_are_not_asked(cast: Cast, draft: Version) -> None:
    make_school(council=cast.school.council, status="closed")
    elsewhere = make_school()
    out = ask(cast, draft)
    asking.ask(out.pk)
    assert [one.school for one in out.boards.all()] == [cast.school]
    assert not BoardAsked.objects.filter(school=elsewhere).exists()


def test_a_federations_board_is_written_to_once(cast: Cast, draft: Version) -> None:
    cast.board.kind = BodyKind.GOVERNING_BOARD.value
    cast.board.save()
    other, clerk = federated(cast)
    out = ask(cast, draft)
    asking.ask(out.pk)
    assert set(out.boards.values_list("school", "body")) == {(cast.school.pk, cast.board.pk), (other.pk, cast.board.pk)}
    assert Letter.objects.filter(kind=asking.ASKED, about__endswith=f":{clerk.pk}").count() == 1
    sent = reply(out.boards.get(school=other), clerk, stance="disagree", words="Too dear.")
    assert set(out.boards.values_list("reply", flat=True)) == {sent.pk}


def test_a_job_that_is_killed_goes_on_where_it_was(cast: Cast, draft: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_AT_ONCE", 2)
    schools = [cast.school, *(make_school(council=cast.school.council) for _ in range(4))]
    heads = [cast.head, *(make_member(Role.HEAD, school) for school in schools[1:])]
    out = ask(cast, draft)
    post, groups = asking.mail.post_many, []

    def dies_in_the_second(**kw: object) -> int:
        groups.append(kw)
        if len(groups) == 2:
            raise SystemExit
        return post(**kw)  # type: ignore[arg-type]

    monkeypatch.setattr(asking.mail, "post_many", dies_in_the_second)
    with pytest.raises(SystemExit):
        asking.ask(out.pk)
    assert out.boards.count() == 2
    monkeypatch.setattr(asking.mail, "post_many", post)
    assert asking.ask(out.pk) == 3
    assert asking.ask(out.pk) == 0
    assert out.boards.count() == 5
    assert sorted(written_to(asking.ASKED)) == sorted(head.pk for head in heads)
    assert Letter.objects.filter(kind=asking.ASKED).count() == 5


def test_asking_a_group_of_schools_takes_no_more_statements_than_asking_one(cast: Cast, draft: Version) -> None:
    out = ask(cast, draft)
    assert cast.head
    with CaptureQueriesContext(connection) as one:
        assert asking.ask(out.pk) == 1
    for _ in range(30):
        make_member(Role.HEAD, make_school(council=cast.school.council))
    with CaptureQueriesContext(connection) as many:
        assert asking.ask(out.pk) == 30
    assert len(many) == len(one)


def test_sent_twice_boards_are_asked_once(cast: Cast, out: Consultation, draft: Version) -> None:
    assert ask(cast, draft) == out
    assert asking.ask(out.pk) == 0
    assert Consultation.objects.count() == 1


def test_a_second_day_for_a_version_that_is_out_is_refused(cast: Cast, out: Consultation, draft: Version) -> None:
    with pytest.raises(Refused, match="out for consultation"):
        ask(cast, draft, until=UNTIL + DAY)


def test_what_is_published_or_left_behind_is_not_asked_about(cast: Cast, draft: Version) -> None:
    published = Version.objects.of(cast.school.council).published().get()
    with pytest.raises(Refused, match="published already"):
        ask(cast, published)
    later = next_version(draft.policy, draft.text, by=cast.officer, base=draft, why="")
    with pytest.raises(Refused, match=f"Version {later.number} has been saved since"):
        ask(cast, draft)


def test_only_who_writes_the_model_asks(cast: Cast, draft: Version) -> None:
    for by in (
        cast.head,
        make_member(Role.COUNCILLOR, cast.school.council),
        make_member(Role.OFFICER, make_school().council),
    ):
        with pytest.raises(PermissionDenied):
            ask(cast, draft, by=by)


def test_a_schools_policy_is_not_sent_to_boards(cast: Cast) -> None:
    with pytest.raises(Refused, match="its staff and governors"):
        ask(cast, cast.take())


def test_a_draft_saved_meanwhile_leaves_what_was_asked_about_as_it_was(cast: Cast, out: Consultation) -> None:
    before = Version.objects.get(pk=out.version_id).document
    comment = say(out.boards.get(), cast.clerk, suggested="Meet {school} weekly.")
    answer(cast, comment, "accepted")
    later = save_version(owner=cast.school.council, by=cast.officer)
    assert later.text.clause("c1").text == "Meet {school} weekly."
    assert Version.objects.get(pk=out.version_id).document == before


# Replying ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["head", "chair", "clerk"])
def test_head_chair_and_clerk_reply_for_the_board(cast: Cast, asked: BoardAsked, who: str) -> None:
    sent = reply(asked, getattr(cast, who))
    assert (sent.stance, sent.by) == ("agree", getattr(cast, who))
    assert BoardAsked.objects.get(pk=asked.pk).reply == sent


@pytest.mark.parametrize("who", ["governor", "lead", "officer", "outsider"])
def test_others_do_not(cast: Cast, asked: BoardAsked, who: str) -> None:
    for step in (reply, say):
        with pytest.raises(PermissionDenied):
            step(asked, getattr(cast, who))


def test_a_board_of_another_consultation_says_nothing_here(cast: Cast, asked: BoardAsked) -> None:
    other = make_cast()
    foreign = ask(other, model_draft(other))
    with pytest.raises(PermissionDenied):
        consultations.say(
            consultation=foreign,
            board=asked,
            place="c1",
            text="x",
            suggested="",
            sent_as=uuid.uuid4(),
            by=cast.clerk,
            today=TODAY,
        )


def test_another_reply_takes_its_place_and_the_first_is_kept(cast: Cast, asked: BoardAsked) -> None:
    first = reply(asked, cast.clerk)
    assert reply(asked, cast.clerk) == first
    second = reply(asked, cast.chair, stance="disagree", words="On reflection.", opened_on=actions.reply_token(first))
    assert BoardAsked.objects.get(pk=asked.pk).reply == second
    assert queries.replies_of(asked) == [second, first]


def test_two_who_reply_from_the_same_page_do_not_overwrite_each_other(cast: Cast, asked: BoardAsked) -> None:
    reply(asked, cast.clerk)
    with pytest.raises(conflicts.Conflict):
        reply(asked, cast.chair, stance="disagree", words="No.")
    assert BoardReply.objects.get().stance == "agree"


def test_no_reply_and_no_comment_comes_after_the_last_day(cast: Cast, asked: BoardAsked) -> None:
    reply(asked, cast.clerk, today=UNTIL)
    with pytest.raises(Refused, match="takes no more replies"):
        reply(asked, cast.chair, stance="disagree", words="No.", today=UNTIL + DAY)
    with pytest.raises(Refused, match="give them to the council"):
        say(asked, cast.chair, today=UNTIL + DAY)


def test_a_meeting_of_another_body_is_refused(cast: Cast, asked: BoardAsked) -> None:
    own = Meeting.objects.create(body=cast.board, on=TODAY)
    assert reply(asked, cast.clerk, meeting=own).meeting == own
    other = Meeting.objects.create(body=make_body(school=cast.school), on=TODAY)
    with pytest.raises(Refused, match="a meeting of this board"):
        reply(asked, cast.clerk, meeting=other, stance="no-comment")


def test_whoever_replies_for_the_board_may_correct_what_it_said(cast: Cast, asked: BoardAsked) -> None:
    comment = say(asked, cast.clerk)
    given = {"text": "Say when.", "suggested": "", "opened_on": consultations.comment_token(comment), "today": TODAY}
    for by in (cast.governor, cast.outsider):
        with pytest.raises(PermissionDenied):
            consultations.correct(comment=comment, by=by, **given)  # type: ignore[arg-type]
    assert consultations.correct(comment=comment, by=cast.chair, **given).text == "Say when."  # type: ignore[arg-type]
    with pytest.raises(conflicts.Conflict):
        consultations.correct(comment=comment, by=cast.head, **given | {"text": "Say where."})  # type: ignore[arg-type]
    assert consultations.take_back(comment=comment, by=cast.head, today=TODAY).withdrawn_at
    taken = Comment.objects.get(pk=comment.pk)
    with pytest.raises(PermissionDenied):
        consultations.take_back(comment=taken, by=cast.outsider, today=TODAY)


# Answering, reminding, closing ---------------------------------------------------------------------------------------
def test_an_officer_answers_and_the_words_stand_in_their_draft(cast: Cast, asked: BoardAsked) -> None:
    comment = say(asked, cast.clerk, suggested="Meet {school} weekly.")
    with pytest.raises(PermissionDenied):
        answer(cast, comment, "accepted", by=cast.head)
    answer(cast, comment, "accepted")
    clause = clause_now(cast.school.council, "c1", cast.officer)
    assert clause is not None
    assert clause.text == "Meet {school} weekly."
    assert not Letter.objects.filter(kind=consultations.ANSWERED).exists()


def test_two_officers_who_answer_one_comment_do_not_overwrite_each_other(cast: Cast, asked: BoardAsked) -> None:
    comment, other = say(asked, cast.clerk), make_member(Role.OFFICER, cast.school.council)
    token = consultations.answer_token(comment, clause_now(cast.school.council, "c1", cast.officer))
    answer(cast, comment, "declined", reply="No.", opened_on=token)
    with pytest.raises(conflicts.Conflict):
        answer(cast, comment, "noted", reply="Yes.", by=other, opened_on=token)
    assert Comment.objects.get().reply == "No."


def test_those_who_have_not_replied_are_reminded_once_a_day(cast: Cast, out: Consultation, asked: BoardAsked) -> None:
    other = make_member(Role.HEAD, make_school(council=cast.school.council))
    asking.ask(out.pk)
    reply(asked, cast.clerk)
    actions.remind_boards(consultation=out, by=cast.officer, today=TODAY)
    assert asking.remind(out.pk) == 1
    assert asking.remind(out.pk) == 0
    assert written_to(asking.REMINDED) == {other.pk}
    with pytest.raises(Refused, match="reminded today already"):
        actions.remind_boards(consultation=out, by=cast.officer, today=TODAY)
    with clock.at(clock.now() + DAY):
        actions.remind_boards(consultation=out, by=cast.officer, today=TODAY + DAY)
        assert asking.remind(out.pk) == 1


def test_a_reminder_is_not_sent_to_a_board_that_replied_meanwhile(
    cast: Cast, out: Consultation, asked: BoardAsked
) -> None:
    actions.remind_boards(consultation=out, by=cast.officer, today=TODAY)
    asking.remind(out.pk)
    about = Letter.objects.filter(kind=asking.REMINDED)[0].about
    assert letters.model_reminded(about) is not None
    reply(asked, cast.clerk)
    assert letters.model_reminded(about) is None


def test_a_letter_goes_to_nobody_who_has_left(cast: Cast, out: Consultation, asked: BoardAsked) -> None:
    about = f"{asked.pk}:{cast.clerk.pk}"
    assert letters.model_asked(about) is not None
    Membership.objects.filter(user=cast.clerk).update(ends_on=TODAY - DAY)
    assert letters.model_asked(about) is None


def test_it_is_closed_early_with_a_reason_and_stays_with_its_version(
    cast: Cast, out: Consultation, asked: BoardAsked
) -> None:
    with pytest.raises(Refused, match="Say why"):
        actions.close_boards(consultation=out, reason=" ", by=cast.officer, today=TODAY)
    closed = actions.close_boards(consultation=out, reason="Cabinet moved.", by=cast.officer, today=TODAY)
    assert (closed.ending, closed.reason, closed.asked) == ("early", "Cabinet moved.", 1)
    assert (
        actions.close_boards(consultation=out, reason="Again.", by=cast.officer, today=TODAY).reason == "Cabinet moved."
    )
    assert Version.objects.get(pk=out.version_id).state == VersionState.DRAFT
    assert queries.by_version(cast.officer, cast.school.council)[out.version_id] == out
    with pytest.raises(Refused):
        reply(asked, cast.clerk)


def test_the_hourly_job_closes_it_after_its_last_day(out: Consultation) -> None:
    assert consultations.close_over(UNTIL) == 0
    assert consultations.close_over(UNTIL + DAY) == 1
    closed = Consultation.objects.get()
    assert (closed.ending, closed.asked) == ("day", 1)


def test_publishing_waits_for_the_boards_and_then_tells_those_that_said_something(
    cast: Cast, out: Consultation, asked: BoardAsked
) -> None:
    silent = make_member(Role.HEAD, make_school(council=cast.school.council))
    asking.ask(out.pk)
    comment = say(asked, cast.clerk)
    council = cast.school.council
    given = {"council": council, "document": out.version.text, "by": cast.officer}
    with pytest.raises(Refused, match="Wait for that day, or close it"):
        publish_model(**given, opened_on=version_token(Version.objects.of(council)[0]))  # type: ignore[arg-type]
    actions.close_boards(consultation=out, reason="Done.", by=cast.officer, today=TODAY)
    answer(cast, comment, "noted", reply="We say so elsewhere.")
    published = publish_model(**given, opened_on=version_token(Version.objects.of(council)[0]))  # type: ignore[arg-type]
    assert asking.tell(published.pk) == 1
    assert asking.tell(published.pk) == 0
    assert written_to(asking.TOLD) == {cast.head.pk, cast.chair.pk, cast.clerk.pk}
    assert silent.pk not in written_to(asking.TOLD)
    assert letters.model_answered(f"{asked.pk}:{cast.clerk.pk}") is not None
    assert queries.published_since(out) == published


def test_what_ran_out_this_night_does_not_keep_it_from_being_published(cast: Cast, out: Consultation) -> None:
    council = cast.school.council
    with clock.at(clock.now() + 31 * DAY):
        publish_model(
            council=council,
            document=out.version.text,
            by=cast.officer,
            opened_on=version_token(Version.objects.of(council)[0]),
        )
    assert Consultation.objects.get().ending == "day"


# Two at once ---------------------------------------------------------------------------------------------------------
def _story() -> tuple[Cast, BoardAsked]:
    cast = make_cast()
    assert all((cast.clerk, cast.chair))
    out = ask(cast, model_draft(cast))
    asking.ask(out.pk)
    return cast, out.boards.get(school=cast.school)


def _outcome(step: object, *args: object, **kw: object) -> str:
    try:
        step(*args, **kw)  # type: ignore[operator]
    except (conflicts.Conflict, Refused) as why:
        return type(why).__name__
    return "done"


@pytest.mark.django_db(transaction=True)
def test_asked_twice_at_once_boards_are_asked_once() -> None:
    cast = make_cast()
    draft, by = model_draft(cast), cast.officer
    at_once(lambda: ask(cast, draft, by=by), lambda: ask(cast, draft, by=by))
    out = Consultation.objects.get()
    assert cast.head
    at_once(lambda: asking.ask(out.pk), lambda: asking.ask(out.pk))
    assert out.boards.count() == 1
    assert Letter.objects.filter(kind=asking.ASKED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_replies_at_once_one_is_told_of_the_other() -> None:
    cast, asked = _story()
    said: list[str] = []
    clerk, chair = cast.clerk, cast.chair
    at_once(
        lambda: said.append(_outcome(reply, asked, clerk)),
        lambda: said.append(_outcome(reply, asked, chair, stance="no-comment")),
    )
    assert sorted(said) == ["Conflict", "done"]
    assert BoardReply.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_reply_at_the_minute_it_closes_is_sent_or_refused_and_never_both() -> None:
    cast, asked = _story()
    said: list[str] = []
    clerk, officer = cast.clerk, cast.officer
    at_once(
        lambda: said.append(_outcome(reply, asked, clerk)),
        lambda: actions.close_boards(consultation=asked.consultation, reason="Done.", by=officer, today=TODAY),
    )
    assert Consultation.objects.get().ending == "early"
    assert said == (["done"] if BoardReply.objects.exists() else ["Refused"])


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_is_told_of_the_other() -> None:
    cast, asked = _story()
    comment, other = say(asked, cast.clerk), make_member(Role.OFFICER, cast.school.council)
    said: list[str] = []
    mine = cast.officer
    at_once(
        lambda: said.append(_outcome(answer, cast, comment, "declined", reply="No.", by=mine)),
        lambda: said.append(_outcome(answer, cast, comment, "noted", reply="Yes.", by=other)),
    )
    assert "done" in said
    assert len(said) == 2
    assert Comment.objects.get().reply in {"No.", "Yes."}
