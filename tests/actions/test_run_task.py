from datetime import UTC, datetime
from typing import Any

import pytest

from ecstui.actions.action import Refused, Stage
from ecstui.actions.change import Change
from ecstui.actions.gate import Moved
from ecstui.actions.ladder import Risk, risk
from ecstui.actions.plan import Plan, Result
from ecstui.actions.request import Target, TargetKind
from ecstui.actions.run_task import unavailable
from ecstui.actions.run_task_look import judge
from ecstui.model.ecs import Container, Task
from ecstui.sim.faults import Fault
from ecstui.sim.services.ecs.behaviours import Behaviour, CannotPull, CrashAfter, SlowStart
from tests.actions.conftest import Desk, service
from tests.world import call, create_service, register

CHECKOUT = service("checkout")
LIKE = {"service": "prod-web/checkout"}


def definition(arn: str, cluster: str = "") -> Target:
    return Target(TargetKind.TASK_DEFINITION, arn, arn.rpartition("/")[2], cluster)


def job(desk: Desk, behaviour: Behaviour | None = None) -> Target:
    return definition(register(desk.world, "migrate", "migrate:1", behaviour))


def checks(plan: Plan) -> dict[str, tuple[Result, str]]:
    return {it.name: (it.result, it.sentence) for it in plan.steps[0].preflight}


def said(change: Change) -> str:
    return change.of(change.plan.steps[0]).sentence


def run(desk: Desk) -> list[dict[str, Any]]:
    """All tasks of the family `migrate`."""
    arns = [
        arn
        for status in ("RUNNING", "STOPPED")
        for arn in call(
            desk.world, "ListTasks", cluster="prod-web", family="migrate", desiredStatus=status
        )["taskArns"]
    ]
    found: list[dict[str, Any]] = []
    if arns:
        found = call(desk.world, "DescribeTasks", cluster="prod-web", tasks=arns)["tasks"]
    return found


async def test_it_runs_in_the_network_and_on_the_capacity_of_a_service(desk: Desk) -> None:
    target = job(desk)
    plan = await desk.plan("run", target, inputs={**LIKE, "count": "2", "startedBy": "night/1"})
    assert plan.title == "Run 2 tasks of migrate:1"
    parameters = dict(plan.steps[0].calls[0].parameters)
    assert len(parameters.pop("clientToken")) == 36
    assert parameters == {
        "cluster": "prod-web",
        "taskDefinition": target.arn,
        "count": 2,
        "startedBy": "night/1",
        "launchType": "FARGATE",
        "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-0a", "subnet-0b"]}},
    }
    assert plan.steps[0].effect == (
        "2 tasks of migrate:1 (0.25 vCPU and 512 MiB each) on FARGATE in prod-web; nobody replaces "
        "what ends or fails, and nobody stops what goes on"
    )
    assert "an hour while they run" in plan.steps[0].cost
    assert checks(plan)["capacity"] == (Result.PASS, "FARGATE, as checkout has it")
    assert checks(plan)["permission"][0] is Result.PASS
    assert risk(plan) is Risk.L1

    change = await desk.pass_time(await desk.begin(plan), 300)
    assert (change.stage, said(change)) == (Stage.REACHED, "2 tasks RUNNING")
    assert [task["startedBy"] for task in run(desk)] == ["night/1", "night/1"]
    assert desk.writes == ["RunTask"]


async def test_a_task_like_those_of_a_service(desk: Desk) -> None:
    plan = await desk.plan("run", CHECKOUT)
    parameters = plan.steps[0].calls[0].parameters
    assert parameters["taskDefinition"] == desk.described("checkout")["taskDefinition"]
    assert (parameters["count"], parameters["startedBy"]) == (1, "ecstui/test-session")
    assert plan.title == "Run 1 task like those of checkout"
    change = await desk.pass_time(await desk.begin(plan), 300)
    assert (change.stage, said(change)) == (Stage.REACHED, "1 task RUNNING")
    assert desk.described("checkout")["runningCount"] == 4


async def test_a_task_that_ends_well_is_reached(desk: Desk) -> None:
    change = await desk.change("run", job(desk, CrashAfter(2, exit_code=0, spread=0)), **LIKE)
    change = await desk.pass_time(change, 240, step=120)
    assert (change.stage, said(change)) == (Stage.REACHED, "1 task ended with exit code 0")


async def test_a_task_that_does_not_start_fails_with_its_reason(desk: Desk) -> None:
    change = await desk.change("run", job(desk, CannotPull()), **LIKE)
    change = await desk.pass_time(change, 600)
    assert change.stage is Stage.FAILED
    assert "STOPPED: TaskFailedToStart, CannotPullContainerError" in said(change)


async def test_somebody_who_stops_it_is_told(desk: Desk) -> None:
    change = await desk.change("run", job(desk, SlowStart(300)), **LIKE)
    (task,) = run(desk)
    desk.somebody("StopTask", cluster="prod-web", task=task["taskArn"], reason="not now")
    change = await desk.pass_time(change, 300)
    assert change.stage is Stage.SUPERSEDED
    assert said(change).endswith(": not now")


async def test_a_failure_within_an_answer_of_200_is_a_failure(desk: Desk) -> None:
    """No container instance has room."""
    target = definition(
        call(
            desk.world,
            "RegisterTaskDefinition",
            family="migrate",
            containerDefinitions=[{"name": "app", "image": "web:1", "cpu": 256, "memory": 500}],
        )["taskDefinition"]["taskDefinitionArn"]
    )
    call(
        desk.world,
        "CreateService",
        cluster="prod-web",
        serviceName="ec2",
        taskDefinition=target.arn,
        desiredCount=0,
        launchType="EC2",
    )
    plan = await desk.plan("run", target, inputs={"service": "prod-web/ec2"})
    assert "networkConfiguration" not in plan.steps[0].calls[0].parameters
    assert plan.steps[0].calls[0].parameters["launchType"] == "EC2"
    change = await desk.pass_time(await desk.begin(plan), 60)
    assert (change.stage, said(change)) == (
        Stage.FAILED,
        "0 of 1 task started: No Container Instances were found in your cluster.",
    )


async def test_a_strategy_is_copied_in_place_of_a_launch_type(desk: Desk) -> None:
    strategy = [{"capacityProvider": "FARGATE_SPOT", "weight": 1, "base": 0}]
    call(desk.world, "CreateCluster", clusterName="spot", capacityProviders=["FARGATE_SPOT"])
    network = {"awsvpcConfiguration": {
        "subnets": ["subnet-0a"], "securityGroups": ["sg-1"], "assignPublicIp": "ENABLED",
    }}  # fmt: skip
    call(
        desk.world,
        "CreateService",
        cluster="spot",
        serviceName="spot",
        taskDefinition=register(desk.world, "spot"),
        desiredCount=0,
        capacityProviderStrategy=strategy,
        platformVersion="1.4.0",
        networkConfiguration=network,
    )
    plan = await desk.plan("run", job(desk), inputs={"service": "spot/spot"})
    parameters = plan.steps[0].calls[0].parameters
    assert "launchType" not in parameters
    assert parameters["capacityProviderStrategy"] == strategy
    assert parameters["platformVersion"] == "1.4.0"
    assert parameters["networkConfiguration"] == network


async def test_every_plan_has_a_token_of_its_own(desk: Desk) -> None:
    plans = [await desk.plan("run", CHECKOUT) for _ in range(2)]
    first, second = (plan.steps[0].calls[0].parameters["clientToken"] for plan in plans)
    assert first != second


async def test_an_answer_that_was_lost_is_found_by_who_started_it(desk: Desk) -> None:
    target = job(desk)
    earlier = call(
        desk.world,
        "RunTask",
        cluster="prod-web",
        taskDefinition=target.arn,
        launchType="FARGATE",
        startedBy="ecstui/test-session",
        networkConfiguration={"awsvpcConfiguration": {"subnets": ["subnet-0a"]}},
    )["tasks"][0]["taskArn"]
    desk.world.advance(600)
    desk.time.advance(600)
    desk.server.faults.add(Fault("ecs:RunTask", "lost", count=1))
    change = await desk.change("run", target, **LIKE, count="2")
    desk.somebody("StopTask", cluster="prod-web", task=earlier)
    change = await desk.pass_time(change, 300)
    assert (change.stage, said(change)) == (Stage.REACHED, "2 tasks RUNNING")
    assert desk.writes == ["RunTask"]


async def test_a_request_that_never_arrived_is_told(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:RunTask", "reset", count=1))
    change = await desk.pass_time(await desk.change("run", job(desk), **LIKE), 120)
    assert (change.stage, said(change)) == (
        Stage.FAILED,
        "AWS did not do it: no task was started",
    )
    assert run(desk) == []


async def test_a_throttled_call_is_made_again_with_the_same_token(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:RunTask", "throttle", count=2))
    change = await desk.pass_time(await desk.change("run", job(desk), **LIKE), 300)
    assert change.stage is Stage.REACHED
    assert len(run(desk)) == 1


async def test_a_service_that_moved_calls_it_off(desk: Desk) -> None:
    plan = await desk.plan("run", CHECKOUT)
    new = register(desk.world, "checkout", "web:2")
    desk.somebody("UpdateService", cluster="prod-web", service="checkout", taskDefinition=new)
    with pytest.raises(Moved) as moved:
        await desk.begin(plan)
    assert moved.value.differences == (("task definition", "checkout:1", "checkout:2"),)
    assert desk.writes == []


async def test_a_task_definition_that_is_taken_back_is_refused(desk: Desk) -> None:
    target = job(desk)
    plan = await desk.plan("run", target, inputs=LIKE)
    desk.somebody("DeregisterTaskDefinition", taskDefinition=target.arn)
    with pytest.raises(Refused, match="the task definition is INACTIVE"):
        await desk.begin(plan)
    assert unavailable(None) == ""


@pytest.mark.parametrize("count", ["0", "11", "", "two", "-1", "²"])
async def test_how_many_is_from_1_to_10(desk: Desk, count: str) -> None:
    form = await desk.gate.form("run", [CHECKOUT])
    assert form is not None
    fields = {field.id: field for field in form.fields}
    assert list(fields) == ["count", "startedBy"]
    assert fields["count"].check(count) == "how many must be from 1 to 10"
    assert fields["count"].check("10") == ""
    with pytest.raises(Refused, match="from 1 to 10"):
        await desk.plan("run", CHECKOUT, inputs={"count": count})


@pytest.mark.parametrize("by", ["a b", "x" * 129, "ä"])
async def test_started_by_is_what_ecs_takes(desk: Desk, by: str) -> None:
    with pytest.raises(Refused, match="at most 128 of them"):
        await desk.plan("run", CHECKOUT, inputs={"startedBy": by})


@pytest.mark.parametrize("cluster", ["prod-web", ""])
async def test_the_services_of_the_same_family_are_offered_first(desk: Desk, cluster: str) -> None:
    target = definition(register(desk.world, "checkout", "web:2"), cluster)
    create_service(desk.world, "other", 1, cluster="staging")
    form = await desk.gate.form("run", [target])
    assert form is not None
    field = form.fields[0]
    assert (field.id, field.initial) == ("service", "prod-web/checkout")
    assert field.choices[0] == ("prod-web/checkout", "FARGATE, runs checkout:1")
    offered = [value for value, _ in field.choices]
    assert ("staging/other" in offered) is (cluster == "")


async def test_without_any_service_there_is_nothing_to_copy(desk: Desk) -> None:
    target = definition(register(desk.world, "checkout"), "staging")
    with pytest.raises(Refused, match="no service to copy the network from"):
        await desk.gate.form("run", [target])
    with pytest.raises(Refused, match="choose a service"):
        await desk.plan("run", target)


async def test_what_is_not_for_fargate_fails_the_preview(desk: Desk) -> None:
    answer = call(
        desk.world,
        "RegisterTaskDefinition",
        family="migrate",
        networkMode="awsvpc",
        requiresCompatibilities=["EC2"],
        containerDefinitions=[{"name": "app", "image": "web:1", "cpu": 256, "memory": 500}],
    )
    target = definition(answer["taskDefinition"]["taskDefinitionArn"])
    plan = await desk.plan("run", target, inputs=LIKE)
    assert checks(plan)["capacity"] == (
        Result.FAIL,
        "migrate:1 is for EC2, and FARGATE is Fargate",
    )
    with pytest.raises(Refused, match="and FARGATE is Fargate"):
        await desk.begin(plan)


async def test_what_may_not_be_simulated_is_unknown(desk: Desk) -> None:
    desk.server.faults.add(Fault("iam:SimulatePrincipalPolicy", "denied"))
    desk.server.faults.add(Fault("ec2:DescribeSubnets", "denied"))
    plan = await desk.plan("run", CHECKOUT)
    assert checks(plan)["permission"][0] is Result.UNKNOWN
    assert checks(plan)["free addresses"][0] is Result.UNKNOWN
    assert "ec2:DescribeSubnets" in checks(plan)["free addresses"][1]


def task(status: str, code: str = "", **exits: int) -> Task:
    containers = tuple(Container(name, exit_code=exit_code) for name, exit_code in exits.items())
    return Task(
        f"arn:aws:ecs:eu-west-1:123456789012:task/c/{status.lower()}", "c", "d", status, status,
        created_at=datetime(2026, 1, 1, tzinfo=UTC), stop_code=code or None,
        stopped_reason="it ended", containers=containers,
    )  # fmt: skip


EXITED = "EssentialContainerExited"


@pytest.mark.parametrize(
    ("tasks", "stage", "sentence"),
    [
        ([task("RUNNING"), task("STOPPED", EXITED, app=0)], Stage.REACHED,
         "1 task RUNNING, 1 task ended with exit code 0"),
        ([task("RUNNING")], Stage.IN_PROGRESS, "1 of 2 tasks up"),
        ([task("RUNNING"), task("PENDING")], Stage.IN_PROGRESS, "1 of 2 tasks up, others PENDING"),
        ([task("RUNNING"), task("STOPPED", EXITED, app=3)], Stage.FAILED,
         "stopped STOPPED: EssentialContainerExited, it ended, app exit code 3"),
        ([task("STOPPED", EXITED, app=0, db=143)] * 2, Stage.REACHED,
         "2 tasks ended with exit code 0"),
        ([task("STOPPED", EXITED, app=0, log=9)] * 2, Stage.REACHED,
         "2 tasks ended with exit code 0"),
        ([task("STOPPED", EXITED, app=143, db=143)] * 2, Stage.FAILED,
         "stopped STOPPED: EssentialContainerExited, it ended, app exit code 143, "
         "db exit code 143"),
    ],
)  # fmt: skip
def test_judging(tasks: list[Task], stage: Stage, sentence: str) -> None:
    progress = judge(tasks, 2, ["app", "db"])
    assert (progress.stage, progress.sentence) == (stage, sentence)


async def test_what_aws_forgets_before_it_was_seen_up_is_not_waited_for(desk: Desk) -> None:
    """AWS tells of a stopped task for an hour."""
    desk.server.faults.add(Fault("ecs:DescribeTasks", "503"))
    change = await desk.change("run", CHECKOUT)
    await desk.until(lambda: bool(desk.writes))
    (arn,) = (
        task["taskArn"]
        for task in call(
            desk.world, "DescribeTasks", cluster="prod-web",
            tasks=call(desk.world, "ListTasks", cluster="prod-web")["taskArns"],
        )["tasks"]
        if task.get("group", "").startswith("family:")
    )  # fmt: skip
    desk.somebody("StopTask", cluster="prod-web", task=arn)
    desk.world.advance(2 * 3600)
    desk.time.advance(2 * 3600)
    desk.server.faults.clear()
    change = await desk.pass_time(change, 300)
    assert change.stage is Stage.TIMED_OUT
    assert said(change) == "AWS tells of 1 task no more: how they ended is not known"
