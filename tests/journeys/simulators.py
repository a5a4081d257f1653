"""The simulated AWS as seen from outside: a child process of the console."""

import os
import subprocess
from pathlib import Path
from time import monotonic, sleep

from tests.journeys.terminal import PATIENCE


def simulators(of: int) -> list[int]:
    """The simulator processes that a console has started."""
    found = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(of)], capture_output=True, text=True, check=False
    )
    lines = found.stdout.splitlines()
    return [int(line.split()[0]) for line in lines if "ecstui.sim" in line]


def busy_simulator(of: int, seconds: float) -> int:
    """The simulator of a console, once it has worked for so many seconds of CPU time."""
    deadline = monotonic() + PATIENCE
    while True:
        for pid in simulators(of):
            if _cpu_seconds(pid) >= seconds:
                return pid
        assert monotonic() < deadline, "the simulated AWS does not work"
        sleep(0.05)


def _cpu_seconds(pid: int) -> float:
    # proc_pid_stat(5): utime is the 14th field, counted after the name in brackets.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) / os.sysconf("SC_CLK_TCK")


def assert_ended(pid: int) -> None:
    """The process ends soon."""
    deadline = monotonic() + PATIENCE
    while Path(f"/proc/{pid}").exists():
        assert monotonic() < deadline, "the simulated AWS lives on"
        sleep(0.05)
