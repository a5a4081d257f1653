"""Why an image cannot be pulled: the registry has it no more, or no way leads to the registry.

Texts: developer guide, "CannotPullContainer task errors" and "ResourceInitializationError errors".
"""

from ecstui.sim.services.ecs import behaviours, images
from ecstui.sim.services.ecs.behaviours import Behaviour, cannot_pull_reason
from ecstui.sim.services.ecs.records.task import Container, Task
from ecstui.sim.services.ecs.state import Plane


def failure(plane: Plane, task: Task, behaviour: Behaviour | None) -> tuple[Container, str] | None:
    """The first container whose image cannot be pulled, and the reason as ECS words it."""
    if isinstance(behaviour, behaviours.CannotPull):
        first = task.containers[0]
        return first, cannot_pull_reason(first.spec.image, behaviour.why)
    reasons = ((each, _reason(plane, task, each)) for each in task.containers)
    return next(((container, reason) for container, reason in reasons if reason), None)


def _reason(plane: Plane, task: Task, container: Container) -> str:
    if why := images.why_gone(plane, container):
        return cannot_pull_reason(container.spec.image, why)
    return "" if _reaches_registry(plane, task, container) else _unreachable(plane, task, container)


def _reaches_registry(plane: Plane, task: Task, container: Container) -> bool:
    # Amazon EC2 reads ECS's state, so it cannot be there yet when ECS is imported.
    from ecstui.sim.services.ec2.network import Place
    from ecstui.sim.services.ec2.reach import reaches

    subnet = task.subnet or (task.instance.subnet if task.instance else None)
    place = Place.at(plane.world, plane.account, plane.region)
    service = "ecr.api" if _in_ecr(plane, container) else ""
    return reaches(place, subnet.id if subnet else None, service)


def _in_ecr(plane: Plane, container: Container) -> bool:
    registry = container.spec.image.partition("/")[0]
    return registry.endswith(f".dkr.ecr.{plane.region}.amazonaws.com")


def _unreachable(plane: Plane, task: Task, container: Container) -> str:
    if task.launch_type == "FARGATE" and _in_ecr(plane, container):
        return (
            "ResourceInitializationError: unable to pull secrets or registry auth: execution "
            "resource retrieval failed: unable to retrieve ecr registry auth: service call has "
            "been retried 3 time(s): RequestError: send request failed caused by: Post "
            f'"https://api.ecr.{plane.region}.amazonaws.com/": dial tcp: i/o timeout. Please check '
            "your task network configuration."
        )
    registry = container.spec.image.partition("/")[0]
    return (
        f'CannotPullContainerError: Error response from daemon: Get "https://{registry}/v2/": '
        "net/http: request canceled while waiting for connection "
        "(Client.Timeout exceeded while awaiting headers)"
    )
