"""Nobody's words are lost: a form carries the token of what it was opened on, and saving compares it."""

import hashlib


class Conflict(Exception):
    """Somebody saved something else meanwhile. The page that catches it shows both texts."""


def token(*parts: object) -> str:
    """A short token of what a form was opened on."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:16]


def check(*, opened_on: str, now: str) -> None:
    """Raise Conflict when what is stored is no longer what the form was opened on."""
    if opened_on != now:
        raise Conflict
