"""How scaling goes, and who gets in its way."""

from datetime import timedelta

import pytest

from ecstui.actions.action import Stage
from ecstui.actions.change import Change
from ecstui.actions.scale_look import LAG
from ecstui.sim.faults import Fault
from ecstui.sim.others import call_as
from ecstui.sim.services.ecs import EcsState
from ecstui.sim.services.ecs.behaviours import CrashAfter
from ecstui.sim.services.ecs.capacity import refuse_fargate
from ecstui.sim.services.ecs.state import Plane
from tests.actions.checks.autoscaled import register, track
from tests.actions.conftest import Desk, service
from tests.world import ACCOUNT, REGION, call
from tests.world import register as register_definition

CHECKOUT = service("checkout")


def somebody(desk: Desk, **body: object) -> None:
    """Have ci-deployer update checkout."""
    about = {"cluster": "prod-web", "service": "checkout"}
    call_as(desk.world, "ecs", "UpdateService", {**about, **body})


async def scaling(desk: Desk, count: str) -> Change:
    """Scale checkout, and wait until that was looked at for the first time."""
    change = await desk.change("scale", CHECKOUT, count=count)
    await desk.until(lambda: desk.now(change).stage is Stage.IN_PROGRESS)
    return desk.now(change)


async def test_no_task_more_is_not_yet_reached(desk: Desk) -> None:
    change = await desk.pass_time(await scaling(desk, "6"), 3)
    assert change.stage is Stage.IN_PROGRESS
    assert change.summary == "4 running, 2 pending, 6 desired"


@pytest.mark.parametrize("seconds", [5, 20])
async def test_tasks_that_crash_are_not_what_was_asked_for(desk: Desk, seconds: float) -> None:
    (checkout,) = {it["taskDefinition"] for it in desk.described("checkout")["deployments"]}
    desk.world.state(EcsState, ACCOUNT, REGION).behaviours[checkout] = CrashAfter(seconds)
    change = await scaling(desk, "6")
    found = set[int]()
    for _ in range(150):
        change = await desk.pass_time(change, 3)
        found.add(desk.described("checkout")["runningCount"])
    assert 6 in found, "for a moment they are all there"
    assert change.stage is Stage.IN_PROGRESS


async def test_it_is_reached_once_the_service_has_stayed_steady(desk: Desk) -> None:
    change = await scaling(desk, "6")
    while desk.described("checkout")["runningCount"] < 6:
        change = await desk.pass_time(change, 3)
    change = await desk.pass_time(change, 3)
    assert change.stage is Stage.IN_PROGRESS
    assert change.summary.startswith("6 of 6 running, none pending, steady for a moment")
    change = await desk.pass_time(change, 45)
    assert (change.stage, change.summary) == (Stage.REACHED, "6 of 6 running, none pending")


async def test_where_nothing_had_to_move_nothing_needs_to_be_said(desk: Desk) -> None:
    somebody(desk, desiredCount=3)
    change = await desk.change("scale", CHECKOUT, count="4")
    desk.world.advance(60)
    clusters = desk.world.state(EcsState, ACCOUNT, REGION).clusters
    clusters["prod-web"].services["checkout"].events.clear()
    change = await desk.pass_time(change, 45)
    assert change.stage is Stage.REACHED


def fargate_has_room(desk: Desk, *, room: bool) -> None:
    why = None if room else "capacity"
    refuse_fargate(Plane.at(desk.world, ACCOUNT, REGION), "prod-web", why)


async def test_what_ecs_complains_of_is_in_the_sentence(desk: Desk) -> None:
    fargate_has_room(desk, room=False)
    change = await desk.pass_time(await desk.change("scale", CHECKOUT, count="6"), 300, step=30)
    assert change.stage is Stage.IN_PROGRESS
    said = "4 running, 0 pending, 6 desired: was unable to place a task. Reason: Capacity is"
    assert change.summary.startswith(said)
    change = await desk.pass_time(change, 1200, step=30)
    assert change.stage is Stage.IN_PROGRESS
    assert "unable to place" in change.summary
    assert "(longer than usual" in change.summary


async def test_a_complaint_from_before_is_not_told(desk: Desk) -> None:
    fargate_has_room(desk, room=False)
    somebody(desk, desiredCount=5)
    desk.world.advance(30)
    fargate_has_room(desk, room=True)
    messages = [event["message"] for event in desk.described("checkout")["events"]]
    assert any("unable to place" in message for message in messages)
    change = await desk.pass_time(await desk.change("scale", CHECKOUT, count="7"), 3)
    assert change.stage is Stage.IN_PROGRESS
    assert change.summary.endswith("7 desired")


async def test_protected_tasks_keep_it_from_its_end(desk: Desk) -> None:
    arns = call(desk.world, "ListTasks", cluster="prod-web", serviceName="checkout")["taskArns"]
    call(desk.world, "UpdateTaskProtection", cluster="prod-web", tasks=arns, protectionEnabled=True)
    plan = await desk.plan("scale", CHECKOUT, inputs={"count": "1"})
    (found,) = [it for it in plan.steps[0].preflight if it.name == "protected tasks"]
    assert "4 are protected: 3 tasks more than 1 go on" in found.sentence
    change = await desk.pass_time(await desk.begin(plan), 300, step=30)
    assert change.stage is Stage.IN_PROGRESS
    assert "unable to scale in" in change.summary


async def test_autoscaling_takes_it_over_and_is_named(desk: Desk) -> None:
    register(desk.world, "checkout", 2, 10)
    change = await scaling(desk, "9")
    register(desk.world, "checkout", 2, 7)
    change = await desk.pass_time(change, 9)
    assert change.stage is Stage.SUPERSEDED
    assert change.summary == (
        "7 are desired now: autoscaling set it (maximum capacity was set to 7)"
    )


async def test_a_policy_that_overrides_the_count_is_named(desk: Desk) -> None:
    register(desk.world, "checkout", 2, 10)
    track(desk.world, "checkout", load=390.0)
    fargate_has_room(desk, room=False)
    change = await desk.pass_time(await desk.change("scale", CHECKOUT, count="5"), 900, step=30)
    assert change.stage is Stage.SUPERSEDED
    assert change.summary.startswith("10 are desired now: autoscaling set it (monitor alarm ")
    assert change.summary.endswith("triggered policy cpu50)")


async def test_a_person_is_named_once_cloudtrail_knows(desk: Desk) -> None:
    change = await scaling(desk, "6")
    somebody(desk, desiredCount=7)
    desk.world.advance(900)
    change = await desk.pass_time(change, 9)
    assert change.stage is Stage.SUPERSEDED
    assert change.summary == "7 are desired now: set by user/ci-deployer"


async def test_a_person_whom_cloudtrail_does_not_know_yet(desk: Desk) -> None:
    change = await scaling(desk, "6")
    somebody(desk, desiredCount=7)
    change = await desk.pass_time(change, 9)
    assert change.stage is Stage.SUPERSEDED
    assert change.summary == "7 are desired now: somebody set it; CloudTrail does not say yet who"


async def test_a_deployment_that_brought_another_count(desk: Desk) -> None:
    change = await scaling(desk, "6")
    desk.world.advance(2)
    newer = register_definition(desk.world, "checkout", "web:2")
    somebody(desk, desiredCount=7, taskDefinition=newer)
    change = await desk.pass_time(change, 9)
    assert change.stage is Stage.SUPERSEDED
    assert "of checkout:2 has begun since" in change.summary


@pytest.mark.parametrize(
    "pattern", ["application-autoscaling:DescribeScalingActivities", "cloudtrail:LookupEvents"]
)
async def test_who_it_was_may_stay_unknown(desk: Desk, pattern: str) -> None:
    change = await scaling(desk, "6")
    desk.server.faults.add(Fault(pattern, "denied"))
    somebody(desk, desiredCount=7)
    change = await desk.pass_time(change, 9)
    assert change.stage is Stage.SUPERSEDED
    assert change.summary.startswith("7 are desired now: somebody set it")


async def test_set_back_by_somebody_is_no_success_and_no_lag(desk: Desk) -> None:
    change = await scaling(desk, "6")
    somebody(desk, desiredCount=4)
    change = await desk.pass_time(change, 3)
    assert (change.stage, change.summary) == (Stage.REQUESTED, "ECS still says 4 desired")
    change = await desk.pass_time(change, 60)
    assert change.stage is Stage.SUPERSEDED
    assert change.summary.startswith("4 are desired now")


async def test_a_service_that_is_deleted_meanwhile(desk: Desk) -> None:
    change = await scaling(desk, "6")
    desk.somebody("DeleteService", cluster="prod-web", service="checkout", force=True)
    change = await desk.pass_time(change, 60)
    assert change.stage is Stage.SUPERSEDED
    assert "somebody deleted it" in change.summary


async def test_a_lost_answer_of_what_was_done(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:UpdateService", "lost", count=1))
    change = await desk.pass_time(await desk.change("scale", CHECKOUT, count="6"), 600)
    assert change.stage is Stage.REACHED
    assert desk.described("checkout")["runningCount"] == 6
    assert desk.server.calls.total("ecs:UpdateService") == 1


async def test_a_lost_question(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:UpdateService", "reset"))
    change = await desk.change("scale", CHECKOUT, count="6")
    change = await desk.pass_time(change, 60)
    assert change.stage is Stage.FAILED
    assert "4 are desired, as before: AWS did not do it" in change.summary
    assert timedelta(0) < LAG < timedelta(seconds=60)


async def test_a_throttled_call_is_made_again(desk: Desk) -> None:
    desk.server.faults.add(Fault("ecs:UpdateService", "throttle", count=1))
    change = await desk.pass_time(await desk.change("scale", CHECKOUT, count="6"), 600)
    assert change.stage is Stage.REACHED
    assert desk.described("checkout")["desiredCount"] == 6


async def test_a_failing_look_is_no_end(desk: Desk) -> None:
    change = await scaling(desk, "6")
    desk.server.faults.add(Fault("ecs:DescribeServices", "denied", count=2))
    change = await desk.pass_time(change, 3)
    assert not change.stage.over
    change = await desk.pass_time(change, 600)
    assert change.stage is Stage.REACHED
