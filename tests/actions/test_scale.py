"""Scaling as it is planned and sent."""

from pathlib import Path

import pytest

from ecstui.actions.action import Refused, Stage
from ecstui.actions.gate import Moved
from ecstui.actions.ladder import Risk, risk
from ecstui.actions.plan import Plan, Preflight, Result
from ecstui.actions.scale import unavailable, wrong
from ecstui.journal import Intent, read_all
from ecstui.model.ecs import DeploymentController, Service
from ecstui.sim.faults import Fault
from ecstui.sim.services.ecs import EcsState
from ecstui.sim.services.ecs.capacity import refuse_fargate
from ecstui.sim.services.ecs.state import Plane
from tests.actions.checks.autoscaled import register, suspend, track
from tests.actions.checks.recorded import sent
from tests.actions.conftest import Desk, service
from tests.world import ACCOUNT, REGION, create_service
from tests.world import register as register_definition

CHECKOUT = service("checkout")
CLUSTER = f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/prod-web"


async def planned(desk: Desk, count: str, name: str = "checkout") -> Plan:
    return await desk.plan("scale", service(name), inputs={"count": count})


def checked(plan: Plan) -> dict[str, Preflight]:
    return {check.name: check for check in plan.steps[0].preflight}


async def test_a_scale_out_and_what_is_sent(desk: Desk) -> None:
    plan = await planned(desk, "6")
    step = plan.steps[0]
    assert plan.title == "Scale checkout to 6"
    assert [(c.field, c.before, c.after) for c in step.changes] == [("desired count", "4", "6")]
    assert step.effect == "2 more tasks: 4 → 6; no deployment begins"
    assert step.cost.startswith("~$45 → ~$67 a month: an estimate")
    assert risk(plan) is Risk.L1
    change = await desk.pass_time(await desk.begin(plan), 600)
    assert change.stage is Stage.REACHED
    assert change.summary == "6 of 6 running, none pending"
    assert sent(desk.world, "UpdateService") == [
        {"cluster": CLUSTER, "service": CHECKOUT.arn, "desiredCount": 6}
    ]
    assert desk.described("checkout")["runningCount"] == 6


async def test_what_is_checked_before_a_scale_out_and_a_scale_in(desk: Desk) -> None:
    out, inward = checked(await planned(desk, "6")), checked(await planned(desk, "3"))
    both = {"deployment", "autoscaling", "permission", "owner"}
    assert set(out) == both | {"free addresses", "Fargate quota"}
    assert set(inward) == both | {"protected tasks"}
    assert {check.result for check in inward.values()} == {Result.PASS}
    assert out["Fargate quota"].result is Result.UNKNOWN
    assert "2 more tasks at most" in out["free addresses"].sentence


async def test_a_scale_in_is_followed_until_no_task_is_too_many(desk: Desk) -> None:
    plan = await planned(desk, "1")
    assert plan.steps[0].effect == "3 of 4 tasks are stopped; no deployment begins"
    change = await desk.pass_time(await desk.begin(plan), 600)
    assert change.stage is Stage.REACHED
    assert desk.described("checkout")["runningCount"] == 1


async def test_to_zero_is_grave(desk: Desk) -> None:
    plan = await planned(desk, "0")
    assert risk(plan) is Risk.L3
    assert "no task of checkout is left" in plan.steps[0].grave
    change = await desk.pass_time(await desk.begin(plan), 600)
    assert change.stage is Stage.REACHED
    assert desk.described("checkout")["runningCount"] == 0


async def test_undo_scales_back(desk: Desk) -> None:
    change = await desk.pass_time(await desk.change("scale", CHECKOUT, count="6"), 600)
    (request,) = change.undo
    assert change.plan.steps[0].undo.sentence == "scale back to 4"
    plan = await desk.gate.prepare(request)
    assert plan.title == "Scale checkout to 4"
    back = await desk.pass_time(await desk.begin(plan), 600)
    assert back.stage is Stage.REACHED
    assert desk.described("checkout")["desiredCount"] == 4


async def test_several_get_one_count_in_waves(desk: Desk) -> None:
    form = await desk.gate.form("scale", [CHECKOUT, service("catalog")])
    assert form is not None
    assert [(field.id, field.initial) for field in form.fields] == [("count", "")]
    plan = await desk.plan("scale", CHECKOUT, service("catalog"), inputs={"count": "7"})
    assert plan.title == "Scale 2 services to 7"
    assert "In waves of 1, 1." in plan.notes[0]
    change = await desk.pass_time(await desk.begin(plan), 600)
    assert change.summary == "reached: checkout, catalog"
    assert [desk.described(name)["runningCount"] for name in ("checkout", "catalog")] == [7, 7]


async def test_the_form_begins_with_the_count_as_it_is(desk: Desk) -> None:
    form = await desk.gate.form("scale", [CHECKOUT])
    assert form is not None
    assert [(field.id, field.initial) for field in form.fields] == [("count", "4")]
    assert form.notes == (
        "Now: 4 desired, 4 running, 0 pending.",
        "It is not autoscaled.",
    )


async def test_the_form_tells_of_autoscaling_and_what_to_do_instead(desk: Desk) -> None:
    register(desk.world, "checkout", 2, 10)
    track(desk.world, "checkout")
    suspend(desk.world, "checkout", "DynamicScalingInSuspended")
    form = await desk.gate.form("scale", [CHECKOUT])
    assert form is not None
    assert form.notes[1:] == (
        "It is autoscaled from 2 to 10, by target tracking on ECSServiceAverageCPUUtilization 50.",
        "Suspended: scaling in; `:resume` takes it up again.",
        "`:limits` changes the range instead, `:suspend` stops autoscaling.",
    )


async def test_the_form_without_leave_to_read_autoscaling(desk: Desk) -> None:
    desk.server.faults.add(Fault("application-autoscaling:*", "denied"))
    form = await desk.gate.form("scale", [CHECKOUT])
    assert form is not None
    assert "application-autoscaling:DescribeScalableTargets" in form.notes[1]


@pytest.mark.parametrize("typed", ["", "-1", "four", "1.5", "٣", " 6", "1234567890"])
async def test_what_is_no_count(desk: Desk, typed: str) -> None:
    assert wrong(typed)
    with pytest.raises(Refused, match="whole number"):
        await planned(desk, typed)


@pytest.mark.parametrize("typed", ["0", "6", "0012"])
def test_what_is_a_count(typed: str) -> None:
    assert wrong(typed) == ""


async def test_the_count_that_there_is_already(desk: Desk) -> None:
    with pytest.raises(Refused, match="is 4 already"):
        await planned(desk, "4")


async def test_a_daemon_service_has_no_count(desk: Desk) -> None:
    definition = register_definition(desk.world, "agent")
    desk.somebody(
        "CreateService", cluster="prod-web", serviceName="agent", taskDefinition=definition,
        schedulingStrategy="DAEMON", launchType="EC2",
        networkConfiguration={"awsvpcConfiguration": {"subnets": ["subnet-0a"]}},
    )  # fmt: skip
    with pytest.raises(Refused, match="agent: a DAEMON service"):
        await planned(desk, "2", "agent")
    with pytest.raises(Refused, match="DAEMON"):
        await desk.gate.form("scale", [service("agent")])


async def test_a_service_that_is_gone(desk: Desk) -> None:
    with pytest.raises(Refused, match="no service ghost in prod-web any more"):
        await planned(desk, "2", "ghost")


def test_what_is_seen_may_tell_that_it_cannot_be_scaled() -> None:
    seen = Service("arn", "checkout", "arn", "ACTIVE", 4, 4, 0)
    values = {name: getattr(seen, name) for name in ("service_arn", "service_name", "cluster_arn")}
    counts = {"desired_count": 4, "running_count": 4, "pending_count": 0}

    def like(**more: object) -> Service:
        return Service(**{**values, **counts, "status": "ACTIVE", **more})

    assert "DAEMON" in unavailable(like(scheduling_strategy="DAEMON"))
    assert "INACTIVE" in unavailable(like(status="INACTIVE"))
    assert "UpdateExpressGatewayService" in unavailable(like(resource_management_type="ECS"))
    assert unavailable(like(deployment_controller=DeploymentController("CODE_DEPLOY"))) == ""
    assert unavailable(None) == ""


async def test_what_would_override_the_count_is_in_the_preview(desk: Desk) -> None:
    register(desk.world, "checkout", 2, 10)
    track(desk.world, "checkout")
    beyond = checked(await planned(desk, "12"))["autoscaling"]
    assert beyond.result is Result.WARN
    assert "12 is above the maximum: the next scale-in drops to 10" in beyond.sentence
    within = checked(await planned(desk, "9"))["autoscaling"]
    assert within.result is Result.WARN
    assert "may lower or raise it at once" in within.sentence


async def test_a_running_deployment_is_in_the_preview(desk: Desk) -> None:
    newer = register_definition(desk.world, "checkout", "web:2")
    desk.somebody("UpdateService", cluster="prod-web", service="checkout", taskDefinition=newer)
    desk.world.advance(2)
    found = checked(await planned(desk, "6"))["deployment"]
    assert found.result is Result.WARN
    assert "on checkout:2" in found.sentence


def leave(desk: Desk, free: int) -> None:
    """Leave so many addresses free in each of the two subnets."""
    for subnet in desk.world.state(EcsState, ACCOUNT, REGION).subnets.values():
        subnet.size = len(subnet.used) + free


async def test_subnets_without_room_are_in_the_preview(desk: Desk) -> None:
    leave(desk, 1)
    found = checked(await planned(desk, "8"))["free addresses"]
    assert found.result is Result.WARN
    assert found.sentence.startswith("4 more tasks at most, 2 addresses are free")
    assert found.sentence.endswith(": 2 would not start")


async def test_tasks_that_have_not_been_placed_yet_need_room_too(desk: Desk) -> None:
    refuse_fargate(Plane.at(desk.world, ACCOUNT, REGION), "prod-web", "capacity")
    change = await desk.pass_time(await desk.change("scale", CHECKOUT, count="8"), 60)
    assert change.stage is Stage.IN_PROGRESS
    leave(desk, 1)
    found = checked(await planned(desk, "9"))["free addresses"]
    assert found.sentence.startswith("5 more tasks at most, 2 addresses are free")


async def test_an_owner_would_take_it_back(desk: Desk) -> None:
    create_service(desk.world, "owned", 2, tags=[{"key": "managed-by", "value": "terraform"}])
    desk.world.advance(600)
    plan = await planned(desk, "3", "owned")
    assert "the next run of terraform" in checked(plan)["owner"].sentence
    assert plan.steps[0].tags == {"managed-by": "terraform"}


READS = {
    "application-autoscaling:DescribeScalableTargets": "autoscaling",
    "ec2:DescribeSubnets": "free addresses",
    "service-quotas:ListServiceQuotas": "Fargate quota",
    "ecs:DescribeTaskDefinition": "Fargate quota",
    "iam:SimulatePrincipalPolicy": "permission",
}


@pytest.mark.parametrize(("operation", "name"), READS.items())
async def test_what_may_not_be_read_is_unknown_and_stops_nothing(
    desk: Desk, operation: str, name: str
) -> None:
    desk.server.faults.add(Fault(operation, "denied"))
    plan = await planned(desk, "6")
    found = checked(plan)[name]
    assert found.result is Result.UNKNOWN
    assert operation.split(":")[1] in found.sentence
    change = await desk.pass_time(await desk.begin(plan), 600)
    assert change.stage is Stage.REACHED


async def test_protection_that_may_not_be_read(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:GetTaskProtection", "denied"))
    found = checked(await planned(desk, "3"))["protected tasks"]
    assert found.result is Result.UNKNOWN
    assert "ecs:GetTaskProtection" in found.sentence


async def test_permission_that_is_missing_is_named_before_and_after(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:UpdateService", "denied"))
    plan = await planned(desk, "6")
    assert "ecs:UpdateService" in checked(plan)["permission"].sentence
    change = await desk.pass_time(await desk.begin(plan), 60)
    assert change.stage is Stage.FAILED
    assert "ecs:UpdateService" in change.summary
    assert desk.described("checkout")["desiredCount"] == 4


async def _count(desk: Desk) -> None:
    desk.somebody("UpdateService", cluster="prod-web", service="checkout", desiredCount=5)


async def _definition(desk: Desk) -> None:
    newer = register_definition(desk.world, "checkout", "web:2")
    desk.somebody("UpdateService", cluster="prod-web", service="checkout", taskDefinition=newer)


async def _limits(desk: Desk) -> None:
    register(desk.world, "checkout", 2, 10)


@pytest.mark.parametrize(
    ("act", "name"),
    [(_count, "desired count"), (_definition, "task definition"), (_limits, "autoscaling")],
)
async def test_a_stale_preview_sends_nothing(desk: Desk, act: object, name: str) -> None:
    plan = await planned(desk, "6")
    assert callable(act)
    await act(desk)
    with pytest.raises(Moved) as moved:
        await desk.begin(plan)
    assert name in {difference[0] for difference in moved.value.differences}
    assert sent(desk.world, "UpdateService") == []


async def test_the_journal_has_the_way_back(desk: Desk, tmp_path: Path) -> None:
    await desk.pass_time(await desk.change("scale", CHECKOUT, count="6"), 600)
    (intent,) = (
        entry.record
        for reading in read_all(tmp_path / "journal")
        for entry in reading.entries
        if isinstance(entry.record, Intent)
    )
    assert intent.before["desired count"] == "4"
    assert intent.undo is not None
    assert intent.undo.request is not None
    assert intent.undo.request["inputs"] == {"count": "4"}
