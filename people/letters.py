"""The letters about accounts. Each says that something happened, and where to look: never a name but the reader's own.

A writer is given what the letter is about, and answers with nobody (None) where nobody should have it any more.
"""

from django.conf import settings

from core import clock
from core.addresses import public_address
from core.mailing import Written
from people.accounts import rules, tokens
from people.models import EmailChange, Interest, Nomination, PasswordRequest, SecondStepReset, TalentRecord, User

_CHANGES = {
    "totp_activated": (
        "A second step was set up for your account",
        "From now on, pages that need it ask for a code from your authenticator app.",
    ),
    "totp_deactivated": (
        "The second step of your account was switched off",
        "Your password alone now opens your account.",
    ),
    "recovery_codes_generated": (
        "New recovery codes were made for your account",
        "The recovery codes you had before open nothing any more.",
    ),
    "password_changed": (
        "The password of your account was changed",
        "Everywhere else you were signed in, you are signed out.",
    ),
    "linked": (
        "Your account was linked to another sign-in",
        "You can sign in with Microsoft or Google now, as well as with your password.",
    ),
    "unlinked": (
        "Your account is not linked to another sign-in any more",
        "You sign in with your password now.",
    ),
    "password_reset": (
        "The password of your account was changed",
        "It was changed with a letter like this one. Everywhere you were signed in, you are signed out.",
    ),
}
_NOT_YOU = (
    "If it was not you, ask for a new password at {address} at once, and tell whoever looks after accounts at your"
    " school or council."
)


def account_changed(about: str) -> Written | None:
    """To a person, that something was done to their account. about: the key of the person, a colon, and what."""
    key, what = about.split(":")
    user = _open_account(key)
    if user is None:
        return None
    subject, words = _CHANGES[what]
    address = public_address("account_reset_password")
    return _written(
        user.email, subject, words, f"If it was you, there is nothing to do. {_NOT_YOU.format(address=address)}"
    )


def password_request(about: str) -> Written | None:
    """To the address that somebody asked with: a link to a new password, or that no account has this address.

    Either way it is one letter, so that nobody learns from the queue who has an account. The address is forgotten.
    """
    asked = PasswordRequest.objects.select_for_update().filter(pk=int(about)).first()
    if asked is None:
        return None
    asked.delete()
    if clock.now() - asked.asked_at > rules.REQUEST_LASTS:
        return None
    user = User.objects.filter(email=asked.email, is_active=True).first()
    if user is None:
        return _written(
            asked.email,
            "No account with this address",
            "Somebody asked for a new password with this address. No open account has it, so nothing was changed.",
            "If it was you, try another address of yours, or ask whoever looks after accounts at your school or"
            " council. If it was not you, there is nothing to do.",
        )
    return _written(
        user.email,
        "Choose a new password",
        "Somebody asked for a new password for your account. Open this page to choose one:",
        public_address("account_reset_password_from_key", key=tokens.password_key(user)),
        "The page works once, and for one hour. Your second step, if you have one, stays as it is.",
        "If it was not you, there is nothing to do: your password is as it was.",
    )


def email_change(about: str) -> Written | None:
    """To another address that somebody wants to sign in with: the link that shows it is theirs."""
    change = EmailChange.objects.select_related("user").filter(pk=int(about), done_at__isnull=True).first()
    if change is None or clock.now() - change.asked_at > rules.REQUEST_LASTS or not change.user.is_active:
        return None
    if User.objects.filter(email=change.new).exists():
        return _written(
            change.new,
            "This address has an account already",
            "Somebody who is signed in with another address asked to sign in with this one. It has an account already,"
            " so nothing was changed.",
            "If it was you, sign in with this address. If it was not you, there is nothing to do.",
        )
    return _written(
        change.new,
        "Confirm your new address",
        "Somebody asked to sign in with this address. If it was you, sign in as you did until now and open this page:",
        public_address("people:email-confirm", change_id=change.pk, key=tokens.email_key(change)),
        "The page works once, and for one hour. If it was not you, there is nothing to do.",
    )


def email_changed(about: str) -> Written | None:
    """To the address that somebody signed in with until now."""
    change = EmailChange.objects.select_related("user").filter(pk=int(about), done_at__isnull=False).first()
    if change is None:
        return None
    return _written(
        change.old,
        "You sign in with another address now",
        "The address of your account was changed, and this one opens it no more.",
        "If it was not you, tell whoever looks after accounts at your school or council at once.",
    )


def second_step_reset(about: str) -> Written | None:
    """To whoever's second step is to be taken away: when, and how to stop it; and once more when it has been."""
    key, what = about.split(":")
    reset = SecondStepReset.objects.select_related("user").filter(pk=int(key)).first()
    if reset is None or not reset.user.is_active:
        return None
    page = public_address("people:second-step")
    if what == "done":
        return _written(
            reset.user.email,
            "Your second step was reset",
            "An administrator reset the second step of your account. You are signed out everywhere. At your next"
            " sign-in you are led to set up a new one.",
            _NOT_YOU.format(address=public_address("account_reset_password")),
        )
    if reset.stopped_at or reset.done_at:
        return None
    return _written(
        reset.user.email,
        "Your second step is to be reset",
        f"An administrator says that they met you and that you lost your second step. It is taken away on"
        f" {clock.local(reset.due_at):%-d %B %Y at %H:%M}, or earlier if a second administrator agrees.",
        "If you still have it, sign in and stop this here:",
        page,
        "If you have not met an administrator about this, tell whoever looks after accounts at your school or council.",
    )


def nominated(about: str) -> Written | None:
    """To somebody who stands behind a leadership post: that there is something to read, and never which post."""
    found = Nomination.objects.standing().select_related("staff__user", "governor__user").filter(pk=int(about)).first()
    user = found.person.user if found else None
    if user is None or not user.is_active:
        return None
    return _written(
        user.email,
        "Your school has written down that you could take on more",
        "You can read what it says, and who may see it, under “What we hold about you”:",
        public_address("people:own-data"),
        "If you do not want this, tell your headteacher, or your chair of governors where it is about the board.",
    )


def talent_opened(about: str) -> Written | None:
    """To somebody whose school opened a talent record for them: where to read it, and nothing of what it says."""
    found = TalentRecord.objects.running().select_related("staff__user", "staff__school").filter(pk=int(about)).first()
    user = found.staff.user if found else None
    if found is None or user is None or not user.is_active:
        return None
    return _written(
        user.email,
        "Your school has opened a record about how you could grow",
        "You can read all of it, say what you would like yourself, and have it closed, under “My record”:",
        public_address("people:my-record", urn=found.staff.school.urn),
        "It holds no score and no rank, and governors and the council do not see it.",
    )


def interest_answered(about: str) -> Written | None:
    """To somebody who would like an opportunity: that there is an answer, and never which."""
    found = Interest.objects.select_related("staff__user", "staff__school").filter(pk=int(about)).first()
    user = found.staff.user if found else None
    if found is None or user is None or not user.is_active:
        return None
    return _written(
        user.email,
        "There is an answer about an opportunity you asked for",
        "You can read it here:",
        public_address("people:opportunities", urn=found.staff.school.urn),
    )


def _open_account(key: str) -> User | None:
    return User.objects.filter(pk=int(key), is_active=True).first()


def _written(to: str, subject: str, *paragraphs: str) -> Written:
    return Written(to, subject, "\n\n".join([*paragraphs, f"Succession, {settings.PUBLIC_ADDRESS}\n"]))
