"""Reads of network ACLs, security groups, their rules, and network interfaces."""

from collections.abc import Sequence

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ec2.described import LARGEST, VALUES, of_vpc, where
from ecstui.aws.operations import network_reads
from ecstui.aws.pages import Paged
from ecstui.aws.paging import in_batches
from ecstui.model.network_acl import NetworkAcl
from ecstui.model.network_interface import NetworkInterface
from ecstui.model.security_group import SecurityGroup, SecurityGroupRule

_RULES = Paged(
    network_reads.DESCRIBE_SECURITY_GROUP_RULES, "SecurityGroupRules", SecurityGroupRule, LARGEST
)
_INTERFACES = Paged(
    network_reads.DESCRIBE_NETWORK_INTERFACES, "NetworkInterfaces", NetworkInterface, LARGEST
)

acls = of_vpc(network_reads.DESCRIBE_NETWORK_ACLS, "NetworkAcls", NetworkAcl)
"""All network ACLs of a VPC."""

groups = of_vpc(network_reads.DESCRIBE_SECURITY_GROUPS, "SecurityGroups", SecurityGroup)
"""All security groups of a VPC, without their rules."""

interfaces = of_vpc(
    network_reads.DESCRIBE_NETWORK_INTERFACES, "NetworkInterfaces", NetworkInterface
)
"""All network interfaces of a VPC."""


async def rules(conn: ReadConnection, group_ids: Sequence[str]) -> tuple[SecurityGroupRule, ...]:
    """All rules of some security groups; EC2 has no way to ask for those of a VPC.

    :raises AwsFailure: a call did not succeed.
    """

    async def batch(ids: Sequence[str]) -> tuple[SecurityGroupRule, ...]:
        return await _RULES.read(conn, Filters=where("group-id", *ids))

    return await in_batches(group_ids, VALUES, batch)


async def interfaces_of_instances(
    conn: ReadConnection, instance_ids: Sequence[str]
) -> tuple[NetworkInterface, ...]:
    """The network interfaces of EC2 instances, as far as there are such instances.

    :raises AwsFailure: a call did not succeed.
    """

    async def batch(ids: Sequence[str]) -> tuple[NetworkInterface, ...]:
        return await _INTERFACES.read(conn, Filters=where("attachment.instance-id", *ids))

    return await in_batches(instance_ids, VALUES, batch)
