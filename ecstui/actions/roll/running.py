"""What a service runs now, read afresh."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ecstui.actions.action import Site
from ecstui.actions.checks import service as service_check
from ecstui.actions.request import Target
from ecstui.actions.roll.newest import newest
from ecstui.aws import ecs
from ecstui.model.ecs import Service, TaskDefinition
from ecstui.model.image import Image, repository_of

FARGATE = frozenset({"FARGATE", "FARGATE_SPOT"})


@dataclass(frozen=True, slots=True)
class Running:
    """A service, and the revision that runs: not the newest of its family.

    :param latest: the newest ACTIVE revision of its family; None if all are INACTIVE.
    :param answer: what DescribeTaskDefinition says of the one that runs; it holds values.
    """

    service: Service
    definition: TaskDefinition
    latest: TaskDefinition | None
    answer: Mapping[str, Any] = field(repr=False)

    @property
    def fargate(self) -> bool:
        """Whether the tasks have to have a size that Fargate has."""
        providers = {each.capacity_provider for each in self.service.capacity_provider_strategy}
        chosen = self.service.launch_type == "FARGATE" or bool(providers & FARGATE)
        return chosen or "FARGATE" in self.definition.requires_compatibilities


def task_definition_of(service: Service) -> str:
    """The ARN of what the primary deployment runs."""
    primary = (each for each in service.deployments if each.status == "PRIMARY")
    found = next(primary, None)
    return found.task_definition if found is not None else service.task_definition or ""


async def running(site: Site, target: Target) -> Running:
    """The service with its task definition.

    :raises Refused: there is no such service any more, or ECS is not asked to deploy it.
    :raises AwsFailure: service or task definition could not be read.
    """
    service = await service_check.deployable(site, target)
    arn = task_definition_of(service)
    definition, answer = await asyncio.gather(
        ecs.task_definition(site.conn, arn), ecs.raw_task_definition(site.conn, arn)
    )
    return Running(service, definition, await newest(site, definition.family), answer)


def ecr_image(site: Site, reference: str) -> Image | None:
    """The image, if it is in a private registry that this connection can read: of its Region."""
    image = repository_of(reference)
    if image is None or image.ecr_account is None or image.ecr_region != site.conn.region:
        return None
    return image
