"""Stopping a running deployment, and answering the pause hook at which it waits."""

from datetime import timedelta
from typing import Any

import pytest

from ecstui.actions.action import Refused, Stage
from ecstui.actions.gate import Moved
from ecstui.actions.plan import Plan, Preflight, Result
from ecstui.actions.request import Request
from ecstui.actions.stop_deployment import unavailable
from ecstui.model.ecs import Deployment, DeploymentController, Service
from ecstui.sim.faults import LOST, Fault, faults
from ecstui.sim.services.ecs import EcsState
from ecstui.sim.services.ecs.behaviours import Behaviour, CannotPull, SlowStart
from tests.actions.checks.recorded import sent
from tests.actions.conftest import Desk, service
from tests.conftest import START
from tests.world import ACCOUNT, REGION, create_service, register

CHECKOUT = service("checkout")
FAMILY = f"arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/checkout"
STOP = "stop-deployment"


def update(desk: Desk, **what: Any) -> None:
    desk.somebody("UpdateService", cluster="prod-web", service="checkout", **what)


def deploying(desk: Desk, behaviour: Behaviour | None = None) -> str:
    """A deployment of checkout:2 is under way; its ARN."""
    slow = register(desk.world, "checkout", "web:2", behaviour or SlowStart(600))
    update(desk, taskDefinition=slow)
    desk.world.advance(60)
    arn: str = desk.described("checkout")["currentServiceDeployment"]
    return arn


def paused(desk: Desk, minutes: int = 60) -> str:
    """The deployment of checkout:2 waits at a pause hook; its ARN."""
    hook = {
        "targetType": "PAUSE",
        "lifecycleStages": ["POST_SCALE_UP"],
        "timeoutConfiguration": {"timeoutInMinutes": minutes, "action": "ROLLBACK"},
    }
    new = register(desk.world, "checkout", "web:2")
    update(desk, taskDefinition=new, deploymentConfiguration={"lifecycleHooks": [hook]})
    desk.world.advance(600)
    arn: str = desk.described("checkout")["currentServiceDeployment"]
    return arn


def checked(plan: Plan) -> dict[str, Preflight]:
    return {check.name: check for check in plan.steps[0].preflight}


def changes(plan: Plan) -> list[tuple[str, str, str]]:
    return [(it.field, it.before, it.after) for it in plan.steps[0].changes]


# Stopping


async def test_a_running_deployment_is_rolled_back(desk: Desk) -> None:
    arn = deploying(desk)
    form = await desk.gate.form(STOP, [CHECKOUT])
    assert form is not None
    assert form.fields == ()
    plan = await desk.plan(STOP, CHECKOUT)
    assert plan.title == "Roll back the deployment of checkout"
    assert changes(plan) == [
        ("task definition", "checkout:2", "checkout:1"),
        ("service deployment", "IN_PROGRESS", "ROLLBACK_SUCCESSFUL"),
    ]
    assert plan.steps[0].effect == "4 tasks of checkout:2 replaced, back to checkout:1"
    change = await desk.pass_time(await desk.begin(plan), 900)
    assert (change.stage, change.summary) == (Stage.REACHED, "back on checkout:1")
    assert sent(desk.world, "StopServiceDeployment") == [
        {"serviceDeploymentArn": arn, "stopType": "ROLLBACK"}
    ]
    assert desk.writes == ["StopServiceDeployment"]


async def test_the_way_back_is_seen_while_it_goes_on(desk: Desk) -> None:
    deploying(desk)
    await desk.pass_time(await desk.change(STOP, CHECKOUT), 900)
    said = [each.of(each.plan.steps[0]) for each in desk.news]
    on_its_way = [it.sentence for it in said if it.stage is Stage.IN_PROGRESS]
    why = "Service deployment rolled back because of a StopServiceDeployment request"
    assert f"rolling back: 4 of 4 on checkout:1: {why}" in on_its_way


async def test_it_can_only_be_deployed_forward_again(desk: Desk) -> None:
    deploying(desk)
    change = await desk.pass_time(await desk.change(STOP, CHECKOUT), 900)
    assert change.plan.steps[0].undo.sentence == "cannot be undone: deploy checkout:2 anew"
    (undo,) = change.undo
    assert undo == Request("to-revision", (CHECKOUT,), {"task_definition": f"{FAMILY}:2"})
    assert (await desk.gate.prepare(undo)).title == "Move checkout to checkout:2"


async def test_without_a_deployment_under_way_there_is_nothing_to_stop(desk: Desk) -> None:
    with pytest.raises(Refused, match="no deployment is under way"):
        await desk.gate.form(STOP, [CHECKOUT])
    with pytest.raises(Refused, match="`:back` goes back to the last good one"):
        await desk.plan(STOP, CHECKOUT)


async def test_one_that_is_rolled_back_already_is_left_alone(desk: Desk) -> None:
    arn = deploying(desk)
    desk.somebody("StopServiceDeployment", serviceDeploymentArn=arn, stopType="ROLLBACK")
    with pytest.raises(Refused, match="is ROLLBACK_REQUESTED already"):
        await desk.plan(STOP, CHECKOUT)


async def test_that_somebody_stopped_it_meanwhile_stops_this(desk: Desk) -> None:
    arn = deploying(desk)
    plan = await desk.plan(STOP, CHECKOUT)
    desk.somebody("StopServiceDeployment", serviceDeploymentArn=arn, stopType="ROLLBACK")
    with pytest.raises((Moved, Refused)):
        await desk.begin(plan)
    assert desk.writes == []


async def test_a_first_deployment_has_nothing_to_go_back_to(desk: Desk) -> None:
    definition = register(desk.world, "billing", "web:1", SlowStart(600))
    create_service(desk.world, "billing", 2, taskDefinition=definition)
    desk.world.advance(60)
    plan = await desk.plan(STOP, service("billing"))
    found = checked(plan)["way back"]
    assert (found.result, "only be stopped" in found.sentence) == (Result.WARN, True)
    change = await desk.pass_time(await desk.begin(plan), 300)
    assert change.stage is Stage.FAILED
    assert change.summary.startswith("stopped, and not rolled back: No completed service revision")


async def test_a_way_back_that_fails(desk: Desk) -> None:
    percents = {"minimumHealthyPercent": 0, "maximumPercent": 100}
    update(desk, deploymentConfiguration=percents)  # the old tasks go first
    deploying(desk)
    ecs = desk.world.state(EcsState, ACCOUNT, REGION)
    ecs.behaviours[f"{FAMILY}:1"] = CannotPull()
    change = await desk.pass_time(await desk.change(STOP, CHECKOUT), 1800)
    assert change.stage is Stage.FAILED
    assert change.summary.startswith("rolling back failed: ")
    assert change.undo[0].inputs == {"task_definition": f"{FAMILY}:2"}


async def test_superseded(desk: Desk) -> None:
    deploying(desk)
    change = await desk.change(STOP, CHECKOUT)
    update(desk, taskDefinition=register(desk.world, "checkout", "web:3"))
    change = await desk.pass_time(change, 300)
    assert change.stage is Stage.SUPERSEDED
    assert "by a deployment of checkout:3" in change.summary


async def test_a_lost_answer_is_followed_all_the_same(desk: Desk) -> None:
    deploying(desk)
    faults(desk.world).add(Fault("ecs:StopServiceDeployment", LOST, count=1))
    change = await desk.pass_time(await desk.change(STOP, CHECKOUT), 900)
    assert change.stage is Stage.REACHED
    assert desk.writes == ["StopServiceDeployment"]


async def test_a_call_that_never_arrived_has_failed(desk: Desk) -> None:
    deploying(desk)
    faults(desk.world).add(Fault("ecs:StopServiceDeployment", "reset", count=1))
    change = await desk.pass_time(await desk.change(STOP, CHECKOUT), 300)
    assert change.stage is Stage.FAILED
    assert change.summary == "it is IN_PROGRESS still: the call was not carried out"


async def test_a_throttled_call_is_made_again(desk: Desk) -> None:
    deploying(desk)
    faults(desk.world).add(Fault("ecs:StopServiceDeployment", "throttle", count=1))
    change = await desk.pass_time(await desk.change(STOP, CHECKOUT), 900)
    assert change.stage is Stage.REACHED


async def test_a_denied_call_names_the_permission(desk: Desk) -> None:
    deploying(desk)
    faults(desk.world).add(Fault("ecs:StopServiceDeployment", "denied"))
    change = await desk.pass_time(await desk.change(STOP, CHECKOUT), 60)
    assert change.stage is Stage.FAILED
    assert "ecs:StopServiceDeployment" in change.summary


async def test_what_may_not_be_read_is_unknown_and_keeps_nobody(desk: Desk) -> None:
    deploying(desk)
    for pattern in ("iam:Simulate*", "ecs:DescribeTaskDefinition"):
        faults(desk.world).add(Fault(pattern, "denied"))
    found = checked(plan := await desk.plan(STOP, CHECKOUT))
    assert found["permission"].result is Result.UNKNOWN
    assert found["way back"].result is Result.UNKNOWN
    assert "ecs:DescribeTaskDefinition" in found["way back"].sentence
    assert not plan.blocked


# Pause hooks


async def test_a_pause_hook_leaves_one_choice_and_so_much_time(desk: Desk) -> None:
    paused(desk)
    form = await desk.gate.form(STOP, [CHECKOUT])
    assert form is not None
    (answer,) = form.fields
    assert (answer.initial, [value for value, _ in answer.choices]) == (
        "ROLLBACK",
        ["ROLLBACK", "CONTINUE"],
    )
    (note,) = form.notes
    assert note.startswith("It waits at POST_SCALE_UP until 2026-01-01 0")
    assert "UTC, 5" in note  # fifty-some minutes are left


async def test_it_is_let_go_on(desk: Desk) -> None:
    arn = paused(desk)
    plan = await desk.plan(STOP, CHECKOUT, inputs={"answer": "CONTINUE"})
    assert plan.title == "Continue the deployment of checkout"
    assert plan.steps[0].effect == "the deployment of checkout:2 goes on from POST_SCALE_UP"
    change = await desk.pass_time(await desk.begin(plan), 300)
    assert change.stage is Stage.REACHED
    assert change.summary.startswith("it goes on")
    (asked,) = sent(desk.world, "ContinueServiceDeployment")
    assert asked.pop("hookId").startswith("ecs-pause-")
    assert asked == {"serviceDeploymentArn": arn, "action": "CONTINUE"}
    desk.world.advance(900)
    assert desk.described("checkout")["taskDefinition"] == f"{FAMILY}:2"


async def test_it_is_rolled_back_by_answering_the_hook(desk: Desk) -> None:
    arn = paused(desk)
    plan = await desk.plan(STOP, CHECKOUT, inputs={"answer": "ROLLBACK"})
    change = await desk.pass_time(await desk.begin(plan), 900)
    assert (change.stage, change.summary) == (Stage.REACHED, "back on checkout:1")
    (asked,) = sent(desk.world, "ContinueServiceDeployment")
    assert (asked["serviceDeploymentArn"], asked["action"]) == (arn, "ROLLBACK")
    assert desk.writes == ["ContinueServiceDeployment"]


async def test_back_stops_it_though_it_waits_at_a_hook(desk: Desk) -> None:
    paused(desk)
    change = await desk.pass_time(await desk.change("back", CHECKOUT), 900)
    assert (change.stage, change.summary) == (Stage.REACHED, "back on checkout:1")
    assert desk.writes == ["StopServiceDeployment"]


async def test_undoing_to_let_it_go_on_rolls_it_back(desk: Desk) -> None:
    paused(desk)
    plan = await desk.plan(STOP, CHECKOUT, inputs={"answer": "CONTINUE"})
    request = plan.steps[0].undo.request
    assert request is not None
    assert (await desk.gate.prepare(request)).title == "Roll back the deployment of checkout"


async def test_without_a_hook_there_is_nothing_to_continue(desk: Desk) -> None:
    deploying(desk)
    with pytest.raises(Refused, match="waits at no pause hook"):
        await desk.plan(STOP, CHECKOUT, inputs={"answer": "CONTINUE"})


async def test_that_the_hook_was_answered_meanwhile_stops_this(desk: Desk) -> None:
    arn = paused(desk)
    plan = await desk.plan(STOP, CHECKOUT, inputs={"answer": "CONTINUE"})
    hook = plan.steps[0].calls[0].parameters["hookId"]
    desk.somebody(
        "ContinueServiceDeployment", serviceDeploymentArn=arn, hookId=hook, action="CONTINUE"
    )
    with pytest.raises((Moved, Refused)):
        await desk.begin(plan)
    assert desk.writes == []


async def test_that_its_time_runs_out_meanwhile_stops_this(desk: Desk) -> None:
    paused(desk, minutes=60)
    plan = await desk.plan(STOP, CHECKOUT, inputs={"answer": "CONTINUE"})
    desk.world.advance(3600)
    with pytest.raises((Moved, Refused)):
        await desk.begin(plan)
    assert desk.writes == []


async def test_a_lost_answer_to_the_hook_is_followed_all_the_same(desk: Desk) -> None:
    paused(desk)
    faults(desk.world).add(Fault("ecs:ContinueServiceDeployment", LOST, count=1))
    change = await desk.change(STOP, CHECKOUT, answer="CONTINUE")
    change = await desk.pass_time(change, 300)
    assert change.stage is Stage.REACHED


# Without asking AWS


def facts(*deployments: Deployment, **more: Any) -> Service:
    return Service(
        "arn:service/a/web", "web", "arn:cluster/a", "ACTIVE", 4, 4, 0,
        deployments=deployments, **more,
    )  # fmt: skip


def deployment(status: str, state: str | None) -> Deployment:
    later = START + timedelta(hours=1)
    return Deployment("ecs-svc/1", status, "web:1", START, later, rollout_state=state)


@pytest.mark.parametrize(
    ("seen", "why"),
    [
        (facts(deployment("PRIMARY", "COMPLETED")), "no deployment is under way"),
        (facts(deployment("PRIMARY", "FAILED")), "no deployment is under way"),
        (facts(deployment("PRIMARY", "IN_PROGRESS")), ""),
        (facts(deployment("PRIMARY", None)), ""),  # blue/green: it is not told
        (facts(deployment("PRIMARY", "COMPLETED"), deployment("ACTIVE", "COMPLETED")), ""),
        (None, ""),
        (
            facts(deployment_controller=DeploymentController("CODE_DEPLOY")),
            "deployment controller is CODE_DEPLOY: use CodeDeploy",
        ),
    ],
)
def test_when_it_is_not_available(seen: Service | None, why: str) -> None:
    assert unavailable(seen) == why
