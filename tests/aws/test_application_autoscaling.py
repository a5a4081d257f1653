import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import web

from ecstui.aws import application_autoscaling as autoscaling
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import Unreachable
from ecstui.model.autoscaling import NotScaledReason, ScalableTarget, SuspendedState
from ecstui.sim.call import Call
from ecstui.sim.dispatch import dispatch
from ecstui.sim.services.application_autoscaling.records import AutoscalingState, Load
from ecstui.sim.world import World
from tests.aws.fake_aws import FakeAws, json_answer
from tests.world import ACCOUNT, ALICE, REGION, create_service

CHECKOUT = autoscaling.resource_id("prod-web", "checkout")
CPU = "ECSServiceAverageCPUUtilization"
OF_ECS = {"ServiceNamespace": "ecs", "ScalableDimension": "ecs:service:DesiredCount"}


def scaling(world: World, operation: str, resource: str, **body: Any) -> None:
    made = Call(world, ALICE, REGION, "application-autoscaling", operation, world.uuid("test"))
    dispatch(made, {**OF_ECS, "ResourceId": resource, **body})


def register(world: World, resource: str = CHECKOUT, **body: Any) -> None:
    scaling(
        world, "RegisterScalableTarget", resource, **{"MinCapacity": 2, "MaxCapacity": 4} | body
    )


def track(world: World, level: float, resource: str = CHECKOUT, name: str = "cpu50") -> None:
    world.state(AutoscalingState, ACCOUNT, REGION).loads[resource, CPU] = Load(level)
    configuration = {
        "TargetValue": 50.0,
        "PredefinedMetricSpecification": {"PredefinedMetricType": CPU},
        "ScaleInCooldown": 120,
    }
    scaling(
        world,
        "PutScalingPolicy",
        resource,
        PolicyName=name,
        PolicyType="TargetTrackingScaling",
        TargetTrackingScalingPolicyConfiguration=configuration,
    )


async def test_the_limits_of_those_services_that_are_scaled(
    conn: ReadConnection, world: World
) -> None:
    register(world, SuspendedState={"DynamicScalingInSuspended": True})
    cart = autoscaling.resource_id("prod-web", "cart")
    (target,) = await autoscaling.scalable_targets(conn, [CHECKOUT, cart])
    assert (target.resource_id, target.min_capacity, target.max_capacity) == (CHECKOUT, 2, 4)
    assert target.suspended_state == SuspendedState(dynamic_scaling_in_suspended=True)
    assert target.suspended_state.suspended
    assert target.creation_time is not None
    assert target.creation_time.timestamp() == int(world.now)


@pytest.mark.parametrize(("count", "calls"), [(0, 0), (1, 1), (50, 1), (51, 2), (101, 3)])
async def test_ids_are_asked_for_fifty_at_a_time(
    aws: FakeAws, fake_conn: ReadConnection, count: int, calls: int
) -> None:
    async def answer(_: str, parameters: dict[str, Any], __: web.Request) -> web.Response:
        assert len(parameters["ResourceIds"]) <= 50
        assert {name: parameters[name] for name in OF_ECS} == OF_ECS
        found = [
            {"ResourceId": it, "MinCapacity": 1, "MaxCapacity": 2}
            for it in parameters["ResourceIds"]
        ]
        return json_answer({"ScalableTargets": found})

    aws.handler = answer
    ids = [autoscaling.resource_id("prod", f"service-{number}") for number in range(count)]
    found = await autoscaling.scalable_targets(fake_conn, [*ids, *ids])
    assert sorted(it.resource_id for it in found) == sorted(ids)
    assert found == tuple(ScalableTarget(it.resource_id, 1, 2) for it in found)
    assert len(aws.arrived) == calls


async def test_all_pages_of_targets_are_read(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    one = {"ResourceId": "service/a/b", "MinCapacity": 1, "MaxCapacity": 2}
    other = one | {"ResourceId": "service/a/c"}
    answers({"ScalableTargets": [one], "NextToken": "2"}, {"ScalableTargets": [other]})
    found = await autoscaling.scalable_targets(fake_conn, ["service/a/b", "service/a/c"])
    assert [it.resource_id for it in found] == ["service/a/b", "service/a/c"]


async def test_the_policies_of_a_service(conn: ReadConnection, world: World) -> None:
    register(world)
    names = [f"policy-{number:02}" for number in range(12)]
    for name in names:
        track(world, 50, name=name)
    found = await autoscaling.scaling_policies(conn, CHECKOUT)
    assert sorted(it.policy_name for it in found) == names
    assert {it.policy_type for it in found} == {"TargetTrackingScaling"}
    tracking = found[0].target_tracking_scaling_policy_configuration
    assert tracking is not None
    assert (tracking.target_value, tracking.metric, tracking.scale_in_cooldown) == (50, CPU, 120)
    assert found[0].policy_arn is not None


async def test_what_was_done_and_what_was_not(conn: ReadConnection, world: World) -> None:
    register(world, MaxCapacity=8)
    track(world, 4000)
    world.advance(3600)
    found = await autoscaling.scaling_activities(conn, CHECKOUT)
    assert [it.start_time for it in found] == sorted((it.start_time for it in found), reverse=True)
    assert "Successful" in {it.status_code for it in found}
    (reason, *_) = [reason for it in found for reason in it.not_scaled_reasons]
    assert isinstance(reason, NotScaledReason)
    assert (reason.code, reason.max_capacity) == ("AlreadyAtMaxCapacity", 8)


async def test_no_more_activities_than_wanted_are_read(
    aws: FakeAws, fake_conn: ReadConnection
) -> None:
    activity = {"ActivityId": "a", "Description": "d", "Cause": "c", "StatusCode": "Successful"}
    page = [activity | {"StartTime": 1767225600}] * 50

    async def answer(_: str, parameters: dict[str, Any], __: web.Request) -> web.Response:
        token = str(len(aws.arrived)) if len(aws.arrived) < 3 else None
        return json_answer({"ScalingActivities": page, "NextToken": token})

    aws.handler = answer
    assert len(await autoscaling.scaling_activities(fake_conn, CHECKOUT)) == 50
    aws.arrived.clear()
    assert len(await autoscaling.scaling_activities(fake_conn, CHECKOUT, most=None)) == 150


async def test_a_metric_of_ones_own(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    custom = {"MetricName": "Backlog", "Namespace": "Shop"}
    policy = {
        "PolicyName": "p",
        "PolicyType": "TargetTrackingScaling",
        "TargetTrackingScalingPolicyConfiguration": {
            "TargetValue": 10,
            "CustomizedMetricSpecification": custom,
        },
    }
    stepwise = {"PolicyName": "s", "PolicyType": "StepScaling"}
    answers({"ScalingPolicies": [policy, stepwise]})
    first, second = await autoscaling.scaling_policies(fake_conn, CHECKOUT)
    assert first.target_tracking_scaling_policy_configuration is not None
    assert first.target_tracking_scaling_policy_configuration.metric == "Backlog"
    assert second.target_tracking_scaling_policy_configuration is None


async def test_a_wrong_body_is_no_target(
    answers: Callable[..., None], fake_conn: ReadConnection
) -> None:
    answers({"ScalableTargets": [{"ResourceId": "service/a/b"}]})
    with pytest.raises(Unreachable, match="MinCapacity"):
        await autoscaling.scalable_targets(fake_conn, ["service/a/b"])


async def test_reads_of_many_services_at_once(conn: ReadConnection, world: World) -> None:
    for number in range(60):
        create_service(world, f"many-{number}", 0)
        register(world, autoscaling.resource_id("prod-web", f"many-{number}"), MinCapacity=0)
    ids = [autoscaling.resource_id("prod-web", f"many-{number}") for number in range(60)]
    found = await asyncio.wait_for(autoscaling.scalable_targets(conn, ids), 30)
    assert {it.resource_id for it in found} == set(ids)
