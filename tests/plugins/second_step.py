"""`client.force_login(user)` signs somebody in with their second step taken, as most tests want them.

`tests.signing_in.by_password_alone` leaves them at the door of the pages that ask for it.
"""

from typing import Any

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Let Django's test client do what the sign-in pages do."""
    from django.test import Client  # noqa: PLC0415 (Django is set up by now, and not when plugins are read)

    from tests.signing_in import note_second_step  # noqa: PLC0415 (as above)

    original = Client.force_login

    def force_login(self: Client, user: Any, backend: str | None = None) -> None:
        original(self, user, backend)
        note_second_step(self, user)

    Client.force_login = force_login  # type: ignore[method-assign]
