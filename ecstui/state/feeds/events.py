"""Service events, of one service and of a whole cluster, with those that AWS has dropped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice

from ecstui.model.ecs import Service, ServiceEvent
from ecstui.model.listing import Listing
from ecstui.state.feed import Feed, Source
from ecstui.state.feeds.scope import remembering
from ecstui.state.feeds.services import services
from ecstui.state.reconcile import reuse

MOST_OF_SERVICE = 1000
"""How many events of one service are told, the newest."""
MOST_OF_CLUSTER = 2000
"""How many events of a cluster are told, the newest."""


@dataclass(frozen=True, slots=True)
class ClusterEvent:
    """An event, with the service that it is of."""

    service_name: str
    service_arn: str
    event: ServiceEvent

    @property
    def key(self) -> str:
        """The event's id: no two events have the same."""
        return self.event.id


def service_events(service_arn: str, cluster: str) -> Feed[tuple[ServiceEvent, ...]]:
    """The events of a service, newest first: the 100 that AWS tells, and the remembered ones.

    They are told anew after each reading of `services(cluster)`, which has to be watched too.
    """
    leader = services(cluster)

    async def fetch(source: Source) -> tuple[ServiceEvent, ...]:
        roster = source.known(leader)
        items = roster.items if roster else ()
        told = next((s.events for s in items if s.service_arn == service_arn), ())
        remembered: tuple[ServiceEvent, ...] = ()
        if memory := remembering(source):
            remembered = await memory[0].events(memory[1], service_arn, MOST_OF_SERVICE)
        both = merge(told, remembered, key=lambda event: event.created_at, reverse=True)
        unique = {event.id: event for event in both}.values()
        known = source.known(feed) or ()
        return reuse(known, islice(unique, MOST_OF_SERVICE), lambda event: event.id)

    feed = Feed(f"service-events:{service_arn}", fetch, follows=leader.key)
    return feed


def cluster_events(cluster: str) -> Feed[Listing[ClusterEvent]]:
    """The events of all services of a cluster, newest first, as many as are told at most.

    They are told anew after each reading of `services(cluster)`, which has to be watched too.
    """
    leader = services(cluster)

    async def fetch(source: Source) -> Listing[ClusterEvent]:
        roster = source.known(leader)
        told = roster.items if roster else ()
        remembered: list[ClusterEvent] = []
        if memory := remembering(source):
            found = await memory[0].cluster_events(memory[1], cluster, MOST_OF_CLUSTER)
            remembered = [ClusterEvent(_name(e.service_arn), e.service_arn, e.event) for e in found]
        known = source.known(feed)
        items = newest_of([*map(_told, told), remembered])
        total = max(len(items), sum(len(service.events) for service in told))
        return Listing(reuse(known.items if known else (), items, lambda e: e.key), total)

    feed = Feed(f"cluster-events:{cluster}", fetch, follows=leader.key)
    return feed


def _told(service: Service) -> Iterator[ClusterEvent]:
    """The events that a service tells, newest first; made only as far as they are asked for."""
    return (ClusterEvent(service.service_name, service.service_arn, e) for e in service.events)


def newest_of(
    lists: Iterable[Iterable[ClusterEvent]], most: int = MOST_OF_CLUSTER
) -> list[ClusterEvent]:
    """The newest of all the lists, each once; every list is newest first."""
    unique: dict[str, ClusterEvent] = {}
    for event in merge(*lists, key=_when, reverse=True):
        unique.setdefault(event.key, event)
        if len(unique) == most:
            break
    return list(unique.values())


def _when(event: ClusterEvent) -> datetime:
    return event.event.created_at


def _name(service_arn: str) -> str:
    return service_arn.rpartition("/")[2]
