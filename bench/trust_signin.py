"""What the protections of sign-in cost: sign-in less the password hash, and a signed-in page, each at most 1.3 times.

Without them means: no rate limits, no second step asked for, sessions that end only as Django's do, and neither the
content policy nor the other headers of core.middleware and Django's security middleware. The password is hashed by MD5
on both sides, so that its strength, which takes longer than all the rest, is left out. Asked in turn, in one process.
"""

import itertools
import json
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench.own_database import own_database

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "bench-signin"
RESULT = Path(__file__).resolve().parent / "results" / "signin.json"
MOST = 1.3
ROUNDS, BLOCK = 8, 10
_HEADERS = ("csp.middleware", "BrowserMiddleware", "SecurityMiddleware", "XFrameOptions", "ByItselfMiddleware")


def measure() -> dict[str, dict[str, Any]]:
    """Medians in milliseconds with and without, the ratio, and whether it kept to the promise."""
    with own_database(VAR):
        from django.core.management import call_command  # noqa: PLC0415 (Django is set up first)
        from django.test.utils import override_settings, setup_test_environment  # noqa: PLC0415 (as above)

        call_command("collectstatic", "--no-input", verbosity=0)
        setup_test_environment()
        with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
            return _compare()


def _compare() -> dict[str, dict[str, Any]]:
    from django.test import Client  # noqa: PLC0415

    from core import clock  # noqa: PLC0415
    from people.models import User  # noqa: PLC0415
    from succession.demo import cast, loading  # noqa: PLC0415

    loading.load(clock.today())
    head = User.objects.get(email=f"head@{cast.DOMAIN}")
    page = "/schools/999001/meetings/"
    form = {"login": head.email, "password": cast.PASSWORD}

    addresses = itertools.count()

    def sign_in() -> float:
        """Milliseconds; then sign out, since each sign-in looks through a person's other sessions."""
        client = Client(REMOTE_ADDR=f"198.51.100.{next(addresses) % 250}")
        client.get("/healthz")  # the middleware is loaded
        began = time.perf_counter()
        answer = client.post("/sign-in/", form)
        took = (time.perf_counter() - began) * 1000
        assert answer.status_code == 302
        client.post("/sign-out/")
        return took

    found: dict[str, dict[str, Any]] = {}
    sides: dict[str, list[tuple[float, float]]] = {"sign-in": [], "a signed-in page": []}
    own, bare = _signed_in(head), None
    with _unprotected():
        bare = _signed_in(head)
        bare.get(page)
    own.get(page)
    for turn in range(ROUNDS + 1):
        ours = [(_timed(lambda: _ok(own, page)), sign_in()) for _ in range(BLOCK)]
        with _unprotected():
            others = [(_timed(lambda: _ok(bare, page)), sign_in()) for _ in range(BLOCK)]
        if turn:  # the first is for warming
            for (page_ours, sign_in_ours), (page_others, sign_in_others) in zip(ours, others, strict=True):
                sides["a signed-in page"].append((page_ours, page_others))
                sides["sign-in"].append((sign_in_ours, sign_in_others))
    for name, pairs in sides.items():
        with_, without = (statistics.median(side) for side in zip(*pairs, strict=True))
        ratio = round(with_ / without, 2)
        found[name] = {
            "with_ms": round(with_, 2),
            "without_ms": round(without, 2),
            "ratio": ratio,
            "most": MOST,
            "kept": ratio <= MOST,
        }
    return found


def _signed_in(user: Any) -> Any:
    from django.test import Client  # noqa: PLC0415

    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def _ok(client: Any, page: str) -> None:
    assert client.get(page).status_code == 200


def _timed(do: Any) -> float:
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1000


@contextmanager
def _unprotected() -> Iterator[None]:
    from django.conf import settings  # noqa: PLC0415
    from django.test.utils import override_settings  # noqa: PLC0415

    from people.access import decorators  # noqa: PLC0415
    from people.accounts import guesses  # noqa: PLC0415

    left = [one for one in settings.MIDDLEWARE if not any(part in one for part in _HEADERS)]
    off = {"asks_second_step": lambda *_: False}, {"counted_for": _nothing, "may_guess": lambda *_: True}
    off[1].update(was_right=_nothing, remember=_nothing)
    settings_off = {"ACCOUNT_RATE_LIMITS": False, "SESSION_ENGINE": "bench.unprotected_sessions"}
    without = override_settings(MIDDLEWARE=left, **settings_off)
    with patch.multiple(decorators, **off[0]), patch.multiple(guesses, **off[1]), without:
        yield


def _nothing(*_arguments: Any) -> None:
    """What is not done."""


def main() -> int:
    """Print and write down the figures; 1 where a promise was missed."""
    found = measure()
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")
    for name, figures in found.items():
        print(f"{name:<20}{figures['with_ms']:>9} ms, without {figures['without_ms']:>7} ms: {figures['ratio']}x")
    return 0 if all(figures["kept"] for figures in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
