"""How a task goes down: DEACTIVATING, STOPPING, DEPROVISIONING, STOPPED, forgotten.

States and reasons: developer guide, "Amazon ECS task lifecycle" and "Amazon ECS stopped task error
messages". An hour after it stopped a task is forgotten ("Stopped tasks only appear … for at least 1
hour"). The durations are plausible, not observed.
"""

from functools import partial

from ecstui.sim.services.ecs.dice import DEPROVISION, DOWN, roll
from ecstui.sim.services.ecs.records.task import Container, Task
from ecstui.sim.services.ecs.state import Plane, enter_index, leave_index
from ecstui.sim.services.ecs.task_status import COMING_UP, set_status

OUT_OF_MEMORY = "OutOfMemoryError: Container killed due to memory usage"
ESSENTIAL_EXITED = "Essential container in task exited"
FORGOTTEN_AFTER = 3600.0


def stop(plane: Plane, task: Task, code: str, reason: str) -> None:
    """Ask a task to stop; nothing happens if it is already on its way out.

    :param code: `stopCode`, e.g. ServiceSchedulerInitiated.
    :param reason: `stoppedReason`.
    """
    if task.desired == "STOPPED":
        return
    never_ran = task.status in COMING_UP
    _condemn(plane, task, code, reason)
    if never_ran:
        _deprovision(plane, task)
    else:
        set_status(task, "DEACTIVATING")
        plane.world.after(roll(task, DOWN, 1, 5), partial(_signal, plane, task))
    _tell_stopping(task)


def fail_to_start(plane: Plane, task: Task, reason: str) -> None:
    """Stop a task that will never run."""
    _condemn(plane, task, "TaskFailedToStart", reason)
    _deprovision(plane, task)
    _tell_stopping(task)


def exit_by_itself(plane: Plane, task: Task, exit_code: int, reason: str | None) -> None:
    """Let the first essential container exit, and with it the task."""
    if task.status != "RUNNING" or task.desired != "RUNNING":
        return
    culprit = next(c for c in task.containers if c.spec.essential)
    culprit.status, culprit.exit_code, culprit.reason = "STOPPED", exit_code, reason
    _condemn(plane, task, "EssentialContainerExited", ESSENTIAL_EXITED)
    set_status(task, "DEACTIVATING")
    plane.world.after(roll(task, DOWN, 1, 2), partial(_signal, plane, task))
    _tell_stopping(task)


def interrupt(plane: Plane, task: Task) -> None:
    """Take a FARGATE_SPOT task's capacity back; other tasks are left alone."""
    if task.capacity_provider == "FARGATE_SPOT":
        stop(plane, task, "SpotInterruption", "Your Spot Task was interrupted.")


def _condemn(plane: Plane, task: Task, code: str, reason: str) -> None:
    leave_index(task)
    task.desired = "STOPPED"
    enter_index(task)
    task.stop_code, task.stopped_reason = code, reason
    task.stopping_at = plane.now


def _tell_stopping(task: Task) -> None:
    if task.watcher:
        task.watcher.stopping(task)


def _signal(plane: Plane, task: Task) -> None:
    """SIGTERM to what still runs, SIGKILL after `stopTimeout`."""
    set_status(task, "STOPPING")
    alive = [c for c in task.containers if c.status == "RUNNING"]
    delay = 0.5
    for container in alive:
        code, seconds = _answer_to_sigterm(plane, task, container)
        container.exit_code = code
        delay = max(delay, seconds)
    plane.world.after(delay, partial(_deprovision, plane, task))


def _answer_to_sigterm(plane: Plane, task: Task, container: Container) -> tuple[int, float]:
    """(exit code, seconds): 143 by default, 0 if the program handles it, 137 if it ignores it."""
    habit = plane.world.random(f"sigterm:{task.definition.family}:{container.spec.name}").random()
    if habit < 0.15:
        return 137, container.spec.stop_timeout
    return (0 if habit < 0.45 else 143), roll(task, DOWN, 1, 7)


def _deprovision(plane: Plane, task: Task) -> None:
    task.execution_stopped_at = plane.now
    for container in task.containers:
        container.status = "STOPPED"
    if task.subnet is None:
        _stopped(plane, task)
        return
    set_status(task, "DEPROVISIONING")
    plane.world.after(roll(task, DEPROVISION, 3, 12), partial(_stopped, plane, task))


def _stopped(plane: Plane, task: Task) -> None:
    set_status(task, "STOPPED")
    task.stopped_at = plane.now
    _release(task)
    if task.watcher:
        task.watcher.stopped(task)
    plane.world.after(FORGOTTEN_AFTER, partial(_forget, task))


def _release(task: Task) -> None:
    """Give back the address, and CPU and memory of the container instance."""
    if task.subnet:
        task.subnet.used.discard(task.address)
    if task.instance and task.instance.tasks.pop(task.id, None):
        task.instance.cpu_used -= task.definition.cpu
        task.instance.memory_used -= task.definition.memory


def _forget(task: Task) -> None:
    leave_index(task)
    del task.cluster.tasks[task.id]
