"""Which services have tasks in which subnets."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ecstui.model.ecs import Task
from ecstui.model.network import Network

SERVICE = "service:"


@dataclass(frozen=True, slots=True, order=True)
class Inhabitant:
    """A service, or the group of standalone tasks.

    :param cluster: the ARN of its cluster.
    :param group: `service:<name>` for a service.
    """

    group: str
    cluster: str

    @property
    def name(self) -> str:
        """The service's name, or the group."""
        return self.group.removeprefix(SERVICE)

    @property
    def arn(self) -> str:
        """The ARN of the service; empty for standalone tasks."""
        if not self.group.startswith(SERVICE):
            return ""
        before, _, cluster = self.cluster.partition(":cluster/")
        return f"{before}:service/{cluster}/{self.name}"


Homes = Mapping[str, Counter[Inhabitant]]
"""By subnet, how many tasks of which services are there."""


def homes(
    network: Network, tasks: Iterable[Task], instances: Mapping[str, str | None]
) -> dict[str, Counter[Inhabitant]]:
    """Where tasks are: with network interfaces of their own, or on container instances.

    :param instances: EC2's ids of container instances, by ARN.
    """
    of_instance = {
        it.attachment.instance_id: it.subnet_id
        for it in network.interfaces or ()
        if it.attachment is not None and it.attachment.instance_id
        and not it.attachment.device_index
    }  # fmt: skip
    own = {subnet.subnet_id for subnet in network.subnets}
    found: dict[str, Counter[Inhabitant]] = {}
    for task in tasks:
        host = instances.get(task.container_instance_arn or "")
        subnet = task.subnet_id or of_instance.get(host or "")
        if subnet in own and subnet is not None:
            one = Inhabitant(task.group or "standalone tasks", task.cluster_arn)
            found.setdefault(subnet, Counter())[one] += 1
    return found
