"""From starting the process to its first frame and its first data, against the AWS CLI."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from statistics import median
from time import perf_counter

from tests.bench.recording import Recording
from tests.bench.report import Measure, spread
from tests.bench.simulator import CLUSTER, Place

RUNS = 9
FRAME = f"{CLUSTER} › services"
"""In the breadcrumbs: the frame is there."""
DATA = "svc-0"
"""In the name of every service."""
STAND_IN = "import boto3; print(boto3.client('ecs').list_clusters())"


def reference(aws: str | None) -> tuple[str, list[str]]:
    """`aws ecs list-clusters`, or what a script with boto3 does in its place; and its name.

    The AWS CLI is no dependency: `python -m venv X && X/bin/pip install awscli`, then `--aws`.
    """
    program = aws or shutil.which("aws")
    if program is not None and _works(program):
        return "aws ecs list-clusters", [program, "ecs", "list-clusters"]
    return "boto3's list_clusters (no aws CLI here)", [sys.executable, "-c", STAND_IN]


def measures(place: Place, aws: str | None) -> list[Measure]:
    """The times of all three in turn, several times, so that they share the machine's moods."""
    name, command = reference(aws)
    theirs, frames, data = [], [], []
    _start(place)  # Once for nothing: afterwards the files are in memory.
    for _ in range(RUNS):
        theirs.append(_time(place, command))
        frame, first = _start(place)
        frames.append(frame)
        data.append(first)
    whole = median(theirs)
    return [
        Measure(name, whole, "ms", None, spread(theirs)),
        _line("first frame", frames, 0.5 * whole, FIRST_FRAME),
        _line("first data, --cluster", data, whole, FIRST_DATA),
    ]


FIRST_FRAME = "Python, Textual and pydantic are imported and the style sheet is parsed first"
FIRST_DATA = "the same, then botocore (in a thread), a client and two calls one after the other"


def _line(what: str, times: Sequence[float], goal: float, why: str) -> Measure:
    return Measure(what, median(times), "ms", round(goal), spread(times), why)


def _start(place: Place) -> tuple[float, float]:
    with Recording(place.console(), place.environment) as console:
        frame = console.see(lambda screen: FRAME in screen.text)
        data = console.see(lambda screen: DATA in screen.text)
        return 1000 * (frame - console.began), 1000 * (data - console.began)


def _time(place: Place, command: Sequence[str]) -> float:
    began = perf_counter()
    place.run(*command)
    return 1000 * (perf_counter() - began)


def _works(program: str) -> bool:
    """A launcher of another Python's may be there without the program."""
    tried = subprocess.run([program, "--version"], env=os.environ, capture_output=True, check=False)
    return tried.returncode == 0
