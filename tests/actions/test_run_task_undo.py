"""What was run is stopped again: exactly that, and only what still runs."""

import pytest

from ecstui.actions.action import Done, Refused, Stage
from ecstui.actions.change import Change
from ecstui.actions.ladder import Risk, phrase, risk
from ecstui.actions.plan import Plan
from ecstui.actions.request import Request
from ecstui.actions.run_task_look import look
from ecstui.actions.run_task_undo import OVER, kept
from ecstui.journal import Effect, Outcome
from ecstui.sim.faults import Fault
from tests.actions.conftest import Desk
from tests.actions.test_run_task import LIKE, job, run
from tests.actions.test_taken_up import taken_up


async def two(desk: Desk, seconds: float = 300) -> Change:
    """Two tasks that were run, and run, beside a third that somebody else has run."""
    target = job(desk)
    desk.somebody(
        "RunTask",
        cluster="prod-web",
        taskDefinition=target.arn,
        launchType="FARGATE",
        startedBy="ecstui/test-session",
        networkConfiguration={"awsvpcConfiguration": {"subnets": ["subnet-0a"]}},
    )
    change = await desk.change("run", target, **LIKE, count="2")
    return await desk.pass_time(change, seconds)


def mine(change: Change) -> list[str]:
    (undo,) = change.undo
    return [target.arn for target in undo.targets]


def stopped(desk: Desk) -> dict[str, str]:
    """Why the tasks that are to stop do so, by their ARN."""
    return {
        task["taskArn"]: task["stoppedReason"]
        for task in run(desk)
        if task["desiredStatus"] == "STOPPED"
    }


def stop(desk: Desk, arn: str) -> None:
    desk.somebody("StopTask", cluster="prod-web", task=arn, reason="not now")
    desk.world.advance(120)
    desk.time.advance(120)


async def undone(desk: Desk, request: Request) -> tuple[Plan, Change]:
    plan = await desk.gate.prepare(request)
    return plan, await desk.pass_time(await desk.begin(plan), 600)


async def test_exactly_the_tasks_that_it_started_are_stopped(desk: Desk) -> None:
    change = await two(desk)
    arns = mine(change)
    assert len(run(desk)) == 3
    plan, back = await undone(desk, change.undo[0])
    assert plan.title == "Stop 2 tasks"
    assert [step.target.arn for step in plan.steps] == arns
    assert (risk(plan), phrase(plan)) == (Risk.L3, "acme-prod/2")
    assert back.stage is Stage.REACHED
    reason = "ecstui test-session: undoes the run of migrate:1"
    assert stopped(desk) == dict.fromkeys(arns, reason)
    assert desk.writes == ["RunTask", "StopTask", "StopTask"]


async def test_what_has_stopped_meanwhile_is_left_out_and_said_to_be(desk: Desk) -> None:
    change = await two(desk)
    gone, going = change.undo[0].targets
    stop(desk, gone.arn)
    plan, back = await undone(desk, change.undo[0])
    assert plan.title == f"Stop task {going.name}"
    assert [step.target for step in plan.steps] == [going]
    assert plan.left_out == (f"Task {gone.name}: the task is STOPPED.",)
    assert back.stage is Stage.REACHED
    assert desk.writes == ["RunTask", "StopTask"]


async def test_what_aws_does_not_know_any_more_is_left_out_too(desk: Desk) -> None:
    change = await two(desk)
    gone, going = change.undo[0].targets
    stop(desk, gone.arn)
    desk.world.advance(2 * 3600)
    desk.time.advance(2 * 3600)
    plan = await desk.gate.prepare(change.undo[0])
    assert [step.target for step in plan.steps] == [going]
    assert plan.left_out[0].startswith(f"Task {gone.name}: AWS does not know it")


async def test_with_none_that_still_runs_there_is_nothing_to_stop(desk: Desk) -> None:
    change = await two(desk)
    for arn in mine(change):
        stop(desk, arn)
    with pytest.raises(Refused, match=r"the task is STOPPED\. Task .*: the task is STOPPED\."):
        await desk.gate.prepare(change.undo[0])


async def test_what_ended_by_itself_is_not_offered(desk: Desk) -> None:
    change = await desk.change("run", job(desk), **LIKE)
    (task,) = run(desk)
    stop(desk, task["taskArn"])
    change = await desk.pass_time(change, 60)
    assert (change.stage, change.undo) == (Stage.SUPERSEDED, ())
    assert change.way_back(change.plan.steps[0]).sentence == OVER


async def test_those_that_were_started_before_the_rest_failed_can_be_stopped(desk: Desk) -> None:
    """RunTask answers 200 also when it could place only some of the tasks."""
    plan = await desk.plan("run", job(desk), inputs={**LIKE, "count": "2"})
    arn = "arn:aws:ecs:eu-west-1:123456789012:task/c/0123456789abcdef"
    failed = {"arn": "i", "reason": "RESOURCE:MEMORY", "detail": "x"}
    answer = kept({"tasks": [{"taskArn": arn, "group": "g"}], "failures": [failed]})
    assert answer == {
        "tasks": [{"taskArn": arn}],
        "failures": [{"arn": "i", "reason": "RESOURCE:MEMORY"}],
    }
    done = Done(plan.steps[0], desk.time.now(), (answer,))
    progress = await look(await desk.gate._scene.site(), done)
    assert progress.stage is Stage.FAILED
    assert progress.sentence.startswith("1 of 2 tasks started: RESOURCE:MEMORY; 0123456789abcdef")
    assert progress.undo is not None
    assert progress.undo.request is not None
    assert [target.arn for target in progress.undo.request.targets] == [arn]


async def test_a_lost_answer_is_undone_by_what_is_seen(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:RunTask", "lost", count=1))
    change = await desk.pass_time(await desk.change("run", job(desk), **LIKE, count="2"), 300)
    assert sorted(mine(change)) == sorted(task["taskArn"] for task in run(desk))


async def test_the_tasks_are_on_record_and_a_later_session_stops_exactly_those(desk: Desk) -> None:
    await two(desk, seconds=0)
    (outcome,) = (e.record for e in desk.journal.records if isinstance(e.record, Outcome))
    arns = [task["taskArn"] for task in outcome.answer["tasks"]]
    assert (len(arns), len(run(desk))) == (2, 3)
    later = await taken_up(desk)
    assert (later.stage, mine(later)) == (Stage.REACHED, arns)
    plan = await desk.gate.prepare(later.undo[0])
    assert [step.target.arn for step in plan.steps] == arns


async def test_the_way_back_is_on_record_with_the_end(desk: Desk) -> None:
    change = await two(desk)
    (effect,) = (e.record for e in desk.journal.records if isinstance(e.record, Effect))
    assert effect.undo is not None
    assert effect.undo.sentence == change.way_back(change.plan.steps[0]).sentence
    assert effect.undo.request is not None
    assert [target["arn"] for target in effect.undo.request["targets"]] == mine(change)
