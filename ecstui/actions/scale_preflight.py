"""What is checked before a service gets another desired count, and what that costs."""

import asyncio
from collections.abc import Awaitable

from ecstui.actions.action import Site
from ecstui.actions.checks import (
    deployment,
    fargate_quota,
    free_addresses,
    iac_owner,
    protection,
)
from ecstui.actions.checks.unread import unread
from ecstui.actions.plan import Preflight, Result
from ecstui.analysis import cost
from ecstui.aws import ecs
from ecstui.aws.errors import AwsFailure
from ecstui.model.ecs import Service, TaskDefinition

Definition = TaskDefinition | AwsFailure | None
"""None where the service has none of its own, as with an external deployment controller."""


async def definition_of(site: Site, service: Service) -> Definition:
    """The size of the service's tasks, or why it is not known."""
    if service.task_definition is None:
        return None
    try:
        return await ecs.task_definition(site.conn, service.task_definition)
    except AwsFailure as failure:
        return failure


def price(site: Site, service: Service, definition: Definition, after: int) -> str:
    """Per month before → after; empty where it is not known."""
    if not isinstance(definition, TaskDefinition):
        return ""
    return cost.change(service, definition, service.desired_count, after, site.conn.region)


async def checked(
    site: Site, service: Service, definition: Definition, after: int
) -> tuple[Preflight, ...]:
    """Whether so many tasks find room, or so few are left, and whether that lasts."""
    checks: list[Awaitable[Preflight]] = [deployment.check(site, service)]
    if after < service.desired_count:
        checks.append(protection.check(site, service, after))
    elif after > service.desired_count:
        more = max(0, after - service.running_count - service.pending_count)
        checks.append(free_addresses.check(site, service, more))
        checks.append(_quota(site, service, definition, after))
    return (*await asyncio.gather(*checks), iac_owner.check(service.tags))


async def _quota(site: Site, service: Service, definition: Definition, after: int) -> Preflight:
    if isinstance(definition, AwsFailure):
        return unread(fargate_quota.NAME, definition)
    if definition is None:
        said = "not checked: the service has no task definition of its own"
        return Preflight(fargate_quota.NAME, Result.UNKNOWN, said)
    return await fargate_quota.check(site, service, definition, after)
