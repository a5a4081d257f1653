"""From where the packets of tasks set out: their own network interface, or their instance's.

Tasks in network mode awsvpc have a network interface of their own; those in modes bridge and host
use the first one of their container instance ("Task networking", ECS developer guide).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ecstui.analysis.network.ends import End, of_interface, of_subnet
from ecstui.model.ecs import AwsVpcConfiguration, Task
from ecstui.model.network import Network
from ecstui.model.network_interface import NetworkInterface
from ecstui.model.subnet import Subnet

Instances = Mapping[str, str | None]
"""EC2's ids of container instances, by ARN."""
Found = tuple[Network, NetworkInterface]
DEFAULT_GROUP = "default"
"""The name of the security group of what names none."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where packets set out.

    :param name: for people.
    :param network: None if no VPC is known that it would be in.
    :param end: None if it is not known, for the reason `why`.
    :param tasks: those that use it.
    """

    name: str
    network: Network | None
    end: End | None
    why: str = ""
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True)
class Attached:
    """How tasks are attached to the network.

    What the agent of a container instance does for its tasks, such as pulling images, sets out from
    the instance even if they have network interfaces of their own; on Fargate it does from those.

    :param settings: of tasks with network interfaces of their own, by their service.
    :param instances: what is known of container instances; None if they could not be read.
    :param fargate: whether tasks run there; on EC2 none has a public address of its own.
    """

    networks: Sequence[Network]
    settings: AwsVpcConfiguration | None = None
    instances: Instances | None = field(default_factory=dict)
    fargate: bool = False

    def of_tasks(self, tasks: Iterable[Task], *, hosts: bool = False) -> tuple[Origin, ...]:
        """Where the packets of tasks set out, those that are bound to fare alike together.

        :param hosts: those of the agent.
        """
        there = _There(self)
        return _together((task, there.of_task(task, hosts=hosts)) for task in tasks)

    def of_service(
        self, tasks: Iterable[Task], candidates: Iterable[str] = (), *, hosts: bool = False
    ) -> tuple[Origin, ...]:
        """Where the packets of a service's tasks set out, and where those of new ones will.

        :param tasks: those that run; and some that stopped, if that tells more.
        :param candidates: ARNs of container instances that tasks may be placed on, where no task
            tells which.
        """
        there = _There(self)
        found = _together((task, there.of_task(task, hosts=hosts)) for task in tasks)
        if self.settings is not None and (self.fargate or not hosts):
            known = {_place(origin) for origin in found}
            coming = [there.in_subnet(subnet) for subnet in self.settings.subnets]
            # Those that run tell whether there is an IPv6 address, too.
            return (*found, *(it for it in coming if _place(it) not in known))
        if found:
            return found
        possible = _together((None, there.of_instance(arn)) for arn in candidates)
        why = "no task of it has run lately, and no container instance is known that might take one"
        return possible or (Origin("its next task", None, None, why),)


class _There:
    """The networks, with what is attached to them found at once."""

    def __init__(self, attached: Attached) -> None:
        self._attached = attached
        self._by_id: dict[str, Found] = {}
        self._by_instance: dict[str, Found] = {}
        for network in attached.networks:
            for interface in network.interfaces or ():
                self._by_id[interface.network_interface_id] = network, interface
                attachment = interface.attachment
                if attachment and attachment.instance_id and not attachment.device_index:
                    self._by_instance[attachment.instance_id] = network, interface

    def of_task(self, task: Task, *, hosts: bool) -> Origin:
        own = task.network_interface_id or task.subnet_id
        if task.container_instance_arn and (hosts or not own):
            return self.of_instance(task.container_instance_arn)
        if own:
            return self._of_own(task)
        return Origin(short(task), None, None, "it has no network interface yet")

    def _of_own(self, task: Task) -> Origin:
        found = self._by_id.get(task.network_interface_id or "")
        if found is not None:
            network, interface = found
            return _at(network, interface, subnet_name(network, interface.subnet_id))
        # A task that has not begun or has stopped has none: one like it stands for it.
        if task.subnet_id is None:
            return Origin(short(task), None, None, "its network interface could not be read")
        return self.in_subnet(task.subnet_id)

    def of_instance(self, arn: str) -> Origin:
        name, instances = f"instance {arn.rpartition('/')[2]}", self._attached.instances
        if instances is None:
            return Origin(name, None, None, "container instances could not be read")
        instance = instances.get(arn)
        if instance is None:
            return Origin(name, None, None, "its EC2 instance is not known")
        found = self._by_instance.get(instance)
        if found is None:
            unread = (it.why_unread("interfaces") for it in self._attached.networks)
            why = next(filter(None, unread), "its network interface could not be read")
            return Origin(instance, None, None, why)
        network, interface = found
        return _at(network, interface, f"{instance} in {subnet_name(network, interface.subnet_id)}")

    def in_subnet(self, subnet_id: str) -> Origin:
        """A task that is yet to start in a subnet, or like one that stopped there."""
        network, subnet = self._subnet(subnet_id)
        if network is None or subnet is None:
            return Origin(subnet_id, None, None, "the subnet could not be read, or is gone")
        name, settings = subnet_name(network, subnet_id), self._attached.settings
        if settings is None:
            return Origin(name, network, None, "which security groups it had is not known")
        groups = settings.security_groups or _default_group(network)
        if groups is None:
            why = network.why_unread("groups") or "the VPC's default security group is not known"
            return Origin(name, network, None, why)
        public = self._attached.fargate and settings.assign_public_ip == "ENABLED"
        return Origin(name, network, of_subnet(subnet, groups, public=public), "it has no block")

    def _subnet(self, subnet_id: str) -> tuple[Network | None, Subnet | None]:
        for network in self._attached.networks:
            for subnet in network.subnets:
                if subnet.subnet_id == subnet_id:
                    return network, subnet
        return None, None


def subnet_name(network: Network, subnet_id: str) -> str:
    """What people call a subnet, else its id."""
    named = (it.name for it in network.subnets if it.subnet_id == subnet_id)
    return next(named, "") or subnet_id


def short(task: Task) -> str:
    """The first characters of a task's id."""
    return f"task {task.task_arn.rpartition('/')[2][:8]}"


def _at(network: Network, interface: NetworkInterface, name: str) -> Origin:
    why = f"{interface.network_interface_id} has no address"
    return Origin(name, network, of_interface(interface), why)


def _default_group(network: Network) -> tuple[str, ...] | None:
    named = (it.group_id for it in network.groups or () if it.group_name == DEFAULT_GROUP)
    return next(((group,) for group in named), None)


def _likeness(origin: Origin) -> object:
    """Equal for origins whose packets meet the same rules, but for rules on single addresses."""
    return _place(origin), origin.end is not None and origin.end.by_ipv6 is not None


def _place(origin: Origin) -> object:
    """The same, whichever versions of IP it has."""
    end = origin.end
    if end is None:
        return origin.name, origin.why
    return end.subnet_id, frozenset(end.group_ids), end.public


def _together(origins: Iterable[tuple[Task | None, Origin]]) -> tuple[Origin, ...]:
    found: dict[object, list[tuple[Task | None, Origin]]] = {}
    for task, origin in origins:
        found.setdefault(_likeness(origin), []).append((task, origin))
    return tuple(_joined(alike) for alike in found.values())


def _joined(alike: Sequence[tuple[Task | None, Origin]]) -> Origin:
    _, first = alike[0]
    names = dict.fromkeys(origin.name for _, origin in alike)
    name = first.name if len(names) == 1 else f"{first.name} and {len(names) - 1} more"
    tasks = tuple(task for task, _ in alike if task is not None)
    return Origin(name, first.network, first.end, first.why, tasks)
