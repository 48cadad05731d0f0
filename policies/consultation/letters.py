"""The letters that ask people about a policy and remind of its review: what there is to do and where, never its words.

A writer is given what the letter is about, and answers with nobody (None) where nobody should have it any more.
"""

from django.conf import settings

from core import clock
from core.addresses import public_address
from core.mailing import Written
from people.access.guards import allows
from people.access.roles import Permission
from people.models import School, User
from policies.consultation import asked
from policies.models import Adoption, Comment, Consultation, ReadReceipt, ReadRequest, Version


def consultation_opened(about: str) -> Written | None:
    """To somebody who is asked what they think of a version. about: the key of the consultation, a colon, theirs."""
    key, user = _addressed(about)
    out = Consultation.objects.select_related("version__policy__school").filter(pk=key).first()
    if out is None or user is None or not out.is_open(clock.today()):
        return None
    school = _school(out.version)
    if not allows(user, Permission.CONSULTATION_COMMENT, school):
        return None
    return _written(
        user,
        f"What do you think of the policy of {school.name}?",
        f"Until the end of {out.until:%-d %B %Y} you can read the next version of the succession planning policy,"
        " comment on it clause by clause, and suggest other words:",
        public_address("policies:consultation", urn=school.urn, consultation_id=out.pk),
    )


def comments_answered(about: str) -> Written | None:
    """To somebody all of whose comments have been answered."""
    key, user = _addressed(about)
    out = Consultation.objects.select_related("version__policy__school").filter(pk=key).first()
    if out is None or user is None:
        return None
    school = _school(out.version)
    own = Comment.objects.standing().filter(consultation=out, by=user)
    if own.filter(answered_at__isnull=True).exists() or not allows(user, Permission.CONSULTATION_COMMENT, school):
        return None
    return _written(
        user,
        f"Your comments on the policy of {school.name} are answered",
        "You can read what became of each here:",
        public_address("policies:consultation", urn=school.urn, consultation_id=out.pk),
    )


def to_read(about: str) -> Written | None:
    """To somebody who is asked to read an adopted version. about: the key of the version, a colon, theirs."""
    key, user = _addressed(about)
    request = ReadRequest.objects.select_related("version__policy__school").filter(version=key).first()
    if request is None or user is None or ReadReceipt.objects.filter(version=key, user=user).exists():
        return None
    school = _school(request.version)
    people = asked.asked_to_read(school, clock.today(), of_staff=request.of_staff, of_governors=request.of_governors)
    if not people.filter(pk=user.pk).exists():
        return None
    by_day = f" by {request.by_day:%-d %B %Y}" if request.by_day else ""
    return _written(
        user,
        f"Read the policy of {school.name}",
        f"{school.name} asks you to read its succession planning policy{by_day}, and to confirm that you have:",
        public_address("policies:read", urn=school.urn, number=request.version.number),
    )


def review_due(about: str) -> Written | None:
    """To a head or a clerk, that a review comes near. about: the key of the adoption, a colon, theirs."""
    key, user = _addressed(about)
    adoption = Adoption.objects.select_related("version__policy__school").filter(pk=key).first()
    if adoption is None or user is None:
        return None
    school, today = _school(adoption.version), clock.today()
    if not asked.people_of(school, asked.REMINDED, today).filter(pk=user.pk).exists():
        return None
    if Version.objects.of(school).waiting().filter(number__gt=adoption.version.number).exists():
        return None
    due = f"{adoption.review_due_on:%-d %B %Y}"
    has_passed = adoption.review_due_on < today
    said = f"was due for review on {due}, and has lapsed" if has_passed else f"is due for review on {due}"
    return _written(
        user,
        f"The policy of {school.name} {'has lapsed' if has_passed else 'is due for review'}",
        f"The succession planning policy of {school.name} {said}. The school changes it, or submits it as it is, and"
        " the governing board adopts it anew:",
        public_address("policies:policy", urn=school.urn),
    )


def _addressed(about: str) -> tuple[int, User | None]:
    key, _, reader = about.partition(":")
    return int(key), User.objects.filter(pk=int(reader), is_active=True).first()


def _school(version: Version) -> School:
    school = version.policy.school
    assert school is not None, "a model policy is nobody's to read and confirm"  # noqa: S101
    return school


def _written(user: User, subject: str, *paragraphs: str) -> Written:
    return Written(user.email, subject, "\n\n".join([*paragraphs, f"Succession, {settings.PUBLIC_ADDRESS}\n"]))
