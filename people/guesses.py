"""Counting wrong guesses, so that guessing is slow and yet no stranger can keep anybody out.

Ten wrong passwords in five minutes are an account's, and ten an address's. An address from which somebody signed in
within the last month is known: guesses from there count apart, so that a stranger who uses up the account's ten
elsewhere does not shut its owner out at school. The counts lie in the database, so that they hold across processes.
"""

from allauth.core.internal.ratelimit import get_ip
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

_A_MONTH = 30 * 24 * 60 * 60
_LONGER_THAN_A_CODE_LASTS = 5 * 60


def counted_for(request: HttpRequest, email: str) -> str:
    """The account that is guessed at, whether there is one or not; from a known address, the two together."""
    account = hidden("account", email.strip().lower())
    known = _known_at(request, email)
    return known if cache.get(known) else account


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
