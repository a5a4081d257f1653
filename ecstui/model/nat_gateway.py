"""A NAT gateway, of one Availability Zone or of the whole VPC.

Shapes and meanings: Amazon EC2 API Reference (API version 2016-11-15); "Regional NAT gateways"
(VPC user guide).
"""

from datetime import datetime

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL
from ecstui.model.resource_tag import ResourceTag, name_tag


@dataclass(frozen=True, slots=True, config=PASCAL)
class NatGatewayAddress:
    """An address of a NAT gateway."""

    public_ip: str | None = None
    private_ip: str | None = None
    network_interface_id: str | None = None
    availability_zone: str | None = None
    """Of a regional one."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class NatGateway:
    """A NAT gateway."""

    nat_gateway_id: str
    state: str
    """pending, failed, available, deleting or deleted; deleted ones stay for about an hour."""
    vpc_id: str | None = None
    subnet_id: str | None = None
    """None of a regional one."""
    connectivity_type: str | None = None
    """public, or private: to other VPCs and networks on premises only."""
    availability_mode: str | None = None
    """zonal or regional."""
    nat_gateway_addresses: tuple[NatGatewayAddress, ...] = ()
    failure_code: str | None = None
    failure_message: str | None = None
    create_time: datetime | None = None
    tags: tuple[ResourceTag, ...] = ()

    @property
    def name(self) -> str:
        """Its tag `Name`."""
        return name_tag(self.tags)

    @property
    def regional(self) -> bool:
        """Whether it is of the whole VPC, and so in no subnet."""
        return self.availability_mode == "regional"
