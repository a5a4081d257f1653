"""Task definitions as the API gives them."""

from ecstui.sim.call import Body
from ecstui.sim.services.ecs.records.definition import TaskDefinition


def task_definition(record: TaskDefinition) -> Body:
    """A task definition in the shape of the model's `TaskDefinition`."""
    body: Body = {
        **record.body,
        "taskDefinitionArn": record.arn,
        "revision": record.revision,
        "status": record.status,
        "registeredAt": record.registered_at,
        "registeredBy": record.registered_by,
        "compatibilities": ["EC2", "FARGATE"] if record.fargate else ["EC2"],
        "requiresAttributes": _requirements(record),
    }
    if record.deregistered_at is not None:
        body["deregisteredAt"] = record.deregistered_at
    return body


def _requirements(record: TaskDefinition) -> list[Body]:
    """The attributes that matter here; AWS derives many more."""
    names = ["com.amazonaws.ecs.capability.docker-remote-api.1.18"]
    if record.network_mode == "awsvpc":
        names.append("ecs.capability.task-eni")
    if "executionRoleArn" in record.body:
        names.append("ecs.capability.execution-role-ecr-pull")
    if "taskRoleArn" in record.body:
        names.append("com.amazonaws.ecs.capability.task-iam-role")
    if record.checked:
        names.append("ecs.capability.container-health-check")
    return [{"name": name} for name in names]
