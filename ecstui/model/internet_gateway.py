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
class _Gateway:
    """What both kinds have."""

    attachments: tuple[InternetGatewayAttachment, ...] = ()
    tags: tuple[ResourceTag, ...] = ()

    @property
    def name(self) -> str:
        """Its tag `Name`."""
        return name_tag(self.tags)

    def serves(self, vpc_id: str) -> bool:
        """Whether it is attached to a VPC."""
        return any(it.vpc_id == vpc_id and it.state in ATTACHED for it in self.attachments)


@dataclass(frozen=True, slots=True, config=PASCAL, kw_only=True)
class InternetGateway(_Gateway):
    """An internet gateway: it translates public addresses, and leads both ways."""

    internet_gateway_id: str


@dataclass(frozen=True, slots=True, config=PASCAL, kw_only=True)
class EgressOnlyInternetGateway(_Gateway):
    """An egress-only internet gateway: IPv6 connections go out by it, and none come in."""

    egress_only_internet_gateway_id: str
