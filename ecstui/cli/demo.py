"""The simulated AWS as a child process, and the connection to it."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import TextIO

from ecstui.aws.budget import Budget
from ecstui.aws.connection import ReadConnection, Target, open_connection
from ecstui.aws.errors import Rejected
from ecstui.clock import Clock
from ecstui.state.session import Connect

REGION = "ap-northeast-1"
"""Where the scenarios take place."""


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


@dataclass(frozen=True, slots=True)
class Simulator:
    """The simulated AWS as a child process."""

    process: subprocess.Popen[str]
    complaints: TextIO

    def address(self) -> str:
        """The first line that it prints; waits for it.

        :raises Rejected: it ended instead.
        """
        line = self.process.stdout.readline().strip() if self.process.stdout else ""
        if not line:
            self.complaints.seek(0)
            said = self.complaints.read().strip().splitlines()
            raise Rejected(f"The simulated AWS did not start. {said[-1] if said else ''}")
        return line


@contextmanager
def simulated_aws(scenario: Scenario) -> Iterator[Simulator]:
    """Run the simulator; it also ends by itself when its standard input closes."""
    command = [sys.executable, "-P", "-m", "ecstui.sim", "--port", "0", *scenario.arguments]
    # Its complaints go to a file: nobody reads them meanwhile, and a full pipe would stop it.
    with (
        TemporaryFile("w+") as complaints,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints, text=True
        ) as process,
    ):
        try:
            yield Simulator(process, complaints)
        finally:
            process.terminate()


def connector(simulator: Simulator, clock: Clock) -> Connect:
    """Opens the connection to the simulator, once it has said where it listens."""
    budget = Budget(monotonic=clock.monotonic)
    address: list[str] = []

    @asynccontextmanager
    async def connect() -> AsyncIterator[ReadConnection]:
        if not address:
            address.append(await asyncio.to_thread(simulator.address))
        target = Target(region=REGION, endpoint_url=address[0], isolated=True)
        async with open_connection(target, clock=clock, budget=budget) as connection:
            yield connection

    return connect
