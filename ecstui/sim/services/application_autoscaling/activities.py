"""Scaling activities: what was done to a desired count, why, and what came of it.

Texts: Application Auto Scaling user guide, "Scaling activities for Application Auto Scaling".
"""

from ecstui.sim.call import Body, Call
from ecstui.sim.services.application_autoscaling import capacity
from ecstui.sim.services.application_autoscaling.listing import paged, state
from ecstui.sim.services.application_autoscaling.records import (
    DIMENSION,
    NAMESPACE,
    Activity,
    AutoscalingState,
    ScalableTarget,
)
from ecstui.sim.services.application_autoscaling.refusals import check_filter
from ecstui.sim.services.ecs.records.service import Service
from ecstui.sim.services.ecs.state import Plane

KEPT = 42 * 86400.0
"""Six weeks."""
REPEATED = 3600.0
"""How often the same reason for not scaling is noted again; our choice."""
NEWEST = 10**9


def scale(plane: Plane, target: ScalableTarget, service: Service, count: int, cause: str) -> None:
    """Set a service's desired count and note it; fulfilled once ECS has followed."""
    if target.open:
        _supersede(plane, target.open)
    done = f"Successfully set desired count to {count}."
    activity = _note(
        plane,
        target,
        description=f"Setting desired count to {count}.",
        cause=cause,
        status="InProgress",
        message=f"{done} Waiting for change to be fulfilled by ecs.",
    )
    activity.wanted = count
    target.open = activity
    target.complained = ("", float("-inf"))
    capacity.set_desired_count(plane, target, service, count)


def _supersede(plane: Plane, activity: Activity) -> None:
    # The status is documented; its message is our wording.
    activity.status, activity.ended_at = "Overridden", plane.now
    activity.message = (
        f"Successfully set desired count to {activity.wanted}. "
        "Change was overridden before it was fulfilled by ecs."
    )


def settle(plane: Plane, target: ScalableTarget, service: Service) -> None:
    """End the open activity of a target if ECS has followed, or somebody else changed the count."""
    activity = target.open
    if activity is None:
        return
    if service.desired != activity.wanted:
        _supersede(plane, activity)
    elif capacity.fulfilled(service):
        activity.status, activity.ended_at = "Successful", plane.now
        activity.message = (
            f"Successfully set desired count to {activity.wanted}. "
            "Change successfully fulfilled by ecs."
        )
    else:
        return
    target.open = None


def not_scaled(plane: Plane, target: ScalableTarget, cause: str, reason: Body) -> None:
    """Note that a policy's alarm went off in vain; the same reason once an hour at most."""
    code, noted = str(reason), target.complained[1]
    if target.complained[0] == code and plane.now < noted + REPEATED:
        return
    target.complained = (code, plane.now)
    activity = _note(
        plane,
        target,
        description="Attempting to scale due to alarm triggered",
        cause=cause,
        status="Failed",
        message="Unable to scale due to a constraint. See not scaled reasons for details.",
    )
    activity.ended_at, activity.not_scaled = plane.now, [reason]


def _note(
    plane: Plane, target: ScalableTarget, *, description: str, cause: str, status: str, message: str
) -> Activity:
    known = plane.world.state(AutoscalingState, plane.account, plane.region).activities
    activity = Activity(
        id=plane.world.uuid(f"activity:{target.arn}"),
        sequence=len(known),
        resource_id=target.resource_id,
        description=description,
        cause=cause,
        started_at=plane.now,
        status=status,
        message=message,
    )
    known.append(activity)
    return activity


def describe_scaling_activities(call: Call, body: Body) -> Body:
    """The activities of the last six weeks, newest first, up to 50 a page.

    :raises AwsError: ValidationException, InvalidNextTokenException.
    """
    check_filter(body, "ResourceId")
    wanted, with_not_scaled = body.get("ResourceId"), body.get("IncludeNotScaledActivities", False)
    found = {
        f"{NEWEST - activity.sequence:010d}": activity
        for activity in state(call).activities
        if wanted in (None, activity.resource_id)
        and activity.started_at >= call.now - KEPT
        and (with_not_scaled or not activity.not_scaled)
    }
    records, token = paged(call, body, found)
    return {"ScalingActivities": [_render(record) for record in records], **token}


def _render(activity: Activity) -> Body:
    return {
        "ActivityId": activity.id,
        "ServiceNamespace": NAMESPACE,
        "ResourceId": activity.resource_id,
        "ScalableDimension": DIMENSION,
        "Description": activity.description,
        "Cause": activity.cause,
        "StartTime": activity.started_at,
        "EndTime": activity.ended_at,
        "StatusCode": activity.status,
        "StatusMessage": activity.message,
        "NotScaledReasons": activity.not_scaled or None,
    }
