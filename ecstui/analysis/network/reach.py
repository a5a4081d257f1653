"""The ways of a task to all that it needs, and of its load balancers to it.

An interface endpoint is taken where the service's name means it, then a gateway endpoint where a
route leads to it, then the internet. A model of the configuration, not a test with packets.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ecstui.analysis.network.blocks import Address, address, block
from ecstui.analysis.network.ends import ANY_CLIENT_PORTS, End, of_interface
from ecstui.analysis.network.hop import Hop, Path, Verdict, worst
from ecstui.analysis.network.inside import between
from ecstui.analysis.network.needs import Need
from ecstui.analysis.network.outside import ROUTE, to_outside
from ecstui.analysis.network.policies import policy_hop
from ecstui.analysis.network.routing import table_of
from ecstui.model.network import Network
from ecstui.model.network_interface import NetworkInterface
from ecstui.model.route_table import Route
from ecstui.model.vpc_endpoint import INTERFACE, VpcEndpoint

SOMEWHERE: dict[int, Address] = {
    4: address("198.51.100.1"),
    6: address("2001:db8:ffff:ffff::1"),
}
"""By IP version, an address that stands for any on the internet that no route is about but a
default one (RFC 5737, RFC 3849)."""
LISTED = frozenset({"s3", "dynamodb"})
"""Services that have prefix lists, and gateway endpoints."""
BALANCER = "ELB "
"""With this the description of a load balancer's network interface begins; its name follows."""


def reach(network: Network, client: End, needs: Iterable[Need], region: str) -> tuple[Path, ...]:
    """A path to each thing that a task needs, by the address of the client."""
    return tuple(path_to(network, client, need, region) for need in needs)


def named_by_ipv4_alone(network: Network, need: Need, region: str) -> bool:
    """Whether what a client asks for by name has no IPv6 address that it could take instead.

    An endpoint has the addresses of its network interfaces ("DNS record IP type", AWS PrivateLink
    guide).
    """
    endpoint = _meant(network, need, region)
    if endpoint is None or network.interfaces is None:
        return need.ipv4_alone
    wanted = frozenset(endpoint.network_interface_ids)
    return not any(
        it.ipv6_address for it in network.interfaces if it.network_interface_id in wanted
    )


def path_to(network: Network, client: End, need: Need, region: str) -> Path:
    """The path to one thing by one version of IP, that of the client's address."""
    unknown = _unknown(network, need, region)
    if unknown is not None:
        return Path(need.name, "unknown", (unknown,))
    endpoint = _meant(network, need, region)
    if endpoint is not None:
        return _by_endpoint(network, client, endpoint, need)
    version = client.address.version
    listed = _listed(network, f".{region}.{need.service}", version) if need.service else []
    # Its names may mean an address in any of the blocks: one that is cut off is enough.
    paths = [_by_internet(network, client, need, it) for it in listed or [SOMEWHERE[version]]]
    return next(path for path in paths if path.verdict is worst(it.verdict for it in paths))


def _by_internet(network: Network, client: End, need: Need, destination: Address) -> Path:
    way, hops = to_outside(network, client, destination, need.port, need.bucket)
    if need.service and (beyond := _beyond(network, client)):
        hops = tuple(_or_by(hop, beyond) for hop in hops)
    return Path(need.name, way, hops)


def _beyond(network: Network, client: End) -> str:
    """What leads from the client's subnet to other VPCs, by id; empty if nothing does."""
    table = table_of(network, client.subnet_id)
    routes = table.routes if table is not None else ()
    return next((it.target for it in routes if it.state == "active" and _leads_to_vpcs(it)), "")


def _leads_to_vpcs(route: Route) -> bool:
    return bool(
        route.transit_gateway_id or route.vpc_peering_connection_id or route.core_network_arn
    )


def _or_by(hop: Hop, beyond: str) -> Hop:
    """Where no route leads to the internet, a name may still mean an endpoint of another VPC: by
    a private hosted zone, as where endpoints are shared ("Centralized access to VPC private
    endpoints", AWS whitepaper on multi-VPC networks).
    """
    if hop.place != ROUTE or hop.verdict is not Verdict.BLOCK:
        return hop
    rule = f"{hop.rule}; whether its name means an endpoint behind {beyond} is not read here"
    return replace(hop, verdict=Verdict.UNKNOWN, rule=rule)


def _unknown(network: Network, need: Need, region: str) -> Hop | None:
    """What keeps it from being known where the name of a service leads; None if that is known."""
    if not need.service:
        return None
    if network.endpoints is None:
        why = network.why_unread("endpoints") or "endpoints could not be read"
        return Hop("endpoint", need.service, Verdict.UNKNOWN, why)
    if network.prefix_lists is None and need.service in LISTED:
        why = network.why_unread("prefix_lists") or "prefix lists could not be read"
        return Hop("prefix list", need.service, Verdict.UNKNOWN, why)
    named = _named(network, need, region)
    if named is None or (network.dns is not None and network.dns.support):
        return None
    why = network.why_unread("dns") or "how names resolve could not be read"
    if network.dns is not None:
        why = "AWS's resolver is off in the VPC: what the VPC's own says is not known"
    return Hop("name", named.vpc_endpoint_id, Verdict.UNKNOWN, why)


def _named(network: Network, need: Need, region: str) -> VpcEndpoint | None:
    """The interface endpoint that has the name of a service."""
    for each in network.endpoints or ():
        named = (each.service_name or "").endswith(f".{region}.{need.service}")
        private = each.vpc_endpoint_type == INTERFACE and each.named
        if need.service and named and private and each.available:
            return each
    return None


def _meant(network: Network, need: Need, region: str) -> VpcEndpoint | None:
    """The interface endpoint that the name means within the VPC, which needs its hostnames."""
    hostnames = network.dns is not None and network.dns.hostnames
    return _named(network, need, region) if hostnames else None


def _by_endpoint(network: Network, client: End, endpoint: VpcEndpoint, need: Need) -> Path:
    """By the worst of its network interfaces: the name may mean any of them."""
    way = f"interface endpoint {endpoint.vpc_endpoint_id}"
    said = f"private DNS: {endpoint.service_name} means it"
    name = Hop("name", endpoint.vpc_endpoint_id, Verdict.PASS, said)
    ends = _ends(network, endpoint, client.address.version)
    if isinstance(ends, str):
        unknown = Hop("endpoint", endpoint.vpc_endpoint_id, Verdict.UNKNOWN, ends)
        return Path(need.name, way, (name, unknown))
    ways = [between(network, client, end, need.port) for end in ends]
    hops = next(
        (hops for hops in ways if _verdict(hops) is worst(map(_verdict, ways))),
        (_no_interfaces(endpoint),),
    )
    return Path(need.name, way, (name, *hops, policy_hop(endpoint, need.bucket)))


def _verdict(hops: Sequence[Hop]) -> Verdict:
    return worst(hop.verdict for hop in hops)


def _no_interfaces(endpoint: VpcEndpoint) -> Hop:
    name = endpoint.vpc_endpoint_id
    fix = f"add a subnet to {name}"
    return Hop("endpoint", name, Verdict.BLOCK, "it is in no subnet", fix)


def _ends(network: Network, endpoint: VpcEndpoint, version: int) -> list[End] | str:
    """Its network interfaces by their addresses of one version of IP; or why they are not known."""
    wanted = frozenset(endpoint.network_interface_ids)
    found = [it for it in network.interfaces or () if it.network_interface_id in wanted]
    if network.interfaces is None or len(found) < len(endpoint.network_interface_ids):
        return network.why_unread("interfaces") or "its network interfaces could not be read"
    ends = [end for each in found if (end := of_interface(each, version=version)) is not None]
    if found and not ends:  # NAT64 might lead there all the same.
        return f"it has no IPv{version} address, and the client has no other"
    return ends


def _listed(network: Network, name: str, version: int) -> list[Address]:
    """An address in each block of a service that has a prefix list of AWS's; else none."""
    for each in network.prefix_lists or ():
        if each.prefix_list_name.endswith(name):
            blocks = [block(cidr) for cidr in each.cidrs]
            return [it.network_address for it in blocks if it.version == version]
    return []


def from_balancers(
    network: Network, balancers: Iterable[NetworkInterface], server: End, port: int
) -> tuple[Path, ...]:
    """A path to the task from each network interface of its load balancers."""
    version = server.address.version
    ends = [of_interface(each, ports=ANY_CLIENT_PORTS, version=version) for each in balancers]
    return tuple(
        Path(f"target port {port}", f"from {end.name}", between(network, end, server, port))
        for end in ends
        if end is not None
    )


def balancer_interfaces(network: Network, arn: str) -> tuple[NetworkInterface, ...]:
    """The network interfaces of a load balancer, by what EC2 says they are for."""
    description = BALANCER + arn.partition(":loadbalancer/")[2]
    return tuple(each for each in network.interfaces or () if each.description == description)
