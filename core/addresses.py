"""Addresses of pages, each worked out once: a home page names thirty, the same ones at every visit."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse


@lru_cache(maxsize=16_384)
def address(name: str, /, *places: int | str, **keys: int | str) -> str:
    """The address of the page with this name. A process serves all of them under one prefix."""
    return reverse(name, args=places, kwargs=keys)


def public_address(name: str, /, *places: int | str, **keys: int | str) -> str:
    """The whole address of a page, for a letter: `https://succession.example.org/schools/999001/`."""
    return settings.PUBLIC_ADDRESS + address(name, *places, **keys)
