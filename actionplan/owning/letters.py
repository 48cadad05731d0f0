"""The letters about what a team handed back. They name nobody and hold no words of anybody: only where it stands."""

from django.conf import settings

from actionplan.models import HandBack
from core.addresses import public_address
from core.mailing import Written
from people.access.guards import allows
from people.access.roles import Permission
from people.models import User


def handed_back(about: str) -> Written | None:
    """To an officer, while it waits for an answer. about: the key of what was handed back, a colon, the officer's."""
    key, _, reader = about.partition(":")
    handed, user = _handed(key), User.objects.filter(pk=int(reader), is_active=True).first()
    if handed is None or user is None or handed.answered_at is not None:
        return None
    council = handed.recommendation.review.council
    if not allows(user, Permission.PLAN_EDIT, council):
        return None
    page = public_address("actionplan:hand-back-answer", code=council.code, hand_back_id=handed.pk)
    words = f"A team says that recommendation {handed.recommendation.name} is not its own. Read why, and answer, here:"
    return _written(user, f"A team of {council} hands back recommendation {handed.recommendation.name}", words, page)


def hand_back_answered(about: str) -> Written | None:
    """To whoever handed it back, once it is answered, while they may still update plans there."""
    handed = _handed(about)
    if handed is None or handed.answered_at is None or not handed.by.is_active or handed.by_id == handed.answered_by_id:
        return None
    council = handed.recommendation.review.council
    if not allows(handed.by, Permission.PLAN_UPDATE, council):
        return None
    page = public_address("actionplan:recommendation", code=council.code, recommendation_id=handed.recommendation_id)
    words = "You said that it is not your team’s. Read here what became of that:"
    return _written(handed.by, f"Recommendation {handed.recommendation.name} of {council}: an answer", words, page)


def _handed(key: str) -> HandBack | None:
    found = HandBack.objects.select_related("recommendation__review__council", "by").filter(pk=int(key))
    return found.first()


def _written(user: User, subject: str, words: str, page: str) -> Written:
    return Written(user.email, subject[:200], "\n\n".join([words, page, f"Succession, {settings.PUBLIC_ADDRESS}\n"]))
