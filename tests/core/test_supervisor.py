"""The supervisor, seen from outside: real programs, real signals."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SUPERVISED = """
import asyncio, sys
from core.supervisor import Program, Supervisor

command = [sys.executable, "-u", "-c", sys.argv[1]]
programs = [Program("one", command), Program("other", command)]
asyncio.run(Supervisor(programs, lambda line: print(line, flush=True)).run())
"""
TICKING = "import os, time; print('started', os.getpid()); time.sleep(30)"

Run = Callable[[str], subprocess.Popen[str]]


@pytest.fixture
def run() -> Iterator[Run]:
    """Supervise two copies of a program, given as Python source; kept from outliving the test."""
    started: list[subprocess.Popen[str]] = []

    def start(source: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", SUPERVISED, source]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def lines(process: subprocess.Popen[str], count: int) -> list[str]:
    assert process.stdout is not None
    return [process.stdout.readline().rstrip() for _ in range(count)]


def number(line: str) -> int:
    return int(line.rpartition(" ")[2])


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that ended and that nobody has asked after does not."""
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def wait_until(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def test_lines_are_shown_under_the_name_of_their_program(run: Run) -> None:
    shown = lines(run(TICKING), 2)
    assert {line.partition(" started")[0] for line in shown} == {"one   |", "other |"}


def test_a_program_that_dies_is_started_again(run: Run) -> None:
    process = run(TICKING)
    first = number(lines(process, 2)[0])
    os.kill(first, signal.SIGKILL)
    ended, again = lines(process, 2)
    assert ended.endswith("ended with code -9; starting it again in 1 s")
    assert "started" in again
    assert number(again) != first


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_all_stop_together(run: Run, asked: signal.Signals) -> None:
    process = run(TICKING)
    children = [number(line) for line in lines(process, 2)]
    process.send_signal(asked)
    shown, _ = process.communicate(timeout=10)
    assert process.returncode == 0
    assert shown.splitlines() in (["one   | stopped", "other | stopped"], ["other | stopped", "one   | stopped"])
    assert not any(is_alive(child) for child in children)


def test_a_program_may_finish_what_it_does_before_it_stops(run: Run) -> None:
    finishing = (
        "import signal, sys, time\n"
        "signal.signal(signal.SIGTERM, lambda *_: (time.sleep(0.3), print('finished'), sys.exit()))\n"
        "print('ready'); time.sleep(30)"
    )
    process = run(finishing)
    lines(process, 2)
    process.terminate()
    shown, _ = process.communicate(timeout=10)
    assert shown.count("finished") == 2


def test_asking_twice_ends_a_program_that_will_not_stop(run: Run) -> None:
    stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready'); time.sleep(30)"
    process = run(stubborn)
    lines(process, 2)
    process.terminate()
    time.sleep(0.3)
    assert process.poll() is None
    process.terminate()
    process.communicate(timeout=10)
    assert process.returncode == 0


def test_no_program_outlives_a_killed_supervisor(run: Run) -> None:
    process = run(TICKING)
    children = [number(line) for line in lines(process, 2)]
    process.kill()
    assert wait_until(lambda: not any(is_alive(child) for child in children))


def test_nothing_that_a_dead_program_started_is_left_behind(run: Run) -> None:
    parent = (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(30)'])\n"
        "print('started', child.pid); time.sleep(0.2); os._exit(1)"
    )
    process = run(parent)
    grandchild = number(lines(process, 1)[0])
    assert wait_until(lambda: not is_alive(grandchild))


def test_a_line_of_any_length_stops_nothing(run: Run) -> None:
    process = run("import time; print('x' * 1_000_000); print('after'); time.sleep(30)")
    shown = lines(process, 1)
    while sum(line.endswith("| after") for line in shown) < 2:
        shown += lines(process, 1)
    assert all(len(line) < 100_000 for line in shown)
