"""`python -m tests.bench.flood SHARE`: the console while all tasks are read, over and over.

Nobody can configure that: the budget holds calls back, and one turn of a big cluster describes 300
tasks. So both are lifted here; all else is the console as it is.
"""

import sys
from functools import partial
from importlib import import_module
from os import environ

from ecstui.aws.budget import Budget
from ecstui.aws.connection import Target, open_connection
from ecstui.cli import smoothness
from ecstui.cli.demo import REGION
from ecstui.cli.terminal import run
from ecstui.clock import SystemClock
from ecstui.state.attention import Intervals
from ecstui.state.memory import Memory
from ecstui.ui.app import EcsConsole
from ecstui.ui.contexts import Context
from ecstui.ui.options import Options
from tests.bench.simulator import CLUSTER


def flood(share: float) -> int:
    """Run it, with so many times AWS's rates of calls; gives the exit status."""
    # By its name: the package re-exports a function that is called like the module.
    vars(import_module("ecstui.state.feeds.tasks"))["ROOM"] = 1_000_000
    clock = SystemClock()
    target = Target(region=REGION, endpoint_url=environ["AWS_ENDPOINT_URL"], isolated=True)
    connect = partial(
        open_connection, target, clock=clock, budget=Budget(monotonic=clock.monotonic, share=share)
    )
    context = Context("flood", connect, region=REGION, cluster=CLUSTER)
    memory = Memory.in_memory(clock)
    app = EcsConsole(
        context, clock, options=Options(view="tasks"), memory=memory, intervals=Intervals(focused=0)
    )
    smoothness.begin()
    return run(app, memory, None)


if __name__ == "__main__":
    sys.exit(flood(float(sys.argv[1])))
