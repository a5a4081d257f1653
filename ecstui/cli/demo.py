"""The simulated AWS as a child process, and the connection to it."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from tempfile import TemporaryFile
from threading import Thread
from typing import Any, TextIO

from ecstui.aws.budget import Budget
from ecstui.aws.connection import ReadConnection, Target, open_connection
from ecstui.aws.errors import Rejected
from ecstui.clock import Clock
from ecstui.state.session import Connect

REGION = "ap-northeast-1"
"""Where the scenarios take place."""

GRACE = 2.0
"""Seconds that the simulator has to end by itself."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What the simulated AWS is to play."""

    name: str
    seed: int
    speed: float
    services: int | None = None
    tasks: int | None = None

    @property
    def arguments(self) -> list[str]:
        """As the simulator's own command line takes them."""
        given = {
            "--scenario": self.name,
            "--seed": self.seed,
            "--speed": self.speed,
            "--services": self.services,
            "--tasks": self.tasks,
        }
        return [word for option, v in given.items() if v is not None for word in (option, str(v))]


class Simulator:
    """The simulated AWS as a child process."""

    def __init__(self, process: subprocess.Popen[str], complaints: TextIO) -> None:
        self._process = process
        self._complaints = complaints
        self._said: Future[str] = Future()
        self._said.set_running_or_notify_cancel()  # Who waits may give up; the reading goes on.
        # A thread that nobody has to wait for: building a world may take minutes.
        self._reader = Thread(target=self._read, name="simulator-address", daemon=True)
        self._reader.start()

    async def address(self) -> str:
        """The first line that it prints; waits for it.

        :raises Rejected: it ended instead.
        """
        line = await asyncio.wrap_future(self._said)
        if not line:
            raise Rejected(f"The simulated AWS did not start. {self._complaint()}".strip())
        return line

    def end(self) -> None:
        """End the process, whatever it is busy with."""
        self._process.terminate()
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._reader.join()

    def _read(self) -> None:
        self._said.set_result(
            self._process.stdout.readline().strip() if self._process.stdout else ""
        )

    def _complaint(self) -> str:
        self._complaints.seek(0)
        return ["", *self._complaints.read().strip().splitlines()][-1]


@contextmanager
def simulated_aws(scenario: Scenario) -> Iterator[Simulator]:
    """Run the simulator; it also ends by itself when this process does."""
    command = [sys.executable, "-P", "-m", "ecstui.sim", "--with-parent", "--port", "0"]
    # Its complaints go to a file: nobody reads them meanwhile, and a full pipe would stop it.
    with (
        TemporaryFile("w+") as complaints,
        subprocess.Popen(
            [*command, *scenario.arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints, text=True,
        ) as process,
    ):  # fmt: skip
        simulator = Simulator(process, complaints)
        try:
            yield simulator
        finally:
            simulator.end()


def connector(
    simulator: Simulator, clock: Clock, budget: Budget | None = None, **options: Any
) -> Connect:
    """Opens the connection to the simulator, once it has said where it listens.

    :param options: of the target, instead of its own.
    """
    shared = budget or Budget(monotonic=clock.monotonic)

    @asynccontextmanager
    async def connect() -> AsyncIterator[ReadConnection]:
        url = await simulator.address()
        target = replace(Target(region=REGION, endpoint_url=url, isolated=True), **options)
        async with open_connection(target, clock=clock, budget=shared) as connection:
            yield connection

    return connect
