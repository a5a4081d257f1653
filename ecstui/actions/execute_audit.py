"""Whether what is done in a session is kept: the cluster's ECS Exec configuration.

Source: Amazon ECS API Reference, ExecuteCommandConfiguration: DEFAULT, which counts where nothing
is said, takes the awslogs configuration of the container and logs nothing without one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ecstui.actions.action import Site
from ecstui.actions.checks.unread import unread
from ecstui.actions.plan import Preflight, Result
from ecstui.actions.request import Target
from ecstui.aws import ecs
from ecstui.aws.errors import AwsFailure
from ecstui.model.ecs import ContainerDefinition

NAME = "audit"
DEFAULT = "DEFAULT"


@dataclass(frozen=True, slots=True)
class Audit:
    """What the cluster says of sessions.

    :param key: the KMS key that encrypts them, for whose use the caller needs permission.
    """

    check: Preflight
    key: str = ""


async def audit(site: Site, target: Target, container: ContainerDefinition | None) -> Audit:
    """Where a session in a container is logged; UNKNOWN if the cluster cannot be read."""
    try:
        body = await ecs.raw(site.conn, ecs.Kind.CLUSTER, target.cluster)
    except AwsFailure as failure:
        return Audit(unread(NAME, failure))
    said = (body.get("configuration") or {}).get("executeCommandConfiguration") or {}
    return Audit(judge(said, container), str(said.get("kmsKeyId") or ""))


def judge(said: Mapping[str, Any], container: ContainerDefinition | None) -> Preflight:
    """What an ExecuteCommandConfiguration means for a container; empty if there is none."""
    logging = said.get("logging") or DEFAULT
    if logging == "NONE":
        return Preflight(NAME, Result.WARN, "sessions are not logged: the cluster says NONE")
    if logging == "OVERRIDE":
        places = _places(said.get("logConfiguration") or {})
        found = Result.PASS if places else Result.WARN
        return Preflight(NAME, found, f"sessions are logged to {places or 'nowhere'}")
    if container is None:
        return Preflight(NAME, Result.UNKNOWN, "the task definition could not be read")
    if container.log_configuration is None or container.log_configuration.log_driver != "awslogs":
        said_so = "sessions are not logged: the container has no awslogs configuration"
        return Preflight(NAME, Result.WARN, said_so)
    return Preflight(NAME, Result.PASS, "sessions are logged where the container logs (awslogs)")


def _places(configuration: Mapping[str, Any]) -> str:
    named = {"CloudWatch Logs": "cloudWatchLogGroupName", "S3": "s3BucketName"}
    found = [f"{kind} {configuration[it]}" for kind, it in named.items() if configuration.get(it)]
    return ", ".join(found)
