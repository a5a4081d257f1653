"""THE list: every AWS operation that ecstui may call.

The guard, the budget and the printed IAM policy are all derived from it. To allow one more
operation, add one line. `never.py` names operations that must not be added.

Tags that are included in what an operation describes need no ecs:ListTagsForResource: Describe
operations have no dependent actions ("Actions, resources, and condition keys for Amazon Elastic
Container Service", Service Authorization Reference).
"""

from dataclasses import dataclass
from enum import Enum

from ecstui.aws import rates
from ecstui.aws.rates import Bucket


class Access(Enum):
    """Whether an operation can change anything."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Operation:
    """One AWS operation.

    :param service: botocore's name of the service.
    :param name: the operation as AWS spells it.
    :param bucket: the AWS rate bucket that a call is taken from.
    :param iam_actions: what IAM must allow for it.
    :param why: what the console needs it for.
    :param resource: the resource of the IAM statement, `*` where AWS takes no other.
    """

    service: str
    name: str
    access: Access
    bucket: Bucket
    iam_actions: tuple[str, ...]
    why: str
    resource: str = "*"

    def __str__(self) -> str:
        return f"{self.service}:{self.name}"


def _read(service: str, name: str, bucket: Bucket, why: str, *actions: str) -> Operation:
    """A reading operation whose IAM action has its own name unless `actions` are given."""
    return Operation(service, name, Access.READ, bucket, actions or (f"{service}:{name}",), why)


LIST_CLUSTERS = _read("ecs", "ListClusters", rates.ECS_CLUSTER_READ, "which clusters there are")
DESCRIBE_CLUSTERS = _read(
    "ecs", "DescribeClusters", rates.ECS_CLUSTER_READ, "their task counts, the signal for change"
)
LIST_SERVICES = _read("ecs", "ListServices", rates.ECS_SERVICE_READ, "which services a cluster has")
DESCRIBE_SERVICES = _read(
    "ecs", "DescribeServices", rates.ECS_SERVICE_READ, "counts, deployments and events of services"
)
LIST_TASKS = _read(
    "ecs", "ListTasks", rates.ECS_CLUSTER_RESOURCE_READ, "which tasks run and which stopped"
)
DESCRIBE_TASKS = _read(
    "ecs", "DescribeTasks", rates.ECS_CLUSTER_RESOURCE_READ, "states, exit codes and stop reasons"
)
DESCRIBE_SERVICE_DEPLOYMENTS = _read(
    "ecs",
    "DescribeServiceDeployments",
    rates.ECS_SERVICE_DEPLOYMENT_READ,
    "circuit breaker, rollback and hooks of a rollout",
)
LIST_SERVICE_DEPLOYMENTS = _read(
    "ecs",
    "ListServiceDeployments",
    rates.ECS_SERVICE_DEPLOYMENT_READ,
    "the history of a service's rollouts",
)
DESCRIBE_SERVICE_REVISIONS = _read(
    "ecs",
    "DescribeServiceRevisions",
    rates.ECS_SERVICE_REVISION_READ,
    "what a rollout brought, with the digests of the images",
)
LIST_TASK_DEFINITION_FAMILIES = _read(
    "ecs",
    "ListTaskDefinitionFamilies",
    rates.ECS_TASK_DEFINITION_READ,
    "which task definitions there are",
)
LIST_TASK_DEFINITIONS = _read(
    "ecs",
    "ListTaskDefinitions",
    rates.ECS_TASK_DEFINITION_READ,
    "which revisions a task definition has",
)
DESCRIBE_TASK_DEFINITION = _read(
    "ecs",
    "DescribeTaskDefinition",
    rates.ECS_TASK_DEFINITION_READ,
    "images, sizes, ports and environment of tasks",
)
LIST_CONTAINER_INSTANCES = _read(
    "ecs",
    "ListContainerInstances",
    rates.ECS_CLUSTER_RESOURCE_READ,
    "which instances a cluster has",
)
DESCRIBE_CONTAINER_INSTANCES = _read(
    "ecs",
    "DescribeContainerInstances",
    rates.ECS_CLUSTER_RESOURCE_READ,
    "their agents, health and free resources",
)
DESCRIBE_CAPACITY_PROVIDERS = _read(
    "ecs",
    "DescribeCapacityProviders",
    rates.ECS_CAPACITY_PROVIDER_READ,
    "what the tasks of a cluster can run on",
)
GET_CALLER_IDENTITY = _read(
    "sts", "GetCallerIdentity", rates.STS, "which account and principal this is"
)
LIST_ACCOUNT_ALIASES = _read(
    "iam", "ListAccountAliases", rates.IAM, "the account's name for the identity line"
)
OPERATIONS: tuple[Operation, ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, Operation)
)
"""All of the above."""


def _credentials(service: str, name: str, why: str) -> Operation:
    """An operation with which botocore turns the user's sign-in into credentials."""
    return Operation(service, name, Access.WRITE, rates.STS, (), why)


CREDENTIAL_OPERATIONS: tuple[Operation, ...] = (
    _credentials("sts", "AssumeRole", "profiles with role_arn"),
    _credentials("sts", "AssumeRoleWithWebIdentity", "profiles with web_identity_token_file"),
    _credentials("sso", "GetRoleCredentials", "profiles of IAM Identity Center"),
    _credentials("sso-oidc", "CreateToken", "renews an IAM Identity Center sign-in"),
    _credentials("signin", "CreateOAuth2Token", "renews an `aws login` sign-in"),
)
"""Allowed only to the session that resolves credentials, which can call nothing else."""
