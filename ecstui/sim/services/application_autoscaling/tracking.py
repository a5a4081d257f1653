"""Target tracking: once a minute each policy looks at its metric and may move the desired count.

Sources: Application Auto Scaling user guide, "How target tracking scaling works", and Amazon ECS
developer guide, "Automatically scale your Amazon ECS service". Documented: capacity changes in
proportion to the metric and never beyond the limits; a service is scaled out if any policy wants
it and in only if all do; a count below the minimum is not scaled in, one above the maximum is not
scaled out; cooldowns of 300 seconds by default; no scale-in during a deployment.
Our reading, as the alarms look in accounts: three minutes above the target scale out, fifteen
minutes below nine tenths of it scale in, and that in one step.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from ecstui.sim.services.application_autoscaling import activities, capacity
from ecstui.sim.services.application_autoscaling.records import AutoscalingState

if TYPE_CHECKING:
    from ecstui.sim.call import Body
    from ecstui.sim.services.application_autoscaling.records import (
        Alarm,
        ScalableTarget,
        ScalingPolicy,
    )
    from ecstui.sim.services.ecs.records.service import Service
    from ecstui.sim.services.ecs.state import Plane

MINUTE = 60.0
BREACHES_OUT, BREACHES_IN = 3, 15
"""Minutes in a row after which an alarm goes off."""
SLACK = 0.9
"""The share of the target below which the low alarm counts a minute."""
COOLDOWN = 300.0


def follow(plane: Plane, target: ScalableTarget) -> None:
    """Look at a target every minute from now on."""
    plane.world.after(MINUTE, partial(_look, plane, target))


def _look(plane: Plane, target: ScalableTarget) -> None:
    follow(plane, target)
    service = capacity.service_of(plane, target.resource_id)
    if service is None or service.status != "ACTIVE":
        return
    activities.settle(plane, target, service)
    metrics = {policy.name: _measure(plane, target, service, policy) for policy in _acting(target)}
    out = [p for p in _acting(target) if p.high.breaches >= BREACHES_OUT]
    if out:
        _scale_out(plane, target, service, [(p, metrics[p.name]) for p in out])
        return
    willing = [p for p in _acting(target) if not p.configuration.get("DisableScaleIn")]
    if willing and all(p.low.breaches >= BREACHES_IN for p in willing):
        _scale_in(plane, target, service, [(p, metrics[p.name]) for p in willing])


def _acting(target: ScalableTarget) -> list[ScalingPolicy]:
    return list(target.policies.values())


def _measure(
    plane: Plane, target: ScalableTarget, service: Service, policy: ScalingPolicy
) -> float:
    """Count this minute for both alarms; without data neither goes off."""
    loads = plane.world.state(AutoscalingState, plane.account, plane.region).loads
    load = loads.get((target.resource_id, policy.metric))
    value = load.utilization(plane.now, capacity.running(service)) if load else None
    goal = policy.configuration["TargetValue"]
    policy.high.breaches = policy.high.breaches + 1 if value is not None and value > goal else 0
    low = value is not None and value < goal * SLACK
    policy.low.breaches = policy.low.breaches + 1 if low else 0
    return value or 0.0


def _needed(service: Service, policy: ScalingPolicy, value: float) -> int:
    """The count at which the metric would be at its target."""
    goal = float(policy.configuration["TargetValue"])
    return math.ceil(service.desired * value / goal)


def _cause(policy: ScalingPolicy, alarm: Alarm) -> str:
    return f"monitor alarm {alarm.name} in state ALARM triggered policy {policy.name}"


def _cooling(plane: Plane, target: ScalableTarget, policy: ScalingPolicy, name: str) -> bool:
    return plane.now < target.scaled_at + float(policy.configuration.get(name, COOLDOWN))


def _scale_out(
    plane: Plane,
    target: ScalableTarget,
    service: Service,
    wishes: list[tuple[ScalingPolicy, float]],
) -> None:
    if target.suspended["DynamicScalingOutSuspended"]:
        return
    policy, value = max(wishes, key=lambda wish: _needed(service, *wish))
    if _cooling(plane, target, policy, "ScaleOutCooldown"):
        return
    cause = _cause(policy, policy.high)
    if service.desired >= target.most:
        reason: Body = {"Code": "AlreadyAtMaxCapacity", "MaxCapacity": target.most}
        activities.not_scaled(plane, target, cause, reason)
        return
    wanted = min(max(_needed(service, policy, value), target.least), target.most)
    if wanted > service.desired:
        _scale(plane, target, service, wanted, cause)


def _scale_in(
    plane: Plane,
    target: ScalableTarget,
    service: Service,
    wishes: list[tuple[ScalingPolicy, float]],
) -> None:
    if target.suspended["DynamicScalingInSuspended"]:
        return
    policy, value = max(wishes, key=lambda wish: _needed(service, *wish))
    if _cooling(plane, target, policy, "ScaleInCooldown"):
        return
    cause = _cause(policy, policy.low)
    if capacity.deploying(service):
        activities.not_scaled(
            plane, target, cause, {"Code": "TargetServicePutResourceAsUnscalable"}
        )
        return
    if service.desired <= target.least:
        reason: Body = {"Code": "AlreadyAtMinCapacity", "MinCapacity": target.least}
        activities.not_scaled(plane, target, cause, reason)
        return
    wanted = min(max(_needed(service, policy, value), target.least), target.most)
    if wanted < service.desired:
        _scale(plane, target, service, wanted, cause)


def _scale(plane: Plane, target: ScalableTarget, service: Service, wanted: int, cause: str) -> None:
    target.scaled_at = plane.now
    for policy in _acting(target):
        policy.high.breaches = policy.low.breaches = 0
    activities.scale(plane, target, service, wanted, cause)
