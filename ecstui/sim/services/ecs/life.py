"""How a task comes up: PROVISIONING, PENDING, ACTIVATING, RUNNING, what its behaviour does.

States: developer guide, "Amazon ECS task lifecycle". The durations are plausible, not observed.
"""

import math
from functools import partial

from ecstui.sim.services.ecs import behaviours, managed_agent, pulls, stopping
from ecstui.sim.services.ecs.behaviours import Behaviour
from ecstui.sim.services.ecs.dice import ACTIVATE, FATE, HEALTH, PROVISION, PULL, roll
from ecstui.sim.services.ecs.records.task import Container, Task
from ecstui.sim.services.ecs.state import Plane
from ecstui.sim.services.ecs.task_status import set_status


def begin(plane: Plane, task: Task) -> None:
    """Set a task that has just been placed on its way up."""
    networked = task.subnet is not None
    if not networked:
        set_status(task, "PENDING")
        plane.world.after(roll(task, PROVISION, 0.5, 2), partial(_pull, plane, task))
        return
    low, high = (6.0, 16.0) if task.launch_type == "FARGATE" else (2.0, 6.0)
    plane.world.after(roll(task, PROVISION, low, high), partial(_pending, plane, task))


def _pending(plane: Plane, task: Task) -> None:
    if task.desired == "RUNNING":
        set_status(task, "PENDING")
        task.connectivity_at = plane.now
        plane.world.after(roll(task, PULL, 1, 3), partial(_pull, plane, task))


def _pull(plane: Plane, task: Task) -> None:
    if task.desired != "RUNNING":
        return
    behaviour = behaviour_of(plane, task)
    if isinstance(behaviour, behaviours.MissingSecret):
        reason = behaviours.missing_secret_reason(behaviour.secret_arn)
        stopping.fail_to_start(plane, task, reason)
        return
    task.pull_started_at = plane.now
    failure = pulls.failure(plane, task, behaviour)
    if failure:
        plane.world.after(roll(task, PULL, 8, 20), partial(_pull_failed, plane, task, *failure))
    else:
        plane.world.after(roll(task, PULL, 4, 14), partial(_pulled, plane, task, behaviour))


def _pull_failed(plane: Plane, task: Task, container: Container, reason: str) -> None:
    if task.desired == "RUNNING":
        task.pull_stopped_at = plane.now
        container.reason = reason
        stopping.fail_to_start(plane, task, reason)


def _pulled(plane: Plane, task: Task, behaviour: Behaviour | None) -> None:
    if task.desired != "RUNNING":
        return
    task.pull_stopped_at = plane.now
    set_status(task, "ACTIVATING")
    delay = roll(task, ACTIVATE, 1, 5)
    if isinstance(behaviour, behaviours.SlowStart):
        delay += roll(task, FATE, 0.7, 1.3) * behaviour.seconds
    plane.world.after(delay, partial(_running, plane, task))


def _running(plane: Plane, task: Task) -> None:
    if task.desired != "RUNNING":
        return
    set_status(task, "RUNNING")
    task.started_at = plane.now
    for container in task.containers:
        _start(container)
    managed_agent.begin(plane, task)
    if task.watcher:
        task.watcher.running(task)
    if task.definition.checked:
        _await_health(plane, task)
    _await_fate(plane, task)


def _start(container: Container) -> None:
    if container.spec.completes:
        container.status, container.exit_code = "STOPPED", 0
    else:
        container.status = "RUNNING"


def _await_health(plane: Plane, task: Task) -> None:
    """The slowest essential container decides (Task.healthStatus in the API reference)."""
    checked = [c.spec for c in task.containers if c.spec.healthy_after is not None]
    if isinstance(behaviour_of(plane, task), behaviours.FailingHealthCheck):
        delay = max(spec.unhealthy_after for spec in checked) + roll(task, HEALTH, 0, 8)
        plane.world.after(delay, partial(_checked, plane, task, "UNHEALTHY"))
    else:
        delay = max(spec.healthy_after or 0.0 for spec in checked) + roll(task, HEALTH, 0, 3)
        plane.world.after(delay, partial(_checked, plane, task, "HEALTHY"))


def _checked(plane: Plane, task: Task, verdict: str) -> None:
    if task.status != "RUNNING":
        return
    for container in task.containers:
        if container.spec.healthy_after is not None:
            container.health = verdict
    task.health = verdict
    task.version += 1
    if task.watcher and verdict == "HEALTHY":
        task.watcher.healthy(task)
    elif task.watcher:
        task.watcher.unhealthy(task)


def _await_fate(plane: Plane, task: Task) -> None:
    """Have a behaviour that ends the task end it in due time."""
    match behaviour_of(plane, task):
        case behaviours.CrashAfter(seconds, exit_code, spread, reason):
            delay = seconds * roll(task, FATE, 1 - spread, 1 + spread)
            plane.world.after(
                delay, partial(stopping.exit_by_itself, plane, task, exit_code, reason)
            )
        case behaviours.OutOfMemory(seconds, spread):
            delay = seconds * roll(task, FATE, 1 - spread, 1 + spread)
            plane.world.after(
                delay,
                partial(stopping.exit_by_itself, plane, task, 137, stopping.OUT_OF_MEMORY),
            )
        case behaviours.ShortLived(mean, exit_code):
            delay = -mean * math.log(1 - task.dice[FATE])
            plane.world.after(delay, partial(stopping.exit_by_itself, plane, task, exit_code, None))
        case behaviours.SpotInterrupted(seconds, spread):
            delay = seconds * roll(task, FATE, 1 - spread, 1 + spread)
            plane.world.after(delay, partial(stopping.interrupt, plane, task))
        case _:
            pass


def behaviour_of(plane: Plane, task: Task) -> Behaviour | None:
    """How a task behaves; None if nothing is wrong with it."""
    return plane.state.behaviours.get(task.definition.arn)
