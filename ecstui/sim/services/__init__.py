"""The simulated services. A new one is one module with its SERVICE, and one line here."""

from ecstui.sim.call import SimulatedService
from ecstui.sim.services import application_autoscaling, cloudtrail, ecs, iam, sts

SERVICES: dict[str, SimulatedService] = {
    "application-autoscaling": application_autoscaling.SERVICE,
    "cloudtrail": cloudtrail.SERVICE,
    "ecs": ecs.SERVICE,
    "iam": iam.SERVICE,
    "sts": sts.SERVICE,
}
"""Every simulated service by botocore's name for it."""
