"""Every operation that the console changes something with, which only the gate sends."""

from ecstui.aws import rates
from ecstui.aws.operations.operation import Access, Operation
from ecstui.aws.rates import Bucket

PASS_ROLE = "iam:PassRole"
"""Needed to hand the roles of a task definition to ECS."""


def _write(service: str, name: str, bucket: Bucket, why: str, *actions: str) -> Operation:
    """A changing operation whose IAM action has its own name.

    :param actions: what IAM must allow besides.
    """
    return Operation(service, name, Access.WRITE, bucket, (f"{service}:{name}", *actions), why)


UPDATE_SERVICE = _write(
    "ecs",
    "UpdateService",
    rates.ECS_SERVICE_MODIFY,
    "scale, roll, roll back and redeploy a service",
    PASS_ROLE,
)
REGISTER_TASK_DEFINITION = _write(
    "ecs",
    "RegisterTaskDefinition",
    rates.ECS_TASK_DEFINITION_MODIFY,
    "a new revision to roll",
    PASS_ROLE,
)
DEREGISTER_TASK_DEFINITION = _write(
    "ecs",
    "DeregisterTaskDefinition",
    rates.ECS_TASK_DEFINITION_MODIFY,
    "take back a revision that was registered here",
)
STOP_SERVICE_DEPLOYMENT = _write(
    "ecs",
    "StopServiceDeployment",
    rates.ECS_SERVICE_MODIFY,
    "roll back a deployment that goes on",
)
CONTINUE_SERVICE_DEPLOYMENT = _write(
    "ecs",
    "ContinueServiceDeployment",
    rates.ECS_SERVICE_MODIFY,
    "answer a deployment that waits at a pause hook",
)
STOP_TASK = _write("ecs", "StopTask", rates.ECS_CLUSTER_RESOURCE_MODIFY, "stop a task")
RUN_TASK = _write("ecs", "RunTask", rates.ECS_CLUSTER_RESOURCE_MODIFY, "run a task once", PASS_ROLE)
UPDATE_CONTAINER_INSTANCES_STATE = _write(
    "ecs",
    "UpdateContainerInstancesState",
    rates.ECS_CLUSTER_RESOURCE_MODIFY,
    "drain an instance, or take it back into use",
)
EXECUTE_COMMAND = _write(
    "ecs", "ExecuteCommand", rates.ECS_CLUSTER_RESOURCE_MODIFY, "a shell in a container"
)
REGISTER_SCALABLE_TARGET = _write(
    "application-autoscaling",
    "RegisterScalableTarget",
    rates.APPLICATION_AUTOSCALING,
    "suspend and resume autoscaling, and set its limits",
)
CREATE_ACCESS_KEY = _write("iam", "CreateAccessKey", rates.IAM, "a new key for a user")
UPDATE_ACCESS_KEY = _write(
    "iam", "UpdateAccessKey", rates.IAM, "make a user's key inactive, or active again"
)
DELETE_ACCESS_KEY = _write("iam", "DeleteAccessKey", rates.IAM, "end a user's key for good")
PUT_SECRET_VALUE = _write(
    "secretsmanager", "PutSecretValue", rates.SECRETS_MANAGER, "store a new key where it is read"
)
WRITES: tuple[Operation, ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, Operation)
)
"""All of the above."""
