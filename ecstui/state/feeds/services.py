"""The services of a cluster, kept fresh with few calls."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ecstui.aws import ecs
from ecstui.model.ecs import Service
from ecstui.model.listing import Listing
from ecstui.state.feed import Feed, Source
from ecstui.state.feeds.draft import Draft
from ecstui.state.feeds.scope import remembering
from ecstui.state.feeds.signal import signal_of
from ecstui.state.feeds.sweep import Turn, choose, pages, services_turn
from ecstui.state.roster import Ledger, Roster, Signal

ALLOWANCE = 5
"""Calls of one turn besides that for the cluster's counts."""
FEWEST_BATCHES = 3
"""Batches that are described even in a turn that lists again."""
BATCH = 10
"""What DescribeServices takes in one call."""
AT_A_TIME = 40
"""As many as are asked for at the same time; then it is told how far the first reading is."""


@dataclass(frozen=True, slots=True)
class ServiceRoster(Roster[Service]):
    """The services of a cluster, by name."""

    short_since: Mapping[str, datetime] = field(default_factory=dict)
    """By ARN, the time at AWS from which on each reading found fewer tasks than desired."""


@dataclass(frozen=True, slots=True)
class _Cluster:
    """How the services of one cluster are listed and described."""

    name: str

    async def list_anew(self, source: Source, draft: Draft[Service]) -> None:
        draft.list_anew(await ecs.service_arns(source.connection, self.name))

    async def describe(
        self,
        source: Source,
        draft: Draft[Service],
        arns: Sequence[str],
        told: Callable[[], None] = lambda: None,
    ) -> None:
        async def describe(part: Sequence[str]) -> Listing[Service]:
            return await ecs.services(source.connection, self.name, part)

        await draft.read(arns, describe, source.moment, AT_A_TIME, told)


def services(cluster: str) -> Feed[ServiceRoster]:
    """Every service of a cluster.

    The first reading takes one call for the cluster, one for each 100 services and one for each
    10. Later ones take six at most, unless the cluster's counts have changed.
    """
    where = _Cluster(cluster)

    async def fetch(source: Source) -> ServiceRoster:
        known, seen = source.known(feed), source.on_screen(feed)
        signal = await signal_of(source, cluster)
        if known is None or known.ledger is None:
            roster = await _first(source, where, signal)
        else:
            roster = await _next(source, where, signal, known, known.ledger, seen)
        if memory := remembering(source):
            memory[0].remember_events(memory[1], roster.items)
        return roster

    feed = Feed(f"services:{cluster}", fetch, rests=False)
    return feed


async def _first(source: Source, where: _Cluster, signal: Signal) -> ServiceRoster:
    """Read everything."""
    began, draft = source.moment(), _draft(None)
    await where.list_anew(source, draft)

    def so_far() -> ServiceRoster:
        ledger = Ledger(signal, draft.listed, began, began)
        return _made(source, draft, ledger, None)

    await where.describe(source, draft, draft.listed, lambda: source.progress(so_far()))
    return so_far()


async def _next(
    source: Source,
    where: _Cluster,
    signal: Signal,
    known: ServiceRoster,
    ledger: Ledger,
    seen: frozenset[str],
) -> ServiceRoster:
    """Read what this turn is for."""
    now, draft = source.moment(), _draft(known)
    calls = -(-len(draft.listed) // BATCH)
    turn = services_turn(ledger, signal, now, calls, source.intervals.visible)
    if turn.relist:
        await where.list_anew(source, draft)
    chosen = draft.listed if turn.whole else _chosen(draft, seen, turn)
    await where.describe(source, draft, chosen)
    gone = not turn.relist and _any_gone(draft, known)
    if gone:
        await where.list_anew(source, draft)
    listed_at = now if turn.relist or gone else ledger.listed_at
    whole_at = now if turn.whole else ledger.whole_at
    return _made(source, draft, Ledger(signal, draft.listed, listed_at, whole_at, turn.owed), known)


def _chosen(draft: Draft[Service], seen: frozenset[str], turn: Turn) -> Sequence[str]:
    """What a turn describes that does not describe everything."""
    batches = max(FEWEST_BATCHES, ALLOWANCE - turn.relist * pages(len(draft.listed)))
    new = {arn for arn in draft.listed if arn not in draft.read_at}
    moving = {arn for arn, service in draft.items.items() if in_motion(service)}
    return choose(draft.listed, draft.read_at, (new, seen, moving), batches * BATCH, BATCH)


def _draft(known: ServiceRoster | None) -> Draft[Service]:
    return Draft(known, lambda service: service.service_arn)


def _made(
    source: Source, draft: Draft[Service], ledger: Ledger, known: ServiceRoster | None
) -> ServiceRoster:
    items, total, failures = draft.content
    items = tuple(sorted(items, key=lambda service: service.service_name))
    short = short_since(items, known.short_since if known else {}, source.now())
    return ServiceRoster(items, total, failures, draft.read_at.copy(), ledger, short)


def in_motion(service: Service) -> bool:
    """Whether a service is likely to change within seconds.

    One without rolloutState, as under CodeDeploy, leaves it open and is judged by its counts.
    """
    return (
        service.running_count != service.desired_count
        or service.pending_count > 0
        or len(service.deployments) > 1
        or any(d.rollout_state not in ("COMPLETED", None) for d in service.deployments)
    )


def _any_gone(draft: Draft[Service], known: ServiceRoster) -> bool:
    """Whether AWS does not tell of a service any more of which it told before."""
    gone = draft.failures.keys() | _inactive(draft.items.values())
    before = {failure.arn for failure in known.failures} | _inactive(known.items)
    return not gone <= before


def _inactive(items: Iterable[Service]) -> set[str]:
    return {service.service_arn for service in items if service.status == "INACTIVE"}


def short_since(
    items: Iterable[Service], before: Mapping[str, datetime], now: datetime
) -> dict[str, datetime]:
    """Since when each service that lacks tasks has been seen to lack them."""
    return {
        service.service_arn: before.get(service.service_arn, now)
        for service in items
        if service.running_count < service.desired_count
    }
