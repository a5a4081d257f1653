"""What keeps the interpreter itself from making a key wait."""

import asyncio
import gc
import sys

SWITCH = 0.0005
"""Seconds after which a thread lets another one run; Python's own 5 ms are a third of a frame."""
THRESHOLDS = (50_000, 20, 50)
"""New objects before the collector looks for cycles, and how seldom it looks at older ones.

Python's own (700, 10, 10) look through a million objects of 10,000 tasks every few seconds: the
longest of 150 keys took 200 ms, and every twentieth 100 ms.
"""


def begin() -> None:
    """Before anything else: importing makes much and leaves no garbage."""
    gc.set_threshold(*THRESHOLDS)
    sys.setswitchinterval(SWITCH)


async def freeze(settled: asyncio.Event) -> None:
    """Once the first view has its data, leave all that is there alone for good."""
    await settled.wait()
    gc.collect()
    gc.freeze()
