"""What an event was about: the things that it changed, or would have changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ecstui.analysis.trail.parameters import items, text
from ecstui.model.arn import name_in
from ecstui.model.trail_event import TrailEvent


@dataclass(frozen=True, slots=True)
class Touched:
    """One thing, in the words of its service.

    :param kind: e.g. `service`, `task definition`, `security group`.
    :param id: its ARN where that is told, else what it was called by.
    :param cluster: the name of the cluster that it is in.
    """

    kind: str
    name: str
    id: str
    cluster: str = ""

    @property
    def words(self) -> str:
        """`prod-web/cart`, or the name alone; of a task the beginning of its id."""
        name = self.name[:TASK_ID] if self.kind == "task" else self.name
        return f"{self.cluster}/{name}" if self.cluster else name


TASK_ID = 8
"""Letters of a task's id that tell it from others."""
STARTING = frozenset({"RunTask", "StartTask"})
"""Calls that are about what they start more than about each task."""
MEMBERS = (
    ("accessKeyId", "access key"),
    ("groupId", "security group"),
    ("securityGroupId", "security group"),
    ("roleName", "role"),
    ("userName", "user"),
    ("groupName", "group"),
    ("policyArn", "policy"),
    ("policyName", "policy"),
    ("routeTableId", "route table"),
    ("networkAclId", "network ACL"),
    ("natGatewayId", "NAT gateway"),
    ("vpcEndpointId", "VPC endpoint"),
    ("subnetId", "subnet"),
    ("vpcId", "VPC"),
    ("snapshotId", "snapshot"),
    ("imageId", "image"),
    ("instanceId", "instance"),
    ("secretId", "secret"),
    ("repositoryName", "repository"),
    ("bucketName", "bucket"),
    ("functionName", "function"),
    ("logGroupName", "log group"),
    ("ruleArn", "rule"),
    ("listenerArn", "listener"),
    ("targetGroupArn", "target group"),
    ("loadBalancerArn", "load balancer"),
    ("stackName", "stack"),
    ("trailName", "trail"),
)
"""Members of requests that name what they are about, and what that is."""
_BALANCED = re.compile(r":(?:loadbalancer|listener|listener-rule)/(?:app|net|gwy)/([^/]+)/")
_NAMED = re.compile(r".*(?:Name|Id|Arn|Identifier)|name|id|arn")
_SCALED = re.compile(r"service/([^/]+)/([^/]+)")
"""A resource id of Application Auto Scaling."""


def touched_by(event: TrailEvent) -> tuple[Touched, ...]:
    """What the event was about, the nearest first; each thing once."""
    found = [*_of_ecs(event), *_of_scaling(event)]
    if not found:
        found = [*_by_members(event)] or [*_by_resources(event)] or [*_by_any_name(event)]
    first: dict[tuple[str, str], Touched] = {}
    for each in found:
        first.setdefault((each.kind, each.id), each)
    if event.name in STARTING:
        return tuple(sorted(first.values(), key=lambda it: it.kind != "task definition"))
    return tuple(first.values())


def _of_ecs(event: TrailEvent) -> Iterator[Touched]:
    if event.source != "ecs.amazonaws.com":
        return
    asked, told = event.request_parameters, event.response_elements
    cluster = name_in(text(asked, "cluster") or "default")
    if deployment := text(asked, "serviceDeploymentArn"):
        yield from _of_deployment(deployment)
    if service := text(asked, "service") or text(asked, "serviceName"):
        arn = text(told, "service", "serviceArn") or service
        yield Touched("service", name_in(service), arn, cluster)
    yield from _tasks(event, cluster)
    definition = text(told, "taskDefinition", "taskDefinitionArn") or text(asked, "taskDefinition")
    definition = definition or text(asked, "family")
    if definition:
        yield Touched("task definition", name_in(definition), definition)
    for instance in items(asked, "containerInstances"):
        name = name_in(str(instance))
        yield Touched("container instance", name, str(instance), cluster)
    if name := text(asked, "clusterName") or text(asked, "cluster"):
        yield Touched("cluster", name_in(name), name_in(name))


def _of_deployment(arn: str) -> Iterator[Touched]:
    """`arn:aws:ecs:…:service-deployment/cluster/service/id`."""
    parts = arn.split("/")
    if len(parts) == 4:
        service = f"{parts[0].replace(':service-deployment', ':service')}/{parts[1]}/{parts[2]}"
        yield Touched("service", parts[2], service, parts[1])


def _tasks(event: TrailEvent, cluster: str) -> Iterator[Touched]:
    asked, told = event.request_parameters, event.response_elements
    arns = [text(told, "task", "taskArn") or text(asked, "task")]
    arns += [text(each, "taskArn") for each in items(told, "tasks")]
    arns += [each for each in items(asked, "tasks") if isinstance(each, str)]
    for arn in filter(None, arns):
        yield Touched("task", name_in(arn), arn, cluster)


def _of_scaling(event: TrailEvent) -> Iterator[Touched]:
    if scaled := _SCALED.fullmatch(text(event.request_parameters, "resourceId")):
        yield Touched("service", scaled[2], scaled[2], scaled[1])


def _by_members(event: TrailEvent) -> Iterator[Touched]:
    asked = event.request_parameters
    made = text(event.response_elements, "accessKey", "accessKeyId")
    if made:
        yield Touched("access key", made, made)
    for member, kind in MEMBERS:
        if name := text(asked, member):
            yield Touched(kind, _name(name), name)


def _name(name: str) -> str:
    """The name in an ARN; of a load balancer's parts the load balancer's, as theirs are numbers."""
    balanced = _BALANCED.search(name)
    return balanced[1] if balanced else name_in(name)


def _by_resources(event: TrailEvent) -> Iterator[Touched]:
    for each in event.resources:
        kind = each.type.removeprefix("AWS::").replace("::", " ")
        yield Touched(kind, name_in(each.name), each.name)


def _by_any_name(event: TrailEvent) -> Iterator[Touched]:
    for member, value in event.request_parameters.items():
        if isinstance(value, str) and _NAMED.fullmatch(member):
            yield Touched(member, name_in(value), value)
            return
