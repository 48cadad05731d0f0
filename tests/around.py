"""Transactions that stand for what Django puts around a test: code that must run outside any may run inside these."""

from django.db import transaction


def around_tests() -> transaction.Atomic:
    """One of them."""
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]  # as Django marks its own
    return around
