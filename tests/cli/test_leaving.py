import os
import signal
import threading

import pytest

from ecstui.cli import leaving


class Ends:
    """Takes the place of the end of the process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.statuses: list[int] = []
        self.happened = threading.Event()
        monkeypatch.setattr(leaving, "GRACE", 0.01)
        monkeypatch.setattr(os, "_exit", self._end)

    def _end(self, status: int) -> None:
        self.statuses.append(status)
        self.happened.set()


def test_a_process_that_cannot_leave_is_ended_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ends = Ends(monkeypatch)
    resort = leaving.LastResort()
    resort.start(128 + signal.SIGHUP)
    resort.start(128 + signal.SIGTERM)
    assert ends.happened.wait(10)
    assert ends.statuses == [128 + signal.SIGHUP]


def test_one_that_has_left_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    ends = Ends(monkeypatch)
    monkeypatch.setattr(leaving, "GRACE", 60.0)
    resort = leaving.LastResort()
    resort.start(1)
    timer = next(t for t in threading.enumerate() if isinstance(t, threading.Timer))
    resort.cancel()
    timer.join(10)
    assert not timer.is_alive()
    assert ends.statuses == []
