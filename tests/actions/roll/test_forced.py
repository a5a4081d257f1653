"""A new deployment of the same revision, which may bring other code."""

from collections.abc import Mapping
from typing import Any

import pytest

from ecstui.actions.action import Refused, Stage
from ecstui.actions.gate import Moved
from ecstui.actions.ladder import Risk, risk
from ecstui.actions.plan import Result
from ecstui.sim.faults import Fault
from ecstui.sim.services.ecs.behaviours import CannotPull
from tests.actions.conftest import Desk, service
from tests.actions.roll.conftest import (
    APP,
    CLUSTER,
    REPOSITORY,
    SHOP,
    arn_of,
    behave,
    checks,
    pushed,
    registered,
)
from tests.world import create_service

NETWORK = {"awsvpcConfiguration": {"subnets": ["subnet-0a"]}}
Sent = list[tuple[str, Mapping[str, Any]]]
CHECKOUT, CART = service("checkout"), service("cart")


def running_digest(desk: Desk, container: str = "app") -> str:
    arn = desk.described("shop")["currentServiceRevisions"][0]["arn"]
    answer = desk.somebody("DescribeServiceRevisions", serviceRevisionArns=[arn])
    images = answer["serviceRevisions"][0]["containerImages"]
    return next(str(it["imageDigest"]) for it in images if it["containerName"] == container)


async def test_nothing_but_a_new_deployment_is_asked_for(desk: Desk, sent: Sent) -> None:
    plan = await desk.plan("roll", SHOP)
    (step,) = plan.steps
    assert step.changes == ()
    assert step.effect == (
        "2 tasks replaced, at least 2 running throughout, up to 4, of shop:1 as before"
    )
    assert step.undo.sentence == "cannot be undone, and need not be: the same images run again"
    assert risk(plan) is Risk.L1
    assert [result for name, (result, _) in checks(plan).items() if name.startswith("tag of")] == [
        Result.PASS,
        Result.PASS,
    ]
    change = await desk.pass_time(await desk.begin(plan), 900)
    assert (change.stage, change.summary) == (Stage.REACHED, "2 of 2 on shop:1")
    assert sent == [
        (
            "UpdateService",
            {"cluster": CLUSTER, "service": SHOP.arn, "forceNewDeployment": True},
        )
    ]
    assert change.undo == ()


async def test_a_form_that_was_left_as_it_is_forces_too(desk: Desk, sent: Sent) -> None:
    form = await desk.gate.form("roll", [SHOP])
    assert form is not None
    plan = await desk.plan("roll", SHOP, inputs={it.id: it.initial for it in form.fields})
    assert [call.operation.name for call in plan.steps[0].calls] == ["UpdateService"]
    assert "taskDefinition" not in plan.steps[0].calls[0].parameters


async def test_a_moved_tag_is_other_code_and_grave(desk: Desk) -> None:
    before = running_digest(desk)
    pushed(desk.world, "v1")
    plan = await desk.plan("roll", SHOP)
    (step,) = plan.steps
    (change,) = step.changes
    assert change.field == "container app digest"
    assert change.before == before[:19]
    assert change.after not in ("", change.before)
    result, sentence = checks(plan)["tag of app"]
    assert result is Result.WARN
    assert sentence.startswith(f"may pull other code: {REPOSITORY}:v1 was {before[:19]}, and is ")
    assert checks(plan)["tag of envoy"][0] is Result.PASS
    assert step.undo.request is None
    assert step.undo.sentence.startswith("cannot be undone: ")
    assert f"app to {REPOSITORY}@{before}" in step.undo.sentence
    assert "envoy" not in step.undo.sentence
    assert risk(plan) is Risk.L3
    assert (await desk.pass_time(await desk.begin(plan), 900)).stage is Stage.REACHED
    assert running_digest(desk)[:19] == change.after


async def test_the_pin_that_undoing_names_brings_the_old_image_back(desk: Desk) -> None:
    before = running_digest(desk)
    pushed(desk.world, "v1")
    change = await desk.pass_time(await desk.change("roll", SHOP), 900)
    assert running_digest(desk) != before
    pin = f"{REPOSITORY}@{before}"
    assert pin in change.plan.steps[0].undo.sentence
    change = await desk.pass_time(await desk.change("roll", SHOP, **{"image-app": pin}), 900)
    assert change.stage is Stage.REACHED
    assert running_digest(desk) == before


async def test_a_tag_that_is_pushed_after_the_preview_stops_it(desk: Desk) -> None:
    plan = await desk.plan("roll", SHOP)
    pushed(desk.world, "v1")
    with pytest.raises(Moved) as moved:
        await desk.begin(plan)
    assert [name for name, _, _ in moved.value.differences] == ["image of app"]
    assert desk.writes == []


async def test_where_no_revision_tells_the_tasks_are_asked(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:DescribeServiceRevisions", "denied"))
    assert checks(await desk.plan("roll", SHOP))["tag of app"][0] is Result.PASS
    pushed(desk.world, "v1")
    assert checks(await desk.plan("roll", SHOP))["tag of app"][0] is Result.WARN
    desk.server.faults.add(Fault("ecs:ListTasks", "denied"))
    result, sentence = checks(await desk.plan("roll", SHOP))["tag of app"]
    assert result is Result.UNKNOWN
    assert "ecs:ListTasks" in sentence


@pytest.mark.parametrize("operation", ["ecr:DescribeImages"])
async def test_a_registry_that_may_not_be_read_is_unknown(desk: Desk, operation: str) -> None:
    desk.server.faults.add(Fault(operation, "denied"))
    plan = await desk.plan("roll", SHOP)
    result, sentence = checks(plan)["tag of app"]
    assert result is Result.UNKNOWN
    assert operation in sentence
    assert plan.steps[0].undo.sentence.startswith("cannot be undone: ")
    assert plan.blocked == ()


async def test_a_registry_that_cannot_be_asked_is_unknown(desk: Desk) -> None:
    result, sentence = checks(await desk.plan("roll", CHECKOUT))["tag of app"]
    assert result is Result.UNKNOWN
    assert "web:1 may lead to other code than runs" in sentence


async def test_pinned_images_need_no_check(desk: Desk) -> None:
    pinned = {**APP, "image": f"{REPOSITORY}@{running_digest(desk)}"}
    arn = registered(desk.world, containerDefinitions=[pinned])
    desk.somebody("UpdateService", cluster="prod-web", service="shop", taskDefinition=arn)
    desk.world.advance(900)
    plan = await desk.plan("roll", SHOP)
    assert not [name for name in checks(plan) if name.startswith("tag of")]
    assert "need not be" in plan.steps[0].undo.sentence


async def test_several_are_rolled_in_one_plan(desk: Desk, sent: Sent) -> None:
    plan = await desk.plan("roll", CHECKOUT, CART, SHOP)
    assert plan.title == "Roll 3 services"
    change = await desk.pass_time(await desk.begin(plan), 2000, step=6)
    assert change.stage is Stage.REACHED
    assert [body["service"] for _, body in sent] == [CHECKOUT.arn, CART.arn, SHOP.arn]
    assert all(set(body) == {"cluster", "service", "forceNewDeployment"} for _, body in sent)


async def test_a_deployment_that_fails_has_no_revision_that_stays(desk: Desk) -> None:
    desk.somebody("UpdateService", cluster="prod-web", service="shop",
                  deploymentConfiguration={
                      "deploymentCircuitBreaker": {"enable": True, "rollback": True}
                  })  # fmt: skip
    behave(desk.world, "shop:1", CannotPull())
    change = await desk.pass_time(await desk.change("roll", SHOP), 1190)
    assert change.stage is Stage.FAILED
    assert "stays registered" not in change.summary


async def test_a_configuration_that_cannot_proceed_blocks(desk: Desk) -> None:
    narrow = {"minimumHealthyPercent": 100, "maximumPercent": 150}
    desk.somebody("UpdateService", cluster="prod-web", service="shop", desiredCount=1,
                  deploymentConfiguration=narrow)  # fmt: skip
    desk.world.advance(600)
    plan = await desk.plan("roll", SHOP)
    result, sentence = checks(plan)["deployment configuration"]
    assert result is Result.FAIL
    assert "at least 1 must run and at most 1 may" in sentence


async def test_a_tool_that_owns_the_service_is_named(desk: Desk) -> None:
    stack = [{"key": "aws:cloudformation:stack-name", "value": "web"}]
    create_service(desk.world, "owned", 1, taskDefinition=arn_of("shop:1"), tags=stack)
    result, sentence = checks(await desk.plan("roll", service("owned")))["owner"]
    assert result is Result.WARN
    assert sentence == ("the next update of the CloudFormation stack web will overwrite this")


@pytest.mark.parametrize(
    ("controller", "more"),
    [("CODE_DEPLOY", {"taskDefinition": arn_of("shop:1"), "launchType": "FARGATE",
                      "networkConfiguration": NETWORK}),
     ("EXTERNAL", {})],
)  # fmt: skip
async def test_who_else_deploys_is_told(
    desk: Desk, controller: str, more: Mapping[str, Any]
) -> None:
    desk.somebody("CreateService", cluster="prod-web", serviceName="other", desiredCount=1,
                  deploymentController={"type": controller}, **more)  # fmt: skip
    with pytest.raises(Refused, match=f"deployment controller is {controller}: use "):
        await desk.plan("roll", service("other"))
    with pytest.raises(Refused, match=controller):
        await desk.gate.form("roll", [service("other")])
