"""Reads of Elastic Load Balancing."""

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws import operations
from ecstui.aws.connection import ReadConnection
from ecstui.model.pascal import PASCAL
from ecstui.model.target_health import TargetHealthDescription


@dataclass(frozen=True, slots=True, config=PASCAL)
class _Targets:
    target_health_descriptions: tuple[TargetHealthDescription, ...]


_TARGETS = TypeAdapter(_Targets)


async def target_health(
    conn: ReadConnection, target_group_arn: str
) -> tuple[TargetHealthDescription, ...]:
    """How the targets of a target group fare, all of them in one answer.

    :raises NotFound: there is no such target group.
    :raises AwsFailure: the call did not succeed.
    """
    found = await conn.read(
        operations.DESCRIBE_TARGET_HEALTH, _TARGETS, TargetGroupArn=target_group_arn
    )
    return found.target_health_descriptions
