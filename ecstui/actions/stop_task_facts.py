"""What stopping a task rests on: the task, its service, its protection, who else runs."""

import asyncio
from dataclasses import dataclass

from ecstui.actions.action import Site
from ecstui.actions.checks import fresh
from ecstui.actions.checks.unread import unread
from ecstui.actions.plan import Preflight, Result
from ecstui.actions.request import Target
from ecstui.aws import ecs
from ecstui.aws.errors import AwsFailure
from ecstui.model.ecs import Service, Task, TaskDefinition

ENOUGH = 100
"""Of so many tasks of a service one is taken to be healthy if any is."""
PROTECTION = "protection"


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is read for the preview.

    :param service: None for a standalone task, and where its service is gone.
    :param definition: None if it could not be read.
    :param protection: whether scaling in would spare it; UNKNOWN if that could not be read.
    :param others: whether another task of the service does its work.
    """

    task: Task
    tags: dict[str, str]
    service: Service | None
    definition: TaskDefinition | None
    protection: Preflight
    others: bool

    @property
    def checked(self) -> bool:
        """Whether the task has health checks."""
        if self.definition is None:
            return self.task.health_status in ("HEALTHY", "UNHEALTHY")
        return any(it.health_check for it in self.definition.container_definitions)

    @property
    def last(self) -> bool:
        """Whether its service does no work without it."""
        return self.service is not None and not self.others

    @property
    def premise(self) -> dict[str, str]:
        """What makes the preview wrong when it changes."""
        found = {
            "lastStatus": self.task.last_status,
            "desiredStatus": self.task.desired_status,
            PROTECTION: self.protection.result.value,
        }
        if self.service is None:
            return found
        primary = (it.id for it in self.service.deployments if it.status == "PRIMARY")
        return found | {
            "the service's desired count": str(self.service.desired_count),
            "the service's deployment": next(primary, "none"),
            "the last of its service": "yes" if self.last else "no",
        }


async def read(site: Site, target: Target) -> Facts:
    """All of it afresh.

    :raises AwsFailure: the task, its service or its neighbours could not be read.
    """
    task, tags = await fresh.task(site, target)
    name = fresh.service_of(task)
    definition, protection = await asyncio.gather(
        _definition(site, task), _protection(site, target, name)
    )
    service = await _service(site, target, name) if name else None
    found = Facts(task, tags, service, definition, protection, others=False)
    others = service is not None and await _others(site, target, name, checked=found.checked)
    if service is not None:
        tags = {tag.key: tag.value for tag in service.tags} | tags
    return Facts(task, tags, service, definition, protection, others)


async def _definition(site: Site, task: Task) -> TaskDefinition | None:
    try:
        return await ecs.task_definition(site.conn, task.task_definition_arn)
    except AwsFailure:  # Only how long it may take to stop is then not known.
        return None


async def _protection(site: Site, target: Target, service: str) -> Preflight:
    """Only tasks of services can be protected (API Reference, GetTaskProtection)."""
    if not service:
        return Preflight(PROTECTION, Result.PASS, "a standalone task has none")
    try:
        found = await ecs.task_protection(site.conn, target.cluster, [target.arn])
    except AwsFailure as failure:
        return unread(PROTECTION, failure)
    if not found.items:
        reasons = ", ".join(it.reason or "no reason" for it in found.failures)
        return Preflight(PROTECTION, Result.UNKNOWN, f"ECS does not tell: {reasons}")
    if any(it.protection_enabled for it in found.items):
        said = "it is protected from scaling in; that does not stop StopTask"
        return Preflight(PROTECTION, Result.WARN, said)
    return Preflight(PROTECTION, Result.PASS, "it is not protected from scaling in")


async def _service(site: Site, target: Target, name: str) -> Service | None:
    listing = await ecs.services(site.conn, target.cluster, [name])
    return listing.items[0] if listing.items else None


async def _others(site: Site, target: Target, service: str, *, checked: bool) -> bool:
    tasks = await fresh.tasks_by(
        site, target.cluster, most=ENOUGH, serviceName=service, desiredStatus="RUNNING"
    )
    return any(
        it.task_arn != target.arn
        and it.last_status == "RUNNING"
        and it.health_status in (("HEALTHY",) if checked else (None, "HEALTHY", "UNKNOWN"))
        for it in tasks
    )
