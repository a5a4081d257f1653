"""A change is followed as long as AWS has it under way, and given up only if nothing is seen."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

from ecstui.actions.action import Done, Progress, Site, Stage
from ecstui.actions.following import INTERVAL, LATER, Pace, follow
from ecstui.actions.plan import Place, Step, Undo
from ecstui.actions.scale import SCALE
from ecstui.aws.errors import Unreachable
from tests.actions.conftest import service
from tests.conftest import ManualTime

PATIENCE = timedelta(minutes=20)
STEP = Step(service("checkout"), (), (), {}, "", Undo(""))


@dataclass
class Followed:
    """A change that is followed, and what its looks are to find."""

    time: ManualTime
    stage: Stage
    looks: int = 0
    fails: bool = False
    told: list[str] = field(default_factory=list)
    end: "asyncio.Task[Progress] | None" = None

    async def look(self, _: Site, __: Done) -> Progress:
        self.looks += 1
        if self.fails:
            raise Unreachable("The network is gone.")
        return Progress(self.stage, "as ECS has it")

    async def after(self, minutes: float, every: float = 30.0) -> "Followed":
        """Let time pass, with each look that falls due."""
        left = minutes * 60
        while left > 0:
            self.time.advance(every)
            left -= every
            await settled()
        return self


async def settled() -> None:
    """Have all that is due done: nothing in here waits for anything but the time."""
    for _ in range(10):
        await asyncio.sleep(0)


@asynccontextmanager
async def following(
    time: ManualTime, stage: Stage, *, ago: timedelta = timedelta(), pace: Pace | None = None
) -> AsyncIterator[Followed]:
    found = Followed(time, stage)
    action = replace(SCALE, look=found.look, patience=PATIENCE)
    site = Site(None, Place("", "", "", ""), time)  # type: ignore[arg-type]
    done = Done(STEP, time.now() - ago)
    news: Callable[[Progress], None] = lambda it: found.told.append(it.sentence)  # noqa: E731
    found.end = asyncio.create_task(follow(action, site, done, time, news, pace or Pace()))
    await settled()
    yield found
    found.end.cancel()
    await asyncio.gather(found.end, return_exceptions=True)


async def test_what_is_under_way_is_followed_however_long_it_takes(time: ManualTime) -> None:
    async with following(time, Stage.IN_PROGRESS) as found:
        await found.after(19)
        assert found.told[-1] == "as ECS has it"
        await found.after(5 * 60)
        assert found.told[-1] == "as ECS has it (longer than usual: 5h)"
        found.stage = Stage.REACHED
        await found.after(1)
        assert found.end is not None
        assert found.end.result() == Progress(Stage.REACHED, "as ECS has it")


async def test_it_is_looked_at_less_often_then(time: ManualTime) -> None:
    async with following(time, Stage.IN_PROGRESS) as found:
        before = (await found.after(1, every=INTERVAL)).looks
        assert (await found.after(1, every=INTERVAL)).looks == before + 60 / INTERVAL
        before = (await found.after(30)).looks
        assert (await found.after(1, every=INTERVAL)).looks == before + 60 / (INTERVAL * LATER)


async def test_what_is_not_seen_to_begin_is_given_up(time: ManualTime) -> None:
    async with following(time, Stage.REQUESTED) as found:
        await found.after(20)
        assert found.end is not None
        assert not found.end.done()
        await found.after(1)
        said = "not seen to begin within 20m: as ECS has it"
        assert found.end.result() == Progress(Stage.TIMED_OUT, said)


async def test_that_it_cannot_be_read_ends_nothing_that_was_under_way(time: ManualTime) -> None:
    async with following(time, Stage.IN_PROGRESS) as found:
        found.fails = True
        await found.after(60)
        assert found.end is not None
        assert not found.end.done()
        assert "now it cannot be read: The network is gone (longer" in found.told[-1]


async def test_patience_begins_when_it_is_taken_up(time: ManualTime) -> None:
    async with following(time, Stage.REQUESTED, ago=timedelta(hours=3)) as found:
        await found.after(19)
        assert found.end is not None
        assert not found.end.done()
        assert found.told[-1] == "as ECS has it"


async def test_however_many_are_followed_the_looks_together_are_not_more(time: ManualTime) -> None:
    pace = Pace()
    async with AsyncExitStack() as stack:
        all_of_them = [
            await stack.enter_async_context(following(time, Stage.IN_PROGRESS, pace=pace))
            for _ in range(5)
        ]
        await all_of_them[0].after(1, every=INTERVAL)  # all have begun by now
        before = sum(each.looks for each in all_of_them)
        await all_of_them[0].after(5, every=INTERVAL)
        assert sum(each.looks for each in all_of_them) - before == 5 * 60 / INTERVAL
    assert pace.interval == INTERVAL
