"""The attachment of a VPC to a transit gateway.

Shapes and meanings: Amazon EC2 API Reference (API version 2016-11-15).
"""

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL
from ecstui.model.resource_tag import ResourceTag, name_tag


@dataclass(frozen=True, slots=True, config=PASCAL)
class TransitGatewayVpcAttachment:
    """A VPC at a transit gateway, with a network interface in some of its subnets."""

    transit_gateway_attachment_id: str
    transit_gateway_id: str | None = None
    vpc_id: str | None = None
    state: str | None = None
    """available once it works."""
    subnet_ids: tuple[str, ...] = ()
    tags: tuple[ResourceTag, ...] = ()

    @property
    def name(self) -> str:
        """Its tag `Name`."""
        return name_tag(self.tags)
