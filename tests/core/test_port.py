"""Which port the product is served at, and that `make demo` says at once when it cannot be."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

from core import port

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("given", "number"), [("1", 1), ("8000", 8000), ("09000", 9000), ("65535", 65535)])
def test_a_port_is_a_number(monkeypatch: pytest.MonkeyPatch, given: str, number: int) -> None:
    monkeypatch.setenv("PORT", given)
    assert port.wanted() == number


def test_the_usual_port_needs_nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    assert port.wanted() == 8000


@pytest.mark.parametrize("given", ["", " ", "0", "65536", "-1", "80.0", "²", "٨٠٠٠", "eighty", "9" * 5000])
def test_what_is_no_port_is_refused_with_what_one_is(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("PORT", given)
    with pytest.raises(port.Refused) as caught:
        port.wanted()
    assert str(caught.value) == f"PORT is {given or 'empty'}: set it to a number from 1 to 65535."


def asked(number: str) -> tuple[int, str]:
    """What the first step of `make demo` says."""
    run = subprocess.run(
        ["scripts/setup.sh", "port"],  # noqa: S607 (our own script)
        cwd=ROOT,
        env={**os.environ, "PORT": number},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, run.stderr


@pytest.mark.enable_socket
def test_a_port_in_use_is_said_before_anything_is_installed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        sentence = f"Port {number} is in use: stop the program that uses it, or choose another: PORT=9000 make demo.\n"
        assert asked(str(number)) == (1, sentence)
    assert asked(str(number)) == (0, "")
    assert asked("eighty") == (1, "PORT is eighty: set it to a number from 1 to 65535.\n")


def test_make_demo_asks_for_the_port_first() -> None:
    dry = ["make", "--no-print-directory", "--dry-run", "demo"]
    steps = subprocess.run(dry, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 (a fixed command)
    assert steps.stdout.splitlines()[0] == "scripts/setup.sh port"
