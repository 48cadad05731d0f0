"""Counting wrong guesses, so that guessing is slow and yet no stranger can keep anybody out.

Ten wrong passwords in five minutes are an account's, and ten an address's. An address from which somebody signed in
within the last month is known: guesses from there count apart, so that a stranger who uses up the account's ten
elsewhere does not shut its owner out at school. The counts lie in the database, so that they hold across processes.
"""

import datetime

from allauth.core.internal.ratelimit import get_ip
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from core.caching import counts

MOST, WITHIN = 10, datetime.timedelta(minutes=5)
_A_MONTH = 30 * 24 * 60 * 60
_LONGER_THAN_A_CODE_LASTS = 5 * 60


def counted_for(request: HttpRequest, email: str) -> tuple[str, str]:
    """What a guess counts for: the address it comes from, and the account, whether there is one or not.

    From a known address the account is counted apart.
    """
    known = _known_at(request, email)
    account = f"{known}:guesses" if cache.get(known) else hidden("account", email.strip().lower())
    return hidden("from", get_ip(request)), account


def may_guess(counted: tuple[str, str]) -> bool:
    """Count a guess before it is looked at, however many are made at that moment: whether there are any left."""
    return counts().count(counted, WITHIN) <= MOST


def was_right(counted: tuple[str, str]) -> None:
    """It was no guess: it does not count. Those before it do."""
    counts().count_back(counted)


def remember(request: HttpRequest, email: str) -> None:
    """This account's owner was at this address."""
    cache.set(_known_at(request, email), 1, _A_MONTH)


def is_first_use(user_id: int, code: str) -> bool:
    """Whether this code opens for the first time: codes last longer than the moment they are typed in."""
    return cache.add(hidden("code", f"{user_id}:{code}"), 1, _LONGER_THAN_A_CODE_LASTS)


def _known_at(request: HttpRequest, email: str) -> str:
    return hidden("address", f"{email.strip().lower()} {get_ip(request)}")


def hidden(what: str, words: str) -> str:
    """A key of the cache that names nobody."""
    return f"guesses:{what}:{salted_hmac('people.guesses', words, algorithm='sha256').hexdigest()}"
