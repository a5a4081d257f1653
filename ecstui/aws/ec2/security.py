"""Reads of network ACLs, security groups, their rules, and network interfaces."""

from collections.abc import Sequence
from functools import partial

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ec2.described import VALUES, described, of_vpc, page_of, where
from ecstui.aws.operations import network_reads
from ecstui.aws.paging import batches, in_flight
from ecstui.model.network_acl import NetworkAcl
from ecstui.model.network_interface import NetworkInterface
from ecstui.model.security_group import SecurityGroup, SecurityGroupRule

_RULES = page_of("SecurityGroupRules", SecurityGroupRule)
_INTERFACES = page_of("NetworkInterfaces", NetworkInterface)

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
        return await described(
            conn,
            network_reads.DESCRIBE_SECURITY_GROUP_RULES,
            _RULES,
            lambda page: page.items,
            Filters=where("group-id", *ids),
        )

    unique = list(dict.fromkeys(group_ids))
    found = await in_flight([partial(batch, ids) for ids in batches(unique, VALUES)])
    return tuple(rule for part in found for rule in part)


async def interfaces_of_instances(
    conn: ReadConnection, instance_ids: Sequence[str]
) -> tuple[NetworkInterface, ...]:
    """The network interfaces of EC2 instances, as far as there are such instances.

    :raises AwsFailure: a call did not succeed.
    """

    async def batch(ids: Sequence[str]) -> tuple[NetworkInterface, ...]:
        return await described(
            conn,
            network_reads.DESCRIBE_NETWORK_INTERFACES,
            _INTERFACES,
            lambda page: page.items,
            Filters=where("attachment.instance-id", *ids),
        )

    unique = list(dict.fromkeys(instance_ids))
    found = await in_flight([partial(batch, ids) for ids in batches(unique, VALUES)])
    return tuple(each for part in found for each in part)
