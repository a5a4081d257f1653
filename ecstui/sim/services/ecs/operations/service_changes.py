"""CreateService, UpdateService, DeleteService."""

import re
from typing import Any

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ecs import controllers, refusals, restarts, rollout, scheduler, settings
from ecstui.sim.services.ecs.operations import finding
from ecstui.sim.services.ecs.records.capacity import Cluster
from ecstui.sim.services.ecs.records.definition import TaskDefinition
from ecstui.sim.services.ecs.records.service import Service
from ecstui.sim.services.ecs.rendering import services as render
from ecstui.sim.services.ecs.state import Plane

NAME = re.compile(r"[A-Za-z0-9_-]{1,255}")
MOST_TASKS = 5000
"""Tasks per service, AWS's default quota."""
MOST_TARGET_GROUPS = 5


def create_service(call: Call, body: Body) -> Body:
    """Make a service and begin its first deployment.

    InvalidParameterException if one of that name is there (ACTIVE or DRAINING) or parameters do not
    fit, ClientException for its task definition.
    """
    plane, cluster = Plane.of(call), finding.cluster(call, body)
    _check_new(cluster, body)
    definition = None
    if "taskDefinition" in body:
        definition = finding.definition(call, body["taskDefinition"])
    service = _make(call, plane, cluster, body, definition)
    cluster.services[service.name] = service
    if definition:
        rollout.begin(plane, service, definition)
    scheduler.wake(plane, service)
    return {"service": render.service(service, with_tags=True)}


def _check_new(cluster: Cluster, body: Body) -> None:
    name = body["serviceName"]
    if not NAME.fullmatch(name):
        raise refusals.invalid("Service name contains invalid characters.")
    existing = cluster.services.get(name)
    if existing and existing.status != "INACTIVE":
        raise refusals.invalid("Creation of service was not idempotent.")
    controllers.check_creation(body)
    if body.get("schedulingStrategy") == "DAEMON" and "desiredCount" in body:
        raise refusals.invalid(
            "The daemon scheduling strategy does not support a desired count for services. "
            "Remove the desired count value and try again."
        )
    if len(body.get("loadBalancers", [])) > MOST_TARGET_GROUPS:
        raise refusals.invalid(f"loadBalancers can have at most {MOST_TARGET_GROUPS} items.")


def _make(
    call: Call, plane: Plane, cluster: Cluster, body: Body, definition: TaskDefinition | None
) -> Service:
    name, scheduling = body["serviceName"], body.get("schedulingStrategy", "REPLICA")
    if definition:
        _check_balancers(body, definition)
    service = Service(
        name=name,
        arn=plane.arn(f"service/{cluster.name}/{name}"),
        cluster=cluster,
        desired=_count(body.get("desiredCount", 0)),
        created_at=plane.now,
        created_by=call.identity.arn,
        configuration=settings.configured(body.get("deploymentConfiguration"), scheduling),
        settings=settings.chosen(body, cluster, definition) if definition else {},
        traits=settings.traits(body),
        newest=definition,
        tags=body.get("tags", []),
        scheduling=scheduling,
        task_tags=settings.task_tags(body, cluster.name, name, definition),
    )
    if "role" in body:
        service.traits["roleArn"] = body["role"]
    service.watcher = scheduler.ServiceWatcher(plane, service)
    return service


def _count(desired: int) -> int:
    if not 0 <= desired <= MOST_TASKS:
        raise refusals.invalid(f"Desired count must be between 0 and {MOST_TASKS}.")
    return desired


def _check_balancers(body: Body, definition: TaskDefinition) -> None:
    ports = {(c.name, port[0]) for c in definition.containers for port in c.ports}
    for item in body.get("loadBalancers", []):
        name, port = item.get("containerName", ""), item.get("containerPort", 0)
        if (name, port) not in ports:
            raise refusals.invalid(
                f"The container {name} did not have a container port {port} defined."
            )


def update_service(call: Call, body: Body) -> Body:
    """Change a service; a new deployment begins only if what it runs changes, or if forced.

    ServiceNotFoundException, ServiceNotActiveException, ClientException for the task definition.
    """
    plane, service = Plane.of(call), finding.service(call, body)
    if service.status != "ACTIVE":
        raise refusals.service_not_active()
    controllers.check_update(service, body)
    definition = service.newest
    if "taskDefinition" in body:
        definition = finding.definition(call, body["taskDefinition"])
    changed = _changed_settings(service, body)
    if definition:
        settings.check({**service.settings, **changed}, service.cluster, definition)
        _check_balancers({"loadBalancers": changed.get("loadBalancers", [])}, definition)
    _apply(service, body, changed)
    forced = body.get("forceNewDeployment") or definition is not service.newest
    if definition and (changed or forced):
        service.task_tags = settings.service_task_tags(service, definition)
        rollout.begin(plane, service, definition)
    restarts.clear(service)
    scheduler.wake(plane, service)
    return {"service": render.service(service)}


def _changed_settings(service: Service, body: Body) -> dict[str, Any]:
    return {
        name: body[name]
        for name in settings.ROLLED
        if name in body and body[name] != service.settings.get(name)
    }


def _apply(service: Service, body: Body, changed: dict[str, Any]) -> None:
    """Everything is checked before anything is changed."""
    desired = service.desired
    if "desiredCount" in body:
        if service.scheduling == "DAEMON":
            raise refusals.invalid(
                "The daemon scheduling strategy does not support a desired count."
            )
        desired = _count(body["desiredCount"])
    given = body.get("deploymentConfiguration")
    if given is not None:
        merged = {**service.configuration, **given}
        service.configuration = settings.configured(merged, service.scheduling)
    service.desired = desired
    service.traits.update({name: body[name] for name in settings.KEPT if name in body})
    service.settings = {**service.settings, **changed}
    if changed.get("capacityProviderStrategy"):
        service.settings.pop("launchType", None)


def delete_service(call: Call, body: Body) -> Body:
    """Delete a service: DRAINING while its tasks stop, then INACTIVE.

    InvalidParameterException while it is scaled above 0, unless forced; ServiceNotFoundException
    once it is INACTIVE.
    """
    plane, service = Plane.of(call), finding.service(call, body)
    if service.status == "INACTIVE":
        raise refusals.service_not_found()
    scaled = (
        service.status == "ACTIVE"
        and service.scheduling == "REPLICA"
        and (service.desired > 0 or _runs(service))
    )
    if scaled and not body.get("force"):
        raise refusals.invalid("The service cannot be stopped while it is scaled above 0.")
    service.status, service.desired, service.steady_since = "DRAINING", 0, None
    scheduler.wake(plane, service)
    return {"service": render.service(service)}


def _runs(service: Service) -> bool:
    return any(task.desired == "RUNNING" for task in service.tasks.values())
