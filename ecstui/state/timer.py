"""Waiting that can be cut short, and that tests can drive."""

import asyncio
import random
from math import isinf
from typing import Protocol

JITTER = 0.2
"""Intervals vary by so much, so that feeds do not all ask at once."""


class Timer(Protocol):
    """How the refresher waits."""

    async def wait(self, wake: asyncio.Event, seconds: float) -> None:
        """Return after `seconds`, or as soon as `wake` is set; `wake` is clear afterwards."""

    def vary(self, seconds: float) -> float:
        """An interval that differs a little each time."""


class WallTimer:
    """Waits in real time."""

    async def wait(self, wake: asyncio.Event, seconds: float) -> None:
        """Return after `seconds` of real time, or as soon as `wake` is set."""
        try:
            await asyncio.wait_for(wake.wait(), None if isinf(seconds) else seconds)
        except TimeoutError:
            return
        finally:
            wake.clear()

    def vary(self, seconds: float) -> float:
        """At random, by at most `JITTER`."""
        return seconds * random.uniform(1 - JITTER, 1 + JITTER)
