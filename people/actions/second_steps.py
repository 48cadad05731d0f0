"""A lost second step: an administrator who has checked face to face who it is asks for it to be taken away."""

import datetime

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction

from core import clock, mail
from core.organisations import key_of
from people.access.resetting import administers_itself, may_reset
from people.accounts import rules, signed_in
from people.models import SecondStepReset, User
from people.rules import Refused


def _require(by: User, user: User) -> None:
    if not may_reset(by, user):
        raise PermissionDenied(rules.NOT_ONESELF if by.pk == user.pk else "Your role does not include this.")


@transaction.atomic
def ask_for_reset(*, user: User, by: User) -> SecondStepReset:
    """Take this person's second step away tomorrow at this time. They are told at once, and can stop it.

    Raises Refused where there is none, or where a reset is under way.
    """
    _require(by, user)
    locked = User.objects.select_for_update().get(pk=user.pk)
    if not Authenticator.objects.filter(user_id=locked.pk).exists():
        raise Refused(rules.NONE_SET_UP)
    if under_way(locked) is not None:
        raise Refused(rules.ASKED_ALREADY)
    now = clock.now()
    reset = SecondStepReset(
        user=locked, organisation=_where(by), asked_by=by, asked_at=now, due_at=now + rules.RESET_WAITS
    )
    reset.full_clean()
    reset.save()
    mail.post(kind="people.second-step-reset", about=f"{reset.pk}:asked")
    return reset


@transaction.atomic
def agree_to_reset(*, reset: SecondStepReset, by: User) -> SecondStepReset:
    """Let a reset take effect now. Raises Refused unless `by` is a second administrator, or where it has ended."""
    _require(by, reset.user)
    locked = SecondStepReset.objects.select_for_update().get(pk=reset.pk)
    if locked.asked_by_id == by.pk:
        raise Refused(rules.SECOND_NEEDED)
    if locked.stopped_at or locked.done_at:
        raise Refused(rules.RESET_IS_OVER)
    locked.agreed_by, locked.agreed_at = by, clock.now()
    _take_away(locked)
    return locked


@transaction.atomic
def stop_reset(*, reset: SecondStepReset, by: User) -> SecondStepReset:
    """Keep one's second step, or take back what one asked for. Sent twice, it is stopped once."""
    if by.pk not in {reset.user_id, reset.asked_by_id}:
        raise PermissionDenied("Your role does not include this.")
    locked = SecondStepReset.objects.select_for_update().get(pk=reset.pk)
    if locked.done_at:
        raise Refused(rules.RESET_IS_OVER)
    if not locked.stopped_at:
        locked.stopped_at = clock.now()
        locked.save(update_fields=["stopped_at"])
    return locked


def carry_out_due(now: datetime.datetime) -> int:
    """Take away the second steps whose day has come. How many."""
    done = 0
    for key in SecondStepReset.objects.filter(
        due_at__lte=now, stopped_at__isnull=True, done_at__isnull=True
    ).values_list("pk", flat=True):
        with transaction.atomic():
            reset = SecondStepReset.objects.select_for_update().get(pk=key)
            if not reset.stopped_at and not reset.done_at:
                _take_away(reset)
                done += 1
    return done


def under_way(user: User) -> SecondStepReset | None:
    """The reset of this person's second step that waits for its day."""
    return SecondStepReset.objects.filter(user=user, stopped_at__isnull=True, done_at__isnull=True).first()


def _take_away(reset: SecondStepReset) -> None:
    Authenticator.objects.filter(user_id=reset.user_id).delete()
    signed_in.end_all(reset.user)
    reset.done_at = clock.now()
    reset.full_clean()
    reset.save()
    mail.post(kind="people.second-step-reset", about=f"{reset.pk}:done")


def _where(by: User) -> str:
    """The organisation as whose administrator somebody asks; nothing for whoever runs the installation."""
    for membership in by.memberships_today:
        if administers_itself(membership):
            return key_of(membership.organisation)
    return ""
