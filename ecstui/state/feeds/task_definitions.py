"""Task definitions: their families, the revisions of one, and one revision."""

from ecstui.aws import ecs
from ecstui.model.task_definition import TaskDefinition, TaskDefinitionRevision
from ecstui.state.feed import Feed, Source
from ecstui.state.reconcile import reuse


def task_definition_families() -> Feed[tuple[str, ...]]:
    """The families of the Region that may still be used, by name."""
    return _FAMILIES


async def _families(source: Source) -> tuple[str, ...]:
    return await ecs.task_definition_families(source.connection)


_FAMILIES: Feed[tuple[str, ...]] = Feed("task-definition-families", _families, calm=60.0)


def task_definition_revisions(family: str) -> Feed[tuple[TaskDefinitionRevision, ...]]:
    """The revisions of a family, newest first."""

    async def fetch(source: Source) -> tuple[TaskDefinitionRevision, ...]:
        revisions = await ecs.task_definition_revisions(source.connection, family)
        known = source.known(feed)
        return reuse(known or (), revisions, lambda it: it.arn)

    feed = Feed(f"task-definition-revisions:{family}", fetch, calm=60.0)
    return feed


def task_definition(arn: str) -> Feed[TaskDefinition]:
    """One revision.

    Its status and tags can change, hardly anything else: it is enough to watch it seldom.
    """

    async def fetch(source: Source) -> TaskDefinition:
        definition = await ecs.task_definition(source.connection, arn)
        known = source.known(feed)
        return known if known is not None and known == definition else definition

    feed = Feed(f"task-definition:{arn}", fetch, calm=300.0)
    return feed
