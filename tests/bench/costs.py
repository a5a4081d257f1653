"""What the console costs: memory, processor time and calls."""

from collections import Counter
from dataclasses import replace
from time import sleep

from tests.bench.recording import Recording
from tests.bench.report import Measure, middle, spread
from tests.bench.simulator import Place, fleet
from tests.bench.usage import cpu_percent, resident_megabytes

UNTOUCHED = 30.0
"""Seconds for which the idle console is watched."""
TURNS = 6
TURN = 5.0
"""Seconds from one reading of what is looked at to the next."""
OF_THE_VIEW = ("ecs:ListServices", "ecs:DescribeServices", "ecs:DescribeClusters")
"""The operations of the services themselves; others tell how they are."""

OVERVIEW = "one of them is the overview's own, below this view: it looks at the clusters"
IDLE = "tasks come and go all the time: rows change, and those that are new on screen are read"


def memory(console: Recording) -> Measure:
    """Of a console that shows 10,000 tasks."""
    value = resident_megabytes(console.process.pid)
    return Measure("resident memory, 10,000 tasks", value, "MB", 200, "once")


def processor(what: str, place: Place) -> Measure:
    """Of a console on the services view that nobody touches."""
    with Recording(place.console(), place.environment) as console:
        console.see(lambda screen: "as of" in screen.text and "read of" not in screen.text)
        sleep(15)
        pid, part = console.process.pid, UNTOUCHED / 3
        values = [cpu_percent(pid, part) for _ in range(3)]
        mean = sum(values) / 3
        return Measure(f"CPU while idle, {what}", mean, "%", 1, spread(values, 1), IDLE)


def calls() -> list[Measure]:
    """To load the services view of 200 services that stay as they are, and of each turn later.

    It is the simulator that counts what arrives.
    """
    with fleet(200, 1) as place, Recording(place.console(), place.environment) as console:
        console.see(lambda screen: "200" in screen.text.splitlines()[1])
        console.see(lambda screen: "as of" in screen.text)
        sleep(1.0)
        loaded = place.calls()
        ticks = []
        before = loaded
        for _ in range(TURNS):
            sleep(TURN)
            now = place.calls()
            ticks.append(now - before)
            before = now
    return [*_lines("to load 200 services", [loaded], 23), *_lines("per tick", ticks, 6)]


def _lines(when: str, counts: list[Counter[str]], goal: float) -> list[Measure]:
    view = [float(sum(count[name] for name in OF_THE_VIEW)) for count in counts]
    whole = [float(count.total()) for count in counts]
    return [
        replace(middle(f"calls {when}: the services", view, "", goal), why=OVERVIEW),
        middle(f"calls {when}: whole console", whole, ""),
    ]
