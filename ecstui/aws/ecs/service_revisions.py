"""Reads of service revisions."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ecstui.aws.connection import ReadConnection
from ecstui.aws.ecs.described import Described, described
from ecstui.aws.operations import ecs_reads
from ecstui.model.ecs import WIRE, Failure, ServiceRevision
from ecstui.model.listing import Listing


@dataclass(frozen=True, slots=True, config=WIRE)
class _ServiceRevisions:
    service_revisions: tuple[ServiceRevision, ...]
    failures: tuple[Failure, ...] = ()


_SERVICE_REVISIONS = TypeAdapter(_ServiceRevisions)


async def service_revisions(conn: ReadConnection, arns: Sequence[str]) -> Listing[ServiceRevision]:
    """The service revisions `arns`, newest first.

    Those from before 25 October 2024 are among the failures, as MISSING.

    :raises AwsFailure: a call did not succeed.
    """

    async def describe(batch: Sequence[str]) -> Described[ServiceRevision]:
        answer = await conn.read(
            ecs_reads.DESCRIBE_SERVICE_REVISIONS, _SERVICE_REVISIONS, serviceRevisionArns=batch
        )
        return answer.service_revisions, answer.failures

    return await described(arns, describe, 20, _newest_first)


def _newest_first(revision: ServiceRevision) -> float:
    return -revision.created_at.timestamp() if revision.created_at else 0.0
