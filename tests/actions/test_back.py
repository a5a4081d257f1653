"""Back to the last good revision, settled and with a deployment under way."""

from pathlib import Path
from typing import Any

import pytest

from ecstui.actions.action import Refused, Stage
from ecstui.actions.back import BACK
from ecstui.actions.gate import Moved
from ecstui.actions.ladder import Risk, risk
from ecstui.actions.request import Request
from ecstui.journal import Intent, read_all
from ecstui.model.ecs import DeploymentController, Service
from ecstui.sim.faults import LOST, Fault, faults
from ecstui.sim.services.ecs.behaviours import CannotPull, SlowStart
from tests.actions.checks.recorded import sent
from tests.actions.conftest import Desk
from tests.actions.going_back import CHECKOUT, CLUSTER, FAMILY, changes, deployed, update
from tests.world import register


async def test_settled_it_deploys_the_last_good_revision_and_sends_nothing_else(
    desk: Desk,
) -> None:
    deployed(desk, "web:2")
    plan = await desk.plan("back", CHECKOUT)
    step = plan.steps[0]
    assert plan.title == "Back to last good: checkout"
    assert ("task definition", "checkout:2", "checkout:1") in changes(plan)
    assert ("container app image", "web:2", "web:1") in changes(plan)
    assert step.effect == "4 tasks replaced, at least 4 running throughout, up to 8"
    assert (step.grave, risk(plan)) == ("", Risk.L1)
    change = await desk.pass_time(await desk.begin(plan), 900)
    assert (change.stage, change.summary) == (Stage.REACHED, "4 of 4 on checkout:1")
    assert sent(desk.world, "UpdateService") == [
        {"cluster": CLUSTER, "service": CHECKOUT.arn, "taskDefinition": f"{FAMILY}:1"}
    ]


async def test_it_is_the_last_successful_one_not_the_revision_before(desk: Desk) -> None:
    bad = register(desk.world, "checkout", "web:bad", CannotPull())
    update(desk, taskDefinition=bad)
    desk.world.advance(60)
    deployed(desk, "web:3")
    plan = await desk.plan("back", CHECKOUT)
    assert changes(plan)[0] == ("task definition", "checkout:3", "checkout:1")


async def test_undo_moves_to_the_revision_before(desk: Desk) -> None:
    deployed(desk, "web:2")
    change = await desk.pass_time(await desk.change("back", CHECKOUT), 900)
    (undo,) = change.undo
    assert undo == Request("to-revision", (CHECKOUT,), {"task_definition": f"{FAMILY}:2"})
    again = await desk.gate.prepare(undo)
    assert again.title == "Move checkout to checkout:2"
    ended = await desk.pass_time(await desk.begin(again), 900)
    assert (ended.stage, ended.summary) == (Stage.REACHED, "4 of 4 on checkout:2")
    assert desk.described("checkout")["taskDefinition"] == f"{FAMILY}:2"


async def test_with_a_deployment_under_way_it_is_stopped_in_one_call(desk: Desk) -> None:
    slow = register(desk.world, "checkout", "web:2", SlowStart(600))
    update(desk, taskDefinition=slow)
    desk.world.advance(60)
    under_way = desk.described("checkout")["currentServiceDeployment"]
    plan = await desk.plan("back", CHECKOUT)
    assert ("task definition", "checkout:2", "checkout:1") in changes(plan)
    change = await desk.pass_time(await desk.begin(plan), 900)
    assert (change.stage, change.summary) == (Stage.REACHED, "back on checkout:1")
    assert sent(desk.world, "StopServiceDeployment") == [
        {"serviceDeploymentArn": under_way, "stopType": "ROLLBACK"}
    ]
    assert desk.writes == ["StopServiceDeployment"]
    (undo,) = change.undo
    assert undo == Request("to-revision", (CHECKOUT,), {"task_definition": f"{FAMILY}:2"})
    assert plan.steps[0].undo.sentence == "cannot be undone: deploy checkout:2 anew"


async def test_after_a_rollback_what_runs_is_the_last_good_one(desk: Desk) -> None:
    deployed(desk, "web:2")
    slow = register(desk.world, "checkout", "web:3", SlowStart(600))
    update(desk, taskDefinition=slow)
    desk.world.advance(60)
    await desk.pass_time(await desk.change("back", CHECKOUT), 900)
    with pytest.raises(Refused) as refused:
        await desk.plan("back", CHECKOUT)
    assert "checkout runs checkout:2, to which its last deployment was rolled back" in str(
        refused.value
    )
    assert "that is the last good one" in str(refused.value)


async def test_without_a_successful_one_it_says_what_to_do(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        await desk.plan("back", CHECKOUT)
    assert str(refused.value) == (
        "No deployment of checkout of the last 90 days was successful with another revision than "
        "checkout:1: `:to-revision` goes to one that you name."
    )


async def test_a_history_that_has_run_out_is_no_history(desk: Desk) -> None:
    deployed(desk, "web:2")
    desk.world.advance(91 * 86400)
    with pytest.raises(Refused, match="AWS knows no deployment of checkout of the last 90 days"):
        await desk.plan("back", CHECKOUT)


async def test_what_moved_since_the_preview_stops_it(desk: Desk) -> None:
    deployed(desk, "web:2")
    plan = await desk.plan("back", CHECKOUT)
    deployed(desk, "web:3", 0)
    with pytest.raises(Moved) as moved:
        await desk.begin(plan)
    names = {name for name, _, _ in moved.value.differences}
    assert {"task definition", "deployments", "service deployment"} <= names
    assert desk.writes == []


async def test_what_ends_by_itself_before_it_is_stopped_is_seen(desk: Desk) -> None:
    slow = register(desk.world, "checkout", "web:2", SlowStart(60))
    update(desk, taskDefinition=slow)
    desk.world.advance(30)
    plan = await desk.plan("back", CHECKOUT)
    desk.world.advance(900)
    with pytest.raises(Moved):
        await desk.begin(plan)
    assert desk.writes == []


async def test_superseded(desk: Desk) -> None:
    deployed(desk, "web:2")
    change = await desk.change("back", CHECKOUT)
    desk.world.advance(10)
    deployed(desk, "web:3", 0)
    change = await desk.pass_time(change, 300)
    assert change.stage is Stage.SUPERSEDED
    assert "by a deployment of checkout:3" in change.summary


async def test_superseded_while_it_is_rolled_back(desk: Desk) -> None:
    slow = register(desk.world, "checkout", "web:2", SlowStart(600))
    update(desk, taskDefinition=slow)
    desk.world.advance(60)
    change = await desk.change("back", CHECKOUT)
    deployed(desk, "web:3", 0)
    change = await desk.pass_time(change, 300)
    assert change.stage is Stage.SUPERSEDED
    assert "by a deployment of checkout:3" in change.summary


@pytest.mark.parametrize("under_way", [True, False])
async def test_a_lost_answer_is_followed_all_the_same(desk: Desk, under_way: bool) -> None:
    deployed(desk, "web:2")
    if under_way:
        update(desk, taskDefinition=register(desk.world, "checkout", "web:3", SlowStart(600)))
        desk.world.advance(60)
    operation = "StopServiceDeployment" if under_way else "UpdateService"
    faults(desk.world).add(Fault(f"ecs:{operation}", LOST, count=1))
    change = await desk.pass_time(await desk.change("back", CHECKOUT), 900)
    assert change.stage is Stage.REACHED
    assert desk.writes == [operation]


async def test_a_call_that_never_arrived_has_failed(desk: Desk) -> None:
    deployed(desk, "web:2")
    faults(desk.world).add(Fault("ecs:UpdateService", "reset", count=1))
    change = await desk.pass_time(await desk.change("back", CHECKOUT), 900)
    assert change.stage is Stage.FAILED
    assert "the call was not carried out" in change.summary


async def test_a_throttled_call_is_made_again(desk: Desk) -> None:
    deployed(desk, "web:2")
    faults(desk.world).add(Fault("ecs:UpdateService", "throttle", count=1))
    change = await desk.pass_time(await desk.change("back", CHECKOUT), 900)
    assert change.stage is Stage.REACHED


async def test_a_denied_call_names_the_permission(desk: Desk) -> None:
    deployed(desk, "web:2")
    faults(desk.world).add(Fault("ecs:UpdateService", "denied"))
    change = await desk.pass_time(await desk.change("back", CHECKOUT), 60)
    assert change.stage is Stage.FAILED
    assert "ecs:UpdateService" in change.summary


async def test_the_journal_has_the_way_back(desk: Desk, tmp_path: Path) -> None:
    deployed(desk, "web:2")
    await desk.pass_time(await desk.change("back", CHECKOUT), 900)
    (intent,) = (
        entry.record
        for reading in read_all(tmp_path / "journal")
        for entry in reading.entries
        if isinstance(entry.record, Intent)
    )
    assert intent.undo is not None
    assert intent.undo.request is not None
    assert intent.undo.request["action"] == "to-revision"
    assert intent.before["task definition"] == "checkout:2"
    assert intent.follow["mine"]["task definition"] == f"{FAMILY}:1"


def refuses(**more: Any) -> str:
    facts = Service("arn:service/a/web", "web", "arn:cluster/a", "ACTIVE", 4, 4, 0, **more)
    return BACK.unavailable(facts)


def test_when_it_is_not_available() -> None:
    assert refuses() == ""
    said = refuses(deployment_controller=DeploymentController("CODE_DEPLOY"))
    assert said == "deployment controller is CODE_DEPLOY: use CodeDeploy"
    assert refuses(resource_management_type="ECS").startswith("an Express service")
