"""The running tasks of a cluster or of one service, kept fresh with few calls."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ecstui.aws import ecs
from ecstui.model.ecs import Task
from ecstui.model.listing import Listing
from ecstui.state.feed import Feed, Source
from ecstui.state.feeds.draft import Draft
from ecstui.state.feeds.signal import signal_of
from ecstui.state.feeds.sweep import choose, pages, tasks_due
from ecstui.state.roster import Ledger, Roster, Signal

CHEAP = 3
"""So many pages of a list, of 100 each, are read again in every turn."""
BATCH = 100
"""What DescribeTasks takes in one call."""
ROOM = 3 * BATCH
"""How many tasks one turn describes, besides new ones."""
AT_A_TIME = 4 * BATCH
"""As many as are asked for at the same time."""
UNSURE = timedelta(minutes=5)
"""For so long after its start a health check may still be to say its first word."""


@dataclass(frozen=True, slots=True)
class _Whose:
    """The tasks of a cluster, or of one of its services."""

    cluster: str
    service: str | None

    async def arns(
        self, source: Source, each_page: Callable[[Sequence[str]], Awaitable[None]] | None = None
    ) -> list[str]:
        return await ecs.task_arns(
            source.connection, self.cluster, "RUNNING", self.service, each_page
        )

    async def describe(
        self,
        source: Source,
        draft: Draft[Task],
        arns: Sequence[str],
        told: Callable[[], None] = lambda: None,
    ) -> None:
        async def describe(part: Sequence[str]) -> Listing[Task]:
            return await ecs.describe_tasks(source.connection, self.cluster, part)

        await draft.read(arns, describe, source.moment, AT_A_TIME, told)
        # ListTasks does not name them any more, or will not when it is asked the next time.
        draft.drop(arn for arn, task in draft.items.items() if task.desired_status == "STOPPED")


def tasks(cluster: str, service: str | None = None) -> Feed[Roster[Task]]:
    """The tasks that run, or are to run, of a cluster or of one service in it, by ARN.

    Up to 300 are all read in every turn. Of more, a turn describes the new ones, those on screen,
    those that are not settled and some of the others; they are listed again when the cluster's
    counts have changed, or after a minute.

    :param service: name or ARN.
    """
    service = service.rpartition("/")[2] if service else None
    whose = _Whose(cluster, service)

    async def fetch(source: Source) -> Roster[Task]:
        known = source.known(feed)
        if known is None or known.ledger is None:
            return await _first(source, whose)
        return await _next(source, whose, known, known.ledger, source.on_screen(feed))

    feed = Feed(":".join(filter(None, ("tasks", cluster, service))), fetch, rests=False)
    return feed


async def _first(source: Source, whose: _Whose) -> Roster[Task]:
    """Read everything, page by page, so that the first rows are there after three calls."""
    began, draft = source.moment(), _draft(None)
    signal = None if whose.service else await signal_of(source, whose.cluster)
    expected = signal.running + signal.pending if signal else 0

    def tell() -> None:
        roster = _made(draft, None)
        source.progress(replace(roster, total=max(roster.total, expected)))

    async def read(page: Sequence[str]) -> None:
        draft.list_more(page)
        await whose.describe(source, draft, page, tell)

    await whose.arns(source, read)
    return _made(draft, Ledger(signal, draft.listed, began, began))


async def _next(
    source: Source, whose: _Whose, known: Roster[Task], ledger: Ledger, seen: frozenset[str]
) -> Roster[Task]:
    """Read what this turn is for."""
    now, draft = source.moment(), _draft(known)
    signal = await _signal(source, whose, draft)
    calls = pages(len(draft.listed))
    if calls <= CHEAP or tasks_due(ledger, signal, now, calls, source.intervals.visible):
        draft.list_anew(await whose.arns(source))
        ledger = Ledger(signal, draft.listed, now, now)
    new = {arn for arn in draft.listed if arn not in draft.read_at}
    unsure = source.now() - UNSURE
    moving = {arn for arn, task in draft.items.items() if not is_settled(task, unsure)}
    room = max(ROOM, len(new) + 2 * BATCH)
    chosen = choose(draft.listed, draft.read_at, (new, seen, moving), room, BATCH)
    await whose.describe(source, draft, chosen)
    return _made(draft, Ledger(ledger.signal, draft.listed, ledger.listed_at, ledger.whole_at))


async def _signal(source: Source, whose: _Whose, draft: Draft[Task]) -> Signal | None:
    """The counts of the cluster, where they can save listing again."""
    if pages(len(draft.listed)) <= CHEAP:
        return None
    return await signal_of(source, whose.cluster)


def _draft(known: Roster[Task] | None) -> Draft[Task]:
    return Draft(known, lambda task: task.task_arn)


def _made(draft: Draft[Task], ledger: Ledger | None) -> Roster[Task]:
    items, total, failures = draft.content
    items = tuple(sorted(items, key=lambda task: task.task_arn))
    return Roster(items, total, failures, draft.read_at.copy(), ledger)


def is_settled(task: Task, unsure_since: datetime) -> bool:
    """Whether a task runs, and its health is not about to change.

    :param unsure_since: the health of what started later may be UNKNOWN only for the moment.
    """
    if task.last_status != "RUNNING" or task.health_status == "UNHEALTHY":
        return False
    if task.health_status != "UNKNOWN" or task.started_at is None:
        return True
    return task.started_at <= unsure_since
