"""What a deployment does to the tasks of a service while it goes on.

Source: API reference, DeploymentConfiguration: `minimumHealthyPercent` of the desired count is
rounded up, `maximumPercent` is rounded down; Developer Guide, "Amazon ECS blue/green deployments":
all new tasks are started beside the old ones.
"""

from dataclasses import dataclass

from ecstui.analysis.wording import quantity
from ecstui.model.ecs import Service

ROLLING = "ROLLING"


@dataclass(frozen=True, slots=True)
class RolloutEffect:
    """How many tasks are replaced, and how many run meanwhile.

    :param least: run at least throughout.
    :param most: run at most at the same time.
    """

    replaced: int
    least: int
    most: int
    strategy: str = ROLLING

    @property
    def stuck(self) -> bool:
        """Whether no task may be stopped and none started, so that it can never proceed."""
        return self.strategy == ROLLING and self.replaced > 0 and self.least >= self.most

    @property
    def sentence(self) -> str:
        """`4 tasks replaced, at least 4 running throughout, up to 8`."""
        if not self.replaced:
            return "no task is replaced: the desired count is 0"
        tasks = quantity(self.replaced, "task")
        if self.strategy != ROLLING:
            return f"{tasks} started beside the old, up to {self.most} ({self.strategy})"
        return f"{tasks} replaced, at least {self.least} running throughout, up to {self.most}"


def rollout_effect(service: Service) -> RolloutEffect:
    """What a new deployment of the service would do with its present configuration."""
    configuration = service.deployment_configuration
    daemon = service.scheduling_strategy == "DAEMON"
    # Defaults of CreateService.
    least, most = (0, 100) if daemon else (100, 200)
    strategy = ROLLING
    if configuration is not None:
        if configuration.minimum_healthy_percent is not None:
            least = configuration.minimum_healthy_percent
        if configuration.maximum_percent is not None:
            most = configuration.maximum_percent
        strategy = configuration.strategy or ROLLING
    count = service.desired_count
    if strategy != ROLLING:
        return RolloutEffect(count, count, 2 * count, strategy)
    return RolloutEffect(count, -(-count * least // 100), count * most // 100)
