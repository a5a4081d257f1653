"""A task in one page, running or stopped."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from ecstui.analysis.exit_codes import exit_text
from ecstui.analysis.task_health import judge_task
from ecstui.analysis.wording import ago, revision, short_name
from ecstui.model.ecs import Task
from ecstui.model.task import Container
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.ui.inspector.sheet import BLANK, Line, Span, heading, pair, section, text
from ecstui.ui.inspector.tab import Look, Tab
from ecstui.ui.levels import LEVEL_TONES
from ecstui.ui.subject import Kind
from ecstui.ui.task_rows import tasks_feed

MOMENTS = (
    ("created", "created_at"),
    ("pull began", "pull_started_at"),
    ("pull ended", "pull_stopped_at"),
    ("started", "started_at"),
    ("stopping", "stopping_at"),
    ("exec. stopped", "execution_stopped_at"),
    ("stopped", "stopped_at"),
)


def wanted_feeds(look: Look) -> tuple[Feed[Any], ...]:
    """The running tasks; the stopped ones if it is not among those."""
    running = tasks_feed(look.subject)
    stopped = feeds.all_stopped_tasks(look.subject.cluster)
    parent = look.subject.parent
    of_stopped = parent is not None and parent.kind is Kind.STOP_GROUP
    first = stopped if of_stopped or _found(look, stopped) else running
    missing = look.readings.value(running) is not None and not _found(look, running)
    return (running, stopped) if first is running and missing else (first,)


def find(look: Look) -> Task | None:
    """The task, wherever it was read."""
    return _found(look, tasks_feed(look.subject)) or _found(
        look, feeds.all_stopped_tasks(look.subject.cluster)
    )


def _found(look: Look, feed: Feed[Any]) -> Task | None:
    known = look.readings.value(feed)
    items: Sequence[Task] = known.items if known is not None else ()
    return next((task for task in items if task.task_arn == look.subject.id), None)


def lines(look: Look) -> Sequence[Line]:
    """State and why, containers, where it runs, its moments."""
    task = find(look)
    if task is None:
        return ()
    verdict = judge_task(task, look.readings.now)
    containers = [line for each in task.containers for line in _container(each)]
    return [
        heading(short_name(task.task_arn)),
        Line((Span(verdict.word, LEVEL_TONES[verdict.level]),)),
        text(verdict.evidence(look.now)),
        BLANK,
        *section("Stop", _stop(task)),
        *section("Containers", containers),
        *section("Task", _pairs(task)),
        *section("Moments, UTC", _moments(task, look.now)),
    ]


def _stop(task: Task) -> Iterator[Line]:
    if task.stop_code or task.stopped_reason:
        yield pair("code", task.stop_code)
        yield pair("reason", task.stopped_reason)


def _container(container: Container) -> Iterator[Line]:
    status = [container.last_status or ""]
    if container.health_status and container.health_status != "UNKNOWN":
        status.append(container.health_status)
    if container.exit_code is not None:
        status.append(f"exit {exit_text(container.exit_code).removeprefix('exit ')}")
    bad = container.reason or container.exit_code or container.health_status == "UNHEALTHY"
    yield pair(container.name, ", ".join(status), "bad" if bad else "plain")
    if container.reason:
        yield pair("", container.reason, "bad")
    yield pair("", container.image)
    if container.image_digest:
        yield pair("", container.image_digest, "muted")


def _pairs(task: Task) -> Iterator[Line]:
    yield pair("revision", revision(task.task_definition_arn))
    yield pair("group", task.group)
    yield pair("started by", task.started_by)
    yield pair("desired", task.desired_status)
    yield pair("capacity", task.capacity_provider_name or task.launch_type)
    yield pair("platform", " ".join(filter(None, (task.platform_family, task.platform_version))))
    yield pair("size", f"cpu {task.cpu or '—'}, memory {task.memory or '—'} MiB")
    yield pair("zone", task.availability_zone)
    yield pair("address", task.private_address)
    yield pair("interface", task.network_interface_id)
    if task.container_instance_arn:
        yield pair("instance", short_name(task.container_instance_arn))
    yield pair("agent", task.connectivity)
    yield pair("exec", "enabled" if task.enable_execute_command else "disabled")


def _moments(task: Task, now: datetime) -> Iterator[Line]:
    for label, name in MOMENTS:
        moment: datetime | None = getattr(task, name)
        if moment is not None:
            yield pair(label, f"{moment:%m-%d %H:%M:%S}, {ago(now - moment)} ago")


TASK = Tab(
    id="overview",
    title="Overview",
    kinds=(Kind.TASK,),
    feeds=wanted_feeds,
    lines=lines,
    empty="This task is not in the lists any more.",
)
