"""RegisterScalableTarget and DescribeScalableTargets.

Source: API reference of both. Registering moves the desired count into the limits at once, "even
if you don't include the MinCapacity or MaxCapacity request parameters"; what is left out of an
update stays as it is.
"""

from ecstui.sim.call import Body, Call
from ecstui.sim.services.application_autoscaling import activities, capacity, tracking
from ecstui.sim.services.application_autoscaling.listing import paged, state
from ecstui.sim.services.application_autoscaling.records import (
    DIMENSION,
    NAMESPACE,
    SUSPENSIONS,
    AutoscalingState,
    ScalableTarget,
)
from ecstui.sim.services.application_autoscaling.refusals import (
    check_filter,
    check_namespace,
    invalid,
)
from ecstui.sim.services.ecs.identifiers import derived
from ecstui.sim.services.ecs.records.service import Service
from ecstui.sim.services.ecs.state import Plane


def register_scalable_target(call: Call, body: Body) -> Body:
    """Register a service, or change its registration.

    :raises AwsError: ValidationException, for limits that make no sense or a service that is not
        there.
    """
    check_namespace(body)
    plane, resource_id = Plane.of(call), body["ResourceId"]
    service = capacity.service_of(plane, resource_id)
    if service is None or service.status == "INACTIVE":
        raise invalid(f"ECS service doesn't exist: {resource_id}")
    if service.scheduling == "DAEMON":
        raise invalid("Services with the daemon scheduling strategy cannot be scaled")
    known = state(call).targets.get(resource_id)
    least, most = _limits(body, known)
    if known is None:
        known = install(plane, resource_id, least, most)
    known.least, known.most = least, most
    if "SuspendedState" in body:
        # "false (default)": what is left out of the structure is not suspended.
        given = body["SuspendedState"]
        known.suspended = {name: given.get(name, False) for name in SUSPENSIONS}
    _move_within(plane, known, service)
    return {"ScalableTargetARN": known.arn}


def install(plane: Plane, resource_id: str, least: int, most: int) -> ScalableTarget:
    """Make a scalable target without moving anything; a scenario may begin with one."""
    found = ScalableTarget(resource_id, _arn(plane, resource_id), least, most, plane.now)
    known = plane.world.state(AutoscalingState, plane.account, plane.region).targets
    known[resource_id] = found
    tracking.follow(plane, found)
    return found


def _arn(plane: Plane, resource_id: str) -> str:
    identifier = derived(f"{plane.account}:{plane.region}:{resource_id}", "scalable-target", 34)
    owner = f"{plane.region}:{plane.account}"
    return f"arn:aws:application-autoscaling:{owner}:scalable-target/{identifier}"


def _limits(body: Body, known: ScalableTarget | None) -> tuple[int, int]:
    least = body.get("MinCapacity", known.least if known else None)
    most = body.get("MaxCapacity", known.most if known else None)
    if least is None or most is None:
        raise invalid("Both MinCapacity and MaxCapacity are required for a new scalable target")
    if least < 0:
        raise invalid("Minimum capacity must be greater than or equal to 0")
    if most < least:
        raise invalid("Maximum capacity cannot be less than minimum capacity")
    return least, most


def _move_within(plane: Plane, target: ScalableTarget, service: Service) -> None:
    """If the resource is not active, nothing is moved (API reference)."""
    if service.status != "ACTIVE":
        return
    if service.desired < target.least:
        cause = f"minimum capacity was set to {target.least}"
        activities.scale(plane, target, service, target.least, cause)
    elif service.desired > target.most:
        cause = f"maximum capacity was set to {target.most}"
        activities.scale(plane, target, service, target.most, cause)


def describe_scalable_targets(call: Call, body: Body) -> Body:
    """All targets, or those of up to 50 resource ids; names without a target are left out.

    :raises AwsError: ValidationException, InvalidNextTokenException.
    """
    check_filter(body, "ResourceIds")
    wanted, known = body.get("ResourceIds"), state(call).targets
    found = {name: target for name, target in known.items() if not wanted or name in wanted}
    records, token = paged(call, body, found)
    return {"ScalableTargets": [_render(call, record) for record in records], **token}


def _render(call: Call, target: ScalableTarget) -> Body:
    return {
        "ServiceNamespace": NAMESPACE,
        "ResourceId": target.resource_id,
        "ScalableDimension": DIMENSION,
        "MinCapacity": target.least,
        "MaxCapacity": target.most,
        "RoleARN": capacity.role_arn(call.account),
        "CreationTime": target.created_at,
        "SuspendedState": target.suspended,
        "ScalableTargetARN": target.arn,
    }
