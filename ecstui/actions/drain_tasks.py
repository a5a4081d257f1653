"""Which tasks leave a container instance when it is drained, which stay, and which cannot leave."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ecstui.actions.action import Site
from ecstui.actions.checks import fresh
from ecstui.actions.plan import Preflight, Result
from ecstui.actions.request import Target
from ecstui.analysis.wording import quantity
from ecstui.aws import ecs
from ecstui.aws.errors import AwsFailure
from ecstui.model.ecs import Service, Task

NAME = "services"
DAEMON = "DAEMON"


@dataclass(frozen=True, slots=True)
class Tasks:
    """The tasks that should run on an instance.

    :param services: how many of each service, by its name.
    :param standalone: how many of no service; draining leaves them alone.
    """

    services: dict[str, int]
    standalone: int

    @property
    def moving(self) -> int:
        """How many are of services."""
        return sum(self.services.values())

    @property
    def by_service(self) -> str:
        """`cart 1, checkout 2`."""
        return ", ".join(f"{name} {number}" for name, number in self.services.items())


async def read(site: Site, target: Target) -> Tasks:
    """The tasks on a container instance.

    :raises AwsFailure: they could not be read.
    """
    found = await fresh.tasks_by(
        site, target.cluster, containerInstance=target.arn, desiredStatus="RUNNING"
    )
    return counted(found)


def counted(tasks: Sequence[Task]) -> Tasks:
    """The tasks by their services."""
    numbers = Counter(fresh.service_of(task) for task in tasks)
    standalone = numbers.pop("", 0)
    return Tasks(dict(sorted(numbers.items())), standalone)


async def check(site: Site, target: Target, tasks: Tasks) -> Preflight:
    """Whether the services can move their tasks; UNKNOWN if they cannot be read."""
    try:
        listing = await ecs.services(site.conn, target.cluster, list(tasks.services))
    except AwsFailure as failure:
        return Preflight(NAME, Result.UNKNOWN, f"not checked: {failure.sentence}")
    if blocking := [it for it in listing.items if not can_move(it)]:
        said = "; ".join(_percentages(it) for it in blocking)
        return Preflight(NAME, Result.WARN, f"never drains: {said}")
    daemons = [it.service_name for it in listing.items if it.scheduling_strategy == DAEMON]
    said = f"{quantity(len(tasks.services) - len(daemons), 'service')} can move"
    if daemons:
        said += f"; stopped here as daemons: {', '.join(daemons)}"
    return Preflight(NAME, Result.PASS, said)


def can_move(service: Service) -> bool:
    """Whether the percentages let a task start before one stops, or stop before one starts.

    Of the desired count the minimum is rounded up and the maximum down (API Reference,
    DeploymentConfiguration). Daemons follow the instance.
    """
    configuration = service.deployment_configuration
    if service.scheduling_strategy == DAEMON or configuration is None:
        return True
    least, most = configuration.minimum_healthy_percent, configuration.maximum_percent
    if least is None or most is None or not service.desired_count:
        return True
    desired = service.desired_count
    return math.ceil(desired * least / 100) < desired or desired * most // 100 > desired


def _percentages(service: Service) -> str:
    configuration = service.deployment_configuration
    assert configuration is not None
    return (
        f"{service.service_name} must keep at least {configuration.minimum_healthy_percent} % and "
        f"at most {configuration.maximum_percent} % of {quantity(service.desired_count, 'task')}"
    )
