"""One thing as the API returns it, member by member, known to the model or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

from ecstui.aws.connection import ReadConnection
from ecstui.aws.decoding import NOT_AWS
from ecstui.aws.ecs.task_definitions import absence
from ecstui.aws.errors import NotFound, Rejected, Unreachable
from ecstui.aws.operations import Operation, ecs_reads
from ecstui.model.arn import name_in

_BODY: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])


class Kind(StrEnum):
    """What can be read so."""

    CAPACITY_PROVIDER = "capacity-provider"
    CLUSTER = "cluster"
    CONTAINER_INSTANCE = "container-instance"
    SERVICE = "service"
    SERVICE_DEPLOYMENT = "service-deployment"
    SERVICE_REVISION = "service-revision"
    TASK = "task"
    TASK_DEFINITION = "task-definition"


@dataclass(frozen=True, slots=True)
class _Described:
    """How a kind is described: by `operation`, named in `parameter`, found under `member`."""

    operation: Operation
    parameter: str
    member: str
    include: tuple[str, ...] = ()
    in_cluster: bool = False


_KINDS: Mapping[Kind, _Described] = {
    Kind.CAPACITY_PROVIDER: _Described(
        ecs_reads.DESCRIBE_CAPACITY_PROVIDERS,
        "capacityProviders",
        "capacityProviders",
        ("TAGS",),
        in_cluster=True,
    ),
    Kind.CLUSTER: _Described(
        ecs_reads.DESCRIBE_CLUSTERS,
        "clusters",
        "clusters",
        ("ATTACHMENTS", "CONFIGURATIONS", "SETTINGS", "STATISTICS", "TAGS"),
    ),
    Kind.CONTAINER_INSTANCE: _Described(
        ecs_reads.DESCRIBE_CONTAINER_INSTANCES,
        "containerInstances",
        "containerInstances",
        ("CONTAINER_INSTANCE_HEALTH", "TAGS"),
        in_cluster=True,
    ),
    Kind.SERVICE: _Described(
        ecs_reads.DESCRIBE_SERVICES, "services", "services", ("TAGS",), in_cluster=True
    ),
    Kind.SERVICE_DEPLOYMENT: _Described(
        ecs_reads.DESCRIBE_SERVICE_DEPLOYMENTS, "serviceDeploymentArns", "serviceDeployments"
    ),
    Kind.SERVICE_REVISION: _Described(
        ecs_reads.DESCRIBE_SERVICE_REVISIONS, "serviceRevisionArns", "serviceRevisions"
    ),
    Kind.TASK: _Described(ecs_reads.DESCRIBE_TASKS, "tasks", "tasks", ("TAGS",), in_cluster=True),
}
"""Those of which many can be described at once; of task definitions there is one a call."""


async def raw(
    conn: ReadConnection, kind: Kind | str, arn: str, cluster: str | None = None
) -> dict[str, Any]:
    """One thing as the API returns it. It is not masked: it may hold secrets.

    Times are seconds since the epoch, as on the wire. A task definition comes without its tags,
    which are no member of it.

    :param kind: a `Kind` or its value.
    :param arn: ARN or name.
    :param cluster: name or ARN of the cluster that a service, task or container instance is in, or
        that a capacity provider is associated with.
    :raises NotFound: AWS does not know it, or no longer.
    :raises AwsFailure: the call did not succeed.
    """
    if kind == Kind.TASK_DEFINITION:
        return _member((await _task_definition(conn, arn)).get("taskDefinition"))
    how = _KINDS[Kind(kind)]
    parameters: dict[str, Any] = {how.parameter: [arn]}
    if how.include:
        parameters["include"] = list(how.include)
    if how.in_cluster and cluster is not None:
        # By name: DescribeCapacityProviders does not document that it takes an ARN.
        parameters["cluster"] = name_in(cluster)
    body = await conn.read(how.operation, _BODY, **parameters)
    return _only(body, how.member, Kind(kind), arn, conn.region)


async def raw_task_definition(conn: ReadConnection, name: str) -> dict[str, Any]:
    """The whole answer about a task definition, with the tags that are beside it.

    :param name: ARN, `family:revision`, or a family for its newest ACTIVE revision.
    :raises NotFound: there is no such task definition.
    :raises AwsFailure: the call did not succeed.
    """
    return await _task_definition(conn, name, include=["TAGS"])


async def _task_definition(conn: ReadConnection, name: str, **more: Any) -> dict[str, Any]:
    operation = ecs_reads.DESCRIBE_TASK_DEFINITION
    try:
        body = await conn.read(operation, _BODY, taskDefinition=name, **more)
    except Rejected as rejected:
        raise absence(rejected, name, conn.region) from None
    _member(body.get("taskDefinition"))
    return body


def _only(body: dict[str, Any], member: str, kind: Kind, arn: str, region: str) -> dict[str, Any]:
    """The one thing in the answer to a describe.

    :raises NotFound: it is among the failures, or not there at all.
    """
    found = body.get(member)
    if not isinstance(found, list):
        raise Unreachable(f"The answer is not what AWS documents (no {member}): {NOT_AWS}")
    if found:
        return _member(found[0])
    reasons = [each.get("reason") for each in body.get("failures") or () if isinstance(each, dict)]
    why = reasons[0] if reasons else "not in the answer"
    what = f"{kind.replace('-', ' ')} {name_in(arn)}"
    raise NotFound(f"There is no {what} in {region} ({why}).")


def _member(value: object) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise Unreachable(f"The answer is not what AWS documents: {NOT_AWS}")
