import asyncio

import pytest

from ecstui.aws.budget import RECOVERY, Budget, Scope
from ecstui.aws.rates import Bucket
from tests.aws.fake_aws import VirtualTime

BUCKET = Bucket("test", burst=40, refill=8)
HERE = Scope("123456789012", "eu-west-1")


async def spend(budget: Budget, calls: int, scope: Scope = HERE) -> None:
    for _ in range(calls):
        await budget.acquire(scope, BUCKET)


async def test_a_quarter_of_the_burst_goes_at_once(time: VirtualTime) -> None:
    await spend(time.budget(), 10)
    assert time.slept == []


async def test_then_a_quarter_of_the_refill(time: VirtualTime) -> None:
    budget = time.budget()
    await spend(budget, 10)
    before = time.seconds
    await spend(budget, 20)
    assert time.seconds - before == pytest.approx(20 / 2)


async def test_a_pause_refills_no_more_than_the_burst(time: VirtualTime) -> None:
    budget = time.budget()
    await spend(budget, 10)
    time.seconds += 3600
    await spend(budget, 10)
    assert time.slept == []
    await spend(budget, 1)
    assert time.slept


async def test_accounts_regions_and_buckets_do_not_share(time: VirtualTime) -> None:
    budget = time.budget()
    await spend(budget, 10)
    await spend(budget, 10, Scope("210987654321", "eu-west-1"))
    await spend(budget, 10, Scope("123456789012", "us-east-1"))
    await budget.acquire(HERE, Bucket("other", burst=40, refill=8))
    assert time.slept == []


async def test_a_tiny_share_still_lets_one_call_go(time: VirtualTime) -> None:
    await time.budget(share=0.001).acquire(HERE, BUCKET)
    assert time.slept == []


async def test_first_come_first_served(time: VirtualTime) -> None:
    budget = time.budget()
    await spend(budget, 10)
    served: list[int] = []

    async def caller(number: int) -> None:
        await budget.acquire(HERE, BUCKET)
        served.append(number)

    await asyncio.gather(*(caller(number) for number in range(20)))
    assert served == list(range(20))


async def test_one_who_gives_up_waiting_takes_nothing_and_blocks_nobody(time: VirtualTime) -> None:
    never = asyncio.Event()
    sleeping = asyncio.Event()

    async def sleep(seconds: float) -> None:
        sleeping.set()
        await never.wait()

    budget = Budget(monotonic=time.monotonic, sleep=sleep)
    await spend(budget, 10)
    waiting = asyncio.create_task(budget.acquire(HERE, BUCKET))
    await sleeping.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    time.seconds += 0.5
    await budget.acquire(HERE, BUCKET)


async def test_throttling_halves_the_rate_and_empties_the_bucket(time: VirtualTime) -> None:
    budget = time.budget()
    wait = budget.throttled(HERE, BUCKET)
    assert wait == pytest.approx(1.0)
    assert budget.bucket(HERE, BUCKET).rate == pytest.approx(1.0)
    await spend(budget, 1)
    assert sum(time.slept) == pytest.approx(1.0)


async def test_the_rate_comes_back_slowly_and_not_beyond_the_share(time: VirtualTime) -> None:
    budget = time.budget()
    bucket = budget.bucket(HERE, BUCKET)
    budget.throttled(HERE, BUCKET)
    time.seconds += RECOVERY / 4
    assert bucket.rate == pytest.approx(1.5)
    time.seconds += RECOVERY * 10
    assert bucket.rate == pytest.approx(2.0)


async def test_however_often_throttled_a_little_is_left(time: VirtualTime) -> None:
    budget = time.budget()
    for _ in range(100):
        wait = budget.throttled(HERE, BUCKET)
    assert wait == pytest.approx(8.0)


def test_the_meter_counts_the_last_minute(time: VirtualTime) -> None:
    meter = time.budget().meter
    for _ in range(3):
        meter.sent("ecs:ListServices")
        time.seconds += 30
    assert meter.calls_per_minute == 1
    assert meter.by_operation == {"ecs:ListServices": 3}
    time.seconds += 60
    assert meter.calls_per_minute == 0


def test_the_meter_counts_the_throttles_of_the_last_minute(time: VirtualTime) -> None:
    budget = time.budget()
    assert budget.meter.throttled_at is None
    budget.throttled(HERE, BUCKET)
    assert budget.meter.throttles_per_minute == 1
    time.seconds += 60
    assert budget.meter.throttles_per_minute == 0
    assert budget.meter.throttled_at == time.seconds - 60


def test_the_meter_forgets_by_itself_what_nobody_asks_for(time: VirtualTime) -> None:
    meter = time.budget().meter
    for _ in range(1000):
        meter.sent("ecs:ListServices")
        meter.throttled()
        time.seconds += 1
    assert len(meter._calls) == len(meter._throttles) == 60
