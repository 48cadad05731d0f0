"""The accounts of a school or council that open a person's account here: joined and parted by that person alone."""

from dataclasses import dataclass
from datetime import datetime

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import PermissionDenied
from django.db import transaction

from people.models import User

# What a person reads when it did not go as they hoped.
UNKNOWN = (
    "This work account is not joined to an account here yet. Sign in with your email address and password, "
    "then join it under “Work accounts”."
)
STOPPED = "You stopped before it was finished, so nothing has changed."
UNREACHED = "The other service did not answer. Try again in a few minutes, or sign in with your password."
NOT_SET_UP = "This service is not set up here. Sign in with your email address and password."
NOT_BELIEVED = (
    "The other service did not say clearly who you are, so nothing was opened. "
    "Begin again, or sign in with your password."
)
ANOTHERS = "This work account opens somebody else’s account here, so it was not joined to yours."
WRONG_DOMAIN = "This is not an account of your school or council. Choose that one, or sign in with your password."


class Refused(Exception):
    """A work account that cannot be parted. Its text is the sentence the person reads."""


@dataclass(frozen=True, slots=True)
class WorkAccount:
    """One of them: at which provider, since when, and when it was last used."""

    pk: int
    name: str
    joined_at: datetime
    used_at: datetime


def work_accounts_of(user: User) -> list[WorkAccount]:
    """A person's own, the first joined first. One of a provider that is not in the settings any more opens nothing."""
    names = {provider.app.provider_id: provider.name for provider in get_adapter().list_providers(None)}
    return [
        WorkAccount(
            found.pk, names.get(found.provider, "A service no longer used"), found.date_joined, found.last_login
        )
        for found in SocialAccount.objects.filter(user=user).order_by("date_joined", "pk")
    ]


def work_account_of(user: User, key: int) -> WorkAccount | None:
    """One of a person's own."""
    return next((account for account in work_accounts_of(user) if account.pk == key), None)


@transaction.atomic
def remove_work_account(*, account: WorkAccount, by: User) -> None:
    """Part a work account from the account of the person who joined it. Sent twice, it is parted once.

    Raises Refused where it is the only way in.
    """
    User.objects.select_for_update().get(pk=by.pk)
    mine = SocialAccount.objects.filter(user=by)
    if SocialAccount.objects.filter(pk=account.pk).exclude(user=by).exists():
        raise PermissionDenied("Only the person who joined a work account can part it.")
    if not by.has_usable_password() and not mine.exclude(pk=account.pk).exists():
        raise Refused("This is your only way to sign in. Set a password first, then part it.")
    mine.filter(pk=account.pk).delete()
