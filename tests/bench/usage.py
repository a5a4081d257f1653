"""What a process takes, as Linux tells it under /proc."""

import os
from pathlib import Path
from time import perf_counter, sleep


def resident_megabytes(pid: int) -> float:
    """Memory of the process that is in RAM, in units of 10^6 bytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise ValueError(f"/proc/{pid}/status does not tell VmRSS")


def cpu_seconds(pid: int) -> float:
    """Processor time that the process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cpu_percent(pid: int, seconds: float) -> float:
    """How much of one processor the process takes from now on, for so long."""
    began, before = perf_counter(), cpu_seconds(pid)
    sleep(seconds)
    return 100 * (cpu_seconds(pid) - before) / (perf_counter() - began)
