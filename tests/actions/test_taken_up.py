"""What AWS accepted before the console was left is not called undone by the next one."""

from collections.abc import Mapping

import pytest

from ecstui.actions.action import Stage
from ecstui.actions.change import Change
from ecstui.actions.registry import ACTIONS
from ecstui.actions.request import Target, TargetKind
from ecstui.actions.taking_up import FollowUp, rebuilt
from ecstui.journal import Journal, read_all
from ecstui.journal.unfinished import left_open
from ecstui.sim.faults import Fault
from tests.actions.conftest import Desk, service
from tests.world import call, register

CHECKOUT = service("checkout")


async def taken_up(desk: Desk, most: int = 600) -> Change:
    """What the next console makes of what is open, in the end."""
    await desk.gate.aclose()
    news: list[Change] = []
    journal = Journal(desk.journal.directory, desk.time, "next")
    follow_up = FollowUp(desk.gate._scene, ACTIONS, journal, news.append, "normal")
    found = left_open(read_all(journal.directory), journal.session_id)
    change, done = rebuilt(found, ACTIONS, await follow_up.place())
    follow_up.begin(change, done)
    for _ in range(most // 3):
        seen = len(news)
        await desk.until(lambda: len(news) > seen or news[-1].ended is not None)  # noqa: B023
        if news[-1].ended is not None:
            break
        desk.world.advance(3)
        desk.time.advance(3)
    await follow_up.aclose()
    await journal.close()
    return news[-1]


async def run_and_forgotten(desk: Desk, inputs: Mapping[str, str]) -> None:
    """A task that was run, has ended, and that AWS tells no more of."""
    arn = register(desk.world, "migrate", "migrate:1")
    await desk.change("run", Target(TargetKind.TASK_DEFINITION, arn, "migrate:1"), **inputs)
    await desk.gate.aclose()
    wanted = {"cluster": "prod-web", "family": "migrate"}
    for task in call(desk.world, "ListTasks", **wanted)["taskArns"]:
        call(desk.world, "StopTask", cluster="prod-web", task=task, reason="over")
    desk.world.advance(3 * 3600)
    desk.time.advance(3 * 3600)
    assert not call(desk.world, "ListTasks", **wanted, desiredStatus="STOPPED")["taskArns"]


async def test_of_a_task_that_ran_and_is_forgotten_it_is_not_said_that_it_did_not(
    desk: Desk,
) -> None:
    await run_and_forgotten(desk, {"service": "prod-web/checkout"})
    change = await taken_up(desk)
    assert change.stage is Stage.TIMED_OUT
    assert change.summary.startswith("AWS accepted it, and tells of no such task any more")


async def test_of_one_that_nobody_knows_of_it_is(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:RunTask", "reset", count=1))
    await run_and_forgotten(desk, {"service": "prod-web/checkout"})
    change = await taken_up(desk)
    assert (change.stage, change.summary) == (
        Stage.FAILED, "AWS did not do it: no task was started",
    )  # fmt: skip


@pytest.mark.parametrize("fault", ["", "reset"])
async def test_a_count_that_was_taken_back_was_somebodys_if_aws_had_accepted_it(
    desk: Desk, fault: str
) -> None:
    if fault:
        desk.server.faults.add(Fault("ecs:UpdateService", fault, count=1))
    await desk.change("scale", CHECKOUT, count="6")
    await desk.gate.aclose()
    desk.somebody("UpdateService", cluster="prod-web", service="checkout", desiredCount=4)
    desk.world.advance(1800)
    desk.time.advance(1800)
    change = await taken_up(desk)
    if fault:
        assert change.stage is Stage.FAILED
        assert "AWS did not do it, or somebody took it back" in change.summary
    else:
        assert change.stage is Stage.SUPERSEDED
        assert change.summary.startswith("4 are desired now")
