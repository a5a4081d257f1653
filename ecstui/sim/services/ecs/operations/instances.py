"""Container instances: list, describe, drain."""

import re

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ecs import refusals, scheduler
from ecstui.sim.services.ecs.operations import finding
from ecstui.sim.services.ecs.operations.paging import Window
from ecstui.sim.services.ecs.records.capacity import Cluster, ContainerInstance
from ecstui.sim.services.ecs.rendering import capacity
from ecstui.sim.services.ecs.state import Plane

CLAUSE = re.compile(
    r"(?P<field>attribute:[\w.-]+|agentConnected|ec2InstanceId|runningTasksCount|pendingTasksCount)"
    r"\s*(?P<operator>==|!=)\s*(?P<value>[\w.-]+)"
)


def list_container_instances(call: Call, body: Body) -> Body:
    """Up to 100 ARNs a page, by status and by a small part of the cluster query language."""
    cluster = finding.cluster(call, body)
    wanted = _clauses(body.get("filter", ""))
    arns = sorted(
        i.arn
        for i in cluster.instances.values()
        if body.get("status", i.status) == i.status
        and all((_field(i, field) == value) is equal for field, equal, value in wanted)
    )
    page, token = Window.of(call, body).cut(arns)
    return {"containerInstanceArns": page, **token}


def _clauses(text: str) -> list[tuple[str, bool, str]]:
    """`field == value and …`; what the simulator does not speak is refused, never ignored."""
    if not text.strip():
        return []
    found = []
    for clause in re.split(r"\s+and\s+|\s*&&\s*", text.strip()):
        match = CLAUSE.fullmatch(clause.strip())
        if match is None:
            raise refusals.invalid(f"The simulator does not know the filter expression: {clause}")
        found.append((match["field"], match["operator"] == "==", match["value"]))
    return found


def _field(record: ContainerInstance, field: str) -> str:
    if field.startswith("attribute:"):
        return capacity.attributes(record).get(field.removeprefix("attribute:"), "")
    return {
        "agentConnected": str(record.agent_connected).lower(),
        "ec2InstanceId": record.ec2_instance_id,
        "runningTasksCount": str(record.counts.running),
        "pendingTasksCount": str(record.counts.pending),
    }[field]


def describe_container_instances(call: Call, body: Body) -> Body:
    """Up to 100 container instances."""
    names = finding.limited(body["containerInstances"], 100, "Container instances")
    cluster = finding.cluster(call, body)
    found, failures = _batch(call, cluster, names, body)
    return {"containerInstances": found, "failures": failures}


def _batch(
    call: Call, cluster: Cluster, names: list[str], body: Body
) -> tuple[list[Body], list[Body]]:
    return finding.batch(
        names,
        lambda name: finding.instance_or_none(cluster, name),
        lambda record: capacity.container_instance(record, body.get("include", ())),
        lambda name: Plane.of(call).arn(f"container-instance/{cluster.name}/{name}"),
    )


def update_container_instances_state(call: Call, body: Body) -> Body:
    """Set up to 10 container instances to ACTIVE or DRAINING.

    InvalidParameterException for more, and for one that is neither (nothing is changed then).
    """
    names = finding.limited(body["containerInstances"], 10, "Container instances")
    status = body["status"]
    if status not in {"ACTIVE", "DRAINING"}:
        raise refusals.invalid("Container instances status should be one of [ACTIVE, DRAINING].")
    cluster = finding.cluster(call, body)
    records = [r for r in (finding.instance_or_none(cluster, n) for n in names) if r]
    _check_settled(records)
    for record in records:
        if record.status != status:
            record.status = status
            record.version += 1
    _wake_services(Plane.of(call), cluster)
    found, failures = _batch(call, cluster, names, body)
    return {"containerInstances": found, "failures": failures}


def _check_settled(records: list[ContainerInstance]) -> None:
    """An instance that comes or goes cannot be drained (model; the wording is ours)."""
    for record in records:
        if record.status not in {"ACTIVE", "DRAINING"}:
            raise refusals.invalid(
                f"The container instance {record.id} cannot change from {record.status}."
            )


def _wake_services(plane: Plane, cluster: Cluster) -> None:
    """Services look again: their tasks may have to move, or may find room."""
    for service in cluster.services.values():
        if service.status == "ACTIVE":
            scheduler.wake(plane, service)
