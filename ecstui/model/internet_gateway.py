"""Internet gateways, and the egress-only ones of IPv6.

Shapes and meanings: Amazon EC2 API Reference (API version 2016-11-15).
"""

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL
from ecstui.model.resource_tag import ResourceTag, name_tag

ATTACHED = frozenset({"attached", "available"})
"""EC2 answers `available` for an attached internet gateway, though its API reference has no such
state (DescribeInternetGateways, example)."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class InternetGatewayAttachment:
    """The VPC that a gateway is attached to."""

    vpc_id: str
    state: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class InternetGateway:
    """An internet gateway: it translates public addresses, and leads both ways."""

    internet_gateway_id: str
    attachments: tuple[InternetGatewayAttachment, ...] = ()
    tags: tuple[ResourceTag, ...] = ()

    @property
    def name(self) -> str:
        """Its tag `Name`."""
        return name_tag(self.tags)

    def serves(self, vpc_id: str) -> bool:
        """Whether it is attached to a VPC."""
        return _attached(self.attachments, vpc_id)


@dataclass(frozen=True, slots=True, config=PASCAL)
class EgressOnlyInternetGateway:
    """An egress-only internet gateway: IPv6 connections go out by it, and none come in."""

    egress_only_internet_gateway_id: str
    attachments: tuple[InternetGatewayAttachment, ...] = ()
    tags: tuple[ResourceTag, ...] = ()

    @property
    def name(self) -> str:
        """Its tag `Name`."""
        return name_tag(self.tags)

    def serves(self, vpc_id: str) -> bool:
        """Whether it is attached to a VPC."""
        return _attached(self.attachments, vpc_id)


def _attached(attachments: tuple[InternetGatewayAttachment, ...], vpc_id: str) -> bool:
    return any(each.vpc_id == vpc_id and each.state in ATTACHED for each in attachments)
