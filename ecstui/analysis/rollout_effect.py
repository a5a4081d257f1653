"""What a deployment does to the tasks of a service while it goes on."""

import math
from dataclasses import dataclass

from ecstui.analysis.wording import quantity
from ecstui.model.ecs import Service

REPLICA = (100, 200)
DAEMON = (0, 100)
"""minimumHealthyPercent and maximumPercent where none are set (API Reference,
DeploymentConfiguration)."""
ROLLING = "ROLLING"


@dataclass(frozen=True, slots=True)
class RolloutEffect:
    """How many tasks there are while all of them are being replaced.

    :param least: so many keep running: minimumHealthyPercent, rounded up.
    :param most: so many are there at the same time: maximumPercent, rounded down.
    """

    desired: int
    least: int
    most: int

    @property
    def stuck(self) -> bool:
        """Whether ECS may neither stop an old task first nor start a new one first."""
        return 0 < self.desired <= self.least and self.most <= self.desired

    @property
    def sentence(self) -> str:
        """`4 tasks replaced, at least 4 running throughout, up to 8`."""
        if self.desired == 0:
            return "no tasks are replaced: the desired count is 0"
        return (
            f"{quantity(self.desired, 'task')} replaced, at least {self.least} running "
            f"throughout, up to {self.most}"
        )


def rolling(desired: int, minimum_healthy_percent: int, maximum_percent: int) -> RolloutEffect:
    """The effect of a rolling update (API Reference, DeploymentConfiguration)."""
    least = math.ceil(desired * minimum_healthy_percent / 100)
    return RolloutEffect(desired, least, desired * maximum_percent // 100)


def rollout_effect(service: Service) -> RolloutEffect:
    """The effect of a new deployment of a service, as it is set now.

    A deployment by another strategy than ROLLING starts all new tasks beside all old ones
    (Developer Guide, "Amazon ECS blue/green deployments").
    """
    chosen, desired = service.deployment_configuration, service.desired_count
    if chosen is not None and chosen.strategy not in (None, ROLLING):
        return RolloutEffect(desired, desired, 2 * desired)
    lower, upper = DAEMON if service.scheduling_strategy == "DAEMON" else REPLICA
    if chosen is not None and chosen.minimum_healthy_percent is not None:
        lower = chosen.minimum_healthy_percent
    if chosen is not None and chosen.maximum_percent is not None:
        upper = chosen.maximum_percent
    return rolling(desired, lower, upper)
