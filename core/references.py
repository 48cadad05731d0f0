"""The reference of a request: eight characters that a person can read out over the telephone.

It stands on every error page, in the header `X-Request-Reference` of every answer, and beside every line that is
logged meanwhile, so that what somebody saw is found in the log.
"""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# No vowels, so that it is never a word, and none of the pairs that look or sound alike: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
ALPHABET = "34679CDFGHJKMNPQRTWX"
LENGTH = 8
PATTERN = rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}"
HEADER = "X-Request-Reference"

_current: ContextVar[str] = ContextVar("request_reference", default="")


def new() -> str:
    """A reference such as "K7MC-PD94", one of 25,600,000,000."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{letters[: LENGTH // 2]}-{letters[LENGTH // 2 :]}"


def current() -> str:
    """The reference of the request that is being answered; empty outside one."""
    return _current.get()


@contextmanager
def referred(reference: str) -> Iterator[None]:
    """Have what is logged inside carry this reference."""
    token = _current.set(reference)
    try:
        yield
    finally:
        _current.reset(token)


class ReferenceFilter(logging.Filter):
    """Gives each line of the log the reference of its request, or "-" where there is none, and drops no line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add `reference` to the record. Django's last line on a request comes after it and names the request."""
        record.reference = current() or getattr(getattr(record, "request", None), "reference", "") or "-"
        return True
