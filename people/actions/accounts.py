"""What people do to accounts: ask for a new password, choose it, change the address they sign in with."""

from django.db import IntegrityError, transaction

from core import clock, mail
from people.accounts import rules, signed_in, tokens
from people.models import EmailChange, PasswordRequest, User
from people.rules import Refused


@transaction.atomic
def ask_for_password(*, email: str) -> PasswordRequest:
    """Ask for the letter that leads to a new password. Whether anybody has this address shows in the letter alone."""
    asked = PasswordRequest(email=email.strip().lower(), asked_at=clock.now())
    asked.full_clean()
    asked.save()
    mail.post(kind="people.password-request", about=asked.pk)
    return asked


def whose_link(key: str) -> User | None:
    """Whom this link to a new password is for, while it works and their account is open."""
    owner = tokens.password_owner(key)
    user = User.objects.filter(pk=owner, is_active=True).first() if owner is not None else None
    return user if user is not None and tokens.opens_password(user, key) else None


@transaction.atomic
def choose_password(*, key: str, password: str) -> User:
    """Give the person of this link a new password, and sign them out everywhere.

    It is no sign-in: the second step is asked for as ever. Raises Refused for a link that is over.
    """
    owner = tokens.password_owner(key)
    user = User.objects.select_for_update().filter(pk=owner, is_active=True).first() if owner is not None else None
    if user is None or not tokens.opens_password(user, key):
        raise Refused(rules.LINK_IS_OVER)
    user.set_password(password)
    user.save(update_fields=["password"])
    signed_in.end_all(user)
    mail.post(kind="people.account-changed", about=f"{user.pk}:password_reset")
    return user


@transaction.atomic
def ask_for_email(*, new: str, by: User) -> EmailChange:
    """Ask for the letter that shows that another address is one's own. It says so where somebody has it already."""
    new = new.strip().lower()
    if new == by.email:
        raise Refused("This is the address you sign in with now.")
    change = EmailChange(user=by, old=by.email, new=new, asked_at=clock.now())
    change.full_clean()
    change.save()
    mail.post(kind="people.email-change", about=change.pk)
    return change


@transaction.atomic
def change_email(*, change_id: int, key: str, by: User, session_key: str) -> EmailChange:
    """Sign in with the new address from now on, tell the old one, and end the other sessions.

    Raises Refused for a link that is over or another's, and where somebody took the address meanwhile.
    """
    user = User.objects.select_for_update().get(pk=by.pk)
    change = confirmable(change_id, key, user)
    user.email, change.done_at = change.new, clock.now()
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError as taken:
        raise Refused(rules.TAKEN) from taken
    change.save(update_fields=["done_at"])
    by.email = user.email
    signed_in.end_all(user, but=session_key)
    mail.post(kind="people.email-changed", about=change.pk)
    return change


def confirmable(change_id: int, key: str, by: User) -> EmailChange:
    """The change of address that this link confirms. Raises Refused where it is over, or another's."""
    change = EmailChange.objects.select_related("user").filter(pk=change_id).first()
    if change is not None and change.user_id != by.pk:
        raise Refused(rules.NOT_YOURS)
    if change is None or not tokens.opens_email(change, key):
        raise Refused(rules.LINK_IS_OVER)
    return change
