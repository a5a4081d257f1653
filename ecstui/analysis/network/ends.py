"""The two ends of a connection, as rules see them."""

from dataclasses import dataclass

from ecstui.analysis.network.blocks import Address, address, block
from ecstui.model.network_interface import NetworkInterface
from ecstui.model.subnet import Subnet

LINUX_PORTS = (32768, 60999)
"""From which Linux takes the port of an outgoing connection (net.ipv4.ip_local_port_range)."""
ANY_CLIENT_PORTS = (1024, 65535)
"""From which NAT gateways and load balancers take it ("Ephemeral ports", VPC user guide)."""
FIRST_USABLE = 4

Ports = tuple[int, int]


@dataclass(frozen=True, slots=True)
class End:
    """One end of a connection, in a subnet of the VPC.

    :param name: what it is, for a sentence.
    :param ports: from which it takes the port of a connection that it opens.
    :param public: whether an internet gateway translates its address.
    """

    name: str
    subnet_id: str
    group_ids: tuple[str, ...]
    address: Address
    ports: Ports = LINUX_PORTS
    public: bool = False


def of_interface(
    interface: NetworkInterface, *, ports: Ports = LINUX_PORTS, version: int | None = None
) -> End | None:
    """The end that is a network interface; None if it has no such address.

    IPv4 is taken where there is both. An IPv6 address needs no translation.

    :param version: of IP, where the other end has only that; None for any.
    """
    four, six = interface.private_ip_address, interface.ipv6_address
    text = {4: four, 6: six}.get(version) if version is not None else four or six
    if text is None:
        return None
    return End(
        interface.network_interface_id,
        interface.subnet_id,
        interface.group_ids,
        address(text),
        ports,
        text == six or interface.public_ip is not None,
    )


def of_subnet(subnet: Subnet, group_ids: tuple[str, ...], *, public: bool = False) -> End | None:
    """A task that is still to start in a subnet: its first usable address stands for whichever.

    None if the subnet has no block.

    :param public: whether it is to get a public address.
    """
    six = [it.ipv6_cidr_block for it in subnet.ipv6_cidr_block_association_set]
    cidr = subnet.cidr_block or next(iter(six), None)
    if cidr is None:
        return None
    first = block(cidr)[FIRST_USABLE]
    name = f"a task in {subnet.subnet_id}"
    return End(name, subnet.subnet_id, group_ids, first, public=public or first.version == 6)
