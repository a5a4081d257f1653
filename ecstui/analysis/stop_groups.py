"""Stopped tasks that stopped alike."""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import is_
from typing import NamedTuple

from ecstui.analysis import stops
from ecstui.analysis.reason_texts import without_particulars
from ecstui.analysis.verdict import Level
from ecstui.model.arn import name_in
from ecstui.model.ecs import Container, Task

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class StopGroup:
    """Tasks that stopped with the same stop code, container, exit code and reason, on one revision.

    The reasons are the same but for ids, addresses and numbers.
    """

    reason: str
    """As all of the tasks have it, else without what differs; empty where none was given."""
    alike: str
    """The reason without what may differ."""
    stop_code: str
    container: str
    """The one to blame; empty for a task of which no container is known."""
    exit_code: int | None
    """None where the container never ran."""
    revision: str
    """`family:revision`."""
    tasks: tuple[Task, ...]
    """The last one to stop first."""
    benign: bool
    """Whether these are ordinary stops: replaced, scaled in, stopped by a person, by Spot."""
    clean: bool
    """Whether these ended by themselves with exit code 0."""
    first: datetime | None
    last: datetime | None
    """When the first and the last of them stopped, where that is known."""
    services: tuple[str, ...]
    """The names of the services that they were of, in order; none for other tasks."""
    key: str
    """The same from one reading to the next, and of no other group."""

    @property
    def count(self) -> int:
        """How many tasks."""
        return len(self.tasks)

    @property
    def word(self) -> str:
        """As each of them is judged: `FAILED`, `DONE` or `STOPPED`."""
        if self.benign:
            return "STOPPED"
        return "DONE" if self.clean else "FAILED"

    @property
    def level(self) -> Level:
        """How much they ask for a look."""
        return Level.QUIET if self.benign or self.clean else Level.RED

    @property
    def rank(self) -> tuple[bool, bool]:
        """Failures first, then those that ended by themselves, then ordinary stops."""
        return (self.benign, self.clean)

    @property
    def example(self) -> Task:
        """The last one that stopped."""
        return self.tasks[0]


class _Kind(NamedTuple):
    """What tasks of one group have in common."""

    alike: str
    stop_code: str | None
    container: str | None
    exit_code: int | None
    task_definition_arn: str
    benign: bool
    clean: bool


_recent: deque[tuple[tuple[Task, ...], tuple[StopGroup, ...]]] = deque(maxlen=4)
"""What was grouped last: a view, its inspector and their rows ask for the same."""


def groups(stopped: Iterable[Task]) -> tuple[StopGroup, ...]:
    """Stopped tasks by how they stopped.

    Failures come first, then those that ended by themselves with exit code 0, then ordinary stops;
    among these the most frequent first, then the last. For the tasks of one of the latest calls,
    the very same ones, the answer is the one that was given then.
    """
    tasks = tuple(stopped)
    for known, made in tuple(_recent):
        if len(known) == len(tasks) and all(map(is_, known, tasks)):
            return made
    made = _grouped(tasks)
    _recent.append((tasks, made))
    return made


def reason(task: Task) -> str:
    """What the container to blame, else the task, says of why it stopped."""
    return _reason(task, stops.culprit(task))


def _grouped(stopped: tuple[Task, ...]) -> tuple[StopGroup, ...]:
    alike: dict[_Kind, list[Task]] = defaultdict(list)
    reasons: dict[_Kind, set[str]] = defaultdict(set)
    for task in stopped:
        container = stops.culprit(task)
        said = _reason(task, container)
        kind = _kind(task, container, said)
        alike[kind].append(task)
        reasons[kind].add(said)
    made = (_group(kind, tasks, reasons[kind]) for kind, tasks in alike.items())
    return tuple(sorted(made, key=_order))


def _reason(task: Task, container: Container | None) -> str:
    return (container.reason if container is not None else None) or task.stopped_reason or ""


def _kind(task: Task, container: Container | None, said: str) -> _Kind:
    return _Kind(
        without_particulars(said),
        task.stop_code,
        container.name if container is not None else None,
        container.exit_code if container is not None else None,
        task.task_definition_arn,
        stops.is_benign(task),
        stops.is_clean_exit(task),
    )


def _group(kind: _Kind, tasks: list[Task], reasons: set[str]) -> StopGroup:
    newest = sorted(tasks, key=lambda task: stops.stop_time(task) or _LONG_AGO, reverse=True)
    moments = [moment for task in newest if (moment := stops.stop_time(task)) is not None]
    return StopGroup(
        reason=next(iter(reasons)) if len(reasons) == 1 else kind.alike,
        alike=kind.alike,
        stop_code=kind.stop_code or "",
        container=kind.container or "",
        exit_code=kind.exit_code,
        revision=name_in(kind.task_definition_arn),
        tasks=tuple(newest),
        benign=kind.benign,
        clean=kind.clean,
        first=moments[-1] if moments else None,
        last=moments[0] if moments else None,
        services=_services(tasks),
        key=repr(tuple(kind)),
    )


def _services(tasks: list[Task]) -> tuple[str, ...]:
    groups = {task.group for task in tasks if task.group is not None}
    return tuple(sorted(g.removeprefix("service:") for g in groups if g.startswith("service:")))


def _order(group: StopGroup) -> tuple[tuple[bool, bool], int, float]:
    last = -group.last.timestamp() if group.last is not None else 0.0
    return (group.rank, -group.count, last)
