"""Waiting in real time."""

import asyncio

from ecstui.state.timer import JITTER, WallTimer


def test_intervals_vary_so_that_feeds_do_not_all_ask_at_once() -> None:
    varied = {WallTimer().vary(10.0) for _ in range(100)}
    assert len(varied) > 50
    assert 10 * (1 - JITTER) <= min(varied) < 10 < max(varied) <= 10 * (1 + JITTER)


async def test_waiting_ends_when_it_is_woken_and_can_be_woken_again() -> None:
    wake = asyncio.Event()
    wake.set()
    await WallTimer().wait(wake, float("inf"))
    assert not wake.is_set()


async def test_waiting_ends_by_itself() -> None:
    wake = asyncio.Event()
    await WallTimer().wait(wake, 0.001)
    assert not wake.is_set()
