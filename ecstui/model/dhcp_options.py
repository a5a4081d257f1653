"""What a VPC tells its machines about names.

Shapes and meanings: Amazon EC2 API Reference (API version 2016-11-15); "DHCP option sets" (VPC user
guide).
"""

from pydantic.dataclasses import dataclass

from ecstui.model.pascal import PASCAL

NAME_SERVERS = "domain-name-servers"
AMAZON_PROVIDED = "AmazonProvidedDNS"
"""The name server that stands for AWS's own resolver."""


@dataclass(frozen=True, slots=True, config=PASCAL)
class AttributeValue:
    """One of the values of an option."""

    value: str


@dataclass(frozen=True, slots=True, config=PASCAL)
class DhcpConfiguration:
    """An option."""

    key: str
    values: tuple[AttributeValue, ...] = ()


@dataclass(frozen=True, slots=True, config=PASCAL)
class DhcpOptions:
    """A DHCP option set."""

    dhcp_options_id: str
    dhcp_configurations: tuple[DhcpConfiguration, ...] = ()

    @property
    def name_servers(self) -> tuple[str, ...]:
        """The servers that machines ask for names, by address; or AWS's resolver by its word."""
        found = (each for each in self.dhcp_configurations if each.key == NAME_SERVERS)
        return tuple(value.value for each in found for value in each.values)
