"""Sending a version out for consultation, saying something about it, and answering what was said."""

import datetime
import uuid

from django.core.exceptions import PermissionDenied
from django.db import transaction

from core import clock, conflicts, mail
from people.access.guards import allows, require
from people.access.roles import Permission
from people.models import School, User
from policies import rules
from policies.actions import editing
from policies.consultation import asked
from policies.consultation import rules as consulting
from policies.consultation.ending import end
from policies.consultation.rules import Ending, Outcome
from policies.document import Clause, Refused
from policies.editor.parts import clause_token
from policies.models import BoardAsked, Comment, Consultation, Version
from policies.owners import edit_permission
from policies.rules import Step
from policies.writing import clause_now, lock_version

OPENED = "policies.consultation-opened"
ANSWERED = "policies.comments-answered"


def check_opening(version: Version, latest: Version | None, out: Version | None) -> None:
    """Refuse to send out anything but the latest version, or a second one."""
    rules.after(Step.OPEN, version.state)
    rules.check_latest(version.number, latest.number if latest else version.number)
    rules.check_none_out(out.number if out else None)


@transaction.atomic
def open_consultation(
    *, version: Version, until: datetime.date, question: str, by: User, today: datetime.date
) -> Consultation:
    """Let staff and governors comment on a version until the end of a day, and tell them by mail.

    Sent twice by the same person, it is opened once.
    """
    school = _school(version)
    require(by, Permission.POLICY_EDIT, school)
    locked = lock_version(version)
    settle(locked, today)
    running = Consultation.objects.running().filter(version=locked, opened_by=by, until=until).first()
    if running is not None:
        return running
    check_opening(locked, locked.policy.versions.first(), locked.policy.versions.out().first())
    consulting.check_until(until, today)
    opened = Consultation(version=locked, until=until, question=question.strip(), opened_by=by, opened_at=clock.now())
    opened.full_clean()
    opened.save()
    locked.state = rules.after(Step.OPEN, locked.state)
    locked.save(update_fields=["state"])
    for key in asked.asked_to_comment(school, today, but=by.pk).values_list("pk", flat=True):
        mail.post(kind=OPENED, about=f"{opened.pk}:{key}")
    return opened


@transaction.atomic
def extend(*, consultation: Consultation, until: datetime.date, by: User, today: datetime.date) -> Consultation:
    """Give people longer, or shorter, than was said; never into the past."""
    version, locked = _lock(consultation, by, today)
    rules.after(Step.EXTEND, version.state if locked.ended_at is None else rules.VersionState.DRAFT)
    consulting.check_until(until, today)
    locked.until = until
    locked.full_clean()
    locked.save(update_fields=["until"])
    return locked


@transaction.atomic
def close(*, consultation: Consultation, by: User, today: datetime.date) -> Consultation:
    """End a consultation before its last day. What was said stays to be answered. Sent twice, it is closed once."""
    version, locked = _lock(consultation, by, today)
    if locked.ended_at is not None:
        return locked
    rules.after(Step.CLOSE, version.state)
    return end(version, locked, Ending.EARLY, by)


@transaction.atomic
def withdraw(*, consultation: Consultation, by: User, today: datetime.date) -> Consultation:
    """Take a version back from consultation: what was said is kept, and stands with no version."""
    version, locked = _lock(consultation, by, today)
    if locked.is_withdrawn:
        return locked
    rules.after(Step.WITHDRAW, version.state if locked.ended_at is None else rules.VersionState.DRAFT)
    return end(version, locked, Ending.WITHDRAWN, by)


def settle(version: Version, today: datetime.date) -> None:
    """End the consultation on a version, which is locked, where its last day has passed."""
    running = Consultation.objects.select_for_update().filter(version=version, ended_at=None, until__lt=today).first()
    if running is not None and version.state == rules.VersionState.CONSULTATION:
        end(version, running, Ending.DAY, None)


def close_over(today: datetime.date) -> int:
    """End every consultation whose last day has passed, each in a transaction of its own. How many. A job."""
    keys = list(Consultation.objects.running().filter(until__lt=today).values_list("version_id", flat=True))
    for key in keys:
        with transaction.atomic():
            settle(lock_version(Version.objects.get(pk=key)), today)
    return len(keys)


# What people say -----------------------------------------------------------------------------------------------------
@transaction.atomic
def say(
    *,
    consultation: Consultation,
    place: str,
    text: str,
    suggested: str,
    sent_as: uuid.UUID,
    by: User,
    today: datetime.date,
    board: BoardAsked | None = None,
) -> Comment:
    """Comment on a clause or a section, or suggest other words for a clause.

    board: for which it is said, where a council asked boards about its model. The form chose its id, so that sending
    it twice says it once. Raises Refused where the consultation has ended.
    """
    _require_saying(consultation, board, by)
    locked = _held_open(consultation, today)
    same = Comment.objects.filter(sent_as=sent_as, by=by, consultation=locked).first()
    if same is not None:
        return same
    standing = locked.comments.standing()
    own = standing.filter(board=board) if board else standing.filter(by=by)
    consulting.check_number(own.count())
    where, words = _checked(locked, place, text, suggested)
    said = Comment(
        consultation=locked,
        board=board,
        place=where.key,
        order=where.order,
        text=text.strip(),
        suggested=words,
        by=by,
        made_at=clock.now(),
        sent_as=sent_as,
    )
    said.full_clean()
    said.save()
    return said


def comment_token(comment: Comment) -> str:
    """What a page about a comment was opened on: what it says, and what became of it."""
    return conflicts.token("comment", comment.text, comment.suggested, comment.outcome, comment.reply)


@transaction.atomic
def correct(*, comment: Comment, text: str, suggested: str, opened_on: str, by: User, today: datetime.date) -> Comment:
    """Say it in other words, while the consultation runs and nobody has answered.

    Raises conflicts.Conflict where it says something else than on the page.
    """
    locked = _own(comment, by, today)
    _, words = _checked(locked.consultation, locked.place, text, suggested)
    if (locked.text, locked.suggested) == (text.strip(), words):
        return locked
    conflicts.check(opened_on=opened_on, now=comment_token(locked))
    locked.text, locked.suggested, locked.corrected_at = text.strip(), words, clock.now()
    locked.full_clean()
    locked.save()
    return locked


@transaction.atomic
def take_back(*, comment: Comment, by: User, today: datetime.date) -> Comment:
    """Take a comment back while the consultation runs and nobody has answered. Sent twice, it is taken back once."""
    if comment.withdrawn_at is not None and (comment.by_id == by.pk or comment.board_id is not None):
        _require_saying(comment.consultation, comment.board, by)
        return comment
    locked = _own(comment, by, today)
    locked.withdrawn_at = clock.now()
    locked.save(update_fields=["withdrawn_at"])
    return locked


# What becomes of it --------------------------------------------------------------------------------------------------
def answer_token(comment: Comment, clause: Clause | None) -> str:
    """What the page that answers was opened on: the comment, and the clause as the editor has it now."""
    return conflicts.token(comment_token(comment), clause_token(clause) if clause else "")


@transaction.atomic
def answer(*, comment: Comment, outcome: str, reply: str, words: str, opened_on: str, by: User) -> Comment:
    """Say what becomes of a comment. Words that are accepted become those of the clause in the editor's own draft.

    words: what the clause is to say, where it is accepted in other words. Raises conflicts.Conflict where the comment,
    its answer or the clause is another than on the page. Answered again, the newer answer stands. Boards learn of the
    answers to what they said once the model is published.
    """
    owner = comment.consultation.version.policy.owner
    require(by, edit_permission(owner), owner)
    locked = Comment.objects.select_for_update(of=["self"]).select_related("consultation__version").get(pk=comment.pk)
    where = consulting.places(locked.consultation.version.text)[locked.place]
    chosen = consulting.check_answer(
        outcome,
        has_suggestion=locked.suggested != "",
        can_change=consulting.can_suggest(where.clause),
        is_withdrawn=locked.withdrawn_at is not None,
        reply=reply,
        words=words,
    )
    given = locked.suggested if chosen is Outcome.ACCEPTED else words.strip() if chosen is Outcome.CHANGED else ""
    if (locked.outcome, locked.reply, locked.answer_words) == (chosen, reply.strip(), given):
        return locked
    clause = clause_now(owner, locked.place, by)
    conflicts.check(opened_on=opened_on, now=answer_token(locked, clause))
    if given:
        if clause is None:
            raise Refused("The clause is not in the policy any more. Decline or note the comment, and say so.")
        editing.change_clause(
            owner=owner, clause_id=clause.id, text=given, sub_clauses=None, opened_on=clause_token(clause), by=by
        )
    locked.outcome, locked.reply, locked.answer_words = chosen.value, reply.strip(), given
    locked.answered_by, locked.answered_at = by, clock.now()
    locked.full_clean()
    locked.save()
    if locked.board_id is None:
        _tell_answered(locked)
    return locked


def _tell_answered(comment: Comment) -> None:
    """Tell somebody by mail once all that they said is answered."""
    own = Comment.objects.standing().filter(consultation=comment.consultation, by=comment.by)
    if not own.filter(answered_at__isnull=True).exists():
        mail.post(kind=ANSWERED, about=f"{comment.consultation_id}:{comment.by_id}")


# ---------------------------------------------------------------------------------------------------------------------
def _school(version: Version) -> School:
    school = version.policy.school
    if school is None:
        raise Refused("A model policy goes out to the boards of schools, and not to the people of one school.")
    return school


def _lock(consultation: Consultation, by: User, today: datetime.date) -> tuple[Version, Consultation]:
    """The version and the consultation as they are stored now, for who writes the policy."""
    require(by, Permission.POLICY_EDIT, _school(consultation.version))
    version = lock_version(consultation.version)
    settle(version, today)
    return version, Consultation.objects.select_for_update().get(pk=consultation.pk)


def _held_open(consultation: Consultation, today: datetime.date) -> Consultation:
    """The consultation, held open until the transaction ends: who closes it waits, or came first."""
    locked = Consultation.objects.select_for_update(of=["self"], no_key=True).get(pk=consultation.pk)
    to = "the council" if consultation.version.policy.council_id else "the headteacher"
    consulting.check_open(until=locked.until, is_ended=locked.ended_at is not None, today=today, to=to)
    return locked


def _require_saying(consultation: Consultation, board: BoardAsked | None, by: User) -> None:
    """Raise PermissionDenied where this person may not say anything here: for themselves, or for this board."""
    if board is None:
        return require(by, Permission.CONSULTATION_COMMENT, _school(consultation.version))
    if board.consultation_id != consultation.pk:
        raise PermissionDenied
    return require_speaking(by, board)


def require_speaking(by: User, board: BoardAsked) -> None:
    """Raise PermissionDenied where this person replies for none of the schools of this board."""
    schools = [one.school for one in BoardAsked.objects.of_board(board).select_related("school")]
    if not any(allows(by, Permission.MODEL_REPLY, school) for school in schools):
        raise PermissionDenied


def _own(comment: Comment, by: User, today: datetime.date) -> Comment:
    """A comment of somebody's own or of a board for which they reply, locked, where they may still change it."""
    _require_saying(comment.consultation, comment.board, by)
    _held_open(comment.consultation, today)
    locked = Comment.objects.select_for_update(of=["self"]).select_related("consultation__version").get(pk=comment.pk)
    if locked.board_id is None and locked.by_id != by.pk:
        raise Refused("Only the person who wrote a comment can change it.")
    consulting.check_changeable(is_answered=locked.is_answered, is_withdrawn=locked.withdrawn_at is not None)
    return locked


def _checked(consultation: Consultation, place: str, text: str, suggested: str) -> tuple[consulting.Place, str]:
    """Where a comment stands and what it suggests, once both may be."""
    where = consulting.places(consultation.version.text).get(place)
    if where is None:
        raise Refused("That clause is not in this version. Go back to the policy and choose again.")
    words = consulting.suggestion(where.clause, suggested)
    consulting.check_said(text, words)
    consulting.check_suggestion(where.clause, words)
    return where, words
