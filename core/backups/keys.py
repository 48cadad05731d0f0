"""Keys of backups. The public half makes them; only the secret half opens them, and it lies elsewhere."""

from collections.abc import Iterable
from pathlib import Path

import pyrage
from pyrage.x25519 import Identity, Recipient

from core.backups import Refused

_PUBLIC, _SECRET = "age1", "AGE-SECRET-KEY-1"
NO_KEY = "Set SUCCESSION_BACKUP_KEY or name a file with --key-file: `python manage.py backup --new-key` makes the keys."


def new_pair() -> tuple[str, str]:
    """A public and a secret key."""
    identity = Identity.generate()
    return str(identity.to_public()), str(identity)


def given(key_file: str, setting: str) -> list[str]:
    """The keys of a file, one on a line and `#` before what is said about them; without a file, those of the setting.

    Raises Refused where there is none.
    """
    text = setting
    if key_file:
        try:
            text = Path(key_file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not a text file"
            raise Refused(f"The key file {key_file} cannot be read: {reason}.") from error
    found = [word for line in text.splitlines() for word in line.partition("#")[0].replace(",", " ").split()]
    if not found:
        raise Refused(f"{key_file} holds no key." if key_file else NO_KEY)
    return found


def to_make(keys: Iterable[str]) -> list[Recipient]:
    """Whom a backup is encrypted for: each of them alone can open it. A secret key stands for its public half."""
    return [_recipient(key) for key in keys]


def to_open(keys: Iterable[str]) -> list[Identity]:
    """The secret keys among `keys`.

    Raises Refused where there are only public ones.
    """
    keys = list(keys)
    secret = [_identity(key) for key in keys if key.upper().startswith(_SECRET)]
    if not secret:
        _ = to_make(keys)  # a word that is no key at all is told first
        raise Refused(
            "This key is the public half, which only makes backups: give the file of the secret half, "
            f"which begins with {_SECRET}, with --key-file."
        )
    return secret


def _recipient(key: str) -> Recipient:
    if key.upper().startswith(_SECRET):
        return _identity(key).to_public()
    try:
        return Recipient.from_str(key)
    except pyrage.RecipientError:
        raise Refused(f"The key for backups is not a whole key: one begins with {_PUBLIC} or {_SECRET}.") from None


def _identity(key: str) -> Identity:
    try:
        return Identity.from_str(key.upper())
    except pyrage.IdentityError:
        raise Refused("The secret key is not whole: copy all of its line.") from None
