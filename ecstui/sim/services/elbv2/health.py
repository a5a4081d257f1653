"""DescribeTargetHealth: the running tasks of a target group's services, and how each fares.

Derived from ECS at the moment of the call. States and reason codes: TargetHealth in the API
reference; descriptions as the API gives them. Our reading: registration takes five seconds, two
good checks make a target healthy, and a task drains from when it is told to stop until its
containers have stopped.
"""

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ecs.behaviours import FailingHealthCheck
from ecstui.sim.services.ecs.life import behaviour_of
from ecstui.sim.services.ecs.placement import address_text
from ecstui.sim.services.ecs.records.task import Task
from ecstui.sim.services.ecs.rendering import tasks as render
from ecstui.sim.services.ecs.state import Plane
from ecstui.sim.services.elbv2.groups import (
    HEALTHY_AFTER,
    INTERVAL,
    TargetGroup,
    groups,
    not_found,
)

REGISTERED_AFTER = 5.0
STATES = {
    "registering": ("initial", "Elb.RegistrationInProgress", "Target registration is in progress"),
    "checking": ("initial", "Elb.InitialHealthChecking", "Initial health checks in progress"),
    "healthy": ("healthy", None, None),
    "refusing": (
        "unhealthy",
        "Target.ResponseCodeMismatch",
        "Health checks failed with these codes: [503]",
    ),
    "failing": ("unhealthy", "Target.FailedHealthChecks", "Health checks failed"),
    "draining": (
        "draining",
        "Target.DeregistrationInProgress",
        "Target deregistration is in progress",
    ),
    "absent": ("unused", "Target.NotRegistered", "Target is not registered to the target group"),
}
"""(state, reason, description) by what we know of a target."""
ATTACHED = frozenset({"RUNNING", "DEACTIVATING", "STOPPING"})


def describe_target_health(call: Call, body: Body) -> Body:
    """The health of all targets of a group, or of those named.

    :raises AwsError: TargetGroupNotFoundException.
    """
    group = groups(call).get(body["TargetGroupArn"])
    if group is None:
        raise not_found()
    plane = Plane.of(call)
    tasks = [task for service in group.services for task in service.tasks.values()]
    found = {
        target: _condition(plane, task)
        for task in sorted(tasks, key=lambda task: (task.created_at, task.id))
        if (target := _target(group, task))
    }
    if "Targets" in body:
        named = [(each["Id"], each.get("Port", group.port)) for each in body["Targets"]]
        found = {target: found.get(target, "absent") for target in named}
    described = [_description(target, condition) for target, condition in found.items()]
    return {"TargetHealthDescriptions": described}


def _target(group: TargetGroup, task: Task) -> tuple[str, int] | None:
    """(id, port) under which a task is registered; None if it is not."""
    if task.started_at is None or task.status not in ATTACHED:
        return None
    if task.subnet:
        return address_text(task.subnet, task.address), group.port
    if task.instance:
        port = _host_port(group, task)
        return (task.instance.ec2_instance_id, port) if port else None
    return None


def _host_port(group: TargetGroup, task: Task) -> int | None:
    for container in render.task(task)["containers"]:
        for binding in container["networkBindings"]:
            if (container["name"], binding["containerPort"]) == (group.container, group.port):
                return int(binding["hostPort"])
    return None


def _condition(plane: Plane, task: Task) -> str:
    if task.desired == "STOPPED":
        return "draining"
    age = plane.now - (task.started_at or plane.now)
    if age < REGISTERED_AFTER:
        return "registering"
    if task.health == "UNHEALTHY":
        return "failing"
    if age < REGISTERED_AFTER + HEALTHY_AFTER * INTERVAL:
        return "checking"
    failing = isinstance(behaviour_of(plane, task), FailingHealthCheck)
    return "refusing" if failing else "healthy"


def _description(target: tuple[str, int], condition: str) -> Body:
    name, port = target
    state, reason, description = STATES[condition]
    return {
        "Target": {"Id": name, "Port": port},
        "HealthCheckPort": str(port),
        "TargetHealth": {"State": state, "Reason": reason, "Description": description},
    }
