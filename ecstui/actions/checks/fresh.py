"""A task or a container instance that a change is about, alone and read afresh."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.actions.action import Site
from ecstui.actions.request import Target
from ecstui.aws import ecs
from ecstui.aws.ecs.described import listed
from ecstui.aws.operations import ecs_reads
from ecstui.model.ecs import WIRE, ContainerInstance, Task

SERVICE = "service:"
"""What the group of a service's task begins with."""


@dataclass(frozen=True, slots=True, config=WIRE)
class _TaskArns:
    task_arns: tuple[str, ...]
    next_token: str | None = None


_TASK = TypeAdapter(Task)
_INSTANCE = TypeAdapter(ContainerInstance)
_TASK_ARNS = TypeAdapter(_TaskArns)


async def task(site: Site, target: Target) -> tuple[Task, dict[str, str]]:
    """A task and its tags.

    :raises NotFound: AWS does not know it, or has forgotten it an hour after it stopped.
    :raises AwsFailure: it could not be read.
    """
    body = await ecs.raw(site.conn, ecs.Kind.TASK, target.arn, target.cluster)
    return _TASK.validate_python(body), _tags(body)


async def instance(site: Site, target: Target) -> ContainerInstance:
    """A container instance.

    :raises NotFound: it is not registered any more.
    :raises AwsFailure: it could not be read.
    """
    body = await ecs.raw(site.conn, ecs.Kind.CONTAINER_INSTANCE, target.arn, target.cluster)
    return _INSTANCE.validate_python(body)


async def tasks_by(
    site: Site, cluster: str, *, most: int | None = None, **filters: Any
) -> tuple[Task, ...]:
    """The tasks that ListTasks finds by filters of its own, e.g. `startedBy`.

    :param most: about so many are enough; None for all.
    :raises AwsFailure: they could not be read.
    """
    arns = await listed(
        site.conn,
        ecs_reads.LIST_TASKS,
        _TASK_ARNS,
        lambda page: page.task_arns,
        enough=lambda found: most is not None and len(found) >= most,
        cluster=cluster,
        **filters,
    )
    return (await ecs.describe_tasks(site.conn, cluster, arns)).items


def service_of(task: Task) -> str:
    """The name of the service that a task belongs to; empty for a standalone task."""
    group = task.group or ""
    return group.removeprefix(SERVICE) if group.startswith(SERVICE) else ""


async def service_tags(site: Site, cluster: str, task: Task) -> dict[str, str]:
    """The tags of the service that a task belongs to; none for a standalone task.

    :raises AwsFailure: they could not be read.
    """
    name = service_of(task)
    found = (await ecs.services(site.conn, cluster, [name])).items if name else ()
    return {tag.key: tag.value for service in found for tag in service.tags}


def _tags(body: Mapping[str, Any]) -> dict[str, str]:
    tags: Sequence[Mapping[str, str]] = body.get("tags") or ()
    return {tag["key"]: tag.get("value", "") for tag in tags}
