"""The tasks that stopped lately, and those that AWS has forgotten."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from heapq import nlargest
from math import inf

from ecstui.analysis.event_texts import Meaning, meaning
from ecstui.aws import ecs
from ecstui.model.ecs import Service, Task
from ecstui.model.listing import Listing
from ecstui.state.feed import Feed, Source
from ecstui.state.feeds.scope import remembering
from ecstui.state.feeds.services import services
from ecstui.state.remembered import Remembered

RESTLESS = timedelta(minutes=10)
"""A service that started tasks within this time may be crashing: its stopped tasks are read."""

ENDED = frozenset({"STOPPED", "DELETED"})
"""Tasks in these statuses never change again; desiredStatus STOPPED comes earlier."""

MOST_FORGOTTEN = 2000
"""How many tasks are listed that AWS has forgotten, the last stopped ones."""


def stopped_tasks(cluster: str) -> Feed[Remembered[Task]]:
    """The stopped tasks of a cluster, by which its services are judged.

    They are read only while a service is restless. Who wants them anyhow watches
    `all_stopped_tasks`; what one of the two has read, the other does not read again.
    """
    leader = services(cluster)

    async def fetch(source: Source) -> Remembered[Task]:
        listing = source.known(leader)
        if any_restless(listing.items if listing else (), source.now()):
            return await _read(source, cluster)
        return source.known(feed) or Remembered((), 0)

    feed = Feed(f"stopped-tasks:{cluster}", fetch, follows=leader.key)
    return feed


def all_stopped_tasks(cluster: str) -> Feed[Remembered[Task]]:
    """The stopped tasks of a cluster that AWS tells of, and those that are remembered."""

    async def fetch(source: Source) -> Remembered[Task]:
        return await _read(source, cluster)

    return Feed(f"all-stopped-tasks:{cluster}", fetch)


async def _read(source: Source, cluster: str) -> Remembered[Task]:
    """List them; describe only those that are not known to have ended."""
    both = (source.known(feed(cluster)) for feed in (stopped_tasks, all_stopped_tasks))
    known = joined(each for each in both if each)
    if not known.recalled and (memory := remembering(source)):
        since = source.now() - memory[0].keep
        found = await memory[0].stopped(memory[1], cluster, since, MOST_FORGOTTEN)
        tasks = {task.task_arn: task for task in (*found.items, *known.items)}
        dropped = max(known.dropped, found.total - len(found.items))
        known = replace(known, items=tuple(tasks.values()), dropped=dropped, recalled=True)
    ended = {task.task_arn: task for task in known.items}
    listing = await ecs.tasks(
        source.connection,
        cluster,
        "STOPPED",
        ended,
        progress=lambda part: source.progress(merged(part, known)),
    )
    if memory := remembering(source):
        memory[0].remember_stopped(memory[1], filter(has_ended, listing.items))
    return merged(listing, known)


def joined(known: Iterable[Remembered[Task]]) -> Remembered[Task]:
    """The ended tasks that any of them knows.

    What one has dropped is not taken from another: it is counted already.
    """
    known = sorted(known, key=lambda each: each.dropped, reverse=True)
    if not known:
        return Remembered((), 0)
    first = known[0]
    kept = (_stopped(task) for task in first.items if task.task_arn in first.forgotten)
    oldest = min(kept, default=-inf) if first.dropped else -inf
    tasks = (t for each in known for t in each.items if has_ended(t) and _stopped(t) >= oldest)
    unique = tuple({task.task_arn: task for task in tasks}.values())
    recalled = any(each.recalled for each in known)
    return Remembered(unique, len(unique), dropped=first.dropped, recalled=recalled)


def merged(
    listing: Listing[Task], known: Remembered[Task], most: int = MOST_FORGOTTEN
) -> Remembered[Task]:
    """What AWS tells of, then what it has forgotten, the last stopped first."""
    told = {task.task_arn for task in listing.items} | {each.arn for each in listing.failures}
    forgotten = [task for task in known.items if task.task_arn not in told]
    last = nlargest(most, forgotten, key=_stopped)
    dropped = known.dropped + len(forgotten) - len(last)
    return Remembered(
        (*listing.items, *last),
        listing.total + len(last) + dropped,
        listing.failures,
        frozenset(task.task_arn for task in last),
        dropped,
        known.recalled,
    )


def has_ended(task: Task) -> bool:
    """Whether it never changes again."""
    return task.last_status in ENDED


def _stopped(task: Task) -> float:
    return task.stopped_at.timestamp() if task.stopped_at else 0.0


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
