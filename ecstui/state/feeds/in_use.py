"""The services of the Region with the task definitions that they run, for what depends on those."""

from collections.abc import Mapping
from dataclasses import dataclass

from ecstui.aws import ecs
from ecstui.model.ecs import Service
from ecstui.model.task_definition import TaskDefinition
from ecstui.state.feed import Feed, Source

MOST = 200
"""So many task definitions are looked through: at our share of the rate that takes 40 seconds."""
CALM = 300.0


@dataclass(frozen=True, slots=True)
class InUse:
    """The services, and what they run by ARN; None if that is too much to look through."""

    services: tuple[Service, ...]
    definitions: Mapping[str, TaskDefinition] | None


async def _in_use(source: Source) -> InUse:
    services = await ecs.all_services(source.connection)
    return InUse(services, await ecs.definitions_in_use(source.connection, services, MOST))


IN_USE: Feed[InUse] = Feed("services-with-definitions", _in_use, calm=CALM)
"""A call for each task definition: it is for where somebody looks at what depends on them."""
