"""How fast the console is, and what it costs: one table, on the scenario `fleet`.

    python -m tests.bench [--aws PATH]

The console runs in a real pseudo-terminal against the simulated AWS in a process of its own. It
asserts nothing: times depend on the machine and on what else runs on it. It takes six minutes.
"""

import re
import sys
from os import getloadavg
from time import perf_counter, sleep

import click

from ecstui.cli import smoothness
from tests.bench import costs, echo, keys, start
from tests.bench.recording import Recording
from tests.bench.report import Measure, show
from tests.bench.screen import Screen
from tests.bench.simulator import Place, fleet

FLAT_OUT = 50.0
"""So many times AWS's 20 calls a second: no budget."""
AWS_ALLOWS = 1.0
SAMPLE = 5.0
"""Seconds in which the readings are counted."""


def loaded(screen: Screen) -> bool:
    """Whether all of about 10,000 tasks are there."""
    lines = screen.text.splitlines()
    return re.search(r" \d{4,5}$", lines[1]) is not None and "Asking" not in lines[2]


def idle(place: Place) -> list[Measure]:
    """The tasks of the whole cluster, read as often as by default; half of AWS's rates to load."""
    environment = {**place.environment, "ECSTUI_BUDGET_SHARE": "0.5"}
    with Recording(place.console("--view", "tasks"), environment) as console:
        console.see(loaded)
        sleep(5)
        return [*keys.measures("idle", console, 16), costs.memory(console)]


def refreshing(place: Place, when: str, share: float) -> list[Measure]:
    """The same while all tasks are read over and over, with so many times AWS's rates."""
    command = [sys.executable, "-m", "tests.bench.flood", str(share)]
    # It comes to set that itself only after Textual has been imported.
    environment = {**place.environment, "TEXTUAL_FPS": smoothness.FPS}
    with Recording(command, environment) as console:
        console.see(loaded)
        sleep(3)
        before, began = place.calls(), perf_counter()
        sleep(SAMPLE)
        read = 100 * (place.calls() - before)["ecs:DescribeTasks"] / (perf_counter() - began)
        return keys.measures(f"{when}: {read:,.0f} tasks/s read", console, 33)


@click.command()
@click.option("--aws", metavar="PATH", help="The AWS CLI to compare with.")
def main(aws: str | None) -> None:
    """Measure and print."""
    load = getloadavg()[0]
    measured = [Measure("this machine: others that run", load, "", None), echo.measure()]
    with fleet() as place:
        measured += start.measures(place, aws)
        measured += idle(place)
        measured += refreshing(place, "at AWS's rates", AWS_ALLOWS)
        measured += refreshing(place, "flat out", FLAT_OUT)
        measured.append(costs.processor("500 services x 20 tasks", place))
    with fleet(40, 1) as place:
        measured.append(costs.processor("40 services x 1 task", place))
    show([*measured, *costs.calls()])


if __name__ == "__main__":
    main()
