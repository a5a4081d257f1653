"""PutScalingPolicy and DescribeScalingPolicies: target tracking only."""

from typing import Any

from ecstui.sim.call import AwsError, Body, Call
from ecstui.sim.services.application_autoscaling.listing import paged, state
from ecstui.sim.services.application_autoscaling.records import (
    DIMENSION,
    NAMESPACE,
    Alarm,
    ScalableTarget,
    ScalingPolicy,
)
from ecstui.sim.services.application_autoscaling.refusals import (
    check_filter,
    check_namespace,
    invalid,
)
from ecstui.sim.services.ecs.identifiers import derived_uuid
from ecstui.sim.services.ecs.state import Plane

TRACKING = "TargetTrackingScaling"
METRICS = (
    "ECSServiceAverageCPUUtilization",
    "ECSServiceAverageMemoryUtilization",
    "ALBRequestCountPerTarget",
)
"""What a service can track (developer guide, "Use a target metric to scale …")."""


def put_scaling_policy(call: Call, body: Body) -> Body:
    """Make a policy and its two alarms, or give one that is there another configuration.

    :raises AwsError: ObjectNotFoundException without a scalable target; ValidationException.
    """
    check_namespace(body)
    configuration = _configuration(body)
    target = state(call).targets.get(body["ResourceId"])
    if target is None:
        raise AwsError(
            "ObjectNotFoundException",
            f"No scalable target registered for service namespace: {NAMESPACE}, "
            f"resource ID: {body['ResourceId']}, scalable dimension: {DIMENSION}",
        )
    policy = install(Plane.of(call), target, body["PolicyName"], configuration)
    return {"PolicyARN": policy.arn, "Alarms": [policy.high.body, policy.low.body]}


def _configuration(body: Body) -> dict[str, Any]:
    if body.get("PolicyType", "StepScaling") != TRACKING:
        raise invalid(f"The simulator knows scaling policies of type {TRACKING} only")
    found: dict[str, Any] | None = body.get("TargetTrackingScalingPolicyConfiguration")
    if found is None:
        raise invalid("TargetTrackingScalingPolicyConfiguration is required")
    metric = found.get("PredefinedMetricSpecification", {}).get("PredefinedMetricType")
    if metric is None and "CustomizedMetricSpecification" not in found:
        raise invalid("A predefined or a customized metric specification is required")
    if metric is not None and metric not in METRICS:
        raise invalid(f"Predefined metric type {metric} is not supported by {NAMESPACE}")
    if found["TargetValue"] <= 0:
        raise invalid("TargetValue must be greater than 0")
    return found


def install(
    plane: Plane, target: ScalableTarget, name: str, configuration: dict[str, Any]
) -> ScalingPolicy:
    """Give a target a policy, with the alarms it had if it had one of this name."""
    old = target.policies.get(name)
    if old is not None:
        old.configuration = configuration
        old.high.breaches = old.low.breaches = 0
        return old
    serial = derived_uuid(f"{target.arn}:{name}", "policy")
    resource = f"resource/{NAMESPACE}/{target.resource_id}:policyName/{name}"
    owner = f"{plane.region}:{plane.account}"
    policy = ScalingPolicy(
        name=name,
        arn=f"arn:aws:autoscaling:{owner}:scalingPolicy:{serial}:{resource}",
        created_at=plane.now,
        configuration=configuration,
        high=_alarm(owner, target, name, "AlarmHigh"),
        low=_alarm(owner, target, name, "AlarmLow"),
    )
    target.policies[name] = policy
    return policy


def _alarm(owner: str, target: ScalableTarget, policy: str, kind: str) -> Alarm:
    serial = derived_uuid(f"{target.arn}:{policy}", kind)
    name = f"TargetTracking-{target.resource_id}-{kind}-{serial}"
    return Alarm(name, f"arn:aws:cloudwatch:{owner}:alarm:{name}")


def describe_scaling_policies(call: Call, body: Body) -> Body:
    """All policies, or those of a resource or with certain names.

    :raises AwsError: ValidationException, InvalidNextTokenException.
    """
    check_filter(body, "ResourceId")
    resource, names = body.get("ResourceId"), body.get("PolicyNames")
    found = {
        f"{target.resource_id} {policy.name}": (target, policy)
        for target in state(call).targets.values()
        if resource in (None, target.resource_id)
        for policy in target.policies.values()
        if not names or policy.name in names or policy.arn in names
    }
    records, token = paged(call, body, found)
    return {"ScalingPolicies": [_render(*record) for record in records], **token}


def _render(target: ScalableTarget, policy: ScalingPolicy) -> Body:
    return {
        "PolicyARN": policy.arn,
        "PolicyName": policy.name,
        "ServiceNamespace": NAMESPACE,
        "ResourceId": target.resource_id,
        "ScalableDimension": DIMENSION,
        "PolicyType": TRACKING,
        "TargetTrackingScalingPolicyConfiguration": policy.configuration,
        "Alarms": [policy.high.body, policy.low.body],
        "CreationTime": policy.created_at,
    }
