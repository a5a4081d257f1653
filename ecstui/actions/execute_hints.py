"""What in a task definition makes a session in a container odd, though it opens.

Sources: as of the readiness list; and Amazon ECS Developer Guide, "Considerations for using ECS
Exec": one session at a time for each PID namespace, and `initProcessEnabled` for the processes that
a session leaves behind.
"""

from ecstui.actions.plan import Preflight, Result
from ecstui.model.ecs import ContainerDefinition, TaskDefinition
from ecstui.model.others import others

INIT = "initProcessEnabled"
LINUX = "linuxParameters"
ONLY_INIT = others({LINUX: {INIT: True}}, ContainerDefinition)
"""How the model keeps that there is an init process and nothing else about Linux."""
CREDENTIALS = frozenset({"AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"})
"""Variables that the agent would take for its own, instead of the task role."""


def hints(definition: TaskDefinition, container: ContainerDefinition) -> tuple[Preflight, ...]:
    """What to know before a session in that container; by names alone, no value is read."""
    return (_credentials(container), _processes(definition), _init(container))


def _credentials(container: ContainerDefinition) -> Preflight:
    given = {it.name for it in container.environment} | {it.name for it in container.secrets}
    found = sorted(given & CREDENTIALS)
    if found:
        said = f"{container.name} has {', '.join(found)}: the agent may use them, not the task role"
        return Preflight("variables", Result.WARN, said)
    if container.environment_files:
        said = "not checked: some come from files of variables"
        return Preflight("variables", Result.UNKNOWN, said)
    return Preflight("variables", Result.PASS, "none that the agent takes for its credentials")


def _processes(definition: TaskDefinition) -> Preflight:
    if definition.pid_mode == "task":
        said = "pidMode is task: sessions can be opened in one of its containers only"
        return Preflight("pid mode", Result.WARN, said)
    return Preflight("pid mode", Result.PASS, "each container has its processes for itself")


def _init(container: ContainerDefinition) -> Preflight:
    name = "init process"
    if set(ONLY_INIT) <= set(container.others):
        return Preflight(name, Result.PASS, f"{INIT} is true")
    if LINUX in dict(container.others):
        return Preflight(name, Result.UNKNOWN, f"not checked: {LINUX} says more than {INIT}")
    said = f"{INIT} is not set: what a session leaves running may stay as a zombie"
    return Preflight(name, Result.WARN, said)
