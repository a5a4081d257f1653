"""What keeps the interpreter itself from making a key wait."""

import asyncio
import gc
import os
import sys

SWITCH = 0.0005
"""Seconds after which a thread lets another one run; Python's own 5 ms are a third of a frame."""
THRESHOLDS = (20_000, 20, 50)
"""New objects before the collector looks for cycles, and how seldom it looks at older ones.

Python's own (700, 10, 10) look through a million objects of 10,000 tasks every few seconds: the
longest of 150 keys took 200 ms, and every twentieth 100 ms. To look at 20,000 takes 10 ms.
"""
FPS = "120"
"""Paints a second at most. Two paints lie so far apart at least, and a key brings two: the row and
its evidence. At Textual's own 60 the next key waits up to 16 ms, all that it may take.

AWS is read in the loop that paints, not in a thread of its own: a piece of a reading takes 4 ms
there (a page of 100 tasks, decoded), seldom 15. While 2,000 or 5,500 tasks are read a second, 95 %
of the keys are painted within 36 ms, hardly more than while none are: a thread would save little.
`python -m tests.bench` measures it.
"""


def begin() -> None:
    """Before anything else: imports make much and leave no garbage, and Textual reads its FPS."""
    os.environ.setdefault("TEXTUAL_FPS", FPS)
    gc.set_threshold(*THRESHOLDS)
    sys.setswitchinterval(SWITCH)


async def freeze(settled: asyncio.Event) -> None:
    """Once the first view has its data, leave all that is there alone for good."""
    await settled.wait()
    gc.collect()
    gc.freeze()
