"""Asking the boards of schools about a council's next model, and what they reply. What they say of its clauses, and
the answers, are those of any consultation (policies.actions.consultations).
"""

import datetime

from django.db import transaction

from core import clock, conflicts
from core.jobs import enqueue
from people.access.guards import require
from people.access.roles import Permission
from people.models import Council, Meeting, User
from policies import tasks
from policies.actions import consultations
from policies.boards import rules
from policies.consultation.ending import end
from policies.consultation.rules import Ending
from policies.document import Refused
from policies.models import BoardAsked, BoardReply, Comment, Consultation, Version
from policies.rules import Step, VersionState, after, check_none_out
from policies.writing import lock_version


@transaction.atomic
def ask_boards(
    *, version: Version, until: datetime.date, question: str, by: User, today: datetime.date
) -> Consultation:
    """Send a saved version of the model to the boards of the council's open schools; a job writes to them.

    Sent twice, or by two at once for the same day, they are asked once.
    """
    require(by, Permission.MODEL_EDIT, _council(version))
    locked = lock_version(version)
    consultations.settle(locked, today)
    running = Consultation.objects.running().filter(version=locked, until=until).first()
    if running is not None:
        return running
    check_asking(locked, locked.policy.versions.first(), locked.policy.versions.out().first())
    rules.check_until(until, today)
    opened = Consultation(version=locked, until=until, question=question.strip(), opened_by=by, opened_at=clock.now())
    opened.full_clean()
    opened.save()
    locked.state = after(Step.OPEN, locked.state)
    locked.save(update_fields=["state"])
    enqueue(tasks.ask_boards, consultation_id=opened.pk)
    return opened


def check_asking(version: Version, latest: Version | None, out: Version | None) -> None:
    """Refuse to ask about anything but the latest draft, or about two at once."""
    rules.check_is_draft(is_published=version.state == VersionState.ADOPTED)
    check_none_out(out.number if out else None)
    if latest is not None and latest.number != version.number:
        raise Refused(f"Version {latest.number} has been saved since. Ask about that one.")


@transaction.atomic
def close_boards(*, consultation: Consultation, reason: str, by: User, today: datetime.date) -> Consultation:
    """Take no more replies, before the day that was given. What was said stays. Sent twice, it is closed once."""
    require(by, Permission.MODEL_EDIT, _council(consultation.version))
    version = lock_version(consultation.version)
    consultations.settle(version, today)
    locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if locked.ended_at is not None:
        return locked
    rules.check_reason(reason)
    return end(version, locked, Ending.EARLY, by, reason=reason.strip())


@transaction.atomic
def remind_boards(*, consultation: Consultation, by: User, today: datetime.date) -> Consultation:
    """Write again for every board that has not replied; once a day."""
    require(by, Permission.MODEL_EDIT, _council(consultation.version))
    locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if not locked.is_open(today):
        raise Refused("The boards have no more time to reply, so they are not reminded.")
    last = clock.local(locked.reminded_at).date() if locked.reminded_at else None
    rules.check_reminder(reminded_on=last, today=today, waiting=locked.boards.filter(reply=None).count())
    locked.reminded_at = clock.now()
    locked.save(update_fields=["reminded_at"])
    enqueue(tasks.remind_boards, consultation_id=locked.pk)
    return locked


# What a board replies ------------------------------------------------------------------------------------------------
def reply_token(reply: BoardReply | None) -> str:
    """What the page was opened on: the reply there was."""
    return conflicts.token("reply", reply.pk if reply else 0)


@transaction.atomic
def reply_for_board(
    *,
    asked: BoardAsked,
    stance: str,
    words: str,
    meeting: Meeting | None,
    opened_on: str,
    by: User,
    today: datetime.date,
) -> BoardReply:
    """Say what a board makes of the model, for all schools it governs; until the last day another may take its place.

    Sent twice, it is said once. Raises conflicts.Conflict where the board says something else than on the page.
    """
    consultations.require_speaking(by, asked)
    out = Consultation.objects.select_for_update(of=["self"], no_key=True).get(pk=asked.consultation_id)
    rules.check_open(until=out.until, is_ended=out.ended_at is not None, today=today)
    board = BoardAsked.objects.of_board(asked)
    now = BoardReply.objects.filter(asked__in=board).order_by("-pk").first()
    comments = Comment.objects.standing().filter(board__in=board).count()
    chosen = rules.check_reply(stance, words, comments=comments)
    if meeting is not None and meeting.body_id != asked.body_id:
        raise Refused("Choose a meeting of this board.")
    said = (chosen.value, words.strip(), meeting.pk if meeting else None)
    if now is not None and (now.stance, now.words, now.meeting_id) == said:
        return now
    conflicts.check(opened_on=opened_on, now=reply_token(now))
    reply = BoardReply(asked=asked, stance=said[0], words=said[1], meeting=meeting, by=by, at=clock.now())
    reply.full_clean()
    reply.save()
    board.update(reply=reply)
    return reply


def _council(version: Version) -> Council:
    council = version.policy.council
    if council is None:
        raise Refused("A school’s policy goes out to its staff and governors, and not to the boards of schools.")
    return council
