"""The letters to those who reply for boards about a council's next model: that there is something to do, and where.

about: the key of the row of who was asked, a colon, the reader's. Nobody (None) where they no longer reply for it.
"""

from django.conf import settings

from core import clock
from core.addresses import public_address
from core.mailing import Written
from people.access.guards import allows
from people.access.roles import Permission
from people.models import User
from policies.models import BoardAsked, Comment


def model_asked(about: str) -> Written | None:
    """To somebody whose board is asked what it thinks."""
    asked, user = _addressed(about)
    if asked is None or user is None or not asked.consultation.is_open(clock.today()):
        return None
    council, until = asked.school.council.name, asked.consultation.until
    return _written(
        asked,
        user,
        f"What does your board think of the next model policy of {council}?",
        f"{council} asks the governing board of {asked.school.name} about the next version of its model succession"
        f" planning policy. Until the end of {until:%-d %B %Y} you can read it, comment on its clauses and send your"
        " board’s reply:",
    )


def model_reminded(about: str) -> Written | None:
    """The same again, where the board has not replied."""
    asked, user = _addressed(about)
    if asked is None or user is None or asked.reply_id or not asked.consultation.is_open(clock.today()):
        return None
    council, until = asked.school.council.name, asked.consultation.until
    return _written(
        asked,
        user,
        f"{council} still waits for your board’s reply",
        f"The governing board of {asked.school.name} has not replied yet about the next model succession planning"
        f" policy of {council}. It can until the end of {until:%-d %B %Y}:",
    )


def model_answered(about: str) -> Written | None:
    """To somebody whose board said something, once the model is published."""
    asked, user = _addressed(about)
    if asked is None or user is None:
        return None
    if asked.reply_id is None and not Comment.objects.standing().filter(board=asked).exists():
        return None
    council = asked.school.council.name
    return _written(
        asked,
        user,
        f"{council} has published its next model policy",
        f"The governing board of {asked.school.name} said what it thinks of a draft of it. You can read here what"
        f" became of that, and what {council} answered:",
    )


def _addressed(about: str) -> tuple[BoardAsked | None, User | None]:
    key, _, reader = about.partition(":")
    asked = BoardAsked.objects.select_related("consultation", "school__council").filter(pk=int(key)).first()
    user = User.objects.filter(pk=int(reader), is_active=True).first()
    if asked is None or user is None or not allows(user, Permission.MODEL_REPLY, asked.school):
        return None, None
    return asked, user


def _written(asked: BoardAsked, user: User, subject: str, words: str) -> Written:
    page = public_address("policies:board-model", urn=asked.school.urn, consultation_id=asked.consultation_id)
    return Written(user.email, subject, "\n\n".join([words, page, f"Succession, {settings.PUBLIC_ADDRESS}\n"]))
