"""How operations find what their parameters name: by short name or by ARN."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ecs import refusals
from ecstui.sim.services.ecs.identifiers import last_part, resource_of
from ecstui.sim.services.ecs.records.capacity import Cluster, ContainerInstance
from ecstui.sim.services.ecs.records.definition import TaskDefinition
from ecstui.sim.services.ecs.records.service import Service
from ecstui.sim.services.ecs.records.task import Task
from ecstui.sim.services.ecs.state import EcsState, Plane

T = TypeVar("T")
R = TypeVar("R")
MISSING = "MISSING"


def state(call: Call) -> EcsState:
    """The state that a call reaches."""
    return call.world.state(EcsState, call.account, call.region)


def cluster(call: Call, body: Body) -> Cluster:
    """The cluster that a request names, else `default`; ClusterNotFoundException."""
    found = cluster_or_none(call, body.get("cluster") or "default")
    if found is None or found.status != "ACTIVE":
        raise refusals.cluster_not_found()
    return found


def cluster_or_none(call: Call, name: str) -> Cluster | None:
    """A cluster by name or ARN."""
    found = state(call).clusters.get(last_part(name))
    return found if found and _names(name, found.arn) else None


def _names(given: str, arn: str) -> bool:
    """Whether an ARN that was given, if it is one, is the ARN of what was found."""
    return not given.startswith("arn:") or given == arn


def service_or_none(owner: Cluster, name: str) -> Service | None:
    """A service of a cluster by name or ARN."""
    found = owner.services.get(last_part(name))
    return found if found and _names(name, found.arn) else None


def service(call: Call, body: Body, key: str = "service") -> Service:
    """The service that a request names; ServiceNotFoundException."""
    found = service_or_none(cluster(call, body), body[key])
    if found is None:
        raise refusals.service_not_found()
    return found


def task_or_none(owner: Cluster, name: str) -> Task | None:
    """A task of a cluster by id or ARN."""
    found = owner.tasks.get(last_part(name))
    return found if found and _names(name, found.arn) else None


def instance_or_none(owner: Cluster, name: str) -> ContainerInstance | None:
    """A container instance of a cluster by id or ARN."""
    found = owner.instances.get(last_part(name))
    return found if found and _names(name, found.arn) else None


def definition_or_none(call: Call, name: str) -> TaskDefinition | None:
    """A task definition by family (its newest ACTIVE revision), `family:revision` or ARN."""
    if name.startswith("arn:"):
        if not name.startswith(Plane.of(call).arn("task-definition/")):
            return None
        name = resource_of(name)[-1]
    family, _, revision = name.partition(":")
    revisions = state(call).families.get(family, {})
    if revision:
        return revisions.get(int(revision)) if revision.isdigit() else None
    return next((d for d in reversed(revisions.values()) if d.status == "ACTIVE"), None)


def definition(call: Call, name: str) -> TaskDefinition:
    """A task definition that may be used for something new; ClientException."""
    found = definition_or_none(call, name)
    if found is None:
        raise refusals.client_error("TaskDefinition not found.")
    if found.status != "ACTIVE":
        raise refusals.client_error("TaskDefinition is inactive")
    return found


def batch(
    names: Iterable[str],
    find: Callable[[str], T | None],
    render: Callable[[T], R],
    arn_of: Callable[[str], str],
) -> tuple[list[R], list[Body]]:
    """Look several things up: (those found, `failures[]` with reason MISSING), each only once."""
    found: list[R] = []
    failures: list[Body] = []
    for name in dict.fromkeys(names):
        record = find(name)
        if record is None:
            failures.append(
                {"arn": name if name[:4] == "arn:" else arn_of(name), "reason": MISSING}
            )
        else:
            found.append(render(record))
    return found, failures


def limited(values: list[str], limit: int, what: str) -> list[str]:
    """A batch that must hold 1 to `limit` entries; InvalidParameterException."""
    if not values:
        raise refusals.invalid(f"{what} cannot be empty.")
    if len(values) > limit:
        raise refusals.invalid(f"{what} cannot have more than {limit} elements.")
    return values
