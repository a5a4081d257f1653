"""Every operation that the console changes something in ECS with, which only the gate sends."""

from ecstui.aws import rates
from ecstui.aws.operations.operation import Access, Operation
from ecstui.aws.rates import Bucket

PASS_ROLE = "iam:PassRole"
"""Needed to hand the roles of a task definition to ECS."""


def _write(name: str, bucket: Bucket, why: str, *actions: str) -> Operation:
    """A changing operation of ECS, whose IAM action has its name.

    :param actions: what IAM must allow besides.
    """
    return Operation("ecs", name, Access.WRITE, bucket, (f"ecs:{name}", *actions), why)


UPDATE_SERVICE = _write(
    "UpdateService",
    rates.ECS_SERVICE_MODIFY,
    "scale, roll, roll back and redeploy a service",
    PASS_ROLE,
)
REGISTER_TASK_DEFINITION = _write(
    "RegisterTaskDefinition", rates.ECS_TASK_DEFINITION_MODIFY, "a new revision to roll", PASS_ROLE
)
DEREGISTER_TASK_DEFINITION = _write(
    "DeregisterTaskDefinition",
    rates.ECS_TASK_DEFINITION_MODIFY,
    "take back a revision that was registered here",
)
STOP_SERVICE_DEPLOYMENT = _write(
    "StopServiceDeployment", rates.ECS_SERVICE_MODIFY, "roll back a deployment that goes on"
)
CONTINUE_SERVICE_DEPLOYMENT = _write(
    "ContinueServiceDeployment",
    rates.ECS_SERVICE_MODIFY,
    "answer a deployment that waits at a pause hook",
)
STOP_TASK = _write("StopTask", rates.ECS_CLUSTER_RESOURCE_MODIFY, "stop a task")
RUN_TASK = _write("RunTask", rates.ECS_CLUSTER_RESOURCE_MODIFY, "run a task once", PASS_ROLE)
UPDATE_CONTAINER_INSTANCES_STATE = _write(
    "UpdateContainerInstancesState",
    rates.ECS_CLUSTER_RESOURCE_MODIFY,
    "drain an instance, or take it back into use",
)
EXECUTE_COMMAND = _write(
    "ExecuteCommand", rates.ECS_CLUSTER_RESOURCE_MODIFY, "a shell in a container"
)
