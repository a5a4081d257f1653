"""Reads of network ACLs, security groups, their rules, and network interfaces."""

from collections.abc import Sequence
from functools import partial

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws import operations
from ecstui.aws.connection import ReadConnection
from ecstui.aws.ec2.described import VALUES, described, where
from ecstui.aws.paging import batches, in_flight
from ecstui.model.network_acl import NetworkAcl
from ecstui.model.network_interface import NetworkInterface
from ecstui.model.pascal import PASCAL
from ecstui.model.security_group import SecurityGroup, SecurityGroupRule


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Acls:
    network_acls: tuple[NetworkAcl, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Groups:
    security_groups: tuple[SecurityGroup, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Rules:
    security_group_rules: tuple[SecurityGroupRule, ...]
    next_token: str | None = None


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Interfaces:
    network_interfaces: tuple[NetworkInterface, ...]
    next_token: str | None = None


_ACLS = TypeAdapter(_Acls)
_GROUPS = TypeAdapter(_Groups)
_RULES = TypeAdapter(_Rules)
_INTERFACES = TypeAdapter(_Interfaces)


async def acls(conn: ReadConnection, vpc_id: str) -> tuple[NetworkAcl, ...]:
    """All network ACLs of a VPC.

    :raises AwsFailure: a call did not succeed.
    """
    operation, mine = operations.DESCRIBE_NETWORK_ACLS, where("vpc-id", vpc_id)
    return await described(conn, operation, _ACLS, lambda page: page.network_acls, Filters=mine)


async def groups(conn: ReadConnection, vpc_id: str) -> tuple[SecurityGroup, ...]:
    """All security groups of a VPC, without their rules.

    :raises AwsFailure: a call did not succeed.
    """
    operation, mine = operations.DESCRIBE_SECURITY_GROUPS, where("vpc-id", vpc_id)
    return await described(
        conn, operation, _GROUPS, lambda page: page.security_groups, Filters=mine
    )


async def rules(conn: ReadConnection, group_ids: Sequence[str]) -> tuple[SecurityGroupRule, ...]:
    """All rules of some security groups; EC2 has no way to ask for those of a VPC.

    :raises AwsFailure: a call did not succeed.
    """

    async def batch(ids: Sequence[str]) -> tuple[SecurityGroupRule, ...]:
        return await described(
            conn,
            operations.DESCRIBE_SECURITY_GROUP_RULES,
            _RULES,
            lambda page: page.security_group_rules,
            Filters=where("group-id", *ids),
        )

    unique = list(dict.fromkeys(group_ids))
    found = await in_flight([partial(batch, ids) for ids in batches(unique, VALUES)])
    return tuple(rule for part in found for rule in part)


async def interfaces(conn: ReadConnection, vpc_id: str) -> tuple[NetworkInterface, ...]:
    """All network interfaces of a VPC.

    :raises AwsFailure: a call did not succeed.
    """
    operation, mine = operations.DESCRIBE_NETWORK_INTERFACES, where("vpc-id", vpc_id)
    return await described(
        conn, operation, _INTERFACES, lambda page: page.network_interfaces, Filters=mine
    )
