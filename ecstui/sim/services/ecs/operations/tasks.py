"""ListTasks, DescribeTasks."""

from collections.abc import Iterator

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ecs import refusals
from ecstui.sim.services.ecs.identifiers import last_part
from ecstui.sim.services.ecs.operations import finding
from ecstui.sim.services.ecs.operations.paging import Window
from ecstui.sim.services.ecs.records.capacity import Cluster
from ecstui.sim.services.ecs.rendering import tasks as render
from ecstui.sim.services.ecs.state import Plane, index_keys

FILTERS = {
    "startedBy": "startedBy",
    "serviceName": "service",
    "containerInstance": "instance",
    "family": "family",
}
"""Parameters that have an index, the narrowest first."""
OTHER_FILTERS = ("serviceName", "containerInstance", "family", "launchType")


def list_tasks(call: Call, body: Body) -> Body:
    """Up to 100 ARNs a page; RUNNING is the default, and `PENDING` finds nothing (model)."""
    cluster = finding.cluster(call, body)
    _check_filters(cluster, body)
    window = Window.of(call, body)
    page, token = window.take(_matching(cluster, body, window.after))
    return {"taskArns": [cluster.tasks[key].arn for key in page], **token}


def _check_filters(cluster: Cluster, body: Body) -> None:
    if "startedBy" in body and any(name in body for name in OTHER_FILTERS):
        raise refusals.invalid("startedBy must be the only filter that is used.")
    service = body.get("serviceName")
    if service and finding.service_or_none(cluster, service) is None:
        raise refusals.service_not_found()
    instance = body.get("containerInstance")
    if instance and finding.instance_or_none(cluster, instance) is None:
        raise refusals.invalid("Referenced container instance was not found.")


def _matching(cluster: Cluster, body: Body, after: str) -> Iterator[str]:
    """Ids after `after` that pass all filters, walking the narrowest index that applies."""
    desired = body.get("desiredStatus", "RUNNING")
    wanted = [
        (desired, kind, body[name] if kind == "startedBy" else last_part(body[name]))
        for name, kind in FILTERS.items()
        if name in body
    ]
    shelf = cluster.index.get(wanted[0] if wanted else (desired, "cluster", ""))
    launch_type = body.get("launchType")
    for key in shelf.after(after) if shelf else ():
        task = cluster.tasks[key]
        if launch_type not in (None, task.launch_type):
            continue
        if len(wanted) < 2 or set(wanted) <= set(index_keys(task)):
            yield key


def describe_tasks(call: Call, body: Body) -> Body:
    """Up to 100 tasks; one that is unknown or forgotten is a failure with reason MISSING."""
    names = finding.limited(body["tasks"], 100, "Tasks")
    cluster = finding.cluster(call, body)
    with_tags = "TAGS" in body.get("include", ())
    found, failures = finding.batch(
        names,
        lambda name: finding.task_or_none(cluster, name),
        lambda record: render.task(record, with_tags=with_tags),
        lambda name: Plane.of(call).arn(f"task/{cluster.name}/{name}"),
    )
    return {"tasks": found, "failures": failures}
