"""The secret of a person's calendar link, and whom a link leads to. Kept as its hash alone."""

import hashlib
import secrets

from django.utils.crypto import salted_hmac

from core.addresses import public_address
from people.models import User
from people.queries import person_of
from succession.models import CalendarFeed


def new_nonce() -> str:
    """What makes one link unlike every other."""
    return secrets.token_hex(16)


def token_of(nonce: str) -> str:
    """The secret part of the link: whoever has the database alone cannot make it."""
    return salted_hmac("succession.calendar", nonce, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    """What the database keeps of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_of(user: User) -> str:
    """The whole address of somebody's calendar; empty where they have none."""
    feed = CalendarFeed.objects.filter(user=user).first()
    return public_address("calendar-feed", token=token_of(feed.nonce)) if feed else ""


def reader_of(token: str) -> User | None:
    """Whose link this is, with the roles they hold today; None for one that is nobody's any more."""
    feed = CalendarFeed.objects.filter(token_hash=hash_of(token), user__is_active=True).only("user").first()
    return person_of(feed.user_id) if feed else None
