"""How tasks are shown, wherever they are listed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ecstui.analysis.task_health import judge_task
from ecstui.analysis.verdict import Level, Verdict
from ecstui.analysis.wording import revision, short_name
from ecstui.model.ecs import Task
from ecstui.ui.subject import Kind, Subject

PASSING = frozenset({Level.AMBER, Level.BUSY})
"""What takes too long is judged otherwise after a while; the other levels stay."""
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
        return (self.task.group or "").removeprefix("service:")

    @property
    def revision(self) -> str:
        """`family:revision`."""
        return revision(self.task.task_definition_arn)

    @property
    def rank(self) -> tuple[int, str]:
        """The worst first."""
        return self.verdict.level, self.verdict.word


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
    lasting = {id(row.task): row for row in before if row.verdict.level not in PASSING}

    def row(task: Task) -> TaskRow:
        known, is_forgotten = lasting.get(id(task)), task.task_arn in forgotten
        if known is not None and known.forgotten is is_forgotten:
            return known
        return TaskRow(task, judge_task(task, now), is_forgotten)

    return [row(task) for task in tasks]


def task_subject(task: Task, parent: Subject) -> Subject:
    """The task, to look into."""
    return Subject(Kind.TASK, short_name(task.task_arn)[:ID], task.task_arn, parent)
