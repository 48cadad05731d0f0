"""A production installation starts with everything it needs, or stops with the sentence that says what to set."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
KEY = "k" * 50
COMPLETE = {
    "SUCCESSION_PRODUCTION": "1",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "succession.example.org",
    "DATABASE_URL": "postgresql://app:secret@db.example.org:5432/succession",
    "PUBLIC_ADDRESS": "https://succession.example.org",
    "MAIL_HOST": "mail.example.org",
    "MAIL_FROM": "Succession <succession@example.org>",
    "SUCCESSION_ERASURE_LEDGER": "/srv/ledger/erasures",
}
SECURE = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")


def started(environment: dict[str, str], show: str = "'started'") -> tuple[str, str]:
    """Import the settings in a process of their own: what it printed, and the last line of what stopped it."""
    program = f"from succession import settings; print({show})"
    run = subprocess.run(  # noqa: S603 (our own interpreter and program)
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout.strip(), (run.stderr.strip().splitlines() or [""])[-1].partition("ImproperlyConfigured: ")[2]


def test_a_trial_needs_nothing_set() -> None:
    assert started({}) == ("started", "")


def test_production_starts_when_all_is_set() -> None:
    assert started(COMPLETE) == ("started", "")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": ""}, "Set SECRET_KEY: a production installation cannot start without it."),
        ({"SECRET_KEY": "k" * 49}, "Set SECRET_KEY to at least 50 random characters."),
        ({"ALLOWED_HOSTS": ""}, "Set ALLOWED_HOSTS: a production installation cannot start without it."),
        (
            {"DATABASE_URL": ""},
            "Set DATABASE_URL to a PostgreSQL server: the embedded one is for trials, not for production.",
        ),
        (
            {"DATABASE_URL": "", "DATABASE_OWNER_URL": COMPLETE["DATABASE_URL"]},
            "Set DATABASE_URL as well as DATABASE_OWNER_URL.",
        ),
        (
            {"DATABASE_URL": "mysql://somewhere"},
            "Write DATABASE_URL as postgresql://user:password@host:port/database.",
        ),
        (
            {"SUCCESSION_ERASURE_LEDGER": ""},
            "Set SUCCESSION_ERASURE_LEDGER: a production installation cannot start without it.",
        ),
        (
            {"SUCCESSION_VAR": "/srv/succession", "SUCCESSION_ERASURE_LEDGER": "/srv/succession/erasures"},
            (
                "Set SUCCESSION_ERASURE_LEDGER to a file outside /srv/succession: what is restored from a backup must "
                "not bring back an older one."
            ),
        ),
        ({"MAIL_HOST": ""}, "Set MAIL_HOST: a production installation cannot start without it."),
        (
            {"PUBLIC_ADDRESS": "http://succession.example.org"},
            "Write PUBLIC_ADDRESS as https://succession.example.org: letters lead there.",
        ),
        (
            {"DATABASE_OWNER_URL": "postgresql://owner@db.example.org/another"},
            "DATABASE_URL and DATABASE_OWNER_URL name two databases: let them name the same one.",
        ),
    ],
)
def test_production_stops_with_a_sentence(change: dict[str, str], sentence: str) -> None:
    assert started(COMPLETE | change) == ("", sentence)


@pytest.mark.parametrize("value", ["banana", "2"])
def test_whether_this_is_production_is_never_guessed(value: str) -> None:
    sentence = "Set SUCCESSION_PRODUCTION to 1 for a real installation, or to 0 for a trial: it is neither."
    assert started({"SUCCESSION_PRODUCTION": value}) == ("", sentence)


@pytest.mark.parametrize(
    ("program", "code"),
    [
        (["manage.py", "migrate"], 1),
        (["manage.py", "serve"], 1),
        (["-m", "gunicorn", "--config=python:core.web_server", "--bind=127.0.0.1:0", "succession.wsgi"], 3),
    ],
    ids=["a command of Django's", "a command of ours", "the web server"],
)
def test_a_program_that_cannot_start_shows_the_sentence_and_no_trace(program: list[str], code: int) -> None:
    run = subprocess.run(  # noqa: S603 (our own interpreter and programs)
        [sys.executable, *program],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **COMPLETE, "SECRET_KEY": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == code
    assert "Set SECRET_KEY: a production installation cannot start without it.\n" in run.stderr
    assert "Traceback" not in run.stderr


def test_production_is_kept_to_https() -> None:
    shown, _ = started(COMPLETE, show=f"[bool(getattr(settings, name)) for name in {SECURE}]")
    assert shown == "[True, True, True, True]"
    shown, _ = started({}, show=f"[bool(getattr(settings, name)) for name in {SECURE}]")
    assert shown == "[False, False, False, False]"


def test_in_production_no_neighbour_can_set_the_cookie() -> None:
    assert started(COMPLETE, show="settings.SESSION_COOKIE_NAME, settings.SECURE_HSTS_SECONDS")[0] == (
        "__Host-session 31536000"
    )
    for name in ("SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH"):
        assert started(COMPLETE, show=f"hasattr(settings, '{name}')")[0] == "False", "the prefix asks for Django's own"


@pytest.mark.parametrize(
    ("environment", "believed"),
    [
        ({}, "0 None"),
        (COMPLETE, "1 ('HTTP_X_FORWARDED_PROTO', 'https')"),
        (COMPLETE | {"SUCCESSION_PROXIES": "0"}, "0 None"),
        (COMPLETE | {"SUCCESSION_PROXIES": "2"}, "2 ('HTTP_X_FORWARDED_PROTO', 'https')"),
    ],
)
def test_a_proxy_is_believed_where_there_is_one(environment: dict[str, str], believed: str) -> None:
    assert started(environment, show="settings.PROXIES, settings.SECURE_PROXY_SSL_HEADER")[0] == believed


@pytest.mark.parametrize("count", ["two", "-1", "1.5"])
def test_a_number_of_proxies_that_is_none_stops_the_start(count: str) -> None:
    sentence = "Set SUCCESSION_PROXIES to how many proxies stand before this server: 0, 1 or more."
    assert started(COMPLETE | {"SUCCESSION_PROXIES": count}) == ("", sentence)


@pytest.mark.parametrize("environment", [{}, COMPLETE], ids=["trial", "production"])
def test_errors_never_show_their_trace_to_people(environment: dict[str, str]) -> None:
    assert started(environment, show="settings.DEBUG") == ("False", "")


def test_settings_hold_to_what_pages_are_promised() -> None:
    assert settings.SESSION_COOKIE_AGE == 12 * 60 * 60
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["default-src"] == ["'none'"]
    assert not any(
        "unsafe" in word for words in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values() for word in words
    )
    assert settings.X_FRAME_OPTIONS == "DENY"
    assert settings.CSRF_USE_SESSIONS
    assert settings.FILE_UPLOAD_PERMISSIONS == 0o600
    assert settings.DATABASES["default"]["CONN_HEALTH_CHECKS"]


def test_djangos_own_checks_of_a_deployment_find_nothing() -> None:
    """Nor is any of them silenced."""
    run = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level=WARNING"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            **COMPLETE,
            "SECRET_KEY": "Tr0ub4dor&3-correct-horse-battery-staple-9f8a7b6c5d4e",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout == "System check identified no issues (0 silenced).\n"
    assert run.returncode == 0, run.stderr
