"""Somebody before the pages of action plans."""

from typing import Any

from django.test import Client
from django.urls import reverse

from people.models import Council, User


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def content(answer: Any) -> bytes:
    """All of an answer. A file that was sent is closed when its last byte is read, as a server would."""
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def url(name: str, council: Council, **keys: Any) -> str:
    return reverse(f"actionplan:{name}", kwargs={"code": council.code} | keys)
