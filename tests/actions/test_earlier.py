"""What a finished session did can be undone by a later one, from the journal alone."""

from dataclasses import replace

from ecstui.actions.action import Stage
from ecstui.actions.earlier import Earlier, ways_back
from ecstui.actions.registry import ACTIONS
from ecstui.journal import read_all
from ecstui.sim.faults import Fault
from tests.actions.conftest import Desk, service
from tests.actions.test_run_task import LIKE, job, run

CHECKOUT, CATALOG = service("checkout"), service("catalog")


async def known(desk: Desk, asks: str = "next", **elsewhere: str) -> list[Earlier]:
    place = replace((await desk.gate._scene.site()).place, **elsewhere)
    return list(ways_back(read_all(desk.journal.directory), ACTIONS, place, asks))


async def test_the_tasks_of_a_run_that_was_seen_to_its_end_are_known(desk: Desk) -> None:
    change = await desk.pass_time(await desk.change("run", job(desk), **LIKE, count="2"), 300)
    assert change.stage is Stage.REACHED
    (way,) = await known(desk)
    assert (way.title, way.at) == ("Run task migrate:1", change.begun)
    assert {it.arn for it in way.request.targets} == {task["taskArn"] for task in run(desk)}
    plan = await desk.gate.prepare(way.request)
    assert plan.title == "Stop 2 tasks"


async def test_the_newest_comes_first_and_several_targets_are_one(desk: Desk) -> None:
    first = await desk.change("scale", CHECKOUT, count="6")
    await desk.pass_time(first, 900)
    plan = await desk.plan("scale", CHECKOUT, CATALOG, inputs={"count": "5"})
    await desk.pass_time(await desk.begin(plan), 1800, step=10.0)
    newest, *others = await known(desk)
    assert newest.title == "Scale 2 targets"
    assert [it.request.inputs["count"] for it in others][-1] == "4"


async def test_what_aws_refused_or_was_elsewhere_or_is_this_sessions_own_is_not_told(
    desk: Desk,
) -> None:
    desk.server.faults.add(Fault("ecs:UpdateService", "denied", count=1))
    await desk.pass_time(await desk.change("scale", CHECKOUT, count="6"), 60)
    assert await known(desk) == []
    await desk.pass_time(await desk.change("scale", CHECKOUT, count="6"), 900)
    assert len(await known(desk)) == 1
    assert await known(desk, asks="test-session") == []
    assert await known(desk, region="eu-west-1") == []
    assert await known(desk, account="210987654321") == []
