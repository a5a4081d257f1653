"""CreateTaskSet."""

from ecstui.sim.call import Body, Call
from ecstui.sim.services.ecs import refusals, rollout, scheduler, settings
from ecstui.sim.services.ecs.operations import finding
from ecstui.sim.services.ecs.rendering import task_sets as render
from ecstui.sim.services.ecs.state import Plane


def create_task_set(call: Call, body: Body) -> Body:
    """Make the one task set of an EXTERNAL service, at the whole of its desired count.

    ServiceNotFoundException, ServiceNotActiveException, ClientException for the task definition;
    InvalidParameterException for other controllers, and for a second one, which is not simulated.
    """
    plane, service = Plane.of(call), finding.service(call, body)
    if service.status != "ACTIVE":
        raise refusals.service_not_active()
    if service.controller != "EXTERNAL":
        raise refusals.invalid("Task sets can only be created for EXTERNAL services.")
    if service.deployments:
        raise refusals.invalid("The simulator keeps one task set of a service.")
    if body.get("scale", {}).get("value", 100.0) != 100.0:
        raise refusals.invalid("The simulator keeps a task set at 100 percent.")
    definition = finding.definition(call, body["taskDefinition"])
    service.settings = settings.chosen(body, service.cluster, definition)
    service.task_tags = settings.service_task_tags(service, definition)
    made = rollout.begin(plane, service, definition)
    scheduler.wake(plane, service)
    return {"taskSet": render.task_set(service, made)}
