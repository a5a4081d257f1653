"""The simulated services. A new one is one module with its SERVICE, and one line here."""

from ecstui.sim.call import SimulatedService
from ecstui.sim.services import (
    application_autoscaling,
    cloudtrail,
    direct_connect,
    ec2,
    ecr,
    ecs,
    elbv2,
    iam,
    secretsmanager,
    service_quotas,
    sts,
)

SERVICES: dict[str, SimulatedService] = {
    "application-autoscaling": application_autoscaling.SERVICE,
    "cloudtrail": cloudtrail.SERVICE,
    "directconnect": direct_connect.SERVICE,
    "ec2": ec2.SERVICE,
    "ecr": ecr.SERVICE,
    "ecs": ecs.SERVICE,
    "elbv2": elbv2.SERVICE,
    "iam": iam.SERVICE,
    "secretsmanager": secretsmanager.SERVICE,
    "service-quotas": service_quotas.SERVICE,
    "sts": sts.SERVICE,
}
"""Every simulated service by botocore's name for it."""
