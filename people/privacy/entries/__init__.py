"""What the rows of this package, and of what signs people in, hold about people (see core.privacy)."""

from core.privacy import register
from people.privacy.entries import accounts, care, growing, planning


def state() -> None:
    """Say it, once, when the application starts."""
    register(*accounts.ENTRIES, *planning.ENTRIES, *growing.ENTRIES, *care.ENTRIES)
