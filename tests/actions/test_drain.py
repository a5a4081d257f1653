from typing import Any

import pytest

from ecstui.actions.action import Form, Refused, Stage
from ecstui.actions.change import Change
from ecstui.actions.drain_form import unavailable
from ecstui.actions.drain_tasks import can_move
from ecstui.actions.plan import Plan, Result
from ecstui.actions.request import Target, TargetKind
from ecstui.model.service import DeploymentConfiguration, Service
from ecstui.sim.faults import Fault
from ecstui.sim.services.ecs import EcsState
from ecstui.sim.services.ecs.capacity import register_instance, register_provider
from ecstui.sim.services.ecs.records.capacity import CapacityProvider, ContainerInstance
from ecstui.sim.services.ecs.state import Plane
from ecstui.sim.world import World
from tests.actions.conftest import Desk
from tests.world import ACCOUNT, REGION, call, empty_world

CLUSTER = "prod-ec2"
GROUP = "arn:aws:autoscaling:ap-northeast-1:123456789012:autoScalingGroup:1:autoScalingGroupName/g"
PERCENTS = {"minimumHealthyPercent": 100, "maximumPercent": 200}


@pytest.fixture
def world() -> World:
    """Two instances of a group, a service with two tasks, and a standalone task beside them."""
    world = empty_world()
    plane = Plane.at(world, ACCOUNT, REGION)
    register_provider(plane, "group", GROUP)
    call(world, "CreateCluster", clusterName=CLUSTER, capacityProviders=["group"])
    add(world, "a")
    definition = call(
        world,
        "RegisterTaskDefinition",
        family="web",
        containerDefinitions=[{"name": "app", "image": "web:1", "cpu": 256, "memory": 500}],
    )["taskDefinition"]["taskDefinitionArn"]
    create(world, "web", 2, definition)
    call(world, "RunTask", cluster=CLUSTER, taskDefinition=definition, launchType="EC2")
    world.advance(600)
    add(world, "c")
    return world


def add(world: World, zone: str, provider: str = "group") -> ContainerInstance:
    return register_instance(
        Plane.at(world, ACCOUNT, REGION),
        CLUSTER,
        zone=REGION + zone,
        instance_type="m6i.large",
        cpu=2048,
        memory=8000,
        capacity_provider=provider,
    )


def create(world: World, name: str, count: int, definition: str, **percents: int) -> None:
    call(
        world,
        "CreateService",
        cluster=CLUSTER,
        serviceName=name,
        taskDefinition=definition,
        desiredCount=count,
        launchType="EC2",
        deploymentConfiguration={**PERCENTS, **percents},
    )


def instances(desk: Desk) -> list[ContainerInstance]:
    return list(desk.world.state(EcsState, ACCOUNT, REGION).clusters[CLUSTER].instances.values())


def target(record: ContainerInstance) -> Target:
    return Target(TargetKind.INSTANCE, record.arn, record.ec2_instance_id, CLUSTER)


def checks(plan: Plan) -> dict[str, tuple[Result, str]]:
    return {it.name: (it.result, it.sentence) for it in plan.steps[0].preflight}


def said(change: Change) -> str:
    return change.of(change.plan.steps[0]).sentence


def offered(form: Form) -> list[str]:
    """The statuses that can be chosen."""
    return [value for value, _ in form.fields[0].choices]


def on(desk: Desk, record: ContainerInstance) -> list[str]:
    """The groups of the tasks on an instance."""
    arns = call(desk.world, "ListTasks", cluster=CLUSTER, containerInstance=record.arn)["taskArns"]
    found = (
        call(desk.world, "DescribeTasks", cluster=CLUSTER, tasks=arns) if arns else {"tasks": []}
    )
    return sorted(task["group"] for task in found["tasks"])


def state_of(desk: Desk, record: ContainerInstance, status: str) -> None:
    desk.somebody(
        "UpdateContainerInstancesState",
        cluster=CLUSTER,
        containerInstances=[record.arn],
        status=status,
    )


async def test_services_move_their_tasks_and_standalone_ones_stay(desk: Desk) -> None:
    old, new = instances(desk)
    plan = await desk.plan("drain", target(old), inputs={"status": "DRAINING"})
    assert plan.title == f"Drain {old.ec2_instance_id}"
    assert dict(plan.steps[0].calls[0].parameters) == {
        "cluster": CLUSTER,
        "containerInstances": [old.arn],
        "status": "DRAINING",
    }
    assert plan.steps[0].effect == (
        "2 tasks of services leave: web 2; no new tasks are placed on it"
    )
    assert checks(plan)["standalone tasks"] == (
        Result.WARN,
        "1 standalone task not moved: it stays until it ends or is stopped (K)",
    )
    assert checks(plan)["services"] == (Result.PASS, "1 service can move")
    assert checks(plan)["agent"][0] is Result.PASS
    assert plan.steps[0].grave == ""

    change = await desk.pass_time(await desk.begin(plan), 900)
    assert change.stage is Stage.REACHED
    assert said(change) == "DRAINING, no tasks of services; 1 standalone task still there"
    assert (on(desk, old), on(desk, new)) == (["family:web"], ["service:web", "service:web"])
    assert desk.writes == ["UpdateContainerInstancesState"]
    assert any("2 tasks of services still there (web 2)" in said(it) for it in desk.news)


async def test_undoing_takes_it_back_into_use(desk: Desk) -> None:
    old, _ = instances(desk)
    change = await desk.pass_time(await desk.change("drain", target(old)), 900)
    (undo,) = change.undo
    assert (undo.action, dict(undo.inputs)) == ("drain", {"status": "ACTIVE"})
    plan = await desk.gate.prepare(undo)
    assert plan.title == f"Activate {old.ec2_instance_id}"
    assert set(checks(plan)) == {"Auto Scaling group", "permission"}
    back = await desk.pass_time(await desk.begin(plan), 60)
    assert (back.stage, said(back)) == (
        Stage.REACHED,
        "ACTIVE: tasks may be placed on it again",
    )
    assert old.status == "ACTIVE"


@pytest.mark.parametrize(
    ("status", "other", "verb"),
    [("ACTIVE", "DRAINING", "Drain"), ("DRAINING", "ACTIVE", "Activate")],
)
async def test_the_form_offers_the_other_status_and_is_called_by_it(
    desk: Desk, status: str, other: str, verb: str
) -> None:
    _, new = instances(desk)
    new.status = status
    form = await desk.gate.form("drain", [target(new)])
    assert form is not None
    assert (form.title, form.fields[0].initial, offered(form)) == (verb, other, [other])
    with pytest.raises(Refused, match=f"is {status} already"):
        await desk.plan("drain", target(new), inputs={"status": status})


async def test_what_comes_or_goes_is_refused(desk: Desk) -> None:
    _, new = instances(desk)
    new.status = "DEREGISTERING"
    for asked in (desk.gate.form("drain", [target(new)]), desk.plan("drain", target(new))):
        with pytest.raises(Refused, match="the instance is DEREGISTERING"):
            await asked
    assert unavailable(None) == ""


async def test_a_service_without_room_never_drains(desk: Desk) -> None:
    definition = call(desk.world, "DescribeServices", cluster=CLUSTER, services=["web"])[
        "services"
    ][0]["taskDefinition"]
    create(desk.world, "lone", 1, definition, minimumHealthyPercent=50, maximumPercent=150)
    desk.world.advance(120)
    host = next(it for it in instances(desk) if "service:lone" in on(desk, it))
    plan = await desk.plan("drain", target(host))
    assert checks(plan)["services"] == (
        Result.WARN,
        "never drains: lone must keep at least 50 % and at most 150 % of 1 task",
    )
    assert not plan.blocked
    change = await desk.pass_time(await desk.begin(plan), 4000, step=30)
    assert change.stage is Stage.IN_PROGRESS
    assert "(lone 1" in said(change)
    assert said(change).endswith("(longer than usual: 1h)")
    assert change.undo[0].inputs == {"status": "ACTIVE"}


@pytest.mark.parametrize(
    ("least", "most", "desired", "moves"),
    [
        (100, 100, 4, False),
        (100, 200, 1, True),
        (100, 125, 4, True),
        (100, 124, 4, False),
        (75, 100, 4, True),
        (76, 100, 4, False),
        (0, 100, 1, True),
        (100, 100, 0, True),
    ],
)
def test_percentages(least: int, most: int, desired: int, moves: bool) -> None:
    """The minimum is rounded up, the maximum down."""
    service = Service(
        "arn", "web", "arn", "ACTIVE", desired, desired, 0,
        deployment_configuration=DeploymentConfiguration(most, least),
    )  # fmt: skip
    assert can_move(service) is moves


async def test_an_agent_that_is_away_is_warned_about(desk: Desk) -> None:
    old, _ = instances(desk)
    old.agent_connected = False
    assert checks(await desk.plan("drain", target(old)))["agent"][0] is Result.WARN


@pytest.mark.parametrize(("protection", "result"), [("ENABLED", "pass"), ("DISABLED", "warn")])
async def test_the_auto_scaling_group_is_named(desk: Desk, protection: str, result: str) -> None:
    provider = desk.world.state(EcsState, ACCOUNT, REGION).capacity_providers["group"]
    assert provider.auto_scaling_group is not None
    provider.auto_scaling_group["managedTerminationProtection"] = protection
    found = checks(await desk.plan("drain", target(instances(desk)[0])))["Auto Scaling group"]
    assert found[0] == result
    assert found[1].startswith("g may still terminate it; ")


async def test_a_capacity_provider_that_cannot_be_read_is_unknown(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:DescribeCapacityProviders", "denied"))
    found = checks(await desk.plan("drain", target(instances(desk)[0])))["Auto Scaling group"]
    assert found[0] is Result.UNKNOWN
    assert "ecs:DescribeCapacityProviders" in found[1]


async def test_managed_instances_are_refused(desk: Desk) -> None:
    state = desk.world.state(EcsState, ACCOUNT, REGION)
    arn = state.capacity_providers["group"].arn
    state.capacity_providers["group"] = CapacityProvider("group", arn, "MANAGED_INSTANCES", None)
    with pytest.raises(Refused, match="ECS Managed Instances are drained by ECS alone"):
        await desk.plan("drain", target(instances(desk)[0]))


async def test_somebody_who_drains_it_first_calls_it_off(desk: Desk) -> None:
    _, new = instances(desk)
    plan = await desk.plan("drain", target(new))
    state_of(desk, new, "DRAINING")
    with pytest.raises(Refused, match="is DRAINING already"):
        await desk.begin(plan)
    assert desk.writes == []


async def test_somebody_who_takes_it_back_supersedes_it(desk: Desk) -> None:
    old, _ = instances(desk)
    change = await desk.change("drain", target(old))
    change = await desk.pass_time(change, 3)
    state_of(desk, old, "ACTIVE")
    change = await desk.pass_time(change, 120)
    assert (change.stage, said(change)) == (
        Stage.SUPERSEDED,
        "somebody else made the instance ACTIVE",
    )


async def test_an_instance_that_is_gone_supersedes_it(desk: Desk) -> None:
    old, _ = instances(desk)
    change = await desk.change("drain", target(old))
    del desk.world.state(EcsState, ACCOUNT, REGION).clusters[CLUSTER].instances[old.id]
    change = await desk.pass_time(change, 30)
    assert (change.stage, said(change)) == (
        Stage.SUPERSEDED,
        "the instance is not registered any more",
    )


async def test_an_answer_that_was_lost_is_found_by_the_status(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:UpdateContainerInstancesState", "lost", count=1))
    _, new = instances(desk)
    change = await desk.pass_time(await desk.change("drain", target(new)), 60)
    assert (change.stage, said(change)) == (Stage.REACHED, "DRAINING, no tasks any more")


async def test_a_request_that_never_arrived_is_told(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:UpdateContainerInstancesState", "reset", count=1))
    _, new = instances(desk)
    change = await desk.pass_time(await desk.change("drain", target(new)), 120)
    assert (change.stage, said(change)) == (
        Stage.FAILED,
        "AWS did not do it: the instance is ACTIVE",
    )
    assert new.status == "ACTIVE"


async def test_a_failure_within_an_answer_of_200_is_a_failure(desk: Desk) -> None:
    """As when the instance is gone between the last read and the call."""
    old, _ = instances(desk)
    cluster: Any = desk.world.state(EcsState, ACCOUNT, REGION).clusters[CLUSTER]
    plan = await desk.plan("drain", target(old))
    change = await desk.begin(plan)
    del cluster.instances[old.id]
    change = await desk.pass_time(change, 30)
    assert (change.stage, said(change)) == (Stage.FAILED, "AWS did not do it: MISSING")


async def test_several_are_drained_one_wave_after_the_other(desk: Desk) -> None:
    add(desk.world, "d")
    plan = await desk.plan("drain", *(target(it) for it in instances(desk)[1:]))
    assert plan.title == "Drain 2 instances"
    change = await desk.pass_time(await desk.begin(plan), 120)
    assert change.stage is Stage.REACHED
    assert desk.writes == ["UpdateContainerInstancesState"] * 2


async def test_several_are_taken_back_into_use_by_one_choice(desk: Desk) -> None:
    add(desk.world, "d")
    several = [target(it) for it in instances(desk)[1:]]
    form = await desk.gate.form("drain", several)
    assert form is not None
    assert (form.title, offered(form)) == ("Drain", ["DRAINING"])
    await desk.pass_time(await desk.begin(await desk.plan("drain", *several)), 120)
    form = await desk.gate.form("drain", several)
    assert form is not None
    assert (form.title, offered(form)) == ("Activate", ["ACTIVE"])
    plan = await desk.plan("drain", *several, inputs={"status": "ACTIVE"})
    assert plan.title == "Activate 2 instances"
    change = await desk.pass_time(await desk.begin(plan), 120)
    assert change.stage is Stage.REACHED


async def test_of_both_kinds_the_form_says_what_becomes_of_whom(desk: Desk) -> None:
    add(desk.world, "d")
    several = instances(desk)
    several[1].status = "DRAINING"
    targets = [target(it) for it in several]
    first, draining, third = (it.name for it in targets)
    form = await desk.gate.form("drain", targets)
    assert form is not None
    assert (form.title, offered(form)) == ("Drain or activate", ["DRAINING", "ACTIVE"])
    assert form.notes == (
        f"DRAINING: drains {first}, {third}; {draining} left out.",
        f"ACTIVE: activates {draining}; {first}, {third} left out.",
    )
    plan = await desk.plan("drain", *targets, inputs={"status": "ACTIVE"})
    assert (plan.title, [step.target.name for step in plan.steps]) == (
        f"Activate {draining}",
        [draining],
    )
    assert plan.left_out == (f"{first} is ACTIVE already.", f"{third} is ACTIVE already.")
    assert (await desk.plan("drain", *targets, inputs={"status": "DRAINING"})).left_out == (
        f"{draining} is DRAINING already.",
    )


async def test_daemons_do_not_move(desk: Desk) -> None:
    old, _ = instances(desk)
    daemon = {"cluster": CLUSTER, "serviceName": "agent", "schedulingStrategy": "DAEMON"}
    call(desk.world, "CreateService", **daemon, taskDefinition="web:1", launchType="EC2")
    desk.world.advance(120)
    plan = await desk.plan("drain", target(old), inputs={"status": "DRAINING"})
    said = "1 service can move; stopped here as daemons: agent"
    assert checks(plan)["services"] == (Result.PASS, said)
