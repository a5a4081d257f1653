"""Scalable targets, policies and activities over HTTP, and a policy that acts."""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ecstui.sim.services.application_autoscaling.records import AutoscalingState, Load
from ecstui.sim.services.ecs.behaviours import FailingHealthCheck
from ecstui.sim.world import World
from tests.sim.ecs.account import ACCOUNT, CHECK, REGION, Account, container

SERVICE = "service/default/web"
NAMED = {
    "ServiceNamespace": "ecs",
    "ResourceId": SERVICE,
    "ScalableDimension": "ecs:service:DesiredCount",
}
CPU = "ECSServiceAverageCPUUtilization"
POLICY = {
    "TargetValue": 50.0,
    "PredefinedMetricSpecification": {"PredefinedMetricType": CPU},
}


class Scaling:
    """The account's autoscaler and the service `web`, which has four steady tasks."""

    def __init__(self, ecs: Account, client: Any) -> None:
        self.ecs = ecs
        self.client = client
        self.state = ecs.world.state(AutoscalingState, ACCOUNT, REGION)

    async def register(self, least: int | None, most: int | None, **more: Any) -> dict[str, Any]:
        limits = {"MinCapacity": least, "MaxCapacity": most}
        given = {name: value for name, value in limits.items() if value is not None}
        return dict(await self.client.register_scalable_target(**NAMED, **given, **more))

    async def track(self, level: float, **more: Any) -> dict[str, Any]:
        """A policy that tracks 50 % CPU under this load."""
        self.state.loads[SERVICE, CPU] = Load(level)
        answer = await self.client.put_scaling_policy(
            PolicyName="cpu50",
            PolicyType="TargetTrackingScaling",
            TargetTrackingScalingPolicyConfiguration={**POLICY, **more},
            **NAMED,
        )
        return dict(answer)

    async def target(self) -> dict[str, Any]:
        answer = await self.client.describe_scalable_targets(ServiceNamespace="ecs")
        return dict(answer["ScalableTargets"][0])

    async def activities(self, *, not_scaled: bool = False) -> list[dict[str, Any]]:
        answer = await self.client.describe_scaling_activities(
            ServiceNamespace="ecs", ResourceId=SERVICE, IncludeNotScaledActivities=not_scaled
        )
        return list(answer["ScalingActivities"])

    async def desired(self) -> int:
        return int((await self.ecs.service("web"))["desiredCount"])

    def advance(self, minutes: float) -> None:
        self.ecs.advance(minutes * 60)


@pytest.fixture
async def ecs(aio: Callable[..., Any], world: World) -> AsyncIterator[Account]:
    async with aio("ecs") as client:
        await client.create_cluster()
        yield Account(client, world)


@pytest.fixture
async def scaling(aio: Callable[..., Any], ecs: Account) -> AsyncIterator[Scaling]:
    await ecs.steady("web", 4)
    async with aio("application-autoscaling") as client:
        yield Scaling(ecs, client)


async def test_registering_moves_the_count_into_the_limits_at_once(scaling: Scaling) -> None:
    await scaling.register(6, 10)
    assert await scaling.desired() == 6
    (activity,) = await scaling.activities()
    assert activity["Cause"] == "minimum capacity was set to 6"
    assert activity["Description"] == "Setting desired count to 6."
    assert activity["StatusCode"] == "InProgress"
    assert activity["StatusMessage"] == (
        "Successfully set desired count to 6. Waiting for change to be fulfilled by ecs."
    )
    scaling.advance(3)
    (activity,) = await scaling.activities()
    assert activity["StatusCode"] == "Successful"
    assert activity["StatusMessage"].endswith("Change successfully fulfilled by ecs.")
    assert activity["EndTime"] > activity["StartTime"]
    await scaling.register(1, 2)
    assert await scaling.desired() == 2
    assert (await scaling.activities())[0]["Cause"] == "maximum capacity was set to 2"


async def test_what_an_update_leaves_out_stays(scaling: Scaling) -> None:
    arn = (await scaling.register(2, 10, SuspendedState={"DynamicScalingInSuspended": True}))[
        "ScalableTargetARN"
    ]
    assert (await scaling.register(None, 12))["ScalableTargetARN"] == arn
    target = await scaling.target()
    assert (target["MinCapacity"], target["MaxCapacity"]) == (2, 12)
    assert target["SuspendedState"] == {
        "DynamicScalingInSuspended": True,
        "DynamicScalingOutSuspended": False,
        "ScheduledScalingSuspended": False,
    }
    assert target["RoleARN"].endswith("/AWSServiceRoleForApplicationAutoScaling_ECSService")
    await scaling.register(None, None, SuspendedState={"DynamicScalingOutSuspended": True})
    target = await scaling.target()
    assert (target["MinCapacity"], target["MaxCapacity"]) == (2, 12)
    assert target["SuspendedState"]["DynamicScalingInSuspended"] is False
    assert await scaling.desired() == 4


async def test_suspending_alone_moves_an_overridden_count_too(scaling: Scaling) -> None:
    await scaling.register(2, 5)
    await scaling.ecs.update("web", desiredCount=8)
    await scaling.register(None, None, SuspendedState={"DynamicScalingOutSuspended": True})
    assert await scaling.desired() == 5


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"MinCapacity": 1}, "required"),
        ({"MinCapacity": -1, "MaxCapacity": 2}, "greater than or equal to 0"),
        ({"MinCapacity": 3, "MaxCapacity": 2}, "cannot be less than minimum"),
        (
            {"ResourceId": "service/default/api", "MinCapacity": 1, "MaxCapacity": 2},
            "doesn't exist",
        ),
        ({"ResourceId": "table/web", "MinCapacity": 1, "MaxCapacity": 2}, "doesn't exist"),
        ({"ServiceNamespace": "dynamodb", "MinCapacity": 1, "MaxCapacity": 2}, "Unsupported"),
    ],
)
async def test_what_cannot_be_registered(scaling: Scaling, body: Any, text: str) -> None:
    with pytest.raises(ClientError, match=text) as refused:
        await scaling.client.register_scalable_target(**{**NAMED, **body})
    assert refused.value.response["Error"]["Code"] == "ValidationException"
    assert not scaling.state.targets


async def test_a_policy_needs_a_target(scaling: Scaling) -> None:
    with pytest.raises(ClientError, match="ObjectNotFoundException"):
        await scaling.track(200)


async def test_a_policy_is_described_with_its_alarms(scaling: Scaling) -> None:
    await scaling.register(2, 10)
    put = await scaling.track(180)
    answer = await scaling.client.describe_scaling_policies(
        ServiceNamespace="ecs", ResourceId=SERVICE
    )
    (policy,) = answer["ScalingPolicies"]
    assert policy["PolicyARN"] == put["PolicyARN"]
    assert policy["TargetTrackingScalingPolicyConfiguration"] == POLICY
    names = [alarm["AlarmName"] for alarm in policy["Alarms"]]
    assert names == [alarm["AlarmName"] for alarm in put["Alarms"]]
    assert names[0].startswith(f"TargetTracking-{SERVICE}-AlarmHigh-")
    assert names[1].startswith(f"TargetTracking-{SERVICE}-AlarmLow-")
    await scaling.track(180, ScaleInCooldown=60)
    answer = await scaling.client.describe_scaling_policies(ServiceNamespace="ecs")
    assert len(answer["ScalingPolicies"]) == 1


async def test_a_count_set_too_low_is_scaled_out_by_the_role(
    scaling: Scaling, ask: Callable[..., Any]
) -> None:
    await scaling.register(2, 10)
    await scaling.track(188)
    scaling.advance(60)
    assert await scaling.activities() == []
    await scaling.ecs.update("web", desiredCount=1)
    scaling.advance(20)
    assert await scaling.desired() == 4
    activity = (await scaling.activities())[0]
    assert activity["Description"] == "Setting desired count to 4."
    assert activity["Cause"].startswith(f"monitor alarm TargetTracking-{SERVICE}-AlarmHigh-")
    assert activity["Cause"].endswith("in state ALARM triggered policy cpu50")
    assert activity["StatusCode"] == "Successful"
    events = (await ask("cloudtrail", "lookup_events"))["Events"]
    by_role = [e for e in events if e.get("Username") == "AutoScaling-UpdateDesiredCapacity"]
    event = json.loads(by_role[0]["CloudTrailEvent"])
    assert event["eventName"] == "UpdateService"
    assert "/AWSServiceRoleForApplicationAutoScaling_ECSService/" in event["userIdentity"]["arn"]
    assert event["requestParameters"]["desiredCount"] == 4


async def test_registering_is_on_record(scaling: Scaling, ask: Callable[..., Any]) -> None:
    arn = (await scaling.register(2, 10))["ScalableTargetARN"]
    scaling.advance(5)
    name = {"AttributeKey": "EventName", "AttributeValue": "RegisterScalableTarget"}
    (event,) = (await ask("cloudtrail", "lookup_events", LookupAttributes=[name]))["Events"]
    assert event["EventSource"] == "autoscaling.amazonaws.com"
    assert event["Resources"][0]["ResourceName"] == arn
    body = json.loads(event["CloudTrailEvent"])
    assert body["eventSource"] == "autoscaling.amazonaws.com"
    assert body["requestParameters"]["maxCapacity"] == 10


async def test_a_count_above_the_limits_is_scaled_in(scaling: Scaling) -> None:
    await scaling.register(2, 6)
    await scaling.track(188)
    await scaling.ecs.update("web", desiredCount=12)
    scaling.advance(14)
    assert await scaling.desired() == 12
    scaling.advance(5)
    assert await scaling.desired() == 4
    assert "-AlarmLow-" in (await scaling.activities())[0]["Cause"]


async def test_cooldown_holds_the_next_step_back(scaling: Scaling) -> None:
    await scaling.register(1, 10)
    await scaling.track(1000)
    scaling.advance(3.5)
    assert await scaling.desired() == 8
    scaling.advance(4)
    assert await scaling.desired() == 8
    scaling.advance(2)
    assert await scaling.desired() == 10


async def test_at_the_maximum_it_says_why_not(scaling: Scaling) -> None:
    await scaling.register(2, 4)
    await scaling.track(400)
    scaling.advance(30)
    assert await scaling.desired() == 4
    assert await scaling.activities() == []
    (activity,) = await scaling.activities(not_scaled=True)
    assert activity["NotScaledReasons"] == [{"Code": "AlreadyAtMaxCapacity", "MaxCapacity": 4}]
    assert activity["StatusCode"] == "Failed"
    scaling.advance(60)
    assert len(await scaling.activities(not_scaled=True)) == 2


@pytest.mark.parametrize("count", [1, 12])
async def test_nothing_happens_while_suspended(scaling: Scaling, count: int) -> None:
    suspended = {"DynamicScalingInSuspended": True, "DynamicScalingOutSuspended": True}
    await scaling.register(2, 6, SuspendedState=suspended)
    await scaling.track(188)
    await scaling.ecs.update("web", desiredCount=count)
    scaling.advance(60)
    assert await scaling.desired() == count
    assert await scaling.activities(not_scaled=True) == []
    resumed = {"DynamicScalingInSuspended": False, "DynamicScalingOutSuspended": False}
    await scaling.register(None, None, SuspendedState=resumed)
    scaling.advance(20)
    assert await scaling.desired() == 4


async def test_no_scale_in_during_a_deployment(scaling: Scaling) -> None:
    await scaling.register(2, 12)
    await scaling.track(188)
    bad = await scaling.ecs.register(
        "web", container(healthCheck=CHECK), behaviour=FailingHealthCheck()
    )
    await scaling.ecs.update("web", bad, desiredCount=12)
    scaling.advance(40)
    assert (await scaling.ecs.journey("web"))["status"] == "IN_PROGRESS"
    assert await scaling.desired() == 12
    reasons = (await scaling.activities(not_scaled=True))[0]["NotScaledReasons"]
    assert reasons == [{"Code": "TargetServicePutResourceAsUnscalable"}]
    await scaling.ecs.client.stop_service_deployment(
        serviceDeploymentArn=(await scaling.ecs.journey("web"))["serviceDeploymentArn"]
    )
    scaling.advance(30)
    assert await scaling.desired() == 4


async def test_a_later_change_overrides_an_activity(scaling: Scaling) -> None:
    await scaling.register(6, 10)
    await scaling.ecs.update("web", desiredCount=9)
    scaling.advance(3)
    assert (await scaling.activities())[0]["StatusCode"] == "Overridden"


async def test_targets_come_in_pages(scaling: Scaling) -> None:
    for name in ("api", "job"):
        await scaling.ecs.create(name, 1)
        await scaling.client.register_scalable_target(
            **{**NAMED, "ResourceId": f"service/default/{name}"}, MinCapacity=1, MaxCapacity=2
        )
    await scaling.register(2, 10)
    paginator = scaling.client.get_paginator("describe_scalable_targets")
    pages = paginator.paginate(ServiceNamespace="ecs", PaginationConfig={"PageSize": 2})
    names = [[t["ResourceId"] for t in page["ScalableTargets"]] async for page in pages]
    prefix = "service/default/"
    assert names == [[f"{prefix}api", f"{prefix}job"], [f"{prefix}web"]]
    answer = await scaling.client.describe_scalable_targets(
        ServiceNamespace="ecs", ResourceIds=[f"{prefix}job", f"{prefix}none"]
    )
    assert [t["ResourceId"] for t in answer["ScalableTargets"]] == [f"{prefix}job"]
    with pytest.raises(ClientError, match="InvalidNextTokenException"):
        await scaling.client.describe_scalable_targets(ServiceNamespace="ecs", NextToken="x")
    with pytest.raises(ClientError, match="ValidationException"):
        await scaling.client.describe_scalable_targets(ServiceNamespace="ecs", MaxResults=51)


async def test_a_dimension_filters_only_beside_a_resource(scaling: Scaling) -> None:
    with pytest.raises(ClientError, match="ValidationException"):
        await scaling.client.describe_scaling_activities(
            ServiceNamespace="ecs", ScalableDimension="ecs:service:DesiredCount"
        )
