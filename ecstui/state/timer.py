"""Waiting that can be cut short, and that tests can drive."""

import asyncio
from math import isinf
from typing import Protocol


class Timer(Protocol):
    """How the refresher waits."""

    async def wait(self, wake: asyncio.Event, seconds: float) -> None:
        """Return after `seconds`, or as soon as `wake` is set; `wake` is clear afterwards."""


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
