"""A new revision: planned, registered, deployed and followed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from ecstui.actions.action import Refused, Stage
from ecstui.actions.gate import Moved
from ecstui.actions.ladder import Risk, risk
from ecstui.actions.plan import Answered, Result
from ecstui.actions.request import Request
from ecstui.aws.errors import NotFound
from ecstui.sim.faults import Fault
from ecstui.sim.services.ecs.behaviours import CannotPull
from tests.actions.conftest import Desk
from tests.actions.roll.conftest import (
    CLUSTER,
    DEFINITION,
    EXECUTION_ROLE,
    REPOSITORY,
    SHOP,
    TASK_ROLE,
    VALUE,
    arn_of,
    behave,
    checks,
    described,
    pushed,
    registered,
)
from tests.world import ALICE

Sent = list[tuple[str, Mapping[str, Any]]]
V2 = {"image-app": f"{REPOSITORY}:v2"}
BREAKER = {"deploymentCircuitBreaker": {"enable": True, "rollback": True}}


async def test_the_running_revision_is_registered_with_the_image_and_deployed(
    desk: Desk, sent: Sent
) -> None:
    plan = await desk.plan("roll", SHOP, inputs=V2)
    assert plan.title == "Roll shop"
    (step,) = plan.steps
    assert [(it.field, it.before, it.after) for it in step.changes] == [
        ("container app image", f"{REPOSITORY}:v1", f"{REPOSITORY}:v2")
    ]
    assert [call.operation.name for call in step.calls] == [
        "RegisterTaskDefinition",
        "UpdateService",
    ]
    assert step.calls[1].parameters["taskDefinition"] == Answered(
        0, ("taskDefinition", "taskDefinitionArn"), "shop:2"
    )
    assert step.effect == (
        "shop:2 is registered; 2 tasks replaced, at least 2 running throughout, up to 4"
    )
    assert step.tags == {"env": "prod"}
    assert plan.blocked == ()
    assert risk(plan) is Risk.L1

    change = await desk.pass_time(await desk.begin(plan), 900)
    assert change.stage is Stage.REACHED
    assert change.summary == "2 of 2 on shop:2"
    (_, body), (_, update) = sent
    assert update == {
        "cluster": CLUSTER,
        "service": SHOP.arn,
        "taskDefinition": arn_of("shop:2"),
    }
    app, envoy = body["containerDefinitions"]
    assert app["image"] == f"{REPOSITORY}:v2"
    old = described(desk.world, "shop:1")
    assert envoy == old["taskDefinition"]["containerDefinitions"][1]
    assert {k: v for k, v in body.items() if k != "containerDefinitions"} == {
        **{k: v for k, v in DEFINITION.items() if k != "containerDefinitions"},
        "volumes": [],
        "placementConstraints": [],
    }
    assert change.undo == (Request("to-revision", (SHOP,), {"task_definition": arn_of("shop:1")}),)


async def test_it_starts_from_what_runs_and_not_from_the_newest(desk: Desk, sent: Sent) -> None:
    registered(desk.world, cpu="1024", memory="2048")
    plan = await desk.plan("roll", SHOP, inputs=V2)
    result, sentence = checks(plan)["revision"]
    assert result is Result.WARN
    assert sentence == ("shop:2 was registered by alice and does not run: this starts from shop:1")
    assert plan.steps[0].calls[1].parameters["taskDefinition"].expected == "shop:3"
    assert plan.steps[0].calls[0].parameters["cpu"] == "512"
    assert [it.field for it in plan.steps[0].changes] == ["container app image"]
    change = await desk.pass_time(await desk.begin(plan), 900)
    assert change.stage is Stage.REACHED
    assert sent[1][1]["taskDefinition"] == arn_of("shop:3")


async def test_variables_are_set_and_removed_and_never_shown(
    desk: Desk, sent: Sent, tmp_path: Path
) -> None:
    inputs = {
        "environment-app": f"GREETING=another-{VALUE}\nNEW=with = and spaces \n-LOG_LEVEL",
        "secrets-app": "-DB\nKEY=arn:aws:ssm:ap-northeast-1:123456789012:parameter/key",
    }
    plan = await desk.plan("roll", SHOP, inputs=inputs)
    (step,) = plan.steps
    assert {(it.field, it.before, it.after) for it in step.changes} == {
        ("container app env GREETING", "a value", "another value"),
        ("container app env NEW", "not set", "a value"),
        ("container app env LOG_LEVEL", "a value", "not set"),
        ("container app secret DB", "arn:aws:ssm:ap-northeast-1:123456789012:parameter/shop/db",
         "not set"),
        ("container app secret KEY", "not set",
         "arn:aws:ssm:ap-northeast-1:123456789012:parameter/key"),
    }  # fmt: skip
    change = await desk.pass_time(await desk.begin(plan), 900)
    assert change.stage is Stage.REACHED
    app = sent[0][1]["containerDefinitions"][0]
    assert app["environment"] == [
        {"name": "GREETING", "value": f"another-{VALUE}"},
        {"name": "NEW", "value": "with = and spaces "},
    ]
    assert [it["name"] for it in app["secrets"]] == ["KEY"]
    said = "".join(map(repr, (step, change.progress, step.preflight, step.calls)))
    written = "".join(path.read_text() for path in (tmp_path / "journal").rglob("*.jsonl"))
    assert "RegisterTaskDefinition" in written
    for text in (said, written):
        assert VALUE not in text
        assert "with = and spaces" not in text


async def test_both_roles_have_to_be_passed(desk: Desk) -> None:
    plan = await desk.plan("roll", SHOP, inputs=V2)
    result, sentence = checks(plan)["permission"]
    assert result is Result.PASS
    assert "iam:PassRole" in sentence
    assert "ecs:TagResource" in sentence
    for role in (TASK_ROLE, EXECUTION_ROLE):
        desk.server.faults.clear()
        desk.server.faults.add(Fault("iam:PassRole", "denied", match={"roleArn": role}))
        change = await desk.pass_time(await desk.begin(plan), 30)
        assert change.stage is Stage.FAILED
        assert "iam:PassRole" in change.summary
        assert "Nothing was changed." in change.summary
    families = desk.somebody("ListTaskDefinitions", familyPrefix="shop")
    assert families["taskDefinitionArns"] == [arn_of("shop:1")]


async def test_a_failed_deployment_says_that_the_revision_stays_registered(desk: Desk) -> None:
    desk.somebody("UpdateService", cluster="prod-web", service="shop",
                  deploymentConfiguration=BREAKER)  # fmt: skip
    behave(desk.world, "shop:2", CannotPull())
    change = await desk.change("roll", SHOP, **V2)
    change = await desk.pass_time(change, 1190)
    assert change.stage is Stage.FAILED
    assert change.summary.endswith("; shop:2 stays registered")
    assert "rolled back to shop:1" in change.summary
    assert change.undo[0].inputs == {"task_definition": arn_of("shop:1")}


async def test_another_deployment_supersedes_it(desk: Desk) -> None:
    change = await desk.change("roll", SHOP, **V2)
    change = await desk.pass_time(change, 12)
    desk.somebody("UpdateService", cluster="prod-web", service="shop",
                  taskDefinition=registered(desk.world, cpu="1024", memory="2048"))  # fmt: skip
    change = await desk.pass_time(change, 120)
    assert change.stage is Stage.SUPERSEDED
    assert "shop:3" in change.summary


async def test_a_lost_answer_of_the_last_call_is_found_out(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:UpdateService", "lost", count=1))
    change = await desk.change("roll", SHOP, **V2)
    change = await desk.pass_time(change, 900)
    assert (change.stage, change.summary) == (Stage.REACHED, "2 of 2 on shop:2")
    assert desk.writes == ["RegisterTaskDefinition", "UpdateService"]


async def test_a_lost_answer_of_registering_ends_it_before_the_service_is_told(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:RegisterTaskDefinition", "lost", count=1))
    change = await desk.pass_time(await desk.change("roll", SHOP, **V2), 30)
    assert change.stage is Stage.FAILED
    assert "RegisterTaskDefinition may have been done all the same." in change.summary
    assert desk.writes == ["RegisterTaskDefinition"]


async def test_a_throttled_call_is_made_again(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:RegisterTaskDefinition", "throttle", count=1))
    change = await desk.pass_time(await desk.change("roll", SHOP, **V2), 900)
    assert change.stage is Stage.REACHED


@pytest.mark.parametrize("what", ["deploys", "registers", "scales", "pushes"])
async def test_what_has_moved_since_the_preview_stops_it(desk: Desk, what: str) -> None:
    plan = await desk.plan("roll", SHOP, inputs=V2)
    if what == "registers":
        registered(desk.world)
    elif what == "scales":
        desk.somebody("UpdateService", cluster="prod-web", service="shop", desiredCount=3)
    elif what == "pushes":
        pushed(desk.world, "stable", repository="envoy")
    else:
        desk.somebody("UpdateService", cluster="prod-web", service="shop", forceNewDeployment=True)
    with pytest.raises(Moved) as moved:
        await desk.begin(plan)
    named = {name for name, _, _ in moved.value.differences}
    expected = {
        "deploys": "deployments",
        "registers": "newest revision",
        "scales": "desired count",
        "pushes": "image of envoy",
    }
    assert named == {expected[what]}
    assert desk.writes == []


async def test_a_form_that_was_filled_from_something_else_is_refused(desk: Desk) -> None:
    form = await desk.gate.form("roll", [SHOP])
    assert form is not None
    inputs = {field.id: field.initial for field in form.fields} | V2
    desk.somebody("UpdateService", cluster="prod-web", service="shop",
                  taskDefinition=registered(desk.world, cpu="1024", memory="2048"))  # fmt: skip
    with pytest.raises(Refused, match="shop:2 runs now, and the form was filled from shop:1"):
        await desk.plan("roll", SHOP, inputs=inputs)


async def test_a_running_deployment_is_superseded_with_a_warning(desk: Desk) -> None:
    desk.somebody("UpdateService", cluster="prod-web", service="shop", forceNewDeployment=True)
    desk.world.advance(5)
    result, sentence = checks(await desk.plan("roll", SHOP, inputs=V2))["deployment"]
    assert result is Result.WARN
    assert sentence.endswith(": this supersedes it")


@pytest.mark.parametrize(
    ("inputs", "check", "words"),
    [
        ({"image-app": f"{REPOSITORY}:v3"}, "image of app", "is not in its registry"),
        ({"image-app": f"{REPOSITORY}:x86"}, "architecture of app", "tasks are linux/arm64"),
        ({"memory": "512"}, "size", "with 512 CPU: 1024 to 4096 MiB"),
        ({"cpu": "512x"}, "size", "512x"),
        ({"environment-app": "DB=x"}, "variables", "DB as an environment variable and as a secret"),
    ],
)
async def test_what_cannot_work_blocks(
    desk: Desk, inputs: dict[str, str], check: str, words: str
) -> None:
    plan = await desk.plan("roll", SHOP, inputs=inputs)
    result, sentence = checks(plan)[check]
    assert result is Result.FAIL
    assert words in sentence
    with pytest.raises(Refused):
        await desk.begin(plan)
    assert desk.writes == []


async def test_an_image_that_fits_passes(desk: Desk) -> None:
    found = checks(await desk.plan("roll", SHOP, inputs=V2))
    assert found["image of app"][0] is Result.PASS
    assert found["architecture of app"] == (
        Result.PASS,
        "it was built for linux/amd64, linux/arm64, and the tasks are linux/arm64",
    )
    assert found["load balancer"] == (Result.PASS, "app:8080 is still there")
    assert found["tag of envoy"][0] is Result.PASS
    assert "tag of app" not in found


async def test_a_larger_size_has_its_price(desk: Desk) -> None:
    plan = await desk.plan("roll", SHOP, inputs={"cpu": "1 vCPU", "memory": "2 GB"})
    (step,) = plan.steps
    assert [(it.field, it.before, it.after) for it in step.changes] == [
        ("memory", "1024", "2048"),
        ("cpu", "512", "1024"),
    ]
    assert step.cost.startswith("~$")
    assert plan.blocked == ()


@pytest.mark.parametrize(
    ("operation", "check", "action"),
    [
        ("ecr:DescribeImages", "image of app", "ecr:DescribeImages"),
        ("ecr:BatchGetImage", "architecture of app", "ecr:BatchGetImage"),
        ("ec2:DescribeSubnets", "free addresses", "ec2:DescribeSubnets"),
        ("iam:SimulatePrincipalPolicy", "permission", "iam:SimulatePrincipalPolicy"),
    ],
)
async def test_what_may_not_be_read_is_unknown(
    desk: Desk, operation: str, check: str, action: str
) -> None:
    desk.server.faults.add(Fault(operation, "denied"))
    plan = await desk.plan("roll", SHOP, inputs=V2)
    result, sentence = checks(plan)[check]
    assert result is Result.UNKNOWN
    assert action in sentence
    assert plan.blocked == ()


async def test_a_service_that_is_gone_is_refused(desk: Desk) -> None:
    desk.somebody("DeleteService", cluster="prod-web", service="shop", force=True)
    with pytest.raises((Refused, NotFound), match=r"DRAINING|INACTIVE|no service"):
        await desk.plan("roll", SHOP, inputs=V2)


async def test_the_caller_is_recorded_as_who_registered(desk: Desk) -> None:
    await desk.pass_time(await desk.change("roll", SHOP, **V2), 30)
    assert described(desk.world, "shop:2")["taskDefinition"]["registeredBy"] == ALICE.arn
