"""The ways from a service's load balancers to its tasks.

An Application Load Balancer connects from its own network interfaces; a Network Load Balancer may
keep the address of its client ("Client IP preservation", Elastic Load Balancing user guide).
"""

from collections.abc import Iterable, Iterator, Sequence

from ecstui.analysis.network.ends import End
from ecstui.analysis.network.hop import Hop, Path, Verdict, worst
from ecstui.analysis.network.needs import Need
from ecstui.analysis.network.origins import Origin
from ecstui.analysis.network.reach import balancer_interfaces, from_balancers
from ecstui.model.ecs import LoadBalancer, TaskDefinition
from ecstui.model.network import Network
from ecstui.model.target_group import TRAFFIC_PORT, TargetGroup

PLACE = "target group"


def target_paths(
    origin: Origin,
    balancers: Iterable[LoadBalancer],
    groups: Sequence[TargetGroup] | None,
    definition: TaskDefinition,
) -> Iterator[tuple[Need, Path]]:
    """What becomes of connections from each load balancer to tasks at an origin.

    :param balancers: those of the service.
    :param groups: None if they could not be read.
    """
    for balancer in balancers:
        arn = balancer.target_group_arn
        if arn is not None:
            known = next((it for it in groups or () if it.target_group_arn == arn), None)
            yield from _to_targets(origin, balancer, arn, known, definition)


def _to_targets(
    origin: Origin,
    balancer: LoadBalancer,
    arn: str,
    group: TargetGroup | None,
    definition: TaskDefinition,
) -> Iterator[tuple[Need, Path]]:
    name = arn.split("/")[1] if "/" in arn else arn
    port = _port(origin, balancer, definition)
    need = Need(f"targets of {name}", "", f"requests of its clients, port {port or 'any'}", port)
    if group is None:
        yield need, _unknown(need, arn, "it could not be read")
    elif not group.load_balancer_arns:
        fix = f"add a rule that forwards to {name}"
        hop = Hop(PLACE, name, Verdict.BLOCK, "no load balancer forwards to it", fix)
        yield need, Path(need.name, "no load balancer", (hop,))
    elif not port:
        why = "the port of the instance is chosen when a task starts"
        yield need, _unknown(need, name, why)
    elif origin.end is None or origin.network is None:
        yield need, _unknown(need, origin.name, origin.why)
    elif (end := _addressed(origin.end, group)) is None:
        yield need, _unknown(need, name, f"its targets are IPv6 ones, and {origin.name} has none")
    else:
        for each in _ports(group, port):
            for balancer_arn in group.load_balancer_arns:
                yield need, _by(origin.network, end, balancer_arn, each, need)


def _addressed(end: End, group: TargetGroup) -> End | None:
    """The end by the address by which the target group knows its targets."""
    return end.by_ipv6 if group.ip_address_type == "ipv6" else end


def _ports(group: TargetGroup, port: int) -> tuple[int, ...]:
    """Where it sends requests, and where it asks how the target is, if that is elsewhere."""
    checked = group.health_check_port
    if checked in (None, TRAFFIC_PORT) or not str(checked).isdigit():
        return (port,)
    return tuple(dict.fromkeys((port, int(str(checked)))))


def _by(network: Network, end: End, balancer_arn: str, port: int, need: Need) -> Path:
    """The worst of the ways from the network interfaces of a load balancer."""
    name = balancer_arn.partition(":loadbalancer/")[2]
    interfaces = balancer_interfaces(network, balancer_arn)
    if not interfaces:
        why = network.why_unread("interfaces") or "its network interfaces are not in this VPC"
        return _unknown(need, name, why)
    paths = from_balancers(network, interfaces, end, port)
    if not paths:
        return _unknown(need, name, "its network interfaces have no address")
    decides = worst(path.verdict for path in paths)
    path = next(each for each in paths if each.verdict is decides)
    hops = (Hop("load balancer", name, Verdict.PASS, f"connects to port {port}"), *path.hops)
    if name.startswith("net/"):
        why = "it may keep the address of its clients: who they are is not read here"
        hops = (*hops, Hop("client", name, Verdict.UNKNOWN, why))
    return Path(need.name, f"load balancer {name.split('/')[1] if '/' in name else name}", hops)


def _port(origin: Origin, balancer: LoadBalancer, definition: TaskDefinition) -> int:
    """Where targets listen; 0 while that is not known."""
    if definition.network_mode == "awsvpc":
        return balancer.container_port or 0
    for task in origin.tasks:
        for container in task.containers:
            for binding in container.network_bindings:
                wanted = (balancer.container_name, balancer.container_port)
                if (container.name, binding.container_port) == wanted and binding.host_port:
                    return binding.host_port
    return _fixed_port(balancer, definition)


def _fixed_port(balancer: LoadBalancer, definition: TaskDefinition) -> int:
    for container in definition.container_definitions:
        for mapping in container.port_mappings:
            wanted = (balancer.container_name, balancer.container_port)
            if (container.name, mapping.container_port) == wanted:
                host = definition.network_mode == "host"
                return (mapping.container_port if host else mapping.host_port) or 0
    return 0


def _unknown(need: Need, component: str, why: str) -> Path:
    return Path(need.name, "unknown", (Hop(PLACE, component, Verdict.UNKNOWN, why),))
