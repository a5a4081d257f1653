"""What a task must reach over the network before it runs, and while it does.

Sources: "Amazon ECR interface VPC endpoints" (ECR user guide) and "Amazon ECS interface VPC
endpoints" (ECS developer guide).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ecstui.model.container_definition import ContainerDefinition
from ecstui.model.ecs import TaskDefinition
from ecstui.model.image import repository_of

HTTPS = 443
AGENT = ("ecs", "ecs-agent", "ecs-telemetry")
"""What the agent of a container instance talks to."""
IPV4_ALONE = frozenset({"ecs", "logs", "s3", "ssm"})
"""Services that have another name for IPv6, which clients with an IPv4 address do not ask for
("AWS services that support IPv6", VPC user guide). Of ECR the image says by which name."""
ARN_PARTS = 5
"""Colons of an ARN, at the least."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something on a port of TCP.

    :param name: for people.
    :param service: the last part of the name of AWS's endpoint service, e.g. `ecr.api`; empty for
        what has no VPC endpoints.
    :param why: what the task needs it for.
    :param bucket: the ARN of the bucket from which it reads, where that is ECR's.
    :param ipv4_alone: whether it is asked for by a name that has no IPv6 addresses on the internet.
    :param registry: the host of an image that has no IPv6 addresses.
    """

    name: str
    service: str
    why: str
    port: int = HTTPS
    bucket: str = ""
    ipv4_alone: bool = False
    registry: str = ""


def needs(
    definition: TaskDefinition, region: str, *, instance: bool = False, shell: bool = False
) -> tuple[Need, ...]:
    """What tasks of a definition need, each once, in the order in which they need it.

    :param instance: whether they run on container instances.
    :param shell: whether ECS Exec is on.
    """
    found: list[Need] = []
    if instance:
        found += [_service(service, "the agent of the instance") for service in AGENT]
    for container in definition.container_definitions:
        found += _secrets(container, region)
    for container in definition.container_definitions:
        found += _image(container, region)
        found += _files(container)
        found += _logs(container, region)
    if shell:
        found.append(Need("ssmmessages", "ssmmessages", "ECS Exec"))
    unique: dict[tuple[str, int], Need] = {}
    for need in reversed(found):
        same = unique.get((need.name, need.port), need)
        four, host = need.ipv4_alone and same.ipv4_alone, need.registry or same.registry
        unique[need.name, need.port] = replace(need, ipv4_alone=four, registry=host)
    return tuple(reversed(unique.values()))


def _secrets(container: ContainerDefinition, region: str) -> Iterator[Need]:
    logs = container.log_configuration
    for secret in (*container.secrets, *(logs.secret_options if logs is not None else ())):
        yield _keeper(secret.value_from, region, f"the value of {secret.name}")
    if container.repository_credentials is not None:
        arn = container.repository_credentials.credentials_parameter
        yield _keeper(arn, region, "the password of a registry", "secretsmanager")


def _keeper(named: str, region: str, why: str, service: str = "ssm") -> Need:
    """Who has a secret, which may be in another Region: the endpoint of this one is not for that.

    :param named: its ARN, or the name of a parameter of the Region.
    """
    parts = named.split(":")
    if parts[0] == "arn" and len(parts) > ARN_PARTS:
        service, there = parts[2], parts[3]
        if there != region:
            return _service(service, why, there)
    return _service(service, why)


def _image(container: ContainerDefinition, region: str) -> Iterator[Need]:
    image = repository_of(container.image)
    if image is None:
        return
    why = f"the image of {container.name}"
    if image.ecr_region is None:
        yield Need(image.registry, "", why)
        return
    four, host = not image.dual_stack, "" if image.dual_stack else image.registry
    if image.ecr_region != region:
        there = f"ECR in {image.ecr_region}"
        yield Need(there, "", why, ipv4_alone=four, registry=host)
        return
    api = f"authorization to pull {why}"
    yield Need("ECR api", "ecr.api", api, ipv4_alone=four)
    yield Need("ECR dkr", "ecr.dkr", f"the manifest of {why}", ipv4_alone=four, registry=host)
    yield Need("S3", "s3", f"the layers of {why}", bucket=_layers(region), ipv4_alone=four)


def _layers(region: str) -> str:
    """The bucket from which ECR hands out layers ("Amazon ECR interface VPC endpoints")."""
    partitions = {"cn": "aws-cn", "us-gov": "aws-us-gov"}
    found = (it for name, it in partitions.items() if region.startswith(f"{name}-"))
    return f"arn:{next(found, 'aws')}:s3:::prod-{region}-starport-layer-bucket"


def _files(container: ContainerDefinition) -> Iterator[Need]:
    if container.environment_files:
        why = f"the environment files of {container.name}"
        yield Need("S3 files", "s3", why, ipv4_alone=True)


def _logs(container: ContainerDefinition, region: str) -> Iterator[Need]:
    logs = container.log_configuration
    if logs is None or logs.log_driver != "awslogs":
        return
    where = logs.options.get("awslogs-region", region)
    yield _service("logs", f"the log of {container.name}", "" if where == region else where)


def _service(service: str, why: str, elsewhere: str = "") -> Need:
    """A service of AWS by its ordinary name, in this Region or in another."""
    four = service in IPV4_ALONE
    if elsewhere:
        return Need(f"{service} in {elsewhere}", "", why, ipv4_alone=four)
    return Need(service, service, why, ipv4_alone=four)
