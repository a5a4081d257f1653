"""Task sets as the API gives them: the deployments of services that ECS does not deploy itself."""

from ecstui.sim.call import Body
from ecstui.sim.services.ecs import survey
from ecstui.sim.services.ecs.counting import running_and_pending
from ecstui.sim.services.ecs.records.service import Deployment, Service

SETTINGS = (
    "launchType",
    "capacityProviderStrategy",
    "platformVersion",
    "networkConfiguration",
    "loadBalancers",
    "serviceRegistries",
)


def task_set(owner: Service, record: Deployment) -> Body:
    """A task set in the shape of the model's `TaskSet`."""
    running, pending = running_and_pending(record.tasks.values())
    wanted = survey.desired_count(owner) if record is owner.primary else running + pending
    settled = running == wanted and not pending
    body: Body = {
        "id": record.id,
        "taskSetArn": f"{owner.arn.replace(':service/', ':task-set/', 1)}/{record.id}",
        "serviceArn": owner.arn,
        "clusterArn": owner.cluster.arn,
        "status": record.status,
        "taskDefinition": record.revision.definition.arn,
        "computedDesiredCount": wanted,
        "runningCount": running,
        "pendingCount": pending,
        "createdAt": record.created_at,
        "updatedAt": record.updated_at,
        "scale": {"value": 100.0, "unit": "PERCENT"},
        "stabilityStatus": "STEADY_STATE" if settled else "STABILIZING",
        "stabilityStatusAt": record.updated_at,
        "loadBalancers": [],
        "serviceRegistries": [],
        "tags": [],
    }
    settings = record.revision.settings
    body.update({name: settings[name] for name in SETTINGS if name in settings})
    return body
