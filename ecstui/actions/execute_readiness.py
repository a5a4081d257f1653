"""Whether ECS Exec can open a session in a container, point by point.

Sources: Amazon ECS Developer Guide, "Monitor Amazon ECS containers with ECS Exec", and the
checklist of aws-containers/amazon-ecs-exec-checker.
"""

from dataclasses import dataclass

from ecstui.actions.execute_hints import hints
from ecstui.actions.plan import Preflight, Result
from ecstui.model.ecs import Container, ContainerDefinition, Task, TaskDefinition

AGENT = "ExecuteCommandAgent"
FARGATE_LINUX, FARGATE_WINDOWS, EC2_AGENT = (1, 4, 0), (1, 0, 0), (1, 50, 2)
"""The first versions of the platform, and of the container agent, that know ECS Exec."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A container that somebody wants into.

    :param definition: None if the task definition could not be read.
    """

    task: Task
    container: Container
    definition: TaskDefinition | None

    @property
    def defined(self) -> ContainerDefinition | None:
        """What the task definition says of it."""
        containers = self.definition.container_definitions if self.definition is not None else ()
        return next((it for it in containers if it.name == self.container.name), None)


def readiness(candidate: Candidate) -> tuple[Preflight, ...]:
    """What the task and its definition tell, without asking anyone else."""
    return (
        _running(candidate.task),
        _enabled(candidate.task),
        _agent(candidate.container),
        _file_system(candidate),
        *_hints(candidate),
    )


def obstacle(candidate: Candidate) -> str:
    """The first reason why it cannot be entered; empty if none is seen."""
    failed = [it for it in readiness(candidate) if it.result is Result.FAIL]
    return failed[0].sentence if failed else ""


def _running(task: Task) -> Preflight:
    if task.last_status != "RUNNING" or task.desired_status == "STOPPED":
        status = task.last_status if task.last_status != "RUNNING" else "about to stop"
        return Preflight("task", Result.FAIL, f"the task is {status}")
    return Preflight("task", Result.PASS, "RUNNING")


def _enabled(task: Task) -> Preflight:
    if task.enable_execute_command:
        return Preflight("ECS Exec", Result.PASS, "enabled")
    said = "not enabled for this task: set enableExecuteCommand of the service and deploy anew"
    return Preflight("ECS Exec", Result.FAIL, said)


def _agent(container: Container) -> Preflight:
    name = "agent"
    agent = next((it for it in container.managed_agents if it.name == AGENT), None)
    if agent is None:
        return Preflight(name, Result.FAIL, f"{container.name} has no {AGENT}")
    if agent.last_status != "RUNNING":
        why = f": {agent.reason}" if agent.reason else ""
        said = f"{AGENT} of {container.name} is {agent.last_status}{why}"
        return Preflight(name, Result.FAIL, said)
    return Preflight(name, Result.PASS, f"{AGENT} of {container.name} is RUNNING")


def _file_system(candidate: Candidate) -> Preflight:
    name = "file system"
    if candidate.defined is None:
        return Preflight(name, Result.UNKNOWN, "the task definition could not be read")
    if candidate.defined.readonly_root_filesystem:
        said = "readonlyRootFilesystem is true: the agent cannot write its files"
        return Preflight(name, Result.FAIL, said)
    return Preflight(name, Result.PASS, "the root file system can be written to")


def _hints(candidate: Candidate) -> tuple[Preflight, ...]:
    """None where the definition is not known, which the check before says."""
    if candidate.definition is None or candidate.defined is None:
        return ()
    return hints(candidate.definition, candidate.defined)


def platform(task: Task, agent_version: str | None) -> Preflight:
    """Whether the platform of Fargate, or else the container agent, is new enough.

    :param agent_version: of the container instance; None if it is not known.
    """
    if task.platform_version is not None:
        windows = (task.platform_family or "").lower().startswith("windows")
        least = FARGATE_WINDOWS if windows else FARGATE_LINUX
        return _at_least(f"platform version {task.platform_version}", task.platform_version, least)
    return _at_least(
        f"container agent {agent_version or 'unknown'}", agent_version or "", EC2_AGENT
    )


def _at_least(what: str, version: str, least: tuple[int, ...]) -> Preflight:
    parts = version.split(".")
    if not all(part.isascii() and part.isdigit() for part in parts):
        return Preflight("platform", Result.UNKNOWN, f"{what}: not checked")
    wanted = ".".join(map(str, least))
    if tuple(map(int, parts)) < least:
        return Preflight("platform", Result.FAIL, f"{what}: ECS Exec needs {wanted}")
    return Preflight("platform", Result.PASS, what)
