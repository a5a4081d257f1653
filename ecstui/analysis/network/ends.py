"""The two ends of a connection, as rules see them."""

from dataclasses import dataclass, replace

from ecstui.analysis.network.blocks import Address, address, block
from ecstui.model.network_interface import NetworkInterface
from ecstui.model.subnet import Subnet

LINUX_PORTS = (32768, 60999)
"""From which Linux takes the port of an outgoing connection (net.ipv4.ip_local_port_range)."""
ANY_CLIENT_PORTS = (1024, 65535)
"""From which NAT gateways and load balancers take it ("Ephemeral ports", VPC user guide)."""
FIRST_USABLE = 4
IPV6 = 6

Ports = tuple[int, int]


@dataclass(frozen=True, slots=True)
class End:
    """One end of a connection, in a subnet of the VPC.

    :param name: what it is, for a sentence.
    :param ports: from which it takes the port of a connection that it opens.
    :param public: whether an internet gateway translates its address.
    :param ipv6: its IPv6 address, if it has one beside that of IPv4.
    """

    name: str
    subnet_id: str
    group_ids: tuple[str, ...]
    address: Address
    ports: Ports = LINUX_PORTS
    public: bool = False
    ipv6: Address | None = None

    @property
    def by_ipv6(self) -> "End | None":
        """The same by its IPv6 address, which needs no translation; None if it has none."""
        if self.address.version == IPV6:
            return self
        if self.ipv6 is None:
            return None
        return replace(self, address=self.ipv6, public=True, ipv6=None)


def of_interface(
    interface: NetworkInterface, *, ports: Ports = LINUX_PORTS, version: int | None = None
) -> End | None:
    """The end that is a network interface; None if it has no such address.

    An IPv6 address needs no translation.

    :param version: of IP, where the other end has only that; None for any: IPv4 then, with the
        other beside it, where there is both.
    """
    four, six = interface.private_ip_address, interface.ipv6_address
    text = {4: four, 6: six}.get(version) if version is not None else four or six
    if text is None:
        return None
    beside = six if version is None and text != six else None
    return End(
        interface.network_interface_id,
        interface.subnet_id,
        interface.group_ids,
        address(text),
        ports,
        text == six or interface.public_ip is not None,
        address(beside) if beside is not None else None,
    )


def of_subnet(subnet: Subnet, group_ids: tuple[str, ...], *, public: bool = False) -> End | None:
    """A task that is still to start in a subnet: its first usable address stands for whichever.

    None if the subnet has no block. Where there are both, ECS gives it an IPv6 address too only if
    the subnet assigns them ("Amazon ECS task networking options for Fargate", ECS developer guide),
    and the account's setting dualStackIPv6, which is not read, is on: it may have one then.

    :param public: whether it is to get a public address.
    """
    six = [it.ipv6_cidr_block for it in subnet.ipv6_cidr_block_association_set]
    four, own_six = subnet.cidr_block, next(filter(None, six), None)
    cidr = four or own_six
    if cidr is None:
        return None
    first = block(cidr)[FIRST_USABLE]
    both = four is not None and own_six is not None and subnet.assign_ipv6_address_on_creation
    return End(
        f"a task in {subnet.subnet_id}",
        subnet.subnet_id,
        group_ids,
        first,
        public=public or first.version == IPV6,
        ipv6=block(own_six)[FIRST_USABLE] if both and own_six is not None else None,
    )
