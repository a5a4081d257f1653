"""Who a rule means: the groups, blocks and prefix lists that it names, in words."""

from collections import Counter
from collections.abc import Mapping

from ecstui.analysis.network.blocks import block
from ecstui.analysis.network.tenants import ATTACHMENT
from ecstui.analysis.wording import quantity
from ecstui.model.network import Network
from ecstui.model.network_interface import NetworkInterface
from ecstui.model.security_group import SecurityGroupRule

NOBODY = "nothing has it"
EVERYONE = frozenset({"0.0.0.0/0", "::/0"})


def who(network: Network, rule: SecurityGroupRule, having: Mapping[str, str]) -> str:
    """Who is on the other side of a security group's rule.

    :param having: what has each group, as `members` tells.
    """
    group = rule.referenced_group_info
    if group is not None and group.group_id is not None:
        if group.vpc_peering_connection_id:
            return f"a group of the peer behind {group.vpc_peering_connection_id}"
        return _group(network, group.group_id, having)
    if rule.prefix_list_id is not None:
        names = {it.prefix_list_id: it.prefix_list_name for it in network.prefix_lists or ()}
        return names.get(rule.prefix_list_id, "a prefix list that could not be read")
    return whose(network, rule.cidr_ipv4 or rule.cidr_ipv6 or "")


def _group(network: Network, group_id: str, having: Mapping[str, str]) -> str:
    """A group by its name, and what has it."""
    names = (it.group_name for it in network.groups or () if it.group_id == group_id)
    name = next(names, "") or "a group that could not be read"
    nobody = "who has it could not be read" if network.interfaces is None else NOBODY
    return f"{name}: {having.get(group_id, nobody)}"


def members(network: Network) -> dict[str, str]:
    """What has each security group: `5 tasks, 3 app/prod-web interfaces`."""
    counts: dict[str, Counter[str]] = {}
    for interface in network.interfaces or ():
        for group in interface.group_ids:
            counts.setdefault(group, Counter())[_kind(interface)] += 1
    return {group: _counted(found) for group, found in counts.items()}


def _counted(found: Counter[str]) -> str:
    return ", ".join(quantity(count, kind) for kind, count in found.most_common())


def _kind(interface: NetworkInterface) -> str:
    """What has a network interface, in one word or two."""
    description = interface.description
    if ATTACHMENT in description:
        return "task"
    if description.startswith("ELB "):
        return f"{description.rpartition('/')[0].removeprefix('ELB ')} interface"
    if interface.attachment is not None and interface.attachment.instance_id:
        return "instance"
    return (interface.interface_type or "interface").replace("_", " ")


def whose(network: Network, cidr: str) -> str:
    """Whose addresses a block has: everyone's, the VPC's, a subnet's, a peer's, a VPN's."""
    if not cidr:
        return ""
    if cidr in EVERYONE:
        return "everyone"
    wanted = block(cidr)
    if cidr in network.vpc.blocks:
        return "all of the VPC"
    names = [
        it.name or it.subnet_id
        for it in network.subnets
        if it.cidr_block is not None and _within(it.cidr_block, cidr)
    ]
    if names:
        return f"subnet {names[0]}" if len(names) == 1 else f"{len(names)} subnets"
    for subnet in network.subnets:
        if subnet.cidr_block is not None and _within(cidr, subnet.cidr_block):
            return f"in subnet {subnet.name or subnet.subnet_id}"
    for owner, known in _others(network):
        if _within(cidr, known):
            return f"behind {owner}"
    return "a private network" if wanted.is_private else "on the internet"


def _others(network: Network) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for peering in network.peerings or ():
        side = peering.other_side(network.vpc.vpc_id)
        name = peering.name or peering.vpc_peering_connection_id
        found += [(f"peering {name}", each) for each in (side.blocks if side is not None else ())]
    for vpn in network.vpn_connections or ():
        name = vpn.name or vpn.vpn_connection_id
        found += [(f"VPN {name}", str(it.destination_cidr_block)) for it in vpn.routes
                  if it.destination_cidr_block]  # fmt: skip
    return found


def _within(inner: str, outer: str) -> bool:
    one, other = block(inner), block(outer)
    if one.version != other.version or one.prefixlen < other.prefixlen:
        return False
    return one.network_address in other
