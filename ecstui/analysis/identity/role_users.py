"""Which services act in a role, by the task definitions that they run."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ecstui.model.arn import name_in
from ecstui.model.ecs import Service
from ecstui.model.task_definition import TaskDefinition


@dataclass(frozen=True, slots=True)
class RoleUser:
    """A service whose tasks use a role.

    :param uses: `task`, `execution`, or both.
    """

    cluster: str
    name: str
    running: int
    uses: str


def users_of(
    role_arn: str, services: Iterable[Service], definitions: Mapping[str, TaskDefinition]
) -> list[RoleUser]:
    """The services that use a role, as they are listed.

    :param definitions: what the services run, by ARN.
    """
    found = []
    for service in services:
        arns = {service.task_definition, *(each.task_definition for each in service.deployments)}
        uses = _uses(role_arn, [definitions[arn] for arn in arns if arn and arn in definitions])
        if uses:
            cluster = name_in(service.cluster_arn)
            found.append(RoleUser(cluster, service.service_name, service.running_count, uses))
    return found


def _uses(role_arn: str, definitions: Sequence[TaskDefinition]) -> str:
    task = any(each.task_role_arn == role_arn for each in definitions)
    execution = any(each.execution_role_arn == role_arn for each in definitions)
    return " and ".join(("task",) * task + ("execution",) * execution)
