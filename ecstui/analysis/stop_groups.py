"""Stopped tasks that stopped alike."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from ecstui.analysis import stops
from ecstui.analysis.reason_texts import without_particulars
from ecstui.analysis.wording import revision
from ecstui.model.ecs import Task

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

    @property
    def count(self) -> int:
        """How many tasks."""
        return len(self.tasks)

    @property
    def example(self) -> Task:
        """The last one that stopped."""
        return self.tasks[0]

    @property
    def first(self) -> datetime | None:
        """When the first of them stopped, where that is known."""
        return min(self._moments, default=None)

    @property
    def last(self) -> datetime | None:
        """When the last of them stopped, where that is known."""
        return max(self._moments, default=None)

    @property
    def services(self) -> tuple[str, ...]:
        """The names of the services that they were of, in order; none for other tasks."""
        groups = {task.group or "" for task in self.tasks}
        names = (group.removeprefix("service:") for group in groups if group.startswith("service:"))
        return tuple(sorted(names))

    @property
    def key(self) -> str:
        """The same from one reading to the next."""
        parts = (self.revision, self.container, self.exit_code, self.stop_code, self.alike)
        return "\n".join(str(part) for part in parts)

    @property
    def _moments(self) -> list[datetime]:
        return [moment for task in self.tasks if (moment := stops.stop_time(task)) is not None]


def groups(stopped: Iterable[Task]) -> tuple[StopGroup, ...]:
    """Stopped tasks by how they stopped.

    Failures come first, then those that ended by themselves with exit code 0, then ordinary stops;
    among these the most frequent first, then the last.
    """
    alike: dict[tuple[str | int | None, ...], list[Task]] = defaultdict(list)
    for task in stopped:
        alike[_kind(task)].append(task)
    return tuple(sorted((_group(tasks) for tasks in alike.values()), key=_order))


def reason(task: Task) -> str:
    """What the container to blame, else the task, says of why it stopped."""
    container = stops.culprit(task)
    return (container.reason if container is not None else None) or task.stopped_reason or ""


def _kind(task: Task) -> tuple[str | int | None, ...]:
    container = stops.culprit(task)
    return (
        without_particulars(reason(task)),
        task.stop_code,
        container.name if container is not None else None,
        container.exit_code if container is not None else None,
        task.task_definition_arn,
        stops.is_benign(task),
        stops.is_clean_exit(task),
    )


def _group(tasks: list[Task]) -> StopGroup:
    newest = sorted(tasks, key=lambda task: stops.stop_time(task) or _LONG_AGO, reverse=True)
    example = newest[0]
    container = stops.culprit(example)
    reasons = {reason(task) for task in tasks}
    alike = without_particulars(reason(example))
    return StopGroup(
        reason=reasons.pop() if len(reasons) == 1 else alike,
        alike=alike,
        stop_code=example.stop_code or "",
        container=container.name if container is not None else "",
        exit_code=container.exit_code if container is not None else None,
        revision=revision(example.task_definition_arn),
        tasks=tuple(newest),
        benign=stops.is_benign(example),
    )


def _order(group: StopGroup) -> tuple[bool, bool, int, float]:
    last = group.last or _LONG_AGO
    clean = stops.is_clean_exit(group.example)
    return (group.benign, clean, -group.count, -last.timestamp() if group.last else 0.0)
