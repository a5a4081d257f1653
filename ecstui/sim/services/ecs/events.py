"""A service's events, in the words that AWS documents.

Texts: developer guide, "Amazon ECS service event messages" and "deployment circuit breaker". AWS
keeps the last 100.
"""

from collections.abc import Sequence

from ecstui.sim.services.ecs.placement import Refusal
from ecstui.sim.services.ecs.records.service import Deployment, Event, Service
from ecstui.sim.services.ecs.records.task import Task
from ecstui.sim.services.ecs.state import Plane

TROUBLESHOOTING = (
    "For more information, see the Troubleshooting section of the Amazon ECS Developer Guide."
)
REPEAT_AFTER = 300.0
"""Seconds between two equal complaints; our choice, AWS documents none."""


def write(plane: Plane, service: Service, text: str) -> None:
    """Put `(service x) <text>` on top of the events."""
    identifier = plane.world.uuid(f"event:{service.arn}")
    event = Event(identifier, plane.now, f"(service {service.name}) {text}")
    service.events.appendleft(event)


def complain(plane: Plane, service: Service, kind: str, text: str) -> None:
    """`write`, but not again within `REPEAT_AFTER` seconds of the last one of its kind."""
    last = service.complained.get(kind)
    if last is None or plane.now - last >= REPEAT_AFTER:
        service.complained[kind] = plane.now
        write(plane, service, text)


def started(plane: Plane, service: Service, tasks: Sequence[Task]) -> None:
    """Tasks were started."""
    write(plane, service, f"has started {len(tasks)} tasks: {_names(tasks)}.")


def stopped(plane: Plane, service: Service, tasks: Sequence[Task]) -> None:
    """Running tasks are being stopped."""
    write(plane, service, f"has stopped {len(tasks)} running tasks: {_names(tasks)}.")


def steady(plane: Plane, service: Service) -> None:
    """All is as it should be."""
    write(plane, service, "has reached a steady state.")


def completed(plane: Plane, service: Service, deployment: Deployment) -> None:
    """A deployment is through."""
    write(plane, service, f"(deployment {deployment.id}) deployment completed.")


def failed(plane: Plane, service: Service, deployment: Deployment, why: str) -> None:
    """A deployment was given up."""
    write(plane, service, f"(deployment {deployment.id}) deployment failed: {why}")


def rolling_back(plane: Plane, service: Service, to: Deployment) -> None:
    """The way back has begun."""
    write(plane, service, f"rolling back to deployment {to.id}.")


def unhealthy(plane: Plane, service: Service, task: Task) -> None:
    """A task failed its container health check."""
    write(plane, service, f"(task {task.id}) failed container health checks.")


def registered(plane: Plane, service: Service, task_count: int, target_group: str) -> None:
    """Targets joined a target group."""
    text = f"registered {task_count} targets in (target-group {target_group})"
    write(plane, service, text)


def deregistered(plane: Plane, service: Service, task_count: int, target_group: str) -> None:
    """Targets left a target group, and their connections drain."""
    text = f"deregistered {task_count} targets in (target-group {target_group})"
    write(plane, service, text)
    write(plane, service, f"has begun draining connections on {task_count} tasks.")


def unable_to_start(plane: Plane, service: Service) -> None:
    """Starts are throttled."""
    text = f"is unable to consistently start tasks successfully. {TROUBLESHOOTING}"
    write(plane, service, text)


def too_many_protected(plane: Plane, service: Service) -> None:
    """Protected tasks are in the way of the desired count."""
    text = (
        "was unable to scale in. Reason: number of protected tasks are more than the desired "
        "count of tasks"
    )
    complain(plane, service, "protected", text)


def unable_to_place(plane: Plane, service: Service, refusal: Refusal) -> None:
    """No container instance will do, or AWS Fargate has no room."""
    if refusal.reason:
        text = f"was unable to place a task. Reason: {refusal.reason}. {TROUBLESHOOTING}"
        complain(plane, service, "placement", text)
        return
    text = (
        "was unable to place a task because no container instance met all of its requirements. "
        f"{_closest(refusal)} {TROUBLESHOOTING}"
    )
    complain(plane, service, "placement", text)


def blocked(plane: Plane, service: Service) -> None:
    """Minimum and maximum percent leave no room to move."""
    text = (
        "was unable to stop or start tasks during a deployment because of the service deployment "
        "configuration. Update the minimumHealthyPercent or maximumPercent value and try again."
    )
    complain(plane, service, "blocked", text)


def _closest(refusal: Refusal) -> str:
    if refusal.closest is None:
        return "Reason: No Container Instances were found in your cluster."
    lacking = "CPU units" if refusal.lacking == "CPU" else "memory"
    return (
        f"The closest matching (container-instance {refusal.closest.id}) "
        f"has insufficient {lacking} available."
    )


def _names(tasks: Sequence[Task]) -> str:
    return " ".join(f"(task {task.id})" for task in tasks)
