"""What stands on network interfaces: tasks on their own or on their instance's, load balancers,
functions of AWS Lambda, endpoints, and others.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ecstui.analysis.network.inhabitants import Inhabitant
from ecstui.analysis.wording import quantity
from ecstui.model.ecs import Task
from ecstui.model.network_interface import NetworkInterface

ATTACHMENT = ":attachment/"
"""What ECS writes into the description of a task's network interface."""
TASK, INSTANCE, BALANCER = "task", "instance", "load balancer"
LAMBDA = "AWS Lambda VPC ENI-"
"""With this the description of a function's network interface begins; its name follows."""
KINDS = {"nat_gateway": "NAT gateway", "natGateway": "NAT gateway", "vpc_endpoint": "endpoint"}
"""Types of network interfaces as people say them."""
UUID_PARTS, UUID_END = 5, 12
"""Parts of a UUID, and characters of the last."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Whose tasks are where, of the clusters that have been read.

    :param own: whose the network interfaces are that ECS made for tasks, by id.
    :param hosted: by EC2 instance, tasks in network modes bridge and host, which have none of their
        own.
    """

    own: Mapping[str, Inhabitant]
    hosted: Mapping[str, Counter[Inhabitant]]


@dataclass(frozen=True, slots=True)
class Tenant:
    """What has network interfaces.

    :param name: of a service, a load balancer, an instance, a function; empty if not known.
    :param interfaces: how many it has.
    :param hosted: of an instance, how many tasks use its network interface; None if not known.
    """

    kind: str
    name: str
    interfaces: int
    hosted: int | None = None


def whereabouts(tasks: Iterable[Task], instances: Mapping[str, str | None]) -> Whereabouts:
    """Whose tasks are where.

    :param instances: EC2's ids of the container instances of the same clusters, by ARN.
    """
    own: dict[str, Inhabitant] = {}
    hosted: dict[str, Counter[Inhabitant]] = {it: Counter() for it in instances.values() if it}
    for task in tasks:
        one = Inhabitant(task.group or "standalone tasks", task.cluster_arn)
        host = instances.get(task.container_instance_arn or "")
        if task.network_interface_id:
            own[task.network_interface_id] = one
        elif host:
            hosted[host][one] += 1
    return Whereabouts(own, hosted)


def tenants(
    interfaces: Iterable[NetworkInterface], known: Whereabouts | None
) -> tuple[Tenant, ...]:
    """What has these network interfaces: tasks first, then what has the most.

    :param known: None if no cluster has been read.
    """
    counts = Counter(_who(each, known) for each in interfaces)
    found = [
        Tenant(kind, name, count, _hosted(name, known) if kind == INSTANCE else None)
        for (kind, name), count in counts.items()
    ]
    return tuple(sorted(found, key=_order))


def _order(it: Tenant) -> tuple[bool, bool, int, str, str]:
    return it.kind != TASK, it.kind != INSTANCE, -it.interfaces, it.kind, it.name


def _hosted(instance: str, known: Whereabouts | None) -> int | None:
    tasks = known.hosted.get(instance) if known is not None else None
    return tasks.total() if tasks is not None else None


def _who(interface: NetworkInterface, known: Whereabouts | None) -> tuple[str, str]:
    """The kind and the name of what has a network interface."""
    description = interface.description
    if ATTACHMENT in description:
        one = known.own.get(interface.network_interface_id) if known is not None else None
        return TASK, one.name if one is not None else ""
    if description.startswith("ELB "):
        return BALANCER, description.removeprefix("ELB ").rpartition("/")[0]
    if description.startswith(LAMBDA):
        return "Lambda function", _function(description.removeprefix(LAMBDA))
    if interface.attachment is not None and interface.attachment.instance_id:
        return INSTANCE, interface.attachment.instance_id
    kind = interface.interface_type or "interface"
    return KINDS.get(kind, kind.replace("_", " ")), ""


def _function(rest: str) -> str:
    """The name of a function: Lambda puts a UUID or a number behind it."""
    parts = rest.split("-")
    uuid = len(parts) > UUID_PARTS and len(parts[-1]) == UUID_END
    return "-".join(parts[:-UUID_PARTS] if uuid else parts[:-1]) or rest


def summary(found: Iterable[Tenant]) -> str:
    """`12 tasks (4 on 2 instances), 3 load balancer interfaces`; empty of nothing."""
    return ", ".join(_summed(tuple(found)))


def _summed(found: tuple[Tenant, ...]) -> Iterator[str]:
    own = sum(it.interfaces for it in found if it.kind == TASK)
    hosts = {it.name: it.hosted for it in found if it.kind == INSTANCE}
    on_them = sum(it or 0 for it in hosts.values())
    if own or on_them:
        busy = sum(bool(tasks) for tasks in hosts.values())
        part = f" ({on_them} on {quantity(busy, INSTANCE)})" if on_them else ""
        yield f"{quantity(own + on_them, TASK)}{part}"
    if idle := [name for name, tasks in hosts.items() if tasks == 0]:
        yield f"{quantity(len(idle), INSTANCE)} without such tasks"
    if unread := [name for name, tasks in hosts.items() if tasks is None]:
        yield f"{quantity(len(unread), INSTANCE)}, whose tasks are not counted"
    kinds: Counter[str] = Counter()
    for each in found:
        if each.kind not in (TASK, INSTANCE):
            kinds[each.kind] += each.interfaces
    for kind, count in kinds.most_common():
        yield quantity(count, kind if kind.endswith("interface") else f"{kind} interface")
