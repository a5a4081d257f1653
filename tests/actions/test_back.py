"""Back to the last good revision, settled and with a deployment under way; to any revision."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ecstui.actions.action import Refused, Stage
from ecstui.actions.back import BACK
from ecstui.actions.gate import Moved
from ecstui.actions.ladder import Risk, risk
from ecstui.actions.plan import Plan, Preflight, Result
from ecstui.actions.request import Request
from ecstui.aws.errors import Denied
from ecstui.journal import Intent, read_all
from ecstui.model.ecs import DeploymentController, Service
from ecstui.sim.faults import LOST, Fault, faults
from ecstui.sim.services.ecr import pushing
from ecstui.sim.services.ecs.behaviours import CannotPull, SlowStart
from ecstui.sim.world import World
from tests.actions.checks.recorded import sent
from tests.actions.conftest import Desk, service
from tests.world import ACCOUNT, REGION, create_service, register

CHECKOUT = service("checkout")
CLUSTER = f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/prod-web"
FAMILY = f"arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/checkout"


def update(desk: Desk, **what: Any) -> None:
    desk.somebody("UpdateService", cluster="prod-web", service="checkout", **what)


def deployed(desk: Desk, image: str, seconds: float = 900, **more: Any) -> str:
    """Somebody deploys an image; its revision."""
    arn = register(desk.world, "checkout", image)
    update(desk, taskDefinition=arn, **more)
    desk.world.advance(seconds)
    return arn


def checked(plan: Plan) -> dict[str, Preflight]:
    return {check.name: check for check in plan.steps[0].preflight}


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


def changes(plan: Plan) -> list[tuple[str, str, str]]:
    return [(it.field, it.before, it.after) for it in plan.steps[0].changes]


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


async def test_an_inactive_revision_cannot_be_gone_back_to(desk: Desk) -> None:
    deployed(desk, "web:2")
    desk.somebody("DeregisterTaskDefinition", taskDefinition="checkout:1")
    plan = await desk.plan("back", CHECKOUT)
    assert checked(plan)["task definition"].result is Result.FAIL
    with pytest.raises(Refused, match="checkout:1 is INACTIVE"):
        await desk.begin(plan)
    assert desk.writes == []


async def test_percentages_that_let_nothing_be_replaced_stop_it_here(desk: Desk) -> None:
    deployed(desk, "web:2")
    percents = {"minimumHealthyPercent": 100, "maximumPercent": 110}
    update(desk, deploymentConfiguration=percents)
    plan = await desk.plan("back", CHECKOUT)
    found = checked(plan)["deployment configuration"]
    assert found.result is Result.FAIL
    assert "at least 4 must run and at most 4 may: none can be replaced" in found.sentence


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


REGISTRY = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"
WEB = f"{REGISTRY}/web"


async def in_registry(desk: Desk) -> None:
    """The service runs web:v2 of a registry, and ran web:v1 before."""
    for tag in ("v1", "v2"):
        pushing.push(desk.world, ACCOUNT, REGION, "web", tag)
        deployed(desk, f"{WEB}:{tag}")


async def test_images_that_are_still_there_pass(desk: Desk) -> None:
    await in_registry(desk)
    found = checked(await desk.plan("back", CHECKOUT))
    assert found["image of app"].result is Result.PASS
    assert found["tag of app"].result is Result.PASS
    assert found["last good"].sentence.startswith("checkout:2 was deployed successfully at 2026-")


async def test_the_changes_name_the_digests_that_ran(desk: Desk) -> None:
    await in_registry(desk)
    found = {name: (was, then) for name, was, then in changes(await desk.plan("back", CHECKOUT))}
    was, then = found["container app digest"]
    assert was.startswith("sha256:")
    assert then.startswith("sha256:")
    assert was != then


@pytest.mark.parametrize("gone", [pushing.remove, pushing.archive])
async def test_an_image_that_cannot_be_pulled_any_more_stops_it(
    desk: Desk, gone: Callable[[World, str, str, str, str], None]
) -> None:
    await in_registry(desk)
    gone(desk.world, ACCOUNT, REGION, "web", "v1")
    plan = await desk.plan("back", CHECKOUT)
    assert checked(plan)["image of app"].result is Result.FAIL
    with pytest.raises(Refused, match=r"web:v1 is"):
        await desk.begin(plan)
    assert desk.writes == []


async def test_a_tag_that_was_moved_is_told_with_both_digests(desk: Desk) -> None:
    await in_registry(desk)
    pushing.push(desk.world, ACCOUNT, REGION, "web", "v1")
    found = checked(await desk.plan("back", CHECKOUT))["tag of app"]
    assert found.result is Result.WARN
    assert re.search(r"web:v1 was sha256:(\w+), and is sha256:(?!\1)\w+ now", found.sentence)


@pytest.mark.parametrize("action", ["back", "to-revision"])
async def test_what_may_not_be_read_is_unknown_and_keeps_nobody(desk: Desk, action: str) -> None:
    await in_registry(desk)
    for pattern in ("ecr:*", "iam:Simulate*", "ec2:*"):
        faults(desk.world).add(Fault(pattern, "denied"))
    plan = await desk.plan(action, CHECKOUT, inputs={"task_definition": "2"})
    found = checked(plan)
    for name in ("image of app", "tag of app", "permission", "free addresses"):
        assert found[name].result is Result.UNKNOWN, name
    assert "ecr:DescribeImages" in found["image of app"].sentence
    assert not plan.blocked


async def test_to_a_revision_without_a_history_that_may_be_read(desk: Desk) -> None:
    await in_registry(desk)
    faults(desk.world).add(Fault("ecs:ListServiceDeployments", "denied"))
    change = await desk.change("to-revision", CHECKOUT, task_definition="checkout:2")
    found = checked(change.plan)["tag of app"]
    assert (found.result, "has not recorded" in found.sentence) == (Result.UNKNOWN, True)
    change = await desk.pass_time(change, 900)
    assert change.stage is Stage.REACHED


async def test_going_back_without_a_history_that_may_be_read_names_the_permission(
    desk: Desk,
) -> None:
    deployed(desk, "web:2")
    faults(desk.world).add(Fault("ecs:ListServiceDeployments", "denied"))
    with pytest.raises(Denied, match="ecs:ListServiceDeployments"):
        await desk.plan("back", CHECKOUT)


async def test_the_roles_that_are_handed_over_are_among_the_permissions(desk: Desk) -> None:
    role = f"arn:aws:iam::{ACCOUNT}:role/app"
    definition = desk.somebody(
        "RegisterTaskDefinition",
        family="checkout", cpu="256", memory="512", networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"], taskRoleArn=role,
        containerDefinitions=[{"name": "app", "image": "web:2"}],
    )["taskDefinition"]["taskDefinitionArn"]  # fmt: skip
    plan = await desk.plan("to-revision", CHECKOUT, inputs={"task_definition": definition})
    assert "iam:PassRole" in checked(plan)["permission"].sentence


async def test_that_somebody_went_back_from_the_last_good_one_is_a_warning(desk: Desk) -> None:
    deployed(desk, "web:2")
    update(desk, taskDefinition="checkout:1")
    desk.world.advance(900)
    plan = await desk.plan("back", CHECKOUT)
    assert changes(plan)[0] == ("task definition", "checkout:1", "checkout:2")
    found = checked(plan)["last good"]
    assert (found.result, "was it good?" in found.sentence) == (Result.WARN, True)


async def test_what_the_next_apply_takes_back_is_told(desk: Desk) -> None:
    create_service(desk.world, "billing", 1, tags=[{"key": "managed-by", "value": "terraform"}])
    desk.world.advance(900)
    register(desk.world, "billing", "web:2")
    plan = await desk.plan("to-revision", service("billing"), inputs={"task_definition": "2"})
    found = checked(plan)["owner"]
    assert (found.result, "terraform" in found.sentence) == (Result.WARN, True)


async def test_the_journal_has_the_way_back(desk: Desk, tmp_path: Path) -> None:
    deployed(desk, "web:2")
    await desk.pass_time(await desk.change("back", CHECKOUT), 900)
    (intent,) = (
        entry.record
        for reading in read_all(tmp_path / "journal")
        for entry in reading.entries
        if isinstance(entry.record, Intent)
    )
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


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Say which revision"),
        ("checkout", "Say which revision"),
        ("checkout:9", "There is no task definition checkout:9"),
        ("1", "checkout has checkout:1 already"),
        ("checkout:1", "checkout has checkout:1 already"),
    ],
)
async def test_which_revisions_it_does_not_move_to(desk: Desk, typed: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        await desk.plan("to-revision", CHECKOUT, inputs={"task_definition": typed})


async def test_the_form_of_to_revision_says_what_runs(desk: Desk) -> None:
    form = await desk.gate.form("to-revision", [CHECKOUT])
    assert form is not None
    assert form.notes == ("checkout:1 runs now.",)
    assert form.fields[0].check("checkout") != ""
    assert form.fields[0].check("41") == form.fields[0].check("checkout:41") == ""
