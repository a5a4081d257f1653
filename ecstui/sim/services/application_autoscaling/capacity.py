"""A service's desired count, read and set as Application Auto Scaling does: with its own role."""

from ecstui.sim.call import Call
from ecstui.sim.protocol.models import model
from ecstui.sim.services import ecs
from ecstui.sim.services.application_autoscaling.records import ScalableTarget
from ecstui.sim.services.cloudtrail.recording import record
from ecstui.sim.services.ecs.counting import running_and_pending
from ecstui.sim.services.ecs.records.service import Service
from ecstui.sim.services.ecs.rollout import ROLLING_BACK, UNDERWAY
from ecstui.sim.services.ecs.state import Plane
from ecstui.sim.world import Identity

ROLE = "AWSServiceRoleForApplicationAutoScaling_ECSService"
PRINCIPAL = "ecs.application-autoscaling.amazonaws.com"
SESSION = "AutoScaling-UpdateDesiredCapacity"


def role_arn(account: str) -> str:
    """The service-linked role with which services are scaled (user guide)."""
    return f"arn:aws:iam::{account}:role/aws-service-role/{PRINCIPAL}/{ROLE}"


def service_of(plane: Plane, resource_id: str) -> Service | None:
    """The service that a resource id such as `service/prod-web/checkout` names, if it is there."""
    parts = resource_id.split("/")
    if len(parts) != 3 or parts[0] != "service":
        return None
    cluster = plane.state.clusters.get(parts[1])
    return cluster.services.get(parts[2]) if cluster else None


def running(service: Service) -> int:
    """How many of its tasks run, and so report to the metric."""
    return running_and_pending(service.tasks.values())[0]


def fulfilled(service: Service) -> bool:
    """Whether as many tasks run as are desired, and no more."""
    return running(service) == service.desired == len(service.tasks)


def deploying(service: Service) -> bool:
    """Whether a service deployment is under way, during which nothing is scaled in.

    Source: developer guide, "Automatically scale your Amazon ECS service", considerations.
    """
    return service.current.status in UNDERWAY | ROLLING_BACK


def set_desired_count(plane: Plane, target: ScalableTarget, service: Service, count: int) -> None:
    """UpdateService by the service-linked role, which CloudTrail records."""
    body = {"cluster": service.cluster.name, "service": service.name, "desiredCount": count}
    call = Call(
        world=plane.world,
        identity=_session(plane.account),
        region=plane.region,
        service="ecs",
        operation="UpdateService",
        request_id=plane.world.uuid(f"autoscaling:{target.arn}"),
        source_ip=PRINCIPAL,
        user_agent=PRINCIPAL,
    )
    answer = ecs.OPERATIONS["UpdateService"].handler(call, body)
    spec = model("ecs")
    shape = spec.operation("UpdateService")
    record(call, ecs.SERVICE, shape, spec, taken=body, given=answer)


def _session(account: str) -> Identity:
    arn = f"arn:aws:sts::{account}:assumed-role/{ROLE}/{SESSION}"
    return Identity(account, arn, f"AROAEXAMPLEAUTOSCALE1:{SESSION}", "AssumedRole")
