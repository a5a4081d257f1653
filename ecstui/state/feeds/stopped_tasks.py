"""The tasks that stopped lately."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from ecstui.analysis.event_texts import Meaning, meaning
from ecstui.aws import ecs
from ecstui.model.ecs import Service, Task
from ecstui.model.listing import Listing
from ecstui.state.feed import Feed, Source
from ecstui.state.feeds.services import services

RESTLESS = timedelta(minutes=10)
"""A service that started tasks within this time may be crashing: its stopped tasks are read."""

ENDED = frozenset({"STOPPED", "DELETED"})
"""Tasks in these statuses never change again; desiredStatus STOPPED comes earlier."""


def stopped_tasks(cluster: str) -> Feed[Listing[Task]]:
    """The stopped tasks that AWS still remembers; read only while a service is restless."""
    leader = services(cluster)

    async def fetch(source: Source) -> Listing[Task]:
        listing = source.known(leader)
        known = source.known(feed) or Listing((), 0)
        if not any_restless(listing.items if listing else (), source.now()):
            return known
        ended = {task.task_arn: task for task in known.items if task.last_status in ENDED}
        return await ecs.tasks(source.connection, cluster, "STOPPED", ended)

    feed = Feed(f"stopped-tasks:{cluster}", fetch, follows=leader.key)
    return feed


def any_restless(items: Iterable[Service], now: datetime) -> bool:
    """Whether a service lacks tasks or has lately started some."""
    return any(
        service.running_count < service.desired_count or _started_lately(service, now)
        for service in items
    )


def _started_lately(service: Service, now: datetime) -> bool:
    return any(
        now - event.created_at < RESTLESS and meaning(event) is Meaning.STARTED
        for event in service.events[:10]
    )
