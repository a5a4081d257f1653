from pathlib import Path
from typing import Any

import pytest

from ecstui.actions.action import Refused, Stage
from ecstui.actions.change import Change
from ecstui.actions.gate import Moved
from ecstui.actions.ladder import Risk, risk
from ecstui.actions.plan import Plan, Result
from ecstui.actions.request import Target, TargetKind
from ecstui.actions.stop_task import unavailable
from ecstui.journal import Intent, read_all
from ecstui.sim.faults import Fault
from ecstui.sim.services.ecs import EcsState
from ecstui.sim.services.ecs.behaviours import CannotPull
from tests.actions.conftest import Desk
from tests.world import ACCOUNT, REGION, call, create_service, register

NETWORK = {"awsvpcConfiguration": {"subnets": ["subnet-0a"]}}
STANDALONE = "a standalone task: cannot be undone: nobody starts it again"


def target(arn: str) -> Target:
    return Target(TargetKind.TASK, arn, arn.rpartition("/")[2][:8], "prod-web")


def tasks(desk: Desk, service: str) -> list[str]:
    found: list[str] = call(desk.world, "ListTasks", cluster="prod-web", serviceName=service)[
        "taskArns"
    ]
    return found


def described(desk: Desk, arn: str) -> dict[str, Any]:
    answer = call(desk.world, "DescribeTasks", cluster="prod-web", tasks=[arn])
    found: dict[str, Any] = answer["tasks"][0]
    return found


def standalone(desk: Desk, **more: Any) -> str:
    answer = call(
        desk.world,
        "RunTask",
        cluster="prod-web",
        taskDefinition=register(desk.world, "migrate"),
        launchType="FARGATE",
        networkConfiguration=NETWORK,
        tags=[{"key": "env", "value": "prod"}],
        **more,
    )
    desk.world.advance(120)
    arn: str = answer["tasks"][0]["taskArn"]
    return arn


def checks(plan: Plan) -> dict[str, tuple[Result, str]]:
    return {it.name: (it.result, it.sentence) for it in plan.steps[0].preflight}


def said(change: Change) -> str:
    return change.of(change.plan.steps[0]).sentence


async def test_it_is_stopped_and_another_runs_in_its_place(desk: Desk) -> None:
    before = tasks(desk, "checkout")
    plan = await desk.plan("stop-task", target(before[0]), inputs={"reason": "it hangs"})
    assert plan.title == f"Stop task {target(before[0]).name}"
    assert risk(plan) is Risk.L1
    assert [dict(call.parameters) for call in plan.steps[0].calls] == [
        {"cluster": "prod-web", "task": before[0], "reason": "ecstui test-session: it hangs"}
    ]
    assert plan.steps[0].effect == (
        "SIGTERM, and SIGKILL after 30 s; its tags are deleted; checkout starts another"
    )
    assert set(checks(plan)) == {"service", "load balancer", "protection", "permission"}
    assert {result for result, _ in checks(plan).values()} == {Result.PASS}

    change = await desk.pass_time(await desk.begin(plan), 300)
    assert change.stage is Stage.REACHED
    (new,) = set(tasks(desk, "checkout")) - set(before)
    assert said(change) == f"STOPPED; task {new.rpartition('/')[2]} runs in its place"
    assert desk.writes == ["StopTask"]
    assert described(desk, before[0])["stoppedReason"] == "ecstui test-session: it hangs"
    assert described(desk, before[0])["stopCode"] == "UserInitiated"


async def test_stopped_alone_is_not_yet_reached(desk: Desk) -> None:
    arn = tasks(desk, "checkout")[0]
    change = await desk.change("stop-task", target(arn))
    while described(desk, arn)["lastStatus"] != "STOPPED":
        change = await desk.pass_time(change, 3)
    stages = {it.stage for it in desk.news}
    assert Stage.IN_PROGRESS in stages
    change = await desk.pass_time(change, 300)
    stopped = [it.stage for it in desk.news if said(it).startswith("STOPPED; ")]
    assert stopped[0] is Stage.IN_PROGRESS, "its replacement is waited for"
    assert change.stage is Stage.REACHED


async def test_a_standalone_task_is_grave(desk: Desk) -> None:
    arn = standalone(desk)
    plan = await desk.plan("stop-task", target(arn))
    assert risk(plan) is Risk.L3
    assert checks(plan)["service"] == (Result.WARN, STANDALONE)
    assert plan.steps[0].tags == {"env": "prod"}
    assert plan.steps[0].undo.request is None
    change = await desk.pass_time(await desk.begin(plan), 120)
    assert (change.stage, said(change)) == (Stage.REACHED, "the task is STOPPED")
    assert change.undo == ()


async def test_what_stops_already_is_refused(desk: Desk) -> None:
    arn = tasks(desk, "checkout")[0]
    desk.somebody("StopTask", cluster="prod-web", task=arn)
    with pytest.raises(Refused, match=r"is stopping already \(UserInitiated\)"):
        await desk.plan("stop-task", target(arn))
    desk.world.advance(120)
    with pytest.raises(Refused, match="the task is STOPPED"):
        await desk.plan("stop-task", target(arn))
    assert desk.writes == []


def test_nothing_is_said_against_what_is_not_known() -> None:
    assert unavailable(None) == ""


async def test_a_reason_longer_than_ecs_keeps_is_refused(desk: Desk) -> None:
    arn = tasks(desk, "checkout")[0]
    whole = 255 - len("ecstui test-session: ")
    form = await desk.gate.form("stop-task", [target(arn)])
    assert form is not None
    (field,) = form.fields
    assert (field.id, field.initial, field.check("x" * whole)) == ("reason", "", "")
    assert field.check("x" * (whole + 1)) == "the reason is 1 character too long"
    plan = await desk.plan("stop-task", target(arn), inputs={"reason": "x" * whole})
    assert len(plan.steps[0].calls[0].parameters["reason"]) == 255
    with pytest.raises(Refused, match="1 character too long"):
        await desk.plan("stop-task", target(arn), inputs={"reason": "x" * (whole + 1)})


async def test_the_last_task_of_its_service_is_warned_about(desk: Desk) -> None:
    first, second = tasks(desk, "cart")
    desk.somebody("StopTask", cluster="prod-web", task=first)
    plan = await desk.plan("stop-task", target(second))
    result, sentence = checks(plan)["service"]
    assert result is Result.WARN
    assert sentence.startswith("no other running task of its service was found")


async def test_becoming_the_last_task_calls_it_off(desk: Desk) -> None:
    first, second = tasks(desk, "cart")
    plan = await desk.plan("stop-task", target(second))
    desk.somebody("StopTask", cluster="prod-web", task=first)
    with pytest.raises(Moved) as moved:
        await desk.begin(plan)
    assert ("the last of its service", "no", "yes") in moved.value.differences
    assert desk.writes == []


async def test_a_protected_task_is_warned_about_and_can_be_stopped(desk: Desk) -> None:
    arn = tasks(desk, "checkout")[0]
    before = await desk.plan("stop-task", target(arn))
    desk.somebody("UpdateTaskProtection", cluster="prod-web", tasks=[arn], protectionEnabled=True)
    with pytest.raises(Moved) as moved:
        await desk.begin(before)
    assert moved.value.differences == (("protection", "pass", "warn"),)
    assert checks(moved.value.plan)["protection"][0] is Result.WARN
    change = await desk.pass_time(await desk.begin(moved.value.plan), 300)
    assert change.stage is Stage.REACHED


async def test_a_task_whose_protection_ecs_does_not_tell_is_unknown(desk: Desk) -> None:
    arn = standalone(desk, group="service:checkout")
    plan = await desk.plan("stop-task", target(arn))
    assert checks(plan)["protection"] == (Result.UNKNOWN, "ECS does not tell: TASK_NOT_VALID")


async def test_with_health_checks_the_replacement_has_to_be_healthy(desk: Desk) -> None:
    """Behind a load balancer the targets are drained first."""
    container = {
        "name": "app",
        "image": "web:1",
        "stopTimeout": 5,
        "portMappings": [{"containerPort": 80}],
        "healthCheck": {"command": ["CMD", "true"], "startPeriod": 60},
    }
    definition = call(
        desk.world,
        "RegisterTaskDefinition",
        family="checked",
        cpu="256",
        memory="512",
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        containerDefinitions=[container],
    )["taskDefinition"]["taskDefinitionArn"]
    group = f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:targetgroup/checked/0123456789abcdef"
    balancer = {"targetGroupArn": group, "containerName": "app", "containerPort": 80}
    create_service(desk.world, "checked", 2, taskDefinition=definition, loadBalancers=[balancer])
    desk.world.advance(600)
    plan = await desk.plan("stop-task", target(tasks(desk, "checked")[0]))
    assert plan.steps[0].effect == (
        "its targets are drained, then SIGTERM, and SIGKILL after 5 s; its tags are deleted; "
        "checked starts another"
    )
    assert checks(plan)["load balancer"][1].startswith("it leaves 1 target group:")
    assert checks(plan)["service"] == (Result.PASS, "its service has other healthy tasks")
    change = await desk.pass_time(await desk.begin(plan), 600)
    assert change.stage is Stage.REACHED
    assert said(change).endswith("runs in its place and is HEALTHY")
    assert "STOPPED; its replacement is RUNNING" in [said(it) for it in desk.news]


async def test_protection_that_cannot_be_read_is_unknown(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:GetTaskProtection", "denied"))
    plan = await desk.plan("stop-task", target(tasks(desk, "checkout")[0]))
    result, sentence = checks(plan)["protection"]
    assert result is Result.UNKNOWN
    assert "ecs:GetTaskProtection" in sentence
    assert not plan.blocked


async def test_without_the_task_definition_the_timeout_is_not_named(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:DescribeTaskDefinition", "denied"))
    plan = await desk.plan("stop-task", target(tasks(desk, "checkout")[0]))
    assert "SIGKILL after its stopTimeout" in plan.steps[0].effect


async def test_a_denied_call_changes_nothing_and_names_the_action(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:StopTask", "denied"))
    arn = tasks(desk, "checkout")[0]
    plan = await desk.plan("stop-task", target(arn))
    assert checks(plan)["permission"][0] is Result.WARN
    change = await desk.pass_time(await desk.begin(plan), 30)
    assert change.stage is Stage.FAILED
    assert said(change).endswith("Nothing was changed.")
    assert "ecs:StopTask" in said(change)
    assert described(desk, arn)["desiredStatus"] == "RUNNING"


async def test_an_answer_that_was_lost_is_found_by_its_reason(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:StopTask", "lost", count=1))
    change = await desk.change("stop-task", target(tasks(desk, "checkout")[0]), reason="lost")
    change = await desk.pass_time(change, 300)
    assert change.stage is Stage.REACHED
    assert desk.writes == ["StopTask"]


async def test_a_request_that_never_arrived_is_told(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:StopTask", "reset", count=1))
    change = await desk.change("stop-task", target(tasks(desk, "checkout")[0]))
    change = await desk.pass_time(change, 120)
    assert (change.stage, said(change)) == (
        Stage.FAILED,
        "AWS did not do it: the task goes on",
    )


async def test_somebody_else_who_stopped_it_is_told_by_the_reason(desk: Desk) -> None:
    arn = tasks(desk, "checkout")[0]
    desk.server.faults.add(Fault("ecs:StopTask", "reset", count=1))
    change = await desk.change("stop-task", target(arn))
    desk.somebody("StopTask", cluster="prod-web", task=arn, reason="alice was quicker")
    change = await desk.pass_time(change, 120)
    assert change.stage is Stage.SUPERSEDED
    assert said(change) == "it stops for another reason: UserInitiated: alice was quicker"


async def test_a_service_scaled_in_meanwhile_starts_no_other(desk: Desk) -> None:
    change = await desk.change("stop-task", target(tasks(desk, "checkout")[0]))
    desk.somebody("UpdateService", cluster="prod-web", service="checkout", desiredCount=3)
    change = await desk.pass_time(change, 120)
    assert change.stage is Stage.SUPERSEDED
    assert "the service was scaled from 4 to 3, so none replaces it" in said(change)


async def test_without_a_replacement_it_is_not_reached(desk: Desk) -> None:
    """The tasks that ran before do not count, and the newest event tells what is wrong."""
    arn = tasks(desk, "checkout")[0]
    state = desk.world.state(EcsState, ACCOUNT, REGION)
    state.behaviours[described(desk, arn)["taskDefinitionArn"]] = CannotPull()
    change = await desk.change("stop-task", target(arn))
    change = await desk.pass_time(change, 1500, step=30)
    assert change.stage is Stage.IN_PROGRESS
    assert said(change).startswith("STOPPED; ")
    assert "(longer than usual: 2" in said(change)


async def test_a_throttled_call_is_made_again_once_it_may_be(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:StopTask", "throttle", count=2))
    change = await desk.change("stop-task", target(tasks(desk, "checkout")[0]))
    change = await desk.pass_time(change, 300)
    assert change.stage is Stage.REACHED


async def test_several_are_stopped_in_waves(desk: Desk) -> None:
    three = [target(arn) for arn in tasks(desk, "catalog")[:3]]
    plan = await desk.plan("stop-task", *three, inputs={"reason": "all"})
    assert plan.title == "Stop 3 tasks"
    change = await desk.pass_time(await desk.begin(plan), 900, step=6.0)
    assert change.stage is Stage.REACHED
    assert desk.writes == ["StopTask"] * 3
    assert len(tasks(desk, "catalog")) == 6


async def test_the_journal_says_what_was_asked_and_what_came_of_it(
    desk: Desk, tmp_path: Path
) -> None:
    arn = tasks(desk, "checkout")[0]
    change = await desk.change("stop-task", target(arn), reason="it hangs")
    await desk.pass_time(change, 300)
    (entry,) = (
        it.record
        for reading in read_all(tmp_path / "journal")
        for it in reading.entries
        if isinstance(it.record, Intent)
    )
    assert entry.action == "stop-task"
    assert entry.call.parameters == {
        "cluster": "prod-web", "task": arn, "reason": "ecstui test-session: it hangs",
    }  # fmt: skip
    assert entry.before["lastStatus"] == "RUNNING"


async def test_a_task_that_aws_has_forgotten_is_stopped_all_the_same(desk: Desk) -> None:
    arn = standalone(desk)
    change = await desk.change("stop-task", target(arn))
    desk.world.advance(2 * 3600)
    desk.time.advance(2 * 3600)
    change = await desk.pass_time(change, 60)
    told = "the task is STOPPED, and AWS does not know it any more"
    assert (change.stage, said(change)) == (Stage.REACHED, told)


async def test_its_replacement_is_found_however_late_it_comes(desk: Desk) -> None:
    arn = tasks(desk, "checkout")[0]
    state = desk.world.state(EcsState, ACCOUNT, REGION)
    definition = described(desk, arn)["taskDefinitionArn"]
    usual = state.behaviours.get(definition)
    state.behaviours[definition] = CannotPull()
    change = await desk.change("stop-task", target(arn))
    desk.world.advance(2 * 3600)
    desk.time.advance(2 * 3600)
    change = await desk.pass_time(change, 120, step=60)
    assert change.stage is Stage.IN_PROGRESS
    assert said(change).startswith("STOPPED; ")
    assert "cannot be read" not in said(change)
    if usual is None:
        del state.behaviours[definition]
    else:
        state.behaviours[definition] = usual
    change = await desk.pass_time(change, 7200, step=60)
    assert change.stage is Stage.REACHED
    assert "runs in its place" in said(change)
