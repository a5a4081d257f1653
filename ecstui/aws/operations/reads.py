"""Every operation that the console reads with."""

from ecstui.aws import rates
from ecstui.aws.operations.operation import Access, Operation
from ecstui.aws.rates import Bucket


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
GET_TASK_PROTECTION = _read(
    "ecs",
    "GetTaskProtection",
    rates.ECS_TASK_PROTECTION,
    "which tasks scaling in cannot stop",
)
DESCRIBE_SCALABLE_TARGETS = _read(
    "application-autoscaling",
    "DescribeScalableTargets",
    rates.APPLICATION_AUTOSCALING,
    "between which limits a service is scaled",
)
DESCRIBE_SCALING_POLICIES = _read(
    "application-autoscaling",
    "DescribeScalingPolicies",
    rates.APPLICATION_AUTOSCALING,
    "by what a service is scaled",
)
DESCRIBE_SCALING_ACTIVITIES = _read(
    "application-autoscaling",
    "DescribeScalingActivities",
    rates.APPLICATION_AUTOSCALING,
    "what autoscaling did, and why it did not",
)
DESCRIBE_IMAGES = _read(
    "ecr", "DescribeImages", rates.ECR, "whether an image is there, and what its tag means now"
)
BATCH_GET_IMAGE = _read("ecr", "BatchGetImage", rates.ECR, "which processors an image is for")
DESCRIBE_CONNECTIONS = _read(
    "directconnect",
    "DescribeConnections",
    rates.DIRECT_CONNECT,
    "whether a connection of Direct Connect is up",
)
DESCRIBE_VIRTUAL_INTERFACES = _read(
    "directconnect",
    "DescribeVirtualInterfaces",
    rates.DIRECT_CONNECT,
    "which of them lead to a VPC, and whether their BGP sessions are up",
)
LIST_SERVICE_QUOTAS = _read(
    "service-quotas",
    "ListServiceQuotas",
    rates.SERVICE_QUOTAS,
    "how many vCPUs of Fargate may run",
    "servicequotas:ListServiceQuotas",
)
DESCRIBE_TARGET_GROUPS = _read(
    "elbv2",
    "DescribeTargetGroups",
    rates.ELASTIC_LOAD_BALANCING_READ,
    "which load balancers lead to the tasks, and to which port",
    "elasticloadbalancing:DescribeTargetGroups",
)
DESCRIBE_TARGET_HEALTH = _read(
    "elbv2",
    "DescribeTargetHealth",
    rates.ELASTIC_LOAD_BALANCING_READ,
    "whether a load balancer finds the tasks healthy",
    "elasticloadbalancing:DescribeTargetHealth",
)
LOOKUP_EVENTS = _read(
    "cloudtrail", "LookupEvents", rates.CLOUDTRAIL_LOOKUP, "who else changed something"
)
DESCRIBE_TRAILS = _read(
    "cloudtrail", "DescribeTrails", rates.CLOUDTRAIL_READ, "which trails keep events"
)
GET_TRAIL_STATUS = _read(
    "cloudtrail", "GetTrailStatus", rates.CLOUDTRAIL_READ, "whether a trail logs and delivers"
)
GET_EVENT_SELECTORS = _read(
    "cloudtrail", "GetEventSelectors", rates.CLOUDTRAIL_READ, "which events a trail keeps"
)
GET_CALLER_IDENTITY = _read(
    "sts", "GetCallerIdentity", rates.STS, "which account and principal this is"
)
LIST_ACCOUNT_ALIASES = _read(
    "iam", "ListAccountAliases", rates.IAM, "the account's name for the identity line"
)
GET_ROLE = _read(
    "iam", "GetRole", rates.IAM, "the whole ARN of the role in use, for what it may do"
)
SIMULATE_PRINCIPAL_POLICY = _read(
    "iam", "SimulatePrincipalPolicy", rates.IAM, "whether a change would be allowed"
)
GET_USER = _read("iam", "GetUser", rates.IAM, "the whole ARN of a user whose key is rotated")
LIST_ACCESS_KEYS = _read("iam", "ListAccessKeys", rates.IAM, "which keys a user has")
GET_ACCESS_KEY_LAST_USED = _read(
    "iam", "GetAccessKeyLastUsed", rates.IAM, "whether a key is still in use, and where"
)
DESCRIBE_SECRET = _read(
    "secretsmanager",
    "DescribeSecret",
    rates.SECRETS_MANAGER,
    "whether a secret is there, and whether a new key has arrived; never its value",
)
READS: tuple[Operation, ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, Operation)
)
"""All of the above."""
