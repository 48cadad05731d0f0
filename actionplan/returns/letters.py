"""The letters to schools about a question. They hold no word of it: only which recommendation, and by when."""

from django.conf import settings

from actionplan.models import AskedSchool
from actionplan.returns import rules
from actionplan.returns.rules import Stand
from core import clock
from core.addresses import public_address
from core.mailing import Written
from people.access.guards import allows
from people.access.roles import Permission
from people.queries import person_of


def asked(about: str) -> Written | None:
    """That there is a question. about: the key of the school that was asked, a colon, the reader's."""
    return _written(about, is_reminder=False)


def reminded(about: str) -> Written | None:
    """That it still waits."""
    return _written(about, is_reminder=True)


def _written(about: str, *, is_reminder: bool) -> Written | None:
    """While the school has not answered, can, and the reader may answer for it."""
    key, _, reader = about.partition(":")
    related = ("school", "request__recommendation__review__council")
    found = AskedSchool.objects.with_stand(clock.today()).select_related(*related).filter(pk=int(key)).first()
    user = person_of(int(reader))
    if found is None or user is None or not user.is_active or found.request.is_closed or found.stand != Stand.WAITING:
        return None
    if not allows(user, Permission.RETURN_ANSWER, found.school):
        return None
    recommendation = found.request.recommendation
    council, school, due_on = str(recommendation.review.council), str(found.school), found.request.due_on
    words = rules.letter_words(
        council=council,
        school=school,
        recommendation=recommendation.name,
        due_on=due_on,
        is_reminder=is_reminder,
    )
    subject = rules.letter_subject(council=council, school=school, due_on=due_on, is_reminder=is_reminder)
    page = public_address("actionplan:school-return", urn=found.school.urn, asked_id=found.pk)
    parts = [words, "Read the question and answer it here:", page, f"Succession, {settings.PUBLIC_ADDRESS}\n"]
    return Written(user.email, subject, "\n\n".join(parts))
