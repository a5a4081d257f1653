"""A task definition that was edited as a whole, in $EDITOR."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from ecstui.actions.action import Refused, Stage
from ecstui.actions.plan import Plan, Result
from ecstui.actions.roll.action import ROLL
from ecstui.model.service import DeploymentController
from tests.actions.conftest import Desk
from tests.actions.roll.conftest import REPOSITORY, SHOP, VALUE, checks, described
from tests.analysis.world import service

Body = dict[str, Any]


async def with_json(desk: Desk, edit: Callable[[Body], object], **more: str) -> Plan:
    """Plan with the form as it is, but for what was edited in the JSON."""
    form = await desk.gate.form("roll", [SHOP])
    assert form is not None
    inputs = {field.id: field.initial for field in form.fields}
    body = json.loads(inputs["json"])
    edit(body)
    return await desk.plan("roll", SHOP, inputs={**inputs, "json": json.dumps(body), **more})


def app_of(body: Mapping[str, Any]) -> Body:
    found: Body = body["containerDefinitions"][0]
    return found


async def test_what_was_edited_is_registered_and_values_are_nowhere_else(
    desk: Desk, tmp_path: Path
) -> None:
    def edit(body: Body) -> None:
        app_of(body)["environment"][0]["value"] = f"new-{VALUE}"
        app_of(body)["stopTimeout"] = 60

    plan = await with_json(desk, edit, **{"image-app": f"{REPOSITORY}:v2"})
    assert [it.field for it in plan.steps[0].changes] == [
        "container app image",
        "container app env GREETING",
        "container app stop timeout",
    ]
    assert VALUE not in repr(plan.steps)
    change = await desk.pass_time(await desk.begin(plan), 900)
    assert change.stage is Stage.REACHED
    app = app_of(described(desk.world, "shop:2")["taskDefinition"])
    assert app["environment"][0] == {"name": "GREETING", "value": f"new-{VALUE}"}
    assert (app["stopTimeout"], app["image"]) == (60, f"{REPOSITORY}:v2")
    written = "".join(path.read_text() for path in (tmp_path / "journal").rglob("*.jsonl"))
    assert "stopTimeout" in written
    assert VALUE not in written


async def test_an_edit_of_nothing_but_the_format_changes_nothing(desk: Desk) -> None:
    plan = await with_json(desk, lambda body: None)
    assert [call.operation.name for call in plan.steps[0].calls] == ["UpdateService"]


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda body: body.update(memberOfMine=VALUE), "does not take taskDefinition.memberOfMine"),
        (lambda body: app_of(body).update(memberOfMine=VALUE), r"\[0\]\.memberOfMine"),
        (lambda body: app_of(body).update(memory=VALUE), "containerDefinitions.0.memory"),
        (lambda body: body.update(tags=VALUE), "tags that are no list"),
        (lambda body: app_of(body).update(environment={"A": VALUE}), "environment"),
    ],
)
async def test_what_cannot_be_registered_is_refused_without_values(
    desk: Desk, edit: Callable[[Body], object], words: str
) -> None:
    with pytest.raises(Refused, match=words) as refused:
        await with_json(desk, edit)
    assert VALUE not in refused.value.sentence


@pytest.mark.parametrize(
    ("edit", "check", "words"),
    [
        (lambda body: app_of(body).update(portMappings=[]), "load balancer", "app:8080"),
        (lambda body: app_of(body).update(cpu=4096), "container limits", "4096 CPU"),
        (lambda body: body.update(runtimePlatform={"cpuArchitecture": "ARM64",
                                                   "operatingSystemFamily": "WINDOWS_SERVER"}),
         "architecture of app", "tasks are windows/arm64"),
    ],
)  # fmt: skip
async def test_what_cannot_work_blocks(
    desk: Desk, edit: Callable[[Body], object], check: str, words: str
) -> None:
    plan = await with_json(desk, edit)
    result, sentence = checks(plan)[check]
    assert result is Result.FAIL
    assert words in sentence
    assert plan.blocked


async def test_an_image_that_is_to_run_on_another_processor_is_checked_anew(desk: Desk) -> None:
    def edit(body: Body) -> None:
        del body["runtimePlatform"]
        app_of(body)["image"] = f"{REPOSITORY}:x86"

    plan = await with_json(desk, edit)
    assert checks(plan)["architecture of app"][0] is Result.PASS
    assert checks(plan)["architecture of envoy"][0] is Result.UNKNOWN


def test_why_it_cannot_be_rolled_is_known_without_asking() -> None:
    assert ROLL.unavailable(service()) == ""
    assert ROLL.unavailable(None) == ""
    assert "INACTIVE" in ROLL.unavailable(service(status="INACTIVE"))
    assert "Express" in ROLL.unavailable(service(resource_management_type="ECS"))
    deployed = service(deployment_controller=DeploymentController("CODE_DEPLOY"))
    assert "CodeDeploy" in ROLL.unavailable(deployed)
