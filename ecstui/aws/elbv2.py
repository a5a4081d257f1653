"""Reads of Elastic Load Balancing."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.operations import reads
from ecstui.model.pascal import PASCAL
from ecstui.model.target_group import TargetGroup
from ecstui.model.target_health import TargetHealthDescription


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Targets:
    target_health_descriptions: tuple[TargetHealthDescription, ...]


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Groups:
    target_groups: tuple[TargetGroup, ...]


_TARGETS = TypeAdapter(_Targets)
_GROUPS = TypeAdapter(_Groups)


async def target_groups(conn: ReadConnection, arns: Sequence[str]) -> tuple[TargetGroup, ...]:
    """Target groups by their ARNs, of which a service has five at most.

    :raises NotFound: one of them does not exist.
    :raises AwsFailure: the call did not succeed.
    """
    if not arns:
        return ()  # AWS would take that for all of them
    unique = list(dict.fromkeys(arns))
    found = await conn.read(reads.DESCRIBE_TARGET_GROUPS, _GROUPS, TargetGroupArns=unique)
    return found.target_groups


async def target_health(
    conn: ReadConnection, target_group_arn: str
) -> tuple[TargetHealthDescription, ...]:
    """How the targets of a target group fare, all of them in one answer.

    :raises NotFound: there is no such target group.
    :raises AwsFailure: the call did not succeed.
    """
    found = await conn.read(reads.DESCRIBE_TARGET_HEALTH, _TARGETS, TargetGroupArn=target_group_arn)
    return found.target_health_descriptions
