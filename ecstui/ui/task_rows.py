"""How tasks are shown, wherever they are listed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from ecstui.analysis.task_health import judge_task
from ecstui.analysis.verdict import Level, Verdict
from ecstui.analysis.wording import revision, short_name
from ecstui.model.ecs import Task
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.state.roster import Roster
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.view import Readings

PASSING = (Level.AMBER, Level.BUSY)
"""What takes too long is judged otherwise after a while; the other levels stay."""
SERVICE = "service:"
"""What the group of a service's task begins with."""
ID = 8
"""As many characters of a task's id tell it from its neighbours."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task and what is thought of it."""

    task: Task
    verdict: Verdict
    forgotten: bool = False
    """Whether AWS has forgotten it, and only this console's memory knows it."""

    @property
    def id(self) -> str:
        """The last part of its ARN."""
        return short_name(self.task.task_arn)

    @property
    def owner(self) -> str:
        """The name of its service, or the group that it was started in."""
        return (self.task.group or "").removeprefix(SERVICE)

    @property
    def revision(self) -> str:
        """`family:revision`."""
        return revision(self.task.task_definition_arn)

    @property
    def rank(self) -> tuple[int, str]:
        """The worst first."""
        return _rank(self.verdict.level, self.verdict.word)


@cache
def _rank(level: Level, word: str) -> tuple[int, str]:
    """One object for all rows alike: 10,000 new ones at each sorting wake the collector."""
    return level, word


def task_rows(
    tasks: Iterable[Task],
    now: datetime,
    forgotten: frozenset[str] = frozenset(),
    before: Iterable[TaskRow] = (),
) -> list[TaskRow]:
    """Judge every task at that moment.

    :param before: rows that were made earlier; one is taken over where its task is the same object
        and its verdict does not depend on the time.
    """
    made = {id(row.task): row for row in before}
    return [
        known
        if (known := made.get(id(task))) and _holds(known, forgotten)
        else TaskRow(task, judge_task(task, now), task.task_arn in forgotten)
        for task in tasks
    ]


def _holds(row: TaskRow, forgotten: frozenset[str]) -> bool:
    if row.verdict.level in PASSING:
        return False
    return row.forgotten is (row.task.task_arn in forgotten)


def task_subject(task: Task, parent: Subject) -> Subject:
    """The task, to look into."""
    name = short_name(task.task_arn)[:ID]
    return Subject(Kind.TASK, name, task.task_arn, parent, service_arn(task))


def service_arn(task: Task) -> str:
    """The ARN of the service that the task is of; empty for a standalone task.

    It has the cluster's name in it if the task's ARN has.
    """
    group = task.group or ""
    if not group.startswith(SERVICE):
        return ""
    before, _, resource = task.task_arn.partition(":task/")
    cluster, slash, _ = resource.rpartition("/")
    return f"{before}:service/{cluster}{slash}{group.removeprefix(SERVICE)}"


def tasks_feed(subject: Subject) -> Feed[Roster[Task]]:
    """The tasks of the service, or of the whole cluster."""
    service = subject.within(Kind.SERVICE)
    return feeds.tasks(subject.cluster, service.name if service is not None else None)


def missing_note(subject: Subject, readings: Readings) -> str:
    """Which stopped tasks of the cluster are not among those that are shown."""
    found = readings.value(feeds.all_stopped_tasks(subject.cluster))
    if found is None or found.total <= len(found.items):
        return ""
    undescribed = len(found.failures)
    parts = [
        f"{found.dropped} older ones are remembered and not listed" if found.dropped else "",
        f"{undescribed} could not be described" if undescribed else "",
    ]
    return (
        f"Of {found.total} stopped tasks {' and '.join(filter(None, parts))}." if any(parts) else ""
    )


def stopped_of(subject: Subject, readings: Readings) -> list[Task]:
    """The stopped tasks of the service, or of the whole cluster."""
    found = readings.value(feeds.all_stopped_tasks(subject.cluster))
    service = subject.within(Kind.SERVICE)
    group = f"{SERVICE}{service.name}" if service is not None else None
    items = found.items if found else ()
    return [task for task in items if group in (None, task.group)]
