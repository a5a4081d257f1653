"""The simulated AWS that everything is measured against, in a process of its own."""

import asyncio
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from ecstui.aws.connection import EXAMPLE_KEYS
from ecstui.cli.demo import REGION, Scenario, simulated_aws

CLUSTER = "fleet"


@dataclass(frozen=True, slots=True)
class Place:
    """Where it listens, and a home that belongs to nobody."""

    url: str
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """For programs that are to talk to it, in a terminal of many colours."""
        names = ("PATH", "LANG", "LC_ALL", "PYTHONPATH")
        kept = {name: os.environ[name] for name in names if name in os.environ}
        return {
            **kept,
            "HOME": str(self.home),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONUTF8": "1",
            "AWS_ACCESS_KEY_ID": EXAMPLE_KEYS.access_key_id,
            "AWS_SECRET_ACCESS_KEY": EXAMPLE_KEYS.secret_access_key,
            "AWS_ENDPOINT_URL": self.url,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def console(self, *options: str) -> list[str]:
        """The console's command line; by default on the services of the cluster."""
        program = str(Path(sys.executable).with_name("ecstui"))
        return [program, "--cluster", CLUSTER, *options]

    def calls(self) -> Counter[str]:
        """The calls that have arrived so far, by operation."""
        with urlopen(f"{self.url}/_sim/calls") as answer:
            calls = json.load(answer)["calls"]
        return Counter({f"{c['service']}:{c['operation']}": c["count"] for c in calls})

    def run(self, *command: str) -> None:
        """Run a program to its end, and have it succeed."""
        subprocess.run(
            command, env=self.environment, stdout=subprocess.DEVNULL, check=True, timeout=60
        )


@contextmanager
def fleet(services: int = 500, tasks: int = 20) -> Iterator[Place]:
    """The scenario `fleet` with so many services of so many tasks each, in real time."""
    scenario = Scenario("fleet", 7, 1.0, services, tasks)
    with simulated_aws(scenario) as simulator, TemporaryDirectory() as home:
        yield Place(asyncio.run(simulator.address()), Path(home))
