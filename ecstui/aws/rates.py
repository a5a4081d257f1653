"""How many calls AWS allows: the documented token buckets.

ECS: Amazon ECS API Reference, "Request throttling for the Amazon ECS API" (per account and Region,
shared with every other caller in the account). STS: IAM User Guide, "IAM and AWS STS quotas".
Elastic Load Balancing and EC2: "Request throttling" of their documentation; EC2 has a bucket for
each action. CloudTrail: API Reference, LookupEvents.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bucket:
    """One of AWS's token buckets: `burst` calls at once, `refill` calls a second."""

    name: str
    burst: float
    refill: float


ECS_CLUSTER_READ = Bucket("ecs cluster read", 50, 20)
ECS_SERVICE_READ = Bucket("ecs service read", 100, 20)
ECS_CLUSTER_RESOURCE_READ = Bucket("ecs cluster resource read", 100, 20)
ECS_SERVICE_DEPLOYMENT_READ = Bucket("ecs service deployment read", 50, 20)
ECS_SERVICE_REVISION_READ = Bucket("ecs service revision read", 50, 20)
ECS_TASK_DEFINITION_READ = Bucket("ecs task definition read", 50, 20)
ECS_CAPACITY_PROVIDER_READ = Bucket("ecs capacity provider read", 50, 20)
ECS_SERVICE_MODIFY = Bucket("ecs service modify", 50, 5)
"""Also of service deployments: the documentation names no bucket of theirs for changes."""
ECS_TASK_DEFINITION_MODIFY = Bucket("ecs task definition modify", 20, 1)
ECS_CLUSTER_RESOURCE_MODIFY = Bucket("ecs cluster resource modify", 100, 40)
ECS_TASK_PROTECTION = Bucket("ecs task protection", 200, 80)
ELASTIC_LOAD_BALANCING_READ = Bucket("elastic load balancing read", 40, 10)
CLOUDTRAIL_LOOKUP = Bucket("cloudtrail LookupEvents", 2, 2)
CLOUDTRAIL_READ = Bucket("cloudtrail read", 10, 10)
APPLICATION_AUTOSCALING = Bucket("application autoscaling", 5, 5)
ECR = Bucket("ecr", 10, 10)
SERVICE_QUOTAS = Bucket("service quotas", 5, 5)
DIRECT_CONNECT = Bucket("direct connect", 10, 10)
"""AWS publishes no rate for these five: assumptions on the careful side."""
SECRETS_MANAGER = Bucket("secrets manager", 10, 10)
"""PutSecretValue has 50 a second (user guide, "AWS Secrets Manager quotas"); one is needed."""
STS = Bucket("sts", 600, 600)
IAM = Bucket("iam", 20, 20)
"""AWS publishes no rate for IAM: of this our share is five calls a second, on the careful side."""


def ec2_action(name: str) -> Bucket:
    """The bucket of a reading action of EC2's, of which each has its own.

    A few actions have only 50 and 10 where neither a filter nor a page size is given, which the
    console never does without.
    """
    return Bucket(f"ec2 {name}", 100, 20)
