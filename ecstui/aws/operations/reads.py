"""Every operation that the console reads with, but those of ECS, EC2 and IAM."""

from ecstui.aws import rates
from ecstui.aws.operations.operation import Access, Operation
from ecstui.aws.rates import Bucket


def _read(service: str, name: str, bucket: Bucket, why: str, *actions: str) -> Operation:
    """A reading operation whose IAM action has its own name unless `actions` are given."""
    return Operation(service, name, Access.READ, bucket, actions or (f"{service}:{name}",), why)


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
DESCRIBE_DIRECT_CONNECT_GATEWAY_ASSOCIATIONS = _read(
    "directconnect",
    "DescribeDirectConnectGatewayAssociations",
    rates.DIRECT_CONNECT,
    "which Direct Connect gateways lead to a VPC's gateways",
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
DESCRIBE_SECRET = _read(
    "secretsmanager",
    "DescribeSecret",
    rates.SECRETS_MANAGER,
    "whether a secret is there, and whether a new key has arrived; never its value",
)
