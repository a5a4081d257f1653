"""How a VPC is read, part by part. To import that takes a tenth of the time to the first frame."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any

from ecstui.aws import directconnect, ec2
from ecstui.aws.connection import ReadConnection
from ecstui.aws.errors import Denied, Rejected, Unreachable
from ecstui.aws.paging import in_flight
from ecstui.model.direct_connect import (
    Connection,
    DirectConnectGatewayAssociation,
    VirtualInterface,
)
from ecstui.model.network import Network
from ecstui.model.prefix_list import PrefixList
from ecstui.model.security_group import SecurityGroupRule
from ecstui.model.vpc import Vpc
from ecstui.model.vpn import VpnConnection

DIRECT_CONNECT = frozenset({"gateway_associations", "virtual_interfaces", "direct_connections"})
"""Parts that have an endpoint of their own, which may be out of reach while EC2's answers."""

BY_VPC: Mapping[str, Callable[[ReadConnection, str], Awaitable[Any]]] = {
    "dns": ec2.dns,
    "route_tables": ec2.route_tables,
    "internet_gateways": ec2.internet_gateways,
    "egress_only_gateways": ec2.egress_only_gateways,
    "nat_gateways": ec2.nat_gateways,
    "acls": ec2.acls,
    "groups": ec2.groups,
    "interfaces": ec2.interfaces,
    "endpoints": ec2.endpoints,
    "peerings": ec2.peerings,
    "vpn_gateways": ec2.vpn_gateways,
    "transit_attachments": ec2.transit_attachments,
}
"""Parts that need nothing but the id of the VPC."""


OWNERS = (
    "internet_gateways", "egress_only_gateways", "nat_gateways", "endpoints", "peerings",
    "vpn_gateways", "vpn_connections", "gateway_associations", "virtual_interfaces",
    "direct_connections", "transit_attachments",
)  # fmt: skip
"""Parts that the owner of a shared VPC has, and that the accounts it is shared with are not told of
without a word ("Share your VPC subnets with other accounts", VPC user guide)."""


class Reading:
    """One reading of a VPC: its parts as they come, and what kept some from coming."""

    def __init__(self, connection: ReadConnection, vpc: Vpc, account: str) -> None:
        """:param account: whose the credentials are."""
        self._connection = connection
        self._vpc = vpc
        self._account = account
        self._parts: dict[str, Any] = {}
        self._unread: dict[str, str] = {}

    @staticmethod
    async def vpcs(connection: ReadConnection) -> tuple[Vpc, ...]:
        """Every VPC of the Region.

        :raises AwsFailure: they could not be read.
        """
        return await ec2.vpcs(connection)

    @staticmethod
    async def homes(
        connection: ReadConnection, subnets: Sequence[str], instances: Sequence[str]
    ) -> tuple[str, ...]:
        """The VPCs that subnets and EC2 instances are in, by id.

        :raises AwsFailure: they could not be read.
        """
        known = await ec2.known_subnets(connection, subnets) if subnets else ()
        found = {subnet.vpc_id for subnet in known}
        if instances:
            interfaces = await ec2.interfaces_of_instances(connection, instances)
            found |= {each.vpc_id for each in interfaces if each.vpc_id}
        return tuple(sorted(found))

    async def read(self) -> Network:
        """All of it.

        :raises AwsFailure: the subnets could not be read, or AWS does not answer at all.
        """
        conn, vpc_id = self._connection, self._vpc.vpc_id
        subnets = await ec2.subnets_of(conn, vpc_id)
        reads: dict[str, Callable[[], Awaitable[Any]]] = {
            name: partial(read, conn, vpc_id) for name, read in BY_VPC.items()
        }
        options = self._vpc.dhcp_options_id
        if options not in (None, "default"):
            reads["dhcp_options"] = partial(ec2.dhcp_options, conn, options)
        reads["zones"] = partial(ec2.zones, conn)
        reads["flow_logs"] = partial(ec2.flow_logs, conn)
        await self._take(reads)
        await self._take({"rules": self._rules, "vpn_connections": self._vpn_connections,
                          "virtual_interfaces": self._virtual_interfaces})  # fmt: skip
        await self._take(
            {"prefix_lists": self._prefix_lists, "gateway_associations": self._gateway_associations}
        )
        self._leave_interfaces_of_others()
        await self._take({"direct_connections": self._direct_connections})
        self._leave_to_owner()
        return Network(self._vpc, subnets, **self._parts, unread=tuple(self._unread.items()))

    def _leave_to_owner(self) -> None:
        """That another account's things were not told does not mean that there are none."""
        owner = self._vpc.owner_id
        if owner is None or owner == self._account:
            return
        why = f"the VPC is of account {owner}, which alone sees all of them"
        self._parts |= dict.fromkeys(OWNERS)
        self._unread = dict.fromkeys(OWNERS, why) | self._unread

    async def _take(self, reads: dict[str, Callable[[], Awaitable[Any]]]) -> None:
        await in_flight([partial(self._part, name, read) for name, read in reads.items()])

    async def _part(self, name: str, read: Callable[[], Awaitable[Any]]) -> None:
        """A part, or why there is none; troubles of the whole connection are told as such."""
        try:
            self._parts[name] = await read()
        except (Denied, Rejected, Unreachable) as failure:
            if isinstance(failure, Unreachable) and name not in DIRECT_CONNECT:
                raise
            self._parts[name] = None
            self._unread[name] = failure.sentence

    async def _rules(self) -> tuple[SecurityGroupRule, ...]:
        """Those of the VPC's groups, and of groups of others that are in use here."""
        own = [group.group_id for group in self._parts["groups"] or ()]
        used = [name for each in self._parts["interfaces"] or () for name in each.group_ids]
        return await ec2.rules(self._connection, [*own, *used])

    async def _vpn_connections(self) -> tuple[VpnConnection, ...]:
        found: list[VpnConnection] = []
        for gateway in self._parts["vpn_gateways"] or ():
            found += await ec2.vpn_connections(self._connection, gateway.vpn_gateway_id)
        return tuple(found)

    async def _virtual_interfaces(self) -> tuple[VirtualInterface, ...]:
        """All of the account; without a gateway that they might lead to there is nothing to ask."""
        if not (self._parts["vpn_gateways"] or self._parts["transit_attachments"]):
            return ()
        return await directconnect.virtual_interfaces(self._connection)

    async def _gateway_associations(self) -> tuple[DirectConnectGatewayAssociation, ...]:
        """Of Direct Connect gateways with the VPC's gateways.

        Asked for are those of the gateways that the account has virtual interfaces to, and of the
        virtual private gateways that nothing else is known to lead to: their Direct Connect
        gateways may be other accounts'.
        """
        transit = {it.transit_gateway_id for it in self._parts["transit_attachments"] or ()}
        own = {it.vpn_gateway_id for it in self._parts["vpn_gateways"] or ()}
        interfaces = self._parts["virtual_interfaces"] or ()
        beyond = {it.direct_connect_gateway_id for it in interfaces if not it.gone}
        found: list[DirectConnectGatewayAssociation] = []
        read = partial(directconnect.gateway_associations, self._connection)
        for gateway in sorted(own - self._leading):
            found += await read(with_gateway=gateway)
        for gateway in sorted(filter(None, beyond)):
            found += await read(of=gateway)
        once = {it.association_id: it for it in found if it.gateway in own | transit}
        return tuple(once.values())

    @property
    def _leading(self) -> set[str | None]:
        """The virtual private gateways that a tunnel or a virtual interface leads through."""
        vpns, interfaces = self._parts["vpn_connections"], self._parts["virtual_interfaces"]
        up = {it.vpn_gateway_id for it in vpns or () if it.up}
        return up | {it.virtual_gateway_id for it in interfaces or () if not it.down}

    def _leave_interfaces_of_others(self) -> None:
        """Virtual interfaces that lead to no gateway of the VPC are no part of it."""
        gateways = {it.vpn_gateway_id for it in self._parts["vpn_gateways"] or ()}
        associations = self._parts["gateway_associations"] or ()
        beyond = {it.direct_connect_gateway_id for it in associations}
        known = self._parts["virtual_interfaces"]
        if known is not None:
            self._parts["virtual_interfaces"] = tuple(
                it
                for it in known
                if it.virtual_gateway_id in gateways or it.direct_connect_gateway_id in beyond
            )

    async def _direct_connections(self) -> tuple[Connection, ...]:
        """Those that virtual interfaces of the VPC are on."""
        used = {it.connection_id for it in self._parts["virtual_interfaces"] or ()}
        found = await directconnect.connections(self._connection) if used else ()
        return tuple(it for it in found if it.connection_id in used)

    async def _prefix_lists(self) -> tuple[PrefixList, ...]:
        """Those of AWS's services, and those that routes and rules refer to besides."""
        of_services = await ec2.service_prefix_lists(self._connection)
        tables, rules = self._parts["route_tables"] or (), self._parts["rules"] or ()
        named = {route.destination_prefix_list_id for table in tables for route in table.routes}
        named |= {rule.prefix_list_id for rule in rules}
        rest = named - {each.prefix_list_id for each in of_services} - {None}
        others = await ec2.prefix_lists(self._connection, sorted(str(each) for each in rest))
        return (*of_services, *others)
