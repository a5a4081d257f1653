"""A simulated AWS that several consoles may share, and what else happens there meanwhile."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

KEYS = {
    "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "AWS_REGION": "ap-northeast-1",
}
"""The example keys of AWS's documentation, which the simulated AWS takes."""
WEB = "prod-web"


@dataclass(frozen=True, slots=True)
class SimulatedAws:
    """It is a process of its own; its controls are under `/_sim/`."""

    url: str

    def call(self, operation: str, *, of: str = "ecs", **body: Any) -> dict[str, Any]:
        """What somebody else calls, whose name is ci-deployer; what AWS answers."""
        asked = {"service": of, "operation": operation, "body": body}
        answer: dict[str, Any] = self._ask("POST", "call", asked)["output"]
        return answer

    def fault(self, pattern: str, kind: str, **more: Any) -> None:
        """Have calls go wrong from now on."""
        self._ask("POST", "faults", {"pattern": pattern, "kind": kind, **more})

    def mend(self) -> None:
        """Have nothing go wrong any more."""
        self._ask("DELETE", "faults", {})

    def changed(self) -> int:
        """How many calls that change something have arrived, whatever came of them."""
        calls = self._ask("GET", "calls", {})["calls"]
        reads = ("Describe", "List", "Get", "Lookup", "Simulate", "BatchGet")
        return sum(each["count"] for each in calls if not each["operation"].startswith(reads))

    def service(self, name: str, cluster: str = WEB) -> dict[str, Any]:
        """A service, as it is now."""
        (found,) = self.call("DescribeServices", cluster=cluster, services=[name])["services"]
        service: dict[str, Any] = found
        return service

    def _ask(self, method: str, name: str, body: dict[str, Any]) -> dict[str, Any]:
        request = urllib.request.Request(
            f"{self.url}/_sim/{name}", json.dumps(body).encode(), method=method
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            told: dict[str, Any] = json.load(answer)
            return told


@contextmanager
def simulated_aws(speed: int) -> Iterator[SimulatedAws]:
    """Run one, so many times as fast as life."""
    command = [sys.executable, "-m", "ecstui.sim", "--with-parent", "--speed", str(speed)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield SimulatedAws(process.stdout.readline().strip())
        process.terminate()
