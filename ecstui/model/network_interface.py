"""An elastic network interface: of a task, a container instance, an endpoint, a load balancer, …

Shapes and meanings: Amazon EC2 API Reference (API version 2016-11-15).
"""

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL


@dataclass(frozen=True, slots=True, config=PASCAL)
class GroupIdentifier:
    """A security group of a network interface or an endpoint."""

    group_id: str
    group_name: str = ""


@dataclass(frozen=True, slots=True, config=PASCAL)
class NetworkInterfaceAssociation:
    """The public address that an internet gateway translates to the private one."""

    public_ip: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class NetworkInterfaceAttachment:
    """What the network interface belongs to."""

    instance_id: str | None = None
    status: str | None = None
    device_index: int | None = None
    """0 of an instance's own; those of its tasks come after it."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class NetworkInterfaceIpv6Address:
    """An IPv6 address of a network interface."""

    ipv6_address: str


@dataclass(frozen=True, slots=True, config=PASCAL)
class NetworkInterface:
    """A network interface."""

    network_interface_id: str
    subnet_id: str
    vpc_id: str | None = None
    availability_zone: str | None = None
    private_ip_address: str | None = None
    """The first private IPv4 address; None if it has only IPv6."""
    ipv6_addresses: tuple[NetworkInterfaceIpv6Address, ...] = ()
    association: NetworkInterfaceAssociation | None = None
    attachment: NetworkInterfaceAttachment | None = None
    groups: tuple[GroupIdentifier, ...] = ()
    interface_type: str | None = None
    description: str = ""
    """Names what AWS made it for: `ELB app/web/0123…`, a task's attachment, …"""
    requester_id: str | None = None
    status: str | None = None

    @property
    def group_ids(self) -> tuple[str, ...]:
        """Its security groups by id."""
        return tuple(group.group_id for group in self.groups)

    @property
    def public_ip(self) -> str | None:
        """The public IPv4 address, if it has one."""
        return self.association.public_ip if self.association is not None else None

    @property
    def ipv6_address(self) -> str | None:
        """The first IPv6 address, if it has one."""
        return self.ipv6_addresses[0].ipv6_address if self.ipv6_addresses else None
