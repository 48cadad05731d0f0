"""Writing and sending a letter, in a job.

The writer of its kind (core.kinds) says who should have the letter now and what it says, so that whoever lost the
right to it meanwhile gets none. A letter is sent once; where a worker dies between sending and noting it, the same
letter goes again under the same Message-ID, and mail programs show one.

A letter holds no confidential words: it says that there is something to see, and where.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.crypto import salted_hmac

from core import clock, kinds, rules
from core.models import Letter
from core.privacy import is_nowhere


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it goes out: to one address, a subject of one line, and plain words."""

    to: str
    subject: str
    words: str


class NotSent(Exception):
    """A letter that could not be sent this time. Its text names the letter and the kind of failure, and no address."""


def send(letter_id: int) -> None:
    """Write and send one letter. Safe to repeat.

    Raises NotSent where the mail server would not have it; what the writer wrote down meanwhile is then undone.
    """
    try:
        _send(letter_id)
    except Exception as error:  # noqa: BLE001 (whatever it was is counted, and told without its words)
        letter = Letter.objects.filter(pk=letter_id).first()
        if letter is not None:
            letter.failures, letter.failed_at = letter.failures + 1, clock.now()
            letter.save(update_fields=["failures", "failed_at"])
        # The cause is named and not shown: a mail server's answer holds the address.
        raise NotSent(f"letter {letter_id}: {type(error).__name__}") from None


@transaction.atomic
def _send(letter_id: int) -> None:
    letter = Letter.objects.select_for_update().filter(pk=letter_id).first()
    if letter is None or letter.state != rules.LetterState.WAITING:
        return
    written: Written | None = kinds.named(kinds.WRITERS[letter.kind])(letter.about)
    if written is not None and is_nowhere(written.to):
        written = None  # to somebody who was erased meanwhile
    if written is not None:
        message = EmailMessage(
            written.subject, written.words, settings.DEFAULT_FROM_EMAIL, [written.to], headers=_headers(letter)
        )
        message.send()
    letter.state = (rules.LetterState.SENT if written else rules.LetterState.DROPPED).value
    letter.ended_at = clock.now()
    letter.save(update_fields=["state", "ended_at"])


def _headers(letter: Letter) -> dict[str, str]:
    """The same at every attempt. `Auto-Submitted` keeps answering machines from answering."""
    key = salted_hmac("core.mail", str(letter.pk), algorithm="sha256").hexdigest()[:32]
    return {"Message-ID": f"<{key}@{urlsplit(settings.PUBLIC_ADDRESS).hostname}>", "Auto-Submitted": "auto-generated"}
