from datetime import UTC, datetime, timedelta

import pytest

from ecstui.clock import SKEW_STEP, SystemClock


def machine_time() -> datetime:
    return datetime.now(UTC)


def test_without_a_server_the_machine_is_right() -> None:
    clock = SystemClock()
    assert clock.skew == timedelta()
    assert abs(clock.now() - machine_time()) < timedelta(seconds=5)
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize("off", [timedelta(hours=-3), timedelta(minutes=7), timedelta(days=400)])
def test_the_server_is_right_where_the_machine_is_off(off: timedelta) -> None:
    clock = SystemClock()
    clock.observe((machine_time() + off).replace(microsecond=0))
    assert abs(clock.now() - (machine_time() + off)) < SKEW_STEP


def test_the_whole_seconds_of_the_header_are_no_skew() -> None:
    clock = SystemClock()
    clock.observe(machine_time().replace(microsecond=0))
    assert clock.skew == timedelta()


def test_a_clock_that_has_been_set_right_is_followed_back() -> None:
    clock = SystemClock()
    clock.observe(machine_time() + timedelta(hours=1))
    clock.observe(machine_time())
    assert abs(clock.now() - machine_time()) < SKEW_STEP


def test_a_late_answer_does_not_set_the_clock_back() -> None:
    clock = SystemClock()
    clock.observe(machine_time() - timedelta(seconds=30), waited=40)
    assert clock.skew == timedelta()


def test_a_late_answer_sets_the_clock_as_little_as_it_must() -> None:
    clock = SystemClock()
    clock.observe(machine_time() - timedelta(minutes=10), waited=60)
    assert abs(clock.skew + timedelta(minutes=9)) < SKEW_STEP
    clock.observe(machine_time() + timedelta(minutes=10), waited=60)
    assert abs(clock.skew - timedelta(minutes=10)) < SKEW_STEP


def test_the_monotonic_time_only_grows() -> None:
    clock = SystemClock()
    first, second = clock.monotonic(), clock.monotonic()
    assert second >= first
