"""THE list: every AWS operation that ecstui may call.

The guard, the budget and the printed IAM policy are all derived from it. To allow one more
operation, add one line to `reads` or `writes`, and its name here. `never.py` names operations that
must not be added.

Tags that are included in what an operation describes need no ecs:ListTagsForResource: Describe
operations have no dependent actions ("Actions, resources, and condition keys for Amazon Elastic
Container Service", Service Authorization Reference).
"""

from ecstui.aws.operations.credentials import CREDENTIAL_OPERATIONS
from ecstui.aws.operations.operation import Access, Operation
from ecstui.aws.operations.reads import (
    DESCRIBE_CAPACITY_PROVIDERS,
    DESCRIBE_CLUSTERS,
    DESCRIBE_CONTAINER_INSTANCES,
    DESCRIBE_SERVICE_DEPLOYMENTS,
    DESCRIBE_SERVICE_REVISIONS,
    DESCRIBE_SERVICES,
    DESCRIBE_TASK_DEFINITION,
    DESCRIBE_TASKS,
    GET_CALLER_IDENTITY,
    LIST_ACCOUNT_ALIASES,
    LIST_CLUSTERS,
    LIST_CONTAINER_INSTANCES,
    LIST_SERVICE_DEPLOYMENTS,
    LIST_SERVICES,
    LIST_TASK_DEFINITION_FAMILIES,
    LIST_TASK_DEFINITIONS,
    LIST_TASKS,
    READS,
)
from ecstui.aws.operations.writes import (
    CONTINUE_SERVICE_DEPLOYMENT,
    DEREGISTER_TASK_DEFINITION,
    EXECUTE_COMMAND,
    REGISTER_SCALABLE_TARGET,
    REGISTER_TASK_DEFINITION,
    RUN_TASK,
    STOP_SERVICE_DEPLOYMENT,
    STOP_TASK,
    UPDATE_CONTAINER_INSTANCES_STATE,
    UPDATE_SERVICE,
    WRITES,
)

OPERATIONS: tuple[Operation, ...] = READS + WRITES
"""All that the console calls once it has credentials."""

__all__ = [
    "CONTINUE_SERVICE_DEPLOYMENT",
    "CREDENTIAL_OPERATIONS",
    "DEREGISTER_TASK_DEFINITION",
    "DESCRIBE_CAPACITY_PROVIDERS",
    "DESCRIBE_CLUSTERS",
    "DESCRIBE_CONTAINER_INSTANCES",
    "DESCRIBE_SERVICES",
    "DESCRIBE_SERVICE_DEPLOYMENTS",
    "DESCRIBE_SERVICE_REVISIONS",
    "DESCRIBE_TASKS",
    "DESCRIBE_TASK_DEFINITION",
    "EXECUTE_COMMAND",
    "GET_CALLER_IDENTITY",
    "LIST_ACCOUNT_ALIASES",
    "LIST_CLUSTERS",
    "LIST_CONTAINER_INSTANCES",
    "LIST_SERVICES",
    "LIST_SERVICE_DEPLOYMENTS",
    "LIST_TASKS",
    "LIST_TASK_DEFINITIONS",
    "LIST_TASK_DEFINITION_FAMILIES",
    "OPERATIONS",
    "READS",
    "REGISTER_SCALABLE_TARGET",
    "REGISTER_TASK_DEFINITION",
    "RUN_TASK",
    "STOP_SERVICE_DEPLOYMENT",
    "STOP_TASK",
    "UPDATE_CONTAINER_INSTANCES_STATE",
    "UPDATE_SERVICE",
    "WRITES",
    "Access",
    "Operation",
]
