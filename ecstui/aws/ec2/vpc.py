"""Reads of VPCs and Availability Zones."""

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ec2.described import LARGEST, where
from ecstui.aws.errors import NotFound
from ecstui.aws.operations import network_reads
from ecstui.aws.pages import Paged
from ecstui.model.availability_zone import AvailabilityZone
from ecstui.model.dhcp_options import DhcpOptions
from ecstui.model.pascal import PASCAL
from ecstui.model.vpc import Vpc, VpcDns


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Value:
    value: bool


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Support:
    enable_dns_support: _Value


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Hostnames:
    enable_dns_hostnames: _Value


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Zones:
    availability_zones: tuple[AvailabilityZone, ...]


_VPCS = Paged(network_reads.DESCRIBE_VPCS, "Vpcs", Vpc, LARGEST)
_SUPPORT = TypeAdapter(_Support)
_HOSTNAMES = TypeAdapter(_Hostnames)
_ZONES = TypeAdapter(_Zones)
_DHCP_OPTIONS = Paged(network_reads.DESCRIBE_DHCP_OPTIONS, "DhcpOptions", DhcpOptions, LARGEST)


async def vpcs(conn: ReadConnection) -> tuple[Vpc, ...]:
    """All VPCs of the account in the Region, and those shared with it.

    :raises AwsFailure: a call did not succeed.
    """
    return await _VPCS.read(conn)


async def dns(conn: ReadConnection, vpc_id: str) -> VpcDns:
    """How names resolve in a VPC, which takes two calls.

    :raises NotFound: there is no such VPC.
    :raises AwsFailure: a call did not succeed.
    """
    operation = network_reads.DESCRIBE_VPC_ATTRIBUTE
    support = await conn.read(operation, _SUPPORT, VpcId=vpc_id, Attribute="enableDnsSupport")
    names = await conn.read(operation, _HOSTNAMES, VpcId=vpc_id, Attribute="enableDnsHostnames")
    return VpcDns(support.enable_dns_support.value, names.enable_dns_hostnames.value)


async def dhcp_options(conn: ReadConnection, options_id: str) -> DhcpOptions:
    """A DHCP option set.

    :raises NotFound: there is no such set.
    :raises AwsFailure: a call did not succeed.
    """
    found = await _DHCP_OPTIONS.read(conn, Filters=where("dhcp-options-id", options_id))
    if not found:
        raise NotFound(f"There is no DHCP option set {options_id}.")
    return found[0]


async def zones(conn: ReadConnection) -> tuple[AvailabilityZone, ...]:
    """The zones of the Region that the account uses, all in one answer.

    :raises AwsFailure: the call did not succeed.
    """
    found = await conn.read(network_reads.DESCRIBE_AVAILABILITY_ZONES, _ZONES)
    return found.availability_zones
