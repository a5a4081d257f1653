"""A task's dice: numbers from its own random stream, one for each duration of its life."""

from ecstui.sim.services.ecs.records.task import Task

PROVISION, PULL, ACTIVATE, HEALTH, FATE, DOWN, DEPROVISION = range(7)
COUNT = 7


def roll(task: Task, die: int, low: float, high: float) -> float:
    """A duration between `low` and `high` seconds, this task's own."""
    return low + (high - low) * task.dice[die]
