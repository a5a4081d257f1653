"""A container instance's state in one word, with the evidence for it.

The states: ContainerInstance and InstanceHealthCheckResult (Amazon ECS API Reference).
"""

from collections.abc import Callable
from datetime import datetime

from ecstui.analysis.verdict import Level, Verdict
from ecstui.analysis.wording import clause, quantity
from ecstui.model.ecs import ContainerInstance

NEARLY_NOTHING = 0.05
"""With less than this part of a resource left, hardly any task finds room."""

RESOURCES = {"CPU": "CPU units", "MEMORY": "MiB of memory"}


def judge_instance(instance: ContainerInstance) -> Verdict:
    """The first rule that applies."""
    return next(verdict for rule in _RULES if (verdict := rule(instance)) is not None)


def _not_registered(instance: ContainerInstance) -> Verdict | None:
    if instance.status != "REGISTRATION_FAILED":
        return None
    reason = clause(instance.status_reason or "ECS gives no reason")
    return Verdict(instance.status, Level.RED, (reason,))


def _coming_or_going(instance: ContainerInstance) -> Verdict | None:
    if instance.status in ("ACTIVE", "DRAINING"):
        return None
    level = Level.BUSY if instance.status in ("REGISTERING", "DEREGISTERING") else Level.QUIET
    return Verdict(instance.status, level, (clause(instance.status_reason or _tasks(instance)),))


def _disconnected(instance: ContainerInstance) -> Verdict | None:
    if instance.agent_connected:
        return None
    told = "the container agent is not connected: nothing can be started or stopped here"
    return Verdict("DISCONNECTED", Level.RED, (f"{told}, {_tasks(instance)}",))


def _impaired(instance: ContainerInstance) -> Verdict | None:
    health = instance.health_status
    if health is None or health.overall_status != "IMPAIRED":
        return None
    checks = [check for check in health.details if check.status == "IMPAIRED"]
    named = [" ".join(filter(None, (c.type, c.status_reason))) for c in checks]
    said: tuple[str | datetime, ...] = (", ".join(filter(None, named)) or "a check fails",)
    changes = [c.last_status_change for c in checks if c.last_status_change is not None]
    if changes:
        said += (", for ", min(changes))
    return Verdict("IMPAIRED", Level.RED, said)


def _draining(instance: ContainerInstance) -> Verdict | None:
    if instance.status != "DRAINING":
        return None
    return Verdict("DRAINING", Level.AMBER, (f"takes no new tasks, {_tasks(instance)}",))


def _full(instance: ContainerInstance) -> Verdict | None:
    short = [resource for resource in RESOURCES if _is_short(instance, resource)]
    if not short:
        return None
    left = (
        f"{instance.remaining(name)} of {instance.registered(name)} {RESOURCES[name]}"
        for name in short
    )
    return Verdict("FULL", Level.AMBER, (f"{' and '.join(left)} left, {_tasks(instance)}",))


def _is_short(instance: ContainerInstance, resource: str) -> bool:
    left, total = instance.remaining(resource), instance.registered(resource)
    return left is not None and bool(total) and left < NEARLY_NOTHING * (total or 0)


def _active(instance: ContainerInstance) -> Verdict:
    left = [
        f"{100 * (instance.remaining(name) or 0) // total}% {name}"
        for name in RESOURCES
        if (total := instance.registered(name))
    ]
    room = f", {' and '.join(left)} left" if left else ""
    return Verdict("ACTIVE", Level.GOOD, (f"{_tasks(instance)}{room}",))


def _tasks(instance: ContainerInstance) -> str:
    running = f"{quantity(instance.running_tasks_count, 'task')} running"
    pending = instance.pending_tasks_count
    return f"{running}, {pending} pending" if pending else running


_RULES: tuple[Callable[[ContainerInstance], Verdict | None], ...] = (
    _not_registered,
    _coming_or_going,
    _disconnected,
    _impaired,
    _draining,
    _full,
    _active,
)
