"""Letters by mail: asked for in the transaction of their cause, written and sent by a job (core.mailing).

with transaction.atomic():
    invitation = Invitation.objects.create(...)
    mail.post(kind="people.invitation", about=invitation.pk)
"""

from collections.abc import Iterable

from core import clock, jobs, tasks
from core.models import Letter


def post(*, kind: str, about: int | str) -> Letter:
    """Ask for a letter. Call it in the transaction of what the letter is about: without it, no letter.

    kind: a kind that an app registered a writer for. about: the key of a row, never an address or words.
    """
    letter = Letter.objects.create(kind=kind, about=str(about), asked_at=clock.now())
    jobs.enqueue(tasks.send_letter, letter_id=letter.pk)
    return letter


def post_many(*, kind: str, abouts: Iterable[str]) -> int:
    """Ask for many letters of a kind in two statements, as `post` does for one: for jobs that write to thousands."""
    now = clock.now()
    letters = Letter.objects.bulk_create(Letter(kind=kind, about=about, asked_at=now) for about in abouts)
    jobs.enqueue_many(tasks.send_letter, ({"letter_id": letter.pk} for letter in letters))
    return len(letters)
