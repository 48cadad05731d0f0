"""Consultations: who is asked and told, what is said and answered, and what two people at once make of it."""

import datetime
import threading
import uuid
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from core import clock, conflicts
from core.models import Letter
from people.access.roles import Role
from people.models import Membership, User
from policies.actions import consultations as actions
from policies.actions.editing import change_clause
from policies.actions.submissions import submit
from policies.actions.versions import save_version
from policies.consultation import queries
from policies.consultation.letters import comments_answered, consultation_opened
from policies.document import Clause, Refused
from policies.editor.parts import clause_token
from policies.models import Comment, Consultation, Draft, Version
from policies.rules import VersionState
from policies.writing import clause_now, next_version, policy_of
from tests.builders import make_comment, make_consultation, make_member
from tests.policies.cast import Cast, make_cast, plain_document

DAY = datetime.timedelta(days=1)
TODAY = clock.today()
UNTIL = TODAY + 14 * DAY


@pytest.fixture
def version(cast: Cast) -> Version:
    return own_version(cast)


def own_version(cast: Cast) -> Version:
    document = plain_document("Meet {school} every month.", "Talk to everybody.")
    with transaction.atomic():
        return next_version(policy_of(cast.school), document, by=cast.head, base=None, why="")


def open_it(cast: Cast, version: Version, **kw: object) -> Consultation:
    given = {"until": UNTIL, "question": "Look at c1", "by": cast.head, "today": TODAY}
    return actions.open_consultation(version=version, **(given | kw))  # type: ignore[arg-type]


def say(out: Consultation, by: User, **kw: object) -> Comment:
    given = {"place": "c1", "text": "Say who.", "suggested": "", "sent_as": uuid.uuid4(), "today": TODAY}
    return actions.say(consultation=out, by=by, **(given | kw))  # type: ignore[arg-type]


def answer(cast: Cast, comment: Comment, outcome: str, **kw: object) -> Comment:
    clause = clause_now(cast.school, comment.place, cast.head)
    given = {"reply": "", "words": "", "by": cast.head, "opened_on": actions.answer_token(comment, clause)}
    return actions.answer(comment=comment, outcome=outcome, **(given | kw))  # type: ignore[arg-type]


@pytest.fixture
def teacher(cast: Cast) -> User:
    return make_member(Role.STAFF, cast.school, name="Tess Teacher")


@pytest.fixture
def out(cast: Cast, version: Version, teacher: User) -> Consultation:
    assert teacher
    assert cast.governor
    return open_it(cast, version)


# Opening and ending --------------------------------------------------------------------------------------------------
def test_a_version_goes_out_to_staff_and_governors_who_are_told_by_mail(cast: Cast, out: Consultation) -> None:
    assert Version.objects.get(pk=out.version_id).state == VersionState.CONSULTATION
    told = Letter.objects.filter(kind=actions.OPENED)
    assert {letter.about.split(":")[1] for letter in told} == {
        str(user.pk) for user in User.objects.filter(name__in=["Tess Teacher", "Gina Governor"])
    }
    written = consultation_opened(told[0].about)
    assert written is not None
    assert "Look at c1" not in written.words
    assert "every month" not in written.words
    assert open_it(cast, out.version) == out


def test_nobody_is_written_to_once_their_role_or_the_consultation_has_ended(
    cast: Cast, out: Consultation, teacher: User
) -> None:
    about = f"{out.pk}:{teacher.pk}"
    assert consultation_opened(about) is not None
    Membership.objects.filter(user=teacher).update(ends_on=TODAY - DAY)
    assert consultation_opened(about) is None
    actions.close(consultation=out, by=cast.head, today=TODAY)
    assert consultation_opened(f"{out.pk}:{cast.governor.pk}") is None


def test_only_the_latest_version_goes_out_and_one_at_a_time(cast: Cast, out: Consultation) -> None:
    change_clause(
        owner=cast.school,
        clause_id="c2",
        text="Talk to all.",
        sub_clauses=None,
        opened_on=clause_token(out.version.text.clause("c2")),
        by=cast.head,
    )
    second = save_version(owner=cast.school, by=cast.head)
    with pytest.raises(Refused, match="Version 1 is out for consultation"):
        open_it(cast, second)
    with pytest.raises(Refused, match="Version 1 is out for consultation"):
        submit(version=second, by=cast.head)
    actions.close(consultation=out, by=cast.head, today=TODAY)
    with pytest.raises(Refused, match="Version 2 has been saved since"):
        open_it(cast, Version.objects.get(pk=out.version_id))
    assert submit(version=second, by=cast.head).state == VersionState.SUBMITTED


def test_a_version_that_is_out_is_not_submitted_until_it_has_ended(cast: Cast, out: Consultation) -> None:
    with pytest.raises(Refused, match="out for consultation"):
        submit(version=out.version, by=cast.head)
    Consultation.objects.update(until=TODAY - DAY)  # its day has passed, and no job came yet
    assert submit(version=out.version, by=cast.head).state == VersionState.SUBMITTED
    assert Consultation.objects.get().ending == "day"


def test_the_database_lets_one_version_of_a_policy_out_at_a_time(cast: Cast, out: Consultation) -> None:
    second = next_version(out.version.policy, out.version.text, by=cast.head, base=None, why="")
    with pytest.raises(IntegrityError, match="version_one_is_out_at_a_time"), transaction.atomic():
        Version.objects.filter(pk=second.pk).update(state=VersionState.CONSULTATION)
    with pytest.raises(IntegrityError, match="consultation_of_a_version_runs_once"), transaction.atomic():
        make_consultation(out.version)


def test_a_consultation_is_extended_but_not_once_it_has_ended(cast: Cast, out: Consultation) -> None:
    later = UNTIL + 7 * DAY
    assert actions.extend(consultation=out, until=later, by=cast.head, today=TODAY).until == later
    with pytest.raises(Refused, match="after today"):
        actions.extend(consultation=out, until=TODAY, by=cast.head, today=TODAY)
    actions.close(consultation=out, by=cast.head, today=TODAY)
    with pytest.raises(Refused, match="has ended"):
        actions.extend(consultation=out, until=later, by=cast.head, today=TODAY)


def test_closing_early_writes_down_of_how_many_people(cast: Cast, out: Consultation, teacher: User) -> None:
    say(out, teacher)
    Membership.objects.filter(user=teacher).update(ends_on=TODAY - DAY)
    closed = actions.close(consultation=out, by=cast.head, today=TODAY)
    assert (closed.ending, closed.asked, closed.version.policy) == ("early", 2, out.version.policy)
    assert actions.close(consultation=out, by=cast.head, today=TODAY).ended_at == closed.ended_at
    assert queries.tally(cast.school, closed, TODAY).words == "1 comment from 1 of 2 people; 1 still to answer"


def test_one_that_is_withdrawn_stands_with_no_version(cast: Cast, out: Consultation, teacher: User) -> None:
    say(out, teacher)
    assert queries.standing_with(cast.school, 1) == out
    actions.withdraw(consultation=out, by=cast.head, today=TODAY)
    assert queries.standing_with(cast.school, 1) is None
    assert Version.objects.get(pk=out.version_id).state == VersionState.DRAFT
    assert Comment.objects.count() == 1


def test_the_job_ends_what_is_over_and_leaves_the_rest(cast: Cast, out: Consultation) -> None:
    assert actions.close_over(UNTIL) == 0
    assert actions.close_over(UNTIL + DAY) == 1
    assert actions.close_over(UNTIL + DAY) == 0
    ended = Consultation.objects.get(pk=out.pk)
    assert (ended.ending, ended.ended_by) == ("day", None)
    assert Version.objects.get(pk=out.version_id).state == VersionState.DRAFT


# Saying --------------------------------------------------------------------------------------------------------------
def test_a_comment_sent_twice_is_said_once(out: Consultation, teacher: User) -> None:
    key = uuid.uuid4()
    first = say(out, teacher, sent_as=key)
    assert say(out, teacher, sent_as=key) == first
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("who", ["head", "clerk", "outsider", "officer"])
def test_only_those_who_are_asked_say_something(cast: Cast, out: Consultation, who: str) -> None:
    with pytest.raises(PermissionDenied):
        say(out, getattr(cast, who))


def test_words_after_midnight_are_refused_with_a_sentence(out: Consultation, teacher: User) -> None:
    assert say(out, teacher, today=UNTIL)
    with pytest.raises(Refused, match="still below"):
        say(out, teacher, today=UNTIL + DAY)


def test_a_place_of_no_clause_and_words_for_a_section_are_refused(out: Consultation, teacher: User) -> None:
    with pytest.raises(Refused, match="not in this version"):
        say(out, teacher, place="c9")
    with pytest.raises(Refused, match="as a comment"):
        say(out, teacher, place="s1", suggested="Another heading")
    assert say(out, teacher, place="s1").order == 0


def test_a_person_corrects_and_takes_back_their_own_until_it_is_answered(
    cast: Cast, out: Consultation, teacher: User
) -> None:
    comment = say(out, teacher)
    token = actions.comment_token(comment)
    given = {"suggested": "", "by": teacher, "today": TODAY, "opened_on": token}
    assert actions.correct(comment=comment, text="Say when.", **given).text == "Say when."  # type: ignore[arg-type]
    with pytest.raises(conflicts.Conflict):
        actions.correct(comment=comment, text="Say where.", **given)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="Only the person who wrote"):
        actions.take_back(comment=comment, by=cast.governor, today=TODAY)
    comment.refresh_from_db()
    answer(cast, comment, "noted", reply="We will.")
    with pytest.raises(Refused, match="has been answered"):
        actions.take_back(comment=comment, by=teacher, today=TODAY)
    other = say(out, teacher)
    assert actions.take_back(comment=other, by=teacher, today=TODAY).withdrawn_at
    with pytest.raises(Refused, match="took this comment back"):
        answer(cast, other, "noted", reply="We will.")


def test_two_hundred_comments_are_enough(out: Consultation, teacher: User) -> None:
    for _ in range(200):
        make_comment(out, by=teacher)
    with pytest.raises(Refused, match="Correct one of those"):
        say(out, teacher)


# Answering -----------------------------------------------------------------------------------------------------------
def test_accepted_words_stand_in_the_heads_draft_at_once(cast: Cast, out: Consultation, teacher: User) -> None:
    comment = answer(cast, say(out, teacher, suggested="Meet every week."), "accepted")
    assert (comment.outcome, comment.answer_words, comment.answered_by) == ("accepted", "Meet every week.", cast.head)
    assert Draft.objects.get(editor=cast.head).text.clause("c1").text == "Meet every week."
    assert Version.objects.get(pk=out.version_id).text.clause("c1").text == "Meet {school} every month."
    (letter,) = Letter.objects.filter(kind=actions.ANSWERED)
    written = comments_answered(letter.about)
    assert written is not None
    assert written.to == teacher.email


def test_words_are_accepted_as_others(cast: Cast, out: Consultation, teacher: User) -> None:
    comment = say(out, teacher, suggested="Meet every week.")
    assert answer(cast, comment, "changed", words="Meet each fortnight.").answer_words == "Meet each fortnight."
    assert Draft.objects.get(editor=cast.head).text.clause("c1").text == "Meet each fortnight."


def test_no_words_are_lost_when_the_clause_was_changed_meanwhile(cast: Cast, out: Consultation, teacher: User) -> None:
    comment = say(out, teacher, suggested="Meet every week.")
    clause = clause_now(cast.school, "c1", cast.head)
    assert isinstance(clause, Clause)
    token = actions.answer_token(comment, clause)
    change_clause(
        owner=cast.school, clause_id="c1", text="Mine.", sub_clauses=None, opened_on=clause_token(clause), by=cast.head
    )
    with pytest.raises(conflicts.Conflict):
        answer(cast, comment, "accepted", opened_on=token)
    assert Draft.objects.get(editor=cast.head).text.clause("c1").text == "Mine."
    assert Comment.objects.get().outcome == ""


def test_a_person_is_told_once_all_they_said_is_answered(cast: Cast, out: Consultation, teacher: User) -> None:
    first, second = say(out, teacher), say(out, teacher, place="c2")
    answer(cast, first, "noted", reply="Yes.")
    assert not Letter.objects.filter(kind=actions.ANSWERED).exists()
    answer(cast, second, "declined", reply="It costs too much.")
    assert Letter.objects.filter(kind=actions.ANSWERED).count() == 1
    assert queries.tally(cast.school, out, TODAY).words == "2 comments from 1 of 2 people; all answered"


# Two people at once --------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_words_sent_while_the_consultation_closes_are_kept_or_refused_and_never_lost() -> None:
    cast = make_cast()
    teacher = make_member(Role.STAFF, cast.school)
    out = open_it(cast, own_version(cast))
    said: list[object] = []

    def closing() -> None:
        actions.close(consultation=out, by=cast.head, today=TODAY)

    def saying() -> None:
        try:
            said.append(say(out, teacher))
        except Refused as refused:
            said.append(refused)

    at_once(closing, *[saying] * 4)
    ended = Consultation.objects.get()
    kept = [one for one in said if isinstance(one, Comment)]
    assert len(said) == 4
    assert Comment.objects.count() == len(kept)
    assert all(comment.made_at <= (ended.ended_at or clock.now()) + datetime.timedelta(seconds=5) for comment in kept)
    if kept:
        assert queries.tally(cast.school, ended, TODAY).people == 1


@pytest.mark.django_db(transaction=True)
def test_a_version_opened_by_two_people_at_once_is_out_once() -> None:
    cast = make_cast()
    version, refused = own_version(cast), []
    assert cast.head
    assert cast.lead

    def opening(by: User) -> Callable[[], None]:
        def run() -> None:
            try:
                open_it(cast, version, by=by)
            except Refused as sentence:
                refused.append(str(sentence))

        return run

    at_once(opening(cast.head), opening(cast.lead))
    assert Consultation.objects.count() == 1
    assert refused == ["This version is out for consultation already."]


@pytest.mark.django_db(transaction=True)
def test_a_version_adopted_by_two_people_at_once_is_adopted_once() -> None:
    cast = make_cast()
    version, board = cast.submitted(), cast.board
    clerks = [cast.clerk, make_member(Role.CLERK, cast.school)]
    refused: list[str] = []

    def adopting(by: User) -> Callable[[], None]:
        def run() -> None:
            try:
                cast.adopt(version, by=by, body=board)
            except Refused as sentence:
                refused.append(str(sentence))

        return run

    at_once(*[adopting(clerk) for clerk in clerks])
    assert Version.objects.get(pk=version.pk).state == VersionState.ADOPTED
    assert refused == ["The adoption of this version has been recorded already."]


def at_once(*steps: Callable[[], object]) -> None:
    """Run them at the same moment, each on a connection of its own."""
    start = threading.Barrier(len(steps))

    def run(step: Callable[[], object]) -> None:
        try:
            start.wait(10)
            step()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[step]) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
