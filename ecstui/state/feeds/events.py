"""Service events, of one service and of a whole cluster, with those that AWS has dropped."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import merge
from itertools import islice

from ecstui.model.ecs import Service, ServiceEvent
from ecstui.model.listing import Listing
from ecstui.state.feed import Feed, Source
from ecstui.state.feeds.scope import remembering
from ecstui.state.feeds.services import services
from ecstui.state.memory import Memory, Scope
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


def service_events(service_arn: str, cluster: str) -> Feed[Listing[ServiceEvent]]:
    """The events of a service, newest first: the 100 that AWS tells, and the remembered ones.

    They are told anew after each reading of `services(cluster)`, which has to be watched too.
    """
    leader = services(cluster)

    async def fetch(source: Source) -> Listing[ServiceEvent]:
        roster = source.known(leader)
        items = roster.items if roster else ()
        told = next((s.events for s in items if s.service_arn == service_arn), ())
        remembered: Listing[ServiceEvent] = Listing((), 0)
        if memory := remembering(source):
            remembered = await memory[0].events(memory[1], service_arn, MOST_OF_SERVICE)
        both = merge(told, remembered.items, key=lambda event: event.created_at, reverse=True)
        unique = {event.id: event for event in both}.values()
        known = source.known(feed)
        newest = islice(unique, MOST_OF_SERVICE)
        events = reuse(known.items if known else (), newest, lambda event: event.id)
        return Listing(events, max(remembered.total, len(unique)))

    feed = Feed(f"service-events:{service_arn}", fetch, follows=leader.key)
    return feed


@dataclass(frozen=True, slots=True)
class EventLog(Listing[ClusterEvent]):
    """The events of a cluster, newest first."""

    newest: Mapping[str, str] = field(default_factory=dict)
    """By service ARN, the id of the newest event that is among them."""
    recalled: bool = False
    """Whether the memory of earlier sessions is among them."""


def cluster_events(cluster: str) -> Feed[EventLog]:
    """The events of all services of a cluster, newest first, as many as are told at most.

    They are told anew after each reading of `services(cluster)`, which has to be watched too.
    """
    leader = services(cluster)

    async def fetch(source: Source) -> EventLog:
        roster = source.known(leader)
        known = source.known(feed) or EventLog((), 0)
        log = with_told(known, roster.items if roster else ())
        memory = None if known.recalled else remembering(source)
        if memory is None:
            return log
        if roster is not None:  # What is told now is counted with the rest.
            memory[0].remember_events(memory[1], roster.items)
        return await _with_remembered(log, cluster, *memory)

    feed = Feed(f"cluster-events:{cluster}", fetch, follows=leader.key)
    return feed


async def _with_remembered(log: EventLog, cluster: str, memory: Memory, scope: Scope) -> EventLog:
    found = await memory.cluster_events(scope, cluster, MOST_OF_CLUSTER)
    remembered = [ClusterEvent(_name(e.service_arn), e.service_arn, e.event) for e in found.items]
    items = tuple(newest_of([log.items, remembered]))
    total = max(log.total, found.total, len(items))
    return EventLog(items, total, (), log.newest, recalled=True)


def with_told(known: EventLog, items: Sequence[Service]) -> EventLog:
    """What is known, with what the services tell that is new; the same if there is nothing."""
    newest = {service.service_arn: service.events[0].id for service in items if service.events}
    fresh = [s for s in items if newest.get(s.service_arn) != known.newest.get(s.service_arn)]
    if not fresh:
        return known
    events = tuple(newest_of([known.items, *map(_told, fresh)]))
    total = known.total + sum(_new(service, known.newest) for service in fresh)
    return EventLog(events, total, (), {**known.newest, **newest}, known.recalled)


def _new(service: Service, newest: Mapping[str, str]) -> int:
    """How many of its events are newer than the newest that is known."""
    last = newest.get(service.service_arn)
    return next((n for n, event in enumerate(service.events) if event.id == last),
                len(service.events))  # fmt: skip


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
