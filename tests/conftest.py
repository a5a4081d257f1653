import asyncio
import gc
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from ecstui.cli.smoothness import THRESHOLDS

# In a fresh checkout the table of Unicode is made within the first example: over a second.
settings.register_profile("ecstui", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ecstui")

START = datetime(2026, 1, 1, tzinfo=UTC)


class ManualTime:
    """A clock and a timer that stand still until a test moves them."""

    def __init__(self) -> None:
        self.elapsed = 0.0
        self.skew = timedelta()
        self._waiting: list[tuple[float, asyncio.Event]] = []

    def now(self) -> datetime:
        return self.local() + self.skew

    def local(self) -> datetime:
        return START + timedelta(seconds=self.elapsed)

    def monotonic(self) -> float:
        return self.elapsed

    def observe(self, server_date: datetime, waited: float = 0.0) -> None:
        self.skew = server_date - self.local()

    async def wait(self, wake: asyncio.Event, seconds: float) -> None:
        self._waiting.append((self.elapsed + seconds, wake))
        await wake.wait()
        wake.clear()

    def vary(self, seconds: float) -> float:
        """Not at all, so that a test knows whose turn has come."""
        return seconds

    def advance(self, seconds: float) -> None:
        """Let time pass, and wake everyone whose time has come."""
        self.elapsed += seconds
        due = [entry for entry in self._waiting if entry[0] <= self.elapsed]
        self._waiting = [entry for entry in self._waiting if entry[0] > self.elapsed]
        for _, wake in due:
            wake.set()


@pytest.fixture
def time() -> ManualTime:
    return ManualTime()


GOLDEN = Path(__file__).parent / "golden"
Golden = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden screens anew")
    parser.addoption("--monkey-keys", type=int, default=400, help="how many keys at random")


def pytest_collection_finish() -> None:
    """Leave alone what has been imported and collected, and look for cycles as the console does.

    The collector takes a sixth of the time otherwise: a test makes a world of its own each time,
    beside a million objects that stay.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: journeys wait in real time more than they compute."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a screen with its golden file, character by character."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / f"{name}.txt"
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text + "\n")
        assert text + "\n" == path.read_text()

    return compare
