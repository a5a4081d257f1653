"""ListTagsForResource."""

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ecs import refusals
from ecstui.sim.services.ecs.identifiers import resource_of
from ecstui.sim.services.ecs.operations import finding
from ecstui.sim.services.ecs.records.capacity import Cluster

Tags = list[dict[str, str]]


def list_tags_for_resource(call: Call, body: Body) -> Body:
    """The tags of a cluster, service, task, task definition, container instance or provider."""
    arn = body["resourceArn"]
    parts = resource_of(arn)
    if len(parts) < 2:
        raise refusals.invalid("Invalid arn syntax.")
    tags = _tags(call, arn, parts)
    if tags is None:
        raise refusals.invalid(
            "The specified resource was not found. Specify a valid resource ARN."
        )
    return {"tags": tags}


def _tags(call: Call, arn: str, parts: tuple[str, ...]) -> Tags | None:
    kind, name = parts[0], parts[1]
    if kind == "task-definition":
        definition = finding.definition_or_none(call, arn)
        return definition.tags if definition else None
    if kind == "capacity-provider":
        provider = finding.state(call).capacity_providers.get(name)
        return provider.tags if provider else None
    cluster = finding.cluster_or_none(call, name)
    if kind == "cluster" or cluster is None:
        return cluster.tags if cluster else None
    return _within(cluster, arn, kind)


def _within(cluster: Cluster, arn: str, kind: str) -> Tags | None:
    if kind == "service":
        service = finding.service_or_none(cluster, arn)
        return service.tags if service else None
    if kind == "task":
        task = finding.task_or_none(cluster, arn)
        return task.tags if task else None
    instance = finding.instance_or_none(cluster, arn) if kind == "container-instance" else None
    return instance.tags if instance else None
