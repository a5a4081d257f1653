"""A VPC endpoint: a way to a service of AWS that does not lead over the internet.

Shapes and meanings: Amazon EC2 API Reference (API version 2016-11-15).
"""

from pydantic.dataclasses import dataclass

from ecstui.model.network_interface import GroupIdentifier
from ecstui.model.pascal import PASCAL
from ecstui.model.resource_tag import ResourceTag, name_tag

GATEWAY, INTERFACE = "Gateway", "Interface"
"""Kinds: the first is the target of routes, the second has network interfaces in subnets."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class DnsOptions:
    """How the names of an endpoint resolve."""

    private_dns_only_for_inbound_resolver_endpoint: bool | None = None
    """Whether the service's ordinary name means this endpoint on premises alone; within the VPC
    what it names is reached by the gateway endpoint."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class VpcEndpoint:
    """A VPC endpoint."""

    vpc_endpoint_id: str
    vpc_endpoint_type: str
    service_name: str | None = None
    """E.g. com.amazonaws.ap-northeast-1.ecr.api."""
    vpc_id: str | None = None
    state: str | None = None
    """Available once it works; EC2 writes the word with a small letter too."""
    policy_document: str | None = None
    """Who may do what through it, JSON."""
    route_table_ids: tuple[str, ...] = ()
    subnet_ids: tuple[str, ...] = ()
    network_interface_ids: tuple[str, ...] = ()
    groups: tuple[GroupIdentifier, ...] = ()
    private_dns_enabled: bool = False
    """Whether the service's ordinary name means this endpoint."""
    dns_options: DnsOptions | None = None
    tags: tuple[ResourceTag, ...] = ()

    @property
    def name(self) -> str:
        """Its tag `Name`."""
        return name_tag(self.tags)

    @property
    def short_name(self) -> str:
        """The service without prefix and Region: `ecr.api`, `s3`."""
        parts = (self.service_name or self.vpc_endpoint_id).split(".")
        return ".".join(parts[3:]) or parts[-1]

    @property
    def named(self) -> bool:
        """Whether the service's ordinary name means this endpoint within the VPC."""
        options = self.dns_options
        inbound = options is not None and options.private_dns_only_for_inbound_resolver_endpoint
        return self.private_dns_enabled and not inbound

    @property
    def available(self) -> bool:
        """Whether it works."""
        return (self.state or "").lower() == "available"
