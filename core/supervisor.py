"""Several programs kept running as one.

A program that dies is started again. All are stopped together, by Ctrl-C, by SIGTERM or when the terminal is closed;
and should the supervisor itself be killed, the kernel asks each of them to stop.
"""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_GRACE_SECONDS = 15
_FIRST_PAUSE, _LONGEST_PAUSE = 1, 30
_STEADY_SECONDS = 60  # a program that ran so long died of something new


@dataclass(frozen=True)
class Program:
    """A command, the name that its lines are shown under, and the open files that it takes over."""

    name: str
    command: Sequence[str]
    files: Sequence[int] = ()


class Supervisor:
    """Runs `programs` until it is told to stop; `write` takes each line of what they and it have to say."""

    def __init__(self, programs: Sequence[Program], write: Callable[[str], object]) -> None:
        self._programs = programs
        self._write = write
        self._stopping = asyncio.Event()
        self._running: set[asyncio.subprocess.Process] = set()

    async def run(self) -> None:
        """Keep every program running; return when a signal has stopped them all."""
        loop = asyncio.get_running_loop()
        for number in _STOP_SIGNALS:
            loop.add_signal_handler(number, self._stop)
        async with asyncio.TaskGroup() as tasks:
            for program in self._programs:
                tasks.create_task(self._keep(program))

    def _stop(self) -> None:
        if self._stopping.is_set():  # asked a second time: they are not to finish what they do
            for process in self._running:
                _kill(process)
        self._stopping.set()

    async def _keep(self, program: Program) -> None:
        """Start the program, and start it again whenever it ends before we stop it."""
        output, showing = await self._show(program.name)
        pause = _FIRST_PAUSE
        while not self._stopping.is_set():
            began = time.monotonic()
            code = await self._run_once(program, output)
            if self._stopping.is_set():
                break
            if time.monotonic() - began > _STEADY_SECONDS:
                pause = _FIRST_PAUSE
            self._say(program.name, f"ended with code {code}; starting it again in {pause} s")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        os.close(output)
        with suppress(TimeoutError):
            await asyncio.wait_for(showing, 1)
        self._say(program.name, "stopped")

    async def _run_once(self, program: Program, output: int) -> int:
        process = await asyncio.create_subprocess_exec(
            *("setpriv", "--pdeathsig", "TERM"),  # sent by the kernel when this process dies, however it dies
            *program.command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C is for the supervisor, which asks each program to stop in good order
            pass_fds=tuple(program.files),
        )
        self._running.add(process)
        try:
            return await self._wait(process, program)
        finally:
            self._running.discard(process)
            _kill(process)  # what it started and left behind

    async def _wait(self, process: asyncio.subprocess.Process, program: Program) -> int:
        """Wait until the program ends, by itself or because we stop it."""
        ended = asyncio.create_task(process.wait())
        stopping = asyncio.create_task(self._stopping.wait())
        await asyncio.wait({ended, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not ended.done():
            with suppress(ProcessLookupError):
                process.terminate()
            await asyncio.wait({ended}, timeout=_GRACE_SECONDS)
        if not ended.done():
            self._say(program.name, f"still busy after {_GRACE_SECONDS} s; killed")
            _kill(process)
        return await ended

    async def _show(self, name: str) -> tuple[int, asyncio.Task[None]]:
        """A pipe whose lines are shown under `name`: its writing end, and the task that shows them."""
        reading, writing = os.pipe()
        reader = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        pipe = os.fdopen(reading, "rb")  # closed by the loop
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), pipe)
        return writing, asyncio.create_task(self._relay(name, reader))

    async def _relay(self, name: str, reader: asyncio.StreamReader) -> None:
        while True:
            try:
                line = await reader.readline()
            except ValueError:  # a line longer than the reader holds: only its end is shown
                continue
            if not line:
                return
            self._say(name, line.decode(errors="replace").rstrip())

    def _say(self, name: str, text: str) -> None:
        width = max(len(program.name) for program in self._programs)
        try:
            self._write(f"{name:<{width}} | {text}")
        except OSError:  # whoever read our lines is gone
            self._stopping.set()


def _kill(process: asyncio.subprocess.Process) -> None:
    """End a program and all it started, at once."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
