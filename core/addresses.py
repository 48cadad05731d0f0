"""Addresses of pages, each worked out once: a home page names thirty, the same ones at every visit."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=16_384)
def address(name: str, /, *places: int | str, **keys: int | str) -> str:
    """The address of the page with this name. A process serves all of them under one prefix."""
    return reverse(name, args=places, kwargs=keys)
